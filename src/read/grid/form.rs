//! The form of one row: its cells with their bytes, quotes included, and what the CSV library lets pass.
//!
//! In: the text of a row. Out: where each cell stands in it, and whether all of it is what the library took it for.

use std::ops::Range;

use super::Row;
use crate::problem::{Code, Problem};
use crate::read::files::File;
use crate::read::sink::Sink;

/// Whether a row's text has nothing that [`Grid::read`] would refuse: no quote that is not closed, no text after one.
pub fn is_well_formed(row: &str) -> bool {
    cells(row).into_iter().all(|cell| matches!(cell.form, CellForm::Fine))
}

/// Tells of what the CSV library lets pass: a quote that is never closed, text after a closed one, a NUL.
pub fn check_form(file: &File, row: &Row, sink: &Sink) -> bool {
    let text = file.text.get(row.span.clone()).unwrap_or_default();
    let tell = |at: usize, message: &str, help: &str| {
        let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let place = file.place(shifted(at..at.saturating_add(width), row.span.start));
        sink.push(Problem::error(Code::BadCsv, message).at(place, "").help(help));
        false
    };
    if let Some(at) = text.find('\0') {
        return tell(
            at,
            "there is a NUL character in this row",
            "save the table as CSV again; this may be another kind of file",
        );
    }
    if !text.contains('"') {
        return true;
    }
    for cell in cells(text) {
        match cell.form {
            CellForm::Fine => {}
            CellForm::Unclosed => {
                return tell(
                    cell.span.start,
                    "this quote is never closed",
                    "close it, or double it if it is part of the text",
                );
            }
            CellForm::Trailing(at) => {
                return tell(
                    at,
                    "text goes on after the closing quote",
                    "double a quote that is part of the text: \"\"",
                );
            }
        }
    }
    true
}

pub fn cell_span(text: &str, row: &Range<usize>, column: usize) -> Range<usize> {
    let record = text.get(row.clone()).unwrap_or_default();
    match cells(record).nth(column) {
        Some(cell) => shifted(cell.span, row.start),
        None => row.clone(),
    }
}

/// Bytes of a record as bytes of its file.
fn shifted(span: Range<usize>, start: usize) -> Range<usize> {
    span.start.saturating_add(start)..span.end.saturating_add(start)
}

enum CellForm {
    Fine,
    Unclosed,
    Trailing(usize),
}

struct CellSpan {
    span: Range<usize>,
    form: CellForm,
}

/// The cells of one record with their bytes, quotes included.
fn cells(record: &str) -> impl Iterator<Item = CellSpan> + '_ {
    let bytes = record.as_bytes();
    let byte = move |at: usize| bytes.get(at).copied();
    let after = |at: usize| at.saturating_add(1);
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let mut at = start;
        let mut form = CellForm::Fine;
        if byte(at) == Some(b'"') {
            at = after(at);
            loop {
                match (byte(at), byte(after(at))) {
                    (None, _) => {
                        form = CellForm::Unclosed;
                        break;
                    }
                    (Some(b'"'), Some(b'"')) => at = after(after(at)),
                    (Some(b'"'), _) => {
                        at = after(at);
                        if !matches!(byte(at), None | Some(b',')) {
                            form = CellForm::Trailing(at);
                        }
                        break;
                    }
                    _ => at = after(at),
                }
            }
        }
        while !matches!(byte(at), None | Some(b',')) {
            at = after(at);
        }
        next = byte(at).map(|_| after(at));
        Some(CellSpan { span: start..at, form })
    })
}
