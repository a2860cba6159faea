//! Killing the program at random moments: what was there stays whole, or what was asked for is there whole.
//!
//! A few dozen times in `cargo test`; `DONDOC_KILLS` says how many times each.

#![cfg(unix)]

#[path = "workbench/fixture.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod fixture;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fixture::Project;

fn kills() -> u32 {
    std::env::var("DONDOC_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

fn start(project: &Project, line: &str) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    command.current_dir(project.path("")).args(line.split(' '));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

/// Every file below a folder, with its bytes.
fn below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if path.is_dir() {
            found.extend(below(&path).into_iter().map(|(inner, bytes)| (name.join(inner), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

/// Delays that are spread over the time that the program takes, the same in every run: a step through all of it that
/// meets no moment twice.
fn delays(whole: Duration) -> impl Iterator<Item = Duration> {
    let mut at = 0.37_f64;
    std::iter::repeat_with(move || {
        at = (at + 0.618_033_988_749_895).fract();
        whole.mul_f64(at * 1.1)
    })
}

fn timed(line: &str, project: &Project) -> Duration {
    let started = Instant::now();
    assert!(start(project, line).wait().unwrap().success());
    started.elapsed()
}

#[test]
fn a_report_is_the_old_one_or_the_new_one() {
    const LINE: &str = "check --as-of 2025-01-31 -q -o report.json";
    let project = Project::new();
    let whole = timed(LINE, &project);
    let new = fs::read(project.path("report.json")).unwrap();
    let (mut old_stayed, mut new_came) = (0, 0);
    for delay in delays(whole).take(kills() as usize) {
        project.write("report.json", "the old report");
        let mut child = start(&project, LINE);
        std::thread::sleep(delay);
        let _ = child.kill();
        child.wait().unwrap();
        let now = fs::read(project.path("report.json")).unwrap();
        match () {
            () if now == b"the old report" => old_stayed += 1,
            () if now == new => new_came += 1,
            () => panic!("neither the old report nor the new one: {} bytes", now.len()),
        }
    }
    // whatever a kill between two steps left goes with the next run
    timed(LINE, &project);
    assert_eq!(names(&project.path("")), ["data", "report.json", "rules"]);
    eprintln!("{old_stayed} times the old report, {new_came} times the new one");
}

#[test]
fn a_handbook_is_the_old_one_or_the_new_one() {
    const LINE: &str = "docs -q -o book";
    let pages = |project: &Project| below(&project.path("book"));
    let project = Project::new();
    let whole = timed(LINE, &project);
    let old = pages(&project);
    // another title, so that the new handbook has other pages
    project.edit("rules/justice/records.rhai", "Records are issued online", "Records are issued at once");
    let elsewhere = Project::new();
    elsewhere.edit("rules/justice/records.rhai", "Records are issued online", "Records are issued at once");
    timed(LINE, &elsewhere);
    let new = pages(&elsewhere);
    assert!(old != new && old.len() > 20);
    let (mut old_stayed, mut new_came) = (0, 0);
    for delay in delays(whole).take(kills() as usize) {
        let mut child = start(&project, LINE);
        std::thread::sleep(delay);
        let _ = child.kill();
        child.wait().unwrap();
        match pages(&project) {
            now if now == old => old_stayed += 1,
            now if now == new => new_came += 1,
            now => panic!("neither the old handbook nor the new one: {} pages", now.len()),
        }
    }
    timed(LINE, &project);
    assert_eq!(names(&project.path("")), ["book", "data", "rules"]);
    assert_eq!(pages(&project), new);
    eprintln!("{old_stayed} times the old handbook, {new_came} times the new one");
}

#[test]
fn an_import_is_whole_or_not_there_and_the_next_one_goes_through() {
    const LINE: &str = "import return.csv --dated 2025-01-31 --published 2025-01-31 --yes -q";
    const RETURN: &str = "locality,records.deployed\nHue,true\n";
    let before = names(&Project::new().path("data/documents"));
    let first = Project::new();
    first.write("return.csv", RETURN);
    let whole = timed(LINE, &first);
    let done = names(&first.path("data/documents"));
    assert_eq!(done.len(), before.len() + 2);
    let (mut nothing, mut all) = (0, 0);
    for delay in delays(whole).take(kills() as usize) {
        let project = Project::new();
        project.write("return.csv", RETURN);
        let mut child = start(&project, LINE);
        std::thread::sleep(delay);
        let _ = child.kill();
        child.wait().unwrap();
        let seen = names(&project.path("data/documents"));
        let has_document = seen.iter().any(|name| name.ends_with("return.toml"));
        let has_table = seen.iter().any(|name| name.ends_with("return.csv"));
        assert!(has_table || !has_document, "a document without its table: {seen:?}");
        if has_document {
            all += 1
        } else {
            nothing += 1
        }
        // the next one takes it in, or says that it is there
        let code = start(&project, LINE).wait().unwrap().code();
        assert_eq!(code, Some(if has_document { 2 } else { 0 }), "{seen:?}");
        let after: Vec<String> = names(&project.path("data/documents"))
            .into_iter()
            .filter(|name| !name.starts_with('.'))
            .collect();
        assert_eq!(after, done);
        for name in &done {
            let path = format!("data/documents/{name}");
            assert_eq!(
                fs::read(project.path(&path)).unwrap(),
                fs::read(first.path(&path)).unwrap(),
                "{name}"
            );
        }
    }
    eprintln!("{nothing} times nothing, {all} times the whole document");
}

#[test]
fn imports_at_once_do_not_mix() {
    for _ in 0..5 {
        let project = Project::new();
        let lines: Vec<String> = (0..4)
            .map(|n| {
                let value = n % 2 == 0;
                project.write(
                    &format!("r{n}.csv"),
                    &format!("locality,records.deployed\nHue,{value}\n# {n},\n")
                        .replace(&format!("# {n},\n"), &"\n".repeat(n)),
                );
                format!("import r{n}.csv --dated 2025-01-{:02} --published 2025-01-31 --yes -q", n + 1)
            })
            .collect();
        let children: Vec<_> = lines.iter().map(|line| start(&project, line)).collect();
        let codes: Vec<_> = children.into_iter().map(|mut child| child.wait().unwrap().code()).collect();
        let taken = codes.iter().filter(|code| **code == Some(0)).count();
        assert!(taken >= 1 && codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
        let seen = names(&project.path("data/documents"));
        let tables = seen.iter().filter(|name| name.ends_with(".csv")).count();
        assert_eq!((tables, seen.len()), (taken, 1 + 2 * taken), "{seen:?}");
        assert!(start(&project, "check --as-of 2025-01-31 -q").wait().unwrap().success());
    }
}
