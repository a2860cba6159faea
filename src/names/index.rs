//! Every name of the localities of one level, ready to be looked up.
//!
//! In: a registry and a level. Out: who of that level is called so, by a spelling of a tier of sureness. Invariant:
//! whoever could be meant by a spelling shares its letters, with or without the word for its sort; marks decide last.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::locality::{Level, Locality, LocalityIx, Registry};

use super::Wanted;
use super::affix::{Affixes, Sort};
use super::fold::{Bare, Spelled};
use super::glance::{Glance, Letters};

/// One spelling under which a locality is known.
#[derive(Debug)]
pub struct Known {
    /// Who.
    pub locality: LocalityIx,
    whole: Spelled,
    core: Spelled,
    sort: Option<Sort>,
    /// Whether the locality's names, taken together, let it be a city.
    city: bool,
}

impl Known {
    /// Whether the locality can be called by a word for this sort, in front of or behind the core of this spelling.
    fn can_be(&self, sort: Option<Sort>, level: Level) -> bool {
        match (sort, self.sort) {
            (None, _) => true,
            (Some(wanted), Some(own)) => wanted.agrees(own),
            // Bắc Ninh, which is also called Tỉnh Bắc Ninh, is no Thành phố Bắc Ninh: that one lies in it
            (Some(wanted), None) => wanted.fits(level) && (wanted != Sort::City || self.city),
        }
    }
}

/// How sure a spelling is, the surest first.
pub const TIERS: [Tier; 4] = [Tier::Exact, Tier::Core, Tier::WithoutMarks, Tier::CoreWithoutMarks];

/// How sure a spelling is.
#[derive(Debug, Clone, Copy)]
pub enum Tier {
    /// As written, or a code.
    Exact,
    /// The same but for the word for the sort.
    Core,
    /// With marks left out.
    WithoutMarks,
    /// Both.
    CoreWithoutMarks,
}

/// The names of the localities of a level.
#[derive(Debug)]
pub struct Index {
    level: Level,
    known: Vec<Known>,
    codes: HashMap<String, Vec<LocalityIx>>,
    /// Places in `known` by the letters of the whole name, and by those of its core.
    by_letters: HashMap<Bare, Vec<u32>>,
    /// Every spelling at a glance, once somebody asks what may have been meant.
    glances: OnceLock<Vec<Glance>>,
}

impl Index {
    /// The index of a level.
    ///
    /// Not by several threads: whoever needs a name waits for it, and threads that wait must not be given more to do.
    #[must_use]
    pub fn of(registry: &Registry, level: Level) -> Self {
        let mut index = Self {
            level,
            known: Vec::new(),
            codes: HashMap::new(),
            by_letters: HashMap::new(),
            glances: OnceLock::new(),
        };
        for (ix, locality) in registry.iter().filter(|(_, locality)| locality.level == level) {
            if !locality.code.is_empty() {
                index.codes.entry(locality.code.clone()).or_default().push(ix);
            }
            let mut spellings: Vec<Spelled> = all_names(locality).map(Spelled::of).collect();
            spellings.push(Spelled::of(&locality.id));
            spellings.sort();
            spellings.dedup();
            index.learn(ix, spellings);
        }
        index
    }

    fn learn(&mut self, locality: LocalityIx, spellings: Vec<Spelled>) {
        let affixes = Affixes::all();
        let first = self.known.len();
        for whole in spellings {
            let (core, sort) = affixes.core(&whole);
            self.known.push(Known { locality, whole, core, sort, city: false });
        }
        let own = self.known.get_mut(first..).unwrap_or_default();
        let words = || own.iter().filter_map(|known| known.sort);
        let city = words().next().is_none() || words().any(|sort| sort == Sort::City);
        for (at, known) in (first..).zip(own) {
            known.city = city;
            let Ok(at) = u32::try_from(at) else { continue };
            let core = known.core.bare();
            if known.sort.is_some() {
                self.by_letters.entry(known.whole.bare()).or_default().push(at);
            }
            self.by_letters.entry(core).or_default().push(at);
        }
    }

    /// Every spelling of everybody, at a glance.
    #[must_use]
    pub fn glances(&self) -> &[Glance] {
        let glance = |known: &Known| {
            let name = known.core.bare();
            Glance { locality: known.locality, letters: Letters::of(name.as_str()), name }
        };
        self.glances.get_or_init(|| self.known.iter().map(glance).collect())
    }

    /// Who is called so with a spelling of a tier, whenever; in order, each once.
    #[must_use]
    pub fn called(&self, wanted: &Wanted, tier: Tier) -> Vec<LocalityIx> {
        let Wanted { whole, core, sort, letters: [of_whole, of_core], .. } = wanted;
        let can_be = |known: &Known| known.can_be(*sort, self.level);
        let mut found = match tier {
            Tier::Exact => {
                let mut exact = self.pick(of_whole, |known| known.whole == *whole);
                exact.extend(self.codes.get(&wanted.text).into_iter().flatten());
                exact
            }
            Tier::Core => self.pick(of_core, |known| known.core == *core && can_be(known)),
            Tier::WithoutMarks => self.pick(of_whole, |known| whole.only_omits_marks_of(&known.whole)),
            Tier::CoreWithoutMarks => {
                self.pick(of_core, |known| core.only_omits_marks_of(&known.core) && can_be(known))
            }
        };
        found.sort_unstable();
        found.dedup();
        found
    }

    fn pick(&self, letters: &Bare, is_meant: impl Fn(&Known) -> bool) -> Vec<LocalityIx> {
        let with_letters = self.by_letters.get(letters).into_iter().flatten();
        let known = with_letters.filter_map(|at| self.known.get(usize::try_from(*at).ok()?));
        known.filter(|known| is_meant(known)).map(|known| known.locality).collect()
    }
}

fn all_names(locality: &Locality) -> impl Iterator<Item = &str> {
    [locality.name.vi.as_str(), locality.name.en.as_str()]
        .into_iter()
        .chain(locality.aliases.iter().map(String::as_str))
        .filter(|name| !name.trim().is_empty())
}
