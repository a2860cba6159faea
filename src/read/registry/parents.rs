//! Units and the units around them.
//!
//! In: the units as their rows say. Out: the parent of each, and the region that it has of the units around it. Invariant:
//! a parent is of a higher level, so that no unit lies in itself.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Raw;
use crate::model::locality::{Level, Locality, LocalityIx};
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};
use crate::read::sink::Sink;

/// The parent of each. Whoever lies in a unit whose own row could not be read is not told again.
pub(super) fn parents(
    raw: &[Raw<'_>],
    unread: &BTreeSet<Cow<'_, str>>,
    sink: &Sink,
) -> Vec<Option<LocalityIx>> {
    let ids = || raw.iter().map(|one| one.locality.id.as_str());
    let named = |wanted: &str| raw.binary_search_by(|one| one.locality.id.as_str().cmp(wanted)).ok();
    // few units have others in them: these are looked at first, for the many are slow to search
    let around = raw.iter().enumerate().filter(|(_, one)| one.locality.level < Level::Commune);
    let around: Vec<(&str, usize)> = around.map(|(at, one)| (one.locality.id.as_str(), at)).collect();
    let around = |wanted: &str| {
        let at = around.binary_search_by(|(id, _)| (*id).cmp(wanted)).ok()?;
        around.get(at).map(|(_, at)| *at)
    };
    let parent = |one: &Raw<'_>| {
        let parent = one.parent();
        if parent.is_empty() {
            return None;
        }
        let Some(at) = around(&parent).or_else(|| named(&parent)) else {
            if unread.contains(&parent) {
                return None;
            }
            let mut problem = Problem::error(Code::BadParent, format!("no locality has the id `{parent}`"));
            if !sink.is_beyond_help() {
                problem.help = did_you_mean(&parent, ids().collect::<Vec<_>>());
            }
            sink.push(problem.at(one.parent_place(), ""));
            return None;
        };
        let level = one.locality.level;
        if raw.get(at).is_some_and(|around| around.locality.level < level) {
            return Some(LocalityIx::new(at));
        }
        let message = format!("the parent `{parent}` is not of a higher level than {level}");
        sink.push(Problem::error(Code::BadParent, message).at(one.parent_place(), ""));
        None
    };
    raw.iter().map(parent).collect()
}

/// The localities with their parents and, where their table gives none, their regions.
pub(super) fn with_parents(
    mut localities: Vec<Locality>,
    parents: Vec<Option<LocalityIx>>,
    inherits: &[bool],
) -> Vec<Locality> {
    for (locality, parent) in localities.iter_mut().zip(parents) {
        locality.parent = parent;
    }
    for at in (0..localities.len()).filter(|at| inherits.get(*at) == Some(&true)) {
        let region = region_around(&localities, at);
        if let (Some(locality), Some(region)) = (localities.get_mut(at), region) {
            locality.region = region;
        }
    }
    localities
}

/// The region of the nearest unit around one that has one.
fn region_around(localities: &[Locality], at: usize) -> Option<Arc<str>> {
    let parent = |at: usize| localities.get(at)?.parent.map(LocalityIx::at);
    let around = std::iter::successors(parent(at), |at| parent(*at));
    around.filter_map(|at| localities.get(at)).map(|unit| &unit.region).find(|r| !r.is_empty()).cloned()
}
