//! Totals and printed arithmetic that do not add up, each with its place in its document.

use super::mentions::Mentions;
use super::notices::disagreement_in_words;
use super::{TotalRow, identities, totals};
use crate::model::place::Place;
use crate::resolve::Resolution;

/// What disagrees among the known documents up to the as-of day: where it stands, and in what way.
#[must_use]
pub fn disagreements(resolution: &Resolution<'_>) -> Vec<(Place, String)> {
    let project = resolution.project;
    let mut mentions = Mentions::default();
    let as_of = resolution.horizon.as_of;
    let in_time = |document, dated| resolution.knows(document) && dated <= as_of;
    let of_totals = project.totals.iter().filter(|t| in_time(t.document, t.dated)).map(|t| &t.place);
    let of_identities = project
        .identities
        .iter()
        .filter(|i| in_time(i.document, project.document(i.document).dated))
        .map(|i| &i.place);
    let mut rows: Vec<(&Place, TotalRow)> = of_totals.zip(totals::rows(resolution, &mut mentions)).collect();
    rows.extend(of_identities.zip(identities::rows(resolution, &mut mentions)));
    let disagree = rows.into_iter().filter(|(_, row)| row.agrees == Some(false));
    disagree.map(|(place, row)| (place.clone(), disagreement_in_words(&row))).collect()
}
