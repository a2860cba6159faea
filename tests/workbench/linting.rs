//! `dondoc lint`: what could be better, how it is shown, and what a project bears for a while.

use serde_json::Value;

use crate::fixture::{CASES, DOCUMENT, FACTS, Project, RULE, run_in};

const DAY: &str = "2025-06-01";

/// A project with everything that could be better.
fn untidy() -> Project {
    let project = Project::new();
    project.edit(
        DOCUMENT,
        "due         = 2024-12-31\n",
        "due         = 2024-12-29\n\
         \n\
         [[deadline]]\n\
         requirement = \"records\"\n\
         binds       = [\"Hue\"]\n\
         due         = 2031-06-30\n\
         \n\
         [[waiver]]\n\
         requirement = \"records\"\n\
         localities  = [\"Hue\"]\n\
         from        = 2025-01-01\n\
         until       = 2025-03-12\n\
         reason      = { en = \"flood\", vi = \"lũ lụt\" }\n\
         \n\
         [[total]]\n\
         fact  = \"records.deployed\"\n\
         where = true\n\
         level = \"province\"\n\
         value = 3\n",
    );
    let head = project.read(DOCUMENT).split("\n[[").next().expect("a head").to_owned();
    let other = head.replace("wg-2024-10", "press-2024-10");
    project.write(
        "data/documents/press.toml",
        &format!(
            "{}\n[[observation]]\nfact       = \"records.deployed\"\nvalue      = false\nlocalities = [\"Hue\"]\n",
            other.replace("\"high\"", "\"low\"")
        ),
    );
    project.write("data/documents/idle.toml", &head.replace("wg-2024-10", "idle"));
    let facts = project.read(FACTS);
    project.write(FACTS, &format!("{facts}\n{}", facts.replace("records.deployed", "records.planned")));
    let rule = project.read(RULE);
    project.write("rules/justice/bare.rhai", &rule.replace("\"records\"", "\"bare\""));
    project
}

#[test]
fn a_tidy_project() {
    let project = Project::new();
    project.edit(
        CASES,
        "[[case]]\nname   = \"nothing reported\"",
        &format!("{}[[case]]\nname   = \"nothing reported\"", open()),
    );
    insta::assert_snapshot!(project.run(&["lint", "--as-of", DAY]).shown());
}

/// Cases for every status but those that the fixture's own come to.
fn open() -> String {
    let one = |status: &str, as_of: &str, more: &str| {
        let reason = if status == "waived" { "" } else { ", reason = \"absent\"" };
        format!(
            "[[case]]\nname   = \"{status}\"\nfacts  = {{ records.deployed = false }}\ndue    = 2024-12-31\n{more}\
             as_of  = {as_of}\nexpect = {{ status = \"{status}\"{reason} }}\n\n"
        )
    };
    [
        one("in-progress", "2024-10-21", ""),
        one("due-soon", "2024-12-30", ""),
        one("overdue", "2025-01-01", ""),
        one("waived", "2025-01-01", "waived_from = 2025-01-01\n"),
    ]
    .concat()
}

#[test]
fn what_could_be_better() {
    insta::assert_snapshot!(untidy().run(&["lint", "-v", "--as-of", DAY]).shown());
}

#[test]
fn a_path_chooses_what_is_shown() {
    let ran = untidy().run(&["lint", "rules/justice/bare.rhai", "--as-of", DAY]);
    insta::assert_snapshot!(ran.shown());
    assert_eq!(untidy().run(&["lint", "bare", "--as-of", DAY]).out, ran.out);
    assert_eq!(untidy().run(&["lint", "./rules/justice/bare.rhai", "--as-of", DAY]).out, ran.out);
    // A slip in a path must not look as if nothing were wrong there.
    assert_eq!(untidy().run(&["lint", "rules/justise"]).code, 2);
}

#[test]
fn an_exception_holds_beside_errors_elsewhere() {
    let project = Project::new();
    project.write("rules/stray.toml", "");
    project.write(
        "rules/lint.toml",
        "[[allow]]\ncode = \"stray-file\"\nreason = \"a draft\"\n\n[[allow]]\ncode = \"unused-fact\"\nreason = \"none\"\n",
    );
    project.edit(RULE, "locality.records.deployed", "locality.records.deploid");
    let out = project.run(&["lint", "--as-of", DAY]).out;
    assert!(out.contains("error[unknown-fact]") && out.ends_with("\n1 error in 1 file\n"), "{out}");
}

