//! A rule's text by places: positions of the language (line, column) to bytes, and the tokens around a byte.
//!
//! The language gives positions without lengths. Carets need spans, so the text is cut into tokens once more, only as
//! far as is needed to know where each begins and ends.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use std::ops::Range;
use std::sync::Arc;

use super::Position;
use crate::model::place::Place;

/// A rule's text, cut into lines and tokens.
#[derive(Debug)]
pub(super) struct RuleText {
    file: Arc<str>,
    text: Arc<str>,
    lines: Vec<usize>,
    tokens: Vec<Range<usize>>,
    /// What of the text comes from other files, in order.
    parts: Vec<Part>,
}

/// A piece of a text that comes from another file.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// First byte of it.
    pub(super) start: usize,
    /// Where it comes from.
    pub(super) file: Arc<str>,
    /// Bytes of the text before which so many were put in, in order.
    pub(super) moved: Vec<(usize, usize)>,
}

impl Part {
    /// The byte of the file that a byte of the text was.
    fn origin(&self, at: usize) -> usize {
        let put_in: usize =
            self.moved.iter().map(|(from, count)| (*count).min(at.saturating_sub(*from))).sum();
        at.saturating_sub(self.start).saturating_sub(put_in)
    }
}

impl RuleText {
    pub(super) fn new(file: Arc<str>, text: Arc<str>) -> Self {
        let lines =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at.saturating_add(1))).collect();
        let tokens = tokens(&text);
        Self { file, text, lines, tokens, parts: Vec::new() }
    }

    /// A text of which parts come from other files.
    pub(super) fn linked(file: Arc<str>, text: Arc<str>, parts: Vec<Part>) -> Self {
        Self { parts, ..Self::new(file, text) }
    }

    /// Its file.
    pub(super) fn file(&self) -> Arc<str> {
        Arc::clone(&self.file)
    }

    /// What of it comes from other files.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Every token, in order.
    pub(super) fn tokens(&self) -> &[Range<usize>] {
        &self.tokens
    }

    /// The text of a span.
    pub(super) fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// The byte that a position of the language speaks of; the end of the text where it has none.
    pub(super) fn offset(&self, position: rhai::Position) -> usize {
        let (Some(line), column) = (position.line(), position.position().unwrap_or(0)) else {
            return self.text.len();
        };
        let Some(&start) = line.checked_sub(1).and_then(|line| self.lines.get(line)) else {
            return self.text.len();
        };
        let line = after(&self.text, start).split('\n').next().unwrap_or("");
        // Column 0 stands before the first character of a line.
        let at = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        start.saturating_add(at)
    }

    /// The token at a position, as a place.
    pub(super) fn place(&self, position: rhai::Position) -> Place {
        self.spot(self.token_at(self.offset(position)))
    }

    /// A span of this text, as a place.
    pub(super) fn spot(&self, span: Range<usize>) -> Place {
        match self.parts.iter().rev().find(|part| part.start <= span.start) {
            Some(part) => Place::new(Arc::clone(&part.file), part.origin(span.start)..part.origin(span.end)),
            None => Place::new(Arc::clone(&self.file), span),
        }
    }

    /// The token that a byte lies in, or the empty span there.
    pub(super) fn token_at(&self, offset: usize) -> Range<usize> {
        let after = self.tokens.partition_point(|token| token.end <= offset);
        match self.tokens.get(after) {
            Some(token) if token.start <= offset => token.clone(),
            _ => offset..offset,
        }
    }

    /// The last token that ends at or before a byte.
    pub(super) fn token_before(&self, offset: usize) -> Option<Range<usize>> {
        let after = self.tokens.partition_point(|token| token.end <= offset);
        after.checked_sub(1).and_then(|at| self.tokens.get(at)).cloned()
    }

    /// Bytes that the line of a byte begins with as white space.
    pub(super) fn indent(&self, offset: usize) -> usize {
        after(&self.text, self.line_start(offset)).bytes().take_while(|b| matches!(b, b' ' | b'\t')).count()
    }

    /// Whether nothing but white space stands before a byte on its line.
    pub(super) fn is_first_on_line(&self, offset: usize) -> bool {
        self.slice(&(self.line_start(offset)..offset)).trim().is_empty()
    }

    /// The first byte of the line that a byte lies in.
    fn line_start(&self, offset: usize) -> usize {
        let lines = self.lines.partition_point(|start| *start <= offset);
        lines.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0)
    }
}

/// A position of the language as a position of this floor; `None` where the language knows none.
pub(super) fn position(position: rhai::Position) -> Option<Position> {
    Some(Position { line: position.line()?, column: position.position()? })
}

/// The tokens of a text, comments left out. Never fails: what is no token of the language becomes one of its own.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = after(text, at);
        let Some(first) = rest.chars().next() else { return found };
        let length = if first.is_whitespace() {
            at = at.saturating_add(first.len_utf8());
            continue;
        } else if rest.starts_with("//") {
            at = at.saturating_add(rest.find('\n').unwrap_or(rest.len()));
            continue;
        } else if rest.starts_with("/*") {
            at = at.saturating_add(block_comment(rest));
            continue;
        } else if first.is_alphabetic() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if first.is_ascii_digit() {
            number(rest)
        } else if matches!(first, '"' | '\'' | '`') {
            quoted(rest, first)
        } else {
            symbol(rest).unwrap_or(first.len_utf8())
        };
        let end = at.saturating_add(length);
        found.push(at..end);
        at = end;
    }
}

/// What of a text comes from a byte on; nothing where there is no such byte, or it lies inside of a letter.
fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// Length of the block comment that a text begins with; they nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let rest = after(text, at);
        if rest.starts_with("/*") {
            depth = depth.saturating_add(1);
            at = at.saturating_add(2);
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at = at.saturating_add(2);
            if depth == 0 {
                return at;
            }
        } else {
            let Some(c) = rest.chars().next() else { return text.len() };
            at = at.saturating_add(c.len_utf8());
        }
    }
}

/// Length of the number that a text begins with.
fn number(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let dot =
            c == '.' && after(text, at.saturating_add(1)).starts_with(|next: char| next.is_ascii_digit());
        if !(c.is_ascii_alphanumeric() || c == '_' || dot) {
            break;
        }
        end = at.saturating_add(c.len_utf8());
    }
    end
}

/// Length of the quoted text that a text begins with; an open one ends with its line, a back-tick's with the text.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            '\n' if quote != '`' => return at,
            _ if c == quote => return at.saturating_add(c.len_utf8()),
            _ => {}
        }
    }
    text.len()
}

/// Length of the symbol of several characters that a text begins with.
fn symbol(text: &str) -> Option<usize> {
    const SYMBOLS: [&str; 27] = [
        "..=", "===", "!==", "**=", "<<=", ">>=", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=",
        "%=", "**", "#{", "??", "?.", "=>", "::", "..", "->", "<-", ":=",
    ];
    SYMBOLS.iter().find(|symbol| text.starts_with(**symbol)).map(|symbol| symbol.len())
}
