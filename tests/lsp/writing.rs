//! What helps while somebody writes: marks, completion, hover, definitions, cures and new names for reasons.

use std::fs;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::client::{Editor, edited, place, within};
use crate::run::copy_of_shipped;

const RULE: &str = "rules/health/health-book-plan.rhai";
const CASES: &str = "rules/health/health-book-plan.cases.toml";
const DOCUMENT: &str = "data/documents/2026-01-01-new.toml";
const FACTS: &str = "data/facts.toml";

const HEAD: &str = "//! Thử.\n\nconst REQUIREMENT = #{\n    id: \"health-book-plan\",\n    title: #{ en: \"Plan\", vi: \"Kế hoạch\" },\n    \
                    level: \"province\",\n    cites: [\"wg-2024-10-21\"],\n    reasons: #{\n        \
                    done: #{ en: \"done {health_book.plan_stage}\", vi: \"xong\" },\n        \
                    open: #{ en: \"open\", vi: \"chưa\" },\n    },\n};\n\n";

fn rule(body: &str) -> String {
    format!("{HEAD}fn check(locality) {{\n{body}\n}}\n")
}

/// How many marks are of errors or warnings.
fn wrongs(marks: &[Value]) -> usize {
    marks.iter().filter(|mark| mark["severity"].as_u64().unwrap() < 3).count()
}

fn labels(items: &Value) -> Vec<String> {
    items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_unsaved_text_is_marked_and_the_disk_is_left_alone() {
    let project = copy_of_shipped();
    let before = fs::read_to_string(project.path().join(RULE)).unwrap();
    let mut editor = Editor::begin(project.path());
    let wrong = before.replacen("locality.health_book.plan_stage", "locality.health_book.plan_stagee", 1);
    assert_ne!(wrong, before);
    editor.open(RULE, &wrong);
    let marks = editor.marks(RULE);
    let mark = marks.iter().find(|mark| mark["code"] == "unknown-fact").expect("a mark");
    assert_eq!(mark["severity"], 1);
    assert_eq!(mark["source"], "dondoc");
    assert_eq!(within(&wrong, &mark["range"]), "plan_stagee");
    assert!(mark["message"].as_str().unwrap().contains("did you mean `health_book.plan_stage`?"), "{mark}");
    editor.change(RULE, &before);
    assert_eq!(wrongs(&editor.marks(RULE)), 0);
    // A closed file counts as it lies on the disk.
    editor.change(RULE, &wrong);
    assert_eq!(wrongs(&editor.marks(RULE)), 1);
    let uri = editor.address(RULE);
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(wrongs(&editor.marks(RULE)), 0);
    assert_eq!(fs::read_to_string(project.path().join(RULE)).unwrap(), before);
}

#[test]
fn a_change_of_few_letters_lands_where_it_is_meant_in_both_forms_of_vietnamese() {
    let project = copy_of_shipped();
    for form in
        [str::to_owned as fn(&str) -> String, |text| text.nfc().collect(), |text| text.nfd().collect()]
    {
        let text = form("const A = 1; // Đã số hoá 𠮷 dữ liệu\nconst B = \"Huế\" + locality.health_bok;\n");
        let mut editor = Editor::begin(project.path());
        editor.open(RULE, &text);
        let uri = editor.address(RULE);
        let at = |before: &str| place(&uri, before)["position"].clone();
        let from = text.split("health_bok").next().unwrap();
        let range = json!({ "start": at(from), "end": at(&format!("{from}health_bok")) });
        editor.tell(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri, "version": 2 },
                "contentChanges": [{ "range": range, "text": "health_book.plan_stage" }],
            }),
        );
        let hover = editor.result("textDocument/hover", place(&uri, &format!("{from}health_book.plan")));
        assert!(hover["contents"]["value"].as_str().unwrap().contains("stage"), "{text}: {hover}");
        let now = text.replace("health_bok", "health_book.plan_stage");
        assert_eq!(within(&now, &hover["range"]), "plan_stage");
    }
}

#[test]
fn marks_stand_under_the_right_letters_in_both_forms_of_vietnamese() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    let text = rule(
        "    let note = \"Đã số hoá\"; if locality.health_book.plan_stag == \"issued\" { met(\"done\"); } not_met(\"open\");",
    );
    for text in [text.nfc().collect::<String>(), text.nfd().collect()] {
        editor.open(RULE, &text);
        let marks = loop {
            let marks = editor.marks(RULE);
            if wrongs(&marks) > 0 {
                break marks;
            }
        };
        let mark =
            marks.iter().find(|mark| mark["code"] == "unknown-fact").unwrap_or_else(|| panic!("{marks:?}"));
        assert_eq!(within(&text, &mark["range"]), "plan_stag");
    }
}

