//! What `diff` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::model::locality::Level;
use dondoc::render::diff::DiffFormat;

use super::words::{diff_format, lang, level};

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier report, saved with `check --format json`
    #[arg(value_name = "OLD.json", requires = "new", required_unless_present = "from")]
    pub old: Option<Utf8PathBuf>,
    /// The later report
    #[arg(value_name = "NEW.json")]
    pub new: Option<Utf8PathBuf>,
    /// Compare the project as of this day
    #[arg(long, value_name = "DAY", requires = "to", conflicts_with = "old")]
    pub from: Option<Day>,
    /// with the project as of this day
    #[arg(long, value_name = "DAY", requires = "from")]
    pub to: Option<Day>,
    /// Only documents known by this day count, on both sides [default: all]
    #[arg(long, value_name = "DAY", requires = "from")]
    pub known_by: Option<Day>,
    /// Only documents known by this day count on the earlier side
    #[arg(long, value_name = "DAY", requires = "from")]
    pub from_known_by: Option<Day>,
    /// Only documents known by this day count on the later side
    #[arg(long, value_name = "DAY", requires = "from")]
    pub to_known_by: Option<Day>,
    /// Only this level
    #[arg(long, value_parser = level, requires = "from")]
    pub level: Option<Level>,
    /// Form of the answer: text, markdown, html, json [default: by the ending of -o, else text]
    #[arg(long, value_parser = diff_format)]
    pub format: Option<DiffFormat>,
    /// Write the answer to a file, beside and then over what is there
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// Language of the answer
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}
