//! `dondoc notice`: reminder letters.

use std::ops::Range;

use camino::Utf8Path;

use dondoc::model::bilingual::Lang;
use dondoc::model::place::Place;
use dondoc::pipeline::{self, Question, Refusal};
use dondoc::problem::{Code, Problem, Sources};
use dondoc::read;
use dondoc::render::letter::{self, LetterError};

use super::disk::Batch;
use super::{Outcome, clock, output, screen, waiting};
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
    let (name, template) = match template(&global.project, options.lang) {
        Ok(template) => template,
        Err(refusal) => return Ok(screen::refuse(global, &refusal)),
    };
    let mut files = Vec::new();
    for one in &found.letters {
        match letter::render(one, &template, options.format, options.lang) {
            Ok(bytes) => {
                let name = format!("{}-{}.{}", one.id, one.as_of, options.format.ending());
                files.push((folder.join(name), bytes));
            }
            Err(LetterError::Template { message, line, help }) => {
                let span = line.map_or(0..0, |line| span(&template, line));
                let problem = Problem::error(Code::BadTemplate, message).at(Place::new(&*name, span), "");
                return Ok(refuse(global, &name, &template, problem.help(help)));
            }
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
fn template(project: &Utf8Path, lang: Lang) -> Result<(String, String), Box<Refusal>> {
    let own = format!("rules/templates/notice.{lang}.md");
    let text = read::template(project, &own)
        .map_err(|(problems, sources)| Box::new(Refusal { problems, sources }))?;
    Ok(match text {
        Some(text) => (own, text),
        None => (format!("notice.{lang}.md"), letter::template(lang).to_owned()),
    })
}

/// Where a line stands in a text.
fn span(text: &str, line: usize) -> Range<usize> {
    let mut start = 0_usize;
    for one in text.split_inclusive('\n').take(line.saturating_sub(1)) {
        start = start.saturating_add(one.len());
    }
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    start..start.saturating_add(line.trim_end().len())
}

fn refuse(global: &Global, name: &str, template: &str, problem: Problem) -> Outcome {
    let mut sources = Sources::default();
    sources.insert(name.into(), template.into());
    screen::show(global, &[problem], &sources);
    Outcome::Invalid
}
