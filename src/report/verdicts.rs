//! Verdicts as rows: reasons filled in, days counted, evidence spelled.

use rust_decimal::Decimal;

use super::assemble::{Depth, Findings, four_decimals};
use super::mentions::Mentions;
use super::{
    DeadlineRow, EvidenceRow, Number, PartRow, ProgressRow, ReasonRow, RivalRow, Shown, StageShown,
    VerdictRow, WaiverRow, spelling,
};
use crate::evaluate::Verdict;
use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::document::Cell;
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

/// The row of one verdict.
pub(super) fn row(
    findings: &Findings<'_>,
    verdict: &Verdict,
    depth: Depth,
    mentions: &mut Mentions,
) -> VerdictRow {
    let project = findings.resolution.project;
    let requirement = findings.rulebook.requirement(verdict.requirement);
    let excuse = verdict.excuse.as_ref().filter(|_| verdict.status == Status::Waived);
    VerdictRow {
        requirement: requirement.id.clone(),
        status: verdict.status,
        reason: reason(findings, requirement, verdict),
        deadline: verdict.deadline.as_ref().map(|d| deadline(findings, verdict, d, mentions)),
        completed_after: verdict.completion.and_then(|c| c.after),
        completed_by: verdict.completion.map(|c| c.by),
        progress: verdict.progress.map(|progress| ProgressRow {
            done: Number(progress.done),
            total: Number(progress.total),
            share: Number(four_decimals(&share(verdict))),
        }),
        missing: verdict.missing.iter().map(|fact| mentions.fact(project, *fact)).collect(),
        evidence: findings
            .evidence(verdict)
            .map(|(fact, held)| evidence(findings, verdict.locality, fact, &held, depth, mentions))
            .collect(),
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
fn reason(findings: &Findings<'_>, requirement: &Requirement, verdict: &Verdict) -> Option<ReasonRow> {
    let (key, template) = requirement.reasons.get_index(verdict.reason?)?;
    Some(ReasonRow {
        key: key.clone(),
        en: fill(findings, verdict, &template.en, Lang::En),
        vi: fill(findings, verdict, &template.vi, Lang::Vi),
    })
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
) -> DeadlineRow {
    let resolution = findings.resolution;
    let project = resolution.project;
    let statement = &project.deadlines[in_force.statement];
    let document = project.document(statement.document);
    let late = days_late(verdict, in_force, resolution.horizon.as_of);
    let left = days_left(verdict, in_force, resolution.horizon.as_of);
    let calendar_days = |(from, to): (Day, Day)| from.days_until(to);
    let working_days = |(from, to): (Day, Day)| project.calendar.working_days(from, to).ok();
    DeadlineRow {
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
    }
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
    depth: Depth,
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
        rolled_up_from: match held.origin {
            Origin::RolledUp(_) => fact.roll_up.map(|roll_up| roll_up.from),
            Origin::Stated(_) | Origin::Inherited(_) => None,
        },
    };
    match &held.origin {
        Origin::Stated(cell) => {
            let table = resolution.table(*cell);
            row.document = Some(mentions.document(project, table.document));
            row.confidence = Some(project.document(table.document).confidence);
            row.approx = table.approx;
            if depth > Depth::Brief {
                let rivals = resolution.rivals(locality, at, *cell).into_iter();
                row.rivals = rivals.map(|stated| rival(findings, fact, stated, mentions)).collect();
            }
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
    let mut stated_by = |cell: Cell| mentions.document(resolution.project, resolution.table(cell).document);
    let document = part.held.as_ref().and_then(|held| match held.origin {
        Origin::Stated(cell) => Some(stated_by(cell)),
        Origin::Inherited(_) | Origin::RolledUp(_) => None,
    });
    let unit = resolution.project.registry.get(part.locality);
    PartRow {
        locality: unit.id.clone(),
        name: unit.name.clone(),
        value: part.held.as_ref().map(|held| show(fact, &held.value)),
        dated: part.held.as_ref().map(|held| held.dated),
        document,
    }
}
