//! Renaming a reason's key: in its table, in every verdict that names it and in every case that expects it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::desk::Desk;
use super::form::{self, Paper};
use super::rule::Rule;
use super::slot::{Kind, Slot};

/// Places to be written anew, by file.
pub type Edits = BTreeMap<String, Vec<Range<usize>>>;

/// The reason's key at a place, where one can be renamed there.
#[must_use]
pub fn can_rename<'t>(text: &'t str, slot: &Slot) -> Option<&'t str> {
    text.get(slot.span.clone()).filter(|word| slot.kind.is_reason() && !word.is_empty())
}

/// Every place at which the key at a slot has to be written anew.
///
/// # Errors
/// Why it cannot have the new name.
pub fn rename(desk: &Desk, path: &str, text: &str, slot: &Slot, new: &str) -> Result<Edits, String> {
    let Some(key) = can_rename(text, slot) else {
        return Err("only the key of a reason can be renamed".to_owned());
    };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !new.starts_with(|c: char| c.is_ascii_lowercase()) || !new.chars().all(plain) {
        return Err(format!(
            "a key is small letters, digits and `_`, and begins with a letter: `{new}` is none"
        ));
    }
    let rule = match path.strip_suffix(".cases.toml") {
        Some(stem) => format!("{stem}.rhai"),
        None => path.to_owned(),
    };
    let cases = format!("{}.cases.toml", rule.strip_suffix(".rhai").unwrap_or(&rule));
    let rule_text = if rule == path { text.into() } else { desk.text(&rule).unwrap_or_default() };
    let read = Rule::new(&rule_text);
    if key != new && read.reason_keys().iter().any(|(known, _)| *known == new) {
        return Err(format!("the rule has a reason `{new}` already"));
    }
    let mut edits = Edits::new();
    edits.insert(rule, read.reason_mentions(key));
    let cases_text = if cases == path { Some(text.into()) } else { desk.text(&cases) };
    if let Some(text) = cases_text {
        edits.insert(cases, expectations(&text, key));
    }
    edits.retain(|_, places| !places.is_empty());
    Ok(edits)
}

/// Where cases expect a reason of this key.
fn expectations(text: &str, key: &str) -> Vec<Range<usize>> {
    let written = format!("\"{key}\"");
    let places = text.match_indices(&written).map(|(at, _)| at.saturating_add(1));
    let slots = places.filter_map(|at| form::slot(Paper::Cases, text, at));
    slots.filter(|slot| slot.kind == Kind::ExpectedReason).map(|slot| slot.span).collect()
}
