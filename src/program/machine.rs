//! Runs programs, a lot of rows at a time.
//!
//! In: a program, and where a lot's facts come from. Out: how each row ended, where it read, what its verdict gives; and
//! the rows that have to be interpreted, because something in them goes wrong. Invariant: a step changes nothing of rows
//! that did not come to it.

use rust_decimal::Decimal;
use rust_decimal::prelude::Zero;

use super::rows::{LOT, Rows};
use super::source::{Source, Texts};
use super::{Bank, Constant, EndIx, Figures, Lack, Operator, Program, Register, Relation, SiteIx, Step};
use crate::model::fact::FactKind;

/// What came out of one lot; one entry a row in each array.
#[derive(Debug, Clone)]
pub(crate) struct Lot {
    pub(super) ends: [EndIx; LOT],
    /// Places that were read at, one bit each.
    pub(super) read: [u64; LOT],
    /// The day, or what is done, of verdicts that give it in a word.
    pub(super) first: [i64; LOT],
    /// The total of verdicts that give it in a word.
    pub(super) second: [i64; LOT],
    /// What is done of how much, of verdicts that give it in decimals; as long as the lot where there is one.
    pub(super) exact: Vec<(Decimal, Decimal)>,
}

impl Lot {
    pub(super) fn new() -> Self {
        Self { ends: [EndIx(0); LOT], read: [0; LOT], first: [0; LOT], second: [0; LOT], exact: Vec::new() }
    }
}

/// Registers, and what else a run needs; one a thread, used for any number of programs.
#[derive(Default)]
pub(crate) struct Machine {
    words: Vec<[i64; LOT]>,
    exacts: Vec<[Decimal; LOT]>,
    texts: Texts,
    /// Rows in which something goes wrong.
    wrong: Vec<usize>,
}

/// One lot on its way through a program.
struct Run<'r> {
    program: &'r Program,
    source: Source<'r>,
    machine: &'r mut Machine,
    lot: &'r mut Lot,
    /// Rows that left the innermost function.
    left: Rows,
}

impl Machine {
    /// Makes room for a program, and lays its constants out for lots of so many rows.
    pub(super) fn prepare(&mut self, program: &Program, rows: usize) {
        let Self { words, exacts, texts, .. } = self;
        words.resize(words.len().max(usize::from(program.words)), [0; LOT]);
        exacts.resize(exacts.len().max(usize::from(program.exacts)), [Decimal::ZERO; LOT]);
        texts.clear();
        let rows = rows.min(LOT);
        for (to, constant) in &program.constants {
            match constant {
                Constant::Word(value) => words[to.at()][..rows].fill(*value),
                Constant::Text(text) => words[to.at()][..rows].fill(texts.number(text)),
                Constant::Exact(value) => exacts[to.at()][..rows].fill(*value),
            }
        }
    }

    /// Runs a program that was prepared for one lot of `count` rows, at most [`LOT`]; gives the rows that have to be
    /// interpreted.
    pub(super) fn run(
        &mut self,
        program: &Program,
        source: Source<'_>,
        lot: &mut Lot,
        count: usize,
    ) -> &[usize] {
        self.wrong.clear();
        let mut run = Run { program, source, machine: self, lot, left: Rows::none() };
        run.steps(&program.steps, &mut Rows::first(count));
        &self.wrong
    }
}

