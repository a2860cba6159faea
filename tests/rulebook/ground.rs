//! A small project for rules to stand on, and problems as plain lines.

use std::fmt::Write as _;
use std::sync::Arc;

use dondoc::calendar::Calendar;
use dondoc::model::bilingual::Bilingual;
use dondoc::model::day::Day;
use dondoc::model::document::{Authority, Confidence, DatedAs, Document, DocumentKind};
use dondoc::model::fact::{Dictionary, Fact, FactKind, Merge};
use dondoc::model::locality::Registry;
use dondoc::model::place::Place;
use dondoc::model::scoring::{Basis, Scoring};
use dondoc::problem::{Problem, Sources};
use dondoc::project::{Project, Script};
use rust_decimal::Decimal;

/// A project with a few facts and two documents.
pub fn project() -> Project {
    let fact = |name: &str, kind| Fact {
        name: name.to_owned(),
        kind,
        stages: Vec::new(),
        stage_titles: Vec::new(),
        title: Bilingual::new(name, name),
        merge: Merge::Nothing,
        roll_up: None,
        place: Place::new("data/facts.toml", 0..0),
    };
    let stages = |name: &str, words: &[&str]| Fact {
        stages: words.iter().map(|&word| word.to_owned()).collect(),
        ..fact(name, FactKind::Stage)
    };
    let mut documents: Vec<Document> = ["wg-2024-10-21", "directive-07"].map(document).into();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    Project {
        registry: Registry::default(),
        dictionary: Dictionary::new(vec![
            fact("judicial_records.deployed", FactKind::Bool),
            fact("judicial_records.started", FactKind::Date),
            fact("judicial_records.ended", FactKind::Date),
            fact("land.done", FactKind::Int),
            fact("land.total", FactKind::Int),
            fact("land.share", FactKind::Percent),
            stages("health.stage", &["none", "developing", "consulting", "issued"]),
            stages("health.grade", &["low", "high"]),
            fact("health.remark", FactKind::Text),
        ]),
        calendar: Calendar::default(),
        scoring: Scoring {
            due_soon: 10,
            met: Decimal::ONE,
            met_late: Decimal::new(5, 1),
            grades: Vec::new(),
            basis: Basis::All,
        },
        documents,
        tables: Vec::new(),
        deadlines: Vec::new(),
        waivers: Vec::new(),
        totals: Vec::new(),
        identities: Vec::new(),
        scripts: Vec::new(),
        library: Vec::new(),
        limits: dondoc::model::limits::Limits::default(),
    }
}

fn document(id: &str) -> Document {
    Document {
        id: id.to_owned(),
        title: Bilingual::new(id, id),
        kind: DocumentKind::Meeting,
        issuer: "Working Group".to_owned(),
        authority: Authority::National,
        number: None,
        dated: Day::from_ymd(2024, 10, 21).expect("a day"),
        dated_as: DatedAs::Day,
        published: None,
        source: String::new(),
        source_sha256: None,
        confidence: Confidence::High,
        place: Place::new("data/documents/one.toml", 0..0),
    }
}

/// A rule file of this id and text.
pub fn script(id: &str, text: &str) -> Script {
    Script { file: format!("rules/{id}.rhai").into(), id: id.to_owned(), text: Arc::from(text) }
}

/// The text of a rule with a sound head around the body of its check.
pub fn rule(id: &str, body: &str) -> String {
    format!(
        r#"//! A rule.

const REQUIREMENT = #{{
    id:    "{id}",
    title: #{{ en: "A rule", vi: "Một quy tắc" }},
    level: "province",
    cites: ["wg-2024-10-21"],
    reasons: #{{
        done: #{{ en: "done", vi: "xong" }},
        open: #{{ en: "open", vi: "chưa" }},
        none: #{{ en: "none", vi: "không có" }},
    }},
}};

fn check(locality) {{
{body}
}}
"#
    )
}

/// Problems as `line:column severity code`, the words under the caret, the message and the help.
pub fn problems(scripts: &[Script], found: &[Problem]) -> String {
    let mut sources = Sources::default();
    for script in scripts {
        sources.insert(Arc::clone(&script.file), Arc::clone(&script.text));
    }
    let place = |place: &Place| {
        let (line, column) = sources.line_column(place).unwrap_or((0, 0));
        let under = sources.text(&place.file).and_then(|text| text.get(place.span.clone())).unwrap_or("?");
        format!("{line}:{column} `{under}`")
    };
    let mut shown = String::new();
    for problem in found {
        let at = problem.place.as_ref().map(place).unwrap_or_default();
        let _ = writeln!(shown, "\n{} {} at {at}", problem.severity, problem.code);
        let _ = writeln!(shown, "    {}", problem.message);
        if !problem.label.is_empty() {
            let _ = writeln!(shown, "    ^ {}", problem.label);
        }
        for (related, label) in &problem.related {
            let _ = writeln!(shown, "    {} {label}", place(related));
        }
        if let Some(help) = &problem.help {
            let _ = writeln!(shown, "    help: {help}");
        }
    }
    shown
}
