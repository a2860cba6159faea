//! What `lint` can be asked.

use clap::Args;

use dondoc::model::day::Day;
use dondoc::render::lint::LintFormat;

use super::words::lint_format;

/// Options of `lint`.
#[derive(Debug, Args)]
pub struct Lint {
    /// Only what lies in these files or folders, or concerns these requirements
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Form of the answer
    #[arg(long, value_parser = lint_format, default_value = "text")]
    pub format: LintFormat,
    /// The day from which waivers and exceptions are over [default: today in Viet Nam]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
}
