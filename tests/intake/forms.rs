//! The form goes out, is filled in as people fill in forms, and comes back; so do sheets that people made themselves.

use std::fs;
use std::io::{Cursor, Read};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::desk::{Desk, Filled, said};
use Filled::{Number, Text, Truth};

/// Columns of the form are in order of names: contact D, cost E, count F, deployed G, plan H, share I, start J; rows in
/// order of codes: Hà Nội 5, Hà Giang 6, Bắc Ninh 7, Đà Nẵng 8, Hậu Giang 9.
const HONEST: &[(&str, Filled)] = &[
    ("D5", Text("Sở Tư pháp, phòng 2; \"một cửa\"")),
    ("E5", Number(12.5)),
    ("F5", Number(1200.0)),
    ("G5", Text("Có")),
    ("H5", Text("đã ban hành")),
    ("I5", Number(44.5)),
    ("J5", Number(45586.0)),
    ("D6", Text("=1+1")),
    ("E6", Text("1.234,5")),
    ("F6", Text("1.234.567")),
    ("G6", Text("Kho\u{302}ng")),
    ("H6", Text("Being drawn up")),
    ("I6", Text("15,39 %")),
    ("J6", Text("21/10/2024")),
    ("F7", Number(75.0)),
    ("H7", Text("consulting")),
    ("F8", Number(100.0)),
    ("G9", Truth),
];

