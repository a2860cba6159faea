//! Who is called what, found once for all tables of a project.
//!
//! In: a name as a row spells it, and the day on which it is to be read. Out: the locality. Invariant: the answer is
//! that of [`Names::find`] on any level. Between two days on which no unit comes or goes a name means the same, so what
//! one table has found serves all others of that time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::quality::RandomState;

use crate::model::day::Day;
use crate::model::locality::LocalityIx;
use crate::names::Names;

type Called = HashMap<Box<str>, LocalityIx, RandomState>;

/// The names found so far, by the time in which they mean so.
#[derive(Debug)]
pub struct Roll<'n> {
    names: &'n Names<'n>,
    /// The days on which a time begins, in order.
    begins: Vec<Day>,
    found: Mutex<HashMap<usize, Arc<Called>>>,
}

/// The names of one time, while a table is read.
#[derive(Debug)]
pub struct Finder<'n> {
    names: &'n Names<'n>,
    day: Day,
    time: usize,
    known: Arc<Called>,
    new: Called,
}

impl<'n> Roll<'n> {
    /// Nothing is found yet.
    pub fn new(names: &'n Names<'n>) -> Self {
        let lives = || names.registry().iter().map(|(_, locality)| locality.life);
        let ends = lives().filter_map(|life| life.to).map(Day::next);
        let mut begins: Vec<Day> = lives().filter_map(|life| life.from).chain(ends).collect();
        begins.sort_unstable();
        begins.dedup();
        Self { names, begins, found: Mutex::default() }
    }

    /// What is found so far of the time that a day lies in.
    pub fn finder(&self, day: Day) -> Finder<'n> {
        let time = self.begins.partition_point(|begin| *begin <= day);
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let known = Arc::clone(found.entry(time).or_default());
        Finder { names: self.names, day, time, known, new: Called::default() }
    }

    /// Takes in what a finder has found.
    pub fn learn(&self, finder: Finder<'n>) {
        let Finder { time, known, new, .. } = finder;
        // first of all, or else what is to be added to would have to be copied
        drop(known);
        if !new.is_empty() {
            let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::make_mut(found.entry(time).or_default()).extend(new);
        }
    }
}

impl Finder<'_> {
    /// The one locality that is called so on the day; `None` where it is not one.
    pub fn find(&mut self, written: &str) -> Option<LocalityIx> {
        if let Some(found) = self.known.get(written).or_else(|| self.new.get(written)) {
            return Some(*found);
        }
        let found = self.names.find(written, None, self.day).ok()?;
        self.new.insert(written.into(), found);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bilingual::Bilingual;
    use crate::model::locality::{Level, Life, Locality, Registry};

    fn day(number: u32) -> Day {
        Day::FIRST.plus_days(number)
    }

    fn unit(id: &str, code: &str, name: &str, from: Option<u32>, to: Option<u32>) -> Locality {
        Locality {
            id: id.to_owned(),
            code: code.to_owned(),
            level: Level::Province,
            parent: None,
            name: Bilingual { vi: name.to_owned(), en: String::new() },
            aliases: Vec::new(),
            region: "".into(),
            life: Life { from: from.map(day), to: to.map(day) },
        }
    }

    #[test]
    fn what_was_found_on_other_days_changes_no_answer() {
        let registry = Registry::new(
            vec![
                unit("bac-giang", "24", "Bắc Giang", None, Some(9)),
                unit("bac-ninh", "27", "Bắc Ninh", None, Some(9)),
                unit("bac-ninh-2025", "24", "Bắc Ninh", Some(10), None),
                unit("lang-son", "20", "Lạng Sơn", Some(5), None),
                unit("phu", "99", "Phú", Some(3), Some(3)),
            ],
            Vec::new(),
        );
        let names = Names::new(&registry);
        let roll = Roll::new(&names);
        let written =
            ["24", "27", "Bắc Ninh", "bac ninh", "bac-giang", "Bắc Giang", "Lạng Sơn", "Phú", "Huế"];
        for at in [7, 12, 0, 3, 4, 2, 9, 10, 5, 7, 11, 8, 3] {
            let mut finder = roll.finder(day(at));
            for name in written.iter().chain(&written) {
                assert_eq!(finder.find(name), names.find(name, None, day(at)).ok(), "{name} on {}", day(at));
            }
            roll.learn(finder);
        }
    }
}
