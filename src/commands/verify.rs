//! `dondoc verify`: whether a report follows from a folder.

use camino::Utf8Path;
use dondoc::model::day::Day;
use dondoc::pipeline::{self, Question};
use dondoc::problem::letters::visible;
use dondoc::problem::{Code, Problem, Sources};
use dondoc::read;
use dondoc::receipt::{Asked, Digests, Printed, Receipt, sha256};
use dondoc::render::{Format, Style, render};
use dondoc::resolve::Horizon;
use dondoc::rulebook::ExecutorKind;

use super::{Outcome, given, output, screen};
use crate::cli::{Check, Global, Verify};

/// Makes the report of a receipt again and says what of the receipt holds.
pub fn run(global: &Global, options: &Verify) -> anyhow::Result<Outcome> {
    let receipt =
        match given::text(&options.receipt).and_then(|text| Receipt::read(&text, options.receipt.as_str())) {
            Ok(receipt) => receipt,
            Err(problem) => return Ok(refuse(global, problem)),
        };
    let Some(format) = Format::from_word(&receipt.question.format) else {
        let message = format!("`{}` is no form of a report", receipt.question.format);
        return Ok(refuse(global, Problem::error(Code::BadReport, message)));
    };
    let files = match read::digests(&global.project) {
        Ok(files) => files,
        Err(problem) => return Ok(refuse(global, problem)),
    };
    let mut wrong: Vec<String> = Vec::new();
    let own = env!("CARGO_PKG_VERSION");
    if receipt.program != own {
        wrong.push(format!("the report was made by dondoc {}, and this is {own}", receipt.program));
    }
    wrong.extend(
        receipt.differences(&files).iter().map(|found| format!("{} {}", visible(&found.path), found.change)),
    );
    if let Some(path) = &options.report {
        match given::report(path) {
            Ok(bytes) if Printed::of(&bytes) == receipt.report => {}
            Ok(_) => wrong.push(format!("{path} is not the report that the receipt is of")),
            Err(problem) => return Ok(refuse(global, problem)),
        }
    }
    match pipeline::check(&global.project, &question(&receipt.question, format)) {
        Ok(answer) => {
            let again = render(&answer.report, format, receipt.question.lang, Style::default())?;
            if Printed::of(&again) != receipt.report {
                wrong.push("the report that follows from this folder is another one".to_owned());
            }
        }
        Err(refusal) => {
            screen::refuse(global, &refusal);
            wrong.push("no report follows from this folder".to_owned());
        }
    }
    if receipt.program == own && receipt.build.is_some() && receipt.build != build() {
        screen::say(&format!(
            "another build of dondoc {own} made the report; what follows is judged all the same\n"
        ));
    }
    let count = receipt.inputs.len().saturating_add(receipt.rules.len());
    let told = match wrong.as_slice() {
        [] => format!("the report follows: {count} files and the report are as the receipt says\n"),
        wrong => format!("{}\n", wrong.join("\n")),
    };
    output::to_stdout(told.as_bytes())?;
    Ok(if wrong.is_empty() { Outcome::Done } else { Outcome::Failed })
}

/// The receipt of a report as it stands in its file, once the project's files are what they were before it was made.
///
/// # Errors
/// Where they are not.
pub fn receipt(
    project: &Utf8Path,
    before: Digests,
    question: Asked,
    report: &[u8],
) -> anyhow::Result<String> {
    let after = read::digests(project).map_err(|problem| anyhow::anyhow!(problem.message))?;
    anyhow::ensure!(before == after, "the project's files changed while the report was made: run again");
    Ok(Receipt::new(question, before, report, build()).to_json()?)
}

/// The SHA-256 of the program that runs; none where the system does not show it.
fn build() -> Option<String> {
    let own = std::env::current_exe().ok()?;
    std::fs::read(own).ok().map(|bytes| sha256(&bytes))
}

/// What was asked, as a receipt keeps it.
pub fn asked(options: &Check, horizon: Horizon, earlier: &[Day], format: Format) -> Asked {
    Asked {
        as_of: horizon.as_of,
        known_by: horizon.known_by,
        earlier: earlier.to_vec(),
        level: options.level,
        requirements: options.requirement.clone(),
        localities: options.localities.clone(),
        statuses: options.status.clone(),
        top: options.top,
        format: format.word().to_owned(),
        lang: options.lang,
    }
}

fn question(asked: &Asked, format: Format) -> Question {
    Question {
        horizon: Horizon { as_of: asked.as_of, known_by: asked.known_by },
        level: asked.level,
        requirements: asked.requirements.clone(),
        localities: asked.localities.clone(),
        statuses: asked.statuses.clone(),
        top: asked.top,
        earlier: asked.earlier.clone(),
        executor: ExecutorKind::default(),
        depth: format.depth(),
    }
}

fn refuse(global: &Global, problem: Problem) -> Outcome {
    screen::show(global, &[problem], &Sources::default());
    Outcome::Invalid
}
