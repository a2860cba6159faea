//! Slots of the TOML forms.
//!
//! A form is looked at letter by letter from the head of its table on: while somebody types there is no TOML most of
//! the time.

use std::ops::Range;

use super::keys::choices;
use super::rule::inside;
use super::slot::{Kind, Slot};

/// Which sort of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Document,
    Cases,
    Dictionary,
    Lint,
    Scoring,
}

impl Paper {
    /// The sort of the file at a path of the project.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        match path {
            "data/facts.toml" => Some(Self::Dictionary),
            "rules/lint.toml" => Some(Self::Lint),
            "rules/scoring.toml" => Some(Self::Scoring),
            _ if path.starts_with("rules/") && path.ends_with(".cases.toml") => Some(Self::Cases),
            _ if path.starts_with("data/documents/") && path.ends_with(".toml") => Some(Self::Document),
            _ => None,
        }
    }

    /// The form of a table by the words of its head; without any of the file's top.
    fn form(self, head: &str) -> &'static str {
        match (self, head) {
            (Self::Document, "") => "document",
            (Self::Document, "observation") => "observation",
            (Self::Document, "deadline") => "deadline",
            (Self::Document, "waiver") => "waiver",
            (Self::Document, "total") => "total",
            (Self::Document, "identity") => "identity",
            (Self::Document, "table") => "table",
            (Self::Cases, "") => "cases",
            (Self::Cases, "case") => "case",
            (Self::Cases, "report") => "report",
            (Self::Dictionary, head) if !head.is_empty() => "fact",
            (Self::Lint, "") => "lint",
            (Self::Lint, "levels") => "levels",
            (Self::Lint, "allow") => "allow",
            (Self::Scoring, "") => "scoring",
            (Self::Scoring, "credits") => "credits",
            (Self::Scoring, "grades") => "grades",
            _ => "",
        }
    }
}

/// Where a byte stands in a table.
#[derive(Debug, Default)]
struct Stand {
    /// The keys around it, outermost first, without the one whose value it is in.
    around: Vec<String>,
    /// The key whose value it is in; none: a key belongs here.
    key: Option<String>,
    /// Where the word at it begins.
    start: usize,
}

/// What belongs at a byte of a form.
#[must_use]
pub fn slot(paper: Paper, text: &str, offset: usize) -> Option<Slot> {
    let (head, body) = table(text, offset);
    if let Some(name) = head_at(text, offset) {
        let declared = paper == Paper::Dictionary;
        return declared.then_some(Slot { kind: Kind::FactDeclared, span: name, quoted: false });
    }
    let stand = stand(text, body, offset)?;
    let quote =
        text.get(stand.start..).unwrap_or_default().chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = end_of_word(text, stand.start, quote, stand.key.is_none());
    let whole = stand.start..end.max(offset);
    let span =
        if quote.is_some() { inside(text.get(whole.clone()).unwrap_or_default(), &whole) } else { whole };
    if offset < span.start || offset > span.end {
        return None;
    }
    let kind = kind(paper, head, &stand, text, body)?;
    Some(Slot { kind, span, quoted: quote.is_some() })
}

/// The head of the table that a byte is in, and where its body begins.
fn table(text: &str, offset: usize) -> (&str, usize) {
    let before = text.get(..offset).unwrap_or_default();
    let mut found = ("", 0);
    let mut at = 0_usize;
    for line in before.split_inclusive('\n') {
        if line.ends_with('\n')
            && let Some(head) = head(line)
        {
            found = (head, at.saturating_add(line.len()));
        }
        at = at.saturating_add(line.len());
    }
    found
}

/// The words of a table's head, where a line is one.
fn head(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or("").trim();
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let inner = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(inner).trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    (!inner.is_empty() && inner.chars().all(plain)).then_some(inner)
}

/// The name in the head that a byte is in.
fn head_at(text: &str, offset: usize) -> Option<Range<usize>> {
    let start = text.get(..offset).unwrap_or_default().rfind('\n').map_or(0, |at| at.saturating_add(1));
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or("");
    let name = head(line)?;
    let from = start.saturating_add(line.find(name)?);
    let span = from..from.saturating_add(name.len());
    (span.start <= offset && offset <= span.end).then_some(span)
}

