//! Comparing two days of one project: the scenes between them.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::{Chosen, Prepared, Refusal, find, prepare_broadly, ranked, terms};
use crate::diff::{self, Diff};
use crate::evaluate::Ground;
use crate::model::day::Day;
use crate::model::locality::{Level, LocalityIx, Registry};
use crate::problem::{Code, Problem, Sources};
use crate::progress::{Listener, Step};
use crate::project::Project;
use crate::rank::weights;
use crate::read::breadth::{Breadth, is_lower};
use crate::report::assemble::{Findings, Selection, report};
use crate::report::scene::Scene;
use crate::resolve::{Horizon, Resolution, Sight};
use crate::rulebook::Rulebook;

/// Compares the project in a folder as it stood from one horizon with how it stood from a later one.
///
/// # Errors
/// [`Refusal`] where the project is wrong, or the second day lies before the first.
pub fn diff(
    folder: &Utf8Path,
    from: Horizon,
    to: Horizon,
    level: Option<Level>,
    listener: &dyn Listener,
) -> Result<Diff, Box<Refusal>> {
    let refuse = |problems, sources: Sources| Box::new(Refusal { problems, sources });
    if to.as_of < from.as_of {
        let message =
            format!("{} lies before {}: compare an earlier day with a later one", to.as_of, from.as_of);
        return Err(refuse(vec![Problem::error(Code::BadDay, message)], Sources::default()));
    }
    let breadth = if level.is_some_and(is_lower) { Breadth::Whole } else { Breadth::Spoken };
    listener.hear(Step::Reading, 0, 1);
    let Prepared { project, rulebook, sources, .. } = prepare_broadly(folder, breadth)?;
    listener.hear(Step::Comparing, 0, 1);
    between(&project, &rulebook, from, to, level).map_err(|problems| refuse(problems, sources))
}

/// Compares two horizons of one project: moves one cause after another, in the order of [`diff::Cause`].
///
/// # Errors
/// Problems that make a day or a status impossible to tell from any horizon on the way.
pub fn between(
    project: &Project,
    rulebook: &Rulebook,
    from: Horizon,
    to: Horizon,
    level: Option<Level>,
) -> Result<Diff, Vec<Problem>> {
    let everything = Chosen::default();
    let (old_resolution, new_resolution) = (Resolution::new(project, from), Resolution::new(project, to));
    let old = find(&old_resolution, rulebook, &everything, level)?;
    let new = find(&new_resolution, rulebook, &everything, level)?;
    let scene = |sight: Sight, terms: &Findings<'_>, counting: Counting| -> Result<Scene, Vec<Problem>> {
        let resolution = Resolution::seen(project, sight);
        Ok(Scene::of(&stand(&resolution, rulebook, terms, counting, level)?))
    };
    let merged = Sight { units_on: to.as_of, ..Sight::of(from) };
    let corrected = Sight { observed: Horizon { known_by: to.known_by, ..from }, ..merged };
    let judged = Sight { horizon: to, ..corrected };
    let scenes = [
        Scene::of(&old),
        scene(merged, &old, Counting::Reported)?,
        scene(corrected, &old, Counting::Reported)?,
        scene(corrected, &new, Counting::Given)?,
        scene(judged, &new, Counting::Given)?,
        Scene::of(&new),
    ];
    let selection = Selection::default();
    let lineage: BTreeMap<String, Vec<String>> = new
        .standings
        .values()
        .flatten()
        .map(|standing| {
            let mut units = Vec::new();
            ancestors(&project.registry, standing.locality, from.as_of, &mut units);
            (project.registry.get(standing.locality).id.clone(), units)
        })
        .collect();
    let (old, new) = (report(&old, &selection, &[]), report(&new, &selection, &[]));
    Ok(diff::of_days(&old, &new, &scenes, &lineage))
}

/// Ids of the units that lived on a day and became this one, through however many mergers.
fn ancestors(registry: &Registry, locality: LocalityIx, day: Day, units: &mut Vec<String>) {
    for predecessor in registry.predecessors(locality) {
        let unit = registry.get(predecessor.locality);
        if !unit.life.covers(day) {
            ancestors(registry, predecessor.locality, day, units);
        } else if !units.contains(&unit.id) {
            units.push(unit.id.clone());
        }
    }
}

/// Which of the requirements count in the scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// Those on which somebody has reported by then: what a merger leaves without any report no longer counts, and that
    /// is the merger's doing.
    Reported,
    /// Those of the terms.
    Given,
}

/// Evaluates and ranks by the requirements of other findings.
fn stand<'f>(
    resolution: &'f Resolution<'f>,
    rulebook: &'f Rulebook,
    by: &Findings<'_>,
    counting: Counting,
    level: Option<Level>,
) -> Result<Findings<'f>, Vec<Problem>> {
    let requirements = by.requirements.clone();
    let ground = Ground::new(resolution, rulebook, &requirements, terms(resolution.project));
    let verdicts = ground.verdicts(&requirements)?;
    let weights = match counting {
        Counting::Reported => weights(rulebook, &requirements, &verdicts),
        Counting::Given => by.weights.clone(),
    };
    let standings = BTreeMap::new();
    let findings = Findings { resolution, rulebook, requirements, ground, verdicts, weights, standings };
    Ok(ranked(findings, level, &[]))
}
