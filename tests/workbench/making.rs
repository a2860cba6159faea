//! `dondoc new`: from nothing to a requirement that passes lint and its own cases.

use crate::fixture::{CASES, DOCUMENT, FACTS, Project};

const DAY: &str = "2025-06-01";

/// Lint and cases say nothing of what was just made.
#[track_caller]
fn is_ready(project: &Project, id: &str) {
    let lint = project.run(&["lint", "--as-of", DAY, "--format", "json", "-q"]);
    assert_eq!(lint.code, 0, "{}", lint.out);
    let report: serde_json::Value = serde_json::from_str(&lint.out).expect("JSON");
    let loud = report["problems"].as_array().expect("a list").iter();
    // The fixture's own rule has cases for some statuses only.
    let loud: Vec<_> = loud
        .filter(|p| p["severity"] != "note" && p["at"]["file"] != "rules/justice/records.cases.toml")
        .collect();
    assert!(loud.is_empty(), "{loud:#?}");
    let test = project.run(&["test", id, "--coverage", "--fail-under", "100"]);
    assert_eq!(test.code, 0, "{}", test.shown());
}

#[test]
fn a_new_requirement_is_ready_at_once() {
    let project = Project::new();
    let before = project.read(FACTS);
    let ran = project.run(&["new", "land-plots-measured", "--from-document", "wg-2024-10"]);
    insta::assert_snapshot!(ran.shown());
    insta::assert_snapshot!("new_rule", project.read("rules/land/land-plots-measured.rhai"));
    insta::assert_snapshot!("new_cases", project.read("rules/land/land-plots-measured.cases.toml"));
    let after = project.read(FACTS);
    insta::assert_snapshot!("new_fact", after.strip_prefix(&before).expect("what was there stays"));
    is_ready(&project, "land-plots-measured");
}

