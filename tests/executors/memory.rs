//! What is remembered of one evaluation changes no verdict of the next, whatever day it is of and whatever was stated
//! in between, and spares the runs of rules on all that did not change.

use std::sync::{Arc, LazyLock};

use camino::Utf8Path;
use dondoc::evaluate::{Ground, Memory, Terms, Verdict};
use dondoc::model::cells::Cells;
use dondoc::model::day::Day;
use dondoc::model::document::{DocumentIx, Reported, Table};
use dondoc::model::fact::{FactIx, FactKind};
use dondoc::model::locality::{Level, LocalityIx};
use dondoc::model::place::Places;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::Value;
use dondoc::pipeline::Question;
use dondoc::pipeline::watching::Watch;
use dondoc::project::Project;
use dondoc::read;
use dondoc::resolve::{Horizon, Resolution};
use dondoc::rulebook::{ExecutorKind, Rulebook};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The shipped project with the rules compiled.
fn shipped() -> &'static (Project, Rulebook) {
    static SHIPPED: LazyLock<(Project, Rulebook)> = LazyLock::new(|| {
        let project = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).project;
        let (rulebook, _) = Rulebook::compile(&project.scripts, &project);
        (project, rulebook)
    });
    &SHIPPED
}

fn all(rulebook: &Rulebook) -> Vec<RequirementIx> {
    (0..rulebook.requirements().len()).map(RequirementIx::new).collect()
}

/// The verdicts of a day, or nothing where one cannot be told.
fn judged(
    resolution: &Resolution<'_>,
    rulebook: &Rulebook,
    memory: Option<&mut Memory>,
) -> Option<Vec<Vec<Verdict>>> {
    let all = all(rulebook);
    let ground = Ground::new(resolution, rulebook, &all, Terms { due_soon: 10 });
    match memory {
        Some(memory) => ground.verdicts_after(&all, memory).ok(),
        None => ground.verdicts(&all).ok(),
    }
}

fn from_first(days: u32) -> Day {
    Day::from_ymd(2024, 9, 1).unwrap().plus_days(days)
}

fn horizon(days: u32) -> Horizon {
    Horizon { as_of: from_first(days), known_by: None }
}

/// One more statement: who, of what, which value of its kind, and when.
type More = (usize, usize, u8, u32);

fn value(kind: FactKind, choice: u8, stages: usize) -> Value {
    match kind {
        FactKind::Bool => Value::Bool(choice.is_multiple_of(2)),
        FactKind::Int => Value::Int(i64::from(choice) * 10),
        FactKind::Decimal | FactKind::Percent => Value::Decimal(Decimal::from(choice % 101)),
        FactKind::Date => Value::Date(from_first(u32::from(choice))),
        FactKind::Stage => Value::Stage(u16::from(choice) % u16::try_from(stages.max(1)).unwrap()),
        FactKind::Text => Value::Text(Arc::from(format!("text {choice}"))),
    }
}

/// The shipped project where a document that has a table says more.
fn told_more(project: &Project, more: &[More]) -> Project {
    let mut told = project.clone();
    let provinces: Vec<LocalityIx> = project.registry.living(Level::Province, from_first(0)).collect();
    let documents: Vec<DocumentIx> = project.tables.iter().map(|table| table.document).collect();
    for (who, what, choice, when) in more {
        let fact = FactIx::new(what % project.dictionary.len());
        let definition = project.dictionary.get(fact);
        let value = value(definition.kind, *choice, definition.stages.len());
        told.tables.push(Table {
            document: documents[who % documents.len()],
            dated: from_first(*when),
            exact: choice % 3 != 0,
            approx: None,
            note: None,
            localities: vec![provinces[who % provinces.len()]],
            places: Places::new("data/documents/made-up.toml"),
            columns: vec![Reported { fact, cells: Cells::one(&value) }],
        });
    }
    told
}

