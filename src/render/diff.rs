//! Renderings of a comparison: `text`, `markdown`, `html` and `json`.
//!
//! [`outline`] says everything once, in the reader's language; text, Markdown and the page only lay it out.

mod outline;
mod page;
mod words;

use std::path::Path;

use super::visible::escaped_json;
use super::{RenderError, Style, markdown, text};
use crate::diff::Diff;
use crate::model::bilingual::Lang;
use crate::model::words;
pub(super) use outline::{Entry, Outline};

words! {
    /// A form that a comparison can be given.
    DiffFormat {
        /// For the screen, as wide as it is.
        Text = "text",
        /// The whole comparison as one value.
        Json = "json",
        /// To paste into a letter or a wiki.
        Markdown = "markdown",
        /// One page for a browser, complete in itself, in both languages.
        Html = "html",
    }
}

impl DiffFormat {
    /// The format that a file's ending stands for.
    #[must_use]
    pub fn from_ending(path: impl AsRef<Path>) -> Option<Self> {
        let ending = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(DiffFormat::Text),
            "json" => Some(DiffFormat::Json),
            "md" | "markdown" => Some(DiffFormat::Markdown),
            "html" | "htm" => Some(DiffFormat::Html),
            _ => None,
        }
    }
}

/// What differs between two reports on the same day, for whoever has just changed the project: without the title and
/// without the way in which causes are told apart.
#[must_use]
pub fn brief(diff: &Diff, lang: Lang, style: Style) -> String {
    let outline = Outline { title: String::new(), order: String::new(), ..Outline::new(diff, lang) };
    text::changes::render(&outline, style)
}

/// The comparison in a format, for a reader of a language.
///
/// # Errors
/// [`RenderError`], where a value has no form in the format.
pub fn render(diff: &Diff, format: DiffFormat, lang: Lang, style: Style) -> Result<Vec<u8>, RenderError> {
    let text = match format {
        DiffFormat::Text => text::changes::render(&Outline::new(diff, lang), style),
        DiffFormat::Markdown => markdown::changes::render(&Outline::new(diff, lang)),
        DiffFormat::Html => page::render(diff, lang)?,
        DiffFormat::Json => {
            let mut json = escaped_json(&serde_json::to_string_pretty(diff)?);
            json.push('\n');
            json
        }
    };
    Ok(text.into_bytes())
}
