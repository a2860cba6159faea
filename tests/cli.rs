//! The command line: what it takes, what it refuses, and with which status it ends.

mod run;

use std::fs;
use std::process::{Command, Stdio};

use run::{copy_of_shipped, dondoc, json, program, run_in, shipped, split, text};
use serde_json::Value;

const DAY: &str = "--as-of 2024-10-21";

fn code(line: &str) -> Option<i32> {
    dondoc(&format!("{line} {DAY}")).status.code()
}

fn errors(line: &str) -> String {
    String::from_utf8(dondoc(&format!("{line} {DAY}")).stderr).unwrap()
}

fn report(line: &str) -> Value {
    json(&format!("check {DAY} --format json {line}"))
}

fn rows(report: &Value) -> &Vec<Value> {
    report["localities"].as_array().unwrap()
}

#[test]
fn fail_on_makes_a_status_at_or_past_it_a_failure() {
    assert_eq!(code("check"), Some(0), "by default nothing fails");
    assert_eq!(code("check --fail-on overdue"), Some(1));
    assert_eq!(code("check --fail-on error"), Some(0), "nothing is that bad");
    // Bắc Ninh has civil status in progress and nothing overdue or unknown that anybody reported on.
    assert_eq!(code("check \"Bac Ninh\" --requirement civil-status-digitized --fail-on due-soon"), Some(0));
    assert_eq!(
        code("check \"Bac Ninh\" --requirement civil-status-digitized --fail-on in-progress"),
        Some(1)
    );
    assert_eq!(code("check --fail-on not-applicable"), Some(1));
}

#[test]
fn a_failure_is_reported_all_the_same() {
    assert_eq!(
        dondoc(&format!("check {DAY} --fail-on overdue")).stdout,
        dondoc(&format!("check {DAY}")).stdout
    );
}

#[test]
fn wrong_usage_is_2_and_says_what_would_do() {
    for (line, says) in [
        ("check --format pdf", "one of: text, json"),
        ("check --status late", "one of: not-applicable, waived, met"),
        ("check --fail-on never", "one of: not-applicable"),
        ("check --level county", "one of: national"),
        ("check --top -1", "unexpected argument"),
        ("check nobody-is-called-so", "no locality is called `nobody-is-called-so`"),
        ("check \"Hau Giangg\"", "did you mean `Hậu Giang` (hau-giang)"),
        ("check --requirement judicial-records", "did you mean"),
        ("explain \"ha noi\" civil-status-digitised", "did you mean `civil-status-digitized`?"),
        ("explain", "<LOCALITY | REQUIREMENT | CODE>"),
        ("chek", "'check'"),
    ] {
        assert_eq!(code(line), Some(2), "{line}");
        let said = errors(line);
        assert!(said.contains(says), "{line}: {said}");
        assert!(dondoc(&format!("{line} {DAY}")).stdout.is_empty(), "{line}: no report");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for line in ["--help", "check --help", "--version"] {
        assert_eq!(dondoc(line).status.code(), Some(0), "{line}");
    }
    assert!(text("--help").contains("Exit status:"));
}

#[test]
fn a_project_with_an_error_is_refused_whole() {
    let project = copy_of_shipped();
    fs::write(project.path().join("data/documents/2024-10-20-broken.toml"), "id = \"broken\"\n").unwrap();
    let output = run_in(project.path(), &format!("check {DAY}"));
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "no half report");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("data/documents/2024-10-20-broken.toml:1:1"), "{said}");
    assert!(said.contains("error[missing-key]"), "{said}");
}

#[test]
fn naming_localities_chooses_what_is_shown_and_changes_no_rank() {
    let all = report("");
    let some = report("\"soc trang\" 27 ha-nam");
    let ids: Vec<&str> = rows(&some).iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ha-nam", "soc-trang", "bac-ninh"], "in rank order, however they were asked for");
    for row in rows(&some) {
        assert!(rows(&all).contains(row), "{} has the same place as among all", row["id"]);
    }
    assert_eq!(some["requirements"], all["requirements"], "counts are over all");
}

