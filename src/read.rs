//! Reading a project folder: the only floor that opens files.
//!
//! In: the folder. Out: a [`Reading`]: the [`Project`] with names resolved and values typed, the texts read, and every
//! problem found. Invariant: where a problem is an error, the project in the reading is good only for finding more
//! problems; nothing half-read is ever evaluated.

// What strangers wrote steers every index and every sum here.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

pub mod breadth;
mod cases;
mod consequences;
mod cure;
mod dictionary;
mod documents;
pub mod doubt;
mod encoding;
pub mod entry;
mod fact_name;
pub mod files;
mod form;
mod frozen;
mod grid;
mod holidays;
pub mod leaf;
mod levels;
mod limits;
pub mod mapping;
mod number;
mod overlay;
mod parse;
mod period;
mod registry;
pub mod returns;
mod scoring;
mod script_limits;
mod scripts;
mod sink;
mod stray;
mod succession;
mod tabular;
mod unseen;
mod values;
mod ways;
pub mod workbook;

use std::collections::BTreeMap;

use camino::Utf8Path;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::calendar::Calendar;
use crate::model::case::CaseFile;
use crate::model::fact::Dictionary;
use crate::model::limits::Limits;
use crate::model::locality::Registry;
use crate::model::place::Place;
use crate::names::Names;
use crate::problem::levels::Levels;
use crate::problem::{Code, Problem, Sources};
use crate::project::{Project, Script};

use breadth::Breadth;
use documents::{Documents, Known, Roll};
pub use fact_name::check as check_segment;
use files::{File, Folder};
pub use overlay::Overlay;
use sink::Sink;

const LOCALITIES: &str = "data/localities.csv";
const SUCCESSION: &str = "data/succession.csv";
const HOLIDAYS: &str = "data/holidays.csv";
/// The dictionary of facts.
pub const FACTS: &str = "data/facts.toml";
const SCORING: &str = "rules/scoring.toml";
/// Levels of lints: the lint reads it.
const LINT: &str = "rules/lint.toml";
/// How much rules may take.
const LIMITS: &str = "rules/limits.toml";
const DATA: &str = "data";
const DOCUMENTS: &str = "data/documents";
const RULES: &str = "rules";
/// Made-up data that frozen reports are about: no part of the project itself.
const FIXTURES: &str = "rules/fixtures/";

/// What came out of reading a project folder.
#[derive(Debug)]
pub struct Reading {
    /// The project, as far as it could be read.
    pub project: Project,
    /// The rules' cases, in order of files.
    pub cases: Vec<CaseFile>,
    /// How the project takes its problems.
    pub levels: Levels,
    /// The texts, for showing places.
    pub sources: Sources,
    /// Tables of lower units that were left out, for nothing in the project speaks of one.
    pub unread: Vec<String>,
    /// Everything that is wrong, in order of file and place.
    pub problems: Vec<Problem>,
}

/// Reads the project in a folder. It never fails: whatever is wrong is a problem in the [`Reading`].
#[must_use]
pub fn project(folder: &Utf8Path) -> Reading {
    broadly(folder, Breadth::Spoken)
}

/// Reads the project in a folder with as much of its registry as is asked for.
#[must_use]
pub fn broadly(folder: &Utf8Path, breadth: Breadth) -> Reading {
    broadly_under(folder, Overlay::default(), breadth)
}

/// The same with texts over some of its files, as they stand in an editor and not yet on the disk.
#[must_use]
pub fn broadly_under(folder: &Utf8Path, overlay: Overlay, breadth: Breadth) -> Reading {
    Folder::open_under(folder, overlay).map_or_else(nothing, |folder| read(folder, breadth, None))
}

/// Rules of another project that a folder is read for.
#[derive(Debug)]
pub struct Lent {
    /// The rules.
    pub scripts: Vec<Script>,
    /// What they may import.
    pub library: Vec<Script>,
    /// How much they may take.
    pub limits: Limits,
}

