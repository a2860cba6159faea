//! Days and names of localities that are written into a rule: those are documents' business.

use std::collections::BTreeSet;

use super::Look;
use crate::names::{NameFault, Names};
use crate::problem::{Code, Problem};
use crate::rulebook::literals::{Literal, Part, literals};

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut words = Vec::new();
    for script in &look.project.scripts {
        let Some(requirement) = look.rulebook.find(&script.id) else { continue };
        let requirement = look.rulebook.requirement(requirement);
        for literal in literals(script) {
            let cited = literal.part == Part::Head
                && (look.project.documents.iter().any(|one| one.id == literal.text)
                    || literal.text == requirement.id);
            if cited {
                continue;
            }
            if let Some(day) = written_day(&literal.text) {
                found.push(of_day(&literal, day));
            } else if literal.part == Part::Body && !requirement.reasons.contains_key(&literal.text) {
                words.push(literal);
            }
        }
    }
    found.extend(names(look, words));
    found
}

fn of_day(literal: &Literal, day: &str) -> Problem {
    let help = match literal.part {
        Part::Head => "a deadline's document says the day, and the report shows it: leave it out of the text",
        Part::Body => {
            "say it in a document, as the `due` of a [[deadline]]: the engine judges what is in time; days of \
             localities are facts of type `date`"
        }
    };
    Problem::warning(Code::DateInRule, format!("the rule names a day: {day}"))
        .at(literal.place.clone(), "")
        .help(help)
}

/// Texts that are the name of a locality on any day.
fn names(look: Look<'_>, words: Vec<Literal>) -> Vec<Problem> {
    let dictionary = &look.project.dictionary;
    let known: BTreeSet<&str> = dictionary
        .iter()
        .flat_map(|(_, fact)| fact.stages.iter().map(String::as_str).chain([fact.name.as_str()]))
        .collect();
    let is_word = |word: &Literal| {
        word.text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !known.contains(&*word.text)
    };
    let words: Vec<Literal> = words.into_iter().filter(is_word).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let names = Names::new(&look.project.registry);
    let is_name = |word: &&Literal| match names.find(&word.text, None, look.as_of) {
        Ok(_) | Err(NameFault::Ambiguous { .. }) => true,
        Err(NameFault::Unknown { elsewhere }) => !elsewhere.is_empty(),
    };
    let told = |word: &Literal| {
        Problem::warning(Code::NameInRule, format!("the rule names a locality: {}", word.text))
            .at(word.place.clone(), "")
            .help(
                "a rule asks the same of all; whom it binds is said by a document: `binds: \"named\"` in the head, and \
                 `binds = [\"...\"]` in the [[deadline]]",
            )
    };
    words.iter().filter(is_name).map(told).collect()
}

/// Names of months that make a day of the figures beside them.
const MONTHS: [&str; 14] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "tháng",
    "thang",
];

/// The day, or month of a year, that a text holds: 2024-12-31, 31/12/2024, 31.12.2024, 20241231, 12/2024,
/// 31 December 2024, tháng 12 năm 2024.
fn written_day(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
    let figures = text.split(|c| !is_part(c)).map(|part| part.trim_matches(['-', '/', '.']));
    if let Some(day) = figures.clone().find(|figures| is_day(figures)) {
        return Some(day);
    }
    let lower = text.to_lowercase();
    let month = lower.split(|c: char| !c.is_alphabetic()).any(|word| MONTHS.contains(&word));
    let year = figures.clone().any(|figures| number(figures).is_some_and(is_year) && figures.len() == 4);
    (month && year).then_some(text)
}

/// Whether figures are a day, or a month of a year.
fn is_day(figures: &str) -> bool {
    let parts: Vec<&str> = figures.split(['-', '/', '.']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| number(part)).collect();
    let day = |y: u32, m: u32, d: u32| is_year(y) && (1..=12).contains(&m) && (1..=31).contains(&d);
    match numbers.as_deref() {
        Some([all]) if figures.len() == 8 => day(all / 10_000, all / 100 % 100, all % 100),
        Some([a, b, c]) => day(*a, *b, *c) || day(*c, *b, *a) || day(*c, *a, *b),
        Some([month, year]) if figures.contains('/') => is_year(*year) && (1..=12).contains(month),
        _ => false,
    }
}

fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 { None } else { digits.parse().ok() }
}

fn is_year(number: u32) -> bool {
    (1990..=2099).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_any_spelling() {
        for text in [
            "2024-12-31",
            "by 31/12/2024",
            "31.12.2024",
            "31-12-2024",
            "20241231",
            "12/2024",
            "31 December 2024",
            "tháng 12 năm 2024",
            "12/31/2024",
            "2024/12/31",
            "since May 2025.",
        ] {
            assert!(written_day(text).is_some(), "{text}");
        }
        for text in
            ["1/3", "95.5", "2024", "2025 target", "37/2024/ND-CP", "20251399", "it may be", "12-13-14", ""]
        {
            assert_eq!(written_day(text), None, "{text}");
        }
    }
}
