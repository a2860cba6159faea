//! Dating completions from the history of statements.
//!
//! The rule is looked at again on each earlier day on which a fact that it can read was stated. The unbroken run of
//! complete looks that reaches the as-of day begins on `by`. A look that says not complete proves it for the day of
//! the oldest statement that it read; the latest such day before `by` is `after`. Statements with an approximate day
//! prove nothing, and neither does what is not known.
//!
//! Localities of which something was stated on the same day are looked at together.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::Judge;
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::resolve::columns::Holding;
use crate::rulebook::Targets;

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
    /// A completion whose day the rule said.
    pub(super) fn on(day: Day) -> Self {
        Self { after: Some(day), by: day, exact: true, assumed: false }
    }

    /// Whether it is certain that it came after the last day in time.
    #[must_use]
    pub fn is_late(&self, effective: Day) -> bool {
        if self.exact { self.by > effective } else { self.after.is_some_and(|after| after >= effective) }
    }
}

/// A locality that is complete on the as-of day, on the way back through its history.
#[derive(Debug)]
pub(super) struct Pending {
    pub locality: LocalityIx,
    pub target: Option<Decimal>,
    by: Day,
    /// Whether its facts change on days of statements only, and one was made.
    stated: bool,
    unbroken: bool,
    proof: Option<(Day, bool)>,
    /// The latest day that is not yet looked at, while it could still change anything.
    next: Option<Day>,
}

impl Pending {
    /// Whether the way back from here is the one that was gone from an earlier as-of day on which it was complete: that
    /// day saw the facts of the latest statement, or those of the latest but one.
    pub fn was_dated_on(&self, day: Day) -> bool {
        self.stated && (self.by <= day || self.next.is_some_and(|next| next <= day))
    }

    fn completion(&self) -> Completion {
        Completion {
            after: self.proof.map(|(day, _)| day),
            by: self.by,
            exact: false,
            assumed: self.proof.is_some_and(|(_, assumed)| assumed),
        }
    }
}

impl Judge<'_, '_> {
    /// A locality that is complete on the as-of day.
    pub(super) fn pending(
        &self,
        at: RequirementIx,
        locality: LocalityIx,
        target: Option<Decimal>,
    ) -> Pending {
        let reads = &self.rulebook.requirement(at).reads;
        let as_of = self.resolution.horizon.as_of;
        let latest = |until| self.resolution.latest_stated(locality, reads, until);
        let (by, next, stated) = match latest(Bound::Included(as_of)) {
            // Nothing was stated behind the latest day: what is seen on the as-of day was there already.
            Some(day) if self.resolution.changes_when_stated(locality, reads) => {
                (day, latest(Bound::Excluded(day)), true)
            }
            day => (as_of, day, false),
        };
        Pending { locality, target, by, stated, unbroken: true, proof: None, next }
    }

    /// Dates these completions, in their order.
    pub(super) fn completions(&mut self, at: RequirementIx, mut pending: Vec<Pending>) -> Vec<Completion> {
        while let Some(day) = pending.iter().filter_map(|pending| pending.next).max() {
            let mut there: Vec<&mut Pending> =
                pending.iter_mut().filter(|pending| pending.next == Some(day)).collect();
            self.look_back(at, day, &mut there);
        }
        pending.iter().map(Pending::completion).collect()
    }

    /// Looks at localities on one earlier day.
    fn look_back(&mut self, at: RequirementIx, day: Day, pending: &mut [&mut Pending]) {
        let (resolution, rulebook) = (self.resolution, self.rulebook);
        let reads = &rulebook.requirement(at).reads;
        let localities: Vec<LocalityIx> = pending.iter().map(|pending| pending.locality).collect();
        let targets: Vec<Option<Decimal>> = pending.iter().map(|pending| pending.target).collect();
        let holdings: Vec<Holding> =
            reads.iter().map(|fact| resolution.holding(&localities, *fact, day)).collect();
        let holdings: Vec<&Holding> = holdings.iter().collect();
        let looks = self.look(at, &holdings, 0..localities.len(), Targets::Each(&targets), day);
        for (row, pending) in pending.iter_mut().enumerate() {
            let look = looks.at(row);
            if looks.completes(&look) {
                if pending.unbroken {
                    pending.by = day;
                }
            } else {
                pending.unbroken = false;
                let proof = looks.proves_open(row, &look).filter(|(proven, _)| *proven < pending.by);
                pending.proof = pending.proof.max(proof);
            }
            let next = resolution.latest_stated(pending.locality, reads, Bound::Excluded(day));
            pending.next = next.filter(|next| pending.proof.is_none_or(|(proven, _)| *next > proven));
        }
    }
}
