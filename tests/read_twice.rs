//! A table without a slip is read in one go, one with a slip by the careful reader: both must see the same in it.
//!
//! Each table is read as it is, and once more with a row behind it that names nobody: that row is told of and left out,
//! and what stands before it must come out the same.

use std::fs;
use std::path::Path;

use camino::Utf8Path;
use dondoc::model::document::Table;
use dondoc::read::{self, Reading};
use proptest::prelude::*;

const FACTS: &str = r#"
[a.flag]
type  = "bool"
title = { en = "Flag", vi = "Cờ" }
[a.count]
type  = "int"
title = { en = "Count", vi = "Số" }
[a.share]
type  = "percent"
title = { en = "Share", vi = "Tỷ lệ" }
[a.day]
type  = "date"
title = { en = "Day", vi = "Ngày" }
[a.stage]
type   = "stage"
stages = ["none", "issued"]
title  = { en = "Stage", vi = "Bước" }
[a.note]
type  = "text"
title = { en = "Note", vi = "Ghi chú" }
"#;

const LOCALITIES: &str = "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to
vn,VN,national,,Việt Nam,Viet Nam,,,,
ba-dinh,00001,commune,vn,Phường Ba Đình,Ba Dinh,,,2025-07-01,
ba-dinh-old,00001,commune,vn,Phường Ba Đình,Ba Dinh,,,,2025-06-30
ngoc-ha,00008,commune,vn,Phường Ngọc Hà,Ngoc Ha,,,,
phuong-1,00025,commune,vn,Phường 1,Ward 1,,,,
";

const DOCUMENT: &str = r#"
id         = "returns"
title      = { en = "Returns", vi = "Báo cáo" }
kind       = "return"
issuer     = "Communes"
dated      = 2025-06-30
source     = "made up"
confidence = "high"

[[table]]
file = "returns.csv"
"#;

fn reading(table: &str) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    fs::create_dir_all(folder.path().join("data/documents")).unwrap();
    fs::create_dir_all(folder.path().join("rules")).unwrap();
    write("data/facts.toml", FACTS);
    write("data/localities.csv", LOCALITIES);
    write("data/documents/returns.toml", DOCUMENT);
    write("data/documents/returns.csv", table);
    read::project(Utf8Path::from_path(Path::new(folder.path())).unwrap())
}

/// What a table says, row by row.
fn rows(table: &Table, rows: usize) -> Vec<String> {
    let row = |row: usize| {
        let cells: Vec<_> = table.columns.iter().map(|column| (column.fact, column.cells.get(row))).collect();
        format!("{:?} {:?} {cells:?}", table.localities[row], table.places.get(row).unwrap())
    };
    (0..rows).map(row).collect()
}

fn cell(pool: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop_oneof![1 => Just(""), 4 => prop::sample::select(pool)]
}

fn line() -> impl Strategy<Value = String> {
    let names = &["ba-dinh-old", "ngoc-ha", "phuong-1", "00001", "Phường Ba Đình", " ngoc ha ", "\"Ward 1\""];
    (
        prop::sample::select(&names[..]),
        cell(&["true", "FALSE", " true ", "\"false\""]),
        cell(&["0", "12", "-3", "+7", "9223372036854775807", " 5"]),
        cell(&["44.5", "0", "100", "1e1", "-0.25"]),
        cell(&["2024-10-21", "1900-01-01", "2199-12-31", " 2024-02-29"]),
        cell(&["none", "issued"]),
        cell(&["một", "\"a, b\"", "\"said \"\"no\"\"\"", "e\u{301}", "\"two\nlines\""]),
    )
        .prop_map(|(name, flag, count, share, day, stage, note)| {
            format!("{name},{flag},{count},{share},{day},{stage},{note}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn both_readers_see_the_same(
        lines in prop::collection::vec(line(), 1..8),
        end in prop::sample::select(&["\n", "\r\n"][..]),
        last in prop::sample::select(&["", "\n", "\n\n"][..]),
    ) {
        let lines = std::iter::once("locality,a.flag,a.count,a.share,a.day,a.stage,a.note").chain(lines.iter().map(String::as_str));
        let text = lines.collect::<Vec<_>>().join(end);
        let once = reading(&format!("{text}{last}"));
        let again = reading(&format!("{text}{end}nobody,,,,,,"));
        let unknown = |reading: &Reading| {
            reading.problems.iter().filter(|p| p.code == dondoc::problem::Code::UnknownLocality).count()
        };
        prop_assert_eq!((unknown(&once), unknown(&again)), (0, 1));
        let (once, again) = (&once.project.tables, &again.project.tables);
        prop_assert_eq!((once.len(), again.len()), (1, 1));
        let count = once[0].localities.len();
        prop_assert_eq!(again[0].localities.len(), count);
        prop_assert_eq!(rows(&once[0], count), rows(&again[0], count));
    }
}
