//! The words of the handbook: one table, both languages side by side.

use crate::model::bilingual::Lang;
use crate::model::requirement::Reach;

/// Defines the words with their form in each language.
macro_rules! say {
    ($($word:ident = $en:literal, $vi:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Word { $($word),+ }

        impl Word {
            pub(super) fn say(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Word::$word, Lang::En) => $en, (Word::$word, Lang::Vi) => $vi,)+
                }
            }
        }
    };
}

say! {
    Requirement  = "requirement", "yêu cầu";
    Fact         = "fact", "chỉ tiêu dữ liệu";
    Whom         = "Whom it binds", "Đối tượng";
    Responsible  = "Responsible", "Cơ quan chủ trì";
    Weight       = "Weight", "Trọng số";
    Rule         = "Rule", "Quy tắc";
    InForceFrom  = "In force from", "Có hiệu lực từ";
    NotYet       = "nothing that it rests on is known yet", "chưa có văn bản làm căn cứ";
    LegalBasis   = "Legal basis", "Căn cứ";
    Document     = "Document", "Văn bản";
    Dated        = "Dated", "Ngày";
    Published    = "Published", "Công bố";
    Source       = "Source", "Nguồn";
    Deadlines    = "Deadlines", "Thời hạn";
    NoDeadline   = "No document gives it a day: it can be met and never be overdue.", "Chưa văn bản nào nêu thời hạn: có thể đạt nhưng không thể quá hạn.";
    Due          = "Last day in time", "Hạn cuối";
    Target       = "Target", "Chỉ tiêu";
    CountsFor    = "Counts for", "Áp dụng cho";
    Repealed     = "repealed", "bãi bỏ";
    NoDay        = "no day given", "không nêu ngày";
    Waivers      = "Waivers", "Miễn trừ";
    Reads        = "What the rule reads", "Dữ liệu mà quy tắc đọc";
    Name         = "Name", "Tên";
    Title        = "Title", "Tiêu đề";
    Type         = "Type", "Kiểu";
    Reasons      = "Reasons it can give", "Các lý do có thể nêu";
    Examples     = "Examples", "Ví dụ";
    Case         = "Case", "Tình huống";
    Given        = "Given", "Cho biết";
    Judged       = "Judged on", "Ngày đánh giá";
    ComesOut     = "Comes out", "Kết quả";
    Nothing      = "nothing reported", "chưa có số liệu";
    Status       = "Status", "Tình trạng";
    Number       = "Number", "Số lượng";
    Localities   = "Localities", "Địa phương";
    NotInForce   = "It is not in force on that day.", "Ngày này yêu cầu chưa có hiệu lực.";
    Code         = "code of a problem", "mã lỗi";
    Stages       = "Stages, in order", "Các giai đoạn, theo thứ tự";
    Merge        = "How units that merge combine", "Cách gộp khi sáp nhập";
    RolledUp     = "Added up from", "Tổng hợp từ";
    ReadBy       = "Rules that read it", "Quy tắc đọc chỉ tiêu này";
    ReportedBy   = "Documents that report it", "Văn bản nêu số liệu";
    NoRule       = "No rule reads it.", "Chưa quy tắc nào đọc.";
    NoDocument   = "No document reports it.", "Chưa văn bản nào nêu số liệu.";
    OfRules      = "word of rules", "từ của quy tắc";
    OfLanguage   = "of the script language", "của ngôn ngữ kịch bản";
    Meaning      = "Meaning", "Ý nghĩa";
    Written      = "Written", "Cách viết";
    Gives        = "Gives", "Kết quả";
    Example      = "Example", "Ví dụ";
    Slips        = "What is said of slips", "Khi viết sai";
    Reference    = "What can be written in a rule", "Những gì viết được trong quy tắc";
    Script       = "the script language of rules", "ngôn ngữ kịch bản của quy tắc";
    Handbook     = "Handbook", "Sổ tay";
    Contents     = "requirements, facts, words of rules, codes of problems", "yêu cầu, chỉ tiêu dữ liệu, từ của quy tắc, mã lỗi";
    Requirements = "Requirements", "Các yêu cầu";
    Facts        = "Facts", "Các chỉ tiêu dữ liệu";
    Words        = "Words of rules", "Các từ của quy tắc";
    Codes        = "Codes of problems", "Các mã lỗi";
    Traps        = "Ten traps", "Mười điều dễ nhầm";
    Open         = "open", "không thời hạn";
}

/// The word of a page in a language.
pub(super) fn reach(reach: Reach, level: &str, lang: Lang) -> String {
    match (reach, lang) {
        (Reach::Level, Lang::En) => format!("every locality of its level ({level})"),
        (Reach::Level, Lang::Vi) => format!("mọi địa phương cùng cấp ({level})"),
        (Reach::Named, Lang::En) => format!("only whom a deadline names ({level})"),
        (Reach::Named, Lang::Vi) => format!("chỉ nơi được văn bản nêu tên ({level})"),
    }
}

pub(super) fn as_of(day: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Who complies as of {day}"),
        Lang::Vi => format!("Tình hình thực hiện đến ngày {day}"),
    }
}

pub(super) fn printed(words: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("printed \"{words}\""),
        Lang::Vi => format!("nguyên văn “{words}”"),
    }
}

pub(super) fn unnamed(n: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{n} localities, not named: binds nobody"),
        Lang::Vi => format!("{n} địa phương, không nêu tên: không ràng buộc ai"),
    }
}

pub(super) fn waived(from: &str, until: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("waived from {from} until {until}"),
        Lang::Vi => format!("được miễn từ {from} đến hết {until}"),
    }
}
