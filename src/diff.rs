//! What changed from one report to another, and why.
//!
//! In: two reports, or two days of one project, and the row of [`Scene`]s between them. Out: one serialisable [`Diff`].
//! Each cause of [`Cause`] is moved after the one before, in the order in which they are declared; what a cause did is
//! the difference between two neighbouring scenes. So the parts of a change sum exactly to the change, of the score
//! (as fractions, and in the figures that are shown) and of the rank. Another order would split some changes
//! otherwise; this one is always told.

mod causes;
mod compare;
pub mod saved;
pub mod split;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::model::words;
use crate::report::scene::Scene;
use crate::report::{Number, Report};
use saved::{SavedLocality, SavedReport};
use split::SCENES;

/// Name and version of the form.
pub const SCHEMA: &str = "dondoc.diff/1";

words! {
    /// Why a score or a rank changed, in the order in which the causes are moved.
    Cause {
        /// The units of the second day are judged by what was known of their predecessors on the first.
        UnitsMerged = "units-merged",
        /// Something was said of a day up to the first that was not known when the first report was made.
        DataCorrected = "data-corrected",
        /// Other requirements are in force or counted, or a rule, a weight or a credit changed.
        RulesChanged = "rules-changed",
        /// A deadline or waiver passed, or was set, moved or lifted.
        Deadlines = "deadlines",
        /// Something newer was reported of the locality itself.
        OwnProgress = "own-progress",
        /// Something newer was reported of others: it moves ranks only.
        OthersProgress = "others-progress",
        /// The saved reports do not hold what would explain it: they show only some localities or verdicts.
        Unexplained = "unexplained",
    }
}

words! {
    /// Why a comparison is to be read with care.
    Care {
        /// Requirements, weights or levels differ; details name them.
        DifferentRules = "different-rules",
        /// Credits or the basis of scores differ.
        DifferentScoring = "different-scoring",
        /// Units were merged, renamed or newly made between the two; successors are compared with predecessors.
        DifferentUnits = "different-units",
        /// One report scores only requirements that were asked for; details name them.
        DifferentSelection = "different-selection",
        /// A report shows only some localities, so that ranks cannot be made again from it.
        PartlyShown = "partly-shown",
        /// The second report is of an earlier day than the first.
        BackInTime = "back-in-time",
        /// Parts of some changes follow from nothing that the reports hold.
        Unexplained = "unexplained",
    }
}

/// A comparison.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Diff {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The first report.
    pub from: Side,
    /// The second.
    pub to: Side,
    /// The order in which causes were moved.
    pub order: Vec<Cause>,
    /// What to keep in mind.
    pub cautions: Vec<Caution>,
    /// Requirements of either report, in order of ids.
    pub requirements: Vec<RequirementChange>,
    /// Localities of the second report in its order, once for each unit of the first that they carry on from.
    pub changes: Vec<Change>,
    /// Localities of the first report that the second does not carry on.
    pub gone: Vec<Unit>,
    /// What is overdue and was not, in the order of the changes.
    pub newly_overdue: Vec<Event>,
    /// What is met, late or not, and was not.
    pub newly_met: Vec<Event>,
    /// What was unknown and is not.
    pub newly_reported: Vec<Event>,
}

impl Diff {
    /// Whether both reports give every locality the same standing and the same statuses.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let same = |change: &Change| {
            change.was.as_ref().is_some_and(|was| was.id == change.unit.id)
                && change.before.as_ref() == Some(&change.after)
                && change.verdicts.iter().all(|verdict| verdict.before == verdict.after)
        };
        self.gone.is_empty() && self.cautions.is_empty() && self.changes.iter().all(same)
    }
}

/// One of the two reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// The day that it judges.
    pub as_of: Day,
    /// Only documents known by this day counted; null: all.
    pub known_by: Option<Day>,
    /// Localities that it shows, by level.
    pub localities: Vec<(Level, usize)>,
}

/// Something to keep in mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Caution {
    /// What.
    pub care: Care,
    /// Names that belong to it.
    pub details: Vec<Bilingual>,
}

/// A requirement in the two reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequirementChange {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Level.
    pub level: Level,
    /// In the first report: whether it counts in the scores; null where it is not in force.
    pub scored_before: Option<bool>,
    /// In the second.
    pub scored_after: Option<bool>,
}

/// A locality of one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unit {
    /// Id.
    pub id: String,
    /// Names.
    pub name: Bilingual,
    /// Level.
    pub level: Level,
}

