//! Rules: what the lint says of each slip, what a check answers, and what a rule can never do.

#[path = "rulebook/ground.rs"]
mod ground;

use dondoc::model::day::Day;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::Value;
use dondoc::rulebook::{Answer, ExecutorKind, Position, Rulebook, Run};
use ground::{problems, project, script};
use rust_decimal::Decimal;

/// Every fixture is a rule with one kind of slip; its snapshot is what a policy writer is told.
#[test]
fn every_slip_is_explained() {
    insta::glob!("rulebook/*.rhai", |path| {
        let text = std::fs::read_to_string(path).expect("the fixture can be read");
        let id = path.file_stem().expect("a file has a name").to_string_lossy();
        let script = script(&id, &text);
        let (rulebook, found) = Rulebook::compile(std::slice::from_ref(&script), &project());
        let kept = if rulebook.requirements().is_empty() { "refused" } else { "kept" };
        let shown = format!("{kept}\n{}", problems(&[script], &found));
        insta::with_settings!({ snapshot_path => "rulebook/snapshots", omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(shown);
        });
    });
}

/// A rulebook of one rule whose body is given.
fn rulebook(body: &str) -> Rulebook {
    let script = script("rule", &ground::rule("rule", body));
    let (rulebook, found) = Rulebook::compile(std::slice::from_ref(&script), &project());
    assert!(!rulebook.requirements().is_empty(), "{}", problems(&[script], &found));
    rulebook
}

/// Runs a check on facts by name.
fn run(body: &str, facts: &[(&str, Value)], target: Option<i64>) -> (Run, Vec<String>) {
    let project = project();
    let rulebook = rulebook(body);
    let reads = &rulebook.requirements()[0].reads;
    let values: Vec<Option<Value>> = reads
        .iter()
        .map(|fact| {
            let name = &project.dictionary.get(*fact).name;
            facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        })
        .collect();
    let mut executor = rulebook.executor(&project.dictionary, ExecutorKind::default());
    let run = executor.run(RequirementIx(0), &values, target.map(Decimal::from));
    let read = run.reads.iter().map(|read| project.dictionary.get(reads[read.slot]).name.clone()).collect();
    (run, read)
}

fn answer(body: &str, facts: &[(&str, Value)]) -> Answer {
    run(body, facts, None).0.answer
}

const DEPLOYED: &str = r#"    if locality.judicial_records.deployed {
        met("done");
    }
    not_met("open");"#;

const DONE: usize = 0;
const OPEN: usize = 1;
const NONE: usize = 2;

#[test]
fn a_verdict_ends_the_check() {
    let yes = [("judicial_records.deployed", Value::Bool(true))];
    let (run, read) = run(DEPLOYED, &yes, None);
    assert_eq!(run.answer, Answer::Met { reason: DONE, day: None });
    assert_eq!(read, ["judicial_records.deployed"]);
    let line = ground::rule("rule", DEPLOYED)
        .lines()
        .position(|l| l.contains("met(\"done\")"))
        .expect("it is there")
        + 1;
    assert_eq!(run.at, Some(Position { line, column: 9 }));
    assert_eq!(run.reads[0].at, Some(Position { line: line - 1, column: 34 }.at_property()));
    let no = [("judicial_records.deployed", Value::Bool(false))];
    assert_eq!(answer(DEPLOYED, &no), Answer::NotMet { reason: OPEN });
}

trait AtProperty {
    fn at_property(self) -> Position;
}

impl AtProperty for Position {
    /// The column of `deployed` in `    if locality.judicial_records.deployed {`.
    fn at_property(self) -> Position {
        let column = "    if locality.judicial_records.".chars().count() + 1;
        Position { column, ..self }
    }
}

#[test]
fn a_fact_that_nobody_reported_ends_the_check_as_missing() {
    assert_eq!(answer(DEPLOYED, &[]), Answer::Missing { slot: Some(0) });
    let never = "    locality.land.total; if false { met(\"done\"); } not_met(\"open\");";
    assert_eq!(answer(never, &[]), Answer::Missing { slot: Some(0) });
}

