//! What the verdicts read: a row a locality, requirement and fact, with what it beat.

use crate::report::{EvidenceRow, LocalityRow, spelling};

use super::super::view::View;
use super::super::visible::visible;
use super::super::words::Label;
use super::super::{combining, explaining, figures};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table, value};

pub(super) fn sheet(view: &View<'_>) -> Sheet {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Locality), 26),
        (view.say(Label::Requirement), 38),
        (heads::FACT.say(lang), 38),
        (heads::VALUE.say(lang), 22),
        (heads::HEDGE.say(lang), 10),
        (heads::DATED.say(lang), 12),
        (view.say(Label::Document), 44),
        (heads::CONFIDENCE.say(lang), 10),
        (heads::RIVALS.say(lang), 52),
        (heads::FACT_NAME.say(lang), 34),
    ]);
    for locality in &view.report.localities {
        for verdict in &locality.verdicts {
            for evidence in &verdict.evidence {
                let percent = view.report.facts.get(&evidence.fact).is_some_and(|fact| fact.percent);
                table.rows.push(vec![
                    Cell::text(view.name(locality)),
                    Cell::text(view.title(&verdict.requirement)),
                    Cell::text(view.fact(&evidence.fact)),
                    value(&evidence.value, percent, view),
                    Cell::text(evidence.approx.map_or("", |approx| spelling::hedge(approx, lang))),
                    Cell::Date(evidence.dated),
                    Cell::text(source(view, locality, evidence)),
                    Cell::text(evidence.confidence.map_or("", |c| explaining::confidence(c, lang))),
                    Cell::text(rivals(view, evidence)),
                    Cell::text(visible(&evidence.fact)),
                ]);
            }
        }
    }
    Sheet {
        name: heads::EVIDENCE.say(lang).to_owned(),
        title: heads::EVIDENCE.say(lang).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    }
}

/// So many parts of a combined value are named.
const PARTS: usize = 6;

/// The document, or what a value was combined from.
fn source(view: &View<'_>, locality: &LocalityRow, evidence: &EvidenceRow) -> String {
    if let Some(id) = &evidence.document {
        return view.document(id);
    }
    let all = evidence.parts.as_ref().map_or(0, Vec::len);
    let parts = evidence.parts.iter().flatten().take(PARTS).map(|part| {
        let value = part.value.as_ref().map_or_else(|| "–".to_owned(), |v| figures::shown(v, view.lang));
        let mut text = format!("{}: {value}", view.unit(&part.locality));
        if let Some(day) = part.dated {
            text.push_str(&format!(", {}", view.day(day)));
        }
        if let Some(document) = &part.document {
            text.push_str(&format!(", {}", view.document(document)));
        }
        text
    });
    let more = (all > PARTS).then(|| combining::more_units(all - PARTS, view.lang));
    let parts: Vec<String> = parts.chain(more).collect();
    format!("{}: {}", view.combined(locality, evidence), parts.join("; "))
}

fn rivals(view: &View<'_>, evidence: &EvidenceRow) -> String {
    let rivals = evidence.rivals.iter().map(|rival| {
        format!(
            "{} ({}, {})",
            figures::shown(&rival.value, view.lang),
            view.day(rival.dated),
            view.document(&rival.document)
        )
    });
    rivals.collect::<Vec<_>>().join("; ")
}
