//! Evaluating: requirements x localities -> verdicts.
//!
//! In: what holds (a [`Resolution`]) and the compiled rules. Out: one [`Verdict`] for every requirement in force and
//! every locality of its level that lives on the as-of day. Invariant: a verdict depends on nothing but its own
//! locality and requirement; there is no clock, no file and no order in it, so threads cannot change it.

pub mod completion;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::model::fact::FactIx;
use crate::model::locality::LocalityIx;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::value::Value;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};
use crate::resolve::Resolution;
use crate::resolve::deadlines::{Duty, InForce};
use crate::resolve::facts::Held;
use crate::resolve::waivers::Excuse;
use crate::rulebook::{Answer, Executor, Position, Read, Rulebook, Run};
use completion::Completion;

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
    pub deadline: Option<InForce>,
    /// Since when it is complete.
    pub completion: Option<Completion>,
    /// Facts that nobody reported, in order of names; empty unless the rule needed one.
    pub missing: Vec<FactIx>,
    /// Whether the rule needed a target that no deadline gives.
    pub target_missing: bool,
    /// What the rule read, in order of names.
    pub evidence: Vec<(FactIx, Held)>,
    /// Whether it rests on an assumption.
    pub assumed: bool,
    /// The waiver in force, where it is excused.
    pub excuse: Option<Excuse>,
    /// What the rule did wrong, where it failed or said something impossible.
    pub fault: Option<Fault>,
    /// Where the rule read and decided; for explaining.
    pub trace: Trace,
}

/// Where a rule went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Where it read what, in order; slots of the requirement's `reads`.
    pub reads: Vec<Read>,
    /// Where it decided.
    pub decided: Option<Position>,
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
    let registry = &resolution.project.registry;
    let jobs: Vec<Vec<LocalityIx>> = requirements
        .iter()
        .map(|at| registry.living(rulebook.requirement(*at).level, resolution.units_on).collect())
        .collect();
    let pairs: Vec<(RequirementIx, LocalityIx)> = requirements
        .iter()
        .zip(&jobs)
        .flat_map(|(requirement, localities)| localities.iter().map(|locality| (*requirement, *locality)))
        .collect();
    let mut results: Vec<Result<Verdict, Problem>> = pairs
        .par_iter()
        .with_min_len(64)
        .map_init(
            || rulebook.executor(&resolution.project.dictionary),
            |executor, (requirement, locality)| {
                Judge { resolution, rulebook, executor, terms }.judge(*requirement, *locality)
            },
        )
        .collect();
    // Which answers came before a rule had taken all its time depends on the machine: none of them counts.
    if requirements.iter().any(|at| rulebook.is_too_slow(*at)) {
        let mut executor = rulebook.executor(&resolution.project.dictionary);
        for (result, (requirement, locality)) in results.iter_mut().zip(&pairs) {
            if rulebook.is_too_slow(*requirement) {
                let executor = &mut executor;
                *result = Judge { resolution, rulebook, executor, terms }.judge(*requirement, *locality);
            }
        }
    }
    let mut verdicts = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(verdict) => verdicts.push(verdict),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        problems.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
        problems.dedup();
        return Err(problems);
    }
    let mut verdicts = verdicts.into_iter();
    Ok(jobs.iter().map(|localities| verdicts.by_ref().take(localities.len()).collect()).collect())
}

/// Gives verdicts, on one thread.
#[derive(Debug)]
pub struct Judge<'j, 'r> {
    /// What holds.
    pub resolution: &'j Resolution<'j>,
    /// The rules.
    pub rulebook: &'r Rulebook,
    /// What runs the rules, for this judge alone as long as it judges.
    pub executor: &'j mut Executor<'r>,
    /// What else goes in.
    pub terms: Terms,
}

/// What a rule made of the facts of one day.
struct Look {
    run: Run,
    held: Vec<Option<Held>>,
}

