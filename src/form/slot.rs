//! Materials as slots: in what shape, how many, by which ways, and when.

use std::collections::HashMap;

use super::build::{Case, Maker};
use super::condition::Condition;
use super::{Certificate, Slot, Way};
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

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

fn slot(maker: &Maker<'_>, material: Node<'_>, when: Condition) -> Slot {
    let shared = material.str("shared").and_then(|id| maker.entry("materials", id));
    let get = |key: &str| material.get(key).or_else(|| shared.and_then(|shared| shared.get(key)));
    let text = |key: &str| get(key).and_then(Node::as_str);
    let published = |key: &str| text(key).map(|text| Phrase::zh(text).zh);
    let coded = |list: &str, key: &str| text(key).map(|slug| maker.coded(list, slug));
    let quantity = |key: &str| material.at(&["quantity", key]);
    let id = material.str("id").unwrap_or_default().to_owned();
    Slot {
        name: Phrase::of(material, "name")
            .or_else(|| shared.and_then(|shared| Phrase::of(shared, "name")))
            .unwrap_or_else(|| Phrase::zh(&id)),
        kind: coded("material-kind", "kind"),
        necessity: maker.coded("necessity", text("necessity").unwrap_or("required")),
        copy_kind: coded("copy-kind", "copy_kind"),
        media: maker.all_coded("medium", get("medium")),
        originals: quantity("original").and_then(Node::as_i64),
        copies: quantity("copy").and_then(Node::as_i64),
        size: quantity("size").and_then(Node::as_str).map(|text| Phrase::zh(text).zh),
        certificate: text("certificate").and_then(|id| certificate(maker, id)),
        ways: ways(maker, get("supply")),
        issuer: text("issuer").map(Phrase::zh),
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
