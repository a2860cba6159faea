//! Keys of the TOML forms and the closed sets that their values come from. A test holds them to the reader.

use crate::model::bilingual::Lang;
use crate::model::case::FrozenForm;
use crate::model::document::{Action, Approx, Authority, Confidence, DatedAs, DocumentKind, DueKind};
use crate::model::fact::FactKind;
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::problem::Severity;

/// The forms by name, with their keys.
pub const FORMS: &[(&str, &[&str])] = &[
    (
        "document",
        &[
            "id",
            "title",
            "kind",
            "issuer",
            "authority",
            "number",
            "dated",
            "dated_as",
            "published",
            "names_on",
            "source",
            "source_sha256",
            "confidence",
            "observation",
            "deadline",
            "waiver",
            "total",
            "identity",
            "table",
        ],
    ),
    ("observation", &["fact", "value", "localities", "level", "others", "dated", "approx", "note"]),
    (
        "deadline",
        &[
            "requirement",
            "binds",
            "binds_unnamed",
            "due",
            "period",
            "counted_from",
            "due_kind",
            "as_printed",
            "target",
            "action",
            "note",
        ],
    ),
    ("waiver", &["requirement", "localities", "from", "until", "reason"]),
    ("total", &["fact", "where", "level", "value", "approx", "dated", "checked"]),
    ("identity", &["sum", "of", "share", "part", "whole", "note", "checked"]),
    ("table", &["file", "sheet", "dated"]),
    ("cases", &["case", "report"]),
    ("report", &["name", "fixture", "as_of", "known_by", "format", "lang", "expect"]),
    (
        "case",
        &[
            "name",
            "facts",
            "history",
            "dated",
            "due",
            "due_kind",
            "target",
            "waived_from",
            "waived_until",
            "as_of",
            "expect",
        ],
    ),
    ("history", &["dated", "facts"]),
    ("expect", &["status", "reason"]),
    ("fact", &["type", "title", "merge", "stages", "stage_titles", "roll_up"]),
    ("roll_up", &["from", "missing"]),
    ("text", &["en", "vi"]),
    ("lint", &["levels", "allow"]),
    ("allow", &["code", "path", "requirement", "reason", "until"]),
    ("scoring", &["due_soon", "basis", "credits", "grades"]),
    ("credits", &["met", "met-late"]),
    ("grades", &["excellent", "good", "fair", "average", "weak"]),
];

/// The keys of a form.
#[must_use]
pub fn keys(form: &str) -> &'static [&'static str] {
    FORMS.iter().find(|(name, _)| *name == form).map_or(&[], |(_, keys)| keys)
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| word(*one)).collect()
}

/// The words that a key of a form can have, where it is one of a closed set.
#[must_use]
pub fn choices(form: &str, key: &str) -> Option<Vec<&'static str>> {
    Some(match (form, key) {
        ("document", "kind") => words(DocumentKind::ALL, DocumentKind::word),
        ("document", "authority") => words(Authority::ALL, Authority::word),
        ("document", "dated_as") => words(DatedAs::ALL, DatedAs::word),
        ("document", "confidence") => words(Confidence::ALL, Confidence::word),
        (_, "level") | ("roll_up", "from") => words(Level::ALL, Level::word),
        (_, "approx") => words(Approx::ALL, Approx::word),
        (_, "due_kind") => words(DueKind::ALL, DueKind::word),
        ("deadline", "action") => words(Action::ALL, Action::word),
        ("report", "format") => words(FrozenForm::ALL, FrozenForm::word),
        ("report", "lang") => words(Lang::ALL, Lang::word),
        ("expect", "status") => words(Status::ALL, Status::word),
        ("fact", "type") => words(FactKind::ALL, FactKind::word),
        ("fact", "merge") => vec!["all", "any", "sum", "min", "max", "mean", "latest", "none"],
        ("levels", _) => words(Severity::ALL, Severity::word).into_iter().chain(["off"]).collect(),
        ("scoring", "basis") => vec!["all", "due"],
        _ => return None,
    })
}
