//! What stands around the fields: identity, privacy notice, consent, signature.

use super::build::Maker;
use super::{Consent, Form, Identity, Notice, Point, Sensitivity, Signature};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// How the applicant is known.
pub(super) fn identity(maker: &Maker<'_>, identity: Node<'_>) -> Identity {
    let coded = |list: &str, key: &str| identity.str(key).map(|slug| maker.coded(list, slug));
    Identity {
        provider: coded("identity-provider", "provider"),
        assurance: coded("assurance", "assurance"),
        methods: maker.all_coded("identity-method", identity.get("methods")),
        note: Phrase::of(identity, "note"),
    }
}

/// How the form is signed; none where no signature is needed.
pub(super) fn signature(maker: &Maker<'_>, signature: Option<Node<'_>>) -> Option<Signature> {
    let signature = signature?;
    let needed = signature.get("needed").and_then(Node::as_bool) != Some(false);
    needed.then(|| Signature {
        methods: maker.all_coded("signature-method", signature.get("methods")),
        note: Phrase::of(signature, "note"),
    })
}

/// The points of the notice in the order of PIPL art. 17; what `notice` does not say is taken
/// from the element around it.
pub(super) fn notice(maker: &Maker<'_>, privacy: Node<'_>) -> Option<Notice> {
    let own = privacy.get("notice");
    let phrase = |key: &str| own.and_then(|own| Phrase::of(own, key)).or_else(|| Phrase::of(privacy, key));
    let listed = |key: &str| {
        let list = own.and_then(|own| own.get(key));
        let texts: Vec<&str> = list.into_iter().flat_map(Node::items).map(Node::text).collect();
        (!texts.is_empty()).then(|| Phrase::zh(&texts.join("；")))
    };
    let basis = privacy.str("lawful_basis").map(|slug| maker.coded("lawful-basis", slug).label);
    let points = [
        ("Handler", "处理者", phrase("handler")),
        ("Contact", "联系方式", phrase("contact")),
        ("Purpose", "处理目的", phrase("purpose")),
        ("Lawful basis", "处理依据", basis),
        ("Method", "处理方式", phrase("method")),
        ("Kinds of data", "信息种类", listed("kinds")),
        ("Retention", "保存期限", phrase("retention")),
        ("Place of storage", "存储地点", phrase("location")),
        ("Recipients", "接收方", recipients(privacy)),
        ("Your rights", "您的权利", listed("rights")),
    ];
    let points: Vec<Point> = points
        .into_iter()
        .filter_map(|(en, zh, text)| Some(Point { name: Phrase::new(en, zh), text: text? }))
        .collect();
    (!points.is_empty()).then_some(Notice { points })
}

fn recipients(privacy: Node<'_>) -> Option<Phrase> {
    let list = privacy.get("recipients")?;
    let names: Vec<Phrase> = list.items().filter_map(|one| Phrase::of(one, "name")).collect();
    if names.is_empty() {
        return Some(Phrase::new("none", "无"));
    }
    let all = |name: fn(&Phrase) -> &str, by: &str| names.iter().map(name).collect::<Vec<_>>().join(by);
    let en = names.iter().any(|name| name.en.is_some()).then(|| all(Phrase::en, "; "));
    Some(Phrase { en, zh: all(|name| &name.zh, "；") })
}

/// What must be agreed to. A body that acts by its statutory duty asks for no consent (PIPL art.
/// 13); where consent is the basis, sensitive data need one of their own (art. 29), and what a
/// child under fourteen gives needs that of a guardian (art. 31).
pub(super) fn consent(privacy: Node<'_>, form: &Form) -> Vec<Consent> {
    let flag = |key: &str| privacy.get(key).and_then(Node::as_bool) == Some(true);
    if privacy.str("lawful_basis") != Some("consent") {
        return Vec::new();
    }
    let fields = || form.sections.iter().flat_map(|section| &section.fields);
    let sensitive = fields().any(|field| field.sensitivity == Sensitivity::Sensitive)
        || form.materials.iter().any(|slot| slot.sensitive);
    let mut consents = vec![Consent {
        id: "processing",
        text: Phrase::new(
            "I agree to the processing of my personal data as told above",
            "我同意按上述告知事项处理我的个人信息",
        ),
        required: true,
    }];
    if sensitive || flag("separate_consent") {
        consents.push(Consent {
            id: "sensitive",
            text: Phrase::new(
                "I agree separately to the processing of my sensitive personal data",
                "我单独同意处理我的敏感个人信息",
            ),
            required: true,
        });
    }
    if flag("guardian_consent") {
        consents.push(Consent {
            id: "guardian",
            text: Phrase::new(
                "As parent or guardian I agree on behalf of the child",
                "我作为未成年人的父母或者其他监护人，同意处理其个人信息",
            ),
            required: false,
        });
    }
    consents
}