fn more() -> impl Strategy<Value = Vec<More>> {
    prop::collection::vec((0usize..500, 0usize..500, any::<u8>(), 0u32..700), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn days_in_any_order_are_judged_as_if_nothing_was_remembered(
        days in prop::collection::vec(0u32..800, 2..6),
        more in more(),
        kind in prop::sample::select(ExecutorKind::ALL.to_vec()),
    ) {
        let project = told_more(&shipped().0, &more);
        let rulebook = Rulebook::compile(&project.scripts, &project).0.run_by(kind);
        let first = Resolution::new(&project, horizon(days[0]));
        let mut memory = Memory::default();
        for day in days {
            let resolution = first.on(from_first(day));
            let fresh = judged(&resolution, &rulebook, None);
            prop_assert_eq!(judged(&resolution, &rulebook, Some(&mut memory)), fresh);
        }
    }

    #[test]
    fn an_edited_project_is_judged_as_if_nothing_was_remembered(
        edits in prop::collection::vec(more(), 1..4),
        day in 0u32..800,
        later in 0u32..100,
    ) {
        let (project, rulebook) = shipped();
        let mut memory = Memory::default();
        for more in edits {
            let project = told_more(project, &more);
            for day in [day, day + later] {
                let resolution = Resolution::new(&project, horizon(day));
                let fresh = judged(&resolution, rulebook, None);
                prop_assert_eq!(judged(&resolution, rulebook, Some(&mut memory)), fresh);
            }
        }
    }
}

#[test]
fn the_same_day_again_runs_no_rule_and_one_more_statement_runs_few() {
    let (project, rulebook) = shipped();
    let mut memory = Memory::default();
    let resolution = Resolution::new(project, horizon(290));
    judged(&resolution, rulebook, Some(&mut memory)).expect("every day can be told");
    let first = memory.ran();
    assert!(first > 500, "{first} runs");
    judged(&resolution, rulebook, Some(&mut memory)).expect("every day can be told");
    assert_eq!(memory.ran(), 0, "nothing changed");

    let deployed = project.dictionary.find("judicial_records.deployed").expect("a shipped fact");
    let more = told_more(project, &[(3, deployed.at(), 0, 289), (3, deployed.at(), 1, 289)]);
    let resolution = Resolution::new(&more, horizon(290));
    judged(&resolution, rulebook, Some(&mut memory)).expect("every day can be told");
    assert!(memory.ran() < first / 4, "{} runs after {first}", memory.ran());
}

#[test]
fn a_day_on_which_nothing_was_stated_runs_no_rule() {
    let (project, rulebook) = shipped();
    let mut memory = Memory::default();
    let last = project.tables.iter().map(|table| table.dated).max().expect("a statement");
    let resolution = Resolution::new(project, Horizon { as_of: last.plus_days(1), known_by: None });
    judged(&resolution, rulebook, Some(&mut memory)).expect("every day can be told");
    judged(&resolution.on(last.plus_days(2)), rulebook, Some(&mut memory)).expect("every day can be told");
    assert_eq!(memory.ran(), 0);
}

#[test]
fn a_watched_project_runs_few_rules_after_a_save() {
    let watched = crate::run::shipped();
    let mut watch = Watch::new(watched.folder.clone());
    let as_of = Day::from_ymd(2024, 10, 31).unwrap();
    let question = Question::whole(Horizon { as_of, known_by: None });
    assert!(watch.look(&[], &question).is_some_and(|glance| glance.sound.is_some()));
    let first = watch.ran();
    assert!(first > 300, "{first} runs");
    let document = "id = \"told-later\"\ntitle = { en = \"Later\", vi = \"Sau\" }\nkind = \"return\"\n\
        issuer = \"Hanoi\"\ndated = 2024-10-30\nsource = \"none\"\nconfidence = \"high\"\n\
        [[observation]]\nfact = \"judicial_records.deployed\"\nvalue = true\nlocalities = [\"Ha Giang\"]\n";
    std::fs::write(watched.folder.join("data/documents/2024-10-30-later.toml"), document).unwrap();
    let glance = watch.look(&[], &question).expect("a file is new");
    assert!(glance.sound.is_some(), "{:?}", glance.problems);
    assert!((1..first / 4).contains(&watch.ran()), "{} runs after {first}", watch.ran());
    assert!(watch.look(&[], &question).is_none(), "nothing is new");
}

#[test]
fn of_an_edited_rule_alone_the_answers_are_found_again() {
    let (project, rulebook) = shipped();
    let mut memory = Memory::default();
    judged(&Resolution::new(project, horizon(290)), rulebook, Some(&mut memory))
        .expect("every day can be told");
    let mut edited = project.clone();
    let script = edited.scripts.iter_mut().find(|script| script.id == "judicial-records-on-vneid").unwrap();
    script.text = Arc::from(script.text.replace("met(\"deployed\")", "met( \"deployed\" )"));
    let (again, _) = Rulebook::compile(&edited.scripts, &edited);
    let resolution = Resolution::new(&edited, horizon(290));
    memory.nothing_new_is_stated();
    let after = judged(&resolution, &again, Some(&mut memory)).expect("every day can be told");
    let provinces = project.registry.living(Level::Province, from_first(290)).count();
    assert!(memory.ran() >= provinces, "{} runs", memory.ran());
    let mut alone = Memory::default();
    judged(&resolution, &again, Some(&mut alone)).expect("every day can be told");
    assert!(memory.ran() < alone.ran() / 2, "{} runs of {}", memory.ran(), alone.ran());
    assert_eq!(Some(after), judged(&resolution, &again, None));
}
