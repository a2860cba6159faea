//! A receipt says from what a report was made; `verify` says whether it still follows.

#[path = "bad_inputs/ground.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod ground;
mod run;

use std::fs;

use ground::{DOCUMENT, Ground, RULE, TABLE, text};
use run::program;
use serde_json::Value;

fn said(ground: &Ground, line: &str) -> (i32, String) {
    let output = program(&ground.path("")).args(run::split(line)).output().unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap_or(-1), text)
}

const CHECK: &str = "check --as-of 2025-01-31 -q --lang vi -o report.html --receipt receipt.json";

fn with_receipt() -> Ground {
    let ground = Ground::new();
    let (code, out) = said(&ground, CHECK);
    assert_eq!(code, 0, "{out}");
    ground
}

#[test]
fn a_report_follows_from_the_folder_that_it_was_made_of() {
    let ground = with_receipt();
    let (code, out) = said(&ground, "verify receipt.json --report report.html");
    assert_eq!(
        (code, out.as_str()),
        (0, "the report follows: 11 files and the report are as the receipt says\n")
    );
    // the same receipt again, byte for byte, and of the form that its schema says
    let first = fs::read(ground.path("receipt.json")).unwrap();
    let again = with_receipt();
    // the workbook of the ground carries the time at which it was made
    fs::copy(ground.path(ground::BOOK), again.path(ground::BOOK)).unwrap();
    assert_eq!(said(&again, CHECK).0, 0);
    assert_eq!(first, fs::read(again.path("receipt.json")).unwrap());
    let schema: Value = serde_json::from_str(&dondoc::receipt::schema()).unwrap();
    let receipt: Value = serde_json::from_slice(&first).unwrap();
    assert!(jsonschema::is_valid(&schema, &receipt));
    assert_eq!(receipt["schema"], "dondoc.receipt/1");
    let machine = ground.path("").to_str().unwrap().trim_end_matches('/').to_owned();
    assert!(!String::from_utf8(first).unwrap().contains(&machine), "no path of the machine");
}

#[test]
fn another_build_of_the_same_version_is_named_and_fails_nothing() {
    let ground = with_receipt();
    let good = fs::read_to_string(ground.path("receipt.json")).unwrap();
    let receipt: Value = serde_json::from_str(&good).unwrap();
    let own = dondoc::receipt::sha256(&fs::read(env!("CARGO_BIN_EXE_dondoc")).unwrap());
    assert_eq!(receipt["build"], own.as_str(), "the executable's own digest");
    let follows = "the report follows: 11 files and the report are as the receipt says\n";
    let named = "another build of dondoc 0.1.0 made the report; what follows is judged all the same\n";
    fs::write(ground.path("receipt.json"), good.replace(&own, &"0".repeat(64))).unwrap();
    assert_eq!(said(&ground, "verify receipt.json"), (0, format!("{follows}{named}")));
    // a receipt of before builds were named
    let line = format!("  \"build\": \"{own}\",\n");
    assert!(good.contains(&line));
    fs::write(ground.path("receipt.json"), good.replace(&line, "")).unwrap();
    assert_eq!(said(&ground, "verify receipt.json"), (0, follows.to_owned()));
}

