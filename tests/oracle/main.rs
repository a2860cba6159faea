//! The program against an independent calculation.
//!
//! Small made-up countries with mergers, renames, splits, chains, contradicting papers, assumptions, approximate days,
//! repeals and waivers are written down as project folders and checked by the program; the same countries are
//! reckoned by hand in `reckon`, as plainly as the words of the contract allow and with no line of the program's. Both
//! must say the same of every locality and requirement, and rank alike.
//!
//! A country is known by its number: `DONDOC_ORACLE=FROM..TO` tries others than the usual ones.

mod days;
mod reckon;
mod world;
mod write;

use std::ops::Range;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

use days::iso;
use reckon::{Found, Standing, Status};
use world::{FACTS, RULES, World};

const USUAL: Range<u64> = 0..120;

fn worlds() -> Range<u64> {
    let Ok(asked) = std::env::var("DONDOC_ORACLE") else { return USUAL };
    let (from, to) = asked.split_once("..").expect("DONDOC_ORACLE is written FROM..TO");
    from.parse().unwrap()..to.parse().unwrap()
}

/// What the program says of a country.
fn report(folder: &Path, world: &World, more: &[&str]) -> Value {
    let mut command = Command::cargo_bin("dondoc").unwrap();
    command.current_dir(folder).env_clear();
    command.args(["check", "--format", "json", "--level", "province", "--as-of", &iso(world.as_of)]);
    if let Some(day) = world.known_by {
        command.args(["--known-by", &iso(day)]);
    }
    let output = command.args(more).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "country {} is refused: {said}", world.number);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A verdict of the report, cut down to what is reckoned.
fn cut(verdict: &Value) -> Value {
    let evidence = verdict["evidence"].as_array().unwrap();
    let evidence: Vec<Value> =
        evidence.iter().map(|e| json!([e["fact"], plain(&e["value"]), e["dated"]])).collect();
    json!({
        "requirement": verdict["requirement"],
        "status": verdict["status"],
        "effective": verdict["deadline"]["effective"],
        "document": verdict["deadline"]["document"],
        "after": verdict["completed_after"],
        "by": verdict["completed_by"],
        "missing": verdict["missing"],
        "assumed": verdict["assumed"],
        "evidence": evidence,
    })
}

/// A value with its numbers in millionths, to which means are printed far beyond.
fn plain(value: &Value) -> Value {
    match value.as_f64() {
        Some(number) => format!("{:.0}", (number * 1e6).round()).into(),
        None => value.clone(),
    }
}

/// The same of what was reckoned.
fn told(world: &World, rule: usize, found: &Found) -> Value {
    let evidence: Vec<Value> = found
        .evidence
        .iter()
        .map(|(fact, held)| json!([FACTS[*fact].name, held.value.shown(*fact), iso(held.dated)]))
        .collect();
    let missing: Vec<&str> = found.missing.iter().map(|fact| FACTS[*fact].name).collect();
    json!({
        "requirement": RULES[rule].id,
        "status": found.status.word(),
        "effective": found.deadline.and_then(|d| d.effective).map(iso),
        "document": found.deadline.map(|d| world.papers[d.paper].id.clone()),
        "after": found.after.map(iso),
        "by": found.by.map(iso),
        "missing": missing,
        "assumed": found.assumed,
        "evidence": evidence,
    })
}

fn standing(locality: &Value) -> Value {
    json!([
        locality["rank"],
        locality["rank_best"],
        locality["rank_worst"],
        ten_thousandths(&locality["score"]["low"]),
        ten_thousandths(&locality["score"]["high"])
    ])
}

fn ten_thousandths(score: &Value) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "a score is at most 100")]
    score.as_f64().map(|score| (score * 10_000.0).round() as i64)
}

fn stood(standing: &Standing) -> Value {
    json!([standing.rank, standing.best, standing.worst, standing.low, standing.high])
}

/// Compares a report with what was reckoned; gives how many verdicts have each status.
fn compare(world: &World, report: &Value, how: &str) -> Vec<(Status, usize)> {
    let reckoned = reckon::all(world);
    let localities = report["localities"].as_array().unwrap();
    assert_eq!(localities.len(), reckoned.len(), "country {}: how many live", world.number);
    let mut seen = Vec::new();
    for one in &reckoned {
        let id = &world.places[one.place].id;
        let locality = localities.iter().find(|l| l["id"] == id.as_str()).unwrap();
        for (rule, found) in one.found.iter().enumerate() {
            let verdicts = locality["verdicts"].as_array().unwrap();
            let verdict = verdicts.iter().find(|v| v["requirement"] == RULES[rule].id).unwrap();
            let (said, hand) = (cut(verdict), told(world, rule, found));
            assert_eq!(said, hand, "country {} ({how}), {id}: the program, then by hand", world.number);
            seen.push((found.status, 1));
        }
        let (said, hand) = (standing(locality), stood(&one.standing));
        assert_eq!(said, hand, "country {} ({how}), rank of {id}: program, then by hand", world.number);
    }
    seen
}

#[test]
fn the_program_says_what_is_reckoned_by_hand() {
    let mut counts = std::collections::BTreeMap::new();
    for number in worlds() {
        let world = World::new(number);
        let folder = tempfile::tempdir().unwrap();
        write::project(&world, folder.path());
        for (status, n) in compare(&world, &report(folder.path(), &world, &[]), "as it is") {
            *counts.entry(status).or_insert(0) += n;
        }
    }
    // A comparison that never saw a status would prove nothing of it.
    let lacking: Vec<_> = Status::ALL.iter().filter(|status| counts.get(status) < Some(&20)).collect();
    assert!(lacking.is_empty(), "hardly ever seen: {lacking:?}, {counts:?}");
}
