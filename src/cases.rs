//! Cases: what the engine makes of facts that somebody made up to test a rule.
//!
//! In: cases and the compiled rules, with the project that they belong to. Out: one [`Tried`] a case, in the order of
//! the cases. Invariant: a case is judged by the same [`Judge`] as every locality of a report, over the project's own
//! dictionary, calendar and scoring; only who there is and what is said of them is made up ([`stage`]).

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

pub mod coverage;
mod stage;
pub mod update;

use rayon::prelude::*;

use crate::evaluate::{Judge, Steps, Terms, Verdict};
use crate::model::case::{Case, CaseFile};
use crate::model::requirement::{Requirement, RequirementIx};
use crate::problem::Problem;
use crate::project::Project;
use crate::resolve::{Horizon, Resolution};
use crate::rulebook::{Executor, Rulebook};
use stage::Stage;

/// One case of one requirement.
#[derive(Debug, Clone, Copy)]
pub struct Chosen<'c> {
    /// The file that it stands in.
    pub file: &'c CaseFile,
    /// The case.
    pub case: &'c Case,
    /// The requirement that it is about.
    pub requirement: RequirementIx,
}

/// A case that was run.
#[derive(Debug, Clone)]
pub struct Tried<'c> {
    /// Which.
    pub chosen: Chosen<'c>,
    /// What came out, or why nothing did.
    pub outcome: Result<Verdict, Box<Problem>>,
    /// The way to what came out.
    pub steps: Option<Steps>,
}

/// The cases of these files whose requirement is in the rulebook, as written. The reader tells of all others.
#[must_use]
pub fn all<'c>(files: &'c [CaseFile], rulebook: &Rulebook) -> Vec<Chosen<'c>> {
    let known = files.iter().filter_map(|file| Some((file, rulebook.find(&file.requirement)?)));
    known
        .flat_map(|(file, requirement)| file.cases.iter().map(move |case| Chosen { file, case, requirement }))
        .collect()
}

/// Runs cases, on all cores; none knows of another.
#[must_use]
pub fn run<'c>(chosen: &[Chosen<'c>], project: &Project, rulebook: &Rulebook) -> Vec<Tried<'c>> {
    let terms = Terms { due_soon: project.scoring.due_soon };
    chosen
        .par_iter()
        .with_min_len(16)
        .map_init(
            || (Stage::new(project), rulebook.executor(&project.dictionary)),
            |(stage, executor), chosen| try_one(*chosen, stage, rulebook, executor, terms),
        )
        .collect()
}

fn try_one<'c, 'r>(
    chosen: Chosen<'c>,
    stage: &mut Stage,
    rulebook: &'r Rulebook,
    executor: &mut Executor<'r>,
    terms: Terms,
) -> Tried<'c> {
    let requirement = rulebook.requirement(chosen.requirement);
    let locality = stage.set(chosen.case, requirement);
    let horizon = Horizon { as_of: chosen.case.as_of, known_by: None };
    let resolution = Resolution::new(stage.project(), horizon);
    let mut judge = Judge { resolution: &resolution, rulebook, executor, terms };
    let outcome = judge.judge(chosen.requirement, locality).map_err(Box::new);
    let steps = outcome.as_ref().ok().map(|verdict| judge.steps(verdict));
    Tried { chosen, outcome, steps }
}

impl Tried<'_> {
    /// Whether what came out is what the case expects: its status, and its reason where the case names one.
    #[must_use]
    pub fn passed(&self, requirement: &Requirement) -> bool {
        let expect = &self.chosen.case.expect;
        self.outcome.as_ref().is_ok_and(|verdict| {
            let as_named = |wanted: &String| reason_key(verdict, requirement) == Some(wanted.as_str());
            verdict.status == expect.status && expect.reason.as_ref().is_none_or(as_named)
        })
    }
}

/// The key of a verdict's reason.
#[must_use]
pub fn reason_key<'r>(verdict: &Verdict, requirement: &'r Requirement) -> Option<&'r str> {
    requirement.reasons.get_index(verdict.reason?).map(|(key, _)| key.as_str())
}
