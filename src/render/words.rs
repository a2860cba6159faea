//! The words of the reports: one table, both languages side by side.
//!
//! Whole sentences, whose words depend on numbers, are in [`super::sentences`].

use crate::model::bilingual::Lang;
use crate::model::locality::Level;
use crate::model::scoring::Grade;
use crate::model::verdict::Status;
use crate::problem::Severity;

/// Defines the labels with their words in each language.
macro_rules! labels {
    ($($label:ident = $en:literal, $vi:literal;)+) => {
        /// A short text of a report: a column's head, a section's title.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Label { $($label),+ }

        impl Label {
            /// The words in a language.
            pub(super) fn say(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Label::$label, Lang::En) => $en, (Label::$label, Lang::Vi) => $vi,)+
                }
            }
        }
    };
}

labels! {
    Compliance      = "Compliance report", "Báo cáo tình hình thực hiện";
    Rank            = "Rank", "Hạng";
    Ranking         = "Ranking", "Xếp hạng";
    Locality        = "Locality", "Địa phương";
    Score           = "Score", "Điểm";
    Grade           = "Grade", "Xếp loại";
    FirstReason     = "First reason", "Lý do chính";
    Requirement     = "Requirement", "Yêu cầu";
    ByRequirement   = "By requirement", "Theo yêu cầu";
    Status          = "Status", "Tình trạng";
    Checks          = "Checks", "Số lượt";
    Share           = "Share", "Tỷ lệ";
    Deadline        = "Deadline", "Hạn";
    Reason          = "Reason", "Lý do";
    OpenItems       = "Open items by locality", "Việc còn mở theo địa phương";
    Totals          = "Totals", "Số liệu tổng hợp";
    Document        = "Document", "Văn bản";
    Figure          = "Figure", "Chỉ tiêu";
    Reported        = "Reported", "Đã báo cáo";
    Found           = "Found", "Tính được";
    NotReported     = "Not reported", "Chưa báo cáo";
    Agrees          = "Agrees", "Khớp";
    CannotBeKnown   = "cannot be known", "chưa xác định được";
    Notes           = "Worth knowing", "Cần lưu ý";
    Problems        = "Problems", "Vấn đề về dữ liệu";
    Why             = "Why one locality stands where it does:", "Vì sao một địa phương đứng ở vị trí đó:";
    Silent          = "silent: nothing reported", "chưa có báo cáo nào";
    AllMet          = "everything due is met", "mọi việc đến hạn đều đạt";
    ReportedMet     = "everything reported is met", "mọi việc đã báo cáo đều đạt";
    NotScored       = "not scored", "không tính điểm";
    Open            = "open", "chưa rõ";
    NothingCounts   = "nothing counts in a score", "không có nội dung nào tính điểm";
    Assumed         = "rests on an assumption", "dựa trên giả định";
    NothingShown    = "No locality to show.", "Không có địa phương nào để hiển thị.";
    NothingInForce  = "No requirement is in force on this day, by the documents known.", "Theo các văn bản đã có, ngày này chưa có yêu cầu nào có hiệu lực.";
    NotNamed        = "no deadline in force names it", "không có văn bản nào đang có hiệu lực nêu tên";
    NoTarget        = "no document gives a target", "chưa văn bản nào nêu chỉ tiêu";
    NotSo           = "Not so", "Thay vì";
    ButSo           = "But so", "Nên là";
    DueThatDay      = "due on the day judged", "hết hạn đúng ngày đánh giá";
}

/// What a status is called in a sentence.
pub(super) fn status(status: Status, lang: Lang) -> &'static str {
    let (en, vi) = match status {
        Status::NotApplicable => ("not applicable", "không áp dụng"),
        Status::Waived => ("waived", "được miễn"),
        Status::Met => ("met", "đạt"),
        Status::MetLate => ("met late", "đạt (muộn)"),
        Status::InProgress => ("in progress", "đang thực hiện"),
        Status::DueSoon => ("due soon", "sắp đến hạn"),
        Status::Unknown => ("unknown", "chưa có số liệu"),
        Status::Overdue => ("overdue", "quá hạn"),
        Status::Error => ("error", "lỗi"),
    };
    pick(en, vi, lang)
}

/// What a status is called at the head of a narrow column of counts.
pub(super) fn status_head(status: Status, lang: Lang) -> &'static str {
    let (en, vi) = match status {
        Status::NotApplicable => ("N/A", "Không áp dụng"),
        Status::Waived => ("Waived", "Miễn"),
        Status::Met => ("Met", "Đạt"),
        Status::MetLate => ("Late", "Muộn"),
        Status::InProgress => ("In progress", "Đang làm"),
        Status::DueSoon => ("Due soon", "Sắp hạn"),
        Status::Unknown => ("Unknown", "Chưa rõ"),
        Status::Overdue => ("Overdue", "Quá hạn"),
        Status::Error => ("Error", "Lỗi"),
    };
    pick(en, vi, lang)
}

/// What a grade is called.
pub(super) fn grade(grade: Grade, lang: Lang) -> &'static str {
    let (en, vi) = match grade {
        Grade::Excellent => ("excellent", "xuất sắc"),
        Grade::Good => ("good", "tốt"),
        Grade::Fair => ("fair", "khá"),
        Grade::Average => ("average", "trung bình"),
        Grade::Weak => ("weak", "yếu"),
    };
    pick(en, vi, lang)
}

/// What the localities of a level are called together.
pub(super) fn level(level: Level, lang: Lang) -> &'static str {
    let (en, vi) = match level {
        Level::National => ("National", "Toàn quốc"),
        Level::Agency => ("Agencies", "Bộ, ngành"),
        Level::Province => ("Provinces", "Tỉnh, thành phố"),
        Level::District => ("Districts", "Quận, huyện"),
        Level::Commune => ("Communes", "Xã, phường"),
    };
    pick(en, vi, lang)
}

/// The economic regions as the registry names them, and in Vietnamese.
const REGIONS: &[(&str, &str)] = &[
    ("Northern Midlands and Mountains", "Trung du và miền núi phía Bắc"),
    ("Red River Delta", "Đồng bằng sông Hồng"),
    ("North Central and Central Coast", "Bắc Trung Bộ và Duyên hải miền Trung"),
    ("Central Highlands", "Tây Nguyên"),
    ("Southeast", "Đông Nam Bộ"),
    ("Mekong River Delta", "Đồng bằng sông Cửu Long"),
];

/// A region in the reader's language, where it is one of the country's; else as the registry has it.
pub(super) fn region(name: &str, lang: Lang) -> &str {
    match lang {
        Lang::En => name,
        Lang::Vi => REGIONS.iter().find(|(en, _)| *en == name).map_or(name, |(_, vietnamese)| vietnamese),
    }
}

/// What the severity of a problem is called.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    let (en, vi) = match severity {
        Severity::Error => ("error", "lỗi"),
        Severity::Warning => ("warning", "cảnh báo"),
        Severity::Note => ("note", "ghi chú"),
    };
    pick(en, vi, lang)
}

fn pick(en: &'static str, vi: &'static str, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}
