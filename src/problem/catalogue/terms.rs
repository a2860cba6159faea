//! Holds the Vietnamese of the pages to one word a thing: the words of the reports and of the handbook.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Said;
use crate::model::bilingual::Lang;
use crate::problem::Code;

/// What English calls a thing, and what Vietnamese calls it wherever English does.
const AGREED: &[(&[&str], &str)] = &[
    (&["case", "cases"], "tình huống"),
    (&["calendar"], "lịch"),
    (&["deadline", "deadlines"], "hạn"),
    (&["document", "documents"], "văn bản"),
    (&["evidence"], "căn cứ"),
    (&["exception"], "ngoại lệ"),
    (&["fact", "facts"], "chỉ tiêu dữ liệu"),
    (&["file"], "tệp"),
    (&["folder"], "thư mục"),
    (&["function"], "hàm"),
    (&["holiday"], "lịch ngày nghỉ"),
    (&["id", "ids"], "mã định danh"),
    (&["key", "keys"], "khóa"),
    (&["late", "overdue"], "hạn"),
    (&["level", "levels"], "cấp"),
    (&["localities", "locality"], "địa phương"),
    (&["met"], "đạt"),
    (&["project"], "dự án"),
    (&["reason"], "lý do"),
    (&["report", "reports"], "báo cáo"),
    (&["requirement"], "yêu cầu"),
    (&["rule", "rules"], "quy tắc"),
    (&["share", "shares"], "tỷ lệ"),
    (&["stage", "stages"], "giai đoạn"),
    (&["status"], "tình trạng"),
    (&["succession", "successions", "successors"], "kế thừa"),
    (&["total"], "số liệu tổng hợp"),
    (&["type", "types"], "kiểu"),
    (&["unknown"], "chưa có số liệu"),
    (&["value", "values"], "giá trị"),
    (&["verdict", "verdicts"], "kết luận"),
    (&["waiver", "waivers"], "miễn trừ"),
];

/// What nobody calls anything here: there is an agreed word for it, or it is spelled otherwise.
const OTHERWISE: &[&str] = &[
    "chỉ số",
    "cấp độ",
    "deadline",
    "dữ kiện",
    "file",
    "folder",
    "hoá",
    "hạn chót",
    "khoá",
    "kỳ hạn",
    "luật lệ",
    "lí do",
    "miễn giảm",
    "nguyên do",
    "phán quyết",
    "sự kiện",
    "trường hợp",
    "trạng thái",
    "tuỳ",
    "tài liệu",
    "tập tin",
    "tỉ lệ",
    "từ điển",
    "đáo hạn",
];

/// What pages say to people, by their codes: the words, and not the examples.
fn prose() -> impl Iterator<Item = (Code, Said)> {
    Code::ALL.iter().flat_map(|code| {
        let page = code.page().unwrap_or_else(|| panic!("`{code}` has no page"));
        [(*code, page.what), (*code, page.why)]
    })
}

/// The text without what is written so in files.
fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

fn has_marks(text: &str) -> bool {
    text.contains(['đ', 'Đ']) || text.nfd().any(|letter| ('\u{300}'..='\u{323}').contains(&letter))
}

#[test]
fn vietnamese_is_composed_and_no_sentence_of_it_lacks_its_marks() {
    for (code, said) in prose() {
        let text = said.get(Lang::Vi);
        assert!(is_nfc(text), "{code}: {text}");
        assert_eq!(text.matches('`').count() % 2, 0, "{code}: {text}");
        assert!(!text.contains('"'), "`{code}` has quotation marks of another language: {text}");
        for sentence in without_code(text).split_inclusive(". ") {
            assert!(has_marks(sentence), "{code}: {sentence}");
            assert!(sentence.trim_end().ends_with('.'), "{code}: {sentence}");
        }
    }
    for code in Code::ALL {
        for example in code.page().into_iter().flat_map(|page| [page.bad, page.good]) {
            let [en, vi] = [Lang::En, Lang::Vi].map(|lang| example.get(lang));
            assert!(is_nfc(vi), "{code}: {vi}");
            assert!(en == vi || has_marks(vi), "the example of `{code}` is not told in Vietnamese: {vi}");
        }
    }
    assert!(!has_marks("Chua co so lieu."), "a text without marks is seen");
}

#[test]
fn what_is_written_so_in_files_is_written_so_in_both_languages() {
    for (code, said) in prose() {
        let ticked = |lang| {
            let mut words: Vec<&str> = said.get(lang).split('`').skip(1).step_by(2).collect();
            words.sort_unstable();
            words
        };
        for word in ticked(Lang::En) {
            assert!(ticked(Lang::Vi).contains(&word), "{code}: `{word}` in {}", said.get(Lang::Vi));
        }
    }
}

#[test]
fn each_thing_has_one_name_in_vietnamese() {
    let (mut used, mut otherwise) = (vec![false; AGREED.len()], Vec::new());
    for code in Code::ALL {
        let Some(page) = code.page() else { continue };
        let [en, vi] = [Lang::En, Lang::Vi].map(|lang| {
            without_code(&format!("{} {}", page.what.get(lang), page.why.get(lang))).to_lowercase()
        });
        let words: Vec<&str> = en.split_whitespace().map(bare).collect();
        for ((english, vietnamese), used) in AGREED.iter().zip(&mut used) {
            if english.iter().any(|word| words.contains(word)) {
                *used = true;
                if !vi.contains(vietnamese) {
                    otherwise.push(format!("{code}: {english:?} is {vietnamese:?} and not otherwise: {vi}"));
                }
            }
        }
    }
    assert!(otherwise.is_empty(), "{}", otherwise.join("\n"));
    let idle: Vec<_> =
        AGREED.iter().zip(used).filter(|(_, used)| !used).map(|(agreed, _)| agreed.0).collect();
    assert!(idle.is_empty(), "no page speaks of {idle:?}");
}

/// A word without the marks around it, nor the ending of whose it is.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").unwrap_or(word)
}

#[test]
fn nothing_is_called_by_a_second_name() {
    for (code, said) in prose() {
        let text = said.get(Lang::Vi).to_lowercase();
        for other in OTHERWISE {
            assert!(!text.contains(other), "`{code}` says {other:?}: {text}");
        }
        // By itself it is the target that a document sets.
        let bare = text.matches("chỉ tiêu").count() - text.matches("chỉ tiêu dữ liệu").count();
        assert_eq!(bare, 0, "`{code}` speaks of a target: {text}");
    }
}
