//! What rules share: functions of `rules/lib/`, by name; and how much a rule may take, by `rules/limits.toml`.

#[path = "bad_inputs/ground.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod ground;
mod run;

use std::fs;

use ground::{CASES, Ground, RULE, text};
use run::program;

const SHARES: &str = "//! Shares that several rules ask for.\n\n\
    import \"base\" as b;\n\n\
    fn deployed(locality) {\n    own(locality)\n}\n\n\
    fn own(locality) {\n    b::known(locality) && locality.records.deployed\n}\n\n\
    fn decide(locality) {\n    if deployed(locality) {\n        met(\"deployed\");\n    }\n}\n";
const BASE: &str = "fn known(locality) { locality.is_known(\"records.deployed\") }\n";

/// The ground with its rule's body and its library.
fn project(body: &str, library: &[(&str, &str)]) -> Ground {
    let ground = Ground::new();
    ground.remove("data/documents/2024-10-21-wg.xlsx");
    ground.write(
        "data/documents/2024-10-21-wg.toml",
        text("data/documents/2024-10-21-wg.toml")
            .split("[[table]]\nfile  ")
            .next()
            .unwrap()
            .replace("others     = true", "others     = false")
            .as_bytes(),
    );
    let head = text(RULE).split("fn check").next().unwrap();
    ground.write(RULE, format!("{head}{body}").as_bytes());
    for (name, text) in library {
        ground.write(&format!("rules/lib/{name}"), text.as_bytes());
    }
    ground
}

fn said(ground: &Ground, line: &str) -> (i32, String) {
    let output = program(&ground.path("")).args(run::split(line)).output().unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap_or(-1), text)
}

const CHECK: &str = "check --as-of 2025-01-31 --format csv";
const IMPORTING: &str = "import \"shares\" as s;\n\nfn check(locality) {\n    s::decide(locality);\n    not_met(\"absent\");\n}\n";

#[test]
fn functions_of_the_library_are_as_if_written_into_the_rule() {
    let plain = project(text(RULE).split_once("};\n\n").unwrap().1, &[]);
    let shared = project(IMPORTING, &[("shares.rhai", SHARES), ("base.rhai", BASE)]);
    let (code, out) = said(&shared, CHECK);
    assert_eq!((code, out), said(&plain, CHECK));
    // cases and coverage go on working, and measure the rule alone
    let (code, out) = said(&shared, "test --coverage");
    assert_eq!(code, 0, "{out}");
    let (code, out) = said(&shared, "explain \"Hà Nội\" records --as-of 2025-01-31");
    assert_eq!(code, 0, "{out}");
    // both executors say the same
    for executor in ["compiled", "interpreted"] {
        let (code, out) = said(&shared, &format!("{CHECK} --executor {executor}"));
        assert_eq!((code, out), said(&plain, CHECK), "{executor}");
    }
}

#[test]
fn the_lint_looks_into_the_library_and_points_into_it() {
    let slip = SHARES.replace("locality.records.deployed", "locality.records.deploid");
    let (code, out) = said(&project(IMPORTING, &[("shares.rhai", &slip), ("base.rhai", BASE)]), CHECK);
    assert_eq!(code, 2);
    assert!(out.contains("rules/lib/shares.rhai:10:") && out.contains("^^^^^^^"), "{out}");
    let (code, out) = said(
        &project(
            &IMPORTING.replace("s::decide", "s::decid"),
            &[("shares.rhai", SHARES), ("base.rhai", BASE)],
        ),
        CHECK,
    );
    assert_eq!(code, 2);
    assert!(
        out.contains("`s::decid`") && out.contains("`s::decide`") && out.contains("records.rhai:"),
        "{out}"
    );
}

