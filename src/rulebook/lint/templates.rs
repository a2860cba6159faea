//! Texts of reasons: their placeholders, and whether any verdict uses them.

use super::Lint;
use crate::model::place::Place;
use crate::problem::hint::list;
use crate::problem::{Absent, Code, Problem, Severity};
use crate::rulebook::reasons::{Piece, bad_braces, placeholders};
use crate::rulebook::vocabulary::LOCALITY;

impl Lint<'_> {
    /// Texts of reasons, and reasons that no verdict uses.
    pub(super) fn reasons(&mut self) {
        // Behind an error a reason may only seem to be unused.
        let sure = !self.any_reason && !self.problems.iter().any(|p| p.severity == Severity::Error);
        for (key, reason) in &self.header.reasons {
            for (text, place) in [(&reason.text.en, &reason.texts[0]), (&reason.text.vi, &reason.texts[1])] {
                self.template(text, place);
            }
            if sure && !self.used.contains(key) {
                self.report(
                    Problem::warning(Code::UnusedReason, format!("no verdict uses the reason `{key}`"))
                        .at(reason.key.clone(), "")
                        .help("use it, or take it out"),
                );
            }
        }
    }

    fn template(&mut self, text: &str, place: &Place) {
        for (span, why) in bad_braces(text) {
            let part = text.get(span).unwrap_or("").to_owned();
            let place = self.inside(place, &part);
            let problem = Problem::error(Code::BadPlaceholder, why).at(place, "");
            self.report(problem.help("a placeholder is a fact in braces: `{topic.property}`"));
        }
        for piece in placeholders(text) {
            let Piece::Fact(name) = piece else { continue };
            if name.trim().is_empty() {
                continue;
            }
            let place = self.inside(place, &format!("{{{name}}}"));
            match self.dictionary.find(name) {
                Some(fact) if self.undecided || self.reads.contains(&fact) => {}
                Some(_) => {
                    let help = if self.reads.is_empty() {
                        format!("read it in the check first: `{LOCALITY}.{name};`")
                    } else {
                        let read: Vec<&str> =
                            self.reads.iter().map(|f| self.dictionary.get(*f).name.as_str()).collect();
                        format!(
                            "it reads {}; to show another, read it first: `{LOCALITY}.{name};`",
                            list(read, "and")
                        )
                    };
                    let message = format!("the rule does not read `{name}`, so a reason cannot show it");
                    self.report(Problem::error(Code::BadPlaceholder, message).at(place, "").help(help));
                }
                None => {
                    let help = self.meant_fact(name);
                    let problem = Problem::error(Code::BadPlaceholder, format!("there is no fact `{name}`"));
                    self.report(problem.about(Absent::Fact(name.to_owned())).at(place, "").help(help));
                }
            }
        }
    }

    /// The first place of some words inside of a written text.
    fn inside(&self, place: &Place, words: &str) -> Place {
        match self.text.slice(&place.span).find(words) {
            Some(at) => {
                let start = place.span.start.saturating_add(at);
                self.text.spot(start..start.saturating_add(words.len()))
            }
            None => place.clone(),
        }
    }
}
