//! A sheet before it is laid out: a title, lines below it, blocks of rows with typed cells.

use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::model::verdict::Status;
use crate::report::Shown;

/// One sheet.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// What its tab says; the layout makes it safe and unique.
    pub name: String,
    /// Its first line.
    pub title: String,
    /// Lines below.
    pub lines: Vec<String>,
    /// What follows. A sheet of one table is filtered, frozen and repeats its head on every page.
    pub blocks: Vec<Block>,
    /// Columns that stay in sight when scrolling to the right.
    pub frozen: u16,
    /// How its pages lie.
    pub paper: Paper,
}

/// How pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    /// For wide tables.
    Landscape,
    /// For tables one below the other.
    Portrait,
}

/// A part of a sheet.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// Rows under heads.
    Table(Table),
    /// Sentences, each across the sheet.
    Notes {
        /// What they are.
        heading: String,
        /// One by one.
        notes: Vec<String>,
    },
}

/// Rows under heads.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// A line above, or empty.
    pub heading: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// As wide as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column: its head, and how many letters wide it may become; longer texts are broken into lines.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its head.
    pub head: String,
    /// Most letters on a line.
    pub widest: u16,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Blank,
    /// A text, whatever it looks like.
    Text(String),
    /// A short text in the middle of its cell: a code, a span of ranks.
    Mark(String),
    /// A number with all its digits.
    Number(Decimal),
    /// A number of per cent: 44.5 is 44.5 %.
    Percent(Decimal),
    /// A share of many in per cent, with one decimal.
    Share(Decimal),
    /// A score, with one decimal.
    Score(Decimal),
    /// A day.
    Date(Day),
    /// A status, with its colour and the words for it.
    Status(Status, &'static str),
}

impl Table {
    /// An empty table with these heads and widths.
    pub fn new<const N: usize>(columns: [(&str, u16); N]) -> Self {
        let columns = columns.into_iter().map(|(head, widest)| Column { head: head.to_owned(), widest });
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// The same under a heading.
    pub fn under(mut self, heading: &str) -> Self {
        heading.clone_into(&mut self.heading);
        self
    }
}

impl Cell {
    /// A text; blank where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
    }

    /// A short text; blank where it is empty.
    pub fn mark(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Blank } else { Cell::Mark(text) }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Cell::Number(Decimal::from(count))
    }

    /// A day, if there is one.
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Cell::Blank, Cell::Date)
    }

    /// A number of days, if there is one.
    pub fn days(days: Option<i64>) -> Self {
        days.map_or(Cell::Blank, |days| Cell::Number(Decimal::from(days)))
    }
}

/// The value of a fact as a cell.
pub(super) fn value(shown: &Shown, percent: bool, view: &super::View<'_>) -> Cell {
    match shown {
        Shown::Number(number) if percent => Cell::Percent(number.0),
        Shown::Number(number) => Cell::Number(number.0),
        Shown::Date(day) => Cell::Date(*day),
        Shown::Bool(_) | Shown::Stage(_) | Shown::Text(_) => {
            Cell::text(super::super::figures::shown(shown, view.lang))
        }
    }
}
