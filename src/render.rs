//! Renderings of the report. Each sees [`crate::report`] and the plain types of the field, and nothing else.
//!
//! In: a [`Report`], whose rows are in their final order and whose numbers are final. Out: bytes in one [`Format`].
//! Invariants: the same report gives the same bytes everywhere; no control character of the data reaches an output
//! raw (see [`visible`]); every word that a person reads comes from [`words`] or [`sentences`], in both languages.
//!
//! A new format is a member of [`Format`], its endings in [`Format::from_ending`] and an arm of [`render`].

mod combining;
mod csv;
pub mod diff;
mod explaining;
mod figures;
pub mod handbook;
mod html;
mod json;
mod junit;
pub mod letter;
pub mod lint;
mod markdown;
mod notes;
mod outlook;
pub mod schema;
mod seen;
mod sentences;
pub mod sheet;
mod telling;
mod text;
pub mod trials;
mod view;
mod visible;
mod words;
mod xlsx;

use std::io::Write;
use std::path::Path;

use crate::model::bilingual::Lang;
use crate::model::words;
use crate::report::{Depth, Report};
pub use text::code::render as code_page;
pub use text::{backtest, explanation, watching};
use view::View;

words! {
    /// A form that a report can be given.
    Format {
        /// For the screen, as wide as it is.
        Text = "text",
        /// The whole report as one value; its form is [`schema::schema`].
        Json = "json",
        /// The report's head on the first line, then a locality a line.
        Jsonl = "jsonl",
        /// A row a locality and requirement.
        Csv = "csv",
        /// To paste into a letter or a wiki.
        Markdown = "markdown",
        /// One page for a browser, complete in itself.
        Html = "html",
        /// For whatever reads test results: a suite a locality, a case a requirement.
        Junit = "junit",
        /// A workbook for spreadsheets; the one form that is not text.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// The format that a file's ending stands for.
    #[must_use]
    pub fn from_ending(path: impl AsRef<Path>) -> Option<Self> {
        let ending = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Format::Text),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "xml" => Some(Format::Junit),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// How far the report has to go for it.
    #[must_use]
    pub fn depth(self) -> Depth {
        match self {
            Format::Html => Depth::Chains,
            Format::Xlsx => Depth::Outlooks,
            Format::Csv => Depth::Brief,
            _ => Depth::Verdicts,
        }
    }
}

/// Whether the text rendering is coloured. Colour only repeats what words already say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Letters only.
    #[default]
    Plain,
    /// Escape sequences of a terminal.
    Colour,
}

/// How the text rendering looks; the other formats are the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns that a line may take.
    pub width: usize,
    /// Coloured or not.
    pub paint: Paint,
}

impl Style {
    /// Columns of a line where nobody knows the terminal's.
    pub const WIDTH: usize = 100;
}

impl Default for Style {
    /// What a pipe gets.
    fn default() -> Self {
        Self { width: Self::WIDTH, paint: Paint::Plain }
    }
}

/// Why a report could not be rendered. None of these is the reader's fault.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A value that has no JSON form.
    #[error("the report cannot be written as JSON")]
    Json(#[from] serde_json::Error),
    /// What takes the report takes no more of it.
    #[error("the report cannot be written")]
    Write(#[from] std::io::Error),
    /// A result that has no JUnit form.
    #[error("the report cannot be written as JUnit XML")]
    Junit(#[from] quick_junit::SerializeError),
    /// A page whose template failed.
    #[error("the report cannot be written as a page")]
    Html(#[from] minijinja::Error),
    /// A cell that has no place in a workbook.
    #[error("the report cannot be written as a workbook")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

impl RenderError {
    /// Whether nobody is left who reads the report.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        let kind = match self {
            RenderError::Json(error) => error.io_error_kind(),
            RenderError::Write(error) => Some(error.kind()),
            _ => None,
        };
        kind == Some(std::io::ErrorKind::BrokenPipe)
    }
}

/// The report in a format, for a reader of a language. Every format but [`Format::Xlsx`] is UTF-8
/// text that ends with a newline.
///
/// # Errors
/// [`RenderError`], where a value has no form in the format.
pub fn render(report: &Report, format: Format, lang: Lang, style: Style) -> Result<Vec<u8>, RenderError> {
    let view = View::new(report, lang);
    let text = match format {
        Format::Text => text::render(&view, style),
        Format::Json | Format::Jsonl => {
            let mut bytes = Vec::new();
            render_to(&mut bytes, report, format, (lang, style))?;
            return Ok(bytes);
        }
        Format::Csv => csv::render(&view),
        Format::Markdown => markdown::render(&view),
        Format::Html => html::render(report, lang)?,
        Format::Junit => junit::render(&view)?,
        Format::Xlsx => return Ok(xlsx::render(&view)?),
    };
    Ok(text.into_bytes())
}

/// The same, to whatever takes it: data piece by piece, so that a long report is never held as a whole.
///
/// # Errors
/// [`RenderError`], where a value has no form in the format, or no more is taken.
pub fn render_to(
    out: &mut dyn Write,
    report: &Report,
    format: Format,
    (lang, style): (Lang, Style),
) -> Result<(), RenderError> {
    match format {
        Format::Json => json::write(out, report),
        Format::Jsonl => json::write_lines(out, report),
        _ => Ok(out.write_all(&render(report, format, lang, style)?)?),
    }
}
