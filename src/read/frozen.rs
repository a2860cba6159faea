//! `[[report]]` of a file of cases: whole reports that are frozen, each with the file that holds it.

use std::collections::HashMap;

use crate::model::bilingual::Lang;
use crate::model::case::{Frozen, FrozenForm};
use crate::model::place::Place;
use crate::problem::{Code, Problem};

use super::files::{File, Folder};
use super::form::Form;
use super::sink::Sink;

/// Reads all of a file.
pub fn frozen(folder: &Folder, file: &File, forms: Vec<Form<'_>>, sink: &Sink) -> Vec<Frozen> {
    let mut taken: HashMap<String, Place> = HashMap::new();
    let mut all = Vec::new();
    for form in forms {
        let Some(one) = report(folder, file, form, sink) else { continue };
        for what in [format!("the name \"{}\"", one.name), format!("the file `{}`", one.path)] {
            if let Some(first) = taken.insert(what.clone(), one.place.clone()) {
                let problem = Problem::error(Code::BadCase, format!("two frozen reports have {what}"))
                    .help("give each a name and a file of its own");
                sink.push(problem.at(one.place.clone(), "").related(first, "the first one"));
            }
        }
        all.push(one);
    }
    all
}

fn report(folder: &Folder, file: &File, mut form: Form<'_>, sink: &Sink) -> Option<Frozen> {
    let place = form.place();
    let name = form.required("name").and_then(|item| item.filled_text());
    let fixture_item = form.optional("fixture");
    let fixture = fixture_item.as_ref().map(|item| {
        let word = item.filled_text()?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if word.chars().all(plain) {
            return Some(word);
        }
        let problem = Problem::error(Code::WrongType, format!("`{word}` cannot be the name of a fixture"));
        item.tell(
            "",
            problem.help("it is a folder below rules/fixtures: small letters and digits joined by `-`"),
        );
        None
    });
    let as_of = form.required("as_of").and_then(|item| item.day());
    let known_by = form.optional("known_by").map(|item| item.day());
    let shape = form.optional("format").map(|item| item.word(FrozenForm::ALL, FrozenForm::word));
    let lang = form.optional("lang").map(|item| item.word(Lang::ALL, Lang::word));
    let expect = form.required("expect").and_then(|item| {
        let word = item.filled_text()?;
        let ending = word.rsplit('.').next().unwrap_or_default();
        if !word.contains(['/', '\\', '\0']) && !word.starts_with('.') && !matches!(ending, "rhai" | "toml") {
            return Some(word);
        }
        let problem = Problem::error(Code::WrongType, format!("`{word}` cannot hold a frozen report"));
        item.tell(
            "",
            problem.help(
                "name a file beside this one, such as \"october.txt\"; `dondoc test --update` writes it",
            ),
        );
        None
    });
    form.finish();
    let base = file.path.rsplit_once('/').map_or("", |(base, _)| base);
    let path = format!("{base}/{}", expect?);
    let text = if folder.has(&path) { Some(folder.read(&path, sink)?.text) } else { None };
    Some(Frozen {
        name: name?,
        fixture: match fixture {
            None => None,
            Some(word) => Some(word?),
        },
        as_of: as_of?,
        known_by: match known_by {
            None => None,
            Some(day) => Some(day?),
        },
        form: shape.unwrap_or(Some(FrozenForm::Text))?,
        lang: lang.unwrap_or(Some(Lang::En))?,
        path,
        text,
        place,
    })
}
