//! Verdicts: what ends a check.

use std::sync::Arc;

use rhai::{Engine, INT, NativeCallContext, Variant};
use rust_decimal::Decimal;

use super::{Outcome, SharedDesk, at};
use crate::model::day::Day;
use crate::rulebook::Answer;
use crate::rulebook::doc::Doc;
use crate::rulebook::text::position;
use crate::rulebook::vocabulary::Verdict;

/// What verdicts mean.
pub(in crate::rulebook) const DOCS: [Doc; 4] = [
    Doc {
        name: "met",
        covers: &[Verdict::Met.word()],
        forms: &["met(reason: text)", "met(reason: text, day: date)"],
        what: "The requirement is complete, for a reason of the rule's table; with a day, since that day. Without one \
               the engine finds out since when from what was reported earlier. It ends the check at once.",
        vi: "Yêu cầu đã hoàn thành, kèm lý do; có thể kèm ngày hoàn thành. Việc kiểm tra dừng ngay tại đó.",
        example: "if locality.land.complete { met(\"done\", locality.land.started); }\nnot_met(\"open\");",
        slips: &["met(\"finished\");", "met(\"done\", locality.land.done);"],
    },
    Doc {
        name: "not_met",
        covers: &[Verdict::NotMet.word()],
        forms: &["not_met(reason: text)"],
        what: "The requirement is not complete. Whether that is in progress, due soon or overdue is the engine's to \
               say, from the deadlines that documents set. It ends the check at once.",
        vi: "Yêu cầu chưa hoàn thành; đang thực hiện, sắp đến hạn hay quá hạn là do thời hạn trong văn bản quyết định.",
        example: "if !locality.land.complete { not_met(\"open\"); }\nmet(\"done\");",
        slips: &["notmet(\"open\");"],
    },
    Doc {
        name: "progress",
        covers: &[Verdict::Progress.word()],
        forms: &[
            "progress(done: int or decimal, total: int or decimal, reason_if_open: text, reason_if_done: text)",
        ],
        what: "So much is done of so much: complete where `done` has reached `total`, else the share done, which earns \
               its part until the deadline. A total of nothing or less, or less than nothing done, fails the verdict: \
               the rule must say before what that means. It ends the check at once.",
        vi: "Đã làm được bao nhiêu trên tổng số; đủ thì hoàn thành, chưa đủ thì được tính phần đã làm. Tổng bằng 0 hoặc \
             âm là lỗi của quy tắc.",
        example: "progress(locality.land.done, locality.land.total, \"open\", \"done\");",
        slips: &[
            "progress(locality.land.done, 0, \"open\", \"done\");",
            "progress(locality.land.done, locality.land.total, \"open\");",
        ],
    },
    Doc {
        name: "not_applicable",
        covers: &[Verdict::NotApplicable.word()],
        forms: &["not_applicable(reason: text)"],
        what: "The requirement does not apply to this locality, which leaves it out of the score. It ends the check at \
               once.",
        vi: "Yêu cầu không áp dụng cho địa phương này và không tính vào điểm.",
        example: "if locality.land.total == 0 { not_applicable(\"none\"); }\n\
                  progress(locality.land.done, locality.land.total, \"open\", \"done\");",
        slips: &["not_applicable();"],
    },
];

/// Gives an engine the verdicts.
pub(super) fn register(engine: &mut Engine, desk: &SharedDesk) {
    let shared = Arc::clone(desk);
    engine.register_fn(Verdict::Met.word(), move |context: NativeCallContext, key: &str| -> Outcome<()> {
        let here = position(context.call_position());
        let mut desk = at(&shared);
        let reason = desk.reason(key, here)?;
        Err(desk.stop(Answer::Met { reason, day: None }, here))
    });
    let shared = Arc::clone(desk);
    engine.register_fn(
        Verdict::Met.word(),
        move |context: NativeCallContext, key: &str, day: Day| -> Outcome<()> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            let reason = desk.reason(key, here)?;
            Err(desk.stop(Answer::Met { reason, day: Some(day) }, here))
        },
    );
    let shared = Arc::clone(desk);
    engine.register_fn(Verdict::NotMet.word(), move |context: NativeCallContext, key: &str| -> Outcome<()> {
        let here = position(context.call_position());
        let mut desk = at(&shared);
        let reason = desk.reason(key, here)?;
        Err(desk.stop(Answer::NotMet { reason }, here))
    });
    let shared = Arc::clone(desk);
    engine.register_fn(
        Verdict::NotApplicable.word(),
        move |context: NativeCallContext, key: &str| -> Outcome<()> {
            let here = position(context.call_position());
            let mut desk = at(&shared);
            let reason = desk.reason(key, here)?;
            Err(desk.stop(Answer::NotApplicable { reason }, here))
        },
    );
    register_progress::<INT, INT>(engine, desk);
    register_progress::<INT, Decimal>(engine, desk);
    register_progress::<Decimal, INT>(engine, desk);
    register_progress::<Decimal, Decimal>(engine, desk);
}

fn register_progress<D, T>(engine: &mut Engine, desk: &SharedDesk)
where
    D: Variant + Clone + Into<Decimal>,
    T: Variant + Clone + Into<Decimal>,
{
    let shared = Arc::clone(desk);
    engine.register_fn(
        Verdict::Progress.word(),
        move |context: NativeCallContext, done: D, total: T, open: &str, done_reason: &str| -> Outcome<()> {
            let here = position(context.call_position());
            let (done, total) = (done.into(), total.into());
            let mut desk = at(&shared);
            let open = desk.reason(open, here)?;
            let done_reason = desk.reason(done_reason, here)?;
            if total <= Decimal::ZERO {
                let message =
                    format!("`progress` out of a total of {total}: the rule must say what that means");
                return Err(desk.fail(message, here));
            }
            if done < Decimal::ZERO {
                return Err(
                    desk.fail(format!("`progress` of {done} done: the rule must say what that means"), here)
                );
            }
            Err(desk.stop(Answer::Progress { done, total, open, done_reason }, here))
        },
    );
}
