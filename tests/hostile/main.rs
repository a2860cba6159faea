//! Data never become markup, formula, terminal sequence, path or command: one table of hostile texts, put wherever a
//! project takes texts in, through every rendering that there is.
//!
//! Each rendering is read by a parser of its own form, and what that finds is compared with what it finds where the same
//! project holds harmless words: as many elements with the same attributes, as many rows and cells, as many commands.
//! What a text cannot do to the structure of its page, it cannot do to whoever opens it.

mod numbers;
mod project;
mod shapes;

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use dondoc::model::bilingual::Lang;
use dondoc::pipeline::testing::TestQuestion;
use dondoc::pipeline::{self, Question, compare, explaining, linting, notice, testing};
use dondoc::problem::{Colour, render as problems};
use dondoc::progress::Nobody;
use dondoc::render::diff::DiffFormat;
use dondoc::render::letter::{self, LetterFormat};
use dondoc::render::sheet::SheetFormat;
use dondoc::render::trials::{Detail, TrialFormat};
use dondoc::render::{self, Format, Style, diff, explanation, handbook, lint, trials};
use dondoc::report::Depth;
use dondoc::resolve::Horizon;
use rayon::prelude::*;
use shapes::{Form, Shape, faults, shape};

/// What is harmless: two words, as most names are.
const HARMLESS: &str = "Harmless words";

