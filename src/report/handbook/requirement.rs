//! One requirement, gathered from its rule, its documents, its cases and the verdicts.

use std::collections::BTreeMap;

use super::{CaseView, DeadlineView, FactLine, Paper, RequirementView, Standings, WaiverView, Whom, number};
use crate::evaluate::Verdict;
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::case::{Case, CaseFile, Stated};
use crate::model::day::Day;
use crate::model::document::{Binds, Deadline, DocumentIx};
use crate::model::fact::Dictionary;
use crate::model::locality::LocalityIx;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::verdict::Status;
use crate::project::Project;
use crate::report::alphabet::vietnamese;
use crate::report::assemble::Findings;
use crate::report::verdicts::show;
use crate::report::{Shown, spelling};
use crate::resolve::Resolution;
use crate::rulebook::{Piece, placeholders};

/// Statuses in the order in which a page lists them: who complies first.
const LISTED: [Status; 9] = [
    Status::Met,
    Status::MetLate,
    Status::InProgress,
    Status::DueSoon,
    Status::Overdue,
    Status::Unknown,
    Status::Waived,
    Status::NotApplicable,
    Status::Error,
];

/// The view of one requirement, in force or not.
#[must_use]
pub fn requirement_view(findings: &Findings<'_>, cases: &[CaseFile], at: RequirementIx) -> RequirementView {
    let resolution = findings.resolution;
    let project = resolution.project;
    let requirement = findings.rulebook.requirement(at);
    let found = findings.requirements.iter().position(|known| *known == at);
    let verdicts: &[Verdict] = found.and_then(|at| findings.verdicts.get(at)).map_or(&[], Vec::as_slice);
    let mut cites: Vec<Paper> =
        requirement.cites.iter().filter(|at| resolution.knows(**at)).map(|at| paper(project, *at)).collect();
    cites.sort_by(|a, b| (a.dated, &a.id).cmp(&(b.dated, &b.id)));
    RequirementView {
        id: requirement.id.clone(),
        title: requirement.title.clone(),
        text: requirement.text.clone(),
        file: requirement.place.file.to_string(),
        level: requirement.level,
        reach: requirement.reach,
        responsible: requirement.responsible.clone(),
        weight: number(requirement.weight),
        in_force_from: cites.first().map(|paper| paper.dated),
        cites,
        deadlines: deadlines(resolution, requirement, verdicts),
        waivers: waivers(resolution, requirement),
        reads: requirement.reads.iter().map(|fact| line(&project.dictionary, *fact)).collect(),
        reasons: requirement.reasons.iter().map(|(key, text)| (key.clone(), text.clone())).collect(),
        cases: cases_of(cases, requirement, &project.dictionary),
        standing: Standings {
            as_of: resolution.horizon.as_of,
            in_force: found.is_some(),
            rows: standing(project, verdicts),
        },
    }
}

/// A document as a page names it.
pub(super) fn paper(project: &Project, at: DocumentIx) -> Paper {
    let document = project.document(at);
    Paper {
        id: document.id.clone(),
        title: document.title.clone(),
        kind: document.kind,
        issuer: document.issuer.clone(),
        number: document.number.clone(),
        dated: document.dated,
        published: document.published,
        source: document.source.clone(),
    }
}

pub(super) fn line(dictionary: &Dictionary, fact: crate::model::fact::FactIx) -> FactLine {
    let fact = dictionary.get(fact);
    FactLine { name: fact.name.clone(), title: fact.title.clone(), kind: fact.kind }
}

fn names(project: &Project, localities: &[LocalityIx]) -> Vec<Bilingual> {
    let mut names: Vec<Bilingual> =
        localities.iter().map(|locality| project.registry.get(*locality).name.clone()).collect();
    let alphabet = vietnamese();
    names.sort_by(|a, b| alphabet.compare(&a.vi, &b.vi).then_with(|| a.cmp(b)));
    names
}

