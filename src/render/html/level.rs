//! One level of the page: its counts, map, ranking, matrix and notes.

use serde::Serialize;
use serde_json::{Value, json};

use super::super::telling::by_urgency;
use super::super::view::{LevelView, count_of};
use super::super::words;
use super::super::{figures, sentences, visible::visible};
use super::details::Details;
use super::forecasts::ForecastPage;
use super::map::Map;
use super::texts::{Text, Texts};
use super::trends::{self, Path, TrendPage};
use crate::model::locality::Level;
use crate::model::scoring::Grade;
use crate::model::verdict::Status;
use crate::report::{GradeSpan, LocalityRow, Report, RequirementRow, VerdictRow};

/// A level of more localities is told more briefly: the page stays quick, and a click still opens everything.
const MANY: usize = 400;

/// One level.
#[derive(Serialize)]
pub(super) struct LevelPage {
    word: &'static str,
    title: Text,
    size: Vec<Text>,
    /// Whether its localities are compared with one another: the nation is not.
    ranked: bool,
    /// Whether it is told more briefly.
    many: bool,
    counts: Vec<Count>,
    map: Option<Map>,
    trend: Option<TrendPage>,
    forecasts: Option<ForecastPage>,
    statuses: Vec<&'static str>,
    requirements: Vec<Requirement>,
    regions: Vec<Text>,
    localities: Vec<Locality>,
    notes: Vec<Text>,
    /// How many localities have something open.
    open: Text,
    #[serde(skip)]
    data: Value,
}

/// How many have a status.
#[derive(Serialize)]
struct Count {
    status: &'static str,
    name: Text,
    n: Text,
    share: Text,
    bar: Bar,
}

/// A piece of a bar of 100.
#[derive(Serialize)]
struct Bar {
    status: &'static str,
    x: String,
    width: String,
}

#[derive(Serialize)]
struct Requirement {
    id: String,
    title: Text,
    counts: Vec<Text>,
    bars: Vec<Bar>,
}

#[derive(Serialize)]
struct Locality {
    id: String,
    name: Text,
    rank: String,
    score: Text,
    grade: Text,
    low: String,
    open: String,
    overdue: Text,
    unknown: Text,
    reason: Text,
    path: Option<Path>,
    cells: Vec<Option<Cell>>,
    items: Vec<Item>,
}

/// One place of the matrix.
#[derive(Serialize)]
struct Cell {
    requirement: String,
    status: &'static str,
    name: Text,
    why: Text,
}

/// One line of a locality's list.
#[derive(Serialize)]
struct Item {
    requirement: String,
    title: Text,
    status: &'static str,
    name: Text,
    due: Text,
    why: Text,
}

impl LevelPage {
    /// A level of a report.
    pub(super) fn new(
        level: &LevelView<'_>,
        report: &Report,
        texts: &mut Texts<'_>,
        details: &mut Details<'_>,
    ) -> Self {
        let ranked = level.level != Level::National;
        let statuses = level.counted();
        let localities: Vec<Locality> =
            level.localities.iter().map(|row| locality(row, level, report, texts)).collect();
        let open = localities.iter().filter(|l| !l.items.is_empty()).count();
        let mut names: Vec<&str> = level.localities.iter().map(|l| l.region.as_str()).collect();
        names.retain(|region| !region.is_empty());
        names.sort_unstable();
        names.dedup();
        let data = json!({
            "word": level.level.word(),
            "requirements": level.requirements.iter()
                .map(|r| json!({ "id": visible(&r.id), "t": texts.number(|v| v.marked_title(r)) }))
                .collect::<Vec<_>>(),
            "localities": level.localities.iter()
                .map(|row| facts_of(row, level, report, &names, texts, details))
                .collect::<Vec<_>>(),
        });
        Self {
            word: level.level.word(),
            title: texts.say(|view| words::level(level.level, view.lang).to_owned()),
            size: texts.say_all(|view| view.size(level)),
            ranked,
            many: level.localities.len() > MANY,
            counts: counts(level, &statuses, texts),
            map: if ranked { Map::new(level, report.as_of, texts) } else { None },
            trend: report.trends.as_ref().and_then(|trends| TrendPage::new(level, trends, texts)),
            forecasts: ForecastPage::new(level, texts),
            requirements: level.requirements.iter().map(|r| requirement(r, &statuses, texts)).collect(),
            statuses: statuses.iter().map(|s| s.word()).collect(),
            regions: names
                .iter()
                .map(|n| texts.say(|view| visible(words::region(n, view.lang)).into_owned()))
                .collect(),
            open: texts.say(|view| sentences::localities(open, level.level, view.lang)),
            localities,
            notes: texts.say_all(|view| view.notes(level)),
            data,
        }
    }

    /// What the page's script knows of the level.
    pub(super) fn take_data(&mut self) -> Value {
        std::mem::take(&mut self.data)
    }
}

