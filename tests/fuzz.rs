//! Fuzzing on the stable toolchain: shipped files with pieces lost, doubled, swapped and put in, through everything that
//! reads them. Whatever comes out is an answer or a refusal; a panic is a failure, and so is a place outside of its file.
//!
//! A second each in `cargo test`; `DONDOC_FUZZ_SECONDS` gives each target so many, for hours by hand. Each says how many
//! inputs it tried, and how many of them were refused.

#[path = "bad_inputs/ground.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod ground;

use std::cell::Cell;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use dondoc::pipeline::{self, Question};
use dondoc::problem::{Colour, Problem, Severity, Sources, render};
use dondoc::read::{self, workbook::Workbook};
use dondoc::report::Depth;
use dondoc::resolve::Horizon;
use dondoc::rulebook::{ExecutorKind, Rulebook};
use ground::{BOOK, CASES, CELLS, DOCUMENT, Ground, LOCALITIES, RULE, TEXTS, book, text};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestError, TestRunner};

/// One change of a file.
#[derive(Debug, Clone)]
enum Change {
    Cut(Index, usize),
    Put(Index, Vec<u8>),
    Copy(Index, Index, usize),
    Flip(Index, u8),
}

/// Pieces that mean something to one reader or another.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"'''",
    b"[[",
    b"]]",
    b"[",
    b"{",
    b"}",
    b"=",
    b",",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"1e999",
    b"-0",
    b"nan",
    b"99999999999999999999",
    b"2025-02-30",
    b"0000-01-01",
    b"\xcc\x81",
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    "а".as_bytes(),
    b"#{",
    b"`${",
    b"fn f(x) { f(x) } ",
    b"for a in 0..99999 { }",
    b"import \"x\" as x;",
    b"|x| x",
    b"..",
    b"9223372036854775807",
    b"=cmd|' /C calc'!A0",
    b"/*",
    b"//!",
    b"locality.records.count",
    b"met(\"deployed\");",
    b"switch 1 { 1 => 2 }",
    b"[[observation]]\n",
    b"others = true\n",
    b"|",
    b"/",
    b"<!DOCTYPE x>",
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1..40usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), prop::sample::select(PIECES))
            .prop_map(|(at, piece)| Change::Put(at, piece.to_vec())),
        (any::<Index>(), any::<Index>(), 1..80usize)
            .prop_map(|(from, to, length)| Change::Copy(from, to, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Change::Flip(at, bits)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match change {
            Change::Cut(at, length) => {
                let from = place(at, &bytes);
                let to = (from + length).min(bytes.len());
                bytes.drain(from..to);
            }
            Change::Put(at, piece) => {
                let at = place(at, &bytes);
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Copy(from, to, length) => {
                let from = place(from, &bytes);
                let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
                let to = place(to, &bytes);
                bytes.splice(to..to, piece);
            }
            Change::Flip(at, bits) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
            }
            Change::Flip(..) => {}
        }
    }
    bytes
}

