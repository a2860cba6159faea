//! What was stated of each fact of each locality, in the order in which statements beat one another.

use std::cmp::Reverse;

use crate::model::day::Day;
use crate::model::document::{Cell, Document, Table, TableIx};
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
    #[must_use]
    pub fn new(project: &Project, counts: impl Fn(&Table) -> bool) -> Self {
        let mut lines = vec![Vec::new(); project.dictionary.len()];
        for (at, table) in project.tables.iter().enumerate().filter(|(_, table)| counts(table)) {
            let real = !project.document(table.document).is_assumption();
            collect(&mut lines, TableIx::new(at), table, real);
        }
        let precedence: Vec<_> = project.documents.iter().map(precedence).collect();
        let rank = |cell: Cell| {
            let document = project.tables[cell.table.at()].document;
            (precedence[document.at()], Reverse(document))
        };
        let localities = project.registry.len();
        let lines = lines.into_iter().map(|stated| Line::new(stated, localities, rank)).collect();
        Self { lines }
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

fn collect(lines: &mut [Vec<(LocalityIx, Stated)>], at: TableIx, table: &Table, real: bool) {
    for (column_at, column) in table.columns.iter().enumerate() {
        let line = &mut lines[column.fact.at()];
        for (row, locality) in table.localities.iter().enumerate().filter(|(row, _)| column.known[*row]) {
            let cell = Cell { table: at, row: row as u32, column: column_at as u32 };
            line.push((*locality, Stated { dated: table.dated, real, cell }));
        }
    }
}

impl Line {
    fn new<R: Ord>(
        mut stated: Vec<(LocalityIx, Stated)>,
        localities: usize,
        rank: impl Fn(Cell) -> R,
    ) -> Self {
        if stated.is_empty() {
            return Self::default();
        }
        stated.sort_by(|(left, a), (right, b)| {
            (left, a.real, a.dated)
                .cmp(&(right, b.real, b.dated))
                .then_with(|| rank(a.cell).cmp(&rank(b.cell)))
                .then(a.cell.cmp(&b.cell))
        });
        let mut begins = vec![0; localities + 1];
        for (locality, _) in &stated {
            begins[locality.at() + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        Self { begins, statements: stated.into_iter().map(|(_, s)| s).collect() }
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
