//! Resolving: what holds for a locality on a day.
//!
//! In: the project and a [`Horizon`]. Out: for every locality the facts it has ([`facts`]), and for every requirement
//! whom it binds, by when, and who is excused ([`deadlines`], [`waivers`]), each with its evidence. Invariant: nothing
//! dated after the as-of day and nothing published after the known-by day is ever looked at.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

pub mod columns;
pub mod deadlines;
pub mod facts;
pub mod history;
pub mod inheritance;
mod rolling;
pub mod waivers;

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use crate::model::day::Day;
use crate::model::document::{Document, DocumentIx, Table};
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::requirement::Requirement;
use crate::project::Project;
use history::History;

/// The two clocks of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// The day that is judged: statements dated later do not count.
    pub as_of: Day,
    /// Only documents known by this day count; `None`: all.
    pub known_by: Option<Day>,
}

impl Horizon {
    /// Whether a document is known.
    #[must_use]
    pub fn knows(&self, document: &Document) -> bool {
        self.known_by.is_none_or(|day| document.known_from() <= day)
    }
}

/// A horizon that is not the same for everything: what makes up the difference between two reports is found by moving
/// one of these after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// The day judged, and what of deadlines, waivers and citations is known.
    pub horizon: Horizon,
    /// What of observations counts.
    pub observed: Horizon,
    /// The units that live on this day are judged.
    pub units_on: Day,
}

impl Sight {
    /// One horizon for everything.
    #[must_use]
    pub fn of(horizon: Horizon) -> Self {
        Self { horizon, observed: horizon, units_on: horizon.as_of }
    }
}

/// A project seen from a horizon.
#[derive(Debug)]
pub struct Resolution<'p> {
    /// What was read.
    pub project: &'p Project,
    /// From where it is seen.
    pub horizon: Horizon,
    /// The units that live on this day are judged: the as-of day, but where two days are compared.
    pub units_on: Day,
    known: Vec<bool>,
    history: Arc<History>,
    deadlines_of: HashMap<&'p str, Vec<usize>>,
    waivers_of: HashMap<&'p str, Vec<usize>>,
}

impl<'p> Resolution<'p> {
    /// Sees a project from a horizon.
    #[must_use]
    pub fn new(project: &'p Project, horizon: Horizon) -> Self {
        let known: Vec<bool> = project.documents.iter().map(|d| horizon.knows(d)).collect();
        let history = History::new(project, |table| known.get(table.document.at()) == Some(&true));
        Self::with(project, Sight::of(horizon), Arc::new(history))
    }

    /// Sees a project with a horizon for the observations that is not that of the rest.
    #[must_use]
    pub fn seen(project: &'p Project, sight: Sight) -> Self {
        let Horizon { as_of, .. } = sight.observed;
        let counts =
            |table: &Table| table.dated <= as_of && sight.observed.knows(project.document(table.document));
        Self::with(project, sight, Arc::new(History::new(project, counts)))
    }

    /// The same from another day, with the same documents known.
    #[must_use]
    pub fn on(&self, as_of: Day) -> Self {
        let horizon = Horizon { as_of, ..self.horizon };
        Self::with(self.project, Sight::of(horizon), Arc::clone(&self.history))
    }

    fn with(project: &'p Project, sight: Sight, history: Arc<History>) -> Self {
        let horizon = sight.horizon;
        let known: Vec<bool> = project.documents.iter().map(|d| horizon.knows(d)).collect();
        let mut deadlines_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, deadline) in project.deadlines.iter().enumerate() {
            if known.get(deadline.document.at()) == Some(&true) {
                deadlines_of.entry(&deadline.requirement).or_default().push(at);
            }
        }
        let mut waivers_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, waiver) in project.waivers.iter().enumerate() {
            if known.get(waiver.document.at()) == Some(&true) {
                waivers_of.entry(&waiver.requirement).or_default().push(at);
            }
        }
        Self { project, horizon, units_on: sight.units_on, known, history, deadlines_of, waivers_of }
    }

    /// The known statements as one thing: the same for all days of one project that are seen [`on`](Self::on) each
    /// other, and for no other.
    #[must_use]
    pub fn known_statements(&self) -> Weak<History> {
        Arc::downgrade(&self.history)
    }

    /// Whether a document is known.
    #[must_use]
    pub fn knows(&self, document: DocumentIx) -> bool {
        self.known.get(document.at()) == Some(&true)
    }

    /// Every known document with its index, in order of ids.
    pub fn known_documents(&self) -> impl Iterator<Item = (DocumentIx, &'p Document)> + '_ {
        let indexed = self.project.documents.iter().enumerate().map(|(at, d)| (DocumentIx::new(at), d));
        indexed.filter(|(at, _)| self.knows(*at))
    }

    /// Day of the newest known observation of a level that counts; what is assumed is no data.
    #[must_use]
    pub fn newest_data(&self, level: Level) -> Option<Day> {
        let registry = &self.project.registry;
        let counts = |table: &&Table| {
            self.knows(table.document)
                && table.dated <= self.horizon.as_of
                && !self.project.document(table.document).is_assumption()
        };
        let of_level = |table: &&Table| table.localities.iter().any(|l| registry.get(*l).level == level);
        self.project.tables.iter().filter(counts).filter(of_level).map(|table| table.dated).max()
    }

    /// Whether nothing was reported of a locality, nor of any unit that it came from, nor of units inside that add up
    /// to it.
    #[must_use]
    pub fn is_silent(&self, locality: LocalityIx) -> bool {
        let says = |unit: LocalityIx, fact: FactIx| {
            self.own_statements(unit, fact).any(|stated| stated.dated <= self.horizon.as_of)
        };
        let said = self.project.dictionary.iter().any(|(fact, _)| {
            says(locality, fact)
                || self.units_rolled_up(locality, fact).into_iter().any(|unit| says(unit, fact))
        });
        !said && self.project.registry.predecessors(locality).iter().all(|p| self.is_silent(p.locality))
    }

    /// Whether a requirement is in force on the as-of day: from the earliest date among the known documents that it
    /// cites.
    #[must_use]
    pub fn in_force(&self, requirement: &Requirement) -> bool {
        let cited = requirement.cites.iter().filter(|cited| self.knows(**cited));
        cited.map(|cited| self.project.document(*cited).dated).any(|dated| dated <= self.horizon.as_of)
    }
}
