//! Rules: the only floor that knows the scripting language.
//!
//! In: the texts of the rules, the dictionary and the documents that they may cite. Out: a [`Rulebook`] of
//! requirements that can be asked about the values of one locality, or everything that is wrong with the rules.
//! Invariant: a rule sees the values that it is handed and nothing else; a verdict depends on them alone, and what a
//! rule does wrong costs its own verdicts only.

mod header;
mod host;
mod nearest;
mod reasons;
mod sandbox;
mod script;
mod stage;
mod syntax;
mod text;
mod vocabulary;

use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::model::fact::Dictionary;
use crate::model::project::{Project, Script};
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::value::Value;
use crate::problem::Problem;

/// Line and column in a rule's text, both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A fact read while a rule ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Position in the requirement's `reads`.
    pub slot: usize,
    /// Where the rule read it, where known.
    pub at: Option<Position>,
}

/// What a rule answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Complete, for a reason, since a day where the rule says one. Reasons are positions in the requirement's table.
    Met { reason: usize, day: Option<Day> },
    /// Not complete.
    NotMet { reason: usize },
    /// So much of so much: complete where done >= total. `total` is above 0, `done` not below.
    Progress { done: Decimal, total: Decimal, open: usize, done_reason: usize },
    /// The requirement does not apply.
    NotApplicable { reason: usize },
    /// It needs something that is not reported: a fact (`Some(slot)`) or the target (`None`).
    Missing { slot: Option<usize> },
    /// It failed.
    Failed { message: String },
}

/// One run of one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What it answered.
    pub answer: Answer,
    /// Where it decided, where known.
    pub at: Option<Position>,
    /// Facts that it read and got, in order of first reading, each once.
    pub reads: Vec<Read>,
    /// Whether it read the target.
    pub read_target: bool,
}

/// Requirements with their compiled rules, in order of ids.
#[derive(Debug)]
pub struct Rulebook {
    requirements: Vec<Requirement>,
}

impl Rulebook {
    /// Checks and compiles the rules. All problems are given, warnings too; a rule with an error is left out.
    #[must_use]
    pub fn compile(_scripts: &[Script], _project: &Project) -> (Self, Vec<Problem>) {
        todo!()
    }

    /// The requirements, in order of ids.
    #[must_use]
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// Something that runs rules; make one a thread, and use it for many runs.
    #[must_use]
    pub fn executor<'r>(&'r self, _dictionary: &'r Dictionary) -> Executor<'r> {
        todo!()
    }
}

/// Runs rules, on one thread.
pub struct Executor<'r> {
    _rulebook: &'r Rulebook,
}

impl Executor<'_> {
    /// Runs one rule on the values of one locality: one a fact of the requirement's `reads`, in that order, and the
    /// deadline's target.
    #[must_use]
    pub fn run(&mut self, _rule: RequirementIx, _values: &[Option<Value>], _target: Option<Decimal>) -> Run {
        todo!()
    }
}
