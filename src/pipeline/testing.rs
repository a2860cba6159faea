//! Testing: read -> compile -> run the rules' cases -> what came out.

use camino::Utf8Path;

use super::freezing::{Home, thawed};
use super::{Prepared, Refusal, prepare};
use crate::cases::coverage::measure;
use crate::cases::update::{Change, changes};
use crate::cases::{self, Chosen};
use crate::model::case::CaseFile;
use crate::model::requirement::RequirementIx;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem, Sources};
use crate::project::Project;
use crate::report::trials::{Trials, trials};
use crate::rulebook::{ExecutorKind, Rulebook};

/// Whether to tell what the cases reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measuring {
    /// Only run them.
    #[default]
    No,
    /// Run them once more on rules with probes.
    Coverage,
}

/// Which cases, and what of them.
#[derive(Debug, Clone, Default)]
pub struct TestQuestion {
    /// Only those of these requirements, files or folders; empty: all. Paths are relative to the project folder.
    pub paths: Vec<String>,
    /// Only those whose name holds this text.
    pub name: Option<String>,
    /// What runs the rules.
    pub executor: ExecutorKind,
    /// Whether to measure.
    pub measuring: Measuring,
}

/// What came out.
#[derive(Debug)]
pub struct Tested {
    /// The cases.
    pub trials: Trials,
    /// What would have to be written into the cases that failed.
    pub changes: Vec<Change>,
    /// Problems that stopped nothing.
    pub warnings: Vec<Problem>,
    /// The texts of the project.
    pub sources: Sources,
}

/// Runs cases of the project in a folder.
///
/// # Errors
/// [`Refusal`] where the project is wrong, or a path leads to no rule.
pub fn test(folder: &Utf8Path, question: &TestQuestion) -> Result<Tested, Box<Refusal>> {
    let Prepared { project, rulebook, cases: files, warnings, sources, .. } = prepare(folder)?;
    let rulebook = rulebook.run_by(question.executor);
    let requirements = match requirements(&question.paths, &files, &project, &rulebook) {
        Ok(requirements) => requirements,
        Err(problems) => return Err(Box::new(Refusal { problems, sources })),
    };
    let wanted = question.name.as_ref().map(|name| name.to_lowercase());
    let asked = |chosen: &Chosen<'_>| {
        requirements.contains(&chosen.requirement)
            && wanted.as_ref().is_none_or(|text| chosen.case.name.to_lowercase().contains(text))
    };
    let chosen: Vec<Chosen<'_>> = cases::all(&files, &rulebook).into_iter().filter(asked).collect();
    let home =
        Home { folder, project: &project, rulebook: &rulebook, warnings: &warnings, sources: &sources };
    let reports = thawed(home, &files, |file, frozen| {
        rulebook.find(&file.requirement).is_some_and(|at| requirements.contains(&at))
            && wanted.as_ref().is_none_or(|text| frozen.name.to_lowercase().contains(text))
    });
    if let (Some(name), true) = (&question.name, chosen.is_empty() && reports.is_empty()) {
        let problem = Problem::error(Code::UnknownName, format!("no case's name holds {name:?}"));
        return Err(Box::new(Refusal { problems: vec![problem], sources }));
    }
    let tried = cases::run(&chosen, &project, &rulebook);
    let coverage = match question.measuring {
        Measuring::No => None,
        Measuring::Coverage => match measure(&requirements, &chosen, &project, &rulebook) {
            Ok(coverage) => Some(coverage),
            Err(problem) => return Err(Box::new(Refusal { problems: vec![*problem], sources })),
        },
    };
    let trials = trials(&tried, reports, coverage.as_deref(), &project, &rulebook, &sources);
    let changes = changes(&tried, &rulebook, &sources);
    Ok(Tested { trials, changes, warnings, sources })
}

/// The requirements that paths lead to, in order of ids.
fn requirements(
    paths: &[String],
    files: &[CaseFile],
    project: &Project,
    rulebook: &Rulebook,
) -> Result<Vec<RequirementIx>, Vec<Problem>> {
    let all = (0..rulebook.requirements().len()).map(RequirementIx::new);
    if paths.is_empty() {
        return Ok(all.collect());
    }
    let places = |at: RequirementIx| {
        let id = rulebook.requirement(at).id.as_str();
        let scripts = project.scripts.iter().filter(move |s| s.id == id).map(|s| &*s.file);
        let cases = files.iter().filter(move |f| f.requirement == id).map(|f| &*f.file);
        scripts.chain(cases)
    };
    let leads_to = |path: &str, at: RequirementIx| {
        let inside =
            |file: &str| file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        path.is_empty() || rulebook.requirement(at).id == path || places(at).any(inside)
    };
    let paths: Vec<&str> = paths.iter().map(|path| plain(path)).collect();
    let lost = paths.iter().filter(|path| !all.clone().any(|at| leads_to(path, at)));
    let problems: Vec<Problem> = lost.map(|path| no_rule(path, rulebook)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(all.filter(|at| paths.iter().any(|path| leads_to(path, *at))).collect())
}

/// A path without what says nothing: `./` before it, `/` behind it.
pub(super) fn plain(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let path = path.strip_prefix("./").unwrap_or(path);
    if path == "." { "" } else { path }
}

fn no_rule(path: &str, rulebook: &Rulebook) -> Problem {
    let ids = rulebook.requirements().iter().map(|r| r.id.as_str());
    let help = did_you_mean(path, ids.collect::<Vec<_>>());
    Problem::error(Code::UnknownName, format!("no rule is called {path:?} or lies there")).help(
        help.unwrap_or_else(|| {
            "name a requirement by its id, or a file or folder by its path from the project folder".to_owned()
        }),
    )
}
