//! The handbook and the reference of the script language: held to the code, linked, and put down whole or not at all.

mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dondoc::problem::Code;
use dondoc::rulebook::reference::{docs, library_names, reference};
use run::{copy_of_shipped, run_in, shipped, text};

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn write(folder: &Path, line: &str) -> BTreeMap<String, String> {
    let output = run_in(&shipped(), &format!("docs -o {} {line}", folder.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    files(folder)
}

#[test]
fn the_reference_is_what_the_code_says() {
    let written = fs::read_to_string(shipped().join("rules/README.md")).unwrap_or_default();
    assert!(
        written == text("docs --reference"),
        "rules/README.md is out of date: run `cargo run -- docs --reference > rules/README.md`"
    );
}

#[test]
fn nothing_that_a_rule_can_call_is_missing_from_the_reference() {
    let page = text("docs --reference").replace('\\', "").replace("&lt;", "<").replace("&gt;", ">");
    for doc in docs() {
        assert!(page.contains(&format!("\n### {}\n", doc.name)), "{}", doc.name);
        assert!(page.contains(doc.example), "{}", doc.name);
        for form in doc.forms {
            assert!(page.contains(form), "{form}");
        }
    }
    for name in library_names() {
        assert!(page.contains(&format!("\n| {name} | ")), "{name}");
    }
    assert_eq!(reference().traps.len(), 10);
    for mistake in reference().traps {
        assert!(page.contains(&mistake.trap.title.replace('`', "")) || page.contains(mistake.trap.title));
    }
}

#[test]
fn everything_has_a_page_and_no_link_is_dead() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["html", "markdown"] {
        let ending = if format == "html" { "html" } else { "md" };
        let target = folder.path().join(format);
        let pages = write(&target, &format!("--format {format}"));
        let has = |path: String| assert!(pages.contains_key(&path), "{path}");
        for code in Code::ALL {
            has(format!("codes/{code}.{ending}"));
        }
        let dictionary = fs::read_to_string(shipped().join("data/facts.toml")).unwrap();
        for name in dictionary.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')) {
            has(format!("facts/{name}.{ending}"));
        }
        for path in files(&shipped().join("rules")).keys() {
            if let Some(id) = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rhai")) {
                has(format!("requirements/{id}.{ending}"));
            }
        }
        let reference = reference();
        for slug in reference.words.iter().map(|w| w.slug()).chain(reference.library.iter().map(|b| b.slug()))
        {
            has(format!("functions/{slug}.{ending}"));
        }
        let mut reached = BTreeSet::from([format!("index.{ending}")]);
        for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(ending)) {
            for link in links(page, format) {
                let there = resolved(path, &link);
                assert!(pages.contains_key(&there), "{path} leads to {there}, which is not there");
                reached.insert(there);
            }
        }
        let lost: Vec<&String> =
            pages.keys().filter(|path| path.ends_with(ending) && !reached.contains(*path)).collect();
        assert!(lost.is_empty(), "no way leads to {lost:?}");
    }
}

/// The targets of a page's links.
fn links(page: &str, format: &str) -> Vec<String> {
    let (before, after) = if format == "html" { ("<a href=\"", '"') } else { ("](", ')') };
    page.split(before)
        .skip(1)
        .filter_map(|rest| rest.split(after).next())
        .map(|link| link.replace("&#x2f;", "/"))
        .collect()
}

/// A link's target as a path in the book.
fn resolved(page: &str, link: &str) -> String {
    let mut way: Vec<&str> = page.split('/').collect();
    way.pop();
    for part in link.split('/') {
        if part == ".." {
            assert!(way.pop().is_some(), "{link} of {page} leads out of the book");
        } else {
            way.push(part);
        }
    }
    way.join("/")
}

#[test]
fn the_pages_ask_nothing_of_any_network_and_are_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = write(&folder.path().join("one"), "");
    let again = write(&folder.path().join("two"), "");
    assert!(first == again, "two handbooks of one project differ");
    let over = write(&folder.path().join("one"), "");
    assert!(first == over, "a handbook written over itself differs");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "something was left behind: {left:?}");
    for (path, page) in first.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(page.contains("content=\"default-src 'none'; style-src 'sha256-"), "{path}");
        for network in ["src=\"http", "href=\"http", "<script", "<img", "@import", "url(http"] {
            assert!(!page.contains(network), "{path}: {network}");
        }
    }
    let vietnamese = write(&folder.path().join("vi"), "--lang vi");
    assert!(vietnamese["index.html"].contains("<html lang=\"vi\">"));
    assert!(vietnamese["facts/health_book.plan_stage.html"].contains("Các giai đoạn, theo thứ tự"));
}

#[test]
fn nothing_that_is_not_a_handbook_is_touched() {
    let project = copy_of_shipped();
    let before = files(project.path());
    let refused = |target: &str, says: &str| {
        let output = run_in(project.path(), &format!("docs -o {target}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{target}: {said}");
        assert!(said.contains(says), "{target}: {said}");
    };
    refused("rules", "lies in the project's rules");
    refused("data/handbook", "lies in the project's data");
    refused("rules/land/../../rules/book", "lies in the project's rules");
    refused("../nobody/here", "cannot write to the folder");
    let around = format!("../{}", project.path().file_name().unwrap().to_str().unwrap());
    refused(&around, "is around the project");
    fs::create_dir(project.path().join("notes")).unwrap();
    fs::write(project.path().join("notes/mine.txt"), "mine").unwrap();
    refused("notes", "holds mine.txt, which is no page of a handbook");
    assert_eq!(fs::read_to_string(project.path().join("notes/mine.txt")).unwrap(), "mine");
    fs::remove_dir_all(project.path().join("notes")).unwrap();
    // A handbook into which somebody has put something is left alone as well.
    assert!(run_in(project.path(), "docs -o book").status.success());
    fs::write(project.path().join("book/facts/mine.txt"), "mine").unwrap();
    refused("book", "holds facts/mine.txt");
    fs::remove_dir_all(project.path().join("book")).unwrap();
    assert!(files(project.path()) == before, "the project itself was changed");
    // A project that is wrong has no handbook, not half of one.
    fs::write(project.path().join("data/facts.toml"), "not = TOML = at all").unwrap();
    refused("book", "error");
    assert!(!project.path().join("book").exists());
}
