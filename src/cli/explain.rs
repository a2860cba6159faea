//! What `explain` can be asked.

use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::locality::Level;
use dondoc::rulebook::ExecutorKind;

use super::Clocks;
use super::words::{executor, lang, level};

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A locality: id, code or name, with or without diacritics; or the code of a problem, such as unknown-fact
    #[arg(value_name = "LOCALITY | CODE")]
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
    /// What runs the rules: compiled, or the language's own interpreter, which gives the same answers and is slower
    #[arg(long, value_name = "KIND", value_parser = executor, default_value = "compiled")]
    pub executor: ExecutorKind,
}
