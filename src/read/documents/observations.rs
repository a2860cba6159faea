//! `[[observation]]`: one value of one fact, for one or many localities.

use crate::model::document::Approx;
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::place::Place;
use crate::model::value::Value;
use crate::problem::{Code, Problem};
use crate::read::doubt::doubt;
use crate::read::form::{Form, Item};
use crate::read::values;

use super::paper::{Paper, When};

/// An observation whose `others` is not yet written out: that takes all the document's observations.
#[derive(Debug)]
pub struct Observation {
    /// Where it begins, for its order.
    pub start: usize,
    /// Of which fact.
    pub fact: FactIx,
    /// What was observed.
    pub value: Value,
    /// For which day.
    pub when: When,
    /// Of whom.
    pub localities: Vec<(LocalityIx, Place)>,
    /// What holds for everybody else.
    pub others: Option<Others>,
    /// How it is hedged.
    pub approx: Option<Approx>,
    /// A remark.
    pub note: Option<String>,
}

/// What holds for every locality of a level that is not named.
#[derive(Debug)]
pub struct Others {
    /// The value.
    pub value: Value,
    /// The level.
    pub level: Level,
    /// Where it is said.
    pub place: Place,
}

/// Reads one observation.
pub fn observation(mut form: Form<'_>, paper: &Paper<'_>) -> Option<Observation> {
    let start = form.start();
    let fact = form.required("fact").and_then(|item| paper.fact(&item));
    let value_item = form.required("value");
    let localities_item = form.required("localities");
    let level_item = form.optional("level");
    let others_item = form.optional("others");
    let when = paper.when(&mut form);
    let approx = match form.optional("approx") {
        Some(item) => Some(item.word(Approx::ALL, Approx::word)),
        None => None,
    };
    let note = form.optional("note").and_then(|i| i.text());
    let level = level_item.as_ref().map(|i| i.word(Level::ALL, Level::word));
    form.finish();

    // where the level is a slip, names cannot be looked up: the slip is told already
    let localities = match (&localities_item, &level, when) {
        (Some(item), None | Some(Some(_)), Some(when)) => paper.localities(item, level.flatten(), when.names),
        _ => Vec::new(),
    };
    let value = match (&value_item, fact) {
        (Some(item), Some((_, fact))) => values::from_item(item, fact).inspect(|value| {
            if let Some(doubt) = doubt(value, fact) {
                item.tell("", doubt);
            }
        }),
        _ => None,
    };
    if let (Some(item), None, None) = (&localities_item, &level_item, &others_item) {
        tell_lower(item, &localities, paper);
    }
    let others = match (&others_item, fact) {
        (Some(item), Some((_, fact))) => {
            let value = values::from_item(item, fact)?;
            let level = level.flatten().map_or_else(|| common_level(&localities, paper), Ok);
            match level {
                Ok(level) => Some(Others { value, level, place: item.place() }),
                Err(problem) => {
                    item.tell_key("", problem?);
                    None
                }
            }
        }
        _ => None,
    };
    let ((fact, _), value, when) = (fact?, value?, when?);
    let approx = match approx {
        None => None,
        Some(word) => Some(word?),
    };
    Some(Observation { start, fact, value, when, localities, others, approx, note })
}

/// Tells who of a list is of a lower level than the rest: without a `level`, a name that no province has any more is
/// found among the communes, and no province gets its value. Of one name alone nobody knows the rest, and whoever
/// means a commune says so.
fn tell_lower(item: &Item<'_>, localities: &[(LocalityIx, Place)], paper: &Paper<'_>) {
    let names = paper.known.names;
    let level = |locality: LocalityIx| names.registry().get(locality).level;
    if let [(one, place)] = localities
        && let Some([written]) = item.list().as_deref()
        && let Some(written) = written.text()
        && level(*one) > Level::Province
        && names.is_bare(&written)
    {
        paper.page.sink.push(found_below(&written, *one, paper).at(place.clone(), ""));
    }
    let units = || localities.iter().filter(|(ix, _)| level(*ix) > Level::Agency);
    let Some(highest) = units().map(|(ix, _)| level(*ix)).min() else { return };
    if let Some((lower, place)) = units().find(|(ix, _)| level(*ix) > highest) {
        let problem = mixed(*lower, highest, "list", paper).help(format!(
            "add `level = \"{highest}\"` to have every name looked for there; what is said of lower units stands in an observation of its own"
        ));
        paper.page.sink.push(problem.at(place.clone(), ""));
    }
}

/// One name that is found below the provinces, and says not that it is meant so.
fn found_below(written: &str, found: LocalityIx, paper: &Paper<'_>) -> Problem {
    let found = paper.known.names.registry().get(found);
    let message = format!(
        "no province is called `{written}` then, and this is said of the {} `{}`",
        found.level, found.id
    );
    Problem::warning(Code::MixedLevels, message).help(format!(
        "if it is meant, add `level = \"{}\"`; if a province of old is, name its successor",
        found.level
    ))
}

/// Somebody who is of a lower level than the rest.
pub fn mixed(lower: LocalityIx, highest: Level, of: &str, paper: &Paper<'_>) -> Problem {
    let lower = paper.known.names.registry().get(lower);
    let message = format!(
        "`{}` is of the level {}, and others of this {of} are of the level {highest}",
        lower.id, lower.level
    );
    Problem::warning(Code::MixedLevels, message)
}

/// The level of all the localities named.
///
/// # Errors
/// A problem without a place where they are of several levels; none where nobody was found, which is told already.
fn common_level(localities: &[(LocalityIx, Place)], paper: &Paper<'_>) -> Result<Level, Option<Problem>> {
    let registry = paper.known.names.registry();
    let mut levels: Vec<Level> = localities.iter().map(|(ix, _)| registry.get(*ix).level).collect();
    levels.sort_unstable();
    levels.dedup();
    match levels.as_slice() {
        [level] => Ok(*level),
        [] => Err(None),
        several => {
            let words: Vec<&str> = several.iter().map(|level| level.word()).collect();
            Err(Some(
                Problem::error(
                    Code::Contradiction,
                    format!(
                        "`others` of which level? The localities named are of the levels {}",
                        words.join(", ")
                    ),
                )
                .help("give the `level` of the list, and the rest in an observation of its own"),
            ))
        }
    }
}
