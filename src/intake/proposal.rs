//! What a sheet that came in would change, cell by cell, before anything is written.

mod questions;

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::model::fact::{FactIx, FactKind};
use crate::model::locality::LocalityIx;
use crate::model::value::Value;
use crate::problem::{Code, Problem, Severity};
use crate::project::Project;
use crate::read::entry;
use crate::read::leaf::{Cell, Epoch, Leaf, Row, address, letters};
use crate::resolve::history::value_of;
use crate::resolve::{Horizon, Resolution};

use super::footing;
use super::layout::{Layout, Role};
use super::whose::Whose;

/// What a value does to what is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Nothing was known.
    New,
    /// An earlier value is followed by another one.
    Changed {
        /// The earlier value.
        before: Value,
        /// Its day.
        dated: Day,
    },
    /// The earlier value still holds.
    Unchanged,
    /// Another document says something else of the same day.
    Contradicting {
        /// What it says.
        other: Value,
        /// Its id.
        document: String,
    },
}

/// One value that came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Of whom.
    pub locality: LocalityIx,
    /// Of what.
    pub fact: FactIx,
    /// The value.
    pub value: Value,
    /// Its cell.
    pub address: String,
    /// What it does.
    pub effect: Effect,
}

/// Most rows of a return: each names a unit, and the country never had more than 13,000.
const MOST_ROWS: usize = 20_000;

/// Most refusals that are told of a return; beyond that the cause is one.
const MOST_REFUSALS: usize = 500;

/// What a sheet would change.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The day that the values hold for.
    pub dated: Day,
    /// The facts that have values, from left to right.
    pub facts: Vec<FactIx>,
    /// The values, from top to bottom and left to right.
    pub changes: Vec<Change>,
    /// What was refused, and what a reader should look at.
    pub problems: Vec<Problem>,
}

impl Proposal {
    /// Whether something was refused, so that nothing may be written.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads the rows of a sheet.
#[must_use]
pub fn proposal(leaf: &Leaf, layout: &Layout, project: &Project, dated: Day) -> Proposal {
    if let Some(beyond) = leaf.rows().iter().filter(|row| row.number > layout.header).nth(MOST_ROWS) {
        let message = format!("a return has at most {MOST_ROWS} rows: the country has fewer units");
        let problem = Problem::error(Code::TooLarge, message).at(leaf.row_place(beyond), "the first beyond");
        return Proposal { dated, facts: Vec::new(), changes: Vec::new(), problems: vec![problem] };
    }
    let horizon = Horizon { as_of: dated, known_by: None };
    let resolution = Resolution::new(project, horizon);
    let mut reader = Reader {
        leaf,
        headless: Vec::new(),
        layout,
        project,
        whose: Whose::new(leaf, layout, &project.registry, dated),
        resolution,
        dated,
        taken: HashMap::new(),
        unclear: HashSet::new(),
        refused: HashSet::new(),
        past: HashSet::new(),
        changes: Vec::new(),
        problems: Vec::new(),
    };
    let below = || leaf.rows().iter().filter(|row| row.number > layout.header);
    let named = || below().filter(|row| reader.whose.names_somebody(row)).map(|row| row.number);
    let (first, last) = (named().min(), named().max());
    reader.tell_merged(last);
    let mut sums = Vec::new();
    let (mut refusals, mut looked) = (0, 0);
    for (at, row) in below().enumerate() {
        let new = reader.problems.get(looked..).unwrap_or_default();
        let new = new.iter().filter(|problem| problem.severity == Severity::Error).count();
        refusals = usize::saturating_add(refusals, new);
        looked = reader.problems.len();
        if refusals >= MOST_REFUSALS {
            let left = below().count().saturating_sub(at);
            let message = format!("{left} more rows were not looked at: mend these first");
            reader.problems.push(Problem::error(Code::TooLarge, message).at(leaf.row_place(row), ""));
            break;
        }
        if footing::is_numbering(row, layout) {
            reader.past.insert(row.number);
        } else if footing::is_sum(row, layout) {
            reader.past.insert(row.number);
            sums.push((row, reader.changes.len()));
        } else {
            reader.row(row, (first, last));
        }
    }
    for (row, changes_above) in sums {
        reader.sum(row, changes_above);
    }
    reader.tell_formulas();
    reader.tell_headless();
    let Reader { changes, mut problems, .. } = reader;
    if changes.is_empty() && problems.is_empty() {
        let problem = Problem::error(Code::EmptyList, "no cell of this sheet is filled in");
        problems.push(problem.at(leaf.file.start(), ""));
    }
    let filled = |fact: &FactIx| changes.iter().any(|change| change.fact == *fact);
    let facts = layout.facts().map(|(_, fact)| fact).filter(filled).collect();
    Proposal { dated, facts, changes, problems }
}

struct Reader<'r> {
    leaf: &'r Leaf,
    /// Cells (row, column) beside a locality's name that stand under none.
    headless: Vec<(u32, u32)>,
    layout: &'r Layout,
    project: &'r Project,
    whose: Whose<'r>,
    resolution: Resolution<'r>,
    dated: Day,
    /// Rows of localities that were met.
    taken: HashMap<LocalityIx, &'r Row>,
    /// Cells (row, column) that are merged with others.
    unclear: HashSet<(u32, u32)>,
    /// Facts of which a cell was refused.
    refused: HashSet<FactIx>,
    /// Rows that are read past.
    past: HashSet<u32>,
    changes: Vec<Change>,
    problems: Vec<Problem>,
}

