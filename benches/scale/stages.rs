//! The stages of a run, each by itself: a table beside the twin, and the statistics of criterion.

use std::hint::black_box;
use std::path::Path;

use camino::Utf8Path;
use criterion::{Criterion, Throughput};
use dondoc::model::bilingual::Lang;
use dondoc::model::day::Day;
use dondoc::model::locality::{Level, LocalityIx};
use dondoc::model::verdict::Status;
use dondoc::pipeline::{self, Chosen, Prepared};
use dondoc::rank::rank;
use dondoc::read;
use dondoc::render::{Format, Style, render};
use dondoc::report::Report;
use dondoc::report::assemble::{Depth, Findings, Selection, report};
use dondoc::resolve::{Horizon, Resolution};

use crate::floor::{self, Row};
use crate::returns::{self, AS_OF, RULES, Size};
use crate::twin::{self, Standing};
use crate::{ROUNDS, middle, timed};

/// Rows that the twin is given at least: what takes a microsecond cannot be measured.
const ENOUGH: usize = 200_000;

/// A country that was read once, and what each stage makes of it.
pub struct Stages<'s> {
    folder: &'s Utf8Path,
    size: Size,
    prepared: &'s Prepared,
    resolution: &'s Resolution<'s>,
    findings: Findings<'s>,
    localities: Vec<LocalityIx>,
    selection: Selection,
    report: Report,
    known: Vec<Row>,
}

/// A stage by its name.
type Stage<'s> = (&'static str, Box<dyn FnMut() + 's>);

/// Reads a country, and hands its stages over.
pub fn with(folder: &Path, size: Size, then: impl FnOnce(&Stages<'_>)) {
    let folder = Utf8Path::from_path(folder).expect("a path of letters");
    let horizon = Horizon { as_of: Day::from_ymd(AS_OF.0, AS_OF.1, AS_OF.2).expect("a day"), known_by: None };
    let prepared = pipeline::prepare(folder).expect("a sound project");
    let resolution = Resolution::new(&prepared.project, horizon);
    let findings = found(&resolution, &prepared);
    let selection = Selection { depth: Depth::Brief, ..Selection::default() };
    let report = report(&findings, &selection, &[]);
    let localities = prepared.project.registry.living(Level::Commune, horizon.as_of).collect();
    let known = twin::latest(&floor::parse(&returns::tables(folder.as_std_path())));
    let stages = Stages {
        folder,
        size,
        prepared: &prepared,
        resolution: &resolution,
        findings,
        localities,
        selection,
        report,
        known,
    };
    stages.agree();
    then(&stages);
}

fn found<'f>(resolution: &'f Resolution<'f>, prepared: &'f Prepared) -> Findings<'f> {
    pipeline::find(resolution, &prepared.rulebook, &Chosen::default(), Some(Level::Commune))
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}

impl Stages<'_> {
    /// Verdicts of a run.
    fn evaluations(&self) -> usize {
        self.size.communes * RULES
    }

    /// The twin must say the same of everybody before it is measured.
    fn agree(&self) {
        let mut standings = Default::default();
        twin::judge(&self.known, &mut standings);
        for (verdicts, standings) in self.findings.verdicts.iter().zip(&standings) {
            assert_eq!(verdicts.len(), standings.len());
            for (verdict, standing) in verdicts.iter().zip(standings) {
                let points = |progress: &dondoc::evaluate::Progress| {
                    let points = progress.done * rust_decimal::Decimal::from(10_000) / progress.total;
                    points.floor().try_into().expect("less than all")
                };
                let ours = match verdict.status {
                    Status::Unknown => Standing::Unknown,
                    Status::Met | Status::MetLate => Standing::Complete,
                    _ => Standing::Open(verdict.progress.as_ref().map_or(0, points)),
                };
                assert_eq!(ours, *standing, "the report must give what the twin gives");
            }
        }
    }

    fn all(&self) -> Vec<Stage<'_>> {
        let Self { folder, prepared, resolution, findings, localities, selection, report: made, .. } = self;
        let as_of = resolution.horizon.as_of;
        let verdicts = findings.of_level(Level::Commune);
        let (weights, scoring) = (&findings.weights, &prepared.project.scoring);
        vec![
            ("read", Box::new(|| drop(black_box(read::project(folder))))),
            ("resolve", Box::new(|| drop(black_box(Resolution::new(&prepared.project, resolution.horizon))))),
            ("evaluate and rank", Box::new(|| drop(black_box(found(resolution, prepared))))),
            ("rank", Box::new(move || drop(black_box(rank(localities, &verdicts, weights, scoring, as_of))))),
            ("report", Box::new(|| drop(black_box(report(findings, selection, &[]))))),
            (
                "render csv",
                Box::new(|| drop(black_box(render(made, Format::Csv, Lang::En, Style::default())))),
            ),
            (
                "render json",
                Box::new(|| drop(black_box(render(made, Format::Json, Lang::En, Style::default())))),
            ),
        ]
    }

    /// Every stage beside the twin, in turns.
    pub fn table(&self) {
        let mut standings = Default::default();
        let again = ENOUGH.div_ceil(self.evaluations());
        let mut stages = self.all();
        let mut times = vec![Vec::new(); stages.len() + 1];
        for _ in 0..ROUNDS {
            let twin = timed(|| (0..again).for_each(|_| twin::judge(black_box(&self.known), &mut standings)));
            times[0].push(twin / u32::try_from(again).expect("not so often"));
            for ((_, run), times) in stages.iter_mut().zip(&mut times[1..]) {
                times.push(timed(run));
            }
        }
        let evaluations = self.evaluations() as f64;
        let names = ["the rules in Rust"].into_iter().chain(stages.iter().map(|(name, _)| *name));
        let medians: Vec<f64> = times.into_iter().map(|times| middle(times).as_secs_f64()).collect();
        println!("\n{} rows, {} evaluations, median of {ROUNDS} turns", self.size.rows(), self.evaluations());
        println!("{:<20}{:>10}{:>18}{:>14}", "", "x twin", "evaluations/s", "ms");
        for (name, median) in names.zip(&medians) {
            let (ratio, milliseconds) = (median / medians[0], median * 1e3);
            println!("{name:<20}{ratio:>10.1}{:>18.0}{milliseconds:>14.3}", evaluations / median);
        }
    }

    /// The same for criterion.
    pub fn statistics(&self, criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group(format!("{} rows", self.size.rows()));
        group.throughput(Throughput::Elements(self.evaluations() as u64));
        let mut standings = Default::default();
        group.bench_function("the rules in Rust", |b| b.iter(|| twin::judge(&self.known, &mut standings)));
        for (name, mut run) in self.all() {
            group.bench_function(name, |b| b.iter(&mut run));
        }
        group.finish();
    }
}
