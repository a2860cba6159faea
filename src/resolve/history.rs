//! What was stated of each locality, in the order in which statements beat one another.
//!
//! In: the tables that count. Out: the statements of a fact of a locality. Invariant: nothing is kept a cell. A locality
//! has a rising list of rows that speak of it, eight bytes each; which of them states a fact is seen from its table.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::{Bound, Range};

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

/// A table that counts; in rising order.
///
/// Assumptions come first, for they lose to anything else whatever their dates; then it goes by day; on the same day by
/// confidence, then by publication, then the smaller document id last.
#[derive(Debug, Clone, Copy)]
struct Ranked {
    table: TableIx,
    dated: Day,
    real: bool,
    /// Which of the shapes its columns have.
    shape: usize,
}

/// Which column of a table holds each fact. Most tables of a project have one of very few shapes.
type Shape = Vec<Option<u32>>;

/// A row that speaks of a locality: the rank of its table among those that count, and where in the table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    rank: u32,
    row: u32,
}

/// Ranks of the tables that are dated in time: of assumptions, and of what is more.
#[derive(Debug, Clone)]
pub(super) struct InTime {
    assumed: Range<u32>,
    real: Range<u32>,
}

/// The known statements of a project by locality.
#[derive(Debug, Clone)]
pub struct History {
    ranked: Vec<Ranked>,
    shapes: Vec<Shape>,
    /// Where each locality's lines begin in `lines`, and one more.
    begins: Vec<u32>,
    /// The lines of each locality, in rising order.
    lines: Vec<Line>,
}

impl History {
    /// The history of the tables that count.
    ///
    /// Statements of one table share all that decides between them but their rows: once the tables are in order, so is
    /// every list that is filled by going through them.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "tables, documents and facts are numbered by this project's reader"
    )]
    pub fn new(project: &Project, counts: impl Fn(&Table) -> bool) -> Self {
        let precedence: Vec<_> = project.documents.iter().map(precedence).collect();
        let mut tables: Vec<TableIx> =
            (0..project.tables.len()).filter(|at| counts(&project.tables[*at])).map(TableIx::new).collect();
        let is_real = |table: &Table| !project.document(table.document).is_assumption();
        tables.sort_by_cached_key(|at| {
            let table = &project.tables[at.at()];
            // what one document says twice of one day counts in its more careful wording, in whichever order
            let careful = (table.approx == Some(Approx::Nearly), !table.exact);
            let precedence = precedence[table.document.at()];
            (is_real(table), table.dated, precedence, Reverse(table.document), careful, *at)
        });
        let mut shapes: Vec<Shape> = Vec::new();
        let mut found: HashMap<Vec<FactIx>, usize> = HashMap::new();
        let mut shape_of = |table: &Table| {
            let facts: Vec<FactIx> = table.columns.iter().map(|column| column.fact).collect();
            *found.entry(facts).or_insert_with_key(|facts| {
                let mut shape = vec![None; project.dictionary.len()];
                for (column, fact) in (0..).zip(facts) {
                    shape[fact.at()] = Some(column);
                }
                shapes.push(shape);
                shapes.len().saturating_sub(1)
            })
        };
        let rank = |table: &TableIx| {
            let (at, table) = (*table, &project.tables[table.at()]);
            Ranked { table: at, dated: table.dated, real: is_real(table), shape: shape_of(table) }
        };
        let ranked: Vec<Ranked> = tables.iter().map(rank).collect();
        let (begins, lines) = lines(project, &tables);
        Self { ranked, shapes, begins, lines }
    }

    /// The lines of a locality, in rising order.
    fn lines(&self, locality: LocalityIx) -> &[Line] {
        match (self.begins.get(locality.at()), self.begins.get(locality.at().saturating_add(1))) {
            (Some(&from), Some(&to)) => self.lines.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// What a line states of a fact, if anything.
    #[expect(
        clippy::indexing_slicing,
        reason = "lines are only made of the tables that are ranked here; most of a run is this"
    )]
    fn stated(&self, project: &Project, line: Line, fact: FactIx) -> Option<Stated> {
        let Ranked { table, dated, real, shape } = self.ranked[line.rank as usize];
        let column = self.shapes[shape][fact.at()]?;
        let cells = &project.tables[table.at()].columns[column as usize].cells;
        let cell = Cell { table, row: line.row, column };
        cells.is_known(line.row as usize).then_some(Stated { dated, real, cell })
    }

    /// Whether anybody states anything of a fact; to find that nobody does would take all lines of a locality.
    pub(super) fn speaks_of(&self, fact: FactIx) -> bool {
        self.shapes.iter().any(|shape| matches!(shape.get(fact.at()), Some(Some(_))))
    }

    /// The statements of a fact of a locality, each beaten by every later one that is dated in time.
    pub(super) fn of<'h>(
        &'h self,
        project: &'h Project,
        locality: LocalityIx,
        fact: FactIx,
    ) -> impl DoubleEndedIterator<Item = Stated> + 'h {
        self.lines(locality).iter().filter_map(move |line| self.stated(project, *line, fact))
    }

    /// What is dated in time.
    pub(super) fn in_time(&self, until: Bound<Day>) -> InTime {
        let is_in_time = |day: Day| match until {
            Bound::Included(last) => day <= last,
            Bound::Excluded(beyond) => day < beyond,
            Bound::Unbounded => true,
        };
        let assumed = self.ranked.partition_point(|ranked| !ranked.real);
        let (before, after) = self.ranked.split_at(assumed);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let last = |part: &[Ranked]| part.partition_point(|ranked| is_in_time(ranked.dated));
        InTime {
            assumed: 0..narrow(last(before)),
            real: narrow(assumed)..narrow(assumed.saturating_add(last(after))),
        }
    }

    /// The statements of a fact of a locality that hold for a day, in rising order.
    pub(super) fn on<'h>(
        &'h self,
        project: &'h Project,
        locality: LocalityIx,
        fact: FactIx,
        day: Day,
    ) -> impl DoubleEndedIterator<Item = Stated> + 'h {
        let (before, until) = (self.in_time(Bound::Excluded(day)), self.in_time(Bound::Included(day)));
        let lines = self.lines(locality);
        let assumed = within(lines, &(before.assumed.end..until.assumed.end));
        let real = within(lines, &(before.real.end..until.real.end));
        assumed.iter().chain(real).filter_map(move |line| self.stated(project, *line, fact))
    }

    /// The statement of a fact of a locality that wins among those in time: real ones first, then by day.
    pub(super) fn latest(
        &self,
        project: &Project,
        locality: LocalityIx,
        fact: FactIx,
        in_time: &InTime,
    ) -> Option<Stated> {
        let lines = self.lines(locality);
        let last = |ranks: &Range<u32>| {
            within(lines, ranks).iter().rev().find_map(|line| self.stated(project, *line, fact))
        };
        last(&in_time.real).or_else(|| last(&in_time.assumed))
    }

    /// The latest day in time on which any of these facts of a locality was stated.
    pub(super) fn latest_day(
        &self,
        project: &Project,
        locality: LocalityIx,
        facts: &[FactIx],
        in_time: &InTime,
    ) -> Option<Day> {
        // to find that nobody ever stated any would take all lines
        if !facts.iter().any(|fact| self.speaks_of(*fact)) {
            return None;
        }
        let lines = self.lines(locality);
        let last = |ranks: &Range<u32>| {
            let states =
                |line: &&Line| facts.iter().any(|fact| self.stated(project, **line, *fact).is_some());
            let line = within(lines, ranks).iter().rev().find(states)?;
            self.ranked.get(line.rank as usize).map(|ranked| ranked.dated)
        };
        last(&in_time.real).max(last(&in_time.assumed))
    }
}

