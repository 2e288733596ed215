//! What A and B of `diff` name: a file, a folder, a region, or any of these in a revision.

use std::path::{Path, PathBuf};

use super::Global;
use super::workspace::Workspace;
use crate::diagnostic::{Lang, Text};
use crate::diff::Part;
use crate::error::Error;
use crate::load::Reading;
use crate::model::manifest::{Draft, Manifest};
use crate::rules;
use crate::source::documents::Readers;
use crate::source::revision::{BlobId, Kind, Revision};
use crate::source::store::{Store, Unread};
use crate::source::walk::MANIFEST;
use crate::standard::Standard;

/// An operand that was opened.
#[derive(Debug)]
pub(super) struct Operand {
    place: Place,
    /// Only implementations of this division.
    pub(super) region: Option<String>,
}

#[derive(Debug)]
enum Place {
    /// On disk, limited to what was named.
    Folder(Box<Workspace>),
    /// In a revision: the catalogue, and the path within it that was named.
    Revision(Box<Past>),
}

/// A catalogue in a revision.
#[derive(Debug)]
struct Past {
    store: Revision,
    within: String,
    standard: Standard,
    manifest: Manifest,
    lang: Lang,
}

impl Operand {
    /// Opens what an operand names.
    pub(super) fn open(global: &Global, text: &str) -> Result<Self, Error> {
        if Path::new(text).exists() {
            let workspace = Workspace::open(global, &[PathBuf::from(text)])?;
            return Ok(Self { place: Place::Folder(Box::new(workspace)), region: None });
        }
        if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let workspace = Workspace::open(global, &[])?;
            return Ok(Self { place: Place::Folder(Box::new(workspace)), region: Some(text.to_owned()) });
        }
        let past = match (text.strip_prefix('@'), text.split_once(':')) {
            (Some(revision), _) if !revision.is_empty() => of_catalogue(global, revision)?,
            (None, Some((revision, path))) if !revision.is_empty() => of_path(global, revision, path)?,
            _ => {
                let source = std::io::Error::from(std::io::ErrorKind::NotFound);
                return Err(Error::Read { path: PathBuf::from(text), source });
            }
        };
        Ok(Self { place: Place::Revision(Box::new(past)), region: None })
    }

    /// Whether it is one file of a folder.
    pub(super) fn is_file(&self) -> bool {
        matches!(&self.place, Place::Folder(workspace) if workspace.named_files().any(|named| !named.is_empty()))
            && self.region.is_none()
    }

    /// How its catalogue is read.
    pub(super) fn reading(&self) -> Reading<'_> {
        match &self.place {
            Place::Folder(workspace) => workspace.reading(),
            Place::Revision(past) => {
                Reading { standard: &past.standard, store: &past.store, readers: Readers::Both }
            }
        }
    }

    /// The set of items it names.
    pub(super) fn part<'a>(
        &'a self,
        wanted: &'a (dyn Fn(&str) -> bool + Sync),
        stamp: &'a (dyn Fn(&str) -> Option<BlobId> + Sync),
    ) -> Part<'a> {
        let costly = matches!(self.place, Place::Revision(_));
        Part { reading: self.reading(), wanted, region: self.region.as_deref(), costly, stamp }
    }

    /// Whether a file, by its path in the store, was named.
    pub(super) fn wanted(&self, path: &str) -> bool {
        match &self.place {
            Place::Folder(workspace) => workspace.wanted(&workspace.store.shown(path)),
            Place::Revision(past) => {
                let rest = path.strip_prefix(past.within.as_str());
                past.within.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }
        }
    }

    /// The name that git gives to the bytes of a file.
    pub(super) fn stamp(&self, path: &str) -> Option<BlobId> {
        match &self.place {
            Place::Folder(workspace) => BlobId::of(&workspace.store.read(path).ok()?),
            Place::Revision(past) => past.store.blob_id(path),
        }
    }

    /// What the catalogue says of itself.
    pub(super) fn manifest(&self) -> &Manifest {
        match &self.place {
            Place::Folder(workspace) => &workspace.manifest,
            Place::Revision(past) => &past.manifest,
        }
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        match &self.place {
            Place::Folder(workspace) => workspace.lang,
            Place::Revision(past) => past.lang,
        }
    }

    /// The edition.
    pub(super) fn standard(&self) -> &Standard {
        self.reading().standard
    }
}

/// The folder of the catalogue at hand, as it was in a revision.
fn of_catalogue(global: &Global, revision: &str) -> Result<Past, Error> {
    let folder = Workspace::usual_root(global)?;
    let store = Revision::of_catalogue(&folder, revision)?.ok_or_else(|| {
        Error::Configuration(Text::new(
            format!("the revision `{revision}` holds no catalogue at {}", folder.display()),
            format!("版本“{revision}”中没有目录 {}", folder.display()),
        ))
    })?;
    past(global, store, String::new())
}

/// A path, from the root of the repository, in a revision.
fn of_path(global: &Global, revision: &str, path: &str) -> Result<Past, Error> {
    let inside = global.catalogue.clone().unwrap_or_else(|| PathBuf::from("."));
    let path = path.trim_end_matches('/').trim_start_matches("./");
    let path = if path == "." { "" } else { path };
    let root = Revision::open(&inside, revision, "")?;
    if !path.is_empty() && root.kind(path).is_none() {
        return Err(Error::Configuration(Text::new(
            format!("there is no `{path}` in the revision `{revision}`"),
            format!("版本“{revision}”中没有“{path}”"),
        )));
    }
    let mut folder = path;
    loop {
        let manifest = if folder.is_empty() { MANIFEST.to_owned() } else { format!("{folder}/{MANIFEST}") };
        if root.kind(&manifest) == Some(Kind::File) {
            break;
        }
        if folder.is_empty() {
            return Err(Error::NoCatalogue { from: PathBuf::from(format!("{revision}:{path}")) });
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    let within = path[folder.len()..].trim_start_matches('/').to_owned();
    past(global, Revision::open(&inside, revision, folder)?, within)
}

fn past(global: &Global, store: Revision, within: String) -> Result<Past, Error> {
    store.complete()?;
    let shown = store.shown(MANIFEST);
    let bytes = store.read(MANIFEST).map_err(|unread| {
        let reason = match unread {
            Unread::TooLarge(bytes) => format!("{bytes} bytes"),
            Unread::Closed(reason) => reason,
        };
        Error::Configuration(Text::new(format!("{shown}: {reason}"), format!("{shown}：{reason}")))
    })?;
    let draft = Draft::read(&bytes, &shown)?;
    let lang = global.lang_after(draft.lang());
    let ids = rules::ids();
    let mut standard = Standard::load(draft.edition(), global.standard.as_deref(), &ids)?;
    let manifest = draft.finish(&standard, &rules::severities(), global.day())?;
    standard.regional.clone_from(&manifest.regional);
    Ok(Past { store, within, standard, manifest, lang })
}
