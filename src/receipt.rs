//! Receipts: from what a report was made, so that anybody with the folder can say whether it follows.
//!
//! In: the digests of a project's files, the question, and the report's bytes. Out: a [`Receipt`], and what of one does
//! not hold (any more) of a folder. Invariant: the same files, question and program give the same receipt, byte for
//! byte; it holds no clock and no path of the machine.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};

/// The form of receipts.
const SCHEMA: &str = "dondoc.receipt/1";

/// Paths, relative to the project folder, with the SHA-256 of what lies there.
pub type Digests = BTreeMap<String, String>;

/// What a report was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The form of this file.
    pub schema: String,
    /// Version of the program that made the report.
    pub program: String,
    /// SHA-256 of its executable; `null` where it could not be read. It says which build made the report, for whoever
    /// must know; that a report follows does not hang on it, as the same version is built on many machines.
    #[serde(default)]
    pub build: Option<String>,
    /// What was asked.
    pub question: Asked,
    /// Every file below `data/`.
    pub inputs: Digests,
    /// Every file below `rules/`.
    pub rules: Digests,
    /// The report.
    pub report: Printed,
}

/// What was asked of the project: everything that the report's bytes depend on besides the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The day that is judged.
    #[schemars(with = "String")]
    pub as_of: Day,
    /// Only documents known by this day count; `null`: all.
    #[schemars(with = "Option<String>")]
    pub known_by: Option<Day>,
    /// Earlier days that were looked back on.
    #[schemars(with = "Vec<String>")]
    pub earlier: Vec<Day>,
    /// Only this level; `null`: all.
    pub level: Option<Level>,
    /// Only these requirements; empty: all.
    pub requirements: Vec<String>,
    /// Only these localities are shown; empty: all.
    pub localities: Vec<String>,
    /// Only these statuses are shown; empty: all.
    pub statuses: Vec<Status>,
    /// Only so many localities of each level are shown; `null`: all.
    pub top: Option<usize>,
    /// Form of the report.
    pub format: String,
    /// Its language.
    pub lang: Lang,
}

/// The bytes of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// Their SHA-256.
    pub sha256: String,
    /// How many there are.
    pub bytes: usize,
}

impl Printed {
    /// The digest of a report.
    #[must_use]
    pub fn of(report: &[u8]) -> Self {
        Self { sha256: sha256(report), bytes: report.len() }
    }
}

/// The SHA-256 of bytes, in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Receipt {
    /// The receipt of a report.
    #[must_use]
    pub fn new(question: Asked, files: Digests, report: &[u8], build: Option<String>) -> Self {
        let (rules, inputs) = files.into_iter().partition(|(path, _)| path.starts_with("rules/"));
        Self {
            schema: SCHEMA.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            build,
            question,
            inputs,
            rules,
            report: Printed::of(report),
        }
    }

    /// As a file.
    ///
    /// # Errors
    /// Never in practice: every key is a text.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// From a file; `name` is what it is called in messages.
    ///
    /// # Errors
    /// A problem where it is no receipt, or one of another form.
    pub fn read(text: &str, name: &str) -> Result<Self, Problem> {
        let receipt: Self = serde_json::from_str(text).map_err(|error| {
            Problem::error(Code::BadReport, format!("`{name}` is no receipt: {error}"))
                .help("a receipt is what `dondoc check --receipt FILE` writes")
        })?;
        if receipt.schema != SCHEMA {
            let message = format!("`{name}` is of the form `{}`, not `{SCHEMA}`", receipt.schema);
            return Err(Problem::error(Code::BadReport, message)
                .help("verify it with the version of dondoc that it names"));
        }
        Ok(receipt)
    }

    /// Where a folder's files are not those of the receipt, in order of paths.
    #[must_use]
    pub fn differences(&self, files: &Digests) -> Vec<Difference> {
        let then: BTreeMap<&str, &str> =
            self.inputs.iter().chain(&self.rules).map(|(path, sha)| (path.as_str(), sha.as_str())).collect();
        let paths = then.keys().copied().chain(files.keys().map(String::as_str));
        let paths: std::collections::BTreeSet<&str> = paths.collect();
        let change = |path: &str| match (then.get(path), files.get(path)) {
            (Some(_), None) => Some(Change::Missing),
            (None, Some(_)) => Some(Change::New),
            (Some(then), Some(now)) if then != now => Some(Change::Other),
            _ => None,
        };
        let told = |path: &str| Some(Difference { path: path.to_owned(), change: change(path)? });
        paths.into_iter().filter_map(told).collect()
    }
}

/// A file that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// How it differs.
    pub change: Change,
}

crate::model::words! {
    /// How a file differs from what a receipt says of it.
    Change {
        Other = "differs",
        Missing = "is missing",
        New = "is new",
    }
}

/// The JSON Schema of receipts.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Receipt>();
    format!("{:#}\n", schema.to_value())
}
