//! `markdown`: the report to paste into a letter or a wiki.

mod escape;

use super::figures;
use super::sentences;
use super::telling::by_urgency;
use super::view::{LevelView, View, count_of};
use super::words::{self, Label};
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::report::{LocalityRow, VerdictRow};
use escape::escape;

/// The report as GitHub-flavoured Markdown.
pub(super) fn render(view: &View<'_>) -> String {
    let mut out = String::new();
    heading(&mut out, 1, view.say(Label::Compliance));
    paragraph(&mut out, &capitalised(&view.day_and_data().join(" · ")));
    let levels = view.levels();
    for level in &levels {
        section(view, level, &mut out);
    }
    if levels.is_empty() {
        paragraph(&mut out, view.say(Label::NothingShown));
    }
    totals(view, &mut out);
    let problems = view.other_problems();
    if !problems.is_empty() {
        heading(&mut out, 2, view.say(Label::Problems));
        list(&mut out, problems.into_iter().map(|problem| escape(&view.problem(problem))));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn section(view: &View<'_>, level: &LevelView<'_>, out: &mut String) {
    heading(out, 2, words::level(level.level, view.lang));
    let mut size = view.size(level);
    if let Some(summary) = level.summary.filter(|_| level.level != Level::National) {
        size.insert(0, sentences::localities(summary.localities, level.level, view.lang));
    }
    paragraph(out, &size.join(" · "));
    counts(view, level, out);
    if level.level == Level::National {
        for locality in &level.localities {
            verdicts(view, locality, out);
        }
    } else {
        ranking(view, level, out);
        requirements(view, level, out);
        open_items(view, level, out);
    }
    let notes = view.notes(level);
    if !notes.is_empty() {
        heading(out, 3, view.say(Label::Notes));
        list(out, notes.iter().map(|note| escape(note)));
    }
}

fn counts(view: &View<'_>, level: &LevelView<'_>, out: &mut String) {
    let Some(summary) = level.summary else { return };
    let all = summary.counts.values().sum();
    table_head(
        out,
        &[
            (view.say(Label::Status), ":--"),
            (view.say(Label::Checks), "--:"),
            (view.say(Label::Share), "--:"),
        ],
    );
    for status in level.counted() {
        let n = count_of(&summary.counts, status);
        let share = figures::percent(n, all, view.lang);
        table_row(out, &[words::status(status, view.lang).to_owned(), view.count(n), share]);
    }
    out.push('\n');
}

fn ranking(view: &View<'_>, level: &LevelView<'_>, out: &mut String) {
    heading(out, 3, view.say(Label::Ranking));
    table_head(
        out,
        &[
            (view.say(Label::Rank), "--:"),
            (view.say(Label::Locality), ":--"),
            (view.say(Label::Score), "--:"),
            (view.say(Label::Grade), ":--"),
            (words::status_head(Status::Overdue, view.lang), "--:"),
            (words::status_head(Status::Unknown, view.lang), "--:"),
            (view.say(Label::FirstReason), ":--"),
        ],
    );
    for locality in &level.localities {
        table_row(
            out,
            &[
                figures::rank(locality),
                view.name(locality),
                view.score(locality),
                view.grade(locality),
                view.count(view.tally(locality, Status::Overdue)),
                view.count(view.tally(locality, Status::Unknown)),
                view.first_reason(locality),
            ],
        );
    }
    out.push('\n');
}

fn requirements(view: &View<'_>, level: &LevelView<'_>, out: &mut String) {
    if level.requirements.is_empty() {
        return;
    }
    heading(out, 3, view.say(Label::ByRequirement));
    let statuses = level.counted();
    let mut heads = vec![(view.say(Label::Requirement), ":--")];
    heads.extend(statuses.iter().map(|status| (words::status_head(*status, view.lang), "--:")));
    table_head(out, &heads);
    for requirement in &level.requirements {
        let mut cells = vec![view.marked_title(requirement)];
        cells.extend(statuses.iter().map(|status| view.count(count_of(&requirement.counts, *status))));
        table_row(out, &cells);
    }
    out.push('\n');
}

/// What is still to be done or said, by locality; those with nothing open are left out.
fn open_items(view: &View<'_>, level: &LevelView<'_>, out: &mut String) {
    let open = |v: &&VerdictRow| !v.status.is_complete() && !v.status.is_left_out();
    let with_open = level.localities.iter().filter(|l| l.verdicts.iter().any(|v| open(&v)));
    for (at, locality) in with_open.enumerate() {
        if at == 0 {
            heading(out, 3, view.say(Label::OpenItems));
        }
        heading(out, 4, &view.name(locality));
        list(out, by_urgency(locality).into_iter().filter(open).map(|v| item(view, v)));
    }
}

/// One open item: status, title, deadline, reason.
fn item(view: &View<'_>, verdict: &VerdictRow) -> String {
    let mut item = format!(
        "**{}** · {}",
        words::status(verdict.status, view.lang),
        escape(&view.title(&verdict.requirement))
    );
    if let Some(day) = verdict.deadline.as_ref().and_then(|d| d.effective) {
        item.push_str(&format!(" · {}", sentences::due(&view.day(day), view.lang)));
    }
    let because = view.because(verdict);
    if !because.is_empty() {
        item.push_str(&format!(" · {}", escape(&because)));
    }
    item
}

/// All verdicts of the one locality of a level.
fn verdicts(view: &View<'_>, locality: &LocalityRow, out: &mut String) {
    let heads = [Label::Requirement, Label::Status, Label::Deadline, Label::Reason];
    table_head(out, &heads.map(|label| (view.say(label), ":--")));
    for verdict in by_urgency(locality) {
        let status = words::status(verdict.status, view.lang).to_owned();
        table_row(out, &[view.title(&verdict.requirement), status, view.due(verdict), view.because(verdict)]);
    }
    out.push('\n');
}

fn totals(view: &View<'_>, out: &mut String) {
    if view.report.totals.is_empty() {
        return;
    }
    heading(out, 2, view.say(Label::Totals));
    table_head(
        out,
        &[
            (view.say(Label::Document), ":--"),
            (view.say(Label::Figure), ":--"),
            (view.say(Label::Reported), "--:"),
            (view.say(Label::Found), "--:"),
            (view.say(Label::NotReported), "--:"),
            (view.say(Label::Agrees), ":--"),
        ],
    );
    for total in &view.report.totals {
        table_row(
            out,
            &[
                format!("{}, {}", view.document(&total.document), view.day(total.dated)),
                view.figure(total),
                figures::hedged(total.reported, total.approx, view.lang),
                total.found.map_or_else(|| "–".to_owned(), |found| figures::number(found, view.lang)),
                view.count(total.unknown),
                view.agrees(total).to_owned(),
            ],
        );
    }
    out.push('\n');
}

fn heading(out: &mut String, depth: usize, text: &str) {
    out.push_str(&format!("{} {}\n\n", "#".repeat(depth), escape(text)));
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str(&format!("{}\n\n", escape(text)));
    }
}

/// A list of items that are already escaped.
fn list(out: &mut String, items: impl Iterator<Item = String>) {
    for item in items {
        out.push_str(&format!("- {item}\n"));
    }
    out.push('\n');
}

fn table_head(out: &mut String, columns: &[(&str, &str)]) {
    let heads: Vec<String> = columns.iter().map(|(head, _)| (*head).to_owned()).collect();
    table_row(out, &heads);
    let rules: Vec<&str> = columns.iter().map(|(_, rule)| *rule).collect();
    out.push_str(&format!("| {} |\n", rules.join(" | ")));
}

/// A row; its cells are escaped here.
fn table_row(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
