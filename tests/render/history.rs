//! History and forecasts, on the page and in the workbook.

use calamine::Reader;
use dondoc::model::bilingual::{Bilingual, Lang};
use dondoc::model::locality::Level;
use dondoc::model::verdict::Status;
use dondoc::render::{Format, Style, render};
use dondoc::report::Report;
use dondoc::report::explanation::{Finish, Forecast, Outlook, Refusal};
use dondoc::report::trends::{LevelTrend, LocalityTrend, TrendScore, Trends};

use crate::fixture::{self, day, number};
use crate::looks::structure;
use crate::workbook;

/// The small report with three days of history, a forecast and a refusal. Bac Ninh was two until the last day.
pub fn report() -> Report {
    let mut report = fixture::report();
    let days = ["2025-03-31", "2025-04-30", "2025-05-31"].map(day).to_vec();
    let counts = |met: usize, overdue: usize, unknown: usize| {
        let count = |status: &Status| match status {
            Status::Met => met,
            Status::Overdue => overdue,
            Status::Unknown => unknown,
            _ => 0,
        };
        Status::ALL.iter().map(|status| (status.word(), count(status))).collect()
    };
    let score = |low: &str, high: &str, rank: usize| {
        Some(TrendScore { low: number(low), high: number(high), rank: Some(rank) })
    };
    let path = |id: &str, name: (&str, &str), scores: [Option<TrendScore>; 3]| LocalityTrend {
        id: id.to_owned(),
        name: Bilingual::new(name.0, name.1),
        level: Level::Province,
        scores: scores.to_vec(),
        inherits: Vec::new(),
    };
    let mut bac_ninh =
        path("bac-ninh-2025", ("Bac Ninh", "Bắc Ninh"), [None, None, score("10.7143", "10.7143", 4)]);
    bac_ninh.inherits = vec!["bac-giang".to_owned(), "bac-ninh".to_owned()];
    report.trends = Some(Trends {
        days,
        levels: vec![LevelTrend {
            level: Level::Province,
            counts: vec![counts(2, 0, 16), counts(5, 4, 9), counts(9, 6, 3)],
            localities: vec![6, 6, 5],
            requirements: vec![3, 3, 4],
        }],
        localities: vec![
            path("bac-giang", ("Bac Giang", "Bắc Giang"), [score("40", "40", 2), score("20", "20", 5), None]),
            path("bac-ninh", ("Bac Ninh", "Bắc Ninh"), [score("20", "60", 4), score("25", "60", 4), None]),
            bac_ninh,
            path("da-nang", ("Da Nang", "Đà Nẵng"), [None; 3]),
            path(
                "ha-noi",
                ("Hanoi", "Hà Nội"),
                [score("33.3333", "100", 3), score("50", "50", 2), score("100", "100", 1)],
            ),
        ],
    });
    for row in &mut report.localities {
        for verdict in row.verdicts.iter_mut().filter(|v| v.requirement == "land-data-digitized") {
            verdict.outlook = match row.id.as_str() {
                "bac-ninh-2025" => Some(Outlook::Forecast(forecast())),
                "ba-ria-vung-tau" => Some(Outlook::Refused(Refusal::TooLittle)),
                _ => None,
            };
        }
    }
    report
}

fn forecast() -> Forecast {
    let point = |of: &str, value: &str| dondoc::forecast::Point { day: day(of), value: number(value).0 };
    Forecast {
        points: 3,
        first: point("2025-01-31", "1"),
        last: point("2025-05-30", "3"),
        goal: number("7").0,
        pace: number("0.0247").0,
        needed: Some(number("0.1905").0),
        judged: day("2025-05-31"),
        finish: Finish::On(day("2026-01-23")),
        range: Some((Finish::On(day("2025-12-01")), Finish::After(day("2027-12-31")))),
        misses_by: Some(146),
    }
}

#[test]
fn the_page_draws_how_it_went_and_says_it_in_figures() {
    for lang in Lang::ALL {
        let page =
            String::from_utf8(render(&report(), Format::Html, *lang, Style::default()).unwrap()).unwrap();
        let page = structure(&page);
        let from = page.find("<section class=\"later trends\"").unwrap();
        let to = from + page[from..].find("aria-labelledby=\"_by-province\"").unwrap();
        insta::assert_snapshot!(format!("history-{lang}"), &page[from..to]);
    }
}

#[test]
fn the_workbook_has_history_and_forecasts_on_sheets_of_their_own() {
    let mut out = String::new();
    for (lang, names) in [
        (Lang::En, ["Forecasts", "History", "Scores by day"]),
        (Lang::Vi, ["Dự báo", "Diễn biến", "Điểm theo kỳ"]),
    ] {
        let mut book = workbook::book(&report(), lang);
        for name in names {
            out.push_str(&format!("== {name}\n"));
            out.push_str(&workbook::said(&mut book, name));
        }
    }
    insta::assert_snapshot!("history-workbook", out);
}

#[test]
fn without_history_there_is_nothing_to_draw() {
    let page = render(&fixture::report(), Format::Html, Lang::En, Style::default()).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(!page.contains("_trends-") && !page.contains("_paths-") && !page.contains("_forecasts-"));
    let names = workbook::book(&fixture::report(), Lang::En).sheet_names();
    assert!(!names.iter().any(|name| ["History", "Forecasts"].contains(&name.as_str())), "{names:?}");
}
