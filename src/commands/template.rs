//! `dondoc template`: the workbook to send to localities.

use dondoc::intake::form_book;
use dondoc::intake::template::{Wishes, template};
use dondoc::model::locality::Level;
use dondoc::pipeline::{self, Refusal};
use dondoc::progress::Listener;
use dondoc::read::breadth::{Breadth, is_lower};

use super::{Outcome, clock, output, screen, waiting};
use crate::cli::{Global, Template};

/// Writes the form to fill in.
pub fn run(global: &Global, options: &Template) -> anyhow::Result<Outcome> {
    let level = options.level.unwrap_or(Level::Province);
    let breadth =
        if is_lower(level) || !options.within.is_empty() { Breadth::Whole } else { Breadth::Spoken };
    let read = |_: &dyn Listener| pipeline::prepare_broadly(&global.project, breadth);
    let prepared = match waiting::during(global, options.lang, read) {
        Ok(prepared) => prepared,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    screen::warn(global, &prepared.warnings, &prepared.sources);
    let wishes = Wishes {
        facts: options.fact.clone(),
        requirements: options.requirement.clone(),
        level,
        within: options.within.clone(),
        horizon: clock::horizon(&options.clocks)?,
    };
    let form = match template(&prepared.project, &prepared.rulebook, &wishes) {
        Ok(form) => form,
        Err(problems) => {
            return Ok(screen::refuse(global, &Refusal { problems, sources: prepared.sources }));
        }
    };
    let bytes = form_book::workbook(&form, &prepared.project, &prepared.rulebook, options.lang)?;
    if let Err(error) = output::to_file(&global.project, &options.output, &bytes) {
        screen::say(&format!("dondoc: {error:#}\n"));
        return Ok(Outcome::Invalid);
    }
    if !global.quiet {
        screen::say(&format!(
            "{}: {} rows, {} columns to fill in, as of {}\n",
            options.output,
            form.localities.len(),
            form.columns.len(),
            form.as_of
        ));
    }
    Ok(Outcome::Done)
}