fn seconds() -> Duration {
    let seconds = std::env::var("DONDOC_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(1))
}

/// Whether something was refused.
type Refused = bool;

/// Tries changed seeds until the time is over. `take` says whether one was refused, and panics where anything broke.
fn fuzz(name: &str, seeds: &[Vec<u8>], take: impl Fn(&[u8]) -> Refused) {
    let end = Instant::now() + seconds();
    let (tried, refused) = (Cell::new(0_u64), Cell::new(0_u64));
    let strategy = (any::<Index>(), prop::collection::vec(change(), 0..4));
    while Instant::now() < end {
        let config = Config { cases: 16, failure_persistence: None, ..Config::default() };
        let outcome = TestRunner::new(config).run(&strategy, |(seed, changes)| {
            let bytes = changed(seeds[seed.index(seeds.len())].clone(), &changes);
            tried.set(tried.get() + 1);
            refused.set(refused.get() + u64::from(take(&bytes)));
            Ok(())
        });
        if let Err(TestError::Fail(why, (seed, changes))) = outcome {
            let bytes = changed(seeds[seed.index(seeds.len())].clone(), &changes);
            panic!("{name}: {why}\n{changes:?}\n{}", String::from_utf8_lossy(&bytes));
        }
    }
    assert!(
        refused.get() < tried.get() || tried.get() < 200,
        "{name}: everything was refused: nothing deep was tried"
    );
    eprintln!("{name}: {} inputs, {} of them refused", tried.get(), refused.get());
}

/// Shows problems, as a user would see them, and holds that each stands in its file.
fn shown(problems: &[Problem], sources: &Sources) -> Refused {
    let _ = render(problems, sources, Colour::Plain);
    for problem in problems {
        if let Some(place) = &problem.place
            && let Some(text) = sources.text(&place.file)
        {
            assert!(text.get(place.span.clone()).is_some(), "{problem:?} stands outside of its file");
        }
    }
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Reads a project in which one file is another, and asks it where it is right.
fn in_project(file: &str, bytes: &[u8]) -> Refused {
    let ground = Ground::new();
    ground.write(file, bytes);
    checked(&ground)
}

fn checked(ground: &Ground) -> Refused {
    let question = Question {
        depth: Depth::Chains,
        ..Question::whole(Horizon { as_of: "2025-01-31".parse().unwrap(), known_by: None })
    };
    let folder = ground.path("");
    match pipeline::check(Utf8Path::from_path(&folder).unwrap(), &question) {
        Ok(answer) => {
            shown(&answer.warnings, &answer.sources);
            for format in dondoc::render::Format::ALL {
                let style = dondoc::render::Style::default();
                dondoc::render::render(&answer.report, *format, dondoc::model::bilingual::Lang::Vi, style)
                    .unwrap();
            }
            false
        }
        Err(refusal) => shown(&refusal.problems, &refusal.sources),
    }
}

/// Shipped files with this ending, below this folder, that are not long.
fn shipped(below: &str, ending: &str) -> Vec<Vec<u8>> {
    fn walk(folder: &std::path::Path, ending: &str, found: &mut Vec<Vec<u8>>) {
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_str().is_some_and(|name| name.ends_with(ending)) {
                found.extend(std::fs::read(path).ok().filter(|bytes| bytes.len() < 16_000));
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(below), ending, &mut found);
    assert!(!found.is_empty());
    found
}

fn with_ground(mut seeds: Vec<Vec<u8>>, file: &str) -> Vec<Vec<u8>> {
    // as many of the ground's own, which are right where they lie
    let own = text(file).as_bytes().to_vec();
    seeds.extend(std::iter::repeat_n(own, seeds.len()));
    seeds
}

#[test]
fn documents() {
    fuzz("documents", &with_ground(shipped("data/documents", ".toml"), DOCUMENT), |bytes| {
        in_project(DOCUMENT, bytes)
    });
}

#[test]
fn localities() {
    fuzz("localities", &[text(LOCALITIES).as_bytes().to_vec()], |bytes| in_project(LOCALITIES, bytes));
}

#[test]
fn workbooks() {
    fuzz("workbooks", &[book(&CELLS)], |bytes| {
        let sheet = Workbook::open("x.xlsx", bytes).and_then(|mut book| book.sheet(None));
        sheet.is_err() | in_project(BOOK, bytes)
    });
}

#[test]
fn cases() {
    fuzz("cases", &with_ground(shipped("rules", ".cases.toml"), CASES), |bytes| in_project(CASES, bytes));
}

#[test]
fn rules() {
    let shipped_project = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).project;
    let seeds: Vec<Vec<u8>> =
        shipped_project.scripts.iter().map(|script| script.text.as_bytes().to_vec()).collect();
    fuzz("rules", &seeds, |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return true };
        // under every id, so that the head fits where it was not changed
        let id = text.split("id:").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or("x");
        let script =
            dondoc::project::Script { file: "rules/x.rhai".into(), id: id.to_owned(), text: text.into() };
        let (rulebook, problems) = Rulebook::compile(std::slice::from_ref(&script), &shipped_project);
        let mut sources = Sources::default();
        sources.insert("rules/x.rhai".into(), text.into());
        let refused = shown(&problems, &sources);
        let Some(requirement) = rulebook.requirements().first() else { return refused };
        // both executors answer, and the same
        let values = vec![None; requirement.reads.len()];
        let run = |kind| {
            rulebook.executor(&shipped_project.dictionary).by(kind).run(
                dondoc::model::requirement::RequirementIx(0),
                &values,
                None,
            )
        };
        assert_eq!(run(ExecutorKind::Compiled).answer, run(ExecutorKind::Interpreted).answer, "{text}");
        refused
    });
}

#[test]
fn whole_projects() {
    // several files at once: the first byte says which
    let seeds: Vec<Vec<u8>> =
        (0..TEXTS.len()).map(|n| [vec![n as u8], TEXTS[n].1.as_bytes().to_vec()].concat()).collect();
    fuzz("whole projects", &seeds, |bytes| {
        let ground = Ground::new();
        let (which, rest) = bytes.split_first().unwrap_or((&0, &[]));
        let half = rest.len() / 2;
        let first = usize::from(*which) % TEXTS.len();
        ground.write(TEXTS[first].0, rest);
        if which % 3 == 0 {
            ground.write(
                RULE,
                [text(RULE).as_bytes(), rest.get(half..).unwrap_or_default()].concat().as_slice(),
            );
        }
        checked(&ground)
    });
}