/// Texts that would be more than data, by what they try to be.
const HOSTILE: &[(&str, &str)] = &[
    ("a script", "<script>alert(1)</script>"),
    ("an image", "<img src=x onerror=alert(1)>"),
    ("the end of an attribute", "\" onmouseover=\"alert(1)"),
    ("the end of another attribute", "' onfocus='alert(1)' autofocus='"),
    ("the end of a title", "</title></style></script><svg onload=alert(1)>"),
    ("a comment", "<!-- --> --!> <!"),
    ("the end of character data", "]]> <![CDATA[ <x/> ]]>"),
    ("an entity", "&lt;b&gt; &amp;amp; &#60;script&#62; &nosuch;"),
    ("a declaration", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"),
    ("a formula", "=cmd|' /C calc'!A0"),
    ("a sum", "+1+1"),
    ("a difference", "-1+1"),
    ("a function", "@SUM(1;1)"),
    ("a link in a sheet", "=HYPERLINK(\"http://x.example\";\"y\")"),
    ("markdown", "**b** _i_ `c` ~~s~~ [a](http://x.example) ![i](javascript:alert(1)) <http://x.example>"),
    ("a heading", "# one"),
    ("a list", "- one"),
    ("a numbered list", "1. one"),
    ("a quotation", "> one"),
    ("a rule across", "---"),
    ("a fence", "```"),
    ("a cell", "a | b | c"),
    ("an escaped cell", "a \\| b \\\\| c \\"),
    ("a reference", "[x]: javascript:alert(1)"),
    ("a mention", "@everyone #1 http://x.example www.x.example a@x.example"),
    ("a template", "{{ 7 * 7 }} {% raw %} {# c #} ${x} #{x}"),
    ("a command", "$(touch /tmp/x) `touch /tmp/x`; rm -rf / && echo | cat"),
    ("a workflow's command", "::error file=x,line=1::pwned"),
    ("a workflow's properties", "a,line=9,title=x::y%0A::set-output name=a::b"),
    ("percents", "%0A%0D%3A%2C%25 %s %n %x"),
    ("a path", "../../../../etc/passwd"),
    ("another path", "..\\..\\windows\\system32"),
    ("a whole path", "/etc/passwd"),
    ("a device", "CON"),
    ("an option", "--output=/tmp/x"),
    ("quotes", "\"'“”‘’«»„"),
    ("backslashes", "\\\\ \\n \\u001b \\x1b \\"),
    ("blanks", "   x   y   "),
    ("Vietnamese as it comes from some machines", "Quảng Ngãi đặng"),
    ("another direction", "ישראל العربية"),
    ("pictures", "🇻🇳👨‍👩‍👧‍👦🏳️‍🌈"),
    ("a line of XML's own", "a\u{85}b\u{2028}c\u{2029}d"),
    ("a line", "one\ntwo"),
    ("a heading on a line of its own", "one\n\n# two\n\n| a | b |\n|---|---|\n"),
    ("a carriage return", "one\rtwo"),
    ("a table's mark", "a\tb"),
    ("a formula behind a table's mark", "\t=1+1"),
    ("colour", "\u{1b}[31mred\u{1b}[0m"),
    ("a title of a window", "\u{1b}]0;owned\u{7}"),
    ("a link of a terminal", "\u{1b}]8;;http://x.example\u{1b}\\x\u{1b}]8;;\u{1b}\\"),
    ("a control of one byte", "\u{9b}2J\u{9d}0;x\u{9c}"),
    ("a backspace", "safe\u{8}\u{8}\u{8}\u{8}evil"),
    ("an end of text", "a\u{0}b"),
    ("a turned text", "abc\u{202e}fdp.exe"),
    ("isolates", "\u{2066}a\u{2069}\u{2067}b"),
    ("nothing to be seen", "a\u{200b}b\u{200d}c\u{feff}d\u{2060}e"),
    ("tags", "a\u{e0041}\u{e0042}b"),
    ("many marks", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
];

fn question() -> Question {
    Question {
        earlier: vec!["2024-12-31".parse().unwrap()],
        depth: Depth::Chains,
        ..Question::whole(Horizon { as_of: "2025-01-31".parse().unwrap(), known_by: None })
    }
}

/// Every form in both languages.
fn in_both<F: Copy>(forms: &'static [F]) -> impl Iterator<Item = (F, Lang)> {
    forms.iter().flat_map(|form| Lang::ALL.iter().map(|lang| (*form, *lang)))
}

/// Everything that a project can be made into, by name.
struct Renderings {
    made: BTreeMap<String, (Form, Vec<u8>)>,
    /// Whether the project itself was refused, so that only what is said of that could be made.
    refused: bool,
}

impl Renderings {
    fn of(folder: &Utf8Path) -> Self {
        let mut all = Self { made: BTreeMap::new(), refused: false };
        all.of_lint(folder);
        match pipeline::check(folder, &question()) {
            Ok(answer) => {
                all.add(
                    "warnings",
                    Form::Terminal,
                    problems(&answer.warnings, &answer.sources, Colour::Plain),
                );
                for lang in Lang::ALL.iter().copied() {
                    for format in Format::ALL.iter().copied() {
                        let bytes = render::render(&answer.report, format, lang, Style::default()).unwrap();
                        all.add(&format!("report {format} {lang}"), Form::of(format.word()), bytes);
                    }
                }
                all.of_letters(folder);
                all.of_changes(folder);
                all.of_pages(folder);
                all.of_book(folder);
                all.of_cases(folder);
            }
            Err(refusal) => {
                all.refused = true;
                all.add(
                    "refusal",
                    Form::Terminal,
                    problems(&refusal.problems, &refusal.sources, Colour::Plain),
                );
            }
        }
        all
    }

    fn add(&mut self, name: &str, form: Form, bytes: impl Into<Vec<u8>>) {
        self.made.insert(name.to_owned(), (form, bytes.into()));
    }

    fn of_lint(&mut self, folder: &Utf8Path) {
        let linted = linting::look_over(folder, &[], question().horizon.as_of);
        self.add("lint json", Form::Json, lint::json(&linted.report).unwrap());
        self.add("lint sarif", Form::Json, lint::sarif(&linted.report).unwrap());
        self.add("lint github", Form::Commands, lint::github(&linted.report));
    }

    fn of_letters(&mut self, folder: &Utf8Path) {
        let found = notice::letters(folder, &question(), &Nobody).unwrap();
        assert!(!found.letters.is_empty(), "somebody is late");
        for one in &found.letters {
            for (format, lang) in in_both(LetterFormat::ALL) {
                let bytes = letter::render(one, letter::template(lang), format, lang).unwrap();
                let form = if format == LetterFormat::Docx { Form::Parts } else { Form::Markdown };
                self.add(&format!("letter {} {format} {lang}", one.id), form, bytes);
            }
        }
    }

    fn of_changes(&mut self, folder: &Utf8Path) {
        let from = Horizon { as_of: "2024-10-20".parse().unwrap(), known_by: None };
        let found = compare::diff(folder, from, question().horizon, None, &Nobody).unwrap();
        for (format, lang) in in_both(DiffFormat::ALL) {
            let bytes = diff::render(&found, format, lang, Style::default()).unwrap();
            self.add(&format!("changes {format} {lang}"), Form::of(format.word()), bytes);
        }
    }

    fn of_pages(&mut self, folder: &Utf8Path) {
        for word in ["ha-noi", "hue-2025", "requirement:records"] {
            match explaining::explain(folder, &question(), word, Lang::En).unwrap() {
                explaining::Explained::Locality(dossiers) => {
                    for (dossier, lang) in
                        dossiers.iter().flat_map(|one| Lang::ALL.iter().map(move |l| (one, *l)))
                    {
                        let text = explanation::render(dossier, lang, Style::default());
                        self.add(&format!("explained {word} {lang}"), Form::Terminal, text);
                    }
                }
                explaining::Explained::Requirement(view) => {
                    for (format, lang) in in_both(SheetFormat::ALL) {
                        let page = handbook::requirement_page(&view, format, lang, Style::default()).unwrap();
                        self.add(&format!("explained {word} {format} {lang}"), Form::of(format.word()), page);
                    }
                }
                explaining::Explained::Code(_) => panic!("{word} is no code"),
            }
        }
    }

    fn of_book(&mut self, folder: &Utf8Path) {
        let book = explaining::handbook(folder, Some(question().horizon.as_of)).unwrap();
        for (format, lang) in [(SheetFormat::Html, Lang::Vi), (SheetFormat::Markdown, Lang::En)] {
            for (path, page) in handbook::book(&book, format, lang).unwrap() {
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
                assert!(path.chars().all(plain) && !path.contains("..") && !path.starts_with('/'), "{path}");
                // pages of codes and of the language hold nothing of the project
                if ["requirements/", "facts/", "index"].iter().any(|of| path.starts_with(of)) {
                    self.add(&format!("handbook {path} {lang}"), Form::of(format.word()), page);
                }
            }
        }
    }

    fn of_cases(&mut self, folder: &Utf8Path) {
        let tested = testing::test(folder, &TestQuestion::default()).unwrap();
        for (format, lang) in in_both(TrialFormat::ALL) {
            let text = trials::render(&tested.trials, format, Detail::Cases, lang, Style::default()).unwrap();
            self.add(&format!("cases {format} {lang}"), Form::of(format.word()), text);
        }
    }
}

fn made_with(text: &str) -> Renderings {
    let ground = project::with(text);
    let folder = Utf8PathBuf::from_path_buf(ground.path().to_owned()).unwrap();
    let made = Renderings::of(&folder);
    for (name, (_, bytes)) in &made.made {
        let said = String::from_utf8_lossy(bytes);
        assert!(!said.contains(folder.as_str()), "{name} names a folder of the machine");
    }
    made
}

#[test]
fn no_text_changes_what_its_rendering_is_made_of() {
    let harmless = made_with(HARMLESS);
    assert!(!harmless.refused, "{}", String::from_utf8_lossy(&harmless.made["refusal"].1));
    let shapes: BTreeMap<&String, Shape> =
        harmless.made.iter().map(|(name, (form, bytes))| (name, shape(*form, bytes))).collect();
    let (mut wrong, mut refused, mut cells) = (Vec::new(), Vec::new(), 0);
    let all: Vec<(&str, Renderings)> =
        HOSTILE.par_iter().map(|(title, text)| (*title, made_with(text))).collect();
    for (title, hostile) in &all {
        if hostile.refused {
            refused.push(*title);
        }
        for (name, (form, bytes)) in &hostile.made {
            cells += 1;
            let mut found = faults(*form, bytes);
            // a lint of hostile words finds other things than one of harmless words
            let like = shapes
                .get(name)
                .filter(|_| !hostile.refused && !name.starts_with("lint") && name != "warnings");
            if let Some(like) = like {
                found.extend(like.difference(&shape(*form, bytes)));
            }
            wrong.extend(found.into_iter().map(|what| format!("{title} | {name}: {what}")));
        }
    }
    eprintln!("{cells} cells; refused where they are read: {refused:?}");
    assert!(wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cells > 2_000, "{cells}");
    insta::assert_debug_snapshot!(refused);
}
