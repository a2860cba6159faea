//! The registry: `data/localities.csv` and `data/succession.csv`.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::locality::{Level, Life, Locality, LocalityIx, Predecessor};
use crate::model::place::Place;
use crate::names::composed;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};

use super::files::File;
use super::grid::{Grid, Row};
use super::number;
use super::sink::Sink;

const LOCALITY_COLUMNS: [&str; 10] =
    ["id", "code", "level", "parent", "name_vi", "name_en", "aliases", "region", "valid_from", "valid_to"];
const SUCCESSION_COLUMNS: [&str; 4] = ["predecessor", "successor", "effective", "share"];

/// A locality as its row says, its parent not yet looked up.
struct Raw {
    locality: Locality,
    parent: String,
    parent_place: Place,
    place: Place,
    code_place: Place,
}

/// Reads the localities, in order of their ids.
pub fn localities(file: &File, sink: &Sink) -> Vec<Locality> {
    let Some(grid) = Grid::read(file, sink) else { return Vec::new() };
    let Some(columns) = grid.exactly(LOCALITY_COLUMNS, sink) else { return Vec::new() };
    let mut raw: Vec<Raw> =
        grid.rows().iter().filter_map(|row| locality(&grid, row, columns, sink)).collect();
    raw.sort_by(|a, b| a.locality.id.cmp(&b.locality.id));
    tell_duplicate_ids(&raw, sink);
    raw.dedup_by(|a, b| a.locality.id == b.locality.id);
    tell_ambiguous_codes(&raw, sink);
    link_parents(raw, sink)
}

fn locality(grid: &Grid<'_>, row: &Row, columns: [usize; 10], sink: &Sink) -> Option<Raw> {
    let [id, code, level, parent, name_vi, name_en, aliases, region, from, to] = columns;
    let text = |column: usize| composed(row.cell(column));
    let filled = |column: usize, what: &str| {
        let text = text(column);
        if text.is_empty() {
            let problem = Problem::error(Code::MissingKey, format!("this locality has no {what}"));
            sink.push(problem.at(place_or_row(grid, row, column), ""));
        }
        Some(text).filter(|text| !text.is_empty())
    };
    let key = filled(id, "id").filter(|key| {
        let fine = !key.contains(|c: char| c.is_whitespace() || c.is_control() || c == '/' || c == '|');
        if !fine {
            let problem = Problem::error(Code::WrongType, format!("`{key}` cannot be an id"))
                .help("an id is one word without spaces and `/`, such as `ha-giang`");
            sink.push(problem.at(grid.cell_place(row, id), ""));
        }
        fine
    });
    let rank = Level::from_word(row.cell(level));
    if rank.is_none() {
        let mut problem = Problem::error(Code::UnknownWord, format!("`{}` is not a level", row.cell(level)));
        problem.help = did_you_mean(row.cell(level), Level::ALL.iter().map(|l| l.word()));
        sink.push(problem.at(place_or_row(grid, row, level), ""));
    }
    let (vi, en) = (filled(name_vi, "Vietnamese name"), filled(name_en, "English name"));
    let life = Life { from: day(grid, row, from, sink), to: day(grid, row, to, sink) };
    if let (Some(first), Some(last)) = (life.from, life.to)
        && last < first
    {
        let problem =
            Problem::error(Code::BadLife, format!("this locality ends on {last}, before it begins"));
        sink.push(
            problem.at(grid.cell_place(row, to), "").related(grid.cell_place(row, from), "begins here"),
        );
    }
    let aliases =
        text(aliases).split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect();
    Some(Raw {
        locality: Locality {
            id: key?,
            code: text(code),
            level: rank?,
            parent: None,
            name: Bilingual::new(en?, vi?),
            aliases,
            region: text(region),
            life,
        },
        parent: text(parent),
        parent_place: place_or_row(grid, row, parent),
        place: grid.cell_place(row, id),
        code_place: place_or_row(grid, row, code),
    })
}

