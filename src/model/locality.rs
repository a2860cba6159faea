//! Localities: units of administration with a level, a life and successors.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::bilingual::Bilingual;
use super::day::Day;
use super::{index, words};

index! {
    /// A locality of the registry.
    LocalityIx
}

words! {
    /// Level of administration, highest first.
    Level {
        National = "national",
        /// A ministry or branch.
        Agency = "agency",
        Province = "province",
        District = "district",
        Commune = "commune",
    }
}

/// The days on which something holds, both ends included; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Life {
    /// First day, if known.
    pub from: Option<Day>,
    /// Last day, if there is one.
    pub to: Option<Day>,
}

impl Life {
    /// Whether the day lies in it.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One unit of administration.
#[derive(Debug, Clone)]
pub struct Locality {
    /// Unique for ever.
    pub id: String,
    /// The statistics office's code, which is reused: unique only among the units of one level that live on one day.
    pub code: String,
    /// Level.
    pub level: Level,
    /// The unit that it lies in, if any.
    pub parent: Option<LocalityIx>,
    /// Official names.
    pub name: Bilingual,
    /// Other spellings under which documents name it.
    pub aliases: Vec<String>,
    /// Economic region, or empty; units that lie in each other share the word.
    pub region: Arc<str>,
    /// The days on which it exists.
    pub life: Life,
}

/// One predecessor of a locality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    /// Who it was.
    pub locality: LocalityIx,
    /// First day of the successor.
    pub effective: Day,
    /// Share of a split that went to this successor, between 0 and 1; `None` for a whole.
    pub share: Option<Decimal>,
}

/// Every locality that ever lived, in order of ids, with who became whom.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    localities: Vec<Locality>,
    predecessors: BTreeMap<LocalityIx, Vec<Predecessor>>,
    successors: BTreeMap<LocalityIx, Vec<LocalityIx>>,
    /// (unit, a unit right inside it), in order.
    inside: Vec<(LocalityIx, LocalityIx)>,
}

impl Registry {
    /// The registry of these localities, which are in order of their ids, and of these successions
    /// (successor, predecessor), whose indexes speak of that order.
    #[must_use]
    pub fn new(localities: Vec<Locality>, successions: Vec<(LocalityIx, Predecessor)>) -> Self {
        let mut predecessors: BTreeMap<LocalityIx, Vec<Predecessor>> = BTreeMap::new();
        let mut successors: BTreeMap<LocalityIx, Vec<LocalityIx>> = BTreeMap::new();
        for (successor, predecessor) in successions {
            successors.entry(predecessor.locality).or_default().push(successor);
            predecessors.entry(successor).or_default().push(predecessor);
        }
        for list in predecessors.values_mut() {
            list.sort_by_key(|p| p.locality);
        }
        for list in successors.values_mut() {
            list.sort();
        }
        let inside = localities.iter().enumerate();
        let mut inside: Vec<(LocalityIx, LocalityIx)> =
            inside.filter_map(|(at, unit)| Some((unit.parent?, LocalityIx::new(at)))).collect();
        inside.sort_unstable();
        Self { localities, predecessors, successors, inside }
    }

    /// The locality at an index of this registry.
    ///
    /// # Panics
    /// If the index is of another registry: indexes are only made by this one.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "an index of another registry is a fault of the program's own"
    )]
    pub fn get(&self, locality: LocalityIx) -> &Locality {
        &self.localities[locality.at()]
    }

    /// The locality of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<LocalityIx> {
        self.localities.binary_search_by(|l| l.id.as_str().cmp(id)).ok().map(LocalityIx::new)
    }

    /// Every locality with its index, in order of ids.
    pub fn iter(&self) -> impl Iterator<Item = (LocalityIx, &Locality)> {
        self.localities.iter().enumerate().map(|(i, l)| (LocalityIx::new(i), l))
    }

    /// The localities of a level that live on a day, in order of ids.
    pub fn living(&self, level: Level, day: Day) -> impl Iterator<Item = LocalityIx> + '_ {
        self.iter().filter(move |(_, l)| l.level == level && l.life.covers(day)).map(|(i, _)| i)
    }

    /// Direct predecessors, in order of ids.
    #[must_use]
    pub fn predecessors(&self, locality: LocalityIx) -> &[Predecessor] {
        self.predecessors.get(&locality).map_or(&[], Vec::as_slice)
    }

    /// Ids of direct predecessors, in order.
    #[must_use]
    pub fn predecessor_ids(&self, locality: LocalityIx) -> Vec<String> {
        self.predecessors(locality).iter().map(|p| self.get(p.locality).id.clone()).collect()
    }

    /// Direct successors, in order of ids.
    #[must_use]
    pub fn successors(&self, locality: LocalityIx) -> &[LocalityIx] {
        self.successors.get(&locality).map_or(&[], Vec::as_slice)
    }

    /// The unit that a locality was before it was renamed: its one predecessor, which became nothing else.
    #[must_use]
    pub fn renamed_from(&self, locality: LocalityIx) -> Option<LocalityIx> {
        let [only] = self.predecessors(locality) else { return None };
        let whole = only.share.is_none() && self.successors(only.locality).len() == 1;
        whole.then_some(only.locality)
    }

    /// The units of a level that ever lay inside a locality, also under the name that it had before, in order of ids.
    #[must_use]
    pub fn units_inside(&self, locality: LocalityIx, level: Level) -> Vec<LocalityIx> {
        let mut open = vec![locality];
        let mut found = Vec::new();
        while let Some(unit) = open.pop() {
            open.extend(self.renamed_from(unit));
            let from = self.inside.partition_point(|(around, _)| *around < unit);
            let right_inside = self.inside.iter().skip(from).take_while(|(around, _)| *around == unit);
            for (_, inner) in right_inside {
                if self.get(*inner).level == level {
                    found.push(*inner);
                }
                open.push(*inner);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many localities there are, of all levels and times.
    #[must_use]
    pub fn len(&self) -> usize {
        self.localities.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.localities.is_empty()
    }
}
