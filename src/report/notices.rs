//! What is worth knowing about a report: faults of rules, totals that disagree, sources that contradict one another.
//!
//! What documents say is named by the document's id, never by its file: files may be renamed without changing a byte
//! of the report. Only what rules do wrong has a file, for a rule's file is named after its id.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::Findings;
use super::spelling::{self, number};
use super::{ProblemRow, TotalRow};
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::day::Day;
use crate::model::document::{Cell, DocumentIx, Table};
use crate::model::fact::{Fact, FactIx};
use crate::model::locality::LocalityIx;
use crate::model::value::Value;
use crate::problem::{Code, Problem, Severity};
use crate::resolve::history::{Stated, value_of};

/// The rows, in order of severity, code and message, each once.
pub(super) fn rows(findings: &Findings<'_>, totals: &[TotalRow], warnings: &[Problem]) -> Vec<ProblemRow> {
    let mut rows: BTreeSet<ProblemRow> = BTreeSet::new();
    rows.extend(faults(findings));
    rows.extend(totals.iter().filter(|t| t.agrees == Some(false)).map(disagreement));
    rows.extend(contradictions(findings));
    rows.extend(publication_unknown(findings));
    rows.extend(uncounted_days(findings));
    rows.extend(
        warnings.iter().filter(|w| w.place.is_none()).map(|w| plain(w.severity, w.code, alike(&w.message))),
    );
    rows.into_iter().collect()
}

/// What is said in English only, as all that is said about files and rules.
fn alike(message: &str) -> Bilingual {
    Bilingual::new(message, message)
}

