//! The page of a problem's code.

use crate::model::bilingual::Lang;
use crate::problem::Code;
use crate::render::handbook::words::Word;
use crate::render::sheet::{Block, Sheet, ticked};

pub(super) fn sheet(code: Code, lang: Lang) -> Sheet {
    let mut blocks = Vec::new();
    if let Some(page) = code.page() {
        blocks.push(Block::Prose(ticked(page.what)));
        blocks.push(Block::Prose(ticked(page.why)));
        for (head, text) in [(Word::NotSo, page.bad), (Word::ButSo, page.good)] {
            blocks.push(Block::Heading(head.say(lang).to_owned()));
            blocks.push(Block::Example { language: "", text: text.to_owned() });
        }
    }
    Sheet { eyebrow: Word::Code.say(lang).to_owned(), title: code.word().to_owned(), blocks }
}
