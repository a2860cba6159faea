//! "Did you mean": the known word nearest to an unknown one.

/// Longest word that is compared, in bytes: comparing costs the product of the lengths.
const LONGEST: usize = 200;

/// The known word nearest to a written one, if one is near enough to have been meant.
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.trim().to_lowercase();
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let far = 1 + written.chars().count() / 4;
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(&written, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= far)
        .min()
        .map(|(_, word)| word)
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
        return Some(format!("did you mean `{word}`?"));
    }
    let all: Vec<&str> = known.into_iter().take(FEW + 1).collect();
    (!all.is_empty() && all.len() <= FEW).then(|| format!("known: {}", one_of(all)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(did_you_mean("xyz", std::iter::empty::<&str>()), None);
    }
}
