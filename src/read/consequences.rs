//! What only follows from another slip: a key that is missing because it was written otherwise.
//!
//! In: the problems of reading, in any order. Out: the same without those. Invariant: the slip itself stays, with what
//! would do, and each takes one of the other sort away.

use std::collections::HashSet;

use crate::problem::{Code, Problem};

/// Takes out what is missing only because it was written otherwise.
pub fn drop_missing_keys(problems: &mut Vec<Problem>) {
    let mut follow: HashSet<usize> = HashSet::new();
    for slip in problems.iter().filter(|problem| problem.code == Code::UnknownKey) {
        let Some(meant) = slip.help.as_ref().and_then(|help| help.instead().first()) else { continue };
        let Some((noun, _)) = slip.message.split_once(" has no key ") else { continue };
        let message = format!("{noun} has no `{meant}`");
        let before = problems.iter().enumerate().filter(|(at, other)| {
            other.code == Code::MissingKey && other.message == message && !follow.contains(at)
        });
        let of_slip = |other: &Problem| {
            let (there, here) = (other.place.as_ref()?, slip.place.as_ref()?);
            (there.file == here.file && there.span.start <= here.span.start).then_some(there.span.start)
        };
        // the table that the slip stands in is the last one that begins before it
        let last = before.filter_map(|(at, other)| Some((of_slip(other)?, at))).max();
        follow.extend(last.map(|(_, at)| at));
    }
    let mut at = 0..;
    problems.retain(|_| at.next().is_some_and(|at| !follow.contains(&at)));
}
