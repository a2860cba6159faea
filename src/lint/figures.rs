//! Totals that do not add up, and documents that contradict one another.

use std::collections::BTreeMap;

use super::Look;
use crate::model::day::{Day, YEARS};
use crate::model::document::{Cell, Table};
use crate::model::fact::FactIx;
use crate::model::locality::LocalityIx;
use crate::model::place::Place;
use crate::problem::{Code, Problem};
use crate::report::reconcile::{Reconciled, reconciled};
use crate::resolve::history::{Stated, value_of};
use crate::resolve::{Horizon, Resolution};

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    // Every document is looked at, those of days to come too.
    let last = Day::from_ymd(*YEARS.end(), 12, 31).unwrap_or(look.as_of);
    let resolution = Resolution::new(look.project, Horizon { as_of: last, known_by: None });
    let mut found: Vec<Problem> =
        reconciled(&resolution).into_iter().filter_map(|one| disagreement(look, one)).collect();
    found.extend(contradictions(look, &resolution));
    found
}

/// A figure that does not follow, and a remark on one that does: who has looked it up is not told again and again.
fn disagreement(look: Look<'_>, one: Reconciled<'_>) -> Option<Problem> {
    let problem = match (one.disagrees, one.checked) {
        (Some(words), None) => Problem::warning(Code::TotalDisagrees, words).help(
            "look the figures up in the source and mend the slip; where it is printed so, say why in `checked = \"...\"`",
        ),
        (Some(words), Some(why)) => {
            Problem::note(Code::TotalDisagrees, words).help(format!("looked up in the source: {why}"))
        }
        (None, Some(_)) => {
            Problem::warning(Code::ExceptionUnused, "`checked` says why these figures disagree, and they do not")
                .help("take `checked` out; what is worth saying beside that is a `note`")
        }
        (None, None) => return None,
    };
    let keys: &[&str] =
        if problem.code == Code::ExceptionUnused { &["checked"] } else { &["value", "share", "sum"] };
    Some(problem.at(look.key(one.place, keys), ""))
}

/// Documents that say different things of one fact, locality and day: one note for each pair of statements, whatever
/// the number of localities.
fn contradictions(look: Look<'_>, resolution: &Resolution<'_>) -> Vec<Problem> {
    let project = look.project;
    let mut pairs: BTreeMap<(Placed, Placed), (FactIx, Day, Vec<LocalityIx>)> = BTreeMap::new();
    for (fact, locality) in spoken_of(look) {
        for (winner, loser) in beaten(&resolution.statements(locality, fact)) {
            if value_of(project, winner.cell) == value_of(project, loser.cell) {
                continue;
            }
            let key = (Placed::of(look, winner.cell), Placed::of(look, loser.cell));
            pairs.entry(key).or_insert((fact, winner.dated, Vec::new())).2.push(locality);
        }
    }
    let name = |locality: &LocalityIx| project.registry.get(*locality).name.en.as_str();
    pairs
        .into_iter()
        .map(|((winner, loser), (fact, dated, localities))| {
            let whom = match localities.as_slice() {
                [one] => name(one).to_owned(),
                [first, rest @ ..] => format!("{} and {} more", name(first), rest.len()),
                [] => String::new(),
            };
            let fact = &project.dictionary.get(fact).name;
            Problem::note(
                Code::SourcesDisagree,
                format!("two documents say different things of `{fact}` of {whom} on {dated}"),
            )
            .at(loser.place, "this one is not used")
            .related(winner.place, "this one is")
            .help("the more trusted one counts, then the later published; `confidence` says how far each is trusted")
        })
        .collect()
}

/// Every fact of every locality that more than one table may speak of, in order.
fn spoken_of(look: Look<'_>) -> Vec<(FactIx, LocalityIx)> {
    let mut tables_of: BTreeMap<FactIx, Vec<&Table>> = BTreeMap::new();
    for table in &look.project.tables {
        for column in &table.columns {
            tables_of.entry(column.fact).or_default().push(table);
        }
    }
    let mut spoken = Vec::new();
    for (fact, tables) in tables_of.iter().filter(|(_, tables)| tables.len() > 1) {
        let mut localities: Vec<LocalityIx> =
            tables.iter().flat_map(|table| table.localities.iter().copied()).collect();
        localities.sort_unstable();
        localities.dedup();
        spoken.extend(localities.into_iter().map(|locality| (*fact, locality)));
    }
    spoken
}

/// Where a cell stands, in order of places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    place: Place,
}

impl Placed {
    fn of(look: Look<'_>, cell: Cell) -> Self {
        let table: &Table = &look.project.tables[cell.table.at()];
        let row = usize::try_from(cell.row).unwrap_or(usize::MAX);
        let document = || look.project.document(table.document).place.clone();
        Self { place: table.places.get(row).unwrap_or_else(document) }
    }
}

/// Of statements in falling order each with the one that beats it on its own day.
fn beaten(statements: &[Stated]) -> impl Iterator<Item = (Stated, Stated)> + '_ {
    statements.windows(2).filter_map(|pair| match pair {
        [winner, loser] if winner.dated == loser.dated && winner.real == loser.real => {
            Some((*winner, *loser))
        }
        _ => None,
    })
}
