//! `dondoc new`: a rule, its cases and its fact, ready to edit.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, bail};
use camino::Utf8Path;

use dondoc::model::locality::Level;
use dondoc::pipeline::drafting::{Draft, DraftQuestion, draft};

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

/// Writes all of a draft, or nothing.
fn write(project: &Utf8Path, draft: &Draft) -> anyhow::Result<()> {
    let mut written: Vec<&str> = Vec::new();
    let result = write_each(project, draft, &mut written);
    if result.is_err() {
        for path in written {
            let _ = fs::remove_file(project.join(path));
        }
    }
    result
}

fn write_each<'d>(project: &Utf8Path, draft: &'d Draft, written: &mut Vec<&'d str>) -> anyhow::Result<()> {
    for (path, text) in [&draft.rule, &draft.cases] {
        create(&project.join(path), path, text)?;
        written.push(path);
    }
    let Some((path, before, after)) = &draft.dictionary else { return Ok(()) };
    let file = project.join(path);
    let now = fs::read_to_string(&file).with_context(|| format!("cannot read {path}"))?;
    let mark = if now.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    if now.strip_prefix(mark) != Some(before.as_str()) {
        bail!("{path} has changed meanwhile: nothing is written, run again");
    }
    output::replace(&file, format!("{mark}{after}").as_bytes())
}

/// Makes a file that was not there.
fn create(file: &Utf8Path, path: &str, text: &str) -> anyhow::Result<()> {
    use std::io::Write;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder of {path}"))?;
    }
    let opened = fs::OpenOptions::new().write(true).create_new(true).open(file);
    let mut new = match opened {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{path} is there already: nothing is ever overwritten")
        }
        other => other.with_context(|| format!("cannot write {path}"))?,
    };
    let done = new.write_all(text.as_bytes()).and_then(|()| new.sync_all());
    if done.is_err() {
        let _ = fs::remove_file(file);
    }
    done.with_context(|| format!("cannot write {path}"))
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
    format!(
        "wrote {rule}\nwrote {cases}\n{fact}\nNext:\n{cites}  edit what is marked NEXT in these files\n  \
         dondoc lint\n  dondoc test {id}\n"
    )
}
