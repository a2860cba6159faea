//! The project that ships with the program is read without an error.

use camino::Utf8Path;
use dondoc::problem::{Colour, Severity, render};
use dondoc::read;

#[test]
fn the_shipped_project_has_no_errors() {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let reading = read::project(folder);
    let errors: Vec<_> = reading.problems.iter().filter(|p| p.severity == Severity::Error).cloned().collect();
    assert!(errors.is_empty(), "{}", render(&errors, &reading.sources, Colour::Plain));
    assert!(!reading.project.registry.is_empty() && !reading.project.dictionary.is_empty());
    assert!(!reading.project.documents.is_empty() && !reading.cases.is_empty());
    assert!(reading.project.documents.is_sorted_by(|a, b| a.id < b.id));
}
