//! Completion: every word that could stand at a place, with what it means.

use gen_lsp_types::{CompletionItem, CompletionItemKind, Documentation, TextEdit};

use super::desk::Desk;
use super::keys::keys;
use super::positions;
use super::rule::Rule;
use super::slot::{Kind, Slot};
use crate::model::bilingual::Lang;
use crate::model::fact::{Fact, FactKind};
use crate::model::locality::Level;
use crate::problem::Code;
use crate::rulebook::HEAD_KEYS;
use crate::rulebook::reference::{docs, is_question, library_names};

/// A word with what is said of it.
struct Offer {
    word: String,
    kind: CompletionItemKind,
    detail: String,
    says: Option<String>,
}

impl Offer {
    fn new(word: impl Into<String>, kind: CompletionItemKind, detail: impl Into<String>) -> Self {
        Self { word: word.into(), kind, detail: detail.into(), says: None }
    }
}

/// What can stand at a byte of a file, in the order in which it is best offered.
#[must_use]
pub fn complete(desk: &Desk, path: &str, text: &str, offset: usize) -> Vec<CompletionItem> {
    let Some(slot) = desk.slot(path, text, offset) else { return Vec::new() };
    let offers = offers(desk, path, text, &slot);
    let range = positions::span(text, &slot.span);
    let quotes = !slot.quoted && wants_quotes(&slot.kind, path);
    let item = |(at, offer): (usize, Offer)| {
        let plain = offer.word == "true" || offer.word == "false";
        let new_text = if quotes && !plain { format!("\"{}\"", offer.word) } else { offer.word.clone() };
        CompletionItem {
            label: offer.word.clone(),
            kind: Some(offer.kind),
            detail: Some(offer.detail),
            documentation: offer.says.map(Documentation::String),
            sort_text: Some(format!("{at:05}")),
            filter_text: Some(if quotes { new_text.clone() } else { offer.word }),
            text_edit: Some(TextEdit { range, new_text }.into()),
            ..CompletionItem::default()
        }
    };
    offers.into_iter().enumerate().map(item).collect()
}

/// Whether a word of this kind stands in quotes in a TOML form.
fn wants_quotes(kind: &Kind, path: &str) -> bool {
    path.ends_with(".toml")
        && match kind {
            Kind::Key { .. } | Kind::FactDeclared => false,
            // A key of `facts` or `levels` is bare, and its value in quotes.
            Kind::Fact => path.starts_with("data/"),
            Kind::Code => false,
            _ => true,
        }
}

fn offers(desk: &Desk, path: &str, text: &str, slot: &Slot) -> Vec<Offer> {
    let facts = || desk.dictionary().iter().map(|(_, fact)| fact);
    let project = &desk.project.project;
    match &slot.kind {
        Kind::Topic => topics(desk),
        Kind::Property { topic } => facts()
            .filter(|fact| fact.topic() == topic)
            .map(|fact| offer_fact(fact, fact.property()))
            .collect(),
        Kind::Fact | Kind::FactDeclared => facts().map(|fact| offer_fact(fact, &fact.name)).collect(),
        Kind::Word => {
            let imports = Rule::new(text).imports().into_iter();
            let imports = imports.map(|(name, library)| {
                Offer::new(name, CompletionItemKind::Module, format!("rules/lib/{library}.rhai"))
            });
            imports.chain(words()).collect()
        }
        Kind::Shared { library } => shared(desk, library),
        Kind::Library => project
            .library
            .iter()
            .map(|script| Offer::new(script.id.as_str(), CompletionItemKind::Module, &*script.file))
            .collect(),
        Kind::HeadKey => HEAD_KEYS
            .iter()
            .map(|key| Offer::new(*key, CompletionItemKind::Property, "head of the rule"))
            .collect(),
        Kind::ReasonKey => Vec::new(),
        Kind::Reason | Kind::ExpectedReason => {
            let keys = desk.reasons(path, text).into_iter();
            keys.map(|(key, line)| Offer::new(key, CompletionItemKind::EnumMember, line)).collect()
        }
        Kind::ValueOf { fact } => desk.fact(fact).map(values).unwrap_or_default(),
        Kind::Document | Kind::DocumentDeclared => {
            let mut papers: Vec<_> = project.documents.iter().collect();
            papers.sort_by(|a, b| (b.dated, &a.id).cmp(&(a.dated, &b.id)));
            let offer = |paper: &&crate::model::document::Document| {
                let detail = format!("{} · {} · {}", paper.dated, paper.title.vi, paper.title.en);
                Offer::new(paper.id.as_str(), CompletionItemKind::File, detail)
            };
            papers.iter().map(offer).collect()
        }
        Kind::Requirement => project
            .scripts
            .iter()
            .map(|script| {
                let title = desk.project.rulebook.find(&script.id);
                let title = title.map(|at| &desk.project.rulebook.requirement(at).title);
                let detail = title.map(|title| format!("{} · {}", title.vi, title.en)).unwrap_or_default();
                Offer::new(script.id.as_str(), CompletionItemKind::Reference, detail)
            })
            .collect(),
        Kind::Locality => localities(desk),
        Kind::LocalityOrLevel => {
            let levels = Level::ALL.iter();
            let levels =
                levels.map(|level| Offer::new(level.word(), CompletionItemKind::EnumMember, "level"));
            levels.chain(localities(desk)).collect()
        }
        Kind::Code => Code::ALL
            .iter()
            .map(|code| {
                let what = code.page().map(|page| page.what);
                let what = what.map(|what| format!("{} · {}", what.get(Lang::Vi), what.get(Lang::En)));
                Offer::new(code.word(), CompletionItemKind::EnumMember, what.unwrap_or_default())
            })
            .collect(),
        Kind::Key { form } => {
            keys(form).iter().map(|key| Offer::new(*key, CompletionItemKind::Property, *form)).collect()
        }
        Kind::Choice { words } => {
            words.iter().map(|word| Offer::new(*word, CompletionItemKind::EnumMember, "")).collect()
        }
    }
}