/// How a locality stood in one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// Proven score, to four decimals; null where nothing counts.
    pub low: Option<Number>,
    /// What it would be if every unknown were met.
    pub high: Option<Number>,
    /// Rank by proven score.
    pub rank: Option<usize>,
    /// 1 + how many are certainly ahead.
    pub rank_best: Option<usize>,
    /// 1 + how many could be ahead.
    pub rank_worst: Option<usize>,
}

/// What became of one locality.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Change {
    /// The locality of the second report.
    #[serde(flatten)]
    pub unit: Unit,
    /// The unit of the first report that it is compared with; null where it carries on from none.
    pub was: Option<Unit>,
    /// In the first report.
    pub before: Option<Standing>,
    /// In the second.
    pub after: Standing,
    /// Change of the proven score: the sum of the parts.
    pub score: Option<Number>,
    /// Change of the greatest possible score: the sum of the parts.
    pub score_high: Option<Number>,
    /// Change of the rank, below zero upwards: the sum of the parts.
    pub rank: Option<i64>,
    /// What each cause did, in their order; empty where there is no score or rank on both sides.
    pub parts: Vec<Part>,
    /// Its verdicts in either report, in order of the requirements' ids.
    pub verdicts: Vec<VerdictChange>,
}

/// What one cause did to one locality.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Part {
    /// The cause.
    pub cause: Cause,
    /// Points of the proven score.
    pub score: Number,
    /// The same as an exact fraction, such as `25/3`.
    pub score_exact: String,
    /// Points of the greatest possible score.
    pub score_high: Number,
    /// Places of the rank, below zero upwards.
    pub rank: i64,
    /// Of these, what came from the locality itself.
    pub rank_own: i64,
    /// Of these, what came from the others.
    pub rank_others: i64,
    /// Verdicts that it moved.
    pub because: Vec<Because>,
}

/// A verdict that a cause moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Because {
    /// Id of the requirement.
    pub requirement: String,
    /// Status before the cause; null where it was not in force.
    pub before: Option<Status>,
    /// Status after it.
    pub after: Option<Status>,
    /// Share done before, to four decimals; null where it is not measured.
    pub share_before: Option<Number>,
    /// Share done after.
    pub share_after: Option<Number>,
    /// Whether it now counts in the scores, and did not, or the other way round; null where that did not change.
    pub counts: Option<bool>,
}

/// A verdict in the two reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictChange {
    /// Id of the requirement.
    pub requirement: String,
    /// In the first report; null where it has none.
    pub before: Option<Status>,
    /// In the second.
    pub after: Option<Status>,
    /// The reason in the first.
    pub reason_before: Option<Bilingual>,
    /// The reason in the second.
    pub reason_after: Option<Bilingual>,
}

/// Something that one locality newly is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Event {
    /// Id of the locality.
    pub locality: String,
    /// Its names.
    pub name: Bilingual,
    /// Id of the requirement.
    pub requirement: String,
    /// What it was; of several predecessors each, in order of their ids.
    pub before: Vec<Status>,
    /// What it is.
    pub after: Status,
}

/// Compares two days of one project through the scenes between them. `lineage` has the units of the first day that each
/// locality of the second carries on from, by ids, however many mergers lie between.
#[must_use]
pub fn of_days(
    old: &Report,
    new: &Report,
    scenes: &[Scene; SCENES],
    lineage: &BTreeMap<String, Vec<String>>,
) -> Diff {
    let (old, mut new) = (saved::of(old), saved::of(new));
    for locality in &mut new.localities {
        if let Some(units) = lineage.get(&locality.id) {
            locality.inherits.clone_from(units);
        }
    }
    compare::compare(&old, &new, scenes)
}

/// Compares two saved reports.
#[must_use]
pub fn of_saved(old: &SavedReport, new: &SavedReport) -> Diff {
    compare::compare(old, new, &causes::scenes(old, new))
}

/// The localities of the first report, by id.
struct Roster<'o>(BTreeMap<&'o str, &'o SavedLocality>);

impl<'o> Roster<'o> {
    fn new(old: &'o SavedReport) -> Self {
        Self(old.localities.iter().map(|one| (one.id.as_str(), one)).collect())
    }

    /// The units that a locality of the second report carries on from: itself, or else its predecessors.
    fn was(&self, locality: &SavedLocality) -> Vec<&'o SavedLocality> {
        let find = |id: &String| self.0.get(id.as_str()).copied().filter(|one| one.level == locality.level);
        match find(&locality.id) {
            Some(itself) => vec![itself],
            None => locality.inherits.iter().filter_map(find).collect(),
        }
    }
}
