//! What is worth knowing about a report: faults of rules, totals that disagree, sources that contradict one another.
//!
//! What documents say is named by the document's id, never by its file: files may be renamed without changing a byte
//! of the report. Only what rules do wrong has a file, for a rule's file is named after its id.

use std::collections::BTreeSet;

use super::assemble::Findings;
use super::{ProblemRow, TotalRow};
use crate::model::document::DocumentIx;
use crate::problem::{Code, Problem, Severity};
use crate::resolve::facts::Origin;
use crate::resolve::history::value_of;

/// The rows, in order of severity, code and message, each once.
pub(super) fn rows(findings: &Findings<'_>, totals: &[TotalRow], warnings: &[Problem]) -> Vec<ProblemRow> {
    let mut rows: BTreeSet<ProblemRow> = BTreeSet::new();
    rows.extend(faults(findings));
    rows.extend(totals.iter().filter(|t| t.agrees == Some(false)).map(disagreement));
    rows.extend(contradictions(findings));
    rows.extend(publication_unknown(findings));
    rows.extend(uncounted_days(findings));
    rows.extend(
        warnings.iter().filter(|w| w.place.is_none()).map(|w| plain(w.severity, w.code, w.message.clone())),
    );
    rows.into_iter().collect()
}

fn plain(severity: Severity, code: Code, message: String) -> ProblemRow {
    ProblemRow { severity, code, message, file: None, line: None, column: None }
}

fn faults(findings: &Findings<'_>) -> impl Iterator<Item = ProblemRow> {
    findings.verdicts.iter().flatten().filter_map(|verdict| {
        let fault = verdict.fault.as_ref()?;
        let requirement = findings.rulebook.requirement(verdict.requirement);
        let locality = findings.resolution.project.registry.get(verdict.locality);
        let severity = if fault.code == Code::RuleFailed { Severity::Error } else { Severity::Warning };
        Some(ProblemRow {
            severity,
            code: fault.code,
            message: format!("{}: {}: {}", requirement.id, locality.id, fault.message),
            file: Some(requirement.place.file.to_string()),
            line: fault.at.map(|at| at.line),
            column: fault.at.map(|at| at.column),
        })
    })
}

fn disagreement(total: &TotalRow) -> ProblemRow {
    plain(Severity::Warning, Code::TotalDisagrees, disagreement_in_words(total))
}

/// What a total says, and what the observations give.
pub(super) fn disagreement_in_words(total: &TotalRow) -> String {
    let found = total.found.map_or_else(|| "nothing".to_owned(), |found| found.0.normalize().to_string());
    match (&total.identity, &total.fact) {
        (Some(words), _) => format!("{}: {words} does not follow: it gives {found}", total.document),
        (None, fact) => format!(
            "{}: {} reported as {}, the observations give {found} with {} unknown",
            total.document,
            fact.as_deref().unwrap_or_default(),
            total.reported.0.normalize(),
            total.unknown
        ),
    }
}

/// Different values for one fact, locality and day, where a verdict rests on the one that won.
fn contradictions(findings: &Findings<'_>) -> impl Iterator<Item = ProblemRow> {
    let resolution = findings.resolution;
    let project = resolution.project;
    findings.verdicts.iter().flatten().flat_map(move |verdict| {
        findings.evidence(verdict).flat_map(move |(fact, held)| {
            let Origin::Stated(cell) = held.origin else { return Vec::new() };
            let definition = project.dictionary.get(fact);
            let rivals = resolution.rivals_of_day(verdict.locality, fact, cell);
            let differing = rivals.into_iter().filter(|r| value_of(project, r.cell) != held.value);
            differing
                .map(|rival| {
                    plain(
                        Severity::Note,
                        Code::SourcesDisagree,
                        format!(
                            "{}: {} on {}: {} says {}, {} says {}",
                            project.registry.get(verdict.locality).id,
                            definition.name,
                            held.dated,
                            resolution.document_of(cell).id,
                            definition.spell(&held.value),
                            resolution.document_of(rival.cell).id,
                            definition.spell(&value_of(project, rival.cell)),
                        ),
                    )
                })
                .collect()
        })
    })
}

/// Documents that count as known only because nobody knows when they were published, where that matters.
fn publication_unknown(findings: &Findings<'_>) -> impl Iterator<Item = ProblemRow> {
    let horizon = findings.resolution.horizon;
    let asked = findings.resolution.known_documents().filter(move |_| horizon.known_by.is_some());
    let undated =
        asked.filter(move |(_, d)| d.published.is_none() && !d.is_assumption() && d.dated <= horizon.as_of);
    undated.map(|(_, document)| {
        let message = format!(
            "{}: nobody knows when it was published; it counts as known from {}",
            document.id, document.dated
        );
        plain(Severity::Note, Code::PublicationUnknown, message)
    })
}

/// Deadlines whose working days cannot be counted for want of a holiday table.
fn uncounted_days(findings: &Findings<'_>) -> impl Iterator<Item = ProblemRow> {
    let resolution = findings.resolution;
    let as_of = resolution.horizon.as_of;
    findings.verdicts.iter().flatten().filter_map(move |verdict| {
        let deadline = verdict.deadline.as_ref()?;
        let (from, to) = super::verdicts::days_late(verdict, deadline, as_of)
            .or_else(|| super::verdicts::days_left(verdict, deadline, as_of))?;
        let missing = resolution.project.calendar.working_days(from, to).err()?;
        let document: DocumentIx = resolution.project.deadlines[deadline.statement].document;
        let message = format!(
            "{}: working days up to this deadline are not counted: {} has no holiday table",
            resolution.project.document(document).id,
            missing.year
        );
        Some(plain(Severity::Warning, Code::NoHolidayTable, message))
    })
}
