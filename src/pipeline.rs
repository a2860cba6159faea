//! The whole story: read -> resolve -> compile -> evaluate -> rank -> report.
//!
//! In: a project folder and what is asked. Out: the report, or everything that is wrong with the project. Invariant:
//! a project that does not pass is refused whole; nothing half-read is ever evaluated.

mod choosing;
pub mod compare;
mod compiling;
pub mod drafting;
pub mod explaining;
mod freezing;
mod history;
pub mod linting;
pub mod notice;
pub mod testing;
pub mod trial;
pub mod watching;

use std::collections::BTreeMap;

use camino::Utf8Path;

pub use choosing::Chosen;
use choosing::choose;

use crate::evaluate::{Ground, Memory, Terms};
use crate::model::case::CaseFile;
use crate::model::day::Day;
use crate::model::locality::{Level, LocalityIx};
use crate::model::requirement::RequirementIx;
use crate::model::verdict::Status;
use crate::names::Names;
use crate::problem::{Code, Problem, Severity, Sources};
use crate::progress::{Listener, Nobody, Step};
use crate::project::Project;
use crate::rank::{rank, weights};
use crate::read::breadth::{Breadth, is_lower};
use crate::read::{self, Reading};
use crate::report::Report;
use crate::report::assemble::{Depth, Findings, Selection, report};
use crate::report::explain::dossier;
use crate::report::explanation::Dossier;
use crate::resolve::{Horizon, Resolution};
use crate::rulebook::{ExecutorKind, Rulebook};
use compiling::compiled;

/// What is asked of a project.
#[derive(Debug, Clone)]
pub struct Question {
    /// The two clocks.
    pub horizon: Horizon,
    /// Only this level; `None`: all.
    pub level: Option<Level>,
    /// Only these requirements, by id; empty: all. This changes what is scored.
    pub requirements: Vec<String>,
    /// Only these localities are shown, by any name; empty: all.
    pub localities: Vec<String>,
    /// Only verdicts with one of these statuses are shown; empty: all.
    pub statuses: Vec<Status>,
    /// Only so many localities of each level are shown.
    pub top: Option<usize>,
    /// Earlier days to look back on as well, rising; empty: none.
    pub earlier: Vec<Day>,
    /// What runs the rules.
    pub executor: ExecutorKind,
    /// How far the report goes into each verdict.
    pub depth: Depth,
}

impl Question {
    /// Everything in a project, in all its rows, as seen by these clocks.
    #[must_use]
    pub fn whole(horizon: Horizon) -> Self {
        Self {
            horizon,
            level: None,
            requirements: Vec::new(),
            localities: Vec::new(),
            statuses: Vec::new(),
            top: None,
            earlier: Vec::new(),
            executor: ExecutorKind::default(),
            depth: Depth::default(),
        }
    }
}

/// The answer.
#[derive(Debug)]
pub struct Answer {
    /// The report.
    pub report: Report,
    /// The worst status among the localities asked about, whether or not it is shown.
    pub worst: Option<Status>,
    /// Problems that stopped nothing.
    pub warnings: Vec<Problem>,
    /// The texts that they are about.
    pub sources: Sources,
}

/// A project that cannot be answered for, with everything that is wrong.
#[derive(Debug)]
pub struct Refusal {
    /// What is wrong, in order of file and place.
    pub problems: Vec<Problem>,
    /// The texts that it is about.
    pub sources: Sources,
}

/// Checks the project in a folder.
///
/// # Errors
/// [`Refusal`] where the project, or what is asked of it, is wrong in any way that could make an answer wrong.
pub fn check(folder: &Utf8Path, question: &Question) -> Result<Answer, Box<Refusal>> {
    check_heard(folder, question, &Nobody)
}

/// Checks the project in a folder, and tells how far it is.
///
/// # Errors
/// [`Refusal`], as [`check`].
pub fn check_heard(
    folder: &Utf8Path,
    question: &Question,
    listener: &dyn Listener,
) -> Result<Answer, Box<Refusal>> {
    listener.hear(Step::Reading, 0, 1);
    let Prepared { project, rulebook, warnings, sources, .. } = prepare_for(folder, question)?;
    let rulebook = rulebook.run_by(question.executor);
    match answer(&project, &rulebook, &warnings, question, (listener, None)) {
        Ok((report, worst)) => Ok(Answer { report, worst, warnings, sources }),
        Err(problems) => Err(Box::new(Refusal { problems, sources })),
    }
}

