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
    let (table, mut errors) = if text.len() <= limits::RECOVERED_BYTES {
        let (table, errors) = DeTable::parse_recoverable(text);
        (Some(table), errors)
    } else {
        DeTable::parse(text).map_or_else(|error| (None, vec![error]), |table| (Some(table), Vec::new()))
    };
    errors.sort_by_key(|error| error.span().map(|span| span.start));
    let mut readable = true;
    let mut told = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let doubled = error.message().starts_with("duplicate key");
        readable &= doubled;
        let written = page.file.text.get(span.clone()).unwrap_or_default();
        if doubled && is_one_for_several(text, span.start, written) {
            continue;
        }
        // what the parser makes of the rest of a line that it could not read is no slip of its own
        let line = text.get(..span.start).map_or(0, |before| before.matches('\n').count());
        if !doubled && told.replace(line) == Some(line) {
            continue;
        }
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

/// Whether a head `[[name]]` follows on one `[name]`: that one is told where the name is read, and these are right.
fn is_one_for_several(text: &str, at: usize, name: &str) -> bool {
    let is_one_of_several = text.get(..at).is_some_and(|before| before.ends_with("[["));
    is_one_of_several && text.lines().any(|line| line.trim_end() == format!("[{name}]"))
}
