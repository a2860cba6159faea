//! How it went: a level's checks by status on each of many days, and the path of each locality's score.
//!
//! In: a report's [`Trends`]. Out: drawings as numbers, ready for the template, and the same figures in words, so that
//! nobody needs to see a drawing to know them. Invariant: a path breaks where a locality had no score.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::figures;
use super::super::view::{LevelView, count_of};
use super::super::words;
use super::texts::{Text, Texts};
use super::words::letters;
use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::verdict::Status;
use crate::report::trends::{LevelTrend, LocalityTrend, TrendScore, Trends};
use crate::report::{LocalityRow, Number};

/// Width of a day's place in the chart, and of its bar.
const PLACE: usize = 52;
const BAR: usize = 40;
/// Room left of the bars for the axis, above them, and their greatest height.
const LEFT: usize = 48;
const TOP: usize = 8;
const HIGH: usize = 200;
/// A piece of a bar lower than this has no room for its letter.
const LETTER: usize = 13;
/// Width and height of a path, without its margins.
const ACROSS: usize = 146;
const DOWN: usize = 26;
const MARGIN: usize = 2;

/// A level's history.
#[derive(Serialize)]
pub(super) struct TrendPage {
    width: usize,
    height: usize,
    axis: usize,
    /// Those that the chart shows.
    statuses: Vec<&'static str>,
    bars: Vec<BarView>,
    rules: Vec<Rule>,
    heads: Vec<Text>,
    days: Vec<DayLine>,
    first: Text,
    last: Text,
}

/// One day of the chart.
#[derive(Serialize)]
struct BarView {
    /// Middle of its place.
    x: usize,
    day: Text,
    /// Where it is not that of the day before.
    year: String,
    pieces: Vec<Piece>,
}

#[derive(Serialize)]
struct Piece {
    status: &'static str,
    x: usize,
    y: usize,
    height: usize,
    letter: Option<Text>,
    said: Text,
}

/// A line across the chart.
#[derive(Serialize)]
struct Rule {
    y: usize,
    n: Text,
}

/// One day of the table.
#[derive(Serialize)]
struct DayLine {
    day: Text,
    counts: Vec<Text>,
}

/// One locality's path.
#[derive(Serialize, Default)]
pub(super) struct Path {
    /// Of the proven score.
    low: String,
    /// Between the proven and the greatest possible score.
    could: String,
    /// Of the units that it carries on from.
    before: Vec<String>,
    first: Option<Text>,
    change: Option<Text>,
    ranks: String,
}

impl TrendPage {
    /// The history of a level, where there is more than one day of it.
    pub(super) fn new(level: &LevelView<'_>, trends: &Trends, texts: &mut Texts<'_>) -> Option<Self> {
        let trend = trends.levels.iter().find(|trend| trend.level == level.level)?;
        let (first, last) = match trends.days.as_slice() {
            [first, .., last] => (*first, *last),
            _ => return None,
        };
        let statuses = counted(trend);
        // What does not bind a locality is no part of how it went.
        let drawn: Vec<Status> = statuses.iter().copied().filter(|status| !status.is_left_out()).collect();
        let total = |at: usize| {
            trend.counts.get(at).map_or(0, |counts| drawn.iter().map(|s| count_of(counts, *s)).sum::<usize>())
        };
        let top = round_up((0..trends.days.len()).map(total).max().unwrap_or(0));
        let bars =
            (0..).zip(&trends.days).map(|(at, day)| bar(trend, trends, (at, *day), &drawn, top, texts));
        let bars = bars.collect();
        let rules = [0, top / 2, top]
            .map(|n| Rule { y: TOP + HIGH - n * HIGH / top, n: texts.say(|view| view.count(n)) });
        let mut heads = vec![
            texts.add("Localities".to_owned(), "Số địa phương".to_owned()),
            texts.add("Requirements".to_owned(), "Số yêu cầu".to_owned()),
        ];
        heads.extend(statuses.iter().map(|s| texts.say(|v| words::status_head(*s, v.lang).to_owned())));
        let days = (0..).zip(&trends.days).map(|(at, day)| day_line(trend, at, *day, &statuses, texts));
        Some(Self {
            width: LEFT + trends.days.len() * PLACE,
            height: TOP + HIGH + 38,
            axis: TOP + HIGH,
            statuses: drawn.iter().map(|status| status.word()).collect(),
            bars,
            rules: rules.into_iter().collect(),
            heads,
            days: days.collect(),
            first: texts.say(|view| view.day(first)),
            last: texts.say(|view| view.day(last)),
        })
    }
}

