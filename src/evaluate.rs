//! Evaluating: requirements x localities -> verdicts.
//!
//! In: what holds (a [`Resolution`]) and the compiled rules. Out: one [`Verdict`] for every requirement in force and
//! every locality of its level that lives on the as-of day. Invariant: a verdict depends on nothing but its own
//! locality and requirement; there is no clock, no file and no order in it, so threads cannot change it.
//!
//! A requirement is taken for many localities at once: what it asks is worked out once for all that are bound alike
//! ([`duties`]), its rule looks at columns of facts ([`looks`]), and what is complete is dated together, day by day
//! ([`completion`]).

pub mod completion;
mod duties;
mod judge;
mod looks;
mod way;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::requirement::RequirementIx;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};
use crate::resolve::Resolution;
use crate::resolve::columns::Holding;
use crate::resolve::deadlines::InForce;
use crate::resolve::waivers::Excuse;
use crate::rulebook::{Executor, Position, Rulebook, Slots};
use completion::Completion;
use judge::Bench;
pub use judge::Judge;
pub use way::Way;

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
    /// Facts that nobody reported, in order of names; empty unless the rule needed one.
    pub missing: Vec<FactIx>,
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

/// Localities that are judged by one requirement on one thread, at most. What they need stays near the processor, and
/// what is worked out once for all of them is worked out seldom.
const MOST_ROWS: usize = 16_384;

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
    let ground = Ground::new(resolution, rulebook, requirements, terms);
    let jobs: Vec<(RequirementIx, Range<usize>)> =
        requirements.iter().flat_map(|at| parts(*at, ground.localities(*at).len())).collect();
    let mut judged: Vec<Judged> = jobs
        .par_iter()
        .map_init(
            || rulebook.executor(&resolution.project.dictionary),
            |executor, (at, rows)| ground.judge(executor, *at, rows.clone()),
        )
        .collect();
    // Which answers came before a rule had taken all its time depends on the machine: none of them counts.
    if requirements.iter().any(|at| rulebook.is_too_slow(*at)) {
        let mut executor = rulebook.executor(&resolution.project.dictionary);
        for (part, (at, rows)) in judged.iter_mut().zip(&jobs) {
            if rulebook.is_too_slow(*at) {
                *part = ground.judge(&mut executor, *at, rows.clone());
            }
        }
    }
    let mut problems = Vec::new();
    let mut lists: BTreeMap<RequirementIx, Vec<Verdict>> = BTreeMap::new();
    for ((at, _), (verdicts, found)) in jobs.iter().zip(judged) {
        problems.extend(found);
        match lists.get_mut(at) {
            Some(list) => list.extend(verdicts),
            None => {
                lists.insert(*at, verdicts);
            }
        }
    }
    if problems.is_empty() {
        return Ok(requirements.iter().map(|at| lists.remove(at).unwrap_or_default()).collect());
    }
    problems.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
    problems.dedup();
    Err(problems)
}

/// The localities of a requirement, in parts of nearly the same size.
fn parts(at: RequirementIx, rows: usize) -> impl Iterator<Item = (RequirementIx, Range<usize>)> {
    let count = rows.div_ceil(MOST_ROWS);
    (0..count).map(move |part| (at, rows * part / count..rows * (part + 1) / count))
}

/// Verdicts, and what made others impossible.
type Judged = (Vec<Verdict>, Vec<Problem>);

/// Who is judged, and everything that the rules can read of them on the as-of day.
struct Ground<'g> {
    resolution: &'g Resolution<'g>,
    rulebook: &'g Rulebook,
    terms: Terms,
    localities: BTreeMap<Level, Vec<LocalityIx>>,
    facts: BTreeMap<(Level, FactIx), Holding>,
}

impl<'g> Ground<'g> {
    fn new(
        resolution: &'g Resolution<'g>,
        rulebook: &'g Rulebook,
        requirements: &[RequirementIx],
        terms: Terms,
    ) -> Self {
        let requirements = || requirements.iter().map(|at| rulebook.requirement(*at));
        let living = |level| resolution.project.registry.living(level, resolution.units_on).collect();
        let levels: BTreeSet<Level> = requirements().map(|requirement| requirement.level).collect();
        let localities: BTreeMap<Level, Vec<LocalityIx>> =
            levels.into_iter().map(|level| (level, living(level))).collect();
        let wanted: BTreeSet<(Level, FactIx)> = requirements()
            .flat_map(|requirement| requirement.reads.iter().map(|fact| (requirement.level, *fact)))
            .collect();
        let wanted: Vec<(Level, FactIx)> = wanted.into_iter().collect();
        let as_of = resolution.horizon.as_of;
        let facts = wanted
            .into_par_iter()
            .map(|(level, fact)| ((level, fact), resolution.holding(&localities[&level], fact, as_of)));
        let facts = facts.collect::<Vec<_>>().into_iter().collect();
        Self { resolution, rulebook, terms, localities, facts }
    }

    fn localities(&self, at: RequirementIx) -> &[LocalityIx] {
        self.localities.get(&self.rulebook.requirement(at).level).map_or(&[], Vec::as_slice)
    }

    /// The verdicts on some of a requirement's localities.
    fn judge(&self, executor: &mut Executor<'g>, at: RequirementIx, rows: Range<usize>) -> Judged {
        let holdings = self.holdings(at);
        let bench = Bench { localities: self.localities(at), holdings: &holdings };
        let mut problems = Vec::new();
        let mut judge =
            Judge { resolution: self.resolution, rulebook: self.rulebook, executor, terms: self.terms };
        (judge.verdicts(at, bench, rows, &mut problems), problems)
    }

    /// The facts that a rule can read, in its order.
    fn holdings(&self, at: RequirementIx) -> Vec<&Holding> {
        let requirement = self.rulebook.requirement(at);
        requirement.reads.iter().filter_map(|fact| self.facts.get(&(requirement.level, *fact))).collect()
    }
}
