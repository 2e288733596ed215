//! The files of a folder as a revision of a git repository has them, read from the object
//! store: no checkout, no clone, nothing written. The only folder that names git2.

pub mod blame;
mod missing;
mod tree;

use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use git2::{ObjectType, Oid, Repository};

use self::missing::{unknown, unusable};
pub use self::tree::Kind;
use self::tree::{Listing, MAX_LINKS, Walk, join, resolve};
use super::MAX_FILE;
use super::store::{Met, Store, Unread};
use super::walk::MANIFEST;
use crate::diagnostic::Text;
use crate::error::Error;

/// The name git gives to the bytes of a file: equal ids, equal bytes.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct BlobId([u8; 20]);

impl BlobId {
    /// The id of bytes at hand, as git would give it.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Oid::hash_object(ObjectType::Blob, bytes).ok().and_then(Self::from)
    }

    fn from(id: Oid) -> Option<Self> {
        id.as_bytes().try_into().ok().map(Self)
    }
}

/// A folder in a revision of a repository.
pub struct Revision {
    /// Where the repository is.
    place: PathBuf,
    /// The revision as it was asked for.
    name: String,
    /// The folder within the repository, without slashes at its ends; empty for the root.
    folder: String,
    /// The tree of the whole revision: links may lead out of the folder.
    root: Oid,
    /// Open handles, one a thread that reads: a handle is not shared.
    idle: Mutex<Vec<Repository>>,
    listed: OnceLock<Listing>,
}

impl std::fmt::Debug for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revision")
            .field("name", &self.name)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Revision {
    /// A folder of a revision. `inside` is any path within the repository, or a bare repository;
    /// `folder` is relative to the root of the repository, empty for the root itself.
    pub fn open(inside: &Path, name: &str, folder: &str) -> Result<Self, Error> {
        let revision = Self::at_root(inside, name)?.within(folder);
        match revision.kind("") {
            Some(Kind::Folder) => Ok(revision),
            _ => Err(Error::Configuration(Text::new(
                format!("there is no folder `{}` in the revision `{name}`", revision.folder),
                format!("版本“{name}”中没有文件夹“{}”", revision.folder),
            ))),
        }
    }

    /// The folder of a catalogue as it was in a revision, under its former path where it was
    /// renamed since; none where the revision has no such catalogue.
    pub fn of_catalogue(folder: &Path, name: &str) -> Result<Option<Self>, Error> {
        let revision = Self::at_root(folder, name)?;
        let handle = revision.handle().map_err(|error| unusable(folder, &error))?;
        let own = own_path(&handle, folder)?;
        let same = revision.within(&own);
        if same.kind(MANIFEST) == Some(Kind::File) {
            return Ok(Some(same));
        }
        let former = former_path(&handle, same.root, &join(&own, MANIFEST)).unwrap_or_default();
        let former = former.strip_suffix(MANIFEST).map(|path| path.trim_end_matches('/').to_owned());
        Ok(former.map(|folder| same.within(&folder)))
    }

    fn at_root(inside: &Path, name: &str) -> Result<Self, Error> {
        let handle = Repository::discover(inside).map_err(|error| unusable(inside, &error))?;
        let root = handle
            .revparse_single(name)
            .and_then(|object| object.peel_to_tree())
            .map_err(|error| unknown(name, &handle, &error))?
            .id();
        Ok(Self {
            place: handle.path().to_path_buf(),
            name: name.to_owned(),
            folder: String::new(),
            root,
            idle: Mutex::new(vec![handle]),
            listed: OnceLock::new(),
        })
    }

    fn within(self, folder: &str) -> Self {
        let parts: Vec<_> = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        Self { folder: parts.join("/"), listed: OnceLock::new(), ..self }
    }

    /// What a path within the folder is; none where the revision does not have it.
    pub fn kind(&self, path: &str) -> Option<Kind> {
        self.with(|handle| self.find(handle, path)).ok()?.map(|(kind, _)| kind)
    }

    /// The id of the bytes of a file.
    pub fn blob_id(&self, path: &str) -> Option<BlobId> {
        BlobId::from(self.blob(path).ok()?)
    }

    /// Refuses a revision whose files are named but not there, as in a clone without blobs.
    pub fn complete(&self) -> Result<(), Error> {
        let lacking = self.with(|handle| {
            let store = handle.odb()?;
            Ok(self.listing().blobs.iter().find(|(_, id)| !store.exists(**id)).map(|(path, _)| path.clone()))
        });
        let lacking = lacking.map_err(|error: git2::Error| unusable(&self.place, &error))?;
        lacking.map_or(Ok(()), |path| {
            Err(Error::Revision {
                message: Text::new(
                    format!("the repository does not hold the bytes of {}", self.shown(&path)),
                    format!("仓库中没有 {} 的内容", self.shown(&path)),
                ),
                command: Some("git fetch --refetch --no-filter origin".to_owned()),
            })
        })
    }

    fn blob(&self, path: &str) -> Result<Oid, Unread> {
        if let Some(id) = self.listed.get().and_then(|listing| listing.blobs.get(path)) {
            return Ok(*id);
        }
        let found = self.with(|handle| self.find(handle, path)).map_err(|error| closed(&error))?;
        match found {
            Some((Kind::File, id)) => Ok(id),
            Some((Kind::Folder, _)) => Err(Unread::Closed("not a regular file".to_owned())),
            None => Err(Unread::Closed("no such file in the revision".to_owned())),
        }
    }

    /// What a path within the folder leads to, links followed.
    fn find(&self, handle: &Repository, path: &str) -> Result<Option<(Kind, Oid)>, git2::Error> {
        let full = join(&self.folder, path);
        resolve(handle, self.root, &full, MAX_LINKS)
    }

    fn listing(&self) -> &Listing {
        self.listed.get_or_init(|| {
            let mut listing = Listing::default();
            let walked = self.with(|handle| {
                let Some((Kind::Folder, id)) = self.find(handle, "")? else { return Ok(()) };
                let walk = Walk { handle, root: self.root, folder: &self.folder };
                walk.folder(id, "", &mut vec![id], &mut listing)
            });
            if let Err(error) = walked {
                listing.met.push(Met::closed("", error.message()));
            }
            listing
        })
    }

    fn handle(&self) -> Result<Repository, git2::Error> {
        let idle = self.idle.lock().expect("no thread panics while it holds the handles").pop();
        idle.map_or_else(|| Repository::open(&self.place), Ok)
    }

    /// Work with a handle of one's own.
    fn with<T>(&self, work: impl FnOnce(&Repository) -> Result<T, git2::Error>) -> Result<T, git2::Error> {
        let handle = self.handle()?;
        let made = work(&handle);
        self.idle.lock().expect("no thread panics while it holds the handles").push(handle);
        made
    }
}

