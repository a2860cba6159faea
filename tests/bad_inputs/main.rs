//! Several hundred bad inputs, one at a time in a project that is else right: each is refused with its file, soon,
//! without a panic and without a change on the disk.

mod documents;
mod files;
mod ground;
mod heavy;
mod rules;
mod tables;

use std::time::{Duration, Instant};

use camino::Utf8Path;
use dondoc::pipeline::{self, Question};
use dondoc::problem::{Colour, Severity, render};
use dondoc::resolve::Horizon;
use ground::Ground;

/// What is wrong, and where a refusal must point.
pub struct Bad {
    pub name: String,
    /// The file that the refusal names.
    pub file: String,
    /// Words that the refusal must have, each.
    pub says: Vec<&'static str>,
    pub make: Box<dyn Fn(&Ground)>,
}

/// A file with other bytes.
pub fn bytes(name: impl Into<String>, file: &str, bytes: Vec<u8>, says: &[&'static str]) -> Bad {
    let path = file.to_owned();
    let make = Box::new(move |ground: &Ground| ground.write(&path, &bytes));
    Bad { name: name.into(), file: file.to_owned(), says: says.to_vec(), make }
}

/// A file with one piece of its text replaced by another.
pub fn with(file: &str, old: &str, new: &str, says: &[&'static str]) -> Bad {
    let text = ground::text(file);
    assert!(text.contains(old), "{file} has no {old:?}");
    let shown: String = new.chars().take(60).collect();
    bytes(format!("{old:?} -> {shown:?}"), file, text.replacen(old, new, 1).into_bytes(), says)
}

pub fn question() -> Question {
    Question::whole(Horizon { as_of: "2025-01-31".parse().unwrap(), known_by: None })
}

/// What is wrong with how one bad input is taken; nothing where all is as it should be.
fn fault(bad: &Bad) -> Option<String> {
    let ground = Ground::new();
    (bad.make)(&ground);
    let before = ground.state();
    let folder = ground.path("");
    let started = Instant::now();
    let answer = pipeline::check(Utf8Path::from_path(&folder).unwrap(), &question());
    let said = match &answer {
        Ok(_) => None,
        Err(refusal) => Some(render(&refusal.problems, &refusal.sources, Colour::Plain)),
    };
    let took = started.elapsed();
    let wrong = |what: String| Some(format!("{} | {}: {what}", bad.file, bad.name));
    if took > Duration::from_secs(5) {
        return wrong(format!("took {took:?}"));
    }
    if ground.state() != before {
        return wrong("changed something on the disk".to_owned());
    }
    let (Some(said), Err(refusal)) = (said, &answer) else { return wrong("was not refused".to_owned()) };
    let short: String = said.chars().take(400).collect();
    if !refusal.problems.iter().any(|p| p.severity == Severity::Error) {
        return wrong(format!("was refused without an error: {short}"));
    }
    if said.len() > 400_000 {
        return wrong(format!("says too much: {} bytes", said.len()));
    }
    if !said.contains(&bad.file) {
        return wrong(format!("its file is not named: {short}"));
    }
    if let Some(missing) = bad.says.iter().find(|words| !said.contains(**words)) {
        return wrong(format!("does not say {missing:?}: {short}"));
    }
    if said.chars().any(|c| {
        c.is_control() && c != '\n' || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
    }) {
        return wrong(format!("prints what it was given: {short:?}"));
    }
    None
}

/// Tries all of a kind.
pub fn refused(kind: Vec<Bad>) {
    let count = kind.len();
    let faults: Vec<String> = kind.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {count} bad inputs:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_ground_itself_is_right() {
    let ground = Ground::new();
    let folder = ground.path("");
    let answer = pipeline::check(Utf8Path::from_path(&folder).unwrap(), &question());
    if let Err(refusal) = answer {
        panic!("{}", render(&refusal.problems, &refusal.sources, Colour::Plain));
    }
}
