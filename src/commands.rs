//! One file a command. Commands alone know the clock, the terminal and the exit status, and alone print.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod check;
mod clock;
mod completions;
mod diff;
mod disk;
mod docs;
mod explain;
mod forecast;
mod given;
mod import;
mod lint;
mod lsp;
mod man;
mod new;
mod notice;
mod output;
mod schema;
mod screen;
mod shelf;
mod streams;
mod template;
mod test;
mod verify;
mod waiting;
mod watch;

use std::process::ExitCode;

pub use streams::open;

use crate::cli::{Cli, Command};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// Something is at or past `--fail-on`, or a case failed.
    Failed,
    /// Wrong usage or invalid input, a rule that fails while running included.
    Invalid,
    /// A fault of dondoc's own.
    Fault,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Failed => 1,
            Outcome::Invalid => 2,
            Outcome::Fault => 3,
        })
    }
}

/// Runs what was asked for.
pub fn run(cli: &Cli) -> Outcome {
    let result = match &cli.command {
        Command::Check(options) => check::run(&cli.global, options),
        Command::Explain(options) => explain::run(&cli.global, options),
        Command::Diff(options) => diff::run(&cli.global, options),
        Command::Forecast(options) => forecast::run(&cli.global, options),
        Command::Notice(options) => notice::run(&cli.global, options),
        Command::Test(options) => test::run(&cli.global, options),
        Command::Lint(options) => lint::run(&cli.global, options),
        Command::Lsp => lsp::run(&cli.global),
        Command::New(options) => new::run(&cli.global, options),
        Command::Watch(options) => watch::run(&cli.global, options),
        Command::Docs(options) => docs::run(&cli.global, options),
        Command::Import(options) => import::run(&cli.global, options),
        Command::Template(options) => template::run(&cli.global, options),
        Command::Verify(options) => verify::run(&cli.global, options),
        Command::Schema { of } => schema::run(*of),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man => man::run(),
    };
    result.unwrap_or_else(|error| {
        screen::say(&format!("dondoc: {error:#}\n"));
        // A full disk, a lost right, a stream that takes no more: the machine's no is no fault of dondoc's own.
        let refused = error.chain().any(|cause| cause.is::<std::io::Error>());
        if refused { Outcome::Invalid } else { Outcome::Fault }
    })
}
