//! A CSV table without a slip, read in one go into columns.
//!
//! In: the file's text. Out: the same table as the careful reader's ([`super::tables`]); or `None` at the first thing
//! that is not as it should be. Invariant: nothing is ever told from here; the careful reader reads the file again, and
//! tells all that is wrong with it.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use crate::model::cells::Cells;
use crate::model::document::{DocumentIx, Reported, Table};
use crate::model::fact::{Fact, FactIx};
use crate::model::locality::LocalityIx;
use crate::model::place::Places;
use crate::read::files::File;
use crate::read::grid::{is_well_formed, offset, trimmed};
use crate::read::limits;
use crate::read::values;

use super::paper::{Paper, When};
use super::roll::Finder;
use super::tables::{LOCALITY, is_of_provinces_and_lower};

/// A column of a fact: its position in the file, and what it is filled with.
struct Slot<'p> {
    at: usize,
    ix: FactIx,
    fact: &'p Fact,
    cells: Cells,
}

/// Reads a table.
pub fn table(file: &File, paper: &Paper<'_>, when: When) -> Option<Table> {
    let text = &*file.text;
    if text.contains('\0') {
        return None;
    }
    let quotes = text.contains('"');
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    reader.read_record(&mut record).ok().filter(|some| *some)?;
    if quotes && !is_well_formed(text.get(trimmed(text, 0..offset(&reader)))?) {
        return None;
    }
    let (named, mut slots) = columns(&record, paper)?;
    let width = record.len();
    let rows = text.bytes().filter(|byte| *byte == b'\n').count();
    let (mut localities, mut places) = (Vec::with_capacity(rows), Places::new(Arc::clone(&file.path)));
    places.reserve(rows);
    for slot in &mut slots {
        slot.cells.reserve(rows);
    }
    let mut finder = paper.known.roll.finder(when.names);
    loop {
        let start = offset(&reader);
        if !reader.read_record(&mut record).ok()? {
            break;
        }
        let span = trimmed(text, start..offset(&reader));
        let crooked = quotes && !is_well_formed(text.get(span.clone())?);
        if crooked || record.len() != width || localities.len() >= limits::ROWS {
            return None;
        }
        localities.push(locality(
            cell(&record, named)?,
            localities.last().copied(),
            &mut finder,
            paper,
            when,
        )?);
        places.push(&span);
        for slot in &mut slots {
            match cell(&record, slot.at)? {
                "" => slot.cells.skip(),
                text => values::push_text(&mut slot.cells, text, slot.fact)?,
            }
        }
    }
    if localities.is_empty() || is_of_provinces_and_lower(&localities, paper) {
        return None;
    }
    paper.known.roll.learn(finder);
    let column = |slot: Slot<'_>| Reported { fact: slot.ix, cells: slot.cells.filled() };
    Some(Table {
        document: DocumentIx(0),
        dated: when.day,
        exact: when.exact,
        approx: None,
        note: None,
        localities,
        places,
        columns: slots.into_iter().map(column).collect(),
    })
}

/// Which column names the locality, and those of facts.
fn columns<'p>(header: &StringRecord, paper: &Paper<'p>) -> Option<(usize, Vec<Slot<'p>>)> {
    let (mut named, mut slots) = (None, Vec::<Slot<'p>>::new());
    if header.len() > limits::COLUMNS {
        return None;
    }
    for at in 0..header.len() {
        let name = cell(header, at)?;
        if name == LOCALITY {
            named = named.is_none().then_some(Some(at))?;
            continue;
        }
        let ix = paper.known.dictionary.find(name)?;
        if slots.iter().any(|slot| slot.ix == ix) {
            return None;
        }
        let fact = paper.known.dictionary.get(ix);
        slots.push(Slot { at, ix, fact, cells: Cells::new(fact.kind) });
    }
    if slots.is_empty() { None } else { Some((named?, slots)) }
}

/// A cell's text, trimmed.
fn cell(record: &StringRecord, column: usize) -> Option<&str> {
    let text = record.get(column)?;
    let is_ink = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    // nearly all begin and end with ink
    let inked = is_ink(text.as_bytes().first()) && is_ink(text.as_bytes().last());
    Some(if inked { text } else { text.trim() })
}

/// The locality of a row. Returns are mostly in the registry's order: the one after the last is tried first.
fn locality(
    name: &str,
    last: Option<LocalityIx>,
    finder: &mut Finder<'_>,
    paper: &Paper<'_>,
    when: When,
) -> Option<LocalityIx> {
    let registry = paper.known.names.registry();
    if let Some(next) = last
        .map(|last| LocalityIx::new(last.at().saturating_add(1)))
        .filter(|next| next.at() < registry.len())
        && registry.get(next).id == name
        && registry.get(next).life.covers(when.names)
    {
        return Some(next);
    }
    if name.is_empty() { None } else { finder.find(name) }
}
