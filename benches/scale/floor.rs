//! The floor: what it costs to parse the same tables with the `csv` crate into typed rows, and nothing else.

use std::path::PathBuf;

use csv::ReaderBuilder;
use dondoc::model::day::Day;
use serde::{Deserialize, Deserializer};

/// One row of one month, typed.
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub struct Row {
    locality: String,
    judicial_deployed: Option<bool>,
    #[serde(deserialize_with = "day")]
    judicial_deployed_on: Option<Day>,
    plan_stage: Option<Stage>,
    #[serde(deserialize_with = "day")]
    plan_issued_on: Option<Day>,
    difficulties: Option<bool>,
    civil_total: i64,
    civil_by_population: i64,
    civil_digitized: Option<i64>,
    land_districts_total: i64,
    land_districts_digitized: Option<i64>,
    cadre_records: i64,
    cadre_matched: Option<i64>,
    services_online: i64,
    services_total: i64,
    services_target_pct: Option<i64>,
    cards_under16: Option<i64>,
    cards_target: i64,
    #[serde(deserialize_with = "day")]
    cards_reached_on: Option<Day>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stage {
    None,
    Developing,
    Consulting,
    Issued,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

/// Every row of these tables, by one thread.
pub fn parse(tables: &[PathBuf]) -> Vec<Row> {
    let mut rows = Vec::new();
    for table in tables {
        let mut reader = ReaderBuilder::new().has_headers(false).from_path(table).expect("a table");
        let mut record = csv::StringRecord::new();
        reader.read_record(&mut record).expect("a header");
        while reader.read_record(&mut record).expect("a record") {
            rows.push(record.deserialize(None).expect("a typed row"));
        }
    }
    rows
}
