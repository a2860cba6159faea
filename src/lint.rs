//! What could be better in a project that has no errors: one file a family.
//!
//! In: a project, its rules and their cases, and the day from which it is looked at. Out: warnings and notes, each with
//! its place. Invariant: nothing found here could make an answer wrong; that is for the reader and the rulebook.

mod cases;
mod compiling;
mod days;
mod documents;
mod facts;
mod figures;

use crate::model::case::CaseFile;
use crate::model::day::Day;
use crate::problem::Problem;
use crate::project::Project;
use crate::rulebook::Rulebook;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look<'l> {
    /// The project, without errors.
    pub project: &'l Project,
    /// All its rules.
    pub rulebook: &'l Rulebook,
    /// The rules' cases.
    pub cases: &'l [CaseFile],
    /// The day from which waivers and exceptions are over.
    pub as_of: Day,
}

/// Everything that could be better, in no order.
#[must_use]
pub fn lint(look: Look<'_>) -> Vec<Problem> {
    let families: [fn(Look<'_>) -> Vec<Problem>; 6] =
        [documents::lint, days::lint, figures::lint, facts::lint, cases::lint, compiling::lint];
    families.into_iter().flat_map(|family| family(look)).collect()
}
