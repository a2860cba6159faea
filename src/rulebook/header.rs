//! The head of a rule: `const REQUIREMENT = #{ ... }`, read from the syntax tree and never run.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod values;

use indexmap::IndexMap;
use rhai::{ASTFlags, Expr, Position, Stmt};
use rust_decimal::Decimal;

use super::script::Script;
use super::text::RuleText;
use super::vocabulary::REQUIREMENT;
use crate::model::bilingual::Bilingual;
use crate::model::document::DocumentIx;
use crate::model::locality::Level;
use crate::model::place::Place;
use crate::model::requirement::Reach;
use crate::problem::hint::{Hint, list, meant_or, nearest};
use crate::problem::{Absent, Code, Problem};
use crate::project::Project;

/// A reason of the head.
#[derive(Debug)]
pub(super) struct Reason {
    /// Its text.
    pub(super) text: Bilingual,
    /// Where its key stands.
    pub(super) key: Place,
    /// Where its English and its Vietnamese text stand.
    pub(super) texts: [Place; 2],
}

/// What could be read of a head. A part that is missing or wrong has its problem, and a stand-in here.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) title: Bilingual,
    pub(super) level: Option<Level>,
    pub(super) reach: Reach,
    pub(super) responsible: Option<String>,
    pub(super) weight: Decimal,
    pub(super) cites: Vec<DocumentIx>,
    pub(super) reasons: IndexMap<String, Reason>,
    /// Whether the table of reasons could be read whole.
    pub(super) reasons_whole: bool,
    pub(super) place: Place,
}

/// The keys of a head.
pub const KEYS: [&str; 8] = ["id", "title", "level", "cites", "reasons", "binds", "responsible", "weight"];
const REQUIRED: [&str; 5] = ["id", "title", "level", "cites", "reasons"];
const EXAMPLE: &str = "a rule begins with `const REQUIREMENT = #{ id: ..., title: ..., level: ..., cites: [...], reasons: ... };`";

/// Reads the head of a rule and everything else at its top level.
pub(super) fn read(
    script: &Script,
    text: &RuleText,
    id: &str,
    project: &Project,
    problems: &mut Vec<Problem>,
) -> Header {
    let mut reader = Reader {
        text,
        project,
        problems,
        header: Header {
            title: Bilingual::new("", ""),
            level: None,
            reach: Reach::Level,
            responsible: None,
            weight: Decimal::ONE,
            cites: Vec::new(),
            reasons: IndexMap::new(),
            reasons_whole: false,
            place: text.spot(0..0),
        },
    };
    match reader.constant(&script.top) {
        Constant::Table(table, at) => reader.table(table, at, id),
        Constant::Broken => {}
        Constant::Missing => {
            let start = text.tokens().first().map_or(0..0, Clone::clone);
            reader.problems.push(
                Problem::error(Code::BadMetadata, format!("the rule has no `{REQUIREMENT}`"))
                    .at(text.spot(start), "")
                    .help(EXAMPLE),
            );
        }
    }
    reader.header
}

struct Reader<'r> {
    text: &'r RuleText,
    project: &'r Project,
    problems: &'r mut Vec<Problem>,
    header: Header,
}

type Table = [(rhai::Ident, Expr)];

/// The constant of a head.
enum Constant<'s> {
    Table(&'s Table, Position),
    /// It is there and cannot be read; that has been reported.
    Broken,
    Missing,
}