impl Look {
    /// What the rule read of what was known.
    fn evidence(&self) -> impl Iterator<Item = (usize, &Held)> {
        self.run.reads.iter().filter_map(|read| Some((read.slot, self.held.get(read.slot)?.as_ref()?)))
    }

    /// Whether it is complete on its day: `nearly` completes nothing, and neither does a day that is still to come.
    fn completes(&self, day: Day) -> bool {
        let says = match self.run.answer {
            Answer::Met { day: Some(exact), .. } => exact <= day,
            Answer::Met { day: None, .. } => true,
            Answer::Progress { done, total, .. } => done >= total,
            _ => false,
        };
        says && !self.is_hedged()
    }

    fn is_hedged(&self) -> bool {
        self.evidence().any(|(_, held)| held.nearly)
    }

    /// Whether it says that the locality is not complete, rather than nothing.
    fn denies(&self) -> bool {
        match self.run.answer {
            Answer::NotMet { .. } => true,
            Answer::Progress { done, total, .. } => done < total,
            _ => false,
        }
    }
}

impl Judge<'_, '_> {
    fn look(&mut self, at: RequirementIx, locality: LocalityIx, day: Day, target: Option<Decimal>) -> Look {
        let reads = &self.rulebook.requirement(at).reads;
        let held: Vec<Option<Held>> =
            reads.iter().map(|fact| self.resolution.held(locality, *fact, day)).collect();
        let values: Vec<Option<Value>> = held.iter().map(|h| h.as_ref().map(|h| h.value.clone())).collect();
        Look { run: self.executor.run(at, &values, target), held }
    }

    /// The verdict for one locality and one requirement of its level.
    ///
    /// # Errors
    /// The problem that makes a day or a status impossible to tell, such as a year without a holiday table.
    pub fn judge(&mut self, at: RequirementIx, locality: LocalityIx) -> Result<Verdict, Problem> {
        let as_of = self.resolution.horizon.as_of;
        let requirement = self.rulebook.requirement(at);
        let duty = self.resolution.duty(locality, requirement, as_of)?;
        if !duty.bound {
            return Ok(Verdict::unbound(locality, at));
        }
        let look = self.look(at, locality, as_of, duty.target.map(|t| t.value));
        let mut verdict = Verdict::of_look(locality, at, requirement, &look, &duty);
        match look.run.answer {
            Answer::Failed { .. } => verdict.status = Status::Error,
            Answer::NotApplicable { .. } => verdict.status = Status::NotApplicable,
            _ if look.completes(as_of) => self.complete(&mut verdict, requirement, &look, &duty)?,
            _ => {
                verdict.note_future_day(&look, as_of);
                verdict.excuse = self.resolution.excuse(locality, requirement, as_of, as_of);
                verdict.status = match &verdict.excuse {
                    Some(excuse) => {
                        verdict.assumed |= self.resolution.excuse_is_assumed(&excuse.waivers);
                        Status::Waived
                    }
                    None if matches!(look.run.answer, Answer::Missing { .. }) => Status::Unknown,
                    None => self.open_status(duty.deadline.as_ref(), as_of)?,
                };
                verdict.assumed |= duty.deadline.as_ref().is_some_and(|d| d.assumed);
                verdict.deadline = duty.deadline;
            }
        }
        Ok(verdict)
    }

    /// Dates the completion and judges it by the deadline that was in force then.
    fn complete(
        &mut self,
        verdict: &mut Verdict,
        requirement: &Requirement,
        look: &Look,
        duty: &Duty,
    ) -> Result<(), Problem> {
        let target = duty.target.map(|t| t.value);
        let completion = self.completion(verdict.requirement, verdict.locality, look, target);
        let then = self.resolution.duty(verdict.locality, requirement, completion.by)?.deadline;
        let effective = then.as_ref().and_then(|deadline| deadline.effective);
        verdict.status = match effective {
            Some(effective) if completion.is_late(effective) => Status::MetLate,
            _ => Status::Met,
        };
        verdict.assumed |= completion.assumed && verdict.status == Status::MetLate;
        verdict.assumed |= then.as_ref().is_some_and(|deadline| deadline.assumed);
        verdict.completion = Some(completion);
        verdict.deadline = then;
        Ok(())
    }

