//! Both executors give the same answers: every rule that the writer can write, on any values, and every shipped rule on
//! the shipped data.

mod batches;
mod memory;
mod run;
mod runs;
mod writer;

use std::sync::Arc;

use camino::Utf8Path;
use dondoc::model::bilingual::Bilingual;
use dondoc::model::day::Day;
use dondoc::model::document::Column;
use dondoc::model::fact::{Dictionary, Fact, FactIx, FactKind, Merge};
use dondoc::model::place::Place;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::{Value, Values};
use dondoc::problem::{Problem, Severity};
use dondoc::read;
use dondoc::rulebook::{Answer, ExecutorKind, Rulebook, Run, Targets};
use proptest::prelude::*;
use rust_decimal::Decimal;
use writer::{FACTS, REASONS, STAGES, Type, Writer};

fn kind(ty: Type) -> FactKind {
    match ty {
        Type::Bool => FactKind::Bool,
        Type::Int => FactKind::Int,
        Type::Decimal => FactKind::Decimal,
        Type::Date => FactKind::Date,
        Type::Stage => FactKind::Stage,
        Type::Text => FactKind::Text,
    }
}

fn dictionary() -> Dictionary {
    let facts = FACTS.iter().flat_map(|(ty, names)| names.iter().map(move |name| (*ty, *name)));
    let fact = |(ty, name): (Type, &str)| Fact {
        name: format!("t.{name}"),
        kind: kind(ty),
        stages: if ty == Type::Stage { STAGES.map(str::to_owned).to_vec() } else { Vec::new() },
        stage_titles: Vec::new(),
        roll_up: None,
        title: Bilingual { en: name.to_owned(), vi: name.to_owned() },
        merge: Merge::Nothing,
        place: Place::new(Arc::from("data/facts.toml"), 0..0),
    };
    Dictionary::new(facts.map(fact).collect())
}

/// The shipped project with the dictionary of these tests, and rules that the shipped one does not have.
struct Ground {
    reading: read::Reading,
}

impl Ground {
    fn new() -> Self {
        let mut reading = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR")));
        reading.project.dictionary = dictionary();
        Self { reading }
    }

    fn compile(&mut self, check: &str) -> (Rulebook, Vec<Problem>) {
        let reasons: String =
            REASONS.iter().map(|key| format!("{key}: #{{ en: \"{key}\", vi: \"{key}\" }}, ")).collect();
        let head = format!(
            "//! A rule.\nconst REQUIREMENT = #{{ id: \"written\", title: #{{ en: \"T\", vi: \"T\" }}, level: \"province\", \
             cites: [\"wg-2024-10-21\"], reasons: #{{ {reasons} }} }};\n"
        );
        let mut script = self.reading.project.scripts[0].clone();
        script.id = "written".to_owned();
        script.file = Arc::from("rules/written.rhai");
        script.text = Arc::from(format!("{head}{check}"));
        Rulebook::compile(&[script], &self.reading.project)
    }
}

fn value(ty: FactKind, choice: u8) -> Option<Value> {
    let numbers = [0, 1, 2, 3, 7, -1, 100, i64::MAX, i64::MIN];
    let decimals = ["0", "0.5", "1", "2.50", "-1.25", "100.0", "79228162514264337593543950335", "0.00"];
    let choice = usize::from(choice);
    if choice % 5 == 0 {
        return None;
    }
    let pick = choice / 5;
    Some(match ty {
        FactKind::Bool => Value::Bool(pick % 2 == 0),
        // The mean of whole numbers may be none.
        FactKind::Int if pick % 17 == 16 => Value::Decimal(Decimal::new(25, 1)),
        FactKind::Int => Value::Int(numbers[pick % numbers.len()]),
        FactKind::Decimal | FactKind::Percent => {
            Value::Decimal(Decimal::from_str_exact(decimals[pick % decimals.len()]).unwrap())
        }
        FactKind::Date => Value::Date(Day::from_ymd(2024, 10, 20 + (pick % 3) as u32).unwrap()),
        FactKind::Stage => Value::Stage((pick % STAGES.len()) as u16),
        FactKind::Text => match pick % 8 {
            7 => Value::Text(Arc::from("x".repeat(9_000))),
            pick => Value::Text(Arc::from(["a", "b", "none"][pick % 3])),
        },
    })
}

/// Columns that hold these rows of values.
fn columns(dictionary: &Dictionary, reads: &[FactIx], rows: &[Vec<Option<Value>>]) -> Vec<Column> {
    let column = |(slot, fact): (usize, &FactIx)| {
        let cells = || rows.iter().map(move |row| row[slot].clone());
        macro_rules! typed {
            ($variant:ident, $empty:expr) => {
                Values::$variant(
                    cells()
                        .map(|cell| if let Some(Value::$variant(v)) = cell { v } else { $empty })
                        .collect(),
                )
            };
        }
        let values = match dictionary.get(*fact).kind {
            FactKind::Bool => typed!(Bool, true),
            FactKind::Int => typed!(Int, 77),
            FactKind::Decimal | FactKind::Percent => typed!(Decimal, Decimal::ONE),
            FactKind::Date => typed!(Date, Day::from_ymd(1999, 9, 9).unwrap()),
            FactKind::Stage => typed!(Stage, 1),
            FactKind::Text => typed!(Text, Arc::from("unknown")),
        };
        Column { fact: *fact, known: cells().map(|cell| cell.is_some()).collect(), values }
    };
    reads.iter().enumerate().map(column).collect()
}

