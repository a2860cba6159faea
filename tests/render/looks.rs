//! Snapshots of every format, in both languages.

use dondoc::model::bilingual::Lang;
use dondoc::render::{Format, Paint, Style, render};
use dondoc::report::Report;

use crate::fixture;

fn rendered(report: &Report, format: Format, lang: Lang, style: Style) -> String {
    String::from_utf8(render(report, format, lang, style).unwrap()).unwrap()
}

/// A page without its style, script and data, without the hashes that name them and the numbers of its texts.
pub fn structure(page: &str) -> String {
    let mut page = page.to_owned();
    let parts = [
        ("<style>", "</style>"),
        ("id=\"_data\">", "</script>"),
        ("id=\"_details\">", "</script>"),
        ("<script>", "</script>"),
    ];
    for (start, end) in parts {
        let from = page.find(start).unwrap() + start.len();
        let to = from + page[from..].find(end).unwrap();
        page.replace_range(from..to, "");
    }
    // Numbers of texts: a word more would move them all.
    for mark in [" data-t=\"", " data-t-label=\""] {
        while let Some(from) = page.find(mark) {
            let to = from + mark.len() + page[from + mark.len()..].find('"').unwrap() + 1;
            page.replace_range(from..to, "");
        }
    }
    let hash = |text: &str| text.starts_with("'sha256-");
    page.split(' ').map(|word| if hash(word) { "'sha256-…';" } else { word }).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_format_in_both_languages() {
    let report = fixture::report();
    for format in Format::ALL.iter().filter(|format| **format != Format::Xlsx) {
        for lang in Lang::ALL {
            let mut out = rendered(&report, *format, *lang, Style::default());
            if *format == Format::Html {
                out = structure(&out);
            }
            insta::assert_snapshot!(format!("{format}-{lang}"), out);
        }
    }
}

#[test]
fn text_fits_the_terminal() {
    let report = fixture::report();
    for width in [60, 80, 120, 160] {
        let text = rendered(&report, Format::Text, Lang::En, Style { width, paint: Paint::Plain });
        insta::assert_snapshot!(format!("text-{width}"), text);
    }
}

#[test]
fn one_locality_is_shown_in_full() {
    let report = fixture::one_province();
    for lang in Lang::ALL {
        let text = rendered(&report, Format::Text, *lang, Style::default());
        insta::assert_snapshot!(format!("text-one-province-{lang}"), text);
    }
}

#[test]
fn nothing_to_show_is_said() {
    let mut report = fixture::report();
    report.localities.clear();
    report.totals.clear();
    report.problems.clear();
    insta::assert_snapshot!("text-empty", rendered(&report, Format::Text, Lang::En, Style::default()));
    insta::assert_snapshot!(
        "markdown-empty",
        rendered(&report, Format::Markdown, Lang::Vi, Style::default())
    );
}

#[test]
fn colour_only_adds_to_the_words() {
    let report = fixture::report();
    let plain = rendered(&report, Format::Text, Lang::Vi, Style::default());
    let colour =
        rendered(&report, Format::Text, Lang::Vi, Style { paint: Paint::Colour, ..Style::default() });
    assert!(colour.contains("\u{1b}[1m\u{1b}[31m"), "overdue is bold and red");
    assert_eq!(anstream::adapter::strip_str(&colour).to_string(), plain);
}
