//! Letters that the eye takes for others, or does not see at all.
//!
//! In: a text that somebody wrote. Out: the first letter in it that deceives, with what it is. Invariant: nothing that
//! Vietnamese or English is written with is ever found here, in any Unicode form.

use std::borrow::Cow;
use std::fmt;

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

/// A letter of another script that looks like one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Double {
    /// The byte of the text that it begins at.
    pub at: usize,
    /// It.
    pub letter: char,
    /// The letter that it is taken for.
    pub looks_like: char,
}

impl fmt::Display for Double {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { letter, looks_like, .. } = self;
        let script = letter.script().full_name();
        write!(
            f,
            "`{letter}` (U+{:04X}) is a {script} letter that looks like `{looks_like}`",
            u32::from(*letter)
        )
    }
}

/// The first letter of another script that looks like a Latin one, in a text that has Latin letters too, or none but
/// such: a name that is honestly written in another script deceives nobody.
#[must_use]
pub fn double(text: &str) -> Option<Double> {
    if text.is_ascii() {
        return None;
    }
    let foreign = || text.char_indices().filter(|(_, c)| !c.is_ascii() && !is_ours(*c) && c.is_alphabetic());
    let doubles =
        || foreign().filter_map(|(at, letter)| Some(Double { at, letter, looks_like: like(letter)? }));
    let mixed = text.chars().any(|c| is_ours(c) && c.is_alphabetic());
    doubles().next().filter(|_| mixed || doubles().count() == foreign().count())
}

/// The Latin letter that another one looks like.
fn like(letter: char) -> Option<char> {
    let mut alone = [0; 4];
    let mut like = skeleton(letter.encode_utf8(&mut alone));
    let first = like.next()?;
    (first.is_ascii_alphabetic() && like.next().is_none()).then_some(first)
}

fn is_ours(letter: char) -> bool {
    // all that Vietnamese is written with; the signs among them are no letters, and nobody asks of them
    if matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return true;
    }
    // the wide forms of our letters are of our script, and are no letters that a name is written with
    let is_wide = matches!(letter, '\u{ff00}'..='\u{ffef}');
    matches!(letter.script(), Script::Latin | Script::Inherited) && !is_wide
}

/// The first character that nobody sees, or that turns the text around it, with its name and the byte that it begins at.
#[must_use]
pub fn unseen(text: &str) -> Option<(usize, char, &'static str)> {
    let mut from = 0_usize;
    loop {
        from = from.saturating_add(first_doubtful(text.as_bytes().get(from..)?)?);
        let c = text.get(from..)?.chars().next()?;
        if let Some(name) = name_of_unseen(c) {
            return Some((from, c, name));
        }
        from = from.saturating_add(c.len_utf8());
    }
}

/// Bytes that are looked at together.
const TOGETHER: usize = 64;

/// Where the first character begins that may be one that nobody sees. Files are long, and bytes are quicker looked at
/// than characters, many of them at a time.
fn first_doubtful(text: &[u8]) -> Option<usize> {
    let is_doubtful = |(byte, next): (&u8, &u8)| {
        let steers = (*byte < b' ') & (*byte != b'\t') & (*byte != b'\n') & (*byte != b'\r');
        let begins = (*byte == 0x7f) | (*byte == 0xc2) | (*byte == 0xd8) | (*byte == 0xe2) | (*byte == 0xe3);
        // behind it our own letters with two marks begin, and those of scripts far away
        let is_far = (*byte == 0xe1) & (next.wrapping_sub(0xb8) > 3);
        steers | begins | is_far | (*byte >= 0xef)
    };
    let pairs = |at: usize| {
        text.get(at..).unwrap_or_default().iter().zip(text.get(at.saturating_add(1)..).unwrap_or_default())
    };
    let mut at = 0;
    while let Some(some) = text.get(at..).and_then(<[u8]>::first_chunk::<{ TOGETHER + 1 }>) {
        let [_, after @ ..] = some;
        if some.iter().zip(after).fold(false, |any, pair| any | is_doubtful(pair)) {
            break;
        }
        at = at.saturating_add(TOGETHER);
    }
    let last = text.last().map(|last| (last, &0));
    pairs(at).chain(last).position(is_doubtful).map(|found| at.saturating_add(found))
}

/// The text with something to see in the place of what nobody sees; no other character moves by a byte.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if unseen(text).is_none() {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match (name_of_unseen(c), c.len_utf8()) {
        (None, _) => c,
        (Some(_), 1) => '?',
        (Some(_), 2) => '¿',
        (Some(_), 3) => '\u{fffd}',
        (Some(_), _) => '🚫',
    };
    Cow::Owned(text.chars().map(shown).collect())
}

fn name_of_unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\0' => "a NUL character",
        '\u{1b}' => "an escape character, which steers terminals",
        '\u{1}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "a control character",
        '\u{ad}' => "a soft hyphen, which is not seen",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a mark that turns the direction of the text round"
        }
        '\u{200b}' => "a space without width",
        '\u{200c}' | '\u{200d}' => "a joiner without width",
        '\u{2028}' | '\u{2029}' => "a line end that editors do not show",
        '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{180e}' => "a mark without width",
        '\u{feff}' => "a byte order mark in the middle of the text",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "a letter without any shape",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            "a mark that only varies the look of the letter before"
        }
        '\u{e0000}'..='\u{e007f}' => "a tag character, which is not seen",
        '\u{fff9}'..='\u{fffb}' | '\u{fffd}' => "a character in the place of one that was lost",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn letters_of_other_scripts_are_told_by_what_they_look_like() {
        for (text, told) in [
            ("Hà Nоi", "`о` (U+043E) is a Cyrillic letter that looks like `o`"),
            ("Вắc Ninh", "`В` (U+0412) is a Cyrillic letter that looks like `B`"),
            ("Ηue", "`Η` (U+0397) is a Greek letter that looks like `H`"),
            ("Ｈue", "`Ｈ` (U+FF28) is a Latin letter that looks like `H`"),
        ] {
            assert_eq!(double(text).map(|found| found.to_string()).as_deref(), Some(told), "{text}");
        }
    }

    #[test]
    fn nothing_that_vietnamese_is_written_with_deceives() {
        let every = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ \
                     “”‘’–—…·×÷²³°€₫½•→≥";
        for text in [every.to_owned(), every.to_uppercase(), every.nfd().collect(), every.nfkd().collect()] {
            assert_eq!(double(&text), None);
            assert_eq!(unseen(&text), None);
        }
        for text in ["河内", "Ханой", "3 µm", "Ω"] {
            assert_eq!(double(text), None, "{text}");
        }
    }

    #[test]
    fn whatever_nobody_sees_is_found_wherever_it_stands() {
        for before in [0, 1, 63, 64, 65, 130] {
            for c in ('\0'..=char::MAX).filter(|c| name_of_unseen(*c).is_some()) {
                let text = format!("{}{c}ệ", "x".repeat(before));
                assert_eq!(unseen(&text).map(|(at, found, _)| (at, found)), Some((before, c)));
            }
        }
        assert_eq!(unseen(&"Đề án 06 – ệ\n".repeat(20)), None);
    }

    #[test]
    fn what_nobody_sees_is_named() {
        for (text, at, name) in [
            ("Hà\u{200b} Nội", 3, "a space without width"),
            ("a\u{202e}b", 1, "a mark that turns the direction of the text round"),
            ("a\0", 1, "a NUL character"),
            ("a\r\n\t\u{1b}[31m", 4, "an escape character, which steers terminals"),
        ] {
            assert_eq!(unseen(text).map(|(at, _, name)| (at, name)), Some((at, name)));
        }
    }
}
