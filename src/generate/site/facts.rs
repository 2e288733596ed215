//! What lists and comparisons say of an item: kept of every item until the whole site is written.

use super::cover;
use super::view::Link;
use super::words::{Words, joined, labelled};
use crate::form::Form;
use crate::model::exemption::{self, Exemption};
use crate::model::item::ItemKind;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// The facts of an item.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) path: String,
    /// The page with the reference of its API, where it has one.
    pub(super) reference: Option<String>,
    pub(super) code: Option<String>,
    pub(super) basic_code: String,
    pub(super) implementation: bool,
    pub(super) name: Phrase,
    pub(super) item_type: Option<String>,
    pub(super) department: Option<Phrase>,
    pub(super) parent: Option<String>,
    pub(super) body: Option<Phrase>,
    pub(super) region: Option<String>,
    /// Code list and slug of each theme.
    pub(super) themes: Vec<(&'static str, String)>,
    pub(super) status: Option<Phrase>,
    pub(super) answers: Answers,
    pub(super) materials: usize,
    pub(super) change: Option<Change>,
    pub(super) exemptions: Vec<Record>,
    /// Whether no source says what an application holds.
    pub(super) unstated: bool,
}

/// Short answers to what everybody asks; none where the definition does not say.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    pub(super) who: Option<Phrase>,
    pub(super) long: Option<Phrase>,
    pub(super) statutory: Option<Phrase>,
    pub(super) cost: Option<Phrase>,
    pub(super) ways: Option<Phrase>,
    pub(super) visits: Option<Phrase>,
}

/// A change of the directory.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) kind: Option<Phrase>,
    pub(super) effective: Option<String>,
    pub(super) document: Option<Phrase>,
    pub(super) from: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) pending: Option<Phrase>,
}

/// A record of exemption or deferral, its public part.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) duty: Option<Phrase>,
    pub(super) state: Phrase,
    pub(super) ground: Option<Phrase>,
    pub(super) citation: Option<Phrase>,
    pub(super) note: Option<Phrase>,
    pub(super) alternative: Option<Phrase>,
    pub(super) decided_by: Option<Phrase>,
    pub(super) until: Option<String>,
    /// What it covers and what is planned.
    pub(super) cover: Vec<Phrase>,
    /// Whether this item writes it, and no layer above.
    pub(super) own: bool,
}

/// The path of an item's page in the tree of a language.
pub(super) fn path(basic_code: &str, id: &str) -> String {
    // A code of any other shape is an error of the catalogue; a preview must still stay in its folder.
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '.' && !id.starts_with('.') { c } else { '_' };
    let folder: String =
        basic_code.chars().take(6).map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name: String = id.chars().map(|c| if c == '-' { c } else { safe(c) }).collect();
    format!("item/{folder}/{name}.html")
}

impl Facts {
    /// The facts of an item; `id` is fit for a file name.
    pub(super) fn of(words: &Words<'_>, item: &Public<'_>, id: &str, forms: &[Form]) -> Self {
        let own = item.item.own;
        let basic_code = own.root.str("implements").or_else(|| own.root.str("code")).unwrap_or_default();
        let themes = [("natural-person", "natural-person-topic"), ("legal-person", "legal-person-topic")];
        let themes = themes.into_iter().flat_map(|(key, list)| {
            let slugs = item.at(&["topics", key]).into_iter().flat_map(Node::items);
            slugs.map(move |slug| (list, slug.text().to_owned()))
        });
        Self {
            path: path(basic_code, id),
            // What is applied for has a description.
            reference: (!forms.is_empty()).then(|| path(basic_code, &format!("{id}.api"))),
            code: own.root.str("code").map(str::to_owned),
            basic_code: basic_code.to_owned(),
            implementation: own.kind == ItemKind::Implementation,
            name: name(item),
            item_type: item.str("item_type").map(str::to_owned),
            department: phrase(item, "department"),
            parent: item.str("parent").map(str::to_owned),
            body: item.get("body").and_then(|body| Phrase::of(body, "name")),
            region: own.region().map(str::to_owned),
            themes: themes.collect(),
            status: item.str("status").map(|slug| words.maker.coded("status", slug).label),
            answers: Answers::of(words, item),
            materials: forms.iter().map(|form| form.materials.len()).max().unwrap_or_default(),
            change: item.get("change").map(|change| self::change(words, change)),
            exemptions: records(words, item),
            unstated: !forms.iter().any(|form| form.stated),
        }
    }

    /// The name, with the body where there is one.
    pub(super) fn link(&self) -> Link {
        Link::noted(&self.path, self.name.clone(), self.code.as_deref().map(|code| Phrase::new(code, code)))
    }
}

/// The name of an item; an English name that no source gave may be hidden while the Chinese one is shown.
pub(super) fn name(item: &Public<'_>) -> Phrase {
    let name = Phrase::of(item.item.root, "name").unwrap_or_default();
    Phrase { en: name.en.filter(|_| item.get("name_en").is_some()), ..name }
}

