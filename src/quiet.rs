//! Running what may panic without a word of it on the screen.
//!
//! In: work that some library, or a rule, may break. Out: what it gives, or the panic's message. Invariant: what panics
//! costs its own result only, and nothing is written anywhere.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether what runs on this thread may panic without a word.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs something that may panic.
///
/// # Errors
/// The panic's message.
pub fn quietly<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    // The hook belongs to the whole process: it is put in once, and keeps quiet on these threads only.
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
    let before = QUIET.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(before);
    outcome.map_err(|payload| said(&*payload).to_owned())
}

fn said(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