impl Run<'_> {
    fn steps(&mut self, steps: &[Step], rows: &mut Rows) {
        for step in steps {
            if rows.is_empty() {
                return;
            }
            self.step(step, rows);
        }
    }

    fn step(&mut self, step: &Step, rows: &mut Rows) {
        let Machine { words, exacts, wrong, .. } = &mut *self.machine;
        match step {
            Step::Read { slot, bank, to, site, lack } => self.read(*slot, (*bank, *to), *site, *lack, rows),
            Step::IsKnown { slot, to, site } => {
                let known = self.known(*slot, rows);
                let to = &mut self.machine.words[to.at()];
                let read = &mut self.lot.read;
                rows.each(|row| {
                    to[row] = i64::from(known[row]);
                    read[row] |= u64::from(known[row]) << site.0;
                });
            }
            Step::Copy { bank: Bank::Words, to, from } => copy(words, *to, *from, rows),
            Step::Copy { bank: Bank::Exacts, to, from } => copy(exacts, *to, *from, rows),
            Step::Widen { to, from } => {
                let (to, from) = (&mut exacts[to.at()], &words[from.at()]);
                rows.each(|row| to[row] = Decimal::from(from[row]));
            }
            Step::Calculate { operator, bank, to, left, right } => match bank {
                Bank::Words => calculate(*operator, operands(words, *to, *left, *right), rows, wrong),
                Bank::Exacts => calculate(*operator, operands(exacts, *to, *left, *right), rows, wrong),
            },
            Step::Compare { relation, bank: Bank::Words, to, left, right } => {
                compare(*relation, operands(words, *to, *left, *right), rows);
            }
            Step::Compare { relation, bank: Bank::Exacts, to, left, right } => {
                compare(*relation, (&mut words[to.at()], &exacts[left.at()], &exacts[right.at()]), rows);
            }
            Step::Either { to, left, right } => {
                let (to, left, right) = operands(words, *to, *left, *right);
                rows.each(|row| to[row] = left[row] | right[row]);
            }
            Step::Branch { on, yes, no } => {
                let (mut then, mut otherwise) = rows.split(&words[on.at()]);
                self.steps(yes, &mut then);
                self.steps(no, &mut otherwise);
                then.join(&otherwise);
                *rows = then;
            }
            Step::Body(steps) => {
                let outer = std::mem::replace(&mut self.left, Rows::none());
                self.steps(steps, rows);
                rows.join(&std::mem::replace(&mut self.left, outer));
            }
            Step::Leave => {
                self.left.join(rows);
                *rows = Rows::none();
            }
            Step::Verdict { end, figures } => self.verdict(*end, *figures, rows),
        }
    }

    /// Which rows have a fact, or a target.
    fn known(&self, slot: usize, rows: &Rows) -> [bool; LOT] {
        let mut known = [false; LOT];
        match slot == self.program.target() {
            true => self.source.targeted(rows, &mut known),
            false => self.source.known(slot, rows, &mut known),
        }
        known
    }

    /// Reads a fact or the target: who has it, who ends for want of it, and where it was read.
    fn read(
        &mut self,
        slot: usize,
        (bank, to): (Bank, Register),
        site: Option<SiteIx>,
        lack: Lack,
        rows: &mut Rows,
    ) {
        let mut reported = rows.clone();
        if lack != Lack::Never {
            let known = self.known(slot, rows);
            reported.keep(|row| known[row]);
            if let Lack::Ends(end) = lack {
                let ends = &mut self.lot.ends;
                rows.each(|row| ends[row] = if known[row] { ends[row] } else { end });
                *rows = reported.clone();
            }
        }
        if let Some(site) = site {
            let (read, bit) = (&mut self.lot.read, 1_u64 << site.0);
            reported.each(|row| read[row] |= bit);
        }
        let Machine { words, exacts, texts, wrong } = &mut *self.machine;
        match bank {
            Bank::Exacts if slot == self.program.target() => {
                self.source.wanted(&reported, &mut exacts[to.at()])
            }
            Bank::Exacts => self.source.decimals(slot, &reported, &mut exacts[to.at()]),
            Bank::Words => self.source.words(slot, &reported, texts, &mut words[to.at()]),
        }
        if self.program.kinds.get(slot) == Some(&FactKind::Text) {
            let text = &words[to.at()];
            rows.keep_or_list(|row| text[row] >= 0, wrong);
        }
    }

    fn verdict(&mut self, end: EndIx, figures: Figures, rows: &mut Rows) {
        let Machine { words, exacts, wrong, .. } = &mut *self.machine;
        let lot = &mut *self.lot;
        match figures {
            Figures::None => {}
            Figures::Day(day) => {
                let day = &words[day.at()];
                rows.each(|row| lot.first[row] = day[row]);
            }
            Figures::Share(Bank::Words, done, total) => {
                let (done, total) = (&words[done.at()], &words[total.at()]);
                share(done, total, rows, wrong);
                rows.each(|row| (lot.first[row], lot.second[row]) = (done[row], total[row]));
            }
            Figures::Share(Bank::Exacts, done, total) => {
                let (done, total) = (&exacts[done.at()], &exacts[total.at()]);
                share(done, total, rows, wrong);
                lot.exact.resize(LOT, (Decimal::ZERO, Decimal::ZERO));
                rows.each(|row| lot.exact[row] = (done[row], total[row]));
            }
        }
        rows.each(|row| lot.ends[row] = end);
        *rows = Rows::none();
    }
}

