//! Reminder letters: what they say, that the same letter is the same bytes, and that data stay text.

mod run;

use std::io::{Cursor, Read};

use dondoc::model::bilingual::{Bilingual, Lang};
use dondoc::model::day::Day;
use dondoc::model::document::DocumentKind;
use dondoc::model::fact::FactKind;
use dondoc::render::letter::{LetterError, LetterFormat, render, template};
use dondoc::report::explanation::Source;
use dondoc::report::letters::{Asked, Letter, Obligation};
use dondoc::report::{Number, Shown};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn both(en: &str, vi: &str) -> Bilingual {
    Bilingual::new(en, vi)
}

fn source(kind: DocumentKind, number: Option<&str>, dated: &str) -> Source {
    Source {
        id: "d".to_owned(),
        title: both(
            "Working Group meeting, October 2024",
            "Phiên họp Tổ công tác Đề án 06 tháng 10 năm 2024",
        ),
        kind,
        number: number.map(str::to_owned),
        dated: day(dated),
        source: "s".to_owned(),
    }
}

fn letter() -> Letter {
    let overdue = Obligation {
        title: both("Civil status data digitised", "Số hóa dữ liệu hộ tịch"),
        basis: vec![
            source(DocumentKind::Meeting, None, "2024-10-21"),
            source(DocumentKind::Letter, Some("1173"), "2025-02-14"),
        ],
        due: Some(day("2025-03-11")),
        days_late: Some(81),
        working_days_late: Some(55),
        reason: Some(both(
            "642,806 of 1,443,893 records digitised",
            "đã số hóa 642.806/1.443.893 dữ liệu hộ tịch",
        )),
        asked: vec![Asked {
            title: both("Records digitised", "Dữ liệu hộ tịch đã số hóa"),
            kind: FactKind::Int,
            stages: Vec::new(),
            last: Some((Shown::Number(Number(642_806.into())), day("2025-02-18"))),
        }],
        assumed: false,
    };
    let unknown = Obligation {
        title: both("Plan for the electronic health book", "Kế hoạch sổ sức khỏe điện tử"),
        basis: vec![source(DocumentKind::Assumption, None, "2024-10-21")],
        due: None,
        days_late: None,
        working_days_late: None,
        reason: None,
        asked: vec![Asked {
            title: both("Stage of the plan", "Giai đoạn của kế hoạch"),
            kind: FactKind::Stage,
            stages: vec![both("none", "chưa có"), both("issued", "đã ban hành")],
            last: None,
        }],
        assumed: true,
    };
    Letter {
        id: "quang-nam".to_owned(),
        name: both("Quang Nam", "Quảng Nam"),
        formal: both("Quang Nam Province", "tỉnh Quảng Nam"),
        as_of: day("2025-05-31"),
        reply_by: day("2025-06-06"),
        silent: false,
        overdue: vec![overdue],
        unknown: vec![unknown],
    }
}

/// A letter all of whose data try to be markup, in Markdown, HTML, the template's language and XML.
fn hostile() -> Letter {
    let nasty = "</w:t><w:br/> | **x** <u>y</u> [a](http://b) {{ year }} {% raw %} \u{202e}z\u{1b} & `c`";
    let mut letter = letter();
    letter.formal = both(nasty, nasty);
    letter.overdue[0].title = both(nasty, nasty);
    letter.overdue[0].reason = Some(both(nasty, nasty));
    letter.overdue[0].basis[1].number = Some(nasty.to_owned());
    letter.unknown[0].asked[0].stages = vec![both(nasty, nasty)];
    letter
}

fn markdown(letter: &Letter, lang: Lang) -> String {
    String::from_utf8(render(letter, template(lang), LetterFormat::Markdown, lang).unwrap()).unwrap()
}

fn docx(letter: &Letter, lang: Lang) -> Vec<u8> {
    render(letter, template(lang), LetterFormat::Docx, lang).unwrap()
}

/// One file of a document.
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// What a document says, a paragraph a line.
fn text(docx: &[u8]) -> String {
    let xml = part(docx, "word/document.xml");
    let mut lines = Vec::new();
    for paragraph in xml.split("<w:p ").skip(1) {
        let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        lines.push(runs.map(|run| run.split("</w:t>").next().unwrap()).collect::<String>());
    }
    lines.join("\n")
}

#[test]
fn a_letter_says_what_is_owed_by_which_document_and_in_what_form() {
    insta::assert_snapshot!("markdown-vi", markdown(&letter(), Lang::Vi));
    insta::assert_snapshot!("markdown-en", markdown(&letter(), Lang::En));
    insta::assert_snapshot!("docx-vi", text(&docx(&letter(), Lang::Vi)));
}

#[test]
fn a_silent_locality_is_told_so() {
    let silent = Letter { silent: true, overdue: Vec::new(), ..letter() };
    let said = markdown(&silent, Lang::Vi);
    assert!(said.contains("chưa có báo cáo nào"), "{said}");
    assert!(!said.contains("Nhiệm vụ quá hạn"), "{said}");
    assert!(said.contains("**1. Nhiệm vụ chưa có số liệu báo cáo**"), "{said}");
}

