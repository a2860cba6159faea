//! How much of the registry is read: tables of lower units cost nothing where nobody speaks of them.
//!
//! In: a project's rules, dictionary and statements. Out: whether they speak of units that only such a table has.
//! Invariant: a project is answered for as if all tables had been read; what is left out could not have been meant.

use crate::model::document::Binds;
use crate::model::fact::Dictionary;
use crate::model::locality::Level;
use crate::problem::{Code, Problem};
use crate::project::Script;

use super::documents::Documents;
use super::files::Folder;

/// How much of the registry is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Breadth {
    /// The tables of lower units only where the project speaks of one.
    #[default]
    Spoken,
    /// All tables.
    Whole,
}

/// Where the tables of lower units lie, and how they are called.
const BELOW: &str = "data";
const NAMES: [&str; 2] = ["communes-", "districts-"];

/// Whether units of a level stand in tables of their own.
#[must_use]
pub fn is_lower(level: Level) -> bool {
    matches!(level, Level::District | Level::Commune)
}

/// Paths of the tables of lower units, in order.
pub fn tables(folder: &Folder) -> Vec<String> {
    let paths = folder.names(BELOW).into_iter().map(|name| format!("{BELOW}/{name}"));
    paths.filter(|path| is_lower_table(path)).collect()
}

/// Whether a path is that of a table of lower units.
#[must_use]
pub fn is_lower_table(path: &str) -> bool {
    let name = path.strip_prefix(BELOW).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| {
        name.ends_with(".csv") && !name.contains('/') && NAMES.iter().any(|start| name.starts_with(start))
    })
}

/// Whether a rule or a fact speaks of a lower level.
pub fn is_in_rules(scripts: &[Script], dictionary: &Dictionary) -> bool {
    let words = [Level::District, Level::Commune].map(|level| format!("\"{level}\""));
    let speaks = |script: &Script| words.iter().any(|word| script.text.contains(word));
    scripts.iter().any(speaks) || dictionary.iter().any(|(_, fact)| fact.roll_up.is_some())
}

/// Whether a document speaks of a lower level, or anything of a unit that was not found.
pub fn is_in_documents(said: &Documents, problems: &[Problem]) -> bool {
    let lost = |problem: &Problem| matches!(problem.code, Code::UnknownLocality | Code::BadSuccession);
    problems.iter().any(lost)
        || said
            .deadlines
            .iter()
            .any(|deadline| matches!(deadline.binds, Binds::Level(level) if is_lower(level)))
        || said.totals.iter().any(|total| is_lower(total.level))
}