#[test]
fn nothing_but_a_file_of_the_library_is_ever_imported() {
    for (import, words) in [
        ("import \"../../data/facts\" as s;", "by its name, never by a path"),
        ("import \"/etc/passwd\" as s;", "by its name, never by a path"),
        ("import \"lib/shares\" as s;", "by its name, never by a path"),
        ("import \"shares.rhai\" as s;", "by its name, never by a path"),
        ("import \"..\" as s;", "by its name, never by a path"),
        ("import \"\" as s;", "by its name, never by a path"),
        ("import `shares` as s;", "by its name, never by a path"),
        ("import \"share\" as s;", "did you mean `shares`"),
        ("import \"sha\" + \"res\" as s;", "error["),
        ("import \"shares\";", "error["),
        ("import \"ring\" as s;", "imports itself"),
        ("import \"linked\" as s;", "error["),
        ("", "nothing of this name is imported"),
    ] {
        let ground = project(
            &IMPORTING.replace("import \"shares\" as s;", import),
            &[
                ("shares.rhai", SHARES),
                ("base.rhai", BASE),
                ("ring.rhai", "import \"ring\" as r;\nfn decide(locality) { r::decide(locality) }\n"),
            ],
        );
        #[cfg(unix)]
        if import.contains("linked") {
            std::os::unix::fs::symlink(
                ground.path("rules/lib/base.rhai"),
                ground.path("rules/lib/linked.rhai"),
            )
            .unwrap();
        }
        let (code, out) = said(&ground, CHECK);
        assert!(code == 2 && out.contains(words), "{import}: {out}");
    }
    // inside a function, where no import stands
    let inside = "fn check(locality) {\n    import \"shares\" as s;\n    not_met(\"absent\");\n}\n";
    let (code, out) = said(&project(inside, &[("shares.rhai", SHARES), ("base.rhai", BASE)]), CHECK);
    assert!(code == 2 && out.contains("stands at the top"), "{out}");
}

const BUSY: &str = "fn check(locality) {\n    if locality.records.deployed { met(\"deployed\"); }\n    let s = \"\";\n    s.pad(8000, \"x\");\n    \
     for a in 0..1000000 {\n        for b in 0..1000000 { s.replace(\"x\", \"y\"); s.replace(\"y\", \"x\"); }\n    }\n    not_met(\"absent\");\n}\n";

/// A second rule, whose verdicts stand whatever the first does.
fn with_another(ground: &Ground) {
    let other = text(RULE).replace("\"records\"", "\"others\"");
    ground.write("rules/justice/others.rhai", other.as_bytes());
    ground.remove(CASES);
}

/// Each limit, set lower where that makes the rule short: what is past it, and what is said.
fn past_limits() -> Vec<(&'static str, &'static str, String, &'static str)> {
    let body = |inner: &str| format!("fn check(locality) {{\n    {inner}\n    not_met(\"absent\");\n}}\n");
    let nested = |times: usize| format!("let x = {}1{};", "(1 + ".repeat(times), ")".repeat(times));
    let names: String = (0..9).map(|n| format!("let n{n} = {n}; ")).collect();
    let keys = "let t = #{}; for n in 0..900 { t[`k${n}`] = n; }";
    vec![
        ("steps", "", BUSY.to_owned(), "it takes more than 10000 steps"),
        ("steps", "steps = 200\n", BUSY.to_owned(), "it takes more than 200 steps"),
        (
            "seconds",
            "steps = 10000000\nseconds = 1\n",
            BUSY.to_owned(),
            "its checks take more than 1 second together",
        ),
        ("text", "text = 1000\n", BUSY.to_owned(), "it makes a text of more than 1000 bytes"),
        (
            "text",
            "text = 300\n",
            body(&format!("let s = \"{}\";", "x".repeat(400))),
            "this is a text of more than 300 bytes",
        ),
        (
            "calls",
            "calls = 5\n",
            body("f(0);") + "fn f(n) { f(n + 1); }\n",
            "its functions call each other more than 5 levels deep",
        ),
        ("depth", "", body(&nested(60)), "this is nested more than 48 deep"),
        ("depth", "depth = 8\n", body(&nested(9)), "this is nested more than 8 deep"),
        (
            "list",
            "list = 20\n",
            body("let l = []; for n in 0..50 { l.push(n); }"),
            "it makes a list of more than 20 items",
        ),
        (
            "list",
            "",
            body(&format!("let l = [{}];", "1, ".repeat(200))),
            "this is a list of more than 128 items",
        ),
        ("table", "table = 64\n", body(keys), "it makes a table of more than 64 keys"),
        (
            "table",
            "table = 64\n",
            body(&format!("let t = #{{ {} }};", (0..90).map(|n| format!("k{n}: 1, ")).collect::<String>())),
            "this is a table of more than 64 keys",
        ),
        ("names", "names = 8\n", body(&names), "it names more than 8 values"),
        (
            "functions",
            "functions = 2\n",
            body("f(); g();") + "fn f() { 1 }\nfn g() { 1 }\n",
            "the rule has more than 2 functions",
        ),
        (
            "bytes",
            "bytes = 1024\n",
            body(&format!("// {}", "x".repeat(2000))),
            "the rule is longer than 1024 bytes",
        ),
    ]
}

