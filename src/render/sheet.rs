//! Sheets: pages of running text, lists, tables and examples, in three forms.
//!
//! In: a [`Sheet`] that some other renderer has composed of words that people read. Out: text for a screen, Markdown,
//! or a page for a browser that asks nothing of any network. Invariants: what stands in a sheet is letters wherever it
//! came from, never markup; a link leads to another page of the same book, and is mere words where there is no book.

mod html;
mod markdown;
mod text;

use super::{RenderError, Style};
use crate::model::bilingual::Lang;
use crate::model::words;

words! {
    /// A form that a sheet can be given.
    SheetFormat {
        /// For the screen, as wide as it is.
        Text = "text",
        /// To paste into a letter or a wiki.
        Markdown = "markdown",
        /// One page for a browser, complete in itself.
        Html = "html",
    }
}

impl SheetFormat {
    /// The format that a file's ending stands for.
    #[must_use]
    pub fn from_ending(path: impl AsRef<std::path::Path>) -> Option<Self> {
        match path.as_ref().extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(SheetFormat::Text),
            "md" | "markdown" => Some(SheetFormat::Markdown),
            "html" | "htm" => Some(SheetFormat::Html),
            _ => None,
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            SheetFormat::Text => "txt",
            SheetFormat::Markdown => "md",
            SheetFormat::Html => "html",
        }
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Few words above the title: what sort of page it is.
    pub(super) eyebrow: String,
    /// Title.
    pub(super) title: String,
    /// What stands below, in order.
    pub(super) blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    /// A heading below a heading.
    Subheading(Vec<Bit>),
    Prose(Vec<Bit>),
    List(Vec<Vec<Bit>>),
    Table {
        heads: Vec<&'static str>,
        rows: Vec<Vec<Vec<Bit>>>,
    },
    /// Lines as they are written, in a language of programs or none.
    Example {
        language: &'static str,
        text: String,
    },
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bit {
    Text(String),
    Strong(String),
    /// As written in files.
    Code(String),
    /// Another page of the book.
    Link {
        text: String,
        to: PageId,
    },
}

/// A page of a book.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PageId {
    Index,
    /// The words of the script language, all on one page.
    Reference,
    Requirement(String),
    Fact(String),
    Word(String),
    Code(String),
}

impl PageId {
    /// Where the page lies in its book, without its ending.
    pub(super) fn path(&self) -> String {
        match self {
            PageId::Index => "index".to_owned(),
            PageId::Reference => "reference".to_owned(),
            PageId::Requirement(id) => format!("requirements/{id}"),
            PageId::Fact(name) => format!("facts/{name}"),
            PageId::Word(slug) => format!("functions/{slug}"),
            PageId::Code(word) => format!("codes/{word}"),
        }
    }
}

/// Whether a page stands alone or in a book, and where there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Binding<'b> {
    Alone,
    Book { page: &'b PageId },
}

impl Binding<'_> {
    /// The way from this page to another one.
    fn way(self, to: &PageId, format: SheetFormat) -> Option<String> {
        let Binding::Book { page } = self else { return None };
        let up = "../".repeat(page.path().matches('/').count());
        Some(format!("{up}{}.{}", to.path(), format.ending()))
    }
}

impl Sheet {
    /// The sheet in a form.
    pub(super) fn render(
        &self,
        format: SheetFormat,
        lang: Lang,
        style: Style,
        binding: Binding<'_>,
    ) -> Result<String, RenderError> {
        Ok(match format {
            SheetFormat::Text => text::render(self, style),
            SheetFormat::Markdown => markdown::render(self, binding),
            SheetFormat::Html => html::render(self, lang, binding)?,
        })
    }
}

/// Words.
pub(super) fn words(text: impl Into<String>) -> Bit {
    Bit::Text(text.into())
}

/// Something as written in files.
pub(super) fn code(text: impl Into<String>) -> Bit {
    Bit::Code(text.into())
}

/// A link to another page.
pub(super) fn link(text: impl Into<String>, to: PageId) -> Bit {
    Bit::Link { text: text.into(), to }
}

/// Words in which what stands between back-ticks is written as in files.
pub(super) fn ticked(text: &str) -> Vec<Bit> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(at, part)| if at % 2 == 1 { code(part) } else { words(part) }).collect()
}
