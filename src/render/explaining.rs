//! The words of an explanation, in both languages.

use crate::model::bilingual::Lang;
use crate::model::document::{Action, Confidence, DocumentKind, DueKind};
use crate::report::explanation::Standing;

/// Heads of the paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Deadline,
    Waiver,
    Rule,
    Reason,
    Fault,
    Completed,
    Evidence,
    Missing,
    Remedy,
    Forecast,
    Effect,
}

pub(super) fn head(head: Head, lang: Lang) -> &'static str {
    let (en, vi) = match head {
        Head::Deadline => ("deadline", "hạn"),
        Head::Waiver => ("waiver", "miễn trừ"),
        Head::Rule => ("rule", "quy tắc"),
        Head::Reason => ("reason", "lý do"),
        Head::Fault => ("failed", "lỗi"),
        Head::Completed => ("completed", "hoàn thành"),
        Head::Evidence => ("evidence", "căn cứ"),
        Head::Missing => ("missing", "còn thiếu"),
        Head::Remedy => ("would pass", "sẽ đạt"),
        Head::Forecast => ("forecast", "dự báo"),
        Head::Effect => ("effect", "tác động"),
    };
    pick(en, vi, lang)
}

pub(super) fn kind(kind: DocumentKind, lang: Lang) -> &'static str {
    let (en, vi) = match kind {
        DocumentKind::Meeting => ("meeting", "cuộc họp"),
        DocumentKind::Directive => ("directive", "chỉ thị"),
        DocumentKind::Decision => ("decision", "quyết định"),
        DocumentKind::Decree => ("decree", "nghị định"),
        DocumentKind::Resolution => ("resolution", "nghị quyết"),
        DocumentKind::Telegram => ("telegram", "công điện"),
        DocumentKind::Notice => ("notice", "thông báo"),
        DocumentKind::Letter => ("official letter", "công văn"),
        DocumentKind::Plan => ("plan", "kế hoạch"),
        DocumentKind::Report => ("report", "báo cáo"),
        DocumentKind::Return => ("return", "báo cáo của địa phương"),
        DocumentKind::Press => ("press", "báo chí"),
        DocumentKind::Assumption => ("ASSUMPTION", "GIẢ ĐỊNH"),
    };
    pick(en, vi, lang)
}

pub(super) fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    let (en, vi) = match confidence {
        Confidence::Low => ("low", "thấp"),
        Confidence::Medium => ("medium", "trung bình"),
        Confidence::High => ("high", "cao"),
    };
    pick(en, vi, lang)
}

pub(super) fn standing(standing: Standing, lang: Lang) -> &'static str {
    let (en, vi) = match standing {
        Standing::InForce => ("in force", "đang có hiệu lực"),
        Standing::Replaced => ("replaced", "đã được thay thế"),
        Standing::GaveWay => {
            ("assumed; gave way to what was really said", "giả định; nhường cho văn bản thật")
        }
        Standing::Repeals => ("repeals", "bãi bỏ"),
        Standing::CannotExtend => {
            ("local: cannot extend the national day", "của địa phương: không thể lùi hạn toàn quốc")
        }
        Standing::Tightened => ("tightened by the locality", "địa phương đặt hạn sớm hơn"),
        Standing::Unnamed => ("names nobody, binds nobody", "không nêu tên, không ràng buộc ai"),
    };
    pick(en, vi, lang)
}

/// How the day of a date is meant, where it is not the day itself.
pub(super) fn due_kind(kind: DueKind, lang: Lang) -> Option<&'static str> {
    let (en, vi) = match kind {
        DueKind::OnOrBefore => return None,
        DueKind::Before => ("before", "trước"),
        DueKind::WithinMonth => ("within the month of", "trong tháng của"),
        DueKind::WithinQuarter => ("within the quarter of", "trong quý của"),
        DueKind::WithinYear => ("within the year of", "trong năm của"),
    };
    Some(pick(en, vi, lang))
}

