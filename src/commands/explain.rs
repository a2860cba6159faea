//! `dondoc explain`: the whole way to one answer.

use dondoc::pipeline::{self, Question};
use dondoc::render::explanation;
use dondoc::report::Depth;
use dondoc::rulebook::ExecutorKind;

use super::{Outcome, clock, output, screen};
use crate::cli::{Explain, Global};

/// Explains one locality's answers.
pub fn run(global: &Global, options: &Explain) -> anyhow::Result<Outcome> {
    let question = Question {
        horizon: clock::horizon(&options.clocks)?,
        level: options.level,
        requirements: options.requirement.iter().cloned().collect(),
        localities: vec![options.locality.clone()],
        statuses: Vec::new(),
        top: None,
        executor: ExecutorKind::default(),
        depth: Depth::Verdicts,
    };
    match pipeline::explain(&global.project, &question) {
        Ok(dossiers) => {
            for dossier in &dossiers {
                let text = explanation::render(dossier, options.lang, screen::style(global));
                output::to_stdout(text.as_bytes())?;
            }
            Ok(Outcome::Done)
        }
        Err(refusal) => Ok(screen::refuse(global, &refusal)),
    }
}
