//! What the screen can show, and what goes beside the answer: problems, on standard error.

use std::io::IsTerminal;

use camino::Utf8Path;

use dondoc::pipeline::Refusal;
use dondoc::problem::{self, Problem, Severity, Sources};
use dondoc::render::{Paint, Style};

use super::Outcome;
use super::streams::Stream;
use crate::cli::{Color, Global};

/// How text looks on standard output.
pub fn style(global: &Global) -> Style {
    let width = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    let paint = paint(global, std::io::stdout().is_terminal());
    Style { width: width.unwrap_or(Style::WIDTH), paint }
}

/// Whether a stream is coloured.
fn paint(global: &Global, is_terminal: bool) -> Paint {
    let colour = match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    if colour { Paint::Colour } else { Paint::Plain }
}

/// Shows why a project is refused.
pub fn refuse(global: &Global, refusal: &Refusal) -> Outcome {
    show(global, &refusal.problems, &refusal.sources);
    Outcome::Invalid
}

/// Says what cannot be done.
pub fn invalid(error: &anyhow::Error) -> Outcome {
    say(&format!("dondoc: {error:#}\n"));
    Outcome::Invalid
}

/// Shows problems on standard error.
pub fn show(global: &Global, problems: &[Problem], sources: &Sources) {
    let paint = match paint(global, std::io::stderr().is_terminal()) {
        Paint::Plain => problem::Colour::Plain,
        Paint::Colour => problem::Colour::Styled,
    };
    say(&problem::render(problems, sources, paint));
}

/// Problems as they are shown where they are the answer.
pub fn in_full(global: &Global, problems: &[Problem], sources: &Sources) -> String {
    let colour = match paint(global, std::io::stdout().is_terminal()) {
        Paint::Plain => problem::Colour::Plain,
        Paint::Colour => problem::Colour::Styled,
    };
    problem::render(problems, sources, colour)
}

/// A path as the project knows it, where it leads there from the current folder.
pub fn in_project(project: &Utf8Path, path: &str) -> String {
    let path = Utf8Path::new(path);
    path.strip_prefix(project).unwrap_or(path).to_string()
}

/// Says a text on standard error; a reader that has gone away is no fault.
pub fn say(text: &str) {
    let _ = Stream::Error.write(text.as_bytes());
}

/// Shows warnings: in full where asked to, else how many there are.
pub fn warn(global: &Global, warnings: &[Problem], sources: &Sources) {
    if global.quiet || warnings.is_empty() {
        return;
    }
    if global.verbose {
        show(global, warnings, sources);
        return;
    }
    let count = warnings.iter().filter(|w| w.severity == Severity::Warning).count();
    if count > 0 {
        let thing = if count == 1 { "warning" } else { "warnings" };
        say(&format!("{count} {thing} about the project's files; -v shows them\n"));
    }
}
