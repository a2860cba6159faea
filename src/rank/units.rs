//! Scores in machine numbers, for as good as every locality.
//!
//! In: verdicts that count, with their weights. Out: the same bounds as adding one fraction after another gives, or
//! nothing where a number on the way does not fit; then they are added one after another. Weights and credits are
//! whole numbers of the smallest decimal place that any of them has, and shares are added without being reduced, so
//! that a score is reduced once and not at each step.

use num_rational::Ratio;
use rust_decimal::Decimal;

use super::{Bounds, Fraction, Weights};
use crate::evaluate::{Progress, Verdict};
use crate::model::scoring::Scoring;
use crate::model::verdict::Status;

/// The verdicts of a requirement that counts, and its weight.
pub(super) struct Counted<'v> {
    pub(super) verdicts: &'v [Verdict],
    pub(super) weight: Decimal,
}

impl<'v> Counted<'v> {
    /// `None` where the requirement does not count.
    pub(super) fn of(verdicts: &'v [Verdict], weights: &Weights) -> Option<Self> {
        let weight = *weights.get(&verdicts.first()?.requirement)?;
        Some(Self { verdicts, weight })
    }
}

/// What a complete requirement earns in whole numbers, and what they are numbers of.
pub(super) struct Units {
    met: i128,
    met_late: i128,
    one: i128,
    /// Decimal places of the weights.
    places: u32,
}

impl Units {
    /// `None` where they do not fit.
    pub(super) fn new(counted: &[Counted<'_>], scoring: &Scoring) -> Option<Self> {
        let places = scoring.met.scale().max(scoring.met_late.scale());
        Some(Self {
            met: whole(scoring.met, places)?,
            met_late: whole(scoring.met_late, places)?,
            one: 10_i128.checked_pow(places)?,
            places: counted.iter().map(|one| one.weight.scale()).max().unwrap_or(0),
        })
    }

    /// The bounds of a score, inside `None` where nothing counts; outside `None` where a number does not fit.
    pub(super) fn score<'v>(
        &self,
        verdicts: impl Iterator<Item = (&'v Verdict, Decimal)>,
    ) -> Option<Option<Bounds>> {
        let (mut certain, mut open, mut total) = (0_i128, 0_i128, 0_i128);
        let (mut above, mut below) = (0_i128, 1_i128);
        for (verdict, weight) in verdicts {
            let weight = whole(weight, self.places)?;
            total = total.checked_add(weight)?;
            let earned = match verdict.status {
                Status::Met => self.met,
                Status::MetLate => self.met_late,
                Status::Overdue | Status::Waived | Status::NotApplicable => 0,
                Status::Unknown | Status::Error => {
                    open = open.checked_add(weight.checked_mul(self.one)?)?;
                    0
                }
                Status::InProgress | Status::DueSoon => match verdict.progress {
                    None => 0,
                    Some(progress) if progress.done >= progress.total => self.one,
                    Some(progress) => {
                        let (done, of) = share(progress)?;
                        let more = weight.checked_mul(done)?.checked_mul(below)?;
                        above = above.checked_mul(of)?.checked_add(more)?;
                        below = below.checked_mul(of)?;
                        0
                    }
                },
            };
            certain = certain.checked_add(weight.checked_mul(earned)?)?;
        }
        if total == 0 {
            return Some(None);
        }
        let shares = above.checked_mul(self.one)?;
        let all = self.one.checked_mul(below)?.checked_mul(total)?;
        let of_hundred = |certain: i128| {
            let sum = certain.checked_mul(below)?.checked_add(shares)?;
            Some(Fraction::Small(Ratio::new(sum.checked_mul(100)?, all)))
        };
        let low = of_hundred(certain)?;
        let high = if open == 0 { low.clone() } else { of_hundred(certain.checked_add(open)?)? };
        Some(Some(Bounds { low, high }))
    }
}

/// A decimal as a whole number of its last place, or of a later one.
fn whole(decimal: Decimal, places: u32) -> Option<i128> {
    decimal.mantissa().checked_mul(10_i128.checked_pow(places.checked_sub(decimal.scale())?)?)
}

/// What is done of how much, in whole numbers.
fn share(progress: Progress) -> Option<(i128, i128)> {
    let places = progress.done.scale().max(progress.total.scale());
    Some((whole(progress.done, places)?, whole(progress.total, places)?))
}
