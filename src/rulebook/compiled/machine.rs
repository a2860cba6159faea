//! Runs programs, a lot of rows at a time.

mod reads;

use rust_decimal::Decimal;

use super::bank::{compare, pair, quickly, senseless, triple, whole};
use super::number::failure;
use super::program::{EndIx, Figures, Operator, Program, Register, Step, Word};
use super::rows::{LOT, Rows};
use super::source::{Source, Targets, Texts};
use crate::rulebook::Position;

/// What came out of one lot; one entry a row in each array.
pub(in crate::rulebook) struct Lot {
    pub(super) ends: [EndIx; LOT],
    /// Places that were read at, one bit each.
    pub(super) read: [u64; LOT],
    /// The day, or what is done, of verdicts that give it in a word.
    pub(super) first: [i64; LOT],
    /// The total of verdicts that give it in a word.
    pub(super) second: [i64; LOT],
    /// What is done of how much, of verdicts that give it in decimals; as long as the lot where there is one.
    pub(super) exact: Vec<(Decimal, Decimal)>,
    /// Rows that failed, and how.
    pub(super) failed: Vec<(usize, String, Option<Position>)>,
    /// Rows whose values lie outside of what is compiled.
    pub(super) outside: Vec<usize>,
}

/// Registers, and what else a run needs; one a thread, used for any number of programs.
pub(in crate::rulebook) struct Machine {
    words: Vec<[i64; LOT]>,
    exacts: Vec<[Decimal; LOT]>,
    texts: Texts,
    lot: Lot,
}

/// One lot on its way through a program.
struct Run<'r> {
    program: &'r Program,
    source: Source<'r>,
    targets: Targets<'r>,
    /// Where the lot begins among the targets.
    from: usize,
    words: &'r mut [[i64; LOT]],
    exacts: &'r mut [[Decimal; LOT]],
    texts: &'r mut Texts,
    lot: &'r mut Lot,
    /// Rows that left the innermost function.
    left: Rows,
}

impl Machine {
    pub(in crate::rulebook) fn new() -> Self {
        let lot = Lot {
            ends: [EndIx(0); LOT],
            read: [0; LOT],
            first: [0; LOT],
            second: [0; LOT],
            exact: Vec::new(),
            failed: Vec::new(),
            outside: Vec::new(),
        };
        Self { words: Vec::new(), exacts: Vec::new(), texts: Texts::default(), lot }
    }

