//! The first lines: how one level stands as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::{Findings, Lane, counts};
use super::mentions::Mentions;
use super::{AskRow, LevelSummary, STALE_DAYS};
use crate::evaluate::Verdict;
use crate::model::day::Day;
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::verdict::Status;
use crate::rank::{certain_pairs, is_unreported};

/// The summary of one level, over all its living localities.
pub(super) fn of_level(findings: &Findings<'_>, level: Level, mentions: &mut Mentions) -> LevelSummary {
    let of_level = findings.of_level(level);
    let verdicts = || of_level.iter().flat_map(|verdicts| verdicts.iter());
    let standings = findings.standings.get(&level).map_or(&[][..], Vec::as_slice);
    let (certain, pairs) = certain_pairs(standings);
    let stale: Vec<Day> = findings.lanes_of(level).iter().flat_map(|lane| stale(findings, lane)).collect();
    let reads = |verdicts: &[Verdict]| {
        verdicts.first().map_or(0, |v| findings.rulebook.requirement(v.requirement).reads.len())
    };
    let unreported = of_level.iter().filter(|verdicts| is_unreported(verdicts, reads(verdicts)));
    LevelSummary {
        level,
        localities: standings.len(),
        requirements: of_level.len(),
        counts: counts(verdicts()),
        newest_data: findings.resolution.newest_data(level),
        certain_pairs: certain,
        pairs,
        ask_for: ask_for(findings, level, mentions),
        unreported: unreported
            .filter_map(|verdicts| verdicts.first())
            .map(|verdict| findings.rulebook.requirement(verdict.requirement).id.clone())
            .collect(),
        silent: standings.iter().filter(|s| findings.resolution.is_silent(s.locality)).count(),
        assumed: verdicts().filter(|v| v.assumed).count(),
        stale: stale.len(),
        stale_since: stale.into_iter().min(),
    }
}

/// The newest days that open verdicts of a requirement rest on, where that is long ago.
fn stale<'l>(findings: &'l Findings<'_>, lane: &'l Lane<'_>) -> impl Iterator<Item = Day> + 'l {
    let resolution = findings.resolution;
    let open = |v: &Verdict| matches!(v.status, Status::Overdue | Status::DueSoon | Status::InProgress);
    lane.verdicts.iter().enumerate().filter(move |(_, verdict)| open(verdict)).filter_map(|(at, verdict)| {
        let dated = |slot: usize| match lane.holdings.get(slot)? {
            holding if holding.combined(at).is_some() => Some(holding.combined(at)?.dated),
            holding => Some(resolution.table(holding.cell(at)?).dated),
        };
        let newest = verdict.evidence.iter().filter_map(dated).max()?;
        (newest.days_until(resolution.horizon.as_of) > STALE_DAYS).then_some(newest)
    })
}

/// Unreported facts by how many localities they leave open in the score, most first, then by name.
fn ask_for(findings: &Findings<'_>, level: Level, mentions: &mut Mentions) -> Vec<AskRow> {
    let mut waiting: BTreeMap<FactIx, BTreeSet<LocalityIx>> = BTreeMap::new();
    let of_level = findings.of_level(level);
    let scored =
        of_level.iter().flat_map(|v| v.iter()).filter(|v| findings.weights.contains_key(&v.requirement));
    for verdict in scored.filter(|v| v.status == Status::Unknown) {
        for fact in verdict.missing(findings.rulebook.requirement(verdict.requirement)) {
            waiting.entry(fact).or_default().insert(verdict.locality);
        }
    }
    let project = findings.resolution.project;
    let mut rows: Vec<(FactIx, usize)> = waiting.into_iter().map(|(fact, who)| (fact, who.len())).collect();
    rows.sort_by_key(|(fact, localities)| (std::cmp::Reverse(*localities), *fact));
    rows.into_iter()
        .map(|(fact, localities)| AskRow { fact: mentions.fact(project, fact), localities })
        .collect()
}
