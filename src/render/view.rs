//! A report as a reader of one language sees it: texts by id, already on one line and with nothing that steers.

use crate::model::bilingual::{Bilingual, Lang};
use crate::model::day::Day;
use crate::model::locality::Level;
use crate::model::scoring::Grade;
use crate::model::verdict::Status;
use crate::report::{EvidenceRow, GradeSpan, LevelSummary, LocalityRow, Report, RequirementRow, VerdictRow};

use super::visible::visible;
use super::words::{self, Label};
use super::{combining, figures, sentences};

/// The statuses of a table of counts that are always shown, in the order of its columns.
const COUNTED: [Status; 6] =
    [Status::Met, Status::MetLate, Status::Overdue, Status::DueSoon, Status::InProgress, Status::Unknown];

/// The statuses that are shown only where there are any.
const COUNTED_IF_ANY: [Status; 3] = [Status::Error, Status::Waived, Status::NotApplicable];

/// A report and its reader's language.
pub(super) struct View<'a> {
    /// What is shown.
    pub(super) report: &'a Report,
    /// To whom.
    pub(super) lang: Lang,
}

/// One level of a report.
pub(super) struct LevelView<'a> {
    /// Which.
    pub(super) level: Level,
    /// How it stands as a whole, where the report says so.
    pub(super) summary: Option<&'a LevelSummary>,
    /// The localities shown, in rank order.
    pub(super) localities: Vec<&'a LocalityRow>,
    /// Its requirements, in order of ids.
    pub(super) requirements: Vec<&'a RequirementRow>,
}

impl LevelView<'_> {
    /// How many localities of a scored requirement are open for want of data (or of a working rule), shown or not.
    pub(super) fn open_and_scored(&self) -> usize {
        let scored = self.requirements.iter().filter(|r| r.scored);
        scored.map(|r| count_of(&r.counts, Status::Unknown) + count_of(&r.counts, Status::Error)).sum()
    }

    /// The statuses that a table of this level's counts has columns for.
    pub(super) fn counted(&self) -> Vec<Status> {
        let any = |status: &Status| {
            self.summary.is_some_and(|s| count_of(&s.counts, *status) > 0)
                || self.requirements.iter().any(|r| count_of(&r.counts, *status) > 0)
        };
        COUNTED.into_iter().chain(COUNTED_IF_ANY.into_iter().filter(any)).collect()
    }
}

/// A count by status; what is not counted is 0.
pub(super) fn count_of(counts: &indexmap::IndexMap<&'static str, usize>, status: Status) -> usize {
    counts.get(status.word()).copied().unwrap_or(0)
}

impl<'a> View<'a> {
    /// A report for a reader of a language.
    pub(super) fn new(report: &'a Report, lang: Lang) -> Self {
        Self { report, lang }
    }

