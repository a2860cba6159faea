//! One statement of a deadline chain, as a row of a table.

use super::super::super::explaining::{self, Phrase, phrase};
use super::super::super::figures;
use super::super::super::view::View;
use super::super::super::visible::visible;
use super::super::texts::Texts;
use super::{Row, Weight};
use crate::report::explanation::{ChainRow, Standing};

/// One statement of the chain.
pub(super) fn link(row: &ChainRow, texts: &mut Texts<'_>) -> Row {
    let document = |view: &View<'_>| {
        let kind = explaining::kind(row.document.kind, view.lang);
        match &row.document.number {
            Some(number) => format!("{kind} {}: {}", visible(number), view.text(&row.document.title)),
            None => format!("{kind}: {}", view.text(&row.document.title)),
        }
    };
    let day = |view: &View<'_>| {
        let kind = row.due_kind.and_then(|kind| explaining::due_kind(kind, view.lang));
        let nominal = row.nominal.map(|day| view.day(day));
        let mut text = kind.into_iter().chain(nominal.as_deref()).collect::<Vec<_>>().join(" ");
        if let Some(effective) = row.effective.filter(|day| row.nominal != Some(*day)) {
            text.push_str(&format!(" → {}", view.day(effective)));
        }
        if text.is_empty() {
            text.push_str(explaining::action(row.action, view.lang));
        }
        if text.is_empty() {
            text.push_str(phrase(Phrase::NoDay, view.lang));
        }
        for more in [
            row.rolled_because.as_ref().map(|why| view.text(why)),
            row.target.map(|target| {
                let target = figures::number(crate::report::Number(target), view.lang);
                format!("{} {target}", phrase(Phrase::Target, view.lang))
            }),
            row.unnamed.map(|n| format!("{n} {}", phrase(Phrase::Unnamed, view.lang))),
        ]
        .into_iter()
        .flatten()
        {
            text.push_str(&format!("; {more}"));
        }
        text
    };
    let standing = |view: &View<'_>| {
        let standing = explaining::standing(row.standing, view.lang);
        match row.already_late {
            Some(days) => {
                format!("{standing} ({})", explaining::already_late(&days.to_string(), view.lang))
            }
            None => standing.to_owned(),
        }
    };
    let cells = vec![
        texts.number(|view| view.day(row.document.dated)),
        texts.number(document),
        texts.number(day),
        texts.number(standing),
    ];
    let weight = if row.standing == Standing::InForce { Weight::Counts } else { Weight::Lesser };
    Row(cells, weight)
}
