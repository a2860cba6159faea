//! A project folder, read.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

use std::sync::Arc;

use crate::calendar::Calendar;
use crate::model::document::{Deadline, Document, DocumentIx, Identity, Table, Total, Waiver};
use crate::model::fact::Dictionary;
use crate::model::limits::Limits;
use crate::model::locality::Registry;
use crate::model::scoring::Scoring;

/// The text of one rule, not yet compiled.
#[derive(Debug, Clone)]
pub struct Script {
    /// Path relative to the project folder.
    pub file: Arc<str>,
    /// Id of its requirement: the file's name without its ending.
    pub id: String,
    /// The whole text.
    pub text: Arc<str>,
}

/// Everything that a project folder says, names resolved and values typed.
///
/// Nothing in it depends on the order or the names of the files that it was read from: documents are in order of
/// their ids, and what they say is in order of (document, place in the document).
#[derive(Debug, Clone)]
pub struct Project {
    /// Who there is and was.
    pub registry: Registry,
    /// What can be said of them.
    pub dictionary: Dictionary,
    /// Which days are days off.
    pub calendar: Calendar,
    /// How scores are made.
    pub scoring: Scoring,
    /// Who says anything, in order of ids.
    pub documents: Vec<Document>,
    /// What was observed.
    pub tables: Vec<Table>,
    /// What is due.
    pub deadlines: Vec<Deadline>,
    /// Who is excused.
    pub waivers: Vec<Waiver>,
    /// Which counts and sums are reported.
    pub totals: Vec<Total>,
    /// Which printed figures should follow from one another.
    pub identities: Vec<Identity>,
    /// The rules, in order of ids.
    pub scripts: Vec<Script>,
    /// Texts whose functions rules may import, in order of names: each has the file's name for its id.
    pub library: Vec<Script>,
    /// How much a rule may take.
    pub limits: Limits,
}

impl Project {
    /// The document at an index of this project.
    ///
    /// # Panics
    /// If the index is of another project: indexes are only made by the reader of this one.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "indexes are only made by the reader of this project")]
    pub fn document(&self, document: DocumentIx) -> &Document {
        &self.documents[document.at()]
    }

    /// The index of a document's id.
    #[must_use]
    pub fn find_document(&self, id: &str) -> Option<DocumentIx> {
        self.documents.binary_search_by(|d| d.id.as_str().cmp(id)).ok().map(DocumentIx::new)
    }
}
