//! Reminder letters: `markdown` and `docx`, both from one template that an office can edit.
//!
//! The template is Markdown with the places of [`Context`] in `{{ }}`. Whatever comes from data is escaped where it is
//! put in, always, so that nothing in it is markup; only the template's own marks are. [`docx`] reads the filled
//! Markdown and lays it out as Decree 30/2020/NĐ-CP lays out a letter.

mod docx;
mod forms;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use super::markdown::escape::escape;
use super::visible::visible;
use super::{explaining, figures, sentences};
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::day::Day;
use crate::model::document::DocumentKind;
use crate::model::words;
use crate::report::explanation::Source;
use crate::report::letters::{Asked, Letter, Obligation};

words! {
    /// A form that a letter can be given.
    LetterFormat {
        /// What an office edits and signs.
        Docx = "docx",
        /// The same text.
        Markdown = "markdown",
    }
}

impl LetterFormat {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            LetterFormat::Docx => "docx",
            LetterFormat::Markdown => "md",
        }
    }
}

/// What a template may take for one letter: steps, and 64 bytes of text to each. The one that ships takes some hundreds
/// for a letter of one page; a loop in loops, or a text doubled again and again, ends here.
const FUEL: u64 = 200_000;

/// Why a letter could not be made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The template is wrong.
    #[error("the template of the letter is wrong: {message}")]
    Template {
        /// What is wrong with it.
        message: String,
        /// Its line, from 1, where known.
        line: Option<usize>,
        /// What would do.
        help: &'static str,
    },
    /// The parts do not make a document.
    #[error("the letter cannot be written as a document: {0}")]
    Document(String),
}

/// The template that ships, for a language. A project may have its own as `rules/templates/notice.LANG.md`.
#[must_use]
pub fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("letter/notice.en.md"),
        Lang::Vi => include_str!("letter/notice.vi.md"),
    }
}

/// The letter in a format.
///
/// # Errors
/// [`LetterError`], where the template does not fit.
pub fn render(
    letter: &Letter,
    template: &str,
    format: LetterFormat,
    lang: Lang,
) -> Result<Vec<u8>, LetterError> {
    let mut text = fill(letter, template, lang)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    match format {
        LetterFormat::Markdown => Ok(text.into_bytes()),
        LetterFormat::Docx => docx::write(&text),
    }
}

/// What a template can name. All of it is text in the reader's language.
#[derive(Serialize)]
struct Context {
    /// `Bắc Ninh`.
    locality: String,
    /// `tỉnh Bắc Ninh`.
    formal: String,
    /// The day judged, and its parts with leading zeros as Decree 30 wants them.
    as_of: String,
    day: String,
    month: String,
    year: String,
    /// The working day by which a reply is asked for.
    reply_by: String,
    /// Whether nothing at all was reported.
    silent: bool,
    overdue: Vec<Item>,
    unknown: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    title: String,
    /// Documents, separated by `; `.
    basis: String,
    due: String,
    /// `quá hạn 41 ngày làm việc`.
    late: String,
    /// Calendar days.
    days_late: String,
    reason: String,
    asked: Vec<AskedItem>,
    /// A word of warning where anything in it is only assumed, else empty.
    assumed: String,
}

#[derive(Serialize)]
struct AskedItem {
    title: String,
    form: String,
    /// What was last reported, or empty.
    last: String,
}

fn fill(letter: &Letter, template: &str, lang: Lang) -> Result<String, LetterError> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(wrong)?;
    let mut environment = Environment::new();
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_formatter(|out, _, value: &Value| {
        let text = match value.as_str() {
            Some(text) => escape(&visible(text)),
            None => escape(&visible(&value.to_string())),
        };
        out.write_str(&text).map_err(minijinja::Error::from)
    });
    let filled = environment.render_named_str("notice", template, Serde(context(letter, lang)));
    filled.map_err(wrong)
}

fn wrong(error: minijinja::Error) -> LetterError {
    let message = match (error.kind(), error.detail()) {
        (ErrorKind::UndefinedError, _) => "something is named here that a letter does not have".to_owned(),
        (ErrorKind::OutOfFuel, _) => "filling this template would never end, or take far too long".to_owned(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
        (kind, None) => kind.to_string(),
    };
    let help = match error.kind() {
        ErrorKind::OutOfFuel => {
            "a letter of one page takes some hundreds of steps: look for a loop in a loop"
        }
        ErrorKind::SyntaxError => "see `dondoc notice --print-template` for how one is written",
        _ => "see `dondoc notice --print-template` for what a template can name",
    };
    LetterError::Template { message, line: error.line(), help }
}

fn context(letter: &Letter, lang: Lang) -> Context {
    let items = |all: &[Obligation]| all.iter().map(|one| item(one, lang)).collect();
    let part = |form: &str| letter.as_of.date().format(form).to_string();
    Context {
        locality: letter.name.get(lang).to_owned(),
        formal: letter.formal.get(lang).to_owned(),
        as_of: figures::day(letter.as_of, lang),
        day: part("%d"),
        // Decree 30 writes a zero before the first two months only.
        month: if part("%-m").parse::<u8>().is_ok_and(|month| month < 3) { part("%m") } else { part("%-m") },
        year: part("%Y"),
        reply_by: figures::day(letter.reply_by, lang),
        silent: letter.silent,
        overdue: items(&letter.overdue),
        unknown: items(&letter.unknown),
    }
}

fn item(obligation: &Obligation, lang: Lang) -> Item {
    let day = |day: Option<Day>| day.map_or_else(|| "–".to_owned(), |day| figures::day(day, lang));
    let span = obligation.working_days_late.filter(|days| *days > 0).map(sentences::Span::WorkingDays);
    let span = span.or(obligation.days_late.map(sentences::Span::Days));
    let of = |text: &Bilingual| text.get(lang).to_owned();
    let real = obligation.basis.iter().filter(|source| source.kind != DocumentKind::Assumption);
    Item {
        title: of(&obligation.title),
        basis: real.map(|source| basis(source, lang)).collect::<Vec<_>>().join("; "),
        due: day(obligation.due),
        late: span.map(|span| sentences::late(span, lang)).unwrap_or_default(),
        days_late: obligation.days_late.map(|days| days.to_string()).unwrap_or_default(),
        reason: obligation.reason.as_ref().map(of).unwrap_or_default(),
        asked: obligation.asked.iter().map(|asked| asked_item(asked, lang)).collect(),
        assumed: if obligation.assumed { forms::assumed(lang).to_owned() } else { String::new() },
    }
}

fn basis(source: &Source, lang: Lang) -> String {
    let kind = explaining::kind(source.kind, lang);
    let day = figures::day(source.dated, lang);
    match &source.number {
        Some(number) => forms::numbered(kind, number, &day, lang),
        None => forms::titled(source.title.get(lang), &day, lang),
    }
}

fn asked_item(asked: &Asked, lang: Lang) -> AskedItem {
    let last = asked.last.as_ref();
    AskedItem {
        title: asked.title.get(lang).to_owned(),
        form: forms::form(asked.kind, &asked.stages, lang),
        last: last
            .map(|(value, day)| forms::last(&figures::shown(value, lang), &figures::day(*day, lang), lang))
            .unwrap_or_default(),
    }
}
