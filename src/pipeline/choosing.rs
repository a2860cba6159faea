//! Choosing: the names on the command line, resolved.
//!
//! In: a question in people's words. Out: which rules, localities and statuses it means. Invariant: a name that means
//! nothing, or more than one thing, is a problem and never a smaller answer.

use std::collections::BTreeSet;

use super::Question;
use crate::model::requirement::RequirementIx;
use crate::names::Names;
use crate::problem::hint::{did_you_mean, one_of};
use crate::problem::{Code, Problem};
use crate::project::Project;
use crate::report::assemble::Selection;
use crate::rulebook::Rulebook;

/// What was chosen on the command line, resolved.
#[derive(Debug, Default)]
pub struct Chosen {
    /// Requirements to score; empty: all.
    pub(super) requirements: Vec<RequirementIx>,
    pub(super) selection: Selection,
}

/// Resolves what was asked for.
///
/// # Errors
/// Names of rules and localities that the project does not have.
pub(super) fn choose(
    project: &Project,
    rulebook: &Rulebook,
    question: &Question,
) -> Result<Chosen, Vec<Problem>> {
    let as_of = question.horizon.as_of;
    let names = Names::new(&project.registry);
    let mut problems = Vec::new();
    let mut chosen = Chosen {
        selection: Selection {
            statuses: question.statuses.clone(),
            top: question.top,
            depth: question.depth,
            ..Selection::default()
        },
        ..Chosen::default()
    };
    for id in &question.requirements {
        match rulebook.find(id) {
            Some(requirement) => chosen.requirements.push(requirement),
            None => problems.push(unknown_requirement(rulebook, id)),
        }
    }
    if !chosen.requirements.is_empty() {
        let ids = chosen.requirements.iter().map(|at| rulebook.requirement(*at).id.clone());
        chosen.selection.only = Some(ids.collect::<BTreeSet<_>>().into_iter().collect());
    }
    for name in &question.localities {
        match names.find(name, question.level, as_of) {
            Ok(locality) => chosen.selection.localities.push(locality),
            Err(fault) => problems.push(fault.problem(name, question.level, as_of, &names)),
        }
    }
    if problems.is_empty() { Ok(chosen) } else { Err(problems) }
}

fn unknown_requirement(rulebook: &Rulebook, id: &str) -> Problem {
    let ids = || rulebook.requirements().iter().map(|r| r.id.as_str());
    let problem = Problem::error(Code::UnknownRequirement, format!("no rule is called `{id}`"));
    problem
        .help(did_you_mean(id, ids()).unwrap_or_else(|| format!("the rules are: {}", one_of(ids())).into()))
}
