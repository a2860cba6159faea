//! Holds the policy of `deny.toml` without a network: licences, sources, and crates that are there twice.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Crates of which several versions are built in, brought in by crates that do not agree yet; none of our own choice.
const TWICE: &[&str] = &[
    "base64",      // docx-rs is a version behind
    "getrandom",   // rhai's hashing, rand and tempfile, each on its own
    "quick-xml",   // calamine and quick-junit
    "rand",        // behind docx-rs and phf, of which nothing random is asked
    "rand_chacha", // with rand
    "rand_core",   // with rand
    "syn",         // macros of two generations; none of it is in the program
    "typed-path",  // with zip
    "zip", // docx-rs and rust_xlsxwriter write with the one, the reader of workbooks reads with the other
];

fn policy() -> toml::Table {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap();
    text.parse().unwrap()
}

/// What is built: the packages that the program itself needs, on any platform.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            "x86_64-unknown-linux-gnu",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = metadata["packages"].as_array().unwrap();
    // along the ways of what is built, tests left out
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| (n["id"].as_str().unwrap(), n))
        .collect();
    let mut needed = BTreeSet::new();
    let mut ways = vec![metadata["resolve"]["root"].as_str().unwrap()];
    while let Some(id) = ways.pop() {
        if !needed.insert(id) {
            continue;
        }
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            if dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev") {
                ways.push(dependency["pkg"].as_str().unwrap());
            }
        }
    }
    all.iter().filter(|package| needed.contains(package["id"].as_str().unwrap())).cloned().collect()
}

/// Whether an expression of licences can be met with those that are allowed.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // "or later" is met by the version itself;
    // all expressions here are choices of conjunctions or the other way round; reading OR as looser is what SPDX does
    let part = |part: &str| part.split(" AND ").all(|one| allowed.contains(one.trim().trim_end_matches('+')));
    expression.split(" OR ").any(part)
}

#[test]
fn every_crate_is_licensed_and_comes_from_the_registry() {
    let policy = policy();
    let words = |value: &toml::Value| {
        value.as_array().unwrap().iter().map(|w| w.as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    let allowed = words(&policy["licenses"]["allow"]);
    let exceptions: BTreeMap<String, BTreeSet<String>> = policy["licenses"]["exceptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["crate"].as_str().unwrap().to_owned(), words(&one["allow"])))
        .collect();
    let mut wrong = Vec::new();
    let packages = packages();
    assert!(packages.len() > 50);
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        let mut allowed = allowed.clone();
        allowed.extend(exceptions.get(name).cloned().unwrap_or_default());
        if !is_met(licence, &allowed) {
            wrong.push(format!("{name}: {licence}"));
        }
        let source = package["source"].as_str();
        if !(source.is_none() && name == "dondoc"
            || source == Some("registry+https://github.com/rust-lang/crates.io-index"))
        {
            wrong.push(format!("{name}: from {source:?}"));
        }
        for banned in policy["bans"]["deny"].as_array().unwrap() {
            if banned["crate"].as_str() == Some(name) {
                wrong.push(format!("{name}: banned"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        !is_met("GPL-3.0", &allowed)
            && !is_met("MIT AND GPL-3.0", &allowed)
            && is_met("GPL-3.0 OR MIT", &allowed)
    );
}

#[test]
fn no_crate_is_there_twice_without_a_reason() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        let text = |key: &str| package[key].as_str().unwrap().to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    let twice: Vec<String> =
        versions.iter().filter(|(_, v)| v.len() > 1).map(|(name, v)| format!("{name} {v:?}")).collect();
    let unexpected: Vec<&String> =
        twice.iter().filter(|line| !TWICE.iter().any(|name| line.starts_with(&format!("{name} ")))).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    let gone: Vec<&&str> =
        TWICE.iter().filter(|name| versions.get(**name).is_none_or(|v| v.len() < 2)).collect();
    assert!(gone.is_empty(), "no more there twice: {gone:?}");
}

#[test]
fn every_advisory_that_is_borne_has_its_reason() {
    for one in policy()["advisories"]["ignore"].as_array().unwrap() {
        assert!(
            one["id"].as_str().unwrap().starts_with("RUSTSEC-") && one["reason"].as_str().unwrap().len() > 20
        );
    }
}
