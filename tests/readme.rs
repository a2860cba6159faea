//! What the README shows is what the program says.
//!
//! A line `<!-- $ dondoc ARGUMENTS -->` directly above a block of text says what the block shows: all of the output, or
//! its first N lines with `| head -N`, or its beginning where the block ends in a line `...`.

mod run;

use std::fs;

use assert_cmd::Command;
use run::{shipped, split, text};

fn readme() -> String {
    fs::read_to_string(shipped().join("README.md")).unwrap()
}

/// A block of the README with the command that it is the output of.
struct Shown {
    command: String,
    block: Vec<String>,
}

fn shown(readme: &str) -> Vec<Shown> {
    let lines: Vec<&str> = readme.lines().collect();
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let command = line.strip_prefix("<!-- $ dondoc ").and_then(|rest| rest.strip_suffix(" -->"));
        let Some(command) = command else { continue };
        assert_eq!(lines.get(at + 1), Some(&"```text"), "a block of text stands below line {}", at + 1);
        let block = lines[at + 2..].iter().take_while(|line| **line != "```").map(|line| (*line).to_owned());
        all.push(Shown { command: command.to_owned(), block: block.collect() });
    }
    all
}

#[test]
fn the_output_shown_is_the_programs_own() {
    let all = shown(&readme());
    assert!(!all.is_empty(), "the README shows output");
    for Shown { command, mut block } in all {
        let (arguments, head) = match command.split_once(" | head -") {
            Some((arguments, lines)) => (arguments, Some(lines.parse::<usize>().unwrap())),
            None => (command.as_str(), None),
        };
        let said = text(arguments);
        let mut said: Vec<&str> = said.lines().collect();
        if block.last().is_some_and(|line| line == "...") {
            block.pop();
            said.truncate(block.len());
        }
        if let Some(lines) = head {
            said.truncate(lines);
        }
        assert_eq!(block.join("\n"), said.join("\n"), "dondoc {command}");
    }
}

/// Commands in the README's blocks of shell.
fn commands(readme: &str) -> Vec<String> {
    let mut inside = false;
    let mut all = Vec::new();
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            let command = line.split(" #").next().unwrap_or_default().trim();
            let ours = command.strip_prefix("cargo run --release -- ").or(command.strip_prefix("dondoc "));
            all.extend(ours.map(str::to_owned));
        }
    }
    all
}

#[test]
fn the_commands_named_do_what_they_say() {
    let all = commands(&readme());
    assert!(all.len() > 3, "the README names commands");
    // Reports that are written are written elsewhere than into the sources.
    let elsewhere = tempfile::tempdir().unwrap();
    for mut command in all {
        // Any day will do, but not the day on which the test happens to run.
        if command.starts_with("check") && !command.contains("--as-of") {
            command.push_str(" --as-of 2026-02-28");
        }
        let output = Command::cargo_bin("dondoc")
            .unwrap()
            .current_dir(elsewhere.path())
            .args(["--project", shipped().to_str().unwrap()])
            .args(split(&command))
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "dondoc {command}: {stderr}");
    }
}
