//! Values of definitions in plain words.

use crate::diagnostic::article_zh;
use crate::form::Maker;
use crate::model::citation::Citation;
use crate::model::limit::Limit;
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// What values are read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) maker: Maker<'a>,
}

/// Several phrases as one.
pub(super) fn joined(phrases: &[Phrase], en: &str, zh: &str) -> Option<Phrase> {
    let of = |text: fn(&Phrase) -> &str, by: &str| phrases.iter().map(text).collect::<Vec<_>>().join(by);
    let first = phrases.first()?;
    let translated = phrases.iter().any(|phrase| phrase.en.is_some());
    if phrases.len() == 1 {
        return Some(first.clone());
    }
    let chinese = of(|phrase| &phrase.zh, zh);
    Some(if translated { Phrase::new(&of(Phrase::en, en), &chinese) } else { Phrase::zh(&chinese) })
}

/// `name: text` as one phrase.
pub(super) fn labelled(en: &str, zh: &str, text: &Phrase) -> Phrase {
    Phrase::new(&format!("{en}: {}", text.en()), &format!("{zh}：{}", text.zh))
}

/// What stands in the place of a body that no source names.
pub(super) fn unknown_body() -> Phrase {
    Phrase::new("body not stated in the sources", "来源未载明实施主体")
}

/// A text that is the same in both languages: a code, a day.
pub(super) fn same(text: Option<&str>) -> Option<Phrase> {
    text.map(|text| Phrase::new(text, text))
}

/// A number with what it counts: in English one, and several.
pub(super) fn counted(node: Option<Node<'_>>, (one, many): (&str, &str), zh: &str) -> Option<Phrase> {
    let number = node?.as_f64()?;
    let en = if (number - 1.0).abs() < f64::EPSILON { one } else { many };
    Some(Phrase::new(&format!("{number} {en}"), &format!("{number}{zh}")))
}

/// A text, or texts a line each.
pub(super) fn texts(node: Option<Node<'_>>) -> Option<Phrase> {
    let node = node?;
    let one = node.as_str().map(Phrase::zh);
    let lines: Vec<Phrase> =
        one.into_iter().chain(node.items().filter_map(Node::as_str).map(Phrase::zh)).collect();
    joined(&lines, "\n", "\n")
}

/// What `true` and `false` of a key mean, in English and Chinese.
pub(super) fn either(map: Node<'_>, key: &str, yes: (&str, &str), no: (&str, &str)) -> Option<Phrase> {
    let own = map.get(key)?.as_bool()?;
    let (en, zh) = if own { yes } else { no };
    Some(Phrase::new(en, zh))
}

/// What `true` of a key means.
pub(super) fn only_if(map: Node<'_>, key: &str, en: &str, zh: &str) -> Option<Phrase> {
    (map.get(key)?.as_bool()?).then(|| Phrase::new(en, zh))
}

impl Words<'_> {
    /// When something is verified.
    pub(super) fn verified(&self, slug: &str) -> Phrase {
        let label = self.maker.coded("verify-time", slug).label;
        match slug {
            "before" => Phrase::new("checked beforehand", &label.zh),
            "after" => Phrase::new("checked afterwards", &label.zh),
            _ => label,
        }
    }

    /// The body under a key of a map.
    pub(super) fn party(&self, map: Node<'_>, key: &str) -> Option<Phrase> {
        Phrase::of(map, key).or_else(|| self.body(map.get(key)?))
    }

    /// A body: its name, with tier and code where they are stated.
    pub(super) fn body(&self, node: Node<'_>) -> Option<Phrase> {
        let name = node.as_str().map(Phrase::zh).or_else(|| Phrase::of(node, "name"))?;
        let more = [self.coded(node, "tier", "tier"), same(node.str("uscc"))];
        let more = joined(&more.into_iter().flatten().collect::<Vec<_>>(), ", ", "，");
        Some(match more {
            Some(more) => {
                Phrase::new(&format!("{} ({})", name.en(), more.en()), &format!("{}（{}）", name.zh, more.zh))
            }
            None => name,
        })
    }

    /// The label of the slug of a key.
    pub(super) fn coded(&self, map: Node<'_>, key: &str, list: &str) -> Option<Phrase> {
        map.str(key).map(|slug| self.maker.coded(list, slug).label)
    }

    /// The labels of a list of slugs.
    pub(super) fn all(&self, slugs: Option<Node<'_>>, list: &str) -> Option<Phrase> {
        let labels: Vec<Phrase> =
            self.maker.all_coded(list, slugs).into_iter().map(|coded| coded.label).collect();
        joined(&labels, ", ", "、")
    }

    /// A provision: instrument and articles.
    pub(super) fn provision(&self, node: Node<'_>) -> Option<Phrase> {
        let citation = Citation::of(node)?;
        let law = citation.find(self.maker.registers.laws());
        let title = law.map_or_else(|| citation.law().text(), |law| law.title.as_str());
        let articles: Vec<&str> = citation.articles().map(Node::text).collect();
        let own = provision(title, &articles);
        Some(match node.str("version") {
            Some(day) => {
                Phrase::new(&format!("{} (text of {day})", own.en()), &format!("{}（{day}文本）", own.zh))
            }
            None => own,
        })
    }

    /// The provisions under a key: one map or a list of maps.
    pub(super) fn basis(&self, node: Option<Node<'_>>) -> Option<Phrase> {
        let node = node?;
        let all = if node.is_map() { vec![node] } else { node.items().collect() };
        let all: Vec<Phrase> = all.into_iter().filter_map(|one| self.provision(one)).collect();
        joined(&all, "; ", "；")
    }

    /// A time limit.
    pub(super) fn limit(node: Option<Node<'_>>) -> Option<Phrase> {
        let words = Limit::of(node?)?.words();
        Some(Phrase::new(&words.en, &words.zh))
    }

    /// A time limit with what it counts from.
    pub(super) fn full_limit(&self, node: Option<Node<'_>>) -> Option<Phrase> {
        let (own, limit) = (node?, Self::limit(node)?);
        let from = self.coded(own, "from", "limit-start");
        Some(from.map_or(limit.clone(), |from| {
            Phrase::new(
                &format!("{} from {}", limit.en(), from.en()),
                &format!("{}（自{}之日起）", limit.zh, from.zh.trim_start_matches('自')),
            )
        }))
    }
}

/// An instrument and its articles.
pub(super) fn provision(title: &str, articles: &[&str]) -> Phrase {
    let zh: Vec<String> = articles.iter().map(|article| article_zh(article)).collect();
    let zh = format!("《{title}》{}", zh.join("、"));
    if articles.is_empty() {
        return Phrase::zh(&zh);
    }
    Phrase::new(&format!("《{title}》 art. {}", articles.join(", ")), &zh)
}
