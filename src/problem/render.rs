//! Problems as people read them in a terminal: the sentence, the line, a caret, what would do.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::model::place::Place;

use super::letters::{unseen, visible};
use super::{Problem, Severity, Sources};

/// Whether to write for a terminal that shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Plain,
    /// Text with escape sequences.
    Styled,
}

/// Longest line that is shown whole, in bytes; of a longer one the part around the caret.
const LINE_BYTES: usize = 400;

/// Writes problems in order of file and place, and a last line that counts them. Nothing is written of no problems.
#[must_use]
pub fn render(problems: &[Problem], sources: &Sources, colour: Colour) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|a, b| super::order(a, b));
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Styled => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii)
    .term_width(10_000);
    let mut out = String::new();
    for problem in sorted {
        out.push_str(&renderer.render(&[group(problem, sources)]));
        // Without a place there is no margin for the renderer to hang the help on.
        if let (None, Some(help)) = (&problem.place, &problem.help) {
            let _ = write!(out, "\n  = help: {}", safe(help));
        }
        out.push_str("\n\n");
    }
    out.push_str(&count(problems));
    out.push('\n');
    out
}

/// "3 errors, 1 warning in 2 files".
fn count(problems: &[Problem]) -> String {
    let mut parts = Vec::new();
    for severity in Severity::ALL {
        let n = problems.iter().filter(|p| p.severity == *severity).count();
        if n > 0 {
            parts.push(format!("{n} {severity}{}", if n == 1 { "" } else { "s" }));
        }
    }
    let mut line = parts.join(", ");
    let files: BTreeSet<&str> = problems.iter().filter_map(|p| p.place.as_ref()).map(|p| &*p.file).collect();
    match files.len() {
        0 => {}
        1 => line.push_str(" in 1 file"),
        n => {
            let _ = write!(line, " in {n} files");
        }
    }
    line
}

fn group<'a>(problem: &'a Problem, sources: &'a Sources) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(safe(&problem.message)).id(problem.code.word()));
    if let Some(place) = &problem.place {
        group = match sources.text(&place.file) {
            Some(text) if !text.is_empty() => group.elements(windows(place, problem, sources)),
            _ => group.element(Origin::path(visible(&place.file))),
        };
    }
    if let (Some(_), Some(help)) = (&problem.place, &problem.help) {
        group = group.element(Level::HELP.message(safe(help)));
    }
    group
}

/// The lines that a problem is about: those of its own place, with the related places that are near; then the rest.
fn windows<'a>(place: &'a Place, problem: &'a Problem, sources: &'a Sources) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    let mut far = Vec::new();
    let main = Window::around(place, sources);
    let mut annotations = vec![main.annotation(place, &problem.label, AnnotationKind::Primary)];
    for (related, label) in &problem.related {
        if main.holds(related) {
            annotations.push(main.annotation(related, label, AnnotationKind::Context));
        } else {
            far.push((related, label));
        }
    }
    elements.push(main.snippet(annotations).into());
    for (related, label) in far {
        let window = Window::around(related, sources);
        let annotation = window.annotation(related, label, AnnotationKind::Context);
        elements.push(window.snippet(vec![annotation]).into());
    }
    elements
}

/// One line of a file, or the part of a long one around a place.
struct Window<'a> {
    file: &'a str,
    text: &'a str,
    line: usize,
    /// Bytes of the file.
    span: Range<usize>,
}

impl<'a> Window<'a> {
    fn around(place: &'a Place, sources: &'a Sources) -> Self {
        let text = sources.text(&place.file).unwrap_or_default();
        let at = floor(text, place.span.start);
        let start = text
            .get(..at)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |newline| newline.saturating_add(1));
        let end = text
            .get(at..)
            .and_then(|after| after.find('\n'))
            .map_or(text.len(), |newline| at.saturating_add(newline));
        let (start, end) = if end.saturating_sub(start) > LINE_BYTES {
            let from = floor(text, at.saturating_sub(LINE_BYTES / 4)).max(start);
            (from, floor(text, from.saturating_add(LINE_BYTES)).min(end).max(from))
        } else {
            (start, end)
        };
        let line = text.get(..start).map_or(1, |before| before.matches('\n').count().saturating_add(1));
        let shown = text.get(start..end).unwrap_or_default();
        Self { file: &place.file, text: shown.trim_end_matches('\r'), line, span: start..end }
    }

    fn holds(&self, place: &Place) -> bool {
        *place.file == *self.file && self.span.start <= place.span.start && place.span.end <= self.span.end
    }

    fn annotation(&self, place: &Place, label: &'a str, kind: AnnotationKind) -> Annotation<'a> {
        let inside = |at: usize| floor(self.text, at.saturating_sub(self.span.start));
        let (from, to) = (inside(place.span.start), inside(place.span.end));
        let annotation = kind.span(from..to.max(from));
        if label.is_empty() { annotation } else { annotation.label(safe(label)) }
    }

    fn snippet(&self, annotations: Vec<Annotation<'a>>) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(visible(self.text))
            .path(visible(self.file))
            .line_start(self.line)
            .annotations(annotations)
    }
}

/// The nearest boundary of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}

/// Longest sentence that is shown whole, in letters. Longer ones quote something that nobody reads to its end.
const SENTENCE: usize = 600;

/// A text of the project without what would move the terminal's cursor, turn the writing round or fill the screen.
fn safe(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' | '\r' => '\u{fffd}',
        c if unseen(c.encode_utf8(&mut [0; 4])).is_some() => '\u{fffd}',
        c => c,
    };
    let mut safe: String = text.chars().take(SENTENCE).map(shown).collect();
    if safe.len() < text.len() && text.chars().nth(SENTENCE).is_some() {
        safe.push('…');
    }
    safe
}
