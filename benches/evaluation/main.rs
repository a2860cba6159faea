//! Evaluation of the eight-rule job: compiled, interpreted, and beside them the same rules in Rust.
//!
//! One evaluation is one locality against one requirement: from facts in memory to a status, a reason, basis points and
//! the ids of the statements that it rests on. All contestants must give the same verdicts before any is timed. The
//! table comes first, measured in turns so that what else the machine does falls on all alike; the statistics of
//! criterion follow. `cargo bench --bench evaluation -- report` measures the report's own way alone.

mod job;
mod report;
mod twin;

use std::hint::black_box;
use std::ops::Range;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use dondoc::model::day::Day;
use dondoc::model::document::Column;
use dondoc::model::fact::{Dictionary, FactIx};
use dondoc::model::requirement::RequirementIx;
use dondoc::rulebook::{Answer, End, Executor, ExecutorKind, Rulebook, Targets};
use job::{Job, RULES, dues};
use rayon::prelude::*;
use report::Report;
use rust_decimal::prelude::ToPrimitive;

/// Rows that are judged before the next requirement is looked at: what they need stays near the processor.
const STRIDE: usize = 2_048;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Met,
    MetLate,
    OnTrack,
    DueSoon,
    Overdue,
    Unknown,
}

/// One verdict; its evidence ends at `evidence_until`, and begins where that of the one before ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    status: Status,
    reason: u8,
    bp: u16,
    evidence_until: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Verdicts {
    found: Vec<Found>,
    /// Ids of statements: the number of the fact times the rows, and the row.
    evidence: Vec<u32>,
}

impl Verdicts {
    fn clear(&mut self) {
        self.found.clear();
        self.evidence.clear();
    }
}

fn status(as_of: Day, due: Day) -> Status {
    match as_of.days_until(due) {
        ..0 => Status::Overdue,
        0..=30 => Status::DueSoon,
        _ => Status::OnTrack,
    }
}

/// What the executors run on.
struct Ground {
    job: Job,
    columns: Vec<Column>,
    rulebook: Rulebook,
    dictionary: Dictionary,
    /// A requirement's reasons as the job numbers them.
    reasons: Vec<Vec<u8>>,
}

impl Ground {
    fn new(localities: usize, months: u32) -> Self {
        let job = Job::new(localities, months);
        let (rulebook, project) = job::rulebook();
        let dictionary = project.dictionary;
        let columns = job::columns(&job, &dictionary);
        let numbered = |(requirement, (_, reasons, _)): (
            &dondoc::model::requirement::Requirement,
            &(&str, &[&str], &str),
        )| {
            let number =
                |key: &String| reasons.iter().position(|known| known == key).map_or(u8::MAX, |at| at as u8);
            requirement.reasons.keys().map(number).collect()
        };
        let reasons = rulebook.requirements().iter().zip(&RULES).map(numbered).collect();
        Self { job, columns, rulebook, dictionary, reasons }
    }

    fn reads(&self, rule: usize) -> &[FactIx] {
        &self.rulebook.requirements()[rule].reads
    }

    /// Judges some rows with an executor, one requirement after the other.
    fn judge(&self, executor: &mut Executor<'_>, rows: Range<usize>, verdicts: &mut Verdicts) {
        for (rule, due) in dues().into_iter().enumerate() {
            let reads = self.reads(rule);
            let columns: Vec<Option<&Column>> =
                reads.iter().map(|fact| self.columns.get(fact.at())).collect();
            let answers =
                executor.run_many(RequirementIx::new(rule), &columns, rows.clone(), Targets::Same(None));
            for (at, row) in rows.clone().enumerate() {
                let (end, first) = match answers.end(at) {
                    End::Apart => plain(&answers.answer(at)),
                    end => (end, answers.figures(at).0),
                };
                let (status, reason, bp) = self.judged(end, first, row, due);
                verdicts.evidence.extend(answers.slots(at).iter().map(|slot| self.id(reads[slot], row)));
                let reason = self.reason(rule, reason);
                let evidence_until = verdicts.evidence.len() as u32;
                verdicts.found.push(Found { status, reason, bp: bp as u16, evidence_until });
            }
        }
    }

