//! Ranking: verdicts -> scores with bounds, ranks with bounds, grades.
//!
//! In: the verdicts of one level and the scoring. Out: a [`Standing`] a locality. An unknown leaves a score between
//! what is proven and what would be if every unknown were met; ranks get bounds from that. Invariant: everything is
//! compared as an exact fraction; nothing is rounded here.

mod fraction;

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
use fraction::Fraction;

/// Bounds of a score, from 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// What is proven.
    pub low: BigRational,
    /// What would be if every unknown were met.
    pub high: BigRational,
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
    let scores: Vec<Option<Bounds>> = (0..localities.len())
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map(|at| score(verdicts.iter().filter_map(|of_one| of_one.get(at)), weights, scoring, as_of))
        .collect();
    let mut lows: Vec<Fraction> = scores.iter().flatten().map(|s| Fraction::of(&s.low)).collect();
    let mut highs: Vec<Fraction> = scores.iter().flatten().map(|s| Fraction::of(&s.high)).collect();
    lows.sort_unstable();
    highs.sort_unstable();
    let grades: Vec<(Grade, Fraction)> =
        scoring.grades.iter().map(|(grade, from)| (*grade, Fraction::of(&exact(*from)))).collect();
    let grade = |score: &BigRational| {
        let score = Fraction::of(score);
        grades.iter().find(|(_, from)| score >= *from).map_or(Grade::Weak, |(grade, _)| *grade)
    };
    let above = |sorted: &[Fraction], bar: &BigRational| {
        let bar = Fraction::of(bar);
        sorted.len() - sorted.partition_point(|score| *score <= bar)
    };
    let standing = |(locality, score): (&LocalityIx, &Option<Bounds>)| Standing {
        locality: *locality,
        rank: score.as_ref().map(|own| Rank {
            proven: 1 + above(&lows, &own.low),
            best: 1 + above(&lows, &own.high),
            // Its own high is above its own low wherever the two differ, and is not another's.
            worst: 1 + above(&highs, &own.low) - usize::from(own.high > own.low),
        }),
        grade: score.as_ref().map(|own| (grade(&own.low), grade(&own.high))),
        score: score.clone(),
    };
    localities.par_iter().zip(&scores).with_min_len(AT_ONCE).map(standing).collect()
}

/// The score of one locality, in bounds; `None` where nothing counts.
fn score<'v>(
    verdicts: impl Iterator<Item = &'v Verdict>,
    weights: &Weights,
    scoring: &Scoring,
    as_of: Day,
) -> Option<Bounds> {
    let (mut low, mut high, mut total) = (Fraction::ZERO, Fraction::ZERO, Fraction::ZERO);
    for verdict in verdicts.filter(|v| counts(v, scoring.basis, as_of)) {
        let Some(weight) = weights.get(&verdict.requirement) else { continue };
        let weight = Fraction::from(*weight);
        let (least, most) = credit(verdict, scoring);
        low = low + weight.clone() * least;
        high = high + weight.clone() * most;
        total = total + weight;
    }
    if total == Fraction::ZERO {
        return None;
    }
    let hundred = Fraction::from(Decimal::ONE_HUNDRED);
    let of_hundred = |sum: Fraction| (sum * hundred.clone() / total.clone()).into_big();
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
        Status::InProgress | Status::DueSoon => done(verdict),
        Status::Overdue | Status::Waived | Status::NotApplicable => Fraction::ZERO,
        Status::Unknown | Status::Error => return (Fraction::ZERO, Fraction::ONE),
    };
    (certain.clone(), certain)
}

/// The share done, at most 1; nothing where the rule measures none.
#[must_use]
pub fn share(verdict: &Verdict) -> BigRational {
    done(verdict).into_big()
}

fn done(verdict: &Verdict) -> Fraction {
    match verdict.progress {
        Some(progress) => (Fraction::from(progress.done) / Fraction::from(progress.total)).min(Fraction::ONE),
        None => Fraction::ZERO,
    }
}

/// Pairs of localities with a score, and how many of them no unknown can reorder.
#[must_use]
pub fn certain_pairs(standings: &[Standing]) -> (usize, usize) {
    let scores: Vec<&Bounds> = standings.iter().filter_map(|s| s.score.as_ref()).collect();
    let pairs = scores.len() * scores.len().saturating_sub(1) / 2;
    let mut highs: Vec<&BigRational> = scores.iter().map(|s| &s.high).collect();
    highs.sort();
    let ahead: usize = scores.iter().map(|s| highs.partition_point(|high| **high < s.low)).sum();
    let mut exact_scores: BTreeMap<&BigRational, usize> = BTreeMap::new();
    for score in scores.iter().filter(|s| s.low == s.high) {
        *exact_scores.entry(&score.low).or_default() += 1;
    }
    let tied: usize = exact_scores.values().map(|n| n * (n - 1) / 2).sum();
    (ahead + tied, pairs)
}

/// A decimal as a fraction.
#[must_use]
pub fn exact(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10u8).pow(decimal.scale()))
}
