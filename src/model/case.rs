//! Cases: what a rule must answer about facts that somebody made up to test it.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::bilingual::Lang;
use super::day::Day;
use super::document::DueKind;
use super::fact::FactIx;
use super::locality::Life;
use super::place::Place;
use super::value::Value;
use super::verdict::Status;
use super::words;

/// The cases of one requirement.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Path relative to the project folder.
    pub file: Arc<str>,
    /// Id of the requirement: the file's name without its ending.
    pub requirement: String,
    /// The cases, as written.
    pub cases: Vec<Case>,
    /// Whole reports that are frozen, as written.
    pub frozen: Vec<Frozen>,
}

words! {
    /// A form that a report can be frozen in: those that people can read the difference of.
    FrozenForm {
        /// As on the screen.
        Text = "text",
        /// As one value.
        Json = "json",
        /// A row a locality and requirement.
        Csv = "csv",
        /// To paste into a letter.
        Markdown = "markdown",
        /// A page for a browser.
        Html = "html",
    }
}

/// A whole report that must come out, byte for byte.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// Its name, unique in the file.
    pub name: String,
    /// The made-up data that it is about: a folder below `rules/fixtures`; `None`: the project's own.
    pub fixture: Option<String>,
    /// The day that is judged.
    pub as_of: Day,
    /// Only documents known by this day count.
    pub known_by: Option<Day>,
    /// Its form.
    pub form: FrozenForm,
    /// Its language.
    pub lang: Lang,
    /// The file that holds what must come out, relative to the project folder.
    pub path: String,
    /// What it holds; `None` where it is not there yet.
    pub text: Option<Arc<str>>,
    /// Where it is asked for.
    pub place: Place,
}

/// Facts stated on one day, in order of the facts.
pub type Stated = Vec<(FactIx, Value)>;

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name, unique in the file.
    pub name: String,
    /// What is known last.
    pub facts: Stated,
    /// The day that `facts` hold for.
    pub dated: Day,
    /// What was known before, oldest first; every day lies before `dated`.
    pub history: Vec<(Day, Stated)>,
    /// The deadline's printed day and how it is to be read; `None` without a deadline.
    pub due: Option<(Day, DueKind)>,
    /// What must be reached.
    pub target: Option<Decimal>,
    /// The days of a waiver.
    pub waiver: Option<Life>,
    /// The day that is judged.
    pub as_of: Day,
    /// What must come out.
    pub expect: Expect,
    /// Where it stands.
    pub place: Place,
}

/// What must come out of a case.
#[derive(Debug, Clone)]
pub struct Expect {
    /// The status.
    pub status: Status,
    /// Key of the reason, where the case looks at it.
    pub reason: Option<String>,
    /// Where it stands.
    pub place: Place,
}
