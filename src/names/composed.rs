//! The one Unicode form that texts are kept in: a letter with its marks is one character, as Vietnamese is typed.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in the form that is kept; most are in it already, and asking is quicker than composing anew.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    // all that Vietnamese is typed with
    let is_letter = |c: char| c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let is_composed = text.chars().all(is_letter) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_composed { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization, is_nfc};

    use super::composed;

    #[test]
    fn texts_are_kept_in_one_form() {
        let typed: String =
            ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').chain("Thừa Thiên Huế".chars()).collect();
        for text in
            [typed.as_str(), "Hue\u{302}\u{301}", "\u{212b}ngstr\u{f6}m", &typed.nfd().collect::<String>()]
        {
            let text = composed(text);
            assert!(is_nfc(&text), "{text}");
        }
        assert_eq!(composed("Hue\u{302}\u{301}"), "Huế");
    }
}
