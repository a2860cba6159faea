//! `dondoc watch`: what each save changes.

mod ears;

use std::io::IsTerminal;
use std::time::Instant;

use dondoc::pipeline::Question;
use dondoc::pipeline::watching::{Glance, Outcome as Came, Sound, Watch};
use dondoc::problem::Severity;
use dondoc::render::trials::{Detail, TrialFormat};
use dondoc::render::watching::{Before, Said, render as line};
use dondoc::render::{self, Format, Style};
use dondoc::report::{Depth, Report};

use super::output::Reader;
use super::{Outcome, clock, output, screen};
use crate::cli::{self, Global};
use ears::{Ears, Heard};

/// Clears a terminal and what can be scrolled back to, and goes to its first line.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Watches until it is told to stop, or nobody reads any more.
pub fn run(global: &Global, options: &cli::Watch) -> anyhow::Result<Outcome> {
    let format = match output::format(options.format, options.output.as_deref()) {
        Ok(format) => format,
        Err(usage) => {
            screen::say(&usage);
            return Ok(Outcome::Invalid);
        }
    };
    if let Some(Err(error)) =
        options.output.as_ref().map(|path| output::not_among_input(&global.project, path))
    {
        return Ok(screen::invalid(&error));
    }
    let mut ears = match Ears::open(&global.project) {
        Ok(ears) => ears,
        Err(error) => {
            screen::say(&format!("dondoc: {error:#}\n"));
            return Ok(Outcome::Invalid);
        }
    };
    let mut watch = Watch::new(global.project.clone());
    let mut teller = Teller { global, options, format, before: Before::Nothing };
    let mut heard = Heard::Saved(Vec::new());
    let mut first = true;
    while let Heard::Saved(files) = heard {
        let started = Instant::now();
        if let Some(glance) = watch.look(&files, &teller.question()?) {
            let said = teller.tell(&glance, first)?;
            first = false;
            if output::to_reader(said.as_bytes())? == Reader::Gone {
                break;
            }
            if !global.quiet {
                screen::say(&format!("in {} ms\n", started.elapsed().as_millis()));
            }
        }
        heard = ears.next();
    }
    Ok(Outcome::Done)
}

/// What is said, to whom, and what stood before.
struct Teller<'o> {
    global: &'o Global,
    options: &'o cli::Watch,
    format: Format,
    before: Before,
}

impl Teller<'_> {
    /// Everything, on the day that was asked for or else on today's.
    fn question(&self) -> anyhow::Result<Question> {
        Ok(Question {
            depth: if self.options.output.is_some() { self.format.depth() } else { Depth::default() },
            ..Question::whole(clock::horizon(&self.options.clocks)?)
        })
    }

    fn line(&self, said: Said<'_>) -> String {
        line(said, self.options.lang, screen::style(self.global))
    }

    /// All that is said of a look.
    fn tell(&mut self, glance: &Glance, first: bool) -> anyhow::Result<String> {
        let mut out = String::new();
        if std::io::stdout().is_terminal() {
            out.push_str(CLEAR);
        } else if !first {
            out.push('\n');
        }
        if first {
            out.push_str(&self.line(Said::Watching(self.question()?.horizon.as_of)));
        } else if !glance.changed.is_empty() {
            out.push_str(&self.line(Said::Changed(&glance.changed)));
        }
        out.push_str(&self.found(glance));
        match &glance.sound {
            Some(sound) => {
                out.push_str(&self.sound(sound)?);
                self.before = Before::Good;
            }
            None => out.push_str(&self.line(Said::Broken(self.before))),
        }
        Ok(out)
    }

    /// What is wrong, in full where it is new.
    fn found(&self, glance: &Glance) -> String {
        let count = |severity| glance.problems.iter().filter(|p| p.severity == severity).count();
        let full: Vec<_> = glance.news.iter().filter(|p| p.severity != Severity::Note).cloned().collect();
        let new = full.iter().filter(|problem| problem.severity == Severity::Warning).count();
        let warnings = count(Severity::Warning);
        let mut out = self.line(Said::Found {
            errors: count(Severity::Error),
            warnings,
            known: warnings.saturating_sub(new),
            notes: count(Severity::Note),
        });
        if !full.is_empty() {
            out.push('\n');
            out.push_str(&screen::in_full(self.global, &full, &glance.sources));
            out.push('\n');
        }
        out
    }

    fn sound(&self, sound: &Sound) -> anyhow::Result<String> {
        let (lang, style) = (self.options.lang, screen::style(self.global));
        let mut out = self.line(Said::Cases(&sound.trials));
        if sound.trials.failed > 0 {
            out.push('\n');
            let (form, detail) = (TrialFormat::Text, Detail::Failures);
            out.push_str(&render::trials::render(&sound.trials, form, detail, lang, style)?);
            out.push('\n');
        }
        match &sound.report {
            Came::Untouched => out.push_str(&self.line(Said::Untouched)),
            Came::First(report) => {
                out.push_str(&self.line(Said::First(report)));
                out.push_str(&self.written(report)?);
            }
            Came::Again(report, diff) => {
                out.push_str(&self.line(Said::Again(diff)));
                out.push_str(&self.written(report)?);
                if !diff.is_nothing() {
                    out.push_str(&render::diff::brief(diff, lang, style));
                }
            }
        }
        Ok(out)
    }

    /// Writes the report where it was asked to lie. A file that cannot be written now may be with the next save.
    fn written(&self, report: &Report) -> anyhow::Result<String> {
        let Some(path) = &self.options.output else { return Ok(String::new()) };
        let bytes = render::render(report, self.format, self.options.lang, Style::default())?;
        match output::to_file(&self.global.project, path, &bytes) {
            Ok(()) => Ok(self.line(Said::Written(path.as_str()))),
            Err(error) => {
                screen::say(&format!("dondoc: {error:#}\n"));
                Ok(String::new())
            }
        }
    }
}