    fn id(&self, fact: FactIx, row: usize) -> u32 {
        (fact.at() * self.job.rows + row) as u32
    }

    fn reason(&self, rule: usize, reason: usize) -> u8 {
        self.reasons[rule].get(reason).copied().unwrap_or(u8::MAX)
    }

    fn judged(&self, end: End, first: i64, row: usize, due: Day) -> (Status, usize, i64) {
        match end {
            End::Met { reason } => (Status::Met, reason, 10_000),
            End::MetOn { reason } if first > due.number() => (Status::MetLate, reason, 10_000),
            End::MetOn { reason } => (Status::Met, reason, 10_000),
            End::NotMet { reason } => (status(self.job.as_of[row], due), reason, 0),
            End::Share { done, .. } if first >= 10_000 => (Status::Met, done, first),
            End::Share { open, .. } => (status(self.job.as_of[row], due), open, first),
            _ => (Status::Unknown, usize::MAX, 0),
        }
    }

    /// All rows, with one executor.
    fn all(&self, kind: ExecutorKind, verdicts: &mut Verdicts) {
        self.part(kind, 0..self.job.rows, verdicts);
    }

    /// Some rows, in strides, with one executor.
    fn part(&self, kind: ExecutorKind, rows: Range<usize>, verdicts: &mut Verdicts) {
        let mut executor = self.rulebook.executor(&self.dictionary).by(kind);
        verdicts.clear();
        for rows in strides(rows) {
            self.judge(&mut executor, rows, verdicts);
        }
    }

    fn twin(&self, verdicts: &mut Verdicts) {
        verdicts.clear();
        for rows in strides(0..self.job.rows) {
            twin::judge(&self.job, rows, verdicts);
        }
    }

    /// All rows, parted among the seats; each keeps its verdicts as one thread alone does.
    fn in_parallel(&self, seats: &mut [Verdicts]) {
        let (rows, count) = (self.job.rows, seats.len());
        seats.par_iter_mut().enumerate().for_each(|(seat, verdicts)| {
            self.part(ExecutorKind::Compiled, rows * seat / count..rows * (seat + 1) / count, verdicts);
        });
    }
}

fn strides(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let until = rows.end;
    rows.step_by(STRIDE).map(move |from| from..until.min(from + STRIDE))
}

