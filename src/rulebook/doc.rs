//! What a word of rules means: the form in which each registration says it.

/// The documentation of one word, or of a few that belong together. It stands beside their registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doc {
    /// What it is called at the head of its page.
    pub name: &'static str,
    /// The names under which the engine knows it.
    pub covers: &'static [&'static str],
    /// How it is written, with the types that go in and come out.
    pub forms: &'static [&'static str],
    /// What it means.
    pub what: &'static str,
    /// The same in one Vietnamese sentence.
    pub vi: &'static str,
    /// The body of a check that uses it.
    pub example: &'static str,
    /// Bodies of checks that use it wrongly.
    pub slips: &'static [&'static str],
}
