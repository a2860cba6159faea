//! The whole way to one answer, as rows: what `explain` shows.

use rust_decimal::Decimal;

use super::{LocalityRow, Number, Shown, VerdictRow};
pub use crate::forecast::{Finish, Forecast, Refusal};
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Action, Approx, Authority, Confidence, DocumentKind, DueKind};
pub use crate::resolve::deadlines::Standing;

/// Everything about one locality and one requirement.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The requirement's title.
    pub title: Bilingual,
    /// The answer, as in the report.
    pub verdict: VerdictRow,
    /// Every statement that speaks of the deadline, earliest first.
    pub chain: Vec<ChainRow>,
    /// Waivers that moved the day or excuse.
    pub waivers: Vec<WaiverLink>,
    /// The rule, where it read and decided.
    pub rule: RuleTrace,
    /// Facts that the rule can read, by name, with everything stated of them.
    pub facts: Vec<FactTrail>,
    /// What would make it complete, if anything does by itself.
    pub remedies: Vec<Remedy>,
    /// What completing it now would do to score and rank; null where it would do nothing.
    pub effect: Option<Effect>,
    /// When it will be complete at its pace, or why nobody can tell; null where it is not measured or complete.
    pub outlook: Option<Outlook>,
}

/// When a measured requirement will be complete.
#[derive(Debug, Clone, PartialEq)]
pub enum Outlook {
    /// At its pace so far.
    Forecast(Forecast),
    /// Why nothing is forecast.
    Refused(Refusal),
}

/// What `explain` shows of one locality.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The day that is judged.
    pub as_of: Day,
    /// The locality as in the report.
    pub locality: LocalityRow,
    /// How many localities its level has that have a rank.
    pub ranked: usize,
    /// One a requirement asked about.
    pub explanations: Vec<Explanation>,
}

/// One statement of a deadline chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRow {
    /// Its document.
    pub document: Source,
    /// On whose authority.
    pub authority: Authority,
    /// Sets or repeals.
    pub action: Action,
    /// The day as printed, or a period's end before rolling.
    pub nominal: Option<Day>,
    /// The last day in time, before any waiver.
    pub effective: Option<Day>,
    /// How the day is printed.
    pub due_kind: Option<DueKind>,
    /// The printed words.
    pub as_printed: Option<String>,
    /// The days off that a period's end rolled over.
    pub rolled_because: Option<Bilingual>,
    /// What must be reached.
    pub target: Option<Decimal>,
    /// Printed without names for so many.
    pub unnamed: Option<u32>,
    /// What became of it.
    pub standing: Standing,
    /// Days by which the locality was already late, not being complete, when this statement moved the day.
    pub already_late: Option<i64>,
    /// A remark of whoever entered it.
    pub note: Option<String>,
}

/// A document, as a line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Sort.
    pub kind: DocumentKind,
    /// Official number.
    pub number: Option<String>,
    /// Its day.
    pub dated: Day,
    /// Where it was found.
    pub source: String,
}

/// A waiver of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverLink {
    /// Its document.
    pub document: Source,
    /// First day.
    pub from: Option<Day>,
    /// Last day; none: open.
    pub until: Option<Day>,
    /// Why.
    pub reason: Bilingual,
}

/// Lines of a rule that mattered.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTrace {
    /// Path relative to the project folder.
    pub file: String,
    /// In order of line numbers, what is imported behind the rule's own.
    pub lines: Vec<TraceLine>,
}

/// One line of a rule, or of what it imports.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceLine {
    /// Path of the file that it was imported from; none: it is the rule's own.
    pub imported: Option<String>,
    /// Number, from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// Columns (from 1, in characters) at which facts were read, with the values; none: not reported.
    pub reads: Vec<(usize, Option<Shown>)>,
}

/// Everything stated of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct FactTrail {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Bilingual,
    /// The value that holds; none: not reported.
    pub value: Option<Shown>,
    /// Whether the rule read it.
    pub read: bool,
    /// Statements about the locality itself, strongest first.
    pub statements: Vec<StatementRow>,
    /// What it is combined from, where no document says it.
    pub combined: Combined,
}

/// What a value is combined from.
#[derive(Debug, Clone, PartialEq)]
pub enum Combined {
    /// Predecessors, every one; none where a document says the value.
    Inherited(Vec<PartTrail>),
    /// Units inside.
    RolledUp {
        /// A few of them: those that have not reported first.
        shown: Vec<PartTrail>,
        /// How many there are.
        units: usize,
        /// How many of these have not reported.
        missing: usize,
        /// The share of them, in per cent, that may be missing; where more are, the value is unknown.
        allowed: Number,
    },
}

impl Combined {
    /// Whether it says of a value that does not follow why that is.
    #[must_use]
    pub fn says_why(&self) -> bool {
        match self {
            Combined::Inherited(parts) => parts.iter().any(|part| part.value.is_some() || part.withheld),
            Combined::RolledUp { .. } => true,
        }
    }
}

/// What one predecessor, or one unit inside, contributes to a combined value.
#[derive(Debug, Clone, PartialEq)]
pub struct PartTrail {
    /// Who.
    pub locality: Bilingual,
    /// Its value; none: not reported.
    pub value: Option<Shown>,
    /// Whether it has a value that does not pass on: it was split, and nobody states the share.
    pub withheld: bool,
    /// For which day.
    pub dated: Option<Day>,
    /// Who says so; none too where the predecessor had inherited it in turn.
    pub document: Option<Source>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementRow {
    /// What it says.
    pub value: Shown,
    /// How it is hedged.
    pub approx: Option<Approx>,
    /// For which day.
    pub dated: Day,
    /// Whether that day is exact.
    pub exact: bool,
    /// Its document.
    pub document: Source,
    /// How far that is trusted.
    pub confidence: Confidence,
    /// Whether it is the one that holds.
    pub used: bool,
    /// A remark of whoever entered it.
    pub note: Option<String>,
}

/// Values that would make it complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// Facts by name with the values that they would need.
    pub values: Vec<(String, Shown)>,
}

/// What completing it now would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The status that it would get.
    pub status: crate::model::verdict::Status,
    /// Score before, low and high, rounded to one decimal.
    pub score_before: (Decimal, Decimal),
    /// Score after.
    pub score_after: (Decimal, Decimal),
    /// Best and worst rank before.
    pub rank_before: (usize, usize),
    /// Best and worst rank after.
    pub rank_after: (usize, usize),
}
