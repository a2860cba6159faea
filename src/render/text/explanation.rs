//! The whole way to one answer, for the screen.

mod evidence;

use unicode_width::UnicodeWidthStr;

use super::page::{Page, Span, Tone, wrap};
use crate::model::bilingual::Lang;
use crate::model::verdict::Status;
use crate::render::explaining::{self, Head, Phrase, phrase};
use crate::render::telling::is_unbound;
use crate::render::visible::visible;
use crate::render::words::Label;
use crate::render::{Style, figures, outlook, sentences, words};
use crate::report::explanation::{ChainRow, Dossier, Explanation, Source, Standing};
use crate::report::{Number, Shown, spelling};

/// Columns before the text of a paragraph.
const INDENT: usize = 13;

/// The dossier of one locality.
#[must_use]
pub fn render(dossier: &Dossier, lang: Lang, style: Style) -> String {
    let mut page = Page::new(style.width);
    for (at, explanation) in dossier.explanations.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        Paragraphs { page: &mut page, lang }.explanation(dossier, explanation);
    }
    page.finish(style.paint)
}

struct Paragraphs<'p> {
    page: &'p mut Page,
    lang: Lang,
}

impl Paragraphs<'_> {
    fn explanation(&mut self, dossier: &Dossier, explanation: &Explanation) {
        let verdict = &explanation.verdict;
        let tone = Tone::of(verdict.status);
        let mut title = format!(
            "{} · {} · ",
            visible(dossier.locality.name.get(self.lang)),
            visible(explanation.title.get(self.lang))
        );
        title.push_str(&words::status(verdict.status, self.lang).to_uppercase());
        if let Some(span) = self.days(explanation) {
            title.push_str(" · ");
            title.push_str(&span);
        }
        self.page.prose(0, &title, if tone == Tone::Plain { Tone::Strong } else { tone });
        self.page.blank();
        self.deadline(explanation);
        for waiver in &explanation.waivers {
            let until = match waiver.until {
                Some(day) => format!("{} {}", phrase(Phrase::Until, self.lang), figures::day(day, self.lang)),
                None => phrase(Phrase::Open, self.lang).to_owned(),
            };
            let text = format!(
                "{until} · {} · {}",
                visible(waiver.reason.get(self.lang)),
                self.source(&waiver.document)
            );
            self.paragraph(Head::Waiver, &text, Tone::Plain);
        }
        self.rule(explanation);
        if let Some(reason) = &verdict.reason {
            let text = match self.lang {
                Lang::En => &reason.en,
                Lang::Vi => &reason.vi,
            };
            let text = visible(text).into_owned();
            self.paragraph(Head::Reason, &text, Tone::Plain);
        }
        if is_unbound(verdict) {
            self.paragraph(Head::Reason, Label::NotNamed.say(self.lang), Tone::Plain);
        }
        if let Some(fault) = &verdict.fault {
            self.paragraph(Head::Fault, &visible(fault), Tone::Bad);
        }
        if let Some(by) = verdict.completed_by {
            let day = |day| figures::day(day, self.lang);
            let after = verdict.completed_after.map(day);
            let text = explaining::completed(&day(by), after.as_deref(), self.lang);
            self.paragraph(Head::Completed, &text, Tone::Plain);
        }
        for fact in explanation.facts.iter().filter(|fact| fact.value.is_some() || fact.combined.says_why()) {
            self.fact(fact);
        }
        self.missing(explanation);
        self.remedies(explanation);
        if let Some(outlook) = &explanation.outlook {
            self.paragraph(Head::Forecast, &outlook::say(outlook, self.lang), Tone::Plain);
        }
        self.effect(explanation);
        if verdict.assumed {
            let text = phrase(Phrase::RestsOnAssumption, self.lang).to_owned();
            self.page.note(&text, Tone::Soon);
        }
    }

    fn days(&self, explanation: &Explanation) -> Option<String> {
        let status = explanation.verdict.status;
        let deadline = explanation.verdict.deadline.as_ref().filter(|_| status != Status::Waived)?;
        let with_working = |days: String, working: Option<i64>| match working {
            _ if deadline.days_late == Some(0) => days,
            Some(n) => format!("{days} ({})", sentences::working_days(n, self.lang)),
            None => days,
        };
        match (deadline.days_late, deadline.days_left) {
            (Some(late), _) => {
                let span = sentences::Span::Days(late);
                let words = match status {
                    Status::MetLate => sentences::done_late(span, self.lang),
                    _ => sentences::late(span, self.lang),
                };
                Some(with_working(words, deadline.working_days_late))
            }
            (None, Some(left)) => {
                let words = sentences::left(sentences::Span::Days(left), self.lang);
                Some(with_working(words, deadline.working_days_left))
            }
            (None, None) => None,
        }
    }

    fn deadline(&mut self, explanation: &Explanation) {
        let text = match &explanation.verdict.deadline {
            None => match explanation.verdict.completed_by.filter(|_| !explanation.chain.is_empty()) {
                Some(by) => explaining::none_then(&figures::day(by, self.lang), self.lang),
                None => phrase(Phrase::NoDeadline, self.lang).to_owned(),
            },
            Some(deadline) => match (deadline.nominal, deadline.effective) {
                (None, None) => phrase(Phrase::NoDay, self.lang).to_owned(),
                (nominal, effective) => {
                    let nominal = nominal.map(|day| figures::day(day, self.lang));
                    let effective = match effective {
                        Some(day) => {
                            format!(
                                "{} {}",
                                phrase(Phrase::Effective, self.lang),
                                figures::day(day, self.lang)
                            )
                        }
                        None => phrase(Phrase::WaivedOpen, self.lang).to_owned(),
                    };
                    let kind = deadline.due_kind.and_then(|kind| explaining::due_kind(kind, self.lang));
                    let printed: Vec<&str> = kind.into_iter().chain(nominal.as_deref()).collect();
                    let since = explanation.verdict.completed_by.filter(|_| self.was_replaced(explanation));
                    let then =
                        since.map(|by| explaining::in_force_then(&figures::day(by, self.lang), self.lang));
                    let parts = [Some(printed.join(" ")), Some(effective), then];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
                }
            },
        };
        self.paragraph(Head::Deadline, &text, Tone::Plain);
        let last = explanation.chain.len().saturating_sub(1);
        for (at, row) in explanation.chain.iter().enumerate() {
            let text = self.chain_row(row);
            let tone = match row.standing {
                Standing::InForce => Tone::Strong,
                _ => Tone::Plain,
            };
            self.branch(at == last, &text, tone);
        }
    }

    /// Whether the deadline that judged is no longer the one in force.
    fn was_replaced(&self, explanation: &Explanation) -> bool {
        let judged_by = explanation.verdict.deadline.as_ref().map(|deadline| &deadline.document);
        let mut in_force = explanation.chain.iter().filter(|row| row.standing == Standing::InForce);
        in_force.any(|row| Some(&row.document.id) != judged_by)
    }

    fn chain_row(&self, row: &ChainRow) -> String {
        let mut parts = vec![self.source(&row.document)];
        let day = match (row.nominal, row.effective) {
            (Some(nominal), Some(effective)) => {
                let kind = row.due_kind.and_then(|kind| explaining::due_kind(kind, self.lang));
                let nominal_text = figures::day(nominal, self.lang);
                let printed = match kind {
                    Some(kind) => format!("{kind} {nominal_text}"),
                    None => nominal_text,
                };
                match nominal == effective {
                    true => printed,
                    false => format!("{printed} → {}", figures::day(effective, self.lang)),
                }
            }
            _ => explaining::action(row.action, self.lang).to_owned(),
        };
        parts.push(if day.is_empty() { phrase(Phrase::NoDay, self.lang).to_owned() } else { day });
        parts.extend(row.rolled_because.as_ref().map(|why| visible(why.get(self.lang)).into_owned()));
        parts.extend(row.target.map(|target| {
            format!("{} {}", phrase(Phrase::Target, self.lang), figures::number(Number(target), self.lang))
        }));
        parts.extend(row.unnamed.map(|n| format!("{n} {}", phrase(Phrase::Unnamed, self.lang))));
        let mut standing = explaining::standing(row.standing, self.lang).to_owned();
        if let Some(days) = row.already_late {
            standing.push_str(&format!(
                " ({})",
                explaining::already_late(&sentences::days(days, self.lang), self.lang)
            ));
        }
        parts.push(standing);
        parts.join(" · ")
    }

    fn source(&self, source: &Source) -> String {
        let kind = explaining::kind(source.kind, self.lang);
        let name = match &source.number {
            Some(number) => format!("{kind} {}", visible(number)),
            None => format!("{kind}: {}", visible(source.title.get(self.lang))),
        };
        format!("{}  {name}", figures::day(source.dated, self.lang))
    }

    fn rule(&mut self, explanation: &Explanation) {
        if explanation.rule.lines.is_empty() {
            return;
        }
        let file = explanation.rule.file.clone();
        self.paragraph(Head::Rule, &file, Tone::Plain);
        let digits = explanation.rule.lines.iter().map(|l| l.number.to_string().len()).max().unwrap_or(1);
        let mut file = &None;
        for line in &explanation.rule.lines {
            if let (Some(imported), true) = (&line.imported, line.imported != *file) {
                self.page.line(vec![Span::spaces(INDENT), Span::new(imported.clone(), Tone::Plain)]);
            }
            file = &line.imported;
            self.page.line(vec![
                Span::spaces(INDENT),
                Span::new(format!("{:>digits$} │ ", line.number), Tone::Faint),
                Span::new(visible(&line.text).into_owned(), Tone::Plain),
            ]);
            for (column, value) in &line.reads {
                let before: String = line.text.chars().take(column.saturating_sub(1)).collect();
                let value = match value {
                    Some(value) => self.value(value),
                    None => phrase(Phrase::NotReported, self.lang).to_owned(),
                };
                self.page.line(vec![
                    Span::spaces(INDENT),
                    Span::new(format!("{:>digits$} │ ", ""), Tone::Faint),
                    Span::spaces(visible(&before).width()),
                    Span::new(format!("└ {value}"), Tone::Faint),
                ]);
            }
        }
    }

    fn value(&self, value: &Shown) -> String {
        visible(&spelling::shown(value, self.lang)).into_owned()
    }

    fn kind_and_title(&self, document: &Source) -> String {
        let kind = explaining::kind(document.kind, self.lang);
        format!("{kind}: {}", visible(document.title.get(self.lang)))
    }

    fn missing(&mut self, explanation: &Explanation) {
        let verdict = &explanation.verdict;
        if verdict.status != Status::Unknown {
            return;
        }
        let titles = explanation.facts.iter().filter(|fact| verdict.missing.contains(&fact.name));
        let mut items: Vec<String> = titles
            .map(|fact| format!("{} ({})", visible(fact.title.get(self.lang)), visible(&fact.name)))
            .collect();
        if items.is_empty() {
            items.push(phrase(Phrase::NoTarget, self.lang).to_owned());
        }
        self.paragraph(Head::Missing, &items.join("; "), Tone::Open);
    }

    fn remedies(&mut self, explanation: &Explanation) {
        let joint = format!(" {} ", phrase(Phrase::And, self.lang));
        let mut items: Vec<String> = explanation
            .remedies
            .iter()
            .map(|remedy| {
                let values = remedy.values.iter();
                let each =
                    values.map(|(fact, value)| explaining::if_reported(fact, &self.value(value), self.lang));
                each.collect::<Vec<_>>().join(&joint)
            })
            .collect();
        if items.is_empty() {
            return;
        }
        let effective = explanation.verdict.deadline.as_ref().and_then(|d| d.effective);
        items.extend(effective.map(|day| explaining::late_from(&figures::day(day, self.lang), self.lang)));
        self.paragraph(Head::Remedy, &items.join("; "), Tone::Plain);
    }

    fn effect(&mut self, explanation: &Explanation) {
        let Some(effect) = &explanation.effect else { return };
        let score = |bounds| figures::bounds(bounds, self.lang);
        let rank = |(best, worst): (usize, usize)| match best == worst {
            true => best.to_string(),
            false => format!("{best}–{worst}"),
        };
        let text = format!(
            "{}: {} {} → {}, {} {} → {}",
            words::status(effect.status, self.lang),
            phrase(Phrase::Score, self.lang),
            score(effect.score_before),
            score(effect.score_after),
            phrase(Phrase::Rank, self.lang),
            rank(effect.rank_before),
            rank(effect.rank_after),
        );
        self.paragraph(Head::Effect, &text, Tone::Plain);
    }

    /// A paragraph behind its head.
    fn paragraph(&mut self, head: Head, text: &str, tone: Tone) {
        let head = explaining::head(head, self.lang);
        let width = self.page.width().saturating_sub(INDENT);
        for (at, line) in wrap(text, width).into_iter().enumerate() {
            let before = if at == 0 { head } else { "" };
            let space = INDENT.saturating_sub(2 + before.width());
            self.page.line(vec![
                Span::spaces(2),
                Span::new(before, Tone::Faint),
                Span::spaces(space),
                Span::new(line, tone),
            ]);
        }
    }

    /// A line of a list behind a paragraph.
    fn branch(&mut self, last: bool, text: &str, tone: Tone) {
        let (first, rest) = if last { ("└ ", "  ") } else { ("├ ", "│ ") };
        let width = self.page.width().saturating_sub(INDENT + 2);
        for (at, line) in wrap(text, width).into_iter().enumerate() {
            let mark = if at == 0 { first } else { rest };
            self.page.line(vec![Span::spaces(INDENT), Span::new(mark, Tone::Faint), Span::new(line, tone)]);
        }
    }
}
