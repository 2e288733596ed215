//! Materials as slots: in what shape, how many, by which ways, and when.

use std::collections::HashMap;

use serde::Serialize;

use super::build::{Case, Maker};
use super::condition::Condition;
use crate::model::phrase::{Coded, Phrase};
use crate::model::public::Public;
use crate::source::node::Node;

/// A material that is handed in, or obtained in its place.
#[derive(Clone, Debug, Serialize)]
pub struct Slot {
    /// Its id: the key under `materials`.
    pub id: String,
    /// Its name.
    pub name: Phrase,
    /// What it is: form, certificate, proof, report.
    pub kind: Option<Coded>,
    /// Whether it must be there.
    pub necessity: Coded,
    /// Original or copy.
    pub copy_kind: Option<Coded>,
    /// Paper, electronic.
    pub media: Vec<Coded>,
    /// How many originals.
    pub originals: Option<i64>,
    /// How many copies.
    pub copies: Option<i64>,
    /// Paper size.
    pub size: Option<Phrase>,
    /// The certificate type that is accepted.
    pub certificate: Option<Certificate>,
    /// The ways it can be supplied, in the order in which they are tried.
    pub ways: Vec<Way>,
    /// Who issues it.
    pub issuer: Option<Phrase>,
    /// How to fill it in.
    pub hint: Option<Phrase>,
    /// What it must look like to be accepted.
    pub accept_standard: Option<Phrase>,
    /// A blank form.
    pub blank_form: Option<String>,
    /// A sample.
    pub sample: Option<String>,
    /// Whether it holds sensitive personal data.
    pub sensitive: bool,
    /// Ids of the conditions that it proves.
    pub proves: Vec<String>,
    /// When it is needed.
    pub when: Condition,
}

impl Slot {
    /// The ways, each once.
    pub fn distinct_ways(&self) -> Vec<&Coded> {
        let mut ways: Vec<&Coded> = Vec::new();
        for way in &self.ways {
            if !ways.iter().any(|own| own.slug == way.way.slug) {
                ways.push(&way.way);
            }
        }
        ways
    }

    fn has_way(&self, slug: &str) -> bool {
        self.ways.iter().any(|way| way.way.slug == slug)
    }

    /// Whether the applicant says in which medium it is handed in: where there are several.
    pub fn asks_medium(&self) -> bool {
        self.has_way("applicant") && self.media.len() > 1
    }

    /// Whether the applicant can send files.
    pub fn takes_files(&self) -> bool {
        let electronic = self.media.iter().any(|medium| medium.slug == "electronic");
        self.has_way("applicant") && (self.media.is_empty() || electronic)
    }

    /// Whether the number or authorisation code of an e-certificate can stand for it.
    pub fn takes_reference(&self) -> bool {
        self.has_way("e-certificate")
    }

    /// Whether the application is incomplete without it, where it is needed.
    pub fn is_required(&self) -> bool {
        self.necessity.slug == "required"
    }
}

/// A type of certificate.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// Id in the register.
    pub id: String,
    /// Its name.
    pub name: Phrase,
    /// Licence type code (GB/T 36903), where known.
    pub code: Option<String>,
}

/// A way to supply a material.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// The way.
    pub way: Coded,
    /// Id of the shared data resource.
    pub resource: Option<String>,
    /// When it is verified.
    pub verify: Option<Coded>,
    /// A remark.
    pub note: Option<Phrase>,
}

/// The materials that can be needed, in the order of the item.
pub(super) fn slots(maker: &Maker<'_>, item: &Public<'_>, case: &Case<'_>) -> Vec<Slot> {
    let all: Vec<Node<'_>> = item.list("materials").collect();
    let ids: Vec<&str> = all.iter().filter_map(|material| material.str("id")).collect();
    let mut needed = conditions(item, case, "materials", &ids);
    let made = all.into_iter().filter_map(|material| {
        let when = needed.remove(material.str("id")?)?;
        (when != Condition::Never).then(|| slot(maker, material, when))
    });
    made.collect()
}

