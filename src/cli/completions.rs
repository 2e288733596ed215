//! `mulu completions`: shell completions from the clap definition. The only file that names `clap_complete`.

use std::io;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Ending};
use crate::error::Error;

#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs) -> Result<Ending, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "mulu", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script).map_err(Error::Write)?;
    Ok(Ending::Clean)
}
