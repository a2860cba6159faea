//! Explaining: gathering the whole way to one answer.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::assemble::{Depth, Findings, Lane, locality_row};
use super::explanation::{
    ChainRow, Combined, Dossier, Explanation, FactTrail, Outlook, PartTrail, Refusal, RuleTrace, Source,
    StatementRow, TraceLine, WaiverLink,
};
use super::mentions::Mentions;
use super::past::Past;
use super::verdicts::{row, show};
use super::{Number, Selection, remedy};
use crate::evaluate::{Steps, Verdict};
use crate::forecast;
use crate::model::document::DocumentIx;
use crate::model::fact::FactIx;
use crate::model::locality::LocalityIx;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::verdict::Status;
use crate::project::Project;
use crate::resolve::deadlines::Standing;
use crate::resolve::facts::{Origin, Part};
use crate::resolve::history::value_of;
use crate::rulebook::{Asked, Rulebook};

/// Most units inside a locality that are shown of what they add up to.
const UNITS_SHOWN: usize = 12;

/// Explains one locality: all its requirements, or one. `None` where it has no standing among those found.
#[must_use]
pub fn dossier(
    findings: &Findings<'_>,
    locality: LocalityIx,
    only: Option<RequirementIx>,
) -> Option<Dossier> {
    let level = findings.resolution.project.registry.get(locality).level;
    let standings = findings.standings.get(&level)?;
    let standing = standings.iter().find(|s| s.locality == locality)?;
    let of_level = findings.lanes_of(level);
    let (mut mentions, past) = (Mentions::default(), Past::default());
    let lanes: Vec<Lane<'_>> = findings.lanes().collect();
    let own = lanes.iter().filter_map(|lane| Some((lane, lane.row_of(locality)?)));
    let asked = own.filter(|(lane, at)| only.is_none_or(|only| lane.verdicts[*at].requirement == only));
    let explanations = asked.map(|own| explain(findings, own, &mut mentions, &past)).collect();
    Some(Dossier {
        as_of: findings.resolution.horizon.as_of,
        locality: locality_row(findings, standing, &of_level, &Selection::default(), (&mut mentions, &past))?,
        ranked: standings.iter().filter(|s| s.rank.is_some()).count(),
        explanations,
    })
}

