//! The dictionary of facts: `data/facts.toml`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::model::bilingual::Bilingual;
use crate::model::fact::{Dictionary, Fact, FactIx, FactKind, Merge, RollUp};
use crate::model::locality::Level;
use crate::model::place::Place;
use crate::problem::hint::{did_you_mean, one_of};
use crate::problem::{Absent, Code, Problem};

use super::fact_name;
use super::files::File;
use super::form::{Form, Item, Page, parse};
use super::limits;
use super::sink::Sink;

/// The words for how predecessors combine; one more is followed by a fact's name.
const MERGES: [(&str, Merge); 8] = [
    ("all", Merge::All),
    ("any", Merge::Any),
    ("sum", Merge::Sum),
    ("min", Merge::Min),
    ("max", Merge::Max),
    ("mean", Merge::Mean),
    ("latest", Merge::Latest),
    ("none", Merge::Nothing),
];
const WEIGHTED: &str = "weighted by ";

/// A fact as its table says, the fact that it is weighted by not yet looked up.
struct Raw {
    name: String,
    kind: FactKind,
    stages: Vec<String>,
    stage_titles: Vec<Bilingual>,
    title: Bilingual,
    merge: RawMerge,
    merge_place: Option<Place>,
    roll_up: Option<(RollUp, Place)>,
    place: Place,
}

enum RawMerge {
    Plain(Merge),
    WeightedBy(String),
}

/// Reads the dictionary.
pub fn dictionary(file: &File, sink: &Sink) -> Dictionary {
    let page = Page { file, sink };
    let Some(table) = parse(page) else { return Dictionary::default() };
    let mut raw: BTreeMap<String, Raw> = BTreeMap::new();
    for topic in Form::whole(page, "the dictionary", &table).entries() {
        let Some(facts) = properties(&topic) else { continue };
        for item in facts {
            match fact(topic.key(), &item) {
                Some((Named::Well, fact)) => {
                    raw.insert(fact.name.clone(), fact);
                }
                Some((Named::Badly, fact)) => {
                    raw.entry(fact.name.clone()).or_insert(fact);
                }
                None => {}
            }
            if raw.len() > limits::FACTS {
                let message = format!("a dictionary has at most {} facts", limits::FACTS);
                item.tell_key("the first beyond", Problem::error(Code::TooLarge, message));
                return Dictionary::default();
            }
        }
    }
    finish(raw, sink)
}

/// The facts of a topic; `None`, told, where it is no topic.
fn properties<'t>(topic: &Item<'t>) -> Option<Vec<Item<'t>>> {
    let DeValue::Table(table) = topic.value() else {
        let problem = Problem::error(Code::UnknownKey, format!("`{}` is no fact", topic.key()))
            .help("a fact is a table under a name of two segments: [civil_status.digitized]");
        topic.tell_key("", problem);
        return None;
    };
    // a table that holds a type and not tables is a fact whose name lacks a segment
    if table.get("type").is_some_and(|kind| kind.get_ref().is_str()) {
        let problem =
            Problem::error(Code::BadFactName, format!("the name `{}` has one segment", topic.key()))
                .help("a fact's name has two: a topic and a property, such as [civil_status.digitized]");
        topic.tell_key("", problem);
        return None;
    }
    Some(topic.form("this topic")?.entries())
}

/// How a fact is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Well,
    /// It is told; the fact stands under the name that was meant, so that its mentions are not told as well.
    Badly,
}