/// When each entry of a list applies: what `cases::applying` says of one choice, said of all at once.
pub(super) fn conditions<'t>(
    item: &Public<'t>,
    case: &Case<'_>,
    list: &str,
    ids: &[&'t str],
) -> HashMap<&'t str, Condition> {
    let names = |row: Node<'_>, verb: &str, id: &str| {
        row.at(&[list, verb]).is_some_and(|list| list.items().any(|one| one.text() == id))
    };
    // What some row adds is needed there only, whether or not that row can still apply.
    let rows: Vec<Node<'_>> = item.list("by_case").collect();
    let added = |id: &str| rows.iter().any(|row| names(*row, "add", id));
    let of = |id: &&'t str| {
        let start = Condition::constant(!added(id));
        let condition = case.rows().fold(start, |needed, (row, met)| {
            let uses = row.at(&[list, "use"]).is_some_and(|list| list.count() > 0);
            let mut needed = match (uses, names(row, "use", id)) {
                (false, _) => needed,
                (true, true) => needed.or(met.clone()),
                (true, false) => needed.and(met.clone().negated()),
            };
            if names(row, "add", id) {
                needed = needed.or(met.clone());
            }
            if names(row, "remove", id) { needed.and(met.negated()) } else { needed }
        });
        (*id, condition)
    };
    ids.iter().map(of).collect()
}

/// The size of the paper; A4 is A4 in both languages.
fn size(quantity: Node<'_>) -> Option<Phrase> {
    let size = Phrase::of(quantity, "size")?;
    Some(if size.zh.is_ascii() && size.en.is_none() { Phrase::new(&size.zh, &size.zh) } else { size })
}

fn slot(maker: &Maker<'_>, material: Node<'_>, when: Condition) -> Slot {
    let shared = material.str("shared").and_then(|id| maker.entry("materials", id));
    let get = |key: &str| material.get(key).or_else(|| shared.and_then(|shared| shared.get(key)));
    let text = |key: &str| get(key).and_then(Node::as_str);
    let published = |key: &str| text(key).map(|text| Phrase::zh(text).zh);
    let phrase = |key: &str| Phrase::of(material, key).or_else(|| Phrase::of(shared?, key));
    let coded = |list: &str, key: &str| text(key).map(|slug| maker.coded(list, slug));
    let quantity = |key: &str| material.at(&["quantity", key]);
    let id = material.str("id").unwrap_or_default().to_owned();
    Slot {
        name: phrase("name").unwrap_or_else(|| Phrase::zh(&id)),
        kind: coded("material-kind", "kind"),
        necessity: maker.coded("necessity", text("necessity").unwrap_or("required")),
        copy_kind: coded("copy-kind", "copy_kind"),
        media: maker.all_coded("medium", get("medium")),
        originals: quantity("original").and_then(Node::as_i64),
        copies: quantity("copy").and_then(Node::as_i64),
        size: material.get("quantity").and_then(size),
        certificate: text("certificate").and_then(|id| certificate(maker, id)),
        ways: ways(maker, get("supply")),
        issuer: phrase("issuer"),
        hint: Phrase::of(material, "fill_note"),
        accept_standard: Phrase::of(material, "accept_standard"),
        blank_form: published("blank_form"),
        sample: published("sample"),
        sensitive: material.get("sensitive").and_then(Node::as_bool) == Some(true),
        proves: material
            .get("proves")
            .into_iter()
            .flat_map(Node::items)
            .map(|id| id.text().to_owned())
            .collect(),
        when,
        id,
    }
}

fn certificate(maker: &Maker<'_>, id: &str) -> Option<Certificate> {
    let entry = maker.entry("certificate-types", id)?;
    Some(Certificate {
        id: id.to_owned(),
        name: Phrase::of(entry, "name")?,
        code: entry.str("code").map(str::to_owned),
    })
}

/// The ways as they are written; without any the applicant hands the material in.
fn ways(maker: &Maker<'_>, supply: Option<Node<'_>>) -> Vec<Way> {
    let own = supply.into_iter().flat_map(Node::items);
    let mut ways: Vec<Way> = own
        .filter_map(|supply| {
            Some(Way {
                way: maker.coded("supply-way", supply.str("way")?),
                resource: supply.str("resource").map(str::to_owned),
                verify: supply.str("verify").map(|slug| maker.coded("verify-time", slug)),
                note: Phrase::of(supply, "note"),
            })
        })
        .collect();
    if ways.is_empty() {
        let way = maker.coded("supply-way", "applicant");
        ways.push(Way { way, resource: None, verify: None, note: None });
    }
    ways
}
