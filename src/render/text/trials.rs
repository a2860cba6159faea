//! The cases that were run, for the screen: what failed with all that explains it, then the counts.

mod comparison;
mod coverage;

use unicode_width::UnicodeWidthStr;

use super::page::{Page, Span, Tone};
use crate::model::bilingual::Lang;
use crate::render::Style;
use crate::render::trials::Detail;
use crate::render::visible::visible;
use crate::report::explanation::RuleTrace;
use crate::report::spelling;
use crate::report::trials::{ReportTrial, Trial, TrialFile, Trials};

/// Columns before what belongs to a failed case.
const INDENT: usize = 2;
/// Columns of a head such as "status".
const HEAD: usize = 12;

/// All cases that were run.
pub(in crate::render) fn render(trials: &Trials, detail: Detail, lang: Lang, style: Style) -> String {
    let mut page = Page::new(style.width);
    if detail != Detail::Failures {
        files(&mut page, trials, detail, lang);
    }
    for file in &trials.files {
        for trial in file.cases.iter().filter(|trial| !trial.passed) {
            failure(&mut page, file, trial, lang);
        }
        for report in file.reports.iter().filter(|report| !report.passed) {
            otherwise(&mut page, file, report, lang);
        }
    }
    if let Some(found) = &trials.coverage {
        coverage::coverage(&mut page, found, lang);
    }
    if detail != Detail::Failures || trials.failed > 0 {
        counts(&mut page, trials, lang);
    }
    page.finish(style.paint)
}

fn files(page: &mut Page, trials: &Trials, detail: Detail, lang: Lang) {
    for file in &trials.files {
        let passed = file.failed == 0;
        let mut said = format!("{}: {}", visible(&file.file), cases(file.passed + file.failed, lang));
        if !passed {
            said.push_str(&format!(", {} {}", file.failed, pick(lang, "failed", "trượt")));
        }
        page.line(vec![mark(passed, lang), Span::new(said, Tone::Plain)]);
        if detail == Detail::Cases {
            let cases = file.cases.iter().map(|trial| (trial.passed, &trial.name));
            for (passed, name) in cases.chain(file.reports.iter().map(|one| (one.passed, &one.name))) {
                let name = Span::new(visible(name), Tone::Plain);
                page.line(vec![Span::spaces(INDENT), mark(passed, lang), name]);
            }
        }
    }
    page.blank();
}

fn mark(passed: bool, lang: Lang) -> Span {
    if passed { Span::new("ok      ", Tone::Good) } else { failed(lang) }
}

fn failed(lang: Lang) -> Span {
    Span::new(pick(lang, "FAILED  ", "TRƯỢT   "), Tone::Bad)
}

fn pick(lang: Lang, en: &'static str, vi: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}

fn cases(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{count} case{}", if count == 1 { "" } else { "s" }),
        Lang::Vi => format!("{count} tình huống"),
    }
}

fn counts(page: &mut Page, trials: &Trials, lang: Lang) {
    let all = cases(trials.passed + trials.failed, lang);
    let passed = match lang {
        Lang::En => format!("{all}: {} passed", trials.passed),
        Lang::Vi => format!("{all}: {} đúng", trials.passed),
    };
    let mut spans = vec![Span::new(passed, Tone::Strong)];
    if trials.failed > 0 {
        spans.push(Span::new(format!(", {} {}", trials.failed, pick(lang, "FAILED", "TRƯỢT")), Tone::Bad));
    }
    page.line(spans);
}

fn failure(page: &mut Page, file: &TrialFile, trial: &Trial, lang: Lang) {
    page.line(vec![failed(lang), Span::new(visible(&trial.name), Tone::Strong)]);
    let at = format!("{}:{}", visible(&file.file), trial.line);
    entry(page, pick(lang, "at", "tại"), &at, Tone::Plain);
    comparison::comparison(page, trial, lang);
    if let Some(fault) = &trial.fault {
        entry(page, pick(lang, "because", "vì"), &visible(fault), Tone::Plain);
    }
    if !trial.missing.is_empty() {
        entry(page, pick(lang, "not stated", "chưa nêu"), &trial.missing.join(", "), Tone::Plain);
    }
    if let Some(trace) = trial.trace.as_ref().filter(|trace| !trace.lines.is_empty()) {
        entry(page, pick(lang, "rule", "quy tắc"), &visible(&trace.file), Tone::Plain);
        lines(page, trace, lang);
    }
    page.blank();
}

/// A frozen report that comes out otherwise.
fn otherwise(page: &mut Page, file: &TrialFile, report: &ReportTrial, lang: Lang) {
    page.line(vec![failed(lang), Span::new(visible(&report.name), Tone::Strong)]);
    let at = format!("{}:{}", visible(&file.file), report.line);
    entry(page, pick(lang, "at", "tại"), &at, Tone::Plain);
    entry(page, pick(lang, "frozen", "bản mẫu"), &visible(&report.frozen), Tone::Plain);
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
fn lines(page: &mut Page, trace: &RuleTrace, lang: Lang) {
    let digits = trace.lines.iter().map(|line| line.number.to_string().len()).max().unwrap_or(1);
    let mut file = &None;
    for line in &trace.lines {
        if let (Some(imported), true) = (&line.imported, line.imported != *file) {
            page.line(vec![Span::spaces(INDENT + HEAD), Span::new(visible(imported), Tone::Plain)]);
        }
        file = &line.imported;
        page.line(vec![
            Span::spaces(INDENT + HEAD),
            Span::new(format!("{:>digits$} │ ", line.number), Tone::Faint),
            Span::new(visible(&line.text), Tone::Plain),
        ]);
        for (column, value) in &line.reads {
            let before: String = line.text.chars().take(column.saturating_sub(1)).collect();
            let value = match value {
                Some(value) => spelling::shown(value, lang),
                None => pick(lang, "not stated", "chưa nêu").to_owned(),
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
