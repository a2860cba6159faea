//! Names of localities: who is meant by what a document or a reader wrote.
//!
//! In: a registry, a written name, a day and perhaps a level. Out: one locality, or why there is not exactly one, with
//! what may have been meant. Invariant: suggest, never guess. Marks may be left out but not changed, and a name that
//! fits two localities equally well fits none: Hà Giang and Hậu Giang are one letter apart.

mod affix;
mod english;
mod fault;
mod fold;

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::model::day::Day;
use crate::model::locality::{Level, Locality, LocalityIx, Registry};

use affix::{Affixes, Sort};
pub use english::in_english;
pub use fault::NameFault;
pub use fold::{Bare, Spelled};

/// One spelling under which a locality is known, less the word for its sort.
#[derive(Debug)]
struct Known {
    locality: LocalityIx,
    whole: Spelled,
    core: Spelled,
    sort: Option<Sort>,
}

/// The names of the localities of a registry.
///
/// An id is looked up in the registry itself; what is needed to look up any other name is prepared when the first one
/// comes.
#[derive(Debug)]
pub struct Names<'r> {
    registry: &'r Registry,
    index: OnceLock<Index>,
}

/// Every name of every locality, ready to be looked up.
#[derive(Debug, Default)]
struct Index {
    affixes: Affixes,
    known: Vec<Known>,
    codes: HashMap<String, Vec<LocalityIx>>,
    wholes: HashMap<Spelled, Vec<usize>>,
    cores: HashMap<Spelled, Vec<usize>>,
    bare_wholes: HashMap<Bare, Vec<usize>>,
    bare_cores: HashMap<Bare, Vec<usize>>,
}

/// What is looked for.
#[derive(Debug)]
struct Wanted {
    /// The innermost name, as written.
    text: String,
    whole: Spelled,
    /// The names of the units around it, innermost first.
    around: Vec<String>,
}

/// How sure a spelling is, the surest first.
const TIERS: [Tier; 4] = [Tier::Exact, Tier::Core, Tier::WithoutMarks, Tier::CoreWithoutMarks];

#[derive(Debug, Clone, Copy)]
enum Tier {
    /// As written, or a code.
    Exact,
    /// The same but for the word for the sort.
    Core,
    /// With marks left out.
    WithoutMarks,
    /// Both.
    CoreWithoutMarks,
}

impl Index {
    fn of(registry: &Registry) -> Self {
        // Not by several threads: whoever needs a name waits here, and threads that wait must not be given more to read.
        let mut index = Self { affixes: Affixes::new(), ..Self::default() };
        for (ix, locality) in registry.iter() {
            if !locality.code.is_empty() {
                index.codes.entry(locality.code.clone()).or_default().push(ix);
            }
            let mut spellings: Vec<Spelled> = all_names(locality).map(Spelled::of).collect();
            spellings.push(Spelled::of(&locality.id));
            spellings.sort();
            spellings.dedup();
            for whole in spellings {
                index.learn(ix, whole);
            }
        }
        index
    }

    fn learn(&mut self, locality: LocalityIx, whole: Spelled) {
        let at = self.known.len();
        let (core, sort) = self.affixes.core(&whole);
        self.wholes.entry(whole.clone()).or_default().push(at);
        self.cores.entry(core.clone()).or_default().push(at);
        self.bare_wholes.entry(whole.bare()).or_default().push(at);
        self.bare_cores.entry(core.bare()).or_default().push(at);
        self.known.push(Known { locality, whole, core, sort });
    }
}

