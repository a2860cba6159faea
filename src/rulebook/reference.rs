//! The reference of the script language: what can be written in a rule, what it means, and what comes of it.
//!
//! In: the registrations themselves, with the documentation that stands beside each. Out: plain rows for whoever
//! writes them down. Invariant: nothing that a rule can call is missing, and every outcome that is shown was found by
//! running the example.

mod ground;
mod traps;

use std::collections::{BTreeMap, BTreeSet};

use rhai::{Dynamic, Engine};

pub use super::doc::Doc;
use super::library::{EXAMPLES, Library};
use super::vocabulary::FORBIDDEN;
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
        library: library(),
        traps: traps::TRAPS.iter().map(mistake).collect(),
        ground: dictionary.iter().map(line).chain([format!("target: {}", ground::TARGET)]).collect(),
    }
}

/// An engine with all that an example of the language may use.
fn bench() -> Engine {
    let mut engine = sandbox::runner();
    host::register(&mut engine, &host::SharedDesk::default(), &host::Names::default());
    engine
}

fn library() -> Vec<Builtin> {
    let engine = bench();
    let (forms, said) = metadata();
    let builtin = |(name, example): &(&str, &'static str)| Builtin {
        name: (*name).to_owned(),
        forms: forms.get(*name).map(|forms| forms.iter().cloned().collect()).unwrap_or_default(),
        what: own_words(name).map(str::to_owned).or_else(|| said.get(*name).cloned()).unwrap_or_default(),
        example,
        gives: gives(&engine, example),
    };
    let mut library: Vec<Builtin> = EXAMPLES.iter().map(builtin).collect();
    library.sort_by(|a, b| a.name.cmp(&b.name));
    library
}

/// What a piece of a rule gives.
fn gives(engine: &Engine, example: &str) -> String {
    // Closures and `is_def_fn` look for functions of a rule.
    match engine.eval::<Dynamic>(&format!("fn check(locality) {{ }} {example}")) {
        Ok(value) => shown(&value),
        Err(error) => format!("error: {}", sandbox::explain(&error).0),
    }
}

fn shown(value: &Dynamic) -> String {
    if let Ok(text) = value.as_immutable_string_ref() {
        return format!("\"{}\"", &*text);
    }
    if let Some(list) = value.read_lock::<rhai::Array>() {
        return format!("[{}]", list.iter().map(shown).collect::<Vec<_>>().join(", "));
    }
    if let Some(table) = value.read_lock::<rhai::Map>() {
        let pairs = table.iter().map(|(key, value)| format!("{key}: {}", shown(value)));
        return format!("#{{ {} }}", pairs.collect::<Vec<_>>().join(", "));
    }
    if value.is_char() { format!("'{value}'") } else { value.to_string() }
}

type Forms = BTreeMap<String, BTreeSet<String>>;

/// How the functions and properties of the language are written, and the first sentence that it says of each.
fn metadata() -> (Forms, BTreeMap<String, String>) {
    let engine = sandbox::runner();
    let mut forms = Forms::new();
    let mut said = BTreeMap::new();
    let all = engine.collect_fn_metadata(
        None,
        |info| {
            let info = info.metadata;
            let values: Vec<String> = info.params_info.iter().map(|value| typed(value)).collect();
            let comments = info.comments.iter().map(|line| line.to_string()).collect::<Vec<_>>().join("\n");
            Some((info.name.to_string(), values, type_name(&info.return_type), comments))
        },
        true,
    );
    for (name, values, gives, comments) in all {
        if values.iter().any(|value| value.ends_with("blob")) || name.starts_with("set$") {
            continue;
        }
        let property = name.strip_prefix("get$");
        let bare = property.unwrap_or(&name).to_owned();
        let form = match (property, values.as_slice()) {
            (Some(name), [of]) => format!("{of}.{name} -> {gives}"),
            (None, [a, b]) if !bare.starts_with(|c: char| c.is_alphabetic()) => {
                format!("{a} {bare} {b} -> {gives}")
            }
            (None, [a]) if !bare.starts_with(|c: char| c.is_alphabetic()) => format!("{bare}{a} -> {gives}"),
            _ => format!("{bare}({}) -> {gives}", values.join(", ")),
        };
        forms.entry(bare.clone()).or_default().insert(form);
        if let Some(sentence) = first_sentence(&comments) {
            let kept = said.entry(bare).or_insert_with(|| sentence.clone());
            // The same whatever the order in which the language lists its functions.
            if sentence < *kept {
                *kept = sentence;
            }
        }
    }
    (forms, said)
}

