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
use super::rows::{self, Places};
use super::texts::{Text, Texts};
use super::trends::{Path, TrendPage};
use super::words::letters;
use crate::model::locality::Level;
use crate::model::verdict::Status;
use crate::report::{LocalityRow, Report, RequirementRow, VerdictRow};

/// The rows of a level of more localities are made by the script, a page of them at a time; without the script they
/// stand in plain tables.
pub(super) const MANY: usize = 200;

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
    /// The units that its localities lie in.
    within: Vec<Text>,
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
    /// The unit that it lies in, or empty.
    within: Text,
    cells: Vec<Option<Cell>>,
    /// A letter a requirement, in place of cells where localities are many.
    letters: Vec<Text>,
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
        let many = level.localities.len() > MANY;
        let places = Places::of(level, report);
        let paths = localities.iter().filter(|_| many).filter_map(|one| one.path.as_ref());
        let paths: Vec<Value> = paths.map(Path::as_data).collect();
        let data = json!({
            "word": level.level.word(),
            "paged": many,
            "requirements": level.requirements.iter()
                .map(|r| json!({ "id": visible(&r.id), "t": texts.number(|v| v.marked_title(r)) }))
                .collect::<Vec<_>>(),
            "localities": level.localities.iter()
                .map(|row| rows::of(row, level, report, &places, texts))
                .collect::<Vec<_>>(),
            "within": places.within.iter().map(|name| texts.number(|v| v.text(name))).collect::<Vec<_>>(),
            "paths": paths,
        });
        details.add_level(level, texts);
        Self {
            word: level.level.word(),
            title: texts.say(|view| words::level(level.level, view.lang).to_owned()),
            size: texts.say_all(|view| view.size(level)),
            ranked,
            many,
            counts: counts(level, &statuses, texts),
            map: if ranked { Map::new(level, report.as_of, texts) } else { None },
            trend: report.trends.as_ref().and_then(|trends| TrendPage::new(level, trends, texts)),
            forecasts: ForecastPage::new(level, texts),
            requirements: level.requirements.iter().map(|r| requirement(r, &statuses, texts)).collect(),
            statuses: statuses.iter().map(|s| s.word()).collect(),
            regions: places
                .regions
                .iter()
                .map(|n| texts.say(|view| visible(words::region(n, view.lang)).into_owned()))
                .collect(),
            within: places.within.iter().map(|name| texts.data(name)).collect(),
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
    let many = level.localities.len() > MANY;
    let mut cell = |requirement: &&RequirementRow| {
        let verdict = row.verdict_on(&requirement.id)?;
        Some(Cell {
            requirement: visible(&requirement.id).into_owned(),
            status: verdict.status.word(),
            name: texts.say(|view| words::status(verdict.status, view.lang).to_owned()),
            why: texts.say(|view| view.because(verdict)),
        })
    };
    let cells = if many { Vec::new() } else { level.requirements.iter().map(&mut cell).collect::<Vec<_>>() };
    let mut letter = |requirement: &&RequirementRow| {
        let (en, vi) = row.verdict_on(&requirement.id).map_or(("", ""), |v| letters(v.status));
        texts.add(en.to_owned(), vi.to_owned())
    };
    let letters = if many { level.requirements.iter().map(&mut letter).collect() } else { Vec::new() };
    let open = |v: &&VerdictRow| !ranked || !(v.status.is_complete() || v.status.is_left_out());
    let item = |verdict: &VerdictRow| Item {
        requirement: visible(&verdict.requirement).into_owned(),
        title: texts.say(|view| view.title(&verdict.requirement)),
        status: verdict.status.word(),
        name: texts.say(|view| words::status(verdict.status, view.lang).to_owned()),
        due: texts.say(|view| view.due(verdict)),
        why: texts.say(|view| view.because(verdict)),
    };
    let listed = !ranked || !many;
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
        within: texts.say(|view| view.within(row)),
        cells,
        letters,
        items,
    }
}
