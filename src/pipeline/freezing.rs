//! Frozen reports: what comes out today, next to what was frozen.
//!
//! In: what is asked for in files of cases, and the project that they belong to. Out: a row each, with the difference
//! where there is one. Invariant: a fixture is made-up data for the very rule beside which it is asked for; nothing of
//! the project's own data is in a report about it.

use camino::Utf8Path;
use similar::TextDiff;

use super::{Question, answer};
use crate::model::case::{CaseFile, Frozen, FrozenForm};
use crate::problem::{self, Problem, Severity, Sources};
use crate::progress::Nobody;
use crate::project::Project;
use crate::read;
use crate::render::{Format, Style, render};
use crate::report::trials::ReportTrial;
use crate::resolve::Horizon;
use crate::rulebook::Rulebook;

/// Unchanged lines that are shown around a difference.
const CONTEXT: usize = 2;

/// The project that frozen reports belong to.
#[derive(Clone, Copy)]
pub(super) struct Home<'h> {
    pub(super) folder: &'h Utf8Path,
    pub(super) project: &'h Project,
    pub(super) rulebook: &'h Rulebook,
    pub(super) warnings: &'h [Problem],
    pub(super) sources: &'h Sources,
}

/// Makes those of the frozen reports again that are asked for, in the order of the files.
pub(super) fn thawed(
    home: Home<'_>,
    files: &[CaseFile],
    asked: impl Fn(&CaseFile, &Frozen) -> bool,
) -> Vec<ReportTrial> {
    let all = files.iter().flat_map(|file| file.frozen.iter().map(move |frozen| (file, frozen)));
    all.filter(|(file, frozen)| asked(file, frozen)).map(|(file, frozen)| thaw(home, file, frozen)).collect()
}

/// Makes one report again.
fn thaw(home: Home<'_>, file: &CaseFile, frozen: &Frozen) -> ReportTrial {
    let came = made(home, file, frozen);
    let line = home.sources.line_column(&frozen.place).map_or(0, |(line, _)| line);
    let difference = match (&came, &frozen.text) {
        (Ok(came), Some(text)) if **text != **came => Some(difference(text, came)),
        _ => None,
    };
    ReportTrial {
        file: file.file.to_string(),
        requirement: file.requirement.clone(),
        name: frozen.name.clone(),
        line,
        frozen: frozen.path.clone(),
        passed: matches!((&came, &frozen.text), (Ok(came), Some(text)) if **text == **came),
        difference,
        fault: match (&came, &frozen.text) {
            (Err(fault), _) => Some(fault.clone()),
            (Ok(_), None) => Some("nothing is frozen yet: `dondoc test --update` writes it down".to_owned()),
            (Ok(_), Some(_)) => None,
        },
        came: came.ok(),
    }
}

/// The report as it comes out today.
fn made(home: Home<'_>, file: &CaseFile, frozen: &Frozen) -> Result<String, String> {
    let format = format(frozen.form);
    let question = Question {
        depth: format.depth(),
        ..Question::whole(Horizon { as_of: frozen.as_of, known_by: frozen.known_by })
    };
    let told =
        |problems: &[Problem], sources: &Sources| problem::render(problems, sources, problem::Colour::Plain);
    let report = match &frozen.fixture {
        None => {
            answer(home.project, home.rulebook, home.warnings, &question, (&Nobody, None))
                .map_err(|p| told(&p, home.sources))?
                .0
        }
        Some(name) => {
            let own = home.project.scripts.iter().filter(|script| script.id == file.requirement);
            let lent = read::Lent {
                scripts: own.cloned().collect(),
                library: home.project.library.clone(),
                limits: home.project.limits,
            };
            let reading = read::fixture(home.folder, name, lent);
            let (rulebook, of_rules) = Rulebook::compile(&reading.project.scripts, &reading.project);
            let problems: Vec<Problem> = reading.problems.into_iter().chain(of_rules).collect();
            if problems.iter().any(|problem| problem.severity == Severity::Error) {
                return Err(told(&problems, &reading.sources));
            }
            answer(&reading.project, &rulebook, &problems, &question, (&Nobody, None))
                .map_err(|p| told(&p, &reading.sources))?
                .0
        }
    };
    let bytes = render(&report, format, frozen.lang, Style::default()).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn format(form: FrozenForm) -> Format {
    match form {
        FrozenForm::Text => Format::Text,
        FrozenForm::Json => Format::Json,
        FrozenForm::Csv => Format::Csv,
        FrozenForm::Markdown => Format::Markdown,
        FrozenForm::Html => Format::Html,
    }
}

fn difference(frozen: &str, came: &str) -> String {
    let mut diff = TextDiff::from_lines(frozen, came).unified_diff().context_radius(CONTEXT).to_string();
    if !diff.ends_with('\n') {
        diff.push('\n');
    }
    diff
}
