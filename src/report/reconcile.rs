//! Totals and printed arithmetic next to what they should follow from, each with its place in its document.

use super::mentions::Mentions;
use super::notices::disagreement_in_words;
use super::{TotalRow, identities, totals};
use crate::model::place::Place;
use crate::resolve::Resolution;

/// One figure that other figures should reproduce.
#[derive(Debug)]
pub struct Reconciled<'p> {
    /// Where it stands.
    pub place: &'p Place,
    /// In what way it does not follow; `None` where it does, or nobody can tell.
    pub disagrees: Option<String>,
    /// Why it does not, where somebody has looked it up in the source.
    pub checked: Option<&'p str>,
}

/// All such figures of the known documents up to the as-of day.
#[must_use]
pub fn reconciled<'p>(resolution: &Resolution<'p>) -> Vec<Reconciled<'p>> {
    let project = resolution.project;
    let mut mentions = Mentions::default();
    let as_of = resolution.horizon.as_of;
    let in_time = |document, dated| resolution.knows(document) && dated <= as_of;
    let of_totals = project.totals.iter().filter(|t| in_time(t.document, t.dated));
    let of_totals = of_totals.map(|total| (&total.place, total.checked.as_deref()));
    let of_identities =
        project.identities.iter().filter(|i| in_time(i.document, project.document(i.document).dated));
    let of_identities = of_identities.map(|identity| (&identity.place, identity.checked.as_deref()));
    let mut rows: Vec<(_, TotalRow)> = of_totals.zip(totals::rows(resolution, &mut mentions)).collect();
    rows.extend(of_identities.zip(identities::rows(resolution, &mut mentions)));
    let one = |((place, checked), row): ((&'p Place, Option<&'p str>), TotalRow)| Reconciled {
        place,
        disagrees: (row.agrees == Some(false)).then(|| disagreement_in_words(&row).en),
        checked,
    };
    rows.into_iter().map(one).collect()
}
