//! The page of a fact.

use super::requirement::name;
use super::words::Word;
use crate::model::bilingual::{Bilingual, Lang};
use crate::render::figures;
use crate::render::sheet::{Bit, Block, PageId, Sheet, code, link, words};
use crate::render::words as common;
use crate::report::handbook::{FactView, Paper};

pub(super) fn sheet(view: &FactView, lang: Lang) -> Sheet {
    let other = match lang {
        Lang::En => Lang::Vi,
        Lang::Vi => Lang::En,
    };
    let head = |word: Word| vec![Bit::Strong(word.say(lang).to_owned()), words(": ")];
    let mut items = vec![
        [head(Word::Title), vec![words(view.title.get(other))]].concat(),
        [head(Word::Type), vec![code(view.kind.word())]].concat(),
    ];
    if !view.stages.is_empty() {
        let mut item = head(Word::Stages);
        for (at, (stage, title)) in view.stages.iter().enumerate() {
            item.extend((at > 0).then(|| words(" < ")));
            item.push(code(stage.as_str()));
            item.extend(title.as_ref().map(|title| words(format!(" ({})", title.get(lang)))));
        }
        items.push(item);
    }
    items.push([head(Word::Merge), vec![code(view.merge.as_str())]].concat());
    items.extend(
        view.rolled_up_from
            .map(|level| [head(Word::RolledUp), vec![words(common::level(level, lang))]].concat()),
    );
    let mut blocks = vec![Block::List(items), Block::Heading(Word::ReadBy.say(lang).to_owned())];
    let rule = |(id, title): &(String, Bilingual)| {
        vec![link(id.as_str(), PageId::Requirement(id.clone())), words(format!(": {}", title.get(lang)))]
    };
    blocks.push(match view.read_by.as_slice() {
        [] => Block::Prose(vec![words(Word::NoRule.say(lang))]),
        rules => Block::List(rules.iter().map(rule).collect()),
    });
    blocks.push(Block::Heading(Word::ReportedBy.say(lang).to_owned()));
    let row = |(paper, localities): &(Paper, usize)| {
        vec![
            vec![words(figures::day(paper.dated, lang))],
            vec![words(name(paper, lang))],
            vec![words(figures::count(*localities, lang))],
        ]
    };
    blocks.push(match view.reported_by.as_slice() {
        [] => Block::Prose(vec![words(Word::NoDocument.say(lang))]),
        papers => Block::Table {
            heads: vec![Word::Dated.say(lang), Word::Document.say(lang), Word::Localities.say(lang)],
            rows: papers.iter().map(row).collect(),
        },
    });
    Sheet {
        eyebrow: format!("{} {}", Word::Fact.say(lang), view.name),
        title: view.title.get(lang).to_owned(),
        blocks,
    }
}
