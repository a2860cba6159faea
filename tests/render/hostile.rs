//! Data that try to be more than data: formulas, markup, escape sequences, overrides of direction.

use dondoc::model::bilingual::{Bilingual, Lang};
use dondoc::render::{Format, Paint, Style, render};
use dondoc::report::{Report, Shown};
use serde_json::Value;

use crate::fixture;

pub const HOSTILE: &str = "=cmd|' /C calc'!A0 <script>alert(1)</script> & \"q\" | pipe `tick` \u{1b}[31mred\u{1b}]0;t\u{7}\r\n# new line\t\u{202e}rtl\u{2066} \u{7f}\u{9b}2J \u{0} [a](http://x) @all\u{2028}*b* ]]> --";

fn text() -> String {
    HOSTILE.to_owned()
}

fn both() -> Bilingual {
    Bilingual::new(HOSTILE, HOSTILE)
}

/// The report with every text of the data replaced.
pub fn report() -> Report {
    let mut report = fixture::report();
    for requirement in &mut report.requirements {
        requirement.title = both();
        requirement.responsible = Some(text());
        requirement.cites = vec![text()];
    }
    for locality in &mut report.localities {
        locality.name = both();
        locality.code = text();
        locality.region = text();
        locality.id = text();
        locality.inherits = vec![text()];
        for verdict in &mut locality.verdicts {
            verdict.missing = vec![text()];
            verdict.documents = vec![text(), text()].into();
            if let Some(reason) = &mut verdict.reason {
                (reason.en, reason.vi, reason.key) = (text(), text(), text());
            }
            if let Some(deadline) = &mut verdict.deadline {
                deadline.document = text();
                deadline.rolled_because = Some(both());
            }
            if let Some(waiver) = &mut verdict.waiver {
                waiver.reason = both();
                waiver.document = text();
            }
            for evidence in &mut verdict.evidence {
                (evidence.fact, evidence.document) = (text(), Some(text()));
                evidence.value = Shown::Text(text());
            }
        }
    }
    for total in &mut report.totals {
        total.document = text();
        total.note = Some(text());
        total.identity = total.identity.as_ref().map(|_| text());
        total.fact = total.fact.as_ref().map(|_| text());
        total.with_value = Some(Shown::Text(text()));
    }
    for problem in &mut report.problems {
        problem.message = both();
        problem.file = Some(text());
    }
    for summary in &mut report.summary {
        summary.unreported = vec![text()];
        summary.ask_for.iter_mut().for_each(|ask| ask.fact = text());
    }
    report
}

fn steers(c: char) -> bool {
    c != '\n' && (c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

fn rendered(format: Format, lang: Lang) -> String {
    String::from_utf8(render(&report(), format, lang, Style::default()).unwrap()).unwrap()
}

#[test]
fn nothing_that_steers_reaches_any_output() {
    for format in Format::ALL.iter().filter(|format| **format != Format::Xlsx) {
        for lang in Lang::ALL {
            let out = rendered(*format, *lang);
            assert_eq!(out.chars().find(|c| steers(*c)), None, "{format} {lang}");
            assert!(
                out.lines().all(|line| !line.starts_with("# new line")),
                "{format} {lang}: a line of its own"
            );
        }
    }
}

#[test]
fn colour_adds_no_sequence_of_the_data() {
    let style = Style { paint: Paint::Colour, ..Style::default() };
    let out = String::from_utf8(render(&report(), Format::Text, Lang::En, style).unwrap()).unwrap();
    assert!(!out.contains("\u{1b}]") && !out.contains("\u{1b}[31mred"));
    let stripped = anstream::adapter::strip_str(&out).to_string();
    assert_eq!(stripped.chars().find(|c| steers(*c)), None);
}

#[test]
fn json_keeps_the_data_as_they_are() {
    let json: Value = serde_json::from_str(&rendered(Format::Json, Lang::En)).unwrap();
    assert_eq!(json["localities"][0]["name"]["vi"], HOSTILE);
}

#[test]
fn no_cell_of_a_spreadsheet_is_a_formula() {
    let out = rendered(Format::Csv, Lang::Vi);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', ' ']), "{cell}");
        }
    }
}

#[test]
fn markdown_has_no_html_and_whole_tables() {
    let out = rendered(Format::Markdown, Lang::En);
    let out_of_links = out.replace("\\[", "").replace("\\]", "");
    assert!(!out_of_links.contains(['<', '[', ']', '@']) && !out.contains("://"));
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut expected = None;
    for line in out.lines() {
        if line.starts_with('|') {
            assert_eq!(*expected.get_or_insert(bars(line)), bars(line), "{line}");
        } else {
            expected = None;
        }
    }
    let unescaped = out.replace("\\`", "").replace("\\*", "").replace("**", "");
    assert!(!unescaped.contains('`') && !unescaped.contains('*'));
}

#[test]
fn junit_is_well_formed() {
    let out = rendered(Format::Junit, Lang::En);
    assert!(!out.contains("<script>"));
    let back = quick_junit::Report::deserialize_from_str(&out).unwrap();
    assert_eq!(back.test_suites.len(), report().localities.len());
}
