//! What is worth knowing beside the ranking: how far the order is open, what nobody reported, what is assumed, which
//! totals do not add up.

use crate::model::bilingual::Lang;
use crate::model::locality::Level;
use crate::problem::Code;
use crate::report::{ProblemRow, TotalRow};

use super::figures;
use super::sentences;
use super::view::{LevelView, View};
use super::visible::visible;
use super::words::{self, Label};

/// Facts that are named as worth asking for.
const ASKS: usize = 3;

impl View<'_> {
    /// What is worth knowing about a level.
    pub(super) fn notes(&self, level: &LevelView<'_>) -> Vec<String> {
        let (Some(summary), lang) = (level.summary, self.lang) else { return Vec::new() };
        let mut notes = Vec::new();
        if summary.requirements == 0 {
            notes.push(self.say(Label::NothingInForce).to_owned());
        }
        if let Some(only) = &self.report.only {
            let titles: Vec<String> = only.iter().map(|id| self.title(id)).collect();
            notes.push(sentences::only_scored(&titles, lang));
        }
        let open = level.open_and_scored();
        if open > 0 && summary.pairs > 0 {
            let mut note = sentences::order(open, summary.certain_pairs, summary.pairs, lang);
            if summary.certain_pairs < summary.pairs && !summary.ask_for.is_empty() {
                let asks = summary.ask_for.iter().take(ASKS);
                let asks: Vec<String> =
                    asks.map(|ask| sentences::ask_for(&self.fact(&ask.fact), ask.localities, lang)).collect();
                note.push(' ');
                note.push_str(&sentences::most_useful(&asks, lang));
            }
            notes.push(note);
        }
        if summary.silent > 0 && level.level != Level::National {
            notes.push(sentences::silent(summary.silent, level.level, lang));
        }
        if !summary.unreported.is_empty() {
            let titles: Vec<String> = summary.unreported.iter().map(|id| self.title(id)).collect();
            notes.push(sentences::unreported(&titles, lang));
        }
        if let Some(since) = summary.stale_since {
            notes.push(sentences::stale(summary.stale, &self.day(since), lang));
        }
        if summary.assumed > 0 {
            notes.push(sentences::assumed(summary.assumed, lang));
        }
        notes
    }

    /// Problems but for totals that disagree, which have a section of their own.
    pub(super) fn other_problems(&self) -> Vec<&ProblemRow> {
        self.report.problems.iter().filter(|problem| problem.code != Code::TotalDisagrees).collect()
    }

    /// The totals that disagree.
    pub(super) fn disagreeing(&self) -> Vec<&TotalRow> {
        self.report.totals.iter().filter(|total| total.agrees == Some(false)).collect()
    }

    /// What a total is about: its arithmetic, or the fact, the value that is counted and the level.
    pub(super) fn figure(&self, total: &TotalRow) -> String {
        let mut figure = match (&total.identity, &total.fact) {
            (Some(identity), _) => match self.lang {
                Lang::En => visible(identity).into_owned(),
                Lang::Vi => visible(identity).replace('.', ","),
            },
            (None, Some(fact)) => self.fact(fact),
            (None, None) => String::new(),
        };
        if let Some(value) = &total.with_value {
            figure.push_str(" = ");
            figure.push_str(&figures::shown(value, self.lang));
        }
        if let Some(level) = total.level {
            figure.push_str(&format!(" ({})", words::level(level, self.lang).to_lowercase()));
        }
        if let Some(note) = &total.note {
            figure.push_str(&format!(" [{}]", visible(note)));
        }
        figure
    }

    /// Whether a total agrees, in a word.
    pub(super) fn agrees(&self, total: &TotalRow) -> &'static str {
        match total.agrees {
            Some(agrees) => figures::yes_or_no(agrees, self.lang),
            None => self.say(Label::CannotBeKnown),
        }
    }

    /// One total that disagrees, in one line.
    pub(super) fn disagreement(&self, total: &TotalRow) -> String {
        let reported = figures::hedged(total.reported, total.approx, self.lang);
        let found = total.found.map(|found| figures::number(found, self.lang));
        format!(
            "{}, {}: {}: {}",
            self.document(&total.document),
            self.day(total.dated),
            self.figure(total),
            sentences::reported_found(&reported, found.as_deref(), total.unknown, self.lang)
        )
    }

    /// One problem in one line.
    pub(super) fn problem(&self, problem: &ProblemRow) -> String {
        let mut line = format!(
            "{} [{}]: {}",
            words::severity(problem.severity, self.lang),
            problem.code,
            visible(problem.message.get(self.lang))
        );
        if let Some(file) = &problem.file {
            line.push_str(&format!(" ({}", visible(file)));
            for at in [problem.line, problem.column].into_iter().flatten() {
                line.push_str(&format!(":{at}"));
            }
            line.push(')');
        }
        line
    }
}
