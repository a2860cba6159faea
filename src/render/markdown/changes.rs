//! A comparison to paste into a letter or a wiki.

use super::escape::escape;
use super::{heading, list, paragraph, table_head, table_row};
use crate::render::diff::{Entry, Outline};

/// The comparison as GitHub-flavoured Markdown.
pub(in crate::render) fn render(outline: &Outline) -> String {
    let mut out = String::new();
    heading(&mut out, 1, &outline.title);
    if !outline.cautions.is_empty() {
        list(&mut out, outline.cautions.iter().map(|caution| escape(caution)));
    }
    paragraph(&mut out, &outline.order);
    for (level, sections) in &outline.levels {
        heading(&mut out, 2, level);
        for section in sections {
            if !section.title.is_empty() {
                heading(&mut out, 3, &section.title);
            }
            for entry in &section.entries {
                put(entry, &mut out);
            }
            if !section.entries.is_empty() {
                out.push('\n');
            }
            if let Some(remark) = &section.remark {
                paragraph(&mut out, remark);
            }
        }
    }
    for (title, rows) in &outline.events {
        heading(&mut out, 2, title);
        list(&mut out, rows.iter().map(|(what, who)| format!("{}: {}", escape(what), escape(who))));
    }
    let statuses = &outline.statuses;
    if !statuses.rows.is_empty() {
        heading(&mut out, 2, &statuses.title);
        table_head(&mut out, &statuses.heads.each_ref().map(|head| (head.as_str(), ":--")));
        for row in &statuses.rows {
            table_row(
                &mut out,
                &[row.locality.clone(), row.requirement.clone(), row.before.1.clone(), row.after.1.clone()],
            );
        }
        out.push('\n');
    }
    if let Some(nothing) = &outline.nothing {
        paragraph(&mut out, nothing);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn put(entry: &Entry, out: &mut String) {
    out.push_str(&format!("- **{}** · {}\n", escape(&entry.names.join(", ")), escape(&entry.figures)));
    for (cause, figures, because) in &entry.parts {
        let moved: Vec<&str> = [figures.score.as_str(), figures.rank.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        out.push_str(&format!("  - {}: {}", escape(cause), escape(&moved.join(", "))));
        let because: Vec<String> = because.iter().map(|why| escape(why)).collect();
        if !because.is_empty() {
            out.push_str(&format!(" ({})", because.join("; ")));
        }
        out.push('\n');
    }
}
