//! Slots of a rule.
//!
//! Rules are looked at token by token: while somebody types there is no syntax tree most of the time.

use std::ops::Range;

use super::slot::{Kind, Slot};
use crate::model::locality::Level;
use crate::model::requirement::Reach;
use crate::rulebook::reference::{names_fact, reason_places};
use crate::rulebook::tokens;

/// Bytes of the longest rule that is looked at: each token is looked at with all that stand before it.
const LONGEST: usize = 64 * 1024;

/// A rule's text in tokens.
pub struct Rule<'t> {
    text: &'t str,
    tokens: Vec<Range<usize>>,
}

/// What is around a token of the head: the keys of the tables that it is in, and whether a key belongs at it.
struct Head {
    path: Vec<String>,
    key: bool,
}

impl<'t> Rule<'t> {
    /// Cuts a text into tokens.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, tokens: if text.len() <= LONGEST { tokens(text) } else { Vec::new() } }
    }

    fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).and_then(|span| self.text.get(span.clone())).unwrap_or("")
    }

    /// The word so many tokens before one.
    fn before(&self, token: usize, back: usize) -> &'t str {
        token.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The word so many tokens after one.
    fn after(&self, token: usize, on: usize) -> &'t str {
        self.word(token.saturating_add(on))
    }

    /// What belongs at a byte.
    #[must_use]
    pub fn slot(&self, offset: usize) -> Option<Slot> {
        let after = self.tokens.partition_point(|token| token.end < offset);
        let touching = |at: &usize| self.tokens.get(*at).is_some_and(|span| span.start <= offset);
        let is_word = |at: &usize| {
            let begins = self.tokens.get(*at).is_some_and(|span| span.start == offset);
            is_name(self.word(*at)) || (is_text(self.word(*at)) && !begins)
        };
        // Between two tokens that touch, the word is meant; inside of a text, the text.
        let candidates = [after, after.saturating_add(1)];
        let at = candidates.into_iter().filter(touching).find(is_word);
        let at = match at {
            Some(at) => at,
            None => return self.empty(offset),
        };
        let span = self.tokens.get(at)?.clone();
        let word = self.word(at);
        if word.starts_with('"') {
            let inner = inside(word, &span);
            return if offset < inner.start || offset > inner.end {
                None
            } else {
                self.text_slot(at, inner, offset)
            };
        }
        if !is_name(word) {
            return None;
        }
        let kind = self.name_kind(at)?;
        Some(Slot { kind, span, quoted: false })
    }

    /// What belongs at a byte where nothing stands yet.
    fn empty(&self, offset: usize) -> Option<Slot> {
        if self.in_comment(offset) {
            return None;
        }
        let next = self.tokens.partition_point(|token| token.end <= offset);
        let kind = self.name_kind(next)?;
        Some(Slot { kind, span: offset..offset, quoted: false })
    }

    fn in_comment(&self, offset: usize) -> bool {
        let start =
            self.text.get(..offset).unwrap_or_default().rfind('\n').map_or(0, |at| at.saturating_add(1));
        let mark =
            self.text.get(start..offset).unwrap_or_default().find("//").map(|at| start.saturating_add(at));
        mark.is_some_and(|mark| !self.tokens.iter().any(|token| token.start <= mark && mark < token.end))
    }

    /// What a name would be that is this token, or stands before it.
    fn name_kind(&self, at: usize) -> Option<Kind> {
        if self.before(at, 1) == "." {
            return match (self.before(at, 2), self.before(at, 3), self.before(at, 4)) {
                ("locality", dot, _) if dot != "." => Some(Kind::Topic),
                (topic, ".", "locality") => Some(Kind::Property { topic: topic.to_owned() }),
                _ => Some(Kind::Word),
            };
        }
        if self.before(at, 1) == "::" {
            let alias = self.before(at, 2);
            let (_, library) = self.imports().into_iter().find(|(name, _)| *name == alias)?;
            return Some(Kind::Shared { library: library.to_owned() });
        }
        match self.head(at) {
            Some(Head { path, key: true }) => match path.as_slice() {
                [] => Some(Kind::HeadKey),
                [reasons] if reasons == "reasons" => Some(Kind::ReasonKey),
                _ => Some(Kind::Choice { words: vec!["en", "vi"] }),
            },
            Some(_) => None,
            None => Some(Kind::Word),
        }
    }

    /// What a text would be.
    fn text_slot(&self, at: usize, inner: Range<usize>, offset: usize) -> Option<Slot> {
        let slot = |kind| Some(Slot { kind, span: inner.clone(), quoted: true });
        if let Some(head) = self.head(at) {
            let path: Vec<&str> = head.path.iter().map(String::as_str).collect();
            return match (path.as_slice(), self.before(at, 2)) {
                (["reasons", ..], _) => self.placeholder(&inner, offset),
                ([], "level") => {
                    slot(Kind::Choice { words: Level::ALL.iter().map(|level| level.word()).collect() })
                }
                ([], "binds") => {
                    slot(Kind::Choice { words: Reach::ALL.iter().map(|reach| reach.word()).collect() })
                }
                ([], _) if self.list_of(at) == Some("cites") => slot(Kind::Document),
                _ => None,
            };
        }
        if self.before(at, 1) == "import" {
            return slot(Kind::Library);
        }
        if let Some((call, number)) = self.call(at) {
            if reason_places(call).contains(&number) {
                return slot(Kind::Reason);
            }
            if names_fact(call) && number == 0 {
                return slot(Kind::Fact);
            }
        }
        let compared = match self.before(at, 1) {
            "==" | "!=" | "<" | "<=" | ">" | ">=" => self.fact_before(at.checked_sub(1)?),
            "[" | "," => self
                .list_start(at)
                .filter(|open| self.before(*open, 1) == "in")
                .and_then(|open| self.fact_before(open.checked_sub(1)?)),
            _ => None,
        };
        slot(Kind::ValueOf { fact: compared? })
    }

    /// The fact whose name ends right before a token.
    fn fact_before(&self, at: usize) -> Option<String> {
        let path = [5, 4, 3, 2, 1].map(|back| self.before(at, back));
        match path {
            ["locality", ".", topic, ".", property] => Some(format!("{topic}.{property}")),
            _ => None,
        }
    }

    /// The call whose value a token begins, and which of its values.
    fn call(&self, at: usize) -> Option<(&'t str, usize)> {
        let (mut depth, mut number) = (0_usize, 0_usize);
        for token in (0..at).rev() {
            match self.word(token) {
                ")" | "]" | "}" => depth = depth.saturating_add(1),
                "(" if depth == 0 => return Some((self.before(token, 1), number)),
                "(" | "[" | "{" | "#{" if depth > 0 => depth = depth.saturating_sub(1),
                "," if depth == 0 => number = number.saturating_add(1),
                ";" | "{" | "#{" | "[" if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }

    /// The bracket that opens the list that a token is in.
    fn list_start(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .take_while(|token| !matches!(self.word(*token), ";" | "{" | "}" | "]"))
            .find(|token| self.word(*token) == "[")
    }

    /// The key of the list that a token is in.
    fn list_of(&self, at: usize) -> Option<&'t str> {
        let open = self.list_start(at)?;
        (self.before(open, 1) == ":").then(|| self.before(open, 2))
    }

    /// The name of a fact inside of braces of a reason's text.
    fn placeholder(&self, inner: &Range<usize>, offset: usize) -> Option<Slot> {
        let before = self.text.get(inner.start..offset)?;
        let open = before.rfind('{').filter(|open| !before.get(*open..).unwrap_or_default().contains('}'))?;
        let start = inner.start.saturating_add(open).saturating_add(1);
        let rest = self.text.get(offset..inner.end)?;
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')));
        let end = offset.saturating_add(length.unwrap_or(rest.len()));
        Some(Slot { kind: Kind::Fact, span: start..end, quoted: false })
    }

    /// Where a token stands in the head; `None` outside of it.
    fn head(&self, at: usize) -> Option<Head> {
        let start = (0..self.tokens.len()).find(|token| {
            self.word(*token) == "REQUIREMENT"
                && self.before(*token, 1) == "const"
                && self.after(*token, 2) == "#{"
        })?;
        let inside = start.saturating_add(3);
        if at < inside {
            return None;
        }
        let mut path: Vec<String> = Vec::new();
        let mut brackets: Vec<char> = vec!['{'];
        let mut key = String::new();
        for token in inside..at.min(self.tokens.len()) {
            match self.word(token) {
                "#{" | "{" => {
                    path.push(key.clone());
                    brackets.push('{');
                }
                "[" => brackets.push('['),
                "}" => {
                    brackets.pop();
                    if brackets.is_empty() {
                        return None;
                    }
                    path.pop();
                }
                "]" => {
                    brackets.pop();
                }
                ":" if is_name(self.before(token, 1)) => self.before(token, 1).clone_into(&mut key),
                _ => {}
            }
        }
        let in_table = brackets.last() == Some(&'{');
        Some(Head { path, key: in_table && matches!(self.before(at, 1), "#{" | ",") })
    }

    /// What is imported: under which name, and which file.
    #[must_use]
    pub fn imports(&self) -> Vec<(&'t str, &'t str)> {
        let all =
            (0..self.tokens.len()).filter(|at| self.word(*at) == "import" && self.after(*at, 2) == "as");
        all.map(|at| (self.after(at, 3), self.after(at, 1).trim_matches('"'))).collect()
    }

    /// The functions that are written here: name, what it takes, and what is said above it.
    #[must_use]
    pub fn functions(&self) -> Vec<(&'t str, String, String)> {
        let begins = (0..self.tokens.len()).filter(|at| self.word(*at) == "fn");
        begins
            .filter_map(|at| {
                Some((self.after(at, 1), self.takes(at.saturating_add(2))?, self.said_above(at)))
            })
            .collect()
    }

    /// What stands in the parentheses that a token opens.
    fn takes(&self, open: usize) -> Option<String> {
        let close = (open..self.tokens.len()).find(|at| self.word(*at) == ")")?;
        let span = self.tokens.get(open)?.start..self.tokens.get(close)?.end;
        self.text.get(span).map(str::to_owned)
    }

    /// The comment right above the line of a token.
    fn said_above(&self, at: usize) -> String {
        let before = self.tokens.get(at).and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        let lines = before.rsplit('\n').skip(1).map(str::trim);
        let lines = lines.map_while(|line| line.strip_prefix("//"));
        let said: Vec<&str> = lines.map(|line| line.trim_start_matches(['/', '!']).trim()).collect();
        said.into_iter().rev().collect::<Vec<_>>().join(" ")
    }

    /// The keys of the table of reasons, with their places.
    #[must_use]
    pub fn reason_keys(&self) -> Vec<(&'t str, Range<usize>)> {
        self.names_of(|kind| *kind == Kind::ReasonKey)
    }

    /// Every mention of a reason's key, where it is declared and where verdicts name it.
    #[must_use]
    pub fn reason_mentions(&self, key: &str) -> Vec<Range<usize>> {
        let all = self.names_of(|kind| matches!(kind, Kind::ReasonKey | Kind::Reason));
        all.into_iter().filter(|(word, _)| *word == key).map(|(_, span)| span).collect()
    }

    fn names_of(&self, wanted: impl Fn(&Kind) -> bool) -> Vec<(&'t str, Range<usize>)> {
        let slots = self.tokens.iter().filter_map(|token| {
            let quote = usize::from(self.text.get(token.start..).unwrap_or_default().starts_with('"'));
            let begin = token.start.saturating_add(quote);
            self.slot(begin).filter(|slot| slot.span.start == begin)
        });
        let found = slots.filter(|slot| wanted(&slot.kind));
        found.filter_map(|slot| Some((self.text.get(slot.span.clone())?, slot.span))).collect()
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn is_text(word: &str) -> bool {
    word.starts_with('"')
}

/// A quoted token without its quotes; one that is never closed reaches as far as it does.
pub(super) fn inside(word: &str, span: &Range<usize>) -> Range<usize> {
    let closed = word.len() > 1 && word.ends_with(['"', '\'']);
    span.start.saturating_add(1)..if closed { span.end.saturating_sub(1) } else { span.end }
}
