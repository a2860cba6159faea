//! Two saved reports: only what the files hold may be used, and all of it must add up.

use dondoc::diff::saved::{SavedReport, read};
use dondoc::diff::{Care, Cause, Diff, of_saved};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::days::assert_sums;

/// One verdict: status, share done of 4, deadline, and the days of what it rests on.
#[derive(Debug, Clone)]
struct Told {
    status: &'static str,
    done: u8,
    due: Option<u8>,
    seen: Option<(u8, u8)>,
}

const STATUSES: [&str; 8] =
    ["met", "met-late", "in-progress", "due-soon", "overdue", "unknown", "waived", "not-applicable"];

fn told() -> impl Strategy<Value = Told> {
    let day = 1u8..28;
    (
        prop::sample::select(STATUSES.to_vec()),
        0u8..5,
        prop::option::of(day.clone()),
        prop::option::of((day, 0u8..3)),
    )
        .prop_map(|(status, done, due, seen)| Told { status, done, due, seen })
}

fn verdict(requirement: usize, told: &Told) -> Value {
    let running = matches!(told.status, "in-progress" | "due-soon" | "overdue");
    json!({
        "requirement": format!("r{requirement}"),
        "status": told.status,
        "progress": running.then(|| json!({ "done": told.done.min(4), "total": 4, "share": 0 })),
        "deadline": told.due.map(|day| json!({ "effective": format!("2025-02-{day:02}"), "document": "d" })),
        "evidence": told.seen.map_or_else(|| json!([]), |(day, value)| {
            json!([{ "fact": "a.b", "value": value, "dated": format!("2025-01-{day:02}"), "document": "e" }])
        }),
    })
}

/// Points of a row of verdicts as a fraction over the sum of weights.
fn points(row: &[Told], weights: &[u8]) -> Option<(f64, f64)> {
    let (mut low, mut open, mut total) = (0.0, 0.0, 0.0);
    for (told, weight) in row.iter().zip(weights) {
        let weight = f64::from(*weight);
        match told.status {
            "waived" | "not-applicable" => continue,
            "met" => low += weight,
            "met-late" => low += weight / 2.0,
            "in-progress" | "due-soon" => low += weight * f64::from(told.done.min(4)) / 4.0,
            "unknown" => open += weight,
            _ => {}
        }
        total += weight;
    }
    (total > 0.0).then(|| (100.0 * low / total, 100.0 * (low + open) / total))
}

