//! Assembling the report from verdicts and standings.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use num_rational::BigRational;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::mentions::Mentions;
use super::past::Past;
use super::{
    GradeSpan, LocalityRow, Number, ProjectCounts, Report, RequirementRow, SCHEMA, Score, ScoringRow,
    VerdictRow, explain, identities, notices, summary, totals, units, verdicts,
};
use crate::evaluate::{Ground, Judge, Steps, Terms, Verdict, Way};
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::verdict::Status;
use crate::problem::Problem;
use crate::rank::{Bounds, Fraction, Standing, Weights};
use crate::resolve::Resolution;
use crate::resolve::columns::Holding;
use crate::resolve::facts::Held;
use crate::rulebook::Rulebook;

/// Everything that was found, before anybody chooses what to look at.
#[derive(Debug)]
pub struct Findings<'f> {
    /// What holds.
    pub resolution: &'f Resolution<'f>,
    /// The rules.
    pub rulebook: &'f Rulebook,
    /// The requirements that were evaluated, in order of ids.
    pub requirements: Vec<RequirementIx>,
    /// The facts that they were evaluated on.
    pub ground: Ground<'f>,
    /// Their verdicts: a list a requirement, in order of localities' ids; rows of the ground.
    pub verdicts: Vec<Vec<Verdict>>,
    /// How much each counts.
    pub weights: Weights,
    /// The standings of each level, in order of localities' ids.
    pub standings: BTreeMap<Level, Vec<Standing>>,
}

/// How far a report goes into each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Depth {
    /// The deadline that judged, and the documents that it rests on; not what they say.
    Brief,
    /// The same, and the evidence with what it beat.
    #[default]
    Verdicts,
    /// The same, and when what is measured will be complete.
    Outlooks,
    /// The same, and every statement that led to the deadline.
    Chains,
}

/// One requirement: its verdicts, and the facts that its rule can read in the rows of these.
#[derive(Debug)]
pub struct Lane<'l> {
    /// Which.
    pub requirement: &'l Requirement,
    /// Whether it counts in the scores.
    pub scored: bool,
    /// In order of localities' ids.
    pub verdicts: &'l [Verdict],
    /// In order of slots.
    pub holdings: Vec<&'l Holding>,
}

impl Lane<'_> {
    /// The row of a locality, if it is judged.
    #[must_use]
    pub fn row_of(&self, locality: LocalityIx) -> Option<usize> {
        self.verdicts.binary_search_by_key(&locality, |verdict| verdict.locality).ok()
    }
}

/// What of it is shown.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these localities; empty: all.
    pub localities: Vec<LocalityIx>,
    /// Only verdicts with one of these statuses, and localities that have one; empty: all.
    pub statuses: Vec<Status>,
    /// Only so many localities of each level.
    pub top: Option<usize>,
    /// Ids of the only requirements that were scored, where only some were asked for. This did change scores and
    /// ranks, and the report says so.
    pub only: Option<Vec<String>>,
    /// How far the report goes into each verdict.
    pub depth: Depth,
}