    /// Where an open requirement stands against its deadline.
    fn open_status(&self, deadline: Option<&InForce>, as_of: Day) -> Result<Status, Problem> {
        let Some((deadline, effective)) = deadline.and_then(|d| Some((d, d.effective?))) else {
            return Ok(Status::InProgress);
        };
        if as_of > effective {
            return Ok(Status::Overdue);
        }
        let calendar = &self.resolution.project.calendar;
        match calendar.at_most_working_days(as_of, effective, self.terms.due_soon) {
            Ok(true) => Ok(Status::DueSoon),
            Ok(false) => Ok(Status::InProgress),
            Err(missing) => {
                let place = self.resolution.project.deadlines[deadline.statement].place.clone();
                Err(Problem::error(
                    Code::NoHolidayTable,
                    format!(
                        "whether {effective} is due soon on {as_of} hangs on {}, which has no holiday table",
                        missing.year
                    ),
                )
                .at(place, "this deadline")
                .help(format!(
                    "add the days off of {} to data/holidays.csv, with their source",
                    missing.year
                )))
            }
        }
    }
}

impl Verdict {
    fn unbound(locality: LocalityIx, requirement: RequirementIx) -> Self {
        Self {
            locality,
            requirement,
            status: Status::NotApplicable,
            reason: None,
            progress: None,
            deadline: None,
            completion: None,
            missing: Vec::new(),
            target_missing: false,
            evidence: Vec::new(),
            assumed: false,
            excuse: None,
            fault: None,
            trace: Trace::default(),
        }
    }

    /// A completion in the future completes nothing, and somebody should know.
    fn note_future_day(&mut self, look: &Look, as_of: Day) {
        if let Answer::Met { day: Some(day), .. } = look.run.answer
            && day > as_of
        {
            let message =
                format!("complete on {day}, which is after the day judged, {as_of}: it does not count yet");
            self.fault = Some(Fault { code: Code::FutureCompletion, message, at: look.run.at });
        }
    }

    /// Everything that the look itself says; the status is still to be found.
    fn of_look(
        locality: LocalityIx,
        at: RequirementIx,
        requirement: &Requirement,
        look: &Look,
        duty: &Duty,
    ) -> Self {
        let mut verdict = Self::unbound(locality, at);
        let read: Vec<(usize, &Held)> = look.evidence().collect();
        verdict.assumed = read.iter().any(|(_, held)| held.assumed)
            || (look.run.read_target && duty.target.is_some_and(|t| t.assumed));
        verdict.evidence =
            read.into_iter().map(|(slot, held)| (requirement.reads[slot], held.clone())).collect();
        verdict.evidence.sort_by_key(|(fact, _)| *fact);
        verdict.trace = Trace { reads: look.run.reads.clone(), decided: look.run.at };
        let hedged = look.is_hedged();
        match &look.run.answer {
            Answer::Met { reason, .. } | Answer::NotMet { reason } | Answer::NotApplicable { reason } => {
                verdict.reason = Some(*reason);
            }
            Answer::Progress { done, total, open, done_reason } => {
                verdict.reason = Some(if done >= total && !hedged { *done_reason } else { *open });
                verdict.progress = Some(Progress { done: *done, total: *total });
            }
            Answer::Missing { slot } => {
                verdict.target_missing = slot.is_none();
                let unreported = requirement.reads.iter().zip(&look.held).filter(|(_, held)| held.is_none());
                verdict.missing = unreported.map(|(fact, _)| *fact).collect();
            }
            Answer::Failed { message } => {
                verdict.fault =
                    Some(Fault { code: Code::RuleFailed, message: message.clone(), at: look.run.at });
            }
        }
        verdict
    }
}
