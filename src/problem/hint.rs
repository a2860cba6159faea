//! "Did you mean": the known word nearest to an unknown one.

use super::letters::double;

/// Longest word that is compared, in bytes: comparing costs the product of the lengths.
const LONGEST: usize = 200;

/// Fewest letters of a beginning that says which word was meant.
const BEGINNING: usize = 4;

/// The known word nearest to a written one, if one is near enough to have been meant; or else the only one that begins
/// so.
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.trim().to_lowercase();
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let letters = written.chars().count();
    let far = 1 + letters / 4;
    let mut near: Option<(usize, &'k str)> = None;
    let mut longer: Vec<&'k str> = Vec::new();
    for word in known {
        let lower = word.to_lowercase();
        let distance = strsim::osa_distance(&written, &lower);
        if distance <= far {
            near = Some(near.map_or((distance, word), |best| best.min((distance, word))));
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

/// What a help offers instead of what was written: the words between "did you mean" and its question mark.
///
/// Every "did you mean" of the program is one of this module or is held to this form by a test.
#[must_use]
pub fn offered(help: &str) -> Vec<&str> {
    let Some((_, rest)) = help.split_once("did you mean ") else { return Vec::new() };
    let question = rest.split_once('?').map_or("", |(question, _)| question);
    question.split('`').skip(1).step_by(2).collect()
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
) -> String {
    nearest(written, known).map_or_else(otherwise, |word| format!("did you mean `{word}`?"))
}

/// A help that offers the nearest known word, or else all of them where they are few.
pub fn did_you_mean<'k>(written: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Option<String> {
    const FEW: usize = 16;
    if let Some(word) = nearest(written, known.clone()) {
        let meant = format!("did you mean `{word}`?");
        return Some(double(written).map_or(meant.clone(), |double| format!("{double}; {meant}")));
    }
    let all: Vec<&str> = known.into_iter().take(FEW + 1).collect();
    (!all.is_empty() && all.len() <= FEW).then(|| format!("known: {}", one_of(all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_can_be_taken() {
        assert_eq!(offered(&meant_or("provinse", ["province"], String::new)), ["province"]);
        let names = "did you mean `Hà Giang` (ha-giang) or `Hậu Giang` (hau-giang)?";
        assert_eq!(offered(names), ["Hà Giang", "Hậu Giang"]);
        assert_eq!(offered("did you mean `a`? Known are `a` or `b`"), ["a"]);
        assert_eq!(offered("known: `a` or `b`"), Vec::<&str>::new());
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
        assert_eq!(nearest("health-book", rules), None, "two begin so");
        assert_eq!(did_you_mean("xyz", std::iter::empty::<&str>()), None);
    }
}
