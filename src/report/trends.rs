//! History: how each level and each locality stood on each of many days.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::Number;
use super::assemble::{Findings, counts};
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::locality::{Level, LocalityIx};
use crate::model::verdict::Status;
use crate::project::Project;

/// How things went, on many days. Every list inside has one entry a day, in the order of `days`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Trends {
    /// The days, rising; the last is the report's own.
    pub days: Vec<Day>,
    /// Each level of the report.
    pub levels: Vec<LevelTrend>,
    /// Every locality of those levels that lived on any of the days, in order of ids.
    pub localities: Vec<LocalityTrend>,
}

/// How one level went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelTrend {
    /// Level.
    pub level: Level,
    /// Verdicts by status over all its localities that lived on the day, every status, zeros too.
    pub counts: Vec<IndexMap<&'static str, usize>>,
    /// Localities that lived on the day.
    pub localities: Vec<usize>,
    /// Requirements in force on the day.
    pub requirements: Vec<usize>,
}

/// How one locality went.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LocalityTrend {
    /// Id.
    pub id: String,
    /// Names.
    pub name: Bilingual,
    /// Level.
    pub level: Level,
    /// Its score; null on a day on which it did not live or nothing counted.
    pub scores: Vec<Option<TrendScore>>,
    /// Ids of direct predecessors.
    pub inherits: Vec<String>,
}

/// A score on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrendScore {
    /// What is proven, to four decimals.
    pub low: Number,
    /// What would be if every unknown were met, to four decimals.
    pub high: Number,
    /// Rank by proven score.
    pub rank: Option<usize>,
}

/// What is kept of one day; a day's findings may be dropped once it is made.
#[derive(Debug)]
pub struct Frame {
    day: Day,
    levels: BTreeMap<Level, (IndexMap<&'static str, usize>, usize, usize)>,
    scores: BTreeMap<LocalityIx, Option<TrendScore>>,
}

impl Frame {
    /// What the findings of a day leave behind.
    #[must_use]
    pub fn of(findings: &Findings<'_>) -> Self {
        let mut frame =
            Self { day: findings.resolution.horizon.as_of, levels: BTreeMap::new(), scores: BTreeMap::new() };
        for (level, standings) in &findings.standings {
            let of_level = findings.of_level(*level);
            let all = counts(of_level.iter().flat_map(|verdicts| verdicts.iter()));
            frame.levels.insert(*level, (all, standings.len(), of_level.len()));
            for standing in standings {
                let score = standing.score.as_ref().map(|bounds| TrendScore {
                    low: Number(bounds.low.rounded(4)),
                    high: Number(bounds.high.rounded(4)),
                    rank: standing.rank.map(|rank| rank.proven),
                });
                frame.scores.insert(standing.locality, score);
            }
        }
        frame
    }
}

/// Puts the frames of rising days together.
#[must_use]
pub fn trends(project: &Project, frames: &[Frame]) -> Trends {
    let mut levels: Vec<Level> = frames.iter().flat_map(|frame| frame.levels.keys().copied()).collect();
    levels.sort_unstable();
    levels.dedup();
    let none = || (Status::ALL.iter().map(|s| (s.word(), 0)).collect(), 0, 0);
    let level_trend = |level: Level| {
        let mut trend = LevelTrend {
            level,
            counts: Vec::with_capacity(frames.len()),
            localities: Vec::with_capacity(frames.len()),
            requirements: Vec::with_capacity(frames.len()),
        };
        for frame in frames {
            let (counts, localities, requirements) = frame.levels.get(&level).cloned().unwrap_or_else(none);
            trend.counts.push(counts);
            trend.localities.push(localities);
            trend.requirements.push(requirements);
        }
        trend
    };
    let mut seen: Vec<LocalityIx> = frames.iter().flat_map(|frame| frame.scores.keys().copied()).collect();
    seen.sort_unstable();
    seen.dedup();
    let locality_trend = |at: LocalityIx| {
        let locality = project.registry.get(at);
        LocalityTrend {
            id: locality.id.clone(),
            name: locality.name.clone(),
            level: locality.level,
            scores: frames.iter().map(|frame| frame.scores.get(&at).copied().flatten()).collect(),
            inherits: project.registry.predecessor_ids(at),
        }
    };
    Trends {
        days: frames.iter().map(|frame| frame.day).collect(),
        levels: levels.into_iter().map(level_trend).collect(),
        localities: seen.into_iter().map(locality_trend).collect(),
    }
}
