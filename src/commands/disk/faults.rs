//! Letting the n-th step on the disk fail.

use std::cell::{Cell, RefCell};
use std::io::{Error, ErrorKind};

use super::Step;

thread_local! {
    static PLAN: Cell<Plan> = const { Cell::new(Plan::Never) };
    static GONE: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) };
}

/// Which steps fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// None.
    Never,
    /// The one with this number, from 0.
    Once(usize),
    /// That one and all after it, as on a disk that stays full.
    From(usize),
}

/// Does something while steps fail as planned; gives the steps that were asked for as well.
pub fn under<T>(plan: Plan, work: impl FnOnce() -> T) -> (T, Vec<Step>) {
    PLAN.set(plan);
    GONE.take();
    let done = work();
    PLAN.set(Plan::Never);
    (done, GONE.take())
}

/// Goes one step, or fails where that is planned.
pub fn step(step: Step) -> std::io::Result<()> {
    let at = GONE.with_borrow_mut(|gone| {
        gone.push(step);
        gone.len() - 1
    });
    let fails = match PLAN.get() {
        Plan::Never => false,
        Plan::Once(n) => at == n,
        Plan::From(n) => at >= n,
    };
    if fails { Err(Error::new(ErrorKind::StorageFull, "the disk is full (planned)")) } else { Ok(()) }
}
