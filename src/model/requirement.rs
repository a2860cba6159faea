//! Requirements: what a locality must reach, as the head of its rule says it.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::bilingual::Bilingual;
use super::document::DocumentIx;
use super::fact::FactIx;
use super::locality::Level;
use super::place::Place;
use super::{index, words};

index! {
    /// A requirement of the rulebook, in order of ids.
    RequirementIx
}

words! {
    /// Whom a requirement binds.
    Reach {
        /// Every locality of its level; deadlines add days.
        Level = "level",
        /// Only whom a deadline in force names.
        Named = "named",
    }
}

/// The head of a rule.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Its id, which is also its file's name.
    pub id: String,
    /// What people call it.
    pub title: Bilingual,
    /// Level of the localities that it is about.
    pub level: Level,
    /// Whom it binds.
    pub reach: Reach,
    /// Who answers for it nationally.
    pub responsible: Option<String>,
    /// Weight in the score, above 0.
    pub weight: Decimal,
    /// Documents that it rests on; it is in force from the earliest known one's day.
    pub cites: Vec<DocumentIx>,
    /// Reasons by key, in written order; texts may hold `{fact.name}` placeholders.
    pub reasons: IndexMap<String, Bilingual>,
    /// Every fact that the rule can read, in order of names.
    pub reads: Vec<FactIx>,
    /// Plain text of its `//!` header.
    pub text: String,
    /// Where its id stands.
    pub place: Place,
}
