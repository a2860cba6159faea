//! What a run holds on to: the sizes of all that its names stand for.
//!
//! The language looks at the size of a value when it makes, joins or reads one, but not when a key is added to a table
//! that is there: `t[key] = text` in a loop could take all the memory of the machine. So every so many steps everything
//! within reach is measured. Invariant: whether a run is ended depends on its own steps and values only.

use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString, Map, Position};

use super::sandbox::{Steps, size};
use crate::model::limits::Limits;

/// Ends whatever an engine runs when one of its values has grown past its limit.
#[expect(deprecated, reason = "not so: the language marks thus what may change, and its version is pinned")]
pub(super) fn bound(engine: &mut Engine, steps: &Steps, limits: &Limits) {
    let (steps, limits) = (steps.clone(), *limits);
    engine.on_var(move |_, _, context| {
        if !steps.is_time_to_measure() {
            return Ok(None);
        }
        let named = context.scope().iter_raw().map(|(_, _, value)| value).chain(context.this_ptr());
        for value in named {
            let mut sizes = Sizes::default();
            if let Err(what) = sizes.add(value, &limits) {
                return Err(Box::new(EvalAltResult::ErrorDataTooLarge(what.to_owned(), Position::NONE)));
            }
        }
        Ok(None)
    });
}

/// What one value holds, with all that lies inside of it.
#[derive(Debug, Default)]
struct Sizes {
    bytes: usize,
    items: usize,
    keys: usize,
}

impl Sizes {
    /// Adds a value, or says in the language's words what is too large; never looks at more than that.
    fn add(&mut self, value: &Dynamic, limits: &Limits) -> Result<(), &'static str> {
        // what is being changed at this moment is measured the next time
        if let Some(list) = value.read_lock::<Array>() {
            for item in list.iter() {
                self.items = self.items.saturating_add(1);
                self.add(item, limits)?;
                self.check(limits)?;
            }
        } else if let Some(table) = value.read_lock::<Map>() {
            for item in table.values() {
                self.keys = self.keys.saturating_add(1);
                self.add(item, limits)?;
                self.check(limits)?;
            }
        } else if let Some(text) = value.read_lock::<ImmutableString>() {
            self.bytes = self.bytes.saturating_add(text.len());
        }
        Ok(())
    }

    fn check(&self, limits: &Limits) -> Result<(), &'static str> {
        if self.keys > size(limits.table) {
            Err("Size of object map")
        } else if self.items > size(limits.list) {
            Err("Size of array")
        } else if self.bytes > size(limits.text) {
            Err("Length of string")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::sandbox::runner_within;

    fn ended(text: &str) -> String {
        let limits = Limits { steps: 100_000, ..Limits::default() };
        let mut engine = runner_within(&limits);
        let steps = Steps::default();
        steps.begin(std::time::Duration::from_secs(60));
        steps.bound(&mut engine, &limits);
        engine.run(text).expect_err("it takes too much").to_string()
    }

    #[test]
    fn a_table_that_grows_key_by_key_is_ended_long_before_its_steps_are() {
        for text in [
            "let t = #{}; for n in 0..90000 { t[`k${n}`] = n; }",
            "let t = #{ a: #{} }; for n in 0..90000 { t.a[`k${n}`] = n; }",
            "let l = [#{}]; for n in 0..90000 { l[0][`k${n}`] = n; }",
            "let t = #{}; fn grow() { for n in 0..90000 { this[`k${n}`] = n; } } t.grow();",
            "let t = #{}; let f = |n| { t[`k${n}`] = n; }; for n in 0..90000 { f.call(n); }",
        ] {
            let said = ended(text);
            assert!(said.contains("object map too large"), "{text}: {said}");
        }
    }

    #[test]
    fn texts_in_a_table_count_together() {
        let said =
            ended("let s = \"\"; s.pad(4000, 'x'); let t = #{}; for n in 0..300 { t[`k${n}`] = s + n; }");
        assert!(said.contains("string too large"), "{said}");
    }
}
