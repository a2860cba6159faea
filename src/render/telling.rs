//! What is most telling about a verdict or a locality: the reason in full, and the first one that a reader should see.

use std::cmp::Reverse;

use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::report::{LocalityRow, VerdictRow};

use super::figures;
use super::sentences::{self, Span};
use super::view::View;
use super::visible::visible;
use super::words::{self, Label};

/// Facts that a first reason names before it only counts them.
const FACTS_NAMED: usize = 2;

impl View<'_> {
    /// Why a verdict is what it is: days, progress, the rule's reason, what is missing, what excuses, what is assumed.
    pub(super) fn because(&self, verdict: &VerdictRow) -> String {
        let lang = self.lang;
        let mut parts: Vec<String> = self.days(verdict).into_iter().collect();
        if let Some(progress) = verdict.progress.filter(|_| !verdict.status.is_complete()) {
            parts.push(sentences::done(&figures::share(progress, lang), lang));
        }
        if let Some(waiver) = verdict.waiver.as_ref().filter(|_| verdict.status == Status::Waived) {
            let until = waiver.until.map(|day| self.day(day));
            parts.push(format!(
                "{}: {}",
                sentences::waived(until.as_deref(), lang),
                self.text(&waiver.reason)
            ));
        }
        if let Some(reason) = self.reason(verdict) {
            parts.push(reason);
        }
        if is_unbound(verdict) {
            parts.push(self.say(Label::NotNamed).to_owned());
        }
        if wants_target(verdict) {
            parts.push(self.say(Label::NoTarget).to_owned());
        }
        if !verdict.missing.is_empty() {
            let facts: Vec<String> = verdict.missing.iter().map(|fact| self.fact(fact)).collect();
            parts.push(sentences::not_reported(&facts, 0, lang));
        }
        if verdict.assumed {
            parts.push(self.say(Label::Assumed).to_owned());
        }
        parts.join("; ")
    }

    /// The rule's own reason.
    fn reason(&self, verdict: &VerdictRow) -> Option<String> {
        let reason = verdict.reason.as_ref()?;
        let text = match self.lang {
            crate::model::bilingual::Lang::En => &reason.en,
            crate::model::bilingual::Lang::Vi => &reason.vi,
        };
        Some(visible(text).into_owned())
    }

    /// How long a verdict is late, or how long there is still time.
    fn days(&self, verdict: &VerdictRow) -> Option<String> {
        let (deadline, lang) = (verdict.deadline.as_ref()?, self.lang);
        match verdict.status {
            Status::Overdue => {
                Some(sentences::late(span(deadline.working_days_late, deadline.days_late)?, lang))
            }
            Status::MetLate => {
                Some(sentences::done_late(span(deadline.working_days_late, deadline.days_late)?, lang))
            }
            Status::DueSoon | Status::InProgress => match deadline.days_left {
                Some(0) => Some(self.say(Label::DueThatDay).to_owned()),
                days => Some(sentences::left(span(deadline.working_days_left, days)?, lang)),
            },
            Status::NotApplicable | Status::Waived | Status::Met | Status::Unknown | Status::Error => None,
        }
    }

    /// The one thing that a reader should know of a locality first: what is longest overdue, else what failed, else
    /// what it did not report, else what is due next. What nobody reports is said once for all, not of each.
    pub(super) fn first_reason(&self, locality: &LocalityRow) -> String {
        if locality.silent {
            return self.say(Label::Silent).to_owned();
        }
        let urgent: Vec<&VerdictRow> =
            by_urgency(locality).into_iter().filter(|v| self.is_scored(v)).collect();
        let overdue = urgent.iter().find(|v| v.status == Status::Overdue);
        let Some(first) = overdue.or(urgent.first()) else {
            return self.say(Label::NothingCounts).to_owned();
        };
        match first.status {
            Status::Unknown => self.asks(locality),
            Status::Overdue | Status::Error | Status::DueSoon | Status::InProgress | Status::MetLate => {
                self.first_of(first)
            }
            Status::Met if locality.verdicts.iter().any(|v| v.status == Status::Unknown) => {
                self.say(Label::ReportedMet).to_owned()
            }
            Status::Met => self.say(Label::AllMet).to_owned(),
            Status::Waived => self.because(first),
            Status::NotApplicable => self.say(Label::NothingCounts).to_owned(),
        }
    }

    /// Days, or the status where there are none, and the requirement. The days stand first: a title may be cut.
    fn first_of(&self, verdict: &VerdictRow) -> String {
        let title = self.title(&verdict.requirement);
        match self.days(verdict) {
            Some(days) => format!("{days}: {title}"),
            None => format!("{}: {title}", words::status(verdict.status, self.lang)),
        }
    }

    /// What to ask a locality for: what its scored requirements want.
    fn asks(&self, locality: &LocalityRow) -> String {
        let unknown = locality.verdicts.iter().filter(|v| v.status == Status::Unknown && self.is_scored(v));
        let facts = unknown.flat_map(|v| &v.missing);
        let mut titles: Vec<String> = Vec::new();
        for fact in facts {
            let title = self.fact(fact);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        if titles.is_empty() {
            return self.say(Label::NoTarget).to_owned();
        }
        let more = titles.len().saturating_sub(FACTS_NAMED);
        titles.truncate(FACTS_NAMED);
        sentences::not_reported(&titles, more, self.lang)
    }

    /// The locality that a reader is most likely to ask about: the first that is late, else the first.
    pub(super) fn worth_explaining(&self) -> Option<&LocalityRow> {
        let rows = || self.report.localities.iter().filter(|l| l.level != Level::National);
        let late = rows().find(|l| l.verdicts.iter().any(|v| v.status == Status::Overdue));
        late.or_else(|| rows().next()).or_else(|| self.report.localities.first())
    }
}

/// Whether a requirement does not bind the locality at all; where the rule itself says that it does not apply, it gives
/// a reason.
pub(super) fn is_unbound(verdict: &VerdictRow) -> bool {
    verdict.status == Status::NotApplicable && verdict.reason.is_none()
}

/// Whether a verdict is unknown for want of a target alone: every fact that the rule needs is there.
fn wants_target(verdict: &VerdictRow) -> bool {
    verdict.status == Status::Unknown && verdict.missing.is_empty()
}

/// Working days where the calendar knows some, else calendar days: a lateness over a weekend has no working day.
fn span(working: Option<i64>, calendar: Option<i64>) -> Option<Span> {
    working.filter(|days| *days > 0).map(Span::WorkingDays).or(calendar.map(Span::Days))
}

/// The verdicts of a locality, the most pressing first: by status, then the latest, then the next due, then by id.
pub(super) fn by_urgency(locality: &LocalityRow) -> Vec<&VerdictRow> {
    let mut verdicts: Vec<&VerdictRow> = locality.verdicts.iter().collect();
    verdicts.sort_by_key(|v| {
        let deadline = v.deadline.as_ref();
        let late = deadline.and_then(|d| d.days_late).unwrap_or(0);
        let left = deadline.and_then(|d| d.days_left).unwrap_or(i64::MAX);
        (Reverse(v.status), Reverse(late), left)
    });
    verdicts
}
