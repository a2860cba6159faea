//! Where things stand on a sheet that came in: the rows of heads, the column of localities, the columns of facts.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::model::fact::{Dictionary, FactIx};
use crate::model::locality::Level;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem, Severity};
use crate::read::leaf::{Cell, Leaf, Row, letters};
use crate::read::mapping::Mapping;

use super::heads::{self, folded};
use super::mark::Mark;

/// Heads stand among the first so many rows that are not empty.
const HEADS_WITHIN: usize = 30;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The locality's id.
    Id,
    /// The locality's name.
    Locality,
    /// The name of the unit of a level that the locality lies in.
    Unit(Level),
    /// Values of a fact.
    Fact(FactIx),
    /// Nothing that is read.
    Aside,
}

/// Where things stand.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Number of the last row of heads, from 0.
    pub header: u32,
    /// What the columns hold, from left to right.
    pub columns: BTreeMap<u32, Role>,
    /// The columns that have a head, whatever it says.
    pub headed: BTreeSet<u32>,
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

    /// The columns of the units around a locality, innermost first.
    #[must_use]
    pub fn around(&self) -> Vec<u32> {
        let units = self.columns.iter().filter_map(|(column, role)| match role {
            Role::Unit(level) => Some((*level, *column)),
            _ => None,
        });
        let mut units: Vec<(Level, u32)> = units.collect();
        units.sort_unstable_by(|a, b| b.cmp(a));
        units.into_iter().map(|(_, column)| column).collect()
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

/// The heads of a sheet: one row, or two of which the upper one names groups.
struct Header<'l> {
    upper: Option<&'l Row>,
    row: &'l Row,
}

impl Header<'_> {
    /// The columns that have a head, with what it may be called, the fullest first.
    fn columns(&self, leaf: &Leaf) -> BTreeMap<u32, Vec<String>> {
        let mut columns: BTreeMap<u32, Vec<String>> =
            self.row.cells().map(|(column, cell)| (column, vec![cell.shown()])).collect();
        let Some(upper) = self.upper else { return columns };
        let filled = OnceCell::new();
        let is_filled = |column: &u32| {
            let below = || leaf.rows().iter().filter(|row| row.number > self.row.number);
            let filled = filled.get_or_init(|| {
                below().flat_map(|row| row.cells().map(|(column, _)| column)).collect::<HashSet<u32>>()
            });
            filled.contains(column)
        };
        for (column, cell) in upper.cells() {
            let group = cell.shown();
            let over = leaf
                .areas
                .iter()
                .find(|area| area.rows.contains(&upper.number) && *area.columns.start() == column);
            let over = over.map_or(column..=column, |area| area.columns.clone());
            let first = *over.start();
            for column in over {
                match columns.get_mut(&column) {
                    Some(names) => {
                        let under = names.first().cloned().unwrap_or_default();
                        let joined = [" ", " - ", ": ", " / "].map(|by| format!("{group}{by}{under}"));
                        names.splice(0..0, joined.into_iter().chain([format!("{under} {group}")]));
                        names.push(group.clone());
                    }
                    // a head that is merged wider than what stands below it names no more columns
                    None if column == first || is_filled(&column) => {
                        columns.insert(column, vec![group.clone()]);
                    }
                    None => {}
                }
            }
        }
        columns
    }
}

/// The role of the first of a column's names that is known.
fn role_of(names: &[String], known: &[(String, Role)]) -> Option<Role> {
    names.iter().find_map(|name| {
        let name = folded(name);
        known.iter().find(|(one, _)| *one == name).map(|(_, role)| *role)
    })
}