/// The report on a project that passed, and the worst status among the localities asked about.
///
/// # Errors
/// Problems with what is asked, or that make a day or a status impossible to tell.
fn answer(
    project: &Project,
    rulebook: &Rulebook,
    warnings: &[Problem],
    question: &Question,
    (listener, memory): (&dyn Listener, Option<&mut Memory>),
) -> Result<(Report, Option<Status>), Vec<Problem>> {
    let chosen = choose(project, rulebook, question)?;
    listener.hear(Step::Judging, 0, 1);
    let resolution = Resolution::new(project, question.horizon);
    let findings = find_after(&resolution, rulebook, &chosen, question.level, memory)?;
    let trends = history::trends_of(&findings, &chosen, question, listener)?;
    listener.hear(Step::Reporting, 0, 1);
    let mut report = report(&findings, &chosen.selection, warnings);
    report.trends = trends;
    Ok((report, worst(&findings, &chosen.selection)))
}

/// A project that passed, with its rules compiled.
#[derive(Debug)]
pub struct Prepared {
    /// The project.
    pub project: Project,
    /// Its rules.
    pub rulebook: Rulebook,
    /// The rules' cases, in order of files.
    pub cases: Vec<CaseFile>,
    /// Problems that stop nothing.
    pub warnings: Vec<Problem>,
    /// The texts.
    pub sources: Sources,
    /// Tables of lower units that were left out, for nothing in the project speaks of one.
    pub unread: Vec<String>,
}

/// Reads a project and compiles its rules.
///
/// # Errors
/// [`Refusal`] with every problem of every file, where one is an error.
pub fn prepare(folder: &Utf8Path) -> Result<Prepared, Box<Refusal>> {
    prepare_broadly(folder, Breadth::Spoken)
}

/// The same with as much of the registry as is asked for.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_broadly(folder: &Utf8Path, breadth: Breadth) -> Result<Prepared, Box<Refusal>> {
    let (Reading { project, cases, sources, unread, problems, .. }, rulebook) =
        compiled(read::broadly(folder, breadth));
    if problems.iter().any(|p| p.severity == Severity::Error) {
        return Err(Box::new(Refusal { problems, sources }));
    }
    Ok(Prepared { project, rulebook, cases, warnings: problems, sources, unread })
}

/// The same with the tables of lower units, where the question speaks of one that the project does not.
pub(crate) fn prepare_for(folder: &Utf8Path, question: &Question) -> Result<Prepared, Box<Refusal>> {
    if question.level.is_some_and(is_lower) {
        return prepare_broadly(folder, Breadth::Whole);
    }
    broadened(prepare(folder)?, folder, question)
}

/// What was prepared, or all of it where the question names somebody whom only a table that was left out can have.
fn broadened(prepared: Prepared, folder: &Utf8Path, question: &Question) -> Result<Prepared, Box<Refusal>> {
    let names = Names::new(&prepared.project.registry);
    let lost = |name: &String| names.find(name, question.level, question.horizon.as_of).is_err();
    if prepared.unread.is_empty() || !question.localities.iter().any(lost) {
        return Ok(prepared);
    }
    prepare_broadly(folder, Breadth::Whole)
}

/// Evaluates and ranks.
///
/// # Errors
/// Problems that make a day or a status impossible to tell.
pub fn find<'f>(
    resolution: &'f Resolution<'f>,
    rulebook: &'f Rulebook,
    chosen: &Chosen,
    level: Option<Level>,
) -> Result<Findings<'f>, Vec<Problem>> {
    find_after(resolution, rulebook, chosen, level, None)
}

/// Evaluates what differs from what is remembered, if anything is to be remembered, and ranks.
fn find_after<'f>(
    resolution: &'f Resolution<'f>,
    rulebook: &'f Rulebook,
    chosen: &Chosen,
    level: Option<Level>,
    memory: Option<&mut Memory>,
) -> Result<Findings<'f>, Vec<Problem>> {
    let requirements = asked(resolution, rulebook, chosen, level);
    let ground = Ground::new(resolution, rulebook, &requirements, terms(resolution.project));
    let verdicts = match memory {
        Some(memory) => ground.verdicts_after(&requirements, memory)?,
        None => ground.verdicts(&requirements)?,
    };
    let weights = weights(rulebook, &requirements, &verdicts);
    let findings = Findings {
        resolution,
        rulebook,
        requirements,
        ground,
        verdicts,
        weights,
        standings: BTreeMap::new(),
    };
    Ok(ranked(findings, level, &chosen.selection.localities))
}

