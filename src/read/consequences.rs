//! What only follows from another slip: a key that is missing because it was written otherwise.
//!
//! In: the problems of reading, in any order. Out: the same without those. Invariant: the slip itself stays, with what
//! would do, and each takes one of the other sort away.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::problem::{Absent, Code, Problem};

/// Takes out what is missing only because it was written otherwise.
pub fn drop_missing_keys(problems: &mut Vec<Problem>) {
    if !problems.iter().any(|problem| problem.code == Code::UnknownKey) {
        return;
    }
    // where tables begin that lack a key, by file and what is said of them
    let mut lacking: HashMap<(&str, &Absent), BTreeSet<(usize, usize)>> = HashMap::new();
    for (at, problem) in problems.iter().enumerate().filter(|(_, problem)| problem.code == Code::MissingKey) {
        if let (Some(place), Some(key)) = (&problem.place, &problem.about) {
            lacking.entry((&*place.file, &**key)).or_default().insert((place.span.start, at));
        }
    }
    let mut follow: HashSet<usize> = HashSet::new();
    for slip in problems.iter().filter(|problem| problem.code == Code::UnknownKey) {
        let (Some(place), Some(meant)) = (&slip.place, &slip.about) else { continue };
        let Some(tables) = lacking.get_mut(&(&*place.file, &**meant)) else { continue };
        // the table that the slip stands in is the last one that begins before it
        let table = tables.range(..=(place.span.start, usize::MAX)).next_back().copied();
        if let Some(table) = table {
            tables.remove(&table);
            follow.insert(table.1);
        }
    }
    let mut at = 0..;
    problems.retain(|_| at.next().is_some_and(|at| !follow.contains(&at)));
}
