//! Made-up countries: who lives when, who came from whom, and what papers say.

use fastrand::Rng;

use crate::days::Day;

/// How predecessors' values become the successor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    All,
    Any,
    Sum,
    Min,
    Max,
    Mean,
    Latest,
    WeightedBy(usize),
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Bool,
    Int,
    Percent,
    Stage,
    Date,
}

pub struct Fact {
    pub name: &'static str,
    pub kind: Kind,
    pub merge: Merge,
}

pub const STAGES: [&str; 4] = ["none", "developing", "consulting", "issued"];

/// In order of names, as reports list them.
pub const FACTS: [Fact; 12] = [
    Fact { name: "count.least", kind: Kind::Int, merge: Merge::Min },
    Fact { name: "count.most", kind: Kind::Int, merge: Merge::Max },
    Fact { name: "count.newest", kind: Kind::Int, merge: Merge::Latest },
    Fact { name: "count.sum", kind: Kind::Int, merge: Merge::Sum },
    Fact { name: "flag.every", kind: Kind::Bool, merge: Merge::All },
    Fact { name: "flag.own", kind: Kind::Bool, merge: Merge::Nothing },
    Fact { name: "flag.some", kind: Kind::Bool, merge: Merge::Any },
    Fact { name: "plan.least", kind: Kind::Stage, merge: Merge::Min },
    Fact { name: "plan.most", kind: Kind::Stage, merge: Merge::Max },
    Fact { name: "share.mean", kind: Kind::Percent, merge: Merge::Mean },
    Fact { name: "share.weighted", kind: Kind::Percent, merge: Merge::WeightedBy(3) },
    Fact { name: "since.last", kind: Kind::Date, merge: Merge::Max },
];

pub struct Rule {
    pub id: &'static str,
    pub weight: i64,
    pub named: bool,
    /// Facts that it can read.
    pub reads: &'static [usize],
    pub check: &'static str,
}

/// In order of ids, as reports list them.
pub const RULES: [Rule; 10] = [
    Rule {
        id: "a-every",
        weight: 3,
        named: false,
        reads: &[4],
        check: r#"if locality.flag.every { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "b-both",
        weight: 2,
        named: false,
        reads: &[4, 7],
        check: r#"if locality.flag.every && locality.plan.least >= "consulting" { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "c-sum",
        weight: 5,
        named: false,
        reads: &[3],
        check: r#"progress(locality.count.sum, 60, "open", "done");"#,
    },
    Rule {
        id: "d-least",
        weight: 1,
        named: true,
        reads: &[0, 1],
        check: r#"if locality.count.most > 90 { not_applicable("out"); } if locality.count.least >= 30 { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "e-weighted",
        weight: 4,
        named: false,
        reads: &[10],
        check: r#"if locality.share.weighted >= 50 { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "f-mean",
        weight: 1,
        named: false,
        reads: &[9],
        check: r#"if locality.share.mean >= 50 { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "g-since",
        weight: 2,
        named: true,
        reads: &[11],
        check: r#"if locality.is_known("since.last") { met("done", locality.since.last); } not_met("open");"#,
    },
    Rule {
        id: "h-newest",
        weight: 2,
        named: true,
        reads: &[2],
        check: r#"if locality.count.newest >= 40 { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "i-most",
        weight: 1,
        named: false,
        reads: &[6, 8],
        check: r#"if locality.plan.most == "issued" { met("done"); } if locality.flag.some { met("done"); } not_met("open");"#,
    },
    Rule {
        id: "j-own",
        weight: 1,
        named: false,
        reads: &[5],
        check: r#"if locality.known_or("flag.own", false) { met("done"); } not_met("open");"#,
    },
];

/// A locality: a province of the one country there is.
#[derive(Debug)]
pub struct Place {
    pub id: String,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Who it came from, with a share in per cent where one is stated.
    pub predecessors: Vec<(usize, Option<i64>)>,
}

/// A value as a paper says it: 0 or 1, a whole number, hundredths of a per cent, a stage's place, a day.
pub type Said = i64;

#[derive(Debug)]
pub struct Observation {
    pub fact: usize,
    pub place: usize,
    pub value: Said,
    pub dated: Day,
    pub nearly: bool,
}

