//! What holds for many localities on a day, as columns.
//!
//! In: some localities, a fact and a day. Out: a [`Holding`]: a typed column of what is known, and for each row the
//! statement that says so. Invariant: a row says what [`Resolution::held`] says of its locality; the rest of a value,
//! its days and documents, is found again when somebody asks for it.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Resolution;
use super::facts::{Held, Origin};
use crate::model::cells::Cells;
use crate::model::day::Day;
use crate::model::document::{Approx, Cell, Column, TableIx};
use crate::model::fact::{FactIx, FactKind, Merge};
use crate::model::locality::LocalityIx;
use crate::model::value::{Value, Values};
use crate::project::Project;

/// One fact of some localities, in their order.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The values, where there are any.
    pub column: Column,
    /// The statements that say so: of a row that has its value from one.
    cells: Vec<Cell>,
    /// What is combined from the values of others, predecessors or units inside, by row.
    combined: BTreeMap<usize, Held>,
    /// Rows whose value is not of the fact's type, and so not in the column: the mean of whole numbers may be none.
    pub apart: Vec<usize>,
    /// Whether a value of any row is hedged, or rests on an assumption.
    pub doubtful: bool,
}

/// What a value is worth as a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// The day of the oldest statement in it.
    pub oldest: Day,
    /// Whether the days of all statements in it are exact.
    pub exact: bool,
    /// Whether any statement in it is an assumption.
    pub assumed: bool,
    /// Whether any figure in it is printed as "nearly".
    pub nearly: bool,
}

impl Holding {
    /// The value of a row, if any is known.
    #[must_use]
    pub fn value(&self, row: usize) -> Option<Value> {
        self.combined.get(&row).map(|held| held.value.clone()).or_else(|| self.column.get(row))
    }

    /// Whether anything is known of a row.
    #[must_use]
    pub fn is_known(&self, row: usize) -> bool {
        self.column.known.get(row).is_some_and(|known| *known) || self.combined.contains_key(&row)
    }

    /// The statement that a row has its value from, where it has it from one.
    #[must_use]
    pub fn cell(&self, row: usize) -> Option<Cell> {
        self.cells.get(row).copied().filter(|cell| *cell != NOWHERE)
    }

    /// What a row's value is combined from, where it is.
    #[must_use]
    pub fn combined(&self, row: usize) -> Option<&Held> {
        if self.combined.is_empty() { None } else { self.combined.get(&row) }
    }

    /// What the value of a row is worth, if any is known.
    #[must_use]
    pub fn worth(&self, resolution: &Resolution<'_>, row: usize) -> Option<Worth> {
        if let Some(held) = self.combined.get(&row) {
            let Held { oldest, exact, assumed, nearly, .. } = *held;
            return Some(Worth { oldest, exact, assumed, nearly });
        }
        let known = *self.column.known.get(row)?;
        let cell = self.cells.get(row).filter(|_| known)?;
        let table = resolution.table(*cell);
        Some(Worth {
            oldest: table.dated,
            exact: table.exact,
            assumed: resolution.document_of(*cell).is_assumption(),
            nearly: table.approx == Some(Approx::Nearly),
        })
    }
}

/// The cell of a row that has none.
const NOWHERE: Cell = Cell { table: TableIx(u32::MAX), row: 0, column: 0 };

