//! What a click on a place of the matrix opens: days, deadline chain, evidence with its rivals, documents.
//!
//! Details are the same for many localities, so the page holds each, and each of their parts, once, and its places hold
//! numbers. The script reads them when the first place is opened.

mod chain;
mod evidence;
mod pairs;

use indexmap::{IndexMap, IndexSet};
use serde::{Serialize, Serializer};

use super::super::explaining;
use super::super::view::LevelView;
use super::super::visible::visible;
use super::texts::Texts;
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::DocumentKind;
use crate::report::explanation::ChainRow;
use crate::report::{LocalityRow, Report, RequirementRow, VerdictRow};

/// A document, wherever the report has it from.
pub(super) struct Paper<'a> {
    /// Title.
    pub(super) title: &'a Bilingual,
    /// Sort.
    pub(super) kind: DocumentKind,
    /// Official number, or empty.
    pub(super) number: std::borrow::Cow<'a, str>,
    /// Who issued it, or empty where only a deadline chain speaks of it.
    pub(super) issuer: std::borrow::Cow<'a, str>,
    /// Its day.
    pub(super) dated: Day,
    /// Day on which it became known.
    pub(super) published: Option<Day>,
    /// Where it was found.
    pub(super) source: std::borrow::Cow<'a, str>,
}

/// What a row of a table is beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Weight {
    Lesser,
    /// It is the one that counts.
    Counts,
    /// It is in sight only for who asks.
    Folded,
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

/// One row of a table: the texts of its cells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Row(Vec<usize>, Weight);

/// What one place opens: why, and the numbers of what is said of it by name, of its deadline chain, of the rows of its
/// evidence and of its documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Detail(usize, Vec<usize>, usize, Vec<usize>, usize);

/// All of them, and what they are made of.
#[derive(Default, Serialize)]
struct Parts {
    /// Of each level, of each locality, of each requirement, its detail.
    levels: Vec<Vec<Vec<Option<usize>>>>,
    all: IndexSet<Detail>,
    pairs: IndexSet<(usize, usize)>,
    /// Deadline chains; of each row day, document, due, standing.
    chains: IndexSet<Vec<Row>>,
    /// Of each row fact, value, day, document, trust.
    evidence: IndexSet<Row>,
    /// Positions of documents.
    papers: IndexSet<Vec<usize>>,
}

/// The details of a page.
pub(super) struct Details<'a> {
    report: &'a Report,
    parts: Parts,
    papers: IndexMap<&'a str, Paper<'a>>,
    lines: Vec<serde_json::Value>,
}

impl<'a> Details<'a> {
    /// None yet, with the documents of a report.
    pub(super) fn new(report: &'a Report, texts: &mut Texts<'a>) -> Self {
        let mut papers = IndexMap::new();
        for (id, row) in &report.documents {
            let paper = Paper {
                title: &row.title,
                kind: row.kind,
                number: visible(row.number.as_deref().unwrap_or_default()),
                issuer: visible(&row.issuer),
                dated: row.dated,
                published: row.published,
                source: visible(&row.source),
            };
            papers.insert(id.as_str(), paper);
        }
        let links = report.localities.iter().flat_map(|l| &l.verdicts).flat_map(|v| &v.chain);
        for ChainRow { document, .. } in links {
            papers.entry(document.id.as_str()).or_insert_with(|| Paper {
                title: &document.title,
                kind: document.kind,
                number: visible(document.number.as_deref().unwrap_or_default()),
                issuer: "".into(),
                dated: document.dated,
                published: None,
                source: visible(&document.source),
            });
        }
        papers.sort_by(|a, x, b, y| (x.dated, a).cmp(&(y.dated, b)));
        let lines = papers.values().map(|paper| line(paper, texts)).collect();
        Self { report, parts: Parts::default(), papers, lines }
    }

    /// The documents, earliest first.
    pub(super) fn papers(&self) -> impl Iterator<Item = &Paper<'a>> {
        self.papers.values()
    }

    /// The documents as the script knows them.
    pub(super) fn documents(&self) -> &[serde_json::Value] {
        &self.lines
    }

    /// The details as the script knows them.
    pub(super) fn all(&self) -> impl Serialize + '_ {
        &self.parts
    }

    /// Takes up a level.
    pub(super) fn add_level(&mut self, level: &LevelView<'_>, texts: &mut Texts<'_>) {
        let mut rows = Vec::with_capacity(level.localities.len());
        for row in &level.localities {
            let detail = |r: &&RequirementRow| Some(self.number((row, row.verdict_on(&r.id)?), r, texts));
            rows.push(level.requirements.iter().map(detail).collect());
        }
        self.parts.levels.push(rows);
    }

    /// The number of a verdict's details.
    fn number(
        &mut self,
        (locality, verdict): (&LocalityRow, &VerdictRow),
        requirement: &RequirementRow,
        texts: &mut Texts<'_>,
    ) -> usize {
        let papers = self.spoken_of(verdict, requirement);
        let parts = &mut self.parts;
        let pairs = pairs::pairs(verdict, requirement, texts);
        let chain = verdict.chain.iter().map(|row| chain::link(row, texts)).collect();
        let evidence = verdict.evidence.iter();
        let evidence = evidence.flat_map(|row| evidence::rows(row, locality, self.report, texts));
        let evidence: Vec<Row> = evidence.collect();
        let detail = Detail(
            texts.number(|view| view.because(verdict)),
            pairs.into_iter().map(|pair| parts.pairs.insert_full(pair).0).collect(),
            parts.chains.insert_full(chain).0,
            evidence.into_iter().map(|row| parts.evidence.insert_full(row).0).collect(),
            parts.papers.insert_full(papers).0,
        );
        parts.all.insert_full(detail).0
    }

    /// Positions of the documents that a verdict rests on, and that its requirement cites; earliest first.
    fn spoken_of(&self, verdict: &VerdictRow, requirement: &RequirementRow) -> Vec<usize> {
        let deadline = verdict.deadline.iter().map(|d| d.document.as_str());
        let chain = verdict.chain.iter().map(|row| row.document.id.as_str());
        let waiver = verdict.waiver.iter().map(|w| w.document.as_str());
        let cited = requirement.cites.iter().map(String::as_str);
        let seen = verdict.evidence.iter().flat_map(|e| {
            let rivals = e.rivals.iter().map(|r| r.document.as_str());
            let parts = e.parts.iter().flatten().filter_map(|p| p.document.as_deref());
            e.document.as_deref().into_iter().chain(rivals).chain(parts)
        });
        let all = deadline.chain(chain).chain(waiver).chain(cited).chain(seen);
        let mut at: Vec<usize> = all.filter_map(|id| self.papers.get_index_of(id)).collect();
        at.sort_unstable();
        at.dedup();
        at
    }
}

fn line(paper: &Paper<'_>, texts: &mut Texts<'_>) -> serde_json::Value {
    let published = paper.published.map(|day| texts.number(|view| view.day(day)));
    serde_json::json!([
        texts.number(|view| view.text(paper.title)),
        texts.number(|view| explaining::kind(paper.kind, view.lang).to_owned()),
        paper.number,
        paper.issuer,
        texts.number(|view| view.day(paper.dated)),
        published,
        paper.source,
    ])
}
