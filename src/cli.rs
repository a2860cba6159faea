//! The command line: what can be asked for, and how it is spelled.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::model::locality::Level;
use dondoc::model::verdict::Status;
use dondoc::render::Format;
use dondoc::rulebook::ExecutorKind;

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
  1  something is at or past --fail-on, or a case failed
  2  wrong usage or invalid input, a rule that fails while running included
  3  a fault of dondoc's own";

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
    /// Show the whole way to one answer: deadlines, rule lines, facts, documents, rivals
    Explain(Explain),
    /// Run the rules' cases
    Test(Test),
    /// Print the JSON Schema of `check --format json`
    Schema,
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

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Show only these localities: id, code or name, with or without diacritics
    #[arg(value_name = "LOCALITY")]
    pub localities: Vec<String>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Only this level
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Score only these requirements
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub requirement: Vec<String>,
    /// Show only these statuses
    #[arg(long, value_name = "STATUS", num_args = 1.., value_parser = status)]
    pub status: Vec<Status>,
    /// Form of the report [default: by the ending of -o, else text]
    #[arg(long, value_parser = format)]
    pub format: Option<Format>,
    /// Write the report to a file, beside and then over what is there
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// Language of the report
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
    /// Exit with 1 if anything shown is at or past this status: not-applicable, waived, met, met-late, in-progress,
    /// due-soon, unknown, overdue, error
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub fail_on: Option<Status>,
    /// Show only the first so many localities of each level
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// What runs the rules: compiled, or the language's own interpreter, which gives the same answers and is slower
    #[arg(long, value_name = "KIND", value_parser = executor, default_value = "compiled")]
    pub executor: ExecutorKind,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A locality: id, code or name, with or without diacritics
    #[arg(value_name = "LOCALITY")]
    pub locality: String,
    /// One requirement; without it all of the locality's
    #[arg(value_name = "REQUIREMENT")]
    pub requirement: Option<String>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Level at which the locality's name is looked for
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Language of the answer
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}

/// Options of `test`.
#[derive(Debug, Args)]
pub struct Test {
    /// Only cases of these requirements, or of rules below these paths
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
}

fn closed<T: Copy>(word: &str, all: &[T], spell: impl Fn(T) -> &'static str) -> Result<T, String> {
    all.iter().copied().find(|one| spell(*one) == word).ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|one| spell(*one)).collect();
        format!("one of: {}", words.join(", "))
    })
}

fn level(word: &str) -> Result<Level, String> {
    closed(word, Level::ALL, Level::word)
}

fn status(word: &str) -> Result<Status, String> {
    closed(word, Status::ALL, Status::word)
}

fn executor(word: &str) -> Result<ExecutorKind, String> {
    closed(word, ExecutorKind::ALL, ExecutorKind::word)
}

fn lang(word: &str) -> Result<Lang, String> {
    closed(word, Lang::ALL, Lang::word)
}

fn format(word: &str) -> Result<Format, String> {
    closed(word, Format::ALL, Format::word)
}
