//! The page of a requirement.

use super::words::{self as say, Word};
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::document::Action;
use crate::render::explaining;
use crate::render::figures;
use crate::render::sheet::{Bit, Block, PageId, Sheet, code, link, words};
use crate::render::words as common;
use crate::report::handbook::{CaseView, DeadlineView, Paper, RequirementView, WaiverView, Whom};

pub(super) fn sheet(view: &RequirementView, lang: Lang) -> Sheet {
    let mut blocks = Vec::new();
    blocks.extend(paragraphs(&view.text));
    blocks.push(Block::List(facts_of(view, lang)));
    basis(view, lang, &mut blocks);
    deadlines(view, lang, &mut blocks);
    waivers(view, lang, &mut blocks);
    complies(view, lang, &mut blocks);
    reads(view, lang, &mut blocks);
    examples(view, lang, &mut blocks);
    Sheet {
        eyebrow: format!("{} {}", Word::Requirement.say(lang), view.id),
        title: view.title.get(lang).to_owned(),
        blocks,
    }
}

/// The header's text, a paragraph a block.
fn paragraphs(text: &str) -> Vec<Block> {
    let joined = |paragraph: &str| paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let paragraphs = text.split("\n\n").map(joined).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| Block::Prose(vec![words(paragraph)])).collect()
}

fn pair(head: Word, text: impl Into<String>, lang: Lang) -> Vec<Bit> {
    vec![Bit::Strong(head.say(lang).to_owned()), words(": "), words(text)]
}

fn facts_of(view: &RequirementView, lang: Lang) -> Vec<Vec<Bit>> {
    let level = common::level(view.level, lang);
    let mut items = vec![pair(Word::Whom, say::reach(view.reach, &level.to_lowercase(), lang), lang)];
    items.extend(view.responsible.as_ref().map(|who| pair(Word::Responsible, who.as_str(), lang)));
    items.push(pair(Word::Weight, figures::number(view.weight, lang), lang));
    let from =
        view.in_force_from.map_or_else(|| Word::NotYet.say(lang).to_owned(), |day| figures::day(day, lang));
    items.push(pair(Word::InForceFrom, from, lang));
    items.push(vec![Bit::Strong(Word::Rule.say(lang).to_owned()), words(": "), code(view.file.as_str())]);
    items
}

/// A document by its sort, number and title.
pub(super) fn name(paper: &Paper, lang: Lang) -> String {
    let number = paper.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
    format!("{}{number}: {}", explaining::kind(paper.kind, lang), paper.title.get(lang))
}

fn basis(view: &RequirementView, lang: Lang, blocks: &mut Vec<Block>) {
    if view.cites.is_empty() {
        return;
    }
    blocks.push(Block::Heading(Word::LegalBasis.say(lang).to_owned()));
    let row = |paper: &Paper| {
        vec![
            vec![words(name(paper, lang)), words(" · "), words(paper.issuer.as_str())],
            vec![words(figures::day(paper.dated, lang))],
            vec![words(paper.published.map_or_else(|| "–".to_owned(), |day| figures::day(day, lang)))],
            vec![words(paper.source.as_str())],
        ]
    };
    blocks.push(Block::Table {
        heads: vec![
            Word::Document.say(lang),
            Word::Dated.say(lang),
            Word::Published.say(lang),
            Word::Source.say(lang),
        ],
        rows: view.cites.iter().map(row).collect(),
    });
}

fn whom(whom: &Whom, lang: Lang) -> String {
    match whom {
        Whom::Level(level) => common::level(*level, lang).to_owned(),
        Whom::Named(names) => listed(names, lang),
    }
}

fn listed(names: &[Bilingual], lang: Lang) -> String {
    names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(", ")
}

fn deadlines(view: &RequirementView, lang: Lang, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(Word::Deadlines.say(lang).to_owned()));
    if view.deadlines.is_empty() {
        blocks.push(Block::Prose(vec![words(Word::NoDeadline.say(lang))]));
        return;
    }
    let row = |deadline: &DeadlineView| {
        let mut document = vec![words(format!(
            "{}, {}",
            figures::day(deadline.document.dated, lang),
            name(&deadline.document, lang)
        ))];
        for more in [deadline.as_printed.as_ref().map(|p| say::printed(p, lang)), deadline.note.clone()]
            .into_iter()
            .flatten()
        {
            document.push(words(format!(" · {more}")));
        }
        let bound = deadline.unnamed.map_or_else(|| whom(&deadline.whom, lang), |n| say::unnamed(n, lang));
        vec![
            document,
            vec![words(bound)],
            vec![words(due(deadline, lang))],
            vec![words(
                deadline.target.map_or_else(|| "–".to_owned(), |target| figures::number(target, lang)),
            )],
            vec![words(figures::count(deadline.counts_for, lang))],
        ]
    };
    blocks.push(Block::Table {
        heads: vec![
            Word::Document.say(lang),
            Word::Whom.say(lang),
            Word::Due.say(lang),
            Word::Target.say(lang),
            Word::CountsFor.say(lang),
        ],
        rows: view.deadlines.iter().map(row).collect(),
    });
}

