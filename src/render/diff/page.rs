//! The comparison as a page: what changed, drawn and in words, in both languages.
//!
//! In: a [`Diff`]. Out: one page that needs neither a network nor a script; its own content security policy lets only
//! its style work. Both languages stand in it, and the choice between them is a pair of buttons of the form itself.
//! Invariant: what the data say is text wherever it stands; nothing is drawn that is not also said.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, context};
use rust_decimal::Decimal;
use serde::Serialize;

use super::outline::{Entry, Outline, Section, StatusRow};
use super::words::{self, Word, word};
use crate::diff::Diff;
use crate::model::bilingual::Lang;
use crate::model::verdict::Status;
use crate::render::html::{self, hash, in_both_lights};

const TEMPLATE: &str = include_str!("page.html");
const OWN_STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn render(diff: &Diff, lang: Lang) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("page.html", TEMPLATE)?;
    let style = html::STYLE.map(in_both_lights).concat() + OWN_STYLE;
    let sides: Vec<Side> = Lang::ALL.iter().map(|one| Side::new(diff, *one)).collect();
    let title = sides.iter().find(|side| side.lang == lang.word()).map(|side| side.title.as_str());
    let mut page = environment.get_template("page.html")?.render(context! {
        lang => lang.word(),
        title => title.unwrap_or_default(),
        sides => Serde(&sides),
        style => style.as_str(),
        style_hash => hash(&style),
    })?;
    page.truncate(page.trim_end().len());
    page.push('\n');
    Ok(page)
}

/// The page in one language.
#[derive(Serialize)]
struct Side {
    lang: &'static str,
    heading: String,
    /// The title without the heading: the days, and who is compared.
    between: String,
    title: String,
    cautions: Vec<String>,
    order: String,
    /// What there is, with how many, and where it stands.
    contents: Vec<(String, String)>,
    levels: Vec<Level>,
    events: Vec<(String, Vec<(String, String)>)>,
    statuses: Option<StatusTable>,
    nothing: Option<String>,
    words: Words,
}

#[derive(Serialize)]
struct Words {
    care: &'static str,
    cause: &'static str,
    points: &'static str,
    rank: &'static str,
    drawn: &'static str,
    because: &'static str,
    drawing: &'static str,
}

#[derive(Serialize)]
struct Level {
    name: String,
    sections: Vec<SectionView>,
}

#[derive(Serialize)]
struct SectionView {
    title: String,
    entries: Vec<EntryView>,
    remark: Option<String>,
}

#[derive(Serialize)]
struct EntryView {
    names: Vec<String>,
    figures: String,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PartView {
    cause: String,
    score: String,
    rank: String,
    rose: bool,
    because: Vec<String>,
    /// From where to where the proven score moved, in hundredths of the drawing; none where it stood still.
    bar: Option<Bar>,
}

#[derive(Serialize)]
struct Bar {
    x: String,
    width: String,
    gain: bool,
}

#[derive(Serialize)]
struct StatusTable {
    title: String,
    heads: [String; 4],
    rows: Vec<StatusView>,
}

#[derive(Serialize)]
struct StatusView {
    locality: String,
    requirement: String,
    before: (Option<&'static str>, String),
    after: (Option<&'static str>, String),
}

impl Side {
    fn new(diff: &Diff, lang: Lang) -> Self {
        let outline = Outline::new(diff, lang);
        let levels: Vec<Level> = outline.levels.into_iter().map(level).collect();
        let mut contents = Vec::new();
        for (at, level) in levels.iter().enumerate() {
            for (nth, section) in level.sections.iter().enumerate().filter(|(_, s)| !s.title.is_empty()) {
                contents.push((format!("{lang}-{at}-{nth}"), format!("{}: {}", level.name, section.title)));
            }
        }
        let events = outline.events.iter().enumerate();
        contents.extend(events.map(|(at, (title, _))| (format!("{lang}-events-{at}"), title.clone())));
        let statuses = Some(outline.statuses).filter(|statuses| !statuses.rows.is_empty());
        let statuses = statuses.map(|statuses| StatusTable {
            title: format!("{} ({})", statuses.title, statuses.rows.len()),
            heads: statuses.heads,
            rows: statuses.rows.into_iter().map(status).collect(),
        });
        contents.extend(statuses.iter().map(|table| (format!("{lang}-statuses"), table.title.clone())));
        Self {
            lang: lang.word(),
            heading: word(Word::WhatChanged, lang).to_owned(),
            between: outline.title.split_once(" · ").map_or("", |(_, rest)| rest).to_owned(),
            title: outline.title,
            cautions: outline.cautions,
            order: outline.order,
            contents,
            levels,
            events: outline.events,
            statuses,
            nothing: outline.nothing,
            words: Words {
                care: word(Word::Care, lang),
                cause: word(Word::Cause, lang),
                points: word(Word::Points, lang),
                rank: word(Word::Places, lang),
                drawn: word(Word::Drawn, lang),
                because: word(Word::Because, lang),
                drawing: words::drawing(lang),
            },
        }
    }
}

fn level((name, sections): (String, Vec<Section>)) -> Level {
    let section = |section: Section| SectionView {
        title: section.title,
        entries: section.entries.into_iter().map(entry).collect(),
        remark: section.remark,
    };
    Level { name, sections: sections.into_iter().map(section).collect() }
}

fn entry(entry: Entry) -> EntryView {
    let mut at = entry.start;
    let mut parts = Vec::with_capacity(entry.parts.len());
    for (cause, figures, because) in entry.parts {
        let before = at;
        at = at.map(|score| score + figures.points);
        parts.push(PartView {
            cause,
            score: figures.score,
            rose: figures.rank.starts_with('▲'),
            rank: figures.rank,
            because,
            bar: before.zip(at).and_then(|(from, to)| bar(from, to)),
        });
    }
    EntryView { names: entry.names, figures: entry.figures, parts }
}

fn bar(from: Decimal, to: Decimal) -> Option<Bar> {
    let digits = |number: Decimal| number.round_dp(2).normalize().to_string();
    (from != to).then(|| Bar {
        x: digits(from.min(to)),
        // What is very little is still to be seen.
        width: digits((to - from).abs().max(Decimal::ONE)),
        gain: to > from,
    })
}

fn status(row: StatusRow) -> StatusView {
    let word = |(status, name): (Option<Status>, String)| (status.map(|status| status.word()), name);
    StatusView {
        locality: row.locality,
        requirement: row.requirement,
        before: word(row.before),
        after: word(row.after),
    }
}
