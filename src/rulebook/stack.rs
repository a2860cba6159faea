//! Stacks that the deepest rule fits: those of worker threads are for common ones.
//!
//! In: work on trees that strangers wrote. Out: what it gives. Invariant: reading, following and dropping a tree takes
//! as much of the stack as the tree is deep, and no tree within a project's limits is deeper than these stacks are.

use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// Bytes of such a stack. The deepest rule that can be read takes 13 MB of it in a build for tests, and three times as
/// much where all limits are at their upper ends.
const ROOM: usize = 64 * 1024 * 1024;
/// So many things are worth a thread: making one takes about as long as reading a short rule.
const WORTH_A_THREAD: usize = 4;

/// Runs something on such a stack.
///
/// # Errors
/// A message for people where the system gives no more threads.
pub(super) fn roomy<T: Send>(run: impl FnOnce() -> T + Send) -> Result<T, String> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, run);
        joined(thread.map_err(no_room)?)
    })
}

/// Does the same with each of several things, on as many such stacks as threads work at once; what comes out is in
/// their order.
///
/// # Errors
/// A message for people where the system gives no more threads.
pub(super) fn roomy_each<I: Sync, T: Send>(
    items: &[I],
    run: impl Fn(&I) -> T + Sync,
) -> Result<Vec<T>, String> {
    let threads = rayon::current_num_threads().min(items.len().div_ceil(WORTH_A_THREAD)).max(1);
    let share = items.len().div_ceil(threads).max(1);
    let work = &|share: &[I]| share.iter().map(&run).collect::<Vec<T>>();
    thread::scope(|scope| {
        let begin = |share| thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, move || work(share));
        let threads: Vec<_> = items.chunks(share).map(begin).collect();
        let mut done = Vec::with_capacity(items.len());
        for thread in threads {
            done.append(&mut joined(thread.map_err(no_room)?)?);
        }
        Ok(done)
    })
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> Result<T, String> {
    thread.join().or_else(|panic| resume_unwind(panic))
}

fn no_room(error: std::io::Error) -> String {
    format!("there is no room to run the rule in ({error})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_in_the_order_of_what_went_in() {
        for many in [0_usize, 1, 3, 4, 5, 8, 9, 23, 100] {
            let items: Vec<usize> = (0..many).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(roomy_each(&items, |item| item * 2), Ok(doubled));
        }
    }
}