fn offer_fact(fact: &Fact, word: &str) -> Offer {
    let detail = format!("{} · {} · {}", fact.kind, fact.title.vi, fact.title.en);
    Offer::new(word, CompletionItemKind::Field, detail)
}

/// The functions of a file that rules import.
fn shared(desk: &Desk, library: &str) -> Vec<Offer> {
    let text = desk.text(&format!("rules/lib/{library}.rhai")).unwrap_or_default();
    let functions = Rule::new(&text).functions().into_iter();
    let offer = |(name, takes, said): (&str, String, String)| Offer {
        says: Some(said).filter(|said| !said.is_empty()),
        ..Offer::new(name, CompletionItemKind::Function, format!("{name}{takes}"))
    };
    functions.map(offer).collect()
}

fn topics(desk: &Desk) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for (_, fact) in desk.dictionary().iter() {
        if offers.last().is_none_or(|last| last.word != fact.topic()) {
            let properties = desk.dictionary().iter().filter(|(_, other)| other.topic() == fact.topic());
            let properties: Vec<&str> = properties.map(|(_, fact)| fact.property()).collect();
            offers.push(Offer::new(fact.topic(), CompletionItemKind::Module, properties.join(", ")));
        }
    }
    let questions = docs().filter(|doc| doc.covers.iter().any(|word| is_question(word)));
    offers.extend(questions.map(|doc| Offer {
        says: Some(doc.what.to_owned()),
        ..Offer::new(doc.name, CompletionItemKind::Method, doc.forms.join("; "))
    }));
    offers
}

fn words() -> Vec<Offer> {
    let named = |doc: &&crate::rulebook::reference::Doc| doc.covers == [doc.name] && !is_question(doc.name);
    let verdicts = docs().filter(named).map(|doc| Offer {
        says: Some(doc.what.to_owned()),
        ..Offer::new(doc.name, CompletionItemKind::Function, doc.forms.join("; "))
    });
    let locality = Offer::new("locality", CompletionItemKind::Variable, "the locality that is checked");
    let keywords = ["let", "const", "if", "else", "switch", "fn", "for", "in", "return", "true", "false"];
    let keywords = keywords.map(|word| Offer::new(word, CompletionItemKind::Keyword, ""));
    let library = library_names().into_iter();
    let library =
        library.map(|name| Offer::new(name, CompletionItemKind::Function, "of the script language"));
    std::iter::once(locality).chain(verdicts).chain(keywords).chain(library).collect()
}

fn values(fact: &Fact) -> Vec<Offer> {
    let words: Vec<&str> = match fact.kind {
        FactKind::Bool => vec!["true", "false"],
        FactKind::Stage => fact.stages.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    words
        .into_iter()
        .map(|word| Offer::new(word, CompletionItemKind::EnumMember, fact.name.as_str()))
        .collect()
}

fn localities(desk: &Desk) -> Vec<Offer> {
    let registry = &desk.project.project.registry;
    let offer = |(_, locality): (crate::model::locality::LocalityIx, &crate::model::locality::Locality)| {
        let until = locality.life.to.map(|to| format!(" · until {to}")).unwrap_or_default();
        let from = locality.life.from.map(|from| format!(" · from {from}")).unwrap_or_default();
        let detail = format!("{} · {} · {}{from}{until}", locality.level, locality.name.en, locality.id);
        Offer::new(locality.name.vi.as_str(), CompletionItemKind::Value, detail)
    };
    let above_communes = registry.iter().filter(|(_, locality)| locality.level < Level::Commune);
    above_communes.map(offer).collect()
}
