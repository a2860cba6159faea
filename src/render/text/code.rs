//! The page of a problem's code.

use super::page::{Page, Span, Tone};
use crate::problem::Code;
use crate::render::Style;

/// Columns before an example.
const INDENT: usize = 4;

/// What a code means, for the screen.
#[must_use]
pub fn render(code: Code, style: Style) -> String {
    let mut page = Page::new(style.width);
    page.line(vec![Span::new(code.word(), Tone::Strong)]);
    if let Some(meaning) = code.page() {
        page.blank();
        page.prose(0, meaning.what, Tone::Plain);
        page.prose(0, meaning.why, Tone::Plain);
        example(&mut page, "Not so:", meaning.bad, Tone::Bad);
        example(&mut page, "But so:", meaning.good, Tone::Good);
    }
    page.finish(style.paint)
}

fn example(page: &mut Page, head: &str, text: &str, tone: Tone) {
    page.blank();
    page.line(vec![Span::new(head, tone)]);
    for line in text.lines() {
        page.line(vec![Span::spaces(INDENT), Span::new(line, Tone::Plain)]);
    }
}
