//! The engine that rules run in: no more of the language than a rule needs, with a bound on everything.
//!
//! Nothing that passes the lint should ever meet one of these bounds. They are there for what the lint does not foresee:
//! whatever a rule does costs its own verdict and nothing else.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rhai::{Dynamic, Engine, EvalAltResult, OptimizationLevel};

use super::text::position;
use super::vocabulary::FORBIDDEN;
use super::{Position, holdings, library};
use crate::model::limits::Limits;
use crate::quiet::quietly;

/// Functions inside functions inside `check`, by default.
pub(super) const MAX_CALLS: usize = 32;
/// Steps of a run before it is timed: what takes fewer is never slow, and most checks take ten.
const UNTIMED: u64 = 128;
/// Steps between two looks at what a run holds on to: at most 32 MB can be made in so many.
const BETWEEN_MEASURES: u64 = 1_024;
/// Steps between two looks at the clock.
const BETWEEN_LOOKS: u64 = 32;

/// An engine for reading rules: everything in the language can be written, so that the lint can say what is wrong with
/// it, but nothing can be called.
///
/// It takes no block for a value: `if a > { ... }` would otherwise take the block for the value that is missing.
pub(super) fn reader(limits: &Limits) -> Engine {
    let mut engine = lenient_reader(limits);
    engine.set_allow_statement_expression(false);
    engine
}

/// The same, for rules that use blocks as values.
pub(super) fn lenient_reader(limits: &Limits) -> Engine {
    let mut engine = Engine::new_raw();
    limit(&mut engine, limits);
    engine
}

/// An engine for running rules, without the vocabulary.
pub(super) fn runner() -> Engine {
    runner_within(&Limits::default())
}

/// The same, within a project's own limits.
pub(super) fn runner_within(limits: &Limits) -> Engine {
    let mut engine = Engine::new_raw();
    limit(&mut engine, limits);
    for symbol in FORBIDDEN {
        engine.disable_symbol(symbol);
    }
    engine.set_strict_variables(true);
    library::register(&mut engine);
    engine
}

/// The steps of the run that is on, and how long it takes.
///
/// The language counts steps too, but forgets those of a closure that it calls from a function of its own: lists in
/// lists would run for years. And a step may be a long one.
#[derive(Debug, Clone, Default)]
pub(super) struct Steps(Arc<Watch>);

#[derive(Debug, Default)]
struct Watch {
    taken: AtomicU64,
    /// How many were taken when it was last measured what the run holds on to.
    measured: AtomicU64,
    /// When the run began to be timed, and how long it may go on.
    timed: Mutex<Option<(Instant, Duration)>>,
    /// What is left for it when it begins.
    left: Mutex<Duration>,
    overran: AtomicBool,
}

impl Steps {
    /// Begins a new run, for which so much time is left.
    pub(super) fn begin(&self, left: Duration) {
        self.0.taken.store(0, Ordering::Relaxed);
        self.0.measured.store(0, Ordering::Relaxed);
        self.0.overran.store(false, Ordering::Relaxed);
        *lock(&self.0.left) = left;
    }

    /// The time that the run took, if it took many steps; more than was left where it was ended for that.
    pub(super) fn took(&self) -> Option<Duration> {
        let timed =
            if self.0.taken.load(Ordering::Relaxed) >= UNTIMED { lock(&self.0.timed).take() } else { None };
        timed.map(|(since, left)| {
            let took = since.elapsed();
            if self.0.overran.load(Ordering::Relaxed) { took.max(left) } else { took }
        })
    }

    /// Whether it is time to measure what the run holds on to; asked again, it no longer is.
    pub(super) fn is_time_to_measure(&self) -> bool {
        let taken = self.0.taken.load(Ordering::Relaxed);
        let due = taken >= self.0.measured.load(Ordering::Relaxed).saturating_add(BETWEEN_MEASURES);
        if due {
            self.0.measured.store(taken, Ordering::Relaxed);
        }
        due
    }

    /// Ends whatever an engine runs when it has taken too many, too long, or too much.
    pub(super) fn bound(&self, engine: &mut Engine, limits: &Limits) {
        let watch = Arc::clone(&self.0);
        let most = limits.steps;
        holdings::bound(engine, self, limits);
        engine.on_progress(move |_| {
            let steps = watch.taken.fetch_add(1, Ordering::Relaxed);
            if steps == UNTIMED {
                *lock(&watch.timed) = Some((Instant::now(), *lock(&watch.left)));
            } else if steps > UNTIMED && steps.is_multiple_of(BETWEEN_LOOKS) && watch.is_over() {
                watch.overran.store(true, Ordering::Relaxed);
                return Some(Dynamic::UNIT);
            }
            (steps >= most).then_some(Dynamic::UNIT)
        });
    }
}

