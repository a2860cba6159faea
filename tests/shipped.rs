//! What the shipped rules say of the shipped data: every figure of the report that the project grew from.

mod run;

use std::collections::BTreeSet;

use run::{copy_of_shipped, dondoc, json, run_in};
use serde_json::Value;

const JUDICIAL_RECORDS: &str = "judicial-records-on-vneid";
const CIVIL_STATUS: &str = "civil-status-digitized";
const HEALTH_BOOK_PLAN: &str = "health-book-plan";
const PROCEDURES: &str = "residence-and-land-procedures";

/// Nine localities that had officially deployed judicial records on VNeID.
const NINE: [&str; 9] = [
    "Hanoi",
    "Thua Thien Hue",
    "Bac Ninh",
    "Ha Nam",
    "Hai Phong",
    "Nghe An",
    "Khanh Hoa",
    "Soc Trang",
    "Thanh Hoa",
];

/// Fourteen that had completed digitising civil status data.
const FOURTEEN: [&str; 14] = [
    "Soc Trang",
    "Ha Tinh",
    "Tay Ninh",
    "Khanh Hoa",
    "Tuyen Quang",
    "Bac Giang",
    "Hai Duong",
    "Hau Giang",
    "Phu Yen",
    "Binh Thuan",
    "Bac Lieu",
    "Ha Nam",
    "Ca Mau",
    "Dak Nong",
];

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn provinces(report: &Value) -> Vec<&Value> {
    let rows = report["localities"].as_array().unwrap();
    rows.iter().filter(|row| row["level"] == "province").collect()
}

/// The provinces whose verdict on a requirement has one of these statuses, by English name.
fn standing(report: &Value, requirement: &str, statuses: &[&str]) -> BTreeSet<String> {
    let verdict = |row: &Value| {
        let verdicts = row["verdicts"].as_array().unwrap();
        verdicts.iter().find(|v| v["requirement"] == requirement).unwrap()["status"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let fitting = provinces(report).into_iter().filter(|row| statuses.contains(&verdict(row).as_str()));
    fitting.map(|row| row["name"]["en"].as_str().unwrap().to_owned()).collect()
}

const COMPLETE: [&str; 2] = ["met", "met-late"];

#[test]
fn the_nine_and_the_fourteen_are_complete_and_nobody_else() {
    let report = json("check --as-of 2024-10-21 --format json");
    assert_eq!(provinces(&report).len(), 63);
    let judicial = standing(&report, JUDICIAL_RECORDS, &COMPLETE);
    assert_eq!(judicial, set(&NINE));
    assert_eq!(standing(&report, JUDICIAL_RECORDS, &["met"]), set(&NINE));
    let civil = standing(&report, CIVIL_STATUS, &COMPLETE);
    assert_eq!(civil, set(&FOURTEEN));
    assert_eq!(standing(&report, CIVIL_STATUS, &["met"]), set(&FOURTEEN));
    let both: BTreeSet<String> = judicial.intersection(&civil).cloned().collect();
    assert_eq!(both, set(&["Ha Nam", "Khanh Hoa", "Soc Trang"]));
}

#[test]
fn the_health_book_plan_is_unknown_in_all_63() {
    let report = json("check --as-of 2024-10-21 --format json");
    assert_eq!(standing(&report, HEALTH_BOOK_PLAN, &["unknown"]).len(), 63);
}

#[test]
fn the_procedures_bind_two_provinces_alone() {
    let report = json("check --as-of 2024-10-21 --format json");
    let unbound = standing(&report, PROCEDURES, &["not-applicable"]);
    assert_eq!(unbound.len(), 61);
    let bound: BTreeSet<String> = provinces(&report)
        .into_iter()
        .map(|row| row["name"]["en"].as_str().unwrap().to_owned())
        .filter(|name| !unbound.contains(name))
        .collect();
    assert_eq!(bound, set(&["Binh Duong", "Dong Nai"]));
}

#[test]
fn civil_status_is_overdue_in_the_new_year_where_it_was_in_progress() {
    let autumn = json("check --as-of 2024-10-21 --format json");
    let in_progress = standing(&autumn, CIVIL_STATUS, &["in-progress", "due-soon"]);
    assert_eq!(in_progress.len(), 63 - FOURTEEN.len());

    // Judged by what was known in autumn, so that nothing that came after tells another story.
    let new_year = json("check --as-of 2025-01-02 --known-by 2024-10-22 --format json");
    // On 1 January Thừa Thiên Huế became Huế.
    let renamed: BTreeSet<String> =
        in_progress.iter().map(|name| name.replace("Thua Thien Hue", "Hue")).collect();
    assert_eq!(standing(&new_year, CIVIL_STATUS, &["overdue"]), renamed);
    assert_eq!(standing(&new_year, CIVIL_STATUS, &["met"]), set(&FOURTEEN));

    let with_all = json("check --as-of 2025-01-02 --format json");
    let still_open = standing(&with_all, CIVIL_STATUS, &["in-progress", "due-soon"]);
    assert!(still_open.is_empty(), "the day has passed for {still_open:?}");
    assert!(standing(&with_all, CIVIL_STATUS, &["overdue"]).is_subset(&renamed));
}

fn total<'r>(report: &'r Value, document: &str, pick: impl Fn(&Value) -> bool) -> Vec<&'r Value> {
    let totals = report["totals"].as_array().unwrap();
    totals.iter().filter(|t| t["document"] == document && pick(t)).collect()
}

