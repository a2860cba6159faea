//! `dondoc lint`: what is wrong with a project, and what could be better.

use dondoc::model::bilingual::Lang;
use dondoc::pipeline::linting::{Linted, look_over};
use dondoc::problem::{Code, Severity};
use dondoc::render::lint::{LintFormat, github, json, sarif};
use dondoc::report::lint::Spot;

use super::{Outcome, clock, output, screen, waiting};
use crate::cli::{Global, Lint};

/// Places that are named before they are only counted.
const NAMED: usize = 3;

/// Looks a project over.
pub fn run(global: &Global, options: &Lint) -> anyhow::Result<Outcome> {
    let paths: Vec<String> =
        options.paths.iter().map(|path| screen::in_project(&global.project, path)).collect();
    let day = clock::day(options.as_of)?;
    let linted = waiting::during(global, Lang::En, |_| look_over(&global.project, &paths, day));
    // A workbook is read, and has no text.
    let lost = linted.lost.iter().find(|path| !global.project.join(path).exists());
    if let Some(path) = lost {
        screen::say(&format!("dondoc: {path} is no file, folder or requirement of this project\n"));
        return Ok(Outcome::Invalid);
    }
    let text = match options.format {
        LintFormat::Text if linted.problems.is_empty() && !global.quiet => "nothing to mend\n".to_owned(),
        LintFormat::Text => {
            // Notes in full are for those who ask: they stop nothing and ask for nothing.
            let shown: Vec<_> = linted
                .problems
                .iter()
                .filter(|problem| global.verbose || problem.severity != Severity::Note)
                .cloned()
                .collect();
            let mut text = screen::in_full(global, &shown, &linted.sources);
            let hidden = linted.problems.len().saturating_sub(shown.len());
            if hidden > 0 && !global.quiet {
                let things = if hidden == 1 { "note" } else { "notes" };
                text.push_str(&format!("{hidden} {things}; -v shows them\n"));
                if !global.verbose {
                    text.push_str(&unfinished(&linted));
                }
            }
            text
        }
        LintFormat::Json => json(&linted.report)?,
        LintFormat::Sarif => sarif(&linted.report)?,
        LintFormat::Github => github(&linted.report),
    };
    output::to_stdout(text.as_bytes())?;
    Ok(if linted.report.errors > 0 { Outcome::Failed } else { Outcome::Done })
}

/// What of a draft is left to be written: a note each, and the next thing to do for whoever has just begun.
fn unfinished(linted: &Linted) -> String {
    let found = linted.report.problems.iter().filter(|one| one.code == Code::Unfinished);
    let spots: Vec<&Spot> = found.filter_map(|one| one.at.as_ref()).collect();
    if spots.is_empty() {
        return String::new();
    }
    let named = spots.iter().take(NAMED).map(|spot| format!("{}:{}", spot.file, spot.line));
    let named = named.collect::<Vec<_>>().join(", ");
    let more = match spots.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("left to be written, as `dondoc new` marked it: {named}{more}\n")
}
