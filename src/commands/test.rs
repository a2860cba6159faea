//! `dondoc test`: the rules' cases.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Context, bail};
use dondoc::cases::update::{Change, rewrite};
use dondoc::model::bilingual::Lang;
use dondoc::pipeline::testing::{Measuring, TestQuestion, Tested, test};
use dondoc::render::trials::{Detail, TrialFormat, render};
use dondoc::report::trials::ReportTrial;

use super::{Outcome, output, screen, waiting};
use crate::cli::{Global, Test};

/// Runs the cases.
pub fn run(global: &Global, options: &Test) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let question = TestQuestion {
        paths: options.paths.iter().map(|path| screen::in_project(&global.project, path)).collect(),
        name: options.case.clone(),
        executor: options.executor,
        measuring: if options.coverage { Measuring::Coverage } else { Measuring::No },
    };
    let tested = match waiting::during(global, options.lang, |_| test(&global.project, &question)) {
        Ok(tested) => tested,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    screen::warn(global, &tested.warnings, &tested.sources);
    let detail = match (global.quiet, global.verbose) {
        (true, _) => Detail::Failures,
        (false, true) => Detail::Cases,
        (false, false) => Detail::Files,
    };
    let text = render(&tested.trials, options.format, detail, options.lang, screen::style(global))?;
    output::to_stdout(text.as_bytes())?;
    if options.format == TrialFormat::Text && !global.quiet {
        let seconds = format!("{:.2}", started.elapsed().as_secs_f64());
        screen::say(&match options.lang {
            Lang::En => format!("in {seconds} s\n"),
            Lang::Vi => format!("trong {} giây\n", seconds.replace('.', ",")),
        });
    }
    let below = match (&tested.trials.coverage, options.fail_under) {
        (Some(coverage), Some(percent)) => coverage.is_below(percent),
        _ => false,
    };
    if below {
        screen::say(&format!(
            "dondoc: the cases reach less than {} per cent\n",
            options.fail_under.unwrap_or_default()
        ));
    }
    let accepted = match options.update.then(|| update(global, &tested)) {
        Some(Err(error)) => return Ok(screen::invalid(&error)),
        Some(Ok(accepted)) => accepted,
        None => false,
    };
    let failed = tested.trials.failed > 0 && !accepted;
    Ok(if failed || below { Outcome::Failed } else { Outcome::Done })
}

/// Shows what differs and writes it down; whether nothing is left that differs.
fn update(global: &Global, tested: &Tested) -> anyhow::Result<bool> {
    let mut files: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    let mut shown = String::new();
    for change in &tested.changes {
        let _ = writeln!(shown, "{}:{}: {}", change.file, change.line, change.case);
        let _ = writeln!(shown, "  - expect = {}", change.before.lines().next().unwrap_or_default());
        match &change.after {
            Ok(after) => {
                let _ = writeln!(shown, "  + expect = {after}");
                files.entry(&change.file).or_default().push(change);
            }
            Err(why) => {
                let _ = writeln!(shown, "  ! {why}");
            }
        }
    }
    let reports: Vec<&ReportTrial> =
        tested.trials.files.iter().flat_map(|file| &file.reports).filter(|report| !report.passed).collect();
    for report in &reports {
        let _ = writeln!(shown, "{}:{}: {}", report.file, report.line, report.name);
        match (&report.came, &report.difference, &report.fault) {
            (Some(_), Some(difference), _) => shown.push_str(difference),
            (Some(_), None, _) => {
                let _ = writeln!(shown, "  + {} is written for the first time", report.frozen);
            }
            (None, _, fault) => {
                let _ = writeln!(shown, "  ! {}", fault.as_deref().unwrap_or_default().trim_end());
            }
        }
    }
    screen::say(&shown);
    // Every file is looked at before the first is written.
    let (mut texts, mut told) = (Vec::new(), Vec::new());
    for (file, changes) in files {
        told.push(format!("wrote {file}\n"));
        texts.push((global.project.join(file), rewritten(global, tested, file, &changes)?));
    }
    for report in &reports {
        let Some(came) = &report.came else { continue };
        told.push(format!("wrote {}\n", report.frozen));
        texts.push((global.project.join(&report.frozen), came.clone()));
    }
    output::replace(&texts)?;
    screen::say(&told.concat());
    let all = tested.changes.iter().all(|change| change.after.is_ok());
    Ok(all && reports.iter().all(|report| report.came.is_some()))
}

fn rewritten(global: &Global, tested: &Tested, file: &str, changes: &[&Change]) -> anyhow::Result<String> {
    let now =
        std::fs::read_to_string(global.project.join(file)).with_context(|| format!("cannot read {file}"))?;
    let (mark, text) = match now.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", now.as_str()),
    };
    let new = rewrite(text, changes).filter(|_| tested.sources.text(file) == Some(text));
    match new {
        Some(new) => Ok(format!("{mark}{new}")),
        None => bail!("{file} has changed while the cases ran: nothing is written, run again"),
    }
}
