//! How statuses became scores, so that a reader of the report can work every score out again.

use schemars::JsonSchema;
use serde::Serialize;

use super::Number;
use crate::model::scoring::{Basis, Grade, Scoring};

/// The terms of the scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScoringRow {
    /// Working days before the effective day from which an open requirement is due soon.
    pub due_soon: u32,
    /// What a complete requirement earns, from 0 to 1.
    pub credits: Credits,
    /// Lowest score of each grade, best first.
    pub grades: Vec<(Grade, Number)>,
    /// Which requirements count.
    pub basis: Basis,
}

/// What a complete requirement earns, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Credits {
    /// In time.
    pub met: Number,
    /// Late for certain.
    pub met_late: Number,
}

impl ScoringRow {
    /// The row of a scoring.
    #[must_use]
    pub fn of(scoring: &Scoring) -> Self {
        Self {
            due_soon: scoring.due_soon,
            credits: Credits { met: Number(scoring.met), met_late: Number(scoring.met_late) },
            grades: scoring.grades.iter().map(|(grade, from)| (*grade, Number(*from))).collect(),
            basis: scoring.basis,
        }
    }
}
