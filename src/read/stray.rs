//! Files that nothing reads, though somebody may think so: told, and not passed over in silence.
//!
//! In: the files below `data/`, and what was read of them. Out: a warning for each that looks like data. Invariant: what
//! a project is answered from is what a reader of the folder takes it for; pictures, letters and notes are nobody's data.

use std::collections::HashSet;

use crate::model::place::Place;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};

use super::{DOCUMENTS, FACTS, HOLIDAYS, LOCALITIES, SUCCESSION, breadth, is_below};

/// Endings of what holds data, whoever reads it.
const DATA: [&str; 9] = ["toml", "csv", "xlsx", "yaml", "yml", "json", "xls", "xlsm", "ods"];

/// Tells of files below `data/` that nothing reads; `used` are the tables that documents name.
pub fn tell(below_data: &[String], used: &[String], problems: &mut Vec<Problem>) {
    let used: HashSet<&str> = used.iter().map(String::as_str).collect();
    for path in below_data.iter().filter(|path| !used.contains(path.as_str())) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let inside = is_below(path, DOCUMENTS);
        let (ending, plain) = endings(name);
        let problem = match (inside, ending.as_str()) {
            _ if !DATA.contains(&ending.as_str()) => continue,
            (true, "toml") if plain => continue,
            (true, "csv" | "xlsx") if plain => {
                let told = "no document names this table: it is not read";
                Problem::warning(Code::StrayFile, told)
                    .help("name it in a document with [[table]], or move it away")
            }
            (true, _) => Problem::warning(Code::StrayFile, "nothing reads this file")
                .help("documents end in .toml, their tables in .csv or .xlsx, in small letters"),
            (false, _) if is_read(path) => continue,
            (false, _) => {
                let problem = Problem::warning(Code::StrayFile, "nothing reads this file");
                let known = [LOCALITIES, SUCCESSION, HOLIDAYS, FACTS, "rules/scoring.toml"];
                match did_you_mean(path, known).filter(|help| !help.instead().is_empty()) {
                    Some(meant) => problem.help(meant),
                    None => problem.help(
                        "documents and their tables lie in data/documents, tables of lower units are called data/communes-….csv or data/districts-….csv",
                    ),
                }
            }
        };
        problems.push(problem.at(Place::new(path.as_str(), 0..0), ""));
    }
}

fn is_read(path: &str) -> bool {
    [LOCALITIES, SUCCESSION, HOLIDAYS, FACTS].contains(&path) || breadth::is_lower_table(path)
}

/// The ending that says what a file holds, in small letters, and whether it stands as it should: last, and so written.
fn endings(name: &str) -> (String, bool) {
    let lower = name.to_lowercase();
    let mut parts = lower.rsplit('.').take(2);
    let last = parts.next().unwrap_or_default();
    let before = parts.next().unwrap_or_default();
    // `return.toml.txt` is what editors make of `return.toml`
    let hidden = ["txt", "bak", "old", "orig"].contains(&last) && DATA.contains(&before);
    let ending = if hidden { before } else { last };
    (ending.to_owned(), !hidden && name.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str) -> String {
        let mut problems = Vec::new();
        tell(&[path.to_owned()], &["data/documents/used.csv".to_owned()], &mut problems);
        problems.first().map_or_else(String::new, |one| one.help.as_deref().unwrap_or_default().to_owned())
    }

    #[test]
    fn what_looks_like_data_and_is_not_read_is_told() {
        for path in [
            "data/facts.toml",
            "data/communes-2024.csv",
            "data/documents/2024/a.toml",
            "data/documents/used.csv",
            "data/documents/scan.pdf",
            "data/documents/notes.txt",
            "data/README.md",
        ] {
            assert_eq!(told(path), "", "{path}");
        }
        for (path, help) in [
            ("data/holiday.csv", "did you mean `data/holidays.csv`?"),
            ("data/Succession.CSV", "did you mean `data/succession.csv`?"),
            ("data/communes_2024.csv", "documents and their tables"),
            ("data/2024-10-21-wg.toml", "documents and their tables"),
            ("data/Documents/2024-10-21-wg.toml", "documents and their tables"),
            ("data/documents/b.csv", "name it in a document"),
            ("data/documents/b.TOML", "documents end in .toml"),
            ("data/documents/b.toml.txt", "documents end in .toml"),
            ("data/documents/b.yaml", "documents end in .toml"),
        ] {
            assert!(told(path).starts_with(help), "{path}: {}", told(path));
        }
    }
}
