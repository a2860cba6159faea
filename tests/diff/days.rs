//! Two days of the project that ships.

use std::sync::OnceLock;

use camino::Utf8Path;
use dondoc::diff::{Cause, Change, Diff};
use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::pipeline::{Prepared, compare, prepare};
use dondoc::render::Style;
use dondoc::render::diff::{DiffFormat, render};
use dondoc::resolve::Horizon;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn shipped() -> &'static Prepared {
    static PREPARED: OnceLock<Prepared> = OnceLock::new();
    PREPARED.get_or_init(|| prepare(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn diff(from: Horizon, to: Horizon) -> Diff {
    let Prepared { project, rulebook, .. } = shipped();
    compare::between(project, rulebook, from, to, None).unwrap()
}

fn days(from: &str, to: &str) -> Diff {
    let all = |as_of: &str| Horizon { as_of: day(as_of), known_by: None };
    diff(all(from), all(to))
}

pub fn assert_sums(diff: &Diff) {
    for change in &diff.changes {
        let id = &change.unit.id;
        let sum = |of: fn(&dondoc::diff::Part) -> Decimal| change.parts.iter().map(of).sum::<Decimal>();
        assert_eq!(sum(|p| p.score.0), change.score.map_or(Decimal::ZERO, |s| s.0), "score of {id}");
        assert_eq!(sum(|p| p.score_high.0), change.score_high.map_or(Decimal::ZERO, |s| s.0), "high of {id}");
        if !change.parts.is_empty() {
            let places: i64 = change.parts.iter().map(|part| part.rank).sum();
            assert_eq!(Some(places), change.rank, "rank of {id}");
        }
        for part in &change.parts {
            assert_eq!(part.rank, part.rank_own + part.rank_others, "{id}: {}", part.cause);
        }
    }
}

fn assert_explained(diff: &Diff) {
    let unexplained = |change: &&Change| change.parts.iter().any(|part| part.cause == Cause::Unexplained);
    assert_eq!(diff.changes.iter().filter(unexplained).count(), 0);
}

fn text(diff: &Diff, format: DiffFormat, lang: Lang) -> String {
    String::from_utf8(render(diff, format, lang, Style::default()).unwrap()).unwrap()
}

fn any_day() -> impl Strategy<Value = Day> {
    (0u32..900).prop_map(|days| day("2024-03-01").plus_days(days))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_two_days_are_explained_to_the_last_point_and_place(
        (one, other) in (any_day(), any_day()),
        (known, later) in (prop::option::of(any_day()), prop::option::of(any_day())),
    ) {
        let from = Horizon { as_of: one.min(other), known_by: known };
        let to = Horizon { as_of: one.max(other), known_by: later };
        let diff = diff(from, to);
        assert_sums(&diff);
        assert_explained(&diff);
    }
}

#[test]
fn a_deadline_passes_and_one_locality_makes_progress() {
    let diff = days("2024-10-31", "2025-02-28");
    insta::assert_snapshot!("winter-en", text(&diff, DiffFormat::Text, Lang::En));
}

#[test]
fn across_the_reorganisation_each_successor_is_compared_with_each_predecessor() {
    let diff = days("2025-06-30", "2025-07-01");
    let was = |id: &str| -> Vec<&str> {
        let of = diff.changes.iter().filter(|change| change.unit.id == id);
        of.filter_map(|change| change.was.as_ref()).map(|unit| unit.id.as_str()).collect()
    };
    assert_eq!(was("bac-ninh-2025"), ["bac-giang", "bac-ninh"]);
    assert_eq!(was("hue"), ["hue"]);
    assert!(diff.gone.is_empty());
    // one day, nothing reported: what moved is the merger's doing, or that of what then counts
    for change in diff.changes.iter().flat_map(|change| &change.parts) {
        let quiet = matches!(change.cause, Cause::DataCorrected | Cause::OwnProgress | Cause::OthersProgress);
        assert!(!quiet || (change.score.0.is_zero() && change.rank == 0));
    }
    insta::assert_snapshot!("merger-en", text(&diff, DiffFormat::Text, Lang::En));
}

#[test]
fn what_became_known_later_is_a_correction() {
    let known = |known_by: Option<&str>| Horizon { as_of: day("2024-11-30"), known_by: known_by.map(day) };
    let diff = diff(known(Some("2024-11-30")), known(None));
    let moved = |change: &&Change| change.score.is_some_and(|score| !score.0.is_zero());
    let moved: Vec<&Change> = diff.changes.iter().filter(moved).collect();
    assert!(!moved.is_empty());
    for change in moved {
        let corrected = change.parts.iter().find(|part| part.cause == Cause::DataCorrected).unwrap();
        assert_eq!(Some(corrected.score), change.score, "{}", change.unit.id);
    }
    insta::assert_snapshot!("corrected-vi", text(&diff, DiffFormat::Text, Lang::Vi));
    insta::assert_snapshot!("corrected-markdown-en", text(&diff, DiffFormat::Markdown, Lang::En));
}

#[test]
fn a_day_against_itself_changes_nothing() {
    insta::assert_snapshot!(text(&days("2025-05-31", "2025-05-31"), DiffFormat::Text, Lang::Vi));
}

#[test]
fn the_page_is_complete_in_itself_and_the_data_stay_text() {
    let mut diff = days("2024-10-21", "2025-02-28");
    let hostile = "<img src=x onerror=alert(1)>\u{202e}";
    for change in &mut diff.changes {
        (change.unit.name.en, change.unit.name.vi) = (hostile.to_owned(), hostile.to_owned());
    }
    let page = text(&diff, DiffFormat::Html, Lang::Vi);
    assert!(page.contains("default-src 'none'; style-src 'sha256-") && !page.contains("<script"));
    assert!(!page.contains("<img") && !page.contains('\u{202e}') && page.contains("&lt;img"));
    assert!(!page.contains("http:") && !page.contains("https:"));
    assert!(page.contains("<html lang=\"vi\">") && page.contains("lang=\"en\""));
    assert_eq!(page, text(&diff, DiffFormat::Html, Lang::Vi));
}
