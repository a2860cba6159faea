//! What the statements of one document share: its days, its names, the words that they may use.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::model::day::Day;
use crate::model::document::DatedAs;
use crate::model::fact::{Fact, FactIx};
use crate::model::locality::{Level, LocalityIx};
use crate::model::place::Place;
use crate::problem::hint::did_you_mean;
use crate::problem::{Absent, Code, Problem};
use crate::read::form::{Form, Item, Page};

use super::Known;
use super::head::Head;

/// Names found before: a document often repeats the same list.
type Found = HashMap<(String, Option<Level>, Day), Result<LocalityIx, Problem>>;

/// The document around a statement.
#[derive(Debug)]
pub struct Paper<'p> {
    /// What documents speak of.
    pub known: Known<'p>,
    /// Its file.
    pub page: Page<'p>,
    /// Its day, where it has one.
    pub dated: Option<Day>,
    published: Option<Day>,
    /// The last day that its date can mean; `None` where nobody knows.
    ended: Option<Day>,
    exact: bool,
    names_on: Option<Day>,
    found: RefCell<Found>,
}

/// The day that a statement holds for.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// The day.
    pub day: Day,
    /// Whether it is known exactly.
    pub exact: bool,
    /// The day on which its names are to be read.
    pub names: Day,
}

impl<'p> Paper<'p> {
    /// The paper of a document's head.
    pub fn new(known: Known<'p>, page: Page<'p>, head: &Head) -> Self {
        Self {
            known,
            page,
            dated: head.dated,
            published: head.published,
            ended: head.dated.filter(|_| head.dated_as != DatedAs::About),
            exact: head.dated_as == DatedAs::Day,
            names_on: head.names_on,
            found: RefCell::default(),
        }
    }

    /// The statement's day: its own `dated`, or the document's. `None` where neither could be read.
    pub fn when(&self, form: &mut Form<'_>) -> Option<When> {
        let item = form.optional("dated");
        let own = match &item {
            Some(item) => Some(item.day()?),
            None => None,
        };
        if let (Some(item), Some(own)) = (&item, own) {
            self.tell_late(item, own);
        }
        let day = own.or(self.dated)?;
        Some(When { day, exact: own.is_some() || self.exact, names: self.names_on.unwrap_or(day) })
    }

    /// Tells of a statement that is dated after its document: where nobody knows when that became known, after its day.
    fn tell_late(&self, item: &Item<'_>, own: Day) {
        let (known, said) = match (self.published, self.ended) {
            (Some(published), _) => (published, format!("its document was published on {published}")),
            (None, Some(ended)) => (ended, format!("the day of its document, {ended}")),
            (None, None) => return,
        };
        if known < own {
            let message = format!("this is dated {own}, after {said}");
            let problem = Problem::warning(Code::StatedAfterPublished, message);
            let help = match self.published {
                Some(_) => "a document cannot state what happened after it: check both days",
                None => {
                    "a document cannot state what happened after it: check both days, or say when it was `published`"
                }
            };
            item.tell("", problem.help(help));
        }
    }

    /// The day of statements that have none of their own.
    pub fn own_day(&self) -> Option<When> {
        let day = self.dated?;
        Some(When { day, exact: self.exact, names: self.names_on.unwrap_or(day) })
    }

    /// The fact that an item names.
    pub fn fact(&self, item: &Item<'_>) -> Option<(FactIx, &'p Fact)> {
        let name = item.filled_text()?;
        let found = self.known.dictionary.find(&name);
        if found.is_none() {
            item.tell("", self.unknown_fact(&name));
        }
        found.map(|fact| (fact, self.known.dictionary.get(fact)))
    }

    /// The problem of a fact that the dictionary does not have.
    pub fn unknown_fact(&self, name: &str) -> Problem {
        let mut problem = Problem::error(Code::UnknownFact, format!("no fact is called `{name}`"))
            .about(Absent::Fact(name.to_owned()));
        let names = self.known.dictionary.iter().map(|(_, fact)| fact.name.as_str());
        problem.help = did_you_mean(name, names.collect::<Vec<_>>())
            .or_else(|| Some("the facts known are in data/facts.toml; a new one is declared there".into()));
        problem
    }

    /// The requirement that an item names.
    pub fn requirement(&self, item: &Item<'_>) -> Option<String> {
        let id = item.filled_text()?;
        if self.known.requirements.binary_search(&id).is_ok() {
            return Some(id);
        }
        let mut problem = Problem::error(Code::UnknownRequirement, format!("no rule is called `{id}`"))
            .about(Absent::Requirement(id.clone()));
        problem.help = did_you_mean(&id, self.known.requirements.iter().map(String::as_str))
            .or_else(|| Some(format!("`dondoc new {id}` makes one: rules/<topic>/{id}.rhai").into()));
        item.tell("", problem);
        None
    }

    /// The locality of a name.
    ///
    /// # Errors
    /// A problem without a place where there is not exactly one.
    pub fn locality(&self, written: &str, level: Option<Level>, day: Day) -> Result<LocalityIx, Problem> {
        let key = (written.to_owned(), level, day);
        if let Some(found) = self.found.borrow().get(&key) {
            return found.clone();
        }
        let names = self.known.names;
        let found = match names.find(written, level, day) {
            Ok(locality) => Ok(locality),
            // comparing with every name for a help that nobody sees would take a long table's reading for ever
            Err(_) if self.page.sink.is_full() => {
                return Err(Problem::error(Code::UnknownLocality, "no such locality"));
            }
            Err(fault) => Err(fault.problem(written, level, day, names)),
        };
        self.found.borrow_mut().insert(key, found.clone());
        found
    }

    /// The localities of a list of names, each once, with their places; what is wrong with a name is told.
    pub fn localities(&self, item: &Item<'_>, level: Option<Level>, day: Day) -> Vec<(LocalityIx, Place)> {
        let mut found: Vec<(LocalityIx, Place)> = Vec::new();
        let mut first: HashMap<LocalityIx, Place> = HashMap::new();
        for member in item.list().unwrap_or_default() {
            let Some(name) = member.filled_text() else { continue };
            match self.locality(&name, level, day) {
                Ok(locality) => {
                    if let Some(before) = first.get(&locality) {
                        let same = &self.known.names.registry().get(locality).name.vi;
                        let problem = Problem::warning(
                            Code::NamedTwice,
                            format!("`{name}` is {same}, who is in this list already"),
                        )
                        .help("if another locality is meant here, name that one");
                        self.page
                            .sink
                            .push(problem.at(member.place(), "").related(before.clone(), "named here"));
                        continue;
                    }
                    first.insert(locality, member.place());
                    found.push((locality, member.place()));
                }
                Err(problem) => member.tell("", problem),
            }
        }
        found
    }
}
