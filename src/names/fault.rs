//! Why a name does not name one locality, and what may have been meant.

use crate::model::day::Day;
use crate::model::locality::{Level, LocalityIx, Registry};
use crate::problem::hint::Hint;
use crate::problem::letters::double;
use crate::problem::{Code, Problem};

use super::Names;
use super::glance::Letters;
use super::index::Index;

/// Most candidates that a message offers.
const CANDIDATES: usize = 3;

/// Longest name that is compared with others, in bytes: comparing costs the product of lengths.
const NAME_BYTES: usize = 200;

/// Longest text that is looked up as a name, with those of the units around it, in bytes.
pub(super) const LONGEST: usize = 2_000;

/// Why a name does not name one locality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// Nobody is called so on that day.
    Unknown {
        /// Localities that are called so, but live on other days, on another level or in another unit.
        elsewhere: Vec<LocalityIx>,
    },
    /// Several are.
    Ambiguous {
        /// They, in order of ids.
        candidates: Vec<LocalityIx>,
    },
}

impl Names<'_> {
    /// Living localities with the names nearest to a written one, nearest first; three at most.
    #[must_use]
    pub fn nearest(&self, written: &str, level: Option<Level>, day: Day) -> Vec<LocalityIx> {
        let core = Self::wanted(written).core.bare();
        let core = core.as_str();
        if core.is_empty() || core.len() > NAME_BYTES {
            return Vec::new();
        }
        let far = (core.len() / 6).saturating_add(1);
        let letters = Letters::of(core);
        let mut near: Vec<(usize, LocalityIx)> = Vec::new();
        let levels = Level::ALL.iter().filter(|of| level.is_none_or(|level| level == **of));
        for glance in levels.filter_map(|of| self.index(*of)).flat_map(Index::glances) {
            let name = glance.name.as_str();
            if name.len().abs_diff(core.len()) > far || !letters.can_be(&glance.letters, far) {
                continue;
            }
            let distance = strsim::osa_distance(core, name);
            if distance <= far && self.registry.get(glance.locality).life.covers(day) {
                near.push((distance, glance.locality));
            }
        }
        near.sort_by_key(|(distance, ix)| (*distance, self.registry.get(*ix).level, *ix));
        // beside a name that differs in marks alone, one that differs in two letters is noise
        let least = near.first().map_or(0, |(distance, _)| *distance);
        near.retain(|(distance, _)| *distance <= least.saturating_add(1));
        let mut nearest = Vec::new();
        for (_, ix) in near {
            if !nearest.contains(&ix) && nearest.len() < CANDIDATES {
                nearest.push(ix);
            }
        }
        nearest
    }
}

impl NameFault {
    /// The problem of this fault, without a place: what was written, what was looked for, what may have been meant.
    #[must_use]
    pub fn problem(&self, written: &str, level: Option<Level>, day: Day, names: &Names<'_>) -> Problem {
        let registry = names.registry();
        let what = level.map_or("locality", Level::word);
        if written.len() > LONGEST {
            let begins: String = written.chars().take(40).collect();
            return Problem::error(Code::UnknownLocality, format!("no {what} is called `{begins}…`"))
                .help("this is longer than any name: look for a quote or a comma that is missing before it");
        }
        match self {
            NameFault::Ambiguous { candidates } => {
                let list: Vec<String> = candidates.iter().take(8).map(|ix| describe(*ix, registry)).collect();
                Problem::error(
                    Code::AmbiguousLocality,
                    format!("`{written}` can be {} localities on {day}", candidates.len()),
                )
                .help(format!(
                    "write the id: {}{}",
                    list.join(", "),
                    self.gone(written, level, day, names)
                ))
            }
            NameFault::Unknown { elsewhere } if elsewhere.is_empty() => {
                let problem = Problem::error(
                    Code::UnknownLocality,
                    format!("no {what} is called `{written}` on {day}"),
                );
                let meant = match names.nearest(written, level, day).as_slice() {
                    [] if written.contains([',', ';']) => {
                        let each: Vec<String> =
                            written.split([',', ';']).map(|name| format!("{:?}", name.trim())).collect();
                        format!("each name stands in quotes of its own: {}", each.join(", ")).into()
                    }
                    [] => Hint::from("the names known are in data/localities.csv"),
                    nearest => {
                        let list: Vec<String> = nearest.iter().map(|ix| offer(*ix, registry)).collect();
                        let names = nearest.iter().map(|ix| registry.get(*ix).name.vi.clone());
                        let words = format!("did you mean {}?", any_of(&list));
                        Hint::offering(words, names.collect())
                    }
                };
                problem.help(match double(written) {
                    Some(double) => meant.behind(&format!("{double}; ")),
                    None => meant,
                })
            }
            NameFault::Unknown { elsewhere } => {
                let list: Vec<String> =
                    elsewhere.iter().take(CANDIDATES).map(|ix| why_not(*ix, level, day, registry)).collect();
                Problem::error(Code::UnknownLocality, format!("no {what} is called `{written}` on {day}"))
                    .help(list.join("; "))
            }
        }
    }
}

impl NameFault {
    /// Who of a higher level was called so on another day: whoever writes an old name means it.
    fn gone(&self, written: &str, level: Option<Level>, day: Day, names: &Names<'_>) -> String {
        let registry = names.registry();
        let NameFault::Ambiguous { candidates } = self else { return String::new() };
        let highest = candidates.iter().map(|ix| registry.get(*ix).level).min();
        let of_other_days = names.called_ever(written).into_iter().filter(|ix| {
            let locality = registry.get(*ix);
            level.is_none() && Some(locality.level) < highest && locality.life.to.is_some_and(|to| to < day)
        });
        of_other_days.map(|ix| format!("; {}", why_not(ix, level, day, registry))).take(1).collect()
    }
}

/// Why somebody who is called so is not meant.
fn why_not(ix: LocalityIx, level: Option<Level>, day: Day, registry: &Registry) -> String {
    let locality = registry.get(ix);
    let name = offer(ix, registry);
    if let Some(to) = locality.life.to.filter(|to| *to < day) {
        let successors: Vec<String> = registry.successors(ix).iter().map(|s| offer(*s, registry)).collect();
        return if successors.is_empty() {
            format!("{name} lived until {to}")
        } else {
            format!("{name} lived until {to}; its successor is {}", any_of(&successors))
        };
    }
    if let Some(from) = locality.life.from.filter(|from| day < *from) {
        let before: Vec<String> =
            registry.predecessors(ix).iter().map(|p| offer(p.locality, registry)).collect();
        return if before.is_empty() {
            format!("{name} lives from {from}")
        } else {
            format!("{name} lives from {from}; before, there was {}", before.join(", "))
        };
    }
    if level.is_some_and(|level| level != locality.level) {
        return format!("{name} is of level {}", locality.level);
    }
    match locality.parent {
        Some(parent) => format!("{name} lies in {}", offer(parent, registry)),
        None => format!("{name} lies in no other unit"),
    }
}

/// A name with the id, which is always right.
fn offer(ix: LocalityIx, registry: &Registry) -> String {
    let locality = registry.get(ix);
    format!("`{}` ({})", locality.name.vi, locality.id)
}

/// An id with name, level and the unit around it, to choose by.
fn describe(ix: LocalityIx, registry: &Registry) -> String {
    let locality = registry.get(ix);
    match locality.parent {
        Some(parent) => format!(
            "`{}` ({} {}, in {})",
            locality.id,
            locality.level,
            locality.name.vi,
            registry.get(parent).name.vi
        ),
        None => format!("`{}` ({} {})", locality.id, locality.level, locality.name.vi),
    }
}

fn any_of(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
