//! Districts and communes are asked, and answer: names are looked up in the units around them, and add up to provinces.

use std::fmt::Write as _;
use std::fs;

use rust_xlsxwriter::{Format, Workbook};

use crate::desk::{Desk, Filled, edited, said};

const HEAD: &str = "id,code,level,parent,name_vi,valid_from,valid_to,confidence,source\n";

/// A desk with districts and communes, three of which have one name.
fn desk() -> Desk {
    let desk = Desk::new();
    let unit = |id: &str, code: &str, level: &str, parent: &str, name: &str| {
        format!("{id},{code},{level},{parent},{name},,,high,fixture\n")
    };
    let districts: String = [
        ("vi-xuyen", "030", "ha-giang", "Huyện Vị Xuyên"),
        ("bac-me", "031", "ha-giang", "Huyện Bắc Mê"),
        ("yen-phong", "258", "bac-ninh", "Huyện Yên Phong"),
    ]
    .map(|(id, code, parent, name)| unit(id, code, "district", parent, name))
    .concat();
    let communes: String = [
        ("thanh-thuy", "00900", "vi-xuyen", "Xã Thanh Thủy"),
        ("tan-lap-1", "00901", "vi-xuyen", "Xã Tân Lập"),
        ("tan-lap-2", "00950", "bac-me", "Xã Tân Lập"),
        ("tan-lap-3", "09200", "yen-phong", "Xã Tân Lập"),
        ("cho", "09193", "yen-phong", "Thị trấn Chờ"),
        ("tam-giang", "09208", "yen-phong", "Xã Tam Giang"),
    ]
    .map(|(id, code, parent, name)| unit(id, code, "commune", parent, name))
    .concat();
    fs::write(desk.path("project/data/districts-2024.csv"), format!("{HEAD}{districts}")).unwrap();
    fs::write(desk.path("project/data/communes-2024.csv"), format!("{HEAD}{communes}")).unwrap();
    rolls_up(&desk);
    desk
}

fn rolls_up(desk: &Desk) {
    let facts = desk.path("project/data/facts.toml");
    let text = fs::read_to_string(&facts).unwrap();
    let count = "title = { en = \"Records issued\", vi = \"Số phiếu đã cấp\" }\nmerge = \"sum\"\n";
    assert!(text.contains(count));
    let text = text.replace(count, &format!("{count}roll_up = {{ from = \"commune\", missing = 0.1 }}\n"));
    fs::write(&facts, text).unwrap();
    // nobody is there yet otherwise, so that counts decide
    let paper = "id = \"none-yet\"\ntitle = { en = \"None\", vi = \"Chưa\" }\nkind = \"press\"\nissuer = \"x\"\n\
         dated = 2024-11-29\nsource = \"x\"\nconfidence = \"high\"\n[[observation]]\n\
         fact = \"records.deployed\"\nvalue = false\nlevel = \"province\"\n\
         localities = [\"ha-noi\", \"ha-giang\", \"bac-ninh\", \"da-nang\", \"hau-giang\"]\n";
    fs::write(desk.documents().join("2024-11-29-none-yet.toml"), paper).unwrap();
}

