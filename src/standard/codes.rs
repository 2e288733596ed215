//! Code lists: slug, official code, Chinese and English label, one YAML file a list.

use std::sync::Arc;

use super::edition::Edition;
use crate::error::Error;
use crate::source::Source;
use crate::source::full::read_documents;
use crate::source::tree::Node;

/// One list of values, such as the item types.
#[derive(Debug)]
pub struct CodeList {
    /// Its name, which is also the name of its file.
    pub name: String,
    /// Chinese title.
    pub zh: String,
    /// English title.
    pub en: String,
    /// The values in the order of the official codes.
    pub codes: Vec<Code>,
    /// Other official codes that regions use, by profile.
    pub profiles: Vec<Profile>,
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
    /// English label.
    pub en: String,
}

/// A region's own official codes for a list.
#[derive(Debug)]
pub struct Profile {
    /// Its name, as the manifest gives it.
    pub name: String,
    /// Slug and official code.
    pub codes: Vec<(String, String)>,
}

impl CodeList {
    /// The value of a slug.
    pub fn get(&self, slug: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.slug == slug)
    }

    /// The value that a Chinese or English label means.
    pub fn labelled(&self, label: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.zh == label || code.en == label)
    }

    /// The value that an official code means, by the national list.
    pub fn numbered(&self, number: &str) -> Option<&Code> {
        let plain = |code: &str| code.trim_start_matches('0').to_owned();
        self.codes.iter().find(|code| code.code.as_deref().is_some_and(|code| plain(code) == plain(number)))
    }

    /// The official code of a slug under a profile.
    pub fn official(&self, slug: &str, profile: Option<&str>) -> Option<&str> {
        let own = self
            .profiles
            .iter()
            .filter(|found| Some(found.name.as_str()) == profile)
            .flat_map(|found| &found.codes)
            .find(|(own, _)| own == slug)
            .map(|(_, code)| code.as_str());
        own.or_else(|| self.get(slug)?.code.as_deref())
    }
}

/// Reads all lists of an edition, sorted by name.
pub fn load(edition: &Edition) -> Result<Vec<Arc<CodeList>>, Error> {
    let files = edition.list("code-lists");
    files.iter().filter(|name| name.ends_with(".yaml")).map(|name| read(edition, name).map(Arc::new)).collect()
}

fn read(edition: &Edition, name: &str) -> Result<CodeList, Error> {
    let path = format!("code-lists/{name}");
    let text = edition.read(&path)?.into_owned();
    let unusable = |reason: &str| Error::Standard { path: path.clone(), reason: reason.to_owned() };
    let source = Arc::new(Source::new(path.as_str().into(), text));
    let (trees, findings) = read_documents(&source);
    if let Some(finding) = findings.first() {
        let span = source.span(finding.spot.at.clone());
        return Err(unusable(&format!("line {}: {}", span.line, finding.message.en)));
    }
    let root = trees.first().and_then(|tree| tree.root()).ok_or_else(|| unusable("the file is empty"))?;
    let text = |node: Node<'_>, key: &str| {
        node.get(key).map(|value| value.text().to_owned()).ok_or_else(|| unusable(&format!("`{key}` is missing")))
    };
    let codes = root.get("values").ok_or_else(|| unusable("`values` is missing"))?;
    let codes = codes.items().map(|value| {
        Ok(Code {
            slug: text(value, "slug")?,
            code: value.str("code").map(str::to_owned),
            zh: text(value, "zh")?,
            en: text(value, "en")?,
        })
    });
    let list = CodeList {
        name: text(root, "list")?,
        zh: text(root, "zh")?,
        en: text(root, "en")?,
        codes: codes.collect::<Result<_, Error>>()?,
        profiles: root.get("profiles").map(profiles).unwrap_or_default(),
    };
    if format!("{}.yaml", list.name) == name { Ok(list) } else { Err(unusable("`list` is not the file's name")) }
}

fn profiles(node: Node<'_>) -> Vec<Profile> {
    let first = |value: Node<'_>| value.as_str().or_else(|| value.items().next()?.as_str()).map(str::to_owned);
    let codes = |profile: Node<'_>| {
        let codes = profile.get("codes").into_iter().flat_map(Node::entries);
        codes.filter_map(|(slug, code)| Some((slug.text().to_owned(), first(code)?))).collect()
    };
    node.entries().map(|(name, profile)| Profile { name: name.text().to_owned(), codes: codes(profile) }).collect()
}
