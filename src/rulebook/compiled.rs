//! The second executor: a check as a short program that runs for many localities at once.
//!
//! In: the syntax tree of a rule that passed the lint, and columns of facts. Out: answers, two words a row; or the first
//! construct that lies [`Outside`] of what is compiled, and such a rule is interpreted. Invariant: whatever is compiled
//! answers as the interpreter does, to the last position of a read; the interpreter is the reference.
//!
//! **Lower.** A check has no loops, so its functions can be written out where they are called, and every read has one
//! place in the order of all reads. What comes out is a [`Program`](program::Program): a tree of steps over registers,
//! each of one of two banks, 64-bit words or exact decimals. The type of every value is known by then, so no step asks
//! for it. [`lower`] is the only part that knows the scripting language; it never asks which rule it lowers.
//!
//! **Run.** A [`Machine`](machine::Machine) takes the localities in lots of 256: a register holds a value for each row
//! of a lot, and each step is done for all rows that are still on their way before the next, so that what it costs to
//! find out what to do is paid once a lot and not once a locality. The rows on their way are a list ([`rows`]). A branch
//! parts it in two and joins what is left of both behind it; a verdict, or a fact that nobody reported, takes rows off
//! it for good; a `return` puts them by until the function's end.
//!
//! **Tell.** Of a row remain the place where it ended, a bit for each place where it read, and the figures of its
//! verdict. [`answers`] makes a full answer of them, with what was read and where, when somebody asks: most rows are
//! only ever asked for their verdict and the facts that it rests on.
//!
//! **What goes wrong is not told here.** A row whose arithmetic fails, whose share means nothing or whose text is too
//! long is taken off the list and interpreted, so that every failure has the words of the language itself.
//!
//! Steps, registers and ends are described in [`program`], where facts come from in [`source`].

pub(super) mod answers;
pub(super) mod lower;
pub(super) mod machine;
pub(super) mod program;
mod rows;
pub(super) mod source;

use super::Position;
use super::text::RuleText;
use crate::model::place::Place;

/// What keeps a rule from being compiled: it is interpreted instead, with the same answers at a slower pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// The construct, for people.
    pub construct: &'static str,
    /// Where it stands, where known.
    pub at: Option<Position>,
}

impl Outside {
    /// Where it stands in a rule's text.
    pub(super) fn place(self, text: &RuleText) -> Place {
        let Some(Position { line, column }) = self.at else { return text.spot(0..0) };
        let number = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        text.place(rhai::Position::new(number(line), number(column)))
    }
}