pub(super) fn action(action: Action, lang: Lang) -> &'static str {
    match action {
        Action::Set => "",
        Action::Repeal => pick("repealed", "bãi bỏ", lang),
    }
}

/// Short phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    Effective,
    NoDay,
    NoDeadline,
    Used,
    NotReported,
    Inherited,
    RolledUp,
    Withheld,
    DoesNotFollow,
    RestsOnAssumption,
    Until,
    Open,
    Target,
    NoTarget,
    Unnamed,
    WaivedOpen,
    Score,
    Rank,
    Approximate,
    NotRead,
    And,
}

pub(super) fn phrase(phrase: Phrase, lang: Lang) -> &'static str {
    let (en, vi) = match phrase {
        Phrase::Effective => ("effective", "có hiệu lực đến hết"),
        Phrase::NoDay => ("no day given", "không nêu ngày"),
        Phrase::NoDeadline => ("none", "không có"),
        Phrase::Used => ("← used", "← được dùng"),
        Phrase::NotReported => ("not reported", "chưa có số liệu"),
        Phrase::Inherited => ("inherited from", "kế thừa từ"),
        Phrase::DoesNotFollow => {
            ("does not follow from what is reported", "chưa thể suy ra từ số liệu hiện có")
        }
        Phrase::RolledUp => ("of", "của"),
        Phrase::Withheld => (
            "does not pass on: split without a stated share",
            "không chuyển giao: chia tách mà không nêu tỷ lệ",
        ),
        Phrase::RestsOnAssumption => ("rests on an assumption", "dựa trên giả định"),
        Phrase::Until => ("until", "đến hết"),
        Phrase::Open => ("open", "không thời hạn"),
        Phrase::Target => ("target", "chỉ tiêu"),
        Phrase::NoTarget => ("a target: no deadline gives one", "chỉ tiêu: chưa văn bản nào nêu"),
        Phrase::Unnamed => ("localities, not named", "địa phương, không nêu tên"),
        Phrase::WaivedOpen => ("waived without end", "được miễn không thời hạn"),
        Phrase::Score => ("score", "điểm"),
        Phrase::Rank => ("rank", "hạng"),
        Phrase::Approximate => ("day approximate", "ngày gần đúng"),
        Phrase::NotRead => ("not read by the rule this time", "lần này quy tắc không đọc"),
        Phrase::And => ("and", "và"),
    };
    pick(en, vi, lang)
}

pub(super) fn none_then(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("none was in force when it was completed, {day}"),
        Lang::Vi => format!("khi hoàn thành ({day}) chưa có hạn nào"),
    }
}

pub(super) fn in_force_then(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("in force when it was completed, {day}"),
        Lang::Vi => format!("là hạn đang có hiệu lực khi hoàn thành ({day})"),
    }
}

pub(super) fn already_late(days: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("was already {days} late by then"),
        Lang::Vi => format!("khi đó đã quá hạn {days}"),
    }
}

pub(super) fn if_reported(fact: &str, value: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("if {fact} is reported {value}"),
        Lang::Vi => format!("nếu {fact} được báo cáo là {value}"),
    }
}

pub(super) fn late_from(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("a day after {day} counts as met late"),
        Lang::Vi => format!("sau ngày {day} thì tính là đạt (muộn)"),
    }
}

pub(super) fn completed(by: &str, after: Option<&str>, lang: Lang) -> String {
    match (after, lang) {
        (Some(after), Lang::En) if after == by => format!("on {by}"),
        (Some(after), Lang::Vi) if after == by => format!("ngày {by}"),
        (Some(after), Lang::En) => format!("by {by}; proven not complete on {after}"),
        (Some(after), Lang::Vi) => format!("chậm nhất ngày {by}; ngày {after} còn chưa hoàn thành"),
        (None, Lang::En) => format!("by {by}; nothing proves that it was not complete before"),
        (None, Lang::Vi) => format!("chậm nhất ngày {by}; không có căn cứ cho thấy trước đó chưa hoàn thành"),
    }
}

fn pick(en: &'static str, vi: &'static str, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}
