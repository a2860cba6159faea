//! Characters that nobody sees, in the texts of a form: written as escapes, as no file has them as they are.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::letters::unseen;
use crate::problem::{Code, Problem};

use super::form::Page;

/// Tells of characters that nobody sees, written as escapes: as they are, no file has them.
pub fn tell(page: Page<'_>, table: &DeTable<'_>) {
    if !page.file.text.contains('\\') {
        return;
    }
    for (key, value) in table.iter() {
        tell_in(page, key.get_ref(), key.span());
        tell_value(page, value);
    }
}

fn tell_value(page: Page<'_>, value: &Spanned<DeValue<'_>>) {
    match value.get_ref() {
        DeValue::String(text) => tell_in(page, text, value.span()),
        DeValue::Array(items) => items.iter().for_each(|item| tell_value(page, item)),
        DeValue::Table(table) => tell(page, table),
        _ => {}
    }
}

fn tell_in(page: Page<'_>, text: &str, span: Range<usize>) {
    if let Some((_, c, name)) = unseen(text) {
        let message = format!("there is {name} in this text (U+{:04X})", u32::from(c));
        page.tell(span, "", Problem::error(Code::UnseenCharacter, message).help("take it out"));
    }
}