/// Runs a rule both ways, one by one and all at once; gives the answers of the interpreter.
fn compare(
    rulebook: &Rulebook,
    dictionary: &Dictionary,
    rule: RequirementIx,
    rows: &[Vec<Option<Value>>],
    targets: &[Option<Decimal>],
) -> Vec<Run> {
    let mut interpreted = rulebook.executor(dictionary).by(ExecutorKind::Interpreted);
    let mut compiled = rulebook.executor(dictionary).by(ExecutorKind::Compiled);
    let expected: Vec<Run> =
        rows.iter().zip(targets).map(|(row, target)| interpreted.run(rule, row, *target)).collect();
    for ((row, target), expected) in rows.iter().zip(targets).zip(&expected) {
        assert_eq!(compiled.run(rule, row, *target), *expected, "on {row:?} with the target {target:?}");
    }
    // A column has one type, so rows with another one are not in it.
    let reads = &rulebook.requirement(rule).reads;
    let fits = |row: &[Option<Value>]| {
        let whole = |(value, fact): (&Option<Value>, &FactIx)| {
            !matches!((value, dictionary.get(*fact).kind), (Some(Value::Decimal(_)), FactKind::Int))
        };
        row.iter().zip(reads).all(whole)
    };
    let fitting: Vec<usize> = (0..rows.len()).filter(|row| fits(&rows[*row])).collect();
    let rows: Vec<_> = fitting.iter().map(|row| rows[*row].clone()).collect();
    let targets: Vec<_> = fitting.iter().map(|row| targets[*row]).collect();
    let of_columns: Vec<&Run> = fitting.iter().map(|row| &expected[*row]).collect();
    let columns = columns(dictionary, reads, &rows);
    let columns: Vec<Option<&Column>> = columns.iter().map(Some).collect();
    for kind in [ExecutorKind::Compiled, ExecutorKind::Interpreted] {
        let mut executor = rulebook.executor(dictionary).by(kind);
        let all = executor.run_many(rule, &columns, 0..rows.len(), Targets::Each(&targets));
        for (row, expected) in of_columns.iter().enumerate() {
            assert_eq!(all.run(row).as_ref(), Some(*expected), "row {row}, {kind}, of many");
        }
        assert_eq!(all.run(rows.len()), None);
    }
    expected
}

fn rows_of(reads: &[FactIx], dictionary: &Dictionary, choices: &[u8]) -> Vec<Vec<Option<Value>>> {
    if reads.is_empty() {
        return vec![Vec::new(); 3];
    }
    choices
        .chunks_exact(reads.len())
        .map(|row| row.iter().zip(reads).map(|(c, fact)| value(dictionary.get(*fact).kind, *c)).collect())
        .collect()
}

fn targets_of(count: usize, choices: &[u8]) -> Vec<Option<Decimal>> {
    let target = |at: usize| match choices.get(at).map_or(0, |c| c % 4) {
        0 => None,
        1 => Some(Decimal::ZERO),
        2 => Some(Decimal::new(125, 2)),
        _ => Some(Decimal::from(40)),
    };
    (0..count).map(target).collect()
}

fn sound(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.severity != Severity::Error)
}

const RULE: RequirementIx = RequirementIx(0);

thread_local! {
    static GROUND: std::cell::RefCell<Ground> = std::cell::RefCell::new(Ground::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, ..ProptestConfig::default() })]

    #[test]
    fn both_executors_agree_on_whatever_rule(
        check in prop::collection::vec(any::<u8>(), 0..220).prop_map(|bytes| Writer::new(&bytes).rule()),
        choices in prop::collection::vec(any::<u8>(), 120..400),
    ) {
        GROUND.with_borrow_mut(|ground| {
            let (rulebook, problems) = ground.compile(&check);
            if sound(&problems) {
                let dictionary = &ground.reading.project.dictionary;
                let rows = rows_of(&rulebook.requirement(RULE).reads, dictionary, &choices);
                let targets = targets_of(rows.len(), &choices);
                compare(&rulebook, dictionary, RULE, &rows, &targets);
            }
        });
    }
}

/// A stream of bytes that is the same on every machine.
fn bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(count).collect()
}

