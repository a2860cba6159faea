//! What stands behind the words of a rule while it runs: facts, questions and verdicts.
//!
//! Everything that a rule reads or decides passes through one [`Desk`], so that the record of a run is the engine's own
//! and no rule can forget to write it.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rhai::{Array, Dynamic, Engine, EvalAltResult, INT, ImmutableString, NativeCallContext, Variant};
use rust_decimal::Decimal;

use super::stage::{Scale, Stage};
use super::text::position;
use super::vocabulary::{CONTAINS, Question, Verdict};
use super::{Answer, Position, Read};
use crate::model::day::Day;
use crate::model::fact::FactKind;
use crate::model::value::Value;

type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// The locality that is checked. It holds nothing: what is known of it lies on the [`Desk`].
#[derive(Debug, Clone)]
pub(super) struct Locality;

/// A topic of the locality: the way from `locality` to one of its facts.
#[derive(Debug, Clone, Copy)]
struct Topic(u16);

/// A fact that a rule can read, as its runs need it.
#[derive(Debug)]
pub(super) struct Slot {
    /// Full name.
    pub(super) name: String,
    /// Type.
    pub(super) kind: FactKind,
    /// Its stages, for a stage fact.
    pub(super) scale: Option<Arc<Scale>>,
}

impl Slot {
    /// The segment before the dot, and the one after.
    pub(super) fn parts(&self) -> (&str, &str) {
        self.name.split_once('.').unwrap_or((&self.name, ""))
    }
}

/// What a run needs to know of its rule.
#[derive(Debug)]
pub(super) struct Card {
    /// Facts, in the order of the requirement's `reads`.
    pub(super) slots: Vec<Slot>,
    /// Keys of the reasons, in the order of the requirement's table.
    pub(super) reasons: Vec<String>,
}

/// Numbers of topics and properties, for one executor.
#[derive(Debug, Default)]
pub(super) struct Names {
    topics: BTreeMap<String, u16>,
    properties: BTreeMap<String, u16>,
}

impl Names {
    /// The topics and properties of these rules' facts.
    pub(super) fn new<'c>(cards: impl Iterator<Item = &'c Card>) -> Self {
        let mut names = Self::default();
        for slot in cards.flat_map(|card| &card.slots) {
            let (topic, property) = slot.parts();
            number(&mut names.topics, topic);
            number(&mut names.properties, property);
        }
        names
    }

    /// The numbers of a rule's facts, in order of its slots.
    pub(super) fn paths(&self, card: &Card) -> Arc<[Path]> {
        card.slots
            .iter()
            .map(|slot| {
                let (topic, property) = slot.parts();
                let of =
                    |numbers: &BTreeMap<String, u16>, name| numbers.get(name).copied().unwrap_or(u16::MAX);
                Path { topic: of(&self.topics, topic), property: of(&self.properties, property) }
            })
            .collect()
    }
}

fn number(numbers: &mut BTreeMap<String, u16>, name: &str) {
    if !numbers.contains_key(name) {
        // 65 535 names are beyond any dictionary; the last number finds no fact.
        let next = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
        numbers.insert(name.to_owned(), next);
    }
}

/// Where a fact stands in the numbering of [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path {
    topic: u16,
    property: u16,
}

/// Everything about the run that is on.
#[derive(Debug, Default)]
pub(super) struct Desk {
    card: Option<Arc<Card>>,
    paths: Option<Arc<[Path]>>,
    values: Vec<Option<Value>>,
    target: Option<Decimal>,
    reads: Vec<Read>,
    read_target: bool,
    stop: Option<Stop>,
}

/// How a run ended, and where.
pub(super) type Stop = (Answer, Option<Position>);

