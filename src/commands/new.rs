//! `dondoc new`: a rule, its cases and its fact, ready to edit.

use std::fs;

use anyhow::{Context, bail};
use camino::Utf8Path;

use dondoc::model::locality::Level;
use dondoc::pipeline::drafting::{Draft, DraftQuestion, draft};

use super::disk::{self, Batch, Place};
use super::{Outcome, output, screen};
use crate::cli::{Global, New};

/// Writes a new requirement down.
pub fn run(global: &Global, options: &New) -> anyhow::Result<Outcome> {
    let question = DraftQuestion {
        id: options.requirement.clone(),
        level: options.level.unwrap_or(Level::Province),
        document: options.from_document.clone(),
    };
    let draft = match draft(&global.project, &question) {
        Ok(draft) => draft,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    if let Err(error) = write(&global.project, &draft) {
        screen::say(&format!("dondoc: {error:#}\n"));
        return Ok(Outcome::Invalid);
    }
    output::to_stdout(told(&question, &draft).as_bytes())?;
    Ok(Outcome::Done)
}

/// Writes all of a draft, or nothing. The fact comes first: a fact that nothing reads breaks no project.
fn write(project: &Utf8Path, draft: &Draft) -> anyhow::Result<()> {
    let mut batch = Batch::default();
    if let Some((path, before, after)) = &draft.dictionary {
        let file = project.join(path);
        let now = fs::read_to_string(&file).with_context(|| format!("cannot read {path}"))?;
        let mark = if now.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        if now.strip_prefix(mark) != Some(before.as_str()) {
            bail!("{path} has changed meanwhile: nothing is written, run again");
        }
        let real = file.canonicalize_utf8().with_context(|| format!("cannot write {path}"))?;
        batch.add(&real, Utf8Path::new(path), format!("{mark}{after}").as_bytes(), Place::Over)?;
    }
    for (path, text) in [&draft.rule, &draft.cases] {
        let file = project.join(path);
        if file.symlink_metadata().is_ok() {
            bail!("{path} is there already: nothing is ever overwritten");
        }
        batch.folder(disk::folder_of(&file))?;
        batch.add(&file, Utf8Path::new(path), text.as_bytes(), Place::Free)?;
    }
    batch.commit()
}

fn told(question: &DraftQuestion, draft: &Draft) -> String {
    let (rule, cases, id) = (&draft.rule.0, &draft.cases.0, &question.id);
    let fact = match &draft.dictionary {
        Some((path, ..)) => format!("wrote {} into {path}\n", draft.fact),
        None => format!("reads {}, which is in the dictionary already\n", draft.fact),
    };
    let cites = match question.document {
        Some(_) => String::new(),
        None => format!("  put the document that asks for it in the place of {} in `cites`\n", draft.cites),
    };
    let deadline = match (&draft.said.requirement, &draft.asks) {
        (true, _) => String::new(),
        (false, Some(file)) => {
            format!("  say by when, and for whom, with a [[deadline]] of `{id}` in {file}\n")
        }
        (false, None) => {
            format!(
                "  say by when, and for whom, with a [[deadline]] of `{id}` in the document that asks for it\n"
            )
        }
    };
    let observation = match draft.said.fact {
        true => String::new(),
        false => format!(
            "  say who has done it with an [[observation]] of `{}` in each document that reports it\n",
            draft.fact
        ),
    };
    format!(
        "wrote {rule}\nwrote {cases}\n{fact}\nNext:\n{cites}  edit what is marked NEXT in these files; `dondoc watch` tells on every save what that does\n\
         {deadline}{observation}  dondoc lint\n  dondoc test {id}\n"
    )
}
