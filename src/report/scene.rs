//! A scene: statuses and exact scores of everybody, without reasons. Two reports are compared by a row of scenes, each
//! a small step from the one before.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;

use super::assemble::Findings;
use crate::evaluate::Verdict;
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::rank::share;

/// Statuses and scores of the localities judged, by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// By id.
    pub localities: BTreeMap<String, Actor>,
    /// Ids of the requirements that count in the scores.
    pub counted: BTreeSet<String>,
}

/// One locality of a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Level: ranks are within it.
    pub level: Level,
    /// Least and greatest score; none where nothing counts.
    pub score: Option<(BigRational, BigRational)>,
    /// What it got, by id of the requirement.
    pub verdicts: BTreeMap<String, Standpoint>,
}

/// What of a verdict can move a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Standpoint {
    /// The answer.
    pub status: Status,
    /// The share done, at most 1.
    pub share: BigRational,
}

impl Scene {
    /// The scene of what was found.
    #[must_use]
    pub fn of(findings: &Findings<'_>) -> Self {
        let registry = &findings.resolution.project.registry;
        let mut localities: BTreeMap<String, Actor> = BTreeMap::new();
        for (level, standings) in &findings.standings {
            for standing in standings {
                let score =
                    standing.score.clone().map(|bounds| (bounds.low.into_big(), bounds.high.into_big()));
                let actor = Actor { level: *level, score, verdicts: BTreeMap::new() };
                localities.insert(registry.get(standing.locality).id.clone(), actor);
            }
        }
        for verdict in findings.verdicts.iter().flatten() {
            if let Some(actor) = localities.get_mut(&registry.get(verdict.locality).id) {
                let requirement = findings.rulebook.requirement(verdict.requirement).id.clone();
                actor.verdicts.insert(requirement, Standpoint::of(verdict));
            }
        }
        let counted = findings.weights.keys().map(|at| findings.rulebook.requirement(*at).id.clone());
        Self { localities, counted: counted.collect() }
    }
}

impl Standpoint {
    fn of(verdict: &Verdict) -> Self {
        Self { status: verdict.status, share: share(verdict).into_big() }
    }
}
