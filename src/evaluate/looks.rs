//! Looks: what a rule made of the facts of one day, for many localities at once.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Judge;
use super::memory::{Before, Told};
use crate::model::day::Day;
use crate::model::document::Column;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::resolve::Resolution;
use crate::resolve::columns::{Holding, Worth};
use crate::rulebook::{Answer, Answers, Position, Slots, Targets};

/// What a rule made of the facts of some localities on one day.
pub(super) struct Looks<'l> {
    resolution: &'l Resolution<'l>,
    day: Day,
    /// The facts that the rule can read, and the row of the first locality in them.
    holdings: &'l [&'l Holding],
    first: usize,
    source: Source<'l>,
    /// Whether any of the facts is hedged or assumed for anybody.
    doubtful: bool,
}

/// Where the answers come from.
enum Source<'l> {
    Fresh(Answers<'l>),
    /// Some were taken over.
    Told(Vec<Told>),
}

/// What a rule made of the facts of one locality.
pub(super) struct Look {
    pub answer: Answer,
    /// What it read of what was known.
    pub slots: Slots,
    /// Whether it read a figure that is printed as "nearly".
    pub hedged: bool,
    /// Whether it read an assumption.
    pub assumed: bool,
}

impl<'r> Judge<'_, 'r> {
    /// Looks at some rows of these facts, which are those that the rule can read; targets are numbered from the first
    /// of the rows.
    pub(super) fn look<'l>(
        &mut self,
        at: RequirementIx,
        holdings: &'l [&'l Holding],
        rows: Range<usize>,
        targets: Targets<'_>,
        day: Day,
    ) -> Looks<'l>
    where
        'r: 'l,
        Self: 'l,
    {
        let columns: Vec<Option<&Column>> = holdings.iter().map(|holding| Some(&holding.column)).collect();
        let first = rows.start;
        let mut answers = self.executor.run_many(at, &columns, rows.clone(), targets);
        for row in holdings.iter().flat_map(|holding| &holding.apart).filter(|row| rows.contains(row)) {
            let values: Vec<_> = holdings.iter().map(|holding| holding.value(*row)).collect();
            let run = self.executor.run(at, &values, targets.of(row.saturating_sub(first)));
            answers.tell(row.saturating_sub(first), run);
        }
        let doubtful = holdings.iter().any(|holding| holding.doubtful);
        Looks { resolution: self.resolution, day, holdings, first, source: Source::Fresh(answers), doubtful }
    }

    /// The same on the as-of day, where the rule need not be run for localities whose values it was asked about before.
    pub(super) fn look_after<'l>(
        &mut self,
        before: Before<'_>,
        at: RequirementIx,
        (asked, targets): (&[LocalityIx], &[Option<Decimal>]),
        holdings: &'l [&'l Holding],
        first: usize,
    ) -> Looks<'l>
    where
        'r: 'l,
        Self: 'l,
    {
        let day = self.resolution.horizon.as_of;
        let all = || asked.iter().copied().zip(targets.iter().copied());
        let known: Vec<Option<&Told>> = all()
            .enumerate()
            .map(|(row, one)| before.told(one, holdings, first.saturating_add(row)))
            .collect();
        if known.iter().all(Option::is_none) {
            return self.look(
                at,
                holdings,
                first..first.saturating_add(asked.len()),
                Targets::Each(targets),
                day,
            );
        }
        let changed = || all().zip(&known).filter(|(_, known)| known.is_none()).map(|(one, _)| one);
        let (who, of_them): (Vec<LocalityIx>, Vec<Option<Decimal>>) = changed().unzip();
        let own = self.holdings(at, &who);
        let own: Vec<&Holding> = own.iter().collect();
        let fresh = self.look(at, &own, 0..who.len(), Targets::Each(&of_them), day);
        let mut fresh = (0..who.len()).map(|row| fresh.told(row));
        let told = known.into_iter().filter_map(|known| known.cloned().or_else(|| fresh.next())).collect();
        let doubtful = holdings.iter().any(|holding| holding.doubtful);
        Looks { resolution: self.resolution, day, holdings, first, source: Source::Told(told), doubtful }
    }
}

