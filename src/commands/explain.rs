//! `dondoc explain`: the whole way to one answer, or what a problem's code means.

use dondoc::model::verdict::Status;
use dondoc::pipeline::{self, Question};
use dondoc::problem::Code;
use dondoc::render::{code_page, explanation};
use dondoc::report::Depth;

use super::{Outcome, clock, output, screen};
use crate::cli::{Explain, Global};

/// Explains one locality's answers, or a problem's code.
pub fn run(global: &Global, options: &Explain) -> anyhow::Result<Outcome> {
    if let (Some(code), None) = (Code::from_word(&options.locality), &options.requirement) {
        output::to_stdout(code_page(code, screen::style(global)).as_bytes())?;
        return Ok(Outcome::Done);
    }
    let question = Question {
        executor: options.executor,
        horizon: clock::horizon(&options.clocks)?,
        level: options.level,
        requirements: options.requirement.iter().cloned().collect(),
        localities: vec![options.locality.clone()],
        statuses: Vec::new(),
        top: None,
        earlier: Vec::new(),
        depth: Depth::Verdicts,
    };
    match pipeline::explain(&global.project, &question) {
        Ok(dossiers) => {
            for dossier in &dossiers {
                let text = explanation::render(dossier, options.lang, screen::style(global));
                output::to_stdout(text.as_bytes())?;
            }
            let mut verdicts = dossiers.iter().flat_map(|dossier| &dossier.explanations).map(|e| &e.verdict);
            let failed = verdicts.any(|verdict| verdict.status == Status::Error);
            Ok(if failed { Outcome::Invalid } else { Outcome::Done })
        }
        Err(refusal) => Ok(screen::refuse(global, &refusal)),
    }
}
