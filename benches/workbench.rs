//! The policy writer's commands on the shipped project, as whole processes from start to exit.
//!
//! `cargo bench --bench workbench` prints them: each is to stay within 50 ms on a quiet core.

use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

fn workbench(bench: &mut Criterion) {
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

criterion_group!(benches, workbench);
criterion_main!(benches);
