//! What the lint knows of a value, and of the way on after a statement.

use crate::model::fact::{Dictionary, FactIx, FactKind};

/// The type of a value, as far as the text tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Type {
    Bool,
    Int,
    Decimal,
    Text,
    Date,
    /// A stage of this fact.
    Stage(FactIx),
    /// No value: what a statement or a function without one gives.
    Nothing,
    /// The locality itself.
    Locality,
    /// One type here and another there, by the way that was taken.
    Mixed,
    /// Not known, because something else is wrong: nothing more is said about it.
    Unknown,
}

impl Type {
    /// The type of a fact's values.
    pub(super) fn of_fact(fact: FactIx, kind: FactKind) -> Self {
        match kind {
            FactKind::Bool => Self::Bool,
            FactKind::Int => Self::Int,
            FactKind::Decimal | FactKind::Percent => Self::Decimal,
            FactKind::Date => Self::Date,
            FactKind::Stage => Self::Stage(fact),
            FactKind::Text => Self::Text,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Decimal)
    }

    /// The type of a value that comes one way or the other.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (a, b) if a.is_number() && b.is_number() => Self::Decimal,
            _ => Self::Mixed,
        }
    }

    /// What it is called, for people.
    pub(super) fn name(self, dictionary: &Dictionary) -> String {
        match self {
            Self::Bool => "true or false".to_owned(),
            Self::Int => "a whole number".to_owned(),
            Self::Decimal => "a number".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Stage(fact) => format!("a stage of `{}`", dictionary.get(fact).name),
            Self::Nothing => "no value".to_owned(),
            Self::Locality => "the locality".to_owned(),
            Self::Mixed => "now of one type, now of another".to_owned(),
            Self::Unknown => "unknown".to_owned(),
        }
    }
}

/// What comes after a statement, a block or a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flow {
    /// The value, where it goes on.
    pub(super) value: Type,
    /// Whether some way goes on behind it, in the same function.
    pub(super) goes_on: bool,
    /// The value that some way leaves the function with, if one does.
    pub(super) returns: Option<Type>,
    /// Whether something that is refused stands on the way, so that nothing certain can be said about the end.
    pub(super) unsure: bool,
}

impl Flow {
    /// It goes on with a value.
    pub(super) fn on(value: Type) -> Self {
        Self { value, goes_on: true, returns: None, unsure: false }
    }

    /// A verdict ends the check.
    pub(super) fn ended() -> Self {
        Self { value: Type::Nothing, goes_on: false, returns: None, unsure: false }
    }

    /// Something that is refused.
    pub(super) fn refused() -> Self {
        Self { value: Type::Unknown, goes_on: true, returns: None, unsure: true }
    }

    /// One way or the other.
    pub(super) fn or(self, other: Self) -> Self {
        let value = match (self.goes_on, other.goes_on) {
            (true, true) => self.value.or(other.value),
            (true, false) => self.value,
            (false, _) => other.value,
        };
        Self {
            value,
            goes_on: self.goes_on || other.goes_on,
            returns: join(self.returns, other.returns),
            unsure: self.unsure || other.unsure,
        }
    }

    /// This, and behind it that.
    pub(super) fn then(self, next: Self) -> Self {
        if !self.goes_on {
            return Self { unsure: self.unsure || next.unsure, ..self };
        }
        Self { returns: join(self.returns, next.returns), unsure: self.unsure || next.unsure, ..next }
    }

    /// As the one who calls the function sees it: a way that leaves it goes on behind the call.
    pub(super) fn called(self) -> Self {
        let value = match (self.goes_on, self.returns) {
            (true, Some(returned)) => self.value.or(returned),
            (true, None) => self.value,
            (false, Some(returned)) => returned,
            (false, None) => Type::Nothing,
        };
        Self { value, goes_on: self.goes_on || self.returns.is_some(), returns: None, unsure: self.unsure }
    }
}

fn join(a: Option<Type>, b: Option<Type>) -> Option<Type> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.or(b)),
        (one, other) => one.or(other),
    }
}
