//! The words that a rule can say beyond the language itself.
//!
//! The lint checks calls against these tables and the sandbox registers these very names, so that what passes the one
//! exists in the other.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

/// A function that ends the check with a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Met,
    NotMet,
    Progress,
    NotApplicable,
}

impl Verdict {
    pub(super) const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::Progress, Self::NotApplicable];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Progress => "progress",
            Self::NotApplicable => "not_applicable",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }

    /// Whether it can be called with so many values.
    pub(super) fn takes(self, count: usize) -> bool {
        match self {
            Self::Met => count == 1 || count == 2,
            Self::NotMet | Self::NotApplicable => count == 1,
            Self::Progress => count == 4,
        }
    }

    /// Which of its values are keys of reasons.
    pub(super) fn reasons(self) -> &'static [usize] {
        match self {
            Self::Met | Self::NotMet | Self::NotApplicable => &[0],
            Self::Progress => &[2, 3],
        }
    }

    /// How it is called, for people.
    pub(super) fn usage(self) -> &'static str {
        match self {
            Self::Met => "`met(\"reason\");`, or `met(\"reason\", day);` with a date fact",
            Self::NotMet => "`not_met(\"reason\");`",
            Self::Progress => "`progress(done, total, \"reason if open\", \"reason if done\");`",
            Self::NotApplicable => "`not_applicable(\"reason\");`",
        }
    }
}

/// A question to the locality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    IsKnown,
    KnownOr,
    Target,
}

impl Question {
    pub(super) const ALL: [Self; 3] = [Self::IsKnown, Self::KnownOr, Self::Target];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::IsKnown => "is_known",
            Self::KnownOr => "known_or",
            Self::Target => "target",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.word() == word)
    }

    /// How many values it is asked with.
    pub(super) fn count(self) -> usize {
        match self {
            Self::IsKnown => 1,
            Self::KnownOr => 2,
            Self::Target => 0,
        }
    }

    /// How it is asked, for people.
    pub(super) fn usage(self) -> &'static str {
        match self {
            Self::IsKnown => "`locality.is_known(\"topic.property\")`",
            Self::KnownOr => "`locality.known_or(\"topic.property\", value)`",
            Self::Target => "`locality.target()`",
        }
    }
}

/// The name under which a rule knows the locality that it checks.
pub(super) const LOCALITY: &str = "locality";

/// The function that a rule must have.
pub(super) const CHECK: &str = "check";

/// The constant that a rule must have.
pub(super) const REQUIREMENT: &str = "REQUIREMENT";

/// What the language calls the function behind `in`.
pub(super) const CONTAINS: &str = "contains";

/// What the language calls the function that gives a closure the names that it takes from around it.
pub(super) const CURRY: &str = "curry";

/// Words of the language that a rule may not use. They are refused by name in the lint, with a reason, and disabled in
/// the engine besides.
pub(super) const FORBIDDEN: [&str; 15] = [
    "eval", "while", "loop", "do", "until", "try", "catch", "throw", "print", "debug", "sleep", "Fn", CURRY,
    "import", "export",
];
