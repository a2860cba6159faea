//! `dondoc man`.

use clap::CommandFactory;

use super::{Outcome, output};
use crate::cli::Cli;

/// Prints the manual page.
pub fn run() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    output::to_stdout(&page)?;
    Ok(Outcome::Done)
}
