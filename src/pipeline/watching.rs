//! Watching: a project is looked at again after each save: read -> compile -> lint -> cases -> report -> difference.
//!
//! In: a project folder, again and again. Out: one [`Glance`] a look. Invariant: a sound look is compared with the last
//! sound one, and runs the cases of all that was touched since, however many broken ones lie between.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;

use super::freezing::{Home, thawed};
use super::linting::{Looked, look};
use super::{Question, answer};
use crate::cases::{self, Chosen};
use crate::diff::saved::{self, SavedReport};
use crate::diff::{self, Diff};
use crate::evaluate::Memory;
use crate::model::case::{CaseFile, Frozen};
use crate::problem::{Problem, Severity, Sources};
use crate::progress::{Listener, Nobody};
use crate::read::breadth::{Breadth, is_lower};
use crate::report::Report;
use crate::report::trials::{ReportTrial, Trials, trials};
use crate::resolve::Horizon;

/// How the files begin that every case depends on.
const OF_ALL_CASES: [&str; 5] =
    ["data/facts.", "data/holidays.", "data/localities", "data/succession", "rules/scoring."];
/// Functions that rules share.
const SHARED: &str = "rules/lib/";
/// Made-up data that frozen reports are about.
const FIXTURES: &str = "rules/fixtures/";
/// What cases and lint read, and no report does.
const OF_NO_REPORT: [&str; 2] = [".cases.toml", "rules/lint.toml"];

/// What is remembered from one look to the next.
#[derive(Debug)]
pub struct Watch {
    folder: Utf8PathBuf,
    /// The last look, whatever came of it; `None` before the first.
    last: Option<Last>,
    /// Files that differ from those of the last sound look.
    touched: BTreeSet<String>,
    /// What could be better, as the last sound look found it.
    known: Vec<Problem>,
    /// Requirements that a case failed of when it was run last.
    failing: BTreeSet<String>,
    /// The last good report, and what it was asked.
    good: Option<(Horizon, SavedReport)>,
    /// What was found for it, so that only what changed is evaluated again.
    memory: Memory,
}

#[derive(Debug)]
struct Last {
    sources: Sources,
    /// What was found before anything was evaluated.
    found: Vec<Problem>,
}

/// Whose cases are run.
#[derive(Debug)]
enum Scope {
    All,
    Of(BTreeSet<String>),
}

/// What one look came to.
#[derive(Debug)]
pub struct Glance {
    /// Files that differ from those of the look before, in order; empty at the first look.
    pub changed: Vec<String>,
    /// What is wrong or could be better, as the project takes it.
    pub problems: Vec<Problem>,
    /// Those of them that the last sound look did not find, errors always.
    pub news: Vec<Problem>,
    /// The texts that they are about.
    pub sources: Sources,
    /// What came of it; `None` where the project does not pass.
    pub sound: Option<Sound>,
}

/// What came of a project that passes.
#[derive(Debug)]
pub struct Sound {
    /// The cases that the files touched, and those that failed before; none where they touch none.
    pub trials: Trials,
    /// What became of the report.
    pub report: Outcome,
}

/// What became of the report.
#[derive(Debug)]
pub enum Outcome {
    /// It is the first good one.
    First(Box<Report>),
    /// It was made again; what differs from the last good one.
    Again(Box<Report>, Box<Diff>),
    /// Nothing that it is made from was touched.
    Untouched,
}

impl Watch {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(folder: Utf8PathBuf) -> Self {
        Self {
            folder,
            last: None,
            touched: BTreeSet::new(),
            known: Vec::new(),
            failing: BTreeSet::new(),
            good: None,
            memory: Memory::default(),
        }
    }

    /// How many times a rule was run, for one locality each, for the last report.
    #[must_use]
    pub fn ran(&self) -> usize {
        self.memory.ran()
    }

    /// Looks at the project; `hinted` are files that may have changed, beside those whose texts tell so themselves.
    /// `None` where nothing is new: no file differs, and the same is wrong as before.
    pub fn look(&mut self, hinted: &[String], question: &Question) -> Option<Glance> {
        let breadth = if question.level.is_some_and(is_lower) { Breadth::Whole } else { Breadth::Spoken };
        let mut looked = look(&self.folder, question.horizon.as_of, breadth);
        let changed = self.changed(&looked.sources, hinted);
        self.touched.extend(changed.iter().cloned());
        let new_day = self.good.as_ref().is_some_and(|(horizon, _)| *horizon != question.horizon);
        let same = self.last.as_ref().is_some_and(|last| last.found == looked.problems);
        if same && changed.is_empty() && !new_day {
            return None;
        }
        let found = looked.problems.clone();
        let sound = if looked.sound { self.sound(&mut looked, question) } else { None };
        let is_news = |one: &&Problem| one.severity == Severity::Error || !self.known.contains(one);
        let news = looked.problems.iter().filter(is_news).cloned().collect();
        if sound.is_some() {
            self.known.clone_from(&found);
        }
        self.last = Some(Last { sources: looked.sources.clone(), found });
        Some(Glance { changed, news, problems: looked.problems, sources: looked.sources, sound })
    }