/// Reads the made-up data below `rules/fixtures` of a project, for rules of the project itself.
#[must_use]
pub fn fixture(project: &Utf8Path, name: &str, rules: Lent) -> Reading {
    let below = format!("{FIXTURES}{name}");
    match Folder::open(project).and_then(|folder| folder.within(&below)) {
        Ok(folder) => read(folder, Breadth::Spoken, Some(rules)),
        Err(problem) => nothing(problem),
    }
}

/// What is read of a folder that cannot be opened.
fn nothing(problem: Problem) -> Reading {
    Reading {
        project: empty(),
        cases: Vec::new(),
        levels: Levels::default(),
        sources: Sources::default(),
        unread: Vec::new(),
        problems: vec![problem],
    }
}

/// The registry, what documents say of it, and everything that is wrong with either.
struct Told {
    registry: Registry,
    said: Documents,
    problems: Vec<Problem>,
}

/// The SHA-256 of every file of the project in a folder, by its path.
///
/// # Errors
/// The first problem of a file that cannot be read.
pub fn digests(folder: &Utf8Path) -> Result<BTreeMap<String, String>, Problem> {
    let folder = Folder::open(folder)?;
    let sink = Sink::default();
    let paths = [DATA, RULES].into_iter().flat_map(|below| folder.list(below, &sink));
    let digests = paths.filter_map(|path| {
        let bytes = folder.bytes(&path, &sink)?;
        let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Some((path, digest))
    });
    let digests = digests.collect();
    match sink.into_problems().into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(digests),
    }
}

/// An office's own template among the rules; `None` where the project has none.
///
/// # Errors
/// Everything that is wrong with it as a text, and that it is empty.
pub fn template(project: &Utf8Path, path: &str) -> Result<Option<String>, (Vec<Problem>, Sources)> {
    let folder = Folder::open(project).map_err(|problem| (vec![problem], Sources::default()))?;
    if !folder.has(path) {
        return Ok(None);
    }
    let sink = Sink::default();
    let text = folder.read(path, &sink).map(|file| file.text.to_string());
    if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
        let problem =
            Problem::error(Code::BadTemplate, "this template is empty, and so would be every letter");
        sink.push(
            problem
                .at(Place::new(path, 0..0), "")
                .help("`dondoc notice --print-template` prints one to begin with"),
        );
    }
    match sink.into_problems() {
        problems if problems.is_empty() => Ok(text),
        problems => Err((problems, folder.into_sources())),
    }
}

