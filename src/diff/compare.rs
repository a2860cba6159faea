//! Putting the rows of a comparison together.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use rust_decimal::Decimal;

use super::saved::{SavedLocality, SavedReport, SavedVerdict};
use super::split::{SCENES, STEPS, Stage};
use super::{
    Because, Care, Cause, Caution, Change, Diff, Event, Part, RequirementChange, Roster, SCHEMA, Side,
    Standing, Unit, VerdictChange,
};
use crate::model::bilingual::Bilingual;
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::report::Number;
use crate::report::assemble::four_decimals;
use crate::report::scene::{Scene, Standpoint};

/// Compares two reports through the scenes between them.
pub(super) fn compare(old: &SavedReport, new: &SavedReport, scenes: &[Scene; SCENES]) -> Diff {
    let roster = Roster::new(old);
    let requirements = requirements(old, new);
    let stage = Stage::new(scenes);
    let mut changes = Vec::new();
    let mut carried: BTreeSet<&str> = BTreeSet::new();
    for locality in &new.localities {
        let was = roster.was(locality);
        carried.extend(was.iter().map(|unit| unit.id.as_str()));
        if was.is_empty() {
            changes.push(change(&stage, &requirements, None, locality));
        }
        changes.extend(was.into_iter().map(|unit| change(&stage, &requirements, Some(unit), locality)));
    }
    let lost = old.localities.iter().filter(|one| !carried.contains(one.id.as_str()));
    let gone: Vec<Unit> = lost.map(unit).collect();
    let cautions = cautions(old, new, &changes, &gone);
    let became = |after: fn(Status) -> bool| {
        move |event: &Event| after(event.after) && !event.before.iter().any(|before| after(*before))
    };
    let reported = |event: &Event| {
        !event.before.is_empty()
            && event.before.iter().all(|before| *before == Status::Unknown)
            && !matches!(event.after, Status::Unknown | Status::NotApplicable | Status::Error)
    };
    let events = events(&changes);
    let of = |which: &dyn Fn(&Event) -> bool| events.iter().filter(|event| which(event)).cloned().collect();
    Diff {
        schema: SCHEMA,
        from: side(old),
        to: side(new),
        order: Cause::ALL.to_vec(),
        cautions,
        newly_overdue: of(&became(|status| status == Status::Overdue)),
        newly_met: of(&became(Status::is_complete)),
        newly_reported: of(&reported),
        requirements,
        changes,
        gone,
    }
}

fn side(report: &SavedReport) -> Side {
    let count = |level: &Level| (*level, report.localities.iter().filter(|l| l.level == *level).count());
    let localities = Level::ALL.iter().map(count).filter(|(_, n)| *n > 0).collect();
    Side { as_of: report.as_of, known_by: report.known_by, localities }
}

fn unit(locality: &SavedLocality) -> Unit {
    Unit { id: locality.id.clone(), name: locality.name.clone(), level: locality.level }
}

fn requirements(old: &SavedReport, new: &SavedReport) -> Vec<RequirementChange> {
    let mut rows: BTreeMap<&str, RequirementChange> = BTreeMap::new();
    for (report, is_new) in [(old, false), (new, true)] {
        for requirement in &report.requirements {
            let row = rows.entry(&requirement.id).or_insert_with(|| RequirementChange {
                id: requirement.id.clone(),
                title: requirement.title.clone(),
                level: requirement.level,
                scored_before: None,
                scored_after: None,
            });
            let scored = Some(requirement.is_scored());
            if is_new { row.scored_after = scored } else { row.scored_before = scored }
        }
    }
    rows.into_values().collect()
}

fn standing(locality: &SavedLocality) -> Standing {
    Standing {
        low: locality.score.map(|score| Number(score.low)),
        high: locality.score.map(|score| Number(score.high)),
        rank: locality.rank,
        rank_best: locality.rank_best,
        rank_worst: locality.rank_worst,
    }
}

