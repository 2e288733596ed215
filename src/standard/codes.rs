//! Code lists: slug, official code, Chinese and English label, one YAML file a list.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::edition::Edition;
use crate::error::Error;
use crate::source::Source;
use crate::source::documents::read_documents;
use crate::source::node::Node;
use crate::source::tree::Tree;

/// One list of values, such as the item types; read when it is first asked.
#[derive(Debug)]
pub struct CodeList {
    /// Its name, which is also the name of its file.
    pub name: String,
    text: Cow<'static, str>,
    body: OnceLock<Body>,
}

/// What the file of a list holds.
#[derive(Debug)]
struct Body {
    zh: String,
    en: String,
    legal: bool,
    codes: Vec<Code>,
    profiles: Vec<Profile>,
}

/// One value of a list.
#[derive(Debug)]
pub struct Code {
    /// What definitions write.
    pub slug: String,
    /// The official code, where one is known.
    pub code: Option<String>,
    /// Chinese label.
    pub zh: String,
    /// Further Chinese labels of official lists.
    pub aliases: Vec<String>,
    /// English label.
    pub en: String,
    /// The shape of what the value names, such as the number of a document.
    pub pattern: Option<String>,
    /// A check of it, in the words of the register of data elements.
    pub check: Option<String>,
}

/// A list that a region writes by official codes of its own; the catalogue says so.
#[derive(Clone, Debug)]
pub struct Regional {
    /// The digits that the codes of the region begin with.
    pub prefix: String,
    /// The list.
    pub list: String,
    /// The name of the profile of that list.
    pub profile: String,
}

/// The profile by which a region, given by the digits its code begins with, writes a list.
pub fn profile_of<'r>(regional: &'r [Regional], region: &str, list: &str) -> Option<&'r str> {
    let own = regional.iter().find(|own| own.list == list && region.starts_with(&own.prefix))?;
    Some(&own.profile)
}

/// A region's own official codes for a list.
#[derive(Debug)]
struct Profile {
    name: String,
    /// Slug and official code.
    codes: Vec<(String, String)>,
}

/// The lists of an edition, sorted by name. Those of a folder are read at once, so that a
/// wrong one ends the run; those of the program are held right by its tests.
pub fn load(edition: &Edition) -> Result<Vec<Arc<CodeList>>, Error> {
    let files = edition.list("code-lists");
    let names = files.iter().filter_map(|file| file.strip_suffix(".yaml"));
    let lists = names.map(|name| {
        let text = edition.read(&path(name))?;
        let list = CodeList { name: name.to_owned(), text, body: OnceLock::new() };
        if matches!(edition, Edition::Folder(_)) {
            list.verify()?;
        }
        Ok(Arc::new(list))
    });
    lists.collect()
}

fn path(name: &str) -> String {
    format!("code-lists/{name}.yaml")
}

impl CodeList {
    /// Reads the list, and says what is wrong with its file.
    pub fn verify(&self) -> Result<(), Error> {
        let body = self.read()?;
        // Another thread can have been faster; its reading is the same.
        let _ = self.body.set(body);
        Ok(())
    }

    /// Chinese title.
    pub fn zh(&self) -> &str {
        &self.body().zh
    }

    /// English title.
    pub fn en(&self) -> &str {
        &self.body().en
    }

    /// The values in the order of the official codes.
    pub fn codes(&self) -> &[Code] {
        &self.body().codes
    }

    /// Whether its values decide what the law asks: no program changes one.
    pub fn is_legal(&self) -> bool {
        self.body().legal
    }

    /// The value of a slug.
    pub fn get(&self, slug: &str) -> Option<&Code> {
        self.codes().iter().find(|code| code.slug == slug)
    }

    /// The value that a Chinese or English label means.
    pub fn labelled(&self, label: &str) -> Option<&Code> {
        self.codes().iter().find(|code| code.en == label).or_else(|| self.labelled_zh(label))
    }

    /// The value that a Chinese label means; brackets may be half-width.
    pub fn labelled_zh(&self, label: &str) -> Option<&Code> {
        let wide = |label: &str| label.replace('(', "（").replace(')', "）");
        let label = if label.contains('(') { Cow::Owned(wide(label)) } else { Cow::Borrowed(label) };
        self.codes().iter().find(|code| code.zh == label || code.aliases.iter().any(|own| *own == label))
    }

    /// The value that an official code means, by the national list.
    pub fn numbered(&self, number: &str) -> Option<&Code> {
        self.codes().iter().find(|code| code.code.as_deref().is_some_and(|code| same_number(code, number)))
    }

