//! What `test` can be asked.

use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::render::trials::TrialFormat;
use dondoc::rulebook::ExecutorKind;

use super::words::{executor, lang, trial_format};

/// Options of `test`.
#[derive(Debug, Args)]
pub struct Test {
    /// Only cases of these requirements, files or folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Only cases whose name holds this text, in any case of letters
    #[arg(long, value_name = "TEXT")]
    pub case: Option<String>,
    /// Form of the answer
    #[arg(long, value_parser = trial_format, default_value = "text")]
    pub format: TrialFormat,
    /// Language of the text
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
    /// Tell which lines, branches and statuses of the rules the cases reach
    #[arg(long)]
    pub coverage: bool,
    /// Exit with 1 if the cases reach less than so many per cent of lines, branches or statuses
    #[arg(long, value_name = "N", requires = "coverage", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub fail_under: Option<u32>,
    /// Show what differs, and write what came out into the cases that failed
    #[arg(long)]
    pub update: bool,
    /// What runs the rules: compiled, or the language's own interpreter, which gives the same answers and is slower
    #[arg(long, value_name = "KIND", value_parser = executor, default_value = "compiled")]
    pub executor: ExecutorKind,
}