#[test]
fn known_or_and_is_known_go_round_what_is_missing() {
    let body = r#"    if !locality.is_known("land.total") { not_applicable("none"); }
    if locality.known_or("health.stage", "none") < "issued" { not_met("open"); }
    met("done");"#;
    assert_eq!(answer(body, &[]), Answer::NotApplicable { reason: NONE });
    let total = ("land.total", Value::Int(3));
    let (found, read) = run(body, std::slice::from_ref(&total), None);
    assert_eq!(found.answer, Answer::NotMet { reason: OPEN });
    assert_eq!(read, ["land.total"], "a value that is known to be there is evidence; a default is not");
    let (found, read) = run(body, &[total, ("health.stage", Value::Stage(3))], None);
    assert_eq!(found.answer, Answer::Met { reason: DONE, day: None });
    assert_eq!(read, ["land.total", "health.stage"], "in the order of reading");
}

#[test]
fn a_day_can_come_with_the_verdict() {
    let day = Day::from_ymd(2025, 2, 28).expect("a day");
    let body = "    met(\"done\", locality.judicial_records.started); not_met(\"open\");"
        .replace(" not_met(\"open\");", "");
    let found = answer(&body, &[("judicial_records.started", Value::Date(day))]);
    assert_eq!(found, Answer::Met { reason: DONE, day: Some(day) });
}

#[test]
fn dates_are_compared_with_dates() {
    let body = r#"    if locality.judicial_records.started <= locality.judicial_records.ended { met("done"); }
    not_met("open");"#;
    let day = |d| Value::Date(Day::from_ymd(2025, 1, d).expect("a day"));
    let facts = [("judicial_records.started", day(2)), ("judicial_records.ended", day(2))];
    assert_eq!(answer(body, &facts), Answer::Met { reason: DONE, day: None });
    let facts = [("judicial_records.started", day(3)), ("judicial_records.ended", day(2))];
    assert_eq!(answer(body, &facts), Answer::NotMet { reason: OPEN });
}

#[test]
fn stages_have_the_order_of_the_dictionary() {
    // By the alphabet, "consulting" comes before "developing" and "none".
    let stages = ["none", "developing", "consulting", "issued"];
    for (at, stage) in stages.iter().enumerate() {
        for (than, word) in stages.iter().enumerate() {
            for (operator, expected) in [
                ("==", at == than),
                ("!=", at != than),
                ("<", at < than),
                ("<=", at <= than),
                (">", at > than),
                (">=", at >= than),
            ] {
                let value = [("health.stage", Value::Stage(u16::try_from(at).expect("few")))];
                let reason = if expected {
                    Answer::Met { reason: DONE, day: None }
                } else {
                    Answer::NotMet { reason: OPEN }
                };
                let left = format!(
                    "    if locality.health.stage {operator} \"{word}\" {{ met(\"done\"); }}\n    not_met(\"open\");"
                );
                assert_eq!(answer(&left, &value), reason, "{stage} {operator} {word}");
                let list = format!(
                    "    if locality.health.stage in [\"{word}\"] {{ met(\"done\"); }}\n    not_met(\"open\");"
                );
                let listed = matches!(answer(&list, &value), Answer::Met { .. });
                assert_eq!(listed, at == than, "{stage} in [{word}]");
            }
        }
    }
    let right = r#"    if "consulting" <= locality.health.stage { met("done"); }
    not_met("open");"#;
    assert_eq!(answer(right, &[("health.stage", Value::Stage(2))]), Answer::Met { reason: DONE, day: None });
    assert_eq!(answer(right, &[("health.stage", Value::Stage(1))]), Answer::NotMet { reason: OPEN });
}

#[test]
fn progress_counts_whole_numbers_and_decimals() {
    let body = r#"    progress(locality.land.done, locality.land.total, "open", "done");"#;
    let facts = |done, total| [("land.done", Value::Int(done)), ("land.total", Value::Int(total))];
    let expected = |done: i64, total: i64| Answer::Progress {
        done: Decimal::from(done),
        total: Decimal::from(total),
        open: OPEN,
        done_reason: DONE,
    };
    assert_eq!(answer(body, &facts(461, 705)), expected(461, 705));
    assert_eq!(answer(body, &facts(0, 1)), expected(0, 1));
    for (done, total) in [(1, 0), (0, 0), (1, -5), (-1, 5)] {
        assert!(matches!(answer(body, &facts(done, total)), Answer::Failed { .. }), "{done} of {total}");
    }
    let mixed = r#"    progress(locality.land.share, 100, "open", "done");"#;
    let share = Decimal::new(445, 1);
    let found = answer(mixed, &[("land.share", Value::Decimal(share))]);
    assert_eq!(
        found,
        Answer::Progress { done: share, total: Decimal::ONE_HUNDRED, open: OPEN, done_reason: DONE }
    );
}

