//! What is fuzzed: for each reader of files, what to begin with, and what is done with whatever it is changed into.
//!
//! In: bytes. Out: whether something was refused. Invariant: whatever comes in is answered or refused; a panic is a find,
//! and so is a place outside of its file. Both ways of changing bytes take their targets from here: the random one of
//! `main.rs`, on the stable toolchain, and the one of `guided.rs`, which is led by the branches that inputs reach.

use std::cell::RefCell;
use std::io::Write;
use std::sync::LazyLock;

use camino::Utf8Path;
use dondoc::pipeline::{self, Question};
use dondoc::problem::{Colour, Problem, Severity, Sources, render};
use dondoc::read::{self, workbook::Workbook};
use dondoc::report::Depth;
use dondoc::resolve::Horizon;
use dondoc::rulebook::{ExecutorKind, Rulebook};

use super::TOP;
use super::ground::{BOOK, CASES, CELLS, DOCUMENT, Ground, LOCALITIES, RULE, TABLE, TEXTS, book, text};

/// Whether something was refused.
pub type Refused = bool;

/// One reader of files.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// What to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Reads one input, and panics where anything broke.
    pub take: fn(&[u8]) -> Refused,
}

/// All of them.
pub const TARGETS: [Target; 6] = [
    Target {
        name: "documents",
        seeds: || with_ground(shipped("data/documents", ".toml"), DOCUMENT),
        take: |bytes| in_project(&[(DOCUMENT, bytes)]),
    },
    Target {
        name: "localities",
        seeds: || vec![text(LOCALITIES).as_bytes().to_vec()],
        take: |bytes| in_project(&[(LOCALITIES, bytes)]),
    },
    Target { name: "workbooks", seeds: members, take: workbook },
    Target {
        name: "cases",
        seeds: || with_ground(shipped("rules", ".cases.toml"), CASES),
        take: |bytes| in_project(&[(CASES, bytes)]),
    },
    Target { name: "rules", seeds: rules, take: rule },
    Target { name: "projects", seeds: several, take: project },
];

/// Pieces that mean something to one reader or another.
pub const PIECES: &[&[u8]] = &[
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

/// The project's workbook.
static OWN_BOOK: LazyLock<Vec<u8>> = LazyLock::new(|| book(&CELLS));

/// Its parts, as they are unpacked.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(parts);

thread_local! {
    /// A project to put files into; taken away where one broke.
    static GROUND: RefCell<Option<Ground>> = const { RefCell::new(None) };
}

/// Reads a project in which some files are others, and asks it where it is right.
fn in_project(files: &[(&str, &[u8])]) -> Refused {
    let ground = GROUND.take().unwrap_or_else(Ground::new);
    for (file, bytes) in files {
        ground.write(file, bytes);
    }
    let refused = checked(&ground);
    for (file, _) in files {
        if *file == BOOK {
            ground.write(file, &OWN_BOOK);
        } else {
            ground.write(file, text(file).as_bytes());
        }
    }
    GROUND.set(Some(ground));
    refused
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
    walk(&std::path::Path::new(TOP).join(below), ending, &mut found);
    assert!(!found.is_empty());
    found
}

fn with_ground(mut seeds: Vec<Vec<u8>>, file: &str) -> Vec<Vec<u8>> {
    // as many of the ground's own, which are right where they lie
    let own = text(file).as_bytes().to_vec();
    seeds.extend(std::iter::repeat_n(own, seeds.len()));
    seeds
}

fn parts() -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(OWN_BOOK.as_slice())).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The workbook as it is, and each of its parts behind the number of the part: a change of a packed part is found by its
/// checksum before anything else, and one of an unpacked part reaches those who read it.
fn members() -> Vec<Vec<u8>> {
    let parts = PARTS.iter().enumerate().map(|(at, (_, part))| {
        let mut seed = vec![u8::try_from(at).unwrap()];
        seed.extend(part);
        seed
    });
    std::iter::once(OWN_BOOK.clone()).chain(parts).collect()
}

/// A workbook: the bytes themselves where they begin as one, else one with the part of this number made anew.
fn workbook(bytes: &[u8]) -> Refused {
    let repacked;
    let bytes = match bytes.split_first() {
        Some((at, part)) if !bytes.starts_with(b"PK") => {
            let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (place, (name, own)) in PARTS.iter().enumerate() {
                archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
                archive.write_all(if place == usize::from(*at) % PARTS.len() { part } else { own }).unwrap();
            }
            repacked = archive.finish().unwrap().into_inner();
            repacked.as_slice()
        }
        _ => bytes,
    };
    let sheet = Workbook::open("x.xlsx", bytes).and_then(|mut book| book.sheet(None));
    sheet.is_err() | in_project(&[(BOOK, bytes)])
}

fn rules() -> Vec<Vec<u8>> {
    let shipped = read::project(Utf8Path::new(TOP)).project;
    shipped.scripts.iter().map(|script| script.text.as_bytes().to_vec()).collect()
}

thread_local! {
    /// The shipped project, for the facts and documents that shipped rules speak of.
    static SHIPPED: dondoc::project::Project = read::project(Utf8Path::new(TOP)).project;
}

fn rule(bytes: &[u8]) -> Refused {
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    // under every id, so that the head fits where it was not changed
    let id = text.split("id:").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or("x");
    let script =
        dondoc::project::Script { file: "rules/x.rhai".into(), id: id.to_owned(), text: text.into() };
    SHIPPED.with(|project| {
        let (rulebook, problems) = Rulebook::compile(std::slice::from_ref(&script), project);
        let mut sources = Sources::default();
        sources.insert("rules/x.rhai".into(), text.into());
        let refused = shown(&problems, &sources);
        let Some(requirement) = rulebook.requirements().first() else { return refused };
        // both executors answer, and the same
        let values = vec![None; requirement.reads.len()];
        let run = |kind| {
            rulebook.executor(&project.dictionary).by(kind).run(
                dondoc::model::requirement::RequirementIx(0),
                &values,
                None,
            )
        };
        assert_eq!(run(ExecutorKind::Compiled).answer, run(ExecutorKind::Interpreted).answer, "{text}");
        refused
    })
}

/// Each text of the project behind its number.
fn several() -> Vec<Vec<u8>> {
    (0..TEXTS.len()).map(|n| [vec![n as u8], TEXTS[n].1.as_bytes().to_vec()].concat()).collect()
}

/// A project in which the file of the first byte's number is another, and now and then the rule or the table as well.
fn project(bytes: &[u8]) -> Refused {
    let (which, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let half = rest.get(rest.len() / 2..).unwrap_or_default();
    let first = TEXTS[usize::from(*which) % TEXTS.len()].0;
    let second = if *which % 3 == 0 { RULE } else { TABLE };
    let longer = [text(second).as_bytes(), half].concat();
    if first == second || *which % 3 == 1 {
        return in_project(&[(first, rest)]);
    }
    in_project(&[(first, rest), (second, &longer)])
}
