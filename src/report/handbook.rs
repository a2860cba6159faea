//! The handbook: requirements, facts, words of the script language and codes of problems, as pages show them.
//!
//! In: a project with its rules and what they answered. Out: plain rows in their final order. Invariant: everything
//! in them was read from rules, documents, cases and registrations; nothing is written down here a second time.

pub mod facts;
pub mod requirement;

use rust_decimal::Decimal;

use super::{Number, Shown};
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Action, DocumentKind, DueKind};
use crate::model::fact::FactKind;
use crate::model::locality::Level;
use crate::model::requirement::Reach;
use crate::model::verdict::Status;
pub use crate::rulebook::reference::{Builtin, Mistake, Reference, Word};

/// The whole handbook.
#[derive(Debug, Clone)]
pub struct Handbook {
    /// Every requirement, by id.
    pub requirements: Vec<RequirementView>,
    /// Every fact, by name.
    pub facts: Vec<FactView>,
    /// Everything that can be written in a rule.
    pub reference: Reference,
}

/// Everything about one requirement that does not depend on who is asked, and who complies.
#[derive(Debug, Clone)]
pub struct RequirementView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Plain text of its header.
    pub text: String,
    /// Path of its rule, relative to the project folder.
    pub file: String,
    /// Level of the localities that it is about.
    pub level: Level,
    /// Whom it binds.
    pub reach: Reach,
    /// Who answers for it nationally.
    pub responsible: Option<String>,
    /// Weight in the score.
    pub weight: Number,
    /// What it rests on, earliest first.
    pub cites: Vec<Paper>,
    /// First day on which it is in force; none: nothing that it cites is known.
    pub in_force_from: Option<Day>,
    /// Every statement about its deadline, earliest first.
    pub deadlines: Vec<DeadlineView>,
    /// Who is excused, earliest first.
    pub waivers: Vec<WaiverView>,
    /// Facts that the rule can read, by name.
    pub reads: Vec<FactLine>,
    /// Reasons by key, as written.
    pub reasons: Vec<(String, Bilingual)>,
    /// Its cases, as written.
    pub cases: Vec<CaseView>,
    /// Who complies.
    pub standing: Standings,
}

/// Who complies on a day.
#[derive(Debug, Clone)]
pub struct Standings {
    /// The day.
    pub as_of: Day,
    /// Whether the requirement is in force on it.
    pub in_force: bool,
    /// Statuses that somebody has, complete ones first, with who they are in Vietnamese alphabetical order.
    pub rows: Vec<(Status, Vec<Bilingual>)>,
}

/// A document as the handbook names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Sort.
    pub kind: DocumentKind,
    /// Who issued it.
    pub issuer: String,
    /// Official number.
    pub number: Option<String>,
    /// Its day.
    pub dated: Day,
    /// Day on which it became known.
    pub published: Option<Day>,
    /// Where it was found.
    pub source: String,
}

/// Whom a statement binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A whole level.
    Level(Level),
    /// These.
    Named(Vec<Bilingual>),
}

/// One statement about a deadline.
#[derive(Debug, Clone)]
pub struct DeadlineView {
    /// Its document.
    pub document: Paper,
    /// Whom.
    pub whom: Whom,
    /// Sets or repeals.
    pub action: Action,
    /// The day as printed, or a period's end before rolling.
    pub nominal: Option<Day>,
    /// The last day in time.
    pub effective: Option<Day>,
    /// How the day is printed.
    pub due_kind: Option<DueKind>,
    /// The printed words.
    pub as_printed: Option<String>,
    /// What must be reached.
    pub target: Option<Number>,
    /// Printed without names for so many.
    pub unnamed: Option<u32>,
    /// For how many localities it is the one that counts.
    pub counts_for: usize,
    /// A remark of whoever entered it.
    pub note: Option<String>,
}

/// Who is excused.
#[derive(Debug, Clone)]
pub struct WaiverView {
    /// Its document.
    pub document: Paper,
    /// Who.
    pub localities: Vec<Bilingual>,
    /// First day.
    pub from: Option<Day>,
    /// Last day; none: open.
    pub until: Option<Day>,
    /// Why.
    pub reason: Bilingual,
}

/// A fact, as a line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// Name.
    pub name: String,
    /// What people call it.
    pub title: Bilingual,
    /// Type.
    pub kind: FactKind,
}

/// One case of a requirement.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// Its name.
    pub name: String,
    /// What is known, by day, oldest first.
    pub known: Vec<(Day, Vec<(String, Shown)>)>,
    /// The deadline's printed day and how it is printed.
    pub due: Option<(Day, DueKind)>,
    /// What must be reached.
    pub target: Option<Number>,
    /// First and last day of a waiver.
    pub waiver: Option<(Option<Day>, Option<Day>)>,
    /// The day that is judged.
    pub as_of: Day,
    /// What must come out.
    pub status: Status,
    /// The reason that must come out, where the case looks at it.
    pub reason: Option<Bilingual>,
}

/// Everything about one fact.
#[derive(Debug, Clone)]
pub struct FactView {
    /// Name.
    pub name: String,
    /// What people call it.
    pub title: Bilingual,
    /// Type.
    pub kind: FactKind,
    /// Stages in their order, with what people call them where somebody said; empty for any other type.
    pub stages: Vec<(String, Option<Bilingual>)>,
    /// How predecessors combine, as the dictionary spells it.
    pub merge: String,
    /// The level of units inside a locality that are added up to it, where they are.
    pub rolled_up_from: Option<Level>,
    /// Requirements whose rules can read it: id and title.
    pub read_by: Vec<(String, Bilingual)>,
    /// Documents that report it, earliest first, with how many localities each speaks of.
    pub reported_by: Vec<(Paper, usize)>,
}

/// A number for a row.
fn number(decimal: Decimal) -> Number {
    Number(decimal)
}
