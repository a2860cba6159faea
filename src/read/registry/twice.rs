//! Ids and codes that are given twice.
//!
//! In: the units as their rows say. Out: a problem a unit whose id another one has, or whose code another one has at the
//! same time. Invariant: a code may be used again after its first bearer ended, an id never.

use std::collections::HashMap;

use foldhash::quality::RandomState;

use super::Raw;
use crate::model::locality::{Level, Life};
use crate::problem::{Code, Problem};
use crate::read::sink::Sink;

/// Tells ids that are given twice; units come in order of their ids.
pub(super) fn tell_duplicate_ids(raw: &[Raw<'_>], sink: &Sink) {
    for pair in raw.windows(2) {
        if let [first, second] = pair
            && first.locality.id == second.locality.id
        {
            let problem = Problem::error(
                Code::DuplicateLocality,
                format!("the id `{}` is given to two localities", second.locality.id),
            )
            .help("an id is unique for ever; a unit that begins anew needs one of its own, such as `bac-ninh-2025`");
            sink.push(problem.at(second.place(), "given again").related(first.place(), "given here"));
        }
    }
}

/// Tells codes that two units of a level bear at the same time.
pub(super) fn tell_ambiguous_codes(raw: &[Raw<'_>], sink: &Sink) {
    // the latest bearer of each code, and who bore it before each
    let mut latest: HashMap<(Level, &str), usize, RandomState> =
        HashMap::with_capacity_and_hasher(raw.len(), RandomState::default());
    let mut before: Vec<Option<usize>> = vec![None; raw.len()];
    for (at, one) in raw.iter().enumerate().filter(|(_, raw)| !raw.locality.code.is_empty()) {
        let Some(last) = latest.insert((one.locality.level, &one.locality.code), at) else { continue };
        if let Some(before) = before.get_mut(at) {
            *before = Some(last);
        }
        let together = |a: Life, b: Life| {
            let before = |a: Life, b: Life| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
            !before(a, b) && !before(b, a)
        };
        let earlier = |at: &usize| before.get(*at).copied().flatten();
        let all = std::iter::successors(Some(last), earlier).filter_map(|at| raw.get(at));
        // the first of all is named, however many there are
        if let Some(other) = all.filter(|other| together(other.locality.life, one.locality.life)).last() {
            let problem = Problem::error(
                Code::AmbiguousCode,
                format!(
                    "`{}` and `{}` have the code {} at the same time",
                    other.locality.id, one.locality.id, one.locality.code
                ),
            )
            .help("a code may be used again only after its first bearer ended: see valid_from and valid_to");
            sink.push(problem.at(one.code_place(), "").related(other.code_place(), "the same code"));
        }
    }
}
