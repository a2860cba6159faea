//! Who became whom: `data/succession.csv`.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use crate::model::locality::{Locality, LocalityIx, Predecessor};
use crate::model::place::Place;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};

use super::files::File;
use super::grid::{Grid, Row};
use super::number;
use super::registry::{day, place_or_row};
use super::sink::Sink;

const COLUMNS: [&str; 4] = ["predecessor", "successor", "effective", "share"];

/// Reads who became whom, and checks it against the localities' lives.
pub fn successions(file: &File, localities: &[Locality], sink: &Sink) -> Vec<(LocalityIx, Predecessor)> {
    let Some(grid) = Grid::read(file, sink) else { return Vec::new() };
    let Some(columns) = grid.exactly(COLUMNS, sink) else { return Vec::new() };
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
            // shares lie between 0 and 1: a sum that is too large for a decimal is too large as well
            *sum = sum.saturating_add(share);
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
        let id = grid.cell(row, column);
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
    if grid.cell(row, effective).is_empty() {
        bad(effective, "this succession has no effective day".to_owned(), "write the successor's first day");
    }
    let part = (!grid.cell(row, share).is_empty()).then(|| number::decimal(grid.cell(row, share)));
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
