//! The scenes between two saved reports, from nothing but what the reports hold.
//!
//! Nobody can be judged again here: of each verdict that differs, the earlier and the later deadline, evidence and day
//! say which cause moved it. New evidence of a day after the first report is progress; evidence of an older day is a
//! correction; the same evidence under another deadline, or on the other side of its day, is the deadline's doing;
//! what is left is a changed rule. Where two causes met, the deadline moved first and the progress after it.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use rust_decimal::Decimal;

use super::Roster;
use super::saved::{SavedEvidence, SavedLocality, SavedReport, SavedScoring, SavedVerdict};
use super::split::SCENES;
use crate::model::day::Day;
use crate::model::scoring::Basis;
use crate::model::verdict::Status;
use crate::report::scene::{Actor, Scene, Standpoint};

/// Where one verdict stands in each scene; none where the requirement is not in force.
type Path = [Option<Stand>; SCENES];

/// What of a verdict can move a score, and when it is due.
#[derive(Debug, Clone, PartialEq)]
struct Stand {
    status: Status,
    share: BigRational,
    effective: Option<Day>,
}

impl Stand {
    fn of(verdict: &SavedVerdict) -> Self {
        let share = verdict.progress.filter(|p| p.total > Decimal::ZERO && p.done >= Decimal::ZERO);
        Self {
            status: verdict.status,
            share: share
                .map_or_else(BigRational::zero, |p| (exact(p.done) / exact(p.total)).min(BigRational::one())),
            effective: verdict.deadline.as_ref().and_then(|d| d.effective),
        }
    }

    fn unknown() -> Self {
        Self { status: Status::Unknown, share: BigRational::zero(), effective: None }
    }

    fn is_running(&self) -> bool {
        matches!(self.status, Status::InProgress | Status::DueSoon | Status::Overdue)
    }

    /// The same as it was on an earlier day, by the same facts.
    fn back_on(&self, day: Day) -> Self {
        let passed = self.effective.is_some_and(|effective| effective < day);
        match self.status {
            Status::Overdue | Status::DueSoon if !passed => {
                Self { status: Status::InProgress, ..self.clone() }
            }
            _ => self.clone(),
        }
    }

    /// The same as it is on a later day under a deadline that may have moved.
    fn on_under(&self, day: Day, later: &Stand) -> Self {
        let effective = if later.status.is_complete() { self.effective } else { later.effective };
        let status = match (self.status, later.status) {
            (_, Status::Waived) if !self.status.is_complete() => Status::Waived,
            (Status::Waived | Status::InProgress | Status::DueSoon | Status::Overdue, _) => match effective {
                Some(effective) if effective < day => Status::Overdue,
                _ if later.status == Status::DueSoon => Status::DueSoon,
                _ if self.status == Status::DueSoon => Status::DueSoon,
                _ => Status::InProgress,
            },
            (status, _) => status,
        };
        Self { status, effective, ..self.clone() }
    }
}

fn exact(decimal: Decimal) -> BigRational {
    BigRational::new(BigInt::from(decimal.mantissa()), BigInt::from(10u8).pow(decimal.scale()))
}

/// Whether anything here is newer than a day.
fn is_newer(evidence: &[SavedEvidence], day: Day) -> bool {
    evidence.iter().any(|e| e.dated > day)
}

/// Whether anything that the later verdict rests on, and the earlier one did not, is newer than a day.
fn has_news(before: &SavedVerdict, after: &SavedVerdict, day: Day) -> bool {
    after.evidence.iter().any(|e| e.dated > day && !before.evidence.contains(e))
}

/// The path of a verdict from one report to the next.
fn path(before: Option<&SavedVerdict>, after: Option<&SavedVerdict>, from: Day, to: Day) -> Path {
    match (before, after) {
        (None, None) => Default::default(),
        (Some(before), None) => {
            let old = Some(Stand::of(before));
            [old.clone(), old.clone(), old, None, None, None]
        }
        (None, Some(after)) => {
            let new = Stand::of(after);
            let (start, timed) = match is_newer(&after.evidence, from) {
                true => (Stand::unknown(), Stand::unknown()),
                false => (new.back_on(from), new.clone()),
            };
            [None, None, None, Some(start), Some(timed), Some(new)]
        }
        (Some(before), Some(after)) => between(before, after, from, to).map(Some),
    }
}

