//! Who is responsible, who works for applicants, and what the item is among others.

use super::{Subject, list, name_of};
use crate::form::Standing;
use crate::generate::site::view::{Entry, Notes, Rows, Section};
use crate::generate::site::words::{either, joined, only_if, same, texts};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// Services of intermediaries that an applicant may need.
pub(super) fn intermediaries(own: &Subject<'_>) -> Section {
    let section = Section::new("intermediaries", "Services of intermediaries", "中介服务");
    list(own, section, "intermediaries", |node| {
        let payer = own.words.coded(node, "payer", "payer");
        let (yes, no) = (("one agency only", "指定机构"), ("any agency", "不指定机构"));
        let mut notes = Notes::default();
        notes.plain(Phrase::of(node, "content"));
        notes.add("Paid by", "付费方", payer);
        notes.add("Basis", "设定依据", own.words.basis(node.get("basis")));
        let facts = either(node, "designated", yes, no).into_iter().collect();
        Entry { title: name_of(node), facts, notes: notes.0, ..Entry::default() }
    })
}

/// Who is responsible.
pub(super) fn responsible(own: &Subject<'_>) -> Section {
    let mut section = Section::new("bodies", "Who is responsible", "实施机构");
    let (item, words) = (own.item, own.words);
    let mut rows = Rows::default();
    rows.add("Competent department", "主管部门", own.facts.department.clone());
    rows.add("Implementing body", "实施主体", own.facts.body.clone());
    if let Some(body) = item.get("body") {
        rows.add("Code of the body", "实施主体编码", same(body.str("uscc")));
        rows.add("Virtual code of the body", "虚拟主体编码", same(body.str("virtual_code")));
        rows.add("Nature of the body", "实施主体性质", words.coded(body, "nature", "body-nature"));
        rows.add("Authorised by", "授权依据", words.basis(body.get("basis")));
        rows.add("Delegated by", "委托部门", words.party(body, "delegated_by"));
        let concentrated = ("takes licences of several departments", "行使相对集中行政许可权");
        let concentrated = only_if(body, "concentrated", concentrated.0, concentrated.1);
        rows.add("Concentrated powers", "相对集中行政许可权", concentrated);
    }
    if let Some(bodies) = item.get("bodies") {
        rows.add("Accepted by", "受理机构", words.party(bodies, "accepting"));
        let joint: Vec<Phrase> =
            bodies.get("joint").into_iter().flat_map(Node::items).filter_map(|one| words.body(one)).collect();
        rows.add("Together with", "联办机构", joined(&joint, ", ", "、"));
        rows.add("Entrusted by", "委托部门", words.party(bodies, "entrusting"));
    }
    if let Some(tiers) = item.get("tiers") {
        rows.add("Tiers", "行使层级", words.all(tiers.get("exercise"), "tier"));
        rows.add("Tier of acceptance", "受理层级", words.all(tiers.get("accept"), "tier"));
        rows.add("Tier of first review", "初审层级", words.all(tiers.get("pre_review"), "tier"));
        rows.add("Tier of approval", "审批层级", words.all(tiers.get("approve"), "tier"));
    }
    if let Some(across) = item.get("cross_region") {
        rows.add("Service across regions", "通办范围", words.coded(across, "scope", "service-scope"));
        rows.add("How across regions", "通办方式", words.coded(across, "mode", "cross-region-mode"));
        rows.add("List of service across regions", "通办清单", Phrase::of(across, "list"));
        rows.add("Body across regions", "通办机构", words.party(across, "body"));
        rows.add("On service across regions", "通办说明", Phrase::of(across, "note"));
    }
    section.rows = rows.0;
    section
}

