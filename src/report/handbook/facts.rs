//! Facts, gathered from the dictionary, the rules that read them and the documents that report them.

use std::collections::{BTreeMap, BTreeSet};

use super::requirement::paper;
use super::{FactView, Paper};
use crate::model::document::DocumentIx;
use crate::model::fact::{Dictionary, FactIx, Merge};
use crate::model::locality::LocalityIx;
use crate::project::Project;
use crate::rulebook::Rulebook;

/// Every fact of the dictionary, by name.
#[must_use]
pub fn fact_views(project: &Project, rulebook: &Rulebook) -> Vec<FactView> {
    let reports = reports(project);
    let view = |(at, fact): (FactIx, &crate::model::fact::Fact)| FactView {
        name: fact.name.clone(),
        title: fact.title.clone(),
        kind: fact.kind,
        stages: (fact.stages.iter().enumerate())
            .map(|(at, word)| (word.clone(), fact.stage_titles.get(at).cloned()))
            .collect(),
        merge: merge(fact.merge, &project.dictionary),
        rolled_up_from: fact.roll_up.map(|roll_up| roll_up.from),
        read_by: rulebook
            .requirements()
            .iter()
            .filter(|requirement| requirement.reads.contains(&at))
            .map(|requirement| (requirement.id.clone(), requirement.title.clone()))
            .collect(),
        reported_by: reported_by(project, reports.get(&at)),
    };
    project.dictionary.iter().map(view).collect()
}

/// How predecessors combine, as the dictionary spells it.
#[must_use]
pub fn merge(merge: Merge, dictionary: &Dictionary) -> String {
    match merge {
        Merge::All => "all".to_owned(),
        Merge::Any => "any".to_owned(),
        Merge::Sum => "sum".to_owned(),
        Merge::Min => "min".to_owned(),
        Merge::Max => "max".to_owned(),
        Merge::Mean => "mean".to_owned(),
        Merge::Latest => "latest".to_owned(),
        Merge::WeightedBy(other) => format!("weighted by {}", dictionary.get(other).name),
        Merge::Nothing => "none".to_owned(),
    }
}

type Reports = BTreeMap<FactIx, BTreeMap<DocumentIx, BTreeSet<LocalityIx>>>;

/// Which document says something of which fact, and of whom.
fn reports(project: &Project) -> Reports {
    let mut reports = Reports::new();
    for table in &project.tables {
        for column in &table.columns {
            let of_document = reports.entry(column.fact).or_default().entry(table.document).or_default();
            let known = table.localities.iter().enumerate().filter(|(row, _)| column.cells.is_known(*row));
            of_document.extend(known.map(|(_, locality)| *locality));
        }
    }
    reports
}

fn reported_by(
    project: &Project,
    documents: Option<&BTreeMap<DocumentIx, BTreeSet<LocalityIx>>>,
) -> Vec<(Paper, usize)> {
    let mut papers: Vec<(Paper, usize)> = documents
        .into_iter()
        .flatten()
        .filter(|(_, localities)| !localities.is_empty())
        .map(|(document, localities)| (paper(project, *document), localities.len()))
        .collect();
    papers.sort_by(|(a, _), (b, _)| (a.dated, &a.id).cmp(&(b.dated, &b.id)));
    papers
}
