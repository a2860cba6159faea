//! The desk: what a run reads, and the record of what it read and decided.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rhai::{Dynamic, EvalAltResult, ImmutableString};
use rust_decimal::Decimal;

use super::{Card, Outcome, Path};
use crate::model::value::Value;
use crate::rulebook::stage::Stage;
use crate::rulebook::{Answer, Asked, Look, Position, Read};

/// Everything about the run that is on.
#[derive(Debug, Default)]
pub(in crate::rulebook) struct Desk {
    pub(super) card: Option<Arc<Card>>,
    paths: Option<Arc<[Path]>>,
    pub(super) values: Vec<Option<Value>>,
    pub(super) target: Option<Decimal>,
    reads: Vec<Read>,
    pub(super) read_target: bool,
    stop: Option<Stop>,
    /// Every place where something was asked for, for who watches closely.
    looks: Option<Vec<Look>>,
}

/// How a run ended, and where.
pub(in crate::rulebook) type Stop = (Answer, Option<Position>);

impl Desk {
    /// Lays out a new run.
    pub(in crate::rulebook) fn lay(
        &mut self,
        card: &Arc<Card>,
        paths: &Arc<[Path]>,
        values: &[Option<Value>],
        target: Option<Decimal>,
    ) {
        self.card = Some(Arc::clone(card));
        self.paths = Some(Arc::clone(paths));
        self.values.clear();
        self.values.extend_from_slice(values);
        self.target = target;
        self.reads.clear();
        self.read_target = false;
        self.stop = None;
    }

    /// Takes the record of the run: how it stopped, if it did, what it read, and whether it read the target.
    pub(in crate::rulebook) fn clear(&mut self) -> (Option<Stop>, Vec<Read>, bool) {
        (self.stop.take(), std::mem::take(&mut self.reads), self.read_target)
    }

    /// Keeps every place where the next run asks for something.
    pub(in crate::rulebook) fn watch(&mut self) {
        self.looks = Some(Vec::new());
    }

    /// The places where the last run asked for something, in order, each once.
    pub(in crate::rulebook) fn watched(&mut self) -> Vec<Look> {
        self.looks.take().unwrap_or_default()
    }

    /// Notes that something was asked for.
    pub(super) fn look(&mut self, asked: Asked, known: bool, at: Option<Position>) {
        if let (Some(looks), Some(at)) = (&mut self.looks, at) {
            let look = Look { asked, at, known };
            if !looks.contains(&look) {
                looks.push(look);
            }
        }
    }

    pub(super) fn record(&mut self, slot: usize, at: Option<Position>) {
        if !self.reads.iter().any(|read| read.slot == slot) {
            self.reads.push(Read { slot, at });
        }
    }

    pub(super) fn slot_of(&self, path: Path) -> Option<usize> {
        self.paths.as_ref()?.iter().position(|known| *known == path)
    }

    pub(super) fn slot_named(&self, name: &str) -> Option<usize> {
        self.card.as_ref()?.slots.iter().position(|slot| slot.name == name)
    }

    /// The value in a slot as the rule sees it, recorded as read; `None` where it is not reported.
    pub(super) fn read(&mut self, slot: usize, at: Option<Position>) -> Option<Dynamic> {
        let known = self.values.get(slot).is_some_and(Option::is_some);
        self.look(Asked::Fact(slot), known, at);
        let value = self.values.get(slot)?.as_ref()?;
        let seen = match value {
            Value::Bool(value) => Dynamic::from_bool(*value),
            Value::Int(value) => Dynamic::from_int(*value),
            Value::Decimal(value) => Dynamic::from_decimal(*value),
            Value::Date(value) => Dynamic::from(*value),
            Value::Text(value) => Dynamic::from(ImmutableString::from(&**value)),
            Value::Stage(value) => {
                let scale = self.card.as_ref()?.slots.get(slot)?.scale.as_ref()?;
                Dynamic::from(Stage { scale: Arc::clone(scale), at: *value })
            }
        };
        self.record(slot, at);
        Some(seen)
    }

    /// Ends the check.
    pub(super) fn stop(&mut self, answer: Answer, at: Option<Position>) -> Box<EvalAltResult> {
        // The first verdict stands: nothing that runs while the stack unwinds may change it.
        if self.stop.is_none() {
            self.stop = Some((answer, at));
        }
        Box::new(EvalAltResult::ErrorTerminated(Dynamic::UNIT, rhai::Position::NONE))
    }

    pub(super) fn fail(&mut self, message: impl Into<String>, at: Option<Position>) -> Box<EvalAltResult> {
        self.stop(Answer::Failed { message: message.into() }, at)
    }

    pub(super) fn reason(&mut self, key: &str, at: Option<Position>) -> Outcome<usize> {
        let found = self.card.as_ref().and_then(|card| card.reasons.iter().position(|known| known == key));
        found.ok_or_else(|| self.fail(format!("there is no reason `{key}`"), at))
    }
}

/// A desk that the engine's functions and its owner share. One thread uses it at a time.
pub(in crate::rulebook) type SharedDesk = Arc<Mutex<Desk>>;

/// The desk. A panic while it was held leaves nothing half done that the next run would see: each is laid out anew.
pub(in crate::rulebook) fn at(desk: &SharedDesk) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
