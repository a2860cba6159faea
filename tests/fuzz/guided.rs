//! Fuzzing led by the branches that inputs reach, on a nightly toolchain: one program for each target, named after it.
//!
//! `DONDOC_FUZZ_SEEDS=FOLDER` writes what the target begins with into `FOLDER/NAME`, and the pieces that mean something to
//! readers as a dictionary beside it, before anything is tried.

#![no_main]

#[path = "../bad_inputs/ground.rs"]
#[allow(dead_code)] // it belongs to another test, which uses all of it
mod ground;
mod targets;

use std::fmt::Write;

use libfuzzer_sys::fuzz_target;
use targets::{PIECES, TARGETS, Target};

/// Where what ships lies.
const TOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn target() -> &'static Target {
    let name = env!("CARGO_BIN_NAME");
    TARGETS.iter().find(|target| target.name == name).expect("a program is named after its target")
}

fn write_seeds(folder: &str) {
    let corpus = std::path::Path::new(folder).join(target().name);
    std::fs::create_dir_all(&corpus).unwrap();
    for (number, seed) in (target().seeds)().into_iter().enumerate() {
        std::fs::write(corpus.join(format!("seed-{number:03}")), seed).unwrap();
    }
    let mut dictionary = String::new();
    for piece in PIECES {
        dictionary.push('"');
        for byte in *piece {
            write!(dictionary, "\\x{byte:02x}").unwrap();
        }
        dictionary.push_str("\"\n");
    }
    std::fs::write(corpus.with_extension("dict"), dictionary).unwrap();
}

fuzz_target!(
    init: {
        if let Ok(folder) = std::env::var("DONDOC_FUZZ_SEEDS") {
            write_seeds(&folder);
        }
    },
    |bytes: &[u8]| {
        (target().take)(bytes);
    }
);
