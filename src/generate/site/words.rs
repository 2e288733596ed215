//! Values of definitions in plain words.

use crate::date::Date;
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
    pub(super) day: Date,
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

impl Words<'_> {
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
        Some(provision(title, &articles))
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