    /// The value that an official code means by a profile; what the profile does not say otherwise, by the national list.
    pub fn numbered_by(&self, number: &str, profile: &str) -> Option<&Code> {
        let own = self.body().profiles.iter().find(|own| own.name == profile)?;
        if let Some((slug, _)) = own.codes.iter().find(|(_, code)| same_number(code, number)) {
            return self.get(slug);
        }
        self.numbered(number).filter(|code| own.codes.iter().all(|(slug, _)| *slug != code.slug))
    }

    /// The names of its profiles.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        self.body().profiles.iter().map(|own| own.name.as_str())
    }

    /// The official code of a slug under a profile.
    pub fn official(&self, slug: &str, profile: Option<&str>) -> Option<&str> {
        let profiles = self.body().profiles.iter().filter(|own| Some(own.name.as_str()) == profile);
        let own = profiles.flat_map(|own| &own.codes).find(|(own, _)| own == slug);
        own.map(|(_, code)| code.as_str()).or_else(|| self.get(slug)?.code.as_deref())
    }

    /// All official codes of a slug under a profile; under none, those of every profile.
    pub fn officials(&self, slug: &str, profile: Option<&str>) -> Vec<&str> {
        let profiles = self.body().profiles.iter();
        let profiles = profiles.filter(|own| profile.is_none_or(|profile| own.name == profile));
        let own = profiles.flat_map(|own| &own.codes).filter(|(own, _)| own == slug);
        let own: Vec<&str> = own.map(|(_, code)| code.as_str()).collect();
        if own.is_empty() {
            self.get(slug).and_then(|code| code.code.as_deref()).into_iter().collect()
        } else {
            own
        }
    }

    fn body(&self) -> &Body {
        self.body.get_or_init(|| self.read().expect("the lists of the program pass its tests"))
    }

    fn read(&self) -> Result<Body, Error> {
        let path = path(&self.name);
        let unusable = |reason: &str| Error::Standard { path: path.clone(), reason: reason.to_owned() };
        let source = Arc::new(Source::new(path.as_str().into(), self.text.to_string()));
        let (trees, findings) = read_documents(&source);
        if let Some(finding) = findings.first() {
            let span = source.span(finding.spot.at.clone());
            return Err(unusable(&format!("line {}: {}", span.line, finding.message.en)));
        }
        let root = trees.first().and_then(Tree::root).ok_or_else(|| unusable("the file is empty"))?;
        let text = |node: Node<'_>, key: &str| {
            let value = node.get(key).map(|value| value.text().to_owned());
            value.ok_or_else(|| unusable(&format!("`{key}` is missing")))
        };
        let values = root.get("values").ok_or_else(|| unusable("`values` is missing"))?;
        let codes = values.items().map(|value| {
            Ok(Code {
                slug: text(value, "slug")?,
                code: value.str("code").map(str::to_owned),
                zh: text(value, "zh")?,
                aliases: texts(value.get("alias")).map(str::to_owned).collect(),
                en: text(value, "en")?,
                pattern: value.str("pattern").map(str::to_owned),
                check: value.str("check").map(str::to_owned),
            })
        });
        if text(root, "list")? != self.name {
            return Err(unusable("`list` is not the name of the file"));
        }
        Ok(Body {
            zh: text(root, "zh")?,
            en: text(root, "en")?,
            legal: root.get("legal").and_then(Node::as_bool) == Some(true),
            codes: codes.collect::<Result<_, Error>>()?,
            profiles: root.get("profiles").map(profiles).unwrap_or_default(),
        })
    }
}

/// A text, or a list of texts.
fn texts(node: Option<Node<'_>>) -> impl Iterator<Item = &str> {
    let one = node.and_then(Node::as_str).into_iter();
    one.chain(node.into_iter().flat_map(Node::items).filter_map(Node::as_str))
}

/// Whether two official codes are one: some portals write them without zeros in front.
fn same_number(a: &str, b: &str) -> bool {
    a.trim_start_matches('0') == b.trim_start_matches('0')
}

fn profiles(node: Node<'_>) -> Vec<Profile> {
    let codes = |profile: Node<'_>| {
        let mut all = Vec::new();
        for (slug, codes) in profile.get("codes").into_iter().flat_map(Node::entries) {
            // One code, or a list of codes that are all in use.
            all.extend(texts(Some(codes)).map(|code| (slug.text().to_owned(), code.to_owned())));
        }
        all
    };
    let profile = |(name, profile): (Node<'_>, Node<'_>)| Profile {
        name: name.text().to_owned(),
        codes: codes(profile),
    };
    node.entries().map(profile).collect()
}
