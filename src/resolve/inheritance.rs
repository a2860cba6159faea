//! What a successor inherits: the facts of merged predecessors, combined by each fact's `merge`.
//!
//! Chains of mergers compose step by step over direct predecessors. Where one part is missing the whole is unknown,
//! unless what is known already decides it: one known false decides `all`, one known true `any`, the end of a scale
//! the least or greatest stage.

use std::cmp::Reverse;

use rust_decimal::{Decimal, RoundingStrategy};

use super::Resolution;
use super::facts::{Held, Origin, Part};
use crate::model::day::Day;
use crate::model::document::{Confidence, DocumentIx};
use crate::model::fact::{Fact, FactIx, Merge};
use crate::model::locality::{LocalityIx, Predecessor};
use crate::model::value::Value;

/// How late a value is among others of its fact.
type Recency = (Day, Confidence, Day, Reverse<DocumentIx>);

impl Resolution<'_> {
    /// The value of a fact that a locality has from its predecessors on a day, if it follows from theirs.
    pub(super) fn inherited(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Option<Held> {
        if self.project.registry.predecessors(locality).is_empty() {
            return None;
        }
        if let Some(before) = self.project.registry.renamed_from(locality) {
            let held = self.held(before, fact, day)?;
            let part = Part { locality: before, held: Some(held.clone()) };
            return Some(Held { origin: Origin::Inherited(vec![part]), ..held });
        }
        let definition = self.project.dictionary.get(fact);
        let parts = self.parts_before(locality, fact, day);
        let weights: Vec<Part> = match definition.merge {
            Merge::WeightedBy(weight) => self.parts_before(locality, weight, day),
            _ => Vec::new(),
        };
        let value = self.combine(definition, &parts, &weights)?;
        together(value, parts, &weights, Origin::Inherited)
    }

    /// What each predecessor contributes.
    pub(super) fn parts_before(&self, locality: LocalityIx, fact: FactIx, day: Day) -> Vec<Part> {
        let predecessors = self.project.registry.predecessors(locality);
        predecessors.iter().map(|predecessor| self.part(predecessor, fact, day)).collect()
    }

    /// What a predecessor contributes: of a split only what its stated share says.
    fn part(&self, predecessor: &Predecessor, fact: FactIx, day: Day) -> Part {
        let split = self.project.registry.successors(predecessor.locality).len() > 1;
        let held = match (split, predecessor.share) {
            (true, None) => None,
            (_, share) => self.held(predecessor.locality, fact, day).and_then(|held| {
                let summed = matches!(self.project.dictionary.get(fact).merge, Merge::Sum);
                match share.filter(|_| summed) {
                    Some(share) => Some(Held { value: share_of(&held.value, share)?, ..held }),
                    None => Some(held),
                }
            }),
        };
        Part { locality: predecessor.locality, held }
    }

    /// The one value of several parts by a fact's `merge`, if it follows from what is known of them.
    pub(super) fn combine(&self, fact: &Fact, parts: &[Part], weights: &[Part]) -> Option<Value> {
        let known: Vec<&Value> = parts.iter().filter_map(|p| p.held.as_ref()).map(|h| &h.value).collect();
        let complete = known.len() == parts.len();
        match fact.merge {
            Merge::Nothing => None,
            Merge::All => decided(&known, Value::Bool(false), complete, Value::Bool(true)),
            Merge::Any => decided(&known, Value::Bool(true), complete, Value::Bool(false)),
            Merge::Min => extreme(&known, complete, Value::Stage(0), |a, b| order(a, b).is_lt()),
            Merge::Max => {
                let last = u16::try_from(fact.stages.len().saturating_sub(1)).ok()?;
                extreme(&known, complete, Value::Stage(last), |a, b| order(a, b).is_gt())
            }
            _ if !complete => None,
            Merge::Sum => sum(&known),
            Merge::Mean => mean(&known, std::iter::repeat(Some(Decimal::ONE))),
            Merge::WeightedBy(_) => mean(&known, weights.iter().map(|w| w.held.as_ref()?.value.number())),
            Merge::Latest => {
                let held = parts.iter().filter_map(|p| Some((p, p.held.as_ref()?)));
                held.min_by(|a, b| {
                    self.recency(b.1).cmp(&self.recency(a.1)).then(a.0.locality.cmp(&b.0.locality))
                })
                .map(|(_, held)| held.value.clone())
            }
        }
    }

    /// Which of two parts is the later: by day, confidence, publication, then the smaller document id. What was
    /// itself inherited repeats the latest statement in it, and is as late as that.
    fn recency(&self, held: &Held) -> Option<Recency> {
        match &held.origin {
            Origin::Stated(cell) => {
                let document = self.document_of(*cell);
                let id = Reverse(self.table(*cell).document);
                Some((held.dated, document.confidence, document.known_from(), id))
            }
            Origin::Inherited(parts) | Origin::RolledUp(parts) => {
                parts.iter().filter_map(|part| part.held.as_ref()).filter_map(|h| self.recency(h)).max()
            }
        }
    }
}