#[test]
fn errors_exit_with_one_and_come_alone() {
    let project = untidy();
    project.edit(RULE, "locality.records.deployed", "locality.records.deploid");
    insta::assert_snapshot!(project.run(&["lint", "--as-of", DAY]).shown());
}

#[test]
fn problems_as_data() {
    insta::assert_snapshot!(
        untidy().run(&["lint", "data/documents/press.toml", "--format", "json", "--as-of", DAY]).out
    );
}

#[test]
fn problems_as_annotations() {
    let project = untidy();
    project.edit(CASES, "name   = \"deployed\"", "name   = \"đã, triển khai: 100 %\"");
    insta::assert_snapshot!(project.run(&["lint", "--format", "github", "--as-of", DAY]).out);
}

#[test]
fn problems_as_sarif_are_what_the_published_schema_wants() {
    let schema: Value = serde_json::from_str(include_str!("sarif-schema-2.1.0.json")).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema that can be used");
    let project = untidy();
    project.write(
        "data/documents/có dấu.toml",
        &project.read("data/documents/idle.toml").replace("\"idle\"", "\"other\""),
    );
    for break_it in [false, true] {
        if break_it {
            project.edit(RULE, "const REQUIREMENT", "const REQUIREMNT");
        }
        let out = project.run(&["lint", "--format", "sarif", "--as-of", DAY]).out;
        let log: Value = serde_json::from_str(&out).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        assert!(log["runs"][0]["results"].as_array().is_some_and(|results| !results.is_empty()));
    }
    assert!(
        validator.validate(&serde_json::json!({ "version": "2.1.0" })).is_err(),
        "the schema wants something"
    );
    let project = untidy();
    insta::assert_snapshot!(
        project.run(&["lint", "data/documents/press.toml", "--format", "sarif", "--as-of", DAY]).out
    );
}

#[test]
fn levels_and_exceptions() {
    let project = untidy();
    project.write(
        "rules/lint.toml",
        "[levels]\n\
         unused-fact     = \"off\"\n\
         unused-document = \"error\"\n\
         \n\
         [[allow]]\n\
         code   = \"total-disagrees\"\n\
         path   = \"data/documents\"\n\
         reason = \"the third province is not in the registry yet\"\n\
         until  = 2025-06-01\n\
         \n\
         [[allow]]\n\
         code        = \"rule-without-cases\"\n\
         requirement = \"bare\"\n\
         reason      = \"cases follow in May\"\n\
         until       = 2025-05-31\n\
         \n\
         [[allow]]\n\
         code   = \"stray-file\"\n\
         reason = \"a draft\"\n",
    );
    insta::assert_snapshot!(project.run(&["lint", "--as-of", DAY]).shown());
}

#[test]
fn who_has_looked_a_figure_up_says_so_beside_it() {
    let project = Project::new();
    let wrong = "\n[[identity]]\nshare = \"15.39\"\npart  = \"17.1\"\nwhole = \"111.5\"\n";
    project.write(DOCUMENT, &format!("{}{wrong}", project.read(DOCUMENT)));
    let found = |path: &str| {
        let out = project.run(&["lint", path, "-v", "--as-of", DAY]).out;
        out.lines().filter(|line| line.contains("[total-") || line.contains("[exception-")).count()
    };
    assert!(project.run(&["lint", "--as-of", DAY]).out.contains("warning[total-disagrees]"));
    project.edit(DOCUMENT, "\"111.5\"\n", "\"111.5\"\nchecked = \"printed so\"\n");
    let out = project.run(&["lint", DOCUMENT, "-v", "--as-of", DAY]).out;
    assert!(out.contains("note[total-disagrees]") && out.contains("in the source: printed so"), "{out}");
    assert_eq!(found(DOCUMENT), 1);
    // The figures were mended, and the remark was left.
    project.edit(DOCUMENT, "\"15.39\"", "\"15.34\"");
    let out = project.run(&["lint", DOCUMENT, "-v", "--as-of", DAY]).out;
    assert!(out.contains("warning[exception-unused]"), "{out}");
    assert_eq!(found(DOCUMENT), 1);
}