impl<'r> Reader<'r> {
    /// Adds up the rows above a row of sums again; those below it where it stands above all of them.
    fn sum(&mut self, row: &Row, changes_above: usize) {
        let summed = match changes_above {
            0 => self.changes.as_slice(),
            above => self.changes.get(..above).unwrap_or_default(),
        };
        let others = |fact: FactIx| {
            let of_fact = summed.iter().filter(|change| change.fact == fact);
            let mut numbers = of_fact.map(|change| change.value.number());
            numbers
                .try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
                .filter(|_| !self.refused.contains(&fact))
        };
        let found = footing::disagreements(self.leaf, row, self.layout, &self.project.dictionary, others);
        self.problems.extend(found);
    }

    /// Reads a row; `first` and `last` are the first and the last that name a locality.
    fn row(&mut self, row: &'r Row, (first, last): (Option<u32>, Option<u32>)) {
        let cells: Vec<(u32, FactIx, &Cell)> = self
            .layout
            .facts()
            .filter_map(|(column, fact)| row.cell(column).map(|cell| (column, fact, cell)))
            .filter(|(column, ..)| !self.unclear.contains(&(row.number, *column)))
            .collect();
        let is_named = self.layout.column(Role::Locality).is_some_and(|column| row.cell(column).is_some());
        if is_named && !self.leaf.is_csv() {
            let under_none = row.cells().filter(|(column, _)| !self.layout.headed.contains(column));
            self.headless.extend(under_none.map(|(column, _)| (row.number, column)));
        }
        // a row that reports nothing is not read: a locality that did not answer, a line for a signature
        if cells.is_empty() {
            return;
        }
        let is_foot = last.is_some_and(|last| row.number > last);
        let is_head = first.is_some_and(|first| row.number < first) && !is_named;
        if (is_foot || is_head) && footing::has_no_value(row, self.layout, &self.project.dictionary) {
            self.past.insert(row.number);
            self.problems.push(footing::read_past(self.leaf, row));
            return;
        }
        let last_head = self.layout.headed.last();
        if self.leaf.is_csv()
            && let Some((column, _)) = row.cells().find(|(column, _)| Some(column) > last_head)
        {
            let message = format!(
                "row {} has a cell under no head, column {}: the cells before it may be another's values",
                row.number.saturating_add(1),
                letters(column)
            );
            let problem = Problem::error(Code::BadCsv, message)
                .help("a value with the mark that parts cells stands in quotes: \"1,5\"");
            self.problems.push(problem.at(self.leaf.cell_place(row, column), ""));
            return;
        }
        let locality = self.whose.locality(row, &mut self.problems);
        let doubled =
            locality.and_then(|locality| self.taken.insert(locality, row).map(|first| (locality, first)));
        if let Some((locality, first)) = doubled {
            let name = &self.project.registry.get(locality).name.vi;
            let [again, before] = [row, first].map(|row| row.number.saturating_add(1));
            let message = format!("row {again}: {name} already stands in row {before}");
            let problem = Problem::error(Code::NamedTwice, message)
                .help("one row a locality: keep the right one, or correct the name of the other");
            let place = self.leaf.row_place(row);
            self.problems.push(problem.at(place, "").related(self.leaf.row_place(first), "first here"));
        }
        for (column, fact, cell) in cells {
            let known = self.project.dictionary.get(fact);
            let (cell, stored) = match serial(cell, known.kind, self.leaf.epoch) {
                Some(day) => (&Cell::Date(day), Some(day)),
                None => (cell, None),
            };
            if let Some(day) = stored {
                self.tell_serial(row, column, day);
            }
            match entry::value(cell, known) {
                Ok(value) => {
                    self.tell_suspicious(row, column, known, &value);
                    if let Some(locality) = locality {
                        let effect = self.effect(locality, fact, &value);
                        let address = address(row.number, column);
                        self.changes.push(Change { locality, fact, value, address, effect });
                    }
                }
                Err(problem) => {
                    self.refused.insert(fact);
                    self.refuse(row, column, problem);
                }
            }
        }
    }

