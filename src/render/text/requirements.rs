//! The requirements of one level, with how many localities stand how.

use super::columns::{Fit, Table};
use super::page::{Page, Span, Tone};
use crate::render::view::{LevelView, View, count_of};
use crate::render::words::{Label, status, status_head};

/// Columns that a title needs to be read without running down the page.
const TITLE: usize = 20;

/// A line a requirement, a column a status; on a narrow page the counts stand below each title.
pub(super) fn table(view: &View<'_>, level: &LevelView<'_>, page: &mut Page) {
    let statuses = level.counted();
    let mut table = Table::new(1);
    table.column(view.say(Label::ByRequirement), Fit::Wrap);
    for status in &statuses {
        table.column(status_head(*status, view.lang), Fit::Right);
    }
    for requirement in &level.requirements {
        let mut row = vec![vec![Span::new(view.marked_title(requirement), Tone::Plain)]];
        for status in &statuses {
            let n = count_of(&requirement.counts, *status);
            row.push(vec![Span::new(view.count(n), if n > 0 { Tone::of(*status) } else { Tone::Faint })]);
        }
        table.row(row);
    }
    if table.left_to_share(page.width()) >= TITLE {
        table.onto(page);
    } else {
        list(view, level, page);
    }
}

fn list(view: &View<'_>, level: &LevelView<'_>, page: &mut Page) {
    page.line(vec![Span::new(format!(" {}", view.say(Label::ByRequirement).to_uppercase()), Tone::Strong)]);
    for requirement in &level.requirements {
        page.prose(1, &view.marked_title(requirement), Tone::Plain);
        let counts = level.counted().into_iter().map(|s| (s, count_of(&requirement.counts, s)));
        let items = counts
            .filter(|(_, n)| *n > 0)
            .map(|(s, n)| Span::new(format!("{} {}", status(s, view.lang), view.count(n)), Tone::of(s)));
        page.items(4, "   ", items.collect());
    }
}
