//! Facts and documents that a report speaks of, so that it explains each of them once.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::shelf::Shelf;
use super::{DocumentRow, FactRow};
use crate::model::document::DocumentIx;
use crate::model::fact::{FactIx, FactKind};
use crate::project::Project;

/// What has been spoken of so far.
#[derive(Debug, Default)]
pub struct Mentions {
    facts: BTreeSet<FactIx>,
    documents: BTreeSet<DocumentIx>,
    /// Rows that were made with these mentions.
    pub(super) shelf: Shelf,
}

impl Mentions {
    /// Speaks of a fact by its name.
    pub fn fact(&mut self, project: &Project, fact: FactIx) -> String {
        self.facts.insert(fact);
        project.dictionary.get(fact).name.clone()
    }

    /// Speaks of a document by its id.
    pub fn document(&mut self, project: &Project, document: DocumentIx) -> String {
        self.documents.insert(document);
        project.document(document).id.clone()
    }

    /// Speaks of everything that others spoke of.
    pub fn extend(&mut self, others: Self) {
        self.facts.extend(others.facts);
        self.documents.extend(others.documents);
    }

    /// The tables of everything spoken of, facts by name and documents by id.
    #[must_use]
    pub fn tables(self, project: &Project) -> (IndexMap<String, FactRow>, IndexMap<String, DocumentRow>) {
        let facts = self.facts.into_iter().map(|at| {
            let fact = project.dictionary.get(at);
            let row = FactRow {
                title: fact.title.clone(),
                percent: fact.kind == FactKind::Percent,
                kind: fact.kind,
                stages: fact.stages.clone(),
            };
            (fact.name.clone(), row)
        });
        let documents = self.documents.into_iter().map(|at| {
            let document = project.document(at);
            let row = DocumentRow {
                title: document.title.clone(),
                kind: document.kind,
                issuer: document.issuer.clone(),
                number: document.number.clone(),
                dated: document.dated,
                published: document.published,
                source: document.source.clone(),
            };
            (document.id.clone(), row)
        });
        (facts.collect(), documents.collect())
    }
}
