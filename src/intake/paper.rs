//! The document that a sheet that came in becomes: its head, and its table as CSV.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Confidence, DocumentKind};
use crate::model::fact::FactIx;
use crate::model::locality::LocalityIx;
use crate::model::value::Value;
use crate::project::Project;

use super::proposal::Proposal;

/// What the new document's head says.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Who sends it.
    pub issuer: String,
    /// The day of its values.
    pub dated: Day,
    /// The day on which it came in, where that is not before its day.
    pub published: Option<Day>,
    /// The name of the file that came in.
    pub source: String,
    /// SHA-256 of that file, in small hexadecimal digits.
    pub source_sha256: String,
}

/// Two files, by name and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What both names begin with.
    pub stem: String,
    /// The table, `<stem>.csv`.
    pub table: String,
    /// The document, `<stem>.toml`.
    pub document: String,
}

/// An id for a document of a day that came in as a file: `return-2025-05-31-bac-ninh`.
#[must_use]
pub fn id_of(dated: Day, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let slug = slug(stem);
    if slug.is_empty() { format!("return-{dated}") } else { format!("return-{dated}-{slug}") }
}

/// Small letters without marks, digits, and `-` for all else.
fn slug(text: &str) -> String {
    const LONGEST: usize = 60;
    let bare = crate::names::Spelled::of(text).bare();
    let mut slug = String::new();
    for c in bare.as_str().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
    slug.trim_matches('-').to_owned()
}

/// The files of a proposal that nothing of was refused.
///
/// # Errors
/// Where the table cannot be written as CSV.
pub fn paper(head: &Head, proposal: &Proposal, project: &Project) -> Result<Paper, csv::Error> {
    let name = slug(&head.id);
    let dated = head.dated.to_string();
    // files are called after their days, so that a folder of them is in order
    let rest = name.replace(&dated, "");
    let rest = rest.trim_matches('-').replace("--", "-");
    let stem = if rest.is_empty() { dated } else { format!("{dated}-{rest}") };
    Ok(Paper { document: document(head, &stem), table: table(proposal, project)?, stem })
}

fn document(head: &Head, stem: &str) -> String {
    let date = head.dated.date();
    let title = Bilingual::new(
        format!("Returns as of {}: {}", date.format("%-d %b %Y"), head.source),
        format!("Báo cáo số liệu đến ngày {}: {}", date.format("%d/%m/%Y"), head.source),
    );
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut lines = vec![
        format!("id         = {}", text(&head.id)),
        format!("title      = {{ en = {}, vi = {} }}", text(&title.en), text(&title.vi)),
        format!("kind       = {}", text(DocumentKind::Return.word())),
        format!("issuer     = {}", text(&head.issuer)),
        format!("dated      = {}", head.dated),
    ];
    lines.extend(head.published.map(|day| format!("published  = {day}")));
    lines.extend([
        format!("source     = {}", text(&head.source)),
        format!("source_sha256 = {}", text(&head.source_sha256)),
        format!("confidence = {}", text(Confidence::Medium.word())),
        String::new(),
        "[[table]]".to_owned(),
        format!("file = {}", text(&format!("{stem}.csv"))),
    ]);
    lines.join("\n") + "\n"
}

/// Ids of localities, names of facts, values as the reader of documents reads them.
fn table(proposal: &Proposal, project: &Project) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let facts = || proposal.facts.iter().map(|fact| project.dictionary.get(*fact));
    writer.write_record(std::iter::once("locality").chain(facts().map(|fact| fact.name.as_str())))?;
    let mut rows: IndexMap<LocalityIx, HashMap<FactIx, &Value>> = IndexMap::new();
    for change in &proposal.changes {
        rows.entry(change.locality).or_default().insert(change.fact, &change.value);
    }
    for (locality, values) in rows {
        let id = project.registry.get(locality).id.clone();
        let cells = proposal
            .facts
            .iter()
            .zip(facts())
            .map(|(at, fact)| values.get(at).map_or_else(String::new, |value| fact.spell(value)));
        writer.write_record(std::iter::once(id).chain(cells))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
