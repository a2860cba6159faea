//! How statuses become scores, and scores grades.

use rust_decimal::Decimal;

use super::words;

words! {
    /// Word for a band of scores, best first.
    Grade {
        Excellent = "excellent",
        Good = "good",
        Fair = "fair",
        Average = "average",
        Weak = "weak",
    }
}

words! {
    /// Which requirements count in a score.
    Basis {
        /// All that bind.
        All = "all",
        /// Only what is due or complete.
        Due = "due",
    }
}

/// The contents of `rules/scoring.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// Working days before the effective day from which an open requirement is due soon.
    pub due_soon: u32,
    /// Credit of `met`, from 0 to 1.
    pub met: Decimal,
    /// Credit of `met-late`, from 0 to 1.
    pub met_late: Decimal,
    /// Lowest score of each grade, best grade first, falling; the last is 0.
    pub grades: Vec<(Grade, Decimal)>,
    /// What counts.
    pub basis: Basis,
}
