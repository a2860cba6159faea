//! The cases that were run, as plain rows: what every rendering of `dondoc test` sees.

use serde::Serialize;

use super::explain::rule_trace;
use super::explanation::RuleTrace;
use crate::cases::coverage::RuleCoverage;
use crate::cases::{Tried, reason_key};
use crate::model::bilingual::Bilingual;
use crate::model::requirement::Requirement;
use crate::model::verdict::Status;
use crate::problem::Sources;
use crate::project::Project;
use crate::rulebook::Rulebook;
use crate::rulebook::coverage::Point;

/// Name and version of the form.
pub const SCHEMA: &str = "dondoc.test/1";

/// All cases that were run.
#[derive(Debug, Clone, Serialize)]
pub struct Trials {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// Cases that came out as expected.
    pub passed: usize,
    /// Cases that did not.
    pub failed: usize,
    /// In order of the files' paths.
    pub files: Vec<TrialFile>,
    /// What the cases reach, where that was asked for.
    pub coverage: Option<Coverage>,
}

/// The cases of one file.
#[derive(Debug, Clone, Serialize)]
pub struct TrialFile {
    /// Path relative to the project folder.
    pub file: String,
    /// Id of the requirement.
    pub requirement: String,
    /// Cases that came out as expected.
    pub passed: usize,
    /// Cases that did not.
    pub failed: usize,
    /// As written.
    pub cases: Vec<Trial>,
    /// Whole reports that are frozen, as written.
    pub reports: Vec<ReportTrial>,
}

/// One frozen report.
#[derive(Debug, Clone, Serialize)]
pub struct ReportTrial {
    /// The file of cases that asks for it.
    #[serde(skip)]
    pub file: String,
    /// Id of the requirement.
    #[serde(skip)]
    pub requirement: String,
    /// Its name.
    pub name: String,
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// The file that holds what must come out.
    pub frozen: String,
    /// Whether the very same came out.
    pub passed: bool,
    /// What came out otherwise, line by line; null where nothing did.
    pub difference: Option<String>,
    /// Why there is nothing to compare.
    pub fault: Option<String>,
    /// What came out.
    #[serde(skip)]
    pub came: Option<String>,
}

/// One case.
#[derive(Debug, Clone, Serialize)]
pub struct Trial {
    /// Its name.
    pub name: String,
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// Line of what it expects.
    pub expect_line: usize,
    /// Whether it came out as expected.
    pub passed: bool,
    /// What it expects.
    pub expected: Outcome,
    /// What came out; null where nothing could.
    pub actual: Option<Outcome>,
    /// Facts that the rule needed and the case does not state.
    pub missing: Vec<String>,
    /// What went wrong while it ran.
    pub fault: Option<String>,
    /// Where the rule read and decided; of a case that passed too.
    #[serde(skip)]
    pub trace: Option<RuleTrace>,
}

/// A status with the key of its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The status.
    pub status: Status,
    /// The key; null where there is none, or the case does not look at it.
    pub reason: Option<String>,
    /// What the rule says under that key, its placeholders unfilled.
    #[serde(skip)]
    pub text: Option<Bilingual>,
}

impl Outcome {
    fn new(status: Status, reason: Option<&str>, requirement: &Requirement) -> Self {
        let text = reason.and_then(|key| requirement.reasons.get(key)).cloned();
        Self { status, reason: reason.map(str::to_owned), text }
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    /// Reached.
    pub reached: usize,
    /// All there are.
    pub of: usize,
}

impl Share {
    /// Tenths of a per cent, rounded down: only all of them are 1000. Of nothing all is reached.
    #[must_use]
    pub fn tenths(self) -> usize {
        (self.reached * 1000).checked_div(self.of).unwrap_or(1000)
    }

    fn of(all: impl Iterator<Item = bool>) -> Self {
        all.fold(Self::default(), |sum, reached| Self {
            reached: sum.reached + usize::from(reached),
            of: sum.of + 1,
        })
    }

    fn plus(self, other: Self) -> Self {
        Self { reached: self.reached + other.reached, of: self.of + other.of }
    }
}

/// How much the cases reach.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// Of all rules together.
    pub total: Shares,
    /// In order of the requirements' ids.
    pub rules: Vec<CoverageRow>,
}

impl Coverage {
    /// Whether the lowest of the three shares of all rules together is below so many per cent.
    #[must_use]
    pub fn is_below(&self, percent: u32) -> bool {
        let Shares { lines, branches, statuses } = self.total;
        let limit = usize::try_from(percent).unwrap_or(usize::MAX).saturating_mul(10);
        [lines, branches, statuses].into_iter().any(|share| share.tenths() < limit)
    }
}

/// Lines, branches and statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Shares {
    /// Lines on which a statement begins.
    pub lines: Share,
    /// Both ways of every `if`.
    pub branches: Share,
    /// Statuses that the rules can give.
    pub statuses: Share,
}

/// How much of one rule the cases reach.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// Path of the rule relative to the project folder.
    pub file: String,
    /// Id of the requirement.
    pub requirement: String,
    /// Shares.
    #[serde(flatten)]
    pub shares: Shares,
    /// Lines that no case reaches.
    pub missed_lines: Vec<usize>,
    /// Branches that no case takes.
    pub missed_branches: Vec<MissedBranch>,
    /// Statuses that no case comes to.
    pub missed_statuses: Vec<Status>,
}

