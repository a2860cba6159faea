//! Positions of the protocol, lines and UTF-16 units, and bytes of a text.
//!
//! Whatever a client asks for lies somewhere in the text: what is beyond a line's end is its end, what is beyond the
//! text its end, and what would cut a letter in two stands before it.

use std::ops::Range;

use gen_lsp_types::{Position, Range as Span};

/// The byte of a position.
#[must_use]
pub fn offset(text: &str, position: Position) -> usize {
    let Ok(line) = usize::try_from(position.line) else { return text.len() };
    let start = match line.checked_sub(1) {
        None => 0,
        Some(before) => match text.match_indices('\n').nth(before) {
            Some((at, _)) => at.saturating_add(1),
            None => return text.len(),
        },
    };
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or("");
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut units = 0_usize;
    for (at, c) in line.char_indices() {
        units = units.saturating_add(c.len_utf16());
        if u64::try_from(units).is_ok_and(|units| units > u64::from(position.character)) {
            return start.saturating_add(at);
        }
    }
    start.saturating_add(line.len())
}

/// The position of a byte; a byte inside of a letter is where the letter begins.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset = offset.saturating_sub(1);
    }
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let line = before.matches('\n').count();
    let character = before.get(start..).unwrap_or_default().encode_utf16().count();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position { line: number(line), character: number(character) }
}

/// The range of some bytes.
#[must_use]
pub fn span(text: &str, bytes: &Range<usize>) -> Span {
    Span { start: position(text, bytes.start), end: position(text, bytes.end.max(bytes.start)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn vietnamese_letters_count_as_their_units_in_both_forms() {
        let composed = "vi: \"Đã số hóa\" x".nfc().collect::<String>();
        let apart = composed.nfd().collect::<String>();
        assert_ne!(composed.len(), apart.len());
        for (text, units) in [(composed.as_str(), 16), (apart.as_str(), 20)] {
            let x = text.find('x').unwrap();
            assert_eq!(position(text, x), at(0, units), "{text}");
            assert_eq!(offset(text, at(0, units)), x, "{text}");
        }
    }

    #[test]
    fn letters_of_two_units_are_never_cut() {
        let text = "a𠮷b\r\nc";
        assert_eq!(offset(text, at(0, 2)), 1, "the middle of a letter");
        assert_eq!(offset(text, at(0, 3)), 5);
        assert_eq!(offset(text, at(0, 99)), 6, "the end of the line, before its break");
        assert_eq!(offset(text, at(1, 1)), text.len());
        assert_eq!(offset(text, at(7, 0)), text.len());
        assert_eq!(position(text, 3), at(0, 1));
    }

    proptest! {
        #[test]
        fn every_letter_is_found_again(text in "[a-zĐờ́\u{301}𠮷 \n]{0,40}") {
            for (byte, _) in text.char_indices() {
                prop_assert_eq!(offset(&text, position(&text, byte)), byte);
            }
        }

        #[test]
        fn no_position_is_out_of_the_text(text in "[aờ𠮷\r\n]{0,20}", line in 0_u32..9, character in 0_u32..30) {
            let byte = offset(&text, at(line, character));
            prop_assert!(text.is_char_boundary(byte));
        }
    }
}
