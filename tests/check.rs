//! Small projects that each tell one story, and what the program says of them.
//!
//! Each folder below `tests/check/` is laid over `tests/check/ground/`. Its `args` tell the story and list the runs, a
//! line each; lines of `#` hold what was worked out by hand. `check …` runs as text in both languages and as JSON,
//! `explain …` in both languages, a line that begins with `all:` in every format, and one that begins with `once:`
//! exactly as it stands. What the program wrote lies beside the story: `text.snap`, `json.snap` and so on.

mod run;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use run::run_in;

/// Files of a fixture that are not the project's.
const STORY: [&str; 2] = ["args", "README"];

const FORMATS: [&str; 6] = ["text", "json", "jsonl", "csv", "markdown", "junit"];

fn lay(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if STORY.contains(&name.as_str()) || name.ends_with(".snap") || name.ends_with(".snap.new") {
            continue;
        }
        let target = to.join(&name);
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            lay(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The runs that a line of `args` asks for: the snapshot that each belongs to, and its arguments.
fn runs(line: &str) -> Vec<(&'static str, String)> {
    if let Some(exactly) = line.strip_prefix("once:") {
        let exactly = exactly.trim().to_owned();
        let format = FORMATS.into_iter().find(|f| exactly.contains(&format!("--format {f}")));
        return vec![(format.unwrap_or("text"), exactly)];
    }
    if let Some(all) = line.strip_prefix("all:") {
        let in_format = |format: &'static str| {
            let all = all.trim();
            // JSON carries both languages
            let languages: &[&str] = if format.starts_with("json") { &["en"] } else { &["en", "vi"] };
            languages
                .iter()
                .map(move |lang| (format, format!("{all} --format {format} --lang {lang}")))
                .collect::<Vec<_>>()
        };
        return FORMATS.into_iter().flat_map(in_format).collect();
    }
    let mut runs = vec![("text", line.to_owned()), ("text", format!("{line} --lang vi"))];
    if line.starts_with("check") {
        runs.push(("json", format!("{line} --format json")));
    }
    runs
}

/// What a person sees of one run.
fn seen(project: &Path, arguments: &str) -> String {
    let output = run_in(project, arguments);
    let mut seen = format!("$ dondoc {arguments}\n");
    seen.push_str(std::str::from_utf8(&output.stdout).unwrap());
    if !output.stderr.is_empty() {
        seen.push_str("--- on standard error\n");
        seen.push_str(std::str::from_utf8(&output.stderr).unwrap());
    }
    writeln!(seen, "--- exit {}", output.status.code().unwrap()).unwrap();
    assert!(!seen.contains(project.to_str().unwrap()), "a path of the machine is shown: {seen}");
    seen
}

fn story(folder: &Path) {
    let project = tempfile::tempdir().unwrap();
    lay(&folder.with_file_name("ground"), project.path());
    lay(folder, project.path());
    for removed in fs::read_to_string(folder.join("REMOVED")).unwrap_or_default().lines() {
        fs::remove_file(project.path().join(removed)).unwrap();
    }
    let args = fs::read_to_string(folder.join("args")).unwrap();
    let lines = args.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let all: Vec<(&str, String)> = lines.flat_map(runs).collect();
    assert!(!all.is_empty(), "{} asks for nothing", folder.display());
    for format in FORMATS {
        let of_format: Vec<String> =
            all.iter().filter(|(f, _)| *f == format).map(|(_, run)| seen(project.path(), run)).collect();
        if !of_format.is_empty() {
            insta::assert_snapshot!(format, of_format.join("\n"));
        }
    }
}

#[test]
fn every_story_is_told_as_it_was_worked_out() {
    insta::glob!("check", "*/args", |args| {
        let folder = args.parent().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| story(folder));
    });
}
