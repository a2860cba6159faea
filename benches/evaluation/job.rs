//! The eight-rule job: a generator with a fixed seed, and the rules.

use std::sync::Arc;

use camino::Utf8Path;
use dondoc::model::bilingual::Bilingual;
use dondoc::model::day::Day;
use dondoc::model::document::Column;
use dondoc::model::fact::{Dictionary, Fact, FactKind, Merge};
use dondoc::model::place::Place;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::Values;
use dondoc::project::Project;
use dondoc::read;
use dondoc::rulebook::Rulebook;

/// Stages of the plan, in order.
pub const STAGES: [&str; 4] = ["none", "developing", "consulting", "issued"];

/// One column of whole numbers, days, stages or truths, and where it is known.
#[derive(Debug, Clone)]
pub struct Cells<T> {
    pub known: Vec<bool>,
    pub values: Vec<T>,
}

/// The rows of the job, as columns.
#[derive(Debug, Clone)]
pub struct Job {
    pub rows: usize,
    /// The day that each row is judged on.
    pub as_of: Vec<Day>,
    pub deployed: Cells<bool>,
    pub deployed_on: Cells<Day>,
    pub stage: Cells<u16>,
    pub issued_on: Cells<Day>,
    pub difficulties: Cells<bool>,
    pub civil_total: Cells<i64>,
    pub civil_population: Cells<i64>,
    pub civil_digitized: Cells<i64>,
    pub districts_total: Cells<i64>,
    pub districts_digitized: Cells<i64>,
    pub records: Cells<i64>,
    pub matched: Cells<i64>,
    pub online: Cells<i64>,
    pub services: Cells<i64>,
    pub target_pct: Cells<i64>,
    pub cards: Cells<i64>,
    pub cards_target: Cells<i64>,
    pub reached_on: Cells<Day>,
    /// The day that a row is judged on, as a number that rules can count with.
    pub day: Cells<i64>,
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn cell<T>(&mut self, cells: &mut Cells<T>, may_be_missing: Missing, value: T) {
        let known = may_be_missing == Missing::Never || self.below(5) != 0;
        cells.known.push(known);
        cells.values.push(value);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Never,
    Often,
}

fn empty<T>() -> Cells<T> {
    Cells { known: Vec::new(), values: Vec::new() }
}

pub fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

impl Job {
    /// So many localities, for so many months up to June 2026.
    pub fn new(localities: usize, months: u32) -> Self {
        let mut random = Random(0x5EED_5EED_5EED_5EED);
        let mut job = Self {
            rows: 0,
            as_of: Vec::new(),
            deployed: empty(),
            deployed_on: empty(),
            stage: empty(),
            issued_on: empty(),
            difficulties: empty(),
            civil_total: empty(),
            civil_population: empty(),
            civil_digitized: empty(),
            districts_total: empty(),
            districts_digitized: empty(),
            records: empty(),
            matched: empty(),
            online: empty(),
            services: empty(),
            target_pct: empty(),
            cards: empty(),
            cards_target: empty(),
            reached_on: empty(),
            day: empty(),
        };
        for month in (0..months).rev() {
            // The last day of the month so many months before July 2026.
            let first = 2026 * 12 + 6 - month;
            let as_of = day((first / 12) as i32, first % 12 + 1, 1).previous();
            for _ in 0..localities {
                job.row(&mut random, as_of);
            }
        }
        job
    }

