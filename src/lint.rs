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
mod leftovers;
mod literals;

use crate::model::case::CaseFile;
use crate::model::day::Day;
use crate::model::place::Place;
use crate::problem::{Problem, Sources};
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
    /// The texts of both.
    pub sources: &'l Sources,
    /// The day from which waivers and exceptions are over.
    pub as_of: Day,
}

impl Look<'_> {
    /// The first of these keys that stands in the form of a document whose head is at a place; else the head itself.
    fn key(&self, head: &Place, keys: &[&str]) -> Place {
        let text = self.sources.text(&head.file).unwrap_or_default();
        let mut at = head.span.end;
        for line in
            text.get(at..).unwrap_or_default().split_inclusive('\n').take_while(|line| !line.starts_with('['))
        {
            let key = line.split('=').next().unwrap_or_default().trim();
            if keys.contains(&key) {
                return Place { file: head.file.clone(), span: at..at + line.trim_end().len() };
            }
            at += line.len();
        }
        head.clone()
    }
}

/// Everything that could be better, in no order.
#[must_use]
pub fn lint(look: Look<'_>) -> Vec<Problem> {
    let families: [fn(Look<'_>) -> Vec<Problem>; 8] = [
        documents::lint,
        days::lint,
        figures::lint,
        facts::lint,
        cases::lint,
        literals::lint,
        compiling::lint,
        leftovers::lint,
    ];
    families.into_iter().flat_map(|family| family(look)).collect()
}
