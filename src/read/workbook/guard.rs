//! What a workbook is refused for before its cells are read.

use std::collections::HashSet;
use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::problem::{Code, Problem};
use crate::read::limits;

use super::parts::{self, Flaw};

/// How the file of an old or an encrypted workbook begins.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Checks that the file is a workbook of a bearable size, unpacked as well as packed, without macros.
///
/// # Errors
/// A problem without a place.
pub fn check(path: &str, bytes: &[u8]) -> Result<(), Problem> {
    if bytes.is_empty() {
        return Err(Problem::error(Code::BadWorkbook, format!("`{path}` is empty"))
            .help("ask for the file again: it was not copied whole"));
    }
    if bytes.starts_with(COMPOUND) {
        return Err(if is_encrypted(bytes) { encrypted(path) } else { old(path) });
    }
    if !bytes.starts_with(b"PK") {
        return Err(Problem::error(Code::BadWorkbook, format!("`{path}` is no Excel workbook"))
            .help("open it where it was made, and save it as .xlsx"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(path))?;
    // of two parts with one name the library keeps one
    if listed(bytes).is_some_and(|listed| listed != archive.len()) {
        return Err(damaged(path));
    }
    if archive.len() > limits::WORKBOOK_PARTS {
        return Err(too_large(path));
    }
    let mut room = limits::UNPACKED_BYTES;
    let mut claimed = 0_u64;
    let (mut names, mut places) = (HashSet::new(), Vec::new());
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|_| damaged(path))?;
        if part.encrypted() {
            return Err(encrypted(path));
        }
        let name = part.name().map_err(|_| damaged(path))?.to_lowercase();
        claimed = claimed.saturating_add(part.size());
        places.push((part.header_start(), part.compressed_size()));
        drop(part);
        // capitals make no difference between parts
        if !names.insert(name.clone()) {
            return Err(damaged(path));
        }
        if name.ends_with("vbaproject.bin") || name.contains("macrosheets/") {
            return Err(macros(path));
        }
        if name.starts_with("xl/externallinks/") {
            return Err(linked(path));
        }
    }
    if claimed > limits::UNPACKED_BYTES {
        return Err(too_large(path));
    }
    places.sort_unstable();
    let overlaps = |pair: &[(u64, u64)]| matches!(pair, [(start, size), (next, _)] if start.saturating_add(*size) > *next);
    if places.windows(2).any(overlaps) {
        return Err(damaged(path));
    }
    for at in 0..archive.len() {
        // the directory may lie about the size, so the bytes are counted
        let part = archive.by_index(at).map_err(|_| damaged(path))?;
        let name = part.name().map_err(|_| damaged(path))?.to_lowercase();
        // pictures are never unpacked
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let shared = name.ends_with("sharedstrings.xml");
        let styles = name.ends_with("styles.xml");
        let most = if styles { room.min(limits::STYLES_BYTES) } else { room };
        let kind = match (shared, styles) {
            (true, _) => Part::Texts,
            (_, true) => Part::Styles,
            _ => Part::Other,
        };
        let unpacked = count(part, most, kind).map_err(|_| damaged(path))?;
        room = unpacked.and_then(|size| room.checked_sub(size)).ok_or_else(|| too_large(path))?;
        let part = archive.by_index(at).map_err(|_| damaged(path))?;
        parts::check(BufReader::new(part)).map_err(|flaw| match flaw {
            Flaw::Damaged => damaged(path),
            Flaw::Macros => macros(path),
            Flaw::Linked => linked(path),
        })?;
    }
    Ok(())
}

/// How many parts the directory says there are; `None` where it is too small to say.
fn listed(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"PK\x05\x06";
    let end = bytes.windows(END.len()).rposition(|window| window == END)?;
    let [low, high] = *bytes.get(end.saturating_add(10)..)?.first_chunk()?;
    let parts = u16::from_le_bytes([low, high]);
    (parts != u16::MAX).then(|| usize::from(parts))
}

/// Parts of which more is asked than their sizes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The texts that cells share.
    Texts,
    /// The styles of cells.
    Styles,
    /// Any other.
    Other,
}

