//! How requirements stood on the eve of a document, for chains that tell who was late already when a day was moved.
//!
//! In: what was found, and the day on which a document came. Out: by how many days a locality was late then, by what
//! was stated up to the day before. Invariant: a requirement and day is judged for all localities at once, not anew for
//! each chain; nothing is locked while it is judged, so that threads which do so at the same time only do it twice.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::assemble::Findings;
use crate::evaluate::{Terms, Verdict, evaluate};
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::model::verdict::Status;
use crate::resolve::{Horizon, Resolution};

/// The verdicts of a requirement on a day, in order of localities; empty where nothing could be told.
type Eve = Arc<Vec<Verdict>>;

/// What was judged so far.
#[derive(Debug, Default)]
pub(super) struct Past(Mutex<BTreeMap<(RequirementIx, Day), Eve>>);

impl Past {
    /// How many days a locality was late already when a document of that day came. What was not known then, or rests on
    /// an assumption, makes nobody late.
    pub(super) fn late_by(
        &self,
        findings: &Findings<'_>,
        requirement: RequirementIx,
        locality: LocalityIx,
        came: Day,
    ) -> Option<i64> {
        let verdicts = self.eve(findings, requirement, came);
        let at = verdicts.binary_search_by_key(&locality, |verdict| verdict.locality).ok()?;
        let verdict = verdicts.get(at)?;
        let open = matches!(verdict.status, Status::Overdue | Status::DueSoon | Status::InProgress);
        let effective = verdict.deadline.as_ref().filter(|_| open && !verdict.assumed)?.effective?;
        (effective < came).then(|| effective.days_until(came))
    }

    /// The verdicts of the day before a document came.
    fn eve(&self, findings: &Findings<'_>, requirement: RequirementIx, came: Day) -> Eve {
        let key = (requirement, came);
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.unwrap_or_else(|| {
            let now = findings.resolution;
            let then = Resolution::new(now.project, Horizon { as_of: came.previous(), ..now.horizon });
            let terms = Terms { due_soon: now.project.scoring.due_soon };
            let lists = evaluate(&then, findings.rulebook, &[requirement], terms).unwrap_or_default();
            let judged = Arc::new(lists.into_iter().next().unwrap_or_default());
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&judged));
            judged
        })
    }
}