impl Watch {
    fn is_over(&self) -> bool {
        lock(&self.timed).is_some_and(|(since, left)| since.elapsed() > left)
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is said of a rule that took its time.
pub(super) fn too_slow(limits: &Limits) -> String {
    let seconds = if limits.seconds == 1 { "second" } else { "seconds" };
    format!("its checks take more than {} {seconds} together {}", limits.seconds, Limits::setting("seconds"))
}

fn limit(engine: &mut Engine, limits: &Limits) {
    // The optimiser would drop positions and facts that are read for the record only.
    engine
        .set_optimization_level(OptimizationLevel::None)
        .set_max_operations(limits.steps)
        .set_max_call_levels(size(limits.calls))
        .set_max_expr_depths(size(limits.depth), size(limits.depth))
        .set_max_string_size(size(limits.text))
        .set_max_array_size(size(limits.list))
        .set_max_map_size(size(limits.table))
        .set_max_variables(size(limits.names))
        .set_max_functions(size(limits.functions))
        .set_max_modules(0);
}

pub(super) fn size(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// Runs something that may panic, and gives the panic's message instead. Nothing is written anywhere.
pub(super) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    quietly(run).map_err(|said| format!("the rule broke the engine ({said})"))
}

/// Why a run failed, for people, and where; by default limits.
pub(super) fn explain(error: &EvalAltResult) -> (String, Option<Position>) {
    explain_within(error, &Limits::default())
}

/// Why a run failed within these limits, for people, and where.
pub(super) fn explain_within(error: &EvalAltResult, limits: &Limits) -> (String, Option<Position>) {
    if let EvalAltResult::ErrorInFunctionCall(_, _, inner, outer) = error {
        let (message, at) = explain_within(inner, limits);
        return (message, at.or_else(|| position(*outer)));
    }
    let message = match error {
        // A verdict ends a run in the same way, but is known before anybody asks for a reason.
        EvalAltResult::ErrorTooManyOperations(_) | EvalAltResult::ErrorTerminated(..) => {
            format!("it takes more than {} steps {}", limits.steps, Limits::setting("steps"))
        }
        EvalAltResult::ErrorStackOverflow(_) => {
            let set = Limits::setting("calls");
            format!("its functions call each other more than {} levels deep {set}", limits.calls)
        }
        EvalAltResult::ErrorDataTooLarge(what, _) => format!("it makes {}", too_large(what, limits)),
        EvalAltResult::ErrorTooManyVariables(_) => {
            format!("it names more than {} values {}", limits.names, Limits::setting("names"))
        }
        EvalAltResult::ErrorDataRace(..) => {
            "a closure uses the value that it is called on: give the value another name first".to_owned()
        }
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

/// What is too large, by the language's own words for it: a text, a list or a table, of so many of these, and how that
/// is set.
pub(super) fn too_large(what: &str, limits: &Limits) -> String {
    let (thing, most, of) = if what.contains("map") {
        ("table", limits.table, "keys")
    } else if what.contains("array") {
        ("list", limits.list, "items")
    } else {
        ("text", limits.text, "bytes")
    };
    format!("a {thing} of more than {most} {of} {}", Limits::setting(thing))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::requirement::RequirementIx;
    use crate::rulebook::executor::Interpreter;
    use crate::rulebook::host::Card;
    use crate::rulebook::script::Script;
    use crate::rulebook::{Answer, Outside, Rule, Rulebook, Run};

    /// Runs a rule that the lint never saw.
    fn unchecked(text: &str) -> Run {
        let ast = runner().compile(text).expect("the language can read it");
        let card = Card {
            slots: Vec::new(),
            reasons: vec!["done".to_owned()],
            topics: Vec::new(),
            deep: Script::new(&ast).is_deep(),
        };
        let compiled = Err(Outside { construct: "a rule of this test", at: None });
        let rulebook = Rulebook {
            requirements: Vec::new(),
            rules: vec![Rule {
                ast,
                card: Arc::new(card),
                text: text.into(),
                compiled,
                own: text.len(),
                parts: Vec::new(),
                spent: AtomicU64::new(0),
            }],
            ..Rulebook::default()
        };
        let mut executor = Interpreter::new(&rulebook);
        executor.engine.register_fn("boom", || -> bool { panic!("a fault of ours") });
        let run = executor.run(RequirementIx(0), &[], Some(Decimal::ONE));
        let next = executor.run(RequirementIx(0), &[], Some(Decimal::ONE));
        assert_eq!(run, next, "a run knows nothing of the one before");
        run
    }

    fn failure(text: &str) -> String {
        match unchecked(text).answer {
            Answer::Failed { message } => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn endless_recursion_is_cut() {
        let message = failure("fn check(locality) { check(locality) }");
        insta::assert_snapshot!(message, @"its functions call each other more than 32 levels deep (the limit `calls`, which rules/limits.toml sets)");
    }

    #[test]
    fn recursion_that_branches_is_cut_by_its_steps() {
        // Eight levels of ten calls each would be a hundred million.
        let calls = "f(n + 1); ".repeat(10);
        let text = format!("fn check(locality) {{ f(0) }} fn f(n) {{ if n < 6 {{ {calls} }} }}");
        insta::assert_snapshot!(failure(&text), @"it takes more than 10000 steps (the limit `steps`, which rules/limits.toml sets)");
    }

    #[test]
    fn a_text_cannot_grow() {
        let text = format!("fn check(locality) {{ let s = \"0123456789\"; {} }}", "s += s; ".repeat(40));
        let message = failure(&text);
        insta::assert_snapshot!(message, @"it makes a text of more than 8192 bytes (the limit `text`, which rules/limits.toml sets)");
    }

    #[test]
    fn names_are_bounded() {
        let names: String = (0..100).map(|n| format!("let n{n} = 1; ")).collect();
        let message = failure(&format!("fn check(locality) {{ {names} }}"));
        insta::assert_snapshot!(message, @"it names more than 64 values (the limit `names`, which rules/limits.toml sets)");
    }

    #[test]
    fn arithmetic_is_checked() {
        let message = failure("fn check(locality) { 9223372036854775807 * 2 }");
        insta::assert_snapshot!(message, @"its arithmetic fails: Multiplication overflow: 9223372036854775807 * 2");
        let message = failure("fn check(locality) { -9223372036854775807 - 2 }");
        insta::assert_snapshot!(message, @"its arithmetic fails: Subtraction overflow: -9223372036854775807 - 2");
        let message = failure("fn check(locality) { 1 / 0 }");
        insta::assert_snapshot!(message, @"its arithmetic fails: Division by zero: 1 / 0");
        let message = failure("fn check(locality) { 1.5 / 0 }");
        insta::assert_snapshot!(message, @"its arithmetic fails: Division by zero: 1.5 / 0");
        let message = failure("fn check(locality) { 79228162514264337593543950335.0 * 1000 }");
        insta::assert_snapshot!(message, @"its arithmetic fails: Multiplication overflow: 79228162514264337593543950335 * 1000");
    }

    #[test]
    fn a_panic_costs_its_own_verdict_only() {
        let message = failure("fn check(locality) { if boom() { met(\"done\"); } }");
        insta::assert_snapshot!(message, @"the rule broke the engine (a fault of ours)");
    }

    #[test]
    fn a_check_without_a_verdict_has_failed() {
        insta::assert_snapshot!(failure("fn check(locality) { 5 }"), @"the check ended without a verdict");
        insta::assert_snapshot!(failure("fn check(locality) { }"), @"the check ended without a verdict");
        insta::assert_snapshot!(failure("fn check(locality) { met(\"dne\"); }"), @"there is no reason `dne`");
        insta::assert_snapshot!(failure("fn check(locality) { met(3); }"), @"Function not found: met (i64)");
        insta::assert_snapshot!(failure("fn other() { }"), @"Function not found: check");
    }

    #[test]
    fn the_first_verdict_stands() {
        let run = unchecked("fn check(locality) { met(\"done\"); boom(); }");
        assert_eq!(run.answer, Answer::Met { reason: 0, day: None });
    }

    #[test]
    fn words_that_rules_do_without_cannot_even_be_read() {
        for text in [
            "while true { }",
            "loop { }",
            "do { } while true",
            "try { } catch { }",
            "throw 1;",
            "eval(\"1\");",
            "print(1);",
            "import \"x\" as x;",
            "let f = Fn(\"check\");",
            "let n = missing;",
        ] {
            let whole = format!("fn check(locality) {{ {text} }}");
            assert!(runner().compile(&whole).is_err(), "{text}");
        }
    }

    #[test]
    fn the_deepest_rule_fits_the_stack_of_a_worker() {
        // Threads of a pool have 2 MiB; this is also what a test runs on.
        let deep = |inner: &str| format!("{}{inner}{}", "!(true && ".repeat(14), ")".repeat(14));
        let mut text = format!("fn check(locality) {{ {} }}", deep("f1()"));
        for n in 1..MAX_CALLS {
            text += &format!(" fn f{n}() {{ {} }}", deep(&format!("f{}()", n + 1)));
        }
        text += &format!(" fn f{MAX_CALLS}() {{ true }}");
        assert!(matches!(unchecked(&text).answer, Answer::Failed { .. }));
        let too_deep = format!("fn check(locality) {{ {}true{} }}", "!(".repeat(500), ")".repeat(500));
        assert!(reader(&Limits::default()).compile(too_deep).is_err());
        let blocks = format!("fn check(locality) {{ {}{} }}", "if true { ".repeat(500), "}".repeat(500));
        assert!(reader(&Limits::default()).compile(blocks).is_err());
    }
}
