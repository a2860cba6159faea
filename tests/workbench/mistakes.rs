//! Mistakes that people make, one at a time: each is caught before anything is evaluated, on the right line, under the
//! right code, with words that name the cure.

use serde_json::Value;

use crate::fixture::{CASES, DOCUMENT, FACTS, Project, RULE};

/// A file, what it says, what somebody writes instead, the code that it must have, and a word of the cure.
type Mistake = (&'static str, &'static str, &'static str, &'static str, &'static str);

const RULES: &[Mistake] = &[
    (RULE, "locality.records.deployed", "locality.records.deploid", "unknown-fact", "records.deployed"),
    (RULE, "locality.records.deployed", "locality.record.deployed", "unknown-fact", "records"),
    (RULE, "locality.records.deployed", "location.records.deployed", "unknown-variable", "location"),
    (RULE, "locality.records.deployed", "locality.records.deployed == \"yes\"", "type-mismatch", ""),
    (RULE, "locality.records.deployed", "locality.records.deployed == 1", "type-mismatch", ""),
    (
        RULE,
        "locality.records.deployed",
        "locality.known_or(\"records.deploid\", false)",
        "unknown-fact",
        "records.deployed",
    ),
    (
        RULE,
        "locality.records.deployed",
        "locality.is_known(\"records.deployd\")",
        "unknown-fact",
        "records.deployed",
    ),
    (RULE, "locality.records.deployed", "locality.target() > \"1\"", "type-mismatch", ""),
    (RULE, "not_met(\"absent\")", "notmet(\"absent\")", "unknown-function", "not_met"),
    (RULE, "not_met(\"absent\")", "not_met()", "unknown-function", "not_met"),
    (RULE, "not_met(\"absent\")", "not_met(\"absnt\")", "unknown-reason", "absent"),
    (RULE, "not_met(\"absent\")", "not_met(absent)", "unknown-variable", "\"absent\""),
    (RULE, "not_met(\"absent\")", "progress(1, 2, \"absent\")", "unknown-function", "progress"),
    (RULE, "    not_met(\"absent\");\n", "", "no-verdict", "not_met"),
    (RULE, "not_met(\"absent\");", "not_met('absent');", "bad-syntax", "\""),
    (RULE, "        met(\"deployed\");\n    }", "        met(\"deployed\");", "bad-syntax", "}"),
    (RULE, "deployed {", "deployed and true {", "bad-syntax", "&&"),
    (RULE, "if locality", "while locality", "forbidden-construct", ""),
    (RULE, "fn check(locality)", "fn check()", "missing-check", "locality"),
    (RULE, "id:      \"records\"", "id:      \"recrods\"", "bad-metadata", "records"),
    (RULE, "level:   \"province\"", "level:   \"provinse\"", "unknown-word", "province"),
    (RULE, "level:   \"province\"", "levl:    \"province\"", "unknown-key", "level"),
    (RULE, "\"wg-2024-10\"", "\"wg-2024-01\"", "unknown-document", "wg-2024-10"),
    (RULE, ", vi: \"đã triển khai\"", "", "missing-key", "vi"),
    (RULE, "en: \"deployed\"", "en: \"deployed {records.deploid}\"", "bad-placeholder", "records.deployed"),
];

/// As people write who never wrote a program: in Vietnamese, as in a word processor, as numbers are printed.
const CLERKS: &[Mistake] = &[
    (RULE, "if locality", "nếu locality", "bad-syntax", "`if condition"),
    (RULE, "deployed {", "deployed và true {", "bad-syntax", "&&"),
    (RULE, "deployed {", "deployed hoặc true {", "bad-syntax", "||"),
    (RULE, "if locality", "if không locality", "bad-syntax", "write `!a`"),
    (RULE, "deployed {", "deployed thì", "bad-syntax", "{ ... }"),
    (RULE, "deployed {", "deployed == đúng {", "bad-syntax", "true"),
    (RULE, "deployed {", "deployed == True {", "unknown-variable", "true"),
    (RULE, "deployed {", "deployed <> false {", "bad-syntax", "!="),
    (RULE, "const REQ", "CONST REQ", "bad-syntax", "small"),
    (RULE, "if locality", "If locality", "bad-syntax", "small"),
    (RULE, "cites: ", "weight: 0,5,\n    cites: ", "bad-syntax", "44.5"),
    (
        RULE,
        "not_met(\"absent\")",
        "progress(1, 1.000.000, \"absent\", \"deployed\")",
        "bad-syntax",
        "1000000",
    ),
    (RULE, "not_met(\"absent\")", "progress(1, 705 huyện, \"absent\", \"deployed\")", "bad-syntax", "705"),
    (
        RULE,
        "not_met(\"absent\")",
        "progress(1, target, \"absent\", \"deployed\")",
        "unknown-variable",
        "target()",
    ),
    (
        RULE,
        "not_met(\"absent\")",
        "progress(1, locality.target, \"absent\", \"deployed\")",
        "unknown-fact",
        "target()",
    ),
    (RULE, "not_met(\"absent\")", "not_met(reasons.absent)", "unknown-variable", "by its key"),
    (RULE, "not_met(\"absent\")", "not_met(“absent”)", "bad-syntax", "straight"),
    (RULE, "\"province\"", "\"tỉnh\"", "unknown-word", "province"),
    (RULE, "\"wg-2024-10\"", "\"2024-10-21-wg\"", "unknown-document", "`wg-2024-10`"),
    (RULE, "en: \"deployed\"", "en: \"deployed {deployed}\"", "bad-placeholder", "records.deployed"),
    (RULE, "deployed {", "deployed && locality.name == \"Huế\" {", "unknown-fact", "whose it is"),
    (CASES, "{ status = \"unknown\" }", "{ status = \"quá hạn\" }", "unknown-word", "overdue"),
    (CASES, "{ status = \"unknown\" }", "{ status = unknown }", "bad-toml", "double quotes"),
    (CASES, "{ status = \"unknown\" }", "{ status: \"unknown\" }", "bad-toml", "a `=`"),
    (CASES, "[[case]]\nname   = \"deployed\"", "[case]\nname   = \"deployed\"", "wrong-type", "[[case]]"),
    (CASES, "name   = \"deployed\"", "name   = “deployed lần đầu”", "bad-toml", "straight"),
    (DOCUMENT, "kind       = \"meeting\"", "kind       = \"Chỉ thị\"", "unknown-word", "directive"),
    (DOCUMENT, "confidence = \"high\"", "Confidence = \"high\"", "unknown-key", "confidence"),
    (DOCUMENT, "confidence = \"high\"", "confidence = \"cao\"", "unknown-word", "high"),
    (DOCUMENT, "due         = 2024-12-31", "period      = \"30 ngày\"", "bad-period", "days"),
    (DOCUMENT, "binds       = \"province\"", "binds       = \"tỉnh\"", "unknown-word", "province"),
    (DOCUMENT, "value      = true", "value      = 1.000.000", "bad-toml", "1_000_000"),
    (DOCUMENT, "[\"Hanoi\"]", "[\"Hà Nội, Huế\"]", "unknown-locality", "\"Hà Nội\", \"Huế\""),
    (DOCUMENT, "[\"Hanoi\"]", "[Hanoi]", "bad-toml", "double quotes"),
    (DOCUMENT, "[\"Hanoi\"]", "[“Hanoi”]", "bad-toml", "straight"),
    (DOCUMENT, "2024\", vi", "2024\" vi", "bad-toml", "comma"),
];

const DATA: &[Mistake] = &[
    (DOCUMENT, "localities = [\"Hanoi\"]", "localities = [\"Hanoy\"]", "unknown-locality", "Hà Nội"),
    (DOCUMENT, "localities = [\"Hanoi\"]", "localities = []", "empty-list", ""),
    (DOCUMENT, "localities = [\"Hanoi\"]", "localities = [\"Hanoi\", \"Hà Nội\"]", "named-twice", ""),
    (DOCUMENT, "\"records.deployed\"", "\"records.deploid\"", "unknown-fact", "records.deployed"),
    (DOCUMENT, "value      = true", "value      = \"true\"", "bad-value", "true"),
    (DOCUMENT, "kind       = \"meeting\"", "kind       = \"meating\"", "unknown-word", "meeting"),
    (DOCUMENT, "confidence = \"high\"", "confidense = \"high\"", "unknown-key", "confidence"),
    (DOCUMENT, "confidence = \"high\"", "confidence = \"hi\"", "unknown-word", "high"),
    (DOCUMENT, "requirement = \"records\"", "requirement = \"record\"", "unknown-requirement", "records"),
    (DOCUMENT, "requirement = \"records\"", "requirment = \"records\"", "unknown-key", "requirement"),
    (DOCUMENT, "binds       = \"province\"", "binds       = \"provinces\"", "unknown-word", "province"),
    (DOCUMENT, "due         = 2024-12-31", "due         = \"2024-12-31\"", "wrong-type", "2024-10-21"),
    (DOCUMENT, "due         = 2024-12-31", "due         = 2024-02-31", "bad-toml", ""),
    (DOCUMENT, "due         = 2024-12-31", "due         = 0224-12-31", "bad-day", "1900"),
    (
        DOCUMENT,
        "due         = 2024-12-31",
        "due = 2024-12-31\ndue_kind = \"befor\"",
        "unknown-word",
        "before",
    ),
    (DOCUMENT, "due         = 2024-12-31", "period      = \"30 dayz\"", "bad-period", "days"),
    (DOCUMENT, "due         = 2024-12-31", "due = 2024-12-31\nperiod = \"30 days\"", "contradiction", ""),
    (DOCUMENT, "published  = 2024-10-22", "published  = 2024-10-20", "stated-after-published", ""),
    (DOCUMENT, "dated      = 2024-10-21\n", "", "missing-key", "dated"),
    (FACTS, "\"bool\"", "\"boolean\"", "unknown-word", "bool"),
    (FACTS, "\"all\"", "\"sum\"", "bad-fact", ""),
    (FACTS, "[records.deployed]", "[records.new]", "bad-fact-name", "new"),
    (FACTS, "title = {", "titel = {", "unknown-key", "title"),
];

const TESTS: &[Mistake] = &[
    (
        CASES,
        "facts  = { records.deployed = true }",
        "facts  = { records.deploid = true }",
        "unknown-fact",
        "records.deployed",
    ),
    (CASES, "facts  = { records.deployed = true }", "facts  = { records.deployed = 1 }", "bad-value", "true"),
    (CASES, "status = \"met-late\"", "status = \"late\"", "unknown-word", "met-late"),
    (CASES, "name    = \"deployed after the deadline\"", "name    = \"deployed\"", "bad-case", ""),
    (CASES, "dated   = 2025-02-28", "dated   = 2025-01-28", "bad-case", "oldest"),
    (CASES, "{ status = \"unknown\" }", "{ status = \"unknown\", why = \"x\" }", "unknown-key", "reason"),
];

/// Everything that lint says: code, file, line, and all words in one.
fn said(project: &Project) -> Vec<(String, String, u64, String)> {
    let report: Value =
        serde_json::from_str(&project.run(&["lint", "--format", "json", "--as-of", "2024-11-01"]).out)
            .expect("JSON");
    let problems = report["problems"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one = |p: &Value| {
        let words = format!("{} {}", text(&p["message"]), text(&p["help"]));
        (text(&p["code"]), text(&p["at"]["file"]), p["at"]["line"].as_u64().unwrap_or_default(), words)
    };
    problems.iter().map(one).collect()
}

/// Lines that differ between two texts, from 1, and those beside them: what is missing is told where it is missed, and
/// a brace without its partner at the one that is left.
pub fn near(before: &str, after: &str) -> std::ops::RangeInclusive<u64> {
    let same = before.lines().zip(after.lines()).take_while(|(a, b)| a == b).count() as u64;
    let changed = before.lines().rev().zip(after.lines().rev()).take_while(|(a, b)| a == b).count() as u64;
    let last = (after.lines().count() as u64).saturating_sub(changed).max(same + 1);
    same.saturating_sub(1)..=last + 1
}

#[track_caller]
fn all_are_caught(mistakes: &[Mistake]) {
    let mut missed = Vec::new();
    for (file, right, wrong, code, cure) in mistakes {
        let project = Project::new();
        let before = project.read(file);
        project.edit(file, right, wrong);
        let lines = near(&before, &project.read(file));
        let said = said(&project);
        let fits = |(c, f, line, words): &(String, String, u64, String)| {
            // What concerns the whole of a form is told at its head.
            c == code && f == file && (lines.contains(line) || *code == "missing-key") && words.contains(cure)
        };
        if !said.iter().any(fits) {
            missed
                .push(format!("{wrong:?}: expected {code} at {file}:{lines:?} with {cure:?}, got {said:#?}"));
        }
    }
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), mistakes.len(), missed.join("\n"));
}

#[test]
fn mistakes_in_rules_are_caught() {
    all_are_caught(RULES);
}

#[test]
fn mistakes_of_people_who_never_wrote_a_program_are_caught_and_told_once() {
    all_are_caught(CLERKS);
    for (file, right, wrong, ..) in CLERKS {
        let project = Project::new();
        project.edit(file, right, wrong);
        let said = said(&project);
        assert_eq!(said.len(), 1, "{wrong:?} is one slip: {said:#?}");
    }
}

#[test]
fn mistakes_in_data_are_caught() {
    all_are_caught(DATA);
}

#[test]
fn mistakes_in_cases_are_caught() {
    all_are_caught(TESTS);
}

#[test]
fn the_mistakes_are_more_than_fifty() {
    assert!(RULES.len() + DATA.len() + TESTS.len() > 50);
}
