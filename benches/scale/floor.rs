//! The floor: what it costs to parse the same tables with the `csv` crate into typed rows, and nothing else.

use std::path::PathBuf;

use csv::ReaderBuilder;
use dondoc::model::day::Day;
use serde::{Deserialize, Deserializer};

/// One row of one month, typed.
#[derive(Debug, Clone, Deserialize)]
#[allow(dead_code)] // `difficulties` is read by no rule
pub struct Row {
    pub locality: String,
    pub judicial_deployed: Option<bool>,
    #[serde(deserialize_with = "day")]
    pub judicial_deployed_on: Option<Day>,
    pub plan_stage: Option<Stage>,
    #[serde(deserialize_with = "day")]
    pub plan_issued_on: Option<Day>,
    pub difficulties: Option<bool>,
    pub civil_total: i64,
    pub civil_by_population: i64,
    pub civil_digitized: Option<i64>,
    pub land_districts_total: i64,
    pub land_districts_digitized: Option<i64>,
    pub cadre_records: i64,
    pub cadre_matched: Option<i64>,
    pub services_online: i64,
    pub services_total: i64,
    pub services_target_pct: Option<i64>,
    pub cards_under16: Option<i64>,
    pub cards_target: i64,
    #[serde(deserialize_with = "day")]
    pub cards_reached_on: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
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
