//! TOML that is none, or says what cannot be.

use super::ground::{CASES, DOCUMENT, FACTS, LINT, SCORING, text};
use super::{Bad, bytes, refused, with};

const TOMLS: [&str; 5] = [FACTS, DOCUMENT, SCORING, LINT, CASES];

/// A document's text with one line put in behind its head.
fn head(line: &str) -> Vec<u8> {
    text(DOCUMENT)
        .replacen("confidence = \"high\"\n", &format!("confidence = \"high\"\n{line}\n"), 1)
        .into_bytes()
}

#[test]
fn toml_that_is_none() {
    let mut kind: Vec<Bad> = Vec::new();
    for file in TOMLS {
        let mut add = |name: &str, more: &str, says: &[&'static str]| {
            kind.push(bytes(name, file, [text(file).as_bytes(), more.as_bytes()].concat(), says));
        };
        add("nested lists", &format!("\nx = {}", "[".repeat(10_000)), &["bad-toml"]);
        add(
            "nested lists, closed",
            &format!("\nx = {}{}", "[".repeat(10_000), "]".repeat(10_000)),
            &["error["],
        );
        add(
            "nested tables",
            &format!("\nx = {}1{}", "{a = ".repeat(10_000), "}".repeat(10_000)),
            &["error["],
        );
        add("dotted tables", &format!("\n[{}x]\ny = 1\n", "a.".repeat(10_000)), &["error["]);
        add("dotted keys", &format!("\n{}x = 1\n", "a.".repeat(10_000)), &["error["]);
        add("half a text", "\nx = \"abc\n", &["bad-toml"]);
        add("half a long text", "\nx = \"\"\"abc\n", &["bad-toml"]);
        add("half a header", "\n[x\n", &["bad-toml"]);
        add("no value", "\nx = \n", &["bad-toml"]);
        add("no key", "\n= 3\n", &["bad-toml"]);
        add("a key twice", "\n[xx]\na = 1\na = 2\n", &["given twice"]);
        add("a table twice", "\n[xx]\n[xx]\n", &["error["]);
        add("a number of a thousand digits", &format!("\nx = {}\n", "9".repeat(1000)), &["error["]);
        add("not a number", "\nx = nan\n", &["error["]);
        add("infinity", "\nx = -inf\n", &["error["]);
        add("30 February", "\nx = 2025-02-30\n", &["error["]);
        add("year 0", "\nx = 0000-01-01\n", &["error["]);
        add("an escape that is none", "\nx = \"\\q\"\n", &["bad-toml"]);
        add("an escape beyond letters", "\nx = \"\\U00110000\"\n", &["bad-toml"]);
        add("a surrogate by escape", "\nx = \"\\ud800\"\n", &["bad-toml"]);
        add("a line end of old machines", "\nx = 1\ry = 2\r", &["error["]);
        add("many tables", &"\n[[many]]\nx = 1".repeat(20_000), &["error["]);
        add("many keys", &(0..20_000).map(|n| format!("\nk{n} = 1")).collect::<String>(), &["error["]);
        add("a long key", &format!("\n{} = 1\n", "k".repeat(1_000_000)), &["error["]);
        add("a long text", &format!("\nx = \"{}\"\n", "k".repeat(1_000_000)), &["error["]);
        add("JSON", "\n{\"x\": 1}\n", &["bad-toml"]);
        add("YAML", "\nx: 1\n- y\n", &["bad-toml"]);
    }
    refused(kind);
}

