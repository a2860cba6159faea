//! Values that are well written and hardly meant.
//!
//! In: a value, and the fact that it is of. Out: a question to whoever wrote it, or nothing. Invariant: what is asked about
//! is read all the same.

use rust_decimal::Decimal;

use crate::model::fact::{Fact, FactKind};
use crate::model::value::Value;
use crate::problem::{Code, Problem};

/// A share as a fraction (0.445 for 44.5 per cent is a slip that is often made, and shares below one are rare), or less
/// than nothing.
#[must_use]
pub fn doubt(value: &Value, fact: &Fact) -> Option<Problem> {
    let zero = Decimal::ZERO;
    let doubt = |found: Decimal| Problem::warning(Code::BadValue, format!("`{}` is {found} here", fact.name));
    match (fact.kind, value) {
        (FactKind::Percent, Value::Decimal(share)) if *share > zero && *share < Decimal::ONE => {
            let whole = share.saturating_mul(Decimal::ONE_HUNDRED).normalize();
            let message = format!("`{}` is {share} per cent here", fact.name);
            Some(
                Problem::warning(Code::BadValue, message)
                    .help(format!("if {whole} per cent is meant, write {whole}")),
            )
        }
        (FactKind::Percent, Value::Decimal(share)) if *share < zero => {
            Some(doubt(*share).help("a share is not below zero: look the figure up in the source"))
        }
        (FactKind::Int, Value::Int(count)) if *count < 0 => Some(
            doubt(Decimal::from(*count)).help("a count is not below zero: look the figure up in the source"),
        ),
        _ => None,
    }
}