fn explain(
    findings: &Findings<'_>,
    own: (&Lane<'_>, usize),
    mentions: &mut Mentions,
    past: &Past,
) -> Explanation {
    let (requirement, verdict) = (own.0.requirement, &own.0.verdicts[own.1]);
    let steps = findings.steps(verdict);
    Explanation {
        title: requirement.title.clone(),
        verdict: row(findings, own, Depth::Verdicts, mentions),
        chain: chain(findings, verdict, requirement, past),
        waivers: waivers(findings, verdict),
        rule: rule_trace((findings.resolution.project, findings.rulebook), verdict, &steps, requirement),
        facts: requirement.reads.iter().map(|fact| trail(findings, verdict, *fact)).collect(),
        remedies: remedy::remedies(findings, verdict),
        effect: remedy::effect(findings, verdict),
        outlook: outlook(findings, verdict),
    }
}

/// When a verdict that is measured by one fact will be complete.
pub(super) fn outlook(findings: &Findings<'_>, verdict: &Verdict) -> Option<Outlook> {
    let progress = verdict.progress.filter(|_| !verdict.status.is_complete())?;
    let resolution = findings.resolution;
    let requirement = findings.rulebook.requirement(verdict.requirement);
    let way = findings.way(verdict);
    let mut read = way.reads.iter().filter_map(|read| requirement.reads.get(read.slot));
    let is_done = |fact: &&FactIx| {
        let held = way.evidence.iter().find(|(at, _)| at == *fact);
        held.is_some_and(|(_, held)| held.value.number() == Some(progress.done))
    };
    let forecast = match read.find(is_done) {
        None => Err(Refusal::NoFigure),
        Some(fact) => forecast::series(resolution, verdict.locality, *fact).and_then(|points| {
            let due = verdict.deadline.as_ref().and_then(|deadline| deadline.effective);
            let (as_of, calendar) = (resolution.horizon.as_of, &resolution.project.calendar);
            forecast::forecast(&points, progress.total, due, as_of, calendar)
        }),
    };
    Some(match forecast {
        Ok(forecast) => Outlook::Forecast(forecast),
        Err(refusal) => Outlook::Refused(refusal),
    })
}

pub(super) fn source(findings: &Findings<'_>, at: DocumentIx) -> Source {
    let document = findings.resolution.project.document(at);
    Source {
        id: document.id.clone(),
        title: document.title.clone(),
        kind: document.kind,
        number: document.number.clone(),
        dated: document.dated,
        source: document.source.clone(),
    }
}

/// Every statement that speaks of a verdict's deadline, earliest first.
pub(super) fn chain(
    findings: &Findings<'_>,
    verdict: &Verdict,
    requirement: &Requirement,
    past: &Past,
) -> Vec<ChainRow> {
    let resolution = findings.resolution;
    let links = resolution.chain(verdict.locality, requirement, resolution.horizon.as_of);
    let mut rows = Vec::new();
    for link in &links {
        let statement = &resolution.project.deadlines[link.statement];
        let document = resolution.project.document(statement.document);
        let moves = !matches!(link.standing, Standing::Unnamed | Standing::GaveWay | Standing::CannotExtend);
        rows.push(ChainRow {
            document: source(findings, statement.document),
            authority: document.authority,
            action: statement.action,
            nominal: link.due.nominal,
            effective: link.due.effective,
            due_kind: resolution.due_kind(link.statement),
            as_printed: statement.as_printed.clone(),
            rolled_because: resolution.project.calendar.rolled_because(&link.due.rolled_over),
            target: statement.target,
            unnamed: statement.binds_unnamed,
            standing: link.standing,
            already_late: moves
                .then(|| past.late_by(findings, verdict.requirement, verdict.locality, document.dated))
                .flatten(),
            note: statement.note.clone(),
        });
    }
    rows
}

fn waivers(findings: &Findings<'_>, verdict: &Verdict) -> Vec<WaiverLink> {
    let moved_by = verdict.deadline.iter().flat_map(|d| d.moved_by.iter());
    let excused_by = verdict.excuse.iter().flat_map(|e| e.waivers.iter());
    let mut all: Vec<usize> = moved_by.chain(excused_by).copied().collect();
    all.sort_unstable();
    all.dedup();
    let project = findings.resolution.project;
    all.into_iter()
        .map(|at| {
            let waiver = &project.waivers[at];
            WaiverLink {
                document: source(findings, waiver.document),
                from: waiver.life.from,
                until: waiver.life.to,
                reason: waiver.reason.clone(),
            }
        })
        .collect()
}

/// The lines of a rule on which it asked for something or decided, with what there was.
pub(super) fn rule_trace(
    (project, rulebook): (&Project, &Rulebook),
    verdict: &Verdict,
    steps: &Steps,
    requirement: &Requirement,
) -> RuleTrace {
    let text = rulebook.text(verdict.requirement);
    let mut lines: BTreeMap<usize, Vec<(usize, Option<super::Shown>)>> = BTreeMap::new();
    for (look, value) in &steps.looks {
        let shown = value.as_ref().map(|value| match look.asked {
            Asked::Fact(slot) => show(project.dictionary.get(requirement.reads[slot]), value),
            Asked::Target => super::Shown::Number(Number(value.number().unwrap_or_default())),
        });
        lines.entry(look.at.line).or_default().push((look.at.column, shown));
    }
    if let Some(at) = steps.decided {
        let line = lines.entry(at.line).or_default();
        // what is not known ended the check here, and was looked for at this very place
        if verdict.status == Status::Unknown && !line.iter().any(|(column, _)| *column == at.column) {
            line.push((at.column, None));
        }
    }
    let lines = lines.into_iter().map(|(number, mut reads)| {
        reads.sort_by_key(|(column, _)| *column);
        let text = text.lines().nth(number.saturating_sub(1)).unwrap_or_default().to_owned();
        let (imported, number) = match rulebook.imported(verdict.requirement, number) {
            Some((file, number)) => (Some(file.to_owned()), number),
            None => (None, number),
        };
        TraceLine { imported, number, text, reads }
    });
    RuleTrace { file: requirement.place.file.to_string(), lines: lines.collect() }
}

fn trail(findings: &Findings<'_>, verdict: &Verdict, at: FactIx) -> FactTrail {
    let resolution = findings.resolution;
    let fact = resolution.project.dictionary.get(at);
    let held = resolution.held(verdict.locality, at, resolution.horizon.as_of);
    let used = held.as_ref().and_then(|held| match held.origin {
        Origin::Stated(cell) => Some(cell),
        Origin::Inherited(_) | Origin::RolledUp(_) => None,
    });
    let statements = resolution.statements(verdict.locality, at).into_iter().map(|stated| {
        let table = resolution.table(stated.cell);
        StatementRow {
            value: show(fact, &value_of(resolution.project, stated.cell)),
            approx: table.approx,
            dated: stated.dated,
            exact: table.exact,
            document: source(findings, table.document),
            confidence: resolution.document_of(stated.cell).confidence,
            used: used == Some(stated.cell),
            note: table.note.clone(),
        }
    });
    FactTrail {
        name: fact.name.clone(),
        title: fact.title.clone(),
        value: held.as_ref().map(|held| show(fact, &held.value)),
        read: verdict.rests_on(at, findings.rulebook.requirement(verdict.requirement)),
        statements: statements.collect(),
        combined: held
            .as_ref()
            .map(|held| held.origin.clone())
            .or_else(|| resolution.falls_short(verdict.locality, at, resolution.horizon.as_of))
            .map_or(Combined::Inherited(Vec::new()), |origin| combined(findings, at, &origin)),
    }
}

fn combined(findings: &Findings<'_>, fact: FactIx, origin: &Origin) -> Combined {
    let all = origin.parts().unwrap_or_default();
    let trail = |part: &Part| part_trail(findings, fact, part);
    let Origin::RolledUp(_) = origin else { return Combined::Inherited(all.iter().map(trail).collect()) };
    let (reported, missing): (Vec<&Part>, Vec<&Part>) = all.iter().partition(|part| part.held.is_some());
    let shown = missing.iter().chain(&reported).take(UNITS_SHOWN).map(|part| trail(part)).collect();
    let roll_up = findings.resolution.project.dictionary.get(fact).roll_up;
    let allowed = Number(roll_up.map_or(Decimal::ZERO, |roll_up| roll_up.missing * Decimal::ONE_HUNDRED));
    Combined::RolledUp { shown, units: all.len(), missing: missing.len(), allowed }
}

fn part_trail(findings: &Findings<'_>, at: FactIx, part: &Part) -> PartTrail {
    let resolution = findings.resolution;
    let fact = resolution.project.dictionary.get(at);
    let known = || resolution.held(part.locality, at, resolution.horizon.as_of).is_some();
    PartTrail {
        locality: resolution.project.registry.get(part.locality).name.clone(),
        value: part.held.as_ref().map(|held| show(fact, &held.value)),
        withheld: part.held.is_none() && known(),
        dated: part.held.as_ref().map(|held| held.dated),
        document: part.held.as_ref().and_then(|held| match held.origin {
            Origin::Stated(cell) => Some(source(findings, resolution.table(cell).document)),
            Origin::Inherited(_) | Origin::RolledUp(_) => None,
        }),
    }
}
