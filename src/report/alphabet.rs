//! The Vietnamese alphabet.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Compares texts in Vietnamese alphabetical order, on every machine alike.
#[must_use]
pub fn vietnamese() -> CollatorBorrowed<'static> {
    match Collator::try_new(locale!("vi").into(), CollatorOptions::default()) {
        Ok(collator) => collator,
        Err(_) => {
            unreachable!("the order of the root alphabet is compiled in, and Vietnamese falls back on it")
        }
    }
}
