//! What `check` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::model::locality::Level;
use dondoc::model::verdict::Status;
use dondoc::render::Format;
use dondoc::rulebook::ExecutorKind;

use super::Clocks;
use super::words::{executor, format, lang, level, status};

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
    /// Write a receipt as well: the SHA-256 of every input, of the rules and of the report, for `dondoc verify`
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<Utf8PathBuf>,
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
    /// Judge TO, and look back on the last day of each month from FROM on: the report gets trends
    #[arg(long, value_names = ["FROM", "TO"], num_args = 2, conflicts_with = "as_of")]
    pub as_of_each_month: Option<Vec<Day>>,
    /// What runs the rules: compiled, or the language's own interpreter, which gives the same answers and is slower
    #[arg(long, value_name = "KIND", value_parser = executor, default_value = "compiled")]
    pub executor: ExecutorKind,
}
