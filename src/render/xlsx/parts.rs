//! What combined values are made of: a row a locality, fact and unit. None where the report has no such value.

use std::collections::BTreeSet;

use super::super::explaining;
use super::super::view::View;
use super::super::visible::visible;
use super::super::words::Label;
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table, value};

pub(super) fn sheet(view: &View<'_>) -> Option<Sheet> {
    let lang = view.lang;
    let mut table = Table::new([
        (view.say(Label::Locality), 26),
        (heads::FACT.say(lang), 38),
        (heads::PART.say(lang), 30),
        (heads::VALUE.say(lang), 22),
        (heads::DATED.say(lang), 12),
        (view.say(Label::Document), 44),
        (heads::UNIT.say(lang), 30),
        (heads::FACT_NAME.say(lang), 34),
    ]);
    // several requirements may read one value
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for locality in &view.report.localities {
        for evidence in locality.verdicts.iter().flat_map(|verdict| &verdict.evidence) {
            let Some(parts) = &evidence.parts else { continue };
            if !told.insert((&locality.id, &evidence.fact)) {
                continue;
            }
            let percent = view.report.facts.get(&evidence.fact).is_some_and(|fact| fact.percent);
            for part in parts {
                table.rows.push(vec![
                    Cell::text(view.name(locality)),
                    Cell::text(view.fact(&evidence.fact)),
                    Cell::text(view.unit(&part.locality)),
                    match &part.value {
                        Some(shown) => value(shown, percent, view),
                        None => Cell::text(explaining::phrase(explaining::Phrase::NotReported, lang)),
                    },
                    Cell::day(part.dated),
                    Cell::text(part.document.as_ref().map_or_else(String::new, |id| view.document(id))),
                    Cell::text(visible(&part.locality)),
                    Cell::text(visible(&evidence.fact)),
                ]);
            }
        }
    }
    (!table.rows.is_empty()).then(|| Sheet {
        name: heads::PARTS.say(lang).to_owned(),
        title: heads::PARTS_TITLE.say(lang).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    })
}