/// What the script knows of a locality: what it sorts and filters by, and the numbers of its details.
fn facts_of(
    row: &LocalityRow,
    level: &LevelView<'_>,
    report: &Report,
    regions: &[&str],
    texts: &mut Texts<'_>,
    details: &mut Details<'_>,
) -> Value {
    let position = |grade: Grade| Grade::ALL.iter().position(|g| *g == grade);
    let grades = row.grade.map(|grade| match grade {
        GradeSpan::One(grade) => [position(grade); 2],
        GradeSpan::Span(low, high) => [position(high), position(low)],
    });
    let details: Vec<Option<usize>> =
        level.requirements.iter().map(|r| Some(details.number(verdict_on(row, &r.id)?, r, texts))).collect();
    let inherits: Vec<_> = row.inherits.iter().map(|id| visible(id).into_owned()).collect();
    json!({
        "id": visible(&row.id),
        "n": texts.number(|v| v.name(row)),
        "code": visible(&row.code),
        "k": figures::rank(row),
        "s": texts.number(|v| v.score(row)),
        "g": texts.number(|v| v.grade(row)),
        "b": grades,
        "r": regions.iter().position(|r| *r == row.region),
        "y": texts.number(|v| v.first_reason(row)),
        "h": inherits.join(", "),
        "o": count_of(&row.counts, Status::Overdue),
        "u": count_of(&row.counts, Status::Unknown),
        "v": super::map::value(row),
        "d": report.trends.as_ref().and_then(|trends| trends::change(row, trends)),
        "c": details,
    })
}

fn verdict_on<'r>(row: &'r LocalityRow, requirement: &str) -> Option<&'r VerdictRow> {
    row.verdicts.iter().find(|v| v.requirement == requirement)
}

fn counts(level: &LevelView<'_>, statuses: &[Status], texts: &mut Texts<'_>) -> Vec<Count> {
    let Some(summary) = level.summary else { return Vec::new() };
    let all: usize = summary.counts.values().sum();
    let bars = bars(&summary.counts, statuses);
    let count = |(status, bar): (&Status, Bar)| {
        let n = count_of(&summary.counts, *status);
        Count {
            status: status.word(),
            name: texts.say(|view| words::status(*status, view.lang).to_owned()),
            n: texts.say(|view| view.count(n)),
            share: texts.say(|view| figures::percent(n, all, view.lang)),
            bar,
        }
    };
    statuses.iter().zip(bars).map(count).collect()
}

/// The pieces of a bar, in order of the statuses, in thousandths of the whole so that they meet without a gap.
fn bars(counts: &indexmap::IndexMap<&'static str, usize>, statuses: &[Status]) -> Vec<Bar> {
    let all = counts.values().sum::<usize>().max(1);
    let mut before = 0;
    let piece = |status: &Status| {
        let start = before * 1000 / all;
        before += count_of(counts, *status);
        let tenth = |n: usize| format!("{}.{}", n / 10, n % 10);
        Bar { status: status.word(), x: tenth(start), width: tenth(before * 1000 / all - start) }
    };
    statuses.iter().map(piece).collect()
}

fn requirement(row: &RequirementRow, statuses: &[Status], texts: &mut Texts<'_>) -> Requirement {
    Requirement {
        id: visible(&row.id).into_owned(),
        title: texts.say(|view| view.marked_title(row)),
        counts: statuses
            .iter()
            .map(|status| texts.say(|view| view.count(count_of(&row.counts, *status))))
            .collect(),
        bars: bars(&row.counts, statuses),
    }
}

fn locality(row: &LocalityRow, level: &LevelView<'_>, report: &Report, texts: &mut Texts<'_>) -> Locality {
    let ranked = level.level != Level::National;
    let cell = |requirement: &&RequirementRow| {
        let verdict = verdict_on(row, &requirement.id)?;
        Some(Cell {
            requirement: visible(&requirement.id).into_owned(),
            status: verdict.status.word(),
            name: texts.say(|view| words::status(verdict.status, view.lang).to_owned()),
            why: texts.say(|view| view.because(verdict)),
        })
    };
    let cells = level.requirements.iter().map(cell).collect();
    let open = |v: &&VerdictRow| !ranked || !(v.status.is_complete() || v.status.is_left_out());
    let item = |verdict: &VerdictRow| Item {
        requirement: visible(&verdict.requirement).into_owned(),
        title: texts.say(|view| view.title(&verdict.requirement)),
        status: verdict.status.word(),
        name: texts.say(|view| words::status(verdict.status, view.lang).to_owned()),
        due: texts.say(|view| view.due(verdict)),
        why: texts.say(|view| view.because(verdict)),
    };
    let listed = !ranked || level.localities.len() <= MANY;
    let items = by_urgency(row).into_iter().filter(|v| listed && open(v)).map(item).collect();
    let digits = |n: rust_decimal::Decimal| n.normalize().to_string();
    let (low, high) = row.score.map_or_else(Default::default, |s| (s.low.0, s.high.0));
    Locality {
        id: visible(&row.id).into_owned(),
        name: texts.data(&row.name),
        rank: figures::rank(row),
        score: texts.say(|view| view.score(row)),
        grade: texts.say(|view| view.grade(row)),
        low: digits(low),
        open: digits(high - low),
        overdue: texts.say(|view| view.count(view.tally(row, Status::Overdue))),
        unknown: texts.say(|view| view.count(view.tally(row, Status::Unknown))),
        reason: texts.say(|view| view.first_reason(row)),
        path: report.trends.as_ref().map(|trends| Path::of(row, trends, texts)),
        cells,
        items,
    }
}
