//! Where a run was when a limit ended it.
//!
//! In: a check that a limit ended. Out: its place in the text. Invariant: nothing else is taken from here; what the check
//! answered and what it read stand already.
//!
//! The language gives a limit the place of the call that it was reached in, and nobody's text calls a check. So its body
//! is run once more as if it stood at the top level, where no call is around it.

use rhai::{AST, Dynamic, Engine, EvalAltResult, Scope};

use super::Position;
use super::host::Locality;
use super::sandbox;
use super::script::Script;
use super::text::position;
use super::vocabulary::CHECK;

/// Whether an error is a limit that was reached, of which no place is known.
pub(super) fn is_nowhere(error: &EvalAltResult) -> bool {
    error.is_system_exception() && error.position().is_none()
}

/// The place where a check reaches its limit.
pub(super) fn place(engine: &Engine, rule: &AST) -> Option<Position> {
    let script = Script::new(rule);
    let check = script.definition(script.function(CHECK, 1)?);
    let mut scope = Scope::new();
    scope.push(check.parameters.first()?.as_str(), Locality);
    let body = AST::new(check.body.clone(), rule.shared_lib().clone());
    match engine.eval_ast_with_scope::<Dynamic>(&mut scope, &body) {
        Err(error) if error.is_system_exception() => sandbox::explain(&error).1,
        _ => None,
    }
}

/// The place where the body of a check begins.
pub(super) fn begin(rule: &AST) -> Option<Position> {
    let script = Script::new(rule);
    position(script.definition(script.function(CHECK, 1)?).start)
}
