//! Makes characters that could deceive a reader or steer a terminal visible.
//!
//! Names and notes come from documents of many hands. An escape sequence in one of them must not move the cursor of
//! whoever reads the report, nor a right-to-left override turn a name around.

use std::borrow::Cow;

/// What a character does to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// It is seen, or joins letters.
    Seen,
    /// It breaks the line or jumps: a plain space in its place says the same.
    Space,
    /// It is not seen, and steers.
    Steers,
}

fn sight(c: char) -> Sight {
    match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Sight::Space,
        // Marks, embeddings, overrides and isolates of direction.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Sight::Steers
        }
        // Nothing to see, so that two different names look alike: zero widths, fillers, annotations, tags.
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' => Sight::Steers,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Sight::Steers,
        c if c.is_control() => Sight::Steers,
        _ => Sight::Seen,
    }
}

/// Whether a character is seen, or joins letters.
pub(super) fn is_seen(c: char) -> bool {
    sight(c) == Sight::Seen
}

/// Whether no byte of a text begins a character that may not be seen: quick, and true of almost all texts.
pub(super) fn is_surely_seen(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3))
}

/// The text on one line: what breaks lines is a space, what steers is U+FFFD.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if is_surely_seen(text) || text.chars().all(is_seen) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match sight(c) {
        Sight::Seen => c,
        Sight::Space => ' ',
        Sight::Steers => char::REPLACEMENT_CHARACTER,
    });
    Cow::Owned(shown.collect())
}

/// JSON in which every such character is written as its number, so that the data stay what they are.
///
/// Outside of strings JSON has newlines and spaces only, and inside of strings its writer has escaped newlines, so
/// that the text can be taken as it stands.
pub(super) fn escaped_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || is_seen(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_and_what_breaks_is_a_space() {
        assert_eq!(
            visible("Bắc\u{1b}[31m Ninh\r\n\u{202e}x\u{7f}\u{9b}"),
            "Bắc\u{fffd}[31m Ninh  \u{fffd}x\u{fffd}\u{fffd}"
        );
        assert!(matches!(visible("Thừa Thiên Huế"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_surely_seen_is_seen() {
        let unseen = ('\0'..=char::MAX).filter(|c| !is_seen(*c));
        let lost: Vec<char> = unseen.filter(|c| is_surely_seen(&c.to_string())).collect();
        assert!(lost.is_empty(), "{lost:?}");
        assert!(is_surely_seen("Thừa Thiên Huế, Đắk Lắk"));
    }

    #[test]
    fn json_keeps_the_data() {
        let data = "a\u{202e}b\u{7f}c\u{e0041}\u{1b}";
        let json = escaped_json(&serde_json::to_string(data).unwrap());
        assert_eq!(json, r#""a\u202eb\u007fc\udb40\udc41\u001b""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), data);
    }
}