fn report(as_of: &str, rows: &[(String, Vec<String>, Vec<Told>)], weights: &[u8]) -> SavedReport {
    let rounded = |x: f64| json!((x * 10_000.0 + 1e-6).round() / 10_000.0);
    let scores: Vec<Option<(f64, f64)>> = rows.iter().map(|(_, _, row)| points(row, weights)).collect();
    let rank = |own: f64| 1 + scores.iter().flatten().filter(|other| other.0 > own + 1e-9).count();
    let localities: Vec<Value> = rows
        .iter()
        .zip(&scores)
        .map(|((id, inherits, row), score)| {
            json!({
                "id": id, "code": id, "name": { "en": id, "vi": id }, "level": "province",
                "rank": score.map(|s| rank(s.0)), "rank_best": null, "rank_worst": null,
                "score": score.map(|(low, high)| json!({ "low": rounded(low), "high": rounded(high) })),
                "grade": null, "inherits": inherits, "a key of a later form": 1,
                "verdicts": row.iter().enumerate().map(|(at, told)| verdict(at, told)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let requirements: Vec<Value> = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| {
            json!({ "id": format!("r{at}"), "title": { "en": format!("R{at}"), "vi": format!("R{at}") },
                    "level": "province", "weight": weight, "scored": true, "counts": {} })
        })
        .collect();
    let text = json!({ "schema": "dondoc.report/1", "as_of": as_of, "known_by": null,
        "requirements": requirements, "localities": localities, "totals": [], "problems": [] });
    read(&text.to_string(), "made.json").unwrap()
}

fn named(ids: &[&str], rows: Vec<Vec<Told>>) -> Vec<(String, Vec<String>, Vec<Told>)> {
    ids.iter().map(|id| (*id).to_owned()).zip(rows).map(|(id, row)| (id, Vec::new(), row)).collect()
}

fn rows(n: usize) -> impl Strategy<Value = Vec<Vec<Told>>> {
    prop::collection::vec(prop::collection::vec(told(), 3), n)
}

fn causes(diff: &Diff, id: &str) -> Vec<(Cause, String)> {
    let of = diff.changes.iter().filter(|change| change.unit.id == id).flat_map(|change| &change.parts);
    of.filter(|part| !part.score.0.is_zero()).map(|part| (part.cause, part.score.0.to_string())).collect()
}

proptest! {
    #[test]
    fn parts_of_whole_reports_sum_and_leave_nothing_unexplained(
        old in rows(4), new in rows(4), weights in prop::collection::vec(1u8..4, 3),
    ) {
        let ids = ["a", "b", "c", "d"];
        let old = report("2025-01-15", &named(&ids, old), &weights);
        let new = report("2025-02-15", &named(&ids, new), &weights);
        let diff = of_saved(&old, &new);
        assert_sums(&diff);
        prop_assert!(!diff.cautions.iter().any(|caution| caution.care == Care::Unexplained));
    }

    #[test]
    fn parts_sum_across_mergers_and_other_weights(
        old in rows(4), new in rows(3),
        before in prop::collection::vec(1u8..4, 3), after in prop::collection::vec(1u8..4, 3),
    ) {
        let old = report("2025-01-15", &named(&["a", "b", "c", "d"], old), &before);
        let mut merged = named(&["ab", "c", "new"], new);
        merged[0].1 = vec!["a".to_owned(), "b".to_owned()];
        let new = report("2025-02-15", &merged, &after);
        let diff = of_saved(&old, &new);
        assert_sums(&diff);
        let pairs: Vec<(&str, Option<&str>)> =
            diff.changes.iter().map(|c| (c.unit.id.as_str(), c.was.as_ref().map(|was| was.id.as_str()))).collect();
        prop_assert_eq!(pairs, [("ab", Some("a")), ("ab", Some("b")), ("c", Some("c")), ("new", None)]);
        prop_assert_eq!(diff.gone.len(), 1);
        prop_assert!(diff.cautions.iter().any(|caution| caution.care == Care::DifferentUnits));
        let reweighted = diff.cautions.iter().any(|caution| caution.care == Care::DifferentRules);
        prop_assert_eq!(reweighted, before != after);
    }

    #[test]
    fn a_part_of_a_report_still_adds_up_with_the_rest_said_to_be_unexplained(
        old in rows(4), new in rows(4), shown in 1usize..4,
    ) {
        let ids = ["a", "b", "c", "d"];
        let old = report("2025-01-15", &named(&ids, old), &[1, 2, 3]);
        let mut new = report("2025-02-15", &named(&ids, new), &[1, 2, 3]);
        new.localities.truncate(shown);
        assert_sums(&of_saved(&old, &new));
    }
}

fn one(status: &'static str, due: Option<u8>, seen: Option<(u8, u8)>) -> Vec<Told> {
    vec![Told { status, done: 2, due, seen }]
}

/// What the one verdict of one locality is put down to, from one report to the next.
fn put_down_to(old: Vec<Told>, new: Vec<Told>) -> Vec<(Cause, String)> {
    let old = report("2025-01-15", &named(&["a"], vec![old]), &[1]);
    let new = report("2025-02-15", &named(&["a"], vec![new]), &[1]);
    causes(&of_saved(&old, &new), "a")
}

#[test]
fn each_cause_is_told_from_what_the_reports_hold() {
    let points = |cause: Cause, score: &str| vec![(cause, score.to_owned())];
    let half = || one("in-progress", Some(10), Some((5, 1)));
    // the same evidence, and the day has passed
    assert_eq!(
        put_down_to(half(), one("overdue", Some(10), Some((5, 1)))),
        points(Cause::Deadlines, "-50.0000")
    );
    // something newer than the first report
    assert_eq!(
        put_down_to(half(), one("met", Some(10), Some((20, 2)))),
        [(Cause::Deadlines, "-50.0000".to_owned()), (Cause::OwnProgress, "100.0000".to_owned())]
    );
    assert_eq!(
        put_down_to(one("in-progress", None, Some((5, 1))), one("met", None, Some((20, 2)))),
        points(Cause::OwnProgress, "50.0000")
    );
    // something else about a day before the first report
    assert_eq!(
        put_down_to(one("in-progress", None, Some((5, 1))), one("met", None, Some((6, 2)))),
        points(Cause::DataCorrected, "50.0000")
    );
    // nothing but the answer
    assert_eq!(
        put_down_to(one("in-progress", None, Some((5, 1))), one("met", None, Some((5, 1)))),
        points(Cause::RulesChanged, "50.0000")
    );
}

/// Whoever changes a frozen report may write any number into it.
#[test]
fn numbers_that_no_report_has_are_refused() {
    let whole = |weight: &str, low: &str, high: &str, credit: &str| {
        format!(
            r#"{{"schema": "dondoc.report/1", "as_of": "2025-02-28",
                "scoring": {{"credits": {{"met": {credit}, "met-late": 0.5}}, "basis": "all"}},
                "requirements": [{{"id": "a", "title": {{"en": "", "vi": ""}}, "level": "province",
                    "weight": {weight}, "scored": true}}],
                "localities": [{{"id": "hue", "name": {{"en": "Hue", "vi": "Huế"}}, "level": "province", "rank": 1,
                    "score": {{"low": {low}, "high": {high}}},
                    "verdicts": [{{"requirement": "a", "status": "met"}}]}}]}}"#
        )
    };
    assert!(read(&whole("1", "0", "100", "1.0"), "old.json").is_ok());
    for (weight, low, high, credit, why) in [
        ("0", "0", "1", "1", "a weight is a number above 0, not 0"),
        ("-1", "0", "1", "1", "a weight is a number above 0, not -1"),
        ("1", "-7e27", "1", "1", "a score lies between 0 and 100, not at -7"),
        ("1", "0", "79228162514264337593543950335", "1", "a score lies between 0 and 100, not at 79228"),
        ("1", "0", "1e99", "1", "not a whole report"),
        ("1", "0", "1", "2", "a credit lies between 0 and 1, not at 2"),
        ("1", "0", "1", "-0.1", "a credit lies between 0 and 1, not at -0.1"),
    ] {
        let problem = read(&whole(weight, low, high, credit), "old.json").unwrap_err();
        assert!(problem.message.contains(why), "{}", problem.message);
    }
}

#[test]
fn what_is_no_report_is_refused() {
    let refused = |text: &str| {
        let problem = read(text, "old.json").unwrap_err();
        format!("{}: {}\n  = help: {}", problem.code, problem.message, problem.help.unwrap_or_default())
    };
    let schema = r#""schema": "dondoc.report/1""#;
    let texts = [
        "".to_owned(),
        "[1, 2".to_owned(),
        "[]".to_owned(),
        r#"{"schema": "dondoc.diff/1"}"#.to_owned(),
        format!("{{{schema}}}"),
        format!(r#"{{{schema}, "as_of": "2025-02-30", "requirements": [], "localities": []}}"#),
        format!(
            r#"{{{schema}, "as_of": "2025-02-28", "requirements": [{{"id": "a", "title": {{"en": "", "vi": ""}},
                "level": "moon", "weight": 1}}], "localities": []}}"#
        ),
    ];
    insta::assert_snapshot!(texts.iter().map(|text| refused(text)).collect::<Vec<_>>().join("\n"));
}
