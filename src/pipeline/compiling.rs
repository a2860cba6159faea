//! Compiling: the rules of a project that was read, with everything that is wrong with either.
//!
//! In: what was read. Out: the same and its rulebook. Invariant: what only follows from a form that could not be read is
//! held back, and nothing else is.

use std::collections::BTreeSet;

use crate::problem::{Absent, Problem, Severity};
use crate::read::{self, Reading};
use crate::rulebook::Rulebook;

/// A project as it was read, with its rules and everything that is wrong with either.
///
/// Where a form could not be read, whatever speaks of what it holds seems to speak of nothing: one cause, told once.
pub(super) fn compiled(mut reading: Reading) -> (Reading, Rulebook) {
    let (rulebook, of_rules) = Rulebook::compile(&reading.project.scripts, &reading.project);
    reading.problems.extend(of_rules);
    let errors = reading.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let files = errors.filter_map(|problem| problem.place.as_ref().map(|place| &*place.file));
    let is_read = |file: &str| reading.project.documents.iter().any(|one| *one.place.file == *file);
    let unread =
        |file: &&str| *file == read::FACTS || (file.starts_with("data/documents/") && !is_read(file));
    let unread: BTreeSet<&str> = files.filter(unread).collect();
    let lines: Vec<&str> =
        unread.iter().filter_map(|file| reading.sources.text(file)).flat_map(str::lines).collect();
    let held = |problem: &Problem| {
        let itself = problem.place.as_ref().is_some_and(|place| unread.contains(&*place.file));
        let Some(subject) = problem.about.as_deref().filter(|_| !itself) else { return false };
        lines.iter().any(|line| declares(line, subject))
    };
    let follows: Vec<bool> = reading.problems.iter().map(held).collect();
    let mut follows = follows.into_iter();
    reading.problems.retain(|_| !follows.next().unwrap_or(false));
    (reading, rulebook)
}

/// Whether a line of a form is where something is declared.
fn declares(line: &str, subject: &Absent) -> bool {
    match subject {
        Absent::Document(id) => line.starts_with("id") && line.contains(&format!("\"{id}\"")),
        Absent::Fact(name) => {
            let rest = line.strip_prefix('[').and_then(|line| line.strip_prefix(name.as_str()));
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
        }
        // no form declares a requirement: its script does; and a key is missing where it is missing
        Absent::Requirement(_) | Absent::Key { .. } => false,
    }
}
