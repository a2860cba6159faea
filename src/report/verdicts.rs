//! Verdicts as rows: reasons filled in, days counted, evidence spelled.

use rust_decimal::Decimal;

use super::assemble::{Depth, Findings, Lane};
use super::mentions::Mentions;
use super::shared::Shared;
use super::{
    DeadlineRow, EvidenceRow, Number, PartRow, ProgressRow, ReasonRow, RivalRow, Shown, StageShown,
    VerdictRow, WaiverRow, spelling,
};
use crate::evaluate::Verdict;
use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::document::{Cell, DocumentIx};
use crate::model::fact::{Fact, FactIx};
use crate::model::locality::LocalityIx;
use crate::model::requirement::Requirement;
use crate::model::value::Value;
use crate::model::verdict::Status;
use crate::rank::share;
use crate::resolve::deadlines::InForce;
use crate::resolve::facts::{Held, Origin, Part};
use crate::resolve::history::{Stated, value_of};
use crate::rulebook::{Piece, placeholders};

/// The row of one verdict: of a requirement, the `at`th.
pub(super) fn row(
    findings: &Findings<'_>,
    (lane, at): (&Lane<'_>, usize),
    depth: Depth,
    mentions: &mut Mentions,
) -> VerdictRow {
    let project = findings.resolution.project;
    let (requirement, verdict) = (lane.requirement, &lane.verdicts[at]);
    let excuse = verdict.excuse.as_ref().filter(|_| verdict.status == Status::Waived);
    VerdictRow {
        requirement: requirement.id.clone(),
        status: verdict.status,
        reason: reason(findings, requirement, verdict, mentions),
        deadline: verdict.deadline.as_ref().map(|d| deadline(findings, verdict, d, mentions)),
        completed_after: verdict.completion.and_then(|c| c.after),
        completed_by: verdict.completion.map(|c| c.by),
        progress: verdict.progress.map(|progress| ProgressRow {
            done: Number(progress.done),
            total: Number(progress.total),
            share: Number(share(verdict).rounded(4)),
        }),
        missing: verdict.missing(requirement).map(|fact| mentions.fact(project, fact)).collect(),
        evidence: findings
            .evidence(verdict)
            .filter(|_| depth > Depth::Brief)
            .map(|(fact, held)| evidence(findings, verdict.locality, fact, &held, mentions))
            .collect(),
        documents: documents(findings, (lane, at), mentions),
        assumed: verdict.assumed,
        waiver: excuse.and_then(|excuse| {
            let waiver = project.waivers.get(*excuse.waivers.first()?)?;
            Some(WaiverRow {
                document: mentions.document(project, waiver.document),
                until: excuse.until,
                reason: waiver.reason.clone(),
            })
        }),
        fault: verdict.fault.as_ref().map(|fault| fault.message.clone()),
        outlook: None,
        chain: Vec::new(),
    }
}

/// The reason in both languages, its placeholders filled with what the rule read, or else with what is known.
fn reason(
    findings: &Findings<'_>,
    requirement: &Requirement,
    verdict: &Verdict,
    mentions: &mut Mentions,
) -> Option<Shared<ReasonRow>> {
    let at = (verdict.requirement, verdict.reason?);
    if let Some(known) = mentions.shelf.reasons.get(&at) {
        return Some(known.clone());
    }
    let (key, template) = requirement.reasons.get_index(at.1)?;
    let row = Shared::from(ReasonRow {
        key: key.clone(),
        en: fill(findings, verdict, &template.en, Lang::En),
        vi: fill(findings, verdict, &template.vi, Lang::Vi),
    });
    let speaks_of_facts = |text: &str| placeholders(text).any(|piece| matches!(piece, Piece::Fact(_)));
    if !speaks_of_facts(&template.en) && !speaks_of_facts(&template.vi) {
        mentions.shelf.reasons.insert(at, row.clone());
    }
    Some(row)
}

/// Ids of the documents that a verdict rests on, each once.
fn documents(
    findings: &Findings<'_>,
    (lane, at): (&Lane<'_>, usize),
    mentions: &mut Mentions,
) -> Shared<Vec<String>> {
    let verdict = &lane.verdicts[at];
    let resolution = findings.resolution;
    let project = resolution.project;
    let of = |cell: Cell| resolution.table(cell).document;
    let mut list: Vec<DocumentIx> = Vec::new();
    let mut rests_on = |document: DocumentIx| {
        if !list.contains(&document) {
            list.push(document);
        }
    };
    for holding in verdict.evidence.iter().filter_map(|slot| lane.holdings.get(slot)) {
        match holding.combined(at) {
            Some(held) => held
                .origin
                .parts()
                .into_iter()
                .flatten()
                .filter_map(stated_by)
                .map(of)
                .for_each(&mut rests_on),
            None => holding.cell(at).map(of).into_iter().for_each(&mut rests_on),
        }
    }
    let deadline = verdict.deadline.as_ref().map(|deadline| &project.deadlines[deadline.statement]);
    deadline.into_iter().for_each(|deadline| rests_on(deadline.document));
    let excuse = verdict.excuse.as_ref().filter(|_| verdict.status == Status::Waived);
    let waiver = excuse.and_then(|excuse| project.waivers.get(*excuse.waivers.first()?));
    waiver.into_iter().for_each(|waiver| rests_on(waiver.document));
    if let Some(known) = mentions.shelf.sources.get(&list) {
        return known.clone();
    }
    let ids: Vec<String> = list.iter().map(|document| mentions.document(project, *document)).collect();
    let ids = Shared::from(ids);
    mentions.shelf.sources.insert(list, ids.clone());
    ids
}

/// The statement that a part has its value from, where it has not inherited it in turn.
fn stated_by(part: &Part) -> Option<Cell> {
    match part.held.as_ref()?.origin {
        Origin::Stated(cell) => Some(cell),
        Origin::Inherited(_) | Origin::RolledUp(_) => None,
    }
}

pub(super) fn fill(findings: &Findings<'_>, verdict: &Verdict, template: &str, lang: Lang) -> String {
    placeholders(template)
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Fact(name) => value_in_words(findings, verdict, name, lang),
        })
        .collect()
}

