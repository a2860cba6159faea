//! What `template` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::locality::Level;

use super::Clocks;
use super::words::{lang, level};

/// Options of `template`.
#[derive(Debug, Args)]
pub struct Template {
    /// Ask for these facts [default: what rules in force read and localities have not reported]
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub fact: Vec<String>,
    /// Ask for all the facts that these requirements read
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub requirement: Vec<String>,
    /// Ask the localities of this level [default: province]
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Ask only those in these units: the communes of a province
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub within: Vec<String>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Language of the form
    #[arg(long, value_parser = lang, default_value = "vi")]
    pub lang: Lang,
    /// The workbook to write
    #[arg(short, long, value_name = "FILE.xlsx")]
    pub output: Utf8PathBuf,
}
