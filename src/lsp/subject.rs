//! The subject of a place: which thing of the project the word there names, what is said of it and where it is declared.

use super::desk::Desk;
use super::rule::Rule;
use super::slot::{Kind, Slot};
use crate::model::locality::{Level, LocalityIx};
use crate::model::place::Place;
use crate::names::Names;
use crate::problem::Code;
use crate::render::handbook::hover::{Named, of_builtin, of_code, of_fact, of_named, of_word};
use crate::report::handbook::facts::fact_views;

/// A thing that a word names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Fact(String),
    /// A word of rules or of the language.
    Word(String),
    Requirement(String),
    Document(String),
    Locality(LocalityIx),
    Reason(String),
    Code(Code),
}

/// What the word at a slot names, if it is there.
#[must_use]
pub fn subject(desk: &Desk, text: &str, slot: &Slot) -> Option<Subject> {
    let word = text.get(slot.span.clone())?;
    let project = &desk.project.project;
    match &slot.kind {
        Kind::Property { topic } => {
            let name = format!("{topic}.{word}");
            desk.fact(&name).map(|_| Subject::Fact(name))
        }
        Kind::Fact | Kind::FactDeclared => desk.fact(word).map(|_| Subject::Fact(word.to_owned())),
        Kind::ValueOf { fact } => desk.fact(fact).map(|_| Subject::Fact(fact.clone())),
        Kind::Topic => {
            let behind = text.get(slot.span.end..).and_then(property);
            let name = behind.map(|property| format!("{word}.{property}"));
            let fact = name.filter(|name| desk.fact(name).is_some()).map(Subject::Fact);
            Some(fact.unwrap_or_else(|| Subject::Word(word.to_owned())))
        }
        Kind::Word => Some(Subject::Word(word.to_owned())),
        Kind::Reason | Kind::ReasonKey | Kind::ExpectedReason => Some(Subject::Reason(word.to_owned())),
        Kind::Document | Kind::DocumentDeclared => {
            project.find_document(word).map(|_| Subject::Document(word.to_owned()))
        }
        Kind::Requirement => desk.script(word).map(|_| Subject::Requirement(word.to_owned())),
        Kind::Locality | Kind::LocalityOrLevel if Level::from_word(word).is_none() => {
            locality(desk, word).map(Subject::Locality)
        }
        Kind::Code => Code::from_word(word).map(Subject::Code),
        _ => None,
    }
}

/// The property that a topic is followed by.
fn property(behind: &str) -> Option<&str> {
    let name = behind.trim_start().strip_prefix('.')?.trim_start();
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
    name.get(..end)
}

/// The locality of a name, on whatever day somebody was called so; the latest one first.
fn locality(desk: &Desk, word: &str) -> Option<LocalityIx> {
    let registry = &desk.project.project.registry;
    let names = Names::new(registry);
    let mut days: Vec<_> = desk.project.project.documents.iter().map(|document| document.dated).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().rev().find_map(|day| names.find(word, None, day).ok())
}

/// What is said of a subject, as Markdown.
#[must_use]
pub fn says(desk: &Desk, subject: &Subject) -> Option<String> {
    let project = &desk.project.project;
    match subject {
        Subject::Fact(name) => {
            let views = fact_views(project, &desk.project.rulebook);
            of_fact(views.iter().find(|view| view.name == *name)?).ok()
        }
        Subject::Word(word) => {
            let reference = desk.reference();
            let ours = reference.words.iter().find(|known| known.doc.covers == [word.as_str()]);
            match ours {
                Some(known) => of_word(known).ok(),
                None => of_builtin(reference.library.iter().find(|known| known.name == *word)?).ok(),
            }
        }
        Subject::Requirement(id) => {
            let script = desk.script(id)?;
            let rulebook = &desk.project.rulebook;
            let Some(requirement) = rulebook.find(id).map(|at| rulebook.requirement(at)) else {
                return Some(format!("`{}` has errors.", script.file));
            };
            let lines = requirement.text.split("\n\n").map(|p| p.replace('\n', " ")).collect();
            of_named(&Named {
                sort: "requirement",
                id: id.clone(),
                title: requirement.title.clone(),
                dated: None,
                lines,
            })
            .ok()
        }
        Subject::Document(id) => {
            let document = project.document(project.find_document(id)?);
            let number = document.number.as_ref().map(|n| format!(" {n}")).unwrap_or_default();
            of_named(&Named {
                sort: document.kind.word(),
                id: id.clone(),
                title: document.title.clone(),
                dated: Some(document.dated),
                lines: vec![
                    format!("{}{number} · {}", document.kind, document.issuer),
                    document.source.clone(),
                ],
            })
            .ok()
        }
        Subject::Locality(at) => {
            let locality = project.registry.get(*at);
            let until = locality.life.to.map(|to| format!("until {to}"));
            let from = locality.life.from.map(|from| format!("from {from}"));
            of_named(&Named {
                sort: locality.level.word(),
                id: locality.id.clone(),
                title: locality.name.clone(),
                dated: None,
                lines: from.into_iter().chain(until).collect(),
            })
            .ok()
        }
        Subject::Code(code) => of_code(*code).ok(),
        Subject::Reason(_) => None,
    }
}

/// Where a subject is declared.
#[must_use]
pub fn declared(desk: &Desk, path: &str, text: &str, subject: &Subject) -> Option<Place> {
    let project = &desk.project.project;
    match subject {
        Subject::Fact(name) => desk.fact(name).map(|fact| fact.place.clone()),
        Subject::Document(id) => Some(project.document(project.find_document(id)?).place.clone()),
        Subject::Requirement(id) => desk.script(id).map(|script| {
            let at = script.text.find("REQUIREMENT").unwrap_or(0);
            Place::new(script.file.clone(), at..at)
        }),
        Subject::Reason(key) => {
            let (file, rule) = match path.ends_with(".rhai") {
                true => (path.to_owned(), text.into()),
                false => {
                    let file = desk.rule_of_cases(path)?;
                    let text = desk.text(&file)?;
                    (file, text)
                }
            };
            let rule: std::sync::Arc<str> = rule;
            let keys = Rule::new(&rule).reason_keys();
            keys.into_iter().find(|(known, _)| known == key).map(|(_, span)| Place::new(file, span))
        }
        Subject::Locality(at) => {
            const FILE: &str = "data/localities.csv";
            let id = &project.registry.get(*at).id;
            let rows = desk.text(FILE)?;
            let at = rows.find(&format!("\n{id},")).map(|at| at.saturating_add(1))?;
            Some(Place::new(FILE, at..at.saturating_add(id.len())))
        }
        Subject::Word(_) | Subject::Code(_) => None,
    }
}