#[test]
fn documents_that_say_what_cannot_be() {
    let w = |old: &str, new: &str, says: &[&'static str]| with(DOCUMENT, old, new, says);
    let dated = "dated      = 2024-10-21";
    let mut kind: Vec<Bad> = vec![
        w("id         = \"wg-2024-10\"\n", "", &["missing-key", "id"]),
        w("id         = \"wg-2024-10\"", "id = 3", &["wrong-type"]),
        w("id         = \"wg-2024-10\"", "id = \"\"", &["error["]),
        w("id         = \"wg-2024-10\"", "id = [\"a\"]", &["wrong-type"]),
        w("title      = { en = \"Working Group\", vi = \"Tổ công tác\" }", "title = \"x\"", &["error["]),
        w(
            "title      = { en = \"Working Group\", vi = \"Tổ công tác\" }",
            "title = { en = \"x\" }",
            &["missing-key"],
        ),
        w(
            "title      = { en = \"Working Group\", vi = \"Tổ công tác\" }",
            "title = { en = \"x\", vi = \"y\", fr = \"z\" }",
            &["unknown-key"],
        ),
        w("kind       = \"meeting\"", "kind = \"meetings\"", &["unknown-word", "meeting"]),
        w("kind       = \"meeting\"", "kind = true", &["error["]),
        w("confidence = \"high\"", "confidence = \"sure\"", &["unknown-word"]),
        w("authority  = \"national\"", "authority = \"world\"", &["unknown-word"]),
        w("dated_as   = \"day\"", "dated_as = \"week\"", &["unknown-word"]),
        w(
            "fact       = \"records.deployed\"",
            "fact = \"records.deploid\"",
            &["unknown-fact", "did you mean"],
        ),
        w("fact       = \"records.deployed\"", "fact = \"records\"", &["unknown-fact"]),
        w("fact       = \"records.deployed\"", "fact = 7", &["error["]),
        w("fact       = \"records.deployed\"", "fact = \"rеcords.deployed\"", &["Cyrillic"]),
        w("localities = [\"Hà Nội\"]", "localities = []", &["empty-list"]),
        w("localities = [\"Hà Nội\"]", "localities = [1]", &["error["]),
        w("localities = [\"Hà Nội\"]", "localities = \"Hà Nội\"", &["error["]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Hà Nộii\"]", &["unknown-locality", "Hà Nội"]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Hà Nộі\"]", &["Cyrillic", "Hà Nội"]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Нuе\"]", &["Cyrillic"]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Ηue\"]", &["Greek"]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Hà\\u200B Nội\"]", &["error["]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Hà\\u202E Nội\"]", &["error["]),
        w("localities = [\"Hà Nội\"]", "localities = [\"Hà Nội / Huế\"]", &["error["]),
        w("value      = true", "value = 1", &["bad-value"]),
        w("value      = true", "value = \"yes\"", &["error["]),
        w("value      = true", "value = nan", &["error["]),
        w("value      = true", "value = {}", &["error["]),
        w("value      = true", "value = [true]", &["error["]),
        w("value      = true\n", "", &["missing-key"]),
        w("value      = \"issued\"", "value = \"isued\"", &["unknown-stage", "issued"]),
        w("value      = \"issued\"", "value = 1", &["error["]),
        w("others     = true", "others = \"true\"", &["error["]),
        w("level      = \"province\"", "level = \"provinces\"", &["unknown-word"]),
        w("requirement = \"records\"", "requirement = \"record\"", &["unknown-requirement"]),
        w("binds       = \"province\"", "binds = []", &["error["]),
        w("binds       = \"province\"", "binds = \"provinse\"", &["error["]),
        w("due         = 2024-12-31", "due = \"2024-12-31\"", &["error["]),
        w("due         = 2024-12-31", "due = 2024-12-31T10:00:00Z", &["error["]),
        w("due         = 2024-12-31", "due = 10:00:00", &["error["]),
        w("due         = 2024-12-31", "due = 2024-12-31\nperiod = \"30 days\"", &["contradiction"]),
        w("target      = 40", "target = inf", &["error["]),
        w("target      = 40", "target = \"40\"", &["error["]),
        w("target      = 40", "target = 9999999999999999999999999999999", &["error["]),
        w("target      = 40", "action = \"delete\"", &["unknown-word"]),
        w("until       = 2025-03-12", "until = 2024-03-12", &["error["]),
        w("from        = 2025-01-01\n", "", &["missing-key"]),
        w("fact  = \"records.count\"", "fact = \"records.plan\"", &["error["]),
        w("value = 7", "value = \"seven\"", &["error["]),
        w("sum = \"9.8\"", "sum = \"nine\"", &["error["]),
        w("sum = \"9.8\"", "sum = \"1e400\"", &["error["]),
        w("of  = [\"3.3\", \"6.5\"]", "of = []", &["error["]),
        w("sheet = \"Tờ 1\"", "sheet = \"Tờ 2\"", &["missing-file", "Tờ 1"]),
        w("sheet = \"Tờ 1\"", "sheet = 1", &["error["]),
        w("[[observation]]", "[observation]", &["error["]),
        w("[[deadline]]", "[[dedline]]", &["unknown-key", "deadline"]),
        bytes("a stray key", DOCUMENT, head("colour = \"red\""), &["unknown-key"]),
        bytes("a key with a slip", DOCUMENT, head("souce = \"x\""), &["unknown-key", "source"]),
        bytes("a wide key", DOCUMENT, head("\"ｎote\" = \"x\""), &["unknown-key"]),
    ];
    for day in [
        "2025-02-30",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "0000-01-01",
        "0001-01-01",
        "1899-12-31",
        "2200-01-01",
        "99999-01-01",
        "-001-01-01",
        "2024-1-1",
        "21/10/2024",
        "20241021",
        "2023-02-29",
        "2024-10-21T00:00:00",
        "2024-10-21 25:00:00",
        "nan",
        "inf",
        "1e308",
        "9223372036854775808",
        "0x7fffffffffffffff1",
        "true",
        "[]",
        "{}",
        "\"\"",
        "''",
    ] {
        kind.push(w(dated, &format!("dated = {day}"), &["error["]));
        kind.push(w("due         = 2024-12-31", &format!("due = {day}"), &["error["]));
    }
    for period in [
        "0 days",
        "-3 days",
        "3",
        "days",
        "3 fortnights",
        "99999999999 days",
        "10000 years",
        "1.5 months",
        "",
        "3  ",
        "３ days",
        "3 days 4",
    ] {
        kind.push(w("due         = 2024-12-31", &format!("period = \"{period}\""), &["error["]));
    }
    refused(kind);
}

#[test]
fn dictionaries_scores_levels_and_cases_that_say_what_cannot_be() {
    let mut kind: Vec<Bad> = Vec::new();
    for (old, new) in [
        ("[records.deployed]", "[records]"),
        ("[records.deployed]", "[records.deployed.now]"),
        ("[records.deployed]", "[\"records.deployed\"]"),
        ("[records.deployed]", "[Records.deployed]"),
        ("[records.deployed]", "[records.new]"),
        ("[records.deployed]", "[records.\"dеployed\"]"),
        ("[records.deployed]", "[records.\"\"]"),
        ("type = \"bool\"", "type = \"boolean\""),
        ("type = \"bool\"", "type = 1"),
        ("type = \"bool\"\n", ""),
        ("merge = \"all\"", "merge = \"sum\""),
        ("merge = \"all\"", "merge = \"every\""),
        ("merge = \"weighted by records.count\"", "merge = \"weighted by records.missing\""),
        ("merge = \"weighted by records.count\"", "merge = \"weighted by records.plan\""),
        ("merge = \"weighted by records.count\"", "merge = \"weighted by records.share\""),
        ("stages = [\"none\", \"issued\"]", "stages = []"),
        ("stages = [\"none\", \"issued\"]", "stages = [\"none\", \"none\"]"),
        ("stages = [\"none\", \"issued\"]", "stages = [\"none\", 1]"),
        ("stages = [\"none\", \"issued\"]", "stages = \"none\""),
        ("stages = [\"none\", \"issued\"]\n", ""),
        ("vi = \"Đã triển khai\"", "vi = \"\""),
        ("vi = \"Đã triển khai\"", "vi = 1"),
    ] {
        kind.push(with(FACTS, old, new, &["error["]));
    }
    for (old, new) in [
        ("due_soon = 10", "due_soon = -1"),
        ("due_soon = 10", "due_soon = 1.5"),
        ("due_soon = 10", "due_soon = 99999999999"),
        ("due_soon = 10", "due_soon = \"10\""),
        ("basis = \"all\"", "basis = \"some\""),
        ("met = 1.0", "met = 1.1"),
        ("met = 1.0", "met = -0.1"),
        ("met = 1.0", "met = nan"),
        ("met = 1.0", "met = inf"),
        ("met = 1.0", "met = 1e-400"),
        ("met-late = 0.5", "met-lat = 0.5"),
        ("good = 80", "good = 95"),
        ("weak = 0", "weak = 5"),
        ("weak = 0", "weak = -5"),
        ("excellent = 90", "excellent = 101"),
    ] {
        kind.push(with(SCORING, old, new, &["error["]));
    }
    for (old, new) in [
        ("unused-fact = \"off\"", "unused-fact = \"of\""),
        ("unused-fact = \"off\"", "unused-facts = \"off\""),
        ("unused-fact = \"off\"", "unused-fact = false"),
        ("[levels]", "[level]"),
        ("unused-fact = \"off\"", "[[allow]]\ncode = \"unused-fact\""),
        ("unused-fact = \"off\"", "[[allow]]\ncode = \"nothing\"\nreason = \"x\""),
        ("unused-fact = \"off\"", "[[allow]]\ncode = \"unused-fact\"\nreason = \"x\"\nuntil = 2025-02-30"),
    ] {
        kind.push(with(LINT, old, new, &["error["]));
    }
    for (old, new) in [
        ("records.deployed = true", "records.deploid = true"),
        ("records.deployed = true", "records.deployed = 3"),
        ("records.deployed = true", "records = true"),
        ("status = \"met\"", "status = \"mett\""),
        ("status = \"met\", ", ""),
        ("reason = \"deployed\"", "reason = 4"),
        ("as_of  = 2024-11-01", "as_of = 2024-11-31"),
        ("as_of  = 2024-11-01", "as_of = \"2024-11-01\""),
        ("as_of  = 2024-11-01\n", ""),
        ("due    = 2024-12-31", "due = 99999-12-31"),
        ("due    = 2024-12-31", "target = nan"),
        ("due    = 2024-12-31", "history = [{ dated = 2025-01-31, facts = {} }]"),
        ("due    = 2024-12-31", "waived_from = 2025-01-31\nwaived_until = 2025-01-01"),
        ("[[case]]", "[case]"),
        ("[[case]]", "[[cases]]"),
    ] {
        kind.push(with(CASES, old, new, &["error["]));
    }
    refused(kind);
}
