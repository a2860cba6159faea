//! What one document says must not contradict itself; and `others` written out, which takes all that it says.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::model::cells::Cells;
use crate::model::day::Day;
use crate::model::document::{Binds, Deadline, DocumentIx, Reported, Table};
use crate::model::fact::FactIx;
use crate::model::locality::{Level, LocalityIx};
use crate::model::place::{Place, Places};
use crate::model::value::Value;
use crate::problem::{Code, Problem};

use super::observations::Observation;
use super::paper::Paper;
use super::tables::Placed;

/// What an explicit list says of one fact on one day: by locality the value and where.
type Said = HashMap<LocalityIx, (Value, Place)>;

/// Makes the tables of a document, in written order: an observation becomes a table of one column, and `others` a row
/// for every locality that no list of the document names.
pub fn settle(observations: Vec<Observation>, tables: Vec<Placed>, paper: &Paper<'_>) -> Vec<Table> {
    let mut placed = tables;
    let mut waiting = Vec::new();
    for mut observation in observations {
        let (others, when) = (observation.others.take(), observation.when);
        let (start, fact) = (observation.start, observation.fact);
        placed.push((start, table(observation, paper)));
        waiting.extend(others.map(|others| (start, fact, when, others)));
    }
    placed.sort_by_key(|(start, _)| *start);
    waiting.sort_by_key(|(start, ..)| *start);
    let mut said =
        tell_observations(&placed, &waiting.iter().map(|(_, f, w, _)| (*f, w.day)).collect(), paper);
    let mut rest: HashMap<(FactIx, Day), Said> = HashMap::new();
    for (start, fact, when, others) in waiting {
        let explicit = said.entry((fact, when.day)).or_default();
        let rest = rest.entry((fact, when.day)).or_default();
        let mut told = false;
        let Some((_, table)) = placed.iter_mut().find(|(at, _)| *at == start) else { continue };
        let Some(column) = table.columns.first_mut() else { continue };
        for locality in paper.known.names.registry().living(others.level, when.names) {
            if explicit.contains_key(&locality) {
                continue;
            }
            match rest.get(&locality) {
                Some((value, place)) if *value != others.value && !told => {
                    told = true;
                    let problem = Problem::error(
                        Code::ConflictingObservations,
                        format!(
                            "two lists give all others two values of `{}` on {}",
                            paper.known.dictionary.get(fact).name,
                            when.day
                        ),
                    )
                    .help("only one of the lists can be complete; leave `others` out of the rest");
                    let problem = problem.at(others.place.clone(), "");
                    paper.page.sink.push(problem.related(place.clone(), "and here"));
                }
                Some(_) => {}
                None => {
                    rest.insert(locality, (others.value.clone(), others.place.clone()));
                    table.localities.push(locality);
                    table.places.push(&others.place.span);
                    column.cells.push(Some(&others.value));
                }
            }
        }
    }
    placed.into_iter().map(|(_, table)| table).collect()
}

fn table(observation: Observation, paper: &Paper<'_>) -> Table {
    let Observation { fact, value, when, localities, approx, note, .. } = observation;
    let mut cells = Cells::new(paper.known.dictionary.get(fact).kind);
    let mut places = Places::new(Arc::clone(&paper.page.file.path));
    for (_, place) in &localities {
        cells.push(Some(&value));
        places.push(&place.span);
    }
    let localities = localities.into_iter().map(|(locality, _)| locality).collect();
    Table {
        document: DocumentIx(0),
        dated: when.day,
        exact: when.exact,
        approx,
        note,
        localities,
        places,
        columns: vec![Reported { fact, cells }],
    }
}

/// Tells of two values for one fact, locality and day; gives what is said of the facts and days that are asked for.
fn tell_observations(
    placed: &[Placed],
    asked: &HashSet<(FactIx, Day)>,
    paper: &Paper<'_>,
) -> HashMap<(FactIx, Day), Said> {
    let mut groups: BTreeMap<(FactIx, Day), Vec<(&Table, &Reported)>> = BTreeMap::new();
    for (_, table) in placed {
        for column in &table.columns {
            groups.entry((column.fact, table.dated)).or_default().push((table, column));
        }
    }
    let mut kept = HashMap::new();
    // a column alone whose rows are all of different localities contradicts nothing; most large tables are so
    let distinct: HashMap<*const Table, bool> =
        placed.iter().map(|(_, table)| (std::ptr::from_ref(table), is_distinct(&table.localities))).collect();
    for ((fact, day), columns) in groups {
        let wanted = asked.contains(&(fact, day));
        if let ([(table, _)], false) = (columns.as_slice(), wanted)
            && distinct.get(&std::ptr::from_ref::<Table>(table)).copied().unwrap_or(false)
        {
            continue;
        }
        let said = tell_group(fact, day, &columns, paper);
        if wanted {
            kept.insert((fact, day), said);
        }
    }
    kept
}

fn is_distinct(localities: &[LocalityIx]) -> bool {
    let mut sorted = localities.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| matches!(pair, [a, b] if a != b))
}

fn tell_group(fact: FactIx, day: Day, columns: &[(&Table, &Reported)], paper: &Paper<'_>) -> Said {
    let mut said = Said::new();
    for (table, column) in columns {
        for (row, locality) in table.localities.iter().enumerate() {
            let Some(value) = column.cells.get(row) else { continue };
            let Some(place) = table.places.get(row) else { continue };
            let Some((before, first)) = said.get(locality) else {
                said.insert(*locality, (value, place));
                continue;
            };
            if *before == value {
                continue;
            }
            let fact = paper.known.dictionary.get(fact);
            let problem = Problem::error(
                Code::ConflictingObservations,
                format!(
                    "`{}` of {} on {day} is {} here and {} before",
                    fact.name,
                    paper.known.names.registry().get(*locality).name.vi,
                    fact.spell(&value),
                    fact.spell(before),
                ),
            )
            .help("one document says one thing: keep the right value, or give one of them its own `dated`");
            paper.page.sink.push(problem.at(place, "").related(first.clone(), "stated before"));
        }
    }
    said
}

/// Tells of two deadlines of equal reach for one requirement and locality.
pub fn tell_deadlines(deadlines: &[Deadline], paper: &Paper<'_>) {
    let mut levels: HashMap<(&str, Level), &Deadline> = HashMap::new();
    let mut lists: HashMap<(&str, LocalityIx), &Deadline> = HashMap::new();
    // what is printed without names binds nobody
    for deadline in deadlines.iter().filter(|deadline| deadline.binds_unnamed.is_none()) {
        let requirement = deadline.requirement.as_str();
        let clash = match &deadline.binds {
            Binds::Level(level) => {
                levels.insert((requirement, *level), deadline).map(|first| (first, format!("every {level}")))
            }
            Binds::Localities(list) => {
                let mut clash = None;
                for locality in list {
                    if let Some(first) = lists.insert((requirement, *locality), deadline) {
                        clash = clash.or(Some((first, *locality)));
                    }
                }
                let registry = paper.known.names.registry();
                clash.map(|(first, locality)| (first, registry.get(locality).name.vi.clone()))
            }
        };
        if let Some((first, whom)) = clash {
            let problem = Problem::error(
                Code::ConflictingDeadlines,
                format!("this document sets two deadlines of `{requirement}` for {whom}"),
            )
            .help("keep one; a list of localities may differ from what holds for their whole level");
            let problem = problem.at(deadline.place.clone(), "");
            paper.page.sink.push(problem.related(first.place.clone(), "the first one"));
        }
    }
}
