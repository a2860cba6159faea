//! The dictionary of facts: which named, typed properties of a locality there are.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::bilingual::Bilingual;
use super::locality::Level;
use super::place::Place;
use super::value::Value;
use super::{index, words};

index! {
    /// A fact of the dictionary.
    FactIx
}

words! {
    /// The type of a fact, as declared in the dictionary.
    FactKind {
        Bool = "bool",
        Int = "int",
        Decimal = "decimal",
        /// A decimal that means per cent: 44.5, not 0.445.
        Percent = "percent",
        Date = "date",
        /// One of the fact's own words, in their order.
        Stage = "stage",
        Text = "text",
    }
}

/// How the facts of merged predecessors combine into the successor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// True if all are; one known false decides.
    All,
    /// True if any is; one known true decides.
    Any,
    /// Their sum.
    Sum,
    /// The smallest, for a stage the earliest.
    Min,
    /// The largest, for a stage the latest.
    Max,
    /// Their exact mean.
    Mean,
    /// The latest stated.
    Latest,
    /// Their mean weighted by another fact of the same predecessor.
    WeightedBy(FactIx),
    /// Nothing passes on.
    Nothing,
}

/// How the facts of the units inside a locality combine into its own: by the fact's [`Merge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollUp {
    /// The level of the units that are combined.
    pub from: Level,
    /// The share of them, from 0 to 1, that may be missing; where more are, the result is unknown.
    pub missing: Decimal,
}

/// One fact of the dictionary.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Full name of two segments, such as `civil_status.digitized`.
    pub name: String,
    /// Type of its values.
    pub kind: FactKind,
    /// Words of a `stage` fact, in order; empty for any other.
    pub stages: Vec<String>,
    /// What people call each stage, in the order of `stages`; empty where nobody said.
    pub stage_titles: Vec<Bilingual>,
    /// What people call it.
    pub title: Bilingual,
    /// How predecessors combine.
    pub merge: Merge,
    /// How the units inside a locality combine; `None`: they do not.
    pub roll_up: Option<RollUp>,
    /// Where its name stands.
    pub place: Place,
}

impl Fact {
    /// The segment before the dot.
    #[must_use]
    pub fn topic(&self) -> &str {
        self.name.split_once('.').map_or(self.name.as_str(), |(topic, _)| topic)
    }

    /// The segment after the dot.
    #[must_use]
    pub fn property(&self) -> &str {
        self.name.split_once('.').map_or("", |(_, property)| property)
    }

    /// The word of a stage of this fact.
    #[must_use]
    pub fn stage_word(&self, stage: u16) -> &str {
        self.stages.get(usize::from(stage)).map_or("", String::as_str)
    }

    /// What people call a stage of this fact; its word in both languages where nobody said.
    #[must_use]
    pub fn stage_title(&self, stage: u16) -> Bilingual {
        let word = || Bilingual::new(self.stage_word(stage), self.stage_word(stage));
        self.stage_titles.get(usize::from(stage)).cloned().unwrap_or_else(word)
    }

    /// The position of a stage word of this fact.
    #[must_use]
    pub fn stage(&self, word: &str) -> Option<u16> {
        self.stages.iter().position(|s| s == word).and_then(|p| u16::try_from(p).ok())
    }

    /// A value as files and JSON spell it: `true`, `44.5`, `2024-10-21`, a stage's word.
    #[must_use]
    pub fn spell(&self, value: &Value) -> String {
        match value {
            Value::Bool(b) => b.to_string(),
            Value::Int(i) => i.to_string(),
            Value::Decimal(d) => d.to_string(),
            Value::Date(d) => d.to_string(),
            Value::Stage(s) => self.stage_word(*s).to_owned(),
            Value::Text(t) => t.to_string(),
        }
    }
}

/// All facts, in order of their names, whatever the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    facts: IndexMap<String, Fact>,
}

impl Dictionary {
    /// The dictionary of these facts; they are put in order of their names first. `Merge::WeightedBy` of the given
    /// facts must already speak of positions in that order.
    #[must_use]
    pub fn new(facts: Vec<Fact>) -> Self {
        let mut facts: IndexMap<String, Fact> = facts.into_iter().map(|f| (f.name.clone(), f)).collect();
        facts.sort_keys();
        Self { facts }
    }

    /// The fact at an index of this dictionary.
    ///
    /// # Panics
    /// If the index is of another dictionary: indexes are only made by this one.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "an index of another dictionary is a fault of the program's own"
    )]
    pub fn get(&self, fact: FactIx) -> &Fact {
        &self.facts[fact.at()]
    }

    /// The index of a full name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<FactIx> {
        self.facts.get_index_of(name).map(FactIx::new)
    }

    /// Every fact with its index, in order of names.
    pub fn iter(&self) -> impl Iterator<Item = (FactIx, &Fact)> {
        self.facts.values().enumerate().map(|(i, f)| (FactIx::new(i), f))
    }

    /// How many facts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}
