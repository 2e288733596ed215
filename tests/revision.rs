//! Revisions of a git repository as a store of files: renames, links, worktrees, bare and
//! shallow repositories, and what a person is told when a revision is not there.

use std::fs;
use std::path::Path;
use std::process::Command;

use mulu::source::revision::{BlobId, Kind, Revision};
use mulu::source::store::{Met, Store};

/// Runs git in a folder, apart from the settings of whoever runs the test.
fn git(folder: &Path, args: &[&str]) {
    let run = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git starts");
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "-m", "step"]);
}

/// A repository of two commits; the catalogue was renamed between them.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "--quiet"]);
    write(root, "old/mulu.yaml", "format: 1\nname: 甲\n");
    write(root, "old/items/甲.yaml", "first\n");
    write(root, "old/.hidden/x.yaml", "hidden\n");
    write(root, "old/inner/mulu.yaml", "format: 1\n");
    write(root, "shared.yaml", "shared\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../shared.yaml", root.join("old/items/link.yaml")).expect("a link");
        std::os::unix::fs::symlink("..", root.join("old/items/loop")).expect("a link");
        std::os::unix::fs::symlink("nowhere", root.join("old/items/lost.yaml")).expect("a link");
    }
    commit(root);
    git(root, &["mv", "old", "catalogue"]);
    write(root, "catalogue/items/甲.yaml", "second\n");
    commit(root);
    folder
}

#[test]
fn a_revision_lists_and_reads_what_it_had() {
    let folder = repository();
    let old = Revision::open(folder.path(), "HEAD~1", "old/").expect("the revision is there");
    let paths: Vec<_> = old.files().iter().map(|met| met.path().to_owned()).collect();
    if cfg!(unix) {
        assert_eq!(paths, ["items/link.yaml", "items/loop", "items/lost.yaml", "items/甲.yaml", "mulu.yaml"]);
        assert_eq!(old.files()[1], Met::Loop("items/loop".into()));
        assert!(matches!(&old.files()[2], Met::Closed(closed) if *closed.path == *"items/lost.yaml"));
        assert_eq!(old.read("items/link.yaml").expect("the link is followed"), b"shared\n");
    }
    assert_eq!(old.read("items/甲.yaml").expect("the file is there"), b"first\n");
    assert!(old.read("items").is_err() && old.read("none").is_err());
    assert_eq!(old.shown("items/甲.yaml"), "HEAD~1:old/items/甲.yaml");
    assert_eq!(old.blob_id("items/甲.yaml"), BlobId::of(b"first\n"));
    assert_eq!(
        (old.kind("items"), old.kind("mulu.yaml"), old.kind("x")),
        (Some(Kind::Folder), Some(Kind::File), None)
    );
    old.complete().expect("nothing is missing");
    let root = Revision::open(folder.path(), "main", "").expect("the root is a folder");
    assert_eq!(root.read("catalogue/items/甲.yaml").expect("the file is there"), b"second\n");
    let error = Revision::open(folder.path(), "HEAD", "old").expect_err("the folder has gone");
    assert_eq!(error.to_string(), "there is no folder `old` in the revision `HEAD`");
}

#[test]
fn the_catalogue_is_found_under_its_former_name() {
    let folder = repository();
    let catalogue = folder.path().join("catalogue");
    let old =
        Revision::of_catalogue(&catalogue, "HEAD~1").expect("the revision is there").expect("the catalogue");
    assert_eq!(old.read("items/甲.yaml").expect("the file is there"), b"first\n");
    write(folder.path(), "other/mulu.yaml", "format: 1\nname: quite another catalogue, and a longer text\n");
    let other = Revision::of_catalogue(&folder.path().join("other"), "HEAD").expect("the revision is there");
    assert!(other.is_none(), "no revision has it");
}

#[test]
fn worktrees_and_bare_repositories_are_read() {
    let folder = repository();
    let rest = tempfile::tempdir().expect("a folder");
    let (bare, tree) = (rest.path().join("bare.git"), rest.path().join("tree"));
    let source = folder.path().to_str().expect("UTF-8");
    git(rest.path(), &["clone", "--quiet", "--bare", source, "bare.git"]);
    git(&bare, &["worktree", "add", "--quiet", "--detach", tree.to_str().expect("UTF-8"), "HEAD"]);
    let revision = Revision::open(&bare, "main", "catalogue").expect("a bare repository is read");
    assert_eq!(revision.read("items/甲.yaml").expect("the file is there"), b"second\n");
    let revision = Revision::of_catalogue(&tree.join("catalogue"), "main~1").expect("a worktree is read");
    assert_eq!(
        revision.expect("the catalogue").read("items/甲.yaml").expect("the file is there"),
        b"first\n"
    );
}

#[test]
fn a_missing_revision_comes_with_the_command_that_brings_it() {
    let folder = repository();
    let rest = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", folder.path().display());
    git(rest.path(), &["clone", "--quiet", "--depth=1", &source, "shallow"]);
    let told = |inside: &Path, name: &str| {
        let error = Revision::open(inside, name, "").expect_err("it is not there");
        (error.to_string(), error.hint().map(|hint| hint.en.into_owned()).unwrap_or_default())
    };
    let shallow = rest.path().join("shallow");
    let (message, hint) = told(&shallow, "HEAD~1");
    assert_eq!(message, "this shallow clone does not hold the revision `HEAD~1`");
    assert_eq!(hint, "run `git fetch --unshallow origin`");
    let hint = told(&shallow, "origin/release").1;
    assert_eq!(hint, "run `git fetch --depth=1 origin +release:refs/remotes/origin/release`");
    let (message, hint) = told(folder.path(), "v9");
    assert_eq!(message, "the repository does not hold the revision `v9`");
    assert_eq!(hint, "run `git fetch origin v9:v9`");
    assert!(told(folder.path(), "").1.is_empty());
    let (message, hint) = told(rest.path(), "main");
    assert!(message.ends_with("is in no git repository") && hint.is_empty(), "{message}");
    // The command that the message names does bring the revision.
    git(&shallow, &["fetch", "--quiet", "--unshallow", "origin"]);
    Revision::open(&shallow, "HEAD~1", "old").expect("the revision is there now");
}

#[test]
fn a_clone_without_blobs_is_refused() {
    let folder = repository();
    git(folder.path(), &["config", "uploadpack.allowFilter", "true"]);
    let rest = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", folder.path().display());
    git(rest.path(), &["clone", "--quiet", "--filter=blob:none", "--no-checkout", &source, "partial"]);
    let revision =
        Revision::open(&rest.path().join("partial"), "main", "catalogue").expect("trees are there");
    let error = revision.complete().expect_err("bytes are missing");
    assert!(
        error.to_string().starts_with("the repository does not hold the bytes of main:catalogue/"),
        "{error}"
    );
    git(&rest.path().join("partial"), &["fetch", "--quiet", "--refetch", "--no-filter", "origin"]);
    let revision =
        Revision::open(&rest.path().join("partial"), "main", "catalogue").expect("trees are there");
    revision.complete().expect("the command brought them");
}
