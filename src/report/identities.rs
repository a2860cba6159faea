//! Printed arithmetic: figures of one document that should follow from one another.
//!
//! They agree where the printed operands give the printed result, rounded to its printed digits, or where the printed
//! result lies within what the rounding of the operands allows: 12.5 stands for anything from 12.45 to 12.55, so that
//! 12.5 of 13.8 may well be 90 %. A whole number is a count and stands for itself.

use num_rational::BigRational;
use num_traits::Zero;
use rust_decimal::Decimal;

use super::assemble::four_decimals;
use super::mentions::Mentions;
use super::{Number, TotalRow};
use crate::model::document::{Arithmetic, Identity};
use crate::rank::exact;
use crate::resolve::Resolution;

/// The rows of the printed arithmetic of every known document that is dated in time.
pub(super) fn rows(resolution: &Resolution<'_>, mentions: &mut Mentions) -> Vec<TotalRow> {
    let project = resolution.project;
    let in_time = project.identities.iter().filter(|identity| {
        resolution.knows(identity.document)
            && project.document(identity.document).dated <= resolution.horizon.as_of
    });
    in_time.map(|identity| row(resolution, identity, mentions)).collect()
}

/// What printed operands give: as they stand, and at least and at most as their rounding allows.
struct Given {
    exactly: BigRational,
    least: BigRational,
    most: BigRational,
}

impl Given {
    fn sum(parts: &[Decimal]) -> Self {
        let over = |of: &dyn Fn(&Range) -> BigRational| parts.iter().map(|part| of(&Range::of(*part))).sum();
        Self {
            exactly: over(&|part| part.printed.clone()),
            least: over(&|part| part.least()),
            most: over(&|part| part.most()),
        }
    }

    /// `None` where the whole may be nothing.
    fn percent(part: Decimal, whole: Decimal) -> Option<Self> {
        let (part, whole) = (Range::of(part), Range::of(whole));
        let hundred = exact(Decimal::ONE_HUNDRED);
        (whole.least() > BigRational::zero()).then(|| Self {
            exactly: &hundred * &part.printed / &whole.printed,
            least: &hundred * part.least() / whole.most(),
            most: &hundred * part.most() / whole.least(),
        })
    }

    fn agrees_with(&self, printed: Decimal) -> bool {
        let result = Range::rounded(printed);
        let rounds = result.least() <= self.exactly && self.exactly <= result.most();
        rounds || (self.least <= result.printed && result.printed <= self.most)
    }
}

/// A printed figure with half a unit of its last digit.
struct Range {
    printed: BigRational,
    half_unit: BigRational,
}

impl Range {
    /// An operand: a whole number is a count.
    fn of(printed: Decimal) -> Self {
        match printed.scale() {
            0 => Self { printed: exact(printed), half_unit: BigRational::zero() },
            _ => Self::rounded(printed),
        }
    }

    /// A figure that has been rounded.
    fn rounded(printed: Decimal) -> Self {
        Self {
            printed: exact(printed),
            half_unit: exact(Decimal::new(1, printed.scale())) / exact(Decimal::TWO),
        }
    }

    fn least(&self) -> BigRational {
        &self.printed - &self.half_unit
    }

    fn most(&self) -> BigRational {
        &self.printed + &self.half_unit
    }
}

fn row(resolution: &Resolution<'_>, identity: &Identity, mentions: &mut Mentions) -> TotalRow {
    let (printed, given, words) = match &identity.arithmetic {
        Arithmetic::Sum { sum, of } => {
            let parts: Vec<String> = of.iter().map(Decimal::to_string).collect();
            (*sum, Some(Given::sum(of)), format!("{sum} = {}", parts.join(" + ")))
        }
        Arithmetic::Share { share, part, whole } => {
            (*share, Given::percent(*part, *whole), format!("{share} % = {part} / {whole}"))
        }
    };
    TotalRow {
        document: mentions.document(resolution.project, identity.document),
        fact: None,
        reported: Number(printed),
        found: given.as_ref().map(|given| Number(four_decimals(&given.exactly))),
        unknown: 0,
        agrees: Some(given.is_some_and(|given| given.agrees_with(printed))),
        with_value: None,
        level: None,
        dated: resolution.project.document(identity.document).dated,
        approx: None,
        identity: Some(words),
        note: identity.note.clone(),
    }
}
