//! The command line: what can be asked for, and how it is spelled.

mod check;
mod diff;
mod docs;
mod explain;
mod forecast;
mod import;
mod lint;
mod new;
mod notice;
mod template;
mod test;
mod verify;
mod watch;
mod words;

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use dondoc::model::day::Day;

pub use check::Check;
pub use diff::Diff;
pub use docs::Docs;
pub use explain::Explain;
pub use forecast::Forecast;
pub use import::Import;
pub use lint::Lint;
pub use new::New;
pub use notice::Notice;
pub use template::Template;
pub use test::Test;
pub use verify::Verify;
pub use watch::Watch;

/// Checks localities against a working group's deadlines and ranks them, with reasons and evidence.
#[derive(Debug, Parser)]
#[command(name = "dondoc", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "\
Exit status:
  0  the report was made
  1  something is at or past --fail-on, a case failed, or lint found an error
  2  wrong usage or invalid input, a rule that fails while running included
  3  a fault of dondoc's own";

/// A form that other programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// What `check --format json` prints
    Report,
    /// What `check --receipt` writes
    Receipt,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The project folder, which holds rules/ and data/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub project: Utf8PathBuf,
    /// When to colour what is shown; NO_COLOR is obeyed
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing but the answer
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show warnings in full
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Evaluate every requirement for every locality and print the ranked report
    Check(Check),
    /// Show the whole way to one answer (deadlines, rule lines, facts, documents, rivals), a requirement, or a code
    Explain(Explain),
    /// Say what changed between two days or two saved reports, and why
    Diff(Diff),
    /// Try the forecasts that `explain` shows on the project's own figures
    Forecast(Forecast),
    /// Write reminder letters to localities that are late or silent
    Notice(Notice),
    /// Run the rules' cases
    Test(Test),
    /// Look for everything that is wrong with rules and data, or could be better
    Lint(Lint),
    /// Serve an editor over standard input and output (Language Server Protocol): rules and TOML forms
    Lsp,
    /// Write a new requirement down, with its cases and its fact, ready to edit
    New(New),
    /// Look again on every save: lint, the cases that it touches, and who rises and falls in the report
    Watch(Watch),
    /// Write the handbook as linked pages: requirements, facts, words of rules, codes of problems
    Docs(Docs),
    /// Write the workbook that localities fill in: one row a locality, one column a fact asked for
    Template(Template),
    /// Take in a filled form, or another .xlsx or .csv: show what would change, then write one new document
    Import(Import),
    /// Say whether a report follows from the project: its receipt's files, its question and its bytes
    Verify(Verify),
    /// Print the JSON Schema of `check --format json`, or of receipts
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t = Schema::Report)]
        of: Schema,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// The two clocks.
#[derive(Debug, Args)]
pub struct Clocks {
    /// The day that is judged: statements dated later do not count [default: today in Viet Nam]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Only documents known by this day count [default: all]
    #[arg(long, value_name = "DAY")]
    pub known_by: Option<Day>,
}