#[test]
fn every_value_arrives() {
    let desk = Desk::new();
    desk.form("Báo cáo tháng 11.xlsx", HONEST);
    let before = desk.files();
    let done = desk.run(&["import", "Báo cáo tháng 11.xlsx", "--yes", "--published", "2024-12-02", "-q"]);
    assert!(done.status.success(), "{}", said(&done));
    insta::assert_snapshot!("preview", said(&done));
    insta::assert_snapshot!("values", desk.values().join("\n"));
    let new: Vec<String> = desk.files().into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(new.len(), 2, "{new:?}");
    let mut paper = String::new();
    for name in new {
        paper
            .push_str(&format!("== {name}\n{}\n", fs::read_to_string(desk.documents().join(&name)).unwrap()));
    }
    let digest = paper.split('"').find(|part| part.len() == 64).unwrap().to_owned();
    insta::assert_snapshot!("paper", paper.replace(&digest, "[sha256]"));
    // and it is in the next report
    let report = desk.run(&["check", "--as-of", "2024-12-31", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    let hanoi = report["localities"].as_array().unwrap().iter().find(|row| row["id"] == "ha-noi").unwrap();
    assert_eq!(hanoi["verdicts"][0]["status"], "met");
}

/// The form opened and saved by LibreOffice, where it is installed; with `DONDOC_OFFICE=required` it must be.
#[test]
fn every_value_arrives_through_a_spreadsheet_program() {
    let required = std::env::var("DONDOC_OFFICE").is_ok_and(|word| word == "required");
    if std::process::Command::new("soffice").arg("--version").output().is_err() {
        assert!(!required, "soffice is not installed");
        return;
    }
    let desk = Desk::new();
    desk.form("form.xlsx", HONEST);
    let done = desk.run(&["import", "form.xlsx", "--yes", "--document", "there"]);
    assert!(done.status.success(), "{}", said(&done));
    let direct = desk.values();
    let other = Desk::new();
    fs::copy(desk.path("form.xlsx"), other.path("form.xlsx")).unwrap();
    let saved = std::process::Command::new("soffice")
        .current_dir(other.folder.path())
        .arg(format!("-env:UserInstallation=file://{}", other.path("profile").display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved", "form.xlsx"])
        .output()
        .unwrap();
    assert!(other.path("saved/form.xlsx").exists(), "{}", said(&saved));
    let done = other.run(&["import", "saved/form.xlsx", "--yes", "--document", "there"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(other.values(), direct);
    assert_eq!(direct.len(), 18);
}

#[test]
fn nothing_is_written_unless_somebody_says_so() {
    let desk = Desk::new();
    desk.form("form.xlsx", HONEST);
    let before = desk.files();
    for words in [&["import", "form.xlsx"][..], &["import", "form.xlsx", "--dry-run"]] {
        let shown = desk.run(words);
        assert!(shown.status.success());
        assert!(said(&shown).contains("new: "), "{}", said(&shown));
        assert_eq!(desk.files(), before);
    }
}

#[test]
fn the_same_file_is_taken_in_once() {
    let desk = Desk::new();
    desk.form("form.xlsx", HONEST);
    assert!(desk.run(&["import", "form.xlsx", "--yes"]).status.success());
    let before = desk.files();
    fs::copy(desk.path("form.xlsx"), desk.path("copy.xlsx")).unwrap();
    let again = desk.run(&["import", "copy.xlsx", "--yes", "--document", "another"]);
    assert_eq!(again.status.code(), Some(2));
    insta::assert_snapshot!("twice", said(&again));
    assert_eq!(desk.files(), before);
}

#[test]
fn an_id_or_a_file_that_is_there_is_never_touched() {
    let desk = Desk::new();
    desk.form("form.xlsx", HONEST);
    let meeting = fs::read(desk.documents().join("2024-10-21-meeting.toml")).unwrap();
    let taken = desk.run(&["import", "form.xlsx", "--yes", "--document", "wg-2024-10-21"]);
    assert_eq!(taken.status.code(), Some(2), "{}", said(&taken));
    fs::write(desk.documents().join("2024-11-30-mine.csv"), "locality\n").unwrap();
    let taken = desk.run(&["import", "form.xlsx", "--yes", "--document", "mine-2024-11-30"]);
    assert_eq!(taken.status.code(), Some(2), "{}", said(&taken));
    for odd in ["../mine", "..", ".mine", "-mine", "a/b", "Ô"] {
        let odd = desk.run(&["import", "form.xlsx", "--yes", &format!("--document={odd}")]);
        assert_eq!(odd.status.code(), Some(2), "{}", said(&odd));
    }
    assert_eq!(fs::read_to_string(desk.documents().join("2024-11-30-mine.csv")).unwrap(), "locality\n");
    assert_eq!(fs::read(desk.documents().join("2024-10-21-meeting.toml")).unwrap(), meeting);
    assert_eq!(desk.files(), ["2024-10-21-meeting.toml", "2024-11-30-mine.csv", "2024-11-30-press.toml"]);
}

#[test]
fn what_a_killed_import_left_is_taken_away() {
    use sha2::{Digest, Sha256};
    let desk = Desk::new();
    desk.form("form.xlsx", HONEST);
    let orphan = "locality,records.count\nha-noi,1\n";
    let digest: String = Sha256::digest(orphan).iter().map(|byte| format!("{byte:02x}")).collect();
    let lock = desk.documents().join(".dondoc-import.lock");
    // no process has this number
    let left = |table: &str| {
        fs::write(desk.documents().join("2024-11-30-left.csv"), table).unwrap();
        fs::write(&lock, format!("4294967295\n2024-11-30-left.csv\n{digest}\n")).unwrap();
    };
    left(orphan);
    fs::write(desk.documents().join(".dondoc-half-abc"), "half").unwrap();
    let done = desk.run(&["import", "form.xlsx", "--yes"]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(
        !desk.files().iter().any(|name| name.contains("left") || name.starts_with('.')),
        "{:?}",
        desk.files()
    );
    // what that import did not write stays
    left("somebody else's");
    desk.form("other.xlsx", &HONEST[..5]);
    assert!(desk.run(&["import", "other.xlsx", "--yes"]).status.success());
    assert!(desk.files().contains(&"2024-11-30-left.csv".to_owned()));
}

#[test]
fn two_imports_do_not_write_at_once() {
    let desk = Desk::new();
    desk.form("form.xlsx", HONEST);
    let before = desk.files();
    let lock = desk.documents().join(".dondoc-import.lock");
    fs::write(&lock, "4711\nx.csv\n0\n").unwrap();
    let holder = fs::File::open(&lock).unwrap();
    holder.try_lock().unwrap();
    let busy = desk.run(&["import", "form.xlsx", "--yes"]);
    assert_eq!(busy.status.code(), Some(2));
    insta::assert_snapshot!("busy", said(&busy));
    drop(holder);
    // whoever held it was killed: its lock holds nobody up
    let done = desk.run(&["import", "form.xlsx", "--yes"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(desk.files().len(), before.len() + 2, "{:?}", desk.files());
}

#[test]
fn slips_are_told_with_their_cells() {
    let desk = Desk::new();
    let slips: &[(&str, &[(&str, Filled)])] = &[
        (
            "values of no type",
            &[
                ("E5", Text("1.234")),
                ("F5", Number(1.5)),
                ("G5", Text("maybe")),
                ("H5", Text("issuing")),
                ("I5", Number(0.445)),
                ("J5", Text("10/21/2024")),
            ],
        ),
        ("a head typed over", &[("I4", Text("Tỷ lệ cấp trực tuyên (%)")), ("I5", Number(4.0))]),
        ("a head of another thing", &[("I4", Text("Ghi chú")), ("I5", Text("nộp muộn"))]),
        ("a head twice", &[("I4", Text("Số phiếu đã cấp (số lượng)")), ("I5", Number(4.0))]),
        (
            "a locality twice",
            &[("A6", Text("ha-noi")), ("C6", Text("Hà Nội")), ("F5", Number(4.0)), ("F6", Number(5.0))],
        ),
        ("names without their ids", &[("C5", Text("Đà Nẵng")), ("F5", Number(4.0))]),
        ("a name of nobody", &[("A9", Text("")), ("C9", Text("Hau Gang")), ("F9", Number(4.0))]),
        ("nothing filled in", &[]),
    ];
    let mut out = String::new();
    for (what, fill) in slips {
        desk.form("form.xlsx", fill);
        let refused = desk.run(&["import", "form.xlsx", "--yes"]);
        assert_eq!(refused.status.code(), Some(2), "{what}: {}", said(&refused));
        out.push_str(&format!("=== {what}\n{}\n", said(&refused)));
    }
    assert!(desk.values().is_empty());
    insta::assert_snapshot!("slips", out);
}

/// A sheet that a province made for itself.
fn own_sheet(merge: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Bìa").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").unwrap();
    sheet.merge_range(0, 0, 0, 4, "BÁO CÁO KẾT QUẢ", &Format::new().set_bold()).unwrap();
    sheet.write_row(2, 0, ["STT", "Đơn vị", "Số phiếu", "Tỷ lệ (%)", "Từ ngày", "Ghi chú"]).unwrap();
    sheet.write_row(3, 0, ["1", "TP. Đà Nẵng", "1.200", "15,39 %", "", "nộp muộn"]).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(3, 4, ExcelDateTime::from_ymd(2024, 10, 21).unwrap(), &day).unwrap();
    sheet.write_row(4, 0, ["2", "ha giang", "", "", "2024-10-01"]).unwrap();
    sheet.write_row(6, 1, ["Người lập biểu"]).unwrap();
    if merge {
        sheet.merge_range(3, 2, 4, 2, "1.200", &Format::new()).unwrap();
    }
    book.save_to_buffer().unwrap()
}

const MAPPING: &str = "sheet = \"Số liệu\"\nlocality = \"Đơn vị\"\nlevel = \"province\"\n[columns]\n\
     \"STT\" = \"\"\n\"Số phiếu\" = \"records.count\"\n\"Tỷ lệ (%)\" = \"records.share\"\n\
     \"Từ ngày\" = \"records.start\"\n";

#[test]
fn somebodys_own_sheet_is_read_by_a_mapping() {
    let desk = Desk::new();
    fs::write(desk.path("own.xlsx"), own_sheet(false)).unwrap();
    fs::write(desk.path("map.toml"), MAPPING).unwrap();
    let words =
        ["import", "own.xlsx", "--mapping", "map.toml", "--dated", "2024-11-30", "--yes", "--lang", "vi"];
    let done = desk.run(&words);
    assert!(done.status.success(), "{}", said(&done));
    insta::assert_snapshot!("own_sheet", format!("{}\n{}", said(&done), desk.values().join("\n")));
}

#[test]
fn slips_in_a_mapping_and_merged_cells_are_told() {
    let desk = Desk::new();
    let mut out = String::new();
    for (what, merge, mapping, dated) in [
        ("merged cells", true, MAPPING.to_owned(), true),
        ("no day", false, MAPPING.to_owned(), false),
        ("a head misspelt", false, MAPPING.replace("Từ ngày", "Từ ngáy"), true),
        ("an unknown fact", false, MAPPING.replace("records.count", "records.cuont"), true),
        ("an unknown key", false, MAPPING.replace("level", "levle"), true),
        ("no sheet of that name", false, MAPPING.replace("\"Số liệu\"", "\"So lieu\""), true),
    ] {
        fs::write(desk.path("own.xlsx"), own_sheet(merge)).unwrap();
        fs::write(desk.path("map.toml"), mapping).unwrap();
        let mut words = vec!["import", "own.xlsx", "--mapping", "map.toml", "--yes"];
        if dated {
            words.extend(["--dated", "2024-11-30"]);
        }
        let refused = desk.run(&words);
        assert_eq!(refused.status.code(), Some(2), "{what}: {}", said(&refused));
        out.push_str(&format!("=== {what}\n{}\n", said(&refused)));
    }
    assert!(desk.values().is_empty());
    insta::assert_snapshot!("own_sheet_slips", out);
}

#[test]
fn csv_of_an_office_with_decimal_commas() {
    let desk = Desk::new();
    let text = "\u{feff}Địa phương;Tỷ lệ cấp trực tuyến;Số phiếu đã cấp\r\nHà Giang;15,39 %;1.200\r\n\r\nHậu Giang;;7\r\n";
    fs::write(desk.path("a.csv"), text).unwrap();
    let done = desk.run(&["import", "a.csv", "--dated", "2024-11-30", "--yes"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(
        desk.values(),
        [
            "return-2024-11-30-a ha-giang records.share 15.39 2024-11-30",
            "return-2024-11-30-a ha-giang records.count 1200 2024-11-30",
            "return-2024-11-30-a hau-giang records.count 7 2024-11-30",
        ]
    );
}

/// `15,39` that nobody put into quotes is two cells: the first would be read as 15, and the next value as its rest.
#[test]
fn csv_with_more_cells_than_heads_is_refused() {
    let desk = Desk::new();
    let text = "Địa phương,Tỷ lệ cấp trực tuyến,Số phiếu đã cấp\nHà Giang,15,39,1200\nHậu Giang,,7\n";
    fs::write(desk.path("a.csv"), text).unwrap();
    let refused = desk.run(&["import", "a.csv", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    let said = said(&refused);
    assert!(said.contains("error[bad-csv]: row 2 has a cell under no head, column D"), "{said}");
    assert_eq!(desk.values(), Vec::<String>::new());
}

/// Only one of two tables in a sheet could be read, and values of the other would be lost.
#[test]
fn two_tables_in_one_sheet_are_refused() {
    let desk = Desk::new();
    let text = "Địa phương,Số phiếu đã cấp\nHà Giang,1200\n\nĐịa phương,Tỷ lệ cấp trực tuyến\nHậu Giang,7\n";
    fs::write(desk.path("a.csv"), text).unwrap();
    let refused = desk.run(&["import", "a.csv", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    let said = said(&refused);
    assert!(said.contains("rows 1 and 4 are both heads: row 2 and others are not read"), "{said}");
    assert_eq!(desk.values(), Vec::<String>::new());
    // heads twice with nothing between them lose nothing
    let text = "Địa phương,Số phiếu đã cấp\n\nĐịa phương,Số phiếu đã cấp\nHậu Giang,7\n";
    fs::write(desk.path("b.csv"), text).unwrap();
    let done = desk.run(&["import", "b.csv", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(desk.values(), ["return-2024-11-30-b hau-giang records.count 7 2024-11-30"]);
}

/// A return of more rows than there are units is no return, and soon refused.
#[test]
fn csv_of_strangers_is_not_read_to_its_end() {
    let desk = Desk::new();
    let rows = |many: usize| (0..many).map(|n| format!("Xa La {n},3\n")).collect::<String>();
    for (many, words) in [(20_001, "at most 20000 rows"), (2_000, "more rows were not looked at")] {
        fs::write(desk.path("a.csv"), format!("Địa phương,Số phiếu đã cấp\n{}", rows(many))).unwrap();
        let refused = desk.run(&["import", "a.csv", "--dated", "2024-11-30", "--yes"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(words), "{}", said(&refused));
    }
}

#[test]
fn the_same_form_gives_the_same_bytes_and_carries_its_mark() {
    let desk = Desk::new();
    for name in ["a.xlsx", "b.xlsx"] {
        assert!(desk.run(&["template", "--as-of", "2024-11-30", "-o", name]).status.success());
    }
    let bytes = fs::read(desk.path("a.xlsx")).unwrap();
    assert_eq!(bytes, fs::read(desk.path("b.xlsx")).unwrap());
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        parts.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let book = text("xl/workbook.xml");
    assert!(book.contains("state=\"veryHidden\"") && book.contains("dondoc_template"), "{book}");
    let sheet = text("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection") && sheet.contains("type=\"list\""));
    assert!(sheet.contains("\"Có,Không\""), "{sheet}");
    assert!(sheet.contains("chưa xây dựng,đang xây dựng,đang lấy ý kiến,đã ban hành"), "{sheet}");
    // what is chosen in English is read as well
    let words = ["template", "--as-of", "2024-11-30", "--lang", "en", "-o", "en.xlsx"];
    assert!(desk.run(&words).status.success());
    let bytes = fs::read(desk.path("en.xlsx")).unwrap();
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    parts.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("\"Yes,No\"") && sheet.contains("no plan,being drawn up"), "{sheet}");
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let desk = Desk::new();
    let mut out = String::new();
    for words in
        [&["--fact", "records.cuont"][..], &["--requirement", "record-online"], &["--level", "commune"]]
    {
        let mut all = vec!["template", "--as-of", "2024-11-30", "-o", "a.xlsx"];
        all.extend(words);
        let refused = desk.run(&all);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        out.push_str(&format!("=== {}\n{}\n", words.join(" "), said(&refused)));
    }
    assert!(!desk.path("a.xlsx").exists());
    insta::assert_snapshot!("nothing_to_ask", out);
}

/// A sheet as clerks make them: lines above the heads, remarks, a sum, a blank row, lines for signatures; every way to
/// write a number, a day and a yes.
fn clerks_sheet(sum: &str, nothing: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 5, "BÁO CÁO KẾT QUẢ THỰC HIỆN", &Format::new()).unwrap();
    sheet.write_string(1, 0, "(Tính đến ngày 30/11/2024)").unwrap();
    let heads =
        ["TT", "Tỉnh, thành phố", "Số phiếu đã cấp", "Cấp phiếu trực tuyến", "Ngày bắt đầu", "Ghi chú"];
    sheet.write_row(4, 0, heads).unwrap();
    for (row, cells) in [
        (5, ["1", "TỈNH HÀ GIANG", "1.234.567", "TRUE", "21/10/2024", "tốt"]),
        (6, ["2", "Thành phố Hà Nội", "1 200", "Có", "2024-10-01", ""]),
        (8, ["3", "tỉnh  bắc ninh", "7", "chưa", "1.10.2024", ""]),
        (9, ["4", "Hậu Giang", nothing, "x", "", ""]),
        (10, ["Tổng cộng", "", sum, "", "", ""]),
        (12, ["", "Người lập biểu", "", "", "Thủ trưởng đơn vị", ""]),
    ] {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.write_number(9, 4, 45_586).unwrap();
    sheet.merge_range(12, 4, 12, 5, "Thủ trưởng đơn vị", &Format::new()).unwrap();
    sheet.set_row_hidden(6).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_as_clerks_make_them_is_read_without_a_mapping() {
    let desk = Desk::new();
    fs::write(desk.path("own.xlsx"), clerks_sheet("1.235.774", "")).unwrap();
    let done = desk.run(&["import", "own.xlsx", "--dated", "2024-11-30", "--yes", "--lang", "vi"]);
    assert!(done.status.success(), "{}", said(&done));
    insta::assert_snapshot!("clerks_sheet", format!("{}\n{}", said(&done), desk.values().join("\n")));
}

#[test]
fn a_sum_that_does_not_add_up_is_told_and_a_dash_is_not_guessed_at() {
    let desk = Desk::new();
    fs::write(desk.path("own.xlsx"), clerks_sheet("1.235.775", "")).unwrap();
    let told = desk.run(&["import", "own.xlsx", "--dated", "2024-11-30", "--dry-run"]);
    assert!(
        told.status.success() && said(&told).contains("cell C11: the sum is given as 1235775"),
        "{}",
        said(&told)
    );
    fs::write(desk.path("own.xlsx"), clerks_sheet("1.235.775", "–")).unwrap();
    let refused = desk.run(&["import", "own.xlsx", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("cell C10:") && said(&refused).contains("leave the cell empty"));
    assert!(
        !said(&refused).contains("C11"),
        "a sum is not held against what was refused: {}",
        said(&refused)
    );
    assert!(desk.values().is_empty());
}
