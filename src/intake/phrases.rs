//! The words of the form and of the preview, in both languages.

use crate::model::bilingual::Lang;
use crate::model::fact::{Fact, FactKind};
use crate::model::locality::Level;

/// Words in English and in Vietnamese.
#[derive(Debug, Clone, Copy)]
pub struct Words(&'static str, &'static str);

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.0,
            Lang::Vi => self.1,
        }
    }
}

/// The sheet to be filled in.
pub const DATA: Words = Words("Data", "Số liệu");
/// The sheet that explains.
pub const EXPLANATIONS: Words = Words("Explanations", "Giải thích");
/// First line of the form.
pub const TITLE: Words =
    Words("Data on the tasks of the Working Group", "Biểu số liệu thực hiện nhiệm vụ của Tổ công tác");
/// What to do.
pub const HOW: Words = Words(
    "Fill in the yellow cells only. Leave a cell empty where nothing is known: empty is not zero and not \"no\".",
    "Chỉ điền vào các ô màu vàng. Chưa có số liệu thì để trống: để trống không có nghĩa là 0 hay \"không\".",
);
/// Head of the column of ids.
pub const ID: Words = Words("Id", "Mã định danh");
/// Head of the column of codes.
pub const CODE: Words = Words("Code", "Mã");
/// Head of the column of names.
pub const LOCALITY: Words = Words("Locality", "Địa phương");
/// Heads of the explanations.
pub const FACT: Words = Words("What is asked", "Nội dung");
/// See [`FACT`].
pub const NAME: Words = Words("Name", "Tên trường");
/// See [`FACT`].
pub const UNIT: Words = Words("Unit", "Đơn vị");
/// See [`FACT`].
pub const FILL: Words = Words("How to fill in", "Cách điền");
/// See [`FACT`].
pub const NEEDED: Words = Words("Needed for", "Phục vụ yêu cầu");
/// See [`FACT`].
pub const MISSING: Words = Words("Not yet reported by", "Số nơi chưa báo cáo");
/// Title of a message about a cell.
pub const CHECK: Words = Words("Please check", "Đề nghị kiểm tra");
/// Yes and no in lists.
pub const YES: Words = Words("Yes", "Có");
/// See [`YES`].
pub const NO: Words = Words("No", "Không");
/// Title of the list of stages.
pub const STAGES: Words = Words("Stages, in order", "Các giai đoạn, theo thứ tự");
/// Heads of the list of stages.
pub const ORDER: Words = Words("Order", "Thứ tự");
/// See [`ORDER`].
pub const STAGE: Words = Words("Stage (choose or write so)", "Giai đoạn (chọn hoặc ghi như sau)");
/// See [`ORDER`].
pub const OTHERWISE: Words = Words("In Vietnamese", "Tên tiếng Anh");
/// See [`ORDER`].
pub const WORD: Words = Words("Word in files", "Mã trong tệp dữ liệu");

/// The first line below the title: the day, and of whom.
#[must_use]
pub fn period(day: &str, level: Level, lang: Lang) -> String {
    let who = match level {
        Level::National => Words("national", "toàn quốc"),
        Level::Agency => Words("agencies", "bộ, ngành"),
        Level::Province => Words("provinces", "tỉnh, thành phố"),
        Level::District => Words("districts", "quận, huyện"),
        Level::Commune => Words("communes", "xã, phường"),
    };
    match lang {
        Lang::En => format!("Values as of {day} · {}", who.say(lang)),
        Lang::Vi => format!("Số liệu tính đến ngày {day} · {}", who.say(lang)),
    }
}

/// The unit of a fact's values, as it stands in the head of a column.
#[must_use]
pub fn unit(fact: &Fact, lang: Lang) -> &'static str {
    match fact.kind {
        FactKind::Bool => Words("yes/no", "có/không"),
        FactKind::Int => Words("number", "số lượng"),
        FactKind::Decimal => Words("number", "số"),
        FactKind::Percent => Words("%", "%"),
        FactKind::Date => Words("day", "ngày"),
        FactKind::Stage => Words("stage", "giai đoạn"),
        FactKind::Text => Words("text", "chữ"),
    }
    .say(lang)
}

/// What the list of a fact's stages offers, in order: what people call them, or their words where two are called alike.
#[must_use]
pub fn stages(fact: &Fact, lang: Lang) -> Vec<String> {
    let titles: Vec<String> =
        (0..).zip(&fact.stages).map(|(stage, _)| fact.stage_title(stage).get(lang).to_owned()).collect();
    let alike = |title: &String| titles.iter().filter(|other| *other == title).count() > 1;
    if titles.iter().any(alike) { fact.stages.clone() } else { titles }
}

/// How to fill in a fact's cells.
#[must_use]
pub fn how(fact: &Fact, lang: Lang) -> String {
    let stages = stages(fact, lang).join(" < ");
    match (fact.kind, lang) {
        (FactKind::Bool, Lang::En) => "choose yes or no".to_owned(),
        (FactKind::Bool, Lang::Vi) => "chọn có hoặc không".to_owned(),
        (FactKind::Int, Lang::En) => "a whole number, zero or more, digits only".to_owned(),
        (FactKind::Int, Lang::Vi) => "số nguyên, từ 0 trở lên, chỉ ghi chữ số".to_owned(),
        (FactKind::Decimal, Lang::En) => "a number".to_owned(),
        (FactKind::Decimal, Lang::Vi) => "một số, có thể lẻ".to_owned(),
        (FactKind::Percent, Lang::En) => {
            "per cent, usually 0 to 100: 44.5 means 44.5 %, not 0.445".to_owned()
        }
        (FactKind::Percent, Lang::Vi) => {
            "tỷ lệ phần trăm, thường từ 0 đến 100: ghi 44,5 nghĩa là 44,5 %, không ghi 0,445".to_owned()
        }
        (FactKind::Date, Lang::En) => "a day, such as 21/10/2024 (the day first)".to_owned(),
        (FactKind::Date, Lang::Vi) => "ngày/tháng/năm, ví dụ 21/10/2024".to_owned(),
        (FactKind::Stage, Lang::En) => format!("choose one stage, in this order: {stages}"),
        (FactKind::Stage, Lang::Vi) => format!("chọn một giai đoạn, theo thứ tự: {stages}"),
        (FactKind::Text, Lang::En) => "words".to_owned(),
        (FactKind::Text, Lang::Vi) => "ghi bằng chữ".to_owned(),
    }
}
