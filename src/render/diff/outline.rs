//! What a comparison says, in the reader's language and in reading order, before it is laid out.

use rust_decimal::Decimal;

use super::words::{self, Word, word};
use crate::diff::{Because, Cause, Change, Diff, Event, Part, Standing, Unit};
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::render::visible::visible;
use crate::render::{figures, sentences, words as shared};
use crate::report::{Number, spelling};

/// Everything that is said.
pub(in crate::render) struct Outline {
    /// What this is.
    pub(in crate::render) title: String,
    /// What to keep in mind.
    pub(in crate::render) cautions: Vec<String>,
    /// In which order causes were moved.
    pub(in crate::render) order: String,
    /// By level: who rose, fell, changed otherwise.
    pub(in crate::render) levels: Vec<(String, Vec<Section>)>,
    /// Newly overdue, met and reported, by requirement.
    pub(in crate::render) events: Vec<(String, Vec<(String, String)>)>,
    /// Verdicts whose status differs.
    pub(in crate::render) statuses: Statuses,
    /// Said where nothing else is.
    pub(in crate::render) nothing: Option<String>,
}

/// A table of statuses.
pub(in crate::render) struct Statuses {
    pub(in crate::render) title: String,
    /// Locality, requirement, before, after.
    pub(in crate::render) heads: [String; 4],
    pub(in crate::render) rows: Vec<StatusRow>,
}

/// One verdict whose status differs.
pub(in crate::render) struct StatusRow {
    pub(in crate::render) locality: String,
    pub(in crate::render) requirement: String,
    /// The status with what it is called; none where there was no such verdict.
    pub(in crate::render) before: (Option<Status>, String),
    pub(in crate::render) after: (Option<Status>, String),
}

/// Localities to which the same happened.
pub(in crate::render) struct Section {
    pub(in crate::render) title: String,
    pub(in crate::render) entries: Vec<Entry>,
    /// A sentence instead of entries.
    pub(in crate::render) remark: Option<String>,
}

/// One locality, or several of which the very same is to be said.
#[derive(PartialEq)]
pub(in crate::render) struct Entry {
    pub(in crate::render) names: Vec<String>,
    pub(in crate::render) figures: String,
    /// The proven score that the parts begin from.
    pub(in crate::render) start: Option<Decimal>,
    pub(in crate::render) parts: Vec<(String, Figures, Vec<String>)>,
}

/// What one cause moved: points and places, each empty where it moved none.
#[derive(PartialEq)]
pub(in crate::render) struct Figures {
    /// Points of the proven score, for whoever draws them.
    pub(in crate::render) points: Decimal,
    pub(in crate::render) score: String,
    pub(in crate::render) rank: String,
}

/// What happened to a locality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Rose,
    Fell,
    Score,
    Unranked,
    New,
    Same,
}

fn fate(change: &Change) -> Fate {
    let Some(before) = &change.before else { return Fate::New };
    if before.low.is_some() != change.after.low.is_some() {
        return Fate::Unranked;
    }
    match change.rank.unwrap_or(0) {
        rank if rank < 0 => Fate::Rose,
        rank if rank > 0 => Fate::Fell,
        _ if change.parts.iter().any(|part| !is_nothing(part)) => Fate::Score,
        _ => Fate::Same,
    }
}

fn is_nothing(part: &Part) -> bool {
    part.score.0.is_zero() && part.score_high.0.is_zero() && part.rank == 0 && part.because.is_empty()
}

impl Outline {
    /// Says a comparison.
    pub(super) fn new(diff: &Diff, lang: Lang) -> Self {
        Speaker { diff, lang }.outline()
    }
}

struct Speaker<'d> {
    diff: &'d Diff,
    lang: Lang,
}

