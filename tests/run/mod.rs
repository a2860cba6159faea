//! Running the program as a user does.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// The folder of the project that ships with the program.
pub fn shipped() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program in a folder, with nothing of the tester's surroundings.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("dondoc").unwrap();
    command.current_dir(folder).env_clear();
    command
}

/// The arguments of a line, split as a shell would: double quotes keep spaces.
pub fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What the program says in a folder.
pub fn run_in(folder: &Path, line: &str) -> Output {
    program(folder).args(split(line)).output().unwrap()
}

/// What the program says of the shipped project.
pub fn dondoc(line: &str) -> Output {
    run_in(&shipped(), line)
}

/// What it says on standard output, where it succeeds.
pub fn text(line: &str) -> String {
    let output = dondoc(line);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The same as JSON.
pub fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(&text(line)).unwrap()
}

/// Copies a folder with all that is in it.
pub fn lay(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of the shipped project that a test may change.
pub fn copy_of_shipped() -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    for part in ["data", "rules"] {
        lay(&shipped().join(part), &project.path().join(part));
    }
    project
}