/// The requirements that were asked for and are in force.
fn asked(
    resolution: &Resolution<'_>,
    rulebook: &Rulebook,
    chosen: &Chosen,
    level: Option<Level>,
) -> Vec<RequirementIx> {
    let asked = |at: &RequirementIx| {
        let requirement = rulebook.requirement(*at);
        (chosen.requirements.is_empty() || chosen.requirements.contains(at))
            && level.is_none_or(|level| level == requirement.level)
            && resolution.in_force(requirement)
    };
    (0..rulebook.requirements().len()).map(RequirementIx::new).filter(asked).collect()
}

fn terms(project: &Project) -> Terms {
    Terms { due_soon: project.scoring.due_soon }
}

/// The findings with the standings that follow from verdicts and weights.
fn ranked<'f>(mut findings: Findings<'f>, level: Option<Level>, named: &[LocalityIx]) -> Findings<'f> {
    let Resolution { project, horizon, units_on, .. } = findings.resolution;
    for level in levels(project, findings.rulebook, level, named, *units_on) {
        let localities: Vec<LocalityIx> = project.registry.living(level, *units_on).collect();
        let of_level = findings.of_level(level);
        let standings = rank(&localities, &of_level, &findings.weights, &project.scoring, horizon.as_of);
        findings.standings.insert(level, standings);
    }
    findings
}

/// Levels that the report speaks of: the asked one, or else the country, the provinces, and every other that a
/// requirement is about or that a named locality is of.
fn levels(
    project: &Project,
    rulebook: &Rulebook,
    asked: Option<Level>,
    named: &[LocalityIx],
    as_of: Day,
) -> Vec<Level> {
    let spoken_of = |level: &Level| match asked {
        Some(asked) => *level == asked,
        None => {
            matches!(level, Level::National | Level::Province)
                || rulebook.requirements().iter().any(|r| r.level == *level)
                || named.iter().any(|locality| project.registry.get(*locality).level == *level)
        }
    };
    let lives = |level: &Level| project.registry.living(*level, as_of).next().is_some();
    Level::ALL.iter().copied().filter(spoken_of).filter(lives).collect()
}

/// The worst status among the localities asked about.
fn worst(findings: &Findings<'_>, selection: &Selection) -> Option<Status> {
    let asked =
        |locality: &LocalityIx| selection.localities.is_empty() || selection.localities.contains(locality);
    findings.verdicts.iter().flatten().filter(|v| asked(&v.locality)).map(|v| v.status).max()
}

/// Explains one locality of a project: all its requirements, or one.
///
/// # Errors
/// [`Refusal`], as [`check`], and where the locality or the requirement is not there.
fn explain_locality(prepared: &Prepared, question: &Question) -> Result<Vec<Dossier>, Box<Refusal>> {
    let Prepared { project, rulebook, sources, .. } = prepared;
    let refuse = |problems: Vec<Problem>| Box::new(Refusal { problems, sources: sources.clone() });
    let chosen = choose(project, rulebook, question).map_err(refuse)?;
    let resolution = Resolution::new(project, question.horizon);
    let selection = Selection { localities: chosen.selection.localities.clone(), ..Selection::default() };
    let everything = Chosen { selection, ..Chosen::default() };
    let findings = find(&resolution, rulebook, &everything, None).map_err(refuse)?;
    let mut problems = Vec::new();
    for at in chosen.requirements.iter().filter(|at| !findings.requirements.contains(at)) {
        let id = &rulebook.requirement(*at).id;
        problems.push(Problem::error(
            Code::UnknownName,
            format!(
                "{id} is not in force on {}: no document that it cites is known by then",
                question.horizon.as_of
            ),
        ));
    }
    if !problems.is_empty() {
        return Err(refuse(problems));
    }
    let only = chosen.requirements.first().copied();
    Ok(chosen
        .selection
        .localities
        .iter()
        .filter_map(|locality| dossier(&findings, *locality, only))
        .collect())
}
