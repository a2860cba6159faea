//! A project that may be written into, forms of it, and what people type into them.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use camino::Utf8Path;
use dondoc::problem::Severity;
use dondoc::read;
use tempfile::TempDir;

/// A project that may be written into.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        lay(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/project"),
            &folder.path().join("project"),
        );
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn documents(&self) -> PathBuf {
        self.path("project/data/documents")
    }

    pub fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::cargo_bin("dondoc").unwrap();
        command.current_dir(self.folder.path()).args(["--project", "project"]).args(words);
        command.output().unwrap()
    }

    /// The form of all facts as of 30 November 2024, filled in by a change of its cells.
    pub fn form(&self, name: &str, fill: &[(&str, Filled)]) {
        let facts = "records.deployed records.count records.share records.cost records.start records.plan records.contact";
        let mut words = vec!["template", "--as-of", "2024-11-30", "-o", name, "--fact"];
        words.extend(facts.split(' '));
        let made = self.run(&words);
        assert!(made.status.success(), "{}", said(&made));
        let bytes = fs::read(self.path(name)).unwrap();
        let filled = edited(&bytes, "xl/worksheets/sheet1.xml", |sheet| {
            fill.iter().fold(sheet, |sheet, (address, filled)| filled.in_sheet(&sheet, address))
        });
        fs::write(self.path(name), filled).unwrap();
    }

    /// Values of the documents that came in: `document locality fact value day`.
    pub fn values(&self) -> Vec<String> {
        let reading = read::project(Utf8Path::from_path(&self.path("project")).unwrap());
        let errors = reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        assert_eq!(errors, 0, "{:?}", reading.problems);
        let project = &reading.project;
        let mut values = Vec::new();
        for table in &project.tables {
            let document = project.document(table.document);
            if document.source_sha256.is_none() {
                continue;
            }
            for (row, locality) in table.localities.iter().enumerate() {
                for column in &table.columns {
                    let fact = project.dictionary.get(column.fact);
                    if let Some(value) = column.cells.get(row) {
                        let locality = &project.registry.get(*locality).id;
                        values.push(format!(
                            "{} {locality} {} {} {}",
                            document.id,
                            fact.name,
                            fact.spell(&value),
                            table.dated
                        ));
                    }
                }
            }
        }
        values
    }

    pub fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.documents())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn lay(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// What somebody types into a cell.
pub enum Filled {
    Text(&'static str),
    Number(f64),
    Truth,
}

impl Filled {
    /// The sheet with the cell's content in place of what stood there; its look stays.
    pub fn in_sheet(&self, sheet: &str, address: &str) -> String {
        let start = sheet.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no cell {address}"));
        let head = &sheet[start..];
        let tag = head.find('>').unwrap() + 1;
        let end = if head[..tag].ends_with("/>") { tag } else { head.find("</c>").unwrap() + 4 };
        let style = head[..tag].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let cell = match self {
            Filled::Text(text) => {
                format!("<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            }
            Filled::Number(number) => format!("<c r=\"{address}\" s=\"{style}\"><v>{number}</v></c>"),
            Filled::Truth => format!("<c r=\"{address}\" s=\"{style}\" t=\"b\"><v>1</v></c>"),
        };
        format!("{}{cell}{}", &sheet[..start], &sheet[start + end..])
    }
}

/// A workbook with one of its parts changed.
pub fn edited(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        to.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let text = if name == part { change(text) } else { text };
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}
