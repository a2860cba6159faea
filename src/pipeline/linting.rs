//! Linting: read -> compile -> look for what could be better -> what the project bears.

use camino::Utf8Path;

use crate::lint::{Look, lint};
use crate::model::day::Day;
use crate::problem::{Problem, Severity, Sources};
use crate::read::{self, Reading};
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
}

/// Looks for everything that is wrong with the project in a folder, or could be better, as seen on a day.
///
/// What could be better is looked for only where nothing is wrong: half a project would seem to miss much. Paths, which
/// are relative to the project folder, choose what is shown of it; without any all is.
#[must_use]
pub fn look_over(folder: &Utf8Path, paths: &[String], as_of: Day) -> Linted {
    let Reading { project, cases, levels, sources, mut problems } = read::project(folder);
    let (rulebook, of_rules) = Rulebook::compile(&project.scripts, &project);
    problems.extend(of_rules);
    let sound = !problems.iter().any(|problem| problem.severity == Severity::Error);
    if sound {
        problems.extend(lint(Look { project: &project, rulebook: &rulebook, cases: &cases, as_of }));
        problems = levels.apply(problems, as_of);
    }
    let paths: Vec<&str> = paths.iter().map(|path| super::testing::plain(path)).collect();
    problems.retain(|problem| is_below(problem, &paths));
    crate::problem::sort(&mut problems);
    problems.dedup();
    let report = lint_report(&problems, &sources);
    Linted { problems, report, sources }
}

/// Whether a problem lies in one of these files or folders; what has no place lies everywhere.
fn is_below(problem: &Problem, paths: &[&str]) -> bool {
    let Some(place) = &problem.place else { return true };
    let inside = |path: &&str| {
        path.is_empty()
            || place.file.strip_prefix(*path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    paths.is_empty() || paths.iter().any(inside)
}
