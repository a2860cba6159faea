//! Splitting a change: a row of scenes, each one cause further than the one before, and what each step did to one
//! locality. Whatever the scenes are, the parts sum to the whole, for every part is the difference of two neighbours.

use std::collections::BTreeMap;

use num_rational::BigRational;

use super::Cause;
use crate::model::locality::Level;
use crate::report::scene::{Actor, Scene};

/// Scenes that a comparison goes through.
pub const SCENES: usize = 6;

/// What the step to each scene after the first moves.
pub const STEPS: [Cause; SCENES - 1] =
    [Cause::UnitsMerged, Cause::DataCorrected, Cause::RulesChanged, Cause::Deadlines, Cause::OwnProgress];

/// What one cause did to one locality.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which.
    pub cause: Cause,
    /// Proven score before and after this step.
    pub low: (BigRational, BigRational),
    /// Greatest possible score before and after this step.
    pub high: (BigRational, BigRational),
    /// Change of rank by what the step did to the locality itself; below zero is upwards.
    pub rank_own: i64,
    /// Change of rank by what the step did to the others.
    pub rank_others: i64,
}

impl Part {
    /// Whether it moved anything.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.low.0 != self.low.1 || self.high.0 != self.high.1 || self.rank_own != 0 || self.rank_others != 0
    }
}

/// The scenes with their scores in order, level by level.
pub struct Stage<'s> {
    scenes: &'s [Scene; SCENES],
    /// One a scene: rising proven scores of each level.
    lows: Vec<BTreeMap<Level, Vec<&'s BigRational>>>,
}

/// Where a locality stands in one scene.
#[derive(Clone)]
struct Spot {
    low: BigRational,
    high: BigRational,
    rank: i64,
}

impl<'s> Stage<'s> {
    /// Puts the scores of the scenes in order.
    #[must_use]
    pub fn new(scenes: &'s [Scene; SCENES]) -> Self {
        let lows = scenes.iter().map(|scene| {
            let mut lows: BTreeMap<Level, Vec<&BigRational>> = BTreeMap::new();
            for actor in scene.localities.values() {
                lows.entry(actor.level).or_default().extend(actor.score.as_ref().map(|(low, _)| low));
            }
            lows.values_mut().for_each(|lows| lows.sort());
            lows
        });
        Self { lows: lows.collect(), scenes }
    }

    /// The actor of a locality in a scene: in the first the unit that it was.
    #[must_use]
    pub fn actor(&self, scene: usize, was: &str, is: &str) -> Option<&'s Actor> {
        self.scenes.get(scene)?.localities.get(if scene == 0 { was } else { is })
    }

    /// Whether a requirement counts in the scores of a scene.
    #[must_use]
    pub fn counts(&self, scene: usize, requirement: &str) -> bool {
        self.scenes.get(scene).is_some_and(|scene| scene.counted.contains(requirement))
    }

    /// How many of a level have a score above this in a scene.
    fn above(&self, scene: usize, level: Level, low: &BigRational) -> usize {
        let lows = self.lows.get(scene).and_then(|lows| lows.get(&level)).map_or(&[][..], Vec::as_slice);
        lows.len() - lows.partition_point(|other| *other <= low)
    }

    fn spot(&self, scene: usize, was: &str, is: &str) -> Option<Spot> {
        let actor = self.actor(scene, was, is)?;
        let (low, high) = actor.score.clone()?;
        let rank = 1 + count(self.above(scene, actor.level, &low));
        Some(Spot { low, high, rank })
    }

    /// The rank that a locality would have if in this step it alone had moved.
    fn rank_alone(&self, scene: usize, level: Level, before: &Spot, after: &Spot) -> i64 {
        let itself = i64::from(before.low > after.low);
        1 + count(self.above(scene - 1, level, &after.low)) - itself
    }

    /// What moved a locality from the first scene to the last, in the order of the steps; nothing where it has no
    /// score at either end. A step in which it has none in between moves nothing: the next one does.
    #[must_use]
    pub fn parts(&self, was: &str, is: &str) -> Vec<Part> {
        let last = SCENES - 1;
        let (Some(first), Some(_)) = (self.spot(0, was, is), self.spot(last, was, is)) else {
            return Vec::new();
        };
        let mut before = first;
        let mut parts = Vec::with_capacity(SCENES);
        for (step, cause) in STEPS.into_iter().enumerate() {
            let scene = step + 1;
            let after = self.spot(scene, was, is).unwrap_or_else(|| before.clone());
            let moved = after.rank - before.rank;
            let stood = self.actor(scene - 1, was, is).filter(|actor| actor.score.is_some());
            let own = match (stood, step) {
                (_, 0) => {
                    if was == is {
                        0
                    } else {
                        moved
                    }
                }
                (Some(actor), _) => self.rank_alone(scene, actor.level, &before, &after) - before.rank,
                (None, _) => moved,
            };
            let part = Part {
                cause,
                low: (before.low.clone(), after.low.clone()),
                high: (before.high.clone(), after.high.clone()),
                rank_own: own,
                rank_others: moved - own,
            };
            if cause == Cause::OwnProgress {
                let others = Part {
                    cause: Cause::OthersProgress,
                    low: (after.low.clone(), after.low.clone()),
                    high: (after.high.clone(), after.high.clone()),
                    rank_own: 0,
                    rank_others: part.rank_others,
                };
                parts.push(Part { rank_others: 0, ..part });
                parts.push(others);
            } else {
                parts.push(part);
            }
            before = after;
        }
        parts
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
