//! Verdicts: what ends a check.

use std::sync::Arc;

use rhai::{Engine, INT, NativeCallContext, Variant};
use rust_decimal::Decimal;

use super::{Outcome, SharedDesk, at};
use crate::model::day::Day;
use crate::rulebook::Answer;
use crate::rulebook::text::position;
use crate::rulebook::vocabulary::Verdict;

/// Gives an engine the verdicts.
pub(super) fn register(engine: &mut Engine, desk: &SharedDesk) {
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
