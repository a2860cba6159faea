//! `json` and `jsonl`: the report as data, in both languages at once.
//!
//! `json` is one value, of the form that [`super::schema`] describes. `jsonl` is the same for readers that take a line
//! at a time: the first line is the report without its `localities`, each later line is one of them. The lines put
//! together are the report again.

use std::io::Write;

use serde::Serialize;

use super::RenderError;
use super::seen::{write_line, write_pretty};
use crate::model::day::Day;
use crate::report::{
    DocumentRow, FactRow, LevelSummary, ProblemRow, ProjectCounts, Report, RequirementRow, ScoringRow,
    TotalRow, Trends,
};

/// The whole report as one value.
pub(super) fn write(out: &mut dyn Write, report: &Report) -> Result<(), RenderError> {
    write_pretty(out, report)?;
    Ok(writeln!(out)?)
}

/// All of a report but its localities.
#[derive(Serialize)]
struct Head<'a> {
    schema: &'static str,
    as_of: Day,
    known_by: Option<Day>,
    only: &'a Option<Vec<String>>,
    project: &'a ProjectCounts,
    requirements: &'a [RequirementRow],
    totals: &'a [TotalRow],
    problems: &'a [ProblemRow],
    summary: &'a [LevelSummary],
    facts: &'a indexmap::IndexMap<String, FactRow>,
    documents: &'a indexmap::IndexMap<String, DocumentRow>,
    scoring: &'a ScoringRow,
    trends: &'a Option<Trends>,
}

/// The head on the first line, then a locality a line.
pub(super) fn write_lines(out: &mut dyn Write, report: &Report) -> Result<(), RenderError> {
    // Taken apart by name, so that a new field cannot be forgotten here.
    let Report {
        schema,
        as_of,
        known_by,
        only,
        project,
        requirements,
        localities,
        totals,
        problems,
        summary,
        facts,
        documents,
        scoring,
        trends,
        units: _, // for where people read
    } = report;
    let head = Head {
        schema,
        as_of: *as_of,
        known_by: *known_by,
        only,
        project,
        requirements,
        totals,
        problems,
        summary,
        facts,
        documents,
        scoring,
        trends,
    };
    write_line(out, &head)?;
    writeln!(out)?;
    for locality in localities {
        write_line(out, locality)?;
        writeln!(out)?;
    }
    Ok(())
}
