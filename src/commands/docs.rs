//! `dondoc docs`: the handbook as linked pages.

use dondoc::pipeline::explaining::handbook;
use dondoc::render::handbook::{book, reference_page};
use dondoc::render::sheet::SheetFormat;
use dondoc::rulebook::reference::reference;

use super::{Outcome, output, screen, shelf};
use crate::cli::{Docs, Global};

/// Writes the handbook, or prints the reference.
pub fn run(global: &Global, options: &Docs) -> anyhow::Result<Outcome> {
    let Some(folder) = &options.output else {
        output::to_stdout(reference_page(&reference())?.as_bytes())?;
        return Ok(Outcome::Done);
    };
    if options.format == SheetFormat::Text {
        screen::say("dondoc: pages that are linked are html or markdown\n");
        return Ok(Outcome::Invalid);
    }
    let handbook = match handbook(&global.project, options.as_of) {
        Ok(handbook) => handbook,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let pages = book(&handbook, options.format, options.lang)?;
    if let Err(error) = shelf::put(&global.project, folder, &pages) {
        screen::say(&format!("dondoc: {error:#}\n"));
        return Ok(Outcome::Invalid);
    }
    if !global.quiet {
        let start = folder.join(format!("index.{}", options.format.ending()));
        screen::say(&format!("{} pages; begin with {start}\n", pages.len()));
    }
    Ok(Outcome::Done)
}
