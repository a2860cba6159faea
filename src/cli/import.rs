//! What `import` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;

use super::words::lang;

/// Options of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The .xlsx or .csv file that came in
    #[arg(value_name = "FILE")]
    pub file: Utf8PathBuf,
    /// Which columns are which facts, for a sheet that is not a form of `dondoc template`
    #[arg(long, value_name = "M.toml")]
    pub mapping: Option<Utf8PathBuf>,
    /// The day that the values hold for [default: the form's day]
    #[arg(long, value_name = "DAY")]
    pub dated: Option<Day>,
    /// The day on which the file came in [default: today, unless its values are of a later day]
    #[arg(long, value_name = "DAY")]
    pub published: Option<Day>,
    /// Id of the new document [default: return-DAY-FILE]
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Who sends the values
    #[arg(long, value_name = "TEXT", default_value = "Các địa phương")]
    pub issuer: String,
    /// Write without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Language of the preview
    #[arg(long, value_parser = lang, default_value = "en")]
    pub lang: Lang,
}
