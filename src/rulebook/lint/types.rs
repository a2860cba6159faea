//! What the lint knows of a value, and of the way on after a statement.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rhai::Position;

use crate::model::fact::{Dictionary, FactIx, FactKind};

/// Texts that one value can be, each with a place where it is written.
pub(super) type Words = BTreeMap<String, Position>;

/// More words than this are not told apart any more.
const MANY: usize = 64;

/// The type of a value, as far as the text tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Type {
    Bool,
    Int,
    Decimal,
    /// A whole number or another.
    Number,
    /// One of these words, or any text.
    Text(Option<Rc<Words>>),
    Character,
    Date,
    /// A stage of this fact.
    Stage(FactIx),
    Range,
    /// A list of values of a type.
    List(Rc<Type>),
    /// A table that is written out.
    Table(Rc<BTreeMap<String, Type>>),
    Closure,
    /// No value: what a statement or a function without one gives.
    Nothing,
    /// The locality itself.
    Locality,
    /// A topic of the locality: one of these.
    Topic(Rc<BTreeSet<String>>),
    /// Not known: it can be one thing or another, or something else is wrong. Nothing is said about it.
    Unknown,
}

impl Type {
    /// Any text.
    pub(super) const TEXT: Self = Self::Text(None);

    /// The type of a fact's values.
    pub(super) fn of_fact(fact: FactIx, kind: FactKind) -> Self {
        match kind {
            FactKind::Bool => Self::Bool,
            FactKind::Int => Self::Int,
            FactKind::Decimal | FactKind::Percent => Self::Decimal,
            FactKind::Date => Self::Date,
            FactKind::Stage => Self::Stage(fact),
            FactKind::Text => Self::TEXT,
        }
    }

    /// A text that is written out.
    pub(super) fn word(word: &str, at: Position) -> Self {
        Self::Text(Some(Rc::new(Words::from([(word.to_owned(), at)]))))
    }

    /// The words that a text can be, where all are written out.
    pub(super) fn words(&self) -> Option<&Rc<Words>> {
        match self {
            Self::Text(words) => words.as_ref(),
            _ => None,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Decimal | Self::Number)
    }

    /// The type of a value that comes one way or the other.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Text(a), Self::Text(b)) => Self::Text(a.zip(b).and_then(|(a, b)| either(&a, &b))),
            (Self::List(a), Self::List(b)) => Self::List(Rc::new((*a).clone().or((*b).clone()))),
            (Self::Topic(a), Self::Topic(b)) => Self::Topic(Rc::new(a.union(&b).cloned().collect())),
            (a, b) if a.is_number() && b.is_number() => Self::Number,
            _ => Self::Unknown,
        }
    }

    /// The type of two texts put together.
    pub(super) fn joined(&self, other: &Self) -> Self {
        let (Some(a), Some(b)) = (self.words(), other.words()) else { return Self::TEXT };
        if a.len().saturating_mul(b.len()) > MANY {
            return Self::TEXT;
        }
        let both = a.iter().flat_map(|(a, at)| b.keys().map(move |b| (format!("{a}{b}"), *at)));
        Self::Text(Some(Rc::new(both.collect())))
    }

    /// What it is called, for people.
    pub(super) fn name(&self, dictionary: &Dictionary) -> String {
        match self {
            Self::Bool => "true or false".to_owned(),
            Self::Int => "a whole number".to_owned(),
            Self::Decimal | Self::Number => "a number".to_owned(),
            Self::Text(_) => "a text".to_owned(),
            Self::Character => "a single letter".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Stage(fact) => format!("a stage of `{}`", dictionary.get(*fact).name),
            Self::Range => "a range".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Closure => "a function".to_owned(),
            Self::Nothing => "no value".to_owned(),
            Self::Locality => "the locality".to_owned(),
            Self::Topic(topics) => match topics.iter().next() {
                Some(topic) if topics.len() == 1 => format!("the topic `{topic}`, which is half of a fact"),
                _ => "a topic, which is half of a fact".to_owned(),
            },
            Self::Unknown => "unknown".to_owned(),
        }
    }
}

fn either(a: &Words, b: &Words) -> Option<Rc<Words>> {
    let mut words = a.clone();
    for (word, at) in b {
        words.entry(word.clone()).or_insert(*at);
    }
    (words.len() <= MANY).then(|| Rc::new(words))
}

/// What comes after a statement, a block or a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    /// The value, where it goes on.
    pub(super) value: Type,
    /// Whether some way goes on behind it, in the same function.
    pub(super) goes_on: bool,
    /// The value that some way leaves the function with, if one does.
    pub(super) returns: Option<Type>,
    /// Whether nothing certain can be said about the end.
    pub(super) unsure: bool,
}

impl Flow {
    /// It goes on with a value.
    pub(super) fn on(value: Type) -> Self {
        Self { value, goes_on: true, returns: None, unsure: false }
    }

    /// A verdict ends the check.
    pub(super) fn ended() -> Self {
        Self { value: Type::Unknown, goes_on: false, returns: None, unsure: false }
    }

    /// Something that cannot be followed, or is refused.
    pub(super) fn unsure() -> Self {
        Self { value: Type::Unknown, goes_on: true, returns: None, unsure: true }
    }

    /// The same way with another value.
    pub(super) fn giving(self, value: Type) -> Self {
        let value = if self.goes_on { value } else { Type::Unknown };
        Self { value, ..self }
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
            return self;
        }
        Self { returns: join(self.returns, next.returns), unsure: self.unsure || next.unsure, ..next }
    }

    /// As the one who calls the function sees it: a way that leaves it goes on behind the call.
    pub(super) fn called(self) -> Self {
        let value = match (self.goes_on, self.returns.clone()) {
            (true, Some(returned)) => self.value.or(returned),
            (true, None) => self.value,
            (false, Some(returned)) => returned,
            (false, None) => Type::Unknown,
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