fn fact(topic: &str, item: &Item<'_>) -> Option<(Named, Raw)> {
    let name = format!("{topic}.{}", item.key());
    let mut named = Named::Well;
    for segment in [topic, item.key()] {
        if let Err(problem) = fact_name::check(segment) {
            item.tell_key("", problem);
            named = Named::Badly;
        }
    }
    if let DeValue::Table(table) = item.value()
        && !table.contains_key("type")
        && table.iter().any(|(key, value)| &**key.get_ref() != "title" && value.get_ref().is_table())
    {
        let problem =
            Problem::error(Code::BadFactName, format!("the name `{name}...` has more than two segments"))
                .help("a fact's name has two: a topic and a property, such as [civil_status.digitized]");
        item.tell_key("", problem);
        return None;
    }
    let mut form = item.form("this fact")?;
    let kind = form.required("type").and_then(|i| i.word(FactKind::ALL, FactKind::word));
    let title = form.required("title").and_then(|i| i.bilingual());
    let stages = form.optional("stages");
    let stage_titles = form.optional("stage_titles");
    let merge = form.optional("merge");
    let roll_up = match form.optional("roll_up") {
        None => Some(None),
        Some(item) => read_roll_up(&item).map(|roll_up| Some((roll_up, item.place()))),
    };
    let merge_place = merge.as_ref().map(Item::place);
    let merge = match &merge {
        Some(item) => read_merge(item),
        None => Some(RawMerge::Plain(Merge::Nothing)),
    };
    let stages = match (kind, stages) {
        (Some(FactKind::Stage), Some(item)) => read_stages(&item),
        (Some(FactKind::Stage), None) => {
            form.tell(
                Problem::error(Code::BadFact, format!("`{name}` is a stage and has no `stages`")).help(
                    "list them in order, the earliest first: stages = [\"none\", \"developing\", \"issued\"]",
                ),
            );
            None
        }
        (Some(other), Some(item)) => {
            item.tell_key(
                "",
                Problem::error(Code::BadFact, format!("`{name}` has stages, but its type is {other}"))
                    .help("write type = \"stage\", or take the stages away"),
            );
            Some(Vec::new())
        }
        (_, None) => Some(Vec::new()),
        (None, Some(_)) => None,
    };
    let stage_titles = match (&stages, &stage_titles) {
        (Some(stages), Some(item)) if stages.is_empty() => {
            let problem =
                Problem::error(Code::BadFact, format!("`{name}` has titles of stages, and no stages"));
            item.tell_key(
                "",
                problem.help("take the titles away, or write type = \"stage\" with its stages"),
            );
            Some(Vec::new())
        }
        (Some(stages), Some(item)) => read_stage_titles(item, stages),
        (_, None) => Some(Vec::new()),
        (None, Some(_)) => None,
    };
    form.finish();
    let name = match named {
        Named::Well => name,
        Named::Badly => [topic, item.key()].map(fact_name::meant).join("."),
    };
    // a slip in what says nothing of the values is told, and the fact is known all the same
    let fact = Raw {
        name,
        kind: kind?,
        stages: stages?,
        stage_titles: stage_titles.unwrap_or_default(),
        title: title.unwrap_or_else(|| Bilingual::new("", "")),
        roll_up: roll_up.flatten().filter(|_| merge.is_some()),
        merge: merge.unwrap_or(RawMerge::Plain(Merge::Nothing)),
        merge_place,
        place: item.place(),
    };
    Some((named, fact))
}

fn read_stages(item: &Item<'_>) -> Option<Vec<String>> {
    let members = item.list()?;
    if members.len() > limits::STAGES {
        let message = format!("a fact has at most {} stages", limits::STAGES);
        item.tell(
            "",
            Problem::error(Code::TooLarge, message).help("what takes more values is a number or a text"),
        );
        return None;
    }
    let mut stages: Vec<String> = Vec::new();
    for member in members {
        let word = member.filled_text()?;
        if stages.contains(&word) {
            member.tell(
                "",
                Problem::error(Code::BadFact, format!("the stage `{word}` is listed twice"))
                    .help("take one of them out: stages stand in order, each once"),
            );
        } else {
            stages.push(word);
        }
    }
    Some(stages)
}

/// What people call each stage: all of them, or none.
fn read_stage_titles(item: &Item<'_>, stages: &[String]) -> Option<Vec<Bilingual>> {
    let mut titles: BTreeMap<String, Bilingual> = BTreeMap::new();
    for entry in item.form("these titles")?.entries() {
        let word = entry.key().to_owned();
        if stages.contains(&word) {
            titles.insert(word, entry.bilingual()?);
        } else {
            let mut problem = Problem::error(Code::UnknownStage, format!("there is no stage `{word}`"));
            let known = || stages.iter().map(String::as_str);
            problem.help = did_you_mean(&word, known())
                .or_else(|| Some(format!("its stages are {}", one_of(known())).into()));
            entry.tell_key("", problem);
        }
    }
    let lacking: Vec<&str> =
        stages.iter().map(String::as_str).filter(|word| !titles.contains_key(*word)).collect();
    if !lacking.is_empty() {
        let problem = Problem::error(
            Code::BadFact,
            format!("{} has no title, while others have", one_of(lacking.iter().copied())),
        )
        .help("give every stage a title in both languages, or none");
        item.tell_key("", problem);
        return None;
    }
    Some(stages.iter().filter_map(|word| titles.remove(word)).collect())
}

/// `{ from = "commune", missing = 0.1 }`: the units that are combined, and the share of them that may be missing.
fn read_roll_up(item: &Item<'_>) -> Option<RollUp> {
    let mut form = item.form("this roll_up")?;
    let from = form.required("from");
    let missing = form.optional("missing");
    form.finish();
    let from_item = from?;
    let from = from_item.word(Level::ALL, Level::word)?;
    if from == Level::National {
        let problem =
            Problem::error(Code::BadFact, "the country lies inside nothing that it could add up to");
        from_item.tell("", problem.help("name a lower level, such as \"commune\""));
        return None;
    }
    let missing = match missing {
        None => Decimal::ZERO,
        Some(item) => {
            let share = item.decimal()?;
            if share < Decimal::ZERO || share >= Decimal::ONE {
                let problem = Problem::error(
                    Code::BadFact,
                    format!("the share {share} that may be missing is not one from 0 to less than 1"),
                );
                item.tell("", problem.help("write 0.1 for 10 per cent"));
                return None;
            }
            share
        }
    };
    Some(RollUp { from, missing })
}