impl Store for Revision {
    fn files(&self) -> Vec<Met> {
        self.listing().met.clone()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let id = self.blob(path)?;
        let read = self.with(|handle| {
            let (size, _) = handle.odb()?.read_header(id)?;
            if size as u64 > MAX_FILE {
                return Ok(Err(Unread::TooLarge(size as u64)));
            }
            Ok(Ok(handle.find_blob(id)?.content().to_vec()))
        });
        read.unwrap_or_else(|error| Err(closed(&error)))
    }

    fn shown(&self, path: &str) -> String {
        format!("{}:{}", self.name, join(&self.folder, path))
    }
}

/// The path of a folder on disk within its repository.
fn own_path(handle: &Repository, folder: &Path) -> Result<String, Error> {
    let read =
        |path: &Path| path.canonicalize().map_err(|source| Error::Read { path: path.to_path_buf(), source });
    let (folder, top) = (read(folder)?, read(handle.workdir().unwrap_or_else(|| handle.path()))?);
    let within = folder.strip_prefix(&top).unwrap_or(Path::new(""));
    let parts = within.components().filter_map(|part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// Where a file of the present commit stood in an older tree, if it was renamed since.
fn former_path(handle: &Repository, root: Oid, path: &str) -> Option<String> {
    let old = handle.find_tree(root).ok()?;
    let new = handle.head().ok()?.peel_to_tree().ok()?;
    let mut diff = handle.diff_tree_to_tree(Some(&old), Some(&new), None).ok()?;
    diff.find_similar(None).ok()?;
    let renamed = diff.deltas().find(|delta| {
        delta.status() == git2::Delta::Renamed && delta.new_file().path() == Some(Path::new(path))
    })?;
    renamed.old_file().path()?.to_str().map(str::to_owned)
}

fn closed(error: &git2::Error) -> Unread {
    Unread::Closed(error.message().to_owned())
}
