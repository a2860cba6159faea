//! Where things stand on a sheet that came in: the row of heads, the column of localities, the columns of facts.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::model::bilingual::Lang;
use crate::model::fact::{Dictionary, FactIx};
use crate::model::locality::Level;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem, Severity};
use crate::read::leaf::{Cell, Leaf, Row, letters};
use crate::read::mapping::Mapping;

use super::mark::Mark;
use super::phrases;

/// Heads stand among the first so many rows that are not empty.
const HEADS_WITHIN: usize = 30;

/// What people call the column of localities.
const LOCALITY_HEADS: &[&str] =
    &["locality", "địa phương", "tên địa phương", "tỉnh, thành phố", "tỉnh/thành phố", "province", "commune"];

/// What people call columns that hold no value of a fact: numbers of rows, remarks.
const ASIDE_HEADS: &[&str] =
    &["stt", "tt", "số tt", "no.", "no", "#", "ghi chú", "note", "notes", "remarks", "vùng", "region"];

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The locality's id.
    Id,
    /// The locality's name.
    Locality,
    /// Values of a fact.
    Fact(FactIx),
    /// Nothing that is read.
    Aside,
}

/// Where things stand.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Number of the row of heads, from 0.
    pub header: u32,
    /// What the columns hold, from left to right.
    pub columns: BTreeMap<u32, Role>,
    /// Level where names of localities are looked for.
    pub level: Option<Level>,
}

impl Layout {
    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<u32> {
        self.columns.iter().find(|(_, one)| **one == role).map(|(column, _)| *column)
    }

    /// The columns of facts, from left to right.
    pub fn facts(&self) -> impl Iterator<Item = (u32, FactIx)> + '_ {
        self.columns.iter().filter_map(|(column, role)| match role {
            Role::Fact(fact) => Some((*column, *fact)),
            _ => None,
        })
    }
}

