//! What the page's script knows of each locality: what it shows in rows, sorts and filters by.
//!
//! A locality is a list, not a map, for the names of its parts would be most of a page of thousands; `language.js` names
//! them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::figures;
use super::super::view::{LevelView, count_of};
use super::super::visible::visible;
use super::texts::Texts;
use super::{map, trends};
use crate::model::bilingual::Bilingual;
use crate::model::scoring::Grade;
use crate::model::verdict::Status;
use crate::report::alphabet::vietnamese;
use crate::report::{GradeSpan, LocalityRow, Report};

/// Where a level's localities lie.
pub(super) struct Places<'r> {
    /// Economic regions, in order of their names in the registry.
    pub(super) regions: Vec<&'r str>,
    /// Units of a higher level below the country, in Vietnamese alphabetical order.
    pub(super) within: Vec<&'r Bilingual>,
}

impl<'r> Places<'r> {
    /// Those of a level.
    pub(super) fn of(level: &LevelView<'r>, report: &'r Report) -> Self {
        let regions = level.localities.iter().map(|row| row.region.as_str()).filter(|r| !r.is_empty());
        let within = level.localities.iter().filter_map(|row| within(row, report));
        let mut within: Vec<&Bilingual> = within.collect::<BTreeSet<_>>().into_iter().collect();
        let collator = vietnamese();
        within.sort_by(|a, b| collator.compare(&a.vi, &b.vi));
        Self { regions: regions.collect::<BTreeSet<_>>().into_iter().collect(), within }
    }
}

fn within<'r>(row: &LocalityRow, report: &'r Report) -> Option<&'r Bilingual> {
    report.units.get(&row.id)?.within.as_ref()
}

/// One locality.
pub(super) fn of(
    row: &LocalityRow,
    level: &LevelView<'_>,
    report: &Report,
    places: &Places<'_>,
    texts: &mut Texts<'_>,
) -> Value {
    let position = |grade: Grade| Grade::ALL.iter().position(|g| *g == grade);
    let grades = row.grade.map(|grade| match grade {
        GradeSpan::One(grade) => [position(grade); 2],
        GradeSpan::Span(low, high) => [position(high), position(low)],
    });
    let within = within(row, report);
    let inherits = (!row.inherits.is_empty()).then(|| texts.number(|view| view.predecessors(row)));
    json!([
        visible(&row.id),
        texts.number(|view| view.name(row)),
        visible(&row.code),
        figures::rank(row),
        texts.number(|view| view.score(row)),
        texts.number(|view| view.grade(row)),
        grades,
        places.regions.iter().position(|region| *region == row.region),
        within.and_then(|within| places.within.iter().position(|one| *one == within)),
        texts.number(|view| view.first_reason(row)),
        count_of(&row.counts, Status::Overdue),
        count_of(&row.counts, Status::Unknown),
        row.score.map(|score| [score.low, score.high]),
        map::value(row),
        report.trends.as_ref().and_then(|trends| trends::change(row, trends)),
        statuses(row, level),
        inherits,
    ])
}

/// The positions of the statuses of a locality, a digit a requirement of its level; a dash where it has none.
fn statuses(row: &LocalityRow, level: &LevelView<'_>) -> String {
    let position = |status: Status| Status::ALL.iter().position(|one| *one == status);
    let digit =
        |status: Status| position(status).and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10));
    let of = |id: &str| row.verdict_on(id).and_then(|verdict| digit(verdict.status)).unwrap_or('-');
    level.requirements.iter().map(|requirement| of(&requirement.id)).collect()
}
