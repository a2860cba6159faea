//! The report: the one serialisable view that every renderer sees, and nothing else.
//!
//! In: verdicts and ranks. Out: plain rows in their final order, bilingual, with every number exact and already
//! rounded as contracts say. Invariant: serialising it gives the same bytes for the same input, on every machine;
//! absent values are null, never left out.

pub mod alphabet;
pub mod assemble;
pub mod backtest;
pub mod explain;
pub mod explanation;
pub mod handbook;
mod identities;
pub mod letters;
pub mod lint;
mod mentions;
mod notices;
mod past;
pub mod reconcile;
mod remedy;
pub mod scene;
pub mod scoring;
pub mod shared;
mod shelf;
pub mod spelling;
mod summary;
mod totals;
pub mod trends;
pub mod trials;
mod units;
mod verdict_rows;
mod verdicts;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Approx, DocumentKind};
use crate::model::fact::FactKind;
use crate::model::locality::Level;
use crate::model::requirement::Reach;
use crate::model::scoring::Grade;
use crate::problem::{Code, Severity};

pub use assemble::{Depth, Selection};
pub use scoring::{Credits, ScoringRow};
pub use trends::Trends;
pub use units::Unit;
pub use verdict_rows::{
    DeadlineRow, EvidenceRow, PartRow, ProgressRow, ReasonRow, RivalRow, VerdictRow, WaiverRow,
};

/// Calendar days after which what an open verdict rests on is called old: half a year.
pub const STALE_DAYS: i64 = 183;

/// Name and version of the form.
pub const SCHEMA: &str = "dondoc.report/1";

/// A number with its exact decimal digits, serialised as a JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.normalize().to_string();
        digits.parse::<serde_json::Number>().map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// The value of a fact as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Shown {
    /// Of a `bool` fact.
    Bool(bool),
    /// Of an `int`, `decimal` or `percent` fact.
    Number(Number),
    /// Of a `date` fact.
    Date(Day),
    /// Of a `stage` fact.
    Stage(StageShown),
    /// Of a `text` fact.
    Text(String),
}

/// A stage: its word for programs, its title for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageShown {
    /// The word as files spell it.
    pub word: String,
    /// What people call it.
    pub title: Bilingual,
}

impl Serialize for StageShown {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.word)
    }
}

impl JsonSchema for StageShown {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Stage".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "A word of a `stage` fact." })
    }
}

/// The whole report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The day that is judged.
    pub as_of: Day,
    /// Only documents known by this day count; null: all.
    pub known_by: Option<Day>,
    /// Ids of the only requirements that are scored, where only some were asked for; null: all in force.
    pub only: Option<Vec<String>>,
    /// How much went in.
    pub project: ProjectCounts,
    /// Requirements in force, in order of ids.
    pub requirements: Vec<RequirementRow>,
    /// Localities shown: by level, each level in rank order, the unranked last by code.
    pub localities: Vec<LocalityRow>,
    /// Reported totals and printed arithmetic, in order of document and place.
    pub totals: Vec<TotalRow>,
    /// What is worth knowing, in order of severity.
    pub problems: Vec<ProblemRow>,
    /// What the first lines say.
    pub summary: Vec<LevelSummary>,
    /// Every fact that the report speaks of, by name.
    pub facts: IndexMap<String, FactRow>,
    /// Every document that the report speaks of, by id.
    pub documents: IndexMap<String, DocumentRow>,
    /// How statuses became scores.
    pub scoring: ScoringRow,
    /// How things went on earlier days; null unless asked for.
    pub trends: Option<Trends>,
    /// What units are called that it speaks of by their ids, for where people read.
    #[serde(skip)]
    pub units: BTreeMap<String, Unit>,
}

/// How much went in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectCounts {
    /// Documents known.
    pub documents: usize,
    /// Rules.
    pub rules: usize,
    /// Localities of all levels and times.
    pub localities: usize,
}

/// A requirement and how its level stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RequirementRow {
    /// Id.
    pub id: String,
    /// What people call it.
    pub title: Bilingual,
    /// Level of the localities that it is about.
    pub level: Level,
    /// Weight in the score.
    pub weight: Number,
    /// Localities of its level by status, every status, zeros too; over all living localities, shown or not.
    pub counts: IndexMap<&'static str, usize>,
    /// Whom it binds.
    pub binds: Reach,
    /// Who answers for it nationally.
    pub responsible: Option<String>,
    /// Ids of the documents that it cites.
    pub cites: Vec<String>,
    /// Whether it counts in the scores; not where no locality that it binds has reported.
    pub scored: bool,
}