/// A way of an `if` that no case takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MissedBranch {
    /// Line of the `if`.
    pub line: usize,
    /// The value of its condition that never came.
    pub when: bool,
}

/// The view of cases that were run.
#[must_use]
pub fn trials(
    tried: &[Tried<'_>],
    reports: Vec<ReportTrial>,
    coverage: Option<&[RuleCoverage]>,
    project: &Project,
    rulebook: &Rulebook,
    sources: &Sources,
) -> Trials {
    let mut files: Vec<TrialFile> = Vec::new();
    for one in tried {
        let file = &one.chosen.file;
        let trial = trial(one, project, rulebook, sources);
        let (passed, failed) = (usize::from(trial.passed), usize::from(!trial.passed));
        match files.last_mut() {
            Some(last) if *last.file == *file.file => {
                last.passed += passed;
                last.failed += failed;
                last.cases.push(trial);
            }
            _ => files.push(TrialFile {
                file: file.file.to_string(),
                requirement: file.requirement.clone(),
                passed,
                failed,
                cases: vec![trial],
                reports: Vec::new(),
            }),
        }
    }
    for report in reports {
        let at = files.iter().position(|file| file.file == report.file).unwrap_or_else(|| {
            let (file, requirement) = (report.file.clone(), report.requirement.clone());
            files.push(TrialFile { file, requirement, passed: 0, failed: 0, cases: vec![], reports: vec![] });
            files.len() - 1
        });
        let Some(file) = files.get_mut(at) else { continue };
        file.passed += usize::from(report.passed);
        file.failed += usize::from(!report.passed);
        file.reports.push(report);
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    Trials {
        schema: SCHEMA,
        passed: files.iter().map(|file| file.passed).sum(),
        failed: files.iter().map(|file| file.failed).sum(),
        files,
        coverage: coverage.map(|rules| of_rules(rules, rulebook)),
    }
}

fn trial(tried: &Tried<'_>, project: &Project, rulebook: &Rulebook, sources: &Sources) -> Trial {
    let case = tried.chosen.case;
    let requirement = rulebook.requirement(tried.chosen.requirement);
    let line = |place| sources.line_column(place).map_or(0, |(line, _)| line);
    let verdict = tried.outcome.as_ref().ok();
    let missing =
        verdict.map(|v| v.missing(requirement).map(|fact| project.dictionary.get(fact).name.clone()));
    let mut missing: Vec<String> = missing.into_iter().flatten().collect();
    if verdict.is_some_and(|v| v.target_missing) {
        missing.push("locality.target()".to_owned());
    }
    Trial {
        name: case.name.clone(),
        line: line(&case.place),
        expect_line: line(&case.expect.place),
        passed: tried.passed(requirement),
        expected: Outcome::new(case.expect.status, case.expect.reason.as_deref(), requirement),
        actual: verdict
            .map(|verdict| Outcome::new(verdict.status, reason_key(verdict, requirement), requirement)),
        missing,
        fault: match &tried.outcome {
            Ok(verdict) => verdict.fault.as_ref().map(|fault| fault.message.clone()),
            Err(problem) => Some(problem.message.clone()),
        },
        trace: verdict
            .zip(tried.steps.as_ref())
            .map(|(verdict, steps)| rule_trace((project, rulebook), verdict, steps, requirement)),
    }
}

fn of_rules(rules: &[RuleCoverage], rulebook: &Rulebook) -> Coverage {
    let rules: Vec<CoverageRow> = rules.iter().map(|rule| row(rule, rulebook)).collect();
    let total = rules.iter().fold(Shares::default(), |sum, row| Shares {
        lines: sum.lines.plus(row.shares.lines),
        branches: sum.branches.plus(row.shares.branches),
        statuses: sum.statuses.plus(row.shares.statuses),
    });
    Coverage { total, rules }
}

fn row(rule: &RuleCoverage, rulebook: &Rulebook) -> CoverageRow {
    let requirement = rulebook.requirement(rule.requirement);
    let missed = rule.branches.iter().filter(|(_, reached)| !reached).filter_map(|(point, _)| match point {
        Point::Then(line) => Some(MissedBranch { line: *line, when: true }),
        Point::Else(line) => Some(MissedBranch { line: *line, when: false }),
        Point::Statement(_) => None,
    });
    CoverageRow {
        file: requirement.place.file.to_string(),
        requirement: requirement.id.clone(),
        shares: Shares {
            lines: Share::of(rule.lines.iter().map(|(_, reached)| *reached)),
            branches: Share::of(rule.branches.iter().map(|(_, reached)| *reached)),
            statuses: Share::of(rule.statuses.iter().map(|(_, reached)| *reached)),
        },
        missed_lines: rule.lines.iter().filter(|(_, reached)| !reached).map(|(line, _)| *line).collect(),
        missed_branches: missed.collect(),
        missed_statuses: rule.statuses.iter().filter(|(_, reached)| !reached).map(|(s, _)| *s).collect(),
    }
}