/// An empty cell has no letters for a caret to stand under; its row has.
fn place_or_row(grid: &Grid<'_>, row: &Row, column: usize) -> Place {
    if row.cell(column).is_empty() { grid.row_place(row) } else { grid.cell_place(row, column) }
}

/// An optional day in a cell.
pub fn day(grid: &Grid<'_>, row: &Row, column: usize, sink: &Sink) -> Option<Day> {
    let text = row.cell(column);
    if text.is_empty() {
        return None;
    }
    match text.parse() {
        Ok(day) => Some(day),
        Err(error) => {
            let problem = Problem::error(Code::BadDay, format!("`{text}` is no day: {error}"));
            sink.push(problem.at(grid.cell_place(row, column), ""));
            None
        }
    }
}

fn tell_duplicate_ids(raw: &[Raw], sink: &Sink) {
    for pair in raw.windows(2) {
        if let [first, second] = pair
            && first.locality.id == second.locality.id
        {
            let problem = Problem::error(
                Code::DuplicateLocality,
                format!("the id `{}` is given to two localities", second.locality.id),
            )
            .help("an id is unique for ever; a unit that begins anew needs one of its own, such as `bac-ninh-2025`");
            sink.push(
                problem.at(second.place.clone(), "given again").related(first.place.clone(), "given here"),
            );
        }
    }
}

fn tell_ambiguous_codes(raw: &[Raw], sink: &Sink) {
    let mut by_code: HashMap<(Level, &str), Vec<&Raw>> = HashMap::new();
    for one in raw.iter().filter(|raw| !raw.locality.code.is_empty()) {
        let others = by_code.entry((one.locality.level, &one.locality.code)).or_default();
        let together = |a: Life, b: Life| {
            let before = |a: Life, b: Life| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
            !before(a, b) && !before(b, a)
        };
        if let Some(other) = others.iter().find(|other| together(other.locality.life, one.locality.life)) {
            let problem = Problem::error(
                Code::AmbiguousCode,
                format!(
                    "`{}` and `{}` have the code {} at the same time",
                    other.locality.id, one.locality.id, one.locality.code
                ),
            )
            .help("a code may be used again only after its first bearer ended: see valid_from and valid_to");
            sink.push(
                problem.at(one.code_place.clone(), "").related(other.code_place.clone(), "the same code"),
            );
        }
        others.push(one);
    }
}

fn link_parents(raw: Vec<Raw>, sink: &Sink) -> Vec<Locality> {
    let ids: Vec<(String, Level)> = raw.iter().map(|r| (r.locality.id.clone(), r.locality.level)).collect();
    let mut localities = Vec::with_capacity(raw.len());
    for Raw { mut locality, parent, parent_place, .. } in raw {
        if !parent.is_empty() {
            match ids.binary_search_by(|(id, _)| id.as_str().cmp(&parent)) {
                Ok(at) if ids.get(at).is_some_and(|(_, level)| *level < locality.level) => {
                    locality.parent = Some(LocalityIx::new(at));
                }
                Ok(_) => {
                    let problem = Problem::error(
                        Code::BadParent,
                        format!("the parent `{parent}` is not of a higher level than {}", locality.level),
                    );
                    sink.push(problem.at(parent_place, ""));
                }
                Err(_) => {
                    let mut problem =
                        Problem::error(Code::BadParent, format!("no locality has the id `{parent}`"));
                    problem.help = did_you_mean(&parent, ids.iter().map(|(id, _)| id.as_str()));
                    sink.push(problem.at(parent_place, ""));
                }
            }
        }
        localities.push(locality);
    }
    localities
}