#[test]
fn most_written_rules_pass_the_lint_are_compiled_and_end_in_every_way() {
    let mut ground = Ground::new();
    let (mut passed, mut compiled, mut refused, mut kept_out) = (0, 0, Vec::new(), Vec::new());
    let mut ways = std::collections::BTreeMap::new();
    for seed in 0..400 {
        let check = Writer::new(&bytes(seed, 150)).rule();
        let (rulebook, problems) = ground.compile(&check);
        if !sound(&problems) {
            refused.push(problems);
            continue;
        }
        passed += 1;
        match rulebook.outside(RULE) {
            Some((outside, _)) => kept_out.push(outside.construct),
            None => compiled += 1,
        }
        let dictionary = &ground.reading.project.dictionary;
        let rows = rows_of(&rulebook.requirement(RULE).reads, dictionary, &bytes(seed + 1_000, 300));
        for run in compare(&rulebook, dictionary, RULE, &rows, &targets_of(rows.len(), &bytes(seed, 300))) {
            let way = match run.answer {
                Answer::Met { day: None, .. } => "met",
                Answer::Met { day: Some(_), .. } => "met on a day",
                Answer::NotMet { .. } => "not met",
                Answer::Progress { .. } => "progress",
                Answer::NotApplicable { .. } => "not applicable",
                Answer::Missing { slot: Some(_) } => "a fact is missing",
                Answer::Missing { slot: None } => "the target is missing",
                Answer::Failed { .. } => "failed",
            };
            *ways.entry(way).or_insert(0) += 1;
        }
    }
    assert!(passed >= 240, "only {passed} of 400 pass the lint, such as {:?}", refused.first());
    assert!(compiled * 100 >= passed * 97, "only {compiled} of {passed} are compiled: {kept_out:?}");
    assert_eq!(ways.len(), 8, "{ways:?}");
}

#[test]
fn every_shipped_rule_is_compiled_and_agrees_on_the_shipped_data() {
    let reading = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR")));
    let (rulebook, problems) = Rulebook::compile(&reading.project.scripts, &reading.project);
    assert!(sound(&problems), "{problems:?}");
    let dictionary = &reading.project.dictionary;
    for at in 0..rulebook.requirements().len() {
        let rule = RequirementIx::new(at);
        let requirement = rulebook.requirement(rule);
        assert_eq!(rulebook.outside(rule).map(|(outside, _)| outside), None, "{}", requirement.id);
        // Whatever the tables say of these facts, a row each, and any other mixture of values.
        let stated = reading.project.tables.iter().flat_map(|table| {
            (0..table.localities.len()).map(|row| {
                let cell = |fact: &FactIx| table.columns.iter().find(|c| c.fact == *fact)?.cells.get(row);
                requirement.reads.iter().map(cell).collect::<Vec<_>>()
            })
        });
        let mut rows: Vec<Vec<Option<Value>>> =
            stated.filter(|row| row.iter().any(Option::is_some)).collect();
        rows.extend(rows_of(&requirement.reads, dictionary, &bytes(at as u64, 2_000)));
        let targets = targets_of(rows.len(), &bytes(at as u64 + 7, rows.len()));
        compare(&rulebook, dictionary, rule, &rows, &targets);
    }
}

#[test]
fn what_is_not_compiled_is_named_and_interpreted() {
    let mut ground = Ground::new();
    let mut said = Vec::new();
    for check in [
        "fn check(locality) { switch locality.t.begun { _ => met(\"good\") } }",
        "fn check(locality) { let n = 0; for i in [1, 2] { n += i; } progress(n, 2, \"bad\", \"good\"); }",
        "fn check(locality) { let s = locality.t.word; s += \"b\"; if s == \"ab\" { met(\"good\"); } not_met(\"bad\"); }",
        "fn check(locality) { let n = if locality.t.yes { 1 } else { 2.5 }; progress(n, 2, \"bad\", \"good\"); }",
        "fn check(locality) { let n = 1; let m = n + if locality.t.yes { n = 2; 3 } else { 4 }; \
         progress(n, m, \"bad\", \"good\"); }",
        "fn check(locality) { let n = 2; n += 0.5; progress(n, 2, \"bad\", \"good\"); }",
    ] {
        let (rulebook, problems) = ground.compile(check);
        assert!(sound(&problems), "{problems:?}");
        let (outside, _) = rulebook.outside(RULE).expect("it lies outside");
        let at = outside.at.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
        let dictionary = &ground.reading.project.dictionary;
        let rows = rows_of(&rulebook.requirement(RULE).reads, dictionary, &bytes(3, 40));
        let runs = compare(&rulebook, dictionary, RULE, &rows, &targets_of(rows.len(), &[]));
        said.push(format!("{at} {}: {:?}", outside.construct, runs.last().map(|run| &run.answer)));
    }
    insta::assert_snapshot!(said.join("\n"), @r#"
    3:22 a `switch` about a day: Some(Met { reason: 0, day: None })
    3:33 a loop: Some(Progress { done: 3, total: 2, open: 1, done_reason: 0 })
    3:49 arithmetic without numbers: Some(NotMet { reason: 1 })
    3:30 a value of no type, or now of one type and now of another: Some(Progress { done: 2.5, total: 2, open: 1, done_reason: 0 })
    3:67 a name that gets another value inside of a value: Some(Progress { done: 1, total: 5, open: 1, done_reason: 0 })
    3:35 a name that holds now a whole number, now a decimal: Some(Progress { done: 2.5, total: 2, open: 1, done_reason: 0 })
    "#);
}
