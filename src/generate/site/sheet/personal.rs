//! What concerns the applicant in person: signing in and signing, rights and duties, personal data, questions.

use super::{Subject, address, list};
use crate::generate::site::view::{Entry, Note, Notes, Rows, Section};
use crate::generate::site::words::{either, joined, only_if, texts};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// How to sign in and how to sign.
pub(super) fn identity(own: &Subject<'_>) -> Section {
    let mut section = Section::new("identity", "Signing in and signing", "身份认证和签名");
    let words = own.words;
    let mut rows = Rows::default();
    if let Some(identity) = own.item.get("identity") {
        rows.add("Sign in with", "认证系统", words.coded(identity, "provider", "identity-provider"));
        rows.add("Level of identity", "认证等级", words.coded(identity, "assurance", "assurance"));
        rows.add("Ways to sign in", "认证方式", words.all(identity.get("methods"), "identity-method"));
        let (yes, no) = (("a further account is needed", "需要另设账号"), ("none", "无需另设账号"));
        rows.add("Further account", "另设账号", either(identity, "extra_accounts", yes, no));
        rows.add("Basis for signing in", "认证依据", words.basis(identity.get("basis")));
        rows.add("On signing in", "认证说明", Phrase::of(identity, "note"));
    }
    if let Some(signature) = own.item.get("signature") {
        let (yes, no) = (("needed", "需要签名或者签章"), ("not needed", "无需签名"));
        rows.add("Signature", "签名签章", either(signature, "needed", yes, no));
        rows.add("Ways to sign", "签名方式", words.all(signature.get("methods"), "signature-method"));
        rows.add("Certified by", "电子认证服务机构", Phrase::of(signature, "provider"));
        let licensed = ("licensed for e-government", "具有电子政务电子认证资格");
        let licensed = only_if(signature, "licensed_provider", licensed.0, licensed.1);
        rows.add("Certifier", "电子认证资格", licensed);
        rows.add("Basis for the signature", "签名依据", words.basis(signature.get("basis")));
        rows.add("On signing", "签名说明", Phrase::of(signature, "note"));
    }
    section.rows = rows.0;
    section
}

/// What an applicant may and must do, and who may act or help.
pub(super) fn rights(own: &Subject<'_>) -> Section {
    let mut section = Section::new("rights", "Rights and duties", "权利和义务");
    let words = own.words;
    let mut rows = Rows::default();
    rows.add("Your rights", "依法享有的权利", texts(own.item.get("rights")));
    rows.add("Your duties", "依法履行的义务", texts(own.item.get("duties")));
    if let Some(agents) = own.item.get("agents") {
        let (yes, no) =
            (("an agent may act for you", "可以委托代理人办理"), ("in person only", "须本人办理"));
        rows.add("Agents", "代办", either(agents, "allowed", yes, no));
        rows.add("On agents", "代办说明", Phrase::of(agents, "note"));
        rows.add("Basis for agents", "代办依据", words.basis(agents.get("basis")));
    }
    if let Some(assist) = own.item.get("assist") {
        let (yes, no) = (("staff help you to apply", "提供帮办服务"), ("none", "未提供帮办服务"));
        rows.add("Assistance", "帮办", either(assist, "offered", yes, no));
        rows.add("On assistance", "帮办说明", Phrase::of(assist, "note"));
    }
    if let Some(promise) = own.item.get("commitment") {
        let said = [
            only_if(promise, "offered", "you may commit yourself instead of proving it", "实行告知承诺制"),
            only_if(promise, "optional", "as you choose", "申请人可以自愿选择"),
            promise.str("verify").map(|slug| words.verified(slug)),
        ];
        let said: Vec<Phrase> = said.into_iter().flatten().collect();
        rows.add("Commitment", "告知承诺", joined(&said, "; ", "；"));
        let kind = words.coded(promise, "kind", "commitment-kind");
        rows.add("Kind of commitment", "承诺种类", kind);
        rows.add("Not where there is risk", "风险领域", texts(promise.get("risk")));
        rows.add("Commitment letter", "承诺书", Phrase::of(promise, "agreement"));
        rows.add("On commitment", "告知承诺说明", Phrase::of(promise, "note"));
    }
    section.rows = rows.0;
    section
}

/// What happens with personal data.
pub(super) fn privacy(own: &Subject<'_>) -> Section {
    let mut section = Section::new("privacy", "Your personal data", "个人信息保护");
    let Some(privacy) = own.item.get("privacy") else { return section };
    let told = privacy.get("notice");
    let of = |key: &str| Phrase::of(privacy, key);
    // What the notice says again is said once.
    let again = |key: &str| {
        let again = told.and_then(|own| Phrase::of(own, key));
        again.filter(|again| of(key).is_none_or(|first| first.zh != again.zh))
    };
    let mut rows = Rows::default();
    rows.add("What for", "处理目的", of("purpose"));
    rows.add("What for, as you are told", "告知的处理目的", again("purpose"));
    rows.add("Ground", "处理依据", own.words.coded(privacy, "lawful_basis", "lawful-basis"));
    rows.add("Basis", "法律依据", own.words.basis(privacy.get("basis")));
    if let Some(told) = told {
        rows.add("Handled by", "处理者", Phrase::of(told, "handler"));
        rows.add("Whom to ask", "联系方式", Phrase::of(told, "contact"));
        rows.add("Which data", "信息种类", texts(told.get("kinds")));
        rows.add("How", "处理方式", Phrase::of(told, "method"));
    }
    rows.add("Kept for", "保存期限", of("retention"));
    rows.add("Kept for, as you are told", "告知的保存期限", again("retention"));
    rows.add("Kept where", "存储地点", of("location"));
    rows.add("Also used for", "其他用途", texts(privacy.get("uses")));
    let separate =
        only_if(privacy, "separate_consent", "asked for sensitive data", "处理敏感个人信息须取得单独同意");
    rows.add("Separate consent", "单独同意", separate);
    let guardian =
        only_if(privacy, "guardian_consent", "of those under 14", "未满十四周岁的须取得监护人同意");
    rows.add("Consent of a guardian", "监护人同意", guardian);
    if let Some(told) = told {
        rows.add("Your rights", "个人权利", texts(told.get("rights")));
        rows.link("Full notice", "告知全文", address(told, "url"));
    }
    section.rows = rows.0;
    for node in privacy.get("recipients").into_iter().flat_map(Node::items).filter(|node| node.is_map()) {
        let mut notes = Notes::default();
        notes.add("What for", "目的", Phrase::of(node, "purpose"));
        notes.add("Which data", "信息种类", texts(node.get("kinds")));
        let facts = vec![Phrase::new("receives data", "信息接收方")];
        let title = Phrase::of(node, "name").unwrap_or_default();
        section.entries.push(Entry { title, facts, notes: notes.0, ..Entry::default() });
    }
    section
}

/// What is often asked.
pub(super) fn questions(own: &Subject<'_>) -> Section {
    list(own, Section::new("questions", "Frequent questions", "常见问题"), "faq", |node| Entry {
        title: Phrase::of(node, "question").unwrap_or_default(),
        notes: Phrase::of(node, "answer").into_iter().map(Note::from).collect(),
        ..Entry::default()
    })
}
