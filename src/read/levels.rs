//! Levels of problems and exceptions from them: `rules/lint.toml`.

use toml::de::DeValue;

use crate::problem::hint::did_you_mean;
use crate::problem::levels::{Allow, Levels, Take};
use crate::problem::{Code, Problem};

use super::files::File;
use super::form::{Form, Item, Page, parse};
use super::sink::Sink;

/// Reads the file.
pub fn levels(file: &File, sink: &Sink) -> Levels {
    let mut levels = Levels::default();
    let page = Page { file, sink };
    let Some(table) = parse(page) else { return levels };
    let mut form = Form::whole(page, "lint.toml", &table);
    if let Some(takes) = form.optional("levels").and_then(|item| item.form("[levels]")) {
        for item in takes.entries() {
            // each unknown word is compared with all codes, for the help
            if sink.is_full() {
                break;
            }
            let code = code(item.key(), |problem| item.tell_key("", problem));
            let take = item.word(Take::ALL, Take::word);
            levels.takes.extend(code.zip(take));
        }
    }
    for form in form.optional("allow").map(|item| item.forms("this exception")).unwrap_or_default() {
        levels.allows.extend(allow(form));
    }
    form.finish();
    levels
}

fn code(word: &str, tell: impl FnOnce(Problem)) -> Option<Code> {
    let code = Code::from_word(word);
    if code.is_none() {
        let mut problem = Problem::error(Code::UnknownWord, format!("no problem has the code `{word}`"));
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.word()).collect();
        problem.help = did_you_mean(word, known);
        tell(problem);
    }
    code
}

fn allow(mut form: Form<'_>) -> Option<Allow> {
    let place = form.place();
    let written = form.required("code");
    let code = written.as_ref().and_then(|item| match item.value() {
        DeValue::String(word) => code(word.trim(), |problem| item.tell("", problem)),
        _ => item.wrong_type("a code in quotes"),
    });
    let path = text(form.optional("path"));
    let requirement = text(form.optional("requirement"));
    let reason = form.required("reason").and_then(|item| item.filled_text());
    let until = form.optional("until").map(|item| item.day());
    form.finish();
    Some(Allow {
        code: code?,
        path: path?,
        requirement: requirement?,
        reason: reason?,
        until: match until {
            None => None,
            Some(day) => Some(day?),
        },
        place,
    })
}

/// A text that may be left out: outer `None` where it could not be read.
#[expect(clippy::option_option, reason = "left out and unreadable are two things")]
fn text(item: Option<Item<'_>>) -> Option<Option<String>> {
    match item {
        None => Some(None),
        Some(item) => item.filled_text().map(Some),
    }
}
