//! How well forecasts would have done, on the screen.

use rust_decimal::Decimal;

use super::columns::{Fit, Table};
use super::page::{Page, Span, Tone};
use crate::model::bilingual::Lang;
use crate::render::visible::visible;
use crate::render::{Style, figures, outlook};
use crate::report::Number;
use crate::report::backtest::{Backtest, TrialRow};
use crate::report::spelling::rounded;

/// The trials, one a line, and their median error.
#[must_use]
pub fn render(backtest: &Backtest, lang: Lang, style: Style) -> String {
    let mut page = Page::new(style.width.max(super::NARROWEST));
    let heads = match lang {
        Lang::En => ["Locality", "Figure", "Day", "Used", "Came", "Forecast", "Error", "No change"],
        Lang::Vi => {
            ["Địa phương", "Chỉ tiêu", "Ngày", "Đã dùng", "Thực tế", "Dự báo", "Sai số", "Giữ nguyên"]
        }
    };
    let mut table = Table::new(1);
    for (head, fit) in heads.into_iter().zip([
        Fit::Left,
        Fit::Clip,
        Fit::Left,
        Fit::Right,
        Fit::Right,
        Fit::Right,
        Fit::Right,
        Fit::Right,
    ]) {
        table.column(head, fit);
    }
    for trial in &backtest.trials {
        table.row(row(trial, lang));
    }
    table.onto(&mut page);
    page.blank();
    page.prose(1, &sum(backtest, lang), Tone::Plain);
    page.finish(style.paint)
}

fn row(trial: &TrialRow, lang: Lang) -> Vec<Vec<Span>> {
    let number = |value: Decimal| figures::number(Number(rounded(value, 1)), lang);
    let forecast = match trial.forecast {
        Ok(value) => number(value),
        Err(refusal) => outlook::refused(refusal, lang),
    };
    let percent =
        |error: Option<Decimal>| error.map_or_else(|| "–".to_owned(), |e| format!("{} %", number(e)));
    let cells = [
        visible(trial.locality.get(lang)).into_owned(),
        visible(trial.fact.get(lang)).into_owned(),
        figures::day(trial.day, lang),
        trial.points.to_string(),
        number(trial.actual),
        forecast,
        percent(trial.error),
        percent(trial.unchanged_error),
    ];
    cells.into_iter().map(|cell| vec![Span::new(cell, Tone::Plain)]).collect()
}

fn sum(backtest: &Backtest, lang: Lang) -> String {
    let percent = |error: Option<Decimal>| {
        error
            .map_or_else(|| "–".to_owned(), |e| format!("{} %", figures::number(Number(rounded(e, 1)), lang)))
    };
    let (own, other) = (percent(backtest.median_error), percent(backtest.median_unchanged));
    let (series, tried) = (backtest.series, backtest.trials.len());
    match lang {
        Lang::En => format!(
            "{series} series with two figures or more, {tried} figures to forecast, {} refused. Median error {own}; \
             of assuming that nothing changes {other}.",
            backtest.refused
        ),
        Lang::Vi => format!(
            "{series} chuỗi có từ hai số liệu, {tried} số liệu để dự báo thử, {} không dự báo. Sai số trung vị {own}; \
             nếu coi như giữ nguyên: {other}.",
            backtest.refused
        ),
    }
}
