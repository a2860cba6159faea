//! The proposal as people read it before they say yes.

use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::fact::Fact;
use crate::model::locality::Level;
use crate::model::value::Value;
use crate::project::Project;

use super::phrases;
use super::proposal::{Change, Effect, Proposal};
use super::template::around;

/// Values that are listed of one kind; of the rest only the number is told, unless all are asked for.
const LISTED: usize = 20;

/// How much is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The first of each kind.
    Some,
    /// All.
    All,
}

/// Which effects are listed together.
type Kind = fn(&Effect) -> bool;

/// The kinds in order, with their words in English and in Vietnamese.
const KINDS: [(Kind, &str, &str); 4] = [
    (
        |effect| matches!(effect, Effect::Contradicting { .. }),
        "contradicting another document of the same day",
        "trái với văn bản khác cùng ngày",
    ),
    (|effect| matches!(effect, Effect::Changed { .. }), "changed", "thay đổi"),
    (|effect| matches!(effect, Effect::New), "new", "mới"),
    (|effect| matches!(effect, Effect::Unchanged), "as known before", "không đổi"),
];

/// What would change, by kind, what needs a look first.
#[must_use]
pub fn preview(proposal: &Proposal, project: &Project, detail: Detail, lang: Lang) -> String {
    let mut out = String::new();
    for (is, en, vi) in KINDS {
        let of_kind: Vec<&Change> = proposal.changes.iter().filter(|change| is(&change.effect)).collect();
        if of_kind.is_empty() {
            continue;
        }
        let word = match lang {
            Lang::En => en,
            Lang::Vi => vi,
        };
        out.push_str(&format!("{word}: {}\n", of_kind.len()));
        let is_quiet = of_kind.first().is_some_and(|change| change.effect == Effect::Unchanged);
        let listed = match detail {
            Detail::All => of_kind.len(),
            Detail::Some if is_quiet => 0,
            Detail::Some => LISTED,
        };
        for change in of_kind.iter().take(listed) {
            out.push_str(&format!("  {}\n", line(change, project, lang)));
        }
        let more = of_kind.len().saturating_sub(listed);
        if more > 0 && listed > 0 {
            out.push_str(&match lang {
                Lang::En => format!("  and {more} more (-v lists all)\n"),
                Lang::Vi => format!("  và {more} giá trị khác (-v để xem hết)\n"),
            });
        }
    }
    out
}

fn line(change: &Change, project: &Project, lang: Lang) -> String {
    let fact = project.dictionary.get(change.fact);
    let mut locality = project.registry.get(change.locality).name.get(lang).to_owned();
    // communes are doubled: the units around them tell them apart
    let inside =
        around(&project.registry, change.locality).into_iter().map(|unit| project.registry.get(unit));
    let inside: Vec<&str> =
        inside.filter(|unit| unit.level > Level::National).map(|unit| unit.name.get(lang)).collect();
    if !inside.is_empty() {
        locality = format!("{locality} ({})", inside.into_iter().rev().collect::<Vec<_>>().join(", "));
    }
    let mut line = format!(
        "{:<6} {locality} · {}: {}",
        change.address,
        fact.title.get(lang),
        shown(fact, &change.value, lang)
    );
    match &change.effect {
        Effect::Changed { before, dated } => {
            let (before, dated) = (shown(fact, before, lang), day(*dated, lang));
            line.push_str(&match lang {
                Lang::En => format!(" (was {before} on {dated})"),
                Lang::Vi => format!(" (ngày {dated} là {before})"),
            });
        }
        Effect::Contradicting { other, document } => {
            let other = shown(fact, other, lang);
            line.push_str(&match lang {
                Lang::En => format!(" ({document} says {other})"),
                Lang::Vi => format!(" ({document} ghi {other})"),
            });
        }
        Effect::New | Effect::Unchanged => {}
    }
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn shown(fact: &Fact, value: &Value, lang: Lang) -> String {
    match (value, lang) {
        (Value::Bool(true), lang) => phrases::YES.say(lang).to_lowercase(),
        (Value::Bool(false), lang) => phrases::NO.say(lang).to_lowercase(),
        (Value::Date(date), lang) => day(*date, lang),
        (Value::Stage(stage), lang) => fact.stage_title(*stage).get(lang).to_owned(),
        (Value::Decimal(number), Lang::Vi) => number.to_string().replace('.', ","),
        (value, _) => fact.spell(value),
    }
}

fn day(day: Day, lang: Lang) -> String {
    let form = match lang {
        Lang::En => "%-d %b %Y",
        Lang::Vi => "%d/%m/%Y",
    };
    day.date().format(form).to_string()
}