impl Speaker<'_> {
    fn outline(&self) -> Outline {
        let lang = self.lang;
        let levels: Vec<(String, Vec<Section>)> = Level::ALL
            .iter()
            .map(|level| (shared::level(*level, lang).to_owned(), self.sections(*level)))
            .filter(|(_, sections)| !sections.is_empty())
            .collect();
        let events: Vec<(String, Vec<(String, String)>)> = [
            (Word::NewlyOverdue, &self.diff.newly_overdue),
            (Word::NewlyMet, &self.diff.newly_met),
            (Word::NewlyReported, &self.diff.newly_reported),
        ]
        .into_iter()
        .filter(|(_, events)| !events.is_empty())
        .map(|(title, events)| (format!("{} ({})", word(title, lang), events.len()), self.events(events)))
        .collect();
        let statuses = self.statuses();
        let quiet = events.is_empty() && statuses.is_empty();
        let still =
            levels.iter().flat_map(|(_, sections)| sections).all(|section| section.entries.is_empty());
        let heads = [
            shared::Label::Locality.say(lang),
            shared::Label::Requirement.say(lang),
            word(Word::Before, lang),
            word(Word::After, lang),
        ];
        Outline {
            title: self.title(),
            cautions: self.cautions(),
            order: words::order(&self.causes(), lang),
            nothing: (quiet && still).then(|| word(Word::Nothing, lang).to_owned()),
            levels,
            events,
            statuses: Statuses {
                title: word(Word::Statuses, lang).to_owned(),
                heads: heads.map(str::to_owned),
                rows: statuses,
            },
        }
    }

    fn causes(&self) -> Vec<Cause> {
        self.diff.order.iter().copied().filter(|cause| *cause != Cause::Unexplained).collect()
    }

    fn title(&self) -> String {
        let lang = self.lang;
        let side = |side: &crate::diff::Side| {
            let mut text = figures::day(side.as_of, lang);
            if let Some(known) = side.known_by {
                text.push_str(&format!(" ({})", sentences::known_by(&figures::day(known, lang), lang)));
            }
            text
        };
        let between = words::between(&side(&self.diff.from), &side(&self.diff.to), lang);
        let mut parts = vec![word(Word::WhatChanged, lang).to_owned(), between];
        for (level, after) in self.diff.to.localities.iter().filter(|(level, _)| *level != Level::National) {
            let before =
                self.diff.from.localities.iter().find(|(one, _)| one == level).map_or(0, |(_, n)| *n);
            let after = sentences::localities(*after, *level, lang);
            let arrow = format!("{} → {after}", figures::count(before, lang));
            parts.push(if before == self.count_after(*level) { after } else { arrow });
        }
        parts.join(" · ")
    }

    fn count_after(&self, level: Level) -> usize {
        self.diff.to.localities.iter().find(|(one, _)| *one == level).map_or(0, |(_, n)| *n)
    }

    fn cautions(&self) -> Vec<String> {
        let say = |caution: &crate::diff::Caution| {
            let details: Vec<String> = caution.details.iter().map(|text| self.text(text)).collect();
            words::care(caution.care, &details, self.lang)
        };
        self.diff.cautions.iter().map(say).collect()
    }

    fn text(&self, text: &Bilingual) -> String {
        visible(text.get(self.lang)).into_owned()
    }

    fn requirement(&self, id: &str) -> String {
        let row = self.diff.requirements.iter().find(|row| row.id == id);
        row.map_or_else(|| visible(id).into_owned(), |row| self.text(&row.title))
    }

    fn sections(&self, level: Level) -> Vec<Section> {
        let lang = self.lang;
        let of_level = || self.diff.changes.iter().filter(|change| change.unit.level == level);
        let mut sections = Vec::new();
        let titles = [
            (Fate::Rose, Word::Rose),
            (Fate::Fell, Word::Fell),
            (Fate::Score, if level == Level::National { Word::Changed } else { Word::SameRank }),
            (Fate::Unranked, Word::Unranked),
            (Fate::New, Word::NewUnits),
        ];
        for (which, title) in titles {
            let all = of_level().filter(|change| fate(change) == which);
            let entries = together(all.map(|change| self.entry(change)));
            if !entries.is_empty() {
                let localities: usize = entries.iter().map(|entry| entry.names.len()).sum();
                let title = format!("{} ({localities})", word(title, lang));
                sections.push(Section { title, entries, remark: None });
            }
        }
        let gone: Vec<&Unit> = self.diff.gone.iter().filter(|unit| unit.level == level).collect();
        if !gone.is_empty() {
            let names: Vec<String> = gone.iter().map(|unit| self.text(&unit.name)).collect();
            sections.push(Section {
                title: format!("{} ({})", word(Word::Gone, lang), gone.len()),
                entries: Vec::new(),
                remark: Some(names.join(", ")),
            });
        }
        let same = of_level().filter(|change| fate(change) == Fate::Same).count();
        if same > 0 && !sections.is_empty() {
            let remark = Some(words::unchanged(same, lang));
            sections.push(Section { title: String::new(), entries: Vec::new(), remark });
        }
        sections
    }

    /// What a locality is called, and what it was.
    fn name(&self, change: &Change) -> String {
        let name = self.text(&change.unit.name);
        match change.was.as_ref().filter(|was| was.id != change.unit.id) {
            Some(was) => format!("{name} ({} {})", word(Word::From, self.lang), self.text(&was.name)),
            None => name,
        }
    }

    fn entry(&self, change: &Change) -> Entry {
        let parts = change.parts.iter().filter(|part| !is_nothing(part)).map(|part| self.part(part));
        Entry {
            names: vec![self.name(change)],
            figures: self.figures(change),
            start: change.before.as_ref().and_then(|before| before.low).map(|low| low.0),
            parts: parts.collect(),
        }
    }

    fn figures(&self, change: &Change) -> String {
        let lang = self.lang;
        let mut said = Vec::new();
        let ranks = (change.before.as_ref().and_then(|before| before.rank), change.after.rank);
        // The nation is alone on its level: its rank says nothing.
        let is_ranked = change.unit.level != Level::National;
        match (ranks, change.rank) {
            _ if !is_ranked => {}
            ((Some(before), Some(after)), Some(0)) if before == after => {
                said.push(format!("{} {after}", word(Word::Rank, lang)));
            }
            ((Some(before), Some(after)), Some(moved)) => {
                said.push(format!("{} {before} → {after} ({})", word(Word::Rank, lang), places(moved)));
            }
            ((_, after), _) => said.extend(after.map(|rank| format!("{} {rank}", word(Word::Rank, lang)))),
        }
        let after = self.bounds(&change.after);
        said.push(match &change.before {
            Some(before) if self.bounds(before) != after => {
                format!("{} {} → {after}", word(Word::Score, lang), self.bounds(before))
            }
            _ => format!("{} {after}", word(Word::Score, lang)),
        });
        said.join(" · ")
    }

    fn bounds(&self, standing: &Standing) -> String {
        match (standing.low, standing.high) {
            (Some(low), Some(high)) if low == high => self.tenths(low.0),
            (Some(low), Some(high)) => format!("{}–{}", self.tenths(low.0), self.tenths(high.0)),
            _ => "–".to_owned(),
        }
    }

    fn tenths(&self, score: Decimal) -> String {
        let rounded = spelling::rounded(score, 1);
        let text = figures::number(Number(rounded), self.lang);
        let point = if self.lang == Lang::En { '.' } else { ',' };
        if text.contains(point) { text } else { format!("{text}{point}0") }
    }

    fn part(&self, part: &Part) -> (String, Figures, Vec<String>) {
        let (low, high) = (part.score.0, part.score_high.0);
        let score = match (low.is_zero(), high.is_zero()) {
            (true, true) => String::new(),
            _ if low == high => self.signed(low),
            // The bounds moved apart or together: both ends are told.
            _ => format!("{}/{}", self.signed(low), self.signed(high)),
        };
        let rank = if part.rank == 0 { String::new() } else { places(part.rank) };
        let figures = Figures { points: low, score, rank };
        let because = part.because.iter().map(|one| self.because(one)).collect();
        (words::cause(part.cause, self.lang).to_owned(), figures, because)
    }

    /// Points with four decimals at most and two at least, so that the parts can be added up by hand.
    fn signed(&self, points: Decimal) -> String {
        let text = figures::number(Number(spelling::rounded(points, 4)), self.lang);
        if points > Decimal::ZERO { format!("+{text}") } else { text.replace('-', "−") }
    }

    fn because(&self, because: &Because) -> String {
        let lang = self.lang;
        let title = self.requirement(&because.requirement);
        let status = |status: Option<Status>, share: Option<Number>| match status {
            None => word(Word::NotInForce, lang).to_owned(),
            Some(status) => match share.filter(|_| !status.is_complete()) {
                Some(share) => {
                    let percent = spelling::rounded(share.0 * Decimal::ONE_HUNDRED, 2);
                    let percent = figures::number(Number(percent), lang);
                    format!("{} {percent} %", shared::status(status, lang))
                }
                None => shared::status(status, lang).to_owned(),
            },
        };
        let before = status(because.before, because.share_before);
        let after = status(because.after, because.share_after);
        let moved = if before == after { after } else { format!("{before} → {after}") };
        match because.counts {
            Some(true) => format!("{title}: {moved}, {}", word(Word::NowCounts, lang)),
            Some(false) => format!("{title}: {moved}, {}", word(Word::NoLongerCounts, lang)),
            None => format!("{title}: {moved}"),
        }
    }

    /// Who, by requirement.
    fn events(&self, events: &[Event]) -> Vec<(String, String)> {
        let mut rows: Vec<(String, Vec<String>)> = Vec::new();
        for requirement in &self.diff.requirements {
            let who = events.iter().filter(|event| event.requirement == requirement.id);
            let names: Vec<String> = who.map(|event| self.text(&event.name)).collect();
            if !names.is_empty() {
                rows.push((self.text(&requirement.title), names));
            }
        }
        rows.into_iter().map(|(title, names)| (title, names.join(", "))).collect()
    }

    fn statuses(&self) -> Vec<StatusRow> {
        let mut rows = Vec::new();
        for change in &self.diff.changes {
            for verdict in change.verdicts.iter().filter(|verdict| verdict.before != verdict.after) {
                let say = |status: Option<Status>| {
                    let name = status.map_or("–", |status| shared::status(status, self.lang));
                    (status, name.to_owned())
                };
                rows.push(StatusRow {
                    locality: self.name(change),
                    requirement: self.requirement(&verdict.requirement),
                    before: say(verdict.before),
                    after: say(verdict.after),
                });
            }
        }
        rows
    }
}

/// The entries, those that say the same put together at the first one's place.
fn together(all: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for entry in all {
        match entries.iter_mut().find(|one| one.figures == entry.figures && one.parts == entry.parts) {
            Some(same) => same.names.extend(entry.names),
            None => entries.push(entry),
        }
    }
    entries
}

/// Places of a rank: below zero is upwards.
fn places(moved: i64) -> String {
    let arrow = if moved < 0 { '▲' } else { '▼' };
    format!("{arrow}{}", moved.unsigned_abs())
}
