//! `dondoc notice`: reminder letters.

use camino::{Utf8Path, Utf8PathBuf};

use dondoc::model::bilingual::Lang;
use dondoc::pipeline::{self, Question};
use dondoc::render::letter::{self, LetterError};

use super::disk::Batch;
use super::{Outcome, clock, given, output, screen, waiting};
use crate::cli::{Global, Notice};

/// Writes the letters, or prints the template that ships.
pub fn run(global: &Global, options: &Notice) -> anyhow::Result<Outcome> {
    match &options.output {
        Some(folder) => write(global, options, folder),
        None => {
            output::to_stdout(letter::template(options.lang).as_bytes())?;
            Ok(Outcome::Done)
        }
    }
}

/// Writes the letters: one file a locality, named after its id and the day.
fn write(global: &Global, options: &Notice, folder: &Utf8Path) -> anyhow::Result<Outcome> {
    let question = Question {
        level: options.level,
        localities: options.localities.clone(),
        ..Question::whole(clock::horizon(&options.clocks)?)
    };
    let found = match waiting::during(global, options.lang, |listener| {
        pipeline::notice::letters(&global.project, &question, listener)
    }) {
        Ok(found) => found,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let invalid = |message: String| {
        screen::say(&format!("dondoc: {message}\n"));
        Ok(Outcome::Invalid)
    };
    let (place, template) = match template(&global.project, options.lang) {
        Ok(template) => template,
        Err(message) => return invalid(message),
    };
    let mut files = Vec::new();
    for one in &found.letters {
        match letter::render(one, &template, options.format, options.lang) {
            Ok(bytes) => {
                let name = format!("{}-{}.{}", one.id, one.as_of, options.format.ending());
                files.push((folder.join(name), bytes));
            }
            Err(error @ LetterError::Template(_)) => return invalid(format!("{place}: {error}")),
            Err(error) => return Err(error.into()),
        }
    }
    let mut names: Vec<String> = files.iter().map(|(path, _)| path.as_str().to_lowercase()).collect();
    names.sort_unstable();
    if let Some([same, _]) = names.windows(2).find(|pair| pair.first() == pair.last()) {
        return invalid(format!(
            "{same}: two ids differ in capitals only, and one letter would lie over the other"
        ));
    }
    let mut batch = Batch::default();
    let written = batch.folder(folder).and_then(|()| output::to_files(&global.project, batch, &files));
    if let Err(error) = written {
        return invalid(format!("{error:#}"));
    }
    if !global.quiet {
        for name in &found.nothing {
            screen::say(&format!("{}: neither late nor silent, no letter\n", name.en));
        }
        let thing = if files.len() == 1 { "letter" } else { "letters" };
        screen::say(&format!("{} {thing} in {folder}\n", files.len()));
    }
    Ok(Outcome::Done)
}

/// The project's own template where it has one, else the one that ships; with what it is called.
fn template(project: &Utf8Path, lang: Lang) -> Result<(Utf8PathBuf, String), String> {
    let own = Utf8PathBuf::from(format!("rules/templates/notice.{lang}.md"));
    let path = project.join(&own);
    if !path.exists() {
        return Ok((Utf8PathBuf::from(format!("notice.{lang}.md")), letter::template(lang).to_owned()));
    }
    match given::text(&path) {
        Ok(text) => Ok((own, text)),
        Err(problem) => Err(format!("{own}: {}", problem.message)),
    }
}