#[test]
fn a_literal_with_a_point_is_an_exact_decimal() {
    let body = r#"    if locality.land.share == 44.5 && locality.land.share > 44 && -0.1 < 0 { met("done"); }
    not_met("open");"#;
    let found = answer(body, &[("land.share", Value::Decimal(Decimal::new(4450, 2)))]);
    assert_eq!(found, Answer::Met { reason: DONE, day: None });
}

#[test]
fn the_target_comes_from_a_document_or_is_missing() {
    let body = r#"    progress(locality.land.done, locality.target(), "open", "done");"#;
    let facts = [("land.done", Value::Int(15))];
    let (found, _) = run(body, &facts, Some(40));
    assert!(found.read_target);
    assert!(matches!(found.answer, Answer::Progress { total, .. } if total == Decimal::from(40)));
    let (found, _) = run(body, &facts, None);
    assert_eq!(found.answer, Answer::Missing { slot: None });
    assert!(!found.read_target);
}

#[test]
fn functions_of_its_own_may_read_and_decide() {
    let text = ground::rule(
        "rule",
        r#"    let n = share(locality) + 1;
    n += 1;
    if n > 2 { decide(locality, n); }
    not_met("open");"#,
    ) + r#"
fn share(locality) { if locality.land.total > 10 { 1 } else { 0 } }
fn decide(locality, n) {
    if locality.judicial_records.deployed { met("done"); }
    not_applicable("none");
}
"#;
    let project = project();
    let script = script("rule", &text);
    let (rulebook, found) = Rulebook::compile(std::slice::from_ref(&script), &project);
    assert!(!rulebook.requirements().is_empty(), "{}", problems(&[script], &found));
    let mut executor = rulebook.executor(&project.dictionary, ExecutorKind::default());
    let mut ask = |total, deployed| {
        // In order of names: judicial_records.deployed, land.total.
        executor.run(RequirementIx(0), &[Some(Value::Bool(deployed)), Some(Value::Int(total))], None).answer
    };
    assert_eq!(ask(11, true), Answer::Met { reason: DONE, day: None });
    assert_eq!(ask(11, false), Answer::NotApplicable { reason: NONE });
    assert_eq!(ask(9, true), Answer::NotMet { reason: OPEN });
}

#[test]
fn texts_are_compared_whole() {
    let body = r#"    if locality.health.remark == "xong" { met("done"); }
    not_met("open");"#;
    assert_eq!(
        answer(body, &[("health.remark", Value::Text("xong".into()))]),
        Answer::Met { reason: DONE, day: None }
    );
    assert_eq!(
        answer(body, &[("health.remark", Value::Text("chưa".into()))]),
        Answer::NotMet { reason: OPEN }
    );
}

#[test]
fn what_overflows_or_divides_by_zero_fails_and_nothing_else() {
    let failed = |body: &str, facts: &[(&str, Value)]| match run(body, facts, None).0 {
        Run { answer: Answer::Failed { message }, at, .. } => {
            assert!(at.is_some(), "{message}");
            message
        }
        other => panic!("{other:?}"),
    };
    let max = [("land.total", Value::Int(i64::MAX)), ("land.done", Value::Int(0))];
    let sum = r#"    if locality.land.total + 1 > 0 { met("done"); }
    not_met("open");"#;
    insta::assert_snapshot!(failed(sum, &max), @"its arithmetic fails: Addition overflow: 9223372036854775807 + 1");
    let ratio = r#"    if locality.land.total / locality.land.done > 0 { met("done"); }
    not_met("open");"#;
    insta::assert_snapshot!(failed(ratio, &max), @"its arithmetic fails: Division by zero: 9223372036854775807 / 0");
    let big = [("land.share", Value::Decimal(Decimal::MAX))];
    let product = r#"    progress(locality.land.share * 2, 100, "open", "done");"#;
    insta::assert_snapshot!(failed(product, &big), @"its arithmetic fails: Multiplication overflow: 79228162514264337593543950335 * 2");
}

