//! What a verdict rests on, as rows of a table: who states a value, what it beat, or what it is combined from.

use super::super::super::explaining::{self, Phrase, phrase};
use super::super::super::view::View;
use super::super::super::visible::visible;
use super::super::super::{combining, figures};
use super::super::texts::Texts;
use super::{Row, Weight};
use crate::model::document::Approx;
use crate::report::{EvidenceRow, LocalityRow, PartRow, Report, Shown, spelling};

/// So many parts of a combined value stand in sight; the others wait behind a fold.
const PARTS: usize = 3;

/// The rows of one piece of evidence.
pub(super) fn rows(
    row: &EvidenceRow,
    locality: &LocalityRow,
    report: &Report,
    texts: &mut Texts<'_>,
) -> Vec<Row> {
    let none = texts.own("", "");
    let document = |id: Option<&str>, texts: &mut Texts<'_>| match id {
        Some(id) => texts.number(|view| view.document(id)),
        None => none,
    };
    let mut rows = vec![Row(
        vec![
            texts.number(|view| view.fact(&row.fact)),
            texts.number(|view| value(view, report, &row.fact, &row.value, row.approx)),
            texts.number(|view| view.day(row.dated)),
            match row.document {
                Some(_) => document(row.document.as_deref(), texts),
                None => texts.number(|view| view.combined(locality, row)),
            },
            match row.confidence {
                Some(c) => texts.number(|view| explaining::confidence(c, view.lang).to_owned()),
                None => none,
            },
        ],
        Weight::Counts,
    )];
    for rival in &row.rivals {
        rows.push(Row(
            vec![
                texts.own("instead of", "thay cho"),
                texts.number(|view| value(view, report, &row.fact, &rival.value, None)),
                texts.number(|view| view.day(rival.dated)),
                document(Some(&rival.document), texts),
                texts.number(|view| explaining::confidence(rival.confidence, view.lang).to_owned()),
            ],
            Weight::Lesser,
        ));
    }
    let mut parts: Vec<&PartRow> = row.parts.iter().flatten().collect();
    // What is missing matters first.
    parts.sort_by_key(|part| part.value.is_some());
    let in_sight = if parts.len() <= PARTS + 1 { parts.len() } else { PARTS };
    for (at, part) in parts.into_iter().enumerate() {
        let cells = vec![
            texts.number(|view| combining::from_unit(&view.unit(&part.locality), view.lang)),
            texts.number(|view| match &part.value {
                Some(shown) => value(view, report, &row.fact, shown, None),
                None => phrase(Phrase::NotReported, view.lang).to_owned(),
            }),
            texts.number(|view| part.dated.map_or_else(String::new, |day| view.day(day))),
            document(part.document.as_deref(), texts),
            none,
        ];
        rows.push(Row(cells, if at < in_sight { Weight::Lesser } else { Weight::Folded }));
    }
    rows
}

/// The value of a fact, with its hedge and its unit.
fn value(view: &View<'_>, report: &Report, fact: &str, value: &Shown, approx: Option<Approx>) -> String {
    let mut text = match (value, approx) {
        (Shown::Number(number), approx) => figures::hedged(*number, approx, view.lang),
        (value, _) => visible(&spelling::shown(value, view.lang)).into_owned(),
    };
    if matches!(value, Shown::Number(_)) && report.facts.get(fact).is_some_and(|f| f.percent) {
        text.push_str(" %");
    }
    text
}
