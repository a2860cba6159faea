//! The text of a form as TOML, with everything that is wrong in its writing.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::letters::unseen;
use crate::problem::{Code, Problem};

use super::cure;
use super::form::Page;

/// Parses a file. Syntax errors are told, all that the parser finds; where only keys are doubled, the rest is read on.
pub fn parse<'t>(page: Page<'t>) -> Option<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(&page.file.text);
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
    let table = table.into_inner();
    if readable {
        tell_unseen(page, &table);
    }
    readable.then_some(table)
}

/// Tells of characters that nobody sees, written as escapes: as they are, no file has them.
fn tell_unseen(page: Page<'_>, table: &DeTable<'_>) {
    if !page.file.text.contains('\\') {
        return;
    }
    for (key, value) in table.iter() {
        tell_unseen_in(page, key.get_ref(), key.span());
        tell_unseen_value(page, value);
    }
}

fn tell_unseen_value(page: Page<'_>, value: &Spanned<DeValue<'_>>) {
    match value.get_ref() {
        DeValue::String(text) => tell_unseen_in(page, text, value.span()),
        DeValue::Array(items) => items.iter().for_each(|item| tell_unseen_value(page, item)),
        DeValue::Table(table) => tell_unseen(page, table),
        _ => {}
    }
}

fn tell_unseen_in(page: Page<'_>, text: &str, span: Range<usize>) {
    if let Some((_, c, name)) = unseen(text) {
        let message = format!("there is {name} in this text (U+{:04X})", u32::from(c));
        page.tell(span, "", Problem::error(Code::UnseenCharacter, message).help("take it out"));
    }
}
