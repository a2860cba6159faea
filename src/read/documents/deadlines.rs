//! `[[deadline]]` and `[[waiver]]`: by when, and who is excused.

use toml::de::DeValue;

use crate::model::document::{Action, Binds, Deadline, DocumentIx, Due, DueKind, Period, Waiver};
use crate::model::locality::{Level, Life, LocalityIx};
use crate::problem::{Code, Problem};
use crate::read::form::{Form, Item};
use crate::read::period;

use super::paper::Paper;

/// Most localities that a document can speak of without naming them: more than the country ever had.
const MOST_UNNAMED: u32 = 20_000;

/// Reads one deadline.
pub fn deadline(mut form: Form<'_>, paper: &Paper<'_>) -> Option<Deadline> {
    let place = form.place();
    let requirement = form.required("requirement").and_then(|item| paper.requirement(&item));
    let binds = form.required("binds").and_then(|item| binds(&item, paper));
    let action = match form.optional("action") {
        Some(item) => item.word(Action::ALL, Action::word),
        None => Some(Action::Set),
    };
    let due = due(&mut form, action, paper);
    let target = form.optional("target").map(|item| item.decimal());
    let as_printed = form.optional("as_printed").and_then(|i| i.text());
    let binds_unnamed = form.optional("binds_unnamed").map(|i| i.count(1..=MOST_UNNAMED));
    let note = form.optional("note").and_then(|i| i.text());
    form.finish();
    Some(Deadline {
        document: DocumentIx(0),
        requirement: requirement?,
        binds: binds?,
        due: due?,
        action: action?,
        target: flat(target)?,
        as_printed,
        binds_unnamed: flat(binds_unnamed)?,
        note,
        place,
    })
}

/// Nothing written is nothing; something written must have been read.
#[expect(clippy::option_option, reason = "left out and unreadable are two things")]
fn flat<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    match written {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

fn binds(item: &Item<'_>, paper: &Paper<'_>) -> Option<Binds> {
    match item.value() {
        DeValue::String(word) if Level::from_word(word.trim()).is_none() => {
            let written = word.trim();
            let day = paper.own_day()?.names;
            if paper.locality(written, None, day).is_ok() {
                let problem =
                    Problem::error(Code::UnknownWord, format!("`{written}` is a locality, not a level"))
                        .help(format!("write a list: binds = [\"{written}\"]"));
                item.tell("", problem);
                return None;
            }
            item.word(Level::ALL, Level::word).map(Binds::Level)
        }
        DeValue::String(_) => item.word(Level::ALL, Level::word).map(Binds::Level),
        DeValue::Array(_) => Some(Binds::Localities(named(item, paper)?)),
        _ => item.wrong_type("a level, or a list of localities"),
    }
}

/// The localities of a list, in order of ids.
fn named(item: &Item<'_>, paper: &Paper<'_>) -> Option<Vec<LocalityIx>> {
    let day = paper.own_day()?.names;
    let mut localities: Vec<LocalityIx> =
        paper.localities(item, None, day).into_iter().map(|(ix, _)| ix).collect();
    localities.sort_unstable();
    Some(localities)
}

/// The day, of which there is one at most: a date or a period, each with its own keys.
fn due(form: &mut Form<'_>, action: Option<Action>, paper: &Paper<'_>) -> Option<Due> {
    let date = form.optional("due");
    let kind = form.optional("due_kind");
    let length = form.optional("period");
    let from = form.optional("counted_from");
    let mut fine = true;
    let mut contradict = |item: &Item<'_>, message: &str, help: &str| {
        fine = false;
        item.tell_key("", Problem::error(Code::Contradiction, message).help(help));
    };
    if action == Some(Action::Repeal) {
        for item in [&date, &kind, &length, &from].into_iter().flatten() {
            contradict(
                item,
                "a repeal ends a deadline and sets no day",
                "leave the day out; to set another day, leave `action` out",
            );
        }
    } else {
        if let (Some(item), Some(_)) = (&length, &date) {
            contradict(
                item,
                "this deadline has both `due` and `period`",
                "keep the one that the document prints",
            );
        }
        if let (Some(item), None) = (&kind, &date) {
            contradict(
                item,
                "`due_kind` says how `due` is to be read, and there is none",
                "add `due`, or leave `due_kind` out",
            );
        }
        if let (Some(item), None) = (&from, &length) {
            contradict(
                item,
                "`counted_from` is the start of a `period`, and there is none",
                "add `period`, or leave `counted_from` out",
            );
        }
    }
    let day = date.as_ref().map(Item::day);
    let kind = match &kind {
        Some(item) => item.word(DueKind::ALL, DueKind::word),
        None => Some(DueKind::OnOrBefore),
    };
    let length = length.as_ref().map(read_period);
    let from = match &from {
        Some(item) => item.day(),
        None => paper.dated,
    };
    if !fine {
        return None;
    }
    match (day, length) {
        (Some(day), _) => Some(Due::Date { day: day?, kind: kind? }),
        (None, Some(period)) => Some(Due::Period { period: period?, from: from? }),
        (None, None) => Some(Due::Open),
    }
}

fn read_period(item: &Item<'_>) -> Option<Period> {
    let text = item.filled_text()?;
    period::period(&text).map_err(|problem| item.tell("", problem)).ok()
}

/// Reads one waiver.
pub fn waiver(mut form: Form<'_>, paper: &Paper<'_>) -> Option<Waiver> {
    let place = form.place();
    let requirement = form.required("requirement").and_then(|item| paper.requirement(&item));
    let localities = form.required("localities").and_then(|item| named(&item, paper));
    let from = form.required("from").and_then(|i| i.day());
    let until_item = form.optional("until");
    let until = until_item.as_ref().map(Item::day);
    let reason = form.required("reason").and_then(|i| i.bilingual());
    form.finish();
    let (from, until) = (from?, flat(until)?);
    if let (Some(item), Some(until)) = (until_item, until)
        && until < from
    {
        item.tell(
            "",
            Problem::error(
                Code::Contradiction,
                format!("this waiver ends on {until}, before it begins on {from}"),
            )
            .help("look both days up; `until` is the last day on which it excuses"),
        );
        return None;
    }
    Some(Waiver {
        document: DocumentIx(0),
        requirement: requirement?,
        localities: localities?,
        life: Life { from: Some(from), to: until },
        reason: reason?,
        place,
    })
}
