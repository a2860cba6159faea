//! What is wrong, as an editor marks it, and what could be written instead.

use std::ops::Range;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Uri};

use super::desk::Desk;
use super::positions;
use crate::problem::hint::Hint;
use crate::problem::{Problem, Severity};

/// The name under which an editor shows where a mark comes from.
const SOURCE: &str = "dondoc";

/// The marks of a file. What lies in no file at all is marked at the top of each.
#[must_use]
pub fn marks(desk: &Desk, path: &str, text: &str, address: impl Fn(&str) -> Uri) -> Vec<Diagnostic> {
    let of_file = |problem: &&Problem| problem.place.as_ref().is_none_or(|place| &*place.file == path);
    let problems = desk.project.problems.iter().filter(of_file);
    problems.map(|problem| mark(desk, problem, text, &address)).collect()
}

fn mark(desk: &Desk, problem: &Problem, text: &str, address: &impl Fn(&str) -> Uri) -> Diagnostic {
    let span = problem.place.as_ref().map_or(0..0, |place| place.span.clone());
    let help = problem.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let related = problem.related.iter().map(|(place, label)| {
        let there = desk.text(&place.file).unwrap_or_default();
        let location = Location { uri: address(&place.file), range: positions::span(&there, &place.span) };
        DiagnosticRelatedInformation { location, message: label.clone() }
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: positions::span(text, &span),
        severity: Some(match problem.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(problem.code.word().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("{}{help}", problem.message).into(),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// A cure that can be written at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// What is written anew.
    pub span: Range<usize>,
    /// With what.
    pub word: String,
    /// The problem that it cures: its place among those of the project.
    pub problem: usize,
}

/// The cures of what is wrong between two bytes of a file.
#[must_use]
pub fn cures(desk: &Desk, path: &str, text: &str, asked: &Range<usize>) -> Vec<Cure> {
    let mut cures = Vec::new();
    for (at, problem) in desk.project.problems.iter().enumerate() {
        let Some(place) = problem.place.as_ref().filter(|place| &*place.file == path) else { continue };
        if place.span.end < asked.start || asked.end < place.span.start {
            continue;
        }
        let words = problem.help.as_ref().map(Hint::instead).unwrap_or_default();
        let written = words.iter().filter_map(|word| instead(text, &place.span, word));
        cures.extend(written.map(|(span, word)| Cure { span, word, problem: at }));
    }
    cures
}

/// What has to be written where, so that a word stands in the place of what is wrong there.
fn instead(text: &str, span: &Range<usize>, word: &str) -> Option<(Range<usize>, String)> {
    let wrong = text.get(span.clone())?;
    // A call is offered as it is written: by its name alone, and asked of the locality with both.
    if wrong.starts_with(['"', '\'']) {
        let quote = wrong.get(..1).unwrap_or_default();
        return Some((span.clone(), format!("{quote}{word}{quote}")));
    }
    let (Some((topic, property)), false) = (word.split_once('.'), wrong.contains('.')) else {
        return Some((span.clone(), word.to_owned()));
    };
    let before = text.get(..span.start).unwrap_or_default();
    if before.ends_with(&format!("{topic}.")) {
        return Some((span.clone(), property.to_owned()));
    }
    if before.ends_with("locality.") {
        // The topic itself is wrong: what stands behind it is offered with it.
        let rest = text.get(span.end..).unwrap_or_default().strip_prefix('.').unwrap_or("");
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let end = if rest.is_empty() { span.end } else { span.end.saturating_add(1).saturating_add(length) };
        return Some((span.start..end, word.to_owned()));
    }
    if topic == "locality" || !before.ends_with('.') {
        return Some((span.clone(), word.to_owned()));
    }
    // The property of another topic: what stands before is written anew as well.
    let start = before
        .trim_end_matches('.')
        .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(0, |at| at.saturating_add(1));
    Some((start..span.end, word.to_owned()))
}
