//! Whoever waits hears how far the work is, and the answer is the same whether anybody listens or not.

use std::sync::Mutex;

use assert_cmd::Command;
use assert_cmd::cargo::CommandCargoExt;
use camino::Utf8Path;
use dondoc::pipeline::{self, Question};
use dondoc::progress::{Listener, Step};
use dondoc::resolve::Horizon;

#[derive(Default)]
struct Notebook(Mutex<Vec<String>>);

impl Listener for Notebook {
    fn hear(&self, step: Step, done: usize, of: usize) {
        self.0.lock().unwrap().push(format!("{step} {done}/{of}"));
    }
}

fn question() -> Question {
    Question {
        earlier: ["2025-03-31", "2025-04-30"].map(|day| day.parse().unwrap()).to_vec(),
        ..Question::whole(Horizon { as_of: "2025-05-31".parse().unwrap(), known_by: None })
    }
}

#[test]
fn steps_are_told_in_their_order_and_change_nothing() {
    let (project, heard) = (Utf8Path::new(env!("CARGO_MANIFEST_DIR")), Notebook::default());
    let told = pipeline::check_heard(project, &question(), &heard).unwrap().report;
    assert_eq!(
        *heard.0.lock().unwrap(),
        ["reading 0/1", "judging 0/1", "looking-back 0/2", "looking-back 1/2", "reporting 0/1"]
    );
    let silent = pipeline::check(project, &question()).unwrap().report;
    assert_eq!(serde_json::to_string(&told).unwrap(), serde_json::to_string(&silent).unwrap());
}

#[test]
fn a_pipe_gets_no_bar() {
    let mut command = Command::from_std(std::process::Command::cargo_bin("dondoc").unwrap());
    let output =
        command.args(["-q", "check", "--as-of-each-month", "2023-01-31", "2025-12-31", "--format", "json"]);
    let output = output.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
