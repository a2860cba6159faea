//! Texts of reasons: words with `{topic.property}` placeholders between them.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use std::ops::Range;

/// One piece of a reason's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, as they stand.
    Text(&'a str),
    /// The full name of a fact, whose value stands here.
    Fact(&'a str),
}

/// The pieces of a reason's text, in order. A brace without its partner, which the rulebook refuses, is text.
pub fn placeholders(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            rest = after;
            return Some(Piece::Fact(name));
        }
        // A lone brace at the beginning is text too: look for the next one behind it.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let next = rest.get(first..).unwrap_or_default().find('{');
        let end = next.map_or(rest.len(), |at| first.saturating_add(at));
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// Braces of a reason's text that do not make a placeholder: where, and why.
pub(super) fn bad_braces(template: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut bad = Vec::new();
    let behind = |brace: usize| brace.saturating_add(1);
    let mut open: Option<usize> = None;
    for (at, c) in template.char_indices() {
        match (c, open) {
            ('{', None) => open = Some(at),
            ('{', Some(start)) => {
                bad.push((start..behind(start), "this `{` is not closed before the next one"));
                open = Some(at);
            }
            ('}', None) => bad.push((at..behind(at), "this `}` closes nothing")),
            ('}', Some(start)) => {
                if template.get(behind(start)..at).unwrap_or_default().trim().is_empty() {
                    bad.push((start..behind(at), "there is no fact between the braces"));
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        bad.push((start..behind(start), "this `{` is never closed"));
    }
    bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_words_and_facts() {
        let pieces: Vec<_> = placeholders("đã số hóa {a.b}/{c.d} hồ sơ").collect();
        assert_eq!(
            pieces,
            [
                Piece::Text("đã số hóa "),
                Piece::Fact("a.b"),
                Piece::Text("/"),
                Piece::Fact("c.d"),
                Piece::Text(" hồ sơ")
            ]
        );
        assert_eq!(placeholders("").count(), 0);
    }

    #[test]
    fn a_lone_brace_is_text() {
        let pieces: Vec<_> = placeholders("a { b").collect();
        assert_eq!(pieces, [Piece::Text("a "), Piece::Text("{ b")]);
        assert_eq!(bad_braces("a { b"), [(2..3, "this `{` is never closed")]);
        assert_eq!(bad_braces("a } b").len(), 1);
        assert_eq!(bad_braces("{}").len(), 1);
        assert_eq!(bad_braces("{a.b}"), []);
    }
}
