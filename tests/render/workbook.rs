//! The workbook, read back with another library than the one that wrote it.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx};
use dondoc::model::bilingual::Lang;
use dondoc::render::{Format, Style, render};
use dondoc::report::Report;

use crate::fixture;
use crate::hostile;

pub type Book = Xlsx<Cursor<Vec<u8>>>;

fn bytes(report: &Report, lang: Lang) -> Vec<u8> {
    render(report, Format::Xlsx, lang, Style::default()).unwrap()
}

pub fn book(report: &Report, lang: Lang) -> Book {
    Xlsx::new(Cursor::new(bytes(report, lang))).unwrap()
}

/// The rows of a sheet of our own making.
fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<Data>> {
    let mut reader = book.worksheet_cells_reader(sheet).unwrap();
    let mut rows: Vec<Vec<Data>> = Vec::new();
    while let Some(cell) = reader.next_cell().unwrap() {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), Data::Empty);
        cells[column] = Data::from(cell.get_value().clone());
    }
    rows
}

/// A sheet as text, a line a row.
pub fn said(book: &mut Book, sheet: &str) -> String {
    let line = |row: Vec<Data>| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        format!("{}\n", cells.join(" | ").trim_end_matches([' ', '|']))
    };
    rows(book, sheet).into_iter().map(line).collect()
}

/// Everything in the file, by name.
fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn row_of<'r>(rows: &'r [Vec<Data>], column: usize, text: &str) -> &'r [Data] {
    rows.iter().find(|row| row.get(column) == Some(&Data::String(text.to_owned()))).unwrap()
}

fn column(rows: &[Vec<Data>], head: &str) -> usize {
    rows.iter()
        .flat_map(|row| row.iter().position(|cell| cell == &Data::String(head.to_owned())))
        .next()
        .unwrap()
}

#[test]
fn a_clerk_finds_the_sheets_in_her_language() {
    insta::assert_debug_snapshot!(
        Lang::ALL.iter().map(|lang| book(&fixture::report(), *lang).sheet_names()).collect::<Vec<_>>()
    );
}

#[test]
fn every_text_of_the_workbook() {
    let report = fixture::report();
    let mut book = book(&report, Lang::Vi);
    let mut out = String::new();
    for sheet in book.sheet_names() {
        out.push_str(&format!("== {sheet}\n"));
        out.push_str(&said(&mut book, &sheet));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn numbers_are_numbers_and_days_are_days() {
    let mut book = book(&fixture::report(), Lang::En);
    let ranking = rows(&mut book, "Ranking");
    let row = row_of(&ranking, column(&ranking, "Locality"), "Bac Ninh");
    assert_eq!(row[column(&ranking, "Score proven")], Data::Float(10.7));
    assert!(matches!(row[column(&ranking, "Code")], Data::String(_)), "codes keep their zeros");
    let deadlines = rows(&mut book, "Deadlines");
    let at = column(&deadlines, "Last day in time");
    let days: Vec<&Data> = deadlines.iter().filter_map(|row| row.get(at)).collect();
    let dates = days.iter().filter_map(|cell| match cell {
        Data::DateTime(moment) => Some(moment.to_ymd_hms_milli()),
        _ => None,
    });
    assert!(dates.clone().count() >= 3);
    assert!(dates.clone().any(|(year, month, day, ..)| (year, month, day) == (2025, 3, 31)));
    let evidence = rows(&mut book, "Evidence");
    let at = column(&evidence, "Value");
    assert!(evidence.iter().any(|row| matches!(row.get(at), Some(Data::Float(_)))));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for report in [fixture::report(), hostile::report()] {
        assert_eq!(bytes(&report, Lang::Vi), bytes(&report, Lang::Vi));
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes(&fixture::report(), Lang::Vi))).unwrap();
    for at in 0..zip.len() {
        let moment = zip.by_index(at).unwrap().last_modified().unwrap();
        assert_eq!((moment.year(), moment.hour()), (1980, 0), "no moment of writing");
    }
    let core =
        parts(bytes(&fixture::report(), Lang::Vi)).into_iter().find(|(name, _)| name == "docProps/core.xml");
    assert!(core.unwrap().1.contains("2025-05-31T00:00:00Z"), "the day that is judged");
}

#[test]
fn nothing_of_the_data_becomes_a_formula_or_a_link() {
    let mut report = hostile::report();
    report.localities[1].name.vi = "http://evil.example/x".to_owned();
    report.localities[2].name.vi = "x".repeat(40_000);
    report.localities[3].name.vi = "{=1+1}".to_owned();
    for lang in Lang::ALL {
        for (name, text) in parts(bytes(&report, *lang)) {
            if name.starts_with("xl/worksheets/") {
                assert!(!text.contains("<f>") && !text.contains("<f "), "{name} has a formula");
                assert!(!text.contains("<hyperlink"), "{name} has a link");
            }
            assert!(!name.contains("externalLink") && !name.contains("vbaProject"));
            if name.ends_with(".rels") {
                assert!(!text.contains("evil.example"), "{name}");
            }
        }
        let mut book = book(&report, *lang);
        for sheet in book.sheet_names() {
            let mut reader = book.worksheet_cells_reader(&sheet).unwrap();
            while let Some(cell) = reader.next_cell().unwrap() {
                let text = match cell.get_value() {
                    DataRef::String(text) => text.clone(),
                    DataRef::SharedString(text) => (*text).to_owned(),
                    _ => continue,
                };
                let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}');
                assert_eq!(text.chars().find(|c| steers(*c)), None, "{sheet}");
            }
        }
    }
    let mut book = book(&report, Lang::Vi);
    let ranking = rows(&mut book, "Xếp hạng");
    assert!(ranking.iter().flatten().any(|cell| cell.to_string().starts_with("=cmd|")), "kept as a text");
}

#[test]
fn an_empty_report_is_a_workbook_too() {
    let mut report = fixture::report();
    report.localities.clear();
    report.totals.clear();
    report.problems.clear();
    report.documents.clear();
    assert!(!book(&report, Lang::Vi).sheet_names().is_empty());
}
