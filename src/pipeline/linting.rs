//! Linting: read -> compile -> look for what could be better -> what the project bears.

use camino::Utf8Path;

use crate::lint::{Look, lint};
use crate::model::case::CaseFile;
use crate::model::day::Day;
use crate::problem::{Problem, Severity, Sources};
use crate::project::Project;
use crate::read::breadth::Breadth;
use crate::read::{self, Overlay, Reading};
use crate::report::lint::{LintReport, lint_report};
use crate::rulebook::Rulebook;

/// What was found.
#[derive(Debug)]
pub struct Linted {
    /// Everything, in order of file and place.
    pub problems: Vec<Problem>,
    /// The same as plain rows.
    pub report: LintReport,
    /// The texts that it is about.
    pub sources: Sources,
    /// Paths that lead to no text that was read, and to no requirement.
    pub lost: Vec<String>,
}

/// Looks for everything that is wrong with the project in a folder, or could be better, as seen on a day.
///
/// Paths, which are relative to the project folder, choose what is shown of it; without any all is.
#[must_use]
pub fn look_over(folder: &Utf8Path, paths: &[String], as_of: Day) -> Linted {
    let Looked { project, mut problems, sources, .. } = look(folder, as_of, Breadth::Whole);
    let paths: Vec<&str> = paths.iter().map(|path| super::testing::plain(path)).collect();
    let lost = paths.iter().filter(|path| !leads_anywhere(path, &project, &sources)).map(|p| (*p).to_owned());
    let lost = lost.collect();
    problems.retain(|problem| is_below(problem, &paths));
    let report = lint_report(&problems, &sources);
    // to take 14,000 units apart takes its time, and nobody needs to wait for it
    rayon::spawn(move || drop(project));
    Linted { problems, report, sources, lost }
}

/// A project that was read, compiled and looked over.
#[derive(Debug)]
pub struct Looked {
    /// The project; where it is not sound, good only for finding more problems.
    pub project: Project,
    /// Its rules.
    pub rulebook: Rulebook,
    /// The rules' cases, in order of files.
    pub cases: Vec<CaseFile>,
    /// Problems of reading and compiling that stop nothing, whatever the project makes of them.
    pub warnings: Vec<Problem>,
    /// Everything, as the project takes it, in order of file and place.
    pub problems: Vec<Problem>,
    /// The texts.
    pub sources: Sources,
    /// Whether nothing was found that could make an answer wrong.
    pub sound: bool,
}

/// Reads a project, compiles its rules and looks for all that is wrong or could be better.
pub(super) fn look(folder: &Utf8Path, as_of: Day, breadth: Breadth) -> Looked {
    look_under(folder, Overlay::default(), as_of, breadth)
}

/// The same under texts that stand over some of the project's files.
///
/// What could be better is looked for only where nothing is wrong: half a project would seem to miss much.
#[must_use]
pub fn look_under(folder: &Utf8Path, overlay: Overlay, as_of: Day, breadth: Breadth) -> Looked {
    let (Reading { project, cases, levels, sources, problems: warnings, .. }, rulebook) =
        super::compiled(read::broadly_under(folder, overlay, breadth));
    let sound = !warnings.iter().any(|problem| problem.severity == Severity::Error);
    let mut problems = warnings.clone();
    if sound {
        problems.extend(lint(Look {
            project: &project,
            rulebook: &rulebook,
            cases: &cases,
            sources: &sources,
            as_of,
        }));
    }
    let (mut problems, used) = levels.apply(problems, as_of);
    if sound {
        problems.extend(levels.stale(&used, as_of));
    }
    crate::problem::sort(&mut problems);
    problems.dedup();
    Looked { project, rulebook, cases, warnings, problems, sources, sound }
}

/// Whether a problem lies in one of these files or folders, or in the rule or the cases of one of these requirements;
/// what has no place lies everywhere.
fn is_below(problem: &Problem, paths: &[&str]) -> bool {
    let Some(place) = &problem.place else { return true };
    paths.is_empty() || paths.iter().any(|path| holds(path, &place.file) || is_of(path, &place.file))
}

/// Whether a path is a file's, or that of a folder around it.
fn holds(path: &str, file: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a file is the rule or the cases of a requirement.
fn is_of(id: &str, file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    file.starts_with("rules/")
        && name.strip_prefix(id).is_some_and(|rest| matches!(rest, ".rhai" | ".cases.toml"))
}

fn leads_anywhere(path: &str, project: &Project, sources: &Sources) -> bool {
    sources.files().any(|file| holds(path, file)) || project.scripts.iter().any(|script| script.id == path)
}