#[test]
fn a_rule_that_takes_too_much_costs_its_own_verdicts_and_says_which_limit_and_where() {
    let shown: std::collections::BTreeSet<&str> = past_limits().iter().map(|(key, ..)| *key).collect();
    let all = dondoc::model::limits::Limits::all();
    assert_eq!(shown, all.iter().map(|limit| limit.key).collect(), "every limit has its rule");
    for (key, limits, body, words) in past_limits() {
        let body = body.as_str();
        let words = format!(
            "{words}{} (the limit `{key}`, which rules/limits.toml sets)",
            match key {
                "functions" => ", with those that it imports",
                "depth" => ", or as long in steps",
                _ => "",
            }
        );
        let words = words.as_str();
        let ground = project(body, &[]);
        with_another(&ground);
        ground.write("rules/limits.toml", limits.as_bytes());
        let started = std::time::Instant::now();
        let (code, out) = said(&ground, "check --as-of 2024-12-01 --format json");
        assert_eq!(code, 2, "{limits}{out}");
        assert!(out.contains(words), "{limits}: {out}");
        // with its line, which stands behind the file
        assert!(out.contains("rules/justice/records.rhai:"), "{limits}: {out}");
        let json = out.rfind("}\n").and_then(|end| serde_json::from_str(&out[..=end]).ok());
        let json: serde_json::Value = json.unwrap_or_default(); // nothing where the rule cannot even be read
        if let Some(localities) = json["localities"].as_array() {
            for locality in localities.iter().filter(|l| l["level"] == "province") {
                for verdict in locality["verdicts"].as_array().unwrap() {
                    let (requirement, status) = (&verdict["requirement"], &verdict["status"]);
                    assert!(requirement == "records" || status != "error", "{limits}{verdict}");
                    let must = requirement == "records" && locality["id"] == "hue";
                    assert!(!must || status == "error", "{limits}{verdict}");
                }
            }
        }
        assert!(started.elapsed().as_secs() < 60);
    }
}

#[test]
fn limits_are_read_with_care() {
    for (line, words) in [
        ("steps = 0", "must lie between 100 and 10000000"),
        ("steps = 99999999999", "must lie between"),
        ("steps = -1", "must lie between"),
        ("steps = \"many\"", "error["),
        ("step = 1000", "did you mean `steps`"),
        ("seconds = 1e9", "error["),
    ] {
        let ground = project(text(RULE).split_once("};\n\n").unwrap().1, &[]);
        ground.write("rules/limits.toml", line.as_bytes());
        let (code, out) = said(&ground, CHECK);
        assert!(code == 2 && out.contains(words) && out.contains("rules/limits.toml:1"), "{line}: {out}");
    }
    let ground = project(text(RULE).split_once("};\n\n").unwrap().1, &[]);
    ground.write("rules/limits.toml", b"bytes = 1024\nfunctions = 1\n");
    fs::write(ground.path(RULE), format!("{}//{}", text(RULE), "x".repeat(2000))).unwrap();
    let (code, out) = said(&ground, CHECK);
    assert!(code == 2 && out.contains("longer than 1024 bytes"), "{out}");
}

#[test]
fn a_library_that_no_rule_imports_is_linted_all_the_same() {
    let plain = text(RULE).split_once("};\n\n").unwrap().1;
    let lint =
        |library: &str| said(&project(plain, &[("shares.rhai", library), ("base.rhai", BASE)]), "lint -v");
    let (code, out) = lint(SHARES);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("note[unused-library]") && out.contains("rules/lib/shares.rhai:1:1"), "{out}");
    assert!(!out.contains("error"), "{out}");
    for (good, bad, place) in [
        ("own(locality)\n", "own(locality\n", "rules/lib/shares.rhai:"),
        ("records.deployed", "records.deploid", "rules/lib/shares.rhai:10:"),
        ("b::known", "b::knwon", "rules/lib/shares.rhai:10:"),
        ("import \"base\"", "import \"bass\"", "rules/lib/shares.rhai:3:"),
    ] {
        let (code, out) = lint(&SHARES.replacen(good, bad, 1));
        assert!(code == 1 && out.contains(place), "{bad}: {out}");
        assert!(out.contains("no rule imports this file yet"), "{bad}: {out}");
        // there is one list of errors: what fails the lint is refused by a check as well
        let ground = project(plain, &[("shares.rhai", &SHARES.replacen(good, bad, 1)), ("base.rhai", BASE)]);
        let (code, out) = said(&ground, CHECK);
        assert!(code == 2 && out.contains(place), "{bad}: {out}");
    }
    // one that a rule imports is not noted
    let (_, out) = said(&project(IMPORTING, &[("shares.rhai", SHARES), ("base.rhai", BASE)]), "lint -v");
    assert!(!out.contains("unused-library"), "{out}");
}