#[test]
fn the_program_prints_the_form_of_its_receipts() {
    let ground = with_receipt();
    let (code, out) = said(&ground, "schema receipt");
    assert_eq!(code, 0, "{out}");
    let schema: Value = serde_json::from_str(&out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let good: Value = serde_json::from_slice(&fs::read(ground.path("receipt.json")).unwrap()).unwrap();
    assert!(validator.is_valid(&good));
    for key in good.as_object().unwrap().keys().filter(|key| *key != "build") {
        let mut less = good.clone();
        less.as_object_mut().unwrap().remove(key);
        assert!(!validator.is_valid(&less), "without {key}");
    }
    let mut more = good.clone();
    more["more"] = 1.into();
    assert!(!validator.is_valid(&more));
    let (code, out) = said(&ground, "schema recipt");
    assert!(code == 2 && out.contains("receipt"), "{out}");
}

#[test]
fn every_input_that_differs_is_named() {
    let ground = with_receipt();
    ground.write(TABLE, text(TABLE).replace("Nội,3", "Nội,5").as_bytes());
    ground.write(RULE, format!("{}\n", text(RULE)).as_bytes());
    ground.write(
        "data/documents/2025-01-02-more.toml",
        text(DOCUMENT)
            .split("[[observation]]")
            .next()
            .unwrap()
            .replace("wg-2024-10", "more")
            .replace("number     = \"1/TB\"\n", "")
            .as_bytes(),
    );
    ground.remove("rules/lint.toml");
    let (code, out) = said(&ground, "verify receipt.json -q");
    assert_eq!(code, 1, "{out}");
    for line in [
        "data/documents/2024-10-21-wg.csv differs",
        "data/documents/2025-01-02-more.toml is new",
        "rules/justice/records.rhai differs",
        "rules/lint.toml is missing",
        "the report that follows from this folder is another one",
    ] {
        assert!(out.lines().any(|said| said == line), "{line}: {out}");
    }
}

#[test]
fn another_report_and_a_folder_that_is_refused_are_told() {
    let ground = with_receipt();
    fs::write(ground.path("other.html"), "another").unwrap();
    let (code, out) = said(&ground, "verify receipt.json --report other.html");
    assert_eq!((code, out.as_str()), (1, "other.html is not the report that the receipt is of\n"));
    ground.write(RULE, b"let x = ");
    let (code, out) = said(&ground, "verify receipt.json");
    assert!(code == 1 && out.contains("no report follows from this folder"), "{out}");
}

#[test]
fn what_is_no_receipt_is_refused() {
    let ground = with_receipt();
    let good = fs::read_to_string(ground.path("receipt.json")).unwrap();
    for (name, bad) in [
        ("nothing", String::new()),
        ("half", good[..good.len() / 2].to_owned()),
        ("another form", good.replace("dondoc.receipt/1", "dondoc.receipt/9")),
        ("a key too many", good.replacen('{', "{ \"more\": 1,", 1)),
        ("a day that is none", good.replace("2025-01-31", "2025-02-31")),
        ("a form that is none", good.replace("\"html\"", "\"htm\"")),
    ] {
        fs::write(ground.path("bad.json"), bad).unwrap();
        let (code, out) = said(&ground, "verify bad.json");
        assert!(code == 2 && out.contains("error[bad-report]"), "{name}: {code} {out}");
    }
    assert_eq!(said(&ground, "verify nowhere.json").0, 2);
    let (code, out) = said(&ground, "check --as-of 2025-01-31 -o x.html --receipt x.html");
    assert!(code == 2 && !ground.path("x.html").exists(), "{out}");
    let (code, out) = said(&ground, "check --as-of 2025-01-31 --receipt data/facts.toml");
    assert!(code == 2 && out.contains("never overwrites"), "{out}");
}

/// What may never end is not opened, whatever asks for it.
#[cfg(unix)]
#[test]
fn a_device_is_no_receipt_no_report_and_no_template() {
    let ground = with_receipt();
    fs::create_dir_all(ground.path("rules/templates")).unwrap();
    for name in ["zero.json", "rules/templates/notice.vi.md"] {
        std::os::unix::fs::symlink("/dev/zero", ground.path(name)).unwrap();
    }
    fs::copy(ground.path("receipt.json"), ground.path("old.json")).unwrap();
    for line in [
        "verify zero.json",
        "verify receipt.json --report zero.json",
        "diff zero.json old.json",
        "diff old.json zero.json",
        "notice --all-late --as-of 2025-01-31 -o letters",
    ] {
        let (code, out) = said(&ground, line);
        assert_eq!(code, 2, "{line}: {out}");
        assert!(out.contains("zero.json") || out.contains("notice.vi.md"), "{line}: {out}");
    }
}