    /// The files that differ from those of the look before.
    fn changed(&self, sources: &Sources, hinted: &[String]) -> Vec<String> {
        let Some(Last { sources: before, .. }) = &self.last else { return Vec::new() };
        let all: BTreeSet<&str> = before.files().chain(sources.files()).collect();
        let differs = all.into_iter().filter(|file| !before.has_same(sources, file));
        // A workbook has no text that could be compared, and fixtures are read only where a report is about them.
        let unread = hinted.iter().map(String::as_str);
        let unread = unread.filter(|file| file.ends_with(".xlsx") || file.starts_with(FIXTURES));
        differs.chain(unread).map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Makes the report and runs the cases, as far as what was touched asks for it.
    fn sound(&mut self, looked: &mut Looked, question: &Question) -> Option<Sound> {
        let scope = self.scope();
        let stands = self.good.as_ref().is_some_and(|(horizon, _)| *horizon == question.horizon);
        let of_report = |file: &String| !OF_NO_REPORT.iter().any(|ending| file.ends_with(ending));
        let report = if stands && !self.touched.iter().any(of_report) {
            Outcome::Untouched
        } else {
            let known_by = self.good.as_ref().map(|(horizon, _)| horizon.known_by);
            let of_data = |file: &String| file.starts_with("data/");
            if known_by == Some(question.horizon.known_by) && !self.touched.iter().any(of_data) {
                self.memory.nothing_new_is_stated();
            }
            let hearing: (&dyn Listener, _) = (&Nobody, Some(&mut self.memory));
            match answer(&looked.project, &looked.rulebook, &looked.warnings, question, hearing) {
                Ok((report, _)) => self.compared(report, question.horizon),
                Err(problems) => {
                    looked.problems.extend(problems);
                    crate::problem::sort(&mut looked.problems);
                    return None;
                }
            }
        };
        let trials = self.tried(&scope, looked);
        self.touched.clear();
        Some(Sound { trials, report })
    }

    /// Whose cases are to be run: all of them at first and where all depend on what was touched, else those of the
    /// rules that were touched, and those that failed before.
    fn scope(&self) -> Scope {
        let of_all = |file: &String| {
            OF_ALL_CASES.iter().any(|start| file.starts_with(start)) || file.starts_with(SHARED)
        };
        if self.good.is_none() || self.touched.iter().any(of_all) {
            return Scope::All;
        }
        let touched = self.touched.iter().filter_map(|file| requirement_of(file));
        Scope::Of(touched.map(str::to_owned).chain(self.failing.iter().cloned()).collect())
    }

    /// The report next to the last good one, whose place it takes.
    fn compared(&mut self, report: Report, horizon: Horizon) -> Outcome {
        let now = saved::of(&report);
        let outcome = match &self.good {
            None => Outcome::First(Box::new(report)),
            Some((_, before)) => Outcome::Again(Box::new(report), Box::new(diff::of_saved(before, &now))),
        };
        self.good = Some((horizon, now));
        outcome
    }

    fn tried(&mut self, scope: &Scope, looked: &Looked) -> Trials {
        let Looked { project, rulebook, cases: files, sources, .. } = looked;
        let asked = |chosen: &Chosen<'_>| match scope {
            Scope::All => true,
            Scope::Of(requirements) => requirements.contains(&chosen.file.requirement),
        };
        let chosen: Vec<Chosen<'_>> = cases::all(files, rulebook).into_iter().filter(asked).collect();
        let tried = cases::run(&chosen, project, rulebook);
        let trials = trials(&tried, self.thawed(scope, looked), None, project, rulebook, sources);
        let failing = trials.files.iter().filter(|file| file.failed > 0);
        self.failing = failing.map(|file| file.requirement.clone()).collect();
        trials
    }
}

impl Watch {
    /// Makes the frozen reports again: those of the rules in scope, and those that rest on what was touched.
    fn thawed(&self, scope: &Scope, looked: &Looked) -> Vec<ReportTrial> {
        let Looked { project, rulebook, cases: files, warnings, sources, .. } = looked;
        let home = Home { folder: &self.folder, project, rulebook, warnings, sources };
        let in_scope = |file: &CaseFile| match scope {
            Scope::All => true,
            Scope::Of(requirements) => requirements.contains(&file.requirement),
        };
        let rests_on_touched = |frozen: &Frozen| {
            self.touched.iter().any(|file| match &frozen.fixture {
                None => !OF_NO_REPORT.iter().any(|ending| file.ends_with(ending)),
                Some(name) => file.starts_with(&format!("{FIXTURES}{name}/")),
            })
        };
        thawed(home, files, |file, frozen| in_scope(file) || rests_on_touched(frozen))
    }
}

/// The requirement that a file is the rule or the cases of.
fn requirement_of(file: &str) -> Option<&str> {
    let name = file.strip_prefix("rules/")?.rsplit('/').next()?;
    name.strip_suffix(".cases.toml").or_else(|| name.strip_suffix(".rhai"))
}
