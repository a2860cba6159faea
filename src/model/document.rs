//! Documents and what they say. Everything known comes from a document.

use rust_decimal::Decimal;

use super::bilingual::Bilingual;
use super::cells::Cells;
use super::day::Day;
use super::fact::FactIx;
use super::locality::{Level, Life, LocalityIx};
use super::place::{Place, Places};
use super::value::{Value, Values};
use super::{index, words};

index! {
    /// A document of the project.
    DocumentIx
}

words! {
    /// What sort of document it is.
    DocumentKind {
        Meeting = "meeting",
        Directive = "directive",
        Decision = "decision",
        Decree = "decree",
        Resolution = "resolution",
        Telegram = "telegram",
        Notice = "notice",
        Letter = "letter",
        Plan = "plan",
        Report = "report",
        Return = "return",
        Press = "press",
        /// Something assumed, written down as a document so that it cannot pass for a fact.
        Assumption = "assumption",
    }
}

words! {
    /// On whose authority a document sets deadlines.
    Authority {
        /// For everybody whom it names.
        National = "national",
        /// By a locality for itself or for units below it: may tighten a national day, never extend it.
        Local = "local",
    }
}

words! {
    /// How exactly a document's day is known.
    DatedAs {
        Day = "day",
        /// `dated` is the month's last day and proves no lateness; so for the others.
        Month = "month",
        Year = "year",
        About = "about",
    }
}

words! {
    /// How far a document is trusted; of two statements of one day the higher wins.
    Confidence {
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}

words! {
    /// How a figure is hedged in print.
    Approx {
        /// The true figure is larger.
        Over = "over",
        /// Either way.
        About = "about",
        /// The true figure is smaller: it never completes anything.
        Nearly = "nearly",
    }
}

words! {
    /// How the day of a deadline is printed.
    DueKind {
        OnOrBefore = "on_or_before",
        /// The day itself is excluded.
        Before = "before",
        WithinMonth = "within_month",
        WithinQuarter = "within_quarter",
        WithinYear = "within_year",
    }
}

words! {
    /// What a deadline statement does.
    Action {
        Set = "set",
        Repeal = "repeal",
    }
}

words! {
    /// Unit of a period.
    PeriodUnit {
        Days = "days",
        Weeks = "weeks",
        Months = "months",
        Years = "years",
        WorkingDays = "working days",
    }
}

/// A length of time that the law counts, such as 30 days or 10 working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many; at least 1.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

/// A document's head.
#[derive(Debug, Clone)]
pub struct Document {
    /// Unique in the project.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Sort.
    pub kind: DocumentKind,
    /// Who issued it.
    pub issuer: String,
    /// On whose authority it sets deadlines.
    pub authority: Authority,
    /// Official number, unique only together with the date.
    pub number: Option<String>,
    /// Day of its statements, unless a statement gives its own.
    pub dated: Day,
    /// How exactly that day is known.
    pub dated_as: DatedAs,
    /// Day on which it became known, where somebody knows.
    pub published: Option<Day>,
    /// Where it was found.
    pub source: String,
    /// SHA-256 of an imported file.
    pub source_sha256: Option<String>,
    /// How far it is trusted.
    pub confidence: Confidence,
    /// Where its id stands.
    pub place: Place,
}

impl Document {
    /// The day from which it counts as known: the day of publication, or its own day where nobody knows that.
    #[must_use]
    pub fn known_from(&self) -> Day {
        self.published.unwrap_or(self.dated)
    }

    /// Whether it only says what is assumed.
    #[must_use]
    pub fn is_assumption(&self) -> bool {
        self.kind == DocumentKind::Assumption
    }
}

/// One fact of many localities, a row each, laid out for rules to run over. Tables keep theirs narrower: [`Reported`].
#[derive(Debug, Clone)]
pub struct Column {
    /// Which fact.
    pub fact: FactIx,
    /// Whether a row's value is known.
    pub known: Vec<bool>,
    /// The values, as many.
    pub values: Values,
}

impl Column {
    /// The known value of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Value> {
        if *self.known.get(row)? { self.values.get(row) } else { None }
    }
}

/// One column of a [`Table`]: a fact, and what each row reports of it.
#[derive(Debug, Clone)]
pub struct Reported {
    /// Which fact.
    pub fact: FactIx,
    /// A cell a row.
    pub cells: Cells,
}