/// The statuses that any day has, in the order of the page's bars.
fn counted(trend: &LevelTrend) -> Vec<Status> {
    let any = |status: &Status| trend.counts.iter().any(|counts| count_of(counts, *status) > 0);
    [
        Status::Met,
        Status::MetLate,
        Status::InProgress,
        Status::DueSoon,
        Status::Overdue,
        Status::Error,
        Status::Unknown,
        Status::Waived,
        Status::NotApplicable,
    ]
    .into_iter()
    .filter(any)
    .collect()
}

/// The least number of one figure and zeros, halved evenly, that is no smaller: the top of an axis.
fn round_up(n: usize) -> usize {
    let mut step = 2;
    while step * 10 < n {
        step *= 10;
    }
    n.max(1).div_ceil(step) * step
}

fn bar(
    trend: &LevelTrend,
    trends: &Trends,
    (at, day): (usize, Day),
    statuses: &[Status],
    top: usize,
    texts: &mut Texts<'_>,
) -> BarView {
    let x = LEFT + at * PLACE + (PLACE - BAR) / 2;
    let mut before = 0;
    let mut pieces = Vec::new();
    for status in statuses {
        let n = trend.counts.get(at).map_or(0, |counts| count_of(counts, *status));
        let from = before * HIGH / top;
        before += n;
        let height = before * HIGH / top - from;
        if n > 0 {
            let (en, vi) = letters(*status);
            pieces.push(Piece {
                status: status.word(),
                x,
                y: TOP + HIGH - from - height,
                height,
                letter: (height >= LETTER).then(|| texts.add(en.to_owned(), vi.to_owned())),
                said: texts.say(|view| {
                    let status = words::status(*status, view.lang);
                    format!("{}: {status} {}", view.day(day), view.count(n))
                }),
            });
        }
    }
    let same_year =
        at.checked_sub(1).and_then(|at| trends.days.get(at)).is_some_and(|b| b.year() == day.year());
    BarView {
        x: x + BAR / 2,
        day: texts.say(|view| short(day, view.lang)),
        year: if same_year { String::new() } else { day.year().to_string() },
        pieces,
    }
}

/// A day without its year.
fn short(day: Day, lang: Lang) -> String {
    let form = match lang {
        Lang::En => "%-d %b",
        Lang::Vi => "%d/%m",
    };
    day.date().format(form).to_string()
}

fn day_line(trend: &LevelTrend, at: usize, day: Day, statuses: &[Status], texts: &mut Texts<'_>) -> DayLine {
    let of = |list: &[usize]| list.get(at).copied().unwrap_or(0);
    let mut counts = vec![of(&trend.localities), of(&trend.requirements)];
    counts.extend(statuses.iter().map(|s| trend.counts.get(at).map_or(0, |counts| count_of(counts, *s))));
    DayLine {
        day: texts.say(|view| view.day(day)),
        counts: counts.into_iter().map(|n| texts.say(|view| view.count(n))).collect(),
    }
}

impl Path {
    /// The path as the script knows it.
    pub(super) fn as_data(&self) -> serde_json::Value {
        let number = |text: &Option<Text>| text.as_ref().and_then(|text| text.i);
        serde_json::json!([
            self.low,
            self.could,
            self.before,
            number(&self.first),
            number(&self.change),
            self.ranks
        ])
    }

    /// The path of a locality; empty where the report has no history of it.
    pub(super) fn of(row: &LocalityRow, trends: &Trends, texts: &mut Texts<'_>) -> Self {
        let Some(own) = find(trends, &row.id) else { return Self::default() };
        let mut units = Vec::new();
        ancestors(trends, own, &mut units);
        let scored: Vec<&TrendScore> = own.scores.iter().flatten().collect();
        let (first, change) = match scored.as_slice() {
            [first, .., last] => (Some(first.low), Some(last.low.0 - first.low.0)),
            [only] => (Some(only.low), None),
            [] => (None, None),
        };
        let ends = [scored.first(), scored.last()].map(|one| one.and_then(|score| score.rank));
        Self {
            low: line(&own.scores),
            could: band(&own.scores),
            before: units.into_iter().map(|unit| line(&unit.scores)).filter(|d| !d.is_empty()).collect(),
            first: first.map(|score| texts.say(|view| figures::tenths(score, view.lang))),
            change: change.map(|moved| texts.say(|view| figures::moved(moved, view.lang))),
            ranks: match ends {
                [Some(first), Some(last)] if scored.len() > 1 && first != last => format!("{first} → {last}"),
                [_, Some(last)] => last.to_string(),
                _ => "–".to_owned(),
            },
        }
    }
}

