//! Walks and paths in the tree of a revision, links followed.

use std::collections::BTreeMap;

use git2::{ObjectType, Oid, Repository};

use crate::source::store::Met;
use crate::source::walk::is_other;

/// Most links that are followed for one path.
pub(super) const MAX_LINKS: usize = 8;
/// The file mode of a symbolic link in a tree.
const LINK: i32 = 0o120_000;

/// What a path is in a revision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// The files of a folder, and the bytes behind them.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) met: Vec<Met>,
    pub(super) blobs: BTreeMap<String, Oid>,
}

/// A walk through a tree, in the order in which a folder on disk is walked.
pub(super) struct Walk<'w> {
    pub(super) handle: &'w Repository,
    pub(super) root: Oid,
    pub(super) folder: &'w str,
}

impl Walk<'_> {
    pub(super) fn folder(
        &self,
        id: Oid,
        path: &str,
        above: &mut Vec<Oid>,
        listing: &mut Listing,
    ) -> Result<(), git2::Error> {
        let tree = self.handle.find_tree(id)?;
        let mut entries: Vec<_> = tree.iter().collect();
        entries.sort_by(|a, b| a.name_bytes().cmp(b.name_bytes()));
        for entry in &entries {
            let own = join(path, &String::from_utf8_lossy(entry.name_bytes()));
            if entry.name_bytes().starts_with(b".") || entry.kind() == Some(ObjectType::Commit) {
                continue;
            }
            let target = if entry.filemode() == LINK {
                // The bytes of a link may be missing as well as those of a file.
                resolve(self.handle, self.root, &join(self.folder, &own), MAX_LINKS)
                    .unwrap_or(Some((Kind::File, entry.id())))
            } else if entry.kind() == Some(ObjectType::Tree) {
                Some((Kind::Folder, entry.id()))
            } else {
                Some((Kind::File, entry.id()))
            };
            match target {
                None => listing.met.push(Met::closed(own, "the link leads nowhere")),
                Some((Kind::Folder, id)) if above.contains(&id) => listing.met.push(Met::Loop(own.into())),
                Some((Kind::Folder, id)) => {
                    let folder = self.handle.find_tree(id)?;
                    if !is_other(&|name| folder.get_name(name).is_some()) {
                        above.push(id);
                        self.folder(id, &own, above, listing)?;
                        above.pop();
                    }
                }
                Some((Kind::File, _)) if entry.name().is_err() => {
                    listing.met.push(Met::closed(own, "the file name is not UTF-8"));
                }
                Some((Kind::File, id)) => {
                    listing.blobs.insert(own.clone(), id);
                    listing.met.push(Met::File(own.into()));
                }
            }
        }
        Ok(())
    }
}

/// What a path of a revision leads to, at most so many links followed.
pub(super) fn resolve(
    handle: &Repository,
    root: Oid,
    path: &str,
    links: usize,
) -> Result<Option<(Kind, Oid)>, git2::Error> {
    let mut here = (Kind::Folder, root);
    let mut walked = String::new();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    while let Some(part) = parts.next() {
        if here.0 == Kind::File {
            return Ok(None);
        }
        let tree = handle.find_tree(here.1)?;
        let Some(entry) = tree.get_name(part) else { return Ok(None) };
        if entry.filemode() == LINK {
            let target = handle.find_blob(entry.id())?;
            let target = String::from_utf8_lossy(target.content()).into_owned();
            let rest: Vec<_> = parts.collect();
            let Some(path) = beside(&walked, &target) else { return Ok(None) };
            return if links == 0 {
                Ok(None)
            } else {
                resolve(handle, root, &join(&path, &rest.join("/")), links - 1)
            };
        }
        here = match entry.kind() {
            Some(ObjectType::Tree) => (Kind::Folder, entry.id()),
            Some(ObjectType::Blob) => (Kind::File, entry.id()),
            _ => return Ok(None),
        };
        walked = join(&walked, part);
    }
    Ok(Some(here))
}

/// The path that a link in a folder names; none where it leaves the repository.
fn beside(folder: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Two paths in one, either of which may be empty.
pub(super) fn join(front: &str, rest: &str) -> String {
    match (front.is_empty(), rest.is_empty()) {
        (true, _) => rest.to_owned(),
        (_, true) => front.to_owned(),
        _ => format!("{front}/{rest}"),
    }
}
