//! What a click on a place of the matrix opens: days, deadline chain, evidence with its rivals, documents.
//!
//! Details are the same for many localities, so the page holds each once and its places hold numbers.

use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

use super::super::explaining::{self, Phrase, phrase};
use super::super::sentences::{self, Span};
use super::super::view::View;
use super::super::visible::visible;
use super::super::words::Label;
use super::super::{figures, outlook};
use super::texts::Texts;
use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Approx, DocumentKind};
use crate::model::verdict::Status;
use crate::report::explanation::{ChainRow, Standing};
use crate::report::{DeadlineRow, EvidenceRow, Report, RequirementRow, Shown, VerdictRow, spelling};

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

/// One row of a table: its cells, and whether it is the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Row(Vec<usize>, u8);

/// What one place opens; every number is that of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Detail {
    /// Position of the status.
    s: usize,
    /// Why.
    y: usize,
    /// What is said of it, by name.
    p: Vec<(usize, usize)>,
    /// The deadline chain: day, document, due, standing.
    c: Vec<Row>,
    /// The evidence: fact, value, day, document, trust.
    e: Vec<Row>,
    /// Documents, by their positions.
    d: Vec<usize>,
}

/// All of them.
pub(super) struct Details<'a> {
    report: &'a Report,
    all: IndexSet<Detail>,
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
        Self { report, all: IndexSet::new(), papers, lines }
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
        &self.all
    }

    /// The number of a verdict's details.
    pub(super) fn number(
        &mut self,
        verdict: &VerdictRow,
        requirement: &RequirementRow,
        texts: &mut Texts<'_>,
    ) -> usize {
        let detail = Detail {
            s: Status::ALL.iter().position(|s| *s == verdict.status).unwrap_or_default(),
            y: texts.number(|view| view.because(verdict)),
            p: pairs(verdict, requirement, texts),
            c: verdict.chain.iter().map(|row| link(row, texts)).collect(),
            e: verdict.evidence.iter().flat_map(|row| self.evidence(row, texts)).collect(),
            d: self.spoken_of(verdict, requirement),
        };
        self.all.insert_full(detail).0
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

    fn evidence(&self, row: &EvidenceRow, texts: &mut Texts<'_>) -> Vec<Row> {
        let none = texts.own("", "");
        let document = |id: Option<&str>, texts: &mut Texts<'_>| match id {
            Some(id) => texts.number(|view| view.document(id)),
            None => none,
        };
        let mut rows = vec![Row(
            vec![
                texts.number(|view| view.fact(&row.fact)),
                texts.number(|view| value(view, self.report, &row.fact, &row.value, row.approx)),
                texts.number(|view| view.day(row.dated)),
                match row.document {
                    Some(_) => document(row.document.as_deref(), texts),
                    None => texts.own("combined from predecessors", "tổng hợp từ các đơn vị cũ"),
                },
                match row.confidence {
                    Some(c) => texts.number(|view| explaining::confidence(c, view.lang).to_owned()),
                    None => none,
                },
            ],
            1,
        )];
        for rival in &row.rivals {
            rows.push(Row(
                vec![
                    texts.own("instead of", "thay cho"),
                    texts.number(|view| value(view, self.report, &row.fact, &rival.value, None)),
                    texts.number(|view| view.day(rival.dated)),
                    document(Some(&rival.document), texts),
                    texts.number(|view| explaining::confidence(rival.confidence, view.lang).to_owned()),
                ],
                0,
            ));
        }
        for part in row.parts.iter().flatten() {
            let id = visible(&part.locality);
            rows.push(Row(
                vec![
                    texts.own(&format!("from {id}"), &format!("từ {id}")),
                    texts.number(|view| match &part.value {
                        Some(shown) => value(view, self.report, &row.fact, shown, None),
                        None => phrase(Phrase::NotReported, view.lang).to_owned(),
                    }),
                    texts.number(|view| part.dated.map_or_else(String::new, |day| view.day(day))),
                    document(part.document.as_deref(), texts),
                    none,
                ],
                0,
            ));
        }
        rows
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

/// The value of a fact, with its hedge and its unit.
fn value(view: &View<'_>, report: &Report, fact: &str, value: &Shown, approx: Option<Approx>) -> String {
    let mut text = match (value, approx) {
        (Shown::Number(number), approx) => figures::hedged(*number, approx, view.lang),
        (value, _) => visible(&spelling::shown(value, view.lang)).into_owned(),
    };
    if matches!(value, Shown::Number(_)) && report.facts.get(fact).is_some_and(|f| f.percent) {
        text.push_str(" %");
    }
    text
}

fn pairs(verdict: &VerdictRow, requirement: &RequirementRow, texts: &mut Texts<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    if let Some(deadline) = &verdict.deadline {
        let head = texts.number(|view| view.say(Label::Deadline).to_owned());
        pairs.push((head, texts.number(|view| due(view, deadline))));
        if let Some(why) = &deadline.rolled_because {
            pairs.push((texts.own("Moved because of", "Dời do"), texts.number(|view| view.text(why))));
        }
        if let Some(days) = deadline.days_late {
            let head = texts.own("Late by", "Quá hạn");
            pairs.push((head, texts.number(|view| length(view, days, deadline.working_days_late))));
        } else if let Some(days) = deadline.days_left {
            let head = texts.own("Time left", "Thời gian còn lại");
            pairs.push((head, texts.number(|view| length(view, days, deadline.working_days_left))));
        }
    }
    if let Some(by) = verdict.completed_by {
        let text = |view: &View<'_>| {
            let after = verdict.completed_after.map(|day| view.day(day));
            explaining::completed(&view.day(by), after.as_deref(), view.lang)
        };
        pairs.push((texts.own("Completed", "Hoàn thành"), texts.number(text)));
    }
    if let Some(progress) = verdict.progress {
        let text = |view: &View<'_>| {
            let (done, total) =
                (figures::number(progress.done, view.lang), figures::number(progress.total, view.lang));
            format!("{done} / {total} = {}", figures::share(progress, view.lang))
        };
        pairs.push((texts.own("Progress", "Tiến độ"), texts.number(text)));
    }
    if let Some(outlook) = &verdict.outlook {
        let head = texts.own("Forecast", "Dự báo");
        pairs.push((head, texts.number(|view| outlook::say(outlook, view.lang))));
    }
    for fact in &verdict.missing {
        let head = texts.own("Not reported", "Chưa báo cáo");
        pairs.push((head, texts.number(|view| format!("{} ({})", view.fact(fact), visible(fact)))));
    }
    if let Some(waiver) = &verdict.waiver {
        let text = |view: &View<'_>| {
            let until = waiver.until.map(|day| view.day(day));
            let reason = view.text(&waiver.reason);
            format!(
                "{}: {reason}; {}",
                sentences::waived(until.as_deref(), view.lang),
                view.document(&waiver.document)
            )
        };
        pairs.push((texts.own("Waiver", "Miễn trừ"), texts.number(text)));
    }
    if verdict.assumed {
        let head = texts.own("Caution", "Lưu ý");
        pairs.push((head, texts.number(|view| view.say(Label::Assumed).to_owned())));
    }
    if let Some(fault) = &verdict.fault {
        let head = texts.own("Fault of the rule", "Lỗi của quy tắc");
        pairs.push((head, texts.number(|_| visible(fault).into_owned())));
    }
    if let Some(responsible) = &requirement.responsible {
        let head = texts.own("Responsible", "Cơ quan chủ trì");
        pairs.push((head, texts.number(|_| visible(responsible).into_owned())));
    }
    let head = texts.own("Weight", "Trọng số");
    pairs.push((head, texts.number(|view| figures::number(requirement.weight, view.lang))));
    pairs
}