#[test]
fn top_and_status_choose_what_is_shown_and_change_no_rank() {
    let all = report("");
    let top = report("--top 5 --level province");
    assert_eq!(rows(&top).len(), 5);
    assert_eq!(
        rows(&top)[..],
        rows(&all).iter().filter(|r| r["level"] == "province").take(5).cloned().collect::<Vec<_>>()[..]
    );

    let overdue = report("--status overdue --level province");
    assert_eq!(rows(&overdue).len(), 54, "whoever has not deployed judicial records");
    for row in rows(&overdue) {
        let verdicts = row["verdicts"].as_array().unwrap();
        assert!(verdicts.iter().all(|v| v["status"] == "overdue"));
        let among_all = rows(&all).iter().find(|r| r["id"] == row["id"]).unwrap();
        assert_eq!((&row["rank"], &row["score"]), (&among_all["rank"], &among_all["score"]));
    }
}

#[test]
fn asking_for_requirements_changes_the_score_and_says_so() {
    let one = report("--requirement judicial-records-on-vneid --level province");
    assert_eq!(one["only"], serde_json::json!(["judicial-records-on-vneid"]));
    assert_eq!(one["requirements"].as_array().unwrap().len(), 1);
    let full = rows(&one).iter().filter(|row| row["rank"] == 1).count();
    assert_eq!(full, 9, "the nine share the first place");
    assert_eq!(rows(&one)[9]["rank"], 10, "and the next place is the tenth");
    for (lang, says) in
        [("en", "Scores and ranks count only what was asked for"), ("vi", "Điểm và hạng chỉ tính trên")]
    {
        let shown = text(&format!("check {DAY} --requirement judicial-records-on-vneid --lang {lang}"));
        assert!(shown.contains(says), "{shown}");
    }
    assert!(report("")["only"].is_null());
}

#[test]
fn a_report_is_written_whole_and_in_the_format_of_its_ending() {
    let elsewhere = tempfile::tempdir().unwrap();
    for (file, format) in [
        ("r.json", "json"),
        ("r.jsonl", "jsonl"),
        ("r.csv", "csv"),
        ("r.md", "markdown"),
        ("r.xml", "junit"),
        ("r.txt", "text"),
        ("no-ending", "text"),
    ] {
        let path = elsewhere.path().join(file);
        fs::write(&path, "what was there before").unwrap();
        let output = dondoc(&format!("check {DAY} -o {}", path.display()));
        assert_eq!(output.status.code(), Some(0), "{file}");
        assert!(output.stdout.is_empty(), "{file}: the report is in the file");
        assert_eq!(
            fs::read(&path).unwrap(),
            text(&format!("check {DAY} --format {format}")).into_bytes(),
            "{file}"
        );
    }
    let left: Vec<_> = fs::read_dir(elsewhere.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".dondoc"))
        .collect();
    assert!(left.is_empty(), "nothing half-written stays behind: {left:?}");
}

#[test]
fn a_format_that_is_asked_for_beats_the_ending() {
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("named.json");
    dondoc(&format!("check {DAY} --format csv -o {}", path.display()));
    assert_eq!(fs::read(path).unwrap(), text(&format!("check {DAY} --format csv")).into_bytes());
}