fn value_in_words(findings: &Findings<'_>, verdict: &Verdict, name: &str, lang: Lang) -> String {
    let resolution = findings.resolution;
    let dictionary = &resolution.project.dictionary;
    let held = dictionary.find(name).and_then(|fact| {
        let held = resolution.held(verdict.locality, fact, resolution.horizon.as_of)?;
        let approx = match held.origin {
            Origin::Stated(cell) => resolution.table(cell).approx,
            Origin::Inherited(_) | Origin::RolledUp(_) => None,
        };
        Some((show(dictionary.get(fact), &held.value), approx))
    });
    match held {
        Some((Shown::Number(Number(figure)), approx)) => spelling::hedged(figure, approx, lang),
        Some((value, _)) => spelling::shown(&value, lang),
        None => spelling::not_reported().get(lang).to_owned(),
    }
}

/// A value as it is shown.
pub(super) fn show(fact: &Fact, value: &Value) -> Shown {
    match value {
        Value::Bool(bool) => Shown::Bool(*bool),
        Value::Int(int) => Shown::Number(Number(Decimal::from(*int))),
        Value::Decimal(decimal) => Shown::Number(Number(*decimal)),
        Value::Date(day) => Shown::Date(*day),
        Value::Stage(stage) => Shown::Stage(StageShown {
            word: fact.stage_word(*stage).to_owned(),
            title: fact.stage_title(*stage),
        }),
        Value::Text(text) => Shown::Text(text.to_string()),
    }
}

