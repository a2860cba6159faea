//! Fuzzing on the stable toolchain: shipped files with pieces lost, doubled, swapped and put in, through everything that
//! reads them. Whatever comes out is an answer or a refusal; a panic is a failure, and so is a place outside of its file.
//!
//! A second each in `cargo test`; `DONDOC_FUZZ_SECONDS` gives each target so many, for hours by hand. Each says how many
//! inputs it tried, and how many of them were refused. README.md beside this says how the same targets are led by the
//! branches that inputs reach, what that found, and when.

#[path = "../bad_inputs/ground.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod ground;
mod targets;

use std::cell::Cell;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestError, TestRunner};
use targets::{PIECES, TARGETS, Target};

/// Where what ships lies.
const TOP: &str = env!("CARGO_MANIFEST_DIR");

/// One change of a file.
#[derive(Debug, Clone)]
enum Change {
    Cut(Index, usize),
    Put(Index, Vec<u8>),
    Copy(Index, Index, usize),
    Flip(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1..40usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), prop::sample::select(PIECES))
            .prop_map(|(at, piece)| Change::Put(at, piece.to_vec())),
        (any::<Index>(), any::<Index>(), 1..80usize)
            .prop_map(|(from, to, length)| Change::Copy(from, to, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Change::Flip(at, bits)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match change {
            Change::Cut(at, length) => {
                let from = place(at, &bytes);
                let to = (from + length).min(bytes.len());
                bytes.drain(from..to);
            }
            Change::Put(at, piece) => {
                let at = place(at, &bytes);
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Copy(from, to, length) => {
                let from = place(from, &bytes);
                let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
                let to = place(to, &bytes);
                bytes.splice(to..to, piece);
            }
            Change::Flip(at, bits) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] ^= bits;
            }
            Change::Flip(..) => {}
        }
    }
    bytes
}

fn seconds() -> Duration {
    let seconds = std::env::var("DONDOC_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(1))
}

/// Tries changed seeds of a target until the time is over.
fn fuzz(name: &str) {
    let Target { seeds, take, .. } = TARGETS.iter().find(|target| target.name == name).unwrap();
    let seeds = seeds();
    let end = Instant::now() + seconds();
    let (tried, refused) = (Cell::new(0_u64), Cell::new(0_u64));
    let strategy = (any::<Index>(), prop::collection::vec(change(), 0..4));
    while Instant::now() < end {
        let config = Config { cases: 16, failure_persistence: None, ..Config::default() };
        let outcome = TestRunner::new(config).run(&strategy, |(seed, changes)| {
            let bytes = changed(seeds[seed.index(seeds.len())].clone(), &changes);
            tried.set(tried.get() + 1);
            refused.set(refused.get() + u64::from(take(&bytes)));
            Ok(())
        });
        if let Err(TestError::Fail(why, (seed, changes))) = outcome {
            let bytes = changed(seeds[seed.index(seeds.len())].clone(), &changes);
            panic!("{name}: {why}\n{changes:?}\n{}", String::from_utf8_lossy(&bytes));
        }
    }
    assert!(
        refused.get() < tried.get() || tried.get() < 200,
        "{name}: everything was refused: nothing deep was tried"
    );
    eprintln!("{name}: {} inputs, {} of them refused", tried.get(), refused.get());
}

#[test]
fn documents() {
    fuzz("documents");
}

#[test]
fn localities() {
    fuzz("localities");
}

#[test]
fn workbooks() {
    fuzz("workbooks");
}

#[test]
fn cases() {
    fuzz("cases");
}

#[test]
fn rules() {
    fuzz("rules");
}

#[test]
fn projects() {
    fuzz("projects");
}
