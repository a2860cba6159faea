//! Drafting: a new requirement as texts that are ready to edit, and pass lint and their own cases as they stand.

mod texts;

use camino::Utf8Path;

use super::Refusal;
use crate::model::document::{Document, DocumentKind};
use crate::model::fact::{Dictionary, FactKind};
use crate::model::locality::Level;
use crate::problem::hint::{Hint, did_you_mean};
use crate::problem::{Absent, Code, Problem, Severity, Sources};
use crate::project::Project;
use crate::read::{self, Reading, check_segment};
use texts::Words;

/// Longest id, so that file names stay file names everywhere.
const LONGEST_ID: usize = 80;

/// What is to be drafted.
#[derive(Debug, Clone)]
pub struct DraftQuestion {
    /// Id of the requirement.
    pub id: String,
    /// Level of the localities that it is about.
    pub level: Level,
    /// Id of the document that asks for it; without it the newest one is named, to be replaced.
    pub document: Option<String>,
}

/// Texts that are ready to be written. Paths are relative to the project folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The rule: path and text.
    pub rule: (String, String),
    /// Its cases: path and text.
    pub cases: (String, String),
    /// Where its fact is new: the dictionary's path, its text now, and its text with the fact.
    pub dictionary: Option<(String, String, String)>,
    /// Name of the fact that it reads.
    pub fact: String,
    /// The document that it cites.
    pub cites: String,
    /// What documents say of it already.
    pub said: Said,
    /// Path of the document that asks for it, where the writer named one.
    pub asks: Option<String>,
}

/// What documents say already of a requirement that is drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Whether one speaks of the requirement.
    pub requirement: bool,
    /// Whether one reports its fact.
    pub fact: bool,
}

/// Drafts a requirement for the project in a folder. Nothing is written.
///
/// # Errors
/// [`Refusal`] where the project has errors, but for speaking of the requirement and the fact that are not there yet,
/// where the id is taken or is none, or where no such document is there.
pub fn draft(folder: &Utf8Path, question: &DraftQuestion) -> Result<Draft, Box<Refusal>> {
    let Reading { project, sources, problems, .. } = read::project(folder);
    let speaks_of = |problem: &Problem, absent: &Absent| problem.about.as_deref() == Some(absent);
    let itself = Absent::Requirement(question.id.clone());
    let spoken_of = problems.iter().any(|problem| speaks_of(problem, &itself));
    let composed = compose((&project, &sources), question, spoken_of);
    // a document may be written first: it waits for what is drafted here
    let fact = composed.as_ref().ok().map(|draft| Absent::Fact(draft.fact.clone()));
    let waits = |p: &Problem| match p.code {
        Code::UnknownRequirement => speaks_of(p, &itself),
        Code::UnknownFact => fact.as_ref().is_some_and(|fact| speaks_of(p, fact)),
        _ => false,
    };
    let reported = fact.as_ref().is_some_and(|fact| problems.iter().any(|p| speaks_of(p, fact)));
    let mut wrong: Vec<Problem> =
        problems.into_iter().filter(|p| p.severity == Severity::Error && !waits(p)).collect();
    match composed {
        Ok(mut draft) if wrong.is_empty() => {
            draft.said.fact |= reported;
            return Ok(draft);
        }
        Ok(_) => {}
        Err(problem) if wrong.is_empty() => wrong.push(*problem),
        Err(_) => {}
    }
    Err(Box::new(Refusal { problems: wrong, sources }))
}

fn compose(
    (project, sources): (&Project, &Sources),
    question: &DraftQuestion,
    spoken_of: bool,
) -> Result<Draft, Box<Problem>> {
    let id = question.id.as_str();
    check_id(id)?;
    if let Some(script) = project.scripts.iter().find(|script| script.id == id) {
        return Err(Box::new(
            Problem::error(
                Code::DuplicateRequirement,
                format!("there is a rule `{id}` already: {}", script.file),
            )
            .help("choose another id; nothing is ever overwritten"),
        ));
    }
    let document = document(project, question.document.as_deref())?;
    let (topic, property) = fact_name(id, &project.dictionary)?;
    let words = Words { id, topic: &topic, property: &property, level: question.level, document };
    let folder = match topic.as_str() {
        // Rules are not looked for where rules share functions.
        "lib" => "library".to_owned(),
        topic => topic.replace('_', "-"),
    };
    let place = format!("rules/{folder}/{id}");
    let fact = format!("{topic}.{property}");
    let dictionary = match project.dictionary.find(&fact) {
        Some(_) => None,
        None => {
            let path = read::FACTS;
            let now = sources.text(path).unwrap_or_default();
            Some((path.to_owned(), now.to_owned(), with_entry(now, &words.dictionary_entry())))
        }
    };
    let named = if question.document.is_some() { texts::Named::ByWriter } else { texts::Named::AsStandIn };
    let reported =
        |at| project.tables.iter().any(|table| table.columns.iter().any(|column| column.fact == at));
    Ok(Draft {
        said: Said { requirement: spoken_of, fact: project.dictionary.find(&fact).is_some_and(reported) },
        asks: question.document.as_ref().map(|_| document.place.file.to_string()),
        rule: (format!("{place}.rhai"), words.rule(named)),
        cases: (format!("{place}.cases.toml"), words.cases()),
        dictionary,
        fact,
        cites: document.id.clone(),
    })
}

