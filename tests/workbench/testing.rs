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
fn cases_by_name() {
    insta::assert_snapshot!(wrong().run(&["test", "-v", "records", "--case", "deployed"]).out);
}

#[test]
fn cases_that_fail_are_explained() {
    insta::assert_snapshot!(wrong().run(&["test", "-q"]).shown());
}

#[test]
fn cases_that_fail_are_explained_in_vietnamese() {
    let project = Project::new();
    project.edit(
        CASES,
        "status = \"met-late\", reason = \"deployed\"",
        "status = \"overdue\", reason = \"absent\"",
    );
    project.edit(CASES, "{ status = \"unknown\" }", "{ status = \"met\" }");
    insta::assert_snapshot!(project.run(&["test", "--lang", "vi", "--coverage"]).out);
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
fn a_case_that_no_calendar_can_decide_fails_with_its_reason() {
    let project = Project::new();
    let late = "[[case]]\nname   = \"far off\"\nfacts  = { records.deployed = false }\ndue    = 2031-01-20\n\
                as_of  = 2031-01-02\nexpect = { status = \"in-progress\" }\n";
    project.write(CASES, late);
    insta::assert_snapshot!(project.run(&["test", "-q"]).out);
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

/// The fixture's rule on made-up data of its own: one province that has reported, one that has not.
fn with_a_frozen_report() -> Project {
    let project = Project::new();
    for file in ["data/localities.csv", "data/holidays.csv", crate::fixture::FACTS, crate::fixture::DOCUMENT]
    {
        project.write(&format!("rules/fixtures/two/{file}"), &project.read(file));
    }
    project.edit(
        &format!("rules/fixtures/two/{}", crate::fixture::DOCUMENT),
        "others     = true\nlevel",
        "level",
    );
    let cases = project.read(CASES);
    let asked = "\n[[report]]\nname    = \"one of two has reported\"\nfixture = \"two\"\nas_of   = 2025-03-05\n\
                 lang    = \"vi\"\nexpect  = \"records.two.txt\"\n";
    project.write(CASES, &format!("{cases}{asked}"));
    project
}

#[test]
fn a_report_is_frozen_and_what_differs_is_shown() {
    let project = with_a_frozen_report();
    let frozen = "rules/justice/records.two.txt";
    let ran = project.run(&["test", "-q"]);
    assert!(ran.code == 1 && ran.out.contains("nothing is frozen yet"), "{}", ran.out);
    let ran = project.run(&["test", "-q", "--update"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.ends_with("wrote rules/justice/records.two.txt\n"), "{}", ran.err);
    insta::assert_snapshot!("frozen_report", project.read(frozen));
    assert_eq!(project.run(&["test"]).out.lines().last(), Some("4 cases: 4 passed"));
    // The project's own data may say what they like; the rule may not.
    project.edit(crate::fixture::DOCUMENT, "others     = true", "others     = false");
    assert_eq!(project.run(&["test", "-q"]).code, 0);
    project.edit(RULE, "vi: \"đã triển khai\"", "vi: \"đã vận hành\"");
    project.edit(RULE, "level:   \"province\"", "weight:  2,\n    level:   \"province\"");
    project.edit(RULE, "vi: \"Cấp phiếu trực tuyến\"", "vi: \"Cấp phiếu qua mạng\"");
    let ran = project.run(&["test", "-q"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!("frozen_report_differs", ran.out);
    insta::assert_snapshot!(
        "frozen_report_as_data",
        project.run(&["test", "--format", "json", "--case", "of two"]).out
    );
    insta::assert_snapshot!(
        "frozen_report_as_test_results",
        project.run(&["test", "--format", "junit", "--case", "of two"]).out
    );
    assert_eq!(project.run(&["test", "-q", "--update"]).code, 0);
    assert_eq!(project.run(&["test", "-q"]).code, 0);
    assert!(project.read(frozen).contains("Cấp phiếu qua mạng"));
}

#[test]
fn a_fixture_that_is_wrong_is_told_and_never_frozen() {
    let project = with_a_frozen_report();
    project.edit(&format!("rules/fixtures/two/{}", crate::fixture::DOCUMENT), "\"Hanoi\"", "\"Hanoy\"");
    let ran = project.run(&["test", "-q", "--update"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("unknown-locality") && !ran.err.contains("wrote"), "{}", ran.err);
    assert!(!project.path("rules/justice/records.two.txt").exists());
    project.edit(CASES, "fixture = \"two\"", "fixture = \"tow\"");
    let ran = project.run(&["test", "-q"]);
    assert!(ran.out.contains("there is no folder `rules/fixtures/tow`"), "{}", ran.out);
}

#[test]
fn the_whole_project_can_be_frozen_and_nothing_outside_is_read() {
    let project = Project::new();
    let cases = project.read(CASES);
    let asked =
        "\n[[report]]\nname   = \"all\"\nas_of  = 2025-03-05\nformat = \"csv\"\nexpect = \"all.csv\"\n";
    project.write(CASES, &format!("{cases}{asked}"));
    assert_eq!(project.run(&["test", "-q", "--update"]).code, 0);
    let check = project.run(&["check", "--as-of", "2025-03-05", "--format", "csv"]).out;
    assert_eq!(project.read("rules/justice/all.csv"), check.trim_start_matches('\u{feff}'));
    for (wrong, code) in [
        ("expect = \"../../../all.csv\"", "wrong-type"),
        ("expect = \"records.rhai\"", "wrong-type"),
        ("expect = \"all.csv\"\nfixture = \"../..\"", "wrong-type"),
        ("expect = \"all.csv\"\nlnag = \"vi\"", "unknown-key"),
        ("expect = \"all.csv\"\nlang = \"fr\"", "unknown-word"),
    ] {
        project.write(CASES, &format!("{cases}{}", asked.replace("expect = \"all.csv\"", wrong)));
        let ran = project.run(&["test", "-q"]);
        assert!(ran.code == 2 && ran.err.contains(code), "{wrong}: {}", ran.err);
    }
}

#[test]
fn whatever_a_rule_asks_for_is_in_the_trace_of_a_case_that_fails() {
    let project = Project::new();
    let facts = project.read(crate::fixture::FACTS);
    let more = "[records.issued]\ntype = \"int\"\ntitle = { en = \"Issued\", vi = \"Đã cấp\" }\nmerge = \"sum\"\n\n\
                [records.lost]\ntype = \"int\"\ntitle = { en = \"Lost\", vi = \"Thất lạc\" }\nmerge = \"sum\"\n\n";
    project.write(crate::fixture::FACTS, &format!("{more}{facts}"));
    project.write(
        "rules/lib/shares.rhai",
        "//! Shares.\n\nfn enough(locality) {\n    locality.records.issued >= locality.target()\n}\n",
    );
    project.edit(
        RULE,
        "    if locality.records.deployed {\n        met(\"deployed\");\n    }\n",
        "    let lost = locality.known_or(\"records.lost\", 0);\n    \
         if lost > locality.target() && locality.is_known(\"records.issued\") && s::enough(locality) {\n        \
         met(\"deployed\");\n    }\n    \
         if locality.is_known(\"records.lost\") && locality.records.deployed && !locality.records.deployed {\n        \
         met(\"deployed\");\n    }\n    \
         progress(lost + 1, locality.target(), \"absent\", \"deployed\");\n",
    );
    project.edit(RULE, "const REQUIREMENT", "import \"shares\" as s;\n\nconst REQUIREMENT");
    let case = |facts: &str, target: &str| {
        format!(
            "[[case]]\nname = \"{facts} {target}\"\nfacts = {{ {facts} }}\ndue = 2024-12-31\n{target}\n\
             as_of = 2024-11-01\nexpect = {{ status = \"waived\" }}\n\n"
        )
    };
    let target = "target = 10.5";
    let cases = [
        case("", target),
        case("records.lost = 3, records.deployed = true", target),
        case("records.lost = 3", ""),
        case("records.lost = 12, records.issued = 4, records.deployed = false", target),
    ];
    project.write(CASES, &cases.concat());
    insta::assert_snapshot!(project.run(&["test", "-q"]).shown());
}
