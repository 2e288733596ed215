//! What lists and comparisons say of an item: kept of every item until the whole site is written.

use super::materials::{self, Count};
use super::needs::Needs;
use super::view::{Link, Notes};
use super::words::{Words, joined, labelled, same};
use crate::form::{Form, Standing};
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
    /// The status, where a reader must know it: the item is not in use.
    pub(super) unusual: Option<Phrase>,
    /// Whether it is not done yet.
    pub(super) is_to_come: bool,
    /// The day on which it is to end.
    pub(super) ends: Option<String>,
    pub(super) answers: Answers,
    pub(super) materials: Count,
    /// Of an implementation: materials beside or without those of the basic item.
    pub(super) differs: Option<Phrase>,
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
    /// What it covers.
    pub(super) scope: Option<Phrase>,
    pub(super) citation: Option<Phrase>,
    pub(super) note: Option<Phrase>,
    pub(super) alternative: Option<Phrase>,
    /// The steps that stay online.
    pub(super) online: Option<Phrase>,
    pub(super) decided_by: Option<Phrase>,
    pub(super) decided_on: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) review: Option<String>,
    /// When a deferral is to end.
    pub(super) target: Option<String>,
    pub(super) owner: Option<Phrase>,
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
    /// The facts of an item; `id` is fit for a file name, `asked` are the forms of an item that nobody applies for too.
    pub(super) fn of(
        words: &Words<'_>,
        item: &Public<'_>,
        id: &str,
        forms: &[Form],
        (needs, asked): (&Needs, &[Form]),
    ) -> Self {
        let own = item.item.own;
        let standing = Standing::of(item, words.maker.day);
        let basic_code = basic_code(item);
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
            unusual: standing.mark(&words.maker),
            is_to_come: standing.is_to_come(),
            ends: item.at(&["effective", "to"]).and_then(Node::as_str).map(str::to_owned),
            answers: Answers::of(words, item),
            materials: Count::of(needs, asked),
            differs: materials::difference(words, item),
            change: item.get("change").map(|change| self::change(words, change)),
            exemptions: records(words, item),
            unstated: !forms.iter().any(|form| form.stated),
        }
    }

    /// The name, with the code and what a reader must know.
    pub(super) fn link(&self) -> Link {
        self.link_with(same(self.code.as_deref()))
    }

    /// The name with a remark, and what a reader must know before it.
    pub(super) fn link_with(&self, note: Option<Phrase>) -> Link {
        let notes: Vec<Phrase> = self.unusual.clone().into_iter().chain(note).collect();
        Link::noted(&self.path, self.name.clone(), joined(&notes, " · ", " · "))
    }
}

/// The code of the basic item, of one or of what implements it.
pub(super) fn basic_code<'t>(item: &Public<'t>) -> &'t str {
    let own = item.item.own.root;
    own.str("implements").or_else(|| own.str("code")).unwrap_or_default()
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
                    let en = if visits == 1 { "visit" } else { "visits" };
                    Phrase::new(&format!("{visits} {en} in person"), &format!("到现场{visits}次"))
                }
            }),
        }
    }
}

fn ways(item: &Public<'_>) -> Option<Phrase> {
    let flag = |keys: &[&str]| item.at(keys).and_then(Node::as_bool) == Some(true);
    let windows = item.at(&["channels", "window"]).is_some_and(|node| node.count() > 0);
    let channel = |key: &str| flag(&["channels", key]);
    let ways = [
        (flag(&["online", "available"]) || channel("online"), "online", "网上"),
        (flag(&["online", "mobile", "available"]) || channel("mobile"), "mobile app", "移动端"),
        (windows || channel("hall"), "service window", "窗口"),
        (channel("mail"), "by mail", "寄递"),
        (channel("self_service"), "self-service terminal", "自助终端"),
        (channel("telephone"), "by telephone", "电话"),
    ];
    let ways: Vec<Phrase> =
        ways.into_iter().filter(|(open, ..)| *open).map(|(_, en, zh)| Phrase::new(en, zh)).collect();
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
        let node = record.node;
        let laws = words.maker.registers.laws();
        let holds =
            record.holds_on(words.maker.day) && exemption::lapsed_on(record, laws, words.maker.day).is_none();
        let layer = node.layer();
        let day = |key: &str| node.str(key).map(str::to_owned);
        let steps = node.at(&["alternative", "steps_online"]);
        Record {
            duty: words.coded(node, "duty", "duty"),
            state: match (record.is_exempt(), holds) {
                (true, false) => Phrase::new("lapsed: the duty applies", "已失效，恢复适用"),
                (false, false) => Phrase::new("lapsed: the duty applies", "已失效，义务适用"),
                (true, true) => words.maker.coded("exemption-state", "exempt").label,
                (false, true) => words.maker.coded("exemption-state", "deferred").label,
            },
            ground: words.coded(node, "ground", "ground"),
            scope: scope(words, item, record),
            citation: node.get("citation").and_then(|citation| words.provision(citation)),
            note: Phrase::of(node, "public_note"),
            alternative: alternative(words, node),
            online: steps.and_then(|steps| named(item, "steps", steps.items())),
            decided_by: words.party(node, "decided_by"),
            decided_on: day("decided_on"),
            from: record.date(&["valid", "from"]).map(|(_, day)| day.to_string()),
            until: record.ends().map(|day| day.to_string()),
            review: day("review_on"),
            target: day("target"),
            owner: words.party(node, "owner"),
            own: layer.source.path == own.source.path && layer.document == own.document,
        }
    });
    made.collect()
}

/// How else it is done.
fn alternative(words: &Words<'_>, record: Node<'_>) -> Option<Phrase> {
    let by = record.get("alternative")?;
    let channel = words.coded(by, "channel", "channel");
    let parts = ["place", "hours", "contact"].into_iter().filter_map(|key| Phrase::of(by, key));
    joined(&channel.into_iter().chain(parts).collect::<Vec<_>>(), "; ", "；")
}

/// What a record covers; none where it does not say.
fn scope(words: &Words<'_>, item: &Public<'_>, record: Exemption<'_>) -> Option<Phrase> {
    let scope = record.scope();
    if scope.is_whole() {
        return Some(Phrase::new("the whole item", "整个事项"));
    }
    let coded = |axis: &str, list: &str| words.all(scope.node.and_then(|own| own.get(axis)), list);
    let mut parts = Notes::default();
    parts.add("ways", "办理形式", coded("channels", "channel"));
    parts.add("steps", "环节", named(item, "steps", scope.values("steps")));
    parts.add("materials", "材料", named(item, "materials", scope.values("materials")));
    parts.add("applicants", "服务对象", coded("audience", "audience"));
    joined(&parts.texts(), "; ", "；")
}

/// The names of entries of a list, by their ids.
fn named<'t>(item: &Public<'_>, list: &str, ids: impl Iterator<Item = Node<'t>>) -> Option<Phrase> {
    let name = |id: Node<'_>| {
        let entry = item.list(list).find(|one| one.str("id") == Some(id.text()));
        entry.and_then(|one| Phrase::of(one, "name"))
    };
    joined(&ids.filter_map(name).collect::<Vec<_>>(), ", ", "、")
}
