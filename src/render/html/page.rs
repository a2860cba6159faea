//! The page as its template sees it.

use serde::Serialize;

use super::super::visible::escaped_json;
use super::super::words::{self, Label};
use super::super::{explaining, figures, sentences};
use super::details::Details;
use super::level::LevelPage;
use super::texts::{Text, Texts};
use super::words::{Words, letters};
use crate::model::bilingual::Lang;
use crate::model::locality::Level;
use crate::model::scoring::Grade;
use crate::model::verdict::Status;
use crate::report::Report;

/// Everything that the template shows.
#[derive(Serialize)]
pub(super) struct Page {
    lang: &'static str,
    eyebrow: Text,
    who: Vec<Text>,
    when: Text,
    meta: Vec<Text>,
    labels: Labels,
    w: Words,
    statuses: Vec<StatusWords>,
    grades: Vec<Text>,
    levels: Vec<LevelPage>,
    totals: Vec<TotalLine>,
    problems: Vec<Text>,
    documents: Vec<DocumentLine>,
    /// What the script knows, as JSON that can stand inside an element.
    data: String,
    /// What it knows of each place, which it reads when one is opened.
    details: String,
}

/// Words that the page shares with the other renderings.
#[derive(Serialize)]
struct Labels {
    rank: Text,
    ranking: Text,
    locality: Text,
    score: Text,
    grade: Text,
    first_reason: Text,
    requirement: Text,
    by_requirement: Text,
    status: Text,
    deadline: Text,
    reason: Text,
    open_items: Text,
    totals: Text,
    document: Text,
    figure: Text,
    reported: Text,
    found: Text,
    not_reported: Text,
    agrees: Text,
    cannot_be_known: Text,
    notes: Text,
    problems: Text,
    nothing_shown: Text,
}

/// A status, as the page names it.
#[derive(Serialize)]
struct StatusWords {
    word: &'static str,
    name: Text,
    head: Text,
    letter: Text,
}

/// A reported total.
#[derive(Serialize)]
struct TotalLine {
    document: Text,
    figure: Text,
    reported: Text,
    found: Text,
    unknown: Text,
    agrees: Option<bool>,
}

/// A document.
#[derive(Serialize)]
struct DocumentLine {
    title: Text,
    kind: Text,
    number: String,
    issuer: String,
    dated: Text,
    published: Option<Text>,
    source: String,
}

impl Page {
    /// The page of a report, which opens in a language.
    pub(super) fn new(report: &Report, lang: Lang) -> Self {
        let mut texts = Texts::new(report, lang);
        let w = Words::new(&mut texts);
        let statuses: Vec<StatusWords> =
            Status::ALL.iter().map(|status| status_words(*status, &mut texts)).collect();
        let grades = Grade::ALL
            .iter()
            .map(|grade| texts.say(|view| words::grade(*grade, view.lang).to_owned()))
            .collect();
        let mut details = Details::new(report, &mut texts);
        let views = texts.first_view().levels();
        let levels: Vec<LevelPage> =
            views.iter().map(|level| LevelPage::new(level, report, &mut texts, &mut details)).collect();
        let who = views
            .iter()
            .filter(|level| level.level != Level::National)
            .filter_map(|level| Some((level.level, level.summary?.localities)))
            .map(|(level, n)| texts.say(|view| sentences::localities(n, level, view.lang)))
            .collect();
        let mut meta = texts.say_all(|view| view.day_and_data());
        let when = if meta.is_empty() { texts.add(String::new(), String::new()) } else { meta.remove(0) };
        let totals = totals(report, &mut texts);
        let documents = documents(&details, &mut texts);
        let mut page = Self {
            lang: lang.word(),
            eyebrow: label(Label::Compliance, &mut texts),
            who,
            when,
            meta,
            labels: Labels::new(&mut texts),
            w,
            statuses,
            grades,
            levels,
            totals,
            problems: report.problems.iter().map(|p| texts.say(|view| view.problem(p))).collect(),
            documents,
            data: String::new(),
            details: String::new(),
        };
        let data = serde_json::json!({
            "words": page.w.numbers(),
            "statuses": page.statuses.iter().map(|s| s.word).collect::<Vec<_>>(),
            "names": Status::ALL.iter().map(|s| texts.number(|v| words::status(*s, v.lang).to_owned())).collect::<Vec<_>>(),
            "letters": Status::ALL.iter().map(|s| texts.own(letters(*s).0, letters(*s).1)).collect::<Vec<_>>(),
            "levels": page.levels.iter_mut().map(LevelPage::take_data).collect::<Vec<_>>(),
            "documents": details.documents(),
            "texts": texts,
        });
        page.data = within_element(&data.to_string());
        page.details = within_element(&serde_json::json!(details.all()).to_string());
        page
    }
}

