//! Shared data resources (共享数据资源): what one department supplies to others, where, since when.

use std::collections::HashMap;

use super::region;
use crate::date::Date;
use crate::source::node::Node;

/// One resource.
#[derive(Debug)]
pub struct Resource {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who supplies it.
    pub supplier: String,
    /// Whether it may be shared at all.
    shared: bool,
    coverage: Vec<String>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Resource {
    /// Whether it supplies a place on a day; without a place, the whole country.
    pub fn supplies(&self, place: Option<&str>, day: Date) -> bool {
        let covers = |own: &String| region::contains(own, place.unwrap_or("000000"));
        self.shared
            && self.coverage.iter().any(covers)
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| to >= day)
    }
}

/// The resources of a catalogue, by what they supply.
#[derive(Debug, Default)]
pub struct SharedData {
    resources: Vec<Resource>,
    /// Certificate type to resources.
    certificates: HashMap<String, Vec<usize>>,
    /// Name or other name of a certificate type to its id.
    names: HashMap<String, String>,
}

impl SharedData {
    /// The resources of register entries; `certificates` are the certificate types.
    pub fn of<'t>(
        entries: impl Iterator<Item = Node<'t>>,
        certificates: impl Iterator<Item = Node<'t>>,
    ) -> Self {
        let mut shared = Self::default();
        for entry in entries {
            if let Some(certificate) = entry.str("certificate") {
                let at = shared.resources.len();
                shared.certificates.entry(certificate.to_owned()).or_default().push(at);
            }
            shared.resources.push(resource(entry));
        }
        for certificate in certificates {
            let Some(id) = certificate.str("id") else { continue };
            let aliases = certificate.get("aliases").into_iter().flat_map(Node::items);
            for name in aliases.filter_map(Node::as_str).chain(certificate.str("name")) {
                shared.names.insert(name.to_owned(), id.to_owned());
            }
            let known = certificate.str("shared").and_then(|id| shared.position(id));
            let own = shared.certificates.entry(id.to_owned()).or_default();
            own.extend(known.filter(|at| !own.contains(at)));
        }
        shared
    }

    /// The certificate type of a material's name.
    pub fn certificate_named(&self, name: &str) -> Option<&str> {
        self.names.get(name.trim()).map(String::as_str)
    }

    /// The resources that supply what a certificate type says.
    pub fn of_certificate(&self, certificate: &str) -> impl Iterator<Item = &Resource> {
        let own = self.certificates.get(certificate).into_iter().flatten();
        own.map(|at| &self.resources[*at])
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// The resource of an id.
    pub fn find(&self, id: &str) -> Option<&Resource> {
        self.position(id).map(|at| &self.resources[at])
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.resources.iter().position(|resource| resource.id == id)
    }
}

fn resource(entry: Node<'_>) -> Resource {
    let text = |key: &str| entry.str(key).unwrap_or_default().to_owned();
    let date = |node: Option<Node<'_>>| node.and_then(Node::as_str).and_then(Date::parse);
    let (since, valid) = (date(entry.get("since")), date(entry.at(&["valid", "from"])));
    Resource {
        id: text("id"),
        name: text("name"),
        supplier: text("supplier"),
        shared: matches!(entry.str("class"), Some("unconditional" | "conditional")),
        coverage: entry
            .get("coverage")
            .into_iter()
            .flat_map(Node::items)
            .map(|own| own.text().to_owned())
            .collect(),
        from: since.max(valid),
        to: date(entry.at(&["valid", "to"])),
    }
}
