//! Ids and codes that are given twice.
//!
//! In: the units as their rows say. Out: a problem a unit whose id another one has, or whose code another one has at the
//! same time. Invariant: a code may be used again after its first bearer ended, an id never.

use std::collections::HashMap;

use foldhash::quality::RandomState;

use super::Raw;
use crate::model::day::Day;
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
        let last = latest.insert((one.locality.level, &one.locality.code), at);
        if let Some(before) = before.get_mut(at) {
            *before = last;
        }
    }
    let earlier = |at: &usize| before.get(*at).copied().flatten();
    let mut shared: Vec<_> = latest.into_iter().filter(|(_, at)| earlier(at).is_some()).collect();
    shared.sort_unstable_by_key(|(code, _)| *code);
    for ((_, code), last) in shared {
        let mut bearers: Vec<(usize, &Raw<'_>)> =
            std::iter::successors(Some(last), earlier).filter_map(|at| Some((at, raw.get(at)?))).collect();
        bearers.reverse();
        for (before, begun) in overlapping(bearers, |(_, bearer)| bearer.locality.life) {
            // told in order of ids, whoever began first
            let [(_, other), (_, one)] = if before.0 < begun.0 { [before, begun] } else { [begun, before] };
            let problem = Problem::error(
                Code::AmbiguousCode,
                format!(
                    "`{}` and `{}` have the code {code} at the same time",
                    other.locality.id, one.locality.id
                ),
            )
            .help("a code may be used again only after its first bearer ended: see valid_from and valid_to");
            sink.push(problem.at(one.code_place(), "").related(other.code_place(), "the same code"));
        }
    }
}

/// Whoever begins while another lives, behind that other: of those that began before, the one that lives longest. Where
/// several begin on one day, their order stays. Each is looked at once, however many there are.
fn overlapping<T: Copy>(mut bearers: Vec<T>, life: impl Fn(T) -> Life) -> Vec<(T, T)> {
    bearers.sort_by_key(|bearer| life(*bearer).from);
    let mut found = Vec::new();
    let mut longest: Option<(T, Option<Day>)> = None;
    for one in bearers {
        let Life { from, to } = life(one);
        let Some((other, end)) = longest else {
            longest = Some((one, to));
            continue;
        };
        let is_over = matches!((end, from), (Some(end), Some(from)) if end < from);
        if !is_over {
            found.push((other, one));
        }
        if end.is_some_and(|end| to.is_none_or(|to| to > end)) {
            longest = Some((one, to));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;

    fn day(number: i32) -> Day {
        Day::from_ymd(2000 + number / 12, u32::try_from(number % 12).unwrap() + 1, 1).unwrap()
    }

    fn lives() -> impl Strategy<Value = Vec<Life>> {
        let life = (prop::option::weighted(0.9, 0..60), 0..20, any::<bool>()).prop_map(
            |(from, lasts, ends): (Option<i32>, i32, bool)| Life {
                from: from.map(day),
                to: (ends || from.is_none()).then(|| day(from.unwrap_or(0) + lasts)),
            },
        );
        prop::collection::vec(life, 0..12)
    }

    proptest! {
        #[test]
        fn all_who_begin_while_another_lives_are_found(lives in lives()) {
            let together = |a: usize, b: usize| {
                let before = |a: Life, b: Life| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
                !before(lives[a], lives[b]) && !before(lives[b], lives[a])
            };
            let began = |at: usize| (lives[at].from, at);
            let mut expected: Vec<usize> = (0..lives.len())
                .filter(|one| (0..lives.len()).any(|other| began(other) < began(*one) && together(other, *one)))
                .collect();
            expected.sort_by_key(|at| began(*at));
            let found = overlapping((0..lives.len()).collect(), |at| lives[at]);
            prop_assert!(found.iter().all(|(other, one)| together(*other, *one)), "{found:?}");
            prop_assert_eq!(found.iter().map(|(_, one)| *one).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn many_bearers_one_after_another_are_looked_at_a_few_times_each() {
        // a code of a made-up country that was given anew each day of thirty years
        let days: Vec<Life> = (0..12_000)
            .map(|number| day(0).plus_days(number))
            .map(|day| Life { from: Some(day), to: Some(day) })
            .collect();
        let looks = Cell::new(0);
        let found = overlapping((0..days.len()).rev().collect(), |at| {
            looks.set(looks.get() + 1);
            days[at]
        });
        assert_eq!(found, []);
        assert!(looks.get() < 40 * days.len(), "{} looks", looks.get());
    }
}
