//! The cases that were run, for the screen: what failed with all that explains it, then the counts.

use unicode_width::UnicodeWidthStr;

use super::page::{Page, Span, Tone};
use crate::model::bilingual::Lang;
use crate::render::Style;
use crate::render::trials::{Detail, outcome};
use crate::render::visible::visible;
use crate::report::explanation::RuleTrace;
use crate::report::spelling;
use crate::report::trials::{Coverage, CoverageRow, ReportTrial, Share, Shares, Trial, TrialFile, Trials};

/// Columns before what belongs to a failed case.
const INDENT: usize = 2;
/// Columns of a head such as "expected".
const HEAD: usize = 11;

/// All cases that were run.
pub(in crate::render) fn render(trials: &Trials, detail: Detail, style: Style) -> String {
    let mut page = Page::new(style.width);
    if detail != Detail::Failures {
        files(&mut page, trials, detail);
    }
    for file in &trials.files {
        for trial in file.cases.iter().filter(|trial| !trial.passed) {
            failure(&mut page, file, trial);
        }
        for report in file.reports.iter().filter(|report| !report.passed) {
            otherwise(&mut page, file, report);
        }
    }
    if let Some(found) = &trials.coverage {
        coverage(&mut page, found);
    }
    if detail != Detail::Failures || trials.failed > 0 {
        counts(&mut page, trials);
    }
    page.finish(style.paint)
}

fn files(page: &mut Page, trials: &Trials, detail: Detail) {
    for file in &trials.files {
        let mark = if file.failed == 0 { Span::new("ok      ", Tone::Good) } else { failed() };
        let mut said = format!("{}: {}", visible(&file.file), cases(file.passed + file.failed));
        if file.failed > 0 {
            said.push_str(&format!(", {} failed", file.failed));
        }
        page.line(vec![mark, Span::new(said, Tone::Plain)]);
        if detail == Detail::Cases {
            for trial in &file.cases {
                let mark = if trial.passed { Span::new("ok      ", Tone::Good) } else { failed() };
                page.line(vec![Span::spaces(INDENT), mark, Span::new(visible(&trial.name), Tone::Plain)]);
            }
            for report in &file.reports {
                let mark = if report.passed { Span::new("ok      ", Tone::Good) } else { failed() };
                page.line(vec![Span::spaces(INDENT), mark, Span::new(visible(&report.name), Tone::Plain)]);
            }
        }
    }
    page.blank();
}

fn failed() -> Span {
    Span::new("FAILED  ", Tone::Bad)
}

fn cases(count: usize) -> String {
    format!("{count} case{}", if count == 1 { "" } else { "s" })
}

fn counts(page: &mut Page, trials: &Trials) {
    let all = cases(trials.passed + trials.failed);
    let mut spans = vec![Span::new(format!("{all}: {} passed", trials.passed), Tone::Strong)];
    if trials.failed > 0 {
        spans.push(Span::new(format!(", {} FAILED", trials.failed), Tone::Bad));
    }
    page.line(spans);
}

fn failure(page: &mut Page, file: &TrialFile, trial: &Trial) {
    page.line(vec![failed(), Span::new(visible(&trial.name), Tone::Strong)]);
    entry(page, "at", &format!("{}:{}", visible(&file.file), trial.line), Tone::Plain);
    entry(page, "expected", &outcome(&trial.expected), Tone::Good);
    let came = trial.actual.as_ref().map_or_else(|| "nothing".to_owned(), outcome);
    entry(page, "came", &came, Tone::Bad);
    if let Some(fault) = &trial.fault {
        entry(page, "because", &visible(fault), Tone::Plain);
    }
    if !trial.missing.is_empty() {
        entry(page, "not stated", &trial.missing.join(", "), Tone::Plain);
    }
    if let Some(trace) = trial.trace.as_ref().filter(|trace| !trace.lines.is_empty()) {
        entry(page, "rule", &visible(&trace.file), Tone::Plain);
        lines(page, trace);
    }
    page.blank();
}