#[derive(Debug, Clone, Copy)]
pub enum Due {
    On(Day),
    Before(Day),
    WithinMonth(Day),
    Days(u32),
    Months(u32),
    WorkingDays(u32),
    Open,
}

#[derive(Debug)]
pub struct Deadline {
    pub rule: usize,
    /// Whom; nobody listed: all provinces.
    pub binds: Vec<usize>,
    pub due: Due,
    pub repeals: bool,
}

#[derive(Debug)]
pub struct Waiver {
    pub rule: usize,
    pub places: Vec<usize>,
    pub from: Day,
    pub until: Option<Day>,
}

#[derive(Debug)]
pub struct Paper {
    pub id: String,
    pub assumption: bool,
    pub local: bool,
    pub confidence: u8,
    pub dated: Day,
    pub exact: bool,
    pub published: Option<Day>,
    pub observations: Vec<Observation>,
    pub deadlines: Vec<Deadline>,
    pub waivers: Vec<Waiver>,
}

impl Paper {
    /// The day from which it is known.
    pub fn known_from(&self) -> Day {
        self.published.unwrap_or(self.dated)
    }
}

#[derive(Debug)]
pub struct World {
    pub number: u64,
    pub places: Vec<Place>,
    /// In order of ids. The first is the one that all rules cite.
    pub papers: Vec<Paper>,
    pub as_of: Day,
    pub known_by: Option<Day>,
}

const FIRST_MERGER: Day = 300;
const SECOND_MERGER: Day = 500;

impl World {
    /// The country of a number.
    pub fn new(number: u64) -> Self {
        let mut rng = Rng::with_seed(number);
        let places = places(&mut rng);
        let as_of = match rng.u8(..6) {
            0 => FIRST_MERGER - 1,
            1 => FIRST_MERGER,
            2 => SECOND_MERGER,
            _ => rng.i32(150..700),
        };
        let known_by = (rng.u8(..4) == 0).then(|| as_of + rng.i32(-60..60));
        let mut papers = vec![Paper {
            id: "basis".to_owned(),
            assumption: false,
            local: false,
            confidence: 2,
            dated: 1,
            exact: true,
            published: None,
            observations: Vec::new(),
            deadlines: Vec::new(),
            waivers: Vec::new(),
        }];
        let count = rng.usize(4..20);
        papers.extend((0..count).map(|at| paper(&mut rng, &places, at)));
        Self { number, places, papers, as_of, known_by }
    }

    /// The places that a place became.
    pub fn successors(&self, place: usize) -> Vec<usize> {
        let came = |at: &usize| self.places[*at].predecessors.iter().any(|(from, _)| *from == place);
        (0..self.places.len()).filter(came).collect()
    }

    pub fn lives(&self, place: usize, day: Day) -> bool {
        lives(&self.places[place], day)
    }
}

fn lives(place: &Place, day: Day) -> bool {
    place.from.is_none_or(|from| from <= day) && place.to.is_none_or(|to| day <= to)
}

/// Seven provinces: some stay, two or three become one, one is only renamed, one is split; later two of the new ones
/// may become one again.
fn places(rng: &mut Rng) -> Vec<Place> {
    let mut places: Vec<Place> = (0..7)
        .map(|at| Place { id: format!("old-{at}"), from: None, to: None, predecessors: Vec::new() })
        .collect();
    let found = |places: &mut Vec<Place>, from: &[(usize, Option<i64>)], day: Day| {
        for (old, _) in from {
            places[*old].to = Some(day - 1);
        }
        let id = format!("new-{}", places.len());
        places.push(Place { id, from: Some(day), to: None, predecessors: from.to_vec() });
        places.len() - 1
    };
    let merged = match rng.u8(..3) {
        0 => vec![(0, None), (1, None)],
        _ => vec![(0, None), (1, None), (2, None)],
    };
    let first = found(&mut places, &merged, FIRST_MERGER);
    let renamed = (rng.u8(..3) > 0).then(|| found(&mut places, &[(3, None)], FIRST_MERGER));
    if rng.bool() {
        // a split, with or without shares, of which one part joins another province
        let shares = if rng.bool() { [Some(30), Some(70)] } else { [None, None] };
        found(&mut places, &[(4, shares[0])], FIRST_MERGER);
        found(&mut places, &[(4, shares[1]), (5, None)], FIRST_MERGER);
    }
    match (rng.u8(..3), renamed) {
        (0, Some(renamed)) => {
            found(&mut places, &[(renamed, None), (first, None)], SECOND_MERGER);
        }
        (1, _) => {
            found(&mut places, &[(6, None), (first, None)], SECOND_MERGER);
        }
        _ => {}
    }
    places
}