#[test]
fn what_is_left_to_be_written_is_noted_until_it_is_done() {
    let project = Project::new();
    assert_eq!(project.run(&["new", "land-clean"]).code, 0);
    let noted = |project: &Project| -> Vec<String> {
        let lint = project.run(&["lint", "--as-of", DAY, "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&lint.out).expect("JSON");
        let problems = report["problems"].as_array().expect("a list").iter();
        let noted = problems.filter(|one| one["code"] == "unfinished");
        noted.map(|one| format!("{}:{}", one["at"]["file"].as_str().unwrap(), one["at"]["line"])).collect()
    };
    let rule = "rules/land/land-clean.rhai";
    let left = noted(&project);
    assert_eq!(left.iter().filter(|spot| spot.starts_with(rule)).count(), 4, "{left:?}");
    assert_eq!(left.iter().filter(|spot| spot.starts_with(FACTS)).count(), 2, "{left:?}");
    // whoever has just begun is told where to go on
    let said = project.run(&["lint", "--as-of", DAY]).out;
    assert!(said.contains("left to be written, as `dondoc new` marked it: data/facts.toml:"), "{said}");
    for (path, text) in [(rule, project.read(rule)), (FACTS, project.read(FACTS))] {
        let done = text.lines().filter(|line| !line.contains("NEXT:")).collect::<Vec<_>>().join("\n");
        project.write(path, &format!("{}\n", done.replace("(chưa dịch) Land clean", "Đất sạch")));
    }
    assert_eq!(noted(&project), [""; 0]);
    assert!(!project.run(&["lint", "--as-of", DAY]).out.contains("left to be written"));
}

#[test]
fn ids_of_every_form_give_something_ready() {
    let levels = ["province", "national", "commune"].into_iter().cycle();
    let ids = ["clean", "records-verified", "new-is-2025", "lib-books", "land-2025", "if", "a1-b2-c3"];
    for (id, level) in ids.into_iter().zip(levels) {
        let project = Project::new();
        let ran = project.run(&["new", id, "--level", level]);
        assert_eq!(ran.code, 0, "{id}: {}", ran.shown());
        is_ready(&project, id);
    }
}

#[test]
fn a_fact_that_is_there_is_read_and_not_declared_again() {
    let project = Project::new();
    let before = project.read(FACTS);
    let ran = project.run(&["new", "records-deployed"]);
    insta::assert_snapshot!(ran.shown());
    assert_eq!(project.read(FACTS), before);
    is_ready(&project, "records-deployed");
}

#[test]
fn a_fact_of_another_type_is_left_alone() {
    let project = Project::new();
    project.edit(FACTS, "\"bool\"", "\"int\"");
    project.edit(FACTS, "\"all\"", "\"sum\"");
    project.edit(DOCUMENT, "value      = true", "value      = 3");
    project.edit(DOCUMENT, "others     = true", "others     = 1");
    project.write(
        "rules/justice/records.rhai",
        &project
            .read("rules/justice/records.rhai")
            .replace("locality.records.deployed", "locality.records.deployed > 0"),
    );
    project.write(
        "rules/justice/records.cases.toml",
        &project
            .read("rules/justice/records.cases.toml")
            .replace("deployed = true", "deployed = 3")
            .replace("deployed = false", "deployed = 0"),
    );
    let ran = project.run(&["new", "records-deployed"]);
    assert_eq!(ran.code, 0, "{}", ran.shown());
    assert!(project.read(FACTS).contains("[records.deployed_complete]"));
    is_ready(&project, "records-deployed");
}

#[test]
fn a_deadline_may_wait_for_its_requirement() {
    let project = Project::new();
    project.edit(DOCUMENT, "requirement = \"records\"", "requirement = \"land-clean\"");
    assert_eq!(project.run(&["lint"]).code, 1);
    assert_eq!(project.run(&["new", "land-clean"]).code, 0);
    is_ready(&project, "land-clean");
}

#[test]
fn nothing_is_ever_overwritten() {
    let project = Project::new();
    let facts = project.read(FACTS);
    project.write("rules/land/land-clean.cases.toml", &project.read(CASES));
    let refused = [project.run(&["new", "land-clean"]), project.run(&["new", "land-dirty"])];
    insta::assert_snapshot!(refused.map(|ran| ran.shown()).join("\n====\n"));
    assert_eq!(project.read("rules/land/land-clean.cases.toml"), project.read(CASES));
    assert!(!project.path("rules/land/land-clean.rhai").exists(), "half a draft is no draft");
    assert_eq!(project.read(FACTS), facts);
}

#[test]
fn what_cannot_be_made_is_told() {
    let project = Project::new();
    let refused = [
        project.run(&["new", "records"]),
        project.run(&["new", "Land/../clean"]),
        project.run(&["new", "land-clean", "--from-document", "wg-2024-01"]),
        project.run(&["new", "land-clean", "--level", "city"]),
    ];
    insta::assert_snapshot!(refused.map(|ran| ran.shown()).join("\n====\n"));
}

#[test]
fn line_ends_stay_as_they_are() {
    let project = Project::new();
    let facts = project.read(FACTS).trim_end().replace('\n', "\r\n");
    project.write(FACTS, &format!("\u{feff}{facts}"));
    assert_eq!(project.run(&["new", "land-clean"]).code, 0);
    let after = project.read(FACTS);
    assert!(after.starts_with(&format!("\u{feff}{facts}\r\n\r\n")), "{after:?}");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    is_ready(&project, "land-clean");
}

#[test]
fn a_document_may_speak_first_of_what_is_made() {
    let project = Project::new();
    project.edit(
        DOCUMENT,
        "[[deadline]]\n",
        "[[observation]]\nfact = \"land.plots_measured\"\nvalue = true\nlocalities = [\"Huế\"]\n\n\
         [[deadline]]\nrequirement = \"land-plots-measured\"\nbinds = \"province\"\ndue = 2024-12-31\n\n[[deadline]]\n",
    );
    let made = project.run(&["new", "land-plots-measured", "--from-document", "wg-2024-10"]);
    assert_eq!(made.code, 0, "{}", made.err);
    // both are said already: nothing of them is left to do
    assert!(!made.out.contains("[[deadline]]") && !made.out.contains("[[observation]]"), "{}", made.out);
    let lint = project.run(&["lint", "--as-of", "2024-11-01"]);
    assert_eq!(lint.code, 0, "{}", lint.out);
    // another slip in it is not borne
    project.edit(DOCUMENT, "\"land.plots_measured\"", "\"land.plots_meazured\"");
    assert_eq!(project.run(&["new", "land-plots-mapped", "--from-document", "wg-2024-10"]).code, 2);
}
