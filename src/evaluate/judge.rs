//! Judging: from what a rule made of the facts, and what is asked, to verdicts.

use std::ops::Range;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::completion::{Completion, Pending};
use super::duties::{Charge, Duties, Kin};
use super::looks::{Look, Looks};
use super::memory::{Before, Rows};
use super::{Fault, Progress, Terms, Verdict};
use crate::model::locality::LocalityIx;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};
use crate::resolve::Resolution;
use crate::resolve::columns::Holding;
use crate::rulebook::{Answer, Executor, Rulebook, Targets};

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

/// Localities in order of ids, and the facts of them all that a rule can read, on the as-of day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bench<'b> {
    pub localities: &'b [LocalityIx],
    pub holdings: &'b [&'b Holding],
}

/// A verdict that is complete, and still to be dated.
struct Complete {
    at: usize,
    kin: Kin,
    /// The day that the rule says, or what is needed to find it.
    completion: Result<Completion, Pending>,
}

impl Judge<'_, '_> {
    /// The verdict for one locality and one requirement of its level.
    ///
    /// # Errors
    /// The problem that makes a day or a status impossible to tell, such as a year without a holiday table.
    pub fn judge(&mut self, at: RequirementIx, locality: LocalityIx) -> Result<Verdict, Problem> {
        let holdings = self.holdings(at, &[locality]);
        let holdings: Vec<&Holding> = holdings.iter().collect();
        let bench = Bench { localities: &[locality], holdings: &holdings };
        let mut problems = Vec::new();
        let verdict = self.verdicts(at, bench, 0..1, None, &mut problems).0.pop();
        match (problems.pop(), verdict) {
            (None, Some(verdict)) => Ok(verdict),
            (problem, _) => Err(problem.unwrap_or_else(|| Problem::error(Code::RuleFailed, "no verdict"))),
        }
    }

    pub(super) fn holdings(&self, at: RequirementIx, localities: &[LocalityIx]) -> Vec<Holding> {
        let as_of = self.resolution.horizon.as_of;
        let reads = &self.rulebook.requirement(at).reads;
        reads.iter().map(|fact| self.resolution.holding(localities, *fact, as_of)).collect()
    }

