//! The words that only the page has: controls, captions, how to read it.

use serde::Serialize;

use super::texts::{Text, Texts};

/// Key, English, Vietnamese.
const WORDS: &[(&str, &str, &str)] = &[
    ("skip_ranking", "Skip to the ranking", "Đến bảng xếp hạng"),
    ("skip_matrix", "Skip to the matrix", "Đến bảng chi tiết"),
    ("language", "Language", "Ngôn ngữ"),
    ("theme", "Appearance", "Giao diện"),
    ("theme_auto", "As the system", "Theo hệ thống"),
    ("theme_light", "Light", "Sáng"),
    ("theme_dark", "Dark", "Tối"),
    ("print", "Print", "In"),
    ("contents", "Contents", "Mục lục"),
    ("all_checks", "Checks by status", "Số lượt kiểm tra theo tình trạng"),
    ("filters", "Filter", "Lọc"),
    ("find", "Find a locality", "Tìm địa phương"),
    ("region", "Region", "Vùng"),
    ("any", "All", "Tất cả"),
    ("reset", "Clear filters", "Bỏ lọc"),
    ("shown", "{n} of {m} localities shown", "Hiển thị {n} trên {m} địa phương"),
    ("fitting", "{n} of {m} localities fit", "{n} trên {m} địa phương phù hợp"),
    ("rows", "Rows", "Dòng"),
    ("of_rows", "of {n}", "trên {n}"),
    ("back", "Previous", "Trước"),
    ("on", "Next", "Sau"),
    ("within", "Lies in", "Thuộc"),
    ("more_parts", "{n} more units", "{n} đơn vị khác"),
    ("none_fit", "No locality fits these filters.", "Không có địa phương nào phù hợp."),
    ("map", "Map", "Bản đồ"),
    ("colour_by", "Colour by", "Tô màu theo"),
    ("map_hint", "One tile a province, not to scale.", "Mỗi ô là một tỉnh, thành phố, không theo tỷ lệ."),
    ("elsewhere", "Without a tile", "Không có ô trên bản đồ"),
    (
        "open_score",
        "hatched: what is unknown could still raise it",
        "gạch chéo: phần chưa có số liệu còn có thể nâng điểm",
    ),
    ("matrix", "Localities by requirement", "Địa phương theo yêu cầu"),
    (
        "matrix_hint",
        "A cell opens the reasons and the evidence. Arrow keys move, Enter opens; a column's head sorts.",
        "Bấm một ô để xem lý do và căn cứ. Phím mũi tên để di chuyển, Enter để mở; bấm tiêu đề cột để sắp xếp.",
    ),
    ("trends", "How it went", "Diễn biến"),
    (
        "counts_by_day",
        "Checks by status, day by day; without what does not apply",
        "Số lượt kiểm tra theo tình trạng qua các kỳ; không kể việc không áp dụng",
    ),
    ("figures", "The figures", "Số liệu"),
    ("paths", "Each locality's path", "Điểm của từng địa phương qua các kỳ"),
    ("path", "Path of the score", "Điểm qua các kỳ"),
    ("first_score", "First score", "Điểm kỳ đầu"),
    ("last_score", "Last score", "Điểm kỳ cuối"),
    ("change", "Change", "Thay đổi"),
    (
        "path_hint",
        "Line: the proven score, from 0 to 100. Shaded: what unknowns could add. Dashed: the units that it carries on from.",
        "Đường liền: điểm đã có căn cứ, từ 0 đến 100. Vùng nhạt: phần chưa có số liệu còn có thể cộng thêm. Đường đứt: các đơn vị trước khi sáp nhập.",
    ),
    ("forecasts", "Forecasts", "Dự báo"),
    (
        "forecast_hint",
        "At the pace so far: the median of the slopes between all pairs of figures, per working day. The range leaves out the slowest and the fastest fifth of them.",
        "Theo nhịp độ đến nay: trung vị độ dốc giữa mọi cặp số liệu, tính theo ngày làm việc. Khoảng sớm nhất – muộn nhất bỏ một phần năm nhanh nhất và một phần năm chậm nhất.",
    ),
    ("no_forecast", "Measured, but not forecast", "Có đo lường nhưng không dự báo được"),
    (
        "open_many",
        "With so many localities they are not listed here: a click on a locality's name opens its own.",
        "Vì có quá nhiều địa phương nên không liệt kê ở đây: bấm vào tên một địa phương để xem các việc còn mở.",
    ),
    ("close", "Close", "Đóng"),
    ("code", "Code", "Mã"),
    ("carries_on", "Carries on from", "Kế thừa từ"),
    ("chain", "Deadline, step by step", "Diễn biến thời hạn"),
    ("day", "Day", "Ngày"),
    ("due", "Due", "Hạn"),
    ("standing", "What became of it", "Giá trị hiện tại"),
    ("evidence", "Evidence", "Căn cứ"),
    ("fact", "Fact", "Số liệu"),
    ("rank", "Rank", "Hạng"),
    ("score", "Score", "Điểm"),
    ("grade", "Grade", "Xếp loại"),
    ("value", "Value", "Giá trị"),
    ("trust", "Trust", "Độ tin cậy"),
    ("document", "Document", "Văn bản"),
    ("documents", "Documents", "Văn bản"),
    ("documents_all", "Documents that this report speaks of", "Các văn bản được dẫn trong báo cáo"),
    ("kind", "Kind", "Loại"),
    ("number", "Number", "Số"),
    ("issuer", "Issuer", "Cơ quan ban hành"),
    ("dated", "Dated", "Ngày văn bản"),
    ("published", "Published", "Ngày công bố"),
    ("source", "Source", "Nguồn"),
    ("agrees_yes", "agrees", "khớp"),
    ("agrees_no", "does not agree", "không khớp"),
    ("how_to_read", "How to read this report", "Cách đọc báo cáo"),
    (
        "read_score",
        "A score is the weighted share of what a locality must reach, from 0 to 100. What nobody reported is neither passed nor failed: the score then lies between what is proven (solid) and what would be if every unknown were met (hatched), and the rank lies in a range too.",
        "Điểm là tỷ lệ có trọng số của những việc địa phương phải đạt, từ 0 đến 100. Việc chưa có số liệu không tính là đạt hay không đạt: điểm nằm giữa phần đã có căn cứ (tô đặc) và phần sẽ có nếu mọi việc chưa rõ đều đạt (gạch chéo), và hạng cũng nằm trong một khoảng.",
    ),
    (
        "read_status",
        "Each status has a letter and a colour, so that the page can be read without seeing colours and in black and white.",
        "Mỗi tình trạng có một chữ và một màu, nên đọc được cả khi không phân biệt màu hoặc in đen trắng.",
    ),
    ("verdicts", "Requirements", "Các yêu cầu"),
    (
        "no_script_many",
        "Of so many localities the statuses stand here as letters; what is open, its reasons and evidence need JavaScript.",
        "Vì có quá nhiều địa phương nên ở đây tình trạng chỉ ghi bằng chữ cái; việc còn mở, lý do và căn cứ cần JavaScript.",
    ),
    (
        "no_script",
        "Sorting, filtering, details and the other language need JavaScript; everything else is here.",
        "Sắp xếp, lọc, xem chi tiết và đổi ngôn ngữ cần JavaScript; mọi nội dung khác đều có ở đây.",
    ),
];

