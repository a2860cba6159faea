//! Facts and questions: what a rule can learn of the locality.

use std::sync::Arc;

use rhai::{Dynamic, Engine, INT, ImmutableString, NativeCallContext, Variant};
use rust_decimal::Decimal;

use super::{Locality, Names, Outcome, Path, SharedDesk, Slot, Topic, at};
use crate::model::day::Day;
use crate::model::fact::FactKind;
use crate::rulebook::Answer;
use crate::rulebook::stage::Stage;
use crate::rulebook::text::position;
use crate::rulebook::vocabulary::Question;

/// Gives an engine the facts, and what the locality can be asked.
pub(super) fn register(engine: &mut Engine, desk: &SharedDesk, names: &Names) {
    register_facts(engine, desk, names);
    register_questions(engine, desk);
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
