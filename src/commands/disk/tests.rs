//! Every command that writes, with every single step of its writing failing in turn: the old files stay whole, and
//! nothing is left that was not there before.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Parser;

use super::faults::{Plan, under};
use super::{HALF_WRITTEN, Step, sweep};
use crate::cli::Cli;
use crate::commands::{Outcome, run};

#[path = "../../../tests/workbench/fixture.rs"]
#[expect(dead_code, reason = "the workbench uses more of it")]
mod fixture;

/// What is done, with what must be in the folder first.
struct Job {
    name: &'static str,
    line: &'static str,
    before: &'static [(&'static str, &'static str)],
    /// Files that it writes, of those that are not there before.
    makes: &'static [&'static str],
}

/// Makes two localities late.
const LATE: (&str, &str) = (
    "data/documents/2024-12-31-late.toml",
    "id = \"late\"\ntitle = { en = \"L\", vi = \"L\" }\nkind = \"return\"\nissuer = \"x\"\ndated = 2024-12-31\n\
     source = \"x\"\nconfidence = \"high\"\n[[observation]]\nfact = \"records.deployed\"\nvalue = false\n\
     localities = [\"hue\", \"ha-noi\"]\n",
);

const JOBS: &[Job] = &[
    Job {
        name: "a new report",
        line: "check --as-of 2025-01-31 -o report.html",
        before: &[],
        makes: &["report.html"],
    },
    Job {
        name: "a report over another",
        line: "check --as-of 2025-01-31 -o report.json",
        before: &[("report.json", "the old report")],
        makes: &[],
    },
    Job {
        name: "a comparison over another",
        line: "diff --from 2024-11-30 --to 2025-01-31 -o changes.md",
        before: &[("changes.md", "the old comparison")],
        makes: &[],
    },
    Job {
        name: "a form",
        line: "template --as-of 2025-01-31 --fact records.deployed -o form.xlsx",
        before: &[],
        makes: &["form.xlsx"],
    },
    Job {
        name: "letters, one over another",
        line: "notice ha-noi hue --as-of 2025-01-31 --format markdown -o letters",
        before: &[LATE, ("letters/hue-2025-01-31.md", "the old letter")],
        makes: &[],
    },
    Job {
        name: "letters in a new folder",
        line: "notice hue --as-of 2025-01-31 -o letters/of/today",
        before: &[LATE],
        makes: &["letters/of/today/hue-2025-01-31.docx"],
    },
    Job {
        name: "a new requirement",
        line: "new land-plots-measured",
        before: &[],
        makes: &["rules/land/land-plots-measured.cases.toml", "rules/land/land-plots-measured.rhai"],
    },
    Job {
        name: "cases brought up to date",
        line: "test --update",
        before: &[(
            "rules/justice/records.cases.toml",
            "[[case]]\nname = \"a\"\nfacts = { records.deployed = true }\nas_of = 2024-11-01\n\
             expect = { status = \"unknown\" }\n",
        )],
        makes: &[],
    },
    Job {
        name: "an import",
        line: "import return.csv --dated 2025-01-31 --published 2025-01-31 --yes",
        before: &[("return.csv", "locality,records.deployed\nHue,true\n")],
        makes: &[
            "data/documents/2025-01-31-return-return.csv",
            "data/documents/2025-01-31-return-return.toml",
        ],
    },
];

/// Every file below a folder with its bytes, folders with none.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, at: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(at).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                walk(root, &path, found);
                found.insert(format!("{name}/"), Vec::new());
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn desk(job: &Job) -> fixture::Project {
    let project = fixture::Project::new();
    for (path, text) in job.before {
        project.write(path, text);
    }
    project
}

/// Runs a job in a folder; what it names lies there.
fn go(job: &Job, folder: &Path) -> Outcome {
    let inside = |word: &str| {
        let is_file = word.contains('.') && !word.starts_with("records.") || word.starts_with("letters");
        if is_file { folder.join(word).to_str().unwrap().to_owned() } else { word.to_owned() }
    };
    let words = job.line.split(' ').map(inside);
    let project = ["dondoc".to_owned(), "-q".to_owned(), "--project".to_owned()];
    let words = project.into_iter().chain([folder.to_str().unwrap().to_owned()]).chain(words);
    run(&Cli::parse_from(words))
}

#[test]
fn whatever_step_fails_the_old_files_stay_whole_and_nothing_is_left() {
    for job in JOBS {
        let project = desk(job);
        let folder = project.path("");
        let (outcome, steps) = under(Plan::Never, || go(job, &folder));
        assert_eq!(outcome, Outcome::Done, "{}", job.name);
        let done = files(&folder);
        for made in job.makes {
            assert!(done.contains_key(*made), "{}: no {made} in {:?}", job.name, done.keys());
        }
        assert!(steps.len() >= 5 && steps.contains(&Step::Sync), "{}: {steps:?}", job.name);
        for n in 0..steps.len() {
            for plan in [Plan::Once(n), Plan::From(n)] {
                let project = desk(job);
                let folder = project.path("");
                let before = files(&folder);
                let (outcome, gone) = under(plan, || go(job, &folder));
                let what = format!("{}: {plan:?}, {:?}", job.name, gone.get(n));
                assert_eq!(outcome, Outcome::Invalid, "{what}");
                let after = files(&folder);
                let taken_back = plan == Plan::Once(n);
                for (name, bytes) in &after {
                    let old = before.get(name);
                    assert!(old.is_some(), "{what}: {name} is left");
                    // on a disk that stays full nothing can be written back, but what is there is whole
                    let whole = old == Some(bytes) || (!taken_back && done.get(name) == Some(bytes));
                    assert!(whole, "{what}: {name} is not what it was");
                }
                assert_eq!(after.len(), before.len(), "{what}: something is gone");
            }
        }
    }
}

#[test]
fn what_a_killed_run_left_goes_with_the_next_one_and_what_is_being_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(format!("{HALF_WRITTEN}{name}"));
    fs::write(path("dead"), "half").unwrap();
    fs::write(path("alive"), "half").unwrap();
    let writer = fs::File::open(path("alive")).unwrap();
    writer.try_lock().unwrap();
    sweep(camino::Utf8Path::from_path(folder.path()).unwrap());
    assert!(!path("dead").exists() && path("alive").exists());
    drop(writer);
}

/// A pipe of that name would hold whoever opens it up for ever.
#[cfg(unix)]
#[test]
fn a_pipe_that_is_called_like_what_was_left_is_passed_by() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join(format!("{HALF_WRITTEN}pipe"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    sweep(camino::Utf8Path::from_path(folder.path()).unwrap());
    assert!(pipe.symlink_metadata().is_ok());
}
