//! A report as it was saved: of its JSON what a comparison needs. Keys that are not known are passed over, so that
//! reports of a later form can be compared as far as they are understood.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::locality::Level;
use crate::model::scoring::Basis;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};
use crate::report::{Report, SCHEMA};

/// A whole report.
#[derive(Debug, Clone, Deserialize)]
pub struct SavedReport {
    /// Name and version of its form.
    pub schema: String,
    /// The day that it judges.
    pub as_of: Day,
    /// Only documents known by this day counted.
    #[serde(default)]
    pub known_by: Option<Day>,
    /// Ids of the only requirements that were scored.
    #[serde(default)]
    pub only: Option<Vec<String>>,
    /// Requirements in force.
    pub requirements: Vec<SavedRequirement>,
    /// Localities shown.
    pub localities: Vec<SavedLocality>,
    /// How each level stands.
    #[serde(default)]
    pub summary: Vec<SavedSummary>,
    /// How statuses became scores; reports of an older form do not say.
    #[serde(default)]
    pub scoring: Option<SavedScoring>,
}

/// A requirement.
#[derive(Debug, Clone, Deserialize)]
pub struct SavedRequirement {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Level that it is about.
    pub level: Level,
    /// Weight.
    #[serde(deserialize_with = "weight")]
    pub weight: Decimal,
    /// Localities by status.
    #[serde(default)]
    pub counts: BTreeMap<Status, usize>,
    /// Whether it counts in the scores.
    #[serde(default)]
    scored: Option<bool>,
}

impl SavedRequirement {
    /// Whether it counts in the scores; where the report does not say, whether anybody reported on it.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        let reported = |(status, n): (&Status, &usize)| {
            *n > 0 && !matches!(status, Status::Unknown | Status::NotApplicable)
        };
        self.scored.unwrap_or_else(|| self.counts.iter().any(reported))
    }
}

/// A locality.
#[derive(Debug, Clone, Deserialize)]
pub struct SavedLocality {
    /// Id.
    pub id: String,
    /// Names.
    pub name: Bilingual,
    /// Level.
    pub level: Level,
    /// Rank by proven score.
    pub rank: Option<usize>,
    /// 1 + how many are certainly ahead.
    pub rank_best: Option<usize>,
    /// 1 + how many could be ahead.
    pub rank_worst: Option<usize>,
    /// Score.
    pub score: Option<SavedScore>,
    /// Ids of direct predecessors.
    #[serde(default)]
    pub inherits: Vec<String>,
    /// Verdicts shown.
    pub verdicts: Vec<SavedVerdict>,
}

/// A score, to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct SavedScore {
    /// What is proven.
    #[serde(deserialize_with = "score")]
    pub low: Decimal,
    /// What would be if every unknown were met.
    #[serde(deserialize_with = "score")]
    pub high: Decimal,
}

/// A verdict.
#[derive(Debug, Clone, Deserialize)]
pub struct SavedVerdict {
    /// Id of the requirement.
    pub requirement: String,
    /// The answer.
    pub status: Status,
    /// Why.
    #[serde(default)]
    pub reason: Option<SavedReason>,
    /// The deadline that judged.
    #[serde(default)]
    pub deadline: Option<SavedDeadline>,
    /// How far it is.
    #[serde(default)]
    pub progress: Option<SavedProgress>,
    /// Facts that nobody reported.
    #[serde(default)]
    pub missing: Vec<String>,
    /// What the rule read.
    #[serde(default)]
    pub evidence: Vec<SavedEvidence>,
    /// Why it is excused.
    #[serde(default)]
    pub waiver: Option<SavedWaiver>,
}

/// A reason, filled in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SavedReason {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SavedDeadline {
    /// Last day in time.
    pub effective: Option<Day>,
    /// Id of its document.
    pub document: String,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct SavedProgress {
    /// What is done.
    #[serde(deserialize_with = "decimal")]
    pub done: Decimal,
    /// Of what.
    #[serde(deserialize_with = "decimal")]
    pub total: Decimal,
}

/// An observation that a verdict read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SavedEvidence {
    /// Name of the fact.
    pub fact: String,
    /// Its value.
    pub value: serde_json::Value,
    /// The day that it holds for; of an inherited value that of its newest part.
    pub dated: Day,
    /// Id of the document.
    #[serde(default)]
    pub document: Option<String>,
}

/// A waiver.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SavedWaiver {
    /// Id of its document.
    pub document: String,
    /// Last day.
    #[serde(default)]
    pub until: Option<Day>,
}

/// How one level stands.
#[derive(Debug, Clone, Deserialize)]
pub struct SavedSummary {
    /// Level.
    pub level: Level,
    /// Living localities, shown or not.
    pub localities: usize,
}

/// How statuses became scores.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SavedScoring {
    /// What a complete requirement earns.
    pub credits: SavedCredits,
    /// Which requirements count.
    pub basis: Basis,
}

/// What a complete requirement earns, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SavedCredits {
    /// In time.
    #[serde(deserialize_with = "credit")]
    pub met: Decimal,
    /// Late for certain.
    #[serde(deserialize_with = "credit")]
    pub met_late: Decimal,
}

impl Default for SavedScoring {
    /// What the project that this program ships with has always used.
    fn default() -> Self {
        let credits = SavedCredits { met: Decimal::ONE, met_late: Decimal::new(5, 1) };
        Self { credits, basis: Basis::All }
    }
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let number = serde_json::Number::deserialize(deserializer)?.to_string();
    number.parse().or_else(|_| Decimal::from_scientific(&number)).map_err(serde::de::Error::custom)
}

fn score<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    within(decimal(deserializer)?, Decimal::ONE_HUNDRED, "a score")
}

fn credit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    within(decimal(deserializer)?, Decimal::ONE, "a credit")
}

fn weight<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let weight = decimal(deserializer)?;
    if weight > Decimal::ZERO {
        return Ok(weight);
    }
    Err(serde::de::Error::custom(format!("a weight is a number above 0, not {weight}")))
}

/// A number between 0 and the most that it can be: whoever changed the file may have written any.
fn within<E: serde::de::Error>(number: Decimal, most: Decimal, what: &str) -> Result<Decimal, E> {
    if (Decimal::ZERO..=most).contains(&number) {
        return Ok(number);
    }
    Err(E::custom(format!("{what} lies between 0 and {most}, not at {number}")))
}

/// Reads a saved report; `name` is what the reader calls the file.
///
/// # Errors
/// A [`Problem`] where the text is not a report, or a report of a form that is not known.
pub fn read(text: &str, name: &str) -> Result<SavedReport, Problem> {
    let refuse = |why: String| {
        Problem::error(Code::BadReport, format!("{name}: {why}"))
            .help("save one with: dondoc check --format json -o FILE")
    };
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| refuse(format!("not JSON: {error}")))?;
    match value.get("schema").and_then(|schema| schema.as_str()) {
        Some(schema) if schema == SCHEMA => {}
        Some(schema) => {
            return Err(refuse(format!("a file of the form {schema:?}; only {SCHEMA:?} can be compared")));
        }
        None => return Err(refuse(format!("not a report: it has no \"schema\": {SCHEMA:?}"))),
    }
    serde_json::from_value(value).map_err(|error| refuse(format!("not a whole report: {error}")))
}

/// A report that was just made, as if it had been saved.
#[must_use]
pub fn of(report: &Report) -> SavedReport {
    let saved = serde_json::to_value(report).and_then(serde_json::from_value);
    match saved {
        Ok(saved) => saved,
        Err(error) => unreachable!("a report has every key that a comparison asks of it: {error}"),
    }
}
