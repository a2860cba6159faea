//! The same input gives the same bytes: whatever the files are called, however many threads there are, wherever and on
//! what machine the program runs.

mod run;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use run::{copy_of_shipped, lay, program, shipped, split};

/// What staff look at, what programs read, and the way to one answer. The other formats show no more than these.
const QUESTIONS: [&str; 4] = [
    "check --as-of 2024-10-21",
    "check --as-of 2025-07-01 --format json",
    "check --as-of 2024-10-21 --format markdown --lang vi",
    "explain \"Bắc Ninh\" --as-of 2025-07-01 --lang vi",
];

/// The answers in the project's own folder, with nothing set.
fn here() -> &'static [Vec<u8>] {
    static HERE: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    HERE.get_or_init(|| answers(&shipped(), |_| {}))
}

fn answers(folder: &Path, set: impl Fn(&mut assert_cmd::Command)) -> Vec<Vec<u8>> {
    let answer = |question: &&str| {
        let mut command = program(folder);
        command.args(split(question));
        set(&mut command);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{question}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    QUESTIONS.iter().map(answer).collect()
}

fn assert_same(one: &[Vec<u8>], other: &[Vec<u8>], what: &str) {
    for ((question, one), other) in QUESTIONS.iter().zip(one).zip(other) {
        let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
        let differs = one.lines().zip(other.lines()).find(|(a, b)| a != b);
        assert!(one == other, "{what}: {question}: {differs:?}");
    }
}

#[test]
fn documents_may_be_called_anything_and_lie_anywhere() {
    let project = copy_of_shipped();
    let documents = project.path().join("data/documents");
    let mut files: Vec<_> = fs::read_dir(&documents).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    // Tables lie beside the document that names them, so only documents without one move.
    let has_tables = |text: &str| text.contains("[[table]]");
    let mut moved = 0;
    for (at, file) in files.iter().enumerate() {
        let text = fs::read_to_string(file).unwrap_or_default();
        if file.extension().is_none_or(|ending| ending != "toml") || has_tables(&text) {
            continue;
        }
        // The last becomes the first, three folders deep here and there.
        let folder = match at % 3 {
            0 => documents.clone(),
            1 => documents.join("z/y"),
            _ => documents.join(format!("a{at}/b/c")),
        };
        fs::create_dir_all(&folder).unwrap();
        fs::rename(file, folder.join(format!("{:03}-renamed.toml", 999 - at))).unwrap();
        moved += 1;
    }
    assert!(moved > 50, "most documents are moved");
    assert_same(here(), &answers(project.path(), |_| {}), "documents renamed and moved");
}

#[test]
fn rules_may_lie_in_any_topic() {
    let project = copy_of_shipped();
    let rules = project.path().join("rules");
    let everything = rules.join("everything");
    for topic in fs::read_dir(&rules).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        lay(&topic, &everything);
        fs::remove_dir_all(topic).unwrap();
    }
    // `explain` does show where a rule lies; a report does not.
    let there = answers(project.path(), |_| {});
    assert_same(&here()[..3], &there[..3], "all rules in one folder");
}

#[test]
fn threads_do_not_matter() {
    let with = |threads: &'static str| {
        answers(&shipped(), move |command| _ = command.env("RAYON_NUM_THREADS", threads))
    };
    assert_same(&with("1"), &with("8"), "1 and 8 threads");
}

#[test]
fn the_place_where_it_runs_does_not_matter() {
    let elsewhere = tempfile::tempdir().unwrap();
    let from_afar = answers(elsewhere.path(), |command| _ = command.arg("--project").arg(shipped()));
    let inside = answers(&shipped().join("data"), |command| _ = command.args(["--project", ".."]));
    assert_same(here(), &from_afar, "another working directory");
    assert_same(here(), &inside, "a folder of the project");
    let copy = copy_of_shipped();
    assert_same(here(), &answers(copy.path(), |_| {}), "a copy of the project");
}

#[test]
fn neither_time_zone_nor_locale_matter() {
    for (zone, locale) in
        [("Pacific/Kiritimati", "vi_VN.UTF-8"), ("America/Adak", "C"), ("Asia/Ho_Chi_Minh", "tr_TR.UTF-8")]
    {
        let there = answers(&shipped(), |command| {
            command
                .env("TZ", zone)
                .env("LC_ALL", locale)
                .env("LANG", locale)
                .env("NO_COLOR", "1")
                .env("TERM", "dumb");
        });
        assert_same(here(), &there, zone);
    }
}

#[test]
fn a_second_run_a_second_later_says_the_same() {
    let first = here();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_same(first, &answers(&shipped(), |_| {}), "a second later");
}

#[test]
fn colour_is_only_for_who_asks() {
    let escape = |bytes: &[u8]| bytes.contains(&0x1b);
    assert!(here().iter().all(|bytes| !escape(bytes)), "a pipe gets plain text");
    let coloured = answers(&shipped(), |command| _ = command.args(["--color", "always"]));
    let text = [true, false, false, true];
    for ((question, bytes), text) in QUESTIONS.iter().zip(&coloured).zip(text) {
        assert_eq!(escape(bytes), text, "{question}: only what is read on a screen is coloured");
    }
}

#[test]
fn no_path_of_the_machine_is_shown() {
    let project = copy_of_shipped();
    let path = project.path().to_str().unwrap().to_owned();
    for bytes in answers(Path::new("/"), |command| _ = command.args(["-v", "--project", &path])) {
        assert!(!String::from_utf8_lossy(&bytes).contains(&path));
    }
}
