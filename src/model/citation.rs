//! A citation: the instrument, its articles, how it stands on a day.

use super::laws::{Law, Laws, Standing, Version};
use crate::date::Date;
use crate::source::node::Node;

/// A map with a `law`, as it stands in bases, conditions, limits and exemptions.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'t> {
    /// The map.
    pub node: Node<'t>,
}

impl<'t> Citation<'t> {
    /// The citation of a map that names a law.
    pub fn of(node: Node<'t>) -> Option<Self> {
        node.str("law").map(|_| Self { node })
    }

    /// The name of the instrument.
    pub fn law(self) -> Node<'t> {
        self.node.get("law").unwrap_or(self.node)
    }

    /// Its articles, with paragraph and item: `12.1.3`.
    pub fn articles(self) -> impl Iterator<Item = Node<'t>> {
        self.node
            .get("articles")
            .into_iter()
            .flat_map(Node::items)
            .filter(|article| article.as_str().is_some())
    }

    /// The date of the version that is meant, where it is not the one in force.
    pub fn version(self) -> Option<Date> {
        self.node.str("version").and_then(Date::parse)
    }

    /// The instrument of the register.
    pub fn find(self, laws: &Laws) -> Option<&Law> {
        laws.find(self.law().text())
    }

    /// The version that is cited: the named one, else the one in force on a day.
    pub fn version_on(self, law: &Law, day: Date) -> Option<&Version> {
        if let Some(date) = self.version() {
            return law.version(date);
        }
        match law.on(day) {
            Standing::InForce(version) => Some(version),
            Standing::NotYet | Standing::Repealed | Standing::Unknown => None,
        }
    }
}

/// Whether one provision lies in the other: `40` and `40.1.2`, in either order.
pub fn overlap(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
