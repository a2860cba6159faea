//! What is left lying: shared functions that no rule imports, and what `dondoc new` left to be written.

use super::Look;
use crate::model::place::Place;
use crate::problem::{Code, Problem};

/// How `dondoc new` marks what a person has to say, behind the sign of a comment.
pub const MARK: &str = "NEXT:";
/// How it marks what it cannot translate.
pub const UNTRANSLATED: &str = "(chưa dịch)";

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let unimported = look.rulebook.unimported().iter().map(|place| {
        Problem::note(Code::UnusedLibrary, "no rule imports this file")
            .at(place.clone(), "")
            .help("write `import \"name\" as name;` in a rule that needs it, or take it out")
    });
    unimported.chain(unfinished(look)).collect()
}

/// Every mark in rules, cases, facts and documents.
fn unfinished<'l>(look: Look<'l>) -> impl Iterator<Item = Problem> + 'l {
    let written = look.sources.files().filter(|file| file.ends_with(".rhai") || file.ends_with(".toml"));
    written.flat_map(move |file| {
        let text = look.sources.text(file).unwrap_or_default();
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(move |line| {
            start += line.len();
            (start - line.len(), line.trim_end())
        });
        lines.flat_map(move |(start, line)| {
            let place = move |at: usize, len: usize| Place::new(file, start + at..start + at + len);
            let marked = mark(line).map(|(at, left)| {
                Problem::note(Code::Unfinished, format!("left to be done: {left}"))
                    .at(place(at, MARK.len()), "")
                    .help("do it, and take this mark out")
            });
            let untranslated = line.find(UNTRANSLATED).map(|at| {
                Problem::note(Code::Unfinished, "this text is still to be translated")
                    .at(place(at, UNTRANSLATED.len()), "")
                    .help("write it in Vietnamese: reports print it as it stands")
            });
            marked.into_iter().chain(untranslated)
        })
    })
}

/// Where a comment that is a mark has it, and what it asks.
fn mark(line: &str) -> Option<(usize, &str)> {
    let said = line.trim_start();
    let said = ["//!", "//", "#"].into_iter().find_map(|sign| said.strip_prefix(sign))?.trim_start();
    let asked = said.strip_prefix(MARK)?.trim();
    Some((line.len() - said.len(), asked))
}
