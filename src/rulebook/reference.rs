//! The reference of the script language: what can be written in a rule, what it means, and what comes of it.
//!
//! In: the registrations themselves, with the documentation that stands beside each. Out: plain rows for whoever
//! writes them down. Invariant: nothing that a rule can call is missing, and every outcome that is shown was found by
//! running the example.

mod ground;
mod language;
mod traps;

use std::collections::BTreeSet;

pub use super::doc::Doc;
use super::library::Library;
use super::vocabulary::{FORBIDDEN, Question, Verdict};
use super::{host, sandbox};
pub use traps::Trap;

/// Everything that can be written in a rule.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What the engine of rules adds to the language, in the order of need.
    pub words: Vec<Word>,
    /// What the language itself brings along, by name.
    pub library: Vec<Builtin>,
    /// Ten ways to be mistaken.
    pub traps: Vec<Mistake>,
    /// What the facts of the examples are, a line each.
    pub ground: Vec<String>,
}

/// A word with what came of its examples.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its documentation.
    pub doc: &'static Doc,
    /// What its example answers.
    pub outcome: Vec<String>,
    /// What is said of each slip.
    pub slips: Vec<(&'static str, Vec<String>)>,
}

/// A function, a property or an operator of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Builtin {
    /// Name.
    pub name: String,
    /// How it is written, with types; none for what the language builds in.
    pub forms: Vec<String>,
    /// What it does, in the language's own words, or ours where it has none.
    pub what: String,
    /// An example.
    pub example: &'static str,
    /// What it gives.
    pub gives: String,
}

/// A trap with what came of it.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// The trap.
    pub trap: &'static Trap,
    /// What is said of the wrong way.
    pub wrong: Vec<String>,
    /// What is said of the right one.
    pub right: Vec<String>,
}

impl Word {
    /// A name for files.
    #[must_use]
    pub fn slug(&self) -> String {
        slug(self.doc.name)
    }
}

impl Builtin {
    /// A name for files.
    #[must_use]
    pub fn slug(&self) -> String {
        format!("language-{}", slug(&self.name))
    }
}

/// Letters and digits as they are, signs by their names.
fn slug(name: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        parts.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        parts.extend(sign(c).map(str::to_owned));
    }
    parts.extend((!word.is_empty()).then_some(word));
    parts.join("-")
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '=' => "equal",
        '!' => "not",
        '<' => "less",
        '>' => "more",
        '+' => "plus",
        '-' => "minus",
        '*' => "times",
        '/' => "by",
        '%' => "rest",
        '&' => "and",
        '|' => "or",
        '?' => "else",
        '.' => "dot",
        _ => return None,
    })
}

/// The documentation of every word that the engine adds to the language.
pub fn docs() -> impl Iterator<Item = &'static Doc> {
    host::docs()
}

/// Which values of a call are keys of reasons.
#[must_use]
pub fn reason_places(call: &str) -> &'static [usize] {
    Verdict::from_word(call).map_or(&[], Verdict::reasons)
}

/// Whether the first value of a call names a fact.
#[must_use]
pub fn names_fact(call: &str) -> bool {
    matches!(Question::from_word(call), Some(Question::IsKnown | Question::KnownOr))
}

/// Whether a word is asked of the locality and not called by itself.
#[must_use]
pub fn is_question(word: &str) -> bool {
    Question::from_word(word).is_some()
}

