//! Problems as plain rows: what every rendering of `dondoc lint` sees.

use serde::Serialize;

use crate::model::place::Place;
use crate::problem::{Code, Problem, Severity, Sources};

/// Name and version of the form.
pub const SCHEMA: &str = "dondoc.lint/1";

/// Everything that was found.
#[derive(Debug, Clone, Serialize)]
pub struct LintReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// In order of file and place.
    pub problems: Vec<Found>,
}

/// One problem.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// How bad.
    pub severity: Severity,
    /// Stable code.
    pub code: Code,
    /// One sentence.
    pub message: String,
    /// What would do; null where nobody knows.
    pub help: Option<String>,
    /// Where; null where it is in no file.
    pub at: Option<Spot>,
    /// Other places that belong to it.
    pub related: Vec<RelatedSpot>,
}

/// A place. Lines and columns are counted from 1, columns in characters; the end is excluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Path relative to the project folder, with `/`.
    pub file: String,
    /// Line of its beginning.
    pub line: usize,
    /// Column of its beginning.
    pub column: usize,
    /// Line of its end.
    pub end_line: usize,
    /// Column of its end.
    pub end_column: usize,
}

/// Another place, and what it has to do with the problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedSpot {
    /// Few words.
    pub label: String,
    /// The place.
    pub at: Spot,
}

/// The rows of these problems, in their order.
#[must_use]
pub fn lint_report(problems: &[Problem], sources: &Sources) -> LintReport {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    LintReport {
        schema: SCHEMA,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        problems: problems.iter().map(|problem| found(problem, sources)).collect(),
    }
}

fn found(problem: &Problem, sources: &Sources) -> Found {
    let related = problem.related.iter();
    Found {
        severity: problem.severity,
        code: problem.code,
        message: problem.message.clone(),
        help: problem.help.as_ref().map(ToString::to_string),
        at: problem.place.as_ref().map(|place| spot(place, sources)),
        related: related
            .map(|(place, label)| RelatedSpot { label: label.clone(), at: spot(place, sources) })
            .collect(),
    }
}

fn spot(place: &Place, sources: &Sources) -> Spot {
    let (line, column) = sources.line_column(place).unwrap_or((1, 1));
    let end = Place { file: place.file.clone(), span: place.span.end..place.span.end };
    let (end_line, end_column) = sources.line_column(&end).unwrap_or((line, column));
    Spot { file: place.file.to_string(), line, column, end_line, end_column }
}