impl<'r> Names<'r> {
    /// The names of a registry.
    #[must_use]
    pub fn new(registry: &'r Registry) -> Self {
        Self { registry, index: OnceLock::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.registry))
    }

    /// The registry that the names are of.
    #[must_use]
    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// Finds the locality that is called so and lives on a day: of a level, or of the highest level that has the name.
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
        let wanted = self.wanted(written);
        let lives = |ix: &LocalityIx| self.registry.get(*ix).life.covers(day);
        let fits = |ix: &LocalityIx| {
            level.is_none_or(|level| self.registry.get(*ix).level == level)
                && self.lies_in(*ix, &wanted.around)
        };
        if let Some(ix) = self.registry.find(&wanted.text).filter(fits) {
            // an id names one unit for ever; taking it for a namesake that lives would be a guess
            return if lives(&ix) { Ok(ix) } else { Err(NameFault::Unknown { elsewhere: vec![ix] }) };
        }
        let mut elsewhere = Vec::new();
        for tier in TIERS {
            let tier = self.called(&wanted, tier);
            let mut found: Vec<LocalityIx> =
                tier.iter().copied().filter(|ix| fits(ix) && lives(ix)).collect();
            let highest = found.iter().map(|ix| self.registry.get(*ix).level).min();
            found.retain(|ix| Some(self.registry.get(*ix).level) == highest);
            match found.as_slice() {
                [] => elsewhere.extend(tier),
                [one] => return Ok(*one),
                _ => return Err(NameFault::Ambiguous { candidates: found }),
            }
        }
        elsewhere.sort_unstable();
        elsewhere.dedup();
        Err(NameFault::Unknown { elsewhere })
    }

    /// Whether a locality is of a level and lives on a day.
    fn is(&self, locality: LocalityIx, level: Option<Level>, day: Day) -> bool {
        let locality = self.registry.get(locality);
        level.is_none_or(|level| locality.level == level) && locality.life.covers(day)
    }

    fn wanted(&self, written: &str) -> Wanted {
        let mut parts = written.split('/').map(|part| part.trim().nfc().collect::<String>());
        let text = parts.next().unwrap_or_default();
        Wanted { whole: Spelled::of(&text), text, around: parts.collect() }
    }

    /// Who is called so with a spelling of a tier, whenever and on whatever level.
    fn called(&self, wanted: &Wanted, tier: Tier) -> Vec<LocalityIx> {
        let index = self.index();
        let whole = &wanted.whole;
        let pick = |at: Option<&Vec<usize>>, keep: &dyn Fn(&Known) -> bool| {
            let known = at.into_iter().flatten().filter_map(|at| index.known.get(*at));
            let mut found: Vec<LocalityIx> = known.filter(|k| keep(k)).map(|k| k.locality).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let sort_fits = |sort: Option<Sort>, known: &Known| match (sort, known.sort) {
            (Some(a), Some(b)) => a.agrees(b),
            (Some(a), None) => a.fits(self.registry.get(known.locality).level),
            (None, _) => true,
        };
        match tier {
            Tier::Exact => {
                let mut exact = pick(index.wholes.get(whole), &|_| true);
                if let Some(coded) = index.codes.get(&wanted.text) {
                    exact.extend(coded);
                    exact.sort_unstable();
                    exact.dedup();
                }
                exact
            }
            Tier::Core => {
                let (core, sort) = index.affixes.core(whole);
                pick(index.cores.get(&core), &|k| sort_fits(sort, k))
            }
            Tier::WithoutMarks => {
                pick(index.bare_wholes.get(&whole.bare()), &|k| whole.only_omits_marks_of(&k.whole))
            }
            Tier::CoreWithoutMarks => {
                let (core, sort) = index.affixes.core(whole);
                pick(index.bare_cores.get(&core.bare()), &|k| {
                    sort_fits(sort, k) && core.only_omits_marks_of(&k.core)
                })
            }
        }
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
        self.registry.get(locality).id == written
            || TIERS.iter().any(|tier| self.called(&self.wanted(written), *tier).contains(&locality))
    }
}

fn all_names(locality: &Locality) -> impl Iterator<Item = &str> {
    [locality.name.vi.as_str(), locality.name.en.as_str()]
        .into_iter()
        .chain(locality.aliases.iter().map(String::as_str))
        .filter(|name| !name.trim().is_empty())
}