    fn refuse(&mut self, row: &Row, column: u32, mut problem: Problem) {
        if row.cell(column).is_some_and(stands_for_nothing) {
            problem.help = Some(
                "leave the cell empty where nothing is known; write 0 or không where that is the answer"
                    .into(),
            );
        }
        problem.message = format!("cell {}: {}", address(row.number, column), problem.message);
        self.problems.push(problem.at(self.leaf.cell_place(row, column), ""));
    }

    fn effect(&self, locality: LocalityIx, fact: FactIx, value: &Value) -> Effect {
        let statements = self.resolution.statements(locality, fact);
        let real = || statements.iter().filter(|stated| stated.real);
        let value_of = |cell| value_of(self.project, cell);
        let of_day = real().filter(|stated| stated.dated == self.dated);
        for stated in of_day {
            let other = value_of(stated.cell);
            if other != *value {
                let document = self.resolution.document_of(stated.cell).id.clone();
                return Effect::Contradicting { other, document };
            }
        }
        match real().next() {
            None => Effect::New,
            Some(last) => {
                let before = value_of(last.cell);
                if before == *value {
                    Effect::Unchanged
                } else {
                    Effect::Changed { before, dated: last.dated }
                }
            }
        }
    }
}

/// The numbers of 1 January 2000.
const FIRST_OF_2000: u32 = 36_526;
const FIRST_OF_2000_SINCE_1904: u32 = 35_064;

/// The day that a number stands for in a column of days, where it is one of this century.
fn serial(cell: &Cell, kind: FactKind, epoch: Epoch) -> Option<Day> {
    let Cell::Number(number) = cell else { return None };
    if kind != FactKind::Date || !number.fract().is_zero() {
        return None;
    }
    let first = match epoch {
        Epoch::Of1900 => FIRST_OF_2000,
        Epoch::Of1904 => FIRST_OF_2000_SINCE_1904,
    };
    let days: u32 = number.trunc().to_string().parse::<u32>().ok()?.checked_sub(first)?;
    Day::from_ymd(2000, 1, 1).map(|first| first.plus_days(days)).filter(|day| day.year() < 2100)
}

/// A dash or dots, which people write for nothing, for zero and for not known alike.
fn stands_for_nothing(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '…' | '/')))
}
