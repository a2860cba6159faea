//! Stages as a rule sees them: a type of its own, ordered by the dictionary and never by the alphabet.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use std::cmp::Ordering;
use std::sync::Arc;

/// The stages of one fact, in their order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// Full name of the fact.
    pub(super) fact: String,
    /// Words, in order.
    pub(super) words: Vec<String>,
}

impl Scale {
    /// The position of a word.
    fn position(&self, word: &str) -> Option<u16> {
        self.words.iter().position(|known| known == word).and_then(|at| u16::try_from(at).ok())
    }
}

/// One stage of one fact.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    /// The stages that it is one of.
    pub(super) scale: Arc<Scale>,
    /// Its position among them.
    pub(super) at: u16,
}

impl Stage {
    /// The stage of this word on the same scale.
    ///
    /// # Errors
    /// A message for people where there is no such stage.
    pub(super) fn named(scale: &Arc<Scale>, word: &str) -> Result<Self, String> {
        match scale.position(word) {
            Some(at) => Ok(Self { scale: Arc::clone(scale), at }),
            None => Err(format!("`{word}` is not a stage of `{}`", scale.fact)),
        }
    }

    /// Its word.
    pub(super) fn word(&self) -> &str {
        self.scale.words.get(usize::from(self.at)).map_or("", String::as_str)
    }

    /// How it stands to a word of its own scale.
    ///
    /// # Errors
    /// A message for people where the word is no stage of it.
    pub(super) fn compare_word(&self, word: &str) -> Result<Ordering, String> {
        Ok(self.at.cmp(&Self::named(&self.scale, word)?.at))
    }

    /// How it stands to another stage.
    ///
    /// # Errors
    /// A message for people where the two facts have different stages.
    pub(super) fn compare(&self, other: &Self) -> Result<Ordering, String> {
        if Arc::ptr_eq(&self.scale, &other.scale) || self.scale.words == other.scale.words {
            return Ok(self.at.cmp(&other.at));
        }
        Err(format!("stages of `{}` and `{}` cannot be compared", self.scale.fact, other.scale.fact))
    }
}
