//! Printed arithmetic: figures of one document that should follow from one another.
//!
//! What the printed operands give is compared with the printed result within the rounding of its printed digits: 9.8
//! stands for anything from 9.75 to 9.85.

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

fn row(resolution: &Resolution<'_>, identity: &Identity, mentions: &mut Mentions) -> TotalRow {
    let (printed, follows, words) = match &identity.arithmetic {
        Arithmetic::Sum { sum, of } => {
            let parts: Vec<String> = of.iter().map(Decimal::to_string).collect();
            let follows = of.iter().map(|part| exact(*part)).sum();
            (*sum, Some(follows), format!("{sum} = {}", parts.join(" + ")))
        }
        Arithmetic::Share { share, part, whole } => {
            (*share, percent(*part, *whole), format!("{share} % = {part} / {whole}"))
        }
    };
    TotalRow {
        document: mentions.document(resolution.project, identity.document),
        fact: None,
        reported: Number(printed),
        found: follows.as_ref().map(|follows| Number(four_decimals(follows))),
        unknown: 0,
        agrees: Some(follows.is_some_and(|follows| rounds_to(&follows, printed))),
        with_value: None,
        level: None,
        dated: resolution.project.document(identity.document).dated,
        approx: None,
        identity: Some(words),
        note: identity.note.clone(),
    }
}

fn percent(part: Decimal, whole: Decimal) -> Option<BigRational> {
    let whole = exact(whole);
    (!whole.is_zero()).then(|| exact(part) * exact(Decimal::ONE_HUNDRED) / whole)
}

/// Whether a figure, rounded to the printed digits, can be the printed one.
fn rounds_to(figure: &BigRational, printed: Decimal) -> bool {
    let half_unit = exact(Decimal::new(5, printed.scale() + 1));
    let printed = exact(printed);
    &printed - &half_unit <= *figure && *figure <= printed + half_unit
}
