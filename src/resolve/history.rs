//! What was stated of each fact of each locality, in the order in which statements beat one another.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::model::day::Day;
use crate::model::document::{Approx, Cell, Document, Table, TableIx};
use crate::model::fact::FactIx;
use crate::model::locality::LocalityIx;
use crate::model::value::Value;
use crate::project::Project;

/// One statement of one fact of one locality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The day that it holds for.
    pub dated: Day,
    /// Whether it is more than an assumption.
    pub real: bool,
    /// Where it is.
    pub cell: Cell,
}

/// The statements of one fact, grouped by locality.
///
/// Each group is in rising order: assumptions first, for they lose to anything else whatever their dates; then by day;
/// on the same day by confidence, then by publication, then the smaller document id last.
#[derive(Debug, Clone, Default)]
struct Line {
    /// Where each locality's group begins in `statements`, and one more; empty where nobody stated the fact.
    begins: Vec<u32>,
    statements: Vec<Stated>,
}

/// The known statements of a project by fact and locality.
#[derive(Debug, Clone)]
pub struct History {
    lines: Vec<Line>,
}

impl History {
    /// The history of the tables that count.
    ///
    /// Statements of one table share all that decides between them but their rows: once the tables are in order, so is
    /// every group that is filled by going through them.
    #[must_use]
    pub fn new(project: &Project, counts: impl Fn(&Table) -> bool) -> Self {
        let precedence: Vec<_> = project.documents.iter().map(precedence).collect();
        let mut tables: Vec<TableIx> =
            (0..project.tables.len()).filter(|at| counts(&project.tables[*at])).map(TableIx::new).collect();
        tables.sort_by_cached_key(|at| {
            let table = &project.tables[at.at()];
            // what one document says twice of one day counts in its more careful wording, in whichever order
            let careful = (table.approx == Some(Approx::Nearly), !table.exact);
            let real = !project.document(table.document).is_assumption();
            (real, table.dated, precedence[table.document.at()], Reverse(table.document), careful, *at)
        });
        let mut columns: Vec<Vec<(TableIx, u32)>> = vec![Vec::new(); project.dictionary.len()];
        for at in &tables {
            for (column_at, column) in (0..).zip(&project.tables[at.at()].columns) {
                columns[column.fact.at()].push((*at, column_at));
            }
        }
        let line = |columns: &Vec<(TableIx, u32)>| Line::new(project, columns);
        Self { lines: columns.par_iter().map(line).collect() }
    }

    /// The statements of a fact of a locality, each beaten by every later one that is dated in time.
    #[must_use]
    pub fn of(&self, locality: LocalityIx, fact: FactIx) -> &[Stated] {
        let line = &self.lines[fact.at()];
        match (line.begins.get(locality.at()), line.begins.get(locality.at() + 1)) {
            (Some(&from), Some(&to)) => &line.statements[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// What decides between statements of one day, but for the document's id: the greater wins.
fn precedence(document: &Document) -> impl Ord + Copy + use<> {
    (document.confidence, document.known_from())
}

impl Line {
    /// The line of a fact's columns, which are in rising order.
    fn new(project: &Project, columns: &[(TableIx, u32)]) -> Self {
        if columns.is_empty() {
            return Self::default();
        }
        let reported = |at: TableIx, column: u32| {
            let table = &project.tables[at.at()];
            let known = &table.columns[column as usize].known;
            (0u32..).zip(&table.localities).zip(known).filter(|(_, known)| **known).map(|(head, _)| head)
        };
        let mut begins = vec![0u32; project.registry.len() + 1];
        for (at, column) in columns {
            for (_, locality) in reported(*at, *column) {
                begins[locality.at() + 1] += 1;
            }
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let nowhere = Cell { table: TableIx(0), row: 0, column: 0 };
        let empty = Stated { dated: project.tables[columns[0].0.at()].dated, real: false, cell: nowhere };
        let mut statements = vec![empty; begins.last().map_or(0, |all| *all as usize)];
        let mut next = begins.clone();
        for (at, column) in columns {
            let table = &project.tables[at.at()];
            let real = !project.document(table.document).is_assumption();
            for (row, locality) in reported(*at, *column) {
                let slot = &mut next[locality.at()];
                let cell = Cell { table: *at, row, column: *column };
                statements[*slot as usize] = Stated { dated: table.dated, real, cell };
                *slot += 1;
            }
        }
        Self { begins, statements }
    }
}

/// The value that a cell states.
///
/// # Panics
/// If the cell is of another project, or its row does not report the column.
#[must_use]
pub fn value_of(project: &Project, cell: Cell) -> Value {
    let table = &project.tables[cell.table.at()];
    match table.columns[cell.column as usize].get(cell.row as usize) {
        Some(value) => value,
        None => unreachable!("a statement is only made of a reported cell"),
    }
}