impl Looks<'_> {
    /// What came of the run of a row, counted from the first.
    pub fn told(&self, row: usize) -> Told {
        match &self.source {
            Source::Fresh(answers) => Told {
                answer: answers.answer(row),
                slots: answers.slots(row),
                read_target: answers.read_target(row),
                at: answers.at(row),
            },
            Source::Told(told) => told.get(row).cloned().unwrap_or_else(Told::nothing),
        }
    }

    /// What came of each run that may be taken over: none that failed, or that had a value which is in no column.
    pub fn worth_keeping(&self, rows: usize) -> Vec<Option<Told>> {
        let is_apart = |row: usize| {
            self.holdings.iter().any(|held| held.apart.contains(&self.first.saturating_add(row)))
        };
        let failed = |told: &Told| matches!(told.answer, Answer::Failed { .. });
        let kept = |row| Some(self.told(row)).filter(|told| !failed(told) && !is_apart(row));
        (0..rows).map(kept).collect()
    }

    /// The look at a row, counted from the first.
    pub fn at(&self, row: usize) -> Look {
        let Told { answer, slots, .. } = self.told(row);
        let doubts = |holds: fn(&Worth) -> bool| {
            self.doubtful && self.evidence(row, &slots).any(|worth| holds(&worth))
        };
        Look { answer, hedged: doubts(|worth| worth.nearly), assumed: doubts(|worth| worth.assumed), slots }
    }

    /// Where the rule decided.
    pub fn decided(&self, row: usize) -> Option<Position> {
        match &self.source {
            Source::Fresh(answers) => answers.at(row),
            Source::Told(told) => told.get(row)?.at,
        }
    }

    /// Whether the rule read the target.
    pub fn read_target(&self, row: usize) -> bool {
        match &self.source {
            Source::Fresh(answers) => answers.read_target(row),
            Source::Told(told) => told.get(row).is_some_and(|told| told.read_target),
        }
    }

    /// Slots of facts of which nothing is known.
    pub fn unreported(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let row = self.first.saturating_add(row);
        self.holdings.iter().enumerate().filter(move |(_, held)| !held.is_known(row)).map(|(slot, _)| slot)
    }

    fn evidence<'s>(&'s self, row: usize, slots: &'s Slots) -> impl Iterator<Item = Worth> + 's {
        let worth = move |slot: usize| {
            self.holdings.get(slot)?.worth(self.resolution, self.first.saturating_add(row))
        };
        slots.iter().filter_map(worth)
    }

    /// Whether a locality is complete on the day of the look.
    pub fn completes(&self, look: &Look) -> bool {
        look.completes(self.day)
    }

    /// The day for which a look proves that the locality was not complete, and whether the proof is assumed.
    pub fn proves_open(&self, row: usize, look: &Look) -> Option<(Day, bool)> {
        if !look.denies() || !self.evidence(row, &look.slots).all(|worth| worth.exact) {
            return None;
        }
        let oldest = self.evidence(row, &look.slots).map(|worth| worth.oldest).min()?;
        Some((oldest, look.assumed))
    }
}

impl Look {
    /// Whether it is complete on its day: `nearly` completes nothing, and neither does a day that is still to come.
    pub fn completes(&self, day: Day) -> bool {
        let says = match self.answer {
            Answer::Met { day: Some(exact), .. } => exact <= day,
            Answer::Met { day: None, .. } => true,
            Answer::Progress { done, total, .. } => done >= total,
            _ => false,
        };
        says && !self.hedged
    }

    /// Whether it says that the locality is not complete, rather than nothing.
    fn denies(&self) -> bool {
        match self.answer {
            Answer::NotMet { .. } => true,
            Answer::Progress { done, total, .. } => done < total,
            _ => false,
        }
    }
}