#[test]
fn totals_and_arithmetic_of_the_report_are_checked() {
    let report = json("check --as-of 2024-10-21 --format json");
    let meeting = "wg-2024-10-21";
    let share = total(&report, meeting, |t| t["reported"].to_string() == "15.39");
    assert_eq!(share.len(), 1, "the printed share is shown");
    assert_eq!(share[0]["agrees"], Value::Bool(false), "17.1 of 111.5 is not 15.39 %");
    let cards = total(&report, meeting, |t| t["reported"].to_string() == "9.8");
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0]["agrees"], Value::Bool(true), "3.3 + 6.5 = 9.8");

    let plans = total(&report, meeting, |t| t["fact"] == "health_book.plan_stage");
    let mut reported: Vec<(i64, i64, i64)> = plans
        .iter()
        .map(|t| {
            assert!(t["agrees"].is_null(), "nobody can know: {t}");
            let number = |key: &str| t[key].as_i64().unwrap();
            (number("reported"), number("found"), number("unknown"))
        })
        .collect();
    reported.sort_unstable();
    assert_eq!(reported, [(13, 0, 63), (14, 0, 63), (26, 0, 63)]);

    let complete = total(&report, meeting, |t| t["fact"] == "civil_status.complete");
    assert_eq!(complete.len(), 1);
    assert_eq!((&complete[0]["reported"], &complete[0]["found"]), (&Value::from(14), &Value::from(14)));
    assert_eq!(complete[0]["agrees"], Value::Bool(true));
}

#[test]
fn on_the_first_of_july_34_provinces_carry_on() {
    let report = json("check --as-of 2025-07-01 --format json");
    let rows = provinces(&report);
    assert_eq!(rows.len(), 34);
    let inherits = |row: &Value| row["inherits"].as_array().unwrap().len();
    // 23 came of mergers of 52 provinces; of the other 11 only Huế has a predecessor: itself under its old name.
    let merged: Vec<usize> = rows.iter().map(|row| inherits(row)).filter(|n| *n > 1).collect();
    assert_eq!((merged.len(), merged.iter().sum::<usize>()), (23, 52));
    let renamed: Vec<&&Value> = rows.iter().filter(|row| inherits(row) == 1).collect();
    assert_eq!(renamed.len(), 1);
    assert_eq!(renamed[0]["name"]["vi"], "Huế");

    let bac_ninh = rows.iter().find(|row| row["name"]["vi"] == "Bắc Ninh").unwrap();
    assert_eq!(bac_ninh["code"], "24", "the code of Bắc Giang is used again");
    assert_eq!(bac_ninh["inherits"], serde_json::json!(["bac-giang", "bac-ninh"]));

    let before = json("check --as-of 2025-06-30 --format json");
    assert_eq!(provinces(&before).len(), 63);
}

#[test]
fn the_report_of_a_day_comes_out_again_whatever_came_later() {
    let project = copy_of_shipped();
    let questions = [
        "check --as-of 2024-10-21 --known-by 2024-10-22",
        "check --as-of 2024-10-21 --known-by 2024-10-22 --format json",
        "check --as-of 2024-10-21 --known-by 2024-10-22 --format markdown --lang vi",
        "explain \"Soc Trang\" --as-of 2024-10-21 --known-by 2024-10-22",
    ];
    let ask = || questions.map(|question| run_in(project.path(), question).stdout);
    let before = ask();
    let everything = run_in(project.path(), "check --as-of 2024-10-21 --format json").stdout;

    // It speaks of the judged day and before it, sets and repeals deadlines, waives, and counts: and nobody knew it.
    std::fs::write(
        project.path().join("data/documents/2024-10-23-came-later.toml"),
        r#"
id         = "came-later"
title      = { en = "What came later", vi = "Văn bản đến sau" }
kind       = "decision"
issuer     = "Somebody"
dated      = 2024-10-01
published  = 2024-10-23
source     = "test"
confidence = "high"

[[observation]]
fact       = "judicial_records.deployed"
value      = true
localities = ["Cà Mau", "Sơn La"]
dated      = 2024-10-20

[[deadline]]
requirement = "civil-status-digitized"
binds       = "province"
due         = 2024-10-15

[[waiver]]
requirement = "judicial-records-on-vneid"
localities  = ["An Giang"]
from        = 2024-09-01
reason      = { en = "Floods", vi = "Lũ lụt" }

[[total]]
fact  = "judicial_records.deployed"
where = true
level = "province"
value = 50
dated = 2024-10-20
"#,
    )
    .unwrap();

    assert_eq!(ask(), before);
    let with_it = run_in(project.path(), "check --as-of 2024-10-21 --format json").stdout;
    assert_ne!(with_it, everything, "once it is known it does tell");
}

#[test]
fn the_shipped_project_answers_for_every_time() {
    for day in ["2023-06-30", "2024-02-29", "2024-12-31", "2025-03-31", "2025-12-31", "2026-02-28"] {
        let answer = dondoc(&format!("check --as-of {day} --format json"));
        assert_eq!(answer.status.code(), Some(0), "{day}: {}", String::from_utf8_lossy(&answer.stderr));
    }
}
