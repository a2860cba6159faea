//! What the verdicts read: a row a locality, requirement and fact, with what it beat.

use rust_decimal::Decimal;

use crate::model::bilingual::Lang;
use crate::model::locality::Level;
use crate::report::{EvidenceRow, Number, PartRow, spelling};

use super::super::view::View;
use super::super::visible::visible;
use super::super::words::Label;
use super::super::{explaining, figures, sentences};
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table, value};

/// Most units that a cell names.
const NAMED: usize = 4;

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
                    Cell::text(source(view, evidence)),
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

/// The document, or what a value that no document says was combined from; the parts have a sheet of their own.
fn source(view: &View<'_>, evidence: &EvidenceRow) -> String {
    if let Some(id) = &evidence.document {
        return view.document(id);
    }
    let parts = evidence.parts.as_deref().unwrap_or_default();
    match evidence.rolled_up_from {
        Some(level) => rolled_up(view, parts, level),
        None => inherited(view, parts),
    }
}

/// `rolled up from 54 communes, 3 not reported (5.6 %): ...`
fn rolled_up(view: &View<'_>, parts: &[PartRow], level: Level) -> String {
    let lang = view.lang;
    let missing: Vec<&PartRow> = parts.iter().filter(|part| part.value.is_none()).collect();
    let units = sentences::localities(parts.len(), level, lang);
    if missing.is_empty() {
        return heads::rolled_up(&units, None, lang);
    }
    let per_cent = Decimal::from(missing.len()) * Decimal::ONE_HUNDRED / Decimal::from(parts.len().max(1));
    let share = format!("{} %", figures::number(Number(spelling::rounded(per_cent, 1)), lang));
    let lacking = (figures::count(missing.len(), lang), share);
    let names = named(missing.iter().map(|part| visible(part.name.get(lang)).into_owned()), lang);
    format!("{}: {names}", heads::rolled_up(&units, Some(lacking), lang))
}

fn inherited(view: &View<'_>, parts: &[PartRow]) -> String {
    let of = |part: &PartRow| {
        let value = part.value.as_ref().map_or_else(|| "–".to_owned(), |v| figures::shown(v, view.lang));
        let mut text = format!("{}: {value}", visible(part.name.get(view.lang)));
        if let Some(day) = part.dated {
            text.push_str(&format!(", {}", view.day(day)));
        }
        if let Some(document) = &part.document {
            text.push_str(&format!(", {}", view.document(document)));
        }
        text
    };
    let inherited = explaining::phrase(explaining::Phrase::Inherited, view.lang);
    format!("{inherited} {}", named(parts.iter().map(of), view.lang))
}

/// The first few, and how many more there are.
fn named(parts: impl ExactSizeIterator<Item = String>, lang: Lang) -> String {
    let more = parts.len().saturating_sub(NAMED);
    let mut told: Vec<String> = parts.take(NAMED).collect();
    if more > 0 {
        told.push(sentences::more_units(more, lang));
    }
    told.join("; ")
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
