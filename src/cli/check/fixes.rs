//! `mulu check --fix`: changes made in memory until none is left, then shown or written.

use super::args::CheckArgs;
use super::known::Known;
use crate::check::Outcome;
use crate::cli::workspace::Workspace;
use crate::cli::{Global, files, tell};
use crate::diagnostic::{Lang, Text};
use crate::error::Error;
use crate::fix::{Change, Overlay, patch};
use crate::numbers::citizen_number;

/// Most times that the catalogue is checked anew: one change can bring the next to light.
const MOST_PASSES: usize = 8;

/// The last outcome, and the files as they are to be: what was known before is not reported, and left as it is.
pub(super) fn outcome<'w>(
    global: &Global,
    args: &CheckArgs,
    workspace: &'w Workspace,
    before: &Known,
) -> Result<(Outcome, Overlay<'w>), Error> {
    let named: Vec<String> = workspace.named_files().map(str::to_owned).collect();
    let mut overlay = Overlay::new(&workspace.store, &named);
    let mut outcome = super::outcome(global, args, workspace, &overlay)?;
    for _ in 0..MOST_PASSES {
        if overlay.apply(before.open(&outcome.findings), args.fixes.r#unsafe) == 0 {
            break;
        }
        outcome = super::outcome(global, args, workspace, &overlay)?;
    }
    Ok((outcome, overlay))
}

/// Shows the changes in a dry run, else writes them, each file whole or not at all.
pub(super) fn keep(
    global: &Global,
    args: &CheckArgs,
    workspace: &Workspace,
    overlay: &Overlay<'_>,
) -> Result<(), Error> {
    let changes = overlay.changes();
    if args.fixes.dry_run {
        let patch = patch(&changes);
        return tell(|out| write!(out, "{}", citizen_number::masked(&patch)));
    }
    for change in &changes {
        write_one(workspace, change)?;
    }
    if !changes.is_empty() && !global.quiet {
        say(changes.len(), workspace.lang);
    }
    Ok(())
}

fn write_one(workspace: &Workspace, change: &Change) -> Result<(), Error> {
    let path = workspace.root().join(&change.path);
    let now = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
    if now != change.before {
        return Err(Error::Configuration(Text::new(
            format!("{} was changed by someone else in the meantime; it is left as it is", change.shown),
            format!("{} 在此期间被他人修改，未作改动", change.shown),
        )));
    }
    files::replace(&path, &change.after)
}

#[expect(clippy::print_stderr, reason = "standard output is the report's")]
fn say(files: usize, lang: Lang) {
    match (lang, files) {
        (Lang::En, 1) => eprintln!("1 file was put right"),
        (Lang::En, _) => eprintln!("{files} files were put right"),
        (Lang::Zh, _) => eprintln!("已改正{files}个文件"),
    }
}
