//! Where the problems of one file gather.

use std::cell::{Cell, RefCell};

use crate::problem::Problem;

use super::limits::{PROBLEMS_COUNTED, PROBLEMS_HELPED, PROBLEMS_PER_FILE};

/// Gathers problems, so that what finds one goes on; beyond a cap only counts them.
#[derive(Debug, Default)]
pub struct Sink {
    problems: RefCell<Vec<Problem>>,
    more: Cell<usize>,
}

impl Sink {
    /// Takes a problem in.
    pub fn push(&self, problem: Problem) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() < PROBLEMS_PER_FILE {
            problems.push(problem);
        } else {
            self.more.set(self.more.get().saturating_add(1));
        }
    }

    /// Takes in what another one gathered, as if it had been found here.
    pub fn absorb(&self, other: Sink) {
        other.problems.into_inner().into_iter().for_each(|problem| self.push(problem));
        self.more.set(self.more.get().saturating_add(other.more.get()));
    }

    /// Whether so much is wrong that looking for a good help for each would be lost work.
    #[must_use]
    pub fn is_beyond_help(&self) -> bool {
        self.problems.borrow().len() >= PROBLEMS_HELPED
    }

    /// Whether further problems are only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.problems.borrow().len() >= PROBLEMS_PER_FILE
    }

    /// Whether so much is wrong that the rest need not be looked at: the cause is one, and looking takes its time.
    #[must_use]
    pub fn is_hopeless(&self) -> bool {
        self.more.get() >= PROBLEMS_COUNTED
    }

    /// All of them; where some were only counted, the last one says so.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        let more = self.more.get();
        if let (Some(last), true) = (problems.last_mut(), more > 0) {
            let least = if more >= PROBLEMS_COUNTED { "at least " } else { "" };
            let told = format!("and {least}{more} more problems in this file");
            last.help = Some(match last.help.take() {
                Some(help) => help.and(&format!("; {told}")),
                None => told.into(),
            });
        }
        problems
    }
}