fn plain(severity: Severity, code: Code, message: Bilingual) -> ProblemRow {
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
            message: alike(&format!("{}: {}: {}", requirement.id, locality.id, fault.message)),
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
pub(super) fn disagreement_in_words(total: &TotalRow) -> Bilingual {
    let document = &total.document;
    let found = total.found.map(|found| found.0.normalize());
    let found_en = found.map_or_else(|| "nothing".to_owned(), |found| found.to_string());
    let found_vi = found.map_or_else(|| "không ra số nào".to_owned(), |found| number(found, Lang::Vi));
    if let Some(words) = &total.identity {
        return Bilingual::new(
            format!("{document}: {words} does not follow: it gives {found_en}"),
            format!("{document}: {} không khớp: tính được {found_vi}", words.replace('.', ",")),
        );
    }
    let fact = total.fact.as_deref().unwrap_or_default();
    let (reported, unknown) = (total.reported.0.normalize(), total.unknown);
    Bilingual::new(
        format!(
            "{document}: {fact} reported as {reported}, the observations give {found_en} with {unknown} unknown"
        ),
        format!(
            "{document}: {fact} báo cáo {}, số liệu từng nơi cho {found_vi}, còn {unknown} nơi chưa có số liệu",
            number(reported, Lang::Vi)
        ),
    )
}

/// Different values for one fact, locality and day, where a verdict rests on the one that won.
fn contradictions(findings: &Findings<'_>) -> BTreeSet<ProblemRow> {
    let contested = Contested::among(&findings.resolution.project.tables);
    let mut rows = BTreeSet::new();
    for lane in findings.lanes() {
        for (at, verdict) in lane.verdicts.iter().enumerate() {
            for slot in verdict.evidence.iter() {
                let cell = lane.holdings.get(slot).and_then(|holding| holding.cell(at));
                let Some(cell) = cell.filter(|cell| contested.may_be(*cell)) else { continue };
                rows.extend(differing(findings, verdict.locality, lane.requirement.reads[slot], cell));
            }
        }
    }
    rows
}

/// What other documents say of the day of a statement, where it is something else.
fn differing(findings: &Findings<'_>, locality: LocalityIx, fact: FactIx, cell: Cell) -> Vec<ProblemRow> {
    let resolution = findings.resolution;
    let project = resolution.project;
    let definition = project.dictionary.get(fact);
    let value = value_of(project, cell);
    let rivals = resolution.rivals_of_day(locality, fact, cell).into_iter();
    let (name, dated) = (&project.registry.get(locality).id, resolution.table(cell).dated);
    let (fact, kept) = (&definition.name, &resolution.document_of(cell).id);
    let row = |rival: Stated| {
        let (other, theirs) = (&resolution.document_of(rival.cell).id, value_of(project, rival.cell));
        let (ours, theirs_en) = (definition.spell(&value), definition.spell(&theirs));
        let (ours_vi, theirs_vi) = (in_vietnamese(definition, &value), in_vietnamese(definition, &theirs));
        plain(
            Severity::Note,
            Code::SourcesDisagree,
            Bilingual::new(
                format!("{name}: {fact} on {dated}: {kept} says {ours}, {other} says {theirs_en}"),
                format!(
                    "{name}: {fact} ngày {}: {kept} ghi là {ours_vi}, {other} ghi là {theirs_vi}",
                    spelling::day(dated, Lang::Vi)
                ),
            ),
        )
    };
    rivals.filter(|rival| value_of(project, rival.cell) != value).map(row).collect()
}

fn in_vietnamese(fact: &Fact, value: &Value) -> String {
    spelling::shown(&super::verdicts::show(fact, value), Lang::Vi)
}

/// Columns that speak of a fact on a day of which another document's table speaks too: the only ones in which a
/// statement can have a rival of its day.
struct Contested(Vec<Vec<bool>>);

impl Contested {
    fn among(tables: &[Table]) -> Self {
        let mut speak: BTreeMap<(FactIx, Day), BTreeSet<DocumentIx>> = BTreeMap::new();
        for table in tables {
            for column in &table.columns {
                speak.entry((column.fact, table.dated)).or_default().insert(table.document);
            }
        }
        let several = |fact, dated| speak.get(&(fact, dated)).is_some_and(|documents| documents.len() > 1);
        let columns =
            |table: &Table| table.columns.iter().map(|column| several(column.fact, table.dated)).collect();
        Self(tables.iter().map(columns).collect())
    }

    fn may_be(&self, cell: Cell) -> bool {
        self.0.get(cell.table.at()).and_then(|table| table.get(cell.column as usize)) == Some(&true)
    }
}

/// Documents that count as known only because nobody knows when they were published, where that matters.
fn publication_unknown(findings: &Findings<'_>) -> impl Iterator<Item = ProblemRow> {
    let horizon = findings.resolution.horizon;
    let asked = findings.resolution.known_documents().filter(move |_| horizon.known_by.is_some());
    let undated =
        asked.filter(move |(_, d)| d.published.is_none() && !d.is_assumption() && d.dated <= horizon.as_of);
    undated.map(|(_, document)| {
        let message = Bilingual::new(
            format!(
                "{}: nobody knows when it was published; it counts as known from {}",
                document.id, document.dated
            ),
            format!(
                "{}: không rõ ngày công bố; coi như đã biết từ ngày {}",
                document.id,
                spelling::day(document.dated, Lang::Vi)
            ),
        );
        plain(Severity::Note, Code::PublicationUnknown, message)
    })
}

/// Deadlines whose working days cannot be counted for want of a holiday table.
fn uncounted_days(findings: &Findings<'_>) -> impl Iterator<Item = ProblemRow> {
    let resolution = findings.resolution;
    let as_of = resolution.horizon.as_of;
    let mut counted: BTreeSet<(usize, Day, Day)> = BTreeSet::new();
    for verdict in findings.verdicts.iter().flatten() {
        let Some(deadline) = verdict.deadline.as_ref() else { continue };
        let days = super::verdicts::days_late(verdict, deadline, as_of)
            .or_else(|| super::verdicts::days_left(verdict, deadline, as_of));
        counted.extend(days.map(|(from, to)| (deadline.statement, from, to)));
    }
    counted.into_iter().filter_map(move |(statement, from, to)| {
        let missing = resolution.project.calendar.working_days(from, to).err()?;
        let document: DocumentIx = resolution.project.deadlines[statement].document;
        let (document, year) = (&resolution.project.document(document).id, missing.year);
        let message = Bilingual::new(
            format!(
                "{document}: working days up to this deadline are not counted: {year} has no holiday table"
            ),
            format!(
                "{document}: chưa tính được số ngày làm việc đến hạn này: năm {year} chưa có lịch ngày nghỉ"
            ),
        );
        Some(plain(Severity::Warning, Code::NoHolidayTable, message))
    })
}