#[test]
fn a_report_never_overwrites_what_it_is_made_from() {
    let project = copy_of_shipped();
    let localities = fs::read(project.path().join("data/localities.csv")).unwrap();
    for place in ["data/localities.csv", "data/new.csv", "rules/report.txt", "data/documents/../report.json"]
    {
        let output = run_in(project.path(), &format!("check {DAY} -o {place}"));
        assert_eq!(output.status.code(), Some(2), "{place}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("never overwrites"), "{place}: {said}");
    }
    assert_eq!(fs::read(project.path().join("data/localities.csv")).unwrap(), localities);
    assert!(!project.path().join("data/new.csv").exists());
}

#[cfg(unix)]
#[test]
fn not_even_through_a_link() {
    let project = copy_of_shipped();
    std::os::unix::fs::symlink(project.path().join("data"), project.path().join("out")).unwrap();
    let output = run_in(project.path(), &format!("check {DAY} -o out/report.json"));
    assert_eq!(output.status.code(), Some(2));
    assert!(!project.path().join("data/report.json").exists());
}

#[cfg(unix)]
#[test]
fn a_report_and_its_receipt_are_two_files_whatever_they_are_called() {
    let project = copy_of_shipped();
    let path = |name: &str| project.path().join(name);
    fs::write(path("kept.json"), "kept").unwrap();
    fs::create_dir(path("out")).unwrap();
    std::os::unix::fs::symlink(path("kept.json"), path("link.json")).unwrap();
    for (report, receipt) in [
        ("kept.json", "kept.json"),
        ("link.json", "kept.json"),
        ("kept.json", "link.json"),
        ("kept.json", "out/../kept.json"),
        ("out/new.json", "./out/new.json"),
    ] {
        let output = run_in(project.path(), &format!("check {DAY} -o {report} --receipt {receipt}"));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{report} {receipt}: {said}");
        assert!(said.contains("cannot be one"), "{report} {receipt}: {said}");
        assert_eq!(fs::read_to_string(path("kept.json")).unwrap(), "kept", "{report} {receipt}");
        assert_eq!(fs::read_dir(path("out")).unwrap().count(), 0, "{report} {receipt}");
    }
}

#[test]
fn a_watch_that_would_write_among_its_input_does_not_begin() {
    let project = copy_of_shipped();
    let line = format!("watch {DAY} -o data/page.html");
    let output = program(project.path())
        .args(split(&line))
        .timeout(std::time::Duration::from_secs(20))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "it goes on watching");
    assert!(String::from_utf8(output.stderr).unwrap().contains("lies in the project's data/ folder"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_stream_that_takes_no_more_is_no_fault_of_our_own() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    let output = command.current_dir(shipped()).args(["check", "--as-of", "2024-10-21"]).stdout(full);
    let output = output.stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot write to standard output"));
}

#[test]
fn letters_of_ids_that_differ_in_capitals_only_are_not_laid_over_each_other() {
    let project = copy_of_shipped();
    let registry = project.path().join("data/localities.csv");
    let text = fs::read_to_string(&registry).unwrap();
    let (from, to) = ("\nca-mau,", "\nCA-GIANG,");
    assert_eq!(text.matches(from).count(), 1);
    let text = text.replace(from, to).replace("\nhau-giang,", "\nca-giang,");
    fs::write(&registry, text.replace(",ca-mau,", ",CA-GIANG,").replace(",hau-giang,", ",ca-giang,"))
        .unwrap();
    let succession = project.path().join("data/succession.csv");
    let text = fs::read_to_string(&succession).unwrap();
    let text = text.replace("ca-mau,", "CA-GIANG,").replace("hau-giang,", "ca-giang,");
    fs::write(&succession, text).unwrap();
    let output = run_in(project.path(), &format!("notice CA-GIANG ca-giang {DAY} -o letters"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("two ids differ in capitals only"), "{said}");
    assert!(!project.path().join("letters").exists());
}

/// Comparing takes several times what a report takes: of a larger one the way without saved reports is told.
#[test]
fn a_saved_report_that_is_too_large_to_compare_is_refused_with_another_way() {
    let folder = tempfile::tempdir().unwrap();
    let large = std::fs::File::create(folder.path().join("large.json")).unwrap();
    large.set_len(48 * 1024 * 1024 + 1).unwrap();
    let output = dondoc(&format!("diff {0}/large.json {0}/large.json", folder.path().display()));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("error[too-large]: `large.json` is larger than 48 MiB"), "{said}");
    assert!(said.contains("compare days instead, `--from DAY --to DAY`"), "{said}");
}

#[test]
fn a_file_that_cannot_be_written_is_said_and_leaves_what_was_there() {
    let elsewhere = tempfile::tempdir().unwrap();
    let output = dondoc(&format!("check {DAY} -o {}/no/such/folder/r.json", elsewhere.path().display()));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot write to the folder"));
    let output = dondoc(&format!("check {DAY} -o {}", elsewhere.path().display()));
    assert_eq!(output.status.code(), Some(2), "a folder is no file");
    let no_folder = elsewhere.path().join("note");
    std::fs::write(&no_folder, "a note").unwrap();
    let output = dondoc(&format!("check {DAY} -o {}/r.json", no_folder.display()));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cannot write to the folder") && said.contains("not a directory"), "{said}");
    assert!(!said.contains("half"), "nobody chose that name: {said}");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let binary = assert_cmd::cargo::cargo_bin("dondoc");
    let mut child = Command::new(binary)
        .current_dir(shipped())
        .args(split(&format!("check {DAY} --format json")))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "it goes quietly");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_report_is_of_the_form_that_schema_prints() {
    let schema: Value = serde_json::from_str(&text("schema")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for line in [
        "--as-of 2024-10-21",
        "--as-of 2025-07-01",
        "--as-of 2020-01-01",
        "--as-of 2026-02-28 --known-by 2026-02-01 --status overdue",
        "--as-of 2024-10-21 --requirement civil-status-digitized --top 1",
    ] {
        let report = json(&format!("check {line} --format json"));
        let wrong: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{line}: {wrong:?}");
    }
    assert!(
        !validator.is_valid(&serde_json::json!({ "schema": "dondoc.report/1" })),
        "the schema asks for something"
    );
}

#[test]
fn completions_and_the_manual_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&format!("completions {shell}")).contains("dondoc"), "{shell}");
    }
    let manual = text("man");
    assert!(manual.contains(".TH dondoc") && manual.contains("check"), "{manual}");
    assert_eq!(dondoc("completions csh").status.code(), Some(2));
}

