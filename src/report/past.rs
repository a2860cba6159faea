//! How requirements stood on the eve of a document, for chains that tell who was late already when a day was moved.
//!
//! In: what was found, and the day on which a document came. Out: the verdicts of the day before, by what was stated up
//! to then. Invariant: each requirement and day is judged once, however many localities a chain is made of.

use std::collections::BTreeMap;

use super::assemble::Findings;
use crate::evaluate::{Terms, Verdict, evaluate};
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::resolve::{Horizon, Resolution};

/// What was judged so far.
#[derive(Debug, Default)]
pub(super) struct Past(BTreeMap<(RequirementIx, Day), Option<Vec<Verdict>>>);

impl Past {
    /// The verdict of the day before a document came; none where it could not be told.
    pub(super) fn before(
        &mut self,
        findings: &Findings<'_>,
        requirement: RequirementIx,
        locality: LocalityIx,
        came: Day,
    ) -> Option<&Verdict> {
        let list = self.0.entry((requirement, came)).or_insert_with(|| {
            let now = findings.resolution;
            let horizon = Horizon { as_of: came.previous(), ..now.horizon };
            let then = Resolution::new(now.project, horizon);
            let terms = Terms { due_soon: now.project.scoring.due_soon };
            evaluate(&then, findings.rulebook, &[requirement], terms).ok()?.into_iter().next()
        });
        let list = list.as_ref()?;
        // In order of localities' ids, as they are evaluated.
        list.get(list.binary_search_by_key(&locality, |verdict| verdict.locality).ok()?)
    }
}
