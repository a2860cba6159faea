//! `dondoc import`: what localities sent in becomes one new document, once somebody has seen what it changes.

mod depot;

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

use camino::Utf8Path;
use dondoc::intake::layout::{Key, Layout, has_heads, layout};
use dondoc::intake::mark::{self, Mark};
use dondoc::intake::paper::{self, Head};
use dondoc::intake::preview::{Detail, preview};
use dondoc::intake::proposal::{Proposal, proposal};
use dondoc::pipeline::{self, Prepared};
use dondoc::problem::{Code, Problem, Sources};
use dondoc::progress::Listener;
use dondoc::project::Project;
use dondoc::read::breadth::Breadth;
use dondoc::read::files::File;
use dondoc::read::leaf::Leaf;
use dondoc::read::mapping::{Mapping, mapping};
use dondoc::read::returns::Received;
use sha2::{Digest, Sha256};

use super::{Outcome, clock, given, output, screen, waiting};
use crate::cli::{Global, Import};

/// Most sheets that are looked through for the only table; of more, it has to be said which.
const MOST_SHEETS: usize = 32;

/// Why nothing is taken in, and the texts that the problems speak of.
struct Refused {
    problems: Vec<Problem>,
    sources: Sources,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem], sources: Sources::default() }
    }
}

/// Reads a file, shows what it changes, and writes it as a document where that is wanted.
pub fn run(global: &Global, options: &Import) -> anyhow::Result<Outcome> {
    // the sheet may be of communes, whoever else the project speaks of
    let read = |_: &dyn Listener| pipeline::prepare_broadly(&global.project, Breadth::Whole);
    let prepared = match waiting::during(global, options.lang, read) {
        Ok(prepared) => prepared,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let (head, proposal, sources) = match propose(&prepared, options)? {
        Ok(found) => found,
        Err(refused) => {
            screen::show(global, &refused.problems, &refused.sources);
            return Ok(Outcome::Invalid);
        }
    };
    let project = &prepared.project;
    let detail = if global.verbose { Detail::All } else { Detail::Some };
    output::to_stdout(preview(&proposal, project, detail, options.lang).as_bytes())?;
    screen::show(global, &proposal.problems, &sources);
    if proposal.is_refused() {
        screen::say("nothing was written: correct the file, or ask for it again\n");
        return Ok(Outcome::Invalid);
    }
    if !agreed(options)? {
        return Ok(Outcome::Done);
    }
    let paper = paper::paper(&head, &proposal, project)?;
    match depot::store(&global.project, &head, &paper)? {
        Ok(()) => {
            if !global.quiet {
                screen::say(&format!("wrote data/documents/{}.toml and its table\n", paper.stem));
            }
            Ok(Outcome::Done)
        }
        Err(problem) => {
            screen::show(global, &[problem], &Sources::default());
            Ok(Outcome::Invalid)
        }
    }
}

/// Whether to write: with `--yes`, or when somebody at a terminal says so.
fn agreed(options: &Import) -> anyhow::Result<bool> {
    if options.yes || options.dry_run {
        return Ok(options.yes);
    }
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        screen::say("nothing was written: this is a preview; --yes writes it\n");
        return Ok(false);
    }
    screen::say("Write this as a new document? [y/N] ");
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "c" | "có" | "co"))
}

type Found = (Head, Proposal, Sources);

