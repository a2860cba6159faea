//! A sheet for the screen.

use super::{Bit, Block, Sheet};
use crate::render::Style;
use crate::render::text::columns::{Fit, Table};
use crate::render::text::page::{Page, Span, Tone, wrap};
use crate::render::visible::visible;

/// Columns before the text of a part.
const INDENT: usize = 2;

/// Narrowest page that is laid out.
const NARROWEST: usize = 60;

pub(super) fn render(sheet: &Sheet, style: Style) -> String {
    let mut page = Page::new(style.width.max(NARROWEST));
    page.prose(0, &format!("{} · {}", visible(&sheet.title), visible(&sheet.eyebrow)), Tone::Strong);
    let mut after_head = false;
    for block in &sheet.blocks {
        if !after_head {
            page.blank();
        }
        after_head = matches!(block, Block::Heading(_) | Block::Subheading(_));
        put(block, &mut page);
    }
    page.finish(style.paint)
}

fn put(block: &Block, page: &mut Page) {
    match block {
        Block::Heading(text) => page.prose(0, &visible(text).to_uppercase(), Tone::Strong),
        Block::Subheading(bits) => page.prose(INDENT, &line(bits), Tone::Strong),
        Block::Prose(bits) => page.prose(INDENT, &line(bits), Tone::Plain),
        Block::List(items) => {
            for item in items {
                let lines = wrap(&line(item), page.width().saturating_sub(INDENT + 2));
                for (at, line) in lines.into_iter().enumerate() {
                    let mark = if at == 0 { "· " } else { "  " };
                    page.line(vec![
                        Span::spaces(INDENT),
                        Span::new(mark, Tone::Faint),
                        Span::new(line, Tone::Plain),
                    ]);
                }
            }
        }
        Block::Table { heads, rows } => {
            let mut table = Table::new(INDENT);
            for head in heads {
                table.column(head, Fit::Wrap);
            }
            for row in rows {
                table.row(row.iter().map(|cell| vec![Span::new(line(cell), Tone::Plain)]).collect());
            }
            table.onto(page);
        }
        Block::Example { text, .. } => {
            for line in text.lines() {
                page.line(vec![Span::spaces(INDENT + 2), Span::new(visible(line), Tone::Plain)]);
            }
        }
    }
}

fn line(bits: &[Bit]) -> String {
    let shown = bits.iter().map(|bit| match bit {
        Bit::Text(text) | Bit::Strong(text) | Bit::Code(text) | Bit::Link { text, .. } => visible(text),
    });
    shown.collect()
}
