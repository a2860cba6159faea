//! The parts inside a workbook: whether each is whole, and what its directory says of programs and other workbooks.
//!
//! In: a part, unpacked. Out: nothing, or its flaw. Invariant: what the library would read past in silence is told here:
//! marks that are never closed, letters by names that nobody knows, a second block of rows.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What is wrong with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is not whole, or not what a spreadsheet writes.
    Damaged,
    /// It speaks of a program.
    Macros,
    /// It speaks of another workbook.
    Linked,
}

/// Letters that are written by a name; no others have one where nothing is declared.
const NAMED: [&str; 5] = ["amp", "lt", "gt", "quot", "apos"];

/// Kinds of parts, as the lists of parts call them wherever they lie.
const PROGRAMS: [&str; 3] = ["vbaProject", "macroEnabled", "acrosheet"];
const OTHERS: &str = "relationships/externalLink";

/// Looks a part through.
///
/// # Errors
/// The first flaw.
pub fn check(part: impl BufRead) -> Result<(), Flaw> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let (mut open, mut blocks) = (0_usize, 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Flaw::Damaged)? {
            Event::Start(mark) => {
                look_at(&mark, &mut blocks)?;
                open = open.saturating_add(1);
            }
            Event::Empty(mark) => look_at(&mark, &mut blocks)?,
            Event::End(_) => open = open.checked_sub(1).ok_or(Flaw::Damaged)?,
            Event::GeneralRef(letter) if !is_letter(&letter) => return Err(Flaw::Damaged),
            Event::DocType(_) => return Err(Flaw::Damaged),
            Event::Eof => return if open == 0 { Ok(()) } else { Err(Flaw::Damaged) },
            _ => {}
        }
    }
}

fn look_at(mark: &BytesStart<'_>, blocks: &mut usize) -> Result<(), Flaw> {
    match mark.local_name().as_ref() {
        "sheetData" => {
            *blocks = blocks.saturating_add(1);
            // the library reads the first
            if *blocks > 1 { Err(Flaw::Damaged) } else { Ok(()) }
        }
        "Relationship" | "Override" | "Default" => match mark.as_ref() {
            said if PROGRAMS.iter().any(|program| said.contains(program)) => Err(Flaw::Macros),
            said if said.contains(OTHERS) => Err(Flaw::Linked),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Whether a letter written by its name or number is one.
fn is_letter(letter: &BytesRef<'_>) -> bool {
    match letter.resolve_char_ref() {
        Ok(Some(c)) => {
            !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
        }
        Ok(None) => NAMED.contains(&&**letter),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_read_past_is_told() {
        for (part, flaw) in [
            ("<a><v>1 &amp; &#x1ead;</v><sheetData/></a>", Ok(())),
            ("<a><v>1</v>", Err(Flaw::Damaged)),
            ("<a><v>1</a></v>", Err(Flaw::Damaged)),
            ("<a><v>&seven;</v></a>", Err(Flaw::Damaged)),
            ("<a><v>&#0;</v></a>", Err(Flaw::Damaged)),
            ("<a><v>&#99999999;</v></a>", Err(Flaw::Damaged)),
            ("<a><sheetData></sheetData><sheetData/></a>", Err(Flaw::Damaged)),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", Err(Flaw::Damaged)),
            (
                "<Types><Override ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>",
                Err(Flaw::Macros),
            ),
            (
                "<Relationships><Relationship Type=\"http://x/relationships/externalLink\"/></Relationships>",
                Err(Flaw::Linked),
            ),
        ] {
            assert_eq!(check(part.as_bytes()), flaw, "{part}");
        }
    }
}
