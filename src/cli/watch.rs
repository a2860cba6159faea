//! What `watch` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::render::Format;

use super::Clocks;
use super::words::{format, lang};

/// Options of `watch`.
#[derive(Debug, Args)]
pub struct Watch {
    #[command(flatten)]
    pub clocks: Clocks,
    /// Also write the report to a file, again after every save; what is broken leaves the last good one
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// Form of the report that is written [default: by the ending of -o]
    #[arg(long, value_parser = format, requires = "output")]
    pub format: Option<Format>,
    /// Language of the difference and of the report
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}
