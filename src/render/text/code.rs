//! The page of a problem's code.

use super::page::{Page, Span, Tone};
use crate::model::bilingual::Lang;
use crate::problem::Code;
use crate::render::Style;
use crate::render::words::Label;

/// Columns before an example.
const INDENT: usize = 4;

/// What a code means, for the screen.
#[must_use]
pub fn render(code: Code, lang: Lang, style: Style) -> String {
    let mut page = Page::new(style.width);
    page.line(vec![Span::new(code.word(), Tone::Strong)]);
    if let Some(meaning) = code.page() {
        page.blank();
        page.prose(0, meaning.what.get(lang), Tone::Plain);
        page.prose(0, meaning.why.get(lang), Tone::Plain);
        example(&mut page, Label::NotSo.say(lang), meaning.bad.get(lang), Tone::Bad);
        example(&mut page, Label::ButSo.say(lang), meaning.good.get(lang), Tone::Good);
    }
    page.finish(style.paint)
}

fn example(page: &mut Page, head: &str, text: &str, tone: Tone) {
    page.blank();
    page.line(vec![Span::new(format!("{head}:"), tone)]);
    for line in text.lines() {
        page.line(vec![Span::spaces(INDENT), Span::new(line, Tone::Plain)]);
    }
}
