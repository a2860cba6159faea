//! A small project in a folder of its own: one fact that matters, one rule, three cases, one document.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::{fs, str};

use assert_cmd::Command;

pub const RULE: &str = "rules/justice/records.rhai";
pub const CASES: &str = "rules/justice/records.cases.toml";
pub const FACTS: &str = "data/facts.toml";
pub const DOCUMENT: &str = "data/documents/2024-10-21-wg.toml";

const FILES: [(&str, &str); 6] = [
    (
        "data/localities.csv",
        "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\n\
         vn,VN,national,,Việt Nam,Viet Nam,,,,\n\
         ha-noi,01,province,vn,Hà Nội,Hanoi,,,,\n\
         hue,46,province,vn,Huế,Hue,,,,\n",
    ),
    (
        "data/holidays.csv",
        "date,kind,name_vi,name_en,linked_date,confidence,source\n\
         2024-09-02,public_holiday,Quốc khánh,National Day,,high,law\n\
         2025-01-01,public_holiday,Tết Dương lịch,New Year's Day,,high,law\n",
    ),
    (
        FACTS,
        "[records.deployed]\n\
         type  = \"bool\"\n\
         title = { en = \"Records issued online\", vi = \"Cấp phiếu trực tuyến\" }\n\
         merge = \"all\"\n",
    ),
    (
        DOCUMENT,
        "id         = \"wg-2024-10\"\n\
         title      = { en = \"Working Group, October 2024\", vi = \"Tổ công tác, tháng 10/2024\" }\n\
         kind       = \"meeting\"\n\
         issuer     = \"Working Group\"\n\
         dated      = 2024-10-21\n\
         published  = 2024-10-22\n\
         source     = \"minutes\"\n\
         confidence = \"high\"\n\
         \n\
         [[observation]]\n\
         fact       = \"records.deployed\"\n\
         value      = true\n\
         localities = [\"Hanoi\"]\n\
         others     = true\n\
         level      = \"province\"\n\
         \n\
         [[deadline]]\n\
         requirement = \"records\"\n\
         binds       = \"province\"\n\
         due         = 2024-12-31\n",
    ),
    (
        RULE,
        "//! Records are issued online.\n\
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
         name   = \"deployed\"\n\
         facts  = { records.deployed = true }\n\
         due    = 2024-12-31\n\
         as_of  = 2024-11-01\n\
         expect = { status = \"met\", reason = \"deployed\" }   # as it should be\n\
         \n\
         [[case]]\n\
         name    = \"deployed after the deadline\"\n\
         facts   = { records.deployed = true }\n\
         history = [{ dated = 2025-01-31, facts = { records.deployed = false } }]\n\
         dated   = 2025-02-28\n\
         due     = 2024-12-31\n\
         as_of   = 2025-03-05\n\
         expect  = { status = \"met-late\", reason = \"deployed\" }\n\
         \n\
         [[case]]\n\
         name   = \"nothing reported\"\n\
         facts  = {}\n\
         as_of  = 2025-03-05\n\
         expect = { status = \"unknown\" }\n",
    ),
];

/// The project, which goes away with the value.
pub struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    pub fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a folder for a project") };
        for (path, text) in FILES {
            project.write(path, text);
        }
        project
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for a file");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a readable file")
    }

    /// Replaces the one place where a file holds a text.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{path} should hold {from:?} once:\n{text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Runs the program in the project's folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.folder.path(), arguments)
    }
}

pub fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::cargo_bin("dondoc").expect("the program");
    let output = command.current_dir(folder).args(arguments).output().expect("a run");
    Ran::new(&output)
}

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| str::from_utf8(bytes).expect("UTF-8").to_owned();
        Self {
            code: output.status.code().expect("an exit status"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Everything in one text, for a snapshot; the seconds that it took are blotted out.
    pub fn shown(&self) -> String {
        let err = self.err.lines().filter(|line| !(line.starts_with("in ") && line.ends_with(" s")));
        let err: Vec<&str> = err.collect();
        format!("exit {}\n-- out\n{}-- err\n{}", self.code, self.out, err.join("\n"))
    }
}
