//! The second executor: a check as a short program that runs for many localities at once.
//!
//! In: the syntax tree of a rule that passed the lint. Out: a [`Program`](program::Program), or the first construct that
//! lies [`Outside`] of what is compiled; such a rule is interpreted. Invariant: whatever is compiled answers as the
//! interpreter does, to the last word of a failure and the last position of a read; the interpreter is the reference.
//!
//! A check has no loops, so its functions can be written out where they are called, and every read has one place in
//! the order of all reads. Which facts a run read, and where, is then one bit a place. A [`Machine`](machine::Machine)
//! takes the localities in lots: each step is done for all rows of a lot that are still on their way before the next,
//! so that what it costs to find out what to do is paid once a lot and not once a locality.
//!
//! In the order in which they are best read, each a room with a line of its own in `tests/house.rs`:
//!
//! - [`program`]: the steps, the registers that they work on, and how runs end. Nothing runs here.
//! - [`lower`]: from the tree to steps; the only part that knows the scripting language. A file each for what is asked
//!   of the locality, values, logic, branches, `switch` and calls.
//! - [`rows`] and [`source`]: a lot's rows, and where their facts come from.
//! - [`machine`]: does the steps; [`bank`] over whole registers, [`number`] with the language's own arithmetic.
//! - [`answers`]: what came out, two words a row, told in full when somebody asks.

pub(super) mod answers;
mod bank;
pub(super) mod lower;
pub(super) mod machine;
mod number;
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