/// A value that goes in: its name and its type.
fn typed(value: &str) -> String {
    match value.split_once(':') {
        Some((name, ty)) => format!("{}: {}", name.trim().trim_start_matches("mut "), type_name(ty)),
        None => value.to_owned(),
    }
}

/// A type as a policy writer knows it.
fn type_name(ty: &str) -> String {
    let ty = ty.trim().trim_start_matches("&mut ").trim_start_matches('&');
    let inner = ty.strip_prefix("RhaiResultOf<").and_then(|rest| rest.strip_suffix('>')).unwrap_or(ty).trim();
    let name = match inner {
        "INT" | "i64" => "int",
        "Decimal" => "decimal",
        "ImmutableString" | "str" | "String" => "text",
        "char" => "character",
        "Array" => "list",
        "Map" => "table",
        "Blob" => "blob",
        "FnPtr" => "closure",
        "Dynamic" | "RhaiResult" => "any",
        "ExclusiveRange" | "InclusiveRange" | "Range<INT >" | "BitRange" | "CharsStream" => "range",
        "()" | "" => "nothing",
        "bool" => "bool",
        other if other.contains("StepRange") => "range",
        other if other.starts_with("core::result::Result<()") => "nothing",
        other => other,
    };
    name.to_owned()
}

/// The first sentence of a comment of the language.
fn first_sentence(comments: &str) -> Option<String> {
    let lines = comments.lines().map(|line| line.trim_start_matches('/').trim());
    let paragraph: Vec<&str> =
        lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    (!paragraph.is_empty()).then(|| paragraph[..end].to_owned())
}

/// What the language says nothing of, or says wrongly.
fn own_words(name: &str) -> Option<&'static str> {
    Some(match name {
        "+" => "Adds numbers, and puts texts, lists or tables together.",
        "-" => "Subtracts; before a number, its negative.",
        "*" => "Multiplies.",
        "/" => "Divides; two whole numbers into a whole number.",
        "%" => "The rest of a division.",
        "**" => "A power.",
        "==" | "!=" | "<" | "<=" | ">" | ">=" => {
            "Compares; values of different types are never equal, and neither is less than the other."
        }
        "&&" => "Both; the right side is looked at only where the left one is true.",
        "||" => "One or the other; the right side is looked at only where the left one is false.",
        "!" => "Not.",
        "??" => {
            "The value, or the right side where there is none. It does not make up for a fact that is not reported."
        }
        ".." => "A range without its end.",
        "..=" => "A range with its end.",
        "+=" => "Adds to a value that there is; so `-=`, `*=`, `/=` and `%=`.",
        "add" | "subtract" | "multiply" | "divide" | "modulo" | "power" => {
            "The operator as a function, for decimals."
        }
        "to_decimal" => "The number as a decimal, so that dividing it keeps its fraction.",
        "to_string" => "The value as a text.",
        "E" => "The number e.",
        "PI" => "The number π.",
        "type_of" => "The name of the type of a value.",
        "is_def_var" => "Whether a name has a value.",
        "is_def_fn" => "Whether the rule has a function of this name with so many values.",
        "is_shared" => "Whether a closure shares the value.",
        "min" => "The smaller of two values.",
        "max" => "The larger of two values.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use super::*;
    use crate::model::day::Day;
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
