//! The second executor: a check as a short program that runs for many localities at once.
//!
//! In: a [`Program`], which somebody made of a rule, and columns of facts. Out: [`Answers`](answers::Answers), two words a
//! row. Invariant: a program answers as whoever wrote the rule was promised, to the last position of a read; what it
//! cannot answer it hands back. Nothing here knows a scripting language: the rulebook lowers its rules to programs, and
//! interprets what is handed back.
//!
//! **A program** is a tree of steps over registers. A check has no loops, so its functions can be written out where they
//! are called, and every read has one place in the order of all reads. A register holds one value for each row of a lot.
//! There are two banks of them: words, for whatever fits into 64 bits (whole numbers, days, positions of stages, numbers
//! that stand for texts, 0 and 1 for false and true), and exact decimals. The type of every value was known when the
//! program was made, so no step asks for it.
//!
//! **Run.** A [`Machine`](machine::Machine) takes the localities in lots of 256, and does each step for all rows that are
//! still on their way before the next, so that what it costs to find out what to do is paid once a lot and not once a
//! locality. The rows on their way are a list ([`rows`]). A branch parts it in two and joins what is left of both behind
//! it; a verdict, or a fact that nobody reported, takes rows off it for good; a `return` puts them by until the
//! function's end. Where facts come from is in [`source`].
//!
//! **Tell.** Of a row remain the place where it ended, a bit for each place where it read, and the figures of its
//! verdict. [`answers`] makes a full answer of them, with what was read and where, when somebody asks: most rows are
//! only ever asked for their verdict and the facts that it rests on.
//!
//! **What goes wrong is not told here.** A row whose arithmetic fails, whose share means nothing or whose text is too
//! long is taken off the list and handed back, so that every failure has the words of the language itself.

pub mod answers;
pub(crate) mod machine;
mod rows;
pub mod source;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::fact::FactKind;
use crate::model::run::Position;
use crate::model::value::Value;

/// One of the two banks of registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bank {
    Words,
    Exacts,
}

/// The number of a register in its bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Register(pub(crate) u16);

impl Register {
    pub(crate) fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// What a register holds from the beginning to the end.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Constant {
    Word(i64),
    Exact(Decimal),
    Text(Arc<str>),
}

/// A place in the program where something is read, in the order of the program; one bit of a run's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SiteIx(pub(crate) u8);

/// Places that a program can read at: bits of a record.
pub(crate) const SITES: usize = u64::BITS as usize;

/// A place where a run may end, in [`Program::ends`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct EndIx(pub(crate) u16);

/// What becomes of a row whose fact is not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// Its run ends here.
    Ends(EndIx),
    /// It keeps what the register holds.
    Keeps,
    /// There is none: every row that comes here has read the fact before.
    Never,
}

/// Arithmetic that may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    /// The smaller of two.
    Least,
    /// The larger of two.
    Greatest,
    /// Of the right operand alone.
    Negate,
    /// Of the right operand alone, without its sign.
    Absolute,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Figures that a verdict gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figures {
    None,
    Day(Register),
    /// So much of so much.
    Share(Bank, Register, Register),
}

/// One step, done for all rows that come to it. A register that is calculated or compared into was given out after
/// those that go into it.
#[derive(Debug)]
pub(crate) enum Step {
    /// Reads a fact, or the target.
    Read {
        slot: usize,
        bank: Bank,
        to: Register,
        site: Option<SiteIx>,
        lack: Lack,
    },
    /// Whether a fact is reported.
    IsKnown {
        slot: usize,
        to: Register,
        site: SiteIx,
    },
    Copy {
        bank: Bank,
        to: Register,
        from: Register,
    },
    /// A whole number as a decimal.
    Widen {
        to: Register,
        from: Register,
    },
    Calculate {
        operator: Operator,
        bank: Bank,
        to: Register,
        left: Register,
        right: Register,
    },
    /// The operands are of this bank; what comes out is a word.
    Compare {
        relation: Relation,
        bank: Bank,
        to: Register,
        left: Register,
        right: Register,
    },
    /// Whether either word holds.
    Either {
        to: Register,
        left: Register,
        right: Register,
    },
    Branch {
        on: Register,
        yes: Vec<Step>,
        no: Vec<Step>,
    },
    /// A function's body; rows that leave it go on behind it.
    Body(Vec<Step>),
    /// Leaves the innermost body.
    Leave,
    Verdict {
        end: EndIx,
        figures: Figures,
    },
}

/// How a run ends. Reasons are positions in the requirement's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Complete.
    Met { reason: usize },
    /// Complete since a day.
    MetOn { reason: usize },
    /// Not complete.
    NotMet { reason: usize },
    /// The requirement does not apply.
    NotApplicable { reason: usize },
    /// So much of so much, both whole numbers.
    Share { open: usize, done: usize },
    /// So much of so much, both decimals.
    ExactShare { open: usize, done: usize },
    /// Something is not reported: a fact (`Some(slot)`) or the target (`None`).
    Missing { slot: Option<usize> },
    /// Something else, which is told in full for the row.
    Apart,
}

/// A place where something is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Site {
    /// Which fact, or the target.
    pub(crate) slot: usize,
    pub(crate) at: Option<Position>,
    /// Earlier places where the same is read, one bit each.
    pub(crate) same: u64,
}

/// A compiled check.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    pub(crate) constants: Vec<(Register, Constant)>,
    /// Where and how runs end. The first is the end of the check itself, which none should come to.
    pub(crate) ends: Vec<(End, Option<Position>)>,
    pub(crate) sites: Vec<Site>,
    /// The places where the target is read, one bit each.
    pub(crate) target_sites: u64,
    /// Types of the facts, one a slot.
    pub(crate) kinds: Vec<FactKind>,
    /// How many registers it needs of each bank.
    pub(crate) words: u16,
    pub(crate) exacts: u16,
}

impl Program {
    /// Whether these values are of the types that it was made for: the mean of whole numbers may be none.
    pub(crate) fn takes(&self, values: &[Option<Value>]) -> bool {
        self.kinds.iter().zip(values).all(|(kind, value)| {
            let Some(value) = value else { return true };
            match value {
                Value::Bool(_) => *kind == FactKind::Bool,
                Value::Int(_) => *kind == FactKind::Int,
                Value::Decimal(_) => matches!(kind, FactKind::Decimal | FactKind::Percent),
                Value::Date(_) => *kind == FactKind::Date,
                Value::Stage(_) => *kind == FactKind::Stage,
                Value::Text(_) => *kind == FactKind::Text,
            }
        })
    }

    /// The slot behind those of the facts, which stands for the target.
    pub(crate) fn target(&self) -> usize {
        self.kinds.len()
    }
}
