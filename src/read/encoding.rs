//! From bytes to text: UTF-8 only, and a name for whatever else it is.
//!
//! In: the bytes of a file. Out: its text; where it is none that can be trusted, as much of it as can be shown, and the
//! problem with its place. Invariant: a text that is given without a problem is what an editor shows of it.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

use crate::problem::letters::unseen;
use crate::problem::{Code, Problem};

const CURE: &str = "save the file as UTF-8, a table of Excel as \"CSV UTF-8\"";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes say what a file is written in.
const SAMPLE: usize = 64 * 1024;

/// The text of bytes, or what is wrong with them and where.
pub fn decode(mut bytes: Vec<u8>) -> (String, Option<(usize, Problem)>) {
    if let Some(name) = wide(&bytes) {
        let message = format!("this file is {name}, not UTF-8");
        return (String::new(), Some((0, Problem::error(Code::BadEncoding, message).help(CURE))));
    }
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let wrong = unseen(&text).map(|(at, c, name)| (at, hidden(c, name)));
            (text, wrong)
        }
        Err(error) => {
            let (at, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            let byte = bytes.get(at).copied().unwrap_or_default();
            let mut message =
                format!("this file is not UTF-8: the byte 0x{byte:02x} at offset {at} begins no letter");
            if let Some(name) = narrow(bytes) {
                message = format!("{message}; it seems to be {name}");
            }
            let problem = Problem::error(Code::BadEncoding, message);
            (String::from_utf8_lossy(bytes).into_owned(), Some((at, problem.help(CURE))))
        }
    }
}

fn hidden(c: char, name: &str) -> Problem {
    let message = format!("there is {name} here (U+{:04X})", u32::from(c));
    let help = match c {
        '\0' => "this may be another kind of file: save it again as UTF-8 text",
        _ => "take it out: delete the word and type it anew, rather than paste it",
    };
    Problem::error(Code::UnseenCharacter, message).help(help)
}

/// Sixteen-bit letters, by their mark or by the zeros in every other byte.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    const LITTLE: &str = "UTF-16 (little end first)";
    const BIG: &str = "UTF-16 (big end first)";
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] => return Some(LITTLE),
        [0xfe, 0xff, ..] => return Some(BIG),
        _ => {}
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    if !sample.contains(&0) {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, most) = (zeros(0), zeros(1), sample.len() / 4);
    match () {
        () if sample.len() < 4 => None,
        () if odd > most && even.saturating_mul(8) < odd => Some(LITTLE),
        () if even > most && odd.saturating_mul(8) < even => Some(BIG),
        () => None,
    }
}

/// The encoding of eight-bit letters that gives Vietnamese words.
fn narrow(bytes: &[u8]) -> Option<&'static str> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    if sample.contains(&0) {
        return None;
    }
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(sample);
    let letters: Vec<char> = text.nfc().filter(|c| !c.is_ascii()).collect();
    let ours = letters.iter().filter(|c| is_vietnamese(**c)).count();
    // a few marks of other kinds, such as dashes, are in every text
    if ours > 0 && ours.saturating_mul(10) >= letters.len().saturating_mul(8) {
        return Some("Windows-1258, as old Vietnamese programs write");
    }
    Some("an old Vietnamese encoding such as TCVN3, VNI or VISCII")
        .filter(|_| !letters.is_empty() && is_text(sample))
}

fn is_vietnamese(c: char) -> bool {
    const MARKS: [char; 8] =
        ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}', '\u{302}', '\u{306}', '\u{31b}'];
    if matches!(c, 'đ' | 'Đ') {
        return true;
    }
    let mut parts = std::iter::once(c).nfd();
    let base = parts.next().unwrap_or(c);
    let marks: Vec<char> = parts.collect();
    "aeiouyAEIOUY".contains(base) && !marks.is_empty() && marks.iter().all(|mark| MARKS.contains(mark))
}

/// Whether bytes are lines of letters, rather than of a program or a picture.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.iter().any(|byte| matches!(byte, 0..=8 | 14..=31))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        decode(bytes.to_vec())
            .1
            .map_or_else(|| "fine".to_owned(), |(at, problem)| format!("{at}: {}", problem.message))
    }

    const TABLE: &str = "locality,records.count\nHà Nội,3\nThừa Thiên Huế,4\nĐắk Lắk,5\n";

    #[test]
    fn encodings_are_told_by_their_names() {
        assert_eq!(told(TABLE.as_bytes()), "fine");
        assert_eq!(told(format!("\u{feff}{}", TABLE.replace('\n', "\r\n")).as_bytes()), "fine");
        let little: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes, name) in [
            (&b""[..], &little, "little end first"),
            (b"\xff\xfe", &little, "little end first"),
            (b"", &big, "big end first"),
            (b"\xfe\xff", &big, "big end first"),
        ] {
            let told = told(&[mark, bytes].concat());
            assert!(told.contains("UTF-16") && told.contains(name), "{told}");
        }
        // tones stand behind their letters there
        let old = b"locality,n\nH\xe0 N\xf4\xf2i,3\nTh\xfd\xcca Thi\xean Hu\xea\xec,4\n\xd0\xe3\xeck L\xe3\xeck,5\n";
        assert_eq!(
            told(old),
            "12: this file is not UTF-8: the byte 0xe0 at offset 12 begins no letter; it seems to be Windows-1258, as old \
             Vietnamese programs write"
        );
        // "Hà Nội" of TCVN3
        let older = b"locality,n\nH\xb5 N\xe9i,3\nS\xa5n \xae\xb6\xa8\xae\xbb\n";
        assert!(told(older).contains("TCVN3"), "{}", told(older));
        assert_eq!(
            told(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            "0: this file is not UTF-8: the byte 0x89 at offset 0 begins no letter"
        );
    }

    #[test]
    fn what_an_editor_does_not_show_is_told() {
        assert_eq!(told("a = 1\0".as_bytes()), "5: there is a NUL character here (U+0000)");
        assert_eq!(
            told("a\u{202e}b".as_bytes()),
            "1: there is a mark that turns the direction of the text round here (U+202E)"
        );
    }
}
