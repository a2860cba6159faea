//! Waivers: who is excused from a requirement on a day.

use super::Resolution;
use crate::model::day::Day;
use crate::model::document::Waiver;
use crate::model::locality::LocalityIx;
use crate::model::requirement::Requirement;

/// A waiver that covers a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// Positions in the project's waivers: one, or where it is inherited one a predecessor.
    pub waivers: Vec<usize>,
    /// Last day, included; `None`: open.
    pub until: Option<Day>,
}

impl Resolution<'_> {
    /// The waiver that covers `day` for a locality, by what was stated up to `stated_by`; of several a real one before
    /// an assumed one, then the one that lasts longest.
    ///
    /// What predecessors were granted holds for the successor only if every predecessor that is bound has one.
    #[must_use]
    pub fn excuse(
        &self,
        locality: LocalityIx,
        requirement: &Requirement,
        day: Day,
        stated_by: Day,
    ) -> Option<Excuse> {
        let own = self.own_excuse(locality, requirement, day, stated_by);
        let inherited = self.inherited_excuse(locality, requirement, day, stated_by);
        match (own, inherited) {
            (Some(own), Some(inherited)) => Some(self.stronger(own, inherited)),
            (own, inherited) => own.or(inherited),
        }
    }

    fn own_excuse(
        &self,
        locality: LocalityIx,
        requirement: &Requirement,
        day: Day,
        by: Day,
    ) -> Option<Excuse> {
        let all = self.waivers_of.get(requirement.id.as_str()).map_or(&[][..], Vec::as_slice);
        let covering = all.iter().filter(|at| {
            let waiver = self.waiver(**at);
            waiver.localities.contains(&locality)
                && waiver.life.covers(day)
                && self.project.document(waiver.document).dated <= by
        });
        covering
            .map(|at| Excuse { waivers: vec![*at], until: self.waiver(*at).life.to })
            .reduce(|best, next| self.stronger(best, next))
    }

    fn inherited_excuse(
        &self,
        locality: LocalityIx,
        requirement: &Requirement,
        day: Day,
        by: Day,
    ) -> Option<Excuse> {
        let predecessors = self.project.registry.predecessors(locality);
        let bound = predecessors.iter().filter(|p| self.is_bound(p.locality, requirement, by));
        let mut together: Option<Excuse> = None;
        for predecessor in bound {
            let one = self.excuse(predecessor.locality, requirement, day, by)?;
            together = Some(match together {
                None => one,
                Some(mut all) => {
                    all.until = shorter(all.until, one.until);
                    all.waivers.extend(one.waivers);
                    all
                }
            });
        }
        together
    }

    /// Of two excuses that cover a day the one that counts: a real one before an assumed one, as everywhere; then the
    /// one that lasts longer; of equals the first.
    fn stronger(&self, first: Excuse, second: Excuse) -> Excuse {
        let rank = |excuse: &Excuse| {
            (!self.excuse_is_assumed(&excuse.waivers), excuse.until.is_none(), excuse.until)
        };
        if rank(&second) > rank(&first) { second } else { first }
    }

    #[expect(clippy::indexing_slicing, reason = "numbers come from going through these same waivers")]
    pub(super) fn waiver(&self, at: usize) -> &Waiver {
        &self.project.waivers[at]
    }

    /// Whether anything in these waivers is only assumed.
    #[must_use]
    pub fn excuse_is_assumed(&self, waivers: &[usize]) -> bool {
        waivers.iter().any(|at| self.project.document(self.waiver(*at).document).is_assumption())
    }
}

fn shorter(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
