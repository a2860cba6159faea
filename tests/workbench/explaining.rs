//! `dondoc explain`: a requirement as a page, what a problem means, and which of them a word names.

use dondoc::model::bilingual::Lang;
use dondoc::problem::Code;
use dondoc::render::{Style, code_page};

use crate::fixture::{Project, RULE};

const DAY: &str = "2025-02-03";

#[test]
fn a_code_has_a_page() {
    // A code is explained whether or not the project is sound.
    let project = Project::new();
    project.write("data/facts.toml", "not = TOML = at all");
    insta::assert_snapshot!(project.run(&["explain", "no-verdict"]).shown());
}

#[test]
fn a_code_has_a_page_in_vietnamese() {
    let project = Project::new();
    // One of rules, one of documents, one whose examples speak to people, one about a file.
    for code in ["no-verdict", "due-on-day-off", "bad-workbook", "bad-placeholder"] {
        let ran = project.run(&["explain", code, "--lang", "vi"]);
        insta::assert_snapshot!(format!("code_vi_{code}"), ran.shown());
    }
    let page = ["explain", "unknown-locality", "--lang", "vi", "--format", "markdown"];
    insta::assert_snapshot!("code_vi_markdown", project.run(&page).shown());
    let page = project.run(&["explain", "unknown-locality", "--lang", "vi", "--format", "html"]).out;
    assert!(
        page.contains("<html lang=\"vi\">") && page.contains("không địa phương nào mang tên này"),
        "{page}"
    );
}

#[test]
fn every_line_of_a_codes_page_is_in_the_language_that_was_asked_for() {
    for code in Code::ALL {
        let [en, vi] = [Lang::En, Lang::Vi].map(|lang| {
            let page = code_page(*code, lang, Style::default());
            let said = page.lines().filter(|line| !line.starts_with("    ") && !line.is_empty());
            said.skip(1).map(str::to_owned).collect::<Vec<_>>()
        });
        let both: Vec<&String> = en.iter().filter(|line| vi.contains(line)).collect();
        assert!(en.len() >= 4 && vi.len() >= 4 && both.is_empty(), "{code}: {both:?}");
    }
}

#[test]
fn a_requirement_has_a_page_in_both_languages() {
    let project = Project::new();
    let page = |more: &[&str]| project.run(&[&["explain", "records", "--as-of", DAY], more].concat()).shown();
    insta::assert_snapshot!("requirement_en", page(&[]));
    insta::assert_snapshot!("requirement_vi", page(&["--lang", "vi"]));
    insta::assert_snapshot!("requirement_markdown", page(&["--format", "markdown"]));
}

#[test]
fn the_page_for_a_browser_is_complete_in_itself_and_says_only_letters() {
    let project = Project::new();
    project.edit(RULE, "Records are issued online.", "Records <script>alert(1)</script> & \\u{202e} online.");
    project.edit(RULE, "en: \"Records online\"", "en: \"<b>Records</b>\"");
    let ran = project.run(&["explain", "records", "--as-of", DAY, "-o", "page.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let page = project.read("page.html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;") && page.contains("&lt;b&gt;Records"), "{page}");
    assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
    assert!(page.contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"));
    for network in ["http:", "https:", "url(http", "@import", "<img", "<iframe"] {
        assert!(!page.contains(network), "{network}");
    }
    // The style that is allowed is the one that is there.
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
    let mark = page.split("style-src '").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    use base64::Engine as _;
    use sha2::Digest as _;
    let digest = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    assert_eq!(mark.replace("&#x2f;", "/"), format!("sha256-{digest}"));
}

#[test]
fn a_word_that_names_nothing_is_answered_with_the_nearest_of_all_three_kinds() {
    let project = Project::new();
    for (word, says) in [
        ("recordz", "did you mean `records`?"),
        ("no-verdct", "did you mean `no-verdict`?"),
        ("ha nol", "did you mean `Hà Nội` (ha-noi)?"),
        ("requirement:recrds", "did you mean `records`?"),
        ("code:no-verdct", "did you mean `no-verdict`?"),
        ("code:records", "no code of a problem is called `records`"),
        ("requirement:hue", "no requirement is called `hue`"),
        ("nothing of the sort", "no locality, no requirement and no code"),
    ] {
        let ran = project.run(&["explain", word, "--as-of", DAY]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{word}");
        assert!(ran.err.contains(says), "{word}: {}", ran.err);
    }
}

#[test]
fn a_word_that_names_nothing_is_answered_in_vietnamese_too() {
    let project = Project::new();
    for (word, says) in [
        ("recordz", "vào ngày 03/02/2025 không có địa phương, yêu cầu hay mã lỗi nào mang tên `recordz`"),
        ("no-verdct", "có phải là `no-verdict` không?"),
        ("ha nol", "có phải là `Hà Nội` (ha-noi) không?"),
        ("duplicate-dey", "có phải là `duplicate-day` không?"),
        ("code:no-verdct", "không có mã lỗi nào mang tên `no-verdct`"),
        ("locality:recordz", "không có địa phương nào mang tên `recordz`"),
        ("nothing of the sort", "mã lỗi do `dondoc lint` nêu"),
        // a letter that deceives is told by whoever knows such letters
        ("Hà Nộі", "Cyrillic letter"),
    ] {
        let ran = project.run(&["explain", word, "--as-of", DAY, "--lang", "vi"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{word}");
        assert!(ran.err.contains(says), "{word}: {}", ran.err);
    }
}

#[test]
fn a_word_that_names_two_things_is_not_guessed_at() {
    let project = Project::new();
    let rename = |path: &str| path.replace("records.", "no-verdict.");
    for path in [RULE, crate::fixture::CASES] {
        let text = project.read(path).replace("id:      \"records\"", "id:      \"no-verdict\"");
        project.write(&rename(path), &text);
        std::fs::remove_file(project.path(path)).unwrap();
    }
    project.edit(crate::fixture::DOCUMENT, "requirement = \"records\"", "requirement = \"no-verdict\"");
    let ran = project.run(&["explain", "no-verdict", "--as-of", DAY]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("write `requirement:no-verdict` or `code:no-verdict`"), "{}", ran.err);
    let ran = project.run(&["explain", "no-verdict", "--as-of", DAY, "--lang", "vi"]);
    assert!(ran.err.contains("hãy ghi `requirement:no-verdict` hoặc `code:no-verdict`"), "{}", ran.err);
    let code = project.run(&["explain", "code:no-verdict", "--as-of", DAY]);
    assert!(code.out.contains("Not so:"), "{}{}", code.out, code.err);
    let rule = project.run(&["explain", "requirement:no-verdict", "--as-of", DAY]);
    assert!(rule.out.contains("LEGAL BASIS"), "{}{}", rule.out, rule.err);
}

#[test]
fn a_locality_is_explained_as_text_and_says_where_its_page_is() {
    let project = Project::new();
    let ran = project.run(&["explain", "hue", "--as-of", DAY, "--format", "html"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("check -o report.html"), "{}", ran.err);
    let ran = project.run(&["explain", "records", "-o", "page.pdf"]);
    assert!(ran.code == 2 && ran.err.contains("no page ends in .pdf"), "{}", ran.err);
}
