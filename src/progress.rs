//! How far a long piece of work has come, told to whoever waits for it.
//!
//! In: steps as they begin. Out: nothing. Invariant: telling changes no answer, and nobody needs to listen; the library
//! knows neither a clock nor a terminal, so what a listener makes of it is the listener's own.

use crate::model::words;

words! {
    /// A step of the work.
    Step {
        /// Files are read and rules compiled.
        Reading = "reading",
        /// Requirements are evaluated and localities ranked.
        Judging = "judging",
        /// Earlier days are judged.
        LookingBack = "looking-back",
        /// One cause after another is moved.
        Comparing = "comparing",
        /// What was found is put into a report.
        Reporting = "reporting",
        /// Letters are made.
        Writing = "writing",
    }
}

/// Whoever waits.
pub trait Listener: Sync {
    /// A step begins, or is so far: `done` of `of` parts. A step that cannot be parted has one.
    fn hear(&self, step: Step, done: usize, of: usize);
}

/// Nobody waits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Listener for Nobody {
    fn hear(&self, _: Step, _: usize, _: usize) {}
}
