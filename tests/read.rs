//! Projects with mistakes, and what is said of them.
//!
//! Each folder below `tests/read/` is laid over the sound one, so that it holds only what differs; files listed in its
//! `REMOVED` are taken away. The snapshot is what a reader sees.

mod run;

use std::fs;
use std::path::Path;

use camino::Utf8Path;
use dondoc::problem::{Colour, render};
use dondoc::read;
use run::lay;

const SOUND: &str = "sound";

/// Reads the sound project with a case's folder over it.
fn reading(case: &str) -> read::Reading {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let folder = tempfile::tempdir().unwrap();
    lay(&fixtures.join(SOUND), folder.path());
    lay(&fixtures.join(case), folder.path());
    for removed in fs::read_to_string(folder.path().join("REMOVED")).unwrap_or_default().lines() {
        fs::remove_file(folder.path().join(removed)).unwrap();
    }
    read::project(Utf8Path::from_path(folder.path()).unwrap())
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let mut cases: Vec<String> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir() && entry.file_name() != "snapshots")
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    cases.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("read/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in cases {
            let reading = reading(&case);
            let text = render(&reading.problems, &reading.sources, Colour::Plain);
            assert!(!text.contains("/tmp"), "no path of the machine: {text}");
            insta::assert_snapshot!(
                case,
                if text.is_empty() { "nothing is wrong\n".to_owned() } else { text }
            );
        }
    });
}
