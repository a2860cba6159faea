//! Closed sets of words on the command line: what is not one of them is refused with the whole list.

use dondoc::model::bilingual::Lang;
use dondoc::model::locality::Level;
use dondoc::model::verdict::Status;
use dondoc::render::Format;
use dondoc::render::diff::DiffFormat;
use dondoc::render::letter::LetterFormat;
use dondoc::render::lint::LintFormat;
use dondoc::render::sheet::SheetFormat;
use dondoc::render::trials::TrialFormat;
use dondoc::rulebook::ExecutorKind;

fn closed<T: Copy>(word: &str, all: &[T], spell: impl Fn(T) -> &'static str) -> Result<T, String> {
    all.iter().copied().find(|one| spell(*one) == word).ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|one| spell(*one)).collect();
        format!("one of: {}", words.join(", "))
    })
}

/// Reads a word of a closed set.
pub fn level(word: &str) -> Result<Level, String> {
    closed(word, Level::ALL, Level::word)
}

/// Reads a word of a closed set.
pub fn status(word: &str) -> Result<Status, String> {
    closed(word, Status::ALL, Status::word)
}

/// Reads a word of a closed set.
pub fn executor(word: &str) -> Result<ExecutorKind, String> {
    closed(word, ExecutorKind::ALL, ExecutorKind::word)
}

/// Reads a word of a closed set.
pub fn lang(word: &str) -> Result<Lang, String> {
    closed(word, Lang::ALL, Lang::word)
}

/// Reads a word of a closed set.
pub fn trial_format(word: &str) -> Result<TrialFormat, String> {
    closed(word, TrialFormat::ALL, TrialFormat::word)
}

/// Reads a word of a closed set.
pub fn lint_format(word: &str) -> Result<LintFormat, String> {
    closed(word, LintFormat::ALL, LintFormat::word)
}

/// Reads a word of a closed set.
pub fn letter_format(word: &str) -> Result<LetterFormat, String> {
    closed(word, LetterFormat::ALL, LetterFormat::word)
}

/// Reads a word of a closed set.
pub fn diff_format(word: &str) -> Result<DiffFormat, String> {
    closed(word, DiffFormat::ALL, DiffFormat::word)
}

/// Reads a word of a closed set.
pub fn format(word: &str) -> Result<Format, String> {
    closed(word, Format::ALL, Format::word)
}

/// Reads a word of a closed set.
pub fn sheet_format(word: &str) -> Result<SheetFormat, String> {
    closed(word, SheetFormat::ALL, SheetFormat::word)
}