fn read_merge(item: &Item<'_>) -> Option<RawMerge> {
    let text = item.filled_text()?;
    if let Some(weight) = text.strip_prefix(WEIGHTED) {
        return Some(RawMerge::WeightedBy(weight.trim().to_owned()));
    }
    if let Some((_, merge)) = MERGES.iter().find(|(word, _)| *word == text) {
        return Some(RawMerge::Plain(*merge));
    }
    let words = MERGES.iter().map(|(word, _)| *word).chain(["weighted by <fact>"]);
    let mut problem = Problem::error(Code::UnknownWord, format!("`merge` cannot be `{text}`"));
    problem.help =
        did_you_mean(&text, words.clone()).or_else(|| Some(format!("known: {}", one_of(words)).into()));
    item.tell("", problem);
    None
}

/// Puts the facts in order, looks up weights, and checks that each merge fits its type.
fn finish(raw: BTreeMap<String, Raw>, sink: &Sink) -> Dictionary {
    let kinds: BTreeMap<String, (usize, FactKind)> =
        raw.values().enumerate().map(|(at, fact)| (fact.name.clone(), (at, fact.kind))).collect();
    let mut facts = Vec::with_capacity(raw.len());
    for (name, raw) in raw {
        let merge = match raw.merge {
            RawMerge::Plain(merge) => check_merge(merge, raw.kind),
            RawMerge::WeightedBy(weight) => weighted(&name, raw.kind, &weight, &kinds),
        };
        let merge = merge.unwrap_or_else(|problem| {
            let problem = Problem { message: format!("`{name}`: {}", problem.message), ..problem };
            sink.push(match raw.merge_place {
                Some(place) => problem.at(place, ""),
                None => problem,
            });
            Merge::Nothing
        });
        let roll_up = raw.roll_up.map(|(roll_up, place)| {
            if merge == Merge::Nothing {
                let problem = Problem::error(
                    Code::BadFact,
                    format!("`{name}` rolls up, but nothing says how its values combine"),
                );
                sink.push(problem.at(place, "").help("give it a `merge`, such as \"sum\" or \"all\""));
            }
            roll_up
        });
        facts.push(Fact {
            name,
            kind: raw.kind,
            stages: raw.stages,
            stage_titles: raw.stage_titles,
            title: raw.title,
            merge,
            roll_up,
            place: raw.place,
        });
    }
    Dictionary::new(facts)
}

fn check_merge(merge: Merge, kind: FactKind) -> Result<Merge, Problem> {
    use FactKind::{Bool, Date, Decimal, Int, Percent, Stage};
    let (fits, help) = match merge {
        Merge::All | Merge::Any => (kind == Bool, "`all` and `any` are for true or false"),
        Merge::Sum => (matches!(kind, Int | Decimal | Percent), "only numbers add up"),
        Merge::Mean => (matches!(kind, Int | Decimal | Percent), "only numbers have a mean"),
        Merge::Min | Merge::Max => (
            matches!(kind, Int | Decimal | Percent | Date | Stage),
            "`min` and `max` are for numbers, days and stages; true or false takes `all` or `any`",
        ),
        Merge::Latest | Merge::WeightedBy(_) | Merge::Nothing => (true, ""),
    };
    if fits {
        return Ok(merge);
    }
    let word = MERGES.iter().find(|(_, m)| *m == merge).map_or("", |(word, _)| word);
    Err(Problem::error(Code::BadFact, format!("facts of type {kind} cannot merge by `{word}`")).help(help))
}

fn weighted(
    name: &str,
    kind: FactKind,
    weight: &str,
    kinds: &BTreeMap<String, (usize, FactKind)>,
) -> Result<Merge, Problem> {
    use FactKind::{Decimal, Int, Percent};
    if !matches!(kind, Int | Decimal | Percent) {
        return Err(Problem::error(
            Code::BadFact,
            format!("facts of type {kind} cannot merge by a weighted mean"),
        )
        .help("only numbers have a mean"));
    }
    match kinds.get(weight) {
        None => {
            let mut problem = Problem::error(Code::UnknownFact, format!("no fact is called `{weight}`"))
                .about(Absent::Fact(weight.to_string()));
            problem.help = did_you_mean(weight, kinds.keys().map(String::as_str));
            Err(problem)
        }
        Some(_) if weight == name => {
            Err(Problem::error(Code::BadFact, "a fact cannot be weighted by itself")
                .help("weigh by the number that it is a share or a mean of, such as a count of people"))
        }
        Some((at, Int | Decimal | Percent)) => Ok(Merge::WeightedBy(FactIx::new(*at))),
        Some((_, other)) => Err(Problem::error(
            Code::BadFact,
            format!("`{weight}` is of type {other} and cannot be a weight"),
        )
        .help("weigh by a number, such as a count of people")),
    }
}
