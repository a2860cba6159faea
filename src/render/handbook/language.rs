//! Pages about the script language: one a word, and one with everything on it.

use super::words::Word as Say;
use crate::model::bilingual::Lang;
use crate::render::sheet::{Bit, Block, PageId, Sheet, code, link, ticked, words};
use crate::render::words::Label;
use crate::report::handbook::{Builtin, Mistake, Reference, Word};

const RHAI: &str = "rhai";

/// The page of a word that the engine adds.
pub(super) fn word(word: &Word, lang: Lang) -> Sheet {
    Sheet {
        eyebrow: Say::OfRules.say(lang).to_owned(),
        title: word.doc.name.to_owned(),
        blocks: body(word, lang, Block::Heading),
    }
}

/// What is said of a word, with heads of the rank that the page needs.
fn body(word: &Word, lang: Lang, head: impl Fn(String) -> Block) -> Vec<Block> {
    let doc = word.doc;
    let mut blocks = vec![Block::List(doc.forms.iter().map(|form| vec![code(*form)]).collect())];
    if lang == Lang::Vi {
        blocks.push(Block::Prose(ticked(doc.vi)));
    }
    blocks.push(Block::Prose(ticked(doc.what)));
    blocks.push(Block::Example { language: RHAI, text: doc.example.to_owned() });
    blocks.push(outcome(&word.outcome));
    if !word.slips.is_empty() {
        blocks.push(head(Say::Slips.say(lang).to_owned()));
        for (slip, said) in &word.slips {
            blocks.push(Block::Example { language: RHAI, text: (*slip).to_owned() });
            blocks.push(outcome(said));
        }
    }
    blocks
}

/// What came of an example.
fn outcome(said: &[String]) -> Block {
    let line = |line: &String| {
        let mut bits = vec![words("→ ")];
        bits.extend(ticked(line));
        bits
    };
    match said {
        [one] => Block::Prose(line(one)),
        several => Block::List(several.iter().map(line).collect()),
    }
}

/// The page of a function, property or operator of the language.
pub(super) fn builtin(one: &Builtin, lang: Lang) -> Sheet {
    let mut blocks = Vec::new();
    if !one.forms.is_empty() {
        blocks.push(Block::List(one.forms.iter().map(|form| vec![code(form.as_str())]).collect()));
    }
    blocks.push(Block::Prose(ticked(&one.what)));
    blocks.push(Block::Example { language: RHAI, text: one.example.to_owned() });
    blocks.push(Block::Prose(vec![words("→ "), code(one.gives.as_str())]));
    Sheet { eyebrow: Say::OfLanguage.say(lang).to_owned(), title: one.name.clone(), blocks }
}

/// Everything on one page.
pub(super) fn reference(reference: &Reference, lang: Lang) -> Sheet {
    let mut blocks = vec![
        Block::Prose(ticked(
            "A rule is one file, `rules/<topic>/<id>.rhai`: a head, `const REQUIREMENT`, and a function \
             `check(locality)` that ends in a verdict. It is written in Rhai, with the words below added and \
             loops without end, modules and everything that reads outside taken away. `dondoc new ID` writes one to \
             begin with; `dondoc lint` says what is wrong with it, `dondoc test` whether it answers as its cases say.",
        )),
        Block::Prose(ticked(
            "The examples below are bodies of `check`. What comes of each was found by running it, with these facts:",
        )),
        Block::List(reference.ground.iter().map(|line| ticked(line)).collect()),
        Block::Heading(Say::Words.say(lang).to_owned()),
    ];
    for word in &reference.words {
        blocks.push(Block::Subheading(vec![link(word.doc.name, PageId::Word(word.slug()))]));
        blocks.extend(body(word, lang, |head| Block::Prose(vec![words(head), words(":")])));
    }
    blocks.push(Block::Heading(Say::Traps.say(lang).to_owned()));
    for (at, mistake) in reference.traps.iter().enumerate() {
        trap(at + 1, mistake, lang, &mut blocks);
    }
    blocks.push(Block::Heading("The language itself".to_owned()));
    blocks.push(Block::Prose(ticked(
        "Numbers are whole, or exact decimals such as `44.5`; there are no others. What changes a text \
         or a list changes it in its place, and needs a `let` of its own. A check may take 10 000 steps.",
    )));
    let row = |one: &Builtin| {
        let mut forms: Vec<Bit> = Vec::new();
        for form in &one.forms {
            forms.extend((!forms.is_empty()).then(|| words("; ")));
            forms.push(code(form.as_str()));
        }
        vec![
            vec![link(one.name.as_str(), PageId::Word(one.slug()))],
            ticked(&one.what),
            forms,
            vec![code(one.example)],
            vec![code(one.gives.as_str())],
        ]
    };
    blocks.push(Block::Table {
        heads: vec![
            Say::Name.say(lang),
            Say::Meaning.say(lang),
            Say::Written.say(lang),
            Say::Example.say(lang),
            Say::Gives.say(lang),
        ],
        rows: reference.library.iter().map(row).collect(),
    });
    if lang == Lang::En {
        blocks.push(Block::Heading("Tóm tắt tiếng Việt".to_owned()));
        let of_words = reference.words.iter().map(|word| (word.doc.name, word.doc.vi));
        let item = |(name, vi): (&str, &str)| {
            let mut bits = vec![code(name), words(": ")];
            bits.extend(ticked(vi));
            bits
        };
        blocks.push(Block::List(of_words.map(item).collect()));
        blocks.push(Block::Prose(vec![words(format!("{}:", Say::Traps.say(Lang::Vi)))]));
        blocks.push(Block::List(reference.traps.iter().map(|mistake| ticked(mistake.trap.vi)).collect()));
    }
    Sheet { eyebrow: Say::Script.say(lang).to_owned(), title: Say::Reference.say(lang).to_owned(), blocks }
}

fn trap(number: usize, mistake: &Mistake, lang: Lang, blocks: &mut Vec<Block>) {
    let trap = mistake.trap;
    let mut head = vec![words(format!("{number}: "))];
    head.extend(ticked(match lang {
        Lang::En => trap.title,
        Lang::Vi => trap.vi,
    }));
    blocks.push(Block::Subheading(head));
    blocks.push(Block::Prose(ticked(trap.what)));
    for (head, text, said) in
        [(Label::NotSo, trap.wrong, &mistake.wrong), (Label::ButSo, trap.right, &mistake.right)]
    {
        blocks.push(Block::Prose(vec![words(format!("{}:", head.say(lang)))]));
        blocks.push(Block::Example { language: RHAI, text: text.to_owned() });
        blocks.push(outcome(said));
    }
}
