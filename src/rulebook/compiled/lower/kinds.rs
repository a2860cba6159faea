//! What is known of a value before any rule runs: its type, and the register that holds it.

use std::sync::Arc;

use crate::rulebook::compiled::program::Register;
use crate::rulebook::stage::Scale;

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Bool,
    Int,
    Decimal,
    Date,
    Text,
    Stage(Arc<Scale>),
}

impl Kind {
    /// Whether a value of one can stand where a value of the other stands.
    pub(super) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stage(a), Self::Stage(b)) => a.words == b.words,
            (a, b) => a == b,
        }
    }
}

/// A value, and the register that holds it.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) kind: Kind,
    pub(super) at: Register,
}

/// What a statement, a block or a call gives.
#[derive(Debug, Clone)]
pub(super) enum Made {
    Value(Typed),
    Locality,
    Nothing,
    /// One thing here and another there: nothing that could be used.
    Mixed,
    /// It does not go on behind it.
    Never,
}