impl Resolution<'_> {
    /// A fact of these localities on a day.
    #[must_use]
    pub fn holding(&self, localities: &[LocalityIx], fact: FactIx, day: Day) -> Holding {
        let in_time = self.history.in_time(Bound::Included(day));
        let stated = self.history.speaks_of(fact);
        let latest = |locality| self.history.latest(self.project, locality, fact, &in_time);
        let mut cells = Vec::with_capacity(localities.len());
        let mut combined = BTreeMap::new();
        for (row, locality) in localities.iter().enumerate() {
            let cell = if self.speaks_for_itself(*locality, fact) {
                stated.then(|| latest(*locality)).flatten().map(|stated| stated.cell)
            } else {
                match self.held(*locality, fact, day) {
                    Some(Held { origin: Origin::Stated(cell), .. }) => Some(cell),
                    Some(held) => {
                        combined.insert(row, held);
                        None
                    }
                    None => None,
                }
            };
            cells.push(cell.unwrap_or(NOWHERE));
        }
        let (column, apart) = self.column(fact, &cells, &combined);
        let doubtful = combined.values().any(|held| held.nearly || held.assumed) || self.any_doubtful(&cells);
        Holding { column, cells, combined, apart, doubtful }
    }

    /// Whether nobody but a locality itself can say anything of a fact of it.
    fn speaks_for_itself(&self, locality: LocalityIx, fact: FactIx) -> bool {
        let Project { registry, dictionary, .. } = self.project;
        let below = dictionary.get(fact).roll_up.as_ref();
        registry.predecessors(locality).is_empty()
            && below.is_none_or(|roll_up| registry.get(locality).level >= roll_up.from)
    }

    /// Whether these facts of a locality change on days of statements only. What is rolled up changes too when units
    /// come and go.
    #[must_use]
    pub fn changes_when_stated(&self, locality: LocalityIx, facts: &[FactIx]) -> bool {
        let rolls_up = |fact: FactIx| self.project.dictionary.get(fact).roll_up.is_some();
        facts.iter().all(|fact| {
            let weight = self.weight(*fact).is_some_and(rolls_up);
            self.speaks_for_itself(locality, *fact) || !(rolls_up(*fact) || weight)
        })
    }

    /// The fact by which another one is weighted where it is combined.
    fn weight(&self, fact: FactIx) -> Option<FactIx> {
        match self.project.dictionary.get(fact).merge {
            Merge::WeightedBy(weight) => Some(weight),
            _ => None,
        }
    }

    /// Whether any of these cells is hedged or assumed.
    fn any_doubtful(&self, cells: &[Cell]) -> bool {
        // Neighbours come from the same table nearly always.
        let mut last = NOWHERE.table;
        cells.iter().any(|cell| {
            let again = cell.table == last || *cell == NOWHERE;
            last = cell.table;
            !again
                && (self.table(*cell).approx == Some(Approx::Nearly)
                    || self.document_of(*cell).is_assumption())
        })
    }

    /// The values of these cells and of what is combined, typed, and the rows that do not fit.
    fn column(&self, fact: FactIx, cells: &[Cell], combined: &BTreeMap<usize, Held>) -> (Column, Vec<usize>) {
        let mut known: Vec<bool> = cells.iter().map(|cell| *cell != NOWHERE).collect();
        let mut apart = Vec::new();
        macro_rules! gathered {
            ($variant:ident, $of:ident, $empty:expr) => {{
                let empty = $empty;
                let mut values = Vec::with_capacity(cells.len());
                for cell in cells {
                    let value = self.reported(*cell).and_then(|reported| reported.$of(cell.row as usize));
                    values.push(value.unwrap_or_else(|| empty.clone()));
                }
                for (row, held) in combined {
                    match &held.value {
                        Value::$variant(value) => {
                            if let (Some(at), Some(is)) = (values.get_mut(*row), known.get_mut(*row)) {
                                at.clone_from(value);
                                *is = true;
                            }
                        }
                        _ => apart.push(*row),
                    }
                }
                Values::$variant(values)
            }};
        }
        let values = match self.project.dictionary.get(fact).kind {
            FactKind::Bool => gathered!(Bool, bool, false),
            FactKind::Int => gathered!(Int, int, 0),
            FactKind::Decimal | FactKind::Percent => gathered!(Decimal, decimal, Decimal::ZERO),
            FactKind::Date => gathered!(Date, date, self.horizon.as_of),
            FactKind::Stage => gathered!(Stage, stage, 0),
            FactKind::Text => gathered!(Text, text, Arc::<str>::from("")),
        };
        (Column { fact, known, values }, apart)
    }

    /// The column in which a cell stands.
    fn reported(&self, cell: Cell) -> Option<&Cells> {
        let table = self.project.tables.get(cell.table.at())?;
        Some(&table.columns.get(cell.column as usize)?.cells)
    }

    /// The latest day in time on which any of these facts was stated of a locality or of those that it
    /// inherits from.
    #[must_use]
    pub fn latest_stated(&self, locality: LocalityIx, facts: &[FactIx], until: Bound<Day>) -> Option<Day> {
        let in_time = self.history.in_time(until);
        if facts.iter().all(|fact| self.speaks_for_itself(locality, *fact)) {
            return self.history.latest_day(self.project, locality, facts, &in_time);
        }
        facts.iter().filter_map(|fact| self.latest_of(locality, *fact, until)).max()
    }

    fn latest_of(&self, locality: LocalityIx, fact: FactIx, until: Bound<Day>) -> Option<Day> {
        if self.speaks_for_itself(locality, fact) {
            let in_time = self.history.in_time(until);
            return self.history.latest_day(self.project, locality, &[fact], &in_time);
        }
        let is_in_time = |day: &Day| match until {
            Bound::Included(last) => *day <= last,
            Bound::Excluded(beyond) => *day < beyond,
            Bound::Unbounded => true,
        };
        let own = self.own_statements(locality, fact).map(|stated| stated.dated).filter(is_in_time);
        let before = self.project.registry.predecessors(locality).iter().map(|before| before.locality);
        let others = before.chain(self.units_rolled_up(locality, fact));
        let theirs = others.flat_map(|other| {
            let facts = std::iter::once(fact).chain(self.weight(fact));
            facts.filter_map(move |fact| self.latest_of(other, fact, until))
        });
        own.chain(theirs).max()
    }
}