/// A locality and how it stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LocalityRow {
    /// Id, unique for ever.
    pub id: String,
    /// Code of the statistics office.
    pub code: String,
    /// Names.
    pub name: Bilingual,
    /// Level.
    pub level: Level,
    /// Rank by proven score among all living localities of its level; null without a score.
    pub rank: Option<usize>,
    /// 1 + how many are certainly ahead.
    pub rank_best: Option<usize>,
    /// 1 + how many others could be ahead.
    pub rank_worst: Option<usize>,
    /// Score from 0 to 100; null where nothing counts.
    pub score: Option<Score>,
    /// Grade, or a pair (of low, of high) where they differ.
    pub grade: Option<GradeSpan>,
    /// Ids of direct predecessors.
    pub inherits: Vec<String>,
    /// One a requirement of its level, in order of ids.
    pub verdicts: Vec<VerdictRow>,
    /// Economic region, or empty.
    pub region: String,
    /// Whether nothing at all was reported of it.
    pub silent: bool,
    /// Its verdicts that count in the score by status, every status, zeros too; shown or not.
    pub counts: IndexMap<&'static str, usize>,
}

impl LocalityRow {
    /// The verdict on a requirement, by its id, if the report has it.
    #[must_use]
    pub fn verdict_on(&self, requirement: &str) -> Option<&VerdictRow> {
        self.verdicts.iter().find(|verdict| verdict.requirement == requirement)
    }
}

/// Bounds of a score, rounded to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Score {
    /// What is proven.
    pub low: Number,
    /// What would be if every unknown were met.
    pub high: Number,
    /// `low` and `high` to one decimal, rounded once from the exact score, for where people read.
    #[serde(skip)]
    pub shown: (Number, Number),
}

/// One grade where the bounds agree, else two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum GradeSpan {
    /// Both bounds fall in one band.
    One(Grade),
    /// Grades of low and of high.
    Span(Grade, Grade),
}

/// A reported total, or printed arithmetic, against what follows from the observations.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TotalRow {
    /// Id of the document.
    pub document: String,
    /// Name of the fact; null for printed arithmetic.
    pub fact: Option<String>,
    /// The reported figure.
    pub reported: Number,
    /// What the observations (or the other printed figures) give, rounded to four decimals.
    pub found: Option<Number>,
    /// How many localities have not reported.
    pub unknown: usize,
    /// True, false, or null where it cannot be known.
    pub agrees: Option<bool>,
    /// The value that is counted; null for a sum.
    #[serde(rename = "where")]
    pub with_value: Option<Shown>,
    /// Over the localities of this level; null for printed arithmetic.
    pub level: Option<Level>,
    /// The day that it holds for.
    pub dated: Day,
    /// How the figure is hedged in print.
    pub approx: Option<Approx>,
    /// The arithmetic in words, such as `9.8 = 3.3 + 6.5`; null for a total.
    pub identity: Option<String>,
    /// What it is about.
    pub note: Option<String>,
}

/// Something worth knowing about the report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ProblemRow {
    /// How bad.
    pub severity: Severity,
    /// Stable code.
    pub code: Code,
    /// One sentence: in English in JSON, in the language of the report elsewhere.
    #[serde(serialize_with = "in_english")]
    #[schemars(with = "String")]
    pub message: Bilingual,
    /// File of a rule; null for what documents say, which is named by its id, as their files may be renamed.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column, from 1, in characters.
    pub column: Option<usize>,
}

fn in_english<S: serde::Serializer>(text: &Bilingual, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&text.en)
}

/// How one level stands as a whole; over all its living localities, shown or not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LevelSummary {
    /// Level.
    pub level: Level,
    /// Living localities.
    pub localities: usize,
    /// Requirements in force at that level.
    pub requirements: usize,
    /// Verdicts by status, every status, zeros too.
    pub counts: IndexMap<&'static str, usize>,
    /// Day of the newest observation that counts.
    pub newest_data: Option<Day>,
    /// Pairs of ranked localities whose order no unknown can change.
    pub certain_pairs: usize,
    /// Pairs of ranked localities.
    pub pairs: usize,
    /// Unreported facts by how many localities they leave open, most first.
    pub ask_for: Vec<AskRow>,
    /// Ids of requirements that nobody has reported on: shown and left out of the scores.
    pub unreported: Vec<String>,
    /// Localities of which nothing was reported.
    pub silent: usize,
    /// Verdicts that rest on an assumption.
    pub assumed: usize,
    /// Open verdicts (not complete, not left out) that rest on nothing newer than [`STALE_DAYS`] days.
    pub stale: usize,
    /// Day of the oldest newest statement among those; null where there is none.
    pub stale_since: Option<Day>,
}

/// A fact worth asking for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AskRow {
    /// Name of the fact.
    pub fact: String,
    /// Localities with a scored unknown for want of it.
    pub localities: usize,
}

/// A fact that the report speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactRow {
    /// What people call it.
    pub title: Bilingual,
    /// Whether its numbers mean per cent.
    pub percent: bool,
    /// What sort of value it has.
    #[serde(rename = "type")]
    pub kind: FactKind,
    /// The words of a stage, in order; empty for any other.
    pub stages: Vec<String>,
}

/// A document that the report speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentRow {
    /// Title.
    pub title: Bilingual,
    /// Sort.
    pub kind: DocumentKind,
    /// Who issued it.
    pub issuer: String,
    /// Official number.
    pub number: Option<String>,
    /// Its day.
    pub dated: Day,
    /// Day on which it became known, where somebody knows.
    pub published: Option<Day>,
    /// Where it was found.
    pub source: String,
}
