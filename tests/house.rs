//! Holds the house: imports run downward, each floor keeps to its own trade, and no drawer is called "utils".
//!
//! The texts of the sources are looked at, not the compiled program: comments and strings are blanked out first, and
//! paths are found wherever they stand, in a `use` or in the middle of an expression. Every check is also run on a
//! small sample that breaks its rule, so that none can pass by finding nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up: a module, and what it may import besides itself. A module that is not named here takes the line
/// of the nearest module above it; `x::*` is a line for everything inside `x`. A line for a module that is not built
/// yet does no harm.
const FLOORS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("calendar", &["model"]),
    // What runs compiled rules knows no script: it would run whatever was lowered from any language.
    ("program", &["model"]),
    ("progress", &["model"]),
    ("project", &["model", "calendar"]),
    ("problem", &["model", "calendar"]),
    ("names", &["model", "problem"]),
    ("quiet", &[]),
    ("read", &["model", "calendar", "project", "problem", "names", "quiet"]),
    ("rulebook", &["model", "calendar", "project", "problem", "names", "quiet", "program"]),
    ("resolve", &["model", "calendar", "project", "problem", "names"]),
    ("forecast", &["model", "calendar", "project", "problem", "names", "resolve"]),
    ("evaluate", &["model", "calendar", "project", "problem", "names", "rulebook", "resolve"]),
    ("cases", &["model", "calendar", "project", "problem", "names", "rulebook", "resolve", "evaluate"]),
    ("rank", &["model", "calendar", "project", "problem", "names", "rulebook", "resolve", "evaluate"]),
    ("receipt", &["model", "problem"]),
    // The view itself is plain; what fills it in may see everything that made the answer, but not the files.
    ("report", &["model", "problem"]),
    (
        "report::*",
        &[
            "model", "calendar", "project", "problem", "names", "rulebook", "resolve", "forecast",
            "evaluate", "cases", "rank",
        ],
    ),
    (
        "lint",
        &[
            "model", "calendar", "project", "problem", "names", "rulebook", "resolve", "evaluate", "cases",
            "report",
        ],
    ),
    (
        "intake",
        &[
            "model",
            "calendar",
            "problem",
            "names",
            "project",
            "read::leaf",
            "read::entry",
            "read::doubt",
            "read::mapping",
            "rulebook",
            "resolve",
            "model",
            "calendar",
            "project",
            "problem",
            "names",
            "rulebook",
            "resolve",
            "evaluate",
            "rank",
            "forecast",
        ],
    ),
    ("diff", &["model", "problem", "report"]),
    ("render", &["model", "problem::Severity", "problem::Code", "report", "diff"]),
    // A room under the roof: it asks the story for a project, and shows what the handbook says of its parts.
    (
        "lsp",
        &[
            "model",
            "problem",
            "names",
            "project",
            "read::Overlay",
            "read::breadth",
            "rulebook",
            "report",
            "render",
            "pipeline",
        ],
    ),
    (
        "pipeline",
        &[
            "model", "calendar", "project", "problem", "names", "read", "rulebook", "resolve", "evaluate",
            "forecast", "cases", "lint", "rank", "report", "diff", "render", "progress",
        ],
    ),
];

/// A room inside of a floor: a module that keeps to itself.
struct Room {
    /// The module; what lies in a room of its own further in is not meant.
    name: &'static str,
    /// What of its own floor it may import, and of the crates that belong to the floor.
    may: &'static [&'static str],
    /// Who of its floor may import it.
    by: &'static [&'static str],
}

/// Rooms, outer ones first.
const ROOMS: &[Room] = &[
    // What lowers rules to programs reads the tree and the words of the language, and runs nothing.
    Room {
        name: "rulebook::lower",
        may: &[
            "rhai",
            "rulebook::host::Card",
            "rulebook::host::Slot",
            "rulebook::chain",
            "rulebook::patterns",
            "rulebook::script::Script",
            "rulebook::stage",
            "rulebook::text",
            "rulebook::vocabulary",
        ],
        by: &["rulebook", "rulebook::compile"],
    },
    // Programs are run by the executor alone: whoever makes them runs none.
    Room { name: "program::machine", may: &["program"], by: &["program::answers", "rulebook::executor"] },
];