#[test]
fn words_of_a_rule_are_completed() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    for (body, has, has_not) in [
        ("if locality.¦", vec!["health_book", "land", "is_known", "target"], vec!["met", "plan_stage"]),
        ("if locality.heal¦", vec!["health_book"], vec!["met"]),
        ("if locality.health_book.¦", vec!["plan_stage"], vec!["land", "is_known"]),
        ("if locality.health_book.pl¦ == \"issued\" { met(\"done\"); }", vec!["plan_stage"], vec!["land"]),
        (
            "    no¦",
            vec!["not_met", "met", "locality", "progress", "min", "if"],
            vec!["plan_stage", "is_known"],
        ),
        ("met(\"¦\");", vec!["done", "open"], vec!["plan_stage"]),
        ("progress(1, 2, \"o¦\", \"done\");", vec!["done", "open"], vec![]),
        ("met(\"¦", vec!["done", "open"], vec![]),
        ("if locality.is_known(\"¦\") { }", vec!["health_book.plan_stage"], vec!["done"]),
        ("let a = locality.known_or(\"land¦\", 0);", vec!["land.plots_measured"], vec![]),
        ("if locality.health_book.plan_stage == \"¦\" { }", vec!["none", "issued"], vec!["done"]),
        ("if locality.health_book.plan_stage in [\"none\", \"¦\"] { }", vec!["issued"], vec!["done"]),
        ("// a word ¦", vec![], vec!["met"]),
    ] {
        let place = editor.at(RULE, &rule(body));
        let items = editor.result("textDocument/completion", place);
        let found = if items.is_null() { Vec::new() } else { labels(&items) };
        for word in has {
            let known = word != "land.plots_measured" || found.iter().any(|known| known.starts_with("land."));
            assert!(
                known && (word.starts_with("land.") || found.contains(&word.to_owned())),
                "{body}: {word} {found:?}"
            );
        }
        for word in has_not {
            assert!(!found.contains(&word.to_owned()), "{body}: {word}");
        }
    }
    for (from, to, has) in [
        ("    level: \"province\"", "    level: \"¦\"", "district"),
        ("cites: [\"wg-2024-10-21\"]", "cites: [\"¦\"]", "wg-2024-10-21"),
        ("cites: [\"wg-2024-10-21\"]", "cites: [\"wg-2024-10-21\", \"¦\"]", "wg-2024-10-21"),
        ("{health_book.plan_stage}", "{¦}", "health_book.plan_stage"),
        ("{health_book.plan_stage}", "{health_book.¦", "health_book.plan_stage"),
        ("    reasons: #{", "    ¦\n    reasons: #{", "responsible"),
        ("done: #{ en: ", "done: #{ ¦", "vi"),
    ] {
        let place = editor.at(RULE, &rule("").replacen(from, to, 1));
        let found = labels(&editor.result("textDocument/completion", place));
        assert!(found.contains(&has.to_owned()), "{to}: {found:?}");
    }
    // What is written stands exactly in the place of what was typed.
    let marked = rule("if locality.health_book.pl¦an == \"Đ\" { }");
    let place = editor.at(RULE, &marked);
    let items = editor.result("textDocument/completion", place);
    let item = items.as_array().unwrap().iter().find(|item| item["label"] == "plan_stage").unwrap();
    assert_eq!(within(&marked.replace('¦', ""), &item["textEdit"]["range"]), "plan");
    assert!(item["detail"].as_str().unwrap().starts_with("stage · "), "{item}");
}

