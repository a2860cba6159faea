//! Somebody who may not write a folder, or may not read a file: a clear no, and everything as it was.
//!
//! Whoever may do everything is no such person: a test that runs as one runs the program as nobody.

#![cfg(unix)]

#[path = "workbench/fixture.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod fixture;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use fixture::Project;

const NOBODY: u32 = 65534;

/// Makes two localities late, so that there are letters to write.
const LATE: &str = "id = \"late\"\ntitle = { en = \"L\", vi = \"L\" }\nkind = \"return\"\nissuer = \"x\"\n\
     dated = 2024-12-31\nsource = \"x\"\nconfidence = \"high\"\n[[observation]]\nfact = \"records.deployed\"\n\
     value = false\nlocalities = [\"hue\", \"ha-noi\"]\n";

/// The program, a project, and a folder for what is written.
struct Desk {
    project: Project,
    program: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let program = tempfile::tempdir().unwrap();
        rights(program.path(), 0o755);
        let there = program.path().join("dondoc");
        fs::copy(env!("CARGO_BIN_EXE_dondoc"), &there).unwrap();
        rights(&there, 0o755);
        let project = Project::new();
        project.write("out/kept.txt", "kept");
        project.write("return.csv", "locality,records.deployed\nHue,true\n");
        open_up(&project.path(""));
        Self { project, program }
    }

    /// Exit status and what standard error says.
    fn run(&self, line: &str) -> (Option<i32>, String) {
        let mut command = Command::new(self.program.path().join("dondoc"));
        command.current_dir(self.project.path("")).args(line.split(' '));
        if fs::metadata(self.program.path()).unwrap().uid() == 0 {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

fn rights(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(below(&path)) } else { found.push(path) }
    }
    found
}

/// Everybody may read everything.
fn open_up(folder: &Path) {
    for path in below(folder) {
        rights(&path, if path.is_dir() { 0o755 } else { 0o644 });
    }
}

fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    below(folder).into_iter().map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
}

#[test]
fn a_folder_that_may_not_be_written_keeps_what_it_holds() {
    let desk = Desk::new();
    let cases = "rules/justice/records.cases.toml";
    desk.project.write(
        cases,
        "[[case]]\nname = \"a\"\nfacts = { records.deployed = true }\nas_of = 2024-11-01\n\
         expect = { status = \"unknown\" }\n",
    );
    desk.project.write("data/documents/2024-12-31-late.toml", LATE);
    open_up(&desk.project.path(""));
    for folder in below(&desk.project.path("")).into_iter().filter(|path| path.is_dir()) {
        rights(&folder, 0o555);
    }
    let before = bytes(&desk.project.path(""));
    for line in [
        "check --as-of 2025-01-31 -o out/new.html",
        "check --as-of 2025-01-31 -o out/kept.txt",
        "check --as-of 2025-01-31 -o out/kept.txt --receipt out/receipt.json",
        "check --as-of 2025-01-31 --receipt out/receipt.json",
        "diff --from 2024-11-30 --to 2025-01-31 -o out/kept.txt",
        "explain records --as-of 2025-01-31 -o out/kept.txt",
        "template --as-of 2025-01-31 --fact records.deployed -o out/form.xlsx",
        "notice ha-noi hue --as-of 2025-01-31 -o out/letters",
        "notice ha-noi hue --as-of 2025-01-31 -o out",
        "docs -o out/book",
        "new land-plots-measured",
        "test --update",
        "import return.csv --dated 2025-01-31 --published 2025-01-31 --yes",
    ] {
        let (code, err) = desk.run(line);
        assert_eq!(code, Some(2), "{line}: {err}");
        assert!(err.contains("cannot "), "{line}: {err}");
        assert!(!err.contains(".dondoc-"), "{line} tells a name that nobody chose: {err}");
        assert_eq!(bytes(&desk.project.path("")), before, "{line}");
    }
    open_up(&desk.project.path(""));
}

#[test]
fn what_may_not_be_read_is_told_and_never_passed_over() {
    let desk = Desk::new();
    desk.project.write("rules/lint.toml", "[levels]\nunused-fact = \"off\"\n");
    desk.project.write("rules/limits.toml", "steps = 10\n");
    open_up(&desk.project.path(""));
    assert_eq!(
        desk.run("check --as-of 2025-01-31").0,
        Some(2),
        "a limit of ten steps that nobody can keep to"
    );
    for (shut, mode) in [
        ("data", 0o000),
        ("data", 0o444),
        ("data/documents", 0o000),
        ("data/localities.csv", 0o000),
        ("data/facts.toml", 0o000),
        ("data/holidays.csv", 0o000),
        ("rules", 0o000),
        ("rules", 0o444),
        ("rules/limits.toml", 0o000),
        ("rules/lint.toml", 0o000),
        ("rules/justice/records.rhai", 0o000),
    ] {
        let path = desk.project.path(shut);
        rights(&path, mode);
        let (code, err) = desk.run("check --as-of 2025-01-31");
        rights(&path, if path.is_dir() { 0o755 } else { 0o644 });
        assert_eq!(code, Some(2), "{shut}: {err}");
        let told = |line: &str| line.contains(shut) && line.contains("it may not be read by this user");
        assert!(err.lines().any(told), "{shut} {mode:o}: {err}");
    }
    fs::remove_file(desk.project.path("rules/limits.toml")).unwrap();
    assert_eq!(desk.run("check --as-of 2025-01-31 -q").0, Some(0));
    rights(&desk.project.path("return.csv"), 0o000);
    let (code, err) = desk.run("import return.csv --dated 2025-01-31 --yes");
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("`return.csv` cannot be read: it may not be read by this user"), "{err}");
}
