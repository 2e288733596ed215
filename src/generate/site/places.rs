//! Where to go and whom to ask.

use super::sheet::Material;
use super::view::{Entry, Link, Rows, Section};
use super::words::{joined, labelled};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// Ways to apply, with windows.
pub(super) fn channels(own: &Material<'_>) -> Section {
    let mut section = Section::new("where", "Where to apply", "办理方式和地点");
    let (item, words) = (own.item, own.words);
    let mut rows = Rows::default();
    rows.add("Ways", "办理形式", own.facts.answers.ways.clone());
    let address = item.at(&["online", "url"]).and_then(Node::as_str);
    rows.link("Online", "网上办理", address.and_then(|url| Link::outside(url, Phrase::new(url, url))));
    rows.add("Online depth", "网上办理深度", words.all(item.at(&["online", "depth"]), "online-depth"));
    rows.add("Visits in person", "到现场次数", own.facts.answers.visits.clone());
    let reason = item.get("on_site").and_then(|own| Phrase::of(own, "reason"));
    rows.add("Why in person", "到现场的原因", reason);
    let public = item.at(&["publication", "url"]).and_then(Node::as_str);
    let text = Phrase::new("page of the platform", "政务服务平台页面");
    rows.link("Published at", "公开网址", public.and_then(|url| Link::outside(url, text)));
    section.rows = rows.0;
    let windows = item.at(&["channels", "window"]).into_iter().flat_map(Node::items);
    section.entries = windows.filter(|node| node.is_map()).map(|node| window(own, node)).collect();
    section
}

fn window(own: &Material<'_>, node: Node<'_>) -> Entry {
    let venue = node.str("venue").and_then(|id| own.words.maker.entry("venues", id));
    let text = |key: &str| Phrase::of(node, key).or_else(|| venue.and_then(|venue| Phrase::of(venue, key)));
    let numbers: Vec<&str> = node.get("windows").into_iter().flat_map(Node::items).map(Node::text).collect();
    let numbers = (!numbers.is_empty()).then(|| {
        Phrase::new(&format!("window {}", numbers.join(", ")), &format!("{}号窗口", numbers.join("、")))
    });
    let mut notes: Vec<Phrase> = Vec::new();
    let mut note = |en: &str, zh: &str, text: Option<Phrase>| {
        notes.extend(text.map(|text| labelled(en, zh, &text)));
    };
    note("Address", "地址", text("address"));
    note("Hours", "办理时间", text("hours"));
    note("Telephone", "电话", text("phone"));
    note("How to get there", "交通指引", text("traffic"));
    Entry {
        title: text("name").unwrap_or_else(|| Phrase::new("Service window", "办事窗口")),
        facts: numbers.into_iter().collect(),
        notes,
        ..Entry::default()
    }
}

/// Whom to ask, and where to complain.
pub(super) fn contacts(own: &Material<'_>) -> Section {
    let mut section = Section::new("contacts", "Questions and complaints", "咨询和投诉");
    let Some(contacts) = own.item.get("contacts") else { return section };
    let mut rows = Rows::default();
    let kinds = [
        ("enquiry", "Enquiries", "咨询"),
        ("complaint", "Complaints", "监督投诉"),
        ("progress", "Progress", "进程查询"),
        ("supervisor", "Supervising body", "监督机构"),
    ];
    for (key, en, zh) in kinds {
        let Some(contact) = contacts.get(key) else { continue };
        let said = |key: &str| Phrase::of(contact, key);
        let parts = ["name", "phone", "address", "email", "text", "note"].into_iter().filter_map(said);
        let parts: Vec<Phrase> = contact.as_str().map(Phrase::zh).into_iter().chain(parts).collect();
        rows.add(en, zh, joined(&parts, "; ", "；"));
        let url = contact.str("url").and_then(|url| Link::outside(url, Phrase::new(url, url)));
        rows.link(en, zh, url);
    }
    section.rows = rows.0;
    section
}