/// An answer that is told in full in the form of one that is not.
fn plain(answer: &Answer) -> (End, i64) {
    match answer {
        Answer::Met { reason, day: None } => (End::Met { reason: *reason }, 0),
        Answer::Met { reason, day: Some(day) } => (End::MetOn { reason: *reason }, day.number()),
        Answer::NotMet { reason } => (End::NotMet { reason: *reason }, 0),
        Answer::Progress { done, open, done_reason, .. } => {
            (End::Share { open: *open, done: *done_reason }, done.to_i64().unwrap_or(0))
        }
        Answer::Missing { slot } => (End::Missing { slot: *slot }, 0),
        _ => (End::Apart, 0),
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Turns of each contestant.
const TURNS: usize = 9;

/// How long a contestant works in its turn before it is measured: it finds its memory again, and its threads their
/// cores.
const WARM: Duration = Duration::from_millis(60);

/// How long it is measured.
const TURN: Duration = Duration::from_millis(200);

/// Measures contestants in turns, each at the same job again and again; gives the median of each.
fn in_turns(turns: usize, contestants: &mut [(&str, &mut dyn FnMut())]) -> Vec<Duration> {
    let mut times = vec![Vec::new(); contestants.len()];
    for _ in 0..turns {
        for ((_, run), times) in contestants.iter_mut().zip(&mut times) {
            runs_for(WARM, run);
            times.push(runs_for(TURN, run));
        }
    }
    times.into_iter().map(median).collect()
}

/// Runs until so much time has passed, once at least; gives what one run takes.
fn runs_for(time: Duration, run: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    let mut runs = 0;
    loop {
        run();
        runs += 1;
        if start.elapsed() >= time {
            return start.elapsed() / runs;
        }
    }
}

/// The report's own way, from what the documents say to verdicts with deadlines, completions and slots of evidence.
fn report_table(localities: usize) {
    let report = Report::new(&Job::new(localities, 1));
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let resolution = report.resolution();
    let mut resolve = || {
        black_box(report.columns(&resolution));
    };
    let mut one = || {
        alone.install(|| black_box(report.evaluate(&resolution)));
    };
    let mut all = || {
        black_box(report.evaluate(&resolution));
    };
    let mut contestants: Vec<(&str, &mut dyn FnMut())> = vec![
        ("of which: columns of facts", &mut resolve),
        ("the report's way", &mut one),
        ("the same, all cores", &mut all),
    ];
    let medians = in_turns(TURNS, &mut contestants);
    let evaluations = (localities * RULES.len()) as f64;
    println!("\nThe report's way, {localities} rows x {} rules", RULES.len());
    println!("{:<28}{:>16}", "", "ns/evaluation");
    for ((name, _), time) in contestants.iter().zip(&medians) {
        println!("{name:<28}{:>16.1}", time.as_secs_f64() * 1e9 / evaluations);
    }
}

fn table(ground: &Ground) {
    let (mut native, mut compiled, mut interpreted) =
        (Verdicts::default(), Verdicts::default(), Verdicts::default());
    ground.twin(&mut native);
    ground.all(ExecutorKind::Compiled, &mut compiled);
    assert_eq!(native, compiled, "the compiled rules must give what their twin gives");
    let few = ground.job.rows <= 20_000;
    if few {
        ground.all(ExecutorKind::Interpreted, &mut interpreted);
        assert_eq!(native, interpreted, "the interpreted rules must give what their twin gives");
    }
    let mut seats = vec![Verdicts::default(); rayon::current_num_threads()];
    ground.in_parallel(&mut seats);
    assert_eq!(seats.iter().map(|seat| seat.found.len()).sum::<usize>(), compiled.found.len());
    let mut run_native = || ground.twin(black_box(&mut native));
    let mut run_compiled = || ground.all(ExecutorKind::Compiled, black_box(&mut compiled));
    let mut run_parallel = || ground.in_parallel(black_box(&mut seats));
    let mut run_interpreted = || ground.all(ExecutorKind::Interpreted, black_box(&mut interpreted));
    let mut contestants: Vec<(&str, &mut dyn FnMut())> = vec![
        ("native twin", &mut run_native),
        ("compiled", &mut run_compiled),
        ("compiled, all cores", &mut run_parallel),
    ];
    if few {
        contestants.push(("interpreted", &mut run_interpreted));
    }
    let medians = in_turns(TURNS, &mut contestants);
    let evaluations = (ground.job.rows * RULES.len()) as f64;
    println!("\n{} rows x {} rules, median of {TURNS} turns", ground.job.rows, RULES.len());
    println!("{:<22}{:>16}{:>22}{:>12}", "", "ns/evaluation", "evaluations/s", "x twin");
    for ((name, _), time) in contestants.iter().zip(&medians) {
        let nanoseconds = time.as_secs_f64() * 1e9 / evaluations;
        let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
        println!("{name:<22}{nanoseconds:>16.1}{:>22.0}{ratio:>12.2}", 1e9 / nanoseconds);
    }
}

fn statistics(criterion: &mut Criterion, ground: &Ground) {
    let mut group = criterion.benchmark_group(format!("evaluation/{}", ground.job.rows));
    group.throughput(Throughput::Elements((ground.job.rows * RULES.len()) as u64));
    group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    let mut verdicts = Verdicts::default();
    group.bench_function("native twin", |bencher| bencher.iter(|| ground.twin(black_box(&mut verdicts))));
    for kind in ExecutorKind::ALL {
        group.bench_function(kind.word(), |bencher| {
            bencher.iter(|| ground.all(*kind, black_box(&mut verdicts)));
        });
    }
    group.finish();
}

fn main() {
    if std::env::args().any(|word| word == "report") {
        return report_table(10_598);
    }
    let sizes = [(63, 1), (10_598, 1), (10_598, 36)];
    for (localities, months) in sizes {
        table(&Ground::new(localities, months));
    }
    for localities in [63, 10_598] {
        report_table(localities);
    }
    let mut criterion = Criterion::default().configure_from_args();
    for localities in [63, 10_598] {
        statistics(&mut criterion, &Ground::new(localities, 1));
    }
    criterion.final_summary();
}
