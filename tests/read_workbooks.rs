//! Tables of documents that are workbooks: what is read of them, and what is said of those that cannot be.

mod run;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use camino::Utf8Path;
use dondoc::problem::{Colour, render};
use dondoc::read::{self, Reading};
use run::lay;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

const HEADS: [&str; 6] =
    ["locality", "records.count", "records.share", "records.plan", "records.start", "records.deployed"];

/// The sound project with one more document, whose table is this file.
fn reading(file: &str, sheet: &str, bytes: &[u8]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/sound"), folder.path());
    let documents = folder.path().join("data/documents");
    fs::write(documents.join(file), bytes).unwrap();
    let sheet = if sheet.is_empty() { String::new() } else { format!("sheet = \"{sheet}\"\n") };
    let document = format!(
        "id = \"sheet\"\ntitle = {{ en = \"Sheet\", vi = \"Bảng\" }}\nkind = \"return\"\nissuer = \"Provinces\"\n\
         dated = 2024-11-30\nsource = \"returns\"\nconfidence = \"medium\"\n\n[[table]]\nfile = \"{file}\"\n{sheet}"
    );
    fs::write(documents.join("sheet.toml"), document).unwrap();
    read::project(Utf8Path::from_path(folder.path()).unwrap())
}

fn problems(reading: &Reading) -> String {
    render(&reading.problems, &reading.sources, Colour::Plain)
}

fn values(reading: &Reading) -> Vec<String> {
    let project = &reading.project;
    let ours = project.tables.iter().filter(|table| project.document(table.document).id == "sheet");
    let mut values = Vec::new();
    for table in ours {
        for (row, locality) in table.localities.iter().enumerate() {
            for column in &table.columns {
                let fact = project.dictionary.get(column.fact);
                if let Some(value) = column.cells.get(row) {
                    let locality = &project.registry.get(*locality).id;
                    values.push(format!("{locality} {} {}", fact.name, fact.spell(&value)));
                }
            }
        }
    }
    values
}

/// A workbook of one sheet under the usual heads.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Báo cáo").unwrap();
    sheet.write_row(0, 0, HEADS).unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

#[test]
fn every_way_to_write_a_value() {
    let bytes = workbook(|sheet| {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let percent = Format::new().set_num_format("0.00%");
        sheet.write(1, 0, "Hà Giang").unwrap();
        sheet.write(1, 1, 1200).unwrap();
        sheet.write_with_format(1, 2, 0.1539, &percent).unwrap();
        sheet.write(1, 3, "issued").unwrap();
        sheet.write_with_format(1, 4, ExcelDateTime::from_ymd(2024, 10, 21).unwrap(), &day).unwrap();
        sheet.write(1, 5, true).unwrap();
        sheet
            .write_row(2, 0, ["hau giang", "1.234.567", "15,39 %", "Consulting", "21/10/2024", "có"])
            .unwrap();
        sheet.write_row(4, 0, ["28 ", "", "", "", "2024-10-21", "x"]).unwrap();
        sheet.write(4, 0, "01").unwrap();
        sheet.write(4, 2, 44.5).unwrap();
    });
    let reading = reading("x.xlsx", "Báo cáo", &bytes);
    assert_eq!(problems(&reading), "");
    assert_eq!(
        values(&reading),
        [
            "ha-giang records.count 1200",
            "ha-giang records.share 15.39",
            "ha-giang records.plan issued",
            "ha-giang records.start 2024-10-21",
            "ha-giang records.deployed true",
            "hau-giang records.count 1234567",
            "hau-giang records.share 15.39",
            "hau-giang records.plan consulting",
            "hau-giang records.start 2024-10-21",
            "hau-giang records.deployed true",
            "ha-noi records.share 44.5",
            "ha-noi records.start 2024-10-21",
            "ha-noi records.deployed true",
        ]
    );
}

#[test]
fn a_workbook_of_one_sheet_needs_no_name_of_it() {
    let bytes = workbook(|sheet| {
        sheet.write_row(1, 0, ["Hà Giang", "7"]).unwrap();
    });
    let reading = reading("x.xlsx", "", &bytes);
    assert_eq!(problems(&reading), "");
    assert_eq!(values(&reading), ["ha-giang records.count 7"]);
}

#[test]
fn cells_that_cannot_be_read_are_told_with_their_addresses() {
    let bytes = workbook(|sheet| {
        sheet.write_row(1, 0, ["Hà Giang", "12,5", "about 5", "issuing", "10/21/2024", "maybe"]).unwrap();
        sheet.write(2, 0, "Hà Giangg").unwrap();
        sheet.write(2, 1, 1.234).unwrap();
        sheet.write(2, 4, 45586).unwrap();
        sheet.write(3, 1, 5).unwrap();
        sheet.write_formula(4, 1, Formula::new("=A1+1").set_result("#REF!")).unwrap();
        sheet.write(4, 0, "Hậu Giang").unwrap();
        sheet.merge_range(5, 2, 6, 2, "44.5", &Format::new()).unwrap();
        sheet.write(5, 0, "Hà Nội").unwrap();
        sheet.write(6, 0, "Bắc Ninh").unwrap();
    });
    insta::assert_snapshot!(problems(&reading("x.xlsx", "Báo cáo", &bytes)));
}