    /// The verdicts of one requirement for some of the localities, in their order, and what is worth remembering if
    /// anything is remembered; worth nothing where there is a problem.
    pub(super) fn verdicts(
        &mut self,
        at: RequirementIx,
        bench: Bench<'_>,
        rows: Range<usize>,
        before: Option<Before<'_>>,
        problems: &mut Vec<Problem>,
    ) -> (Vec<Verdict>, Option<Rows>) {
        let as_of = self.resolution.horizon.as_of;
        let (resolution, rulebook) = (self.resolution, self.rulebook);
        let mut duties = Duties::new(resolution, rulebook.requirement(at), self.terms);
        let localities = bench.localities.get(rows.clone()).unwrap_or_default();
        let mut charges: Vec<(Kin, Option<Rc<Charge>>)> = Vec::with_capacity(localities.len());
        for locality in localities {
            let kin = duties.kin(*locality);
            let charge = match charges.last() {
                Some((before, Some(charge))) if *before == kin => Some(Rc::clone(charge)),
                _ => told(duties.on(*locality, kin, as_of), problems),
            };
            charges.push((kin, charge));
        }
        let bound = |charge: &Option<Rc<Charge>>| charge.as_ref().is_some_and(|charge| charge.bound);
        let asked: Vec<LocalityIx> = localities
            .iter()
            .zip(&charges)
            .filter(|(_, (_, charge))| bound(charge))
            .map(|(locality, _)| *locality)
            .collect();
        let targets: Vec<Option<Decimal>> = charges
            .iter()
            .filter_map(|(_, charge)| charge.as_ref().filter(|charge| charge.bound))
            .map(|charge| charge.target.map(|target| target.value))
            .collect();
        // Whom nothing is asked of is not looked at.
        let own: Vec<Holding> =
            if asked.len() == localities.len() { Vec::new() } else { self.holdings(at, &asked) };
        let own: Vec<&Holding> = own.iter().collect();
        let (holdings, seen) = match asked.len() == localities.len() {
            true => (bench.holdings, rows),
            false => (&own[..], 0..asked.len()),
        };
        let first = seen.start;
        let looks = match before {
            Some(before) => self.look_after(before, at, (&asked, &targets), holdings, first),
            None => self.look(at, holdings, seen, same(&targets), as_of),
        };
        let mut verdicts = Vec::with_capacity(localities.len());
        let mut complete = Vec::new();
        let mut row = 0;
        for (locality, (kin, charge)) in localities.iter().zip(&charges) {
            let Some(charge) = charge.as_ref().filter(|charge| charge.bound) else {
                verdicts.push(Verdict::unbound(*locality, at));
                continue;
            };
            let look = looks.at(row);
            let mut verdict = Verdict::of_look(*locality, at, &looks, row, &look);
            verdict.assumed =
                look.assumed || looks.read_target(row) && charge.target.is_some_and(|target| target.assumed);
            match look.answer {
                Answer::Failed { .. } => verdict.status = Status::Error,
                Answer::NotApplicable { .. } => verdict.status = Status::NotApplicable,
                _ if looks.completes(&look) => {
                    let completion = match look.answer {
                        Answer::Met { day: Some(day), .. } => Ok(Completion::on(day)),
                        _ => self.dated_before(at, *locality, charge, before),
                    };
                    complete.push(Complete { at: verdicts.len(), kin: *kin, completion });
                }
                _ => {
                    verdict.note_future_day(&look, looks.decided(row), as_of);
                    let open = self.open(&mut verdict, rulebook.requirement(at), &mut duties, *kin, charge);
                    told(open, problems);
                }
            }
            verdicts.push(verdict);
            row = row.saturating_add(1);
        }
        self.complete(at, &mut verdicts, complete, &mut duties, problems);
        let remembered = before.map(|_| {
            let dated = verdicts.iter().zip(&charges).filter(|(_, (_, charge))| bound(charge));
            let dated = dated.map(|(verdict, _)| verdict.completion.filter(|completion| !completion.exact));
            Rows {
                completions: dated.collect(),
                told: looks.worth_keeping(asked.len()),
                columns: holdings.iter().map(|holding| holding.column.clone()).collect(),
                first,
                localities: asked,
                targets,
            }
        });
        (verdicts, remembered)
    }

    /// When a locality was complete, if that was found on an earlier as-of day and nothing came in between, or what is
    /// needed to find it.
    fn dated_before(
        &self,
        at: RequirementIx,
        locality: LocalityIx,
        charge: &Charge,
        before: Option<Before<'_>>,
    ) -> Result<Completion, Pending> {
        let target = charge.target.map(|target| target.value);
        let pending = self.pending(at, locality, target);
        match before.and_then(|before| before.completion(locality, target)) {
            Some((day, completion)) if pending.was_dated_on(day) => Ok(completion),
            _ => Err(pending),
        }
    }

    /// Where a locality stands that is not complete.
    fn open(
        &self,
        verdict: &mut Verdict,
        requirement: &Requirement,
        duties: &mut Duties<'_>,
        kin: Kin,
        charge: &Charge,
    ) -> Result<(), Problem> {
        let as_of = self.resolution.horizon.as_of;
        if Duties::may_be_excused(kin) {
            let excuse = self.resolution.excuse(verdict.locality, requirement, as_of, as_of);
            verdict.excuse = excuse.map(Box::new);
        }
        let unknown = !verdict.missing.is_empty() || verdict.target_missing;
        verdict.status = match &verdict.excuse {
            Some(excuse) => {
                verdict.assumed |= self.resolution.excuse_is_assumed(&excuse.waivers);
                Status::Waived
            }
            None if unknown => Status::Unknown,
            None => duties.open_status(kin, charge)?,
        };
        verdict.assumed |= charge.deadline.as_ref().is_some_and(|deadline| deadline.assumed);
        verdict.deadline.clone_from(&charge.deadline);
        Ok(())
    }

