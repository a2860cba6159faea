//! What a requirement asks of many localities, worked out once for all that are bound alike.
//!
//! A statement binds a level, or a list of localities; a waiver names them. So whoever is on no list, and came from
//! nobody who is, is bound as everybody else who has, with all those that it came from, the same levels.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::Terms;
use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::model::requirement::Requirement;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};
use crate::resolve::Resolution;
use crate::resolve::deadlines::{InForce, Target};

/// What a requirement asks of a locality on a day.
#[derive(Debug)]
pub(super) struct Charge {
    /// Whether it binds at all.
    pub bound: bool,
    /// The deadline that counts, if any.
    pub deadline: Option<Arc<InForce>>,
    /// What must be reached, if a deadline says so.
    pub target: Option<Target>,
}

/// Who is bound alike: on no list, with these levels among it and those that it came from (a bit each); or somebody by
/// itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kin {
    Alike(u8),
    Alone(LocalityIx),
}

/// What one requirement asks, for one judge.
pub(super) struct Duties<'d> {
    resolution: &'d Resolution<'d>,
    requirement: &'d Requirement,
    terms: Terms,
    /// Whom a deadline or a waiver names.
    listed: BTreeSet<LocalityIx>,
    charges: BTreeMap<(Kin, Day), Result<Rc<Charge>, Problem>>,
    standings: BTreeMap<Kin, Result<Status, Problem>>,
}

impl<'d> Duties<'d> {
    pub fn new(resolution: &'d Resolution<'d>, requirement: &'d Requirement, terms: Terms) -> Self {
        let listed = resolution.listed(requirement);
        Self { resolution, requirement, terms, listed, charges: BTreeMap::new(), standings: BTreeMap::new() }
    }

    /// Who is bound as a locality is.
    pub fn kin(&self, locality: LocalityIx) -> Kin {
        self.levels(locality).map_or(Kin::Alone(locality), Kin::Alike)
    }

    /// The levels of a locality and of those that it came from; `None` where one of them is on a list.
    fn levels(&self, locality: LocalityIx) -> Option<u8> {
        if self.listed.contains(&locality) {
            return None;
        }
        let registry = &self.resolution.project.registry;
        let own = 1 << registry.get(locality).level as u8;
        registry
            .predecessors(locality)
            .iter()
            .try_fold(own, |levels, predecessor| Some(levels | self.levels(predecessor.locality)?))
    }

    /// What is asked of a locality, by what was stated up to a day.
    pub fn on(&mut self, locality: LocalityIx, kin: Kin, day: Day) -> Result<Rc<Charge>, Problem> {
        let Self { resolution, requirement, charges, .. } = self;
        let charge = charges.entry((kin, day)).or_insert_with(|| {
            let duty = resolution.duty(locality, requirement, day)?;
            let deadline = duty.deadline.map(Arc::new);
            Ok(Rc::new(Charge { bound: duty.bound, deadline, target: duty.target }))
        });
        charge.clone()
    }

    /// Where an open requirement stands against its deadline on the as-of day.
    pub fn open_status(&mut self, kin: Kin, charge: &Charge) -> Result<Status, Problem> {
        let Self { resolution, terms, standings, .. } = self;
        let status = || open_status(resolution, charge.deadline.as_deref(), resolution.horizon.as_of, *terms);
        standings.entry(kin).or_insert_with(status).clone()
    }

    /// Whether nobody has excused a locality, as far as its kin tells.
    pub fn may_be_excused(kin: Kin) -> bool {
        matches!(kin, Kin::Alone(_))
    }
}

fn open_status(
    resolution: &Resolution<'_>,
    deadline: Option<&InForce>,
    as_of: Day,
    terms: Terms,
) -> Result<Status, Problem> {
    let Some((deadline, effective)) = deadline.and_then(|d| Some((d, d.effective?))) else {
        return Ok(Status::InProgress);
    };
    if as_of > effective {
        return Ok(Status::Overdue);
    }
    match resolution.project.calendar.at_most_working_days(as_of, effective, terms.due_soon) {
        Ok(true) => Ok(Status::DueSoon),
        Ok(false) => Ok(Status::InProgress),
        Err(missing) => {
            let place = resolution.deadline(deadline.statement).place.clone();
            let message = format!(
                "whether {effective} is due soon on {as_of} hangs on {}, which has no holiday table",
                missing.year
            );
            let help =
                format!("add the days off of {} to data/holidays.csv, with their source", missing.year);
            Err(Problem::error(Code::NoHolidayTable, message).at(place, "this deadline").help(help))
        }
    }
}