/// By what the heads of a sheet are known.
#[derive(Debug, Clone, Copy)]
pub enum Key<'k> {
    /// The mark of a form of ours.
    Mark(&'k Mark),
    /// Somebody said which columns are which facts.
    Mapping(&'k Mapping),
    /// Names and titles of facts.
    Titles,
}

/// Finds where things stand; problems are added, with places.
pub fn layout(
    leaf: &Leaf,
    key: Key<'_>,
    dictionary: &Dictionary,
    problems: &mut Vec<Problem>,
) -> Option<Layout> {
    let known = heads(key, dictionary);
    let Some(header) = header(leaf, key, &known) else {
        problems.push(no_heads(leaf, key));
        return None;
    };
    let mut columns: BTreeMap<u32, Role> = BTreeMap::new();
    let before = problems.len();
    for (column, cell) in header.cells() {
        let head = cell.shown();
        let role = known.iter().find(|(name, _)| *name == folded(&head)).map(|(_, role)| *role);
        let place = leaf.cell_place(header, column);
        let first = role
            .filter(|role| *role != Role::Aside)
            .and_then(|role| columns.iter().find(|(_, one)| **one == role).map(|(column, _)| *column));
        match (role, first) {
            (Some(_), Some(first)) => {
                let message =
                    format!("column {} is headed `{head}`, as column {} is", letters(column), letters(first));
                let problem = Problem::error(Code::NamedTwice, message);
                problems.push(problem.at(place, "").related(leaf.cell_place(header, first), "first here"));
            }
            (Some(role), None) => {
                columns.insert(column, role);
            }
            (None, _) if matches!(key, Key::Mapping(_)) => {
                let message =
                    format!("column {} `{head}` is not in the mapping: it is not read", letters(column));
                let problem = Problem::warning(Code::UnknownKey, message);
                problems.push(
                    problem.at(place, "").help(format!("to read past it without a word: \"{head}\" = \"\"")),
                );
            }
            (None, _) => problems.push(unknown_head(&head, column, key, dictionary).at(place, "")),
        }
    }
    if let Key::Mapping(mapping) = key {
        tell_absent(leaf, header, mapping, problems);
    }
    let found = Layout { header: header.number, columns, level: level(key) };
    let fine = problems.iter().skip(before).all(|p| p.severity != Severity::Error);
    if fine && found.facts().next().is_none() {
        let problem = Problem::error(Code::EmptyList, "this sheet has no column of a fact");
        problems.push(problem.at(leaf.row_place(header), ""));
        return None;
    }
    fine.then_some(found)
}

fn level(key: Key<'_>) -> Option<Level> {
    match key {
        Key::Mark(mark) => Some(mark.level),
        Key::Mapping(mapping) => mapping.level,
        Key::Titles => None,
    }
}

/// Known heads, folded.
fn heads(key: Key<'_>, dictionary: &Dictionary) -> Vec<(String, Role)> {
    let both = |words: phrases::Words| Lang::ALL.iter().map(move |lang| folded(words.say(*lang)));
    let mut heads: Vec<(String, Role)> = Vec::new();
    match key {
        Key::Mark(mark) => {
            heads.extend(both(phrases::ID).map(|head| (head, Role::Id)));
            heads.extend(both(phrases::CODE).map(|head| (head, Role::Aside)));
            heads.extend(both(phrases::LOCALITY).map(|head| (head, Role::Locality)));
            for (name, head) in &mark.columns {
                heads.extend(dictionary.find(name).map(|fact| (folded(head), Role::Fact(fact))));
            }
        }
        Key::Mapping(mapping) => {
            heads.push((folded(&mapping.locality), Role::Locality));
            let roles = mapping
                .columns
                .iter()
                .map(|(head, fact)| (folded(head), fact.map_or(Role::Aside, Role::Fact)));
            heads.extend(roles);
        }
        Key::Titles => {
            heads.push(("id".to_owned(), Role::Id));
            heads.extend(both(phrases::ID).map(|head| (head, Role::Id)));
            heads.extend(both(phrases::CODE).map(|head| (head, Role::Aside)));
            heads.extend(ASIDE_HEADS.iter().map(|head| (folded(head), Role::Aside)));
            heads.extend(LOCALITY_HEADS.iter().map(|head| (folded(head), Role::Locality)));
            let mut titles: Vec<(String, Role)> = Vec::new();
            for (fact, entry) in dictionary.iter() {
                for lang in Lang::ALL {
                    let title = entry.title.get(*lang);
                    let with_unit = format!("{title} ({})", phrases::unit(entry, *lang));
                    titles.extend([title, &with_unit].map(|head| (folded(head), Role::Fact(fact))));
                }
                heads.push((entry.name.clone(), Role::Fact(fact)));
            }
            // a title that several facts share names none of them
            let shared =
                |head: &str, role: Role| titles.iter().any(|(one, other)| one == head && *other != role);
            heads.extend(titles.iter().filter(|(head, role)| !shared(head, *role)).cloned());
        }
    }
    heads
}

/// The row of heads: of the first rows the one with the most known heads, a column of localities among them.
fn header<'l>(leaf: &'l Leaf, key: Key<'_>, known: &[(String, Role)]) -> Option<&'l Row> {
    if let Key::Mapping(Mapping { header: Some(number), .. }) = key {
        return leaf.rows().iter().find(|row| row.number.checked_add(1) == Some(*number));
    }
    let score = |row: &&Row| {
        let roles: Vec<Role> = row
            .cells()
            .filter_map(|(_, cell)| {
                let Cell::Text(head) = cell else { return None };
                known.iter().find(|(name, _)| *name == folded(head)).map(|(_, role)| *role)
            })
            .collect();
        let names = roles.iter().any(|role| matches!(role, Role::Id | Role::Locality));
        if names { roles.len() } else { 0 }
    };
    // the later of two that are alike: above the heads of a form their names stand hidden
    leaf.rows().iter().take(HEADS_WITHIN).max_by_key(score).filter(|row| score(row) > 0)
}

fn no_heads(leaf: &Leaf, key: Key<'_>) -> Problem {
    let message = match key {
        Key::Mapping(mapping) => match mapping.header {
            Some(row) => format!("row {row} is empty: no heads stand there"),
            None => format!("no row has a column headed `{}`", mapping.locality),
        },
        Key::Mark(_) | Key::Titles => "no row of heads with a column of localities was found".to_owned(),
    };
    let problem = Problem::error(Code::MissingKey, message).at(leaf.file.start(), "");
    problem.help("say which columns are which facts in a mapping file: --mapping FILE.toml")
}

fn unknown_head(head: &str, column: u32, key: Key<'_>, dictionary: &Dictionary) -> Problem {
    let known: Vec<String> = match key {
        Key::Mark(mark) => mark.columns.iter().map(|(_, head)| head.clone()).collect(),
        Key::Mapping(_) => Vec::new(),
        Key::Titles => dictionary
            .iter()
            .flat_map(|(_, fact)| [fact.name.clone(), fact.title.vi.clone(), fact.title.en.clone()])
            .collect(),
    };
    let what = match key {
        Key::Mark(_) => "the form has no such column",
        Key::Mapping(_) | Key::Titles => "no fact is called so",
    };
    let problem =
        Problem::error(Code::UnknownFact, format!("column {} is headed `{head}`: {what}", letters(column)));
    let near = did_you_mean(head, known.iter().map(String::as_str).collect::<Vec<_>>());
    match near.filter(|help| help.starts_with("did")) {
        Some(help) => problem.help(help),
        None => problem.help(
            "give the column its head back, take it away, or name it in a mapping file: --mapping FILE.toml",
        ),
    }
}

/// Heads of the mapping that the sheet does not have: nobody knows where their values went.
fn tell_absent(leaf: &Leaf, header: &Row, mapping: &Mapping, problems: &mut Vec<Problem>) {
    let there: Vec<String> = header.cells().map(|(_, cell)| cell.shown()).collect();
    let wanted = mapping.columns.iter().map(|(head, _)| head).chain([&mapping.locality]);
    for head in wanted.filter(|head| !there.iter().any(|one| folded(one) == folded(head))) {
        let mut problem =
            Problem::error(Code::MissingKey, format!("no column is headed `{head}`, as the mapping says"));
        problem.help = did_you_mean(head, there.iter().map(String::as_str).collect::<Vec<_>>());
        problems.push(problem.at(leaf.row_place(header), ""));
    }
}

/// A head without what retyping changes: capitals, spaces, the form of letters.
pub(super) fn folded(head: &str) -> String {
    let composed: String = head.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