impl Desk {
    /// Lays out a new run.
    pub(super) fn lay(
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
    pub(super) fn clear(&mut self) -> (Option<Stop>, Vec<Read>, bool) {
        (self.stop.take(), std::mem::take(&mut self.reads), self.read_target)
    }

    fn record(&mut self, slot: usize, at: Option<Position>) {
        if !self.reads.iter().any(|read| read.slot == slot) {
            self.reads.push(Read { slot, at });
        }
    }

    fn slot_of(&self, path: Path) -> Option<usize> {
        self.paths.as_ref()?.iter().position(|known| *known == path)
    }

    fn slot_named(&self, name: &str) -> Option<usize> {
        self.card.as_ref()?.slots.iter().position(|slot| slot.name == name)
    }

    /// The value in a slot as the rule sees it, recorded as read; `None` where it is not reported.
    fn read(&mut self, slot: usize, at: Option<Position>) -> Option<Dynamic> {
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
    fn stop(&mut self, answer: Answer, at: Option<Position>) -> Box<EvalAltResult> {
        // The first verdict stands: nothing that runs while the stack unwinds may change it.
        if self.stop.is_none() {
            self.stop = Some((answer, at));
        }
        Box::new(EvalAltResult::ErrorTerminated(Dynamic::UNIT, rhai::Position::NONE))
    }

    fn fail(&mut self, message: impl Into<String>, at: Option<Position>) -> Box<EvalAltResult> {
        self.stop(Answer::Failed { message: message.into() }, at)
    }

    fn reason(&mut self, key: &str, at: Option<Position>) -> Outcome<usize> {
        let found = self.card.as_ref().and_then(|card| card.reasons.iter().position(|known| known == key));
        found.ok_or_else(|| self.fail(format!("there is no reason `{key}`"), at))
    }
}

/// A desk that the engine's functions and its owner share. One thread uses it at a time.
pub(super) type SharedDesk = Arc<Mutex<Desk>>;

/// The desk. A panic while it was held leaves nothing half done that the next run would see: each is laid out anew.
pub(super) fn at(desk: &SharedDesk) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives an engine every word of the vocabulary.
pub(super) fn register(engine: &mut Engine, desk: &SharedDesk, names: &Names) {
    register_facts(engine, desk, names);
    register_questions(engine, desk);
    register_verdicts(engine, desk);
    register_comparisons(engine);
}

fn register_facts(engine: &mut Engine, desk: &SharedDesk, names: &Names) {
    for (name, number) in &names.topics {
        let topic = Topic(*number);
        engine.register_get(name, move |_: &mut Locality| topic);
    }
    for (name, number) in &names.properties {
        let (desk, property) = (Arc::clone(desk), *number);
        engine.register_get(name, move |context: NativeCallContext, topic: &mut Topic| -> Outcome<Dynamic> {
            let here = position(context.call_position());
            let mut desk = at(&desk);
            let Some(slot) = desk.slot_of(Path { topic: topic.0, property }) else {
                return Err(desk.fail("there is no such fact", here));
            };
            desk.read(slot, here).ok_or_else(|| desk.stop(Answer::Missing { slot: Some(slot) }, here))
        });
    }
}

fn register_questions(engine: &mut Engine, desk: &SharedDesk) {
    let shared = Arc::clone(desk);
    engine.register_fn(
        Question::IsKnown.word(),
        move |context: NativeCallContext, _: &mut Locality, fact: &str| -> Outcome<bool> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            let Some(slot) = desk.slot_named(fact) else {
                return Err(desk.fail(format!("there is no fact `{fact}`"), here));
            };
            let known = desk.values.get(slot).is_some_and(Option::is_some);
            if known {
                // The verdict hangs on this value being there, so it is evidence too.
                desk.record(slot, here);
            }
            Ok(known)
        },
    );
    // One for each type of a default: the engine looks much longer for a function that takes anything.
    register_known_or::<bool>(engine, desk);
    register_known_or::<INT>(engine, desk);
    register_known_or::<Decimal>(engine, desk);
    register_known_or::<Day>(engine, desk);
    register_known_or::<Stage>(engine, desk);
    register_known_or::<ImmutableString>(engine, desk);
    let shared = Arc::clone(desk);
    engine.register_fn(
        Question::Target.word(),
        move |context: NativeCallContext, _: &mut Locality| -> Outcome<Dynamic> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            match desk.target {
                Some(target) => {
                    desk.read_target = true;
                    Ok(Dynamic::from_decimal(target))
                }
                None => Err(desk.stop(Answer::Missing { slot: None }, here)),
            }
        },
    );
}

fn register_known_or<T: Variant + Clone>(engine: &mut Engine, desk: &SharedDesk) {
    let shared = Arc::clone(desk);
    engine.register_fn(
        Question::KnownOr.word(),
        move |context: NativeCallContext, _: &mut Locality, fact: &str, default: T| -> Outcome<Dynamic> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            let Some(slot) = desk.slot_named(fact) else {
                return Err(desk.fail(format!("there is no fact `{fact}`"), here));
            };
            if let Some(value) = desk.read(slot, here) {
                return Ok(value);
            }
            let default = Dynamic::from(default);
            let shaped = match desk.card.as_ref().and_then(|card| card.slots.get(slot)) {
                Some(slot) => as_fact(slot, default),
                None => Ok(default),
            };
            shaped.map_err(|message| desk.fail(message, here))
        },
    );
}

/// A default as a value of the fact that it stands in for.
fn as_fact(slot: &Slot, default: Dynamic) -> Result<Dynamic, String> {
    match (slot.kind, &slot.scale) {
        (FactKind::Stage, Some(scale)) if default.is_string() => {
            let word = default.into_immutable_string().unwrap_or_default();
            Stage::named(scale, &word).map(Dynamic::from)
        }
        (FactKind::Decimal | FactKind::Percent, _) => match default.as_int() {
            Ok(whole) => Ok(Dynamic::from_decimal(Decimal::from(whole))),
            Err(_) => Ok(default),
        },
        _ => Ok(default),
    }
}