/// A combined value with what it rests on; `None` where nothing is known of any part.
pub(super) fn together(
    value: Value,
    parts: Vec<Part>,
    weights: &[Part],
    origin: fn(Vec<Part>) -> Origin,
) -> Option<Held> {
    let known = || parts.iter().filter_map(|part| part.held.as_ref());
    // A weighted mean rests on its weights as well, though no day or figure of theirs is the fact's own.
    let rests_on = || known().chain(weights.iter().filter_map(|part| part.held.as_ref()));
    Some(Held {
        value,
        dated: known().map(|held| held.dated).max()?,
        oldest: rests_on().map(|held| held.oldest).min()?,
        exact: rests_on().all(|held| held.exact),
        assumed: rests_on().any(|held| held.assumed),
        nearly: known().any(|held| held.nearly),
        origin: origin(parts),
    })
}

fn decided(known: &[&Value], decides: Value, complete: bool, otherwise: Value) -> Option<Value> {
    if known.contains(&&decides) { Some(decides) } else { complete.then_some(otherwise) }
}

fn extreme(
    known: &[&Value],
    complete: bool,
    end: Value,
    better: impl Fn(&Value, &Value) -> bool,
) -> Option<Value> {
    if known.contains(&&end) {
        return Some(end);
    }
    let best = known.iter().copied().reduce(|best, next| if better(next, best) { next } else { best });
    best.filter(|_| complete).cloned()
}

/// The order of two values of one fact.
fn order(a: &Value, b: &Value) -> std::cmp::Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Stage(a), Value::Stage(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        _ => a.number().cmp(&b.number()),
    }
}

fn sum(known: &[&Value]) -> Option<Value> {
    if known.iter().all(|v| matches!(v, Value::Int(_))) {
        let ints = known.iter().map(|v| if let Value::Int(int) = v { *int } else { 0 });
        return ints.into_iter().try_fold(0i64, i64::checked_add).map(Value::Int);
    }
    let numbers = known.iter().map(|v| v.number());
    numbers.into_iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(n?)).map(Value::Decimal)
}

/// The weighted mean, exact to the 28 digits of a decimal. A whole mean of whole numbers is one of them, so that it
/// equals what is written as one.
fn mean(known: &[&Value], weights: impl Iterator<Item = Option<Decimal>>) -> Option<Value> {
    let mut total = Decimal::ZERO;
    let mut weight_sum = Decimal::ZERO;
    for (value, weight) in known.iter().zip(weights) {
        let weight = weight?;
        total = total.checked_add(value.number()?.checked_mul(weight)?)?;
        weight_sum = weight_sum.checked_add(weight)?;
    }
    let mean = total.checked_div(weight_sum)?.normalize();
    let counts = mean.is_integer() && known.iter().all(|value| matches!(value, Value::Int(_)));
    match i64::try_from(mean) {
        Ok(whole) if counts => Some(Value::Int(whole)),
        _ => Some(Value::Decimal(mean)),
    }
}

/// A share of a summed value; of a count of things, to the nearest whole, half away from zero.
fn share_of(value: &Value, share: Decimal) -> Option<Value> {
    let product = value.number()?.checked_mul(share)?;
    match value {
        Value::Int(_) => {
            let whole = product.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            i64::try_from(whole).ok().map(Value::Int)
        }
        _ => Some(Value::Decimal(product)),
    }
}