    /// The levels that the report shows localities of: the ranked ones, highest first, then the nation, whose one
    /// locality is not ranked with anybody. A level that nothing is asked of is left out, unless nothing is asked of
    /// any.
    pub(super) fn levels(&self) -> Vec<LevelView<'a>> {
        let ranked = Level::ALL.iter().copied().filter(|level| *level != Level::National);
        let mut levels: Vec<LevelView<'a>> = ranked
            .chain([Level::National])
            .map(|level| self.level(level))
            .filter(|l| !l.localities.is_empty())
            .collect();
        if levels.iter().any(|level| !level.requirements.is_empty()) {
            levels.retain(|level| !level.requirements.is_empty());
        } else {
            levels.truncate(1);
        }
        levels
    }

    fn level(&self, level: Level) -> LevelView<'a> {
        LevelView {
            level,
            summary: self.report.summary.iter().find(|s| s.level == level),
            localities: self.report.localities.iter().filter(|l| l.level == level).collect(),
            requirements: self.report.requirements.iter().filter(|r| r.level == level).collect(),
        }
    }

    /// Words of the table.
    pub(super) fn say(&self, label: Label) -> &'static str {
        label.say(self.lang)
    }

    /// A text of the data.
    pub(super) fn text(&self, text: &Bilingual) -> String {
        visible(text.get(self.lang)).into_owned()
    }

    /// What a locality is called.
    pub(super) fn name(&self, locality: &LocalityRow) -> String {
        self.text(&locality.name)
    }

    /// What the unit of an id is called, or its id where the report does not have it.
    pub(super) fn unit(&self, id: &str) -> String {
        self.report.units.get(id).map_or_else(|| visible(id).into_owned(), |unit| self.text(&unit.name))
    }

    /// What the unit is called that a locality lies in, or empty where that is the whole country.
    pub(super) fn within(&self, locality: &LocalityRow) -> String {
        let within = self.report.units.get(&locality.id).and_then(|unit| unit.within.as_ref());
        within.map_or_else(String::new, |name| self.text(name))
    }

    /// The units that a locality carries on from.
    pub(super) fn predecessors(&self, locality: &LocalityRow) -> String {
        locality.inherits.iter().map(|id| self.unit(id)).collect::<Vec<_>>().join(", ")
    }

    /// What a value is combined from that no document says: units inside of a locality, or those merged into it.
    pub(super) fn combined(&self, locality: &LocalityRow, evidence: &EvidenceRow) -> String {
        let parts = || evidence.parts.iter().flatten();
        let missing = parts().filter(|part| part.value.is_none()).count();
        let level = |id: &str| self.report.units.get(id).map(|unit| unit.level);
        match parts().find_map(|part| level(&part.locality).filter(|level| *level > locality.level)) {
            Some(inside) => combining::adds_up(parts().count(), missing, inside, self.lang),
            None => combining::merged(parts().count(), missing, self.lang),
        }
    }

    /// Its economic region, or empty.
    pub(super) fn region(&self, locality: &LocalityRow) -> String {
        visible(words::region(&locality.region, self.lang)).into_owned()
    }

    /// How many verdicts of a locality that count in its score have a status.
    pub(super) fn tally(&self, locality: &LocalityRow, status: Status) -> usize {
        count_of(&locality.counts, status)
    }

    /// Whether a verdict counts in the score: not where nobody has reported on its requirement.
    pub(super) fn is_scored(&self, verdict: &VerdictRow) -> bool {
        self.report.requirements.iter().any(|r| r.id == verdict.requirement && r.scored)
    }

    /// What a requirement is called, with a word where it is not scored.
    pub(super) fn marked_title(&self, requirement: &RequirementRow) -> String {
        let title = self.text(&requirement.title);
        if requirement.scored { title } else { format!("{title} ({})", self.say(Label::NotScored)) }
    }

    /// What a requirement is called, or its id where the report does not have it.
    pub(super) fn title(&self, requirement: &str) -> String {
        let row = self.report.requirements.iter().find(|r| r.id == requirement);
        row.map_or_else(|| visible(requirement).into_owned(), |r| self.text(&r.title))
    }

    /// What a fact is called, or its name where the report does not have it.
    pub(super) fn fact(&self, name: &str) -> String {
        self.report.facts.get(name).map_or_else(|| visible(name).into_owned(), |f| self.text(&f.title))
    }

    /// What a document is called, or its id where the report does not have it.
    pub(super) fn document(&self, id: &str) -> String {
        self.report.documents.get(id).map_or_else(|| visible(id).into_owned(), |d| self.text(&d.title))
    }

    /// A day.
    pub(super) fn day(&self, day: Day) -> String {
        figures::day(day, self.lang)
    }

    /// A count.
    pub(super) fn count(&self, count: usize) -> String {
        figures::count(count, self.lang)
    }

    /// The score of a locality, or a dash.
    pub(super) fn score(&self, locality: &LocalityRow) -> String {
        locality.score.map_or_else(|| "–".to_owned(), |score| figures::score(score, self.lang))
    }

    /// The grade of a locality, or two, or a dash.
    pub(super) fn grade(&self, locality: &LocalityRow) -> String {
        let word = |grade: Grade| words::grade(grade, self.lang);
        match locality.grade {
            Some(GradeSpan::One(grade)) => word(grade).to_owned(),
            Some(GradeSpan::Span(low, high)) => format!("{}–{}", word(low), word(high)),
            None => "–".to_owned(),
        }
    }

    /// The last day in time, or a dash.
    pub(super) fn due(&self, verdict: &VerdictRow) -> String {
        let effective = verdict.deadline.as_ref().and_then(|d| d.effective);
        effective.map_or_else(|| "–".to_owned(), |day| self.day(day))
    }

    /// What the first line says about time and data: the day judged, what was known, how new it is, how much went in.
    pub(super) fn day_and_data(&self) -> Vec<String> {
        let lang = self.lang;
        let newest = self.report.summary.iter().filter_map(|s| s.newest_data).max();
        let mut parts = vec![sentences::as_of(&self.day(self.report.as_of), lang)];
        parts.extend(self.report.known_by.map(|day| sentences::known_by(&self.day(day), lang)));
        parts.extend(newest.map(|day| sentences::newest_data(&self.day(day), lang)));
        parts.push(sentences::documents(self.report.project.documents, lang));
        parts
    }

    /// What a level's first line says about its size; without its title.
    pub(super) fn size(&self, level: &LevelView<'_>) -> Vec<String> {
        let mut parts = Vec::new();
        if let Some(summary) = level.summary {
            if level.localities.len() < summary.localities {
                parts.push(sentences::only_shown(level.localities.len(), self.lang));
            }
            parts.push(sentences::requirements(summary.requirements, self.lang));
            parts.push(sentences::checks(summary.counts.values().sum(), self.lang));
        }
        parts
    }
}