/// Calendar days, and working days where the calendar has them.
fn length(view: &View<'_>, days: i64, working: Option<i64>) -> String {
    let text = sentences::length(Span::Days(days), view.lang);
    match working {
        Some(working) => format!("{text} ({})", sentences::working_days(working, view.lang)),
        None => text,
    }
}

/// The day of the deadline that judged: as it is printed, and the last that is in time.
fn due(view: &View<'_>, deadline: &DeadlineRow) -> String {
    match (deadline.nominal, deadline.effective) {
        (None, None) => phrase(Phrase::NoDay, view.lang).to_owned(),
        (nominal, effective) => {
            let kind = deadline.due_kind.and_then(|kind| explaining::due_kind(kind, view.lang));
            let printed = nominal.map(|day| view.day(day));
            let printed: Vec<&str> = kind.into_iter().chain(printed.as_deref()).collect();
            let effective =
                effective.map_or_else(|| phrase(Phrase::Open, view.lang).to_owned(), |day| view.day(day));
            if deadline.nominal == deadline.effective && kind.is_none() {
                return effective;
            }
            format!("{}, {} {effective}", printed.join(" "), phrase(Phrase::Effective, view.lang))
        }
    }
}

/// One statement of the chain.
fn link(row: &ChainRow, texts: &mut Texts<'_>) -> Row {
    let document = |view: &View<'_>| {
        let kind = explaining::kind(row.document.kind, view.lang);
        match &row.document.number {
            Some(number) => format!("{kind} {}: {}", visible(number), view.text(&row.document.title)),
            None => format!("{kind}: {}", view.text(&row.document.title)),
        }
    };
    let day = |view: &View<'_>| {
        let kind = row.due_kind.and_then(|kind| explaining::due_kind(kind, view.lang));
        let nominal = row.nominal.map(|day| view.day(day));
        let mut text = kind.into_iter().chain(nominal.as_deref()).collect::<Vec<_>>().join(" ");
        if let Some(effective) = row.effective.filter(|day| row.nominal != Some(*day)) {
            text.push_str(&format!(" → {}", view.day(effective)));
        }
        if text.is_empty() {
            text.push_str(explaining::action(row.action, view.lang));
        }
        if text.is_empty() {
            text.push_str(phrase(Phrase::NoDay, view.lang));
        }
        for more in [
            row.rolled_because.as_ref().map(|why| view.text(why)),
            row.target.map(|target| {
                let target = figures::number(crate::report::Number(target), view.lang);
                format!("{} {target}", phrase(Phrase::Target, view.lang))
            }),
            row.unnamed.map(|n| format!("{n} {}", phrase(Phrase::Unnamed, view.lang))),
        ]
        .into_iter()
        .flatten()
        {
            text.push_str(&format!("; {more}"));
        }
        text
    };
    let standing = |view: &View<'_>| {
        let standing = explaining::standing(row.standing, view.lang);
        match row.already_late {
            Some(days) => {
                format!("{standing} ({})", explaining::already_late(&days.to_string(), view.lang))
            }
            None => standing.to_owned(),
        }
    };
    let cells = vec![
        texts.number(|view| view.day(row.document.dated)),
        texts.number(document),
        texts.number(day),
        texts.number(standing),
    ];
    Row(cells, u8::from(row.standing == Standing::InForce))
}