/// The lines of these ranks.
fn within<'l>(lines: &'l [Line], ranks: &Range<u32>) -> &'l [Line] {
    let below = |rank: u32| lines.partition_point(|line| line.rank < rank);
    // nearly always all of them are in time
    let to =
        if lines.last().is_none_or(|last| last.rank < ranks.end) { lines.len() } else { below(ranks.end) };
    let from =
        if lines.first().is_none_or(|first| first.rank >= ranks.start) { 0 } else { below(ranks.start) };
    lines.get(from..to).unwrap_or(&[])
}

/// The lines of all localities, and where those of each begin: of these tables, which are in rising order.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "localities are numbered below the registry's length, and all lines together fit 32 bits: files have caps"
)]
fn lines(project: &Project, tables: &[TableIx]) -> (Vec<u32>, Vec<Line>) {
    let localities = |table: &TableIx| &project.tables[table.at()].localities;
    let mut begins = vec![0u32; project.registry.len() + 1];
    for locality in tables.iter().flat_map(localities) {
        begins[locality.at() + 1] += 1;
    }
    for at in 1..begins.len() {
        begins[at] += begins[at - 1];
    }
    let mut lines = vec![Line { rank: 0, row: 0 }; begins.last().map_or(0, |all| *all as usize)];
    let mut next = begins.clone();
    for (rank, table) in (0..).zip(tables) {
        for (row, locality) in (0..).zip(localities(table)) {
            let slot = &mut next[locality.at()];
            lines[*slot as usize] = Line { rank, row };
            *slot += 1;
        }
    }
    (begins, lines)
}

/// What decides between statements of one day, but for the document's id: the greater wins.
fn precedence(document: &Document) -> impl Ord + Copy + use<> {
    (document.confidence, document.known_from())
}

/// The value that a cell states.
///
/// # Panics
/// If the cell is of another project, or its row does not report the column.
#[must_use]
#[expect(clippy::indexing_slicing, reason = "cells are only made of the tables of this project")]
pub fn value_of(project: &Project, cell: Cell) -> Value {
    let table = &project.tables[cell.table.at()];
    match table.columns[cell.column as usize].cells.get(cell.row as usize) {
        Some(value) => value,
        None => unreachable!("a statement is only made of a reported cell"),
    }
}