/// Finds where things stand; problems are added, with places.
pub fn layout(
    leaf: &Leaf,
    key: Key<'_>,
    dictionary: &Dictionary,
    problems: &mut Vec<Problem>,
) -> Option<Layout> {
    let known = heads::known(key, dictionary);
    let Some(header) = header(leaf, key, &known) else {
        problems.push(no_heads(leaf, key));
        return None;
    };
    let mut columns: BTreeMap<u32, Role> = BTreeMap::new();
    let before = problems.len();
    problems.extend(table_above(leaf, &header, &known));
    let heads = header.columns(leaf);
    let headed = heads.keys().copied().collect();
    let mut doubled: BTreeMap<Role, (usize, usize)> = BTreeMap::new();
    for (column, names) in heads {
        let role = role_of(&names, &known);
        let row =
            if header.row.cell(column).is_some() { header.row } else { header.upper.unwrap_or(header.row) };
        let head = row.cell(column).map_or_else(|| names.first().cloned().unwrap_or_default(), Cell::shown);
        let place = leaf.cell_place(row, column);
        let first = role
            .filter(|role| *role != Role::Aside)
            .and_then(|role| columns.iter().find(|(_, one)| **one == role).map(|(column, _)| *column));
        match (role, first) {
            (Some(role), Some(first)) => {
                let (told, more) = doubled.entry(role).or_insert((problems.len(), 0));
                if let Some(problem) = problems.get_mut(*told) {
                    *more = more.saturating_add(1);
                    let few = if *more == 1 { "column" } else { "columns" };
                    problem.help = Some(format!("{more} more {few} are headed so").into());
                    continue;
                }
                let message =
                    format!("column {} is headed `{head}`, as column {} is", letters(column), letters(first));
                let problem = Problem::error(Code::NamedTwice, message);
                problems
                    .push(problem.at(place, "").related(leaf.cell_place(header.row, first), "first here"));
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
            (None, _) => problems.push(heads::unknown(&head, column, key, dictionary).at(place, "")),
        }
    }
    if let Key::Mapping(mapping) = key {
        tell_absent(leaf, &header, mapping, problems);
    }
    let named = named_by_level(&mut columns);
    let level = match key {
        Key::Mark(mark) => Some(mark.level),
        Key::Mapping(mapping) => mapping.level,
        Key::Titles => named,
    };
    let found = Layout { header: header.row.number, columns, headed, level };
    let fine = problems.iter().skip(before).all(|p| p.severity != Severity::Error);
    if fine && found.facts().next().is_none() {
        let problem = Problem::error(Code::EmptyList, "this sheet has no column of a fact");
        problems.push(problem.at(leaf.row_place(header.row), ""));
        return None;
    }
    fine.then_some(found)
}

/// Whether a sheet has heads of a column of localities and of a fact.
#[must_use]
pub fn has_heads(leaf: &Leaf, dictionary: &Dictionary) -> bool {
    let known = heads::known(Key::Titles, dictionary);
    header(leaf, Key::Titles, &known).is_some_and(|header| {
        let columns = header.columns(leaf);
        columns.values().any(|names| matches!(role_of(names, &known), Some(Role::Fact(_))))
    })
}

/// Where no column is simply that of localities, it is the one of the lowest level; that level.
fn named_by_level(columns: &mut BTreeMap<u32, Role>) -> Option<Level> {
    if columns.values().any(|role| *role == Role::Locality) {
        return None;
    }
    let level = columns.values().filter_map(|role| match role {
        Role::Unit(level) => Some(*level),
        _ => None,
    });
    let lowest = level.max()?;
    for role in columns.values_mut().filter(|role| **role == Role::Unit(lowest)) {
        *role = Role::Locality;
    }
    Some(lowest)
}

/// Another table above these heads, with heads of its own and at least one value: nobody said which is the return.
fn table_above(leaf: &Leaf, header: &Header<'_>, known: &[(String, Role)]) -> Option<Problem> {
    let top = header.upper.unwrap_or(header.row).number;
    let above = || leaf.rows().iter().filter(|row| row.number < top);
    above().find_map(|heads| {
        let role = |(column, cell): (u32, &Cell)| Some((column, role_of(&[cell.shown()], known)?));
        let roles: Vec<(u32, Role)> = heads.cells().filter_map(role).collect();
        let has = |row: &Row, meant: fn(&Role) -> bool| {
            roles.iter().any(|(column, role)| meant(role) && row.cell(*column).is_some())
        };
        let is_value = |row: &&Row| {
            let names = has(row, |role| matches!(role, Role::Id | Role::Locality));
            row.number > heads.number && names && has(row, |role| matches!(role, Role::Fact(_)))
        };
        let value = above().find(is_value)?;
        let [first, lost, second] = [heads, value, header.row].map(|row| row.number.saturating_add(1));
        let message = format!("rows {first} and {second} are both heads: row {lost} and others are not read");
        Some(
            Problem::error(Code::NamedTwice, message)
                .at(leaf.row_place(value), "")
                .related(leaf.row_place(header.row), "heads again here")
                .help("one table a sheet: give each a sheet, or a file, of its own"),
        )
    })
}

/// The rows of heads: of the first rows those with the most known heads, a column of localities among them.
fn header<'l>(leaf: &'l Leaf, key: Key<'_>, known: &[(String, Role)]) -> Option<Header<'l>> {
    if let Key::Mapping(Mapping { header: Some(number), .. }) = key {
        let row = leaf.rows().iter().find(|row| row.number.checked_add(1) == Some(*number))?;
        return Some(Header { upper: None, row });
    }
    let score = |header: &Header<'_>| {
        let columns = header.columns(leaf);
        let roles: Vec<Role> = columns.values().filter_map(|names| role_of(names, known)).collect();
        let names = roles.iter().any(|role| matches!(role, Role::Id | Role::Locality | Role::Unit(_)));
        if names { roles.len() } else { 0 }
    };
    let first = || leaf.rows().iter().take(HEADS_WITHIN);
    let is_head = |row: &Row| row.cells().any(|(_, cell)| matches!(cell, Cell::Text(_)));
    let alone = first().filter(|row| is_head(row)).map(|row| Header { upper: None, row });
    let next =
        first().zip(first().skip(1)).filter(|(upper, row)| upper.number.checked_add(1) == Some(row.number));
    let double = next.filter(|(_, row)| is_head(row)).map(|(upper, row)| Header { upper: Some(upper), row });
    // the later of two that are alike: above the heads of a form their names stand hidden; two rows only where one
    // alone says less
    double
        .chain(alone)
        .map(|header| (score(&header), header))
        .filter(|(score, _)| *score > 0)
        .max_by_key(|(score, header)| (*score, header.upper.is_none(), header.row.number))
        .map(|(_, header)| header)
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

/// Heads of the mapping that the sheet does not have: nobody knows where their values went.
fn tell_absent(leaf: &Leaf, header: &Header<'_>, mapping: &Mapping, problems: &mut Vec<Problem>) {
    let columns = header.columns(leaf);
    let there: Vec<&str> = columns.values().flatten().map(String::as_str).collect();
    let wanted =
        mapping.columns.iter().map(|(head, _)| head).chain([&mapping.locality]).chain(&mapping.within);
    for head in wanted.filter(|head| !there.iter().any(|one| folded(one) == folded(head))) {
        let mut problem =
            Problem::error(Code::MissingKey, format!("no column is headed `{head}`, as the mapping says"));
        problem.help = did_you_mean(head, there.clone());
        problems.push(problem.at(leaf.row_place(header.row), ""));
    }
}