fn change(
    stage: &Stage<'_>,
    requirements: &[RequirementChange],
    was: Option<&SavedLocality>,
    is: &SavedLocality,
) -> Change {
    let scores = was.and_then(|was| Some((was.score?, is.score?)));
    let ranks = was.and_then(|was| Some((signed(was.rank?), signed(is.rank?))));
    let parts = match (was, scores) {
        (Some(was), Some(scores)) => parts(stage, requirements, was, is, scores, ranks),
        _ => Vec::new(),
    };
    Change {
        unit: unit(is),
        was: was.map(unit),
        before: was.map(standing),
        after: standing(is),
        score: scores.map(|(before, after)| Number(after.low - before.low)),
        score_high: scores.map(|(before, after)| Number(after.high - before.high)),
        rank: ranks.map(|(before, after)| after - before),
        parts,
        verdicts: verdicts(was, is),
    }
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The parts as they are shown. A figure is the difference of two rounded scores, so that the figures sum to the
/// difference of the scores that the reports print; what the scenes leave of that, nothing explains.
fn parts(
    stage: &Stage<'_>,
    requirements: &[RequirementChange],
    was: &SavedLocality,
    is: &SavedLocality,
    (before, after): (super::saved::SavedScore, super::saved::SavedScore),
    ranks: Option<(i64, i64)>,
) -> Vec<Part> {
    let split = stage.parts(&was.id, &is.id);
    let points = |(from, to): &(BigRational, BigRational)| four_decimals(to) - four_decimals(from);
    let mut parts: Vec<Part> = split
        .iter()
        .map(|part| Part {
            cause: part.cause,
            score: Number(points(&part.low)),
            score_exact: (&part.low.1 - &part.low.0).to_string(),
            score_high: Number(points(&part.high)),
            rank: part.rank_own + part.rank_others,
            rank_own: part.rank_own,
            rank_others: part.rank_others,
            because: because(stage, requirements, part.cause, &was.id, &is.id),
        })
        .collect();
    let sum = |figure: fn(&Part) -> Decimal| parts.iter().map(figure).sum::<Decimal>();
    let low = (after.low - before.low) - sum(|part| part.score.0);
    let high = (after.high - before.high) - sum(|part| part.score_high.0);
    let rank =
        ranks.map_or(0, |(before, after)| after - before - parts.iter().map(|part| part.rank).sum::<i64>());
    if !low.is_zero() || !high.is_zero() || rank != 0 {
        parts.push(Part {
            cause: Cause::Unexplained,
            score: Number(low),
            score_exact: fraction(low).to_string(),
            score_high: Number(high),
            rank,
            rank_own: 0,
            rank_others: rank,
            because: Vec::new(),
        });
    }
    parts
}

fn fraction(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10u8).pow(decimal.scale()))
}

/// The verdicts that a cause moved: those that differ between the scenes before and after it.
fn because(
    stage: &Stage<'_>,
    requirements: &[RequirementChange],
    cause: Cause,
    was: &str,
    is: &str,
) -> Vec<Because> {
    let Some(step) = STEPS.iter().position(|one| *one == cause) else { return Vec::new() };
    let (before, after) = (stage.actor(step, was, is), stage.actor(step + 1, was, is));
    let of = |id: &str| {
        let find = |actor: Option<&'_ crate::report::scene::Actor>| actor?.verdicts.get(id).cloned();
        (find(before), find(after))
    };
    let counted_at = |scene: usize, row: &RequirementChange| stage.counts(scene, &row.id);
    let counts = |row: &RequirementChange| {
        let (before, after) = (counted_at(step, row), counted_at(step + 1, row));
        let in_both = row.scored_before.is_some() && row.scored_after.is_some();
        Some(after).filter(|after| before != *after && in_both)
    };
    let counted = |row: &RequirementChange| counted_at(step, row) || counted_at(step + 1, row);
    let moved = |row: &RequirementChange| {
        let (before, after) = of(&row.id);
        let left_out = |one: &Option<Standpoint>| one.as_ref().is_none_or(|s| s.status.is_left_out());
        let counts = counts(row).filter(|_| !left_out(&before) || !left_out(&after));
        if (before == after && counts.is_none()) || (left_out(&before) && left_out(&after)) {
            return None;
        }
        let measured = [&before, &after].into_iter().flatten().any(|one| !one.share.is_zero());
        let share = |one: &Option<Standpoint>| {
            one.as_ref().filter(|_| measured).map(|one| Number(four_decimals(&one.share)))
        };
        Some(Because {
            requirement: row.id.clone(),
            before: before.as_ref().map(|one| one.status),
            after: after.as_ref().map(|one| one.status),
            share_before: share(&before),
            share_after: share(&after),
            counts,
        })
    };
    requirements.iter().filter(|row| counted(row)).filter_map(moved).collect()
}

