//! Work on whole registers: which ones a step fills and reads, and loops over their rows.

use std::fmt::Display;

use super::program::Relation;
use super::rows::{LOT, Rows};

/// A register to be filled, and another one of its bank.
pub(super) fn pair<T>(bank: &mut [[T; LOT]], to: u16, from: u16) -> (&mut [T; LOT], &[T; LOT]) {
    let (to, from) = (usize::from(to), usize::from(from));
    if to > from {
        let (before, behind) = bank.split_at_mut(to);
        (&mut behind[0], &before[from])
    } else {
        let (before, behind) = bank.split_at_mut(from);
        (&mut before[to], &behind[0])
    }
}

/// A register to be filled, and two that were given out before it.
pub(super) fn triple<T>(
    bank: &mut [[T; LOT]],
    to: u16,
    left: u16,
    right: u16,
) -> (&mut [T; LOT], &[T; LOT], &[T; LOT]) {
    let (before, behind) = bank.split_at_mut(usize::from(to));
    (&mut behind[0], &before[usize::from(left)], &before[usize::from(right)])
}

/// A result for [`quickly`]: anything, and that it is wrong, where there is none.
pub(super) fn whole(result: Option<i64>) -> (i64, bool) {
    (result.unwrap_or(0), result.is_none())
}

/// Computes without looking at each result, and tells whether one is wrong.
pub(super) fn quickly(
    rows: &Rows,
    to: &mut [i64; LOT],
    left: &[i64; LOT],
    right: &[i64; LOT],
    compute: impl Fn(i64, i64) -> (i64, bool),
) -> bool {
    let mut wrong = false;
    rows.each(|row| {
        let (result, overflows) = compute(left[row], right[row]);
        to[row] = result;
        wrong |= overflows;
    });
    wrong
}

pub(super) fn compare(
    relation: Relation,
    rows: &Rows,
    to: &mut [i64; LOT],
    left: &[i64; LOT],
    right: &[i64; LOT],
) {
    // One loop a relation, so that none asks for the relation again at each row.
    match relation {
        Relation::Equal => rows.each(|row| to[row] = i64::from(left[row] == right[row])),
        Relation::Unequal => rows.each(|row| to[row] = i64::from(left[row] != right[row])),
        Relation::Less => rows.each(|row| to[row] = i64::from(left[row] < right[row])),
        Relation::LessOrEqual => rows.each(|row| to[row] = i64::from(left[row] <= right[row])),
        Relation::Greater => rows.each(|row| to[row] = i64::from(left[row] > right[row])),
        Relation::GreaterOrEqual => rows.each(|row| to[row] = i64::from(left[row] >= right[row])),
    }
}

/// What is said of a share that means nothing.
pub(super) fn senseless<N: PartialOrd + Display>(done: &N, total: &N, zero: &N) -> Option<String> {
    if total <= zero {
        return Some(format!("`progress` out of a total of {total}: the rule must say what that means"));
    }
    (done < zero).then(|| format!("`progress` of {done} done: the rule must say what that means"))
}
