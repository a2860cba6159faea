//! `dondoc lint`: what is wrong with a project, and what could be better.

use dondoc::model::bilingual::Lang;
use dondoc::pipeline::linting::look_over;
use dondoc::problem::Severity;
use dondoc::render::lint::{LintFormat, github, json, sarif};

use super::{Outcome, clock, output, screen, waiting};
use crate::cli::{Global, Lint};

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
            let hidden = linted.problems.len() - shown.len();
            if hidden > 0 && !global.quiet {
                let things = if hidden == 1 { "note" } else { "notes" };
                text.push_str(&format!("{hidden} {things}; -v shows them\n"));
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
