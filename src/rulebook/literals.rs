//! What is written out in a rule, for whoever looks at words and not at what they do.
//!
//! In: the text of a rule. Out: its texts, and its numbers as they stand, with their places. Invariant: remarks and
//! the keys of tables are left out, and nothing is run.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use std::sync::Arc;

use super::text::RuleText;
use crate::model::place::Place;
use crate::project::Script;

/// Something written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// What it says: of a text what stands between its quotes, of figures all that stand together.
    pub text: String,
    /// Where.
    pub place: Place,
    /// In which part of the rule.
    pub part: Part,
}

/// A part of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its head: titles, reasons, documents.
    Head,
    /// Its functions.
    Body,
}

/// Everything that is written out in a rule, in the order of the text.
#[must_use]
pub fn literals(script: &Script) -> Vec<Literal> {
    let text = RuleText::new(Arc::clone(&script.file), Arc::clone(&script.text));
    let tokens = text.tokens();
    let mut found = Vec::new();
    let (mut depth, mut part) = (0_usize, Part::Head);
    let mut at = 0_usize;
    while let Some(token) = tokens.get(at) {
        let word = text.slice(token);
        let mut end = at.saturating_add(1);
        match word {
            "fn" if depth == 0 => part = Part::Body,
            "{" | "#{" => depth = depth.saturating_add(1),
            "}" => depth = depth.saturating_sub(1),
            _ if word.starts_with(['"', '`']) => {
                let inner = word.trim_matches(['"', '`']).to_owned();
                found.push(Literal { text: inner, place: text.spot(token.clone()), part });
            }
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
                // `2024-10-01` is three numbers to the language, and one day to whoever wrote it.
                while tokens.get(end).is_some_and(|next| {
                    let before = tokens.get(end.saturating_sub(1)).map_or(0, |token| token.end);
                    let figures = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
                    next.start == before && text.slice(next).chars().all(figures)
                }) {
                    end = end.saturating_add(1);
                }
                let span = token.start..tokens.get(end.saturating_sub(1)).map_or(token.end, |last| last.end);
                found.push(Literal { text: text.slice(&span).to_owned(), place: text.spot(span), part });
            }
            _ => {}
        }
        at = end;
    }
    found
}
