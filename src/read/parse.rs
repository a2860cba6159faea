//! The text of a form as TOML, with everything that is wrong in its writing.

use toml::de::DeTable;

use crate::problem::{Code, Problem};

use super::cure;
use super::form::Page;
use super::limits;
use super::unseen;

/// Parses a file. Syntax errors are told, all that the parser finds; where only keys are doubled, the rest is read on. Of
/// a large file only the first is told, and nothing is read on.
pub fn parse<'t>(page: Page<'t>) -> Option<DeTable<'t>> {
    let text = &page.file.text;
    let (table, errors) = if text.len() <= limits::RECOVERED_BYTES {
        let (table, errors) = DeTable::parse_recoverable(text);
        (Some(table), errors)
    } else {
        DeTable::parse(text).map_or_else(|error| (None, vec![error]), |table| (Some(table), Vec::new()))
    };
    let mut readable = true;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let doubled = error.message().starts_with("duplicate key");
        readable &= doubled;
        let written = page.file.text.get(span.clone()).unwrap_or_default();
        let problem = if doubled {
            Problem::error(Code::BadToml, format!("`{written}` is given twice")).help("keep one of them")
        } else {
            Problem::error(Code::BadToml, format!("this is not TOML: {}", error.message()))
                .help(cure::of_syntax(&page.file.text, span.clone(), error.message()))
        };
        page.tell(span, if doubled { "the second one" } else { "" }, problem);
    }
    let table = table?.into_inner();
    if readable {
        unseen::tell(page, &table);
    }
    readable.then_some(table)
}