/// The roof: free to import anything.
const ROOF: &[&str] = &["cli", "commands"];

/// Paths that belong to certain files only: beginnings of paths, and beginnings of the files that may name them.
const TRADES: &[Trade] = &[
    Trade {
        paths: &["rhai"],
        words: &[],
        only_in: &["src/rulebook.rs", "src/rulebook/"],
        why: "only the rulebook knows the scripting language",
    },
    Trade {
        paths: &["calamine"],
        words: &[],
        only_in: &["src/read/workbook.rs", "src/read/workbook/"],
        why: "only the reader of workbooks unpacks them, under its caps",
    },
    Trade {
        paths: &["lsp_server", "gen_lsp_types"],
        words: &[],
        only_in: &["src/lsp.rs", "src/lsp/", "src/commands/lsp.rs", "src/commands/lsp/"],
        why: "only the language server knows the protocol of editors",
    },
    Trade {
        paths: &["std::fs"],
        words: &["File::open", "File::create", "File::options", "fs::read", "fs::write"],
        only_in: &["src/read.rs", "src/read/", "src/commands/"],
        why: "only the reader and the commands open files",
    },
    Trade {
        paths: &["chrono::Utc", "chrono::Local", "chrono::offset", "std::time::SystemTime"],
        words: &["Utc::now", "Local::now", "SystemTime::now"],
        only_in: &["src/commands/"],
        why: "only the commands know the clock",
    },
    Trade {
        paths: &[],
        words: &["println!", "eprintln!", "print!", "eprint!", "dbg!"],
        only_in: &["src/main.rs", "src/commands.rs", "src/commands/"],
        why: "the library never prints",
    },
];

/// Where input is read and days are counted: no index and no sum there may go wrong unseen.
const CAREFUL: &[&str] = &[
    "src/calendar.rs",
    "src/cases.rs",
    "src/commands.rs",
    "src/diff/saved.rs",
    "src/evaluate.rs",
    "src/forecast.rs",
    "src/intake.rs",
    "src/lsp.rs",
    "src/model.rs",
    "src/names.rs",
    "src/problem.rs",
    "src/project.rs",
    "src/read.rs",
    "src/receipt.rs",
    "src/resolve.rs",
    "src/rulebook/header.rs",
    "src/rulebook/host.rs",
    "src/rulebook/library.rs",
    "src/rulebook/link.rs",
    "src/rulebook/lint.rs",
    "src/rulebook/literals.rs",
    "src/rulebook/reasons.rs",
    "src/rulebook/sandbox.rs",
    "src/rulebook/script.rs",
    "src/rulebook/syntax.rs",
    "src/rulebook/text.rs",
];

/// Names that say nothing of what is inside.
const DRAWERS: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

const MOST_LINES: usize = 400;

struct Trade {
    paths: &'static [&'static str],
    words: &'static [&'static str],
    only_in: &'static [&'static str],
    why: &'static str,
}

/// A source file: its path from the top of the package, with `/`, and its text without comments and strings.
struct Source {
    file: String,
    lines: usize,
    code: Vec<char>,
}

