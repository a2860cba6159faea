//! The policy writer's tools on the shipped project: commands as whole processes from start to exit, and how long after
//! a change an editor and `watch` have said what it means.
//!
//! `cargo bench --bench workbench` prints them: on a quiet core each command is to stay within 50 ms, and each answer to
//! a change within 100 ms, pauses that wait for the next key included.

#[path = "../tests/lsp/client.rs"]
#[allow(dead_code)] // the tests of the server use all of it
mod client;
#[path = "../tests/run/mod.rs"]
mod run;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};

use client::Editor;
use run::copy_of_shipped;

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");
const RULE: &str = "rules/justice/judicial-records-on-vneid.rhai";

fn commands(bench: &mut Criterion) {
    for (name, arguments) in [
        ("lint, whole process", &["lint", "--as-of", "2025-06-01"][..]),
        ("test, whole process", &["test"]),
        ("test with coverage, whole process", &["test", "--coverage"]),
    ] {
        bench.bench_function(name, |b| {
            b.iter(|| {
                let run = Command::new(env!("CARGO_BIN_EXE_dondoc"))
                    .args(["--project", PROJECT])
                    .args(arguments)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status();
                assert!(run.expect("the program runs").success());
            });
        });
    }
}

/// From a key that is struck in an editor to the marks of the file, by turns with a slip and without.
fn editor(bench: &mut Criterion) {
    let project = copy_of_shipped();
    let good = std::fs::read_to_string(project.path().join(RULE)).expect("a rule");
    let texts = [good.replacen("deployed {", "deploied {", 1), good.clone()];
    let mut editor = Editor::begin(project.path());
    editor.open(RULE, &good);
    editor.marks(RULE);
    let mut at = 0;
    bench.bench_function("marks after a change in an editor", |b| {
        b.iter(|| {
            editor.change(RULE, &texts[at % texts.len()]);
            at += 1;
            editor.marks(RULE)
        });
    });
}

/// From a save to the last line that `watch` says of it.
fn watch(bench: &mut Criterion) {
    let project = copy_of_shipped();
    let file = project.path().join(RULE);
    let good = std::fs::read_to_string(&file).expect("a rule");
    let texts = [good.replacen("weight:  3", "weight:  2", 1), good.clone()];
    assert_ne!(texts[0], texts[1], "the rule has a weight");
    let mut watching = Watching::of(project.path());
    let mut at = 0;
    bench.bench_function("watch after a save", |b| {
        b.iter_custom(|times| {
            let save = |at: usize| std::fs::write(&file, &texts[at % texts.len()]).expect("a save");
            let one = |watching: &mut Watching, at: usize| {
                let started = Instant::now();
                save(at);
                watching.until_told();
                started.elapsed()
            };
            // the first is a change: a save of what is there already is told of by nobody
            (0..times).fold(Duration::ZERO, |sum, _| {
                let took = one(&mut watching, at);
                at += 1;
                sum + took
            })
        });
    });
}

/// A running `dondoc watch`, which ends with the value. What it says of time comes last, on standard error.
struct Watching {
    program: Child,
    said: BufReader<std::process::ChildStderr>,
    _out: std::thread::JoinHandle<()>,
}

impl Watching {
    fn of(folder: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_dondoc"))
            .current_dir(folder)
            .args(["watch", "--as-of", "2025-05-31"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let out = program.stdout.take().expect("its output");
        let said = BufReader::new(program.stderr.take().expect("its errors"));
        let mut watching = Self { program, said, _out: std::thread::spawn(move || drain(out)) };
        watching.until_told();
        watching
    }

    /// Up to `in 23 ms`.
    fn until_told(&mut self) {
        let mut line = String::new();
        while self.said.read_line(&mut line).is_ok_and(|n| n > 0) && !line.starts_with("in ") {
            line.clear();
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn drain(out: ChildStdout) {
    let _ = std::io::copy(&mut { out }, &mut std::io::sink());
}

criterion_group!(benches, commands, editor, watch);
criterion_main!(benches);
