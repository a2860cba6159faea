//! `dondoc check`: the main job.

use dondoc::model::day::Day;
use dondoc::pipeline::{self, Question, Refusal};
use dondoc::problem::{Severity, Sources};
use dondoc::read;
use dondoc::render::{Format, Style, render, render_to};

use super::disk::Batch;
use super::{Outcome, clock, output, screen, verify, waiting};
use crate::cli::{Check, Global};

/// Evaluates a project and hands out the report.
pub fn run(global: &Global, options: &Check) -> anyhow::Result<Outcome> {
    let mut horizon = clock::horizon(&options.clocks)?;
    let mut earlier = Vec::new();
    if let Some([from, to]) = options.as_of_each_month.as_deref() {
        if to < from {
            screen::say(&format!("dondoc: --as-of-each-month: {to} lies before {from}\n"));
            return Ok(Outcome::Invalid);
        }
        horizon.as_of = *to;
        earlier = month_ends(*from, *to);
    }
    let format = match output::format(options.format, options.output.as_deref()) {
        Ok(format) => format,
        Err(usage) => {
            screen::say(&usage);
            return Ok(Outcome::Invalid);
        }
    };
    let before = match options.receipt.as_ref().map(|_| read::digests(&global.project)).transpose() {
        Ok(before) => before,
        Err(problem) => {
            screen::show(global, &[problem], &Sources::default());
            return Ok(Outcome::Invalid);
        }
    };
    let asked = verify::asked(options, horizon, &earlier, format);
    let question = Question {
        horizon,
        earlier,
        executor: options.executor,
        level: options.level,
        requirements: options.requirement.clone(),
        localities: options.localities.clone(),
        statuses: options.status.clone(),
        top: options.top,
        depth: format.depth(),
    };
    // A file is whole or not there, and a receipt is of all of it; a stream takes data as they are made.
    let is_piecewise = matches!(format, Format::Json | Format::Jsonl);
    let in_one = !is_piecewise || options.output.is_some() || options.receipt.is_some();
    let style = if options.output.is_some() { Style::default() } else { screen::style(global) };
    let checked = waiting::during(global, options.lang, |listener| {
        let answer = pipeline::check_heard(&global.project, &question, listener)?;
        let rendered = in_one.then(|| render(&answer.report, format, options.lang, style));
        Ok::<_, Box<Refusal>>((answer, rendered))
    });
    let (answer, rendered) = match checked {
        Ok(checked) => checked,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let report = rendered.transpose()?;
    screen::warn(global, &answer.warnings, &answer.sources);
    let mut files = Vec::new();
    if let (Some(path), Some(before)) = (&options.receipt, before) {
        if options.receipt == options.output {
            return Ok(screen::invalid(&anyhow::anyhow!("the report and its receipt cannot be one file")));
        }
        // What a receipt speaks of is the report as a file holds it, without the colours of a screen.
        let plain = match (&options.output, &report) {
            (Some(_), Some(report)) => report.clone(),
            _ => render(&answer.report, format, options.lang, Style::default())?,
        };
        match verify::receipt(&global.project, before, asked, &plain) {
            Ok(receipt) => files.push((path.clone(), receipt.into_bytes())),
            Err(error) => return Ok(screen::invalid(&error)),
        }
    }
    match (&options.output, report) {
        (Some(path), Some(report)) => files.push((path.clone(), report)),
        (_, Some(report)) => output::to_stdout(&report)?,
        (_, None) => {
            output::to_stdout_as_made(|out| render_to(out, &answer.report, format, (options.lang, style)))?
        }
    }
    if let Err(error) = output::to_files(&global.project, Batch::default(), &files) {
        return Ok(screen::invalid(&error));
    }
    // A rule that fails for one locality leaves the rank of every other open: it counts whoever is shown.
    let faults: Vec<_> = answer.report.problems.iter().filter(|p| p.severity == Severity::Error).collect();
    if !faults.is_empty() {
        for fault in faults.into_iter().take(10) {
            let place = match (&fault.file, fault.line, fault.column) {
                (Some(file), Some(line), Some(column)) => format!(" --> {file}:{line}:{column}"),
                (Some(file), _, _) => format!(" --> {file}"),
                _ => String::new(),
            };
            screen::say(&format!("error[{}]: {}{place}\n", fault.code, fault.message.en));
        }
        return Ok(Outcome::Invalid);
    }
    let past = options.fail_on.is_some_and(|limit| answer.worst.is_some_and(|worst| worst >= limit));
    // The process ends here, and gives back all that it holds at once: row by row takes as long as a tenth of the run.
    std::mem::forget(answer);
    Ok(if past { Outcome::Failed } else { Outcome::Done })
}

/// The last days of the months between two days, both included.
fn month_ends(from: Day, to: Day) -> Vec<Day> {
    let is_last = |day: &Day| day.next().month() != day.month();
    let days = std::iter::successors(Some(from), |day| Some(day.next()).filter(|next| next > day));
    days.take_while(|day| *day <= to).filter(is_last).collect()
}
