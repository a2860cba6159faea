//! What came out for many rows: a few words a row, told in full when somebody asks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::machine::{Lot, Machine};
use super::rows::LOT;
use super::source::Source;
use super::{End, Program, Site};
use crate::model::day::Day;
use crate::model::run::{Answer, Position, Read, Run, Slots};
use crate::model::slots::bits;

/// What no row is asked about, where all are told in full.
static NO_PROGRAM: Program = Program {
    steps: Vec::new(),
    constants: Vec::new(),
    ends: Vec::new(),
    sites: Vec::new(),
    target_sites: 0,
    kinds: Vec::new(),
    words: 0,
    exacts: 0,
};

/// The answers of one rule, one a row.
#[derive(Debug)]
pub struct Answers<'r> {
    program: &'r Program,
    rows: usize,
    lots: Vec<Lot>,
    /// What is told in full: whatever the program did not answer.
    apart: BTreeMap<usize, Run>,
}

impl<'r> Answers<'r> {
    /// Runs a program for so many rows. What it leaves out is asked of `interpret`, by row.
    pub(crate) fn new(
        program: &'r Program,
        machine: &mut Machine,
        rows: usize,
        source: Source<'_>,
        mut interpret: impl FnMut(usize) -> Run,
    ) -> Self {
        let mut answers = Self { program, rows, lots: Vec::new(), apart: BTreeMap::new() };
        answers.lots.resize_with(rows.div_ceil(LOT), Lot::new);
        machine.prepare(program, rows);
        for (lot, from) in answers.lots.iter_mut().zip((0..rows).step_by(LOT)) {
            let wrong = machine.run(program, source.behind(from), lot, LOT.min(rows - from));
            answers.apart.extend(wrong.iter().map(|row| (from + row, interpret(from + row))));
        }
        answers
    }

    /// Answers that are all told in full.
    pub(crate) fn told(runs: Vec<Run>) -> Self {
        Self {
            program: &NO_PROGRAM,
            rows: runs.len(),
            lots: Vec::new(),
            apart: runs.into_iter().enumerate().collect(),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// How a row's run ended; past the last row as a row that is told apart.
    #[must_use]
    pub fn end(&self, row: usize) -> End {
        self.end_at(row).0
    }

    /// What a row's verdict gives in whole numbers: what is done and the total, or the day's number.
    #[must_use]
    pub fn figures(&self, row: usize) -> (i64, i64) {
        self.lots.get(row / LOT).map_or((0, 0), |lot| (lot.first[row % LOT], lot.second[row % LOT]))
    }

    /// The facts that a row's run read.
    #[must_use]
    pub fn slots(&self, row: usize) -> Slots {
        if let Some(run) = self.told_apart(row) {
            return run.reads.iter().map(|read| read.slot).collect();
        }
        let facts = bits(self.read_at(row) & !self.program.target_sites);
        let slots = facts.filter_map(|site| self.program.sites.get(site));
        Slots::Few(slots.fold(0, |slots, site| slots | 1 << site.slot))
    }

    /// Whether a row's run read the target.
    #[must_use]
    pub fn read_target(&self, row: usize) -> bool {
        match self.told_apart(row) {
            Some(run) => run.read_target,
            None => self.read_at(row) & self.program.target_sites != 0,
        }
    }

    fn read_at(&self, row: usize) -> u64 {
        self.lots.get(row / LOT).map_or(0, |lot| lot.read[row % LOT])
    }

    fn told_apart(&self, row: usize) -> Option<&Run> {
        if self.apart.is_empty() { None } else { self.apart.get(&row) }
    }

    /// Tells a row's run in full, instead of what is known of it.
    pub fn tell(&mut self, row: usize, run: Run) {
        self.apart.insert(row, run);
    }

    /// Where a row's run first read each thing that it read, in order.
    fn first_reads(&self, row: usize) -> impl Iterator<Item = &Site> + '_ {
        let read = self.read_at(row);
        bits(read).filter_map(|site| self.program.sites.get(site)).filter(move |site| site.same & read == 0)
    }

    /// A row's run in full; `None` past the last row.
    #[must_use]
    pub fn run(&self, row: usize) -> Option<Run> {
        let run = || self.told_apart(row).cloned().unwrap_or_else(|| self.made_up(row));
        (row < self.rows).then(run)
    }

    /// What a row's run answered.
    #[must_use]
    pub fn answer(&self, row: usize) -> Answer {
        if let Some(run) = self.told_apart(row) {
            return run.answer.clone();
        }
        let (end, _) = self.end_at(row);
        let (first, second) = self.figures(row);
        let whole = |open, done_reason| Answer::Progress {
            done: Decimal::from(first),
            total: Decimal::from(second),
            open,
            done_reason,
        };
        match end {
            End::Met { reason } => Answer::Met { reason, day: None },
            End::MetOn { reason } => Answer::Met { reason, day: Day::from_number(first) },
            End::NotMet { reason } => Answer::NotMet { reason },
            End::NotApplicable { reason } => Answer::NotApplicable { reason },
            End::Share { open, done } => whole(open, done),
            End::ExactShare { open, done: done_reason } => {
                let exact = self.lots.get(row / LOT).and_then(|lot| lot.exact.get(row % LOT));
                let (done, total) = exact.copied().unwrap_or_default();
                Answer::Progress { done, total, open, done_reason }
            }
            End::Missing { slot } => Answer::Missing { slot },
            End::Apart => Answer::Failed { message: "the check ended without a verdict".to_owned() },
        }
    }

    /// Where a row's run decided, where known.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<Position> {
        self.told_apart(row).map_or_else(|| self.end_at(row).1, |run| run.at)
    }

    fn end_at(&self, row: usize) -> (End, Option<Position>) {
        let lot = self.lots.get(row / LOT).filter(|_| row < self.rows);
        let end = lot.and_then(|lot| self.program.ends.get(usize::from(lot.ends[row % LOT].0)));
        end.copied().unwrap_or((End::Apart, None))
    }

    /// A run out of its answer and what was read on the way to it.
    fn made_up(&self, row: usize) -> Run {
        let mut run =
            Run { answer: self.answer(row), at: self.end_at(row).1, reads: Vec::new(), read_target: false };
        for site in self.first_reads(row) {
            match site.slot == self.program.target() {
                true => run.read_target = true,
                false => run.reads.push(Read { slot: site.slot, at: site.at }),
            }
        }
        run
    }
}
