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

/// Every name of every locality of a registry, ready to be looked up.
#[derive(Debug)]
pub struct Names<'r> {
    registry: &'r Registry,
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
    core: Spelled,
    sort: Option<Sort>,
    /// The names of the units around it, innermost first.
    around: Vec<String>,
}

impl<'r> Names<'r> {
    /// Prepares the names of a registry.
    #[must_use]
    pub fn new(registry: &'r Registry) -> Self {
        let mut names = Self {
            registry,
            affixes: Affixes::new(),
            known: Vec::new(),
            codes: HashMap::new(),
            wholes: HashMap::new(),
            cores: HashMap::new(),
            bare_wholes: HashMap::new(),
            bare_cores: HashMap::new(),
        };
        for (ix, locality) in registry.iter() {
            if !locality.code.is_empty() {
                names.codes.entry(locality.code.clone()).or_default().push(ix);
            }
            let mut spellings: Vec<Spelled> = all_names(locality).map(Spelled::of).collect();
            spellings.push(Spelled::of(&locality.id));
            spellings.sort();
            spellings.dedup();
            for whole in spellings {
                names.learn(ix, whole);
            }
        }
        names
    }

    fn learn(&mut self, locality: LocalityIx, whole: Spelled) {
        let at = self.known.len();
        let (core, sort) = match self.affixes.strip(&whole) {
            Some((core, sort)) => (core, Some(sort)),
            None => (whole.clone(), None),
        };
        self.wholes.entry(whole.clone()).or_default().push(at);
        self.cores.entry(core.clone()).or_default().push(at);
        self.bare_wholes.entry(whole.bare()).or_default().push(at);
        self.bare_cores.entry(core.bare()).or_default().push(at);
        self.known.push(Known { locality, whole, core, sort });
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
        for tier in self.tiers(&wanted) {
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

    fn wanted(&self, written: &str) -> Wanted {
        let mut parts = written.split('/').map(|part| part.trim().nfc().collect::<String>());
        let text = parts.next().unwrap_or_default();
        let whole = Spelled::of(&text);
        let (core, sort) = match self.affixes.strip(&whole) {
            Some((core, sort)) => (core, Some(sort)),
            None => (whole.clone(), None),
        };
        Wanted { text, whole, core, sort, around: parts.collect() }
    }

    /// Who is called so, whenever and on whatever level, the surest spelling first.
    fn tiers(&self, wanted: &Wanted) -> Vec<Vec<LocalityIx>> {
        let (whole, core) = (&wanted.whole, &wanted.core);
        let sort_fits = |known: &Known| match (wanted.sort, known.sort) {
            (Some(a), Some(b)) => a.agrees(b),
            (Some(a), None) => a.fits(self.registry.get(known.locality).level),
            (None, _) => true,
        };
        let pick = |at: Option<&Vec<usize>>, keep: &dyn Fn(&Known) -> bool| {
            let known = at.into_iter().flatten().filter_map(|at| self.known.get(*at));
            let mut found: Vec<LocalityIx> = known.filter(|k| keep(k)).map(|k| k.locality).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let mut exact = pick(self.wholes.get(whole), &|_| true);
        if let Some(coded) = self.codes.get(&wanted.text) {
            exact.extend(coded);
            exact.sort_unstable();
            exact.dedup();
        }
        vec![
            exact,
            pick(self.cores.get(core), &sort_fits),
            pick(self.bare_wholes.get(&whole.bare()), &|k| whole.only_omits_marks_of(&k.whole)),
            pick(self.bare_cores.get(&core.bare()), &|k| sort_fits(k) && core.only_omits_marks_of(&k.core)),
        ]
    }

    /// Whether a locality lies in the units named, innermost first.
    fn lies_in(&self, locality: LocalityIx, around: &[String]) -> bool {
        let mut at = self.registry.get(locality).parent;
        around.iter().all(|name| {
            while let Some(ix) = at {
                at = self.registry.get(ix).parent;
                if self.is_called(ix, name) {
                    return true;
                }
            }
            false
        })
    }

    /// Whether a locality can be called so.
    fn is_called(&self, locality: LocalityIx, written: &str) -> bool {
        self.registry.get(locality).id == written
            || self.tiers(&self.wanted(written)).iter().any(|tier| tier.contains(&locality))
    }
}

fn all_names(locality: &Locality) -> impl Iterator<Item = &str> {
    [locality.name.vi.as_str(), locality.name.en.as_str()]
        .into_iter()
        .chain(locality.aliases.iter().map(String::as_str))
        .filter(|name| !name.trim().is_empty())
}
