//! Documents that nothing uses, waivers that are over, requirements that no deadline names.

use std::collections::BTreeSet;

use super::Look;
use crate::model::document::DocumentIx;
use crate::problem::{Code, Problem};

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let mut found = unused(look);
    found.extend(over(look));
    found.extend(without_deadline(look));
    found
}

/// Documents that say nothing and that no rule cites.
fn unused(look: Look<'_>) -> Vec<Problem> {
    let project = look.project;
    let mut used: BTreeSet<DocumentIx> = BTreeSet::new();
    used.extend(project.tables.iter().map(|table| table.document));
    used.extend(project.deadlines.iter().map(|deadline| deadline.document));
    used.extend(project.waivers.iter().map(|waiver| waiver.document));
    used.extend(project.totals.iter().map(|total| total.document));
    used.extend(project.identities.iter().map(|identity| identity.document));
    used.extend(look.rulebook.requirements().iter().flat_map(|r| r.cites.iter().copied()));
    let all = project.documents.iter().enumerate().map(|(at, document)| (DocumentIx::new(at), document));
    all.filter(|(at, _)| !used.contains(at))
        .map(|(_, document)| {
            Problem::warning(Code::UnusedDocument, format!("nothing uses the document `{}`", document.id))
                .at(document.place.clone(), "it states nothing, and no rule cites it")
                .help("enter what it says, cite it in the rule that rests on it, or take it out")
        })
        .collect()
}

fn over<'l>(look: Look<'l>) -> impl Iterator<Item = Problem> + 'l {
    let ended = look.project.waivers.iter().filter_map(|waiver| Some((waiver, waiver.life.to?)));
    ended.filter(move |(_, to)| *to < look.as_of).map(move |(waiver, to)| {
        Problem::note(Code::WaiverOver, format!("this waiver from `{}` was over on {to}", waiver.requirement))
            .at(look.key(&waiver.place, &["until"]), "")
            .help("keep it: it still explains who was late; a new one is needed only if the excuse goes on")
    })
}

fn without_deadline(look: Look<'_>) -> impl Iterator<Item = Problem> {
    let named: BTreeSet<&str> = look.project.deadlines.iter().map(|d| d.requirement.as_str()).collect();
    let requirements = look.rulebook.requirements().iter();
    requirements.filter(move |r| !named.contains(r.id.as_str())).map(|requirement| {
        Problem::note(
            Code::RequirementWithoutDeadline,
            format!("no document gives `{}` a day", requirement.id),
        )
        .at(requirement.place.clone(), "")
        .help("it can never be overdue; enter a [[deadline]] once a document says by when")
    })
}
