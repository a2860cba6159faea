//! What is judged: who, and everything that the rules can read of them on the as-of day.
//!
//! In: what holds, the rules, and which of these are asked. Out: the verdicts of any of them. Invariant: a row of a
//! level is the same locality in its list of localities, in each of its facts and in the verdicts of each of its
//! requirements, so that what a verdict rests on is found again by its row, without a search.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::judge::Bench;
use super::memory::{Memory, Rows};
use super::{Judge, Terms, Verdict};
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::requirement::RequirementIx;
use crate::problem::Problem;
use crate::resolve::Resolution;
use crate::resolve::columns::Holding;
use crate::rulebook::{Executor, Rulebook};

/// Localities that are judged by one requirement on one thread, at most. What they need stays near the processor, and
/// what is worked out once for all of them is worked out seldom.
const MOST_ROWS: usize = 16_384;

/// The localities of a requirement, in parts of nearly the same size.
fn parts(at: RequirementIx, rows: usize) -> impl Iterator<Item = (RequirementIx, Range<usize>)> {
    let count = rows.div_ceil(MOST_ROWS);
    let size = rows.div_ceil(count.max(1));
    (0..count).map(move |part| {
        let from = size.saturating_mul(part).min(rows);
        (at, from..from.saturating_add(size).min(rows))
    })
}

/// What came of judging some localities by one requirement.
struct Judged {
    verdicts: Vec<Verdict>,
    /// What made others impossible.
    problems: Vec<Problem>,
    /// What is worth remembering.
    rows: Option<Rows>,
    /// How many times the rule was run.
    ran: usize,
}

/// Who is judged, and everything that the rules can read of them on the as-of day.
#[derive(Debug)]
pub struct Ground<'g> {
    resolution: &'g Resolution<'g>,
    rulebook: &'g Rulebook,
    terms: Terms,
    localities: BTreeMap<Level, Vec<LocalityIx>>,
    facts: BTreeMap<(Level, FactIx), Holding>,
}

impl<'g> Ground<'g> {
    /// What is needed to judge by these requirements.
    #[must_use]
    pub fn new(
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
        let facts = wanted.into_par_iter().map(|(level, fact)| {
            let localities = localities.get(&level).map_or(&[][..], Vec::as_slice);
            ((level, fact), resolution.holding(localities, fact, as_of))
        });
        let facts = facts.collect::<Vec<_>>().into_iter().collect();
        Self { resolution, rulebook, terms, localities, facts }
    }

    /// Verdicts by some of the requirements that it was made for: a list each, in this order, in order of ids.
    ///
    /// # Errors
    /// Every problem that makes a day or a status impossible to tell, such as a year without a holiday table.
    pub fn verdicts(&self, requirements: &[RequirementIx]) -> Result<Vec<Vec<Verdict>>, Vec<Problem>> {
        self.judged(requirements, None).map(|(lists, _)| lists)
    }

    /// The same, where what is remembered of an earlier evaluation need not be found again. The memory is of this one
    /// from then on.
    ///
    /// # Errors
    /// As [`verdicts`](Self::verdicts).
    pub fn verdicts_after(
        &self,
        requirements: &[RequirementIx],
        memory: &mut Memory,
    ) -> Result<Vec<Vec<Verdict>>, Vec<Problem>> {
        let (lists, now) = self.judged(requirements, Some(memory))?;
        *memory = now;
        Ok(lists)
    }

    fn judged(
        &self,
        requirements: &[RequirementIx],
        memory: Option<&Memory>,
    ) -> Result<(Vec<Vec<Verdict>>, Memory), Vec<Problem>> {
        let jobs: Vec<(RequirementIx, Range<usize>)> =
            requirements.iter().flat_map(|at| parts(*at, self.localities(*at).len())).collect();
        let mut judged: Vec<Judged> = jobs
            .par_iter()
            .map_init(
                || self.rulebook.executor(&self.resolution.project.dictionary),
                |executor, (at, rows)| self.judge(executor, *at, rows.clone(), memory),
            )
            .collect();
        // Which answers came before a rule had taken all its time depends on the machine: none of them counts.
        if requirements.iter().any(|at| self.rulebook.is_too_slow(*at)) {
            let mut executor = self.rulebook.executor(&self.resolution.project.dictionary);
            for (part, (at, rows)) in judged.iter_mut().zip(&jobs) {
                if self.rulebook.is_too_slow(*at) {
                    *part = self.judge(&mut executor, *at, rows.clone(), None);
                }
            }
        }
        let mut problems = Vec::new();
        let mut lists: BTreeMap<RequirementIx, Vec<Verdict>> = BTreeMap::new();
        let mut now = Memory::of(self.resolution);
        for ((at, _), Judged { verdicts, problems: found, rows, ran }) in jobs.iter().zip(judged) {
            problems.extend(found);
            now.learn(*at, self.rulebook, &self.resolution.project.dictionary, rows, ran);
            match lists.get_mut(at) {
                Some(list) => list.extend(verdicts),
                None => {
                    lists.insert(*at, verdicts);
                }
            }
        }
        if problems.is_empty() {
            let lists = requirements.iter().map(|at| lists.remove(at).unwrap_or_default()).collect();
            return Ok((lists, now));
        }
        problems.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
        problems.dedup();
        Err(problems)
    }

    /// Whom a requirement is about.
    fn localities(&self, at: RequirementIx) -> &[LocalityIx] {
        self.localities.get(&self.rulebook.requirement(at).level).map_or(&[], Vec::as_slice)
    }

    /// The verdicts on some of a requirement's localities.
    fn judge(
        &self,
        executor: &mut Executor<'g>,
        at: RequirementIx,
        rows: Range<usize>,
        memory: Option<&Memory>,
    ) -> Judged {
        let holdings = self.holdings(at);
        let bench = Bench { localities: self.localities(at), holdings: &holdings };
        let before = memory.map(|memory| memory.before(at, self.rulebook, self.resolution));
        let (mut problems, ran_before) = (Vec::new(), executor.ran());
        let mut judge =
            Judge { resolution: self.resolution, rulebook: self.rulebook, executor, terms: self.terms };
        let (verdicts, rows) = judge.verdicts(at, bench, rows, before, &mut problems);
        Judged { verdicts, problems, rows, ran: executor.ran().saturating_sub(ran_before) }
    }

    /// The facts that a rule can read, in its order; a row each locality of its level.
    #[must_use]
    pub fn holdings(&self, at: RequirementIx) -> Vec<&Holding> {
        let requirement = self.rulebook.requirement(at);
        requirement.reads.iter().filter_map(|fact| self.facts.get(&(requirement.level, *fact))).collect()
    }
}
