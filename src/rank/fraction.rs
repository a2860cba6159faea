//! Exact fractions: in machine numbers as long as these hold them, in big ones from there on.
//!
//! Invariant: nothing is ever rounded, and a fraction that machine numbers hold never is a big one, so that equals look
//! the same.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, ToPrimitive};
use rust_decimal::Decimal;

use super::exact;

/// A fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fraction {
    /// One that fits.
    Small(Ratio<i128>),
    /// One that does not.
    Big(BigRational),
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self::Small(Ratio::new_raw(0, 1));
    /// All.
    pub const ONE: Self = Self::Small(Ratio::new_raw(1, 1));

    /// A big fraction, in machine numbers if they hold it.
    #[must_use]
    pub fn of(big: &BigRational) -> Self {
        match (i128::try_from(big.numer()), i128::try_from(big.denom())) {
            (Ok(above), Ok(below)) => Self::Small(Ratio::new_raw(above, below)),
            _ => Self::Big(big.clone()),
        }
    }

    /// The same in big numbers.
    #[must_use]
    pub fn into_big(self) -> BigRational {
        match self {
            Self::Small(small) => {
                let (above, below) = small.into_raw();
                BigRational::new_raw(BigInt::from(above), BigInt::from(below))
            }
            Self::Big(big) => big,
        }
    }

    /// Rounded to so many decimals, half away from zero.
    #[must_use]
    pub fn rounded(&self, decimals: u32) -> Decimal {
        self.rounded_small(decimals).unwrap_or_else(|| {
            let scaled = self.clone().into_big() * BigRational::from_integer(BigInt::from(10).pow(decimals));
            let mantissa = i128::try_from(scaled.round().to_integer()).unwrap_or(i128::MAX);
            Decimal::try_from_i128_with_scale(mantissa, decimals).unwrap_or(Decimal::MAX)
        })
    }

    /// The same without a big number; `None` where one is needed.
    fn rounded_small(&self, decimals: u32) -> Option<Decimal> {
        let Self::Small(small) = self else { return None };
        let (above, below) = (*small.numer(), *small.denom());
        let scaled = above.checked_mul(10_i128.checked_pow(decimals)?)?;
        let (whole, rest) = (scaled / below, scaled % below);
        let away = rest.checked_abs()?.checked_mul(2)? >= below;
        let mantissa = if away { whole.checked_add(rest.signum())? } else { whole };
        Decimal::try_from_i128_with_scale(mantissa, decimals).ok()
    }

    fn combine(
        self,
        other: Self,
        small: fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        let fits = match (&self, &other) {
            (Self::Small(a), Self::Small(b)) => small(a, b),
            _ => None,
        };
        fits.map_or_else(|| Self::of(&big(self.into_big(), other.into_big())), Self::Small)
    }
}

impl From<Decimal> for Fraction {
    fn from(decimal: Decimal) -> Self {
        match 10_i128.checked_pow(decimal.scale()) {
            Some(below) => Self::Small(Ratio::new(decimal.mantissa(), below)),
            None => Self::Big(exact(decimal)),
        }
    }
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.combine(other, CheckedAdd::checked_add, Add::add)
    }
}

impl Mul for Fraction {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.combine(other, CheckedMul::checked_mul, Mul::mul)
    }
}

impl Div for Fraction {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        self.combine(other, CheckedDiv::checked_div, Div::div)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            (Self::Big(a), Self::Big(b)) => a.cmp(b),
            (a, b) => a.clone().into_big().cmp(&b.clone().into_big()),
        }
    }
}

/// A fraction with about its size, for comparing many: exactly only where the sizes do not tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed<'f> {
    about: f64,
    exactly: &'f Fraction,
}

impl<'f> Weighed<'f> {
    pub(super) fn new(exactly: &'f Fraction) -> Self {
        let about = match exactly {
            Fraction::Small(small) => *small.numer() as f64 / *small.denom() as f64,
            Fraction::Big(big) => big.to_f64().unwrap_or(f64::NAN),
        };
        Self { about, exactly }
    }
}

impl Ord for Weighed<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // Two conversions and a division err by a few parts in 10^16; this is four thousand times as much.
        let doubt = (self.about.abs() + other.about.abs()) * 1e-12;
        match self.about.partial_cmp(&other.about) {
            Some(order) if (self.about - other.about).abs() > doubt => order,
            _ => self.exactly.cmp(other.exactly),
        }
    }
}

impl PartialOrd for Weighed<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Weighed<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Weighed<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(above: i128, below: i128) -> Fraction {
        Fraction::Small(Ratio::new(above, below))
    }

    #[test]
    fn what_machine_numbers_cannot_hold_is_exact_all_the_same() {
        let tiny = of(1, i128::MAX);
        let tinier = tiny.clone() * tiny.clone();
        assert!(matches!(tinier, Fraction::Big(_)));
        assert!(tinier < tiny && tinier > Fraction::ZERO);
        assert_eq!(tinier / tiny.clone(), tiny, "and comes back to machine numbers");
        let apart = of(1, i128::MAX) + of(1, i128::MAX - 1);
        assert!(apart > tiny && apart < Fraction::ONE);
    }

    #[test]
    fn decimals_are_taken_by_their_digits() {
        let read = |digits: &str| Fraction::from(digits.parse::<Decimal>().unwrap());
        assert_eq!(read("0.50"), of(1, 2));
        assert_eq!(read("44.5"), of(89, 2));
        assert_eq!(read("-3"), of(-3, 1));
        assert_eq!(
            read("0.0000000000000000000000000001").into_big(),
            exact("0.0000000000000000000000000001".parse().unwrap())
        );
    }

    #[test]
    fn what_looks_the_same_in_size_is_compared_exactly() {
        let huge = 1_i128 << 100;
        let fractions = [
            of(huge - 1, huge),
            of(huge, huge + 1),
            Fraction::ONE,
            of(huge + 1, huge),
            of(1, 3),
            of(-1, 3),
            of(33_333_333_333_333_333, 100_000_000_000_000_000),
            of(1, i128::MAX) * of(1, 7),
            Fraction::ZERO,
        ];
        for a in &fractions {
            for b in &fractions {
                assert_eq!(Weighed::new(a).cmp(&Weighed::new(b)), a.cmp(b), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero_in_numbers_of_any_size() {
        for (above, below, rounded) in [(1, 8, "0.13"), (-1, 8, "-0.13"), (2, 3, "0.67"), (5, 1, "5")] {
            let small = of(above, below);
            assert!(small.rounded_small(2).is_some());
            assert_eq!(small.rounded(2), rounded.parse().unwrap());
            // What machine numbers hold is never a big one but here.
            assert_eq!(Fraction::Big(small.into_big()).rounded(2), rounded.parse().unwrap());
        }
    }
}
