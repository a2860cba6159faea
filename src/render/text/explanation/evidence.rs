//! What an answer rests on, fact by fact: who states it, or what it is combined from.

use super::Paragraphs;
use crate::render::explaining::{self, Head, Phrase, phrase};
use crate::render::text::page::Tone;
use crate::render::visible::visible;
use crate::render::{combining, figures};
use crate::report::Shown;
use crate::report::explanation::{Combined, FactTrail, PartTrail, StatementRow};

impl Paragraphs<'_> {
    pub(super) fn fact(&mut self, fact: &FactTrail) {
        let mut text = match &fact.value {
            Some(value) => format!("{} = {}", visible(&fact.name), self.value(value)),
            None => format!("{} · {}", visible(&fact.name), phrase(Phrase::DoesNotFollow, self.lang)),
        };
        if fact.value.is_some() && !fact.read {
            text.push_str(&format!(" ({})", phrase(Phrase::NotRead, self.lang)));
        }
        self.paragraph(Head::Evidence, &text, Tone::Plain);
        let mut branches: Vec<(String, Tone)> = Vec::new();
        for statement in &fact.statements {
            let mut text = self.statement(statement);
            if statement.used && fact.read {
                text.push_str(&format!("  {}", phrase(Phrase::Used, self.lang)));
            }
            branches.push((text, if statement.used { Tone::Strong } else { Tone::Plain }));
        }
        let parts = match &fact.combined {
            Combined::Inherited(parts) => {
                parts.iter().map(|part| self.part(part, Phrase::Inherited)).collect()
            }
            Combined::RolledUp { shown, units, missing, allowed } => {
                let mut lines: Vec<String> =
                    shown.iter().map(|part| self.part(part, Phrase::RolledUp)).collect();
                lines.insert(0, combining::rolled_up(*units, *missing, *allowed, self.lang));
                if *units > shown.len() {
                    lines.push(combining::more_units(units - shown.len(), self.lang));
                }
                lines
            }
        };
        branches.extend(parts.into_iter().map(|text: String| (text, Tone::Plain)));
        let last = branches.len().saturating_sub(1);
        for (at, (text, tone)) in branches.into_iter().enumerate() {
            self.branch(at == last, &text, tone);
        }
    }

    /// What one unit contributes to a value that no document says.
    fn part(&self, part: &PartTrail, from: Phrase) -> String {
        let name = visible(part.locality.get(self.lang));
        let mut parts: Vec<String> = part.dated.map(|day| figures::day(day, self.lang)).into_iter().collect();
        parts.push(match &part.value {
            Some(value) => self.value(value),
            None if part.withheld => phrase(Phrase::Withheld, self.lang).to_owned(),
            None => phrase(Phrase::NotReported, self.lang).to_owned(),
        });
        parts.extend(part.document.as_ref().map(|document| self.kind_and_title(document)));
        parts.push(format!("{} {name}", phrase(from, self.lang)));
        parts.join(" · ")
    }

    fn statement(&self, row: &StatementRow) -> String {
        let value = match (&row.value, row.approx) {
            (Shown::Number(number), approx) => figures::hedged(*number, approx, self.lang),
            (value, _) => self.value(value),
        };
        let mut parts = vec![figures::day(row.dated, self.lang)];
        if !row.exact {
            parts.push(phrase(Phrase::Approximate, self.lang).to_owned());
        }
        parts.push(value);
        parts.push(self.kind_and_title(&row.document));
        parts.push(explaining::confidence(row.confidence, self.lang).to_owned());
        parts.join(" · ")
    }
}