/// What the item is among others.
pub(super) fn about(own: &Subject<'_>) -> Section {
    let (item, words, facts) = (own.item, own.words, own.facts);
    let mut section = Section::new("about", "About the item", "事项信息");
    let mut rows = Rows::default();
    let coded = |key: &str, list: &str| item.str(key).map(|slug| words.maker.coded(list, slug).label);
    rows.add("Type", "事项类型", coded("item_type", "item-type"));
    let filing = item.get("filing").and_then(Node::as_bool) == Some(true);
    rows.add("Filing", "行政备案", filing.then(|| Phrase::new("a filing", "属于行政备案")));
    match own.around.link(&facts.basic_code).filter(|_| facts.implementation) {
        Some(link) => rows.link("Basic item", "基本目录事项", Some(link)),
        None => rows.add("Basic code", "基本编码", same(Some(&facts.basic_code))),
    }
    let implementation = facts.code.as_deref().filter(|_| facts.implementation);
    rows.add("Implementation code", "实施编码", same(implementation));
    for code in item.list("local_codes").filter(|node| node.is_map()) {
        rows.add("Local code", "本地编码", same(code.str("code")));
    }
    if let Some(parent) = facts.parent.as_deref() {
        match own.around.link(parent) {
            Some(link) => rows.link("Main item", "主项", Some(link)),
            None => rows.add("Main item", "主项", same(Some(parent))),
        }
    }
    rows.add("Topics for people", "面向自然人主题", topics(own, "natural-person"));
    rows.add("Topics for organisations", "面向法人主题", topics(own, "legal-person"));
    rows.add("Source of the power", "权力来源", coded("power_source", "power-source"));
    let tier = item.item.own.root.str("tier").map(|slug| words.maker.coded("tier", slug).label);
    rows.add("Tier of the entry", "实施层级", tier);
    let place = |key: &str| {
        let place = item.get(key)?;
        let parts = [Phrase::of(place, "name"), same(place.str("code"))];
        joined(&parts.into_iter().flatten().collect::<Vec<_>>(), " ", " ")
    };
    rows.add("Town", "乡镇街道", place("town"));
    rows.add("Village", "村居社区", place("village"));
    rows.add("Processing", "办件类型", coded("processing", "processing"));
    rows.add("Status", "事项状态", facts.status.clone());
    let number =
        |node: Option<Node<'_>>| same(node.and_then(Node::as_i64).map(|own| own.to_string()).as_deref());
    rows.add("Version", "事项版本", number(item.get("version")));
    rows.add("Written for version", "所依版本", number(item.item.own.root.get("based_on")));
    let day = |keys: [&str; 2]| same(item.at(&keys).and_then(Node::as_str));
    rows.add("In force from", "生效日期", day(["effective", "from"]));
    let is_planned = Standing::of(item, words.maker.day).expired().is_none();
    let until = if is_planned { "计划取消日期" } else { "有效期至" };
    rows.add("In force until", until, day(["effective", "to"]));
    rows.add("Published on", "公开日期", day(["publication", "published_on"]));
    rows.add("Published version", "公开版本", number(item.at(&["publication", "version"])));
    if let Some(archive) = item.get("archive") {
        let parts = [
            words.coded(archive, "form", "archive-form"),
            Phrase::of(archive, "retention"),
            words.basis(archive.get("basis")),
        ];
        rows.add(
            "Kept on file",
            "归档",
            joined(&parts.into_iter().flatten().collect::<Vec<_>>(), "; ", "；"),
        );
    }
    section.rows = rows.0;
    section
}

/// Topics of the national list, then local ones.
fn topics(own: &Subject<'_>, of: &str) -> Option<Phrase> {
    let topics = own.item.get("topics")?;
    let listed = own.words.all(topics.get(of), &format!("{of}-topic"));
    let local = texts(topics.get(&format!("{of}-local")));
    joined(&listed.into_iter().chain(local).collect::<Vec<_>>(), ", ", "、")
}

/// Where what is said comes from.
pub(super) fn sources(own: &Subject<'_>) -> Section {
    let mut section = Section::new("sources", "Where this comes from", "信息来源");
    let Some(provenance) = own.item.item.own.root.get("provenance") else { return section };
    let texts = provenance.get("sources").into_iter().flat_map(Node::items).filter_map(Node::as_str);
    for source in texts {
        section.entries.push(Entry { title: Phrase::zh(source), ..Entry::default() });
    }
    let mut rows = Rows::default();
    rows.add("Collected on", "采集日期", same(provenance.str("collected_on")));
    section.rows = rows.0;
    section
}
