//! What to ask localities for: which facts, of whom, and which requirements need them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::day::Day;
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx, Registry};
use crate::model::requirement::RequirementIx;
use crate::names::Names;
use crate::problem::hint::{did_you_mean, one_of};
use crate::problem::{Code, Problem};
use crate::project::Project;
use crate::resolve::{Horizon, Resolution};
use crate::rulebook::Rulebook;

/// What somebody wants to ask for.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// Facts by name; with no requirements either: what rules in force read and localities have not reported.
    pub facts: Vec<String>,
    /// Requirements by id, each for all the facts that it reads.
    pub requirements: Vec<String>,
    /// Of the localities of this level.
    pub level: Level,
    /// Only of those in these units, by any name; empty: of all.
    pub within: Vec<String>,
    /// As things stand on this day.
    pub horizon: Horizon,
}

/// The form to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Of the localities of this level.
    pub level: Level,
    /// The day that the values are to hold for.
    pub as_of: Day,
    /// Who is asked, in order of codes, those of one unit together.
    pub localities: Vec<LocalityIx>,
    /// Levels of the units around them that the form names, the highest first.
    pub around: Vec<Level>,
    /// What is asked, in order of names.
    pub columns: Vec<Asked>,
}

/// A fact asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub fact: FactIx,
    /// The requirements in force that read it.
    pub needed_by: Vec<RequirementIx>,
    /// How many of those asked have not reported it.
    pub missing: usize,
}

/// The form that these wishes make.
///
/// # Errors
/// Problems without a place: an unknown name, or nobody or nothing to ask.
pub fn template(project: &Project, rulebook: &Rulebook, wishes: &Wishes) -> Result<Template, Vec<Problem>> {
    let resolution = Resolution::new(project, wishes.horizon);
    let as_of = wishes.horizon.as_of;
    let registry = &project.registry;
    let mut problems = Vec::new();
    let within = units(registry, wishes, &mut problems);
    let lies_within = |ix: &LocalityIx| {
        within.is_empty() || around(registry, *ix).into_iter().any(|unit| within.contains(&unit))
    };
    let mut localities: Vec<LocalityIx> = registry.living(wishes.level, as_of).filter(lies_within).collect();
    localities.sort_by_cached_key(|ix| {
        let mut path: Vec<(&str, &str)> = around(registry, *ix)
            .into_iter()
            .chain([*ix])
            .map(|unit| registry.get(unit))
            .map(|unit| (unit.code.as_str(), unit.id.as_str()))
            .collect();
        path.dedup();
        path
    });
    let named = |level: &Level| {
        let is_of = |unit: &LocalityIx| registry.get(*unit).level == *level;
        localities.iter().any(|ix| around(registry, *ix).iter().any(is_of))
    };
    let around = [Level::Province, Level::District].into_iter().filter(named).collect();
    let mut facts: BTreeSet<FactIx> = BTreeSet::new();
    for name in &wishes.facts {
        match project.dictionary.find(name) {
            Some(fact) => {
                facts.insert(fact);
            }
            None => problems.push(unknown_fact(project, name)),
        }
    }
    for id in &wishes.requirements {
        match rulebook.find(id) {
            Some(at) => facts.extend(&rulebook.requirement(at).reads),
            None => problems.push(unknown_requirement(rulebook, id)),
        }
    }
    let readers = readers(&resolution, rulebook, wishes.level);
    let everything = wishes.facts.is_empty() && wishes.requirements.is_empty();
    if everything {
        facts.extend(readers.keys());
    }
    let mut columns = Vec::new();
    for fact in facts {
        let needed_by = readers.get(&fact).cloned().unwrap_or_default();
        let lacks = |locality: &&LocalityIx| resolution.held(**locality, fact, as_of).is_none();
        let asked = |locality: &&LocalityIx| {
            !everything
                || needed_by.iter().map(|at| rulebook.requirement(*at)).any(|requirement| {
                    requirement.level != wishes.level || resolution.is_bound(**locality, requirement, as_of)
                })
        };
        let missing = localities.iter().filter(asked).filter(lacks).count();
        if !everything || missing > 0 {
            columns.push(Asked { fact, needed_by, missing });
        }
    }
    if localities.is_empty() {
        let message = format!("no {} lives on {as_of}: there is nobody to ask", wishes.level);
        problems.push(Problem::error(Code::UnknownLocality, message));
    } else if columns.is_empty() && problems.is_empty() {
        let problem = Problem::error(
            Code::EmptyList,
            format!("nothing is missing of any {} on {as_of}: there is nothing to ask for", wishes.level),
        );
        problems.push(problem.help("name facts with --fact, or requirements with --requirement"));
    }
    if problems.is_empty() {
        Ok(Template { level: wishes.level, as_of, localities, around, columns })
    } else {
        Err(problems)
    }
}

/// The units around a locality, the outermost first.
#[must_use]
pub fn around(registry: &Registry, locality: LocalityIx) -> Vec<LocalityIx> {
    let parent = |ix: &LocalityIx| registry.get(*ix).parent;
    let mut units: Vec<LocalityIx> = std::iter::successors(parent(&locality), parent).collect();
    units.reverse();
    units
}

/// The units that only those inside of are asked.
fn units(registry: &Registry, wishes: &Wishes, problems: &mut Vec<Problem>) -> Vec<LocalityIx> {
    let day = wishes.horizon.as_of;
    let names = Names::new(registry);
    let found = wishes
        .within
        .iter()
        .map(|name| names.find(name, None, day).map_err(|fault| fault.problem(name, None, day, &names)));
    let (found, faults): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
    problems.extend(faults.into_iter().filter_map(Result::err));
    found.into_iter().filter_map(Result::ok).collect()
}

/// The requirements in force that read a fact of a level: their own, or one that rolls up from it; by the facts.
fn readers(
    resolution: &Resolution<'_>,
    rulebook: &Rulebook,
    level: Level,
) -> BTreeMap<FactIx, Vec<RequirementIx>> {
    let mut readers: BTreeMap<FactIx, Vec<RequirementIx>> = BTreeMap::new();
    for (at, requirement) in rulebook.requirements().iter().enumerate() {
        if !resolution.in_force(requirement) {
            continue;
        }
        for fact in &requirement.reads {
            let rolls_up =
                resolution.project.dictionary.get(*fact).roll_up.is_some_and(|up| up.from == level);
            if requirement.level == level || (rolls_up && requirement.level < level) {
                readers.entry(*fact).or_default().push(RequirementIx::new(at));
            }
        }
    }
    readers
}

fn unknown_fact(project: &Project, name: &str) -> Problem {
    let problem = Problem::error(Code::UnknownFact, format!("no fact is called `{name}`"));
    let names: Vec<&str> = project.dictionary.iter().map(|(_, fact)| fact.name.as_str()).collect();
    let help = did_you_mean(name, names);
    problem.help(help.unwrap_or_else(|| "the facts known are in data/facts.toml".into()))
}

fn unknown_requirement(rulebook: &Rulebook, id: &str) -> Problem {
    let ids = || rulebook.requirements().iter().map(|r| r.id.as_str());
    let problem = Problem::error(Code::UnknownRequirement, format!("no rule is called `{id}`"));
    problem
        .help(did_you_mean(id, ids()).unwrap_or_else(|| format!("the rules are: {}", one_of(ids())).into()))
}
