//! What `forecast` can be asked.

use clap::Args;

use dondoc::model::bilingual::Lang;

use super::Clocks;
use super::words::lang;

/// Options of `forecast`.
#[derive(Debug, Args)]
pub struct Forecast {
    /// Forecast each figure from those before it, and print the errors
    #[arg(long, required = true)]
    pub backtest: bool,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Language of the answer
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}
