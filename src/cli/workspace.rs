//! What every command works on: the catalogue, its manifest, the edition, the language.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::Global;
use crate::diagnostic::{Lang, Text};
use crate::error::Error;
use crate::load::Reading;
use crate::model::manifest::{Draft, Manifest};
use crate::rules;
use crate::source::documents::Readers;
use crate::source::store::{Met, Store, Unread};
use crate::source::walk::{Folder, MANIFEST};
use crate::standard::Standard;

/// A catalogue that was found, with all that is needed to read it.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The files.
    pub(crate) store: Named,
    /// What the catalogue says of itself.
    pub(crate) manifest: Manifest,
    /// The edition.
    pub(crate) standard: Standard,
    /// The language of messages.
    pub(crate) lang: Lang,
    readers: Readers,
}

/// The folder of a catalogue, with its paths written as the user wrote them.
#[derive(Debug)]
pub(crate) struct Named {
    folder: Folder,
    /// How the root is written in front of paths, empty or with a slash at its end.
    prefix: String,
    /// What was asked for.
    operands: Vec<Operand>,
}

/// A path that was asked for: as typed, and relative to the root.
#[derive(Debug)]
struct Operand {
    typed: String,
    within: String,
}

impl Workspace {
    /// Finds the catalogue of the paths of a command.
    pub(crate) fn open(global: &Global, paths: &[PathBuf]) -> Result<Self, Error> {
        let root = root(global, paths)?;
        let real_root = canonical(&root)?;
        let operands = paths.iter().map(|path| operand(path, &real_root)).collect::<Result<_, _>>()?;
        let store = Named { folder: Folder::new(&root), prefix: prefix(&root), operands };
        let shown = join(&prefix(&root), MANIFEST);
        let bytes = std::fs::read(root.join(MANIFEST))
            .map_err(|source| Error::Read { path: root.join(MANIFEST), source })?;
        let draft = Draft::read(&bytes, &shown)?;
        let lang = global.lang_after(draft.lang());
        let ids = rules::ids();
        let mut standard = Standard::load(draft.edition(), global.standard.as_deref(), &ids)?;
        let manifest = draft.finish(&standard, &rules::severities(), global.day())?;
        standard.regional.clone_from(&manifest.regional);
        let readers = if global.full_reader { Readers::Full } else { Readers::Both };
        Ok(Self { store, manifest, standard, lang, readers })
    }

    /// The folder of the catalogue that a command without paths works on.
    pub(crate) fn usual_root(global: &Global) -> Result<PathBuf, Error> {
        root(global, &[])
    }

    /// How its files are read.
    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading { standard: &self.standard, store: &self.store, readers: self.readers }
    }

    /// The folder of the catalogue.
    pub(crate) fn root(&self) -> &Path {
        self.store.folder.root()
    }

    /// Whether the whole catalogue was asked for.
    pub(crate) fn asks_for_all(&self) -> bool {
        let operands = &self.store.operands;
        operands.is_empty() || operands.iter().any(|operand| operand.within.is_empty())
    }

    /// Whether a path, as it is shown, was asked for.
    pub(crate) fn wanted(&self, shown: &str) -> bool {
        let operands = &self.store.operands;
        operands.is_empty() || operands.iter().any(|operand| rest(shown, &operand.typed).is_some())
    }

    /// The files that were named one by one, whatever their ending.
    pub(crate) fn named_files(&self) -> impl Iterator<Item = &str> {
        let files = self.store.operands.iter().filter(|operand| !operand.within.is_empty());
        files.map(|operand| operand.within.as_str())
    }
}

/// The language that the manifest of the usual catalogue names, where there is one that can be read.
pub(super) fn lang(global: &Global) -> Option<Lang> {
    let path = root(global, &[]).ok()?.join(MANIFEST);
    Draft::read(&std::fs::read(path).ok()?, MANIFEST).ok()?.lang()
}

impl Store for Named {
    fn files(&self) -> Vec<Met> {
        self.folder.files()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.folder.read(path)
    }

    /// As the operand that names it, else from the root.
    fn shown(&self, path: &str) -> String {
        let typed = self.operands.iter().find_map(|operand| {
            let rest = rest(path, &operand.within)?;
            Some(if rest.is_empty() { operand.typed.clone() } else { join(&operand.typed, rest) })
        });
        typed.unwrap_or_else(|| join(&self.prefix, path))
    }
}