index! {
    /// A table of observations.
    TableIx
}

/// Observations of one document on one day: a row a locality, a column a fact.
///
/// An `[[observation]]` is a table of one column; `others` has been written out. A cell is named by its [`Cell`], so
/// that evidence costs a few bytes until it is shown.
#[derive(Debug, Clone)]
pub struct Table {
    /// Who says it.
    pub document: DocumentIx,
    /// The day that the values hold for.
    pub dated: Day,
    /// Whether the day is exact; a statement with an approximate day proves no lateness.
    pub exact: bool,
    /// How the figures are hedged.
    pub approx: Option<Approx>,
    /// A remark of whoever entered it.
    pub note: Option<String>,
    /// Row heads.
    pub localities: Vec<LocalityIx>,
    /// Where each row stands; fewer where whoever made the rows knows of no place.
    pub places: Places,
    /// The columns.
    pub columns: Vec<Reported>,
}

/// One cell of one table: the identity of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Which table.
    pub table: TableIx,
    /// Row of the table.
    pub row: u32,
    /// Column of the table.
    pub column: u32,
}

/// Whom a deadline binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binds {
    /// Every locality of a level.
    Level(Level),
    /// These, in order of ids.
    Localities(Vec<LocalityIx>),
}

/// By when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// A date, as printed, and how it is printed. A date does not roll.
    Date {
        /// The printed day.
        day: Day,
        /// How it is to be read.
        kind: DueKind,
    },
    /// A period counted from a day that is itself excluded.
    Period {
        /// The length.
        period: Period,
        /// The day that it is counted from.
        from: Day,
    },
    /// Bound, but no day is given.
    Open,
}

/// One document says: this requirement binds these localities by this day (or no longer does).
#[derive(Debug, Clone)]
pub struct Deadline {
    /// Who says it.
    pub document: DocumentIx,
    /// Id of the requirement.
    pub requirement: String,
    /// Whom.
    pub binds: Binds,
    /// By when; meaningless for a repeal.
    pub due: Due,
    /// Sets or repeals.
    pub action: Action,
    /// What must be reached, where the rule asks for it.
    pub target: Option<Decimal>,
    /// The printed words.
    pub as_printed: Option<String>,
    /// Printed without names for so many: shown, binds nobody.
    pub binds_unnamed: Option<u32>,
    /// A remark of whoever entered it.
    pub note: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// One document excuses localities from a requirement.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Who says it.
    pub document: DocumentIx,
    /// Id of the requirement.
    pub requirement: String,
    /// Whom, in order of ids.
    pub localities: Vec<LocalityIx>,
    /// First and last day.
    pub life: Life,
    /// Why.
    pub reason: Bilingual,
    /// Where it stands.
    pub place: Place,
}

/// One document reports a count or sum, which the observations should reproduce.
#[derive(Debug, Clone)]
pub struct Total {
    /// Who says it.
    pub document: DocumentIx,
    /// Of which fact.
    pub fact: FactIx,
    /// Count of localities with this value; without it the sum of the values.
    pub with_value: Option<Value>,
    /// Over the localities of this level.
    pub level: Level,
    /// The reported figure.
    pub reported: Decimal,
    /// How it is hedged.
    pub approx: Option<Approx>,
    /// The day that it holds for.
    pub dated: Day,
    /// Why it disagrees, where somebody has looked it up in the source.
    pub checked: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Arithmetic that a document prints, in its printed digits; compared within the rounding of those digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arithmetic {
    /// A sum of parts.
    Sum {
        /// The printed sum.
        sum: Decimal,
        /// The printed parts.
        of: Vec<Decimal>,
    },
    /// A share in per cent.
    Share {
        /// The printed share.
        share: Decimal,
        /// The printed part.
        part: Decimal,
        /// The printed whole.
        whole: Decimal,
    },
}

/// One document prints figures that should follow from one another.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Who says it.
    pub document: DocumentIx,
    /// The figures.
    pub arithmetic: Arithmetic,
    /// What they are about.
    pub note: Option<String>,
    /// Why they disagree, where somebody has looked them up in the source.
    pub checked: Option<String>,
    /// Where it stands.
    pub place: Place,
}
