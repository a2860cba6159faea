//! Whole runs and their stages at the scale of every commune, beside what merely parsing the same tables costs.
//!
//! `cargo bench --bench scale` writes made-up countries of 63, 10,598 and 381,528 rows into a temporary folder and
//! measures, in turns, whole processes, the floor (the `csv` crate reading the same tables into typed rows) and the twin
//! (the floor, and the same rules by hand in Rust). Ratios come first, for they hold on other machines too. Then the
//! stages, beside the twin's judging alone, and once more by criterion.
//!
//! `cargo bench --bench scale -- stages` prints the stages beside the twin alone;
//! `cargo bench --bench scale -- write FOLDER COMMUNES MONTHS` only writes a country, and `-- floor FOLDER` only parses
//! one: `benches/peak-memory.sh` asks for both.

mod floor;
mod returns;
mod stages;
mod twin;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::Criterion;

use returns::{AS_OF, Size};

/// Times each contestant is run, in turns; an odd number has a middle.
const ROUNDS: usize = 7;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", folder, communes, months] => {
            let number = |word: &str| word.parse().expect("a number");
            let size = Size { communes: number(communes), months: number(months) };
            std::fs::create_dir_all(folder).expect("a folder to write to");
            returns::write(Path::new(folder), size).expect("room for a country");
        }
        ["floor", folder] => {
            println!("{} rows", floor::parse(&returns::tables(Path::new(folder))).len());
        }
        ["stages"] => {
            let (place, sizes) = countries();
            tables(place.path(), &sizes);
        }
        _ => measure(),
    }
}

/// The three countries, written into a folder that goes when it is let go of.
fn countries() -> (tempfile::TempDir, [(&'static str, Size); 3]) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let sizes = [("63", Size::PROVINCES), ("10598", Size::COMMUNES), ("381528", Size::YEARS)];
    for (name, size) in sizes {
        let folder = place.path().join(name);
        std::fs::create_dir(&folder).expect("a folder to write to");
        returns::write(&folder, size).expect("room for a country");
    }
    (place, sizes)
}

fn tables(place: &Path, sizes: &[(&str, Size)]) {
    for (name, size) in sizes {
        stages::with(&place.join(name), *size, |stages| stages.table());
    }
}

fn measure() {
    let (place, sizes) = countries();
    whole_runs(place.path(), &sizes);
    tables(place.path(), &sizes);
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for (name, size) in sizes {
        stages::with(&place.path().join(name), size, |stages| stages.statistics(&mut criterion));
    }
    criterion.final_summary();
}

/// Whole processes beside the floor and the twin, in turns.
fn whole_runs(place: &Path, sizes: &[(&str, Size)]) {
    println!("x csv crate   x twin   rows      rows/s evaluations/s   whole run    csv crate         twin");
    for (name, size) in sizes {
        let folder = place.join(name);
        let tables = returns::tables(&folder);
        let (mut runs, mut floors, mut twins) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            floors.push(timed(|| drop(black_box(floor::parse(&tables)))));
            twins.push(timed(|| {
                let mut standings = Default::default();
                twin::judge(&twin::latest(&floor::parse(&tables)), &mut standings);
                drop(black_box(standings));
            }));
            runs.push(timed(|| run(&folder)));
        }
        let [run, floor, twin] = [runs, floors, twins].map(|times| middle(times).as_secs_f64());
        println!(
            "{:>11.2} {:>8.2} {:>6} {:>11.0} {:>13.0} {:>8.1} ms {:>9.1} ms {:>9.1} ms",
            run / floor,
            run / twin,
            size.rows(),
            size.rows() as f64 / run,
            (size.communes * returns::RULES) as f64 / run,
            run * 1e3,
            floor * 1e3,
            twin * 1e3,
        );
    }
}

fn run(folder: &Path) {
    let (year, month, day) = AS_OF;
    let as_of = format!("{year}-{month:02}-{day:02}");
    let status = Command::new(env!("CARGO_BIN_EXE_dondoc"))
        .arg("--project")
        .arg(folder)
        .args(["check", "--level", "commune", "--as-of", &as_of, "--format", "csv"])
        .stdout(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success(), "a sound project");
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
