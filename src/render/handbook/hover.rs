//! What an editor shows where the pointer rests: a page in few lines, in both languages, as Markdown.

use super::words::Word as Say;
use super::{code, fact, language};
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::day::Day;
use crate::problem::Code;
use crate::render::sheet::{Binding, Bit, Block, Sheet, SheetFormat, code as written, words};
use crate::render::{RenderError, Style, figures};
use crate::report::handbook::{Builtin, FactView, Word};

fn markdown(sheet: &Sheet) -> Result<String, RenderError> {
    sheet.render(SheetFormat::Markdown, Lang::En, Style::default(), Binding::Alone)
}

/// A fact: titles, type, stages, who reads and who reports it.
///
/// # Errors
/// [`RenderError`], where it has no form.
pub fn of_fact(view: &FactView) -> Result<String, RenderError> {
    markdown(&fact::sheet(view, Lang::En))
}

/// A word of rules.
///
/// # Errors
/// [`RenderError`], where it has no form.
pub fn of_word(word: &Word) -> Result<String, RenderError> {
    markdown(&language::word(word, Lang::En))
}

/// A word of the script language.
///
/// # Errors
/// [`RenderError`], where it has no form.
pub fn of_builtin(one: &Builtin) -> Result<String, RenderError> {
    markdown(&language::builtin(one, Lang::En))
}

/// The code of a problem, with what it means in both languages.
///
/// # Errors
/// [`RenderError`], where it has no form.
pub fn of_code(one: Code) -> Result<String, RenderError> {
    markdown(&code::in_both(one))
}

/// Anything with a title in both languages: a requirement, a document, a locality.
#[derive(Debug, Clone)]
pub struct Named {
    /// What sort of thing it is.
    pub sort: &'static str,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Bilingual,
    /// Its day.
    pub dated: Option<Day>,
    /// What else is to be said, a line each.
    pub lines: Vec<String>,
}

/// Anything with a title.
///
/// # Errors
/// [`RenderError`], where it has no form.
pub fn of_named(named: &Named) -> Result<String, RenderError> {
    let mut items: Vec<Vec<Bit>> = vec![
        vec![Bit::Strong(Say::Title.say(Lang::Vi).to_owned()), words(": "), words(named.title.vi.as_str())],
        vec![words("id: "), written(named.id.as_str())],
    ];
    items.extend(named.dated.map(|day| {
        vec![words(format!("{} · {}", figures::day(day, Lang::En), figures::day(day, Lang::Vi)))]
    }));
    let mut blocks = vec![Block::List(items)];
    blocks.extend(named.lines.iter().map(|line| Block::Prose(vec![words(line.as_str())])));
    markdown(&Sheet { eyebrow: named.sort.to_owned(), title: named.title.en.clone(), blocks })
}