#[test]
fn a_failed_run_leaves_no_trace() {
    let project = project();
    let rulebook = rulebook("    progress(locality.land.done, locality.land.total, \"open\", \"done\");");
    let mut executor = rulebook.executor(&project.dictionary, ExecutorKind::default());
    let values = |done: i64, total: i64| [Some(Value::Int(done)), Some(Value::Int(total))];
    assert!(matches!(executor.run(RequirementIx(0), &values(1, 0), None).answer, Answer::Failed { .. }));
    let next = executor.run(RequirementIx(0), &values(1, 2), None);
    assert!(matches!(next.answer, Answer::Progress { .. }));
    assert_eq!(next.reads.len(), 2);
    assert!(matches!(executor.run(RequirementIx(7), &[], None).answer, Answer::Failed { .. }));
    assert!(matches!(executor.run(RequirementIx(0), &[], None).answer, Answer::Missing { slot: Some(0) }));
}

#[test]
fn requirements_and_problems_keep_their_order_whatever_the_files() {
    let project = project();
    let mut scripts = vec![
        script("b", &ground::rule("b", DEPLOYED)),
        script("a", &ground::rule("a", DEPLOYED)),
        script("c", &ground::rule("c", "    met(\"nope\");")),
    ];
    let (one, first) = Rulebook::compile(&scripts, &project);
    scripts.reverse();
    let (_, second) = Rulebook::compile(&scripts, &project);
    let ids: Vec<&str> = one.requirements().iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(first, second);
    assert_eq!(one.find("b"), Some(RequirementIx(1)));
    assert_eq!(one.find("c"), None);
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let text =
        ground::rule("rule", "    let tổng = 1; // tổng\n    if locality.land.totel > 1 { met(\"done\"); }")
            .replace("tổng = 1", "sum = 1");
    let shown = |text: &str| {
        let script = script("rule", text);
        let (_, found) = Rulebook::compile(std::slice::from_ref(&script), &project());
        problems(&[script], &found)
    };
    assert_eq!(shown(&text), shown(&text.replace('\n', "\r\n")));
    assert!(shown(&text).contains("`totel`"));
}

#[test]
fn two_rules_of_one_name_are_refused() {
    let mut second = script("a", &ground::rule("a", DEPLOYED));
    second.file = "rules/other/a.rhai".into();
    let scripts = [script("a", &ground::rule("a", DEPLOYED)), second];
    let (rulebook, found) = Rulebook::compile(&scripts, &project());
    assert_eq!(rulebook.requirements().len(), 1);
    assert!(found.iter().any(|p| p.code == dondoc::problem::Code::DuplicateRequirement), "{found:?}");
}

#[test]
fn the_head_is_kept_as_written() {
    let project = project();
    let text = std::fs::read_to_string("tests/rulebook/whole_head.rhai").expect("the fixture can be read");
    let (rulebook, _) = Rulebook::compile(&[script("whole_head", &text)], &project);
    let head = &rulebook.requirements()[0];
    assert_eq!(head.weight, Decimal::new(25, 1));
    assert_eq!(head.responsible.as_deref(), Some("Ministry of Justice"));
    assert_eq!(head.reach.word(), "named");
    assert_eq!(head.cites.len(), 2);
    assert_eq!(head.reasons.keys().collect::<Vec<_>>(), ["done", "open"]);
    let reads: Vec<&str> = head.reads.iter().map(|f| project.dictionary.get(*f).name.as_str()).collect();
    assert_eq!(reads, ["health.stage", "land.done", "land.total"]);
    assert_eq!(head.text, "A whole head.\n\nWith a second paragraph.");
    assert_eq!(&text[head.place.span.clone()], "\"whole_head\"");
}

proptest::proptest! {
    /// Whatever stands in a rule, the lint comes back, and every place lies in the text.
    #[test]
    fn any_text_is_read_or_refused(noise in "[a-z(){}=!&|<>\"';:,.#/ \n\u{111}\u{1ea1}0-9]{0,120}", at in 0_usize..600) {
        let mut text = ground::rule("rule", DEPLOYED);
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &noise);
        let script = script("rule", &text);
        let (_, found) = Rulebook::compile(std::slice::from_ref(&script), &project());
        for problem in found {
            if let Some(place) = problem.place {
                proptest::prop_assert!(text.get(place.span.clone()).is_some(), "{:?} {:?}", problem.message, place);
            }
        }
    }
}