    fn row(&mut self, random: &mut Random, as_of: Day) {
        use Missing::{Never, Often};
        let some_day = |random: &mut Random| as_of.plus_days(random.below(200) as u32);
        let back = Day::from_number(as_of.number() - 200).unwrap_or(as_of);
        let past = |random: &mut Random| back.plus_days(random.below(200) as u32);
        self.rows += 1;
        self.as_of.push(as_of);
        random.cell(&mut self.day, Never, as_of.number());
        let deployed = random.below(2) == 0;
        random.cell(&mut self.deployed, Often, deployed);
        let on = past(random);
        random.cell(&mut self.deployed_on, Often, on);
        let stage = random.below(4) as u16;
        random.cell(&mut self.stage, Often, stage);
        let on = if random.below(4) == 0 { some_day(random) } else { past(random) };
        random.cell(&mut self.issued_on, Often, on);
        let difficulties = random.below(3) == 0;
        random.cell(&mut self.difficulties, Often, difficulties);
        let total = 1_000 + random.below(200_000) as i64;
        random.cell(&mut self.civil_total, Never, total);
        let population = total + random.below(50_000) as i64;
        random.cell(&mut self.civil_population, Never, population);
        let done = random.below(total as u64 + 1_000) as i64;
        random.cell(&mut self.civil_digitized, Often, done);
        let districts = random.below(15) as i64;
        random.cell(&mut self.districts_total, Never, districts);
        let done = random.below(districts as u64 + 1) as i64;
        random.cell(&mut self.districts_digitized, Often, done);
        let records = 100 + random.below(30_000) as i64;
        random.cell(&mut self.records, Never, records);
        let matched = random.below(records as u64 + 10) as i64;
        random.cell(&mut self.matched, Often, matched);
        random.cell(&mut self.services, Never, 76);
        let online = random.below(77) as i64;
        random.cell(&mut self.online, Never, online);
        let target = 40 + random.below(60) as i64;
        random.cell(&mut self.target_pct, Often, target);
        let target = 500 + random.below(90_000) as i64;
        random.cell(&mut self.cards_target, Never, target);
        let cards = random.below(target as u64 + 2_000) as i64;
        random.cell(&mut self.cards, Often, cards);
        let on = past(random);
        random.cell(&mut self.reached_on, Often, on);
    }
}

/// Names of the facts of the job, their types, and their columns.
fn facts(job: &Job) -> Vec<(&'static str, FactKind, Vec<bool>, Values)> {
    fn bools(name: &'static str, cells: &Cells<bool>) -> (&'static str, FactKind, Vec<bool>, Values) {
        (name, FactKind::Bool, cells.known.clone(), Values::Bool(cells.values.clone()))
    }
    fn days(name: &'static str, cells: &Cells<Day>) -> (&'static str, FactKind, Vec<bool>, Values) {
        (name, FactKind::Date, cells.known.clone(), Values::Date(cells.values.clone()))
    }
    fn ints(name: &'static str, cells: &Cells<i64>) -> (&'static str, FactKind, Vec<bool>, Values) {
        (name, FactKind::Int, cells.known.clone(), Values::Int(cells.values.clone()))
    }
    vec![
        bools("judicial.deployed", &job.deployed),
        days("judicial.deployed_on", &job.deployed_on),
        ("plan.stage", FactKind::Stage, job.stage.known.clone(), Values::Stage(job.stage.values.clone())),
        days("plan.issued_on", &job.issued_on),
        bools("plan.difficulties", &job.difficulties),
        ints("civil.total", &job.civil_total),
        ints("civil.population", &job.civil_population),
        ints("civil.digitized", &job.civil_digitized),
        ints("land.districts", &job.districts_total),
        ints("land.digitized", &job.districts_digitized),
        ints("cadre.records", &job.records),
        ints("cadre.matched", &job.matched),
        ints("services.online", &job.online),
        ints("services.all", &job.services),
        ints("services.target_pct", &job.target_pct),
        ints("cards.issued", &job.cards),
        ints("cards.wanted", &job.cards_target),
        days("cards.reached_on", &job.reached_on),
        ints("review.day", &job.day),
    ]
}

/// The columns of all facts, in order of their names.
pub fn columns(job: &Job, dictionary: &Dictionary) -> Vec<Column> {
    let mut columns: Vec<Column> = facts(job)
        .into_iter()
        .map(|(name, _, known, values)| Column {
            fact: dictionary.find(name).expect("a fact of the dictionary"),
            known,
            values,
        })
        .collect();
    columns.sort_by_key(|column| column.fact);
    columns
}

const RATIO: &str = r#"
fn ratio(done, total, target) {
    if total <= 0 { met("nothing"); }
    let bp = done * 1000000 / (total * target);
    if bp >= 10000 { met("reached"); }
    progress(bp, 10000, "below", "reached");
}
"#;

/// Ids of the requirements, their reasons and their checks, in the order of the job.
pub const RULES: [(&str, &[&str], &str); 8] = [
    (
        "a-judicial-records",
        &["deployed", "undated", "absent"],
        r#"fn check(locality) {
            if locality.judicial.deployed {
                if locality.is_known("judicial.deployed_on") { met("deployed", locality.judicial.deployed_on); }
                met("undated");
            }
            not_met("absent");
        }"#,
    ),
    (
        "b-health-plan",
        &["issued", "undated", "difficulties", "drafted"],
        r#"fn check(locality) {
            let stage = locality.plan.stage;
            if stage == "issued" {
                if locality.is_known("plan.issued_on") { met("issued", locality.plan.issued_on); }
                met("undated");
            }
            let bp = if stage == "consulting" { 7000 } else if stage == "developing" { 3000 } else { 0 };
            if locality.known_or("plan.difficulties", false) { progress(bp, 10000, "difficulties", "issued"); }
            progress(bp, 10000, "drafted", "issued");
        }"#,
    ),
    (
        "c-civil-digitized",
        RATIOS,
        "fn check(locality) { ratio(locality.civil.digitized, locality.civil.total, 100); }",
    ),
    (
        "d-civil-population",
        RATIOS,
        "fn check(locality) { ratio(locality.civil.digitized, locality.civil.population, 80); }",
    ),
    (
        "e-land-digitized",
        &["nothing", "reached", "below", "behind"],
        // From 1 January 2025 to 31 December 2026 are 729 days; the first is day 739252.
        r#"fn check(locality) {
            let done = locality.land.digitized;
            let total = locality.land.districts;
            if total <= 0 { met("nothing"); }
            let bp = done * 1000000 / (total * 100);
            if bp >= 10000 { met("reached"); }
            let day = locality.review.day;
            if day <= 739981 && day > 739252 && bp + 2000 < (day - 739252) * 10000 / 729 {
                progress(bp, 10000, "behind", "reached");
            }
            progress(bp, 10000, "below", "reached");
        }"#,
    ),
    (
        "f-cadre-matched",
        RATIOS,
        "fn check(locality) { ratio(locality.cadre.matched, locality.cadre.records, 95); }",
    ),
    (
        "g-services-online",
        RATIOS,
        r#"fn check(locality) {
            ratio(locality.services.online, locality.services.all, locality.known_or("services.target_pct", 60));
        }"#,
    ),
    (
        "h-id-cards",
        &["nothing", "reached", "below"],
        r#"fn check(locality) {
            let done = locality.cards.issued;
            let total = locality.cards.wanted;
            if total <= 0 { met("nothing"); }
            let bp = done * 1000000 / (total * 100);
            if bp >= 10000 {
                if locality.is_known("cards.reached_on") { met("reached", locality.cards.reached_on); }
                met("reached");
            }
            progress(bp, 10000, "below", "reached");
        }"#,
    ),
];