#[test]
fn functions_that_rules_share_are_completed() {
    let project = copy_of_shipped();
    let shared = "//! Shares.\n\n// Whether enough of it is there.\nfn enough(done, total) {\n    done * 2 > total\n}\n\n\
                  fn some(done) {\n    done > 0\n}\n";
    std::fs::create_dir_all(project.path().join("rules/lib")).unwrap();
    std::fs::write(project.path().join("rules/lib/shares.rhai"), shared).unwrap();
    let mut editor = Editor::begin(project.path());
    let importing = |body: &str| format!("import \"shares\" as s;\n\n{}", rule(body));
    for (text, has) in [
        (importing("if s::¦(1, 2) { met(\"done\"); }"), vec!["enough", "some"]),
        (importing("if s::en¦"), vec!["enough", "some"]),
        (importing("if ¦"), vec!["s", "locality"]),
        (format!("import \"¦\" as s;\n\n{}", rule("")), vec!["shares"]),
        (importing("if other::¦"), vec![]),
    ] {
        let place = editor.at(RULE, &text);
        let items = editor.result("textDocument/completion", place);
        let found = if items.is_null() { Vec::new() } else { labels(&items) };
        assert!(has.iter().all(|word| found.contains(&(*word).to_owned())), "{text}: {found:?}");
        assert!(!has.is_empty() || found.is_empty(), "{text}: {found:?}");
        if let Some(item) = items.as_array().and_then(|items| items.iter().find(|i| i["label"] == "enough")) {
            assert_eq!(item["detail"], "enough(done, total)");
            assert_eq!(item["documentation"], "Whether enough of it is there.");
        }
    }
}

#[test]
fn words_of_the_forms_are_completed() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    for (path, text, has, has_not) in [
        (DOCUMENT, "id = \"new\"\n¦", "issuer", "fact"),
        (DOCUMENT, "kind = ¦", "directive", "issuer"),
        (DOCUMENT, "kind = \"¦\"", "directive", "issuer"),
        (DOCUMENT, "[[observation]]\nfa¦", "fact", "issuer"),
        (DOCUMENT, "[[observation]]\nfact = \"¦\"", "health_book.plan_stage", "fact"),
        (DOCUMENT, "[[observation]]\nfact = \"health_book.plan_stage\"\nvalue = \"¦\"", "issued", "true"),
        (DOCUMENT, "[[observation]]\nlocalities = [\n  \"Hà Nội\",\n  \"¦\"]", "Huế", "issued"),
        (DOCUMENT, "[[observation]]\nlocalities = [\"Hà Nội\"]\n¦", "value", "Huế"),
        (DOCUMENT, "[[deadline]]\nrequirement = \"¦\"", "health-book-plan", "issuer"),
        (DOCUMENT, "[[deadline]]\nbinds = \"¦\"", "province", "issuer"),
        (DOCUMENT, "[[deadline]]\ndue_kind = \"¦\"", "within_month", "issuer"),
        (DOCUMENT, "[[waiver]]\nreason = { ¦", "vi", "issuer"),
        (CASES, "[[case]]\n¦", "expect", "issuer"),
        (CASES, "[[case]]\nfacts = { ¦", "health_book.plan_stage", "expect"),
        (CASES, "[[case]]\nfacts = { health_book.plan_stage = \"¦\" }", "issued", "expect"),
        (CASES, "[[case]]\nhistory = [{ dated = 2024-01-01, ¦ }]", "facts", "expect"),
        (CASES, "[[case]]\nexpect = { status = \"¦\" }", "met-late", "issued"),
        (CASES, "[[case]]\nexpect = { status = \"met\", reason = \"¦\" }", "developing", "met"),
        (FACTS, "[health_book.new]\n¦", "merge", "issuer"),
        (FACTS, "[health_book.new]\ntype = \"¦\"", "stage", "merge"),
        ("rules/lint.toml", "[levels]\n¦", "unused-fact", "off"),
        ("rules/lint.toml", "[levels]\nunused-fact = \"¦\"", "off", "unused-fact"),
        ("rules/lint.toml", "[[allow]]\ncode = \"¦\"", "unused-document", "off"),
        ("rules/scoring.toml", "¦", "due_soon", "off"),
    ] {
        let place = editor.at(path, text);
        let items = editor.result("textDocument/completion", place);
        assert!(items.is_array(), "{path} {text}");
        let found = labels(&items);
        assert!(found.contains(&has.to_owned()), "{text}: {has} is not in {found:?}");
        assert!(!found.contains(&has_not.to_owned()), "{text}: {has_not}");
    }
    // A word of a closed set gets the quotes that are not there yet.
    let place = editor.at(DOCUMENT, "kind = ¦\n");
    let items = editor.result("textDocument/completion", place);
    assert_eq!(items[0]["textEdit"]["newText"], "\"meeting\"");
}

