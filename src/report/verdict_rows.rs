//! The rows of one verdict: reason, deadline, progress, evidence.

use schemars::JsonSchema;
use serde::Serialize;

use super::explanation::{ChainRow, Outlook};
use super::shared::Shared;
use super::{Number, Shown};
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Approx, Authority, Confidence, DueKind};
use crate::model::verdict::Status;

/// The answer for one locality and one requirement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictRow {
    /// Id of the requirement.
    pub requirement: String,
    /// The answer.
    pub status: Status,
    /// Why, filled in; null where the rule gave none.
    pub reason: Option<Shared<ReasonRow>>,
    /// The deadline that judged.
    pub deadline: Option<Shared<DeadlineRow>>,
    /// Last day on which it is proven not to have been complete; null where nothing proves one.
    pub completed_after: Option<Day>,
    /// Day by which it was complete.
    pub completed_by: Option<Day>,
    /// How far it is, where the rule measures that.
    pub progress: Option<ProgressRow>,
    /// Facts that nobody reported, by name.
    pub missing: Vec<String>,
    // Filled in only from `Depth::Verdicts` on; whoever reads the form gets no less.
    /// What the rule read.
    pub evidence: Vec<EvidenceRow>,
    /// Ids of the documents that it rests on: of what the rule read, of the deadline and of the waiver, each once.
    #[serde(skip)]
    pub documents: Shared<Vec<String>>,
    /// Whether it rests on an assumption: a value, a deadline, a target or a waiver.
    pub assumed: bool,
    /// Why it is excused, where a waiver is in force.
    pub waiver: Option<WaiverRow>,
    /// What the rule did wrong, where it failed or said something impossible.
    pub fault: Option<String>,
    /// When it will be complete, or why nobody can tell; filled in only from [`Depth::Outlooks`] on, and null where it
    /// is not measured or complete.
    #[serde(skip)]
    pub outlook: Option<Outlook>,
    /// Every statement that speaks of its deadline, earliest first; filled in only at [`Depth::Chains`].
    #[serde(skip)]
    pub chain: Vec<ChainRow>,
}

/// A reason, filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReasonRow {
    /// Key in the rule's table.
    pub key: String,
    /// English text.
    pub en: String,
    /// Vietnamese text.
    pub vi: String,
}

/// The deadline that judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeadlineRow {
    /// The day as printed, or a period's end before rolling; null where the document gives no day.
    pub nominal: Option<Day>,
    /// The last day that is still in time; null where there is none.
    pub effective: Option<Day>,
    /// Id of the document that sets it.
    pub document: String,
    /// Calendar days from the as-of day to the effective day, while open.
    pub days_left: Option<i64>,
    /// The same in working days; null too where a year has no holiday table.
    pub working_days_left: Option<i64>,
    /// Calendar days from the effective day to the as-of day while not complete, to `completed_after` when late.
    pub days_late: Option<i64>,
    /// The same in working days; null too where a year has no holiday table.
    pub working_days_late: Option<i64>,
    /// The days off that a period's end rolled over.
    pub rolled_because: Option<Bilingual>,
    /// How the day is printed; null for a period or without a day.
    pub due_kind: Option<DueKind>,
    /// On whose authority.
    pub authority: Authority,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgressRow {
    /// What is done.
    pub done: Number,
    /// Of what.
    pub total: Number,
    /// done / total, at most 1, rounded to four decimals.
    pub share: Number,
}

/// An observation that a verdict read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceRow {
    /// Name of the fact.
    pub fact: String,
    /// Its value.
    pub value: Shown,
    /// The day that it holds for.
    pub dated: Day,
    /// Id of the document that says so; null for a value combined from predecessors.
    pub document: Option<String>,
    /// How far that document is trusted; null for a value combined from predecessors.
    pub confidence: Option<Confidence>,
    /// How the figure is hedged in print.
    pub approx: Option<Approx>,
    /// What it beat: the losers of the same day, and the latest earlier statement that differs.
    pub rivals: Vec<RivalRow>,
    /// What it was combined from, where predecessors were merged or units inside add up to it; null otherwise.
    pub parts: Option<Vec<PartRow>>,
}

/// A statement that lost.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RivalRow {
    /// What it says.
    pub value: Shown,
    /// For which day.
    pub dated: Day,
    /// Id of its document.
    pub document: String,
    /// How far that is trusted.
    pub confidence: Confidence,
}

/// What one predecessor, or one unit inside, contributes to a combined value.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PartRow {
    /// Id of that unit.
    pub locality: String,
    /// Its value; null where nobody reported it.
    pub value: Option<Shown>,
    /// For which day.
    pub dated: Option<Day>,
    /// Id of the document; null too where the predecessor had inherited it in turn.
    pub document: Option<String>,
}

/// A waiver in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaiverRow {
    /// Id of its document.
    pub document: String,
    /// Last day; null: open.
    pub until: Option<Day>,
    /// Why.
    pub reason: Bilingual,
}
