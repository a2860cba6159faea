//! What a rendering is made of, by a parser of its form: everything but the words.

use std::io::{Cursor, Read};

use dondoc::render::Format;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// A form that renderings have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Terminal,
    Json,
    /// A value a line.
    Lines,
    Csv,
    Markdown,
    Html,
    Xml,
    /// An archive of parts that are XML: workbooks and letters.
    Parts,
    /// Commands of a workflow, a line each.
    Commands,
}

impl Form {
    /// The form of a word of the command line.
    pub fn of(word: &str) -> Self {
        match word {
            "text" => Form::Terminal,
            "json" => Form::Json,
            "jsonl" => Form::Lines,
            "csv" => Form::Csv,
            "markdown" => Form::Markdown,
            "html" => Form::Html,
            "junit" => Form::Xml,
            "xlsx" | "docx" => Form::Parts,
            _ => panic!("{word} is a form without a shape; of a report: {:?}", Format::ALL),
        }
    }
}

/// What is left of a rendering without its words, piece by piece.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape(Vec<String>);

impl Shape {
    /// Where another begins to differ.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let (own, other) = (&self.0, &other.0);
        let at = (0..own.len().max(other.len())).find(|at| own.get(*at) != other.get(*at))?;
        Some(format!("piece {at} is {:?} in place of {:?}", other.get(at), own.get(at)))
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The parts of an archive.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Elements with the names of their attributes; where it is not well formed, that.
fn xml(bytes: &[u8]) -> Vec<String> {
    use quick_xml::events::{BytesStart, Event};
    let mut reader = quick_xml::Reader::from_reader(bytes);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let element = |start: &BytesStart<'_>| {
        let names: Vec<String> = start
            .attributes()
            .map(|one| {
                let one = one.unwrap();
                one.key.as_ref().to_owned()
            })
            // of blanks at the ends of a text
            .filter(|name| name != "xml:space")
            .collect();
        format!("<{} {}>", start.name().as_ref(), names.join(" "))
    };
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return found,
            Ok(Event::Start(start)) => found.push(element(&start)),
            Ok(Event::Empty(start)) => found.extend([element(&start), "end".to_owned()]),
            Ok(Event::End(_)) => found.push("end".to_owned()),
            Ok(Event::Text(_) | Event::GeneralRef(_) | Event::Decl(_)) => {}
            Ok(other) => found.push(format!("{other:?}")),
            Err(error) => {
                found.push(format!("not well formed: {error}"));
                return found;
            }
        }
    }
}

/// How many of each kind of element there are; of what only says how words look and which are equal, such as runs of
/// letters, widths of columns and shared texts, whether there are any.
fn kinds(elements: Vec<String>) -> Vec<String> {
    const LOOKS: [&str; 17] = [
        "w:r", "w:rPr", "w:t", "w:b", "w:bCs", "w:i", "w:iCs", "w:sz", "w:szCs", "w:rFonts", "w:lang", "w:u",
        "w:color", "col", "cols", "si", "t",
    ];
    let mut kinds: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for element in elements.into_iter().filter(|element| element != "end") {
        let name = element.split(' ').next().unwrap_or_default().trim_start_matches('<').to_owned();
        let element = element.replace(" ht", "").replace(" customHeight", "");
        let count = kinds.entry(element).or_default();
        *count = if LOOKS.contains(&name.as_str()) { 1 } else { *count + 1 };
    }
    kinds.into_iter().map(|(element, count)| format!("{count} {element}")).collect()
}

fn html(bytes: &[u8]) -> Vec<String> {
    use html5gum::emitters::default::DefaultEmitter;
    use html5gum::{Token, Tokenizer};
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut found = Vec::new();
    for token in Tokenizer::new_with_emitter(text(bytes), emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let names: Vec<String> =
                    tag.attributes.keys().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
                found.push(format!("<{} {}>", String::from_utf8_lossy(&tag.name), names.join(" ")));
            }
            Token::EndTag(tag) => found.push(format!("</{}>", String::from_utf8_lossy(&tag.name))),
            Token::Comment(_) => found.push("a comment".to_owned()),
            Token::Doctype(_) => found.push("a declaration".to_owned()),
            Token::Error(error) => found.push(format!("an error: {}", error.value)),
            Token::String(_) => {}
        }
    }
    found
}

