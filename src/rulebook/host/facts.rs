//! Facts and questions: what a rule can learn of the locality.

use std::sync::Arc;

use rhai::{Dynamic, Engine, INT, ImmutableString, NativeCallContext, Variant};
use rust_decimal::Decimal;

use super::{Locality, Names, Outcome, Path, SharedDesk, Slot, Topic, at};
use crate::model::day::Day;
use crate::model::fact::FactKind;
use crate::rulebook::doc::Doc;
use crate::rulebook::stage::Stage;
use crate::rulebook::text::position;
use crate::rulebook::vocabulary::Question;
use crate::rulebook::{Answer, Asked};

/// What facts and questions mean.
pub(in crate::rulebook) const DOCS: [Doc; 4] = [
    Doc {
        name: "locality.topic.property",
        covers: &[],
        forms: &["locality.topic.property -> the type of the fact in data/facts.toml"],
        what: "The value of a fact. Where nobody has reported it, the check ends there as unknown, and the report names \
               it with every other unreported fact that the rule can read: missing data can neither pass nor fail a \
               rule. A `bool` fact is a condition by itself; an `int` is a whole number; a `decimal` and a `percent` \
               are exact decimals, and a percent is 44.5, not 0.445; a `date` and a `stage` have an order; a `text` \
               can be compared and nothing more.",
        vi: "Giá trị của một chỉ tiêu dữ liệu; nơi chưa ai báo cáo thì việc kiểm tra dừng lại với kết quả “chưa có số \
             liệu”.",
        example: "if locality.land.complete { met(\"done\"); }\nnot_met(\"open\");",
        slips: &["if locality.land.compleet { met(\"done\"); }\nnot_met(\"open\");"],
    },
    Doc {
        name: "is_known",
        covers: &[Question::IsKnown.word()],
        forms: &["locality.is_known(fact: text) -> bool"],
        what: "Whether somebody has reported a fact. The name is written out, in double quotes, so that the lint knows \
               which fact is meant. Asking does not end the check.",
        vi: "Cho biết một chỉ tiêu dữ liệu đã được báo cáo hay chưa; hỏi như vậy không làm dừng việc kiểm tra.",
        example: "if locality.is_known(\"land.remeasured\") && locality.land.remeasured { met(\"done\"); }\n\
                  not_met(\"open\");",
        slips: &["if locality.is_known(\"land.remesured\") { met(\"done\"); }\nnot_met(\"open\");"],
    },
    Doc {
        name: "known_or",
        covers: &[Question::KnownOr.word()],
        forms: &["locality.known_or(fact: text, value: as the fact) -> the type of the fact"],
        what: "The value of a fact, or this value where nobody has reported it. Use it only where a document says what \
               silence means; the stand-in is not evidence.",
        vi: "Giá trị của một chỉ tiêu dữ liệu, hoặc giá trị thay thế nếu chưa ai báo cáo; chỉ dùng khi có văn bản nói rõ \
             im lặng nghĩa là gì.",
        example: "if locality.known_or(\"land.remeasured\", false) { met(\"done\"); }\nnot_met(\"open\");",
        slips: &["if locality.known_or(\"land.remeasured\", 0) { met(\"done\"); }\nnot_met(\"open\");"],
    },
    Doc {
        name: "target",
        covers: &[Question::Target.word()],
        forms: &["locality.target() -> decimal"],
        what: "What must be reached, as the document of the deadline in force says, or else the latest one that says \
               it. Where none does, the check ends as unknown. A rule never writes a target itself.",
        vi: "Chỉ tiêu phải đạt theo văn bản đặt thời hạn; chưa văn bản nào nêu thì kết quả là “chưa có số liệu”.",
        example: "progress(locality.land.done, locality.target(), \"open\", \"done\");",
        slips: &["progress(locality.land.done, locality.target(60), \"open\", \"done\");"],
    },
];

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
            desk.look(Asked::Fact(slot), known, here);
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
            let known = desk.target.is_some();
            desk.look(Asked::Target, known, here);
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
