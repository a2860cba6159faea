//! The same eight rules in Rust, by hand: what the stages are measured by.
//!
//! It takes what the floor has parsed, keeps the latest of what each commune reported, and judges that. It knows no
//! documents, no deadlines that change, no evidence and no report: it is the least that the job can take.

use std::collections::HashMap;

use crate::floor::{Row, Stage};
use crate::returns::RULES;

/// How a locality stands in a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not told.
    Unknown,
    /// Complete.
    Complete,
    /// So many basis points of it.
    Open(u16),
}

/// What is known of each locality: the latest figures, whenever they were reported.
pub fn latest(rows: &[Row]) -> Vec<Row> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut known: Vec<Row> = Vec::new();
    for row in rows {
        let next = known.len();
        let at = *places.entry(row.locality.as_str()).or_insert(next);
        match known.get_mut(at) {
            Some(before) => update(before, row),
            None => known.push(row.clone()),
        }
    }
    known
}

fn update(before: &mut Row, row: &Row) {
    fn later<T: Copy>(before: &mut Option<T>, now: Option<T>) {
        *before = now.or(*before);
    }
    later(&mut before.judicial_deployed, row.judicial_deployed);
    later(&mut before.judicial_deployed_on, row.judicial_deployed_on);
    later(&mut before.plan_stage, row.plan_stage);
    later(&mut before.plan_issued_on, row.plan_issued_on);
    later(&mut before.difficulties, row.difficulties);
    later(&mut before.civil_digitized, row.civil_digitized);
    later(&mut before.land_districts_digitized, row.land_districts_digitized);
    later(&mut before.cadre_matched, row.cadre_matched);
    later(&mut before.services_target_pct, row.services_target_pct);
    later(&mut before.cards_under16, row.cards_under16);
    later(&mut before.cards_reached_on, row.cards_reached_on);
    before.civil_total = row.civil_total;
    before.civil_by_population = row.civil_by_population;
    before.land_districts_total = row.land_districts_total;
    before.cadre_records = row.cadre_records;
    before.services_online = row.services_online;
    before.services_total = row.services_total;
    before.cards_target = row.cards_target;
}

/// The rules in the order of their ids.
const JUDGES: [fn(&Row) -> Standing; RULES] = [
    // cadre-matched
    |row| of(row.cadre_matched.map(|matched| (matched * 100, row.cadre_records * 95))),
    // civil-digitized
    |row| of(row.civil_digitized.map(|done| (done, row.civil_total))),
    // civil-population
    |row| of(row.civil_digitized.map(|done| (done * 100, row.civil_by_population * 80))),
    // health-plan
    |row| match row.plan_stage {
        None => Standing::Unknown,
        Some(Stage::Issued) => Standing::Complete,
        Some(Stage::Consulting) => Standing::Open(7_000),
        Some(Stage::Developing) => Standing::Open(3_000),
        Some(Stage::None) => Standing::Open(0),
    },
    // id-cards-under16
    |row| of(row.cards_under16.map(|done| (done, row.cards_target))),
    // judicial-records
    |row| match row.judicial_deployed {
        None => Standing::Unknown,
        Some(true) => Standing::Complete,
        Some(false) => Standing::Open(0),
    },
    // land-digitized
    |row| of(row.land_districts_digitized.map(|done| (done, row.land_districts_total))),
    // services-online
    |row| {
        let target = row.services_target_pct.unwrap_or(60);
        of(Some((row.services_online * 100, row.services_total * target)))
    },
];

fn of(share: Option<(i64, i64)>) -> Standing {
    match share {
        None => Standing::Unknown,
        Some((done, total)) if done >= total => Standing::Complete,
        Some((done, total)) => Standing::Open(u16::try_from(done * 10_000 / total).unwrap_or(0)),
    }
}

/// Judges all localities, one requirement after the other.
pub fn judge(known: &[Row], standings: &mut [Vec<Standing>; RULES]) {
    for (judge, standings) in JUDGES.iter().zip(standings) {
        standings.clear();
        standings.extend(known.iter().map(judge));
    }
}
