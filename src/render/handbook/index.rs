//! The first page of the handbook: everything that has a page.

use super::words::Word;
use crate::model::bilingual::Lang;
use crate::problem::Code;
use crate::render::sheet::{Bit, Block, PageId, Sheet, link, ticked, words};
use crate::report::handbook::Handbook;

pub(super) fn sheet(handbook: &Handbook, lang: Lang) -> Sheet {
    let mut blocks = Vec::new();
    let mut part = |head: Word, items: Vec<Vec<Bit>>| {
        blocks.push(Block::Heading(head.say(lang).to_owned()));
        blocks.push(Block::List(items));
    };
    let requirements = handbook.requirements.iter().map(|view| {
        let to = PageId::Requirement(view.id.clone());
        vec![link(view.title.get(lang), to), words(format!(" · {}", view.id))]
    });
    part(Word::Requirements, requirements.collect());
    let facts = handbook.facts.iter().map(|view| {
        vec![
            link(view.name.as_str(), PageId::Fact(view.name.clone())),
            words(format!(": {}", view.title.get(lang))),
        ]
    });
    part(Word::Facts, facts.collect());
    let mut items = vec![vec![link(Word::Reference.say(lang), PageId::Reference)]];
    items.extend(handbook.reference.words.iter().map(|word| {
        let said = match lang {
            Lang::En => word.doc.forms.join("; "),
            Lang::Vi => word.doc.vi.to_owned(),
        };
        vec![link(word.doc.name, PageId::Word(word.slug())), words(format!(": {said}"))]
    }));
    part(Word::Words, items);
    let library = handbook.reference.library.iter();
    let library = library.map(|one| {
        let mut item = vec![link(one.name.as_str(), PageId::Word(one.slug())), words(": ")];
        item.extend(ticked(&one.what));
        item
    });
    part(Word::OfLanguage, library.collect());
    let codes = Code::ALL.iter().map(|code| {
        let mut item = vec![link(code.word(), PageId::Code(code.word().to_owned())), words(": ")];
        item.extend(ticked(code.page().map_or("", |page| page.what.get(lang))));
        item
    });
    part(Word::Codes, codes.collect());
    Sheet {
        eyebrow: Word::Contents.say(lang).to_owned(),
        title: format!("Đôn đốc · {}", Word::Handbook.say(lang)),
        blocks,
    }
}
