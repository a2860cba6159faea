//! The hidden mark by which a filled form is known again: which form, which period, which column is which fact.

use crate::model::day::Day;
use crate::model::locality::Level;
use crate::read::leaf::{Cell, Leaf, Row};

/// Name and version of the form.
pub const FORM: &str = "dondoc.template/1";

/// The hidden sheet that holds the mark, and the workbook's name for its first cell.
pub const SHEET: &str = "dondoc";
/// See [`SHEET`].
pub const DEFINED_NAME: &str = "dondoc_template";

/// Rows of the hidden sheet, from 0: a key in the first column, its value in the second.
pub const FORM_ROW: u32 = 0;
/// The level.
pub const LEVEL_ROW: u32 = 1;
/// The day that the values hold for.
pub const DAY_ROW: u32 = 2;
/// The name of the sheet to be filled in.
pub const DATA_ROW: u32 = 3;
/// From here on: a fact's name, and the head of its column.
pub const FIRST_FACT_ROW: u32 = 5;
/// The column from which on words of lists stand, where a list is too long for the cell's own.
pub const FIRST_LIST_COLUMN: u16 = 4;

/// Rows and columns of the sheet to be filled in, from 0. The row of names is hidden, and so is the column of ids.
pub const NAMES_ROW: u32 = 2;
/// The heads that people read.
pub const HEADS_ROW: u32 = 3;
/// The first locality.
pub const FIRST_ROW: u32 = 4;
/// The locality's id.
pub const ID_COLUMN: u16 = 0;
/// Its code.
pub const CODE_COLUMN: u16 = 1;
/// Its name.
pub const NAME_COLUMN: u16 = 2;
/// The first fact, where no columns of the units around the localities stand before it.
pub const FIRST_FACT_COLUMN: u16 = 3;

/// What the hidden sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Whom the form asks.
    pub level: Level,
    /// The day that its values hold for.
    pub as_of: Day,
    /// The sheet to be filled in.
    pub data: String,
    /// Its facts by name, with the heads of their columns, in order.
    pub columns: Vec<(String, String)>,
}

impl Mark {
    /// The mark on a hidden sheet; `None` where it is not one of a form of this version.
    #[must_use]
    pub fn of(leaf: &Leaf) -> Option<Self> {
        let row = |number: u32| leaf.rows().iter().find(|row| row.number == number);
        let value = |number: u32| row(number).and_then(|row| text(row, 1));
        if value(FORM_ROW)? != FORM {
            return None;
        }
        let facts = leaf.rows().iter().filter(|row| row.number >= FIRST_FACT_ROW);
        Some(Self {
            level: Level::from_word(&value(LEVEL_ROW)?)?,
            as_of: value(DAY_ROW)?.parse().ok()?,
            data: value(DATA_ROW)?,
            columns: facts.filter_map(|row| Some((text(row, 0)?, text(row, 1)?))).collect(),
        })
    }
}

fn text(row: &Row, column: u32) -> Option<String> {
    row.cell(column).map(Cell::shown)
}