fn register_verdicts(engine: &mut Engine, desk: &SharedDesk) {
    let shared = Arc::clone(desk);
    engine.register_fn(Verdict::Met.word(), move |context: NativeCallContext, key: &str| -> Outcome<()> {
        let here = position(context.call_position());
        let mut desk = at(&shared);
        let reason = desk.reason(key, here)?;
        Err(desk.stop(Answer::Met { reason, day: None }, here))
    });
    let shared = Arc::clone(desk);
    engine.register_fn(
        Verdict::Met.word(),
        move |context: NativeCallContext, key: &str, day: Day| -> Outcome<()> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            let reason = desk.reason(key, here)?;
            Err(desk.stop(Answer::Met { reason, day: Some(day) }, here))
        },
    );
    let shared = Arc::clone(desk);
    engine.register_fn(Verdict::NotMet.word(), move |context: NativeCallContext, key: &str| -> Outcome<()> {
        let here = position(context.call_position());
        let mut desk = at(&shared);
        let reason = desk.reason(key, here)?;
        Err(desk.stop(Answer::NotMet { reason }, here))
    });
    let shared = Arc::clone(desk);
    engine.register_fn(
        Verdict::NotApplicable.word(),
        move |context: NativeCallContext, key: &str| -> Outcome<()> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            let reason = desk.reason(key, here)?;
            Err(desk.stop(Answer::NotApplicable { reason }, here))
        },
    );
    register_progress::<INT, INT>(engine, desk);
    register_progress::<INT, Decimal>(engine, desk);
    register_progress::<Decimal, INT>(engine, desk);
    register_progress::<Decimal, Decimal>(engine, desk);
}

fn register_progress<D, T>(engine: &mut Engine, desk: &SharedDesk)
where
    D: Variant + Clone + Into<Decimal>,
    T: Variant + Clone + Into<Decimal>,
{
    let shared = Arc::clone(desk);
    engine.register_fn(
        Verdict::Progress.word(),
        move |context: NativeCallContext, done: D, total: T, open: &str, done_reason: &str| -> Outcome<()> {
            let here = position(context.call_position());
            let (done, total) = (done.into(), total.into());
            let mut desk = at(&shared);
            let open = desk.reason(open, here)?;
            let done_reason = desk.reason(done_reason, here)?;
            if total <= Decimal::ZERO {
                let message =
                    format!("`progress` out of a total of {total}: the rule must say what that means");
                return Err(desk.fail(message, here));
            }
            if done < Decimal::ZERO {
                return Err(
                    desk.fail(format!("`progress` of {done} done: the rule must say what that means"), here)
                );
            }
            Err(desk.stop(Answer::Progress { done, total, open, done_reason }, here))
        },
    );
}

/// A number of either kind as a decimal.
fn decimal(number: &Dynamic) -> Option<Decimal> {
    number.as_int().map(Decimal::from).or_else(|_| number.as_decimal()).ok()
}

fn register_comparisons(engine: &mut Engine) {
    type Holds = fn(Ordering) -> bool;
    const OPERATORS: [(&str, Holds); 6] = [
        ("==", Ordering::is_eq),
        ("!=", Ordering::is_ne),
        ("<", Ordering::is_lt),
        ("<=", Ordering::is_le),
        (">", Ordering::is_gt),
        (">=", Ordering::is_ge),
    ];
    for (operator, holds) in OPERATORS {
        engine.register_fn(operator, move |a: Day, b: Day| holds(a.cmp(&b)));
        engine.register_fn(operator, move |a: Stage, b: Stage| compared(a.compare(&b), holds));
        engine.register_fn(operator, move |a: Stage, b: &str| compared(a.compare_word(b), holds));
        engine.register_fn(operator, move |a: &str, b: Stage| {
            compared(b.compare_word(a).map(Ordering::reverse), holds)
        });
    }
    // `value in [a, b]` arrives as `contains([a, b], value)`.
    engine.register_fn(CONTAINS, |list: Array, value: Dynamic| -> Outcome<bool> {
        for item in &list {
            if compared(equal(item, &value), |equal| equal)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
}

fn compared<T>(result: Result<T, String>, holds: impl Fn(T) -> bool) -> Outcome<bool> {
    result
        .map(holds)
        .map_err(|message| Box::new(EvalAltResult::ErrorRuntime(message.into(), rhai::Position::NONE)))
}

/// Whether an item of a list is the value, by the same measure as `==`.
fn equal(item: &Dynamic, value: &Dynamic) -> Result<bool, String> {
    if let Some(stage) = value.read_lock::<Stage>() {
        return match item.as_immutable_string_ref() {
            Ok(word) => stage.compare_word(&word).map(Ordering::is_eq),
            Err(_) => match item.read_lock::<Stage>() {
                Some(other) => stage.compare(&other).map(Ordering::is_eq),
                None => Ok(false),
            },
        };
    }
    if let (Some(a), Some(b)) = (decimal(item), decimal(value)) {
        return Ok(a == b);
    }
    if let (Ok(a), Ok(b)) = (item.as_immutable_string_ref(), value.as_immutable_string_ref()) {
        return Ok(*a == *b);
    }
    if let (Some(a), Some(b)) = (item.read_lock::<Day>(), value.read_lock::<Day>()) {
        return Ok(*a == *b);
    }
    Ok(matches!((item.as_bool(), value.as_bool()), (Ok(a), Ok(b)) if a == b))
}
