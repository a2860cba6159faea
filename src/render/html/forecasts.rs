//! Forecasts of a level: what is measured and not complete, when it will be at its pace, and where nobody can tell.

use std::cmp::Reverse;

use serde::Serialize;

use super::super::outlook::{self, Column};
use super::super::view::LevelView;
use super::super::visible::visible;
use super::texts::{Text, Texts};
use crate::report::explanation::{Outlook, Refusal};

/// The forecasts of a level.
#[derive(Serialize)]
pub(super) struct ForecastPage {
    heads: Vec<Text>,
    rows: Vec<Row>,
    /// That only some are listed, where there are too many.
    more: Option<Text>,
    /// Why others have none, and how many they are.
    refused: Vec<Text>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    requirement: String,
    locality: Text,
    title: Text,
    cells: Vec<Text>,
    /// Whether the deadline will be missed.
    misses: bool,
}

/// So many forecasts are listed, those that miss their deadline by most; a place's own stands in what it opens.
const LISTED: usize = 200;

impl ForecastPage {
    /// The forecasts of a level, where anything of it is measured and open.
    pub(super) fn new(level: &LevelView<'_>, texts: &mut Texts<'_>) -> Option<Self> {
        let mut page = Self { heads: Vec::new(), rows: Vec::new(), more: None, refused: Vec::new() };
        let mut forecasts = Vec::new();
        let mut refused: Vec<(Refusal, usize)> = Vec::new();
        for (row, verdict) in
            level.localities.iter().flat_map(|row| row.verdicts.iter().map(move |v| (row, v)))
        {
            match &verdict.outlook {
                None => {}
                Some(Outlook::Refused(refusal)) => match refused.iter_mut().find(|(one, _)| one == refusal) {
                    Some((_, n)) => *n += 1,
                    None => refused.push((*refusal, 1)),
                },
                Some(Outlook::Forecast(forecast)) => forecasts.push((row, verdict, forecast)),
            }
        }
        if forecasts.is_empty() && refused.is_empty() {
            return None;
        }
        if forecasts.len() > LISTED {
            let all = forecasts.len();
            page.more = Some(texts.say(|view| outlook::most_missing(LISTED, all, view.lang)));
            forecasts.sort_by_key(|(_, _, forecast)| Reverse(forecast.misses_by));
            forecasts.truncate(LISTED);
        }
        for (row, verdict, forecast) in forecasts {
            let due = verdict.deadline.as_ref().and_then(|deadline| deadline.effective);
            let cell = |column: &Column| texts.say(|view| column.say(forecast, due, view.lang));
            let cells = Column::ALL.iter().map(cell).collect();
            page.rows.push(Row {
                id: visible(&row.id).into_owned(),
                requirement: visible(&verdict.requirement).into_owned(),
                locality: texts.data(&row.name),
                title: texts.say(|view| view.title(&verdict.requirement)),
                cells,
                misses: forecast.misses_by.is_some(),
            });
        }
        page.heads = Column::ALL.iter().map(|column| texts.say(|v| column.head(v.lang).to_owned())).collect();
        let say = |(refusal, n): (Refusal, usize)| {
            texts.say(|view| format!("{} ({})", outlook::why_not(refusal, view.lang), view.count(n)))
        };
        page.refused = refused.into_iter().map(say).collect();
        Some(page)
    }
}