/// Reads the file and says what it changes.
fn propose(prepared: &Prepared, options: &Import) -> anyhow::Result<Result<Found, Refused>> {
    let project = &prepared.project;
    let bytes = match given::bytes(&options.file) {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(Err(problem.into())),
    };
    let source_sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    if let Some(problem) = depot::known_before(project, &source_sha256) {
        return Ok(Err(problem.into()));
    }
    let mut sources = Sources::default();
    let mapping = match options.mapping.as_deref().map(|path| read_mapping(path, project, &mut sources)) {
        Some(Err(problems)) => return Ok(Err(Refused { problems, sources })),
        Some(Ok(mapping)) => Some(mapping),
        None => None,
    };
    let name = options.file.file_name().unwrap_or("file").to_owned();
    let (leaf, mark) = match read_sheet(&name, &bytes, mapping.as_ref(), project) {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem.into())),
    };
    sources.insert(Arc::clone(&leaf.file.path), Arc::clone(&leaf.file.text));
    let key = match (&mapping, &mark) {
        (Some(mapping), _) => Key::Mapping(mapping),
        (None, Some(mark)) => Key::Mark(mark),
        (None, None) => Key::Titles,
    };
    let Some(dated) = options.dated.or(mark.as_ref().map(|mark| mark.as_of)) else {
        let problem =
            Problem::error(Code::MissingKey, format!("`{name}` does not say of which day its values are"));
        return Ok(Err(problem.help("name the day: --dated 2025-05-31").into()));
    };
    let mut problems = Vec::new();
    let Some(layout): Option<Layout> = layout(&leaf, key, &project.dictionary, &mut problems) else {
        return Ok(Err(Refused { problems, sources }));
    };
    let mut proposal = proposal(&leaf, &layout, project, dated);
    proposal.problems.splice(0..0, problems);
    let id = options.document.clone().unwrap_or_else(|| paper::id_of(dated, &name));
    if let Some(problem) = depot::bad_id(project, &id) {
        return Ok(Err(problem.into()));
    }
    let today = clock::today()?;
    let published = options.published.or((today >= dated).then_some(today));
    let head = Head { id, issuer: options.issuer.clone(), dated, published, source: name, source_sha256 };
    Ok(Ok((head, proposal, sources)))
}

fn read_mapping(path: &Utf8Path, project: &Project, sources: &mut Sources) -> Result<Mapping, Vec<Problem>> {
    let text = given::text(path).map_err(|problem| vec![problem])?;
    let file = File { path: path.file_name().unwrap_or("mapping").into(), text: text.into() };
    sources.insert(Arc::clone(&file.path), Arc::clone(&file.text));
    mapping(&file, &project.dictionary)
}

/// The sheet to read, and the form's mark where the file carries one.
fn read_sheet(
    name: &str,
    bytes: &[u8],
    mapping: Option<&Mapping>,
    project: &Project,
) -> Result<(Leaf, Option<Mark>), Problem> {
    let mut received = Received::open(name, bytes)?;
    let has = |received: &Received<'_>, sheet: &str| received.tabs().iter().any(|tab| tab.name == sheet);
    let mark = match mapping {
        None if has(&received, mark::SHEET) => Mark::of(&received.sheet(Some(mark::SHEET))?),
        _ => None,
    };
    let sheet = match (mapping, &mark) {
        (Some(mapping), _) => mapping.sheet.clone(),
        // the tab may have been given another name
        (None, Some(mark)) if has(&received, &mark.data) => Some(mark.data.clone()),
        (None, _) => received
            .tabs()
            .iter()
            .find(|tab| tab.shown)
            .map(|tab| tab.name.clone())
            .filter(|_| mark.is_some()),
    };
    if sheet.is_none()
        && mapping.is_none()
        && let Some(only) = with_heads(&mut received, project)
    {
        return Ok((only, None));
    }
    Ok((received.sheet(sheet.as_deref())?, mark))
}

/// Of several sheets that are shown the only one that has heads of a table: the others are covers and notes.
fn with_heads(received: &mut Received<'_>, project: &Project) -> Option<Leaf> {
    let shown: Vec<String> =
        received.tabs().into_iter().filter(|tab| tab.shown).map(|tab| tab.name).collect();
    if !(2..=MOST_SHEETS).contains(&shown.len()) {
        return None;
    }
    let sheets = shown.iter().filter_map(|name| received.sheet(Some(name)).ok());
    let mut tables = sheets.filter(|leaf| has_heads(leaf, &project.dictionary));
    match (tables.next(), tables.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}