/// What the next report says of a province.
fn count_of(desk: &Desk, province: &str, day: &str) -> Option<String> {
    let report = desk.run(&["check", "--as-of", day, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    let rows = report["localities"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == province).unwrap();
    let evidence = row["verdicts"][0]["evidence"].as_array().unwrap();
    let count = evidence.iter().find(|one| one["fact"] == "records.count")?;
    Some(count["value"].to_string())
}

#[test]
fn a_form_of_communes_names_the_units_around_them_and_its_values_add_up() {
    let desk = desk();
    // a fact that rolls up is asked of the communes without a word
    let words = ["template", "--level", "commune", "--as-of", "2024-11-30", "-o", "form.xlsx"];
    let made = desk.run(&words);
    assert!(made.status.success() && said(&made).contains("6 rows, 1 columns"), "{}", said(&made));
    let bytes = fs::read(desk.path("form.xlsx")).unwrap();
    let fill = [("F5", 1.0), ("F6", 2.0), ("F7", 4.0), ("F8", 10.0), ("F9", 20.0), ("F10", 40.0)];
    let filled = edited(&bytes, "xl/worksheets/sheet1.xml", |sheet| {
        fill.iter().fold(sheet, |sheet, (cell, number)| Filled::Number(*number).in_sheet(&sheet, cell))
    });
    fs::write(desk.path("form.xlsx"), filled).unwrap();
    let done = desk.run(&["import", "form.xlsx", "--yes", "--lang", "vi"]);
    assert!(done.status.success(), "{}", said(&done));
    // in order of provinces, districts and codes
    assert_eq!(
        said(&done).lines().take(7).collect::<Vec<_>>(),
        [
            "mới: 6",
            "  F5     Xã Thanh Thủy (Huyện Vị Xuyên, Hà Giang) · Số phiếu đã cấp: 1",
            "  F6     Xã Tân Lập (Huyện Vị Xuyên, Hà Giang) · Số phiếu đã cấp: 2",
            "  F7     Xã Tân Lập (Huyện Bắc Mê, Hà Giang) · Số phiếu đã cấp: 4",
            "  F8     Thị trấn Chờ (Huyện Yên Phong, Bắc Ninh) · Số phiếu đã cấp: 10",
            "  F9     Xã Tân Lập (Huyện Yên Phong, Bắc Ninh) · Số phiếu đã cấp: 20",
            "  F10    Xã Tam Giang (Huyện Yên Phong, Bắc Ninh) · Số phiếu đã cấp: 40",
        ]
    );
    assert_eq!(count_of(&desk, "ha-giang", "2024-12-31").as_deref(), Some("7"));
    // what a document says of the province itself is stronger than what its communes add up to
    assert_eq!(count_of(&desk, "bac-ninh", "2024-12-31").as_deref(), Some("70"));
}

#[test]
fn a_form_is_made_for_the_communes_of_one_unit() {
    let desk = desk();
    for (within, rows) in [("Bắc Ninh", 3), ("Vi Xuyen", 2), ("ha giang", 3)] {
        let words = [
            "template",
            "--level",
            "commune",
            "--as-of",
            "2024-11-30",
            "--within",
            within,
            "-o",
            "form.xlsx",
        ];
        let made = desk.run(&words);
        assert!(said(&made).contains(&format!("{rows} rows")), "{within}: {}", said(&made));
    }
    let words = [
        "template",
        "--level",
        "district",
        "--as-of",
        "2024-11-30",
        "--fact",
        "records.cost",
        "-o",
        "d.xlsx",
    ];
    assert!(said(&desk.run(&words)).contains("3 rows"));
    let words = ["template", "--level", "commune", "--within", "Bắc Nình", "-o", "none.xlsx"];
    let refused = desk.run(&words);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("did you mean `Bắc Ninh`") && !desk.path("none.xlsx").exists());
}

/// A province's own sheet of its communes: districts over several rows, the province in the title alone.
fn own_sheet(with_districts: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["TT", "Quận, huyện", "Xã, phường, thị trấn", "Số phiếu đã cấp"]).unwrap();
    for (row, name, count) in [(1, "Xã Thanh Thủy", 1), (2, "Tân Lập", 2), (3, "xa tan lap", 4)] {
        sheet.write_number(row, 0, row).unwrap();
        sheet.write_string(row, 2, name).unwrap();
        sheet.write_number(row, 3, count).unwrap();
    }
    if with_districts {
        sheet.merge_range(1, 1, 2, 1, "Vị Xuyên", &Format::new()).unwrap();
        sheet.write_string(3, 1, "Bắc Mê").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn namesakes_are_told_apart_by_the_units_around_them_or_refused() {
    let desk = desk();
    fs::write(desk.path("own.xlsx"), own_sheet(false)).unwrap();
    let refused = desk.run(&["import", "own.xlsx", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    insta::assert_snapshot!("namesakes", said(&refused));
    fs::write(desk.path("own.xlsx"), own_sheet(true)).unwrap();
    let done = desk.run(&["import", "own.xlsx", "--dated", "2024-11-30", "--yes", "--document", "own"]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(
        desk.values(),
        [
            "own thanh-thuy records.count 1 2024-11-30",
            "own tan-lap-1 records.count 2 2024-11-30",
            "own tan-lap-2 records.count 4 2024-11-30",
        ]
    );
}

#[test]
fn a_province_among_communes_is_a_slip() {
    let desk = desk();
    let text = "Địa phương,Số phiếu đã cấp\nXã Thanh Thủy,1\nThị trấn Chờ,2\nBắc Ninh,3\n";
    fs::write(desk.path("own.csv"), text).unwrap();
    let refused = desk.run(&["import", "own.csv", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("cell A4: no commune is called `Bắc Ninh`"), "{}", said(&refused));
}

#[test]
fn returns_of_all_communes_are_taken_in() {
    let desk = Desk::new();
    rolls_up(&desk);
    let provinces = ["ha-noi", "ha-giang", "bac-ninh", "da-nang", "hau-giang"];
    let (mut communes, mut sheet) =
        (HEAD.to_owned(), "Tỉnh, thành phố;Xã, phường;Số phiếu đã cấp\n".to_owned());
    let mut sums = [0_u64; 5];
    for at in 0..3_321_usize {
        let (of, name) = (at % 5, at / 5);
        // every name is there five times
        writeln!(communes, "c-{at},{at:05},commune,{},Xã Số {name},,,high,fixture", provinces[of]).unwrap();
        let province = ["Hà Nội", "T. Hà Giang", "Tỉnh Bắc Ninh", "TP Đà Nẵng", "hau giang"][of];
        writeln!(sheet, "{province};Xã Số {name};1.{at:03}").unwrap();
        sums[of] += if at < 1000 { 1000 + at as u64 } else { 10_000 + at as u64 };
    }
    fs::write(desk.path("project/data/communes-2025.csv"), communes).unwrap();
    fs::write(desk.path("all.csv"), &sheet).unwrap();
    // 1.1000 is no number of thousands
    let refused = desk.run(&["import", "all.csv", "--dated", "2024-11-30", "--yes"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("cell C1002:"), "{}", said(&refused));
    let sheet: String = sheet
        .lines()
        .map(|line| match line.rsplit_once(";1.") {
            Some((head, digits)) if digits.len() == 4 => format!("{head};1{digits}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    fs::write(desk.path("all.csv"), sheet).unwrap();
    let done = desk.run(&["import", "all.csv", "--dated", "2024-11-30", "--yes", "-q"]);
    assert!(done.status.success(), "{}", said(&done));
    for (province, sum) in provinces.iter().zip(sums) {
        // of two, documents say something themselves
        if !["ha-noi", "bac-ninh", "da-nang"].contains(province) {
            assert_eq!(count_of(&desk, province, "2024-12-31"), Some(sum.to_string()), "{province}");
        }
    }
}
