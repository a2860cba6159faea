//! Letters: what a late or silent locality is to be reminded of.

use super::Shown;
use super::assemble::Findings;
use super::explain::source;
use super::explanation::Source;
use super::remedy;
use super::verdicts::days_late;
use crate::calendar::NoTable;
use crate::evaluate::Verdict;
use crate::model::bilingual::{Bilingual, Lang};
use crate::model::day::Day;
use crate::model::document::{Period, PeriodUnit};
use crate::model::fact::{FactIx, FactKind};
use crate::model::locality::{Level, Locality, LocalityIx};
use crate::model::verdict::Status;

/// Working days that a locality is given to reply.
pub const DAYS_TO_REPLY: u32 = 5;

/// What one locality is reminded of.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Id of the locality.
    pub id: String,
    /// Its names.
    pub name: Bilingual,
    /// Its name with the word for its sort, as an addressee is written: `tỉnh Bắc Ninh`, `Bac Ninh Province`.
    pub formal: Bilingual,
    /// The day that is judged.
    pub as_of: Day,
    /// The working day by which a reply is asked for.
    pub reply_by: Day,
    /// Whether nothing at all was reported of it.
    pub silent: bool,
    /// What is overdue, the longest first.
    pub overdue: Vec<Obligation>,
    /// What it has not reported on.
    pub unknown: Vec<Obligation>,
}

/// One thing that a locality owes.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation {
    /// Title of the requirement.
    pub title: Bilingual,
    /// Documents that it rests on, then the one that sets the day, in order of their days, each once.
    pub basis: Vec<Source>,
    /// The last day in time.
    pub due: Option<Day>,
    /// Calendar days since then.
    pub days_late: Option<i64>,
    /// Working days since then.
    pub working_days_late: Option<i64>,
    /// Why it is not complete, as the rule says.
    pub reason: Option<Bilingual>,
    /// What is to be reported.
    pub asked: Vec<Asked>,
    /// Whether the day or anything else in it is only assumed.
    pub assumed: bool,
}

/// A figure or state that is to be reported, and in what form.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Title of the fact.
    pub title: Bilingual,
    /// Sort of value.
    pub kind: FactKind,
    /// What to choose from, of a stage.
    pub stages: Vec<Bilingual>,
    /// What was last reported, and for which day.
    pub last: Option<(Shown, Day)>,
}

/// The letter to a locality; nothing where there is nothing to remind it of.
///
/// # Errors
/// [`NoTable`] where the day of the reply lies in a year without a holiday table.
pub fn letter(findings: &Findings<'_>, locality: LocalityIx) -> Result<Option<Letter>, NoTable> {
    let resolution = findings.resolution;
    let as_of = resolution.horizon.as_of;
    let one = resolution.project.registry.get(locality);
    let own = findings.verdicts.iter().flatten().filter(|verdict| verdict.locality == locality);
    let of = |status: Status| -> Vec<Obligation> {
        let all = own.clone().filter(|verdict| verdict.status == status);
        all.map(|verdict| obligation(findings, verdict)).collect()
    };
    let (mut overdue, unknown) = (of(Status::Overdue), of(Status::Unknown));
    if overdue.is_empty() && unknown.is_empty() {
        return Ok(None);
    }
    overdue.sort_by_key(|obligation| std::cmp::Reverse(obligation.days_late));
    Ok(Some(Letter {
        id: one.id.clone(),
        name: one.name.clone(),
        formal: formal(one),
        as_of,
        reply_by: reply_by(findings, as_of)?,
        silent: resolution.is_silent(locality),
        overdue,
        unknown,
    }))
}

/// The localities of the ranked levels that are late or silent, in order of ids.
#[must_use]
pub fn late_or_silent(findings: &Findings<'_>) -> Vec<LocalityIx> {
    let ranked = findings.standings.iter().filter(|(level, _)| **level != Level::National);
    let late = |locality: LocalityIx| {
        let own = findings.verdicts.iter().flatten().filter(|verdict| verdict.locality == locality);
        own.into_iter().any(|verdict| verdict.status == Status::Overdue)
    };
    let all = ranked.flat_map(|(_, standings)| standings.iter().map(|standing| standing.locality));
    all.filter(|locality| late(*locality) || findings.resolution.is_silent(*locality)).collect()
}

