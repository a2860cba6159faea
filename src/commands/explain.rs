//! `dondoc explain`: the whole way to one answer, a requirement as a page, or what a problem's code means.

use dondoc::model::verdict::Status;
use dondoc::pipeline::Question;
use dondoc::pipeline::explaining::{self, Explained};
use dondoc::render::handbook::{code_sheet, requirement_page};
use dondoc::render::sheet::SheetFormat;
use dondoc::render::{Style, code_page, explanation};

use super::{Outcome, clock, output, screen, waiting};
use crate::cli::{Explain, Global};

/// Explains one locality's answers, a requirement, or a problem's code.
pub fn run(global: &Global, options: &Explain) -> anyhow::Result<Outcome> {
    let format = match format(options) {
        Ok(format) => format,
        Err(usage) => return Ok(refuse(&usage)),
    };
    let question = Question {
        executor: options.executor,
        level: options.level,
        requirements: options.requirement.iter().cloned().collect(),
        ..Question::whole(clock::horizon(&options.clocks)?)
    };
    let style = if options.output.is_some() { Style::default() } else { screen::style(global) };
    let explained = match waiting::during(global, options.lang, |_| {
        explaining::explain(&global.project, &question, &options.subject, options.lang)
    }) {
        Ok(explained) => explained,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let mut failed = false;
    let text = match &explained {
        Explained::Code(code) if format == SheetFormat::Text => code_page(*code, options.lang, style),
        Explained::Code(code) => code_sheet(*code, format, options.lang, style)?,
        Explained::Requirement(view) => requirement_page(view, format, options.lang, style)?,
        Explained::Locality(_) if format != SheetFormat::Text => {
            let usage = "a locality is explained as text only; `dondoc check -o report.html` has the whole way to \
                         each of its answers on one page";
            return Ok(refuse(usage));
        }
        Explained::Locality(dossiers) => {
            let mut verdicts = dossiers.iter().flat_map(|dossier| &dossier.explanations).map(|e| &e.verdict);
            failed = verdicts.any(|verdict| verdict.status == Status::Error);
            dossiers.iter().map(|dossier| explanation::render(dossier, options.lang, style)).collect()
        }
    };
    match &options.output {
        Some(path) => {
            if let Err(error) = output::to_file(&global.project, path, text.as_bytes()) {
                return Ok(refuse(&format!("{error:#}")));
            }
        }
        None => output::to_stdout(text.as_bytes())?,
    }
    Ok(if failed { Outcome::Invalid } else { Outcome::Done })
}

fn refuse(usage: &str) -> Outcome {
    screen::say(&format!("dondoc: {usage}\n"));
    Outcome::Invalid
}

/// The format that was asked for, or else the one that the file's ending stands for.
fn format(options: &Explain) -> Result<SheetFormat, String> {
    let of_file = options.output.as_ref().map(|path| (SheetFormat::from_ending(path), path.extension()));
    match (options.format, of_file) {
        (Some(format), _) | (None, Some((Some(format), _))) => Ok(format),
        (None, None | Some((None, None))) => Ok(SheetFormat::Text),
        (None, Some((None, Some(ending)))) => {
            let words: Vec<&str> = SheetFormat::ALL.iter().map(|format| format.word()).collect();
            Err(format!("no page ends in .{ending}; name its form with --format: {}", words.join(", ")))
        }
    }
}