fn markdown(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    // what GitHub and wikis read
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    for event in Parser::new_ext(text(bytes), options) {
        match event {
            Event::Start(Tag::Link { link_type, .. }) => found.push(format!("a link: {link_type:?}")),
            Event::Start(Tag::Image { link_type, .. }) => found.push(format!("an image: {link_type:?}")),
            Event::Start(Tag::Heading { level, .. }) => found.push(format!("a heading: {level}")),
            Event::Start(tag) => found.push(format!("{tag:?}")),
            Event::End(tag) => found.push(format!("{tag:?}")),
            Event::Text(_) | Event::SoftBreak => {}
            Event::Code(_) => found.push("code".to_owned()),
            other => found.push(format!("{other:?}")),
        }
    }
    found
}

/// Keys and kinds; of a value only where it lies.
fn json(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                found.push(format!(".{key}"));
                json(value, found);
            }
            found.push("end".to_owned());
        }
        Value::Array(values) => {
            values.iter().for_each(|value| json(value, found));
            found.push(format!("{} values", values.len()));
        }
        Value::String(_) => found.push("text".to_owned()),
        Value::Number(_) => found.push("number".to_owned()), // such as of a column
        Value::Bool(_) | Value::Null => found.push(value.to_string()),
    }
}

/// What a rendering is made of.
pub fn shape(form: Form, bytes: &[u8]) -> Shape {
    Shape(match form {
        Form::Terminal => Vec::new(), // nothing but lines, which break where words do
        Form::Json => {
            let mut found = Vec::new();
            json(&serde_json::from_slice(bytes).unwrap(), &mut found);
            found
        }
        Form::Lines => {
            let mut found = Vec::new();
            for line in text(bytes).lines() {
                json(&serde_json::from_str(line).unwrap(), &mut found);
            }
            found
        }
        Form::Csv => {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
            reader
                .records()
                .map(|row| row.map_or_else(|e| e.to_string(), |row| row.len().to_string()))
                .collect()
        }
        Form::Markdown => markdown(bytes),
        Form::Html => html(bytes),
        Form::Xml => xml(bytes),
        Form::Parts => {
            let mut found = Vec::new();
            for (name, bytes) in parts(bytes) {
                found.push(name);
                found.extend(kinds(xml(&bytes)));
            }
            found
        }
        Form::Commands => text(bytes)
            .lines()
            .map(|line| line.split([' ', ':']).find(|word| !word.is_empty()).unwrap_or_default().to_owned())
            .collect(),
    })
}

/// What steers a terminal or turns a text round.
fn steers(c: char) -> bool {
    let unseen = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c != '\n' && (c.is_control() || unseen)
}

/// What no rendering of this form may hold, whatever the data are.
pub fn faults(form: Form, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut see = |what: &str, text: &str| {
        if let Some(c) = text.chars().find(|c| steers(*c)) {
            found.push(format!("{what} steers with {c:?}"));
        }
    };
    match form {
        Form::Parts => {
            for (name, bytes) in parts(bytes) {
                see(&name, text(&bytes).replace(['\r', '\t'], "").as_str());
            }
        }
        _ => see("it", text(bytes)),
    }
    match form {
        Form::Csv => {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
            for cell in
                reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            {
                let number = cell.parse::<f64>().is_ok();
                if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', ' ']) {
                    found.push(format!("a cell begins as a formula: {cell}"));
                }
            }
        }
        Form::Parts => {
            for (name, bytes) in parts(bytes) {
                let formula = xml(&bytes).iter().any(|piece| piece.starts_with("<f "));
                if formula {
                    found.push(format!("{name} has a formula"));
                }
                if name.starts_with('/') || name.contains("..") || name.contains('\\') {
                    found.push(format!("a part is called {name}"));
                }
            }
        }
        Form::Xml => {
            if let Err(error) = quick_junit::Report::deserialize_from_str(text(bytes)) {
                found.push(format!("no report of tests: {error}"));
            }
        }
        Form::Commands => {
            for line in text(bytes).lines() {
                let ours =
                    ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start));
                let properties = line.split("::").nth(1).unwrap_or_default();
                let names: Vec<&str> = properties
                    .split_once(' ')
                    .map_or("", |(_, rest)| rest)
                    .split(',')
                    .map(|one| one.split('=').next().unwrap_or_default())
                    .collect();
                let known = ["file", "line", "endLine", "col", "endColumn", "title"];
                if !ours || names.iter().any(|name| !known.contains(name)) {
                    found.push(format!("a command of the data's own: {line}"));
                }
            }
        }
        _ => {}
    }
    found
}
