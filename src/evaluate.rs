//! Evaluating: requirements x localities -> verdicts.
//!
//! In: what holds (a [`Resolution`]) and the compiled rules. Out: one [`Verdict`] for every requirement in force and
//! every locality of its level that lives on the as-of day. Invariant: a verdict depends on nothing but its own
//! locality and requirement; there is no clock, no file and no order in it, so threads cannot change it.
//!
//! A requirement is taken for many localities at once: what it asks is worked out once for all that are bound alike
//! ([`duties`]), its rule looks at columns of facts ([`looks`]), and what is complete is dated together, day by day
//! ([`completion`]).

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

pub mod completion;
mod duties;
pub mod ground;
mod judge;
mod looks;
mod memory;
mod way;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};
use crate::resolve::Resolution;
use crate::resolve::deadlines::InForce;
use crate::resolve::waivers::Excuse;
use crate::rulebook::{Position, Rulebook, Slots};
use completion::Completion;
pub use ground::Ground;
pub use judge::Judge;
pub use memory::Memory;
pub use way::{Steps, Way};

/// How far a locality is, as its rule measures it. `total` is above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is done.
    pub done: Decimal,
    /// Of what.
    pub total: Decimal,
}

/// The answer for one locality and one requirement, with all that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Who.
    pub locality: LocalityIx,
    /// What.
    pub requirement: RequirementIx,
    /// The answer.
    pub status: Status,
    /// Position in the requirement's reasons.
    pub reason: Option<usize>,
    /// How far it is, where the rule measures that.
    pub progress: Option<Progress>,
    /// The deadline that judged.
    pub deadline: Option<Arc<InForce>>,
    /// Since when it is complete.
    pub completion: Option<Completion>,
    /// Facts that nobody reported: slots of the requirement's `reads`; none unless the rule needed one.
    pub missing: Slots,
    /// Whether the rule needed a target that no deadline gives.
    pub target_missing: bool,
    /// What the rule read of what was known: slots of the requirement's `reads`. [`Verdict::evidence`] finds the
    /// statements.
    pub evidence: Slots,
    /// Whether it rests on an assumption.
    pub assumed: bool,
    /// The waiver in force, where it is excused.
    pub excuse: Option<Box<Excuse>>,
    /// What the rule did wrong, where it failed or said something impossible.
    pub fault: Option<Box<Fault>>,
}

/// What a rule did wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Code of the problem.
    pub code: Code,
    /// What happened.
    pub message: String,
    /// Where in the rule.
    pub at: Option<Position>,
}

/// What goes in, but for the rules and the facts.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Working days before the effective day from which an open requirement is due soon.
    pub due_soon: u32,
}

/// Evaluates these requirements, in this order, for every locality of their level that lives on the as-of day, in
/// order of ids.
///
/// # Errors
/// Every problem that makes a day or a status impossible to tell, such as a year without a holiday table.
pub fn evaluate(
    resolution: &Resolution<'_>,
    rulebook: &Rulebook,
    requirements: &[RequirementIx],
    terms: Terms,
) -> Result<Vec<Vec<Verdict>>, Vec<Problem>> {
    Ground::new(resolution, rulebook, requirements, terms).verdicts(requirements)
}