#[test]
fn the_same_letter_is_the_same_bytes_whatever_was_written_before_it() {
    let first = docx(&letter(), Lang::Vi);
    docx(&hostile(), Lang::En);
    assert_eq!(docx(&letter(), Lang::Vi), first);
    let mut archive = zip::ZipArchive::new(Cursor::new(&first)).unwrap();
    for at in 0..archive.len() {
        let modified = archive.by_index(at).unwrap().last_modified();
        assert!(modified.is_none_or(|time| time == zip::DateTime::default()), "{modified:?}");
    }
}

#[test]
fn data_never_become_markup() {
    insta::assert_snapshot!("hostile-docx-en", text(&docx(&hostile(), Lang::En)));
    let xml = part(&docx(&hostile(), Lang::En), "word/document.xml");
    let plain = part(&docx(&letter(), Lang::En), "word/document.xml");
    let count = |xml: &str, tag: &str| xml.matches(tag).count();
    for tag in ["<w:tc>", "<w:br", "<w:u ", "<w:b ", "<w:hyperlink"] {
        assert_eq!(count(&xml, tag), count(&plain, tag), "{tag}");
    }
}

#[test]
fn an_offices_own_template_is_used() {
    let own = "Kính gửi {{ formal }}:\n\n{% for item in overdue %}\n- {{ item.title }}, {{ item.late }}\n{% endfor %}\n";
    let made = render(&letter(), own, LetterFormat::Markdown, Lang::Vi).unwrap();
    assert_eq!(
        String::from_utf8(made).unwrap(),
        "Kính gửi tỉnh Quảng Nam:\n\n- Số hóa dữ liệu hộ tịch, quá hạn 55 ngày làm việc\n"
    );
}

#[test]
fn mistakes_of_an_offices_own_template_are_told_with_their_line_and_no_letter_is_written() {
    let folder = run::copy_of_shipped();
    let own = folder.path().join("rules/templates/notice.vi.md");
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    let told = |template: &[u8]| {
        std::fs::write(&own, template).unwrap();
        let line = "notice \"Cao Bằng\" --as-of 2024-10-21 --lang vi -o letters";
        let run = run::run_in(folder.path(), line);
        assert_eq!(run.status.code(), Some(2));
        assert!(!folder.path().join("letters").exists());
        String::from_utf8(run.stderr).unwrap()
    };
    let endless = "{% for a in range(9000) %}{% for a in range(9000) %}{% endfor %}{% endfor %}";
    let cp1258 = b"K\xednh g\xedi";
    insta::assert_snapshot!(
        [
            told("Kính gửi:\n{{ nobody }}".as_bytes()),
            told("Kính gửi:\n\n{% for x %}".as_bytes()),
            told("{{ formal | shout }}".as_bytes()),
            told(endless.as_bytes()),
            told(cp1258),
        ]
        .join("\n")
    );
}

#[test]
fn a_template_that_would_never_end_or_fill_the_memory_is_refused() {
    let loops = format!("{}x{}", "{% for a in range(10000) %}".repeat(5), "{% endfor %}".repeat(5));
    let doubled = format!("{{% set x = 'aaaa' %}}{}{{{{ x }}}}", "{% set x = x ~ x ~ x ~ x %}".repeat(40));
    let itself = "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}".to_owned();
    for template in [loops, doubled, itself] {
        let error = render(&letter(), &template, LetterFormat::Docx, Lang::Vi).unwrap_err();
        assert!(matches!(error, LetterError::Template { line: Some(1), .. }), "{error}");
    }
    let foreign = render(&letter(), "{% include '/etc/passwd' %}", LetterFormat::Docx, Lang::Vi);
    assert!(foreign.is_err());
}

#[test]
fn the_template_is_printed_to_be_edited_and_says_by_itself_what_it_would_say_anyway() {
    for lang in Lang::ALL {
        let printed = assert_cmd::Command::cargo_bin("dondoc")
            .unwrap()
            .args(["notice", "--print-template", "--lang", lang.word()])
            .output()
            .unwrap();
        assert!(printed.status.success());
        let printed = String::from_utf8(printed.stdout).unwrap();
        assert_eq!(printed, template(*lang));
        assert!(printed.contains(&format!("rules/templates/notice.{lang}.md")), "it says where it goes");
    }
}

#[test]
fn a_reply_is_asked_for_on_a_working_day_whatever_the_day() {
    use dondoc::pipeline::{self, Question};
    use dondoc::progress::Nobody;
    use dondoc::resolve::Horizon;
    let folder = camino::Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let calendar = pipeline::prepare(folder).unwrap().project.calendar;
    // before Tết, before 30 April, on a Saturday, on a make-up Saturday's eve
    for as_of in ["2025-01-20", "2025-01-24", "2025-04-25", "2025-05-31", "2025-08-29", "2025-12-30"] {
        let question = Question {
            localities: vec!["quảng ninh".to_owned()],
            ..Question::whole(Horizon { as_of: day(as_of), known_by: None })
        };
        let found = pipeline::notice::letters(folder, &question, &Nobody).unwrap();
        let reply = found.letters[0].reply_by;
        assert_eq!(calendar.is_working_day(reply), Ok(true), "{as_of}: {reply}");
        assert_eq!(calendar.working_days(day(as_of), reply), Ok(5), "{as_of}: {reply}");
    }
}