impl Findings<'_> {
    /// What a verdict's rule read of what was known, in order of names.
    pub fn evidence<'v>(&'v self, verdict: &'v Verdict) -> impl Iterator<Item = (FactIx, Held)> + 'v {
        verdict.evidence(self.resolution, self.rulebook.requirement(verdict.requirement))
    }

    /// The way to a verdict.
    #[must_use]
    pub fn way(&self, verdict: &Verdict) -> Way {
        self.again(|judge| judge.way(verdict))
    }

    /// The way to a verdict, watched at every step.
    #[must_use]
    pub fn steps(&self, verdict: &Verdict) -> Steps {
        self.again(|judge| judge.steps(verdict))
    }

    fn again<T>(&self, work: impl FnOnce(&mut Judge<'_, '_>) -> T) -> T {
        let (resolution, rulebook) = (self.resolution, self.rulebook);
        let executor = &mut rulebook.executor(&resolution.project.dictionary);
        let terms = Terms { due_soon: resolution.project.scoring.due_soon };
        work(&mut Judge { resolution, rulebook, executor, terms })
    }

    /// The verdicts of a level, a list a requirement.
    #[must_use]
    pub fn of_level(&self, level: Level) -> Vec<&[Verdict]> {
        let of_level = |at: &&RequirementIx| self.rulebook.requirement(**at).level == level;
        let pairs = self.requirements.iter().zip(&self.verdicts);
        pairs.filter(|(at, _)| of_level(at)).map(|(_, verdicts)| verdicts.as_slice()).collect()
    }

    /// The requirements, in order of ids.
    pub fn lanes(&self) -> impl Iterator<Item = Lane<'_>> {
        self.requirements.iter().zip(&self.verdicts).map(|(at, verdicts)| Lane {
            requirement: self.rulebook.requirement(*at),
            scored: self.weights.contains_key(at),
            verdicts,
            holdings: self.ground.holdings(*at),
        })
    }

    /// Those of one level.
    #[must_use]
    pub fn lanes_of(&self, level: Level) -> Vec<Lane<'_>> {
        self.lanes().filter(|lane| lane.requirement.level == level).collect()
    }

    /// Standings of a level as they are shown: by rank, equals in Vietnamese alphabetical order, the unranked last by
    /// code.
    #[must_use]
    pub fn in_rank_order(&self, level: Level) -> Vec<&Standing> {
        let registry = &self.resolution.project.registry;
        let collator = super::alphabet::vietnamese();
        let mut standings: Vec<&Standing> = self.standings.get(&level).into_iter().flatten().collect();
        standings.sort_by(|a, b| {
            let (left, right) = (registry.get(a.locality), registry.get(b.locality));
            match (a.rank, b.rank) {
                (Some(x), Some(y)) => (x.proven.cmp(&y.proven))
                    .then_with(|| collator.compare(&left.name.vi, &right.name.vi))
                    .then_with(|| left.id.cmp(&right.id)),
                (None, None) => (&left.code, &left.id).cmp(&(&right.code, &right.id)),
                (x, y) => y.is_some().cmp(&x.is_some()),
            }
        });
        standings
    }
}

/// Makes the report of what was found; `warnings` are problems that stop nothing.
#[must_use]
pub fn report(findings: &Findings<'_>, selection: &Selection, warnings: &[Problem]) -> Report {
    let resolution = findings.resolution;
    let (mut mentions, past) = (Mentions::default(), Past::default());
    let mut localities = Vec::new();
    for level in findings.standings.keys() {
        localities.extend(locality_rows(findings, *level, selection, (&mut mentions, &past)));
    }
    let requirements = findings.requirements.iter().zip(&findings.verdicts);
    let requirements =
        requirements.map(|(at, verdicts)| requirement_row(findings, *at, verdicts, &mut mentions)).collect();
    let mut totals = totals::rows(resolution, &mut mentions);
    totals.extend(identities::rows(resolution, &mut mentions));
    let summary =
        findings.standings.keys().map(|level| summary::of_level(findings, *level, &mut mentions)).collect();
    let problems = notices::rows(findings, &totals, warnings);
    let (facts, documents) = mentions.tables(resolution.project);
    Report {
        schema: SCHEMA,
        as_of: resolution.horizon.as_of,
        known_by: resolution.horizon.known_by,
        only: selection.only.clone(),
        project: ProjectCounts {
            documents: resolution.known_documents().count(),
            rules: findings.rulebook.requirements().len(),
            localities: resolution.project.registry.len(),
        },
        requirements,
        totals,
        problems,
        summary,
        facts,
        documents,
        units: units::spoken_of(&resolution.project.registry, &localities),
        localities,
        scoring: ScoringRow::of(&resolution.project.scoring),
        trends: None,
    }
}

/// Localities whose rows are made together by one thread.
const ROWS_AT_ONCE: usize = 256;

/// The rows of a level, in rank order; by several threads, which changes nothing but the time it takes.
fn locality_rows(
    findings: &Findings<'_>,
    level: Level,
    selection: &Selection,
    (mentions, past): (&mut Mentions, &Past),
) -> Vec<LocalityRow> {
    let of_level: Vec<Lane<'_>> = findings.lanes_of(level);
    let asked = |s: &&Standing| selection.localities.is_empty() || selection.localities.contains(&s.locality);
    let standings: Vec<&Standing> = findings.in_rank_order(level).into_iter().filter(asked).collect();
    if let Some(top) = selection.top {
        let rows = standings.into_iter();
        return rows
            .filter_map(|standing| locality_row(findings, standing, &of_level, selection, (mentions, past)))
            .take(top)
            .collect();
    }
    let made: Vec<(Vec<LocalityRow>, Mentions)> = standings
        .par_chunks(ROWS_AT_ONCE)
        .map(|standings| {
            let mut mentions = Mentions::default();
            let row = |standing: &&Standing| {
                locality_row(findings, standing, &of_level, selection, (&mut mentions, past))
            };
            let rows = standings.iter().filter_map(row).collect();
            (rows, mentions)
        })
        .collect();
    let mut all = Vec::with_capacity(standings.len());
    for (rows, spoken_of) in made {
        all.extend(rows);
        mentions.extend(spoken_of);
    }
    all
}

