//! What units are called that a report speaks of by their ids: who was merged, who adds up, who lies in whom.
//!
//! In: the registry and the finished rows. Out: names by id. Invariant: only names; nothing is judged by them, and no
//! form that programs read has them.

use std::collections::BTreeMap;

use super::LocalityRow;
use crate::model::bilingual::Bilingual;
use crate::model::locality::{Level, Locality, Registry};

/// A unit, as people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Names.
    pub name: Bilingual,
    /// Level.
    pub level: Level,
    /// The unit that it lies in; none where that is the whole country.
    pub within: Option<Bilingual>,
}

/// The units that rows speak of, by id: predecessors, parts of combined values, and those shown that lie in another.
pub(super) fn spoken_of(registry: &Registry, rows: &[LocalityRow]) -> BTreeMap<String, Unit> {
    let mut units = BTreeMap::new();
    let mut add = |id: &str, always: bool| {
        if units.contains_key(id) {
            return;
        }
        let Some(unit) = registry.find(id).map(|at| unit(registry, registry.get(at))) else { return };
        if always || unit.within.is_some() {
            units.insert(id.to_owned(), unit);
        }
    };
    for row in rows {
        add(&row.id, false);
        row.inherits.iter().for_each(|id| add(id, true));
        let evidence = row.verdicts.iter().flat_map(|verdict| &verdict.evidence);
        let parts = evidence.flat_map(|evidence| evidence.parts.iter().flatten());
        parts.for_each(|part| add(&part.locality, true));
    }
    units
}

fn unit(registry: &Registry, locality: &Locality) -> Unit {
    let within = locality.parent.map(|at| registry.get(at)).filter(|parent| parent.level != Level::National);
    Unit {
        name: locality.name.clone(),
        level: locality.level,
        within: within.map(|parent| parent.name.clone()),
    }
}