#[test]
fn what_a_word_means_is_shown() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    for (path, text, says) in [
        (
            RULE,
            rule("if locality.health_book.plan_st¦age == \"issued\" { }"),
            vec!["Kế hoạch triển khai sổ sức khỏe điện tử", "`stage`", "Documents that report it"],
        ),
        (
            RULE,
            rule("if locality.health¦_book.plan_stage == \"issued\" { }"),
            vec!["Kế hoạch triển khai sổ sức khỏe điện tử", "`stage`", "Documents that report it"],
        ),
        (RULE, rule("not_¦met(\"open\");"), vec!["not_met(reason: text)", "```rhai"]),
        (RULE, rule("let a = locality.is_¦known(\"health_book.plan_stage\");"), vec!["is_known(fact: text)"]),
        (RULE, rule("let a = mi¦n(1, 2);"), vec!["The smaller of two values"]),
        (
            RULE,
            rule("").replace("\"wg-2024-10-21\"", "\"wg-2024¦-10-21\""),
            vec!["Tổ công tác", "21 Oct 2024"],
        ),
        (DOCUMENT, "[[deadline]]\nrequirement = \"health-¦book-plan\"".to_owned(), vec!["requirement"]),
        (
            DOCUMENT,
            "[[observation]]\nlocalities = [\"hai ph¦ong\"]".to_owned(),
            vec!["Hải Phòng", "province"],
        ),
        (
            DOCUMENT,
            "[[observation]]\nfact = \"health_book.plan¦_stage\"".to_owned(),
            vec!["Documents that report it"],
        ),
        (
            FACTS,
            "[health_book.plan¦_stage]\n".to_owned()
                + &fs::read_to_string(project.path().join(FACTS)).unwrap(),
            vec!["health\\_book.plan\\_stage"],
        ),
        (
            "rules/lint.toml",
            "[levels]\nunused-¦fact = \"off\"".to_owned(),
            vec!["No rule reads a fact", "Không quy tắc nào đọc chỉ tiêu dữ liệu"],
        ),
    ] {
        let place = editor.at(path, &text);
        let hover = editor.result("textDocument/hover", place);
        let said = hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("nothing is said: {text}"));
        for words in says {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert_eq!(hover["contents"]["kind"], "markdown");
        // Back to how it lies on the disk, so that the next text stands alone.
        let uri = editor.address(path);
        editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
}

#[test]
fn a_word_leads_to_where_it_is_declared() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    let read = |path: &str| fs::read_to_string(project.path().join(path)).unwrap();
    let leads = |editor: &mut Editor, path: &str, text: &str| {
        let place = editor.at(path, text);
        let there = editor.result("textDocument/definition", place);
        let uri = there["uri"].as_str().unwrap_or_else(|| panic!("{text} leads nowhere")).to_owned();
        let root = editor.address("");
        let file = uri.strip_prefix(&root).unwrap().trim_start_matches('/').to_owned();
        let text = if file == path { text.replace('¦', "") } else { read(&file) };
        (file, within(&text, &there["range"]))
    };
    let body = rule("if locality.health_book.plan_¦stage == \"issued\" { met(\"done\"); }");
    let (file, word) = leads(&mut editor, RULE, &body);
    assert_eq!(file, FACTS);
    assert!(word.contains("plan_stage"), "{word}");
    let (file, word) = leads(&mut editor, RULE, &rule("met(\"do¦ne\");"));
    assert_eq!((file.as_str(), word.as_str()), (RULE, "done"));
    let (file, word) = leads(&mut editor, RULE, &rule("").replace("\"wg-2024-10-21\"", "\"wg-2024¦-10-21\""));
    assert!(file.starts_with("data/documents/") && word.contains("wg-2024-10-21"), "{file} {word}");
    let (file, _) =
        leads(&mut editor, DOCUMENT, "[[deadline]]\nrequirement = \"judicial-¦records-on-vneid\"");
    assert_eq!(file, "rules/justice/judicial-records-on-vneid.rhai");
    let (file, word) = leads(&mut editor, DOCUMENT, "[[observation]]\nlocalities = [\"Hue¦\"]");
    assert_eq!(file, "data/localities.csv");
    assert!(word.starts_with("hue") || word.starts_with("thua"), "{word}");
    let (file, word) =
        leads(&mut editor, CASES, "[[case]]\nexpect = { status = \"met\", reason = \"do¦ne\" }");
    assert_eq!(file, RULE);
    assert!(!word.is_empty());
}