fn reply_by(findings: &Findings<'_>, as_of: Day) -> Result<Day, NoTable> {
    let period = Period { count: DAYS_TO_REPLY, unit: PeriodUnit::WorkingDays };
    match findings.resolution.project.calendar.period_end(as_of, period) {
        Ok(end) => Ok(end.effective),
        Err(_) => Err(NoTable { year: as_of.plus_days(DAYS_TO_REPLY * 2).year() }),
    }
}

/// The name with the word for its sort, from among the spellings that the registry knows.
fn formal(locality: &Locality) -> Bilingual {
    let sorts = ["Tỉnh ", "Thành phố ", "Quận ", "Huyện ", "Thị xã ", "Xã ", "Phường ", "Đặc khu "];
    let kinds = [" City", " Province", " District", " Town", " Commune", " Ward"];
    let vi = locality.aliases.iter().find_map(|alias| {
        let sort = sorts.iter().find(|sort| alias.starts_with(**sort))?;
        Some(format!("{}{}", sort.to_lowercase(), alias.strip_prefix(*sort)?))
    });
    let en = locality.aliases.iter().find(|alias| kinds.iter().any(|kind| alias.ends_with(kind)));
    let named = kinds.iter().any(|kind| locality.name.en.ends_with(kind));
    Bilingual {
        en: en.filter(|_| !named).unwrap_or(&locality.name.en).clone(),
        vi: vi.unwrap_or_else(|| locality.name.vi.clone()),
    }
}

fn obligation(findings: &Findings<'_>, verdict: &Verdict) -> Obligation {
    let resolution = findings.resolution;
    let requirement = findings.rulebook.requirement(verdict.requirement);
    let deadline = verdict.deadline.as_ref();
    let sets = deadline.map(|deadline| resolution.project.deadlines[deadline.statement].document);
    let cited = requirement.cites.iter().copied().filter(|cited| resolution.knows(*cited));
    let in_time = |at: &crate::model::document::DocumentIx| {
        resolution.project.document(*at).dated <= resolution.horizon.as_of
    };
    let mut basis: Vec<_> = cited.chain(sets).filter(in_time).collect();
    basis.sort_by_key(|at| (resolution.project.document(*at).dated, *at));
    basis.dedup();
    let late = deadline.and_then(|deadline| days_late(verdict, deadline, resolution.horizon.as_of));
    Obligation {
        title: requirement.title.clone(),
        basis: basis.into_iter().map(|at| source(findings, at)).collect(),
        due: deadline.and_then(|deadline| deadline.effective),
        days_late: late.map(|(from, to)| from.days_until(to)),
        working_days_late: late
            .and_then(|(from, to)| resolution.project.calendar.working_days(from, to).ok()),
        reason: verdict.reason.and_then(|at| requirement.reasons.get_index(at)).map(|(_, text)| Bilingual {
            en: super::verdicts::fill(findings, verdict, &text.en, Lang::En),
            vi: super::verdicts::fill(findings, verdict, &text.vi, Lang::Vi),
        }),
        asked: asked(findings, verdict),
        assumed: verdict.assumed,
    }
}

/// What is missing; of what is overdue, the figures that measure it, or else the facts that alone would complete it, or
/// else all that its rule reads.
fn asked(findings: &Findings<'_>, verdict: &Verdict) -> Vec<Asked> {
    let resolution = findings.resolution;
    let dictionary = &resolution.project.dictionary;
    let requirement = findings.rulebook.requirement(verdict.requirement);
    let mut facts: Vec<FactIx> = verdict.missing(requirement).collect();
    if facts.is_empty() && verdict.progress.is_some() {
        facts.clone_from(&requirement.reads);
        facts.retain(|at| verdict.rests_on(*at, requirement));
    }
    if facts.is_empty() {
        let names = remedy::remedies(findings, verdict).into_iter().flat_map(|remedy| remedy.values);
        facts = names.filter_map(|(name, _)| dictionary.find(&name)).collect();
    }
    if facts.is_empty() {
        facts.clone_from(&requirement.reads);
    }
    facts.sort_unstable();
    facts.dedup();
    let ask = |at: FactIx| {
        let fact = dictionary.get(at);
        let held = resolution.held(verdict.locality, at, resolution.horizon.as_of);
        Asked {
            title: fact.title.clone(),
            kind: fact.kind,
            stages: (0..).zip(&fact.stages).map(|(stage, _)| fact.stage_title(stage)).collect(),
            last: held.map(|held| (super::verdicts::show(fact, &held.value), held.dated)),
        }
    };
    facts.into_iter().map(ask).collect()
}