/// Names of the functions of the language that rules may use, in order.
#[must_use]
pub fn library_names() -> Vec<String> {
    let library = Library::of(&sandbox::runner());
    let names: BTreeSet<&str> = library.names().filter(|name| !FORBIDDEN.contains(name)).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// The whole reference. Every example is run for it.
#[must_use]
pub fn reference() -> Reference {
    let word = |doc: &'static Doc| Word {
        doc,
        outcome: ground::outcome(doc.example),
        slips: doc.slips.iter().map(|slip| (*slip, ground::outcome(slip))).collect(),
    };
    let mistake = |trap: &'static Trap| Mistake {
        trap,
        wrong: ground::outcome(trap.wrong),
        right: ground::outcome(trap.right),
    };
    let dictionary = ground::facts();
    let line = |(fact, value): &(crate::model::fact::Fact, Option<crate::model::value::Value>)| {
        let value = value.as_ref().map_or_else(|| "not reported".to_owned(), |value| fact.spell(value));
        let stages =
            if fact.stages.is_empty() { String::new() } else { format!(" ({})", fact.stages.join(", ")) };
        format!("`{}`: {}{stages}, {value}", fact.name, fact.kind)
    };
    Reference {
        words: host::docs().map(word).collect(),
        library: language::library(),
        traps: traps::TRAPS.iter().map(mistake).collect(),
        ground: dictionary.iter().map(line).chain([format!("target: {}", ground::TARGET)]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use super::language::{bench, metadata};
    use super::*;
    use crate::model::day::Day;
    use crate::rulebook::library::EXAMPLES;
    use crate::rulebook::stage::Stage;

    #[test]
    fn nothing_that_a_rule_can_call_is_missing() {
        let known: BTreeSet<&str> = EXAMPLES.iter().map(|(name, _)| *name).collect();
        let covered: BTreeSet<&str> = docs().flat_map(|doc| doc.covers).copied().collect();
        let runner = sandbox::runner();
        let library = Library::of(&runner);
        let functions = library.names().filter(|name| !FORBIDDEN.contains(name)).map(str::to_owned);
        let properties = library.properties().map(str::to_owned);
        let missing: BTreeSet<String> =
            functions.chain(properties).filter(|name| !known.contains(name.as_str())).collect();
        assert_eq!(missing, BTreeSet::new(), "of the language");
        // What the engine adds is whatever takes one of its own types.
        let own = [TypeId::of::<Day>(), TypeId::of::<Stage>(), TypeId::of::<host::Locality>()];
        let all = bench().collect_fn_metadata(
            None,
            |info| Some((info.metadata.name.to_string(), info.metadata.param_types.to_vec())),
            false,
        );
        assert!(all.len() > 40, "the engine adds {} functions", all.len());
        for (name, types) in all {
            let of_ours = types.iter().any(|ty| own.contains(ty));
            let documented = covered.contains(name.as_str()) || (!of_ours && known.contains(name.as_str()));
            assert!(documented, "`{name}` is registered and documented nowhere");
        }
    }

    #[test]
    fn every_example_is_of_something_and_runs() {
        let runner = sandbox::runner();
        let (forms, _) = metadata();
        let library = Library::of(&runner);
        let built_in = ["&&", "||", "!", "??", "..", "..=", "*", "/", "%", "**", "<", "<=", ">", ">="];
        for builtin in reference().library {
            let known = forms.contains_key(&builtin.name)
                || library.has_name(&builtin.name)
                || built_in.contains(&builtin.name.as_str());
            assert!(known, "`{}` is nothing of the language", builtin.name);
            assert!(
                !builtin.gives.starts_with("error"),
                "{}: {} {}",
                builtin.name,
                builtin.example,
                builtin.gives
            );
            assert!(!builtin.what.is_empty(), "nothing is said of `{}`", builtin.name);
            let mentioned = builtin.example.contains(&builtin.name);
            assert!(mentioned, "the example of `{}` does without it: {}", builtin.name, builtin.example);
        }
    }

    #[test]
    fn every_word_answers_and_every_slip_is_told() {
        for word in reference().words {
            let said = word.outcome.join("\n");
            assert!(
                word.outcome.len() == 1 && !said.contains('['),
                "the example of `{}` is not clean: {said}",
                word.doc.name
            );
            for (slip, said) in word.slips {
                let told = said.iter().any(|line| line.starts_with("error"));
                assert!(told, "nothing is said of {slip}: {said:?}");
            }
        }
    }

    #[test]
    fn every_trap_catches_and_its_cure_does_not() {
        let told: Vec<String> = reference()
            .traps
            .iter()
            .map(|mistake| {
                assert_ne!(mistake.wrong, mistake.right, "{}", mistake.trap.title);
                assert!(mistake.right.iter().all(|line| !line.contains('[')), "{:?}", mistake.right);
                format!(
                    "{}\n  {}\n  {}",
                    mistake.trap.title,
                    mistake.wrong.join("\n  "),
                    mistake.right.join("\n  ")
                )
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn names_for_files_are_apart() {
        let reference = reference();
        let words = reference.words.iter().map(Word::slug);
        let slugs: Vec<String> = words.chain(reference.library.iter().map(Builtin::slug)).collect();
        let apart: BTreeSet<&String> = slugs.iter().collect();
        assert_eq!(apart.len(), slugs.len(), "{slugs:?}");
    }
}
