//! `dondoc completions SHELL`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Outcome, output};
use crate::cli::Cli;

/// Prints completions for a shell.
pub fn run(shell: Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dondoc", &mut script);
    output::to_stdout(&script)?;
    Ok(Outcome::Done)
}