#[test]
fn quiet_says_nothing_beside_the_answer_and_verbose_says_all() {
    let project = copy_of_shipped();
    // A table that no document names is a warning.
    fs::write(project.path().join("data/documents/unused.csv"), "locality\n").unwrap();
    let said = |more: &str| {
        let output = run_in(project.path(), &format!("check {DAY} {more}"));
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(said("-q"), "");
    let (brief, full) = (said(""), said("-v"));
    assert!(brief.contains("-v shows") && full.contains("data/documents/unused.csv"), "{brief}\n---\n{full}");
}

#[test]
fn a_locality_may_be_named_in_any_way() {
    let same = [
        "\"Bắc Ninh\"",
        "\"bac ninh\"",
        "BẮC-NINH",
        "27",
        "bac-ninh",
        "\"tỉnh Bắc Ninh\"",
        "\"Ba\u{306}\u{301}c Ninh\"",
    ];
    let first = text(&format!("explain {} {DAY}", same[0]));
    for name in same {
        assert_eq!(text(&format!("explain {name} {DAY}")), first, "{name}");
    }
}

#[test]
fn without_a_day_it_is_today_in_viet_nam() {
    // Whatever today is, the machine's zone does not matter, and the report says which day it judged.
    let output = program(&shipped())
        .env("TZ", "Pacific/Kiritimati")
        .args(["check", "--format", "json"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let now = chrono::Utc::now() + chrono::Duration::hours(7);
    let days = [now - chrono::Duration::minutes(5), now].map(|t| t.date_naive().to_string());
    assert!(
        days.contains(&report["as_of"].as_str().unwrap().to_owned()),
        "{} is not {days:?}",
        report["as_of"]
    );
}
