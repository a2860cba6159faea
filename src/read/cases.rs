//! Cases: `rules/**/<requirement-id>.cases.toml`.

use std::collections::HashMap;

use rayon::prelude::*;
use toml::de::DeValue;

use crate::model::case::{Case, CaseFile, Expect, Stated};
use crate::model::day::Day;
use crate::model::document::DueKind;
use crate::model::fact::Dictionary;
use crate::model::locality::Life;
use crate::model::place::Place;
use crate::model::verdict::Status;
use crate::problem::hint::did_you_mean;
use crate::problem::{Absent, Code, Problem};

use super::files::{File, Folder};
use super::form::{Form, Item, Page, parse};
use super::frozen;
use super::sink::Sink;
use super::values;

/// The ending of a file of cases.
pub const ENDING: &str = ".cases.toml";

/// Reads every file of cases, in order of paths.
pub fn all(
    folder: &Folder,
    below_rules: &[String],
    (dictionary, requirements): (&Dictionary, &[String]),
    problems: &mut Vec<Problem>,
) -> Vec<CaseFile> {
    let paths: Vec<&String> = below_rules.iter().filter(|path| path.ends_with(ENDING)).collect();
    let read = |path: &&String| {
        let sink = Sink::default();
        let file = folder.read(path, &sink);
        let cases = file.and_then(|file| cases(folder, &file, dictionary, requirements, &sink));
        (cases, sink.into_problems())
    };
    let (files, found): (Vec<_>, Vec<_>) = paths.par_iter().map(read).unzip();
    problems.extend(found.into_iter().flatten());
    files.into_iter().flatten().collect()
}

/// Reads one file of cases.
fn cases(
    folder: &Folder,
    file: &File,
    dictionary: &Dictionary,
    requirements: &[String],
    sink: &Sink,
) -> Option<CaseFile> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let requirement = name.strip_suffix(ENDING).unwrap_or(name).to_owned();
    if requirements.binary_search(&requirement).is_err() {
        let mut problem = Problem::error(
            Code::UnknownRequirement,
            format!("these are cases of `{requirement}`, and no rule is called so"),
        )
        .about(Absent::Requirement(requirement.clone()));
        problem.help = did_you_mean(&requirement, requirements.iter().map(String::as_str))
            .map(|help| help.and(" A file of cases has its rule's name"))
            .or_else(|| Some("a file of cases has its rule's name: <requirement-id>.cases.toml".into()));
        sink.push(problem.at(file.start(), ""));
    }
    let page = Page { file, sink };
    let table = parse(page)?;
    let mut form = Form::whole(page, "this file of cases", &table);
    let mut names: HashMap<String, Place> = HashMap::new();
    let mut cases = Vec::new();
    for form in form.required("case").map(|i| i.forms("this case")).unwrap_or_default() {
        let Some(case) = case(form, dictionary) else { continue };
        if let Some(first) = names.insert(case.name.clone(), case.place.clone()) {
            let problem = Problem::error(Code::BadCase, format!("two cases are called \"{}\"", case.name))
                .help("a case's name says what is special about it");
            sink.push(problem.at(case.place.clone(), "").related(first, "the first one"));
        }
        cases.push(case);
    }
    let frozen = form.optional("report").map(|item| item.forms("this report")).unwrap_or_default();
    let frozen = frozen::frozen(folder, file, frozen, sink);
    form.finish();
    Some(CaseFile { file: file.path.clone(), requirement, cases, frozen })
}

