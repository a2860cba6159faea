//! The verdicts of one locality, the most pressing first.

use super::columns::{Fit, Table};
use super::page::{Page, Span, Tone};
use crate::render::telling::by_urgency;
use crate::render::view::View;
use crate::render::words::{Label, status};
use crate::report::LocalityRow;

/// A line a requirement: status, last day in time, reason in full.
pub(super) fn table(view: &View<'_>, locality: &LocalityRow, page: &mut Page) {
    let mut table = Table::new(1);
    table.column(view.say(Label::Requirement), Fit::Wrap);
    table.column(view.say(Label::Status), Fit::Left);
    table.column(view.say(Label::Deadline), Fit::Left);
    table.column(view.say(Label::Reason), Fit::Wrap);
    for verdict in by_urgency(locality) {
        table.row(vec![
            vec![Span::new(view.title(&verdict.requirement), Tone::Plain)],
            vec![Span::new(status(verdict.status, view.lang), Tone::of(verdict.status))],
            vec![Span::new(view.due(verdict), Tone::Plain)],
            vec![Span::new(view.because(verdict), Tone::Plain)],
        ]);
    }
    table.onto(page);
}