#[test]
fn an_exception_never_excuses_an_error() {
    let project = Project::new();
    project.edit(RULE, "locality.records.deployed", "locality.records.deploid");
    project.write(
        "rules/lint.toml",
        "levels.unknown-fact = \"off\"\n\n[[allow]]\ncode = \"unknown-fact\"\nreason = \"none\"\n",
    );
    let ran = project.run(&["lint", "--as-of", DAY]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("error[unknown-fact]"), "{}", ran.out);
}

#[test]
fn mistakes_in_the_levels_are_told() {
    let project = Project::new();
    project.write(
        "rules/lint.toml",
        "[levels]\nunused-fakt = \"note\"\nunused-fact = \"silent\"\n\n[[allow]]\ncode = \"stray-fil\"\nwhy = \"so\"\n",
    );
    let ran = project.run(&["lint", "--as-of", DAY]);
    insta::assert_snapshot!(ran.shown());
}

#[test]
fn the_shipped_project_has_nothing_to_mend() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = run_in(folder, &["lint", "--format", "json", "--as-of", DAY]).out;
    let report: Value = serde_json::from_str(&out).expect("JSON");
    let problems = report["problems"].as_array().expect("a list");
    let loud = problems.iter().filter(|p| p["severity"] != "note");
    assert_eq!(loud.collect::<Vec<_>>(), Vec::<&Value>::new());
}

#[test]
fn a_rule_that_is_not_compiled_is_named_to_those_who_ask() {
    let project = Project::new();
    let sum = "let parts = 0;\n    for part in [1, 2] {\n        parts += part;\n    }\n    if parts > 3 {\n        met(\"deployed\");\n    }\n    not_met(\"absent\");";
    project.edit(RULE, "not_met(\"absent\");", sum);
    let quiet = project.run(&["lint", "rules", "--as-of", DAY]).shown();
    assert!(!quiet.contains("not-compiled"), "{quiet}");
    let shown = project.run(&["lint", "-v", "rules", "--as-of", DAY]).shown();
    let note: Vec<&str> = shown.lines().skip_while(|line| !line.contains("not-compiled")).take(7).collect();
    insta::assert_snapshot!(note.join("\n"), @r"
    note[not-compiled]: the rule is interpreted: a loop is not compiled
      --> rules/justice/records.rhai:19:5
       |
    19 |     for part in [1, 2] {
       |     ^^^ from here on
       |
       = help: its verdicts are the same, and take longer: felt with many thousands of localities only
    ");
}

#[test]
fn what_only_follows_from_another_mistake_is_held_back() {
    let codes = |project: &Project| -> Vec<String> {
        let ran = project.run(&["lint", "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).expect("a report");
        let problems = report["problems"].as_array().expect("problems").iter();
        problems
            .map(|problem| format!("{} {}", problem["code"], problem["at"]["file"]).replace('"', ""))
            .collect()
    };
    // the rule cites a document that cannot be read: that is no mistake of the rule's
    let project = Project::new();
    project.edit(DOCUMENT, "kind       = \"meeting\"", "kind       = \"meting\"");
    assert_eq!(codes(&project), [format!("unknown-word {DOCUMENT}")]);
    // nor is it, where the fact that it reads is declared and wrong; another one that nobody declares is
    project.edit(DOCUMENT, "kind       = \"meting\"", "kind       = \"meeting\"");
    project.edit(FACTS, "\"bool\"", "\"boolean\"");
    assert_eq!(codes(&project), [format!("unknown-word {FACTS}")]);
    project.edit(RULE, "if locality.records.deployed {", "if locality.records.deploy {");
    assert_eq!(codes(&project), [format!("unknown-word {FACTS}"), format!("unknown-fact {RULE}")]);
    // where the registry cannot be read, no unit of the tables beside it lies nowhere, and no name is unknown
    const REGISTRY: &str = "data/localities.csv";
    let project = Project::new();
    project.write(
        "data/communes-2025.csv",
        "id,code,level,parent,name_vi\nan-cuu,19789,commune,hue,Xã An Cựu\nba-vi,09700,commune,ha-noi,Xã Ba Vì\n",
    );
    project.edit(REGISTRY, "valid_from", "valid_form");
    assert_eq!(codes(&project), [format!("missing-key {REGISTRY}"), format!("unknown-key {REGISTRY}")]);
    // of one row that cannot be read, the units inside it say nothing
    project.edit(REGISTRY, "valid_form", "valid_from");
    project.edit(REGISTRY, "hue,46,province", "hue,46,provinc");
    assert_eq!(codes(&project), [format!("unknown-word {REGISTRY}")]);
}