fn check_id(id: &str) -> Result<(), Box<Problem>> {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let begins = id.starts_with(|c: char| c.is_ascii_lowercase());
    if begins && id.len() <= LONGEST_ID && id.split('-').all(part) {
        return Ok(());
    }
    Err(Box::new(
        Problem::error(Code::UnknownName, format!("{id:?} cannot be the id of a requirement")).help(
            "an id is small letters and digits joined by `-`, begins with a letter, and names a file: land-data-clean",
        ),
    ))
}

/// The document that was asked for; without one the newest that could ask anything of anybody.
fn document<'p>(project: &'p Project, asked: Option<&str>) -> Result<&'p Document, Box<Problem>> {
    let Some(id) = asked else {
        let official = |kind| {
            !matches!(
                kind,
                DocumentKind::Press | DocumentKind::Assumption | DocumentKind::Return | DocumentKind::Report
            )
        };
        let newest = |documents: &mut dyn Iterator<Item = &'p Document>| {
            documents.max_by(|a, b| (a.dated, &b.id).cmp(&(b.dated, &a.id)))
        };
        let all = &project.documents;
        let found = newest(&mut all.iter().filter(|d| official(d.kind))).or_else(|| newest(&mut all.iter()));
        return found.ok_or_else(|| {
            Box::new(
                Problem::error(Code::UnknownDocument, "there is no document that a rule could rest on")
                    .help("enter the decision that asks for it in data/documents first"),
            )
        });
    };
    project.find_document(id).map(|at| project.document(at)).ok_or_else(|| {
        let mut problem = Problem::error(Code::UnknownDocument, format!("no document has the id {id:?}"));
        let ids: Vec<&str> = project.documents.iter().map(|document| document.id.as_str()).collect();
        let like = |known: &&&str| {
            let words = |id: &str| id.split('-').map(str::to_owned).collect::<Vec<_>>();
            words(id).iter().filter(|word| words(known).contains(word)).count()
        };
        let alike = ids.iter().filter(|known| like(known) > 0).max_by_key(like);
        problem.help = Some(match (did_you_mean(id, ids.clone()), alike) {
            (Some(help), _) => help,
            (None, Some(alike)) => {
                Hint::meant(*alike).and(" The ids stand in data/documents, as `id = \"...\"`")
            }
            (None, None) => "the ids stand in data/documents, as `id = \"...\"`".into(),
        });
        Box::new(problem)
    })
}

/// The fact that a requirement of this id is likely about: a topic that the id begins with, else its first word; and
/// the rest. A fact of that name which is no yes or no is passed over.
fn fact_name(id: &str, dictionary: &Dictionary) -> Result<(String, String), Box<Problem>> {
    let joined = id.replace('-', "_");
    let topics = dictionary.iter().map(|(_, fact)| fact.topic());
    let known = topics.filter(|topic| joined.strip_prefix(*topic).is_some_and(|rest| rest.starts_with('_')));
    let topic = match known.max_by_key(|topic| topic.len()) {
        Some(topic) => topic.to_owned(),
        None => joined.split('_').next().unwrap_or_default().to_owned(),
    };
    let rest = joined.strip_prefix(&topic).unwrap_or_default().trim_start_matches('_');
    let topic = if check_segment(&topic).is_ok() { topic } else { format!("{topic}_data") };
    let mut property = match rest {
        "" => "complete".to_owned(),
        rest if check_segment(rest).is_ok() => rest.to_owned(),
        rest => format!("complete_{rest}"),
    };
    check_segment(&topic)?;
    check_segment(&property)?;
    let other = |property: &str| {
        let there = dictionary.find(&format!("{topic}.{property}"));
        there.is_some_and(|at| dictionary.get(at).kind != FactKind::Bool)
    };
    while other(&property) {
        property.push_str("_complete");
    }
    Ok((topic, property))
}

/// The dictionary with one more entry at its end, its lines ended as all others are.
fn with_entry(text: &str, entry: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(end);
    }
    if !out.is_empty() {
        out.push_str(end);
    }
    out.push_str(&entry.replace('\n', end));
    out
}