/// How many bytes a part has; `None` where they are more than there is room for, or where it claims more texts than
/// can be: the reader would make room for all of them beforehand.
fn count(mut part: impl Read, room: u64, kind: Part) -> std::io::Result<Option<u64>> {
    let mut total = 0;
    let mut buffer = vec![0; 64 * 1024];
    let mut tail = Vec::new();
    let mut mark = 0;
    loop {
        let read = part.read(&mut buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        // no spreadsheet writes declarations of entities: what is small here could be large there
        if total == 0 && bytes.windows(DECLARATION.len()).any(|window| window == DECLARATION) {
            return Err(std::io::Error::other("a declaration"));
        }
        if kind == Part::Styles {
            for byte in bytes {
                mark = if *byte == b'<' { 0 } else { usize::saturating_add(mark, 1) };
                if mark > limits::STYLE_MARK_BYTES {
                    return Ok(None);
                }
            }
        }
        if kind == Part::Texts {
            tail.extend_from_slice(bytes);
            if claims_too_many(&tail) {
                return Ok(None);
            }
            // a claim may lie across two pieces
            tail.drain(..tail.len().saturating_sub(CLAIM_BYTES));
        }
        if read == 0 {
            return Ok(Some(total));
        }
        total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if total > room {
            return Ok(None);
        }
    }
}

const DECLARATION: &[u8] = b"<!DOCTYPE";
const CLAIM: &[u8] = b"uniqueCount";
/// A claim with its number, and some spaces.
const CLAIM_BYTES: usize = 128;

fn claims_too_many(bytes: &[u8]) -> bool {
    let mut starts = (0..bytes.len()).filter_map(|at| bytes.get(at..)?.strip_prefix(CLAIM));
    starts.any(|after| {
        let not_digit = |b: &&u8| matches!(**b, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n');
        let digits: Vec<u8> =
            after.iter().skip_while(not_digit).take_while(|b| b.is_ascii_digit()).copied().collect();
        let number = std::str::from_utf8(&digits).ok().map(str::parse::<usize>);
        match number {
            Some(Ok(number)) => number > limits::CELLS,
            // more digits than a number has; or none, as in a text that only looks like a claim
            _ => digits.len() > 9,
        }
    })
}

/// An encrypted workbook names its content in sixteen-bit letters.
fn is_encrypted(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

/// The problem of a file that cannot be unpacked or understood.
pub fn damaged(path: &str) -> Problem {
    Problem::error(Code::BadWorkbook, format!("`{path}` is damaged: it is not a whole Excel workbook"))
        .help("ask for the file again, or open it in Excel and save it anew as .xlsx")
}

/// The problem of a file under a password.
pub fn encrypted(path: &str) -> Problem {
    Problem::error(Code::BadWorkbook, format!("`{path}` is locked with a password"))
        .help("open it with the password, take the password off, and save it as .xlsx")
}

fn old(path: &str) -> Problem {
    Problem::error(Code::BadWorkbook, format!("`{path}` is a workbook of the old form (.xls)"))
        .help("open it and save it as .xlsx")
}

fn macros(path: &str) -> Problem {
    Problem::error(Code::BadWorkbook, format!("`{path}` carries macros"))
        .help("save it as .xlsx, which has none: a table needs no program, and a stranger's is a danger")
}

fn linked(path: &str) -> Problem {
    let message = format!("`{path}` takes values from other workbooks, which were not sent along");
    Problem::error(Code::BadWorkbook, message)
        .help("break the links (in Excel: Data, Edit Links, Break Link), and save it")
}

fn too_large(path: &str) -> Problem {
    Problem::error(
        Code::TooLarge,
        format!("`{path}` is larger than {} MiB when unpacked", limits::UNPACKED_BYTES / (1024 * 1024)),
    )
    .help("take out sheets and rows that do not belong to the table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_workbook_is_told_by_its_kind() {
        let mut locked = COMPOUND.to_vec();
        locked.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
        for (bytes, words) in [
            (&b""[..], "is empty"),
            (b"locality,fact\n", "no Excel workbook"),
            (b"PK\x03\x04 cut off", "damaged"),
            (COMPOUND, "old form"),
            (&locked, "password"),
        ] {
            let problem = check("a.xlsx", bytes).unwrap_err();
            assert!(problem.message.contains(words) && problem.help.is_some(), "{}", problem.message);
        }
    }

    #[test]
    fn claims_of_many_texts_are_seen_wherever_they_stand() {
        assert!(claims_too_many(br#"<sst count="1" uniqueCount = "99999999999999999999">"#));
        assert!(claims_too_many(br"<sst uniqueCount='123456789'>"));
        assert!(!claims_too_many(br#"<sst count="1" uniqueCount="12">uniqueCount"#));
        let far = [vec![b' '; 70_000], br#"uniqueCount="123456789""#.to_vec()].concat();
        assert_eq!(count(&far[..], u64::MAX, Part::Texts).unwrap(), None);
        assert_eq!(count(&far[..], u64::MAX, Part::Other).unwrap(), Some(70_023));
        assert_eq!(count(&far[..], 10, Part::Other).unwrap(), None);
    }

    #[test]
    fn a_style_of_pages_is_refused() {
        let styles = |letters: usize| {
            let code = "0".repeat(letters);
            format!(r#"<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><xf numFmtId="200"/>"#)
        };
        let size = |text: &str, kind| count(text.as_bytes(), u64::MAX, kind).unwrap();
        assert!(size(&styles(255), Part::Styles).is_some());
        assert_eq!(size(&styles(100_000), Part::Styles), None);
        assert!(size(&styles(100_000), Part::Other).is_some());
    }
}
