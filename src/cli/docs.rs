//! What `docs` can be asked.

use camino::Utf8PathBuf;
use clap::{ArgGroup, Args};

use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::render::sheet::SheetFormat;

use super::words::{lang, sheet_format};

/// Options of `docs`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["output", "reference"])))]
pub struct Docs {
    /// Write the handbook into this folder, which must be new, empty or a handbook written before
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<Utf8PathBuf>,
    /// Print the reference of the script language instead, as one page of Markdown: rules/README.md
    #[arg(long, conflicts_with = "format")]
    pub reference: bool,
    /// Form of the pages
    #[arg(long, value_parser = sheet_format, default_value = "html")]
    pub format: SheetFormat,
    /// The day as of which requirements say who complies [default: the day of the newest figure]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// Language of the pages
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}