/// What a status is in one or two letters, in English and Vietnamese; the page's style sheet draws the same.
pub(super) fn letters(status: crate::model::verdict::Status) -> (&'static str, &'static str) {
    use crate::model::verdict::Status;
    match status {
        Status::Met => ("M", "Đ"),
        Status::MetLate => ("L", "M"),
        Status::Overdue => ("O", "Q"),
        Status::DueSoon => ("S", "S"),
        Status::InProgress => ("P", "L"),
        Status::Unknown => ("?", "?"),
        Status::Waived => ("W", "X"),
        Status::NotApplicable => ("–", "–"),
        Status::Error => ("!", "!"),
    }
}

/// The words as texts of the page, by key.
pub(super) struct Words(Vec<(&'static str, Text, usize)>);

impl Words {
    /// All of them.
    pub(super) fn new(texts: &mut Texts<'_>) -> Self {
        let words = WORDS.iter().map(|(key, en, vi)| {
            let number = texts.own(en, vi);
            (*key, texts.add((*en).to_owned(), (*vi).to_owned()), number)
        });
        Self(words.collect())
    }

    /// Their numbers, by key.
    pub(super) fn numbers(&self) -> indexmap::IndexMap<&'static str, usize> {
        self.0.iter().map(|(key, _, number)| (*key, *number)).collect()
    }
}

impl Serialize for Words {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, text, _)| (key, text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_used() {
        let page = include_str!("page.html");
        let scripts = [
            include_str!("rows.js"),
            include_str!("table.js"),
            include_str!("map.js"),
            include_str!("panel.js"),
        ];
        let scripts = scripts.concat();
        for (key, _, _) in WORDS {
            let used = page.contains(&format!("w.{key}"))
                || scripts.contains(&format!("word('{key}')"))
                || scripts.contains(&format!("'{key}' : '"))
                || scripts.contains(&format!(" : '{key}'"))
                || scripts.contains(&format!("part('{key}'"));
            assert!(used, "{key}");
        }
    }

    #[test]
    fn the_style_sheet_draws_the_same_letters() {
        let style = include_str!("status.css");
        for status in crate::model::verdict::Status::ALL {
            let (en, vi) = letters(*status);
            let rule = style.lines().find(|line| line.starts_with(&format!(".{status} ")));
            assert!(rule.is_some_and(|rule| rule.contains(&format!("--l: \"{en}\""))), "{status}");
            let other = style.lines().find(|line| line.contains(&format!(".{status}:lang(vi)")));
            let vietnamese = other.map_or(en == vi, |rule| rule.contains(&format!("--l: \"{vi}\"")));
            assert!(vietnamese, "{status}");
        }
    }
}