    /// Dates completions, and judges them by the deadlines that were in force then.
    fn complete(
        &mut self,
        at: RequirementIx,
        verdicts: &mut [Verdict],
        complete: Vec<Complete>,
        duties: &mut Duties<'_>,
        problems: &mut Vec<Problem>,
    ) {
        let mut pending = Vec::new();
        let mut places = Vec::with_capacity(complete.len());
        for Complete { at, kin, completion } in complete {
            match completion {
                Ok(completion) => places.push((at, kin, Some(completion))),
                Err(one) => {
                    places.push((at, kin, None));
                    pending.push(one);
                }
            }
        }
        let mut dated = self.completions(at, pending).into_iter();
        for (at, kin, completion) in places {
            let (Some(verdict), Some(completion)) =
                (verdicts.get_mut(at), completion.or_else(|| dated.next()))
            else {
                continue;
            };
            if let Some(charge) = told(duties.on(verdict.locality, kin, completion.by), problems) {
                verdict.complete(completion, &charge);
            }
        }
    }
}

/// What came out, or `None` and one problem more.
fn told<T>(outcome: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    outcome.map_err(|problem| problems.push(problem)).ok()
}

/// Targets, told once where all are the same.
fn same(targets: &[Option<Decimal>]) -> Targets<'_> {
    match targets.split_first() {
        Some((first, others)) if others.iter().any(|other| other != first) => Targets::Each(targets),
        first => Targets::Same(first.and_then(|(first, _)| *first)),
    }
}

impl Verdict {
    pub(super) fn unbound(locality: LocalityIx, requirement: RequirementIx) -> Self {
        Self {
            locality,
            requirement,
            status: Status::NotApplicable,
            reason: None,
            progress: None,
            deadline: None,
            completion: None,
            missing: crate::rulebook::Slots::default(),
            target_missing: false,
            evidence: crate::rulebook::Slots::default(),
            assumed: false,
            excuse: None,
            fault: None,
        }
    }

    /// Everything that a look itself says; the status is still to be found.
    fn of_look(locality: LocalityIx, at: RequirementIx, looks: &Looks<'_>, row: usize, look: &Look) -> Self {
        let mut verdict = Self::unbound(locality, at);
        verdict.evidence = look.slots.clone();
        match &look.answer {
            Answer::Met { reason, .. } | Answer::NotMet { reason } | Answer::NotApplicable { reason } => {
                verdict.reason = Some(*reason);
            }
            Answer::Progress { done, total, open, done_reason } => {
                verdict.reason = Some(if done >= total && !look.hedged { *done_reason } else { *open });
                verdict.progress = Some(Progress { done: *done, total: *total });
            }
            Answer::Missing { slot } => {
                verdict.target_missing = slot.is_none();
                verdict.missing = looks.unreported(row).collect();
            }
            Answer::Failed { message } => {
                let (message, at) = (message.clone(), looks.decided(row));
                verdict.fault = Some(Box::new(Fault { code: Code::RuleFailed, message, at }));
            }
        }
        verdict
    }

    /// A completion in the future completes nothing, and somebody should know.
    fn note_future_day(
        &mut self,
        look: &Look,
        at: Option<crate::rulebook::Position>,
        as_of: crate::model::day::Day,
    ) {
        if let Answer::Met { day: Some(day), .. } = look.answer
            && day > as_of
        {
            let message =
                format!("complete on {day}, which is after the day judged, {as_of}: it does not count yet");
            self.fault = Some(Box::new(Fault { code: Code::FutureCompletion, message, at }));
        }
    }

    /// Judges a completion by the deadline that was in force on its day.
    fn complete(&mut self, completion: Completion, then: &Charge) {
        let effective = then.deadline.as_ref().and_then(|deadline| deadline.effective);
        self.status = match effective {
            Some(effective) if completion.is_late(effective) => Status::MetLate,
            _ => Status::Met,
        };
        self.assumed |= completion.assumed && self.status == Status::MetLate;
        self.assumed |= then.deadline.as_ref().is_some_and(|deadline| deadline.assumed);
        self.completion = Some(completion);
        self.deadline.clone_from(&then.deadline);
    }
}