/// The text of a top-level key.
pub(super) fn phrase(item: &Public<'_>, key: &str) -> Option<Phrase> {
    let text = Phrase::zh(item.str(key)?);
    let english = item.str(&format!("{key}_en")).map(|en| Phrase::zh(en).zh);
    Some(Phrase { en: english, ..text })
}

impl Answers {
    fn of(words: &Words<'_>, item: &Public<'_>) -> Self {
        let promised = item.at(&["time_limit", "promised"]);
        let statutory = Words::limit(item.at(&["time_limit", "statutory"]));
        Self {
            who: words.all(item.get("audience"), "audience"),
            long: Words::limit(promised)
                .map(|limit| labelled("promised", "承诺", &limit))
                .or_else(|| statutory.as_ref().map(|limit| labelled("by law", "法定", limit))),
            statutory,
            cost: item.get("fees").map(|fees| {
                if fees.count() == 0 {
                    Phrase::new("free of charge", "不收费")
                } else {
                    Phrase::new("charged, see fees", "收费，见“收费”")
                }
            }),
            ways: ways(item),
            visits: item.at(&["on_site", "visits"]).and_then(Node::as_i64).map(|visits| {
                if visits == 0 {
                    Phrase::new("no visit needed", "无需到现场")
                } else {
                    Phrase::new(&format!("{visits} visit(s) in person"), &format!("到现场{visits}次"))
                }
            }),
        }
    }
}

fn ways(item: &Public<'_>) -> Option<Phrase> {
    let flag = |keys: &[&str]| item.at(keys).and_then(Node::as_bool);
    let listed = |keys: &[&str]| item.at(keys).is_some_and(|node| node.count() > 0);
    let mut ways = Vec::new();
    if flag(&["online", "available"]) == Some(true) {
        ways.push(Phrase::new("online", "网上"));
    }
    if flag(&["online", "mobile"]) == Some(true) || flag(&["channels", "mobile"]) == Some(true) {
        ways.push(Phrase::new("mobile app", "移动端"));
    }
    if listed(&["channels", "window"]) || flag(&["channels", "hall"]) == Some(true) {
        ways.push(Phrase::new("service window", "窗口"));
    }
    if flag(&["channels", "mail"]) == Some(true) {
        ways.push(Phrase::new("by mail", "寄递"));
    }
    if flag(&["channels", "self_service"]) == Some(true) {
        ways.push(Phrase::new("self-service terminal", "自助终端"));
    }
    joined(&ways, ", ", "、")
}

fn change(words: &Words<'_>, change: Node<'_>) -> Change {
    let codes = |key: &str| {
        change.get(key).into_iter().flat_map(Node::items).map(|code| code.text().to_owned()).collect()
    };
    Change {
        kind: words.coded(change, "kind", "change-kind"),
        effective: change.str("effective").map(str::to_owned),
        document: Phrase::of(change, "document"),
        from: codes("from"),
        to: codes("to"),
        pending: Phrase::of(change, "pending"),
    }
}

fn records(words: &Words<'_>, item: &Public<'_>) -> Vec<Record> {
    let own = item.item.own.root.layer();
    let records = item.list("exemptions").filter(|record| record.is_map()).map(|node| Exemption { node });
    let public = records.filter(|record| !record.is_secret());
    let made = public.map(|record| {
        let laws = words.maker.registers.laws();
        let holds = record.holds_on(words.day) && exemption::lapsed_on(record, laws, words.day).is_none();
        let layer = record.node.layer();
        let part = |key: &str| record.node.get("alternative").and_then(|own| Phrase::of(own, key));
        let mut alternative: Vec<Phrase> = Vec::new();
        let by = record.node.get("alternative");
        alternative.extend(by.and_then(|own| words.coded(own, "channel", "channel")));
        alternative.extend(["place", "hours", "contact"].into_iter().filter_map(part));
        Record {
            duty: words.coded(record.node, "duty", "duty"),
            state: match (record.is_exempt(), holds) {
                (false, _) => Phrase::new("deferred", "暂缓"),
                (true, true) => Phrase::new("exempt by law", "依法不纳入"),
                (true, false) => Phrase::new("lapsed: the duty applies", "已失效，恢复适用"),
            },
            ground: words.coded(record.node, "ground", "ground"),
            citation: record.node.get("citation").and_then(|citation| words.provision(citation)),
            note: Phrase::of(record.node, "public_note"),
            alternative: joined(&alternative, "; ", "；"),
            decided_by: record.node.get("decided_by").and_then(|own| Phrase::of(own, "name")),
            until: record.ends().map(|day| day.to_string()),
            cover: cover::notes(words, item, record),
            own: layer.source.path == own.source.path && layer.document == own.document,
        }
    });
    made.collect()
}