/// The rest of a path within a folder, or nothing of a file itself.
fn rest<'p>(path: &'p str, within: &str) -> Option<&'p str> {
    if within.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(within)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

fn join(front: &str, rest: &str) -> String {
    if front.is_empty() || front.ends_with('/') {
        format!("{front}{rest}")
    } else {
        format!("{front}/{rest}")
    }
}

fn prefix(root: &Path) -> String {
    let shown = root.to_string_lossy().replace('\\', "/");
    if shown == "." || shown.is_empty() { String::new() } else { format!("{}/", shown.trim_end_matches('/')) }
}

fn operand(path: &Path, root: &Path) -> Result<Operand, Error> {
    let real = canonical(path)?;
    let opened = match std::fs::metadata(&real) {
        Ok(there) if there.is_dir() => std::fs::read_dir(&real).map(drop),
        Ok(there) if there.is_file() => std::fs::File::open(&real).map(drop),
        // A pipe would be waited for, a device has no end.
        Ok(_) => Err(ErrorKind::Unsupported.into()),
        Err(error) => Err(error),
    };
    opened.map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    let here = standing(path);
    let within = here.as_deref().and_then(|here| here.strip_prefix(root).ok());
    let within = within.map_or_else(|| real.strip_prefix(root), Ok).map_err(|_| {
        Error::Configuration(Text::new(
            format!("{} is not in the catalogue {}", path.display(), root.display()),
            format!("{} 不在目录 {} 之内", path.display(), root.display()),
        ))
    })?;
    let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let typed = path.to_string_lossy().replace('\\', "/");
    Ok(Operand { typed: typed.trim_end_matches('/').to_owned(), within: parts.join("/") })
}

fn root(global: &Global, paths: &[PathBuf]) -> Result<PathBuf, Error> {
    if let Some(folder) = &global.catalogue {
        let manifest = folder.join(MANIFEST);
        return if manifest.is_file() {
            Ok(folder.clone())
        } else {
            Err(Error::NoCatalogue { from: folder.clone() })
        };
    }
    let Some((first, others)) = paths.split_first() else {
        let here = PathBuf::from(".");
        return above(&here)?.map_or_else(
            || {
                let usual = PathBuf::from("catalogue");
                if usual.join(MANIFEST).is_file() {
                    Ok(usual)
                } else {
                    Err(Error::NoCatalogue { from: here.clone() })
                }
            },
            Ok,
        );
    };
    let find = |path: &Path| above(path)?.ok_or_else(|| Error::NoCatalogue { from: path.to_path_buf() });
    let root = find(first)?;
    for other in others {
        let second = find(other)?;
        if canonical(&second)? != canonical(&root)? {
            return Err(Error::TwoCatalogues { first: root, second });
        }
    }
    Ok(root)
}

/// The nearest folder with a manifest at or above a path, written like the path; a link is a part of where it stands,
/// else of where it leads.
fn above(path: &Path) -> Result<Option<PathBuf>, Error> {
    let real = canonical(path)?;
    let holds = |folder: &Path| folder.join(MANIFEST).is_file() && folder.is_dir();
    let here = standing(path).unwrap_or_else(|| real.clone());
    let mut shown = path.to_path_buf();
    for folder in here.ancestors() {
        if holds(folder) {
            return Ok(Some(if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }));
        }
        shown = parent(&shown);
    }
    Ok(real.ancestors().find(|folder| holds(folder)).map(Path::to_path_buf))
}

/// The folder above, written relative to where the path is relative to.
fn parent(path: &Path) -> PathBuf {
    match path.components().next_back() {
        None | Some(Component::CurDir) => PathBuf::from(".."),
        Some(Component::ParentDir) => path.join(".."),
        Some(Component::Normal(_)) => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        Some(Component::RootDir | Component::Prefix(_)) => path.to_path_buf(),
    }
}

/// Where a path stands, whatever it leads to; none where it ends with no name.
fn standing(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    Some(absolute.parent()?.canonicalize().ok()?.join(absolute.file_name()?))
}

fn canonical(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|source| Error::Read { path: path.to_path_buf(), source })
}
