//! The page of a problem's code.

use crate::model::bilingual::Lang;
use crate::problem::Code;
use crate::render::handbook::words::Word;
use crate::render::sheet::{Block, Sheet, ticked};
use crate::render::words::Label;

/// The page in one language.
pub(super) fn sheet(code: Code, lang: Lang) -> Sheet {
    told_in(&[lang], code, lang)
}

/// The page for a reader whose language nobody knows: told in both, its heads and examples in English.
pub(super) fn in_both(code: Code) -> Sheet {
    told_in(&[Lang::Vi, Lang::En], code, Lang::En)
}

fn told_in(langs: &[Lang], code: Code, lang: Lang) -> Sheet {
    let mut blocks = Vec::new();
    if let Some(page) = code.page() {
        for lang in langs {
            blocks.push(Block::Prose(ticked(page.what.get(*lang))));
            blocks.push(Block::Prose(ticked(page.why.get(*lang))));
        }
        for (head, example) in [(Label::NotSo, page.bad), (Label::ButSo, page.good)] {
            blocks.push(Block::Heading(head.say(lang).to_owned()));
            blocks.push(Block::Example { language: "", text: example.get(lang).to_owned() });
        }
    }
    Sheet { eyebrow: Word::Code.say(lang).to_owned(), title: code.word().to_owned(), blocks }
}
