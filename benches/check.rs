//! The main job on the shipped project: inside the process, and as a whole process from start to exit.
//!
//! `cargo bench --bench check` prints both; quote medians, and ratios of figures taken in one run.

use std::process::{Command, Stdio};

use camino::Utf8Path;
use criterion::{Criterion, criterion_group, criterion_main};
use dondoc::model::day::Day;
use dondoc::pipeline::{self, Question};
use dondoc::resolve::Horizon;

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

fn question() -> Question {
    Question::whole(Horizon { as_of: Day::from_ymd(2024, 10, 21).expect("a day"), known_by: None })
}

fn check(bench: &mut Criterion) {
    let question = question();
    bench.bench_function("read to report, in the process", |b| {
        b.iter(|| pipeline::check(Utf8Path::new(PROJECT), &question).expect("a sound project"));
    });
    bench.bench_function("whole process", |b| {
        b.iter(|| {
            Command::new(env!("CARGO_BIN_EXE_dondoc"))
                .args(["--project", PROJECT, "check", "--as-of", "2024-10-21"])
                .stdout(Stdio::null())
                .status()
                .expect("the program runs")
        });
    });
}

criterion_group!(benches, check);
criterion_main!(benches);