/// The row of one locality; `None` where the selection shows nothing of it.
pub(super) fn locality_row(
    findings: &Findings<'_>,
    standing: &Standing,
    of_level: &[Lane<'_>],
    selection: &Selection,
    (mentions, past): (&mut Mentions, &Past),
) -> Option<LocalityRow> {
    let resolution = findings.resolution;
    let registry = &resolution.project.registry;
    let locality = registry.get(standing.locality);
    // All requirements of a level have the same rows.
    let at = of_level.first().and_then(|lane| lane.row_of(standing.locality));
    let own = || at.into_iter().flat_map(|at| of_level.iter().map(move |lane| (lane, at)));
    let scored = own().filter(|(lane, _)| lane.scored).map(|(lane, at)| &lane.verdicts[at]);
    let is_chosen = |(lane, at): &(&Lane<'_>, usize)| {
        selection.statuses.is_empty() || selection.statuses.contains(&lane.verdicts[*at].status)
    };
    if !selection.statuses.is_empty() && !own().any(|own| is_chosen(&own)) {
        return None;
    }
    Some(LocalityRow {
        id: locality.id.clone(),
        code: locality.code.clone(),
        name: locality.name.clone(),
        level: locality.level,
        rank: standing.rank.map(|r| r.proven),
        rank_best: standing.rank.map(|r| r.best),
        rank_worst: standing.rank.map(|r| r.worst),
        score: standing.score.as_ref().map(score),
        grade: standing.grade.map(|(low, high)| match low == high {
            true => GradeSpan::One(low),
            false => GradeSpan::Span(low, high),
        }),
        inherits: registry.predecessor_ids(standing.locality),
        verdicts: own()
            .filter(is_chosen)
            .map(|own| verdict_row(findings, own, selection.depth, (mentions, past)))
            .collect(),
        region: locality.region.to_string(),
        silent: resolution.is_silent(standing.locality),
        counts: counts(scored),
    })
}

fn verdict_row(
    findings: &Findings<'_>,
    own: (&Lane<'_>, usize),
    depth: Depth,
    (mentions, past): (&mut Mentions, &Past),
) -> VerdictRow {
    let verdict = &own.0.verdicts[own.1];
    let mut row = verdicts::row(findings, own, depth, mentions);
    if depth >= Depth::Outlooks {
        row.outlook = explain::outlook(findings, verdict);
    }
    if depth == Depth::Chains {
        row.chain = explain::chain(findings, verdict, own.0.requirement, past);
    }
    row
}

fn score(bounds: &Bounds) -> Score {
    Score {
        low: Number(bounds.low.rounded(4)),
        high: Number(bounds.high.rounded(4)),
        shown: (Number(bounds.low.rounded(1)), Number(bounds.high.rounded(1))),
    }
}

/// A fraction rounded to four decimals, half away from zero.
#[must_use]
pub fn four_decimals(fraction: &BigRational) -> Decimal {
    Fraction::of(fraction).rounded(4)
}

fn requirement_row(
    findings: &Findings<'_>,
    at: RequirementIx,
    verdicts: &[Verdict],
    mentions: &mut Mentions,
) -> RequirementRow {
    let requirement = findings.rulebook.requirement(at);
    let project = findings.resolution.project;
    let known = requirement.cites.iter().filter(|cited| findings.resolution.knows(**cited));
    let cites = known.map(|cited| mentions.document(project, *cited)).collect();
    RequirementRow {
        id: requirement.id.clone(),
        title: requirement.title.clone(),
        level: requirement.level,
        weight: Number(requirement.weight),
        counts: counts(verdicts.iter()),
        binds: requirement.reach,
        responsible: requirement.responsible.clone(),
        cites,
        scored: findings.weights.contains_key(&at),
    }
}

/// How many verdicts have each status, every status, zeros too.
pub(super) fn counts<'v>(verdicts: impl Iterator<Item = &'v Verdict>) -> IndexMap<&'static str, usize> {
    let mut counts = [0; Status::ALL.len()];
    for verdict in verdicts {
        // The statuses are numbered in their order.
        counts[verdict.status as usize] += 1;
    }
    Status::ALL.iter().map(|status| status.word()).zip(counts).collect()
}