/// A frozen report that comes out otherwise.
fn otherwise(page: &mut Page, file: &TrialFile, report: &ReportTrial) {
    page.line(vec![failed(), Span::new(visible(&report.name), Tone::Strong)]);
    entry(page, "at", &format!("{}:{}", visible(&file.file), report.line), Tone::Plain);
    entry(page, "frozen", &visible(&report.frozen), Tone::Plain);
    for line in report.fault.iter().flat_map(|fault| fault.lines()) {
        entry(page, "", &visible(line), Tone::Plain);
    }
    for line in report.difference.iter().flat_map(|difference| difference.lines()) {
        let tone = match line.chars().next() {
            Some('-') => Tone::Bad,
            Some('+') => Tone::Good,
            _ => Tone::Faint,
        };
        page.line(vec![Span::spaces(INDENT), Span::new(visible(line), tone)]);
    }
    page.blank();
}

fn entry(page: &mut Page, head: &str, text: &str, tone: Tone) {
    let space = HEAD.saturating_sub(head.width());
    page.line(vec![
        Span::spaces(INDENT),
        Span::new(head, Tone::Faint),
        Span::spaces(space),
        Span::new(text, tone),
    ]);
}

/// The lines of a rule on which it read or decided.
fn lines(page: &mut Page, trace: &RuleTrace) {
    let digits = trace.lines.iter().map(|line| line.number.to_string().len()).max().unwrap_or(1);
    for line in &trace.lines {
        page.line(vec![
            Span::spaces(INDENT + HEAD),
            Span::new(format!("{:>digits$} │ ", line.number), Tone::Faint),
            Span::new(visible(&line.text), Tone::Plain),
        ]);
        for (column, value) in &line.reads {
            let before: String = line.text.chars().take(column.saturating_sub(1)).collect();
            let value = match value {
                Some(value) => spelling::shown(value, Lang::En),
                None => "not stated".to_owned(),
            };
            page.line(vec![
                Span::spaces(INDENT + HEAD),
                Span::new(format!("{:>digits$} │ ", ""), Tone::Faint),
                Span::spaces(visible(&before).width()),
                Span::new(format!("└ {}", visible(&value)), Tone::Faint),
            ]);
        }
    }
}

fn coverage(page: &mut Page, coverage: &Coverage) {
    const TOTAL: &str = "all rules";
    let name = |row: &CoverageRow| visible(&row.file).into_owned();
    let widest = coverage.rules.iter().map(|row| name(row).width()).max().unwrap_or(0).max(TOTAL.len());
    let head = format!("{:widest$}  {:>13}  {:>13}  {:>13}", "COVERAGE", "LINES", "BRANCHES", "STATUSES");
    page.line(vec![Span::new(head, Tone::Faint)]);
    for row in &coverage.rules {
        let file = name(row);
        let space = widest.saturating_sub(file.width());
        let mut spans = vec![Span::new(file, Tone::Plain), Span::spaces(space)];
        spans.extend(shares(row.shares));
        page.line(spans);
        if let Some(missed) = missed(row) {
            page.prose(INDENT, &format!("never: {missed}"), Tone::Soon);
        }
    }
    let mut spans = vec![Span::new(TOTAL, Tone::Strong), Span::spaces(widest - TOTAL.len())];
    spans.extend(shares(coverage.total));
    page.line(spans);
    page.blank();
}

fn shares(shares: Shares) -> Vec<Span> {
    let one = |share: Share| {
        let tenths = share.tenths();
        let text = format!("{}.{} % {:>3}/{}", tenths / 10, tenths % 10, share.reached, share.of);
        Span::new(format!(" {text:>14}"), if tenths == 1000 { Tone::Plain } else { Tone::Soon })
    };
    vec![one(shares.lines), one(shares.branches), one(shares.statuses)]
}

/// What no case reaches.
fn missed(row: &CoverageRow) -> Option<String> {
    let lines = row.missed_lines.iter().map(|line| format!("line {line}"));
    let branches = row.missed_branches.iter().map(|branch| {
        let when = if branch.when { "holds" } else { "does not hold" };
        format!("line {} where it {when}", branch.line)
    });
    let statuses = row.missed_statuses.iter().map(|status| format!("status {status}"));
    let all: Vec<String> = lines.chain(branches).chain(statuses).collect();
    (!all.is_empty()).then(|| all.join(", "))
}
