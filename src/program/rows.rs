//! The rows of a lot that are still on their way.

/// Rows in one lot. A row's number is a byte, so that no access to a register can lie outside of it.
pub(crate) const LOT: usize = 1 << u8::BITS;

/// Some rows of a lot, in any order.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    list: [u8; LOT],
    count: usize,
}

impl Rows {
    /// The first so many rows.
    pub(super) fn first(count: usize) -> Self {
        let mut list = [0; LOT];
        for (row, at) in (0..=u8::MAX).zip(&mut list) {
            *at = row;
        }
        Self { list, count: count.min(LOT) }
    }

    pub(super) fn none() -> Self {
        Self { list: [0; LOT], count: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Does something for each row.
    pub(super) fn each(&self, mut act: impl FnMut(usize)) {
        if self.count == LOT {
            // All of them: in order, so that the compiler can do several at a time.
            (0..LOT).for_each(act);
        } else {
            self.list.iter().take(self.count).for_each(|row| act(usize::from(*row)));
        }
    }

    /// Keeps the rows for which something holds.
    pub(super) fn keep(&mut self, mut holds: impl FnMut(usize) -> bool) {
        let mut kept = 0_u8;
        let mut count = 0;
        for at in 0..self.count.min(LOT) {
            let row = self.list[at];
            // Written whether it stays or not: a branch that is taken at random costs more than a store.
            self.list[usize::from(kept)] = row;
            let stays = holds(usize::from(row));
            kept = kept.wrapping_add(u8::from(stays));
            count += usize::from(stays);
        }
        self.count = count;
    }

    /// Keeps the rows for which something holds, and lists the others.
    pub(super) fn keep_or_list(&mut self, holds: impl Fn(usize) -> bool, others: &mut Vec<usize>) {
        self.keep(|row| {
            let stays = holds(row);
            if !stays {
                others.push(row);
            }
            stays
        });
    }

    /// The rows with another value than 0 in a register, and the others.
    pub(super) fn split(&self, on: &[i64; LOT]) -> (Self, Self) {
        let (mut yes, mut no) = (self.clone(), self.clone());
        yes.keep(|row| on[row] != 0);
        no.keep(|row| on[row] == 0);
        (yes, no)
    }

    /// These rows and those, which have none in common.
    pub(super) fn join(&mut self, others: &Self) {
        let free = self.list.iter_mut().skip(self.count);
        let added = free.zip(others.list.iter().take(others.count)).map(|(at, row)| *at = *row).count();
        self.count += added;
    }
}
