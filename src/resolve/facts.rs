//! Facts that hold for a locality on a day, with where they come from.

use std::collections::BTreeSet;

use super::Resolution;
use super::history::{Stated, value_of};
use crate::model::day::Day;
use crate::model::document::{Approx, Cell, Document, Table};
use crate::model::fact::{FactIx, Merge};
use crate::model::locality::LocalityIx;
use crate::model::value::Value;

/// A value that holds for a locality on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
    /// The day of the statement; of an inherited value that of its newest part.
    pub dated: Day,
    /// The day of the oldest statement in it.
    pub oldest: Day,
    /// Whether the days of all statements in it are exact.
    pub exact: bool,
    /// Whether any statement in it is an assumption.
    pub assumed: bool,
    /// Whether any figure in it is printed as "nearly", and so completes nothing.
    pub nearly: bool,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A document says so.
    Stated(Cell),
    /// It is combined from the values of direct predecessors.
    Inherited(Vec<Part>),
    /// It is combined from the values of the units inside.
    RolledUp(Vec<Part>),
}

impl Origin {
    /// What it was combined from; nothing where a document says it.
    #[must_use]
    pub fn parts(&self) -> Option<&[Part]> {
        match self {
            Origin::Stated(_) => None,
            Origin::Inherited(parts) | Origin::RolledUp(parts) => Some(parts),
        }
    }
}

/// What one predecessor, or one unit inside, contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Who.
    pub locality: LocalityIx,
    /// What, if anything is known.
    pub held: Option<Held>,
}

impl Resolution<'_> {
    /// The value of a fact of a locality on a day.
    ///
    /// Its own latest statement wins. Where it has made none since its first day, what the units inside it say is
    /// rolled up, if the fact is one that rolls up; or else its predecessors' values are combined. An assumption loses
    /// to anything further down this list that was really reported.
    #[must_use]
    pub fn held(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Option<Held> {
        let own = self.winner(locality, fact, day).map(|stated| self.stated(stated));
        let is_real = |held: &Option<Held>| held.as_ref().is_some_and(|held| !held.assumed);
        if is_real(&own) {
            return own;
        }
        let below = self.rolled_up(locality, fact, day);
        if is_real(&below) {
            return below;
        }
        let before = self.inherited(locality, fact, day);
        if is_real(&before) { before } else { own.or(below).or(before) }
    }

    /// What a fact of a locality would be combined from on a day, where no value follows from it: too few parts are
    /// known, or a split passes nothing on.
    #[must_use]
    pub fn falls_short(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Option<Origin> {
        let below = self.parts_below(locality, fact, day);
        if !below.is_empty() {
            return Some(Origin::RolledUp(below));
        }
        let before = self.parts_before(locality, fact, day);
        (!before.is_empty()).then_some(Origin::Inherited(before))
    }

    /// The statement of a fact of a locality itself that wins on a day.
    fn winner(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Option<Stated> {
        self.own_statements(locality, fact).rfind(|stated| stated.dated <= day)
    }

    /// Statements that count as a locality's own, in rising order: those since its first day, where it has
    /// predecessors that speak for the time before.
    pub(super) fn own_statements(
        &self,
        locality: LocalityIx,
        fact: FactIx,
    ) -> impl DoubleEndedIterator<Item = Stated> + '_ {
        let born = self.born(locality);
        let counts = move |stated: &Stated| born.is_none_or(|born| born <= stated.dated);
        self.history.of(self.project, locality, fact).filter(counts)
    }

    /// The first day of a locality that others speak for before.
    fn born(&self, locality: LocalityIx) -> Option<Day> {
        match self.project.registry.predecessors(locality) {
            [] => None,
            _ => self.project.registry.get(locality).life.from,
        }
    }

    fn stated(&self, stated: Stated) -> Held {
        let table = self.table(stated.cell);
        Held {
            value: value_of(self.project, stated.cell),
            origin: Origin::Stated(stated.cell),
            dated: stated.dated,
            oldest: stated.dated,
            exact: table.exact,
            assumed: !stated.real,
            nearly: table.approx == Some(Approx::Nearly),
        }
    }

    /// The table of a cell.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "cells are only made of the tables of this project")]
    pub fn table(&self, cell: Cell) -> &Table {
        &self.project.tables[cell.table.at()]
    }

    /// The document of a cell.
    #[must_use]
    pub fn document_of(&self, cell: Cell) -> &Document {
        self.project.document(self.table(cell).document)
    }

    /// Every day up to `until` on which any of these facts was stated of a locality or of those it inherits from,
    /// in order.
    #[must_use]
    pub fn stated_days(&self, locality: LocalityIx, facts: &[FactIx], until: Day) -> Vec<Day> {
        let mut days = BTreeSet::new();
        for fact in facts {
            self.collect_days(locality, *fact, &mut days);
        }
        days.into_iter().filter(|day| *day <= until).collect()
    }

    fn collect_days(&self, locality: LocalityIx, fact: FactIx, days: &mut BTreeSet<Day>) {
        days.extend(self.own_statements(locality, fact).map(|stated| stated.dated));
        for unit in self.units_rolled_up(locality, fact) {
            self.collect_days(unit, fact, days);
            if let Merge::WeightedBy(weight) = self.project.dictionary.get(fact).merge {
                self.collect_days(unit, weight, days);
            }
        }
        for predecessor in self.project.registry.predecessors(locality) {
            self.collect_days(predecessor.locality, fact, days);
            if let Merge::WeightedBy(weight) = self.project.dictionary.get(fact).merge {
                self.collect_days(predecessor.locality, weight, days);
            }
        }
    }

    /// What a statement of a locality beat: what other documents say of its own day, and the latest earlier statement
    /// that says something else. Latest and strongest first.
    #[must_use]
    pub fn rivals(&self, locality: LocalityIx, fact: FactIx, winner: Cell) -> Vec<Stated> {
        let mut rivals = self.rivals_of_day(locality, fact, winner);
        let value = value_of(self.project, winner);
        let dated = self.table(winner).dated;
        // assumptions stand before real statements, each in order of days
        let latest = |real: bool| {
            self.own_statements(locality, fact).rfind(|stated| {
                stated.real == real && stated.dated < dated && value_of(self.project, stated.cell) != value
            })
        };
        rivals.extend([latest(false), latest(true)].into_iter().flatten().max_by_key(|stated| stated.dated));
        rivals
    }

    /// What other documents say of the day of a statement of a locality, strongest first.
    #[must_use]
    pub fn rivals_of_day(&self, locality: LocalityIx, fact: FactIx, winner: Cell) -> Vec<Stated> {
        let (dated, document) = (self.table(winner).dated, self.table(winner).document);
        if self.born(locality).is_some_and(|born| dated < born) {
            return Vec::new();
        }
        let of_day = self.history.on(self.project, locality, fact, dated);
        let mut rivals: Vec<Stated> =
            of_day.filter(|stated| self.table(stated.cell).document != document).collect();
        // a document that says the same twice is one rival
        rivals.dedup_by_key(|stated| self.table(stated.cell).document);
        rivals.reverse();
        rivals
    }

    /// Every statement of a fact of a locality itself up to the as-of day, latest and strongest first, assumptions
    /// last.
    #[must_use]
    pub fn statements(&self, locality: LocalityIx, fact: FactIx) -> Vec<Stated> {
        let in_time = |stated: &Stated| stated.dated <= self.horizon.as_of;
        self.own_statements(locality, fact).filter(in_time).rev().collect()
    }
}