impl Reader<'_> {
    fn error(
        &mut self,
        code: Code,
        at: Position,
        message: impl Into<String>,
        label: &str,
        help: impl Into<Hint>,
    ) {
        self.problems.push(Problem::error(code, message).at(self.text.place(at), label).help(help));
    }

    /// The table of the one constant; everything else at the top level is refused.
    fn constant<'s>(&mut self, top: &'s [Stmt]) -> Constant<'s> {
        let mut found = Constant::Missing;
        for statement in top {
            match statement {
                Stmt::Var(definition, flags, at) => {
                    let (name, value, _) = &**definition;
                    if name.name != REQUIREMENT {
                        let help = format!(
                            "only `const {REQUIREMENT}` and functions stand outside of functions; move this into `check`"
                        );
                        let message = format!("`{}` stands outside of every function", name.name);
                        self.error(Code::ForbiddenConstruct, *at, message, "", help);
                        continue;
                    }
                    if !matches!(found, Constant::Missing) {
                        let message = format!("there are two `{REQUIREMENT}`");
                        self.error(
                            Code::BadMetadata,
                            *at,
                            message,
                            "the second one",
                            "take one of the two out",
                        );
                        continue;
                    }
                    if !flags.contains(ASTFlags::CONSTANT) || flags.contains(ASTFlags::EXPORTED) {
                        let message = format!("`{REQUIREMENT}` must be a constant");
                        self.error(Code::BadMetadata, *at, message, "write `const`", EXAMPLE);
                    }
                    match value {
                        Expr::Map(table, at) => found = Constant::Table(&table.0, *at),
                        other => {
                            let message = format!("`{REQUIREMENT}` must be a table");
                            self.error(Code::WrongType, other.start_position(), message, "", EXAMPLE);
                            found = Constant::Broken;
                        }
                    }
                }
                other => self.error(
                    Code::ForbiddenConstruct,
                    other.position(),
                    "this stands outside of every function",
                    "",
                    "move it into `fn check(locality) { ... }`",
                ),
            }
        }
        found
    }

    fn table(&mut self, table: &Table, at: Position, id: &str) {
        for (key, value) in table {
            match key.name.as_str() {
                "id" => self.id(key, value, id),
                "title" => {
                    if let Some((title, _)) = self.bilingual("title", key, value) {
                        self.header.title = title;
                    }
                }
                "level" => {
                    self.header.level =
                        self.word(key, value, Level::from_word, Level::ALL.iter().map(|l| l.word()))
                }
                "binds" => {
                    let reach = self.word(key, value, Reach::from_word, Reach::ALL.iter().map(|r| r.word()));
                    self.header.reach = reach.unwrap_or(Reach::Level);
                }
                "responsible" => self.header.responsible = self.string(key, value).map(str::to_owned),
                "weight" => self.weight(key, value),
                "cites" => self.cites(key, value),
                "reasons" => self.reasons(key, value),
                unknown => {
                    let help = meant_or(unknown, KEYS, || format!("the keys are {}", list(KEYS, "and")));
                    self.error(
                        Code::UnknownKey,
                        key.pos,
                        format!("`{unknown}` is not a key of a rule"),
                        "",
                        help,
                    );
                }
            }
        }
        for required in REQUIRED {
            // A slip in a key has been reported where it stands.
            let slip = |key: &str| !KEYS.contains(&key) && nearest(key, KEYS) == Some(required);
            if !table.iter().any(|(key, _)| key.name == required || slip(&key.name)) {
                let help = match required {
                    "id" => format!("write `id: \"{id}\",`"),
                    "title" => "write `title: #{ en: \"...\", vi: \"...\" },`".to_owned(),
                    "level" => "write `level: \"province\",`".to_owned(),
                    "cites" => {
                        "write `cites: [\"...\"],` with the id of the document that asks for it".to_owned()
                    }
                    _ => "write `reasons: #{ done: #{ en: \"...\", vi: \"...\" }, ... },`".to_owned(),
                };
                self.error(
                    Code::MissingKey,
                    at,
                    format!("the key `{required}` is missing"),
                    "in this table",
                    help,
                );
            }
        }
    }

    fn id(&mut self, key: &rhai::Ident, value: &Expr, id: &str) {
        let Some(written) = self.string(key, value) else { return };
        self.header.place = self.text.place(value.start_position());
        if written != id {
            let message = format!("the id `{written}` is not the file's name");
            let help = format!("write `id: \"{id}\"`, or rename the file to `{written}.rhai`");
            self.error(Code::BadMetadata, value.start_position(), message, "", help);
        }
    }

    fn weight(&mut self, key: &rhai::Ident, value: &Expr) {
        match number(value) {
            Some(weight) if weight > Decimal::ZERO => self.header.weight = weight,
            Some(weight) => {
                let message = format!("the weight {weight} is not above 0");
                self.error(
                    Code::BadNumber,
                    value.start_position(),
                    message,
                    "",
                    "write a number above 0, such as 1 or 2.5",
                );
            }
            None => self.wrong_type(key, value, "a number", "write a number, such as `weight: 2`"),
        }
    }

    fn cites(&mut self, key: &rhai::Ident, value: &Expr) {
        let Expr::Array(items, _) = value else {
            return self.wrong_type(key, value, "a list", "write `cites: [\"document-id\"]`");
        };
        if items.is_empty() {
            let help = "name the document that asks for it; a rule without one has no ground";
            self.error(Code::EmptyList, key.pos, "`cites` is empty", "", help);
        }
        for item in items.iter() {
            let Some(id) = self.string(key, item) else { continue };
            match self.project.find_document(id) {
                Some(document) if self.header.cites.contains(&document) => {
                    let message = format!("the document `{id}` is cited twice");
                    self.error(
                        Code::BadMetadata,
                        item.start_position(),
                        message,
                        "",
                        "take one of the two out",
                    );
                }
                Some(document) => self.header.cites.push(document),
                None => {
                    let ids = self.project.documents.iter().map(|document| document.id.as_str());
                    let of_file = self.project.documents.iter().find(|document| {
                        let name = document.place.file.rsplit('/').next().unwrap_or_default();
                        name.strip_suffix(".toml").is_some_and(|name| name == id.trim_end_matches(".toml"))
                    });
                    let help = match of_file {
                        Some(document) => Hint::meant(document.id.as_str())
                            .behind("that is the name of its file; ")
                            .and(" (the `id` in it)"),
                        None => {
                            meant_or(id, ids, || "the ids of documents stand in `data/documents`".to_owned())
                        }
                    };
                    let message = format!("no document has the id `{id}`");
                    let place = self.text.place(item.start_position());
                    let problem = Problem::error(Code::UnknownDocument, message).at(place, "").help(help);
                    self.problems.push(problem.about(Absent::Document(id.to_owned())));
                }
            }
        }
    }

    fn reasons(&mut self, key: &rhai::Ident, value: &Expr) {
        let Expr::Map(table, _) = value else {
            return self.wrong_type(
                key,
                value,
                "a table",
                "write `reasons: #{ done: #{ en: \"...\", vi: \"...\" } }`",
            );
        };
        if table.0.is_empty() {
            self.error(Code::EmptyList, key.pos, "`reasons` is empty", "", "every verdict needs a reason");
        }
        let before = self.problems.len();
        for (name, text) in &table.0 {
            if let Some((text, texts)) = self.bilingual(&format!("reasons.{}", name.name), name, text) {
                let reason = Reason { text, key: self.text.place(name.pos), texts };
                self.header.reasons.insert(name.name.to_string(), reason);
            }
        }
        self.header.reasons_whole = self.problems.len() == before;
    }
}

/// A number that is written out.
pub(super) fn number(value: &Expr) -> Option<Decimal> {
    match value {
        Expr::IntegerConstant(whole, _) => Some(Decimal::from(*whole)),
        Expr::DynamicConstant(constant, _) => constant.as_decimal().ok(),
        Expr::FnCall(call, _) if call.is_operator_call() && call.name == "-" => match &call.args[..] {
            [one] => number(one).map(|number| Decimal::ZERO.saturating_sub(number)),
            _ => None,
        },
        _ => None,
    }
}
