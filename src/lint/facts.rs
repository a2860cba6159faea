//! Facts that no rule reads.

use std::collections::BTreeSet;

use super::Look;
use crate::model::fact::{FactIx, Merge};
use crate::problem::{Code, Problem};

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let project = look.project;
    let mut read: BTreeSet<FactIx> =
        look.rulebook.requirements().iter().flat_map(|r| r.reads.iter().copied()).collect();
    // What weighs another fact is read with it.
    read.extend(project.dictionary.iter().filter_map(|(_, fact)| match fact.merge {
        Merge::WeightedBy(weight) => Some(weight),
        _ => None,
    }));
    let totals: BTreeSet<FactIx> = project.totals.iter().map(|total| total.fact).collect();
    let unread = project.dictionary.iter().filter(|(at, _)| !read.contains(at) && !totals.contains(at));
    unread
        .map(|(_, fact)| {
            Problem::note(Code::UnusedFact, format!("no rule reads `{}`, and no total counts it", fact.name))
                .at(fact.place.clone(), "")
                .help("write a rule that reads it, or leave it as a record of what was reported")
        })
        .collect()
}
