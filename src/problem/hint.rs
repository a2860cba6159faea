//! What would do: hints, and "did you mean", the known word nearest to an unknown one.

use std::fmt;
use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;

use super::letters::double;
use super::vietnamese::meanings;

/// Longest word that is compared, in bytes: comparing costs the product of the lengths.
const LONGEST: usize = 200;

/// Fewest letters of a beginning that says which word was meant.
const BEGINNING: usize = 4;

/// What would do, in words, and what could be written at once in the place of what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hint {
    words: String,
    instead: Vec<String>,
}

impl Hint {
    /// "did you mean `x`?"
    pub fn meant(word: impl Into<String>) -> Self {
        let word = word.into();
        Self { words: format!("did you mean `{word}`?"), instead: vec![word] }
    }

    /// The same with further words behind.
    #[must_use]
    pub fn and(mut self, more: &str) -> Self {
        self.words.push_str(more);
        self
    }

    /// The same with words before.
    #[must_use]
    pub fn behind(mut self, before: &str) -> Self {
        self.words.insert_str(0, before);
        self
    }

    /// The same, spelled otherwise throughout.
    #[must_use]
    pub fn spelled(self, spell: impl Fn(&str) -> String) -> Self {
        Self { words: spell(&self.words), instead: self.instead.iter().map(|word| spell(word)).collect() }
    }

    /// The words, with what could be written instead, the likeliest first.
    pub fn offering(words: impl Into<String>, instead: Vec<String>) -> Self {
        Self { words: words.into(), instead }
    }

    /// What could be written instead, the likeliest first; empty where nobody knows.
    #[must_use]
    pub fn instead(&self) -> &[String] {
        &self.instead
    }
}

impl From<String> for Hint {
    fn from(words: String) -> Self {
        Self { words, instead: Vec::new() }
    }
}

impl From<&str> for Hint {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl Deref for Hint {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// The known word nearest to a written one, if one is near enough to have been meant; or else the only one that begins
/// so.
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.trim().to_lowercase();
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let letters = written.chars().count();
    let far = (letters / 4).saturating_add(1);
    let mut near: Option<(usize, &'k str)> = None;
    let mut longer: Vec<&'k str> = Vec::new();
    let composed: String = written.nfc().collect();
    let meanings = meanings(&composed);
    for word in known {
        if meanings.contains(&word) {
            return Some(word);
        }
        let lower = word.to_lowercase();
        // a distance is at least the difference of lengths, and counting is much quicker than comparing
        if lower.chars().count().abs_diff(letters) <= far {
            let distance = strsim::osa_distance(&written, &lower);
            if distance <= far {
                near = Some(near.map_or((distance, word), |best| best.min((distance, word))));
            }
        }
        if letters >= BEGINNING && lower.starts_with(&written) {
            longer.push(word);
        }
    }
    match (near, longer.as_slice()) {
        (Some((_, word)), _) => Some(word),
        (None, [word]) => Some(*word),
        (None, _) => None,
    }
}

/// Words for people: `` `a`, `b` or `c` ``.
pub fn one_of<'k>(words: impl IntoIterator<Item = &'k str>) -> String {
    list(words, "or")
}

/// Words for people, with this word before the last one: `` `a`, `b` and `c` ``.
pub fn list<'k>(words: impl IntoIterator<Item = &'k str>, joined_by: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {joined_by} {last}", most.join(", ")),
    }
}

/// "did you mean `x`?", or what else to say.
pub fn meant_or<'k>(
    written: &str,
    known: impl IntoIterator<Item = &'k str>,
    otherwise: impl FnOnce() -> String,
) -> Hint {
    nearest(written, known).map_or_else(|| otherwise().into(), Hint::meant)
}

/// A help that offers the nearest known word, or else all of them where they are few.
pub fn did_you_mean<'k>(written: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Option<Hint> {
    const FEW: usize = 16;
    if let Some(word) = nearest(written, known.clone()) {
        let meant = Hint::meant(word);
        return Some(match double(written) {
            Some(double) => meant.behind(&format!("{double}; ")),
            None => meant,
        });
    }
    let all: Vec<&str> = known.into_iter().take(FEW + 1).collect();
    (!all.is_empty() && all.len() <= FEW).then(|| format!("known: {}", one_of(all)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_can_be_taken() {
        assert_eq!(meant_or("provinse", ["province"], String::new).instead(), ["province"]);
        assert!(meant_or("xyz", ["province"], || "a level".to_owned()).instead().is_empty());
        assert_eq!(&*Hint::meant("a").and(" Known are `a` or `b`"), "did you mean `a`? Known are `a` or `b`");
    }

    #[test]
    fn offers_the_nearest_or_all_or_nothing() {
        assert_eq!(
            did_you_mean("provinse", ["province", "district"]).as_deref(),
            Some("did you mean `province`?")
        );
        assert_eq!(
            did_you_mean("xyz", ["province", "district"]).as_deref(),
            Some("known: `province` or `district`")
        );
        let rules = ["health-book-plan", "health-book-integrated", "judicial-records-on-vneid"];
        assert_eq!(nearest("judicial-records", rules), Some("judicial-records-on-vneid"));
        assert_eq!(nearest("Tỉnh", ["district", "province"]), Some("province"));
        assert_eq!(nearest("Quye\u{302}\u{301}t định", ["decree", "decision"]), Some("decision"));
        assert_eq!(nearest("tỉnh", ["decree", "decision"]), None);
        assert_eq!(nearest("health-book", rules), None, "two begin so");
        assert_eq!(did_you_mean("xyz", std::iter::empty::<&str>()), None);
    }
}
