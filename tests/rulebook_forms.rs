//! Rules as people write them: every form of the language that the contract leaves is taken, and answers as it should.

#[path = "rulebook/ground.rs"]
mod ground;

use std::fmt::Write as _;

use dondoc::model::day::Day;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::Value;
use dondoc::rulebook::{Answer, ExecutorKind, Rulebook};
use ground::{problems, project, script};
use rust_decimal::Decimal;

/// The facts of a locality that has done it, and of one that has not.
fn situation(done: bool) -> Vec<(&'static str, Value)> {
    let day = |day| Value::Date(Day::from_ymd(2025, 3, day).expect("a day"));
    vec![
        ("judicial_records.deployed", Value::Bool(done)),
        ("judicial_records.started", day(if done { 1 } else { 9 })),
        ("judicial_records.ended", day(5)),
        ("land.done", Value::Int(if done { 705 } else { 461 })),
        ("land.total", Value::Int(705)),
        ("land.share", Value::Decimal(Decimal::new(if done { 1000 } else { 445 }, 1))),
        ("health.stage", Value::Stage(if done { 3 } else { 1 })),
        ("health.grade", Value::Stage(u16::from(done))),
        ("health.remark", Value::Text(if done { "xong" } else { "chưa" }.into())),
    ]
}

fn shown(answer: &Answer) -> String {
    const REASONS: [&str; 3] = ["done", "open", "none"];
    match answer {
        Answer::Met { reason, day: None } => format!("met({})", REASONS[*reason]),
        Answer::Met { reason, day: Some(day) } => format!("met({}, {day})", REASONS[*reason]),
        Answer::NotMet { reason } => format!("not_met({})", REASONS[*reason]),
        Answer::NotApplicable { reason } => format!("not_applicable({})", REASONS[*reason]),
        Answer::Progress { done, total, open, done_reason } => {
            format!("progress({done} of {total}, {}, {})", REASONS[*open], REASONS[*done_reason])
        }
        Answer::Missing { slot } => format!("missing {slot:?}"),
        Answer::Failed { message } => format!("FAILED: {message}"),
    }
}

/// What becomes of a rule: what the lint says, which facts it can read, and what it answers in three situations.
fn told(functions: &str) -> String {
    let project = project();
    let head = ground::rule("rule", "");
    let head = head.split_once("fn check").map_or(head.as_str(), |(head, _)| head);
    let script = script("rule", &format!("{head}{functions}"));
    let (rulebook, found) = Rulebook::compile(std::slice::from_ref(&script), &project);
    let mut told = problems(&[script], &found);
    let Some(requirement) = rulebook.requirements().first() else {
        return format!("REFUSED{told}");
    };
    let name = |slot: usize| project.dictionary.get(requirement.reads[slot]).name.as_str();
    let reads: Vec<&str> = (0..requirement.reads.len()).map(name).collect();
    let _ = writeln!(told, "can read: {}", reads.join(", "));
    let mut executor = rulebook.executor(&project.dictionary, ExecutorKind::default());
    for (title, facts) in [("done", situation(true)), ("open", situation(false)), ("nothing", Vec::new())] {
        let values: Vec<Option<Value>> = reads
            .iter()
            .map(|read| facts.iter().find(|(fact, _)| fact == read).map(|(_, value)| value.clone()))
            .collect();
        let run = executor.run(RequirementIx(0), &values, Some(Decimal::from(40)));
        let read: Vec<&str> = run.reads.iter().map(|read| name(read.slot)).collect();
        let _ = writeln!(told, "{title:>8}: {}   read: {}", shown(&run.answer), read.join(", "));
    }
    told
}

#[test]
fn every_form_is_taken_and_answers() {
    let text = std::fs::read_to_string("tests/rulebook/forms.txt").expect("the forms can be read");
    let mut told_of_all = String::new();
    for form in text.split("---- ").filter(|form| !form.is_empty()) {
        let (title, functions) = form.split_once('\n').expect("a title stands on a line of its own");
        let _ = writeln!(told_of_all, "---- {title}\n{functions}{}", told(functions));
    }
    insta::with_settings!({ snapshot_path => "rulebook/snapshots", omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("forms", told_of_all);
    });
    assert!(!told_of_all.contains("REFUSED"), "a form was refused");
}
