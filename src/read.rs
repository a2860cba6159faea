//! Reading a project folder: the only floor that opens files.
//!
//! In: the folder. Out: a [`Reading`]: the [`Project`] with names resolved and values typed, the texts read, and every
//! problem found. Invariant: where a problem is an error, the project in the reading is good only for finding more
//! problems; nothing half-read is ever evaluated.

use camino::Utf8Path;

use crate::project::Project;
use crate::problem::{Problem, Sources};

/// What came out of reading a project folder.
#[derive(Debug)]
pub struct Reading {
    /// The project, as far as it could be read.
    pub project: Project,
    /// The texts, for showing places.
    pub sources: Sources,
    /// Everything that is wrong, in order of file and place.
    pub problems: Vec<Problem>,
}

/// Reads the project in a folder.
#[must_use]
pub fn project(_folder: &Utf8Path) -> Reading {
    todo!()
}
pub mod names {
    //! stub
    use crate::model::{day::Day, locality::*};
    use crate::problem::Problem;
    pub fn find(_: &Registry, _: &str, _: Day, _: Option<Level>) -> Result<LocalityIx, Problem> { todo!() }
}
