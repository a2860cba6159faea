//! The way to a verdict: what its rule read and where, found again when somebody asks.
//!
//! A verdict keeps which facts it rests on and no more. What they said, who said it and where the rule read them
//! follows from the same resolution and the same rule, for the few verdicts that are looked at closely.

use rust_decimal::Decimal;

use super::{Judge, Verdict};
use crate::model::fact::FactIx;
use crate::model::requirement::Requirement;
use crate::model::value::Value;
use crate::resolve::Resolution;
use crate::resolve::facts::Held;
use crate::rulebook::{Asked, Look, Position, Read};

/// What a rule read, and what it rests on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    /// Where it read what, in order; slots of the requirement's `reads`.
    pub reads: Vec<Read>,
    /// What it read of what was known, in order of names.
    pub evidence: Vec<(FactIx, Held)>,
}

/// A way that was watched at every step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    /// Every place where the rule asked for something, in order, with what there was.
    pub looks: Vec<(Look, Option<Value>)>,
    /// Where it decided.
    pub decided: Option<Position>,
}

impl Verdict {
    /// What the rule read of what was known, in order of names; of the resolution and the requirement that the verdict
    /// was made from.
    pub fn evidence<'v>(
        &'v self,
        resolution: &'v Resolution<'_>,
        requirement: &'v Requirement,
    ) -> impl Iterator<Item = (FactIx, Held)> + 'v {
        self.evidence.iter().filter_map(|slot| {
            let fact = *requirement.reads.get(slot)?;
            Some((fact, resolution.held(self.locality, fact, resolution.horizon.as_of)?))
        })
    }

    /// Facts that nobody reported, in order of names; of the requirement that the verdict was made from.
    pub fn missing<'v>(&'v self, requirement: &'v Requirement) -> impl Iterator<Item = FactIx> + 'v {
        self.missing.iter().filter_map(|slot| requirement.reads.get(slot).copied())
    }

    /// Whether the rule read a fact that was known.
    #[must_use]
    pub fn rests_on(&self, fact: FactIx, requirement: &Requirement) -> bool {
        requirement.reads.iter().position(|read| *read == fact).is_some_and(|slot| self.evidence.has(slot))
    }
}

impl Judge<'_, '_> {
    /// The way to a verdict that this judge gave.
    pub fn way(&mut self, verdict: &Verdict) -> Way {
        let requirement = self.rulebook.requirement(verdict.requirement);
        let Some((values, target)) = self.given(verdict, requirement) else { return Way::default() };
        let run = self.executor.run(verdict.requirement, &values, target);
        Way { reads: run.reads, evidence: verdict.evidence(self.resolution, requirement).collect() }
    }

    /// The same way, watched at every step.
    pub fn steps(&mut self, verdict: &Verdict) -> Steps {
        let requirement = self.rulebook.requirement(verdict.requirement);
        let Some((values, target)) = self.given(verdict, requirement) else { return Steps::default() };
        let (run, looks) = self.executor.watch(verdict.requirement, &values, target);
        let there = |look: &Look| match look.asked {
            Asked::Fact(slot) => values.get(slot).cloned().flatten(),
            Asked::Target => target.map(Value::Decimal),
        };
        let looks = looks.into_iter().map(|look| (look, there(&look).filter(|_| look.known))).collect();
        Steps { looks, decided: run.at }
    }

    /// What the rule was given for a verdict: the values of its facts, and the target; nothing where it was not run.
    fn given(
        &self,
        verdict: &Verdict,
        requirement: &Requirement,
    ) -> Option<(Vec<Option<Value>>, Option<Decimal>)> {
        let (resolution, locality) = (self.resolution, verdict.locality);
        let as_of = resolution.horizon.as_of;
        let duty = resolution.duty(locality, requirement, as_of).unwrap_or_default();
        let held = requirement.reads.iter().map(|fact| resolution.held(locality, *fact, as_of));
        let values = held.map(|held| held.map(|held| held.value)).collect();
        duty.bound.then_some((values, duty.target.map(|target| target.value)))
    }
}
