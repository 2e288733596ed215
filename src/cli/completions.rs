//! `mulu completions`: shell completions from the clap definition. The only file that names `clap_complete`.

use clap::Args;
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
    clap_complete::generate(args.shell, &mut help::command(lang), "mulu", &mut script);
    tell(|out| out.write_all(&script))?;
    Ok(Ending::Clean)
}
