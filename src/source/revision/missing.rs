//! Why a revision cannot be read, and the command that brings it.

use std::path::Path;

use git2::{ErrorCode, Repository};

use crate::diagnostic::Text;
use crate::error::Error;

/// Why there is no repository to read from.
pub(super) fn unusable(inside: &Path, error: &git2::Error) -> Error {
    let shown = inside.display();
    let message = if error.code() == ErrorCode::NotFound {
        Text::new(format!("{shown} is in no git repository"), format!("{shown} 不在任何 git 仓库中"))
    } else {
        let reason = error.message();
        Text::new(
            format!("the git repository of {shown} cannot be read: {reason}"),
            format!("无法读取 {shown} 所在的 git 仓库：{reason}"),
        )
    };
    // git wants the whole path of the folder that holds `.git`.
    let real = inside.canonicalize().unwrap_or_else(|_| inside.to_path_buf());
    let top = real.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&real);
    let quoted = top.to_string_lossy().replace('\'', r"'\''");
    let command = (error.code() == ErrorCode::Owner)
        .then(|| format!("git config --global --add safe.directory '{quoted}'"));
    Error::Revision { message, command }
}

/// Why a revision cannot be read, and the command that brings it.
pub(super) fn unknown(name: &str, handle: &Repository, error: &git2::Error) -> Error {
    let shallow = handle.is_shallow();
    let message = match (error.code(), shallow) {
        (ErrorCode::Ambiguous, _) => {
            Text::new(format!("`{name}` names more than one revision"), format!("“{name}”对应不止一个版本"))
        }
        (_, true) => Text::new(
            format!("this shallow clone does not hold the revision `{name}`"),
            format!("这个浅克隆中没有版本“{name}”"),
        ),
        (_, false) => Text::new(
            format!("the repository does not hold the revision `{name}`"),
            format!("仓库中没有版本“{name}”"),
        ),
    };
    let command = (error.code() != ErrorCode::Ambiguous).then(|| fetch_command(name, shallow)).flatten();
    Error::Revision { message, command }
}

/// Why nobody can say which commit wrote a line.
pub(super) fn not_held(file: &Path, line: u32) -> Error {
    let shown = file.display();
    let message = Text::new(
        format!("this shallow clone does not hold the commit that wrote line {line} of {shown}"),
        format!("这个浅克隆中没有写入 {shown} 第{line}行的提交"),
    );
    Error::Revision { message, command: Some("git fetch --unshallow origin".to_owned()) }
}

/// What brings a revision from the usual remote; none for what no remote can know.
fn fetch_command(name: &str, shallow: bool) -> Option<String> {
    let depth = if shallow { " --depth=1" } else { "" };
    let is_id = name.len() >= 7 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if name.contains(['~', '^', '@', ':', ' ']) || name.is_empty() {
        return shallow.then(|| "git fetch --unshallow origin".to_owned());
    }
    if is_id && name.len() < 40 {
        return Some(if shallow { "git fetch --unshallow origin" } else { "git fetch origin" }.to_owned());
    }
    if is_id {
        return Some(format!("git fetch{depth} origin {name}"));
    }
    let branch = name.strip_prefix("refs/remotes/").unwrap_or(name);
    let remote = branch.strip_prefix("origin/");
    Some(match remote {
        Some(branch) => format!("git fetch{depth} origin +{branch}:refs/remotes/origin/{branch}"),
        None => format!("git fetch{depth} origin {name}:{name}"),
    })
}