#[test]
fn a_stray_cell_is_told() {
    let bytes = workbook(|sheet| {
        sheet.write_row(1, 0, ["Hà Giang", "7"]).unwrap();
        sheet.write(7, 8, "checked by Lan").unwrap();
    });
    insta::assert_snapshot!(problems(&reading("x.xlsx", "Báo cáo", &bytes)));
}

#[test]
fn formulas_are_read_and_told() {
    let bytes = workbook(|sheet| {
        sheet.write(1, 0, "Hà Giang").unwrap();
        sheet.write_formula(1, 1, Formula::new("=3+4").set_result("7")).unwrap();
        sheet.write_formula(1, 2, Formula::new("=B2/2").set_result("3.5")).unwrap();
    });
    let reading = reading("x.xlsx", "Báo cáo", &bytes);
    assert_eq!(values(&reading), ["ha-giang records.count 7", "ha-giang records.share 3.5"]);
    insta::assert_snapshot!(problems(&reading));
}

/// The parts of a workbook, changed or with more.
fn repacked(bytes: &[u8], change: impl Fn(&str, String) -> String, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        to.start_file(name.as_str(), options).unwrap();
        to.write_all(change(&name, text).as_bytes()).unwrap();
    }
    for (name, bytes) in more {
        to.start_file(*name, options).unwrap();
        to.write_all(bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn in_sheet(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let change = |name: &str, text: String| {
        if name == "xl/worksheets/sheet1.xml" { text.replace(from, to) } else { text }
    };
    let changed = repacked(bytes, change, &[]);
    assert_ne!(changed, repacked(bytes, |_, text| text, &[]), "nothing was changed");
    changed
}

#[test]
fn hostile_and_broken_workbooks_are_refused() {
    let sound = workbook(|sheet| {
        sheet.write_row(1, 0, ["Hà Giang", "7"]).unwrap();
    });
    let hidden = {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Một").unwrap();
        book.add_worksheet().set_name("Hai").unwrap();
        book.save_to_buffer().unwrap()
    };
    let shared = |number: &str| {
        let claim = format!("uniqueCount=\"{number}\"");
        repacked(
            &sound,
            |name, text| {
                if name.contains("sharedStrings") { text.replace("uniqueCount=\"8\"", &claim) } else { text }
            },
            &[],
        )
    };
    // the directory of the archive says that a part is 600 MiB when unpacked
    let mut bomb = sound.clone();
    let entry = bomb.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bomb[entry + 24..entry + 28].copy_from_slice(&(600 * 1024 * 1024_u32).to_le_bytes());
    let mut locked = vec![0xd0, 0xcf, 0x11, 0xe0];
    locked.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
    let cases: Vec<(&str, &str, &str, Vec<u8>)> = vec![
        ("a corner far out", "x.xlsx", "", in_sheet(&sound, "r=\"B2\"", "r=\"XFD1048576\"")),
        ("an address beyond numbers", "x.xlsx", "", in_sheet(&sound, "r=\"B2\"", "r=\"B99999999999\"")),
        ("a cell given twice", "x.xlsx", "", in_sheet(&sound, "r=\"B2\"", "r=\"A2\"")),
        ("a cut file", "x.xlsx", "", sound[..sound.len() / 2].to_vec()),
        ("a claim of many texts", "x.xlsx", "", shared("99999999999999")),
        ("a bomb", "x.xlsx", "", bomb),
        ("macros", "x.xlsx", "", repacked(&sound, |_, text| text, &[("xl/vbaProject.bin", b"x")])),
        ("a password", "x.xlsx", "", locked),
        ("another form", "x.xlsm", "", sound.clone()),
        ("a text", "x.xlsx", "", b"locality,records.count\n".to_vec()),
        ("a name misspelt", "x.xlsx", "Báo cao", sound.clone()),
        ("two sheets", "x.xlsx", "", hidden.clone()),
        ("an empty sheet", "x.xlsx", "Một", hidden),
    ];
    let mut out = String::new();
    for (what, file, sheet, bytes) in cases {
        let reading = reading(file, sheet, &bytes);
        assert!(values(&reading).is_empty(), "{what}");
        out.push_str(&format!("== {what}\n{}\n", problems(&reading)));
    }
    insta::assert_snapshot!(out);
}
