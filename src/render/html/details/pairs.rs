//! What is said of a verdict by name: deadline, time, progress, forecast, what is missing, weight.

use super::super::super::explaining::{self, Phrase, phrase};
use super::super::super::sentences::{self, Span};
use super::super::super::view::View;
use super::super::super::visible::visible;
use super::super::super::words::Label;
use super::super::super::{figures, outlook};
use super::super::texts::Texts;
use crate::report::{DeadlineRow, RequirementRow, VerdictRow};

/// Names and what is said under them, by the numbers of their texts.
pub(super) fn pairs(
    verdict: &VerdictRow,
    requirement: &RequirementRow,
    texts: &mut Texts<'_>,
) -> Vec<(usize, usize)> {
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
