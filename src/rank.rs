//! Ranking: verdicts -> scores with bounds, ranks with bounds, grades.
//!
//! In: the verdicts of one level and the scoring. Out: a [`Standing`] a locality. An unknown leaves a score between
//! what is proven and what would be if every unknown were met; ranks get bounds from that. Invariant: everything is
//! compared as an exact fraction; nothing is rounded before it is shown.

mod fraction;
mod units;

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::evaluate::Verdict;
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::model::scoring::{Basis, Grade, Scoring};
use crate::model::verdict::Status;
use crate::rulebook::Rulebook;
pub use fraction::Fraction;
use fraction::Weighed;
use units::{Counted, Units};

/// Bounds of a score, from 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// What is proven.
    pub low: Fraction,
    /// What would be if every unknown were met.
    pub high: Fraction,
}

/// How one locality stands among the others of its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub locality: LocalityIx,
    /// Its score; `None` where nothing counts.
    pub score: Option<Bounds>,
    /// Its rank; `None` without a score.
    pub rank: Option<Rank>,
    /// Grades of low and of high; `None` without a score.
    pub grade: Option<(Grade, Grade)>,
}

/// A rank with its bounds, all from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// By what is proven: equals share it, the next is skipped.
    pub proven: usize,
    /// 1 + how many are certainly ahead.
    pub best: usize,
    /// 1 + how many others could be ahead.
    pub worst: usize,
}

/// How much each requirement counts: its weight, or nothing where no locality that it binds has reported.
pub type Weights = BTreeMap<RequirementIx, Decimal>;

/// Whether nobody whom a requirement binds has reported on it: not one of the `reads` facts that its rule can read. It
/// is then shown and left out of the score.
#[must_use]
pub fn is_unreported(verdicts: &[Verdict], reads: usize) -> bool {
    let mut bound = verdicts.iter().filter(|v| v.status != Status::NotApplicable).peekable();
    let reported = |v: &Verdict| {
        let answered = v.status != Status::Unknown && v.missing.is_empty() && !v.target_missing;
        answered || v.missing.len() < reads
    };
    bound.peek().is_some() && !bound.any(reported)
}

/// The weights of the requirements on which somebody has reported.
#[must_use]
pub fn weights(rulebook: &Rulebook, requirements: &[RequirementIx], verdicts: &[Vec<Verdict>]) -> Weights {
    let reads = |at: &RequirementIx| rulebook.requirement(*at).reads.len();
    let counts =
        requirements.iter().zip(verdicts).filter(|(at, verdicts)| !is_unreported(verdicts, reads(at)));
    counts.map(|(at, _)| (*at, rulebook.requirement(*at).weight)).collect()
}

/// Fewer localities than this are not worth another thread.
const AT_ONCE: usize = 256;

