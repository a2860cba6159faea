//! Dating a completion from the history of statements.
//!
//! The rule is looked at again on each earlier day on which a fact that it can read was stated. The unbroken run of
//! complete looks that reaches the as-of day begins on `by`. A look that says not complete proves it for the day of
//! the oldest statement that it read; the latest such day before `by` is `after`. Statements with an approximate day
//! prove nothing, and neither does what is not known.

use rust_decimal::Decimal;

use super::{Judge, Look};
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::rulebook::Answer;

/// When a locality became complete: after one day, by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion {
    /// Last day on which it is proven not to have been complete; of an exact day that day itself. `None` where
    /// nothing proves one.
    pub after: Option<Day>,
    /// Day by which it was complete.
    pub by: Day,
    /// Whether the rule itself said the day.
    pub exact: bool,
    /// Whether the proof of `after` rests on an assumption.
    pub assumed: bool,
}

impl Completion {
    /// Whether it is certain that it came after the last day in time.
    #[must_use]
    pub fn is_late(&self, effective: Day) -> bool {
        if self.exact { self.by > effective } else { self.after.is_some_and(|after| after >= effective) }
    }
}

impl Judge<'_, '_> {
    /// Dates the completion that the look at the as-of day found.
    pub(super) fn completion(
        &mut self,
        at: RequirementIx,
        locality: LocalityIx,
        now: &Look,
        target: Option<Decimal>,
    ) -> Completion {
        if let Answer::Met { day: Some(day), .. } = now.run.answer {
            return Completion { after: Some(day), by: day, exact: true, assumed: false };
        }
        let as_of = self.resolution.horizon.as_of;
        let reads = &self.rulebook.requirement(at).reads;
        let days = self.resolution.stated_days(locality, reads, as_of);
        let mut by = as_of;
        let mut unbroken = true;
        let mut proof: Option<(Day, bool)> = None;
        for day in days.into_iter().rev() {
            if proof.is_some_and(|(proven, _)| day <= proven) {
                break;
            }
            let look = self.look(at, locality, day, target);
            if look.completes(day) {
                if unbroken {
                    by = day;
                }
                continue;
            }
            unbroken = false;
            if let Some(next) = look.proves_open()
                && next.0 < by
            {
                proof = proof.max(Some(next));
            }
        }
        Completion {
            after: proof.map(|(day, _)| day),
            by,
            exact: false,
            assumed: proof.is_some_and(|(_, assumed)| assumed),
        }
    }
}

impl Look {
    /// The day for which this look proves that the locality was not complete, and whether the proof is assumed.
    fn proves_open(&self) -> Option<(Day, bool)> {
        if !self.denies() || !self.evidence().all(|(_, held)| held.exact) {
            return None;
        }
        let oldest = self.evidence().map(|(_, held)| held.oldest).min()?;
        Some((oldest, self.evidence().any(|(_, held)| held.assumed)))
    }
}
