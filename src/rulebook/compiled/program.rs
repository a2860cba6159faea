//! What a compiled check consists of: steps over registers.
//!
//! A register holds one value for each row of a lot. There are two banks: words, for whatever fits into 64 bits (whole
//! numbers, days, positions of stages, numbers that stand for texts, 0 and 1 for false and true), and exact decimals.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::fact::FactKind;
use crate::model::value::Value;
use crate::rulebook::Position;

/// A register of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rulebook) struct Word(pub(super) u16);

/// A register of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rulebook) struct Exact(pub(super) u16);

/// A register of either bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rulebook) enum Register {
    Word(Word),
    Exact(Exact),
}

/// A place in the program where something is read, in the order of the program; one bit of a run's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) struct SiteIx(pub(super) u8);

/// Places that a program can read at: bits of a record.
pub(super) const SITES: usize = u64::BITS as usize;

/// A place where a run may end, in [`Program::ends`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) struct EndIx(pub(super) u16);

/// What becomes of a row whose fact is not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) enum Lack {
    /// Its run ends here.
    Ends(EndIx),
    /// It keeps what the register holds.
    Keeps,
    /// There is none: every row that comes here has read the fact before.
    Never,
}

/// Arithmetic that may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) enum Relation {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Figures that a verdict gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) enum Figures {
    None,
    Day(Word),
    Words(Word, Word),
    Exact(Exact, Exact),
}

/// One step, done for all rows that come to it. A register that a step fills is never one that it reads.
#[derive(Debug)]
pub(in crate::rulebook) enum Step {
    Fact {
        slot: usize,
        to: Register,
        site: Option<SiteIx>,
        lack: Lack,
    },
    IsKnown {
        slot: usize,
        to: Word,
        site: SiteIx,
    },
    Target {
        to: Exact,
        site: Option<SiteIx>,
        lack: Lack,
    },
    Constant {
        to: Word,
        value: i64,
    },
    Number {
        to: Exact,
        value: Decimal,
    },
    Text {
        to: Word,
        text: Arc<str>,
    },
    Copy {
        to: Register,
        from: Register,
    },
    Widen {
        to: Exact,
        from: Word,
    },
    Whole {
        operator: Operator,
        to: Word,
        left: Word,
        right: Word,
        at: Option<Position>,
    },
    Decimal {
        operator: Operator,
        to: Exact,
        left: Exact,
        right: Exact,
        at: Option<Position>,
    },
    NegateWhole {
        to: Word,
        from: Word,
        at: Option<Position>,
    },
    NegateDecimal {
        to: Exact,
        from: Exact,
    },
    Compare {
        relation: Relation,
        to: Word,
        left: Word,
        right: Word,
    },
    CompareDecimals {
        relation: Relation,
        to: Word,
        left: Exact,
        right: Exact,
    },
    Not {
        to: Word,
        from: Word,
    },
    Or {
        to: Word,
        left: Word,
        right: Word,
    },
    Branch {
        on: Word,
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

/// A place where facts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rulebook) struct Site {
    /// Which fact; `None`: the target.
    pub(super) slot: Option<usize>,
    pub(super) at: Option<Position>,
    /// Earlier places where the same is read, one bit each.
    pub(super) same: u64,
}

/// A compiled check.
#[derive(Debug)]
pub(in crate::rulebook) struct Program {
    pub(super) steps: Vec<Step>,
    /// Where and how runs end. The first is the end of the check itself, which none should come to.
    pub(super) ends: Vec<(End, Option<Position>)>,
    pub(super) sites: Vec<Site>,
    /// The places where the target is read, one bit each.
    pub(super) target_sites: u64,
    /// Types of the facts, one a slot.
    pub(super) kinds: Vec<FactKind>,
    /// How many registers it needs of each bank.
    pub(super) words: usize,
    pub(super) exacts: usize,
}

impl Program {
    /// Whether these values are of the types that it was made for: the mean of whole numbers may be none.
    pub(in crate::rulebook) fn takes(&self, values: &[Option<Value>]) -> bool {
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
}
