//! What came out for many rows: a few words a row, told in full when somebody asks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::machine::{Lot, Machine};
use super::program::{End, EndIx, Program, Site};
use super::rows::LOT;
use super::source::{Source, Targets};
use crate::model::day::Day;
use crate::rulebook::slots::bits;
use crate::rulebook::{Answer, Position, Read, Run, Slots};

/// The answers of one compiled rule, one a row.
#[derive(Debug)]
pub struct Answers<'r> {
    program: &'r Program,
    ends: Vec<EndIx>,
    read: Vec<u64>,
    first: Vec<i64>,
    second: Vec<i64>,
    exact: Vec<(Decimal, Decimal)>,
    /// What is told in full: failures, and what was interpreted.
    apart: BTreeMap<usize, Run>,
}

impl<'r> Answers<'r> {
    /// Runs a program for so many rows. What it leaves out is asked of `interpret`, by source and row of the source.
    pub(in crate::rulebook) fn new<'s>(
        program: &'r Program,
        machine: &mut Machine,
        rows: usize,
        source: impl Fn(usize) -> Source<'s>,
        targets: Targets<'_>,
        mut interpret: impl FnMut(Source<'_>, usize, Option<Decimal>) -> Run,
    ) -> Self {
        let mut answers = Self {
            program,
            ends: Vec::with_capacity(rows),
            read: Vec::with_capacity(rows),
            first: Vec::with_capacity(rows),
            second: Vec::with_capacity(rows),
            exact: Vec::new(),
            apart: BTreeMap::new(),
        };
        for from in (0..rows).step_by(LOT) {
            let lot_source = source(from);
            let count = LOT.min(rows - from);
            let lot = machine.run(program, lot_source, targets, from, count);
            answers.take(lot, from, count);
            for row in &lot.outside {
                let run = interpret(lot_source, *row, targets.of(from + row));
                answers.apart.insert(from + row, run);
            }
        }
        answers
    }

    fn take(&mut self, lot: &Lot, from: usize, count: usize) {
        self.ends.extend(lot.ends.iter().take(count));
        self.read.extend(lot.read.iter().take(count));
        self.first.extend(lot.first.iter().take(count));
        self.second.extend(lot.second.iter().take(count));
        if !lot.exact.is_empty() {
            self.exact.resize(from, (Decimal::ZERO, Decimal::ZERO));
            self.exact.extend(lot.exact.iter().take(count));
        }
        for (row, message, at) in &lot.failed {
            let at_row = from + row;
            let run = self.told(at_row, Answer::Failed { message: message.clone() }, *at);
            self.apart.insert(at_row, run);
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How a row's run ended; past the last row as a row that is told apart.
    #[must_use]
    pub fn end(&self, row: usize) -> End {
        self.end_at(row).0
    }

    /// What a row's verdict gives in whole numbers: what is done and the total, or the day's number.
    #[must_use]
    pub fn figures(&self, row: usize) -> (i64, i64) {
        (self.first.get(row).copied().unwrap_or(0), self.second.get(row).copied().unwrap_or(0))
    }

    /// The facts that a row's run read.
    #[must_use]
    pub fn slots(&self, row: usize) -> Slots {
        if let Some(run) = self.told_apart(row) {
            return run.reads.iter().map(|read| read.slot).collect();
        }
        let slots = bits(self.read_at(row)).filter_map(|site| self.program.sites.get(site)?.slot);
        Slots::Few(slots.fold(0, |slots, slot| slots | 1 << slot))
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
        self.read.get(row).copied().unwrap_or(0)
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

    /// A row's run in full.
    #[must_use]
    pub fn run(&self, row: usize) -> Run {
        match self.told_apart(row) {
            Some(run) => run.clone(),
            None => self.told(row, self.answer(row), self.end_at(row).1),
        }
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
                let (done, total) = self.exact.get(row).copied().unwrap_or_default();
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
        let end = self.ends.get(row).and_then(|end| self.program.ends.get(usize::from(end.0)));
        end.copied().unwrap_or((End::Apart, None))
    }

    /// An answer with what was read on the way to it.
    fn told(&self, row: usize, answer: Answer, at: Option<Position>) -> Run {
        let mut run = Run { answer, at, reads: Vec::new(), read_target: false };
        for site in self.first_reads(row) {
            match site.slot {
                None => run.read_target = true,
                Some(slot) => run.reads.push(Read { slot, at: site.at }),
            }
        }
        run
    }
}