fn between(before: &SavedVerdict, after: &SavedVerdict, from: Day, to: Day) -> [Stand; SCENES] {
    let (old, new) = (Stand::of(before), Stand::of(after));
    let by_rule = [&old, &old, &old, &new, &new, &new];
    let by_deadline = [&old, &old, &old, &old, &new, &new];
    let by_progress = [&old, &old, &old, &old, &old, &new];
    let owned = |path: [&Stand; SCENES]| path.map(Stand::clone);
    let same_deadline = before.deadline == after.deadline && before.waiver == after.waiver;
    if (old.status == Status::NotApplicable) != (new.status == Status::NotApplicable) {
        return owned(match () {
            () if !same_deadline => by_deadline,
            () if has_news(before, after, from) => by_progress,
            () => by_rule,
        });
    }
    let same_facts = before.missing == after.missing && before.evidence == after.evidence;
    if same_facts {
        let only_time = old.is_running() && new.is_running() && old.share == new.share;
        let excused = old.status == Status::Waived || new.status == Status::Waived;
        return owned(if !same_deadline || only_time || excused { by_deadline } else { by_rule });
    }
    if !has_news(before, after, from) && !after.evidence.is_empty() {
        let corrected = new.back_on(from);
        return [old.clone(), old, corrected.clone(), corrected, new.clone(), new];
    }
    let timed = old.on_under(to, &new);
    [old.clone(), old.clone(), old.clone(), old, timed, new]
}

/// What a merged unit would have had on the first day: what its verdict says, where that rests on nothing newer; else
/// what its predecessors had together, the least of them, unknown where any was.
fn together(parts: &[&SavedVerdict], after: Option<&SavedVerdict>, from: Day) -> Option<SavedVerdict> {
    if let Some(after) = after.filter(|after| !is_newer(&after.evidence, from) && !after.evidence.is_empty())
    {
        let mut base = after.clone();
        base.status = Stand::of(after).back_on(from).status;
        return Some(base);
    }
    let rank = |verdict: &&&SavedVerdict| match verdict.status {
        Status::Unknown | Status::Error => 0,
        Status::Overdue => 1,
        Status::DueSoon => 2,
        Status::InProgress => 3,
        Status::MetLate => 4,
        Status::Met => 5,
        Status::Waived => 6,
        Status::NotApplicable => 7,
    };
    parts.iter().min_by_key(rank).map(|verdict| (*verdict).clone())
}

/// The scenes between two saved reports.
#[must_use]
pub fn scenes(old: &SavedReport, new: &SavedReport) -> [Scene; SCENES] {
    let mut scenes: [Scene; SCENES] = Default::default();
    let roster = Roster::new(old);
    let first = Terms::of(old);
    let last = Terms::of(new);
    let merged = first.of_merged(new, &roster);
    for (at, scene) in scenes.iter_mut().enumerate() {
        let terms = match at {
            0 => &first,
            1 | 2 => &merged,
            _ => &last,
        };
        scene.counted = terms.weights.keys().cloned().collect();
    }
    for locality in &old.localities {
        let stands = locality.verdicts.iter().map(|v| (v.requirement.as_str(), Stand::of(v)));
        scenes[0].localities.insert(locality.id.clone(), first.actor(locality, stands.collect()));
    }
    for locality in &new.localities {
        let mut steps: [BTreeMap<&str, Stand>; SCENES] = Default::default();
        for (requirement, path) in paths(&roster, old.as_of, new.as_of, locality) {
            for (step, stand) in steps.iter_mut().zip(path) {
                step.extend(stand.map(|stand| (requirement, stand)));
            }
        }
        for (at, stands) in steps.into_iter().enumerate().skip(1) {
            let terms = match at {
                1 | 2 => &merged,
                3 => &Terms { as_of: old.as_of, ..last.clone() },
                _ => &last,
            };
            scenes[at].localities.insert(locality.id.clone(), terms.actor(locality, stands));
        }
    }
    scenes
}

