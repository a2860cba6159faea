//! What would change a verdict: found by asking the rule, never by guessing.

use rust_decimal::Decimal;

use super::Shown;
use super::assemble::Findings;
use super::explanation::{Effect, Remedy};
use super::verdicts::show;
use crate::evaluate::Verdict;
use crate::model::day::Day;
use crate::model::fact::{Fact, FactKind};
use crate::model::locality::LocalityIx;
use crate::model::value::Value;
use crate::model::verdict::Status;
use crate::rank::{Standing, rank};
use crate::rulebook::Answer;

/// Values that, reported instead of what is known, would make the rule complete: of one fact where that is enough,
/// else of every fact that is not reported.
pub(super) fn remedies(findings: &Findings<'_>, verdict: &Verdict) -> Vec<Remedy> {
    if verdict.status.is_complete() || verdict.status == Status::NotApplicable {
        return Vec::new();
    }
    let resolution = findings.resolution;
    let dictionary = &resolution.project.dictionary;
    let as_of = resolution.horizon.as_of;
    let requirement = findings.rulebook.requirement(verdict.requirement);
    let known: Vec<Option<Value>> = requirement
        .reads
        .iter()
        .map(|fact| resolution.held(verdict.locality, *fact, as_of).map(|held| held.value))
        .collect();
    let duty = resolution.duty(verdict.locality, requirement, as_of).unwrap_or_default();
    let target = duty.target.map(|t| t.value);
    let mut executor = findings.rulebook.executor(dictionary);
    let mut completes =
        |values: &[Option<Value>]| match executor.run(verdict.requirement, values, target).answer {
            Answer::Met { day, .. } => day.is_none_or(|day| day <= as_of),
            Answer::Progress { done, total, .. } => done >= total,
            _ => false,
        };
    let numbers: Vec<Decimal> = known.iter().flatten().filter_map(Value::number).chain(target).collect();
    let mut remedies = Vec::new();
    for (slot, at) in requirement.reads.iter().enumerate() {
        let fact = dictionary.get(*at);
        let measured = verdict.progress.is_some();
        let enough = candidates(fact, known[slot].as_ref(), &numbers).into_iter().find(|candidate| {
            // More done completes a measured progress; that there be less to do is nobody's remedy.
            if measured && known[slot].as_ref().and_then(Value::number) > candidate.number() {
                return false;
            }
            let mut values = known.clone();
            values[slot] = Some(candidate.clone());
            completes(&values)
        });
        remedies.extend(enough.map(|value| Remedy { values: vec![named(fact, &value)] }));
    }
    if remedies.is_empty() && !verdict.missing.is_empty() {
        let mut values = known.clone();
        let mut needed = Vec::new();
        for (slot, at) in verdict.missing.iter().zip(verdict.missing(requirement)) {
            let fact = dictionary.get(at);
            let Some(best) = candidates(fact, None, &numbers).pop() else { return remedies };
            needed.push(named(fact, &best));
            values[slot] = Some(best);
        }
        if completes(&values) {
            remedies.push(Remedy { values: needed });
        }
    }
    remedies
}

fn named(fact: &Fact, value: &Value) -> (String, Shown) {
    (fact.name.clone(), show(fact, value))
}

/// Values worth trying, the least demanding first: the other truth, other stages, figures that stand beside it.
fn candidates(fact: &Fact, known: Option<&Value>, numbers: &[Decimal]) -> Vec<Value> {
    let mut all: Vec<Value> = match fact.kind {
        FactKind::Bool => vec![Value::Bool(false), Value::Bool(true)],
        FactKind::Stage => {
            (0..fact.stages.len()).filter_map(|s| u16::try_from(s).ok()).map(Value::Stage).collect()
        }
        FactKind::Int => {
            let whole = numbers.iter().filter_map(|n| i64::try_from(n.ceil()).ok());
            whole.map(Value::Int).collect()
        }
        FactKind::Decimal => numbers.iter().copied().map(Value::Decimal).collect(),
        FactKind::Percent => vec![Value::Decimal(Decimal::ONE_HUNDRED)],
        FactKind::Date | FactKind::Text => Vec::new(),
    };
    all.retain(|candidate| Some(candidate) != known);
    all
}

/// The day for which what an open verdict rests on proves that the locality was not complete.
fn proven_open(findings: &Findings<'_>, verdict: &Verdict) -> Option<Day> {
    let exact = verdict.status == Status::Overdue && findings.evidence(verdict).all(|(_, held)| held.exact);
    findings.evidence(verdict).filter(|_| exact).map(|(_, held)| held.oldest).min()
}

/// What reporting it complete on the day judged would do to score and rank.
pub(super) fn effect(findings: &Findings<'_>, verdict: &Verdict) -> Option<Effect> {
    if verdict.status.is_complete() || verdict.status.is_left_out() {
        return None;
    }
    let resolution = findings.resolution;
    let as_of = resolution.horizon.as_of;
    let effective =
        verdict.deadline.as_ref().and_then(|d| d.effective).filter(|effective| *effective < as_of);
    let late =
        effective.is_some_and(|effective| proven_open(findings, verdict).is_some_and(|day| day >= effective));
    let status = if late { Status::MetLate } else { Status::Met };
    let level = resolution.project.registry.get(verdict.locality).level;
    let before = findings.standings.get(&level)?;
    let localities: Vec<LocalityIx> = before.iter().map(|s| s.locality).collect();
    let changed: Vec<Vec<Verdict>> = findings
        .of_level(level)
        .into_iter()
        .map(|verdicts| {
            let change =
                |v: &Verdict| match (v.locality, v.requirement) == (verdict.locality, verdict.requirement) {
                    true => Verdict { status, ..v.clone() },
                    false => v.clone(),
                };
            verdicts.iter().map(change).collect()
        })
        .collect();
    let lists: Vec<&[Verdict]> = changed.iter().map(Vec::as_slice).collect();
    let mut weights = findings.weights.clone();
    weights.entry(verdict.requirement).or_insert(findings.rulebook.requirement(verdict.requirement).weight);
    let after = rank(&localities, &lists, &weights, &resolution.project.scoring, as_of);
    let find = |standings: &[Standing]| standings.iter().find(|s| s.locality == verdict.locality).cloned();
    let (before, after) = (find(before)?, find(&after)?);
    let score = |s: &Standing| {
        let bounds = s.score.as_ref()?;
        Some((bounds.low.rounded(1), bounds.high.rounded(1)))
    };
    let ranks = |s: &Standing| s.rank.map(|r| (r.best, r.worst));
    Some(Effect {
        status,
        score_before: score(&before)?,
        score_after: score(&after)?,
        rank_before: ranks(&before)?,
        rank_after: ranks(&after)?,
    })
}