    /// Runs a program for one lot of `count` rows, at most [`LOT`]. `from` is where the lot begins among the targets.
    pub(super) fn run(
        &mut self,
        program: &Program,
        source: Source<'_>,
        targets: Targets<'_>,
        from: usize,
        count: usize,
    ) -> &Lot {
        if self.words.len() < program.words {
            self.words.resize(program.words, [0; LOT]);
        }
        if self.exacts.len() < program.exacts {
            self.exacts.resize(program.exacts, [Decimal::ZERO; LOT]);
        }
        self.texts.clear();
        self.lot.ends.iter_mut().take(count).for_each(|end| *end = EndIx(0));
        self.lot.read.iter_mut().take(count).for_each(|read| *read = 0);
        self.lot.exact.clear();
        self.lot.failed.clear();
        self.lot.outside.clear();
        let mut run = Run {
            program,
            source,
            targets,
            from,
            words: &mut self.words,
            exacts: &mut self.exacts,
            texts: &mut self.texts,
            lot: &mut self.lot,
            left: Rows::none(),
        };
        run.steps(&program.steps, &mut Rows::first(count));
        &self.lot
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
        match step {
            Step::Fact { slot, to, site, lack } => self.fact(*slot, *to, *site, *lack, rows),
            Step::IsKnown { slot, to, site } => {
                let known = self.known(*slot, rows);
                let to = &mut self.words[usize::from(to.0)];
                let read = &mut self.lot.read;
                rows.each(|row| {
                    to[row] = i64::from(known[row]);
                    read[row] |= u64::from(known[row]) << site.0;
                });
            }
            Step::Target { to, site, lack } => self.target(*to, *site, *lack, rows),
            Step::Constant { to, value } => {
                let to = &mut self.words[usize::from(to.0)];
                rows.each(|row| to[row] = *value);
            }
            Step::Number { to, value } => {
                let to = &mut self.exacts[usize::from(to.0)];
                rows.each(|row| to[row] = *value);
            }
            Step::Text { to, text } => {
                let number = self.texts.number(text);
                let to = &mut self.words[usize::from(to.0)];
                rows.each(|row| to[row] = number);
            }
            Step::Copy { to: Register::Word(to), from: Register::Word(from) } => {
                let (to, from) = pair(self.words, to.0, from.0);
                rows.each(|row| to[row] = from[row]);
            }
            Step::Copy { to: Register::Exact(to), from: Register::Exact(from) } => {
                let (to, from) = pair(self.exacts, to.0, from.0);
                rows.each(|row| to[row] = from[row]);
            }
            // The lowering copies inside of one bank only.
            Step::Copy { .. } => {}
            Step::Widen { to, from } => {
                let (to, from) = (&mut self.exacts[usize::from(to.0)], &self.words[usize::from(from.0)]);
                rows.each(|row| to[row] = Decimal::from(from[row]));
            }
            Step::Whole { operator, to, left, right, at } => {
                self.whole(*operator, *to, (*left, *right), *at, rows);
            }
            Step::Decimal { operator, to, left, right, at } => {
                let (to, left, right) = triple(self.exacts, to.0, left.0, right.0);
                let lot = &mut *self.lot;
                rows.keep(|row| match operator.decimal(left[row], right[row]) {
                    Ok(result) => {
                        to[row] = result;
                        true
                    }
                    Err(said) => lot.fail(row, said, *at),
                });
            }
            Step::NegateWhole { to, from, at } => {
                let (to, from) = pair(self.words, to.0, from.0);
                let lot = &mut *self.lot;
                rows.keep(|row| match from[row].checked_neg() {
                    Some(result) => {
                        to[row] = result;
                        true
                    }
                    None => lot.fail(row, failure("integer overflow"), *at),
                });
            }
            Step::NegateDecimal { to, from } => {
                let (to, from) = pair(self.exacts, to.0, from.0);
                rows.each(|row| to[row] = -from[row]);
            }
            Step::Compare { relation, to, left, right } => {
                let (to, left, right) = triple(self.words, to.0, left.0, right.0);
                compare(*relation, rows, to, left, right);
            }
            Step::CompareDecimals { relation, to, left, right } => {
                let to = &mut self.words[usize::from(to.0)];
                let (left, right) = (&self.exacts[usize::from(left.0)], &self.exacts[usize::from(right.0)]);
                rows.each(|row| to[row] = i64::from(relation.holds(left[row], right[row])));
            }
            Step::Not { to, from } => {
                let (to, from) = pair(self.words, to.0, from.0);
                rows.each(|row| to[row] = from[row] ^ 1);
            }
            Step::Or { to, left, right } => {
                let (to, left, right) = triple(self.words, to.0, left.0, right.0);
                rows.each(|row| to[row] = left[row] | right[row]);
            }
            Step::Branch { on, yes, no } => {
                let (mut then, mut otherwise) = rows.split(&self.words[usize::from(on.0)]);
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

    fn whole(
        &mut self,
        operator: Operator,
        to: Word,
        (left, right): (Word, Word),
        at: Option<Position>,
        rows: &mut Rows,
    ) {
        let (to, left, right) = triple(self.words, to.0, left.0, right.0);
        let overflows = match operator {
            Operator::Add => quickly(rows, to, left, right, i64::overflowing_add),
            Operator::Subtract => quickly(rows, to, left, right, i64::overflowing_sub),
            Operator::Multiply => quickly(rows, to, left, right, i64::overflowing_mul),
            Operator::Divide => quickly(rows, to, left, right, |x, y| whole(x.checked_div(y))),
            Operator::Modulo => quickly(rows, to, left, right, |x, y| whole(x.checked_rem(y))),
        };
        if overflows {
            let lot = &mut *self.lot;
            rows.keep(|row| match operator.whole(left[row], right[row]) {
                Ok(result) => {
                    to[row] = result;
                    true
                }
                Err(said) => lot.fail(row, said, at),
            });
        }
    }

    fn verdict(&mut self, end: EndIx, figures: Figures, rows: &mut Rows) {
        let at = self.program.ends.get(usize::from(end.0)).and_then(|end| end.1);
        match figures {
            Figures::None => {}
            Figures::Day(day) => {
                let (first, day) = (&mut self.lot.first, &self.words[usize::from(day.0)]);
                rows.each(|row| first[row] = day[row]);
            }
            Figures::Words(done, total) => {
                let (done, total) = (&self.words[usize::from(done.0)], &self.words[usize::from(total.0)]);
                let lot = &mut *self.lot;
                let mut wrong = false;
                rows.each(|row| {
                    (lot.first[row], lot.second[row]) = (done[row], total[row]);
                    wrong |= total[row] <= 0 || done[row] < 0;
                });
                if wrong {
                    rows.keep(|row| match senseless(&done[row], &total[row], &0) {
                        Some(said) => lot.fail(row, said, at),
                        None => true,
                    });
                }
            }
            Figures::Exact(done, total) => {
                let (done, total) = (&self.exacts[usize::from(done.0)], &self.exacts[usize::from(total.0)]);
                let lot = &mut *self.lot;
                lot.exact.resize(LOT, (Decimal::ZERO, Decimal::ZERO));
                rows.keep(|row| match senseless(&done[row], &total[row], &Decimal::ZERO) {
                    Some(said) => lot.fail(row, said, at),
                    None => {
                        lot.exact[row] = (done[row], total[row]);
                        true
                    }
                });
            }
        }
        let ends = &mut self.lot.ends;
        rows.each(|row| ends[row] = end);
        *rows = Rows::none();
    }
}

impl Lot {
    /// Ends a row with a failure; it does not stay.
    #[cold]
    fn fail(&mut self, row: usize, message: String, at: Option<Position>) -> bool {
        self.failed.push((row, message, at));
        false
    }
}
