//! What other tools rely on.

use dondoc::model::bilingual::Lang;
use dondoc::render::{Format, Style, render, schema};
use dondoc::report::Report;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::fixture;
use crate::hostile;

fn rendered(report: &Report, format: Format, lang: Lang) -> String {
    String::from_utf8(render(report, format, lang, Style::default()).unwrap()).unwrap()
}

/// The schema with every key that it does not name forbidden.
fn strict_schema() -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.contains_key("properties") {
                    object.insert("additionalProperties".to_owned(), json!(false));
                }
                object.values_mut().for_each(close);
            }
            Value::Array(values) => values.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema: Value = serde_json::from_str(&schema::schema()).unwrap();
    close(&mut schema);
    schema
}

#[test]
fn json_is_of_its_schema() {
    let validator = jsonschema::validator_for(&strict_schema()).unwrap();
    for report in [fixture::report(), fixture::one_province(), hostile::report()] {
        let json: Value = serde_json::from_str(&rendered(&report, Format::Json, Lang::En)).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn a_report_that_leaves_out_a_key_is_not_of_the_schema() {
    let validator = jsonschema::validator_for(&strict_schema()).unwrap();
    let mut json: Value =
        serde_json::from_str(&rendered(&fixture::report(), Format::Json, Lang::En)).unwrap();
    assert!(validator.is_valid(&json));
    json["localities"][0]["verdicts"][0].as_object_mut().unwrap().remove("deadline");
    assert!(!validator.is_valid(&json));
}

#[test]
fn the_schema_stays_what_it_is() {
    insta::assert_snapshot!("schema", schema::schema());
}

#[test]
fn json_is_the_same_in_both_languages() {
    let report = fixture::report();
    for format in [Format::Json, Format::Jsonl] {
        assert_eq!(rendered(&report, format, Lang::En), rendered(&report, format, Lang::Vi));
    }
}

#[test]
fn lines_put_together_are_the_report() {
    for report in [fixture::report(), hostile::report()] {
        let whole: Value = serde_json::from_str(&rendered(&report, Format::Json, Lang::En)).unwrap();
        let lines = rendered(&report, Format::Jsonl, Lang::En);
        let mut lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut joined = lines.next().unwrap();
        joined["localities"] = lines.collect();
        assert_eq!(joined, whole);
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_ends_its_last_line() {
    for format in Format::ALL.iter().filter(|format| **format != Format::Xlsx) {
        let once = rendered(&fixture::report(), *format, Lang::Vi);
        assert_eq!(once, rendered(&fixture::report(), *format, Lang::Vi), "{format}");
        assert!(once.ends_with('\n') && !once.ends_with("\n\n"), "{format}");
    }
}

#[test]
fn csv_has_a_row_a_verdict_and_plain_numbers() {
    let report = fixture::report();
    let text = rendered(&report, Format::Csv, Lang::Vi);
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), report.localities.iter().map(|l| l.verdicts.len()).sum::<usize>());
    let cell =
        |row: &csv::StringRecord, head: &str| row[heads.iter().position(|h| h == head).unwrap()].to_owned();
    let late = rows
        .iter()
        .find(|r| &r[0] == "bac-ninh-2025" && cell(r, "requirement") == "judicial-records-on-vneid");
    let late = late.unwrap();
    assert_eq!(cell(late, "name"), "Bắc Ninh");
    assert_eq!(cell(late, "score_low"), "10.7143");
    assert_eq!(cell(late, "effective"), "2025-03-31");
    assert_eq!(cell(late, "working_days_late"), "41");
    assert_eq!(cell(late, "reason"), "quá hạn 41 ngày làm việc; chưa triển khai");
    assert_eq!(cell(late, "documents"), "returns-2025-05|directive-07-2025");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 72, 80, 100, 120, 200] {
        for lang in Lang::ALL {
            let style = Style { width, ..Style::default() };
            let text = render(&fixture::report(), Format::Text, *lang, style).unwrap();
            for line in String::from_utf8(text).unwrap().lines() {
                // A command is on one line whatever the width.
                assert!(line.width() <= width || line.contains("dondoc explain"), "{width} {lang}: {line}");
            }
        }
    }
}

#[test]
fn formats_are_guessed_from_endings() {
    for (path, format) in [
        ("report.txt", Some(Format::Text)),
        ("out/Report.JSON", Some(Format::Json)),
        ("a.jsonl", Some(Format::Jsonl)),
        ("a.ndjson", Some(Format::Jsonl)),
        ("a.b.csv", Some(Format::Csv)),
        ("a.md", Some(Format::Markdown)),
        ("a.html", Some(Format::Html)),
        ("a.xml", Some(Format::Junit)),
        ("a.xlsx", Some(Format::Xlsx)),
        ("a.docx", None),
        ("json", None),
    ] {
        assert_eq!(Format::from_ending(path), format, "{path}");
    }
}
