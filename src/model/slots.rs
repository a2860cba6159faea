//! Which of its facts a rule read: a bit a fact, for as good as every rule.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

/// Some of the facts that a rule can read: slots of its requirement's `reads`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slots {
    /// Of a rule that can read at most 64 facts: one bit each.
    Few(u64),
    /// Of any other rule, rising.
    Many(Box<[usize]>),
}

impl Default for Slots {
    fn default() -> Self {
        Self::Few(0)
    }
}

impl FromIterator<usize> for Slots {
    fn from_iter<I: IntoIterator<Item = usize>>(slots: I) -> Self {
        let (mut few, mut many) = (0_u64, Vec::new());
        for slot in slots {
            match 1_u64.checked_shl(u32::try_from(slot).unwrap_or(u32::MAX)) {
                Some(bit) => few |= bit,
                None => many.push(slot),
            }
        }
        if many.is_empty() {
            return Self::Few(few);
        }
        many.extend(bits(few));
        many.sort_unstable();
        many.dedup();
        Self::Many(many.into())
    }
}

impl Slots {
    /// The slots, rising.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let (few, many) = match self {
            Self::Few(bits) => (*bits, &[][..]),
            Self::Many(slots) => (0, &slots[..]),
        };
        bits(few).chain(many.iter().copied())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Few(bits) => bits.count_ones() as usize,
            Self::Many(slots) => slots.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a slot is one of them.
    #[must_use]
    pub fn has(&self, slot: usize) -> bool {
        match self {
            Self::Few(bits) => slot < u64::BITS as usize && bits >> slot & 1 == 1,
            Self::Many(slots) => slots.binary_search(&slot).is_ok(),
        }
    }
}

/// Positions of the bits that are set, lowest first.
pub(crate) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (mask != 0).then(|| mask.trailing_zeros() as usize)?;
        mask &= mask.wrapping_sub(1);
        Some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_come_back_rising_however_many_there_are() {
        for slots in [&[][..], &[3, 0, 63, 3], &[100, 2, 64], &[63]] {
            let set: Slots = slots.iter().copied().collect();
            let mut rising = slots.to_vec();
            rising.sort_unstable();
            rising.dedup();
            assert_eq!(set.iter().collect::<Vec<_>>(), rising);
            assert_eq!((set.len(), set.is_empty()), (rising.len(), rising.is_empty()));
            assert!((0..200).all(|slot| set.has(slot) == rising.contains(&slot)));
        }
    }
}