const RATIOS: &[&str] = &["nothing", "reached", "below"];

/// The deadlines, in the order of the job.
pub fn dues() -> [Day; 8] {
    [
        day(2026, 3, 31),
        day(2026, 12, 31),
        day(2026, 7, 20),
        day(2026, 9, 30),
        day(2026, 12, 31),
        day(2026, 5, 31),
        day(2026, 7, 15),
        day(2026, 6, 15),
    ]
}

/// The compiled rules of the job, and the project that they were compiled with: nobody in it, and nothing said.
pub fn rulebook() -> (Rulebook, Project) {
    let mut project = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).project;
    let fact = |(name, kind, _, _): (&str, FactKind, Vec<bool>, Values)| Fact {
        name: name.to_owned(),
        kind,
        stages: if kind == FactKind::Stage { STAGES.map(str::to_owned).to_vec() } else { Vec::new() },
        stage_titles: Vec::new(),
        roll_up: None,
        title: Bilingual { en: name.to_owned(), vi: name.to_owned() },
        merge: Merge::Nothing,
        place: Place::new(Arc::from("data/facts.toml"), 0..0),
    };
    project.dictionary = Dictionary::new(facts(&Job::new(0, 1)).into_iter().map(fact).collect());
    let mut scripts = Vec::new();
    for (id, reasons, check) in RULES {
        let reasons: String =
            reasons.iter().map(|key| format!("{key}: #{{ en: \"{key}\", vi: \"{key}\" }}, ")).collect();
        let helper = if check.contains("ratio(") { RATIO } else { "" };
        let mut script = project.scripts[0].clone();
        script.id = id.to_owned();
        script.file = Arc::from(format!("rules/{id}.rhai"));
        script.text = Arc::from(format!(
            "//! A rule of the job.\nconst REQUIREMENT = #{{ id: \"{id}\", title: #{{ en: \"T\", vi: \"T\" }}, \
             level: \"province\", cites: [\"wg-2024-10-21\"], reasons: #{{ {reasons} }} }};\n{check}\n{helper}"
        ));
        scripts.push(script);
    }
    let (rulebook, problems) = Rulebook::compile(&scripts, &project);
    assert_eq!(rulebook.requirements().len(), RULES.len(), "{problems:#?}");
    for at in 0..RULES.len() {
        assert!(rulebook.outside(RequirementIx::new(at)).is_none());
    }
    (rulebook, project)
}
