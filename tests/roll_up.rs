//! What communes add up to, against a plain calculation: any facts of any communes, some missing, some provinces that
//! speak for themselves.

use std::sync::{Arc, LazyLock};

use camino::Utf8Path;
use dondoc::model::bilingual::Bilingual;
use dondoc::model::cells::Cells;
use dondoc::model::day::Day;
use dondoc::model::document::{Reported, Table};
use dondoc::model::fact::{Dictionary, Fact, FactIx, FactKind, Merge, RollUp};
use dondoc::model::locality::{Level, Life, Locality, LocalityIx, Registry};
use dondoc::model::place::{Place, Places};
use dondoc::model::value::Value;
use dondoc::project::Project;
use dondoc::read;
use dondoc::resolve::{Horizon, Resolution};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// In the order of their facts' names, in which a dictionary has them.
const MERGES: [Merge; 6] = [Merge::All, Merge::Any, Merge::Max, Merge::Mean, Merge::Min, Merge::Sum];

/// Tenths of the communes that may be missing.
const ALLOWED: [i64; 4] = [0, 2, 5, 9];

/// What one unit says of every fact.
type Says = Vec<Option<i64>>;

fn kind(merge: Merge) -> FactKind {
    if matches!(merge, Merge::All | Merge::Any) { FactKind::Bool } else { FactKind::Int }
}

fn value(merge: Merge, said: i64) -> Value {
    match kind(merge) {
        FactKind::Bool => Value::Bool(said % 2 == 0),
        _ => Value::Int(said),
    }
}

/// What a province comes to: as a number, true and false as 1 and 0.
fn plainly(merge: Merge, allowed: i64, own: Option<i64>, communes: &[Option<i64>]) -> Option<Decimal> {
    let of = |said: i64| if kind(merge) == FactKind::Bool { i64::from(said % 2 == 0) } else { said };
    if let Some(own) = own {
        return Some(Decimal::from(of(own)));
    }
    let known: Vec<i64> = communes.iter().flatten().map(|said| of(*said)).collect();
    let missing = (communes.len() - known.len()) as i64;
    let enough = !known.is_empty() && missing * 10 <= allowed * communes.len() as i64;
    let sum: Decimal = known.iter().copied().map(Decimal::from).sum();
    let whole = |number: Option<i64>| number.filter(|_| enough).map(Decimal::from);
    match merge {
        Merge::All if known.contains(&0) => Some(Decimal::ZERO),
        Merge::Any if known.contains(&1) => Some(Decimal::ONE),
        Merge::All => whole(Some(1)),
        Merge::Any => whole(Some(0)),
        Merge::Min => whole(known.iter().copied().min()),
        Merge::Max => whole(known.iter().copied().max()),
        Merge::Mean => enough.then(|| sum / Decimal::from(known.len())),
        _ => enough.then_some(sum),
    }
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Bool(yes) => Some(Decimal::from(i64::from(*yes))),
        other => other.number(),
    }
}

/// A country of these provinces and communes, in which each says what it says.
fn country(allowed: i64, units: &[(Says, Vec<Says>)]) -> Project {
    static SHIPPED: LazyLock<Project> =
        LazyLock::new(|| read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR"))).project);
    let mut project = SHIPPED.clone();
    let fact = |merge: &Merge| Fact {
        name: format!("t.{merge:?}").to_lowercase(),
        kind: kind(*merge),
        stages: Vec::new(),
        stage_titles: Vec::new(),
        roll_up: Some(RollUp { from: Level::Commune, missing: Decimal::new(allowed, 1) }),
        title: Bilingual { en: "T".to_owned(), vi: "T".to_owned() },
        merge: *merge,
        place: Place::new(Arc::from("data/facts.toml"), 0..0),
    };
    project.dictionary = Dictionary::new(MERGES.iter().map(fact).collect());
    let unit = |number: usize, level: Level, parent: Option<LocalityIx>| Locality {
        id: format!("u{number:04}"),
        code: format!("{number:04}"),
        level,
        parent,
        name: Bilingual { en: format!("U{number}"), vi: format!("U{number}") },
        aliases: Vec::new(),
        region: Arc::from(""),
        life: Life::default(),
    };
    let (mut localities, mut says) = (Vec::new(), Vec::new());
    for (own, communes) in units {
        let province = localities.len();
        localities.push(unit(province, Level::Province, None));
        says.push(own);
        for commune in communes {
            localities.push(unit(localities.len(), Level::Commune, Some(LocalityIx::new(province))));
            says.push(commune);
        }
    }
    let column = |(at, merge): (usize, &Merge)| {
        let mut cells = Cells::new(kind(*merge));
        for said in &says {
            cells.push(said[at].map(|said| value(*merge, said)).as_ref());
        }
        Reported { fact: FactIx::new(at), cells: cells.filled() }
    };
    project.tables = vec![Table {
        document: project.find_document("wg-2024-10-21").expect("a document that ships"),
        dated: Day::from_ymd(2024, 10, 21).expect("a day"),
        exact: true,
        approx: None,
        note: None,
        localities: (0..says.len()).map(LocalityIx::new).collect(),
        places: Places::new("data/documents/told.csv"),
        columns: MERGES.iter().enumerate().map(column).collect(),
    }];
    project.registry = Registry::new(localities, Vec::new());
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_province_comes_to_what_its_communes_plainly_come_to(
        allowed in prop::sample::select(ALLOWED.to_vec()),
        units in prop::collection::vec((
            prop::collection::vec(prop::option::weighted(0.1, 0i64..50), MERGES.len()),
            prop::collection::vec(
                prop::collection::vec(prop::option::weighted(0.8, 0i64..50), MERGES.len()), 0..9,
            ),
        ), 1..4),
    ) {
        let project = country(allowed, &units);
        let as_of = Day::from_ymd(2024, 10, 31).expect("a day");
        let resolution = Resolution::new(&project, Horizon { as_of, known_by: None });
        let provinces: Vec<LocalityIx> = project.registry.living(Level::Province, as_of).collect();
        prop_assert_eq!(provinces.len(), units.len());
        for (at, merge) in MERGES.iter().enumerate() {
            let holding = resolution.holding(&provinces, FactIx::new(at), as_of);
            for (row, (own, communes)) in units.iter().enumerate() {
                let said: Vec<Option<i64>> = communes.iter().map(|says| says[at]).collect();
                let found = holding.value(row).as_ref().and_then(number);
                prop_assert_eq!(found, plainly(*merge, allowed, own[at], &said), "{:?} of {:?}", merge, said);
            }
        }
    }
}
