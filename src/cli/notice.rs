//! What `notice` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

use dondoc::model::bilingual::Lang;
use dondoc::model::locality::Level;
use dondoc::render::letter::LetterFormat;

use super::Clocks;
use super::words::{lang, letter_format, level};

/// Options of `notice`.
#[derive(Debug, Args)]
pub struct Notice {
    /// Whom to write to: id, code or name, with or without diacritics
    #[arg(value_name = "LOCALITY", required_unless_present_any = ["all_late", "print_template"])]
    pub localities: Vec<String>,
    /// Write to every locality that has something overdue or has reported nothing
    #[arg(long, conflicts_with = "localities")]
    pub all_late: bool,
    #[command(flatten)]
    pub clocks: Clocks,
    /// Only this level
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// The folder for the letters; made where there is none
    #[arg(short, long, value_name = "FOLDER", required_unless_present = "print_template")]
    pub output: Option<Utf8PathBuf>,
    /// Print the template that ships instead, to be edited and kept as rules/templates/notice.LANG.md
    #[arg(long, conflicts_with_all = ["localities", "all_late", "output"])]
    pub print_template: bool,
    /// Form of the letters: docx, markdown
    #[arg(long, value_parser = letter_format, default_value = "docx")]
    pub format: LetterFormat,
    /// Language of the letters
    #[arg(long, value_parser = lang, default_value = "vi")]
    pub lang: Lang,
}
