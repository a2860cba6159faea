//! The engine that rules run in: no more of the language than a rule needs, with a bound on everything.
//!
//! Nothing that passes the lint should ever meet one of these bounds. They are there for what the lint does not foresee:
//! whatever a rule does costs its own verdict and nothing else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rhai::{Engine, EvalAltResult, OptimizationLevel};

use super::Position;
use super::text::position;
use super::vocabulary::FORBIDDEN;

/// Steps of one check. A check reads a handful of facts; a thousand steps are already a strange one.
const MAX_STEPS: u64 = 20_000;
/// Functions inside functions inside `check`. The stack of a worker thread bears several times as many.
const MAX_CALLS: usize = 8;
/// Depth of an expression: `a && b && c` counts one a step. Deeper ones are unreadable long before they are dangerous.
const MAX_DEPTH: usize = 48;
/// Characters of one text; the longest is a reason with its placeholders.
pub(super) const MAX_TEXT: usize = 8_192;
/// Items of a list: `cites`, or what follows `in`.
const MAX_LIST: usize = 256;
/// Keys of a table, all levels of `REQUIREMENT` together.
const MAX_TABLE: usize = 512;
/// Names that a check can give values to.
const MAX_NAMES: usize = 64;
/// Functions of one rule.
const MAX_FUNCTIONS: usize = 32;

/// An engine for reading rules: everything in the language can be written, so that the lint can say what is wrong with
/// it, but nothing can be called.
pub(super) fn reader() -> Engine {
    let mut engine = Engine::new_raw();
    limit(&mut engine);
    engine
}

/// An engine for running rules, without the vocabulary.
pub(super) fn runner() -> Engine {
    let mut engine = Engine::new_raw();
    limit(&mut engine);
    for symbol in FORBIDDEN {
        engine.disable_symbol(symbol);
    }
    engine
        .set_strict_variables(true)
        .set_allow_anonymous_fn(false)
        .set_allow_looping(false)
        .set_allow_switch_expression(false)
        .set_fail_on_invalid_map_property(true);
    engine
}

fn limit(engine: &mut Engine) {
    // The optimiser would drop positions and facts that are read for the record only.
    engine
        .set_optimization_level(OptimizationLevel::None)
        .set_max_operations(MAX_STEPS)
        .set_max_call_levels(MAX_CALLS)
        .set_max_expr_depths(MAX_DEPTH, MAX_DEPTH)
        .set_max_string_size(MAX_TEXT)
        .set_max_array_size(MAX_LIST)
        .set_max_map_size(MAX_TABLE)
        .set_max_variables(MAX_NAMES)
        .set_max_functions(MAX_FUNCTIONS)
        .set_max_modules(0);
}

/// Runs something that may panic, and gives the panic's message instead.
pub(super) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let said = said(&*payload);
        format!("the rule broke the engine ({said})")
    })
}

fn said(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

/// Why a run failed, for people, and where.
pub(super) fn explain(error: &EvalAltResult) -> (String, Option<Position>) {
    if let EvalAltResult::ErrorInFunctionCall(_, _, inner, outer) = error {
        let (message, at) = explain(inner);
        return (message, at.or_else(|| position(*outer)));
    }
    let message = match error {
        EvalAltResult::ErrorTooManyOperations(_) => format!("it takes more than {MAX_STEPS} steps"),
        EvalAltResult::ErrorStackOverflow(_) => {
            format!("its functions call each other more than {MAX_CALLS} levels deep")
        }
        EvalAltResult::ErrorDataTooLarge(_, _) => {
            format!(
                "it makes a text of more than {MAX_TEXT} characters or a list of more than {MAX_LIST} items"
            )
        }
        EvalAltResult::ErrorTooManyVariables(_) => format!("it names more than {MAX_NAMES} values"),
        EvalAltResult::ErrorArithmetic(said, _) => format!("its arithmetic fails: {said}"),
        EvalAltResult::ErrorRuntime(said, _) => said.to_string(),
        EvalAltResult::ErrorMismatchDataType(wanted, got, _) => {
            format!("a {wanted} is needed where it has a {got}")
        }
        other => {
            let mut bare = other.to_string();
            // The message ends with a position that is given apart.
            if let Some(at) = bare.rfind(" (line ") {
                bare.truncate(at);
            }
            bare
        }
    };
    (message, position(error.position()))
}
