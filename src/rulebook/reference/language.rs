//! What the language itself brings along: its functions, properties and operators, as it lists them.

use std::collections::{BTreeMap, BTreeSet};

use rhai::{Dynamic, Engine};

use super::Builtin;
use crate::rulebook::library::EXAMPLES;
use crate::rulebook::{host, sandbox};

/// An engine with all that an example of the language may use.
pub(super) fn bench() -> Engine {
    let mut engine = sandbox::runner();
    host::register(&mut engine, &host::SharedDesk::default(), &host::Names::default());
    engine
}

pub(super) fn library() -> Vec<Builtin> {
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

pub(super) type Forms = BTreeMap<String, BTreeSet<String>>;

/// How the functions and properties of the language are written, and the first sentence that it says of each.
pub(super) fn metadata() -> (Forms, BTreeMap<String, String>) {
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
