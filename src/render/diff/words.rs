//! The words of a comparison, in both languages.

use crate::diff::{Care, Cause};
use crate::model::bilingual::Lang;
use crate::render::figures::count;

/// Short texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    WhatChanged,
    Rose,
    Fell,
    SameRank,
    Changed,
    NewUnits,
    Unranked,
    Gone,
    NewlyOverdue,
    NewlyMet,
    NewlyReported,
    Rank,
    Score,
    From,
    Nothing,
    NotInForce,
    NowCounts,
    NoLongerCounts,
    Statuses,
    Before,
    After,
    Care,
    Cause,
    Points,
    Places,
    Drawn,
    Because,
}

pub(super) fn word(word: Word, lang: Lang) -> &'static str {
    let (en, vi) = match word {
        Word::WhatChanged => ("What changed", "Những thay đổi"),
        Word::Rose => ("Rose", "Tăng hạng"),
        Word::Fell => ("Fell", "Giảm hạng"),
        Word::SameRank => ("Kept their rank", "Giữ nguyên hạng"),
        Word::Changed => ("Changed", "Có thay đổi"),
        Word::NewUnits => ("New, compared with nobody", "Mới có, không so sánh được"),
        Word::Unranked => ("With a score on one side only", "Chỉ có điểm ở một trong hai kỳ"),
        Word::Gone => ("No longer there, carried on by nobody", "Không còn, không có đơn vị kế thừa"),
        Word::NewlyOverdue => ("Newly overdue", "Mới quá hạn"),
        Word::NewlyMet => ("Newly met", "Mới đạt"),
        Word::NewlyReported => ("Newly reported", "Mới có số liệu"),
        Word::Rank => ("rank", "hạng"),
        Word::Score => ("score", "điểm"),
        Word::From => ("before:", "trước đây:"),
        Word::Nothing => ("Nothing changed.", "Không có gì thay đổi."),
        Word::NotInForce => ("not in force", "chưa có hiệu lực"),
        Word::NowCounts => ("now counts in the score", "bắt đầu được tính điểm"),
        Word::NoLongerCounts => ("no longer counts in the score", "thôi không được tính điểm"),
        Word::Statuses => ("Statuses before and after", "Tình trạng trước và sau"),
        Word::Before => ("Before", "Trước"),
        Word::After => ("After", "Sau"),
        Word::Care => ("Read with care", "Lưu ý khi đọc"),
        Word::Cause => ("Cause", "Nguyên nhân"),
        Word::Points => ("Points", "Điểm"),
        Word::Places => ("Places", "Bậc hạng"),
        Word::Drawn => ("From 0 to 100", "Từ 0 đến 100"),
        Word::Because => ("By", "Do"),
    };
    pick(en, vi, lang)
}

/// What a cause is called.
pub(super) fn cause(cause: Cause, lang: Lang) -> &'static str {
    let (en, vi) = match cause {
        Cause::UnitsMerged => ("units merged", "sáp nhập đơn vị"),
        Cause::DataCorrected => ("data corrected", "đính chính số liệu"),
        Cause::RulesChanged => ("rules changed", "thay đổi quy tắc"),
        Cause::Deadlines => ("deadlines passed or moved", "hạn đã qua hoặc thay đổi"),
        Cause::OwnProgress => ("own progress", "tiến độ của địa phương"),
        Cause::OthersProgress => ("others' progress", "tiến độ của nơi khác"),
        Cause::Unexplained => ("not explained by the reports", "báo cáo không đủ để giải thích"),
    };
    pick(en, vi, lang)
}

/// In which order causes are moved.
pub(super) fn order(causes: &[Cause], lang: Lang) -> String {
    let list: Vec<&str> = causes.iter().map(|one| cause(*one, lang)).collect();
    let list = list.join(", ");
    match lang {
        Lang::En => format!(
            "Every change is split in this order, each cause moved after the one before, so that the parts sum to \
             the change: {list} (rank only). Points are of the proven score; where the greatest possible score moved \
             otherwise, its points stand behind a slash."
        ),
        Lang::Vi => format!(
            "Mỗi thay đổi được tách theo thứ tự sau, nguyên nhân sau tính tiếp từ nguyên nhân trước, nên tổng các \
             phần bằng thay đổi chung: {list} (chỉ ảnh hưởng thứ hạng). Điểm nêu là điểm đã chứng minh; nếu điểm cao \
             nhất có thể thay đổi khác đi thì được ghi sau dấu gạch chéo."
        ),
    }
}

/// What to keep in mind.
pub(super) fn care(care: Care, details: &[String], lang: Lang) -> String {
    let list = details.join("; ");
    match (care, lang) {
        (Care::DifferentRules, Lang::En) => {
            format!("The two do not judge by the same requirements, weights or levels: {list}.")
        }
        (Care::DifferentRules, Lang::Vi) => {
            format!("Hai bên không xét cùng yêu cầu, trọng số hoặc cấp: {list}.")
        }
        (Care::DifferentScoring, Lang::En) => "The two do not give the same credits or marks.".to_owned(),
        (Care::DifferentScoring, Lang::Vi) => "Hai bên không dùng cùng cách tính điểm.".to_owned(),
        (Care::DifferentUnits, Lang::En) => {
            "The two do not list the same localities: a successor is compared with each of its predecessors."
                .to_owned()
        }
        (Care::DifferentUnits, Lang::Vi) => {
            "Hai bên không có cùng danh sách địa phương: đơn vị kế thừa được so với từng đơn vị trước sáp nhập."
                .to_owned()
        }
        (Care::DifferentSelection, Lang::En) => {
            format!("Only some requirements were scored on one side: {list}.")
        }
        (Care::DifferentSelection, Lang::Vi) => format!("Có bên chỉ tính điểm một số yêu cầu: {list}."),
        (Care::PartlyShown, Lang::En) => {
            "A report shows only some localities: ranks cannot be made again from it.".to_owned()
        }
        (Care::PartlyShown, Lang::Vi) => {
            "Có báo cáo chỉ hiển thị một số địa phương nên không thể tính lại thứ hạng.".to_owned()
        }
        (Care::BackInTime, Lang::En) => "The second report is of an earlier day than the first.".to_owned(),
        (Care::BackInTime, Lang::Vi) => "Báo cáo thứ hai có ngày đánh giá sớm hơn báo cáo thứ nhất.".to_owned(),
        (Care::Unexplained, Lang::En) => {
            "Some parts follow from nothing that the reports hold; they are shown as not explained.".to_owned()
        }
        (Care::Unexplained, Lang::Vi) => {
            "Một số phần không suy ra được từ nội dung báo cáo; được ghi riêng là chưa giải thích.".to_owned()
        }
    }
}

/// From one day to another.
pub(super) fn between(from: &str, to: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("from {from} to {to}"),
        Lang::Vi => format!("từ ngày {from} đến ngày {to}"),
    }
}

/// How the drawing of a part is read.
pub(super) fn drawing(lang: Lang) -> &'static str {
    pick(
        "Each bar goes from the proven score before the cause to the one after it; a loss is hatched.",
        "Mỗi thanh đi từ điểm đã có căn cứ trước nguyên nhân đến điểm sau nguyên nhân; phần mất đi được gạch chéo.",
        lang,
    )
}

/// How many did not change.
pub(super) fn unchanged(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En if n == 1 => "1 locality did not change.".to_owned(),
        Lang::En => format!("{} localities did not change.", count(n, lang)),
        Lang::Vi => format!("{} địa phương không thay đổi.", count(n, lang)),
    }
}

fn pick(en: &'static str, vi: &'static str, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}