/// What the language calculates with.
trait Number: Copy + PartialOrd + Zero {
    /// `None` where the language fails.
    fn calculated(operator: Operator, x: Self, y: Self) -> Option<Self>;
}

macro_rules! number {
    ($type:ty, $negated:expr, $absolute:expr) => {
        impl Number for $type {
            #[inline(always)]
            fn calculated(operator: Operator, x: Self, y: Self) -> Option<Self> {
                match operator {
                    Operator::Add => x.checked_add(y),
                    Operator::Subtract => x.checked_sub(y),
                    Operator::Multiply => x.checked_mul(y),
                    Operator::Divide => x.checked_div(y),
                    Operator::Modulo => x.checked_rem(y),
                    Operator::Least => Some(if x <= y { x } else { y }),
                    Operator::Greatest => Some(if x >= y { x } else { y }),
                    Operator::Negate => $negated(y),
                    Operator::Absolute => $absolute(y),
                }
            }
        }
    };
}

number!(i64, i64::checked_neg, i64::checked_abs);
number!(Decimal, |y: Decimal| Some(-y), |y: Decimal| Some(y.abs()));

/// A register to be filled, and two that were given out before it.
fn operands<T>(
    bank: &mut [[T; LOT]],
    to: Register,
    left: Register,
    right: Register,
) -> (&mut [T; LOT], &[T; LOT], &[T; LOT]) {
    let (before, behind) = bank.split_at_mut(to.at());
    (&mut behind[0], &before[left.at()], &before[right.at()])
}

fn copy<T: Copy>(bank: &mut [[T; LOT]], to: Register, from: Register, rows: &Rows) {
    if let Ok([to, from]) = bank.get_disjoint_mut([to.at(), from.at()]) {
        rows.each(|row| to[row] = from[row]);
    }
}

fn calculate<T: Number>(
    operator: Operator,
    (to, left, right): (&mut [T; LOT], &[T; LOT], &[T; LOT]),
    rows: &mut Rows,
    wrong: &mut Vec<usize>,
) {
    // One loop an operator, so that none asks for the operator again at each row; and none looks at each result, for
    // hardly ever is one wrong.
    macro_rules! all {
        ($operator:ident) => {{
            let mut failed = false;
            rows.each(|row| {
                let result = T::calculated(Operator::$operator, left[row], right[row]);
                failed |= result.is_none();
                to[row] = result.unwrap_or(T::zero());
            });
            failed
        }};
    }
    let failed = match operator {
        Operator::Add => all!(Add),
        Operator::Subtract => all!(Subtract),
        Operator::Multiply => all!(Multiply),
        Operator::Divide => all!(Divide),
        Operator::Modulo => all!(Modulo),
        Operator::Least => all!(Least),
        Operator::Greatest => all!(Greatest),
        Operator::Negate => all!(Negate),
        Operator::Absolute => all!(Absolute),
    };
    if failed {
        rows.keep_or_list(|row| T::calculated(operator, left[row], right[row]).is_some(), wrong);
    }
}

fn compare<T: PartialOrd>(
    relation: Relation,
    (to, left, right): (&mut [i64; LOT], &[T; LOT], &[T; LOT]),
    rows: &Rows,
) {
    match relation {
        Relation::Equal => rows.each(|row| to[row] = i64::from(left[row] == right[row])),
        Relation::Unequal => rows.each(|row| to[row] = i64::from(left[row] != right[row])),
        Relation::Less => rows.each(|row| to[row] = i64::from(left[row] < right[row])),
        Relation::LessOrEqual => rows.each(|row| to[row] = i64::from(left[row] <= right[row])),
        Relation::Greater => rows.each(|row| to[row] = i64::from(left[row] > right[row])),
        Relation::GreaterOrEqual => rows.each(|row| to[row] = i64::from(left[row] >= right[row])),
    }
}

/// Drops the rows whose share means nothing.
fn share<T: Number>(done: &[T; LOT], total: &[T; LOT], rows: &mut Rows, wrong: &mut Vec<usize>) {
    let means = |row: usize| total[row] > T::zero() && done[row] >= T::zero();
    let mut all = true;
    rows.each(|row| all &= means(row));
    if !all {
        rows.keep_or_list(means, wrong);
    }
}