impl Source {
    fn new(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), lines: text.lines().count(), code: blank(text) }
    }

    fn at(&self, offset: usize, finding: impl std::fmt::Display) -> String {
        let line = 1 + self.code[..offset].iter().filter(|c| **c == '\n').count();
        format!("{}:{line}: {finding}", self.file)
    }

    /// The module that the file is: empty for the crate's own root.
    fn module(&self) -> Vec<&str> {
        let inner = self.file.trim_start_matches("src/").trim_end_matches(".rs");
        let inner = inner.strip_suffix("/mod").unwrap_or(inner);
        if inner == "lib" || inner == "main" { Vec::new() } else { inner.split('/').collect() }
    }

    /// Offsets at which a word (or words joined by `::`) stands by itself.
    fn find(&self, word: &str) -> Vec<usize> {
        let word: Vec<char> = word.chars().collect();
        let part_of_name = |at: Option<usize>| at.and_then(|i| self.code.get(i)).is_some_and(|c| is_name(*c));
        (0..self.code.len())
            .filter(|&i| self.code[i..].starts_with(&word))
            .filter(|&i| !part_of_name(i.checked_sub(1)))
            .filter(|&i| !word.last().copied().is_some_and(is_name) || !part_of_name(Some(i + word.len())))
            .collect()
    }

    /// Every path that begins with this name, groups in braces taken apart; without the name itself.
    fn paths_from(&self, root: &str) -> Vec<(usize, Vec<String>)> {
        let mut paths = Vec::new();
        for start in self.find(root) {
            // Not a path's root if it is itself inside a path, as `super` in `super::super`.
            if self.code[..start].ends_with(&[':', ':']) {
                continue;
            }
            let after = start + root.chars().count();
            if self.code[after..].starts_with(&[':', ':']) {
                self.tree(after + 2, &[], &mut paths);
            } else if self.code[..start].iter().rev().take(4).collect::<String>() == " esu" {
                paths.push((start, Vec::new()));
            }
        }
        paths
    }

    /// Reads the rest of a path, or a group of them, and says where it ends.
    fn tree(&self, mut at: usize, before: &[String], paths: &mut Vec<(usize, Vec<String>)>) -> usize {
        let skip = |mut at: usize| {
            while self.code.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            at
        };
        at = skip(at);
        match self.code.get(at) {
            Some('{') => {
                at += 1;
                loop {
                    at = skip(at);
                    match self.code.get(at) {
                        Some('}') => return at + 1,
                        Some(',') => at += 1,
                        Some(c) if is_name(*c) || matches!(*c, '{' | '*') => {
                            at = skip(self.tree(at, before, paths));
                            while self.code.get(at).is_some_and(|c| !matches!(*c, ',' | '}')) {
                                at += 1; // `as` and the new name
                            }
                        }
                        _ => return at,
                    }
                }
            }
            Some('*') => {
                paths.push((at, before.iter().cloned().chain(["*".to_owned()]).collect()));
                at + 1
            }
            _ => {
                let name: String = self.code[at..].iter().take_while(|c| is_name(**c)).collect();
                let end = at + name.chars().count();
                let mut path = before.to_vec();
                if !name.is_empty() && name != "self" {
                    path.push(name);
                }
                let more = self.code[end..].starts_with(&[':', ':'])
                    && self.code.get(end + 2).is_some_and(|c| is_name(*c) || matches!(*c, '{' | '*'));
                if more {
                    self.tree(end + 2, &path, paths)
                } else {
                    paths.push((at, path));
                    end
                }
            }
        }
    }

    /// The paths inside the crate, from its root.
    fn imports(&self) -> Vec<(usize, Vec<String>)> {
        let mut imports = self.paths_from("crate");
        let module = self.module();
        for (at, path) in self.paths_from("super") {
            let more = path.iter().take_while(|name| *name == "super").count();
            let kept = module.len().saturating_sub(1 + more);
            let full =
                module[..kept].iter().map(|m| (*m).to_owned()).chain(path[more..].iter().cloned()).collect();
            imports.push((at, full));
        }
        imports
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The text with comments, strings and characters blanked out, line ends kept.
fn blank(text: &str) -> Vec<char> {
    let code: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(code.len());
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        let after_name = at > 0 && is_name(code[at - 1]);
        let length = if rest.starts_with(&['/', '/']) {
            rest.iter().take_while(|c| **c != '\n').count()
        } else if rest.starts_with(&['/', '*']) {
            block_comment(rest)
        } else if rest[0] == '"' {
            quoted(rest, '"')
        } else if rest[0] == 'r' && (!after_name || code[at - 1] == 'b') {
            raw_string(rest)
        } else if rest.starts_with(&['\'', '\\']) || (rest[0] == '\'' && rest.get(2) == Some(&'\'')) {
            quoted(rest, '\'')
        } else {
            0
        };
        if length == 0 {
            out.push(rest[0]);
            at += 1;
        } else {
            out.extend(rest[..length].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at += length;
        }
    }
    out
}

fn block_comment(code: &[char]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < code.len() {
        let pair = &code[at..code.len().min(at + 2)];
        match pair {
            ['/', '*'] => depth += 1,
            ['*', '/'] => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(code: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < code.len() && code[at] != quote {
        at += if code[at] == '\\' { 2 } else { 1 };
    }
    code.len().min(at + 1)
}

/// The length of a raw string, 0 where none begins here.
fn raw_string(code: &[char]) -> usize {
    let hashes = code[1..].iter().take_while(|c| **c == '#').count();
    if code.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = 2 + hashes;
    (body..code.len()).find(|&i| code[i..].starts_with(&end)).map_or(code.len(), |i| i + end.len())
}

/// What a module may import; `None` where no floor is its.
fn floor_of(module: &[&str]) -> Option<&'static [&'static str]> {
    let line = |key: String| FLOORS.iter().find(|(name, _)| *name == key).map(|(_, may)| *may);
    (1..=module.len()).rev().find_map(|n| {
        let name = module[..n].join("::");
        let inside = if n < module.len() { line(format!("{name}::*")) } else { None };
        inside.or_else(|| line(name))
    })
}

fn upward_imports(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(own) = module.first() else { return Vec::new() };
    if ROOF.contains(own) {
        return Vec::new();
    }
    let Some(may) = floor_of(&module) else {
        return vec![source.at(0, format!("`{own}` has no floor: give it one in tests/house.rs"))];
    };
    let known = |name: &str| ROOF.contains(&name) || floor_of(&[name]).is_some();
    let mut found = Vec::new();
    for (at, path) in source.imports() {
        // `super` inside a module that stands in the same file looks as if it meant the crate's root.
        let outside = path.first().is_some_and(|top| top != own && known(top));
        let allowed = may.iter().any(|may| {
            let may: Vec<&str> = may.split("::").collect();
            path.len() >= may.len() && path.iter().zip(&may).all(|(a, b)| a == b)
        });
        if outside && !allowed {
            let may = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
            let (module, path) = (module.join("::"), path.join("::"));
            found.push(source.at(at, format!("`{module}` imports `{path}`, but may import only: {may}")));
        }
    }
    found
}

/// Imports into a room or out of it that are not on its line.
fn open_doors(source: &Source) -> Vec<String> {
    let module = source.module().join("::");
    let is_in =
        |path: &str, name: &str| path.strip_prefix(name).is_some_and(|r| r.is_empty() || r.starts_with("::"));
    let own = ROOMS.iter().rev().find(|room| is_in(&module, room.name));
    let mut found = Vec::new();
    let script = source.paths_from("rhai").into_iter().map(|(at, _)| (at, "rhai".to_owned()));
    for (at, path) in source.imports().into_iter().map(|(at, path)| (at, path.join("::"))).chain(script) {
        let floor = own.map_or("", |room| room.name.split("::").next().unwrap_or_default());
        let leaves = |room: &Room| {
            !is_in(&path, room.name) && (path.starts_with(&format!("{floor}::")) || path == "rhai")
        };
        if own.is_some_and(|room| leaves(room) && !room.may.iter().any(|may| is_in(&path, may))) {
            found.push(source.at(at, format!("`{module}` lets in `{path}`")));
        }
        let entered = ROOMS.iter().rev().find(|room| is_in(&path, room.name) && !is_in(&module, room.name));
        if let Some(room) = entered.filter(|room| !room.by.contains(&module.as_str())) {
            found.push(source.at(at, format!("`{module}` enters `{}`", room.name)));
        }
    }
    found
}

fn foreign_trades(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for trade in TRADES.iter().filter(|t| !t.only_in.iter().any(|place| source.file.starts_with(place))) {
        for path in trade.paths {
            let (root, rest) = path.split_once("::").unwrap_or((path, ""));
            let rest: Vec<&str> = rest.split("::").filter(|part| !part.is_empty()).collect();
            for (at, _) in source.paths_from(root).iter().filter(|(_, p)| starts_with(p, &rest)) {
                found.push(source.at(*at, format!("names `{path}`: {}", trade.why)));
            }
        }
        for word in trade.words {
            found.extend(
                source.find(word).into_iter().map(|at| source.at(at, format!("has `{word}`: {}", trade.why))),
            );
        }
    }
    found
}

fn starts_with(path: &[String], start: &[&str]) -> bool {
    path.len() >= start.len() && path.iter().zip(start).all(|(a, b)| a == b)
}

fn too_long(source: &Source) -> Option<String> {
    (source.lines > MOST_LINES).then(|| {
        format!("{}:{}: {} lines, more than {MOST_LINES}", source.file, MOST_LINES + 1, source.lines)
    })
}

/// Lints that a careful module denies; whoever allows one of them anywhere says why beside it.
const SLIPS: [&str; 2] = ["clippy::indexing_slicing", "clippy::arithmetic_side_effects"];

/// What of them a module does not deny.
fn unheld_slips(text: &str) -> Vec<&'static str> {
    let denied: Vec<&str> =
        text.lines().filter(|line| line.starts_with("#![cfg_attr(not(test), deny(")).collect();
    SLIPS.into_iter().filter(|slip| !denied.iter().any(|line| line.contains(slip))).collect()
}

/// Exceptions from any lint of a text that give no reason, by the line that they begin on.
fn unreasoned(text: &str) -> Vec<usize> {
    let begins = |at: &usize| ["[allow(", "[expect("].iter().any(|word| text[*at..].starts_with(word));
    let exceptions = text.match_indices('[').map(|(at, _)| at).filter(begins);
    let reasoned = |at: &usize| {
        let end = text[*at..].find(")]").map_or(text.len(), |end| at + end);
        text[*at..end].contains("reason = ")
    };
    exceptions.filter(|at| !reasoned(at)).map(|at| text[..at].matches('\n').count() + 1).collect()
}

/// A file or folder whose name says nothing.
fn drawer(file: &str) -> Option<String> {
    let name =
        file.split('/').map(|part| part.split('.').next().unwrap_or(part)).find(|n| DRAWERS.contains(n))?;
    Some(format!("{file}: `{name}` says nothing of what is inside"))
}

/// Rules without cases beside them.
fn without_cases(files: &[String]) -> Vec<String> {
    let rules =
        files.iter().filter_map(|file| Some((file, format!("{}.cases.toml", file.strip_suffix(".rhai")?))));
    rules
        .filter(|(_, cases)| !files.contains(cases))
        .map(|(file, cases)| format!("{file}:1: a rule without cases; there is no {cases}"))
        .collect()
}

/// The files under a folder of the package, in order; none where there is no such folder.
fn files(folder: &str) -> Vec<String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = vec![top.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("a folder that can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let parts = path.strip_prefix(top).expect("inside the package").iter();
                found.push(parts.map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/"));
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let files = files("src").into_iter().filter(|f| f.ends_with(".rs"));
    let read = |file: String| {
        let text =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).expect("a readable source");
        Source::new(&file, &text)
    };
    let sources: Vec<Source> = files.map(read).collect();
    assert!(sources.iter().any(|s| s.file == "src/lib.rs"), "the sources were not found");
    sources
}

#[track_caller]
fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}\n", found.join("\n  "));
}

#[test]
fn imports_run_downward() {
    assert_none("imports that run upward", &sources().iter().flat_map(upward_imports).collect::<Vec<_>>());
}

#[test]
fn each_floor_keeps_to_its_trade() {
    assert_none(
        "work done on the wrong floor",
        &sources().iter().flat_map(foreign_trades).collect::<Vec<_>>(),
    );
}

#[test]
fn rooms_are_shut() {
    assert_none("doors that stand open", &sources().iter().flat_map(open_doors).collect::<Vec<_>>());
}

#[test]
fn an_open_door_is_found() {
    let found = |file, text| open_doors(&Source::new(file, text)).len();
    let lower = "src/rulebook/lower/calls.rs";
    assert_eq!(found(lower, "use crate::program::machine::Machine;"), 1);
    assert_eq!(found(lower, "use crate::rulebook::executor::Executor;"), 1);
    assert_eq!(found("src/rulebook/lint.rs", "use crate::program::machine::Machine;"), 1);
    assert_eq!(found("src/rulebook/executor.rs", "use super::lower::lower;"), 1);
    // What is allowed.
    assert_eq!(found("src/program/machine.rs", "use super::Step; use crate::model::run::Position;"), 0);
    assert_eq!(found("src/rulebook/executor.rs", "use crate::program::machine::Machine;"), 0);
    assert_eq!(found("src/rulebook/compile.rs", "use super::lower::lower;"), 0);
    assert_eq!(found(lower, "use rhai::Expr; use crate::program::Step;"), 0);
    assert_eq!(found("src/rulebook/lint.rs", "use rhai::AST; use super::host::Card;"), 0);
}

#[test]
fn no_source_is_too_long() {
    assert_none("sources to be split", &sources().iter().filter_map(too_long).collect::<Vec<_>>());
}

#[test]
fn names_say_what_is_inside() {
    let all = ["src", "tests", "benches", "rules"].into_iter().flat_map(files);
    assert_none("drawers", &all.filter_map(|file| drawer(&file)).collect::<Vec<_>>());
}

#[test]
fn no_index_and_no_sum_goes_wrong_unseen_where_input_is_read_and_days_are_counted() {
    let read = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let told = |file: &&str| {
        let slips = unheld_slips(&read(file));
        (!slips.is_empty()).then(|| format!("{file} does not deny {}", slips.join(" and ")))
    };
    assert_none("modules that are not careful", &CAREFUL.iter().filter_map(told).collect::<Vec<_>>());
    for root in ["src/lib.rs", "src/main.rs"] {
        assert!(read(root).contains("#![forbid(unsafe_code)]"), "{root}");
        for slip in ["unwrap_used", "expect_used", "panic", "todo"] {
            assert!(read(root).contains(&format!("clippy::{slip}")), "{root} does not deny {slip}");
        }
    }
    let sources = files("src").into_iter().filter(|file| file.ends_with(".rs"));
    let found = sources.flat_map(|file| {
        unreasoned(&read(&file))
            .into_iter()
            .map(move |line| format!("{file}:{line}: an exception without a reason"))
    });
    assert_none("exceptions that nobody gives a reason for", &found.collect::<Vec<_>>());
}

#[test]
fn a_careless_module_and_an_exception_without_a_reason_are_found() {
    assert_eq!(unheld_slips("//! Days.\n\nfn f() {}\n"), SLIPS);
    assert_eq!(unheld_slips("#![cfg_attr(not(test), deny(clippy::indexing_slicing))]"), SLIPS[1..]);
    let both = "#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]";
    assert!(unheld_slips(both).is_empty());
    assert_eq!(unreasoned("a\n#[allow(clippy::panic)]\nfn f() {}"), [2]);
    assert_eq!(unreasoned("#[expect(clippy::panic)]\n#[expect(clippy::todo, reason = \"x\")]"), [1]);
    assert!(unreasoned("#![allow(\n    clippy::panic,\n    reason = \"it (x) is\"\n)]").is_empty());
}

#[test]
fn every_rule_has_cases() {
    assert_none("rules without cases", &without_cases(&files("rules")));
}

#[test]
fn an_upward_import_is_found_wherever_it_stands() {
    let found = |file, text| upward_imports(&Source::new(file, text)).len();
    // One of each way to write it.
    assert_eq!(found("src/model/day.rs", "use crate::calendar::Calendar;"), 1);
    assert_eq!(found("src/model/day.rs", "use super::super::calendar::Calendar;"), 1);
    assert_eq!(found("src/resolve.rs", "use crate::{model::day::Day, read::{self, Reading}};"), 2);
    assert_eq!(found("src/resolve.rs", "use super::read;"), 1);
    assert_eq!(found("src/resolve/facts.rs", "fn f() { crate::read::project(folder) }"), 1);
    assert_eq!(found("src/resolve/facts.rs", "pub(crate) use crate::\n    read as r;"), 1);
    assert_eq!(found("src/evaluate.rs", "use crate::rank::*;"), 1);
    assert_eq!(found("src/render/text.rs", "use crate::problem::{Code, Problem, Severity};"), 1);
    assert_eq!(found("src/render/text.rs", "use crate::problem::*; use crate::problem;"), 2);
    assert_eq!(found("src/report.rs", "use crate::rank::Rank;"), 1);
    assert_eq!(found("src/report/filling.rs", "use crate::read::Reading;"), 1);
    assert_eq!(found("src/pipeline.rs", "use crate::commands::check;"), 1);
    assert_eq!(found("src/attic.rs", "use crate::model::day::Day;"), 1, "a module without a floor");
    // What is allowed.
    assert_eq!(found("src/project.rs", "use crate::calendar::Calendar; use crate::model::day::Day;"), 0);
    assert_eq!(found("src/calendar.rs", "mod tests { use super::*; use super::Calendar; }"), 0);
    assert_eq!(found("src/report/filling.rs", "use crate::rank::Rank; use super::Report;"), 0);
    assert_eq!(found("src/render/text.rs", "use crate::problem::{Code, Severity}; use crate::report;"), 0);
    assert_eq!(found("src/pipeline.rs", "use crate::{rank, read, render};"), 0);
    assert_eq!(found("src/commands/check.rs", "use crate::pipeline; use crate::cli::Args;"), 0);
    assert_eq!(
        found("src/model.rs", "// use crate::read;\nconst A: &str = \"crate::read\"; /* crate::read */"),
        0
    );
    // And where it is.
    let text = "//! Days.\n\nuse crate::{\n    model::day::Day,\n    read::Reading,\n};\n";
    let place = upward_imports(&Source::new("src/resolve.rs", text)).remove(0);
    assert!(place.starts_with("src/resolve.rs:5: `resolve` imports `read::Reading`"), "{place}");
}

#[test]
fn work_on_the_wrong_floor_is_found() {
    let found = |file, text| foreign_trades(&Source::new(file, text)).len();
    assert_eq!(found("src/evaluate.rs", "use rhai::Engine;"), 1);
    assert_eq!(found("src/evaluate.rs", "use rhai as script;"), 1);
    assert_eq!(found("src/evaluate.rs", "fn f(e: rhai::Engine) {}"), 1);
    assert_eq!(found("src/rulebook/sandbox.rs", "use rhai::Engine;"), 0);
    assert_eq!(found("src/rulebook.rs", "use rhai::Engine;"), 0);
    assert_eq!(found("src/resolve.rs", "use std::{fs::File, io};"), 1);
    assert_eq!(found("src/resolve.rs", "fn f() { std::fs::read(path) }"), 2);
    assert_eq!(found("src/read/tables.rs", "use std::fs;"), 0);
    assert_eq!(found("src/resolve.rs", "use chrono::{NaiveDate, Utc};"), 1);
    assert_eq!(found("src/resolve.rs", "fn f() { Local::now() }"), 1);
    assert_eq!(found("src/resolve.rs", "use std::time::SystemTime;"), 1);
    assert_eq!(found("src/resolve.rs", "fn f() { Authority::Local }"), 0);
    assert_eq!(found("src/commands/check.rs", "use chrono::Utc;"), 0);
    assert_eq!(found("src/rank.rs", "fn f() { eprintln!(\"x\"); print!(\"y\"); dbg!(1); }"), 3);
    assert_eq!(found("src/main.rs", "fn main() { println!(); }"), 0);
    assert_eq!(found("src/rank.rs", "const A: &str = \"println!\"; // println!()"), 0);
}

#[test]
fn strings_and_comments_are_no_code() {
    let code = |text| blank(text).iter().collect::<String>();
    assert_eq!(code("a // b\nc"), "a     \nc");
    assert_eq!(code("a /* b /* c */ d */ e"), format!("a {} e", " ".repeat(17)));
    assert_eq!(code("f(\"a\\\"b\") g"), format!("f({}) g", " ".repeat(6)));
    assert_eq!(code("f(r#\"a\"b\"#) g"), format!("f({}) g", " ".repeat(8)));
    assert_eq!(code("'\"' x '\\'' y"), format!("{} x {} y", " ".repeat(3), " ".repeat(4)));
    assert_eq!(code("fn f<'a>(x: &'a str) -> r#type"), "fn f<'a>(x: &'a str) -> r#type");
}

#[test]
fn long_sources_drawers_and_rules_without_cases_are_found() {
    assert!(too_long(&Source::new("src/a.rs", &"x\n".repeat(MOST_LINES))).is_none());
    assert!(too_long(&Source::new("src/a.rs", &"x\n".repeat(MOST_LINES + 1))).is_some());
    assert!(drawer("src/read/utils.rs").is_some());
    assert!(drawer("tests/common/mod.rs").is_some());
    assert!(drawer("src/read/commons.rs").is_none());
    let files = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    assert_eq!(without_cases(&files(&["rules/a/b.rhai", "rules/b.cases.toml"])).len(), 1);
    assert_eq!(without_cases(&files(&["rules/a/b.rhai", "rules/a/b.cases.toml"])).len(), 0);
}
