//! Names of localities: who is meant by what a document or a reader wrote.
//!
//! In: a registry, a written name, a day and perhaps a level. Out: one locality, or why there is not exactly one, with
//! what may have been meant. Invariant: suggest, never guess. Marks may be left out but not changed, and a name that
//! fits two localities equally well fits none: Hà Giang and Hậu Giang are one letter apart.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod affix;
mod composed;
mod english;
mod fault;
mod fold;
mod glance;
mod index;

use std::sync::OnceLock;

use crate::model::day::Day;
use crate::model::locality::{Level, Locality, LocalityIx, Registry};

use affix::{Affixes, Sort};
pub use composed::composed;
pub use english::in_english;
pub use fault::NameFault;
pub use fold::{Bare, Spelled};
use index::{Index, TIERS, Tier};

/// The names of the localities of a registry.
///
/// An id is looked up in the registry itself; what is needed to look up any other name is prepared for a level when a
/// name comes that no higher level has.
#[derive(Debug)]
pub struct Names<'r> {
    registry: &'r Registry,
    indexes: [OnceLock<Index>; Level::ALL.len()],
}

/// What is looked for.
#[derive(Debug)]
struct Wanted {
    /// The innermost name, as written.
    text: String,
    whole: Spelled,
    /// The same less the word for its sort,
    core: Spelled,
    /// and what that word says.
    sort: Option<Sort>,
    /// The letters of the whole and of the core.
    letters: [Bare; 2],
    /// The names of the units around it, innermost first.
    around: Vec<String>,
}

impl<'r> Names<'r> {
    /// The names of a registry.
    #[must_use]
    pub fn new(registry: &'r Registry) -> Self {
        Self { registry, indexes: [const { OnceLock::new() }; Level::ALL.len()] }
    }

    fn index(&self, level: Level) -> Option<&Index> {
        let at = Level::ALL.iter().position(|one| *one == level)?;
        self.indexes.get(at).map(|index| index.get_or_init(|| Index::of(self.registry, level)))
    }

    /// The registry that the names are of.
    #[must_use]
    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// Finds the locality that is called so and lives on a day: of a level, or of the highest level that has the name.
    ///
    /// The level is decided before how sure the spelling is: whether a table of communes was read never changes which
    /// province is meant. A word for a sort that no province is called by leaves the name to the levels below.
    ///
    /// An id or a code is taken as written; a name in any Unicode form, case, tone placement and hyphenation, with or
    /// without its marks and the word for its sort. `Đông Giang / Quảng Nam` is the Đông Giang that lies in Quảng Nam.
    ///
    /// # Errors
    /// [`NameFault`] where nobody or more than one is called so.
    pub fn find(&self, written: &str, level: Option<Level>, day: Day) -> Result<LocalityIx, NameFault> {
        if let Some(ix) = self.registry.find(written).filter(|ix| self.is(*ix, level, day)) {
            return Ok(ix);
        }
        if written.len() > fault::LONGEST {
            return Err(NameFault::Unknown { elsewhere: Vec::new() });
        }
        let wanted = Self::wanted(written);
        let lives = |ix: &LocalityIx| self.registry.get(*ix).life.covers(day);
        let fits = |ix: &LocalityIx| {
            level.is_none_or(|level| self.registry.get(*ix).level == level)
                && self.lies_in(*ix, &wanted.around)
        };
        if let Some(ix) = self.registry.find(&wanted.text).filter(fits) {
            // an id names one unit for ever; taking it for a namesake that lives would be a guess
            return if lives(&ix) { Ok(ix) } else { Err(NameFault::Unknown { elsewhere: vec![ix] }) };
        }
        let asked: &[Level] = match &level {
            Some(level) => std::slice::from_ref(level),
            None => Level::ALL,
        };
        for of in asked {
            for tier in TIERS {
                let mut found = self.called(&wanted, *of, tier);
                found.retain(|ix| fits(ix) && lives(ix));
                match found.as_slice() {
                    [] => {}
                    [one] => return Ok(*one),
                    _ => return Err(NameFault::Ambiguous { candidates: found }),
                }
            }
        }
        Err(NameFault::Unknown { elsewhere: self.ever(&wanted) })
    }

    /// Whether a name says nothing but itself: no word for a sort, no unit around it, no id and no code.
    #[must_use]
    pub fn is_bare(&self, written: &str) -> bool {
        let wanted = Self::wanted(written);
        let has_digits = written.chars().any(|c| c.is_ascii_digit());
        wanted.sort.is_none()
            && wanted.around.is_empty()
            && !has_digits
            && self.registry.find(written).is_none()
    }

    /// Whoever was ever called so, of any level, in order of ids.
    fn called_ever(&self, written: &str) -> Vec<LocalityIx> {
        self.ever(&Self::wanted(written))
    }

    fn ever(&self, wanted: &Wanted) -> Vec<LocalityIx> {
        let levels = Level::ALL.iter();
        let mut all: Vec<LocalityIx> =
            levels.flat_map(|of| TIERS.iter().flat_map(|tier| self.called(wanted, *of, *tier))).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a locality is of a level and lives on a day.
    fn is(&self, locality: LocalityIx, level: Option<Level>, day: Day) -> bool {
        let locality = self.registry.get(locality);
        level.is_none_or(|level| locality.level == level) && locality.life.covers(day)
    }

    fn wanted(written: &str) -> Wanted {
        let mut parts = written.split('/').map(|part| composed(part.trim()).into_owned());
        let text = parts.next().unwrap_or_default();
        let whole = Spelled::of(&text);
        let (core, sort) = Affixes::all().core(&whole);
        let letters = [whole.bare(), core.bare()];
        Wanted { text, whole, core, sort, letters, around: parts.collect() }
    }

    /// Who of a level is called so with a spelling of a tier, whenever.
    fn called(&self, wanted: &Wanted, level: Level, tier: Tier) -> Vec<LocalityIx> {
        self.index(level).map_or_else(Vec::new, |index| index.called(wanted, tier))
    }

    /// Whether a locality lies in the units named, innermost first.
    fn lies_in(&self, locality: LocalityIx, around: &[String]) -> bool {
        let mut at = self.registry.get(locality).parent;
        around.iter().all(|name| {
            while let Some(ix) = at {
                at = self.registry.get(ix).parent;
                // a unit that was renamed lies where it lay, and is called by either name
                if self.is_called(ix, name) || self.names_since(ix).any(|later| self.is_called(later, name)) {
                    return true;
                }
            }
            false
        })
    }

    /// The units that a locality became by being renamed, in order.
    fn names_since(&self, locality: LocalityIx) -> impl Iterator<Item = LocalityIx> + '_ {
        let later = |ix: LocalityIx| match self.registry.successors(ix) {
            [only] => Some(*only).filter(|only| self.registry.renamed_from(*only) == Some(ix)),
            _ => None,
        };
        std::iter::successors(later(locality), move |ix| later(*ix))
    }

    /// Whether a locality can be called so.
    fn is_called(&self, locality: LocalityIx, written: &str) -> bool {
        let Locality { id, level, .. } = self.registry.get(locality);
        let wanted = Self::wanted(written);
        id == written || TIERS.iter().any(|tier| self.called(&wanted, *level, *tier).contains(&locality))
    }
}
