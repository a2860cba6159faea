//! What `explain` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::locality::Level;
use dondoc::render::sheet::SheetFormat;
use dondoc::rulebook::ExecutorKind;

use super::Clocks;
use super::words::{executor, lang, level, sheet_format};

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A locality (id, code or name, with or without diacritics), the id of a requirement, or the code of a problem,
    /// such as unknown-fact; where one word names two of them, say which: locality:, requirement: or code: in front
    #[arg(value_name = "LOCALITY | REQUIREMENT | CODE")]
    pub subject: String,
    /// One requirement of a locality; without it all of them
    #[arg(value_name = "REQUIREMENT")]
    pub requirement: Option<String>,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Level at which the locality's name is looked for
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// Form of the page of a requirement or code [default: by the ending of -o, else text]
    #[arg(long, value_parser = sheet_format)]
    pub format: Option<SheetFormat>,
    /// Write the answer to a file, beside and then over what is there
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<Utf8PathBuf>,
    /// Language of the answer
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
    /// What runs the rules: compiled, or the language's own interpreter, which gives the same answers and is slower
    #[arg(long, value_name = "KIND", value_parser = executor, default_value = "compiled")]
    pub executor: ExecutorKind,
}