fn deadline(
    findings: &Findings<'_>,
    verdict: &Verdict,
    in_force: &InForce,
    mentions: &mut Mentions,
) -> Shared<DeadlineRow> {
    let resolution = findings.resolution;
    let project = resolution.project;
    let late = days_late(verdict, in_force, resolution.horizon.as_of);
    let left = days_left(verdict, in_force, resolution.horizon.as_of);
    let key = (in_force.statement, in_force.due.nominal, in_force.effective, late, left);
    if let Some(known) = mentions.shelf.deadlines.get(&key) {
        return known.clone();
    }
    let statement = &project.deadlines[in_force.statement];
    let document = project.document(statement.document);
    let calendar_days = |(from, to): (Day, Day)| from.days_until(to);
    let working_days = |(from, to): (Day, Day)| project.calendar.working_days(from, to).ok();
    let row = Shared::from(DeadlineRow {
        nominal: in_force.due.nominal,
        effective: in_force.effective,
        document: mentions.document(project, statement.document),
        days_left: left.map(calendar_days),
        working_days_left: left.and_then(working_days),
        days_late: late.map(calendar_days),
        working_days_late: late.and_then(working_days),
        rolled_because: project.calendar.rolled_because(&in_force.due.rolled_over),
        due_kind: resolution.due_kind(in_force.statement),
        authority: document.authority,
    });
    mentions.shelf.deadlines.insert(key, row.clone());
    row
}

/// From the effective day to the as-of day while not complete and past it, to the proven day when late.
pub(super) fn days_late(verdict: &Verdict, deadline: &InForce, as_of: Day) -> Option<(Day, Day)> {
    let effective = deadline.effective?;
    match verdict.status {
        Status::MetLate => Some((effective, verdict.completion?.after?)),
        Status::Met | Status::NotApplicable => None,
        _ => (as_of > effective).then_some((effective, as_of)),
    }
}

/// From the as-of day to the effective day while open.
pub(super) fn days_left(verdict: &Verdict, deadline: &InForce, as_of: Day) -> Option<(Day, Day)> {
    let open = !verdict.status.is_complete() && verdict.status != Status::NotApplicable;
    deadline.effective.filter(|effective| open && as_of <= *effective).map(|effective| (as_of, effective))
}

fn evidence(
    findings: &Findings<'_>,
    locality: LocalityIx,
    at: FactIx,
    held: &Held,
    mentions: &mut Mentions,
) -> EvidenceRow {
    let resolution = findings.resolution;
    let project = resolution.project;
    let fact = project.dictionary.get(at);
    let mut row = EvidenceRow {
        fact: mentions.fact(project, at),
        value: show(fact, &held.value),
        dated: held.dated,
        document: None,
        confidence: None,
        approx: None,
        rivals: Vec::new(),
        parts: None,
    };
    match &held.origin {
        Origin::Stated(cell) => {
            let table = resolution.table(*cell);
            row.document = Some(mentions.document(project, table.document));
            row.confidence = Some(project.document(table.document).confidence);
            row.approx = table.approx;
            let rivals = resolution.rivals(locality, at, *cell).into_iter();
            row.rivals = rivals.map(|stated| rival(findings, fact, stated, mentions)).collect();
        }
        Origin::Inherited(parts) | Origin::RolledUp(parts) => {
            row.parts = Some(parts.iter().map(|part| self::part(findings, fact, part, mentions)).collect());
        }
    }
    row
}

fn rival(findings: &Findings<'_>, fact: &Fact, stated: Stated, mentions: &mut Mentions) -> RivalRow {
    let resolution = findings.resolution;
    let document = resolution.table(stated.cell).document;
    RivalRow {
        value: show(fact, &value_of(resolution.project, stated.cell)),
        dated: stated.dated,
        document: mentions.document(resolution.project, document),
        confidence: resolution.project.document(document).confidence,
    }
}

fn part(findings: &Findings<'_>, fact: &Fact, part: &Part, mentions: &mut Mentions) -> PartRow {
    let resolution = findings.resolution;
    let document =
        stated_by(part).map(|cell| mentions.document(resolution.project, resolution.table(cell).document));
    PartRow {
        locality: resolution.project.registry.get(part.locality).id.clone(),
        value: part.held.as_ref().map(|held| show(fact, &held.value)),
        dated: part.held.as_ref().map(|held| held.dated),
        document,
    }
}
