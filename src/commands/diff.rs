//! `dondoc diff`: what changed, and why.

use camino::Utf8Path;

use dondoc::diff::{self, Diff, saved};
use dondoc::pipeline::{Refusal, compare};
use dondoc::problem::{Problem, Sources};
use dondoc::render::Style;
use dondoc::render::diff::{DiffFormat, render};
use dondoc::resolve::Horizon;

use super::{Outcome, given, output, screen, waiting};
use crate::cli::{self, Global};

/// Compares two days or two saved reports.
pub fn run(global: &Global, options: &cli::Diff) -> anyhow::Result<Outcome> {
    for (output, input) in options.output.iter().flat_map(|to| [(to, &options.old), (to, &options.new)]) {
        if let Some(Err(error)) = input.as_ref().map(|input| output::not_over(output, input)) {
            screen::say(&format!("dondoc: {error:#}\n"));
            return Ok(Outcome::Invalid);
        }
    }
    let found = match (&options.old, &options.new, options.from, options.to) {
        (Some(old), Some(new), _, _) => files(old, new),
        (_, _, Some(from), Some(to)) => {
            let known = |own: Option<_>| own.or(options.known_by);
            let from = Horizon { as_of: from, known_by: known(options.from_known_by) };
            let to = Horizon { as_of: to, known_by: known(options.to_known_by) };
            waiting::during(global, options.lang, |listener| {
                compare::diff(&global.project, from, to, options.level, listener)
            })
        }
        _ => {
            screen::say("dondoc: give two days (--from DAY --to DAY) or two saved reports\n");
            return Ok(Outcome::Invalid);
        }
    };
    let diff = match found {
        Ok(diff) => diff,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let ending = options.output.as_ref().and_then(DiffFormat::from_ending);
    let format = options.format.or(ending).unwrap_or(DiffFormat::Text);
    match &options.output {
        Some(path) => {
            let text = render(&diff, format, options.lang, Style::default())?;
            if let Err(error) = output::to_file(&global.project, path, &text) {
                screen::say(&format!("dondoc: {error:#}\n"));
                return Ok(Outcome::Invalid);
            }
        }
        None => output::to_stdout(&render(&diff, format, options.lang, screen::style(global))?)?,
    }
    Ok(Outcome::Done)
}

/// Compares two saved reports; everything that is wrong with either is said at once.
fn files(old: &Utf8Path, new: &Utf8Path) -> Result<Diff, Box<Refusal>> {
    match (file(old), file(new)) {
        (Ok(old), Ok(new)) => Ok(diff::of_saved(&old, &new)),
        (old, new) => {
            let problems = [old.err(), new.err()].into_iter().flatten().collect();
            Err(Box::new(Refusal { problems, sources: Sources::default() }))
        }
    }
}

fn file(path: &Utf8Path) -> Result<saved::SavedReport, Problem> {
    saved::read(&given::report_text(path)?, path.as_str())
}
