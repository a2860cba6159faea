//! Slots: what kind of word belongs at a place of a text, whatever stands there so far.
//!
//! In: a text that may be half written, and a byte of it. Out: which kind of word belongs there and which bytes it
//! takes. Nothing here knows a project; texts that no parser reads are looked at all the same.

use std::ops::Range;

/// What belongs at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A topic of facts, or a question to the locality: after `locality.`.
    Topic,
    /// A property of a topic: after `locality.topic.`.
    Property { topic: String },
    /// A word of rules or of the language.
    Word,
    /// A function of a file of `rules/lib/`: after the name that the file is imported under and `::`.
    Shared { library: String },
    /// The name of a file of `rules/lib/`, where it is imported.
    Library,
    /// A key of the head of a rule.
    HeadKey,
    /// The key of a reason, where its table declares it.
    ReasonKey,
    /// The key of a reason, where a verdict names it.
    Reason,
    /// The key of a reason, where a case expects it.
    ExpectedReason,
    /// The full name of a fact.
    Fact,
    /// The full name of a fact, where the dictionary declares it.
    FactDeclared,
    /// A stage of a fact, or `true` and `false`, whatever its values are.
    ValueOf { fact: String },
    /// The id of a document.
    Document,
    /// The id of a document, where it is given.
    DocumentDeclared,
    /// The id of a requirement.
    Requirement,
    /// A locality, by any name.
    Locality,
    /// A locality, or a level.
    LocalityOrLevel,
    /// The code of a problem.
    Code,
    /// A key of a table of this form.
    Key { form: &'static str },
    /// A word of a closed set.
    Choice { words: Vec<&'static str> },
}

/// A place with what belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What belongs there.
    pub kind: Kind,
    /// What stands there now, without quotes.
    pub span: Range<usize>,
    /// Whether it stands in quotes.
    pub quoted: bool,
}
