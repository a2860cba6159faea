//! What of a name is seen at a glance: enough to know that two names are not near, without comparing them.
//!
//! In: a name's letters. Out: whether another may be a few changes away. Invariant: what is near is never denied.

use crate::model::locality::LocalityIx;

use super::fold::Bare;

/// A name as it is looked at when somebody may have misspelt it.
#[derive(Debug)]
pub struct Glance {
    /// Who is called so.
    pub locality: LocalityIx,
    /// The letters, less the word for the sort.
    pub name: Bare,
    /// How often which.
    pub letters: Letters,
}

/// How often letters come in a name, those together that share a drawer. Comparing two names letter by letter costs the
/// product of their lengths; nearly all of ten thousand names have other letters, and that is seen at a glance.
#[derive(Debug)]
pub struct Letters([u8; Letters::DRAWERS]);

impl Letters {
    const DRAWERS: usize = 32;

    /// The letters of a name; of one of hundreds of letters nobody asks.
    pub fn of(name: &str) -> Self {
        let mut counts = [0_u8; Self::DRAWERS];
        for c in name.chars() {
            let drawer = usize::try_from(u32::from(c)).unwrap_or_default() % Self::DRAWERS;
            if let Some(count) = counts.get_mut(drawer) {
                *count = count.saturating_add(1);
            }
        }
        Self(counts)
    }

    /// Whether another name may be so few changes away: one change takes a letter out of a drawer and puts one in.
    pub fn can_be(&self, other: &Self, changes: usize) -> bool {
        let differ = self.0.iter().zip(&other.0).map(|(a, b)| usize::from(a.abs_diff(*b))).sum::<usize>();
        differ <= changes.saturating_mul(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_that_is_near_is_left_out_at_a_glance() {
        let word = |mut number: usize| {
            let mut word = String::new();
            while number > 0 {
                word.push(['a', 'b', 'đ'][number % 3]);
                number /= 3;
            }
            word
        };
        let words: Vec<String> = (0..300).map(word).collect();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            assert!(Letters::of(a).can_be(&Letters::of(b), strsim::osa_distance(a, b)), "{a} {b}");
        }
        assert!(!Letters::of("haiphong").can_be(&Letters::of("quangtri"), 2));
    }
}
