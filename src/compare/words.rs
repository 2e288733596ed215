//! A value as people say it, in both languages.

use crate::diagnostic::{Lang, Text, article_zh};
use crate::model::limit::Limit;
use crate::source::node::Node;
use crate::source::tree::Kind;
use crate::standard::elements::{Element, Elements};
use crate::standard::words::shorten;

/// A value in words: labels for slugs, 元 for fen, entries by their names.
pub fn of(elements: &Elements, element: Option<&Element>, path: &str, node: Node<'_>) -> Text {
    match node.kind() {
        Kind::Bool if node.as_bool() == Some(true) => Text::new("yes", "是"),
        Kind::Bool => Text::new("no", "否"),
        Kind::Int | Kind::Float if of_limit(node).is_some() => {
            of_limit(node).map_or_else(|| scalar(element, node), |limit| limit.words())
        }
        Kind::Int if path.rsplit('.').next() == Some("fen") => fen(node.as_i64().unwrap_or_default()),
        Kind::List if node.count() == 0 => Text::new("none", "无"),
        Kind::List => {
            let items = element.and_then(|element| elements.items(element));
            let all: Vec<Text> = node.items().map(|item| of(elements, items, path, item)).collect();
            join(&all, ", ", "、")
        }
        Kind::Map => map(elements, element, path, node),
        _ => scalar(element, node),
    }
}

fn join(all: &[Text], en: &'static str, zh: &'static str) -> Text {
    let parts = |lang| all.iter().map(|one| one.in_lang(lang)).collect::<Vec<_>>();
    Text::new(parts(Lang::En).join(en), parts(Lang::Zh).join(zh))
}

/// The limit that a number of days belongs to.
fn of_limit(node: Node<'_>) -> Option<Limit<'_>> {
    let path = node.path();
    let (last, above) = path.split_last()?;
    let map = above.last()?.value;
    (last.key?.text() == "days").then(|| Limit::of(map)).flatten()
}

fn scalar(element: Option<&Element>, node: Node<'_>) -> Text {
    let code = element.and_then(|element| element.list.as_ref()).and_then(|list| list.get(node.text()));
    match code {
        Some(code) => Text::new(code.en.clone(), code.zh.clone()),
        None => said(node.text(), node.text()),
    }
}

/// Two texts, short enough for a line.
pub fn said(en: &str, zh: &str) -> Text {
    Text::new(shorten(en).into_owned(), shorten(zh).into_owned())
}

/// An amount of fen, in yuan.
pub fn fen(fen: i64) -> Text {
    let (yuan, rest) = (fen / 100, (fen % 100).abs());
    let number = if rest == 0 { yuan.to_string() } else { format!("{yuan}.{rest:02}") };
    Text::new(format!("{number} yuan"), format!("{number}元"))
}

fn map(elements: &Elements, element: Option<&Element>, path: &str, node: Node<'_>) -> Text {
    if let Some(limit) = Limit::of(node) {
        return limit.words();
    }
    for key in ["name", "title", "text", "question", "label"] {
        if let Some(zh) = node.str(key) {
            let en = node.str(&format!("{key}_en")).unwrap_or(zh);
            return said(en, zh);
        }
    }
    if let Some(law) = node.str("law") {
        let articles: Vec<&str> =
            node.get("articles").into_iter().flat_map(Node::items).map(Node::text).collect();
        let zh: String = articles.iter().map(|article| article_zh(article)).collect();
        let en = if articles.is_empty() { String::new() } else { format!(" art. {}", articles.join(", ")) };
        return Text::new(format!("{law}{en}"), format!("《{law}》{zh}"));
    }
    let parts = node.entries().filter(|(key, _)| !matches!(key.text(), "id" | "seq")).map(|(key, value)| {
        let child = element.and_then(|element| elements.value(element, key.text()));
        let name = child.and_then(|child| child.name.clone());
        let name = name.unwrap_or_else(|| Text::new(key.text().to_owned(), key.text().to_owned()));
        let value = of(elements, child, &format!("{path}.{}", key.text()), value);
        (name, value)
    });
    let parts: Vec<(Text, Text)> = parts.collect();
    if let [(_, only)] = &parts[..] {
        return only.clone();
    }
    let named = |(name, value): &(Text, Text)| {
        Text::new(format!("{}: {}", name.en, value.en), format!("{}：{}", name.zh, value.zh))
    };
    let parts: Vec<Text> = parts.iter().map(named).collect();
    if parts.is_empty() {
        let id = node.str("id").or_else(|| node.str("seq")).unwrap_or("…");
        return Text::new(id.to_owned(), id.to_owned());
    }
    join(&parts, "; ", "；")
}
