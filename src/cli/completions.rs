//! `mulu completions`: shell completions from the clap definition. The only file that names `clap_complete`.

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Ending, help, tell};
use crate::diagnostic::Lang;
use crate::error::Error;

#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell · 命令行外壳
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, lang: Lang) -> Result<Ending, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut shown(&help::command(lang)), "mulu", &mut script);
    tell(|out| out.write_all(&script))?;
    Ok(Ending::Clean)
}

/// The command with what its help shows: scripts would offer hidden options, too.
fn shown(command: &Command) -> Command {
    // The process ends with the script, and names of commands must outlive it.
    let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    // Options of every command stand where they belong already.
    let args = command.get_arguments().filter(|arg| !arg.is_hide_set()).cloned().map(|arg| arg.global(false));
    let mut own = Command::new(kept(command.get_name()))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(args)
        .subcommands(command.get_subcommands().map(shown));
    if let Some(about) = command.get_about() {
        own = own.about(about.clone());
    }
    if let Some(version) = command.get_version() {
        own = own.version(kept(version));
    }
    own
}