/// By how much the proven score of a locality moved between the first and the last day on which it had one.
pub(super) fn change(row: &LocalityRow, trends: &Trends) -> Option<Number> {
    let own = find(trends, &row.id)?;
    let mut scored = own.scores.iter().flatten();
    let first = scored.next()?;
    scored.next_back().map(|last| Number(last.low.0 - first.low.0))
}

fn find<'t>(trends: &'t Trends, id: &str) -> Option<&'t LocalityTrend> {
    let at = trends.localities.binary_search_by(|one| one.id.as_str().cmp(id)).ok()?;
    trends.localities.get(at)
}

/// The units that a locality carries on from and that have a path, through however many mergers.
fn ancestors<'t>(trends: &'t Trends, of: &LocalityTrend, units: &mut Vec<&'t LocalityTrend>) {
    for unit in of.inherits.iter().filter_map(|id| find(trends, id)) {
        if !units.iter().any(|known| known.id == unit.id) {
            units.push(unit);
            ancestors(trends, unit, units);
        }
    }
}

/// A place in the drawing of a path.
fn place(at: usize, of: usize, score: Decimal) -> String {
    let x = Decimal::from(MARGIN) + Decimal::from(at * ACROSS) / Decimal::from(of.saturating_sub(1).max(1));
    let y = Decimal::from(MARGIN + DOWN) - score * Decimal::from(DOWN) / Decimal::ONE_HUNDRED;
    format!("{} {}", x.round_dp(1).normalize(), y.round_dp(1).normalize())
}

/// The runs of days without a gap, each day with its position.
fn runs(scores: &[Option<TrendScore>]) -> Vec<Vec<(usize, TrendScore)>> {
    let days: Vec<(usize, Option<TrendScore>)> = scores.iter().copied().enumerate().collect();
    let split = days.split(|(_, score)| score.is_none());
    let run = |days: &[(usize, Option<TrendScore>)]| {
        days.iter().filter_map(|(at, score)| Some((*at, (*score)?))).collect::<Vec<_>>()
    };
    split.map(run).filter(|run| !run.is_empty()).collect()
}

fn line(scores: &[Option<TrendScore>]) -> String {
    let run = |run: Vec<(usize, TrendScore)>| {
        let places: Vec<String> = run.iter().map(|(at, s)| place(*at, scores.len(), s.low.0)).collect();
        // One day alone is a dot.
        if places.len() == 1 { format!("M{}h.1", places.concat()) } else { format!("M{}", places.join("L")) }
    };
    runs(scores).into_iter().map(run).collect()
}

fn band(scores: &[Option<TrendScore>]) -> String {
    let run = |run: Vec<(usize, TrendScore)>| {
        if run.iter().all(|(_, score)| score.low == score.high) {
            return String::new();
        }
        let highs = run.iter().map(|(at, s)| place(*at, scores.len(), s.high.0));
        let lows = run.iter().rev().map(|(at, s)| place(*at, scores.len(), s.low.0));
        format!("M{}z", highs.chain(lows).collect::<Vec<_>>().join("L"))
    };
    runs(scores).into_iter().map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(low: i64, high: i64) -> Option<TrendScore> {
        Some(TrendScore { low: Number(Decimal::from(low)), high: Number(Decimal::from(high)), rank: None })
    }

    #[test]
    fn a_path_breaks_where_there_is_no_score() {
        assert_eq!(line(&[score(0, 0), score(100, 100), None, score(50, 50)]), "M2 28L50.7 2M148 15h.1");
        assert_eq!(line(&[None, None]), "");
    }

    #[test]
    fn a_band_is_drawn_only_where_something_is_open() {
        assert_eq!(band(&[score(50, 50), score(50, 50)]), "");
        assert_eq!(band(&[score(50, 50), score(0, 100)]), "M2 15L148 2L148 28L2 15z");
    }

    #[test]
    fn an_axis_ends_at_a_round_number() {
        for (n, top) in [(0, 2), (3, 4), (20, 20), (21, 40), (441, 600), (630, 800), (9_000, 10_000)] {
            assert_eq!(round_up(n), top, "{n}");
        }
    }
}
