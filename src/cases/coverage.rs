//! How much of the rules their cases reach: lines, branches, and the statuses that each rule can give.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chosen, run};
use crate::model::requirement::{Reach, RequirementIx};
use crate::model::verdict::Status;
use crate::problem::Problem;
use crate::project::{Project, Script};
use crate::rulebook::coverage::{Point, Verdicts};
use crate::rulebook::{Answer, ExecutorKind, Rulebook};

/// What of one rule was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCoverage {
    /// Which rule.
    pub requirement: RequirementIx,
    /// Lines on which a statement begins, in order; reached is a line of which every statement was.
    pub lines: Vec<(usize, bool)>,
    /// Branches in order of the text: the point, and whether it was reached.
    pub branches: Vec<(Point, bool)>,
    /// Statuses that the rule can give, in their order.
    pub statuses: Vec<(Status, bool)>,
}

/// Runs cases once more, on rules with probes, and tells for each of these requirements what was reached.
///
/// # Errors
/// A problem where a rule cannot be measured.
pub fn measure(
    requirements: &[RequirementIx],
    chosen: &[Chosen<'_>],
    project: &Project,
    rulebook: &Rulebook,
) -> Result<Vec<RuleCoverage>, Box<Problem>> {
    let probed = rulebook.probed(&project.scripts)?;
    let mut came: BTreeMap<RequirementIx, BTreeSet<Status>> = BTreeMap::new();
    for tried in run(chosen, project, &probed.rulebook) {
        if let Ok(verdict) = tried.outcome {
            came.entry(tried.chosen.requirement).or_default().insert(verdict.status);
        }
    }
    let none = BTreeSet::new();
    let of_rule = |at: &RequirementIx| {
        let came = came.get(at).unwrap_or(&none);
        let mut lines: BTreeMap<usize, bool> = BTreeMap::new();
        let mut branches = Vec::new();
        for (point, reached) in probed.points(at.at()) {
            match point {
                Point::Statement(line) => *lines.entry(line).or_insert(true) &= reached,
                Point::Then(_) | Point::Else(_) => branches.push((point, reached)),
            }
        }
        RuleCoverage {
            requirement: *at,
            lines: lines.into_iter().collect(),
            branches,
            statuses: statuses(*at, project, rulebook).into_iter().map(|s| (s, came.contains(&s))).collect(),
        }
    };
    Ok(requirements.iter().map(of_rule).collect())
}

/// The statuses that a rule can give, by the verdicts that it can end with; `error` is none that anybody wants.
///
/// Whether it can be unknown is tried out with nothing reported: a rule that asks first whether a fact is known may
/// have an answer even then.
#[must_use]
pub fn statuses(at: RequirementIx, project: &Project, rulebook: &Rulebook) -> Vec<Status> {
    let requirement = rulebook.requirement(at);
    let script = project.scripts.iter().find(|script| script.id == requirement.id);
    let ends = script.map(|script: &Script| Verdicts::of(script)).unwrap_or_default();
    let nothing = vec![None; requirement.reads.len()];
    let blank = rulebook.executor(&project.dictionary, ExecutorKind::Interpreted).run(at, &nothing, None);
    let unknown = matches!(blank.answer, Answer::Missing { .. });
    let complete = ends.met || ends.met_on || ends.progress;
    let open = ends.not_met || ends.progress;
    let can = |status: &Status| match status {
        Status::NotApplicable => ends.not_applicable || requirement.reach == Reach::Named,
        // Who is only shown figures is excused from nothing.
        Status::Waived => open || (unknown && complete),
        Status::Met => complete,
        // Somebody must have said no before, or the rule must know the day.
        Status::MetLate => ends.met_on || (complete && open),
        Status::InProgress | Status::DueSoon | Status::Overdue => open,
        Status::Unknown => unknown,
        Status::Error => false,
    };
    Status::ALL.iter().copied().filter(can).collect()
}