/// Ranks the localities of one level by their verdicts: `verdicts` has one list a requirement, each in the order of
/// `localities`; requirements that are not in `weights` do not count.
#[must_use]
pub fn rank(
    localities: &[LocalityIx],
    verdicts: &[&[Verdict]],
    weights: &Weights,
    scoring: &Scoring,
    as_of: Day,
) -> Vec<Standing> {
    let counted: Vec<Counted<'_>> = verdicts.iter().filter_map(|list| Counted::of(list, weights)).collect();
    let units = Units::new(&counted, scoring);
    let score = |at: usize| {
        let verdicts = || counted.iter().filter_map(move |one| Some((one.verdicts.get(at)?, one.weight)));
        let verdicts = || verdicts().filter(|(verdict, _)| counts(verdict, scoring.basis, as_of));
        let quickly = units.as_ref().and_then(|units| units.score(verdicts()));
        quickly.unwrap_or_else(|| score(verdicts(), scoring))
    };
    let scores: Vec<Option<Bounds>> =
        (0..localities.len()).into_par_iter().with_min_len(AT_ONCE).map(score).collect();
    let sorted = |of: fn(&Bounds) -> &Fraction| {
        let mut sorted: Vec<Weighed<'_>> = scores.iter().flatten().map(|s| Weighed::new(of(s))).collect();
        sorted.sort_unstable();
        sorted
    };
    let (lows, highs) = rayon::join(|| sorted(|score| &score.low), || sorted(|score| &score.high));
    let grades: Vec<(Grade, Fraction)> =
        scoring.grades.iter().map(|(grade, from)| (*grade, Fraction::from(*from))).collect();
    let grades: Vec<(Grade, Weighed<'_>)> =
        grades.iter().map(|(grade, from)| (*grade, Weighed::new(from))).collect();
    let grade = |score: Weighed<'_>| {
        grades.iter().find(|(_, from)| score >= *from).map_or(Grade::Weak, |(grade, _)| *grade)
    };
    let above = |sorted: &[Weighed<'_>], bar: Weighed<'_>| {
        sorted.len() - sorted.partition_point(|score| *score <= bar)
    };
    let standing = |(locality, score): (&LocalityIx, &Option<Bounds>)| {
        let own = score.as_ref().map(|own| (Weighed::new(&own.low), Weighed::new(&own.high)));
        Standing {
            locality: *locality,
            rank: own.map(|(low, high)| Rank {
                proven: 1 + above(&lows, low),
                best: 1 + above(&lows, high),
                // Its own high is above its own low wherever the two differ, and is not another's.
                worst: 1 + above(&highs, low) - usize::from(high > low),
            }),
            grade: own.map(|(low, high)| (grade(low), grade(high))),
            score: score.clone(),
        }
    };
    localities.par_iter().zip(&scores).with_min_len(AT_ONCE).map(standing).collect()
}

/// The score of one locality by its verdicts that count and their weights, in bounds; `None` where there are none.
fn score<'v>(verdicts: impl Iterator<Item = (&'v Verdict, Decimal)>, scoring: &Scoring) -> Option<Bounds> {
    let (mut low, mut high, mut total) = (Fraction::ZERO, Fraction::ZERO, Fraction::ZERO);
    for (verdict, weight) in verdicts {
        let weight = Fraction::from(weight);
        let (least, most) = credit(verdict, scoring);
        low = low + weight.clone() * least;
        high = high + weight.clone() * most;
        total = total + weight;
    }
    if total == Fraction::ZERO {
        return None;
    }
    let hundred = Fraction::from(Decimal::ONE_HUNDRED);
    let of_hundred = |sum: Fraction| sum * hundred.clone() / total.clone();
    Some(Bounds { low: of_hundred(low), high: of_hundred(high) })
}

fn counts(verdict: &Verdict, basis: Basis, as_of: Day) -> bool {
    let is_due = || {
        verdict.status.is_complete()
            || verdict.deadline.as_ref().and_then(|d| d.effective).is_some_and(|effective| effective < as_of)
    };
    !verdict.status.is_left_out() && (basis == Basis::All || is_due())
}

/// What a verdict earns at least and at most, from 0 to 1.
fn credit(verdict: &Verdict, scoring: &Scoring) -> (Fraction, Fraction) {
    let certain = match verdict.status {
        Status::Met => Fraction::from(scoring.met),
        Status::MetLate => Fraction::from(scoring.met_late),
        Status::InProgress | Status::DueSoon => share(verdict),
        Status::Overdue | Status::Waived | Status::NotApplicable => Fraction::ZERO,
        Status::Unknown | Status::Error => return (Fraction::ZERO, Fraction::ONE),
    };
    (certain.clone(), certain)
}

/// The share done, at most 1; nothing where the rule measures none.
#[must_use]
pub fn share(verdict: &Verdict) -> Fraction {
    match verdict.progress {
        Some(progress) => (Fraction::from(progress.done) / Fraction::from(progress.total)).min(Fraction::ONE),
        None => Fraction::ZERO,
    }
}

/// Pairs of localities with a score, and how many of them no unknown can reorder.
#[must_use]
pub fn certain_pairs(standings: &[Standing]) -> (usize, usize) {
    let ranked = || standings.iter().filter_map(|s| s.rank.zip(s.score.as_ref()));
    let scores = ranked().count();
    let pairs = scores * scores.saturating_sub(1) / 2;
    let ahead: usize = ranked().map(|(rank, _)| rank.best - 1).sum();
    // Those with the same proven score share the rank.
    let mut exact_scores: BTreeMap<usize, usize> = BTreeMap::new();
    for (rank, _) in ranked().filter(|(_, score)| score.low == score.high) {
        *exact_scores.entry(rank.proven).or_default() += 1;
    }
    let tied: usize = exact_scores.values().map(|n| n * (n - 1) / 2).sum();
    (ahead + tied, pairs)
}

/// A decimal as a fraction.
#[must_use]
pub fn exact(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10u8).pow(decimal.scale()))
}
