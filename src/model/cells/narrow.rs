//! Columns that are as wide as their widest value.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

/// A row of yes and no, a bit each.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    pub fn len(&self) -> usize {
        self.len
    }

    /// The bit in a row; no past the end.
    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub fn push(&mut self, bit: bool) {
        let (word, mask) = (self.len / 64, u64::from(bit) << (self.len % 64));
        match self.words.get_mut(word) {
            Some(word) => *word |= mask,
            None => self.words.push(mask),
        }
        self.len = self.len.saturating_add(1);
    }

    pub fn reserve(&mut self, rows: usize) {
        self.words.reserve_exact(self.len.saturating_add(rows).div_ceil(64).saturating_sub(self.words.len()));
    }
}

/// Whole numbers, all as wide as the widest of them.
#[derive(Debug, Clone)]
pub(super) enum Ints {
    Byte(Vec<i8>),
    Short(Vec<i16>),
    Word(Vec<i32>),
    Long(Vec<i64>),
}

impl Ints {
    pub const NONE: Self = Self::Byte(Vec::new());

    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Self::Byte(column) => column.get(row).copied().map(i64::from),
            Self::Short(column) => column.get(row).copied().map(i64::from),
            Self::Word(column) => column.get(row).copied().map(i64::from),
            Self::Long(column) => column.get(row).copied(),
        }
    }

    pub fn push(&mut self, value: i64) {
        let fits = match self {
            Self::Byte(column) => put(column, value),
            Self::Short(column) => put(column, value),
            Self::Word(column) => put(column, value),
            Self::Long(column) => put(column, value),
        };
        if !fits {
            *self = match std::mem::replace(self, Self::NONE) {
                Self::Byte(column) => Self::Short(wider(column)),
                Self::Short(column) => Self::Word(wider(column)),
                Self::Word(column) => Self::Long(wider(column)),
                widest @ Self::Long(_) => widest,
            };
            self.push(value);
        }
    }

    pub fn reserve(&mut self, rows: usize) {
        match self {
            Self::Byte(column) => column.reserve_exact(rows),
            Self::Short(column) => column.reserve_exact(rows),
            Self::Word(column) => column.reserve_exact(rows),
            Self::Long(column) => column.reserve_exact(rows),
        }
    }
}

/// Adds a value, if the column is wide enough for it.
fn put<T: TryFrom<i64>>(column: &mut Vec<T>, value: i64) -> bool {
    T::try_from(value).map(|value| column.push(value)).is_ok()
}

/// The same column wider, with the same room.
fn wider<T: Copy, W: From<T>>(column: Vec<T>) -> Vec<W> {
    let mut wide = Vec::with_capacity(column.capacity());
    wide.extend(column.into_iter().map(W::from));
    wide
}

/// Decimals as printed: their digits, and how many of these stand behind the point.
#[derive(Debug, Clone)]
pub(super) enum Decimals {
    Digits { digits: Ints, behind: Vec<u8> },
    Whole(Vec<Decimal>),
}

impl Decimals {
    pub const NONE: Self = Self::Digits { digits: Ints::NONE, behind: Vec::new() };

    pub fn get(&self, row: usize) -> Option<Decimal> {
        match self {
            Self::Digits { digits, behind } => {
                Decimal::try_new(digits.get(row)?, u32::from(*behind.get(row)?)).ok()
            }
            Self::Whole(column) => column.get(row).copied(),
        }
    }

    pub fn push(&mut self, value: Decimal) {
        match self {
            Self::Digits { digits, behind } => match parts(value) {
                Some((number, scale)) => {
                    digits.push(number);
                    behind.push(scale);
                }
                None => {
                    let (rows, room) = (behind.len(), behind.capacity());
                    let mut whole = Vec::with_capacity(room);
                    whole.extend((0..rows).filter_map(|row| self.get(row)).chain([value]));
                    *self = Self::Whole(whole);
                }
            },
            Self::Whole(column) => column.push(value),
        }
    }

    pub fn reserve(&mut self, rows: usize) {
        match self {
            Self::Digits { digits, behind } => {
                digits.reserve(rows);
                behind.reserve_exact(rows);
            }
            Self::Whole(column) => column.reserve_exact(rows),
        }
    }
}

/// Digits and scale from which a decimal comes back the same, sign of a zero included.
fn parts(value: Decimal) -> Option<(i64, u8)> {
    let number = i64::try_from(value.mantissa()).ok()?;
    let scale = u8::try_from(value.scale()).ok()?;
    (number != 0 || value.is_sign_positive()).then_some((number, scale))
}

/// Texts, each kept once.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    kept: Vec<Arc<str>>,
    /// Which of them stands in a row.
    rows: Vec<u32>,
    /// Where each is among those kept, while the column is filled.
    found: HashMap<Arc<str>, u32>,
}

impl Texts {
    pub fn get(&self, row: usize) -> Option<&Arc<str>> {
        self.kept.get(usize::try_from(*self.rows.get(row)?).ok()?)
    }

    pub fn push(&mut self, text: &Arc<str>) {
        let next = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        let at = *self.found.entry(Arc::clone(text)).or_insert_with(|| {
            self.kept.push(Arc::clone(text));
            next
        });
        self.rows.push(at);
    }

    /// Adds a row that has no text.
    pub fn skip(&mut self) {
        self.rows.push(0);
    }

    pub fn reserve(&mut self, rows: usize) {
        self.rows.reserve_exact(rows);
    }

    /// Lets go of what only filling needed.
    pub fn filled(&mut self) {
        self.found = HashMap::new();
        self.kept.shrink_to_fit();
    }
}
