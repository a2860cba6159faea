//! `dondoc test`: cases that pass, cases that fail, and taking what came out for what is expected.

use crate::fixture::{CASES, Project, RULE};

fn wrong() -> Project {
    let project = Project::new();
    project.edit(RULE, "not_met(\"absent\")", "not_met(\"deployed\")");
    project.edit(RULE, "        absent:   #{ en: \"not deployed\", vi: \"chưa triển khai\" },\n", "");
    project.edit(
        CASES,
        "status = \"met-late\", reason = \"deployed\"",
        "status = \"overdue\", reason = \"absent\"",
    );
    project.edit(CASES, "{ status = \"unknown\" }", "{ status = \"met\" }");
    project
}

#[test]
fn cases_that_pass() {
    insta::assert_snapshot!(Project::new().run(&["test", "--coverage"]).shown());
}

#[test]
fn cases_that_fail_are_explained() {
    insta::assert_snapshot!(wrong().run(&["test", "-q"]).shown());
}

#[test]
fn cases_as_data() {
    insta::assert_snapshot!(wrong().run(&["test", "--format", "json"]).out);
}

#[test]
fn cases_as_test_results() {
    insta::assert_snapshot!(wrong().run(&["test", "--format", "junit"]).out);
}

#[test]
fn quiet_says_nothing_of_what_passes() {
    let ran = Project::new().run(&["test", "-q"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

#[test]
fn names_and_paths_choose() {
    let project = Project::new();
    let count = |arguments: &[&str]| {
        let ran = project.run(&[&["test"], arguments].concat());
        ran.out.lines().last().map(str::to_owned)
    };
    assert_eq!(count(&["--case", "AFTER"]).as_deref(), Some("1 case: 1 passed"));
    for path in ["records", "rules", "./rules/justice/", RULE, CASES, "."] {
        assert_eq!(count(&[path]).as_deref(), Some("3 cases: 3 passed"), "{path}");
    }
    assert_eq!(project.run(&["test", "--case", "no such name"]).code, 2);
    let ran = project.run(&["test", "recrods", "rules/just"]);
    insta::assert_snapshot!(ran.shown());
}

#[test]
fn coverage_below_what_is_asked_fails() {
    let project = Project::new();
    project.edit(CASES, "name    = \"deployed after", "name    = \"now deployed after");
    assert_eq!(project.run(&["test", "--coverage", "--fail-under", "40"]).code, 0);
    assert_eq!(project.run(&["test", "--coverage", "--fail-under", "43"]).code, 1);
    assert_eq!(project.run(&["test", "--fail-under", "43"]).code, 2, "nothing is measured");
}

#[test]
fn update_changes_what_is_expected_and_no_other_byte() {
    let project = wrong();
    let before = project.read(CASES).replace('\n', "\r\n");
    project.write(CASES, &format!("\u{feff}{before}"));
    let ran = project.run(&["test", "-q", "--update"]);
    insta::assert_snapshot!(ran.err);
    assert_eq!(ran.code, 0);
    let after = before
        .replace("status = \"overdue\", reason = \"absent\"", "status = \"met-late\", reason = \"deployed\"")
        .replace("{ status = \"met\" }", "{ status = \"unknown\" }");
    assert_eq!(project.read(CASES), format!("\u{feff}{after}"));
    assert_eq!(project.run(&["test", "-q"]).code, 0);
}

#[test]
fn an_error_is_never_taken_for_what_is_expected() {
    let project = Project::new();
    project.edit(RULE, "met(\"deployed\")", "progress(1, 1 - 1, \"absent\", \"deployed\")");
    let before = project.read(CASES);
    let ran = project.run(&["test", "-q", "--update"]);
    insta::assert_snapshot!(ran.shown());
    assert_eq!(project.read(CASES), before);
}
