//! The words of the workbook that no other format needs: names of sheets, heads of columns.

use crate::model::bilingual::Lang;
use crate::model::document::{Authority, DueKind};

/// Words in English and in Vietnamese.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(&'static str, &'static str);

impl Words {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.0,
            Lang::Vi => self.1,
        }
    }
}

pub(super) const SUMMARY: Words = Words("Summary", "Tổng hợp");
pub(super) const MATRIX: Words = Words("Matrix", "Bảng tình trạng");
pub(super) const REASONS: Words = Words("Reasons", "Lý do");
pub(super) const EVIDENCE: Words = Words("Evidence", "Căn cứ");
pub(super) const DEADLINES: Words = Words("Deadlines", "Thời hạn");
pub(super) const DOCUMENTS: Words = Words("Documents", "Văn bản");

pub(super) const FORECASTS: Words = Words("Forecasts", "Dự báo");
pub(super) const HISTORY: Words = Words("History", "Diễn biến");
pub(super) const PATHS: Words = Words("Scores by day", "Điểm theo kỳ");

pub(super) const LEVEL: Words = Words("Level", "Cấp");
pub(super) const CODE: Words = Words("Code", "Mã");
pub(super) const REGION: Words = Words("Region", "Vùng");
pub(super) const RANKS: Words = Words("Possible ranks", "Hạng có thể");
pub(super) const SCORE_PROVEN: Words = Words("Score proven", "Điểm đã chắc");
pub(super) const SCORE_POSSIBLE: Words = Words("Score possible", "Điểm tối đa có thể");
pub(super) const WEIGHT: Words = Words("Weight", "Trọng số");
pub(super) const RESPONSIBLE: Words = Words("Responsible", "Cơ quan chủ trì");
pub(super) const COMPLETED_BY: Words = Words("Complete by", "Hoàn thành chậm nhất");
pub(super) const COMPLETED_AFTER: Words = Words("Still open on", "Còn mở ngày");
pub(super) const DAYS_LATE: Words = Words("Days late", "Số ngày quá hạn");
pub(super) const WORKING_DAYS_LATE: Words = Words("Working days late", "Số ngày làm việc quá hạn");
pub(super) const DAYS_LEFT: Words = Words("Days left", "Số ngày còn lại");
pub(super) const WORKING_DAYS_LEFT: Words = Words("Working days left", "Số ngày làm việc còn lại");
pub(super) const DONE: Words = Words("Share done", "Tỷ lệ hoàn thành");
pub(super) const ASSUMED: Words = Words("Assumed", "Giả định");
pub(super) const FACT: Words = Words("Fact", "Chỉ tiêu");
pub(super) const FACT_NAME: Words = Words("Name of the fact", "Tên chỉ tiêu");
pub(super) const VALUE: Words = Words("Value", "Giá trị");
pub(super) const HEDGE: Words = Words("As printed", "Cách ghi");
pub(super) const DATED: Words = Words("As of", "Số liệu ngày");
pub(super) const CONFIDENCE: Words = Words("Confidence", "Độ tin cậy");
pub(super) const RIVALS: Words = Words("Other statements", "Số liệu khác");
pub(super) const NOMINAL: Words = Words("Day printed", "Ngày ghi trong văn bản");
pub(super) const EFFECTIVE: Words = Words("Last day in time", "Ngày cuối của hạn");
pub(super) const HOW_PRINTED: Words = Words("How printed", "Cách ghi hạn");
pub(super) const AUTHORITY: Words = Words("Set by", "Cấp đặt hạn");
pub(super) const ROLLED: Words = Words("Moved because of", "Dời hạn do");
pub(super) const WAIVER: Words = Words("Waiver", "Miễn trừ");
pub(super) const PARTS: Words = Words("Combined values", "Số liệu hợp thành");
pub(super) const PARTS_TITLE: Words =
    Words("Combined values, unit by unit", "Số liệu hợp thành, theo từng đơn vị");
pub(super) const PART: Words = Words("From", "Từ đơn vị");
pub(super) const DAY: Words = Words("Day", "Ngày");
pub(super) const LOCALITIES: Words = Words("Localities", "Số địa phương");
pub(super) const REQUIREMENTS: Words = Words("Requirements", "Số yêu cầu");
pub(super) const UNIT: Words = Words("Id of the locality", "Mã địa phương");
pub(super) const FIRST_RANK: Words = Words("First rank", "Hạng kỳ đầu");
pub(super) const LAST_RANK: Words = Words("Last rank", "Hạng kỳ cuối");
pub(super) const CHANGE: Words = Words("Change", "Thay đổi");
pub(super) const LATEST: Words = Words("Latest figure", "Số liệu mới nhất");
pub(super) const GOAL: Words = Words("Goal", "Mục tiêu");
pub(super) const PACE: Words = Words("Pace a working day", "Nhịp độ mỗi ngày làm việc");
pub(super) const NEEDED: Words = Words("Pace needed", "Nhịp độ cần có");
pub(super) const FINISH: Words = Words("Expected to finish", "Dự kiến hoàn thành");
pub(super) const PAST: Words = Words("Day already past", "Ngày đã qua");
pub(super) const EARLIEST: Words = Words("Earliest", "Sớm nhất");
pub(super) const LATEST_DAY: Words = Words("Latest", "Muộn nhất");
pub(super) const MISSES: Words = Words("Working days past the deadline", "Số ngày làm việc trễ hạn");
pub(super) const FIGURES: Words = Words("Figures used", "Số số liệu đã dùng");
pub(super) const REMARK: Words = Words("Forecast in words", "Dự báo bằng lời");

pub(super) const ID: Words = Words("Id", "Mã văn bản");
pub(super) const TITLE: Words = Words("Title", "Tên văn bản");
pub(super) const KIND: Words = Words("Kind", "Loại");
pub(super) const ISSUER: Words = Words("Issuer", "Cơ quan ban hành");
pub(super) const NUMBER: Words = Words("Number", "Số hiệu");
pub(super) const ISSUED: Words = Words("Dated", "Ngày");
pub(super) const PUBLISHED: Words = Words("Published", "Ngày công bố");
pub(super) const SOURCE: Words = Words("Source", "Nguồn");

/// On whose authority a deadline is set.
pub(super) fn authority(authority: Authority, lang: Lang) -> &'static str {
    match authority {
        Authority::National => Words("national", "trung ương"),
        Authority::Local => Words("local", "địa phương"),
    }
    .say(lang)
}

/// How the day of a deadline is printed.
pub(super) fn due_kind(kind: DueKind, lang: Lang) -> &'static str {
    match kind {
        DueKind::OnOrBefore => Words("on or before", "chậm nhất ngày"),
        DueKind::Before => Words("before", "trước ngày"),
        DueKind::WithinMonth => Words("within the month", "trong tháng"),
        DueKind::WithinQuarter => Words("within the quarter", "trong quý"),
        DueKind::WithinYear => Words("within the year", "trong năm"),
    }
    .say(lang)
}
