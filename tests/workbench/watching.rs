//! `dondoc watch`, driven as an editor drives it: the real program runs in a folder, files are saved, and what is said
//! on standard output is read.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::fixture::{CASES, DOCUMENT, FACTS, Project, RULE};

/// Longest that anything may take on a machine that does other work too.
const PATIENCE: Duration = Duration::from_secs(60);
/// So long nothing is said before a look counts as told.
const PAUSE: Duration = Duration::from_millis(700);

/// A running `dondoc watch`, which ends with the value.
struct Watching {
    program: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn of(project: &Project, arguments: &[&str]) -> Self {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin("dondoc"))
            .current_dir(project.path("."))
            .args(["watch", "-q", "--as-of", "2025-03-05"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program runs");
        let out = program.stdout.take().expect("its standard output");
        Self { program, lines: lines(out) }
    }

    /// What is said next, up to a pause.
    fn said(&self) -> String {
        let mut text = self.lines.recv_timeout(PATIENCE).expect("something is said");
        loop {
            match self.lines.recv_timeout(PAUSE) {
                Ok(line) => text.push_str(&line),
                Err(RecvTimeoutError::Timeout) => return text,
                Err(RecvTimeoutError::Disconnected) => panic!("the program ended after:\n{text}"),
            }
        }
    }

    /// That nothing is said for a while.
    fn is_silent(&self) -> bool {
        self.lines.recv_timeout(PAUSE * 2) == Err(RecvTimeoutError::Timeout)
    }

    /// Tells the program to end, as Ctrl-C does, and how it ended.
    #[cfg(unix)]
    fn interrupted(&mut self, signal: &str) -> Option<i32> {
        let id = self.program.id().to_string();
        let told = Command::new("kill").args(["-s", signal, &id]).status().expect("a signal");
        assert!(told.success());
        let since = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().expect("a status") {
                return status.code();
            }
            assert!(since.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn lines(out: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        let mut out = BufReader::new(out);
        let mut line = String::new();
        while out.read_line(&mut line).is_ok_and(|n| n > 0) {
            if sender.send(std::mem::take(&mut line)).is_err() {
                return;
            }
        }
    });
    lines
}

/// Saves a file as many editors do: a new file beside it takes its place.
fn save_by_rename(project: &Project, path: &str, text: &str) {
    let beside = format!("{path}.tmp~");
    project.write(&beside, text);
    fs::rename(project.path(&beside), project.path(path)).expect("a rename");
}

#[test]
fn a_save_tells_who_gains_and_why() {
    let project = Project::new();
    let watching = Watching::of(&project, &[]);
    insta::assert_snapshot!("watch_first", watching.said());
    project.edit(DOCUMENT, "others     = true", "others     = false");
    insta::assert_snapshot!("watch_difference", watching.said());
}

#[test]
fn a_difference_in_vietnamese() {
    let project = Project::new();
    let watching = Watching::of(&project, &["--lang", "vi"]);
    watching.said();
    project.edit(DOCUMENT, "others     = true", "others     = false");
    insta::assert_snapshot!("watch_difference_vi", watching.said());
}

#[test]
fn what_is_broken_leaves_the_last_good_report() {
    let project = Project::new();
    let rule = project.read(RULE);
    let watching = Watching::of(&project, &["-o", "page.html"]);
    watching.said();
    let page = project.read("page.html");

    save_by_rename(&project, RULE, &rule.replace("not_met(\"absent\")", "notmet(\"absent\")"));
    insta::assert_snapshot!("watch_broken", watching.said());
    assert_eq!(project.read("page.html"), page, "the page of what was good stays");

    // Broken otherwise, in another file too: both are told.
    project.edit(FACTS, "\"bool\"", "\"boolean\"");
    let said = watching.said();
    assert!(said.contains("notmet") && said.contains("boolean"), "{said}");

    project.edit(FACTS, "\"boolean\"", "\"bool\"");
    watching.said();
    save_by_rename(&project, RULE, &rule.replace("met(\"deployed\")", "met(\"deployed\") "));
    insta::assert_snapshot!("watch_mended", watching.said());
}

#[test]
fn a_project_that_never_was_good() {
    let project = Project::new();
    project.edit(RULE, "not_met(\"absent\")", "notmet(\"absent\")");
    let watching = Watching::of(&project, &[]);
    let said = watching.said();
    assert!(said.ends_with("report      none yet: mend this first\n"), "{said}");
    project.edit(RULE, "notmet(\"absent\")", "not_met(\"absent\")");
    let said = watching.said();
    assert!(said.contains("3 passed") && said.contains("report      1 nation · 2 provinces"), "{said}");
}

#[test]
fn a_case_that_fails_is_shown_until_it_passes() {
    let project = Project::new();
    let watching = Watching::of(&project, &[]);
    watching.said();
    project.edit(CASES, "status = \"met-late\"", "status = \"overdue\"");
    insta::assert_snapshot!("watch_failing_case", watching.said());
    // Another file is saved: what failed is run again, and still told.
    project.edit(DOCUMENT, "\"minutes\"", "\"the minutes\"");
    let said = watching.said();
    assert!(said.contains("1 FAILED") && said.contains("deployed after the deadline"), "{said}");
    project.edit(CASES, "status = \"overdue\"", "status = \"met-late\"");
    let said = watching.said();
    assert!(said.contains("3 passed · records"), "{said}");
    assert!(said.contains("rests on nothing that was touched"), "{said}");
}

#[test]
fn limits_and_tables_of_lower_units_are_looked_at_again_too() {
    let project = Project::new();
    let watching = Watching::of(&project, &[]);
    watching.said();
    project.write("rules/limits.toml", "steps = 5000\n");
    let said = watching.said();
    assert!(said.contains("changed     rules/limits.toml"), "{said}");
    assert!(said.contains("cases       3 passed"), "{said}");
    let table = "id,code,level,parent,name_vi\nba-dinh,00001,commune,ha-noi,Phường Ba Đình\n";
    project.write("data/districts-2024.csv", &table.replace("commune", "district"));
    let said = watching.said();
    assert!(said.contains("changed     data/districts-2024.csv\n"), "{said}");
    project.write("data/communes-2025.csv", &table.replace("commune", "comune").replace("ba-dinh", "ward"));
    let said = watching.said();
    assert!(said.contains("changed     data/communes-2025.csv\n"), "{said}");
    assert!(said.contains("did you mean `commune`?") && said.contains("data/communes-2025.csv:2:"), "{said}");
    project.write("data/communes-2025.csv", &table.replace("ba-dinh", "ward"));
    let said = watching.said();
    assert!(said.contains("report ") && !said.contains("error"), "{said}");
}

#[test]
fn a_save_that_changes_nothing_says_nothing() {
    let project = Project::new();
    let watching = Watching::of(&project, &[]);
    watching.said();
    let rule = project.read(RULE);
    project.write(RULE, &rule);
    save_by_rename(&project, RULE, &rule);
    project.write("rules/justice/.records.rhai.swp", "an editor's own");
    project.write("notes.txt", "of no project");
    assert!(watching.is_silent());
}

#[test]
fn a_burst_of_saves_ends_in_what_was_saved_last() {
    let project = Project::new();
    let watching = Watching::of(&project, &[]);
    watching.said();
    let rule = project.read(RULE);
    for n in 0..30 {
        project.write(RULE, &rule.replace("deployed\",", &format!("deployed, {n}\",")));
        std::thread::sleep(Duration::from_millis(3));
    }
    project.write(RULE, &rule.replace("level:   \"province\"", "weight:  2,\n    level:   \"province\""));
    let said = watching.said();
    let last = said.rsplit("\n\n").next().unwrap_or_default();
    assert!(said.contains("changed     rules/justice/records.rhai"), "{said}");
    assert!(!last.contains("worded otherwise, 29"), "{said}");
    // Nothing is left to be told, and the next save is heard.
    assert!(watching.is_silent());
    project.write(RULE, &rule);
    assert!(watching.said().contains("changed     rules/justice/records.rhai"));
}

#[test]
fn files_and_folders_that_go_and_come_back() {
    let project = Project::new();
    let watching = Watching::of(&project, &[]);
    watching.said();
    let rule = project.read(RULE);

    fs::remove_file(project.path(RULE)).expect("removed");
    let said = watching.said();
    assert!(said.contains("changed     rules/justice/records.rhai"), "{said}");
    assert!(said.contains("no rule is called so"), "{said}");
    project.write(RULE, &rule);
    assert!(watching.said().contains("report      as before"));

    // The whole folder is put aside and another takes its place, as a version control does.
    fs::rename(project.path("rules"), project.path("put-aside")).expect("moved");
    watching.said();
    fs::rename(project.path("put-aside"), project.path("rules")).expect("moved back");
    assert!(watching.said().contains("report      as before"));
    project.edit(RULE, "level:   \"province\"", "weight:  2,\n    level:   \"province\"");
    assert!(watching.said().contains("changed     rules/justice/records.rhai"));

    // A new topic with a rule, written faster than anybody can listen there.
    project.write("rules/new/topic/other.rhai", &rule.replace("\"records\"", "\"other\""));
    let said = watching.said();
    assert!(said.contains("rules/new/topic/other.rhai"), "{said}");
    project.edit("rules/new/topic/other.rhai", "level:   \"province\"", "level:   \"provinse\"");
    assert!(watching.said().contains("provinse"));
}

#[test]
fn the_page_is_the_one_that_check_writes() {
    let project = Project::new();
    let watching = Watching::of(&project, &["-o", "page.html", "--lang", "vi"]);
    watching.said();
    project.edit(DOCUMENT, "others     = true", "others     = false");
    let said = watching.said();
    assert!(said.contains("báo cáo     đã ghi vào page.html"), "{said}");
    let page = project.read("page.html");
    let check = ["check", "--as-of", "2025-03-05", "--lang", "vi", "-o", "checked.html"];
    assert_eq!(project.run(&check).code, 0);
    assert_eq!(page, project.read("checked.html"));
}

#[test]
fn a_form_without_a_file_is_refused() {
    let project = Project::new();
    assert_eq!(project.run(&["watch", "--format", "html"]).code, 2);
    assert_eq!(project.run(&["watch", "-o", "page.doc"]).code, 2);
    let ran = project.run(&["--project", "nowhere", "watch"]);
    assert_eq!((ran.code, ran.err.as_str()), (2, "dondoc: there is no project folder nowhere\n"));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_cleanly() {
    for signal in ["INT", "TERM"] {
        let project = Project::new();
        let mut watching = Watching::of(&project, &["-o", "page.html"]);
        watching.said();
        assert_eq!(watching.interrupted(signal), Some(0), "SIG{signal}");
        let left = fs::read_dir(project.path(".")).expect("a folder").flatten();
        assert_eq!(left.filter(|file| file.file_name().to_string_lossy().starts_with(".dondoc")).count(), 0);
    }
}

#[cfg(unix)]
#[test]
fn it_ends_where_nobody_reads() {
    let project = Project::new();
    let mut watching = Watching::of(&project, &[]);
    watching.said();
    // The reader's thread ends with its channel, and the pipe with the thread.
    watching.lines = channel().1;
    let since = Instant::now();
    let mut n = 0;
    while watching.program.try_wait().expect("a status").is_none() {
        n += 1;
        project.write(DOCUMENT, &project.read(DOCUMENT).replace("minutes", "minutes again"));
        std::thread::sleep(Duration::from_millis(300));
        assert!(since.elapsed() < PATIENCE, "still there after {n} saves");
    }
    assert_eq!(watching.program.try_wait().expect("a status").and_then(|s| s.code()), Some(0));
}