/// The path of each requirement of a locality.
fn paths<'r>(roster: &Roster<'r>, from: Day, to: Day, locality: &'r SavedLocality) -> Vec<(&'r str, Path)> {
    let was = roster.was(locality);
    let of = |one: &'r SavedLocality| one.verdicts.iter().map(|v| (v.requirement.as_str(), v));
    let after: BTreeMap<&str, &SavedVerdict> = of(locality).collect();
    let before: Vec<BTreeMap<&str, &SavedVerdict>> = was.iter().map(|one| of(one).collect()).collect();
    let ids: BTreeSet<&str> =
        after.keys().copied().chain(before.iter().flat_map(|b| b.keys().copied())).collect();
    let path_of = |id: &'r str| {
        let parts: Vec<&SavedVerdict> = before.iter().filter_map(|b| b.get(id).copied()).collect();
        let now = after.get(id).copied();
        let path = match (was.len(), &parts[..]) {
            (0, _) => path(now, now, from, to),
            (1, parts) => path(parts.first().copied(), now, from, to),
            (_, []) => path(None, now, from, to),
            (_, parts) => path(together(parts, now, from).as_ref(), now, from, to),
        };
        (id, path)
    };
    ids.into_iter().map(path_of).collect()
}

/// How a report makes scores.
#[derive(Clone)]
struct Terms {
    weights: BTreeMap<String, Decimal>,
    scoring: SavedScoring,
    as_of: Day,
}

impl Terms {
    fn of(report: &SavedReport) -> Self {
        let scored = report.requirements.iter().filter(|r| r.is_scored());
        Self {
            weights: scored.map(|r| (r.id.clone(), r.weight)).collect(),
            scoring: report.scoring.clone().unwrap_or_default(),
            as_of: report.as_of,
        }
    }

    /// The same once units have merged: what no successor has a report on no longer counts, and that is the merger's
    /// doing.
    fn of_merged(&self, new: &SavedReport, roster: &Roster<'_>) -> Self {
        let is_same = |one: &SavedLocality| matches!(roster.was(one)[..], [was] if was.id == one.id);
        let mut merged = self.clone();
        if new.localities.iter().all(is_same) {
            return merged;
        }
        for requirement in new.requirements.iter().filter(|requirement| !requirement.is_scored()) {
            let of = |one: &SavedLocality| {
                let unknown =
                    |v: &SavedVerdict| v.requirement == requirement.id && v.status == Status::Unknown;
                !is_same(one) && one.verdicts.iter().any(unknown)
            };
            if new.localities.iter().any(of) {
                merged.weights.remove(&requirement.id);
            }
        }
        merged
    }

    fn actor(&self, locality: &SavedLocality, stands: BTreeMap<&str, Stand>) -> Actor {
        let mut low = BigRational::zero();
        let mut open = BigRational::zero();
        let mut total = BigRational::zero();
        for (requirement, stand) in &stands {
            let Some(weight) = self.weights.get(*requirement).filter(|_| self.counts(stand)) else {
                continue;
            };
            let weight = exact(*weight);
            let credits = self.scoring.credits;
            match stand.status {
                Status::Met => low += &weight * exact(credits.met),
                Status::MetLate => low += &weight * exact(credits.met_late),
                Status::InProgress | Status::DueSoon => low += &weight * &stand.share,
                Status::Unknown | Status::Error => open += &weight,
                Status::Overdue | Status::Waived | Status::NotApplicable => {}
            }
            total += weight;
        }
        let hundred = BigRational::from_integer(BigInt::from(100));
        let share = |part: BigRational| part * &hundred / &total;
        let score = (!total.is_zero()).then(|| (share(low.clone()), share(&low + open)));
        let standpoint = |(requirement, stand): (&str, Stand)| {
            (requirement.to_owned(), Standpoint { status: stand.status, share: stand.share })
        };
        Actor { level: locality.level, score, verdicts: stands.into_iter().map(standpoint).collect() }
    }

    fn counts(&self, stand: &Stand) -> bool {
        let due = || stand.effective.is_some_and(|effective| effective < self.as_of);
        !stand.status.is_left_out()
            && (self.scoring.basis == Basis::All || stand.status.is_complete() || due())
    }
}
