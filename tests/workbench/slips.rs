//! Hundreds of slips, one at a time, in a project that has a fact of every type: each is caught before anything is
//! evaluated, on its own line, under its code, with words that name the cure. They are written down in `slips.toml`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::fixture::run_in;
use crate::mistakes::near;

const DAY: &str = "2025-03-01";

/// A slip as it is written down.
#[derive(serde::Deserialize)]
struct Slip {
    file: String,
    right: String,
    wrong: String,
    code: String,
    cure: String,
}

#[derive(serde::Deserialize)]
struct Slips {
    slip: Vec<Slip>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbench/slips")
}

fn slips() -> Vec<Slip> {
    let text = fs::read_to_string(folder().join("slips.toml")).expect("the slips");
    toml::from_str::<Slips>(&text).expect("their form").slip
}

fn files(below: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(below).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// A copy of the project with one slip in it; the text of its file before and after.
fn with(slip: &Slip) -> (tempfile::TempDir, String, String) {
    let (from, to) = (folder().join("project"), tempfile::tempdir().expect("a folder"));
    let mut all = Vec::new();
    files(&from, &mut all);
    for file in all {
        let copy = to.path().join(file.strip_prefix(&from).expect("inside"));
        fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, copy).expect("a copy");
    }
    let path = to.path().join(&slip.file);
    let before = fs::read_to_string(&path).expect("the file");
    let after = before.replacen(&slip.right, &slip.wrong, 1);
    assert_ne!(before, after, "{} does not hold {:?}", slip.file, slip.right);
    fs::write(path, &after).expect("written");
    (to, before, after)
}

/// What is wrong with how a slip is told, if anything is.
fn told(slip: &Slip) -> Result<(), String> {
    let (project, before, after) = with(slip);
    let lines = near(&before, &after);
    let out = run_in(project.path(), &["lint", "--format", "json", "--as-of", DAY]).out;
    let report: Value = serde_json::from_str(&out).map_err(|error| format!("{error}: {out}"))?;
    let problems = report["problems"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let fits = |p: &Value| {
        let line = p["at"]["line"].as_u64().unwrap_or_default();
        // What is missing in a form is told at its head.
        let here =
            text(&p["at"]["file"]) == slip.file && (lines.contains(&line) || slip.code == "missing-key");
        let words = format!("{} {}", text(&p["message"]), text(&p["help"]));
        here && text(&p["code"]) == slip.code && words.contains(&slip.cure)
    };
    if problems.iter().any(fits) {
        return Ok(());
    }
    let Slip { file, wrong, code, cure, .. } = slip;
    Err(format!("{wrong:?}: expected {code} at {file}:{lines:?} with {cure:?}, got {problems:#?}"))
}

#[test]
fn every_slip_is_caught_where_it_is() {
    let slips = slips();
    let (next, missed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(slip) = slips.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(why) = told(slip) {
                        missed.lock().expect("a list").push(why);
                    }
                }
            });
        }
    });
    let missed = missed.into_inner().expect("a list");
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), slips.len(), missed.join("\n"));
    assert!(slips.len() > 300);
}

#[test]
fn without_a_slip_nothing_is_wrong() {
    let out = run_in(&folder().join("project"), &["lint", "--as-of", DAY]).out;
    assert!(out.ends_with("1 warning in 1 file\n") && out.contains("[status-without-case]"), "{out}");
}