/// Reads who became whom, and checks it against the localities' lives.
pub fn successions(file: &File, localities: &[Locality], sink: &Sink) -> Vec<(LocalityIx, Predecessor)> {
    let Some(grid) = Grid::read(file, sink) else { return Vec::new() };
    let Some(columns) = grid.exactly(SUCCESSION_COLUMNS, sink) else { return Vec::new() };
    let mut shares: BTreeMap<LocalityIx, (Decimal, Place)> = BTreeMap::new();
    let mut seen: HashMap<(LocalityIx, LocalityIx), Place> = HashMap::new();
    let mut successions = Vec::new();
    for row in grid.rows() {
        let Some((successor, predecessor)) = succession(&grid, row, columns, localities, sink) else {
            continue;
        };
        let place = grid.row_place(row);
        if let Some(before) = seen.insert((successor, predecessor.locality), place.clone()) {
            let problem = Problem::error(Code::BadSuccession, "this succession is given twice");
            sink.push(problem.at(place.clone(), "").related(before, "given here"));
            continue;
        }
        if let Some(share) = predecessor.share {
            let (sum, _) = shares.entry(predecessor.locality).or_insert((Decimal::ZERO, place));
            // shares lie between 0 and 1, so that their sum cannot overflow
            *sum += share;
        }
        successions.push((successor, predecessor));
    }
    for (predecessor, (sum, place)) in shares {
        if sum > Decimal::ONE
            && let Some(locality) = localities.get(predecessor.at())
        {
            let problem = Problem::error(
                Code::BadSuccession,
                format!("the shares of `{}` add up to {}, more than 1", locality.id, sum.normalize()),
            );
            sink.push(problem.at(place, ""));
        }
    }
    successions
}

fn succession(
    grid: &Grid<'_>,
    row: &Row,
    columns: [usize; 4],
    localities: &[Locality],
    sink: &Sink,
) -> Option<(LocalityIx, Predecessor)> {
    let [from, to, effective, share] = columns;
    let find = |column: usize| {
        let id = row.cell(column);
        let found = localities.binary_search_by(|l| l.id.as_str().cmp(id)).ok();
        if found.is_none() {
            let mut problem = Problem::error(Code::BadSuccession, format!("no locality has the id `{id}`"));
            problem.help = did_you_mean(id, localities.iter().map(|l| l.id.as_str()));
            sink.push(problem.at(place_or_row(grid, row, column), ""));
        }
        found
    };
    let bad = |column: usize, message: String, help: &str| {
        let problem = Problem::error(Code::BadSuccession, message).help(help);
        sink.push(problem.at(place_or_row(grid, row, column), ""));
    };
    let (before, after) = (find(from), find(to));
    let day = day(grid, row, effective, sink);
    if row.cell(effective).is_empty() {
        bad(effective, "this succession has no effective day".to_owned(), "write the successor's first day");
    }
    let part = (!row.cell(share).is_empty()).then(|| number::decimal(row.cell(share)));
    let part = match part {
        None => None,
        Some(Ok(part)) if part > Decimal::ZERO && part <= Decimal::ONE => Some(part),
        Some(Ok(part)) => {
            bad(share, format!("the share {part} does not lie between 0 and 1"), "write 0.4 for 40 per cent");
            None
        }
        Some(Err(problem)) => {
            sink.push(problem.at(grid.cell_place(row, share), ""));
            None
        }
    };
    let (before, after, day) = (before?, after?, day?);
    let (old, new) = (localities.get(before)?, localities.get(after)?);
    if before == after {
        bad(to, format!("`{}` succeeds itself", new.id), "a unit that begins anew needs an id of its own");
    } else {
        if new.life.from != Some(day) {
            let begins = new.life.from.map_or("no day given".to_owned(), |d| d.to_string());
            bad(
                effective,
                format!("the effective day is {day}, but `{}` begins on {begins}", new.id),
                "the effective day is the successor's valid_from in data/localities.csv",
            );
        }
        if old.life.to.is_none_or(|to| to.next() != day) {
            let ends = old.life.to.map_or("lives on".to_owned(), |d| format!("ends on {d}"));
            bad(
                from,
                format!("`{}` {ends}, but has a successor from {day}", old.id),
                "a predecessor's valid_to is the day before its successor's first; if the unit lives on, give its later self an id of its own",
            );
        }
    }
    Some((
        LocalityIx::new(after),
        Predecessor { locality: LocalityIx::new(before), effective: day, share: part },
    ))
}
