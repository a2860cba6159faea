//! Rows that many verdicts have in common, kept for the next verdict that needs one.
//!
//! In: what a row follows from. Out: the row, made when it is asked for first. Invariant: a row on the shelf was made
//! with the [`Mentions`](super::mentions::Mentions) that the shelf belongs to, which have spoken of all that it names.

use std::collections::BTreeMap;

use super::shared::Shared;
use super::{DeadlineRow, ReasonRow};
use crate::model::day::Day;
use crate::model::document::DocumentIx;
use crate::model::requirement::RequirementIx;

/// From one day to another.
type Span = (Day, Day);

/// All that the row of a deadline follows from: its statement, nominal and effective day, and how late it is, or how
/// long there is still time.
pub(super) type DeadlineKey = (usize, Option<Day>, Option<Day>, Option<Span>, Option<Span>);

/// The rows.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Reasons without a value of the locality in them.
    pub(super) reasons: BTreeMap<(RequirementIx, usize), Shared<ReasonRow>>,
    pub(super) deadlines: BTreeMap<DeadlineKey, Shared<DeadlineRow>>,
    /// Ids of documents, by the documents.
    pub(super) sources: BTreeMap<Vec<DocumentIx>, Shared<Vec<String>>>,
}