/// JSON with nothing in it that could end the element that it stands in, or steer whoever reads the page's source.
fn within_element(json: &str) -> String {
    escaped_json(json).replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn label(label: Label, texts: &mut Texts<'_>) -> Text {
    texts.say(|view| view.say(label).to_owned())
}

impl Labels {
    fn new(texts: &mut Texts<'_>) -> Self {
        let mut say = |of| label(of, texts);
        Self {
            rank: say(Label::Rank),
            ranking: say(Label::Ranking),
            locality: say(Label::Locality),
            score: say(Label::Score),
            grade: say(Label::Grade),
            first_reason: say(Label::FirstReason),
            requirement: say(Label::Requirement),
            by_requirement: say(Label::ByRequirement),
            status: say(Label::Status),
            deadline: say(Label::Deadline),
            reason: say(Label::Reason),
            open_items: say(Label::OpenItems),
            totals: say(Label::Totals),
            document: say(Label::Document),
            figure: say(Label::Figure),
            reported: say(Label::Reported),
            found: say(Label::Found),
            not_reported: say(Label::NotReported),
            agrees: say(Label::Agrees),
            cannot_be_known: say(Label::CannotBeKnown),
            notes: say(Label::Notes),
            problems: say(Label::Problems),
            nothing_shown: say(Label::NothingShown),
        }
    }
}

fn status_words(status: Status, texts: &mut Texts<'_>) -> StatusWords {
    let (en, vi) = letters(status);
    StatusWords {
        word: status.word(),
        name: texts.say(|view| words::status(status, view.lang).to_owned()),
        head: texts.say(|view| words::status_head(status, view.lang).to_owned()),
        letter: texts.add(en.to_owned(), vi.to_owned()),
    }
}

fn totals(report: &Report, texts: &mut Texts<'_>) -> Vec<TotalLine> {
    let line = |total: &crate::report::TotalRow| TotalLine {
        document: texts.say(|v| format!("{}, {}", v.document(&total.document), v.day(total.dated))),
        figure: texts.say(|v| v.figure(total)),
        reported: texts.say(|v| figures::hedged(total.reported, total.approx, v.lang)),
        found: texts.say(|v| total.found.map_or_else(|| "–".to_owned(), |n| figures::number(n, v.lang))),
        unknown: texts.say(|v| v.count(total.unknown)),
        agrees: total.agrees,
    };
    report.totals.iter().map(line).collect()
}

fn documents(details: &Details<'_>, texts: &mut Texts<'_>) -> Vec<DocumentLine> {
    let line = |document: &super::details::Paper<'_>| DocumentLine {
        title: texts.data(document.title),
        kind: texts.say(|v| explaining::kind(document.kind, v.lang).to_owned()),
        number: document.number.to_string(),
        issuer: document.issuer.to_string(),
        dated: texts.say(|v| v.day(document.dated)),
        published: document.published.map(|day| texts.say(|v| v.day(day))),
        source: document.source.to_string(),
    };
    details.papers().map(line).collect()
}
