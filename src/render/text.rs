//! `text`: the report on the screen, as wide as it is.
//!
//! The head says which day is judged and how new the data are. Then, for each ranked level: counts, ranking, counts by
//! requirement and what is worth knowing; the nation's requirements as a list; totals that do not add up; problems;
//! and how to ask on. Colour repeats what words say.

pub mod backtest;
pub(super) mod changes;
pub(super) mod code;
pub(super) mod columns;
pub mod explanation;
pub(super) mod page;
mod ranking;
mod requirements;
pub(super) mod trials;
mod verdicts;
pub mod watching;

use super::view::{LevelView, View, count_of};
use super::words::{self, Label};
use super::{Style, combining, figures, sentences};
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::report::LocalityRow;
use page::{Page, Span, Tone};

/// Up to so many localities of a level are shown with all their verdicts.
const IN_FULL: usize = 3;

/// Problems that are listed before they are only counted.
const PROBLEMS: usize = 8;

/// Narrowest page that is laid out; on a narrower screen lines run over.
const NARROWEST: usize = 60;

/// The report as text.
pub(super) fn render(view: &View<'_>, style: Style) -> String {
    let mut page = Page::new(style.width.max(NARROWEST));
    head(view, &mut page);
    let levels = view.levels();
    for level in &levels {
        page.blank();
        section(view, level, &mut page);
    }
    if levels.is_empty() {
        page.blank();
        page.prose(2, view.say(Label::NothingShown), Tone::Plain);
    }
    totals(view, &mut page);
    problems(view, &mut page);
    hint(view, &mut page);
    page.finish(style.paint)
}

fn head(view: &View<'_>, page: &mut Page) {
    let mut parts = vec![view.say(Label::Compliance).to_owned()];
    parts.extend(view.day_and_data());
    page.items(0, " · ", parts.into_iter().map(|part| Span::new(part, Tone::Strong)).collect());
}

fn section(view: &View<'_>, level: &LevelView<'_>, page: &mut Page) {
    let ranked = level.level != Level::National;
    let title = words::level(level.level, view.lang).to_uppercase();
    let title = match level.summary.filter(|_| ranked) {
        Some(summary) => format!("{} {title}", view.count(summary.localities)),
        None => title,
    };
    let mut spans = vec![Span::new(title, Tone::Strong)];
    for part in view.size(level) {
        spans.push(Span::new(format!(" · {part}"), Tone::Plain));
    }
    page.line(spans);
    counts(view, level, page);
    if ranked {
        page.blank();
        ranking::table(view, level, page);
    }
    if !ranked || level.localities.len() <= IN_FULL {
        for locality in &level.localities {
            page.blank();
            if ranked {
                standing(view, level, locality, page);
            }
            verdicts::table(view, locality, page);
        }
    }
    if ranked && !level.requirements.is_empty() {
        page.blank();
        requirements::table(view, level, page);
    }
    let notes = view.notes(level);
    if !notes.is_empty() {
        page.blank();
    }
    for note in notes {
        page.note(&note, Tone::Soon);
    }
}

/// The line of counts: the usual statuses always, the others where there are any.
fn counts(view: &View<'_>, level: &LevelView<'_>, page: &mut Page) {
    let Some(summary) = level.summary else { return };
    let all: usize = summary.counts.values().sum();
    let items = level.counted().into_iter().map(|status| {
        let n = count_of(&summary.counts, status);
        let mut text = format!("{} {}", words::status(status, view.lang), view.count(n));
        if status == Status::Unknown && n > 0 {
            // The one that must not be overlooked where there is no colour.
            text = format!("{} ({})", text.to_uppercase(), figures::percent(n, all, view.lang));
        }
        Span::new(text, if n > 0 { Tone::of(status) } else { Tone::Faint })
    });
    page.items(2, "   ", items.collect());
}

/// The line over the verdicts of one locality.
fn standing(view: &View<'_>, level: &LevelView<'_>, locality: &LocalityRow, page: &mut Page) {
    let mut parts = vec![view.name(locality)];
    let head = |label: Label| view.say(label).to_lowercase();
    let of = level.summary.map_or(String::new(), |s| format!(" / {}", view.count(s.localities)));
    parts.push(format!("{} {}{of}", head(Label::Rank), figures::rank(locality)));
    parts.push(format!("{} {}", head(Label::Score), view.score(locality)));
    parts.push(view.grade(locality));
    if !locality.inherits.is_empty() {
        parts.push(combining::carries_on(&view.predecessors(locality), view.lang));
    }
    page.prose(1, &parts.join(" · "), Tone::Strong);
}

fn totals(view: &View<'_>, page: &mut Page) {
    let totals = view.disagreeing();
    if totals.is_empty() {
        return;
    }
    page.blank();
    page.note(&sentences::totals_disagree(totals.len(), view.lang), Tone::Soon);
    for total in totals {
        page.prose(4, &view.disagreement(total), Tone::Plain);
    }
}

fn problems(view: &View<'_>, page: &mut Page) {
    let problems = view.other_problems();
    if problems.is_empty() {
        return;
    }
    page.blank();
    page.line(vec![Span::new(format!(" {}", view.say(Label::Problems).to_uppercase()), Tone::Strong)]);
    for problem in problems.iter().take(PROBLEMS) {
        page.prose(2, &view.problem(problem), Tone::Plain);
    }
    if let Some(more) = problems.len().checked_sub(PROBLEMS).filter(|more| *more > 0) {
        page.prose(2, &sentences::more_problems(more, view.lang), Tone::Faint);
    }
}

/// How to ask on. The command is on one line whatever the width, so that it can be copied.
fn hint(view: &View<'_>, page: &mut Page) {
    let Some(locality) = view.worth_explaining() else { return };
    let mut command = format!("dondoc explain {}", shell_word(view, locality));
    command.push_str(&format!(" --as-of {}", view.report.as_of));
    if let Some(day) = view.report.known_by {
        command.push_str(&format!(" --known-by {day}"));
    }
    page.blank();
    page.items(1, "  ", vec![Span::new(view.say(Label::Why), Tone::Faint), Span::new(command, Tone::Plain)]);
}

/// A locality as it can be typed: its name in quotes, or its id where a shell could read the name in some other way.
fn shell_word(view: &View<'_>, locality: &LocalityRow) -> String {
    let name = view.name(locality);
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | ',') || ('\u{300}'..='\u{36f}').contains(&c)
    };
    if name.chars().all(plain) && !name.starts_with('-') {
        return format!("\"{name}\"");
    }
    locality.id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}
