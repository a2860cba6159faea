//! A made-up project for examples to stand on: a few facts, one of which nobody has reported, and one document.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::calendar::Calendar;
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Authority, Confidence, DatedAs, Document, DocumentKind};
use crate::model::fact::{Dictionary, Fact, FactKind, Merge};
use crate::model::locality::Registry;
use crate::model::place::Place;
use crate::model::requirement::RequirementIx;
use crate::model::scoring::{Basis, Scoring};
use crate::model::value::Value;
use crate::problem::Severity;
use crate::project::{Project, Script};
use crate::rulebook::{Answer, Rulebook};

/// The facts of the examples, with what is reported of each.
pub(super) fn facts() -> Vec<(Fact, Option<Value>)> {
    let fact = |name: &str, kind, stages: &[&str]| Fact {
        name: name.to_owned(),
        kind,
        stages: stages.iter().map(|word| (*word).to_owned()).collect(),
        stage_titles: Vec::new(),
        title: Bilingual::new(name, name),
        merge: Merge::Nothing,
        roll_up: None,
        place: Place::new("data/facts.toml", 0..0),
    };
    let day = |year, month, day| Day::from_ymd(year, month, day).map(Value::Date);
    vec![
        (fact("health.stage", FactKind::Stage, &["none", "consulting", "issued"]), Some(Value::Stage(1))),
        (fact("land.complete", FactKind::Bool, &[]), Some(Value::Bool(true))),
        (fact("land.done", FactKind::Int, &[]), Some(Value::Int(29))),
        (fact("land.finished", FactKind::Date, &[]), day(2024, 10, 21)),
        (fact("land.remeasured", FactKind::Bool, &[]), None),
        (fact("land.share", FactKind::Percent, &[]), Some(Value::Decimal(Decimal::new(445, 1)))),
        (fact("land.started", FactKind::Date, &[]), day(2024, 9, 30)),
        (fact("land.total", FactKind::Int, &[]), Some(Value::Int(94))),
    ]
}

/// The target that the deadline's document sets in the examples.
pub(super) const TARGET: i64 = 60;

const HEAD: &str = r#"//! An example.
const REQUIREMENT = #{
    id: "example", title: #{ en: "Example", vi: "Ví dụ" }, level: "province", cites: ["paper"],
    reasons: #{ done: #{ en: "done", vi: "xong" }, open: #{ en: "open", vi: "chưa" }, none: #{ en: "none", vi: "không" } },
};
fn check(locality) {
"#;

/// What the lint and the engine say of the body of a check, on the facts of the examples.
pub(super) fn outcome(body: &str) -> Vec<String> {
    let (facts, values): (Vec<Fact>, Vec<Option<Value>>) = facts().into_iter().unzip();
    let project = project(facts);
    let script = Script {
        file: "rules/example.rhai".into(),
        id: "example".to_owned(),
        text: Arc::from(format!("{HEAD}{body}\n}}\n")),
    };
    let (rulebook, problems) = Rulebook::compile(&[script], &project);
    // The reasons that an example does not need are no fault of it.
    let told = problems.iter().filter(|problem| problem.code != crate::problem::Code::UnusedReason);
    let mut said: Vec<String> = told
        .map(|problem| {
            let help = problem.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
            format!("{}[{}]: {}{help}", problem.severity, problem.code, problem.message)
        })
        .collect();
    if problems.iter().any(|problem| problem.severity == Severity::Error)
        || rulebook.requirements().is_empty()
    {
        return said;
    }
    let requirement = rulebook.requirement(RequirementIx(0));
    let read: Vec<Option<Value>> =
        requirement.reads.iter().map(|fact| values.get(fact.at()).cloned().flatten()).collect();
    let mut executor = rulebook.executor(&project.dictionary);
    let run = executor.run(RequirementIx(0), &read, Some(Decimal::from(TARGET)));
    let key = |reason: usize| requirement.reasons.get_index(reason).map_or("", |(key, _)| key.as_str());
    said.push(match run.answer {
        Answer::Met { reason, day: None } => format!("met, {}", key(reason)),
        Answer::Met { reason, day: Some(day) } => format!("met since {day}, {}", key(reason)),
        Answer::NotMet { reason } => format!("not met, {}", key(reason)),
        Answer::NotApplicable { reason } => format!("not applicable, {}", key(reason)),
        Answer::Progress { done, total, open, done_reason } => {
            let reason = if done < total { open } else { done_reason };
            format!("{done} of {total}, {}", key(reason))
        }
        Answer::Missing { slot } => {
            let fact = slot.and_then(|slot| requirement.reads.get(slot));
            let name = fact.map_or("the target", |fact| project.dictionary.get(*fact).name.as_str());
            format!("unknown: {name} is not reported")
        }
        Answer::Failed { message } => format!("error: {message}"),
    });
    said
}

fn project(facts: Vec<Fact>) -> Project {
    let first = Day::from_ymd(2024, 10, 21);
    let documents = first.map(|dated| Document {
        id: "paper".to_owned(),
        title: Bilingual::new("Paper", "Văn bản"),
        kind: DocumentKind::Meeting,
        issuer: String::new(),
        authority: Authority::National,
        number: None,
        dated,
        dated_as: DatedAs::Day,
        published: None,
        source: String::new(),
        source_sha256: None,
        confidence: Confidence::High,
        place: Place::new("data/documents/paper.toml", 0..0),
    });
    Project {
        registry: Registry::default(),
        dictionary: Dictionary::new(facts),
        calendar: Calendar::default(),
        scoring: Scoring {
            due_soon: 10,
            met: Decimal::ONE,
            met_late: Decimal::new(5, 1),
            grades: Vec::new(),
            basis: Basis::All,
        },
        documents: documents.into_iter().collect(),
        tables: Vec::new(),
        deadlines: Vec::new(),
        waivers: Vec::new(),
        totals: Vec::new(),
        identities: Vec::new(),
        scripts: Vec::new(),
        library: Vec::new(),
        limits: crate::model::limits::Limits::default(),
    }
}
