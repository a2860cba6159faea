//! How requirements stood on the eve of a document, for chains that tell who was late already when a day was moved.
//!
//! In: what was found, and the day on which a document came. Out: the verdicts of the day before, by what was stated up
//! to then. Invariant: each requirement and day is judged for all its localities at once and remembered, however many
//! chains ask for it and on whatever thread.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::assemble::Findings;
use crate::evaluate::{Terms, Verdict, evaluate};
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::resolve::{Horizon, Resolution};

/// The verdicts of a requirement on a day, in order of localities; none where they could not be told.
type Judged = Option<Arc<[Verdict]>>;

/// What was judged so far.
#[derive(Debug, Default)]
pub(super) struct Past(Mutex<BTreeMap<(RequirementIx, Day), Judged>>);

impl Past {
    /// The verdict of the day before a document came; none where it could not be told.
    pub(super) fn before(
        &self,
        findings: &Findings<'_>,
        requirement: RequirementIx,
        locality: LocalityIx,
        came: Day,
    ) -> Option<Verdict> {
        let list = self.judged(findings, requirement, came)?;
        let at = list.binary_search_by_key(&locality, |verdict| verdict.locality).ok()?;
        list.get(at).cloned()
    }

    fn judged(&self, findings: &Findings<'_>, requirement: RequirementIx, came: Day) -> Judged {
        let memory = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(list) = memory().get(&(requirement, came)) {
            return list.clone();
        }
        // Judged outside of the lock: whoever judges in parallel may be given work that waits for it.
        let now = findings.resolution;
        let horizon = Horizon { as_of: came.previous(), ..now.horizon };
        let then = Resolution::new(now.project, horizon);
        let terms = Terms { due_soon: now.project.scoring.due_soon };
        let verdicts = evaluate(&then, findings.rulebook, &[requirement], terms).ok();
        let list: Judged = verdicts.and_then(|lists| lists.into_iter().next()).map(Arc::from);
        memory().entry((requirement, came)).or_insert(list).clone()
    }
}
