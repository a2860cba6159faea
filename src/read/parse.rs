//! The text of a form as TOML, with everything that is wrong in its writing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

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
    let singles = if errors.is_empty() { HashMap::new() } else { singles(text) };
    let mut told: HashSet<&str> = HashSet::new();
    let mut last = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let doubled = error.message().starts_with("duplicate key");
        readable &= doubled;
        let written = page.file.text.get(span.clone()).unwrap_or_default();
        // where one `[name]` stands among `[[name]]`, that one is told, and once: the others are right
        let is_one_of_several = text.get(..span.start).is_some_and(|before| before.ends_with("[["));
        if let (true, true, Some(head)) = (doubled, is_one_of_several, singles.get(written)) {
            readable = false;
            if told.insert(written) {
                let message = format!("`[{written}]` stands here, and `[[{written}]]` further down");
                let help = format!("write [[{written}]]: there may be several of them");
                page.tell(head.clone(), "", Problem::error(Code::WrongType, message).help(help));
            }
            continue;
        }
        // what the parser makes of the rest of a line that it could not read is no slip of its own
        if !doubled {
            let since = last.replace(span.start).and_then(|last| text.get(last..span.start));
            if since.is_some_and(|since| !since.contains('\n')) {
                continue;
            }
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

/// The heads `[name]` of single tables, by their names.
fn singles(text: &str) -> HashMap<&str, Range<usize>> {
    let mut start: usize = 0;
    let mut heads = HashMap::new();
    for line in text.split_inclusive('\n') {
        let head = line.trim_end();
        let name = head.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Some(name) = name.filter(|name| !name.starts_with('[')) {
            heads.entry(name).or_insert(start..start.saturating_add(head.len()));
        }
        start = start.saturating_add(line.len());
    }
    heads
}
