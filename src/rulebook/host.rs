//! What stands behind the words of a rule while it runs: facts, questions and verdicts.
//!
//! Everything that a rule reads or decides passes through one [`Desk`], so that the record of a run is the engine's own
//! and no rule can forget to write it.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod comparisons;
mod desk;
mod facts;
mod verdicts;

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{Engine, EvalAltResult};

use super::doc::Doc;
use super::stage::Scale;
use crate::model::fact::FactKind;
pub(super) use desk::{SharedDesk, at};

type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// The locality that is checked. It holds nothing: what is known of it lies on the [`Desk`].
#[derive(Debug, Clone)]
pub(super) struct Locality;

/// A topic of the locality: the way from `locality` to one of its facts.
#[derive(Debug, Clone, Copy)]
struct Topic(u16);

/// A fact that a rule can read, as its runs need it.
#[derive(Debug)]
pub(super) struct Slot {
    /// Full name.
    pub(super) name: String,
    /// Type.
    pub(super) kind: FactKind,
    /// Its stages, for a stage fact.
    pub(super) scale: Option<Arc<Scale>>,
}

impl Slot {
    /// The segment before the dot, and the one after.
    pub(super) fn parts(&self) -> (&str, &str) {
        self.name.split_once('.').unwrap_or((&self.name, ""))
    }
}

/// What a run needs to know of its rule.
#[derive(Debug)]
pub(super) struct Card {
    /// Facts, in the order of the requirement's `reads`.
    pub(super) slots: Vec<Slot>,
    /// Keys of the reasons, in the order of the requirement's table.
    pub(super) reasons: Vec<String>,
    /// Topics that the rule names, whether or not it reads anything of them.
    pub(super) topics: Vec<String>,
    /// Whether it may take more of the stack than a worker thread has.
    pub(super) deep: bool,
}

/// Numbers of topics and properties, for one executor.
#[derive(Debug, Default)]
pub(super) struct Names {
    topics: BTreeMap<String, u16>,
    properties: BTreeMap<String, u16>,
}

impl Names {
    /// The topics and properties of these rules' facts.
    pub(super) fn new<'c>(cards: impl Iterator<Item = &'c Card>) -> Self {
        let mut names = Self::default();
        for card in cards {
            for slot in &card.slots {
                let (topic, property) = slot.parts();
                number(&mut names.topics, topic);
                number(&mut names.properties, property);
            }
            for topic in &card.topics {
                number(&mut names.topics, topic);
            }
        }
        names
    }

    /// The numbers of a rule's facts, in order of its slots.
    pub(super) fn paths(&self, card: &Card) -> Arc<[Path]> {
        card.slots
            .iter()
            .map(|slot| {
                let (topic, property) = slot.parts();
                let of =
                    |numbers: &BTreeMap<String, u16>, name| numbers.get(name).copied().unwrap_or(u16::MAX);
                Path { topic: of(&self.topics, topic), property: of(&self.properties, property) }
            })
            .collect()
    }
}

fn number(numbers: &mut BTreeMap<String, u16>, name: &str) {
    if !numbers.contains_key(name) {
        // 65 535 names are beyond any dictionary; the last number finds no fact.
        let next = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
        numbers.insert(name.to_owned(), next);
    }
}

/// Where a fact stands in the numbering of [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path {
    topic: u16,
    property: u16,
}

/// What every word of the vocabulary means, as it is registered.
pub(super) fn docs() -> impl Iterator<Item = &'static Doc> {
    facts::DOCS.iter().chain(&verdicts::DOCS).chain(&comparisons::DOCS)
}

/// Gives an engine every word of the vocabulary.
pub(super) fn register(engine: &mut Engine, desk: &SharedDesk, names: &Names) {
    facts::register(engine, desk, names);
    verdicts::register(engine, desk);
    comparisons::register(engine);
}
