//! A comparison on the screen.

use indexmap::IndexMap;
use unicode_width::UnicodeWidthStr;

use super::page::{Page, Span, Tone, wrap};
use crate::render::Style;
use crate::render::diff::{Entry, Outline};

/// Columns before a part.
const INDENT: usize = 5;

/// The comparison as text.
pub(in crate::render) fn render(outline: &Outline, style: Style) -> String {
    let mut page = Page::new(style.width.max(super::NARROWEST));
    if !outline.title.is_empty() {
        page.prose(0, &outline.title, Tone::Strong);
    }
    for caution in &outline.cautions {
        page.note(caution, Tone::Soon);
    }
    if !outline.order.is_empty() {
        page.prose(3, &outline.order, Tone::Faint);
    }
    let parts = outline.levels.iter().flat_map(|(_, sections)| sections).flat_map(|s| &s.entries);
    let parts: Vec<_> = parts.flat_map(|entry| &entry.parts).collect();
    let widths = Widths {
        cause: parts.iter().map(|(cause, ..)| cause.width()).max().unwrap_or(0),
        score: parts.iter().map(|(_, figures, _)| figures.score.width()).max().unwrap_or(0),
        rank: parts.iter().map(|(_, figures, _)| figures.rank.width()).max().unwrap_or(0),
    };
    for (level, sections) in &outline.levels {
        for section in sections {
            page.blank();
            if !section.title.is_empty() {
                let title = format!("{} · {}", level.to_uppercase(), section.title.to_uppercase());
                page.prose(0, &title, Tone::Strong);
            }
            for entry in &section.entries {
                put(entry, widths, &mut page);
            }
            if let Some(remark) = &section.remark {
                page.prose(1, remark, Tone::Plain);
            }
        }
    }
    for (title, rows) in &outline.events {
        page.blank();
        page.prose(0, &title.to_uppercase(), Tone::Strong);
        for (requirement, names) in rows {
            page.prose(1, &format!("{requirement}: {names}"), Tone::Plain);
        }
    }
    statuses(outline, &mut page);
    if let Some(nothing) = &outline.nothing {
        page.blank();
        page.prose(1, nothing, Tone::Plain);
    }
    page.finish(style.paint)
}

/// Who went from which status to which, by requirement: a locality a line would be too long for a screen.
fn statuses(outline: &Outline, page: &mut Page) {
    let mut together: IndexMap<&str, IndexMap<(&str, &str), Vec<&str>>> = IndexMap::new();
    for row in &outline.statuses.rows {
        let of_requirement = together.entry(&row.requirement).or_default();
        let names = of_requirement.entry((&row.before.1, &row.after.1)).or_default();
        names.push(&row.locality);
    }
    if together.is_empty() {
        return;
    }
    page.blank();
    page.prose(0, &outline.statuses.title.to_uppercase(), Tone::Strong);
    for (requirement, moves) in together {
        page.prose(1, requirement, Tone::Plain);
        for ((before, after), names) in moves {
            page.prose(3, &format!("{before} → {after}: {}", names.join(", ")), Tone::Plain);
        }
    }
}

/// Columns of the parts.
#[derive(Clone, Copy)]
struct Widths {
    cause: usize,
    score: usize,
    rank: usize,
}

fn put(entry: &Entry, widths: Widths, page: &mut Page) {
    page.prose(1, &entry.names.join(", "), Tone::Strong);
    page.prose(3, &entry.figures, Tone::Plain);
    for (cause, figures, because) in &entry.parts {
        let space = |text: &str, width: usize| Span::spaces(width.saturating_sub(text.width()));
        let before = INDENT + widths.cause + 2 + widths.score + 2 + widths.rank + 2;
        let room = page.width().saturating_sub(before).max(20);
        let mut lines = because.iter().flat_map(|why| wrap(why, room)).collect::<Vec<_>>().into_iter();
        page.line(vec![
            Span::spaces(INDENT),
            Span::new(cause.as_str(), Tone::Faint),
            space(cause, widths.cause + 2),
            space(&figures.score, widths.score),
            Span::new(figures.score.as_str(), Tone::Plain),
            Span::spaces(2),
            Span::new(
                figures.rank.as_str(),
                if figures.rank.starts_with('▲') { Tone::Good } else { Tone::Soon },
            ),
            space(&figures.rank, widths.rank),
            Span::spaces(2),
            Span::new(lines.next().unwrap_or_default(), Tone::Plain),
        ]);
        for line in lines {
            page.line(vec![Span::spaces(before), Span::new(line, Tone::Plain)]);
        }
    }
}
