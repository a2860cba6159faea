//! Rules that are refused: what they would do to the engine is proved where the engine is.

use super::ground::{RULE, text};
use super::{Bad, bytes, refused, with};

#[test]
fn rules() {
    let body = |what: &str| {
        let text = text(RULE).replacen(
            "    not_met(\"absent\");\n",
            &format!("    {what}\n    not_met(\"absent\");\n"),
            1,
        );
        bytes(what.chars().take(60).collect::<String>(), RULE, text.into_bytes(), &["error["])
    };
    let mut kind: Vec<Bad> = [
        "while true { }",
        "loop { }",
        "do { } while true",
        "eval(\"1\");",
        "import \"../../../etc/passwd\" as x;",
        "import \"/etc/passwd\" as x;",
        "import \"x\" as x;",
        "export locality as x;",
        "print(1);",
        "debug(1);",
        "let f = Fn(\"met\");",
        "throw 1;",
        "try { } catch { }",
        "sleep(1);",
        "timestamp();",
        "rand();",
        "open_file(\"/etc/passwd\");",
        "std::env::var(\"HOME\");",
        "let x = 2024-10-21",
        "if locality.records.deployed == \"true\" { }",
        "if locality.records.plan == \"isued\" { }",
        "if locality.records.count > \"3\" { }",
        "locality.records.count = 3;",
        "met(\"deploid\");",
        "met(deployed);",
        "met();",
        "metr(\"deployed\");",
        "let а = 3;",
        "exit();",
        "let x = ;",
        "}",
        "{",
        "\"",
        "`${",
        "/*",
        "fn inner() { }",
        "private fn x() { }",
        "const X = 1; X = 2;",
        "is_known(\"records.count\");",
        "locality.known_or(\"records.count\");",
        "locality.recs.deployed;",
    ]
    .into_iter()
    .map(body)
    .collect();
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("#{a: ", "}"),
        ("{ ", " }"),
        ("-", ""),
        ("!", ""),
        ("`${", "}`"),
        ("|| ", ""),
    ] {
        kind.push(body(&format!("let x = {}1{};", open.repeat(10_000), close.repeat(10_000))));
    }
    kind.push(body(&"if true { ".repeat(5_000)));
    kind.push(body(&format!("let x = 1{};", " + 1".repeat(50_000))));
    kind.push(body(&format!("let x = \"{}\";", "x".repeat(200_000))));
    kind.push(bytes(
        "too long",
        RULE,
        format!("{}//{}", text(RULE), "x".repeat(300_000)).into_bytes(),
        &["too-large"],
    ));
    kind.push(bytes(
        "many functions",
        RULE,
        (0..5_000).fold(text(RULE).to_owned(), |all, n| format!("{all}fn f{n}() {{ }}\n")).into_bytes(),
        &["error["],
    ));
    for (old, new) in [
        ("id:      \"records\"", "id: \"record\""),
        ("id:      \"records\"", "id: 3"),
        ("id:      \"records\",", ""),
        ("level:   \"province\"", "level: \"provinse\""),
        ("cites:   [\"wg-2024-10\"]", "cites: []"),
        ("cites:   [\"wg-2024-10\"]", "cites: [\"wg-2024-11\"]"),
        ("cites:   [\"wg-2024-10\"]", "cites: \"wg-2024-10\""),
        ("title:", "weight: 0, title:"),
        ("title:", "weight: -3, title:"),
        ("title:", "weight: 1.0e999, title:"),
        ("title:", "weight: \"3\", title:"),
        ("title:", "wieght: 3, title:"),
        ("title:", "binds: \"nobody\", title:"),
        ("vi: \"đã triển khai\"", "vi: \"\""),
        ("vi: \"đã triển khai\"", "vi: \"{records.deploid}\""),
        ("vi: \"đã triển khai\"", "vi: \"{records.deployed\""),
        ("const REQUIREMENT", "let REQUIREMENT"),
        ("const REQUIREMENT", "const REQUIREMENTS"),
        ("fn check(locality)", "fn check()"),
        ("fn check(locality)", "fn chek(locality)"),
        ("fn check(locality)", "private fn check(locality)"),
        ("if locality", "if  = locality"),
    ] {
        kind.push(with(RULE, old, new, &["error["]));
    }
    refused(kind);
}