fn case(mut form: Form<'_>, dictionary: &Dictionary) -> Option<Case> {
    let place = form.place();
    let name = form.required("name").and_then(|i| i.filled_text());
    let facts = form.required("facts").and_then(|item| stated(&item, dictionary));
    let history_item = form.optional("history");
    let history = match &history_item {
        Some(item) => history(item, dictionary),
        None => Some(Vec::new()),
    };
    let dated_item = form.optional("dated");
    let dated = dated_item.as_ref().map(Item::day);
    let due_item = form.optional("due");
    let due = due_item.as_ref().map(Item::day);
    let kind_item = form.optional("due_kind");
    let kind = match &kind_item {
        Some(item) => item.word(DueKind::ALL, DueKind::word),
        None => Some(DueKind::OnOrBefore),
    };
    let target = form.optional("target").map(|i| i.decimal());
    let waiver = waiver(&mut form);
    let as_of = form.required("as_of").and_then(|i| i.day());
    let expect = form.required("expect").and_then(|item| expect(&item));
    form.finish();
    if let (Some(item), None) = (&kind_item, &due_item) {
        item.tell_key(
            "",
            Problem::error(Code::Contradiction, "`due_kind` says how `due` is to be read, and there is none")
                .help("add `due`, or leave `due_kind` out"),
        );
        return None;
    }
    let as_of = as_of?;
    let dated = match dated {
        None => as_of,
        Some(day) => day?,
    };
    if let (Some(item), true) = (&dated_item, dated > as_of) {
        let message =
            format!("`facts` are dated {dated}, after the day that is judged: they would not count");
        item.tell(
            "",
            Problem::error(Code::BadCase, message)
                .help("date them on `as_of` or before, or judge a later day"),
        );
    }
    let history = history?;
    if !is_oldest_first(&history, dated) {
        let problem = Problem::error(Code::BadCase, "`history` is out of order").help(
            "write the oldest first; every day lies before that of `facts`, which is `dated` or else `as_of`",
        );
        if let Some(item) = &history_item {
            item.tell_key("", problem);
        }
    }
    Some(Case {
        name: name?,
        facts: facts?,
        dated,
        history,
        due: match due {
            None => None,
            Some(day) => Some((day?, kind?)),
        },
        target: match target {
            None => None,
            Some(number) => Some(number?),
        },
        waiver: waiver?,
        as_of,
        expect: expect?,
        place,
    })
}

fn is_oldest_first(history: &[(Day, Stated)], dated: Day) -> bool {
    history.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b))
        && history.last().is_none_or(|(day, _)| *day < dated)
}

/// The waiver's days: outer `None` where they could not be read.
#[expect(clippy::option_option, reason = "left out and unreadable are two things")]
fn waiver(form: &mut Form<'_>) -> Option<Option<Life>> {
    let (from, until) = (form.optional("waived_from"), form.optional("waived_until"));
    if let (None, Some(until)) = (&from, &until) {
        until.tell_key(
            "",
            Problem::error(Code::Contradiction, "`waived_until` ends a waiver, and none begins")
                .help("add `waived_from`"),
        );
    }
    let Some(from) = from else { return Some(None) };
    let first = from.day();
    let last = match &until {
        Some(item) => Some(item.day()?),
        None => None,
    };
    let life = Life { from: Some(first?), to: last };
    if let (Some(item), Some(to)) = (&until, last)
        && Some(to) < life.from
    {
        item.tell(
            "",
            Problem::error(Code::Contradiction, "this waiver ends before it begins")
                .help("`waived_until` is the last day on which it excuses, `waived_from` the first"),
        );
        return None;
    }
    Some(Some(life))
}

fn history(item: &Item<'_>, dictionary: &Dictionary) -> Option<Vec<(Day, Stated)>> {
    let mut all = Vec::new();
    for item in item.any_list()? {
        let mut form = item.form("this entry of the history")?;
        let dated = form.required("dated").and_then(|i| i.day());
        let facts = form.required("facts").and_then(|i| stated(&i, dictionary));
        form.finish();
        all.push((dated, facts));
    }
    all.into_iter().map(|(dated, facts)| Some((dated?, facts?))).collect()
}

/// `{ topic.property = value, ... }`, in order of the facts.
fn stated(item: &Item<'_>, dictionary: &Dictionary) -> Option<Stated> {
    let mut facts = Vec::new();
    let mut fine = true;
    for topic in item.form("this list of facts")?.entries() {
        let DeValue::Table(_) = topic.value() else {
            unknown(&topic, topic.key(), dictionary);
            fine = false;
            continue;
        };
        for item in topic.form("this topic")?.entries() {
            let name = format!("{}.{}", topic.key(), item.key());
            let Some(ix) = dictionary.find(&name) else {
                unknown(&item, &name, dictionary);
                fine = false;
                continue;
            };
            match values::from_item(&item, dictionary.get(ix)) {
                Some(value) => facts.push((ix, value)),
                None => fine = false,
            }
        }
    }
    facts.sort_by_key(|(fact, _)| *fact);
    fine.then_some(facts)
}

fn unknown(item: &Item<'_>, name: &str, dictionary: &Dictionary) {
    let mut problem = Problem::error(Code::UnknownFact, format!("no fact is called `{name}`"))
        .about(Absent::Fact(name.to_owned()));
    problem.help = did_you_mean(name, dictionary.iter().map(|(_, f)| f.name.as_str()).collect::<Vec<_>>());
    item.tell_key("", problem);
}

fn expect(item: &Item<'_>) -> Option<Expect> {
    let mut form = item.form("`expect`")?;
    let status = form.required("status").and_then(|i| i.word(Status::ALL, Status::word));
    let reason = form.optional("reason").and_then(|i| i.filled_text());
    form.finish();
    Some(Expect { status: status?, reason, place: item.place() })
}