fn deadlines(
    resolution: &Resolution<'_>,
    requirement: &Requirement,
    verdicts: &[Verdict],
) -> Vec<DeadlineView> {
    let project = resolution.project;
    let of_it = |(_, deadline): &(usize, &Deadline)| {
        deadline.requirement == requirement.id && resolution.knows(deadline.document)
    };
    let mut found: Vec<(usize, &Deadline)> = project.deadlines.iter().enumerate().filter(of_it).collect();
    found.sort_by_key(|(at, deadline)| {
        let document = project.document(deadline.document);
        (document.dated, &document.id, *at)
    });
    let view = |(at, deadline): (usize, &Deadline)| {
        let due = resolution.due_day(at).unwrap_or_default();
        let counts =
            |verdict: &&Verdict| verdict.deadline.as_ref().is_some_and(|deadline| deadline.statement == at);
        DeadlineView {
            document: paper(project, deadline.document),
            whom: match &deadline.binds {
                Binds::Level(level) => Whom::Level(*level),
                Binds::Localities(localities) => Whom::Named(names(project, localities)),
            },
            action: deadline.action,
            nominal: due.nominal,
            effective: due.effective,
            due_kind: resolution.due_kind(at),
            as_printed: deadline.as_printed.clone(),
            target: deadline.target.map(number),
            unnamed: deadline.binds_unnamed,
            counts_for: verdicts.iter().filter(counts).count(),
            note: deadline.note.clone(),
        }
    };
    found.into_iter().map(view).collect()
}

fn waivers(resolution: &Resolution<'_>, requirement: &Requirement) -> Vec<WaiverView> {
    let project = resolution.project;
    let of_it = project.waivers.iter().filter(|w| w.requirement == requirement.id);
    let mut found: Vec<WaiverView> = of_it
        .filter(|waiver| resolution.knows(waiver.document))
        .map(|waiver| WaiverView {
            document: paper(project, waiver.document),
            localities: names(project, &waiver.localities),
            from: waiver.life.from,
            until: waiver.life.to,
            reason: waiver.reason.clone(),
        })
        .collect();
    found.sort_by(|a, b| (a.document.dated, &a.document.id).cmp(&(b.document.dated, &b.document.id)));
    found
}

fn cases_of(files: &[CaseFile], requirement: &Requirement, dictionary: &Dictionary) -> Vec<CaseView> {
    let values = |stated: &Stated| -> Vec<(String, Shown)> {
        let shown = stated.iter().map(|(fact, value)| {
            let fact = dictionary.get(*fact);
            (fact.name.clone(), show(fact, value))
        });
        shown.collect()
    };
    let view = |case: &Case| {
        let mut known: Vec<(Day, Vec<(String, Shown)>)> =
            case.history.iter().map(|(day, stated)| (*day, values(stated))).collect();
        known.push((case.dated, values(&case.facts)));
        CaseView {
            name: case.name.clone(),
            known,
            due: case.due,
            target: case.target.map(number),
            waiver: case.waiver.map(|life| (life.from, life.to)),
            as_of: case.as_of,
            status: case.expect.status,
            reason: expected_reason(case, requirement, dictionary),
        }
    };
    files.iter().filter(|file| file.requirement == requirement.id).flat_map(|f| &f.cases).map(view).collect()
}

/// The reason that a case expects, with the figures of the case.
fn expected_reason(case: &Case, requirement: &Requirement, dictionary: &Dictionary) -> Option<Bilingual> {
    let template = requirement.reasons.get(case.expect.reason.as_ref()?)?;
    let latest = |name: &str| {
        let stated = std::iter::once(&case.facts).chain(case.history.iter().rev().map(|(_, stated)| stated));
        let fact = dictionary.find(name)?;
        let value = stated.flatten().find(|(known, _)| *known == fact).map(|(_, value)| value)?;
        Some(show(dictionary.get(fact), value))
    };
    let filled = |lang: Lang| {
        let pieces = placeholders(template.get(lang)).map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Fact(name) => match latest(name) {
                Some(value) => spelling::shown(&value, lang),
                None => spelling::not_reported().get(lang).to_owned(),
            },
        });
        pieces.collect::<String>()
    };
    Some(Bilingual { en: filled(Lang::En), vi: filled(Lang::Vi) })
}

/// Who has which status.
fn standing(project: &Project, verdicts: &[Verdict]) -> Vec<(Status, Vec<Bilingual>)> {
    let mut by_status: BTreeMap<Status, Vec<LocalityIx>> = BTreeMap::new();
    for verdict in verdicts {
        by_status.entry(verdict.status).or_default().push(verdict.locality);
    }
    let row = |status: &Status| Some((*status, names(project, by_status.get(status)?)));
    LISTED.iter().filter_map(row).collect()
}
