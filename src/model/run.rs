//! What a run of a rule gives: an answer, where it was given, and what it rests on.
//!
//! Whoever runs a rule gives the same, so that nobody above need know who did.

use rust_decimal::Decimal;

pub use super::slots::Slots;
use crate::model::day::Day;

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

/// What a rule can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A fact: its position in the requirement's `reads`.
    Fact(usize),
    /// The target.
    Target,
}

/// A place where a running rule asked for something, whether or not there was anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What.
    pub asked: Asked,
    /// Where.
    pub at: Position,
    /// Whether it was known.
    pub known: bool,
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
