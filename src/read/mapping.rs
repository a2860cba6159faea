//! A mapping file: which columns of somebody's own sheet are which facts.
//!
//! ```toml
//! sheet    = "Sheet1"              # left out: the only sheet
//! header   = 3                     # row of the heads; left out: it is looked for
//! locality = "Tỉnh, thành phố"     # head of the column that names localities
//! level    = "province"            # left out: the level that the most names fit
//! within   = ["Huyện", "Tỉnh"]     # heads of columns that name the units around it, innermost first
//! [columns]
//! "Tỷ lệ số hóa (%)" = "civil_status.share"
//! "Ghi chú"          = ""          # read past
//! ```

use crate::model::fact::{Dictionary, FactIx};
use crate::model::locality::Level;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};

use super::files::File;
use super::form::{Form, Item, Page, parse};
use super::sink::Sink;

/// Last row that can hold heads.
const LAST_HEADER: u32 = 1_000;
/// Districts and provinces.
const MOST_AROUND: usize = 2;

/// Which columns are which facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row of the heads, from 1.
    pub header: Option<u32>,
    /// Head of the column that names localities.
    pub locality: String,
    /// Heads of the columns that name the units around it, innermost first.
    pub within: Vec<String>,
    /// Level where names are looked for.
    pub level: Option<Level>,
    /// Heads with their facts; `None`: read past.
    pub columns: Vec<(String, Option<FactIx>)>,
}

/// Reads a mapping file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn mapping(file: &File, dictionary: &Dictionary) -> Result<Mapping, Vec<Problem>> {
    let sink = Sink::default();
    let mapping = read(file, dictionary, &sink);
    let problems = sink.into_problems();
    mapping.filter(|_| problems.is_empty()).ok_or(problems)
}

fn read(file: &File, dictionary: &Dictionary, sink: &Sink) -> Option<Mapping> {
    let page = Page { file, sink };
    let table = parse(page)?;
    let mut form = Form::whole(page, "this mapping", &table);
    let sheet = form.optional("sheet").and_then(|item| item.filled_text());
    let header = form.optional("header").and_then(|item| item.count(1..=LAST_HEADER));
    let locality = form.required("locality").and_then(|item| item.filled_text());
    let level = form.optional("level").and_then(|item| item.word(Level::ALL, Level::word));
    let within = form.optional("within").map_or(Some(Vec::new()), |item| {
        let members = item.list()?;
        if members.len() > MOST_AROUND {
            let problem =
                Problem::error(Code::TooLarge, "a locality lies in a district and a province at most");
            item.tell("", problem.help("name the innermost head first: within = [\"Huyện\", \"Tỉnh\"]"));
            return None;
        }
        members.iter().map(Item::filled_text).collect()
    });
    let mut columns = Vec::new();
    if let Some(form) = form.required("columns").and_then(|item| item.form("[columns]")) {
        for item in form.entries() {
            let toml::de::DeValue::String(name) = item.value() else {
                let _: Option<()> = item.wrong_type("the name of a fact in quotes, or \"\" to read past it");
                continue;
            };
            let fact = match name.trim() {
                "" => None,
                name => match dictionary.find(name) {
                    Some(fact) => Some(fact),
                    None => {
                        let mut problem =
                            Problem::error(Code::UnknownFact, format!("no fact is called `{name}`"));
                        let names: Vec<&str> =
                            dictionary.iter().map(|(_, fact)| fact.name.as_str()).collect();
                        problem.help = did_you_mean(name, names);
                        item.tell("", problem);
                        continue;
                    }
                },
            };
            columns.push((item.key().to_owned(), fact));
        }
    }
    form.finish();
    Some(Mapping { sheet, header, locality: locality?, within: within?, level, columns })
}
