//! Problems: what is wrong with a project, where, and what would do.
//!
//! Every floor that finds something makes a [`Problem`] and goes on, so that all of them are shown at once. A problem
//! knows its place as a span of bytes; [`Sources`] turns that into line, column and the words around it.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

pub mod catalogue;
pub mod hint;
pub mod letters;
pub mod levels;
mod render;
mod sources;
mod vietnamese;

use crate::model::place::Place;
use crate::model::words;
use hint::Hint;

pub use render::{Colour, render};
pub use sources::{Shelf, Sources};

words! {
    /// How bad a problem is.
    Severity {
        /// It could make an answer wrong: the project is refused.
        Error = "error",
        /// It could be better, and stops nothing.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}

words! {
    /// The stable code of a problem. A code keeps its meaning for ever.
    Code {
        // Files and their forms
        MissingFile = "missing-file",
        UnreadableFile = "unreadable-file",
        BadEncoding = "bad-encoding",
        UnseenCharacter = "unseen-character",
        LookAlike = "look-alike",
        TooLarge = "too-large",
        OutsideProject = "outside-project",
        StrayFile = "stray-file",
        BadToml = "bad-toml",
        BadCsv = "bad-csv",
        BadWorkbook = "bad-workbook",
        BadCell = "bad-cell",
        FormulaRead = "formula-read",
        UnknownKey = "unknown-key",
        MissingKey = "missing-key",
        WrongType = "wrong-type",
        UnknownWord = "unknown-word",
        EmptyList = "empty-list",
        BadDay = "bad-day",
        BadNumber = "bad-number",
        BadPeriod = "bad-period",
        Contradiction = "contradiction",
        // Registry and calendar
        DuplicateLocality = "duplicate-locality",
        AmbiguousCode = "ambiguous-code",
        BadLife = "bad-life",
        UnsureLife = "unsure-life",
        BadParent = "bad-parent",
        BadSuccession = "bad-succession",
        DuplicateDay = "duplicate-day",
        NoHolidayTable = "no-holiday-table",
        // Dictionary
        BadFactName = "bad-fact-name",
        BadFact = "bad-fact",
        // Documents
        DuplicateDocument = "duplicate-document",
        AlreadyImported = "already-imported",
        Busy = "busy",
        UnknownLocality = "unknown-locality",
        AmbiguousLocality = "ambiguous-locality",
        NamedTwice = "named-twice",
        MixedLevels = "mixed-levels",
        UnknownFact = "unknown-fact",
        UnknownRequirement = "unknown-requirement",
        UnknownDocument = "unknown-document",
        BadValue = "bad-value",
        UnknownStage = "unknown-stage",
        ConflictingObservations = "conflicting-observations",
        ConflictingDeadlines = "conflicting-deadlines",
        StatedAfterPublished = "stated-after-published",
        PublicationUnknown = "publication-unknown",
        TotalDisagrees = "total-disagrees",
        SourcesDisagree = "sources-disagree",
        // Rules
        BadSyntax = "bad-syntax",
        BadMetadata = "bad-metadata",
        DuplicateRequirement = "duplicate-requirement",
        UnknownFunction = "unknown-function",
        UnknownVariable = "unknown-variable",
        UnknownReason = "unknown-reason",
        UnusedReason = "unused-reason",
        BadPlaceholder = "bad-placeholder",
        TypeMismatch = "type-mismatch",
        NoVerdict = "no-verdict",
        MissingText = "missing-text",
        MissingCheck = "missing-check",
        RedefinedFunction = "redefined-function",
        UnreachableCode = "unreachable-code",
        UnusedFunction = "unused-function",
        UselessDefault = "useless-default",
        IntegerDivision = "integer-division",
        NotCompiled = "not-compiled",
        ForbiddenConstruct = "forbidden-construct",
        ConstantComparison = "constant-comparison",
        TextForStage = "text-for-stage",
        FractionForPercent = "fraction-for-percent",
        DateInRule = "date-in-rule",
        NameInRule = "name-in-rule",
        DeadlineOfOtherLevel = "deadline-of-other-level",
        RuleFailed = "rule-failed",
        RuleWithoutCases = "rule-without-cases",
        FutureCompletion = "future-completion",
        // Cases
        BadCase = "bad-case",
        StatusWithoutCase = "status-without-case",
        // What could be better
        UnusedDocument = "unused-document",
        UnusedFact = "unused-fact",
        UnusedLibrary = "unused-library",
        Unfinished = "unfinished",
        WaiverOver = "waiver-over",
        DueOnDayOff = "due-on-day-off",
        DueBeforeStated = "due-before-stated",
        RequirementWithoutDeadline = "requirement-without-deadline",
        ExceptionOver = "exception-over",
        ExceptionUnused = "exception-unused",
        // Saved reports
        BadReport = "bad-report",
        // Templates of letters
        BadTemplate = "bad-template",
        // Names given on the command line
        UnknownName = "unknown-name",
    }
}

/// What a problem speaks of, where that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Absent {
    /// A document, by its id.
    Document(String),
    /// A fact, by its name; of a topic alone where nothing more is written.
    Fact(String),
    /// A requirement, by its id.
    Requirement(String),
    /// A key of a form's table: missing, or written otherwise.
    Key {
        /// What the table is, in words.
        of: String,
        /// The key as it should be written.
        key: String,
    },
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable code.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One sentence: what was found and what is wrong with it.
    pub message: String,
    /// Where, if it is in a file.
    pub place: Option<Place>,
    /// Few words for the caret, or empty.
    pub label: String,
    /// Other places that belong to it, with few words each.
    pub related: Vec<(Place, String)>,
    /// What would do, "did you mean" included.
    pub help: Option<Hint>,
    /// What is spoken of and not there: a problem that only follows from another is known by it.
    pub about: Option<Box<Absent>>,
}

impl Problem {
    /// An error without a place yet.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning without a place yet.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A note without a place yet.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            about: None,
        }
    }

    /// With its place and few words for the caret.
    #[must_use]
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.place = Some(place);
        self.label = label.into();
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// With what is spoken of and not there.
    #[must_use]
    pub fn about(mut self, subject: Absent) -> Self {
        self.about = Some(Box::new(subject));
        self
    }

    /// With what would do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Hint>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Puts problems in order of file and place; what has no place comes first.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(order);
}

/// The order in which problems are shown. It is total, so that the order in which they were found never shows.
fn order(a: &Problem, b: &Problem) -> std::cmp::Ordering {
    (&a.place, a.severity, a.code, &a.message, &a.label)
        .cmp(&(&b.place, b.severity, b.code, &b.message, &b.label))
}
