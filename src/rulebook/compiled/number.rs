//! Arithmetic as the language does it: checked, with its own words where it fails.

use rust_decimal::Decimal;

use super::program::{Operator, Relation};

impl Operator {
    /// With whole numbers; a quotient loses its fraction.
    ///
    /// # Errors
    /// What the language says where the result is no number of 64 bits.
    pub(super) fn whole(self, x: i64, y: i64) -> Result<i64, String> {
        let result = match self {
            Self::Add => x.checked_add(y),
            Self::Subtract => x.checked_sub(y),
            Self::Multiply => x.checked_mul(y),
            Self::Divide => x.checked_div(y),
            Self::Modulo => x.checked_rem(y),
        };
        result.ok_or_else(|| self.complaint(x, y, y == 0))
    }

    /// With decimals.
    ///
    /// # Errors
    /// What the language says where the result is too large.
    pub(super) fn decimal(self, x: Decimal, y: Decimal) -> Result<Decimal, String> {
        let result = match self {
            Self::Add => x.checked_add(y),
            Self::Subtract => x.checked_sub(y),
            Self::Multiply => x.checked_mul(y),
            Self::Divide => x.checked_div(y),
            Self::Modulo => x.checked_rem(y),
        };
        result.ok_or_else(|| self.complaint(x, y, y.is_zero()))
    }

    fn complaint<N: std::fmt::Display>(self, x: N, y: N, by_zero: bool) -> String {
        let said = match self {
            Self::Add => format!("Addition overflow: {x} + {y}"),
            Self::Subtract => format!("Subtraction overflow: {x} - {y}"),
            Self::Multiply => format!("Multiplication overflow: {x} * {y}"),
            Self::Divide if by_zero => format!("Division by zero: {x} / {y}"),
            Self::Divide => format!("Division overflow: {x} / {y}"),
            Self::Modulo => format!("Modulo division by zero or overflow: {x} % {y}"),
        };
        failure(&said)
    }
}

/// A failure of arithmetic, as people read it.
pub(super) fn failure(said: &str) -> String {
    format!("its arithmetic fails: {said}")
}

impl Relation {
    pub(super) fn holds<T: PartialOrd>(self, x: T, y: T) -> bool {
        match self {
            Self::Equal => x == y,
            Self::Unequal => x != y,
            Self::Less => x < y,
            Self::LessOrEqual => x <= y,
            Self::Greater => x > y,
            Self::GreaterOrEqual => x >= y,
        }
    }
}