/// Follows a table's body to a byte.
fn stand(text: &str, body: usize, offset: usize) -> Option<Stand> {
    let mut stand = Stand { start: offset, ..Stand::default() };
    // One an open bracket: whether it holds a table, and the key that it is the value of.
    let mut open: Vec<(bool, Option<String>)> = Vec::new();
    let mut word = String::new();
    let mut at = body;
    while at < offset {
        let rest = text.get(at..).unwrap_or_default();
        let c = rest.chars().next()?;
        match c {
            '#' => {
                let end = at.saturating_add(rest.find('\n').unwrap_or(rest.len()));
                if offset <= end {
                    return None;
                }
                at = end;
                continue;
            }
            '"' | '\'' => {
                let length = quoted(rest, c);
                let end = at.saturating_add(length);
                if offset < end || (offset == end && !closed(rest.get(..length).unwrap_or(rest), c)) {
                    stand.start = at;
                    break;
                }
                rest.get(1..length.saturating_sub(1)).unwrap_or("").clone_into(&mut word);
                at = end;
                stand.start = offset;
                continue;
            }
            '=' => stand.key = Some(std::mem::take(&mut word).trim().to_owned()),
            '{' => {
                open.push((true, stand.key.clone()));
                stand.around.push(stand.key.take().unwrap_or_default());
            }
            '[' => open.push((false, stand.key.clone())),
            '}' | ']' => {
                let (table, key) = open.pop()?;
                if table {
                    stand.around.pop();
                }
                stand.key = key;
            }
            ',' if open.last().is_some_and(|(table, _)| *table) => stand.key = None,
            '\n' if open.is_empty() => stand.key = None,
            _ => {}
        }
        if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') {
            if word.is_empty() {
                stand.start = at;
            }
            word.push(c);
        } else {
            if !matches!(c, ' ' | '\t') || stand.key.is_some() {
                word.clear();
            }
            stand.start = offset;
        }
        at = at.saturating_add(c.len_utf8());
    }
    Some(stand)
}

/// The length of a quoted text, which ends with its line where nothing closes it.
fn quoted(text: &str, quote: char) -> usize {
    let triple = text.get(..1).unwrap_or_default().repeat(3);
    if text.starts_with(triple.as_str()) {
        return text
            .get(3..)
            .unwrap_or_default()
            .find(triple.as_str())
            .map_or(text.len(), |at| at.saturating_add(6));
    }
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            '\n' => return at,
            c if c == quote => return at.saturating_add(1),
            _ => {}
        }
    }
    text.len()
}

fn closed(quoted: &str, quote: char) -> bool {
    quoted.len() > 1 && quoted.ends_with(quote)
}

fn end_of_word(text: &str, start: usize, quote: Option<char>, key: bool) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    match quote {
        Some(quote) => start.saturating_add(quoted(rest, quote)),
        None => {
            let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || (c == '.' && key);
            start.saturating_add(rest.find(|c| !plain(c)).unwrap_or(rest.len()))
        }
    }
}

fn kind(paper: Paper, head: &str, stand: &Stand, text: &str, body: usize) -> Option<Kind> {
    let form = paper.form(head);
    let around: Vec<&str> = stand.around.iter().map(String::as_str).collect();
    // Tables inside of tables are forms of their own.
    let form = match around.as_slice() {
        [] => form,
        [.., "facts"] => "facts",
        ["expect"] => "expect",
        ["history"] => "history",
        ["roll_up"] => "roll_up",
        [.., "title" | "reason"] => "text",
        _ => return None,
    };
    let Some(key) = stand.key.as_deref() else {
        return match form {
            "facts" => Some(Kind::Fact),
            "levels" => Some(Kind::Code),
            "" => None,
            form => Some(Kind::Key { form }),
        };
    };
    if let Some(words) = choices(form, key) {
        return Some(Kind::Choice { words });
    }
    Some(match (form, key) {
        ("facts", fact) => Kind::ValueOf { fact: fact.to_owned() },
        ("observation" | "total", "fact") => Kind::Fact,
        ("observation", "value") | ("total", "where") => {
            Kind::ValueOf { fact: value_in(text, body, "fact")? }
        }
        (_, "requirement") => Kind::Requirement,
        (_, "localities") => Kind::Locality,
        ("deadline", "binds") => Kind::LocalityOrLevel,
        ("expect", "reason") => Kind::ExpectedReason,
        ("allow", "code") => Kind::Code,
        ("document", "id") => Kind::DocumentDeclared,
        ("observation", "others") => Kind::Choice { words: vec!["true", "false"] },
        _ => return None,
    })
}

/// The quoted value of a key of the table whose body begins at a byte.
fn value_in(text: &str, body: usize, key: &str) -> Option<String> {
    let lines =
        text.get(body..).unwrap_or_default().lines().take_while(|line| !line.trim_start().starts_with('['));
    let value = lines
        .filter_map(|line| line.trim_start().strip_prefix(key)?.trim_start().strip_prefix('='))
        .next()?;
    Some(value.split('"').nth(1)?.to_owned())
}
