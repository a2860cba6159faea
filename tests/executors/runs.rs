//! Whole runs by both executors: the same report to the last byte, and the same outcome of every case.

use dondoc::model::day::Day;
use dondoc::pipeline::testing::{Measuring, TestQuestion, test};
use dondoc::pipeline::{self, Question};
use dondoc::report::Depth;
use dondoc::resolve::Horizon;
use dondoc::rulebook::ExecutorKind;

use crate::run;
use camino::Utf8Path;

/// What a run says, as JSON: the report, or what is wrong.
fn said(folder: &Utf8Path, as_of: Day, executor: ExecutorKind) -> String {
    let question =
        Question { executor, depth: Depth::Chains, ..Question::whole(Horizon { as_of, known_by: None }) };
    match pipeline::check(folder, &question) {
        Ok(answer) => serde_json::to_string(&answer.report).unwrap(),
        Err(refusal) => format!("{:?}", refusal.problems),
    }
}

fn compare(folder: &Utf8Path, days: &[(i32, u32, u32)]) {
    for (year, month, day) in days {
        let as_of = Day::from_ymd(*year, *month, *day).unwrap();
        let both = [ExecutorKind::Compiled, ExecutorKind::Interpreted].map(|kind| said(folder, as_of, kind));
        assert!(both[0] == both[1], "{folder} on {as_of}:\n{}\n{}", both[0], both[1]);
    }
}

#[test]
fn the_shipped_report_is_the_same_by_both() {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    compare(folder, &[(2023, 6, 30), (2024, 10, 21), (2025, 5, 31), (2025, 7, 1), (2026, 11, 20)]);
}

#[test]
fn the_report_of_every_small_project_is_the_same_by_both() {
    for fixture in run::fixtures() {
        compare(&fixture.folder, &[(2024, 10, 21), (2025, 3, 31), (2025, 7, 31)]);
    }
}

#[test]
fn every_shipped_case_comes_out_the_same_by_both() {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let both = [ExecutorKind::Compiled, ExecutorKind::Interpreted].map(|executor| {
        let question = TestQuestion { executor, measuring: Measuring::No, ..TestQuestion::default() };
        let trials = test(folder, &question).unwrap().trials;
        assert!(trials.passed > 50 && trials.failed == 0);
        serde_json::to_string(&trials).unwrap()
    });
    assert_eq!(both[0], both[1]);
}