fn verdicts(was: Option<&SavedLocality>, is: &SavedLocality) -> Vec<VerdictChange> {
    let mut rows: BTreeMap<&str, VerdictChange> = BTreeMap::new();
    let reason = |verdict: &SavedVerdict| verdict.reason.as_ref().map(|r| Bilingual::new(&r.en, &r.vi));
    for (locality, is_new) in was.map(|was| (was, false)).into_iter().chain([(is, true)]) {
        for verdict in &locality.verdicts {
            let row = rows.entry(&verdict.requirement).or_insert_with(|| VerdictChange {
                requirement: verdict.requirement.clone(),
                before: None,
                after: None,
                reason_before: None,
                reason_after: None,
            });
            if is_new {
                (row.after, row.reason_after) = (Some(verdict.status), reason(verdict));
            } else {
                (row.before, row.reason_before) = (Some(verdict.status), reason(verdict));
            }
        }
    }
    rows.into_values().collect()
}

/// Every verdict of the second report with what it was in the first, once a locality.
fn events(changes: &[Change]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for of_one in changes.chunk_by(|a, b| a.unit.id == b.unit.id) {
        let Some(first) = of_one.first() else { continue };
        for verdict in &first.verdicts {
            let Some(after) = verdict.after else { continue };
            let before = of_one.iter().flat_map(|change| &change.verdicts);
            let before = before.filter(|v| v.requirement == verdict.requirement).filter_map(|v| v.before);
            events.push(Event {
                locality: first.unit.id.clone(),
                name: first.unit.name.clone(),
                requirement: verdict.requirement.clone(),
                before: before.collect(),
                after,
            });
        }
    }
    events
}

fn cautions(old: &SavedReport, new: &SavedReport, changes: &[Change], gone: &[Unit]) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let mut add = |applies: bool, care: Care, details: Vec<Bilingual>| {
        if applies {
            cautions.push(Caution { care, details });
        }
    };
    add(new.as_of < old.as_of, Care::BackInTime, Vec::new());
    let rules = differing_rules(old, new);
    add(!rules.is_empty(), Care::DifferentRules, rules);
    let scoring = old.scoring.is_some() && new.scoring.is_some() && old.scoring != new.scoring;
    add(scoring, Care::DifferentScoring, Vec::new());
    let carried_on = |change: &Change| change.was.as_ref().is_some_and(|was| was.id == change.unit.id);
    add(!gone.is_empty() || !changes.iter().all(carried_on), Care::DifferentUnits, Vec::new());
    let titles = |report: &SavedReport| {
        let asked = |id: &String| report.requirements.iter().find(|r| r.id == *id).map(|r| r.title.clone());
        report.only.iter().flatten().filter_map(asked).collect::<Vec<_>>()
    };
    let mut asked = titles(old);
    asked.extend(titles(new));
    asked.sort();
    asked.dedup();
    add(old.only != new.only, Care::DifferentSelection, asked);
    let partly = |report: &SavedReport| {
        let shown = |level: Level| report.localities.iter().filter(|l| l.level == level).count();
        report.summary.iter().any(|summary| shown(summary.level) < summary.localities)
    };
    add(partly(old) || partly(new), Care::PartlyShown, Vec::new());
    let unexplained = |change: &Change| change.parts.iter().any(|part| part.cause == Cause::Unexplained);
    add(changes.iter().any(unexplained), Care::Unexplained, Vec::new());
    cautions
}

/// Titles of the requirements that only one report has, or that differ in level or weight.
fn differing_rules(old: &SavedReport, new: &SavedReport) -> Vec<Bilingual> {
    let of = |report: &SavedReport| -> BTreeMap<String, (Level, Decimal, Bilingual)> {
        let rows = report.requirements.iter();
        rows.map(|r| (r.id.clone(), (r.level, r.weight.normalize(), r.title.clone()))).collect()
    };
    let (before, after) = (of(old), of(new));
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |id: &&String| {
        let key = |side: &BTreeMap<String, (Level, Decimal, Bilingual)>| {
            side.get(*id).map(|(level, weight, _)| (*level, *weight))
        };
        key(&before) != key(&after)
    };
    let title = |id: &String| after.get(id).or_else(|| before.get(id)).map(|row| row.2.clone());
    ids.into_iter().filter(differs).filter_map(title).collect()
}
