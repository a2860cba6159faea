//! Whole runs and their stages at the scale of every commune, beside what merely parsing the same tables costs.
//!
//! `cargo bench --bench scale` writes made-up countries of 63, 10,598 and 381,528 rows into a temporary folder and
//! measures, in turns, whole processes and the floor: the `csv` crate reading the same tables into typed rows. Ratios to
//! the floor come first, for they hold on other machines too. Then criterion takes the stages.
//!
//! `cargo bench --bench scale -- write FOLDER COMMUNES MONTHS` only writes a country, and `-- floor FOLDER` only parses
//! one: `benches/peak-memory.sh` asks for both.

mod floor;
mod returns;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use camino::Utf8Path;
use criterion::{Criterion, Throughput};
use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::model::locality::Level;
use dondoc::pipeline::{self, Question};
use dondoc::rank::rank;
use dondoc::read;
use dondoc::render::{Format, Style, render};
use dondoc::report::Depth;
use dondoc::report::assemble::{Selection, report};
use dondoc::resolve::{Horizon, Resolution};

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
        _ => measure(),
    }
}

fn measure() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let sizes = [("63", Size::PROVINCES), ("10598", Size::COMMUNES), ("381528", Size::YEARS)];
    for (name, size) in sizes {
        let folder = place.path().join(name);
        std::fs::create_dir(&folder).expect("a folder to write to");
        returns::write(&folder, size).expect("room for a country");
    }
    whole_runs(place.path(), &sizes);
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for (name, size) in &sizes[1..] {
        let folder = place.path().join(name);
        stages(&mut criterion, Utf8Path::from_path(&folder).expect("a path of letters"), *size);
    }
    criterion.final_summary();
}

/// Whole processes beside the floor, in turns.
fn whole_runs(place: &Path, sizes: &[(&str, Size)]) {
    println!("ratio to the csv crate   rows      rows/s evaluations/s   whole run    csv crate");
    for (name, size) in sizes {
        let folder = place.join(name);
        let tables = returns::tables(&folder);
        let (mut runs, mut floors) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            floors.push(timed(|| drop(black_box(floor::parse(&tables)))));
            runs.push(timed(|| run(&folder)));
        }
        let (run, floor) = (middle(runs), middle(floors));
        println!(
            "{:>22.2} {:>6} {:>11.0} {:>13.0} {:>8.1} ms {:>9.1} ms",
            run.as_secs_f64() / floor.as_secs_f64(),
            size.rows(),
            size.rows() as f64 / run.as_secs_f64(),
            (size.communes * returns::RULES) as f64 / run.as_secs_f64(),
            run.as_secs_f64() * 1e3,
            floor.as_secs_f64() * 1e3,
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

/// Reading, resolving, ranking and rendering, each by itself.
fn stages(criterion: &mut Criterion, folder: &Utf8Path, size: Size) {
    let horizon = Horizon { as_of: Day::from_ymd(AS_OF.0, AS_OF.1, AS_OF.2).expect("a day"), known_by: None };
    let question = Question { level: Some(Level::Commune), depth: Depth::Brief, ..Question::whole(horizon) };
    let prepared = pipeline::prepare(folder).expect("a sound project");
    let resolution = Resolution::new(&prepared.project, horizon);
    let everything = pipeline::Chosen::default();
    let findings = pipeline::find(&resolution, &prepared.rulebook, &everything, question.level)
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    let selection = Selection { depth: Depth::Brief, ..Selection::default() };
    let made = report(&findings, &selection, &[]);

    let mut group = criterion.benchmark_group(format!("{} rows", size.rows()));
    group.throughput(Throughput::Elements(size.rows() as u64));
    group.bench_function("read", |b| b.iter(|| read::project(folder)));
    group.bench_function("resolve", |b| b.iter(|| Resolution::new(&prepared.project, horizon)));
    group.throughput(Throughput::Elements((size.communes * returns::RULES) as u64));
    group.bench_function("evaluate and rank", |b| {
        b.iter(|| pipeline::find(&resolution, &prepared.rulebook, &everything, question.level));
    });
    let localities: Vec<_> = prepared.project.registry.living(Level::Commune, horizon.as_of).collect();
    let verdicts = findings.of_level(Level::Commune);
    group.bench_function("rank", |b| {
        b.iter(|| rank(&localities, &verdicts, &findings.weights, &prepared.project.scoring, horizon.as_of));
    });
    group.bench_function("report", |b| b.iter(|| report(&findings, &selection, &[])));
    group.bench_function("render csv", |b| {
        b.iter(|| render(&made, Format::Csv, Lang::En, Style::default()).expect("a rendering"));
    });
    group.finish();
}