fn due(deadline: &DeadlineView, lang: Lang) -> String {
    if deadline.action == Action::Repeal {
        return Word::Repealed.say(lang).to_owned();
    }
    let Some(last) = deadline.effective.or(deadline.nominal) else { return Word::NoDay.say(lang).to_owned() };
    let printed = deadline.nominal.filter(|nominal| *nominal != last);
    let kind = deadline.due_kind.and_then(|kind| explaining::due_kind(kind, lang));
    match (printed, kind) {
        (Some(nominal), kind) => {
            let kind = kind.map(|kind| format!("{kind} ")).unwrap_or_default();
            format!("{} ({kind}{})", figures::day(last, lang), figures::day(nominal, lang))
        }
        (None, _) => figures::day(last, lang),
    }
}

fn waivers(view: &RequirementView, lang: Lang, blocks: &mut Vec<Block>) {
    if view.waivers.is_empty() {
        return;
    }
    blocks.push(Block::Heading(Word::Waivers.say(lang).to_owned()));
    let item = |waiver: &WaiverView| {
        let open = || Word::Open.say(lang).to_owned();
        let day = |day: Option<_>| day.map_or_else(open, |day| figures::day(day, lang));
        vec![
            Bit::Strong(listed(&waiver.localities, lang)),
            words(format!(
                ": {} · {} · {}",
                say::waived(&day(waiver.from), &day(waiver.until), lang),
                waiver.reason.get(lang),
                name(&waiver.document, lang)
            )),
        ]
    };
    blocks.push(Block::List(view.waivers.iter().map(item).collect()));
}

fn complies(view: &RequirementView, lang: Lang, blocks: &mut Vec<Block>) {
    let standing = &view.standing;
    blocks.push(Block::Heading(say::as_of(&figures::day(standing.as_of, lang), lang)));
    if !standing.in_force {
        blocks.push(Block::Prose(vec![words(Word::NotInForce.say(lang))]));
        return;
    }
    let row = |(status, names): &(crate::model::verdict::Status, Vec<Bilingual>)| {
        vec![
            vec![Bit::Strong(common::status(*status, lang).to_owned())],
            vec![words(figures::count(names.len(), lang))],
            vec![words(listed(names, lang))],
        ]
    };
    blocks.push(Block::Table {
        heads: vec![Word::Status.say(lang), Word::Number.say(lang), Word::Localities.say(lang)],
        rows: standing.rows.iter().map(row).collect(),
    });
}

fn reads(view: &RequirementView, lang: Lang, blocks: &mut Vec<Block>) {
    if !view.reads.is_empty() {
        blocks.push(Block::Heading(Word::Reads.say(lang).to_owned()));
        let row = |fact: &crate::report::handbook::FactLine| {
            vec![
                vec![link(fact.name.as_str(), PageId::Fact(fact.name.clone()))],
                vec![words(fact.title.get(lang))],
                vec![code(fact.kind.word())],
            ]
        };
        blocks.push(Block::Table {
            heads: vec![Word::Name.say(lang), Word::Title.say(lang), Word::Type.say(lang)],
            rows: view.reads.iter().map(row).collect(),
        });
    }
    blocks.push(Block::Heading(Word::Reasons.say(lang).to_owned()));
    let item =
        |(key, text): &(String, Bilingual)| vec![code(key.as_str()), words(": "), words(text.get(lang))];
    blocks.push(Block::List(view.reasons.iter().map(item).collect()));
}

fn examples(view: &RequirementView, lang: Lang, blocks: &mut Vec<Block>) {
    if view.cases.is_empty() {
        return;
    }
    blocks.push(Block::Heading(Word::Examples.say(lang).to_owned()));
    let row = |case: &CaseView| {
        let mut out = vec![Bit::Strong(common::status(case.status, lang).to_owned())];
        out.extend(case.reason.as_ref().map(|reason| words(format!(": {}", reason.get(lang)))));
        vec![
            vec![words(case.name.as_str())],
            vec![words(given(case, lang))],
            vec![words(figures::day(case.as_of, lang))],
            out,
        ]
    };
    blocks.push(Block::Table {
        heads: vec![
            Word::Case.say(lang),
            Word::Given.say(lang),
            Word::Judged.say(lang),
            Word::ComesOut.say(lang),
        ],
        rows: view.cases.iter().map(row).collect(),
    });
}

/// What is known in a case, and by when it is due.
fn given(case: &CaseView, lang: Lang) -> String {
    let mut parts = Vec::new();
    for (day, values) in case.known.iter().filter(|(_, values)| !values.is_empty()) {
        let values: Vec<String> =
            values.iter().map(|(name, value)| format!("{name} = {}", figures::shown(value, lang))).collect();
        let values = values.join(", ");
        parts.push(if *day == case.as_of {
            values
        } else {
            format!("{}: {values}", figures::day(*day, lang))
        });
    }
    if parts.is_empty() {
        parts.push(Word::Nothing.say(lang).to_owned());
    }
    parts.extend(case.due.map(|(day, kind)| {
        let kind = explaining::due_kind(kind, lang).map(|kind| format!("{kind} ")).unwrap_or_default();
        format!("{}: {kind}{}", common::Label::Deadline.say(lang).to_lowercase(), figures::day(day, lang))
    }));
    parts.extend(case.target.map(|target| {
        format!("{}: {}", Word::Target.say(lang).to_lowercase(), figures::number(target, lang))
    }));
    parts.extend(case.waiver.map(|(from, until)| {
        let open = || Word::Open.say(lang).to_owned();
        let day = |day: Option<_>| day.map_or_else(open, |day| figures::day(day, lang));
        say::waived(&day(from), &day(until), lang)
    }));
    parts.join("; ")
}
