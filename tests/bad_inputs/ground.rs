//! A small project that has one of everything, and passes.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;

pub const LOCALITIES: &str = "data/localities.csv";
pub const SUCCESSION: &str = "data/succession.csv";
pub const HOLIDAYS: &str = "data/holidays.csv";
pub const FACTS: &str = "data/facts.toml";
pub const DOCUMENT: &str = "data/documents/2024-10-21-wg.toml";
pub const TABLE: &str = "data/documents/2024-10-21-wg.csv";
pub const BOOK: &str = "data/documents/2024-10-21-wg.xlsx";
pub const SCORING: &str = "rules/scoring.toml";
pub const LINT: &str = "rules/lint.toml";
pub const RULE: &str = "rules/justice/records.rhai";
pub const CASES: &str = "rules/justice/records.cases.toml";

/// The files that are text.
pub const TEXTS: [(&str, &str); 10] = [
    (
        LOCALITIES,
        "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\n\
         vn,VN,national,,Việt Nam,Viet Nam,,,,\n\
         ha-noi,01,province,vn,Hà Nội,Hanoi,Thủ đô|Ha Noi,north,,\n\
         hue,46,province,vn,Thừa Thiên Huế,Thua Thien Hue,,middle,,2024-12-31\n\
         hue-2025,46,province,vn,Huế,Hue,,middle,2025-01-01,\n",
    ),
    (SUCCESSION, "predecessor,successor,effective,share\nhue,hue-2025,2025-01-01,\n"),
    (
        HOLIDAYS,
        "date,kind,name_vi,name_en,linked_date,confidence,source\n\
         2024-09-02,public_holiday,Quốc khánh,National Day,,high,law\n\
         2025-01-01,public_holiday,Tết Dương lịch,New Year's Day,,high,law\n",
    ),
    (
        FACTS,
        "[records.deployed]\ntype = \"bool\"\ntitle = { en = \"Deployed\", vi = \"Đã triển khai\" }\nmerge = \"all\"\n\n\
         [records.count]\ntype = \"int\"\ntitle = { en = \"Count\", vi = \"Số lượng\" }\nmerge = \"sum\"\n\n\
         [records.share]\ntype = \"percent\"\ntitle = { en = \"Share\", vi = \"Tỷ lệ\" }\nmerge = \"weighted by records.count\"\n\n\
         [records.start]\ntype = \"date\"\ntitle = { en = \"Start\", vi = \"Bắt đầu\" }\nmerge = \"min\"\n\n\
         [records.plan]\ntype = \"stage\"\nstages = [\"none\", \"issued\"]\n\
         title = { en = \"Plan\", vi = \"Kế hoạch\" }\nmerge = \"min\"\n",
    ),
    (
        DOCUMENT,
        "id         = \"wg-2024-10\"\n\
         title      = { en = \"Working Group\", vi = \"Tổ công tác\" }\n\
         kind       = \"meeting\"\n\
         issuer     = \"Tổ công tác\"\n\
         authority  = \"national\"\n\
         number     = \"1/TB\"\n\
         dated      = 2024-10-21\n\
         dated_as   = \"day\"\n\
         published  = 2024-10-22\n\
         source     = \"minutes\"\n\
         confidence = \"high\"\n\
         \n\
         [[observation]]\n\
         fact       = \"records.deployed\"\n\
         value      = true\n\
         localities = [\"Hà Nội\"]\n\
         others     = true\n\
         level      = \"province\"\n\
         \n\
         [[observation]]\n\
         fact       = \"records.plan\"\n\
         value      = \"issued\"\n\
         localities = [\"hue\"]\n\
         dated      = 2024-10-20\n\
         \n\
         [[deadline]]\n\
         requirement = \"records\"\n\
         binds       = \"province\"\n\
         due         = 2024-12-31\n\
         target      = 40\n\
         \n\
         [[waiver]]\n\
         requirement = \"records\"\n\
         localities  = [\"hue\"]\n\
         from        = 2025-01-01\n\
         until       = 2025-03-12\n\
         reason      = { en = \"flood\", vi = \"lũ lụt\" }\n\
         \n\
         [[total]]\n\
         fact  = \"records.count\"\n\
         level = \"province\"\n\
         value = 7\n\
         \n\
         [[identity]]\n\
         sum = \"9.8\"\n\
         of  = [\"3.3\", \"6.5\"]\n\
         \n\
         [[table]]\n\
         file = \"2024-10-21-wg.csv\"\n\
         \n\
         [[table]]\n\
         file  = \"2024-10-21-wg.xlsx\"\n\
         sheet = \"Tờ 1\"\n",
    ),
    (TABLE, "locality,records.count\nHà Nội,3\n\"Thừa Thiên Huế\",4\n"),
    (
        SCORING,
        "# điểm\ndue_soon = 10\nbasis = \"all\"\n[credits]\nmet = 1.0\nmet-late = 0.5\n\
         [grades]\nexcellent = 90\ngood = 80\nfair = 70\naverage = 50\nweak = 0\n",
    ),
    (LINT, "# mức độ\n[levels]\nunused-fact = \"off\"\n"),
    (
        RULE,
        "//! Records are issued.\n\
         \n\
         const REQUIREMENT = #{\n    \
             id:      \"records\",\n    \
             title:   #{ en: \"Records online\", vi: \"Cấp phiếu trực tuyến\" },\n    \
             level:   \"province\",\n    \
             cites:   [\"wg-2024-10\"],\n    \
             reasons: #{\n        \
                 deployed: #{ en: \"deployed\", vi: \"đã triển khai\" },\n        \
                 absent:   #{ en: \"not deployed\", vi: \"chưa triển khai\" },\n    \
             },\n\
         };\n\
         \n\
         fn check(locality) {\n    \
             if locality.records.deployed {\n        \
                 met(\"deployed\");\n    \
             }\n    \
             not_met(\"absent\");\n\
         }\n",
    ),
    (
        CASES,
        "[[case]]\n\
         name   = \"đã triển khai\"\n\
         facts  = { records.deployed = true }\n\
         due    = 2024-12-31\n\
         as_of  = 2024-11-01\n\
         expect = { status = \"met\", reason = \"deployed\" }\n",
    ),
];

