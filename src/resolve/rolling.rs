//! What the units inside a locality add up to: facts of communes, combined into the province's own.
//!
//! In: the values of the units of one level that lie inside and live on the day (of a unit that is gone: on its last).
//! Out: the locality's value, by the same `merge` as a successor's. Invariant: where more of them are missing than the
//! fact's `roll_up` allows, the result is unknown, unless what is known decides it whatever the rest says.

use rust_decimal::Decimal;

use super::Resolution;
use super::facts::{Held, Origin, Part};
use super::inheritance::together;
use crate::model::day::Day;
use crate::model::fact::{FactIx, Merge};
use crate::model::locality::LocalityIx;

impl Resolution<'_> {
    /// The units whose values of a fact roll up into a locality's, on whatever day; none where the fact does not.
    pub(super) fn units_rolled_up(&self, locality: LocalityIx, fact: FactIx) -> Vec<LocalityIx> {
        let registry = &self.project.registry;
        match self.project.dictionary.get(fact).roll_up {
            Some(roll_up) if registry.get(locality).level < roll_up.from => {
                registry.units_inside(locality, roll_up.from)
            }
            _ => Vec::new(),
        }
    }

    /// A day, or the last one on which a locality lived before it.
    fn last_day_of(&self, locality: LocalityIx, day: Day) -> Day {
        self.project.registry.get(locality).life.to.map_or(day, |last| last.min(day))
    }

    /// What each unit that lives inside a locality on a day contributes to a fact of it; of a locality that is gone, on
    /// its last day. Nothing where the fact does not roll up.
    pub(super) fn parts_below(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Vec<Part> {
        let registry = &self.project.registry;
        let day = self.last_day_of(locality, day);
        let units = self.units_rolled_up(locality, fact).into_iter();
        units
            .filter(|unit| registry.get(*unit).life.covers(day))
            .map(|unit| Part { locality: unit, held: self.held(unit, fact, day) })
            .collect()
    }

    /// The value of a fact that the units inside a locality add up to on a day.
    pub(super) fn rolled_up(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Option<Held> {
        let definition = self.project.dictionary.get(fact);
        let roll_up = definition.roll_up?;
        let parts = self.parts_below(locality, fact, day);
        if parts.is_empty() {
            return None;
        }
        let weights: Vec<Part> = match definition.merge {
            Merge::WeightedBy(weight) => {
                let day = self.last_day_of(locality, day);
                let weigh = |part: &Part| Part {
                    locality: part.locality,
                    held: self.held(part.locality, weight, day),
                };
                parts.iter().map(weigh).collect()
            }
            _ => Vec::new(),
        };
        let counts = |at: usize| {
            let known = |parts: &[Part]| parts.get(at).is_none_or(|part| part.held.is_some());
            known(&parts) && known(&weights)
        };
        let missing = (0..parts.len()).filter(|at| !counts(*at)).count();
        let bearable = roll_up.missing.saturating_mul(Decimal::from(parts.len()));
        let value = if Decimal::from(missing) <= bearable {
            let pick = |of: &[Part]| -> Vec<Part> {
                of.iter().enumerate().filter(|(at, _)| counts(*at)).map(|(_, part)| part.clone()).collect()
            };
            self.combine(definition, &pick(&parts), &pick(&weights))
        } else {
            self.combine(definition, &parts, &weights)
        };
        together(value?, parts, &weights, Origin::RolledUp)
    }
}