fn paper(rng: &mut Rng, places: &[Place], at: usize) -> Paper {
    let dated = rng.i32(20..650);
    let mut paper = Paper {
        // ids in no order of days
        id: format!("paper-{}-{at}", char::from(b'a' + rng.u8(..26))),
        assumption: rng.u8(..6) == 0,
        local: rng.u8(..5) == 0,
        confidence: rng.u8(..3),
        dated,
        exact: rng.u8(..5) > 0,
        published: (rng.u8(..3) == 0).then(|| dated + rng.i32(0..40)),
        observations: Vec::new(),
        deadlines: Vec::new(),
        waivers: Vec::new(),
    };
    let mut taken = std::collections::BTreeSet::new();
    for _ in 0..rng.usize(0..90) {
        let fact = rng.usize(..FACTS.len());
        let place = rng.usize(..places.len());
        let day = if rng.u8(..4) == 0 { dated - rng.i32(0..60) } else { dated };
        if lives(&places[place], day) && taken.insert((fact, place, day)) {
            let value = said(rng, fact, day);
            let nearly = FACTS[fact].kind == Kind::Int && rng.u8(..8) == 0;
            paper.observations.push(Observation { fact, place, value, dated: day, nearly });
        }
    }
    let mut bound = std::collections::BTreeSet::new();
    for _ in 0..rng.usize(0..5) {
        let rule = rng.usize(..RULES.len());
        let living: Vec<usize> = (0..places.len()).filter(|p| lives(&places[*p], dated)).collect();
        let binds = match rng.u8(..3) {
            0 => vec![],
            _ => some_of(rng, &living),
        };
        let repeals = binds.is_empty() && rng.u8(..4) == 0;
        // Two of equal reach in one paper would be refused.
        let fresh = match binds.as_slice() {
            [] => bound.insert((rule, usize::MAX)),
            _ => binds.iter().all(|place| bound.insert((rule, *place))),
        };
        if fresh {
            paper.deadlines.push(Deadline { rule, binds, due: due(rng, dated), repeals });
        }
    }
    for _ in 0..rng.usize(0..3) {
        let rule = rng.usize(..RULES.len());
        let from = dated + rng.i32(-20..60);
        let until = (rng.u8(..4) > 0).then(|| from + rng.i32(10..200));
        let living: Vec<usize> = (0..places.len()).filter(|p| lives(&places[*p], dated)).collect();
        paper.waivers.push(Waiver { rule, places: some_of(rng, &living), from, until });
    }
    paper
}

fn some_of(rng: &mut Rng, all: &[usize]) -> Vec<usize> {
    let chosen: Vec<usize> = all.iter().copied().filter(|_| rng.bool()).collect();
    if chosen.is_empty() { vec![all[rng.usize(..all.len())]] } else { chosen }
}

fn said(rng: &mut Rng, fact: usize, day: Day) -> Said {
    match FACTS[fact].kind {
        Kind::Bool => Said::from(rng.u8(..3) > 0),
        Kind::Int => rng.i64(0..100),
        Kind::Percent => rng.i64(2_000..9_000),
        Kind::Stage => rng.i64(0..4),
        Kind::Date => i64::from(day + rng.i32(-90..30)),
    }
}

fn due(rng: &mut Rng, dated: Day) -> Due {
    let day = dated + rng.i32(5..250);
    match rng.u8(..8) {
        0..=2 => Due::On(day),
        3 => Due::Before(day),
        4 => Due::WithinMonth(day),
        5 => Due::Days(rng.u32(1..120)),
        6 if rng.bool() => Due::Months(rng.u32(1..6)),
        6 => Due::WorkingDays(rng.u32(1..60)),
        _ => Due::Open,
    }
}