/// The text of one of its files.
pub fn text(path: &str) -> &'static str {
    TEXTS.iter().find(|(known, _)| *known == path).expect("a file of the ground").1
}

/// A workbook with these cells.
pub fn book(cells: &[(u32, u16, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Tờ 1").unwrap();
    for (row, column, text) in cells {
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => sheet.write_number(*row, *column, number).unwrap(),
            _ => sheet.write_string(*row, *column, *text).unwrap(),
        };
    }
    book.save_to_buffer().unwrap()
}

pub const CELLS: [(u32, u16, &str); 4] =
    [(0, 0, "locality"), (0, 1, "records.share"), (1, 0, "Hà Nội"), (1, 1, "44.5")];

/// The project in a folder of its own.
pub struct Ground {
    folder: tempfile::TempDir,
}

impl Ground {
    pub fn new() -> Self {
        let ground = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in TEXTS {
            ground.write(path, text.as_bytes());
        }
        ground.write(BOOK, &book(&CELLS));
        ground
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Every file with its size and the time of its last change, links as links.
    pub fn state(&self) -> Vec<(PathBuf, u64, std::time::SystemTime)> {
        fn walk(at: &Path, found: &mut Vec<(PathBuf, u64, std::time::SystemTime)>) {
            for entry in fs::read_dir(at).unwrap().map(Result::unwrap) {
                let kind = fs::symlink_metadata(entry.path()).unwrap();
                found.push((entry.path(), kind.len(), kind.modified().unwrap()));
                if kind.is_dir() {
                    walk(&entry.path(), found);
                }
            }
        }
        let mut found = Vec::new();
        walk(self.folder.path(), &mut found);
        found.sort();
        found
    }
}