fn read(folder: Folder, breadth: Breadth, lent: Option<Lent>) -> Reading {
    // what stands by itself is read side by side
    let (mut problems, mut of_facts) = (Vec::new(), Vec::new());
    let ((calendar, scoring, levels), dictionary) = rayon::join(
        || {
            (
                optional(&folder, HOLIDAYS, &mut problems, holidays::calendar).unwrap_or_default(),
                optional(&folder, SCORING, &mut problems, scoring::scoring).unwrap_or_else(scoring::default),
                optional(&folder, LINT, &mut problems, levels::levels).unwrap_or_default(),
            )
        },
        || required(&folder, FACTS, &mut of_facts, dictionary::dictionary).unwrap_or_default(),
    );
    problems.append(&mut of_facts);

    let mut below_rules = list(&folder, RULES, &mut problems);
    below_rules.retain(|path| !path.starts_with(FIXTURES));
    let below_data = list(&folder, DATA, &mut problems);
    let Lent { scripts, library, limits } = lent.unwrap_or_else(|| Lent {
        scripts: scripts::scripts(&folder, &below_rules, &mut problems),
        library: scripts::library(&folder, &below_rules, &mut problems),
        limits: optional(&folder, LIMITS, &mut problems, script_limits::limits).unwrap_or_default(),
    });
    let requirements: Vec<String> = scripts.iter().map(|script| script.id.clone()).collect();
    let is_paper = |path: &&String| path.ends_with(".toml") && is_below(path, DOCUMENTS);
    let papers: Vec<String> = below_data.iter().filter(is_paper).cloned().collect();
    let tell = |lower: &[String]| -> Told {
        let mut problems = Vec::new();
        let registry = read_registry(&folder, lower, &mut problems);
        let names = Names::new(&registry);
        let roll = Roll::new(&names);
        let known =
            Known { names: &names, roll: &roll, dictionary: &dictionary, requirements: &requirements };
        let said = documents::documents(&folder, &papers, known, &mut problems);
        Told { registry, said, problems }
    };
    let lower = breadth::tables(&folder);
    let mut unread = Vec::new();
    let told = if breadth == Breadth::Whole || lower.is_empty() || breadth::is_in_rules(&scripts, &dictionary)
    {
        tell(&lower)
    } else {
        let narrow = tell(&[]);
        if breadth::is_in_documents(&narrow.said, &narrow.problems) {
            tell(&lower)
        } else {
            unread = lower;
            narrow
        }
    };
    let Told { registry, said, problems: found } = told;
    problems.extend(found);
    stray::tell(&below_data, &said.used, &mut problems);

    let cases = cases::all(&folder, &below_rules, (&dictionary, &requirements), &mut problems);
    let project = Project {
        registry,
        dictionary,
        calendar,
        scoring,
        documents: said.documents,
        tables: said.tables,
        deadlines: said.deadlines,
        waivers: said.waivers,
        totals: said.totals,
        identities: said.identities,
        scripts,
        library,
        limits,
    };
    // where nothing could be read of what the rest speaks of, every mention of it is unknown: one cause, told once
    problems.retain(|problem| match problem.code {
        Code::UnknownLocality | Code::BadSuccession => !project.registry.is_empty(),
        Code::UnknownFact => !project.dictionary.is_empty(),
        _ => true,
    });
    consequences::drop_missing_keys(&mut problems);
    crate::problem::sort(&mut problems);
    Reading { project, cases, levels, sources: folder.into_sources(), unread, problems }
}

/// Gathers the problems of one piece of work.
fn with_sink<T>(problems: &mut Vec<Problem>, work: impl FnOnce(&Sink) -> T) -> T {
    let sink = Sink::default();
    let done = work(&sink);
    problems.extend(sink.into_problems());
    done
}

fn required<T>(
    folder: &Folder,
    path: &str,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&File, &Sink) -> T,
) -> Option<T> {
    with_sink(problems, |sink| folder.read(path, sink).map(|file| read(&file, sink)))
}

fn optional<T>(
    folder: &Folder,
    path: &str,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&File, &Sink) -> T,
) -> Option<T> {
    if folder.has(path) { required(folder, path, problems, read) } else { None }
}

fn read_registry(folder: &Folder, lower: &[String], problems: &mut Vec<Problem>) -> Registry {
    let open = |path: &String| {
        let sink = Sink::default();
        (folder.read(path, &sink), sink.into_problems())
    };
    let opened: Vec<(Option<File>, Vec<Problem>)> = lower.par_iter().map(open).collect();
    let (lower, told): (Vec<_>, Vec<_>) = opened.into_iter().unzip();
    problems.extend(told.into_iter().flatten());
    let lower: Vec<File> = lower.into_iter().flatten().collect();
    let read = |file: &File, sink: &Sink| registry::localities(file, &lower, sink);
    let localities = required(folder, LOCALITIES, problems, read).unwrap_or_default();
    let successions =
        optional(folder, SUCCESSION, problems, |file, sink| succession::successions(file, &localities, sink));
    Registry::new(localities, successions.unwrap_or_default())
}

fn list(folder: &Folder, below: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    with_sink(problems, |sink| folder.list(below, sink))
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn empty() -> Project {
    Project {
        registry: Registry::default(),
        dictionary: Dictionary::default(),
        calendar: Calendar::default(),
        scoring: scoring::default(),
        documents: Vec::new(),
        tables: Vec::new(),
        deadlines: Vec::new(),
        waivers: Vec::new(),
        totals: Vec::new(),
        identities: Vec::new(),
        scripts: Vec::new(),
        library: Vec::new(),
        limits: Limits::default(),
    }
}
