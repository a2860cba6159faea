//! A sheet as GitHub-flavoured Markdown.

use super::{Binding, Bit, Block, Sheet, SheetFormat};
use crate::render::markdown::escape::escape;
use crate::render::visible::visible;

pub(super) fn render(sheet: &Sheet, binding: Binding<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n", escape(&visible(&sheet.title)), escape(&visible(&sheet.eyebrow)));
    for block in &sheet.blocks {
        out.push('\n');
        put(block, binding, &mut out);
    }
    out
}

fn put(block: &Block, binding: Binding<'_>, out: &mut String) {
    let line = |bits: &[Bit]| bits.iter().map(|bit| self::bit(bit, binding)).collect::<String>();
    match block {
        Block::Heading(text) => out.push_str(&format!("## {}\n", escape(&visible(text)))),
        Block::Subheading(bits) => out.push_str(&format!("### {}\n", line(bits))),
        Block::Prose(bits) => out.push_str(&format!("{}\n", line(bits))),
        Block::List(items) => {
            for item in items {
                out.push_str(&format!("- {}\n", line(item)));
            }
        }
        Block::Table { heads, rows } => {
            let cells = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
            out.push_str(&cells(heads.iter().map(|head| escape(head)).collect()));
            out.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
            for row in rows {
                out.push_str(&cells(row.iter().map(|cell| in_table(&line(cell))).collect()));
            }
        }
        Block::Example { language, text } => {
            let fence = fence(text);
            let lines: String = text.lines().map(|line| format!("{}\n", visible(line))).collect();
            out.push_str(&format!("{fence}{language}\n{lines}{fence}\n"));
        }
    }
}

/// A fence longer than any row of back-ticks inside.
fn fence(text: &str) -> String {
    "`".repeat(longest_ticks(text).max(2) + 1)
}

fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A bar ends a cell even inside of code; words have theirs escaped before.
fn in_table(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut before = ' ';
    for c in cell.chars() {
        if c == '|' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

fn bit(bit: &Bit, binding: Binding<'_>) -> String {
    match bit {
        Bit::Text(text) => within(text),
        Bit::Strong(text) => format!("**{}**", within(text)),
        Bit::Code(text) => span(text),
        Bit::Link { text, to } => match binding.way(to, SheetFormat::Markdown) {
            Some(way) => format!("[{}]({way})", within(text)),
            None => within(text),
        },
    }
}

/// Words with the blanks around them kept: they stand between other pieces of a line.
fn within(text: &str) -> String {
    escape(&visible(text))
}

fn span(text: &str) -> String {
    let text = visible(text);
    let ticks = "`".repeat(longest_ticks(&text) + 1);
    let room = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{room}{text}{room}{ticks}")
}
