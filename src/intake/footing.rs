//! Rows that are no locality's: sums, numbers of columns, units below the heads, and what stands below the last locality,
//! such as lines for signatures.
//!
//! In: a row of a sheet and where things stand on it. Out: what it is. A sum is never taken for a value; it is added up
//! again, and a reader is told where it disagrees. A row that holds a value that could be somebody's is never read past.

use rust_decimal::Decimal;

use crate::model::fact::{Dictionary, FactIx, FactKind};
use crate::model::value::Value;
use crate::problem::{Code, Problem};
use crate::read::entry;
use crate::read::leaf::{Cell, Leaf, Row, address};

use super::heads::folded;
use super::layout::{Layout, Role};

/// What a row of sums is called, alone in its cell.
const SUMS: &[&str] =
    &["tổng", "tổng cộng", "tổng số", "cộng", "toàn quốc", "cả nước", "total", "sum", "grand total", "all"];

/// Whether a row holds sums of the rows above.
#[must_use]
pub fn is_sum(row: &Row, layout: &Layout) -> bool {
    let aside = |column: &u32| !matches!(layout.columns.get(column), Some(Role::Fact(_)));
    row.cells().filter(|(column, _)| aside(column)).any(|(_, cell)| {
        let Cell::Text(text) = cell else { return false };
        SUMS.contains(&folded(text).trim_end_matches([':', '.']).trim_end())
    })
}

/// Whether a row below the heads numbers the columns: A, B, 1, 2, 3 or (1), (2), (3 = 1 + 2).
#[must_use]
pub fn is_numbering(row: &Row, layout: &Layout) -> bool {
    if row.number != layout.header.saturating_add(1) {
        return false;
    }
    let mut next = 1_u32;
    let mut numbers = |cell: &Cell| {
        let text = cell.shown();
        let text = text.trim_matches(['(', ')', ' ']);
        let first = text.split('=').next().unwrap_or_default().trim();
        if first == next.to_string() {
            next = next.saturating_add(1);
            return true;
        }
        first.len() == 1 && first.chars().all(|c| c.is_ascii_uppercase())
    };
    row.cells().all(|(_, cell)| numbers(cell)) && row.cells().count() > 1 && next > 1
}

/// Whether no cell of a row is a value of its column.
#[must_use]
pub fn has_no_value(row: &Row, layout: &Layout, dictionary: &Dictionary) -> bool {
    let value = |(column, fact): (u32, FactIx)| entry::value(row.cell(column)?, dictionary.get(fact)).ok();
    layout.facts().filter_map(value).next().is_none()
}

/// What a reader is told of a row below the last locality that holds no value.
#[must_use]
pub fn read_past(leaf: &Leaf, row: &Row) -> Problem {
    let message =
        format!("row {} names no locality and holds no value: it is read past", row.number.saturating_add(1));
    Problem::warning(Code::UnknownLocality, message).at(leaf.row_place(row), "")
}

/// Where the sums of a row disagree with what was read; `others` has the numbers of a fact added up, none where one of
/// them was refused.
pub fn disagreements(
    leaf: &Leaf,
    row: &Row,
    layout: &Layout,
    dictionary: &Dictionary,
    others: impl Fn(FactIx) -> Option<Decimal>,
) -> Vec<Problem> {
    let told = |(column, at): (u32, FactIx)| {
        let fact = dictionary.get(at);
        if !matches!(fact.kind, FactKind::Int | FactKind::Decimal) {
            return None;
        }
        let printed = match entry::value(row.cell(column)?, fact).ok()? {
            Value::Int(int) => Decimal::from(int),
            Value::Decimal(decimal) => decimal,
            _ => return None,
        };
        let sum = others(at).filter(|sum| *sum != printed)?;
        let message = format!(
            "cell {}: the sum is given as {printed}, and the rows give {}",
            address(row.number, column),
            sum.normalize()
        );
        let problem = Problem::warning(Code::Contradiction, message).at(leaf.cell_place(row, column), "");
        Some(problem.help("see which of them is wrong: a sum is not taken in, the rows are"))
    };
    layout.facts().filter_map(told).collect()
}