#[test]
fn a_reason_gets_a_new_name_in_the_rule_and_in_its_cases() {
    let project = copy_of_shipped();
    let read = |path: &str| fs::read_to_string(project.path().join(path)).unwrap();
    let mut editor = Editor::begin(project.path());
    let text = read(RULE);
    let (before, after) = text.split_once("met(\"issued").unwrap();
    let mut place = editor.at(RULE, &format!("{before}met(\"is¦sued{after}"));
    let prepared = editor.result("textDocument/prepareRename", place.clone());
    assert_eq!(prepared["placeholder"], "issued");
    assert_eq!(within(&text, &prepared["range"]), "issued");
    place["newName"] = json!("published");
    let edit = editor.result("textDocument/rename", place.clone());
    let changes = edit["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 2, "{edit}");
    for (path, stays) in [(RULE, "\"issued\" => "), (CASES, "plan_stage = \"issued\"")] {
        let new = edited(&read(path), &changes[&editor.address(path)]);
        assert!(new.contains("published") && !new.contains("reason = \"issued\""), "{new}");
        assert!(!read(path).contains(stays) || new.contains(stays), "a stage of the same name stays: {new}");
        fs::write(project.path().join(path), new).unwrap();
    }
    let ran = crate::run::run_in(project.path(), "test health-book-plan");
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
    for (name, why) in
        [("developing", "has a reason `developing` already"), ("Đạt", "small letters"), ("", "small letters")]
    {
        place["newName"] = json!(name);
        let refused = editor.ask("textDocument/rename", place.clone());
        assert!(refused["error"]["message"].as_str().unwrap().contains(why), "{name}: {refused}");
    }
    let mut elsewhere = editor.at(RULE, &rule("let ¦a = 1;"));
    elsewhere["newName"] = json!("b");
    assert!(editor.ask("textDocument/rename", elsewhere.clone()).get("error").is_some());
    assert!(editor.result("textDocument/prepareRename", elsewhere).is_null());
}

#[test]
fn what_was_meant_can_be_written_at_once() {
    let project = copy_of_shipped();
    let mut editor = Editor::begin(project.path());
    let papers = "id = \"new\"\ntitle = { en = \"a\", vi = \"a\" }\nkind = \"press\"\nissuer = \"x\"\ndated = 2026-01-01\n\
                  source = \"x\"\nconfidence = \"low\"\n";
    for (path, wrong, right) in [
        (
            RULE,
            rule("if locality.health_book.plan_stag == \"issued\" { met(\"done\"); }\nnot_met(\"open\");"),
            "health_book.plan_stage ==",
        ),
        (
            RULE,
            rule("if locality.helth_book.plan_stage == \"issued\" { met(\"done\"); }\nnot_met(\"open\");"),
            "locality.health_book.plan_stage ==",
        ),
        (
            RULE,
            rule("if locality.health_book.plan_stage == \"isued\" { met(\"done\"); }\nnot_met(\"open\");"),
            "\"issued\"",
        ),
        (
            RULE,
            rule("if locality.health_book.plan_stage == \"issued\" { met(\"dne\"); }\nnot_met(\"open\");"),
            "met(\"done\")",
        ),
        (
            RULE,
            rule("if locality.health_book.plan_stage == \"issued\" { met(\"done\"); }\nnotmet(\"open\");"),
            "not_met(\"open\")",
        ),
        (
            RULE,
            rule("if locality.is_known(\"health_book.plan_stag\") { met(\"done\"); }\nnot_met(\"open\");"),
            "\"health_book.plan_stage\"",
        ),
        (
            RULE,
            rule("if locality.health_book.plan_stage == \"issued\" { met(\"done\"); }\nnot_met(\"open\");")
                .replace("\"wg-2024-10-21\"", "\"wg-2024-10-22\""),
            "[\"wg-2024-10-21\"]",
        ),
        (
            DOCUMENT,
            format!(
                "{papers}[[observation]]\nfact = \"health_book.plan_stge\"\nvalue = \"issued\"\nlocalities = [\"Hà Nội\"]\n"
            ),
            "\"health_book.plan_stage\"",
        ),
        (
            DOCUMENT,
            format!(
                "{papers}[[observation]]\nfact = \"health_book.plan_stage\"\nvalu = \"issued\"\nlocalities = [\"Hà Nội\"]\n"
            ),
            "value = ",
        ),
        (
            DOCUMENT,
            format!(
                "{papers}[[observation]]\nfact = \"health_book.plan_stage\"\nvalue = \"isued\"\nlocalities = [\"Hà Nội\"]\n"
            ),
            "\"issued\"",
        ),
        (
            DOCUMENT,
            format!(
                "{papers}[[observation]]\nfact = \"health_book.plan_stage\"\nvalue = \"issued\"\nlocalities = [\"Hà Nộj\"]\n"
            ),
            "[\"Hà Nội\"]",
        ),
        (DOCUMENT, papers.replace("press", "pres"), "kind = \"press\""),
    ] {
        editor.open(path, &wrong);
        let end = place("", &wrong)["position"].clone();
        let uri = editor.address(path);
        let actions = editor.result(
            "textDocument/codeAction",
            json!({
                "textDocument": { "uri": uri },
                "range": { "start": { "line": 0, "character": 0 }, "end": end },
                "context": { "diagnostics": [] },
            }),
        );
        let cured = actions.as_array().unwrap().iter().any(|action| {
            assert_eq!(action["kind"], "quickfix");
            edited(&wrong, &action["edit"]["changes"][&uri]).contains(right)
        });
        assert!(cured && !wrong.contains(right), "{right}: {actions}");
        editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
}

#[test]
fn the_keys_that_are_offered_are_those_that_the_reader_knows() {
    let project = copy_of_shipped();
    let paper = "id = \"new\"\ntitle = { en = \"a\", vi = \"a\" }\nkind = \"press\"\nissuer = \"x\"\ndated = 2026-01-01\n\
                 source = \"x\"\nconfidence = \"low\"\n";
    let case = "[[case]]\nname = \"a\"\nas_of = 2026-01-01\n";
    let facts = fs::read_to_string(project.path().join(FACTS)).unwrap();
    for (path, text) in [
        (DOCUMENT, "¦zzzzzz = 1\n".to_owned() + paper),
        (DOCUMENT, format!("{paper}[[observation]]\n¦zzzzzz = 1\n")),
        (DOCUMENT, format!("{paper}[[deadline]]\n¦zzzzzz = 1\n")),
        (DOCUMENT, format!("{paper}[[waiver]]\n¦zzzzzz = 1\n")),
        (DOCUMENT, format!("{paper}[[waiver]]\nreason = {{ ¦zzzzzz = 1 }}\n")),
        (DOCUMENT, format!("{paper}[[total]]\n¦zzzzzz = 1\n")),
        (DOCUMENT, format!("{paper}[[identity]]\n¦zzzzzz = 1\n")),
        (DOCUMENT, format!("{paper}[[table]]\n¦zzzzzz = 1\n")),
        (CASES, format!("¦zzzzzz = 1\n{case}")),
        (CASES, format!("{case}¦zzzzzz = 1\n")),
        (CASES, format!("{case}[[report]]\n¦zzzzzz = 1\n")),
        (CASES, format!("{case}history = [{{ ¦zzzzzz = 1 }}]\n")),
        (CASES, format!("{case}expect = {{ ¦zzzzzz = 1 }}\n")),
        (FACTS, format!("{facts}\n[a.b]\n¦zzzzzz = 1\n")),
        (FACTS, format!("{facts}\n[a.b]\ntype = \"int\"\nroll_up = {{ ¦zzzzzz = 1 }}\n")),
        ("rules/lint.toml", "¦zzzzzz = 1\n".to_owned()),
        ("rules/lint.toml", "[[allow]]\n¦zzzzzz = 1\n".to_owned()),
        ("rules/scoring.toml", "¦zzzzzz = 1\n".to_owned()),
        ("rules/scoring.toml", "[credits]\n¦zzzzzz = 1\n".to_owned()),
        ("rules/scoring.toml", "[grades]\n¦zzzzzz = 1\n".to_owned()),
    ] {
        let mut editor = Editor::begin(project.path());
        let place = editor.at(path, &text);
        let mut offered = labels(&editor.result("textDocument/completion", place));
        let marks = editor.marks(path);
        let unknown = marks.iter().find_map(|mark| {
            let message = mark["message"].as_str().unwrap();
            let keys = message.contains("zzzzzz").then(|| message.split_once("its keys are `"))??;
            Some(keys.1.trim_end_matches('`').to_owned())
        });
        let unknown = unknown.unwrap_or_else(|| panic!("{path}: {marks:?}"));
        let mut known: Vec<&str> = unknown.split("`, `").collect();
        known.sort_unstable();
        known.dedup();
        offered.sort_unstable();
        assert_eq!(offered, known, "{path}");
    }
}
