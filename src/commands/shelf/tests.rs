//! A handbook with every step of its writing failing in turn, over none and over another.

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use super::{ASIDE, LIST, files, put, step_aside};
use crate::commands::disk::HALF_WRITTEN;
use crate::commands::disk::faults::{Plan, under};

const OLD: &[(&str, &str)] = &[("index.html", "the old start"), ("rules/gone.html", "of old")];
const NEW: &[(&str, &str)] =
    &[("index.html", "the new start"), ("rules/came.html", "x"), ("words.html", "y")];

fn pages(pages: &[(&str, &str)]) -> Vec<(String, String)> {
    pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// A folder around, with the old handbook in it where one is asked for.
fn shelf(old: &[(&str, &str)]) -> (tempfile::TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let around = Utf8PathBuf::from_path_buf(folder.path().canonicalize().unwrap()).unwrap();
    if !old.is_empty() {
        put(&around.join("project"), &around.join("book"), &pages(old)).unwrap();
    }
    (folder, around)
}

/// Everything below a folder, hidden files too.
fn all(folder: &Utf8Path) -> BTreeMap<String, String> {
    let found = files(folder, "").unwrap();
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(folder.join(&path)).unwrap())).collect()
}

#[test]
fn whatever_step_fails_the_old_handbook_stays_whole_and_nothing_is_left() {
    for old in [&[], OLD] {
        let (_folder, around) = shelf(old);
        let (done, steps) =
            under(Plan::Never, || put(&around.join("project"), &around.join("book"), &pages(NEW)));
        done.unwrap();
        let whole = all(&around);
        assert_eq!(whole["book/index.html"], "the new start");
        assert!(whole.contains_key(&format!("book/{LIST}")) && !whole.contains_key("book/rules/gone.html"));
        assert_eq!(whole.len(), NEW.len() + 1);
        assert!(steps.len() > 2 * NEW.len(), "{steps:?}");
        for n in 0..steps.len() {
            for plan in [Plan::Once(n), Plan::From(n)] {
                let (_folder, around) = shelf(old);
                let before = all(&around);
                let (done, _) =
                    under(plan, || put(&around.join("project"), &around.join("book"), &pages(NEW)));
                assert!(done.is_err(), "{plan:?}");
                assert_eq!(all(&around), before, "{plan:?}");
                assert_eq!(around.read_dir_utf8().unwrap().count(), usize::from(!old.is_empty()));
            }
        }
    }
}

#[test]
fn a_handbook_that_stepped_aside_for_one_that_never_came_comes_back() {
    let (_folder, around) = shelf(OLD);
    let before = all(&around.join("book"));
    fs::rename(around.join("book"), around.join(format!("{ASIDE}book"))).unwrap();
    let stranger = around.join("elsewhere");
    assert!(put(&around.join("project"), &stranger, &pages(NEW)).is_ok(), "another handbook is none of it");
    // the next one of the same name finds it, and a failure then leaves it where it was
    let (done, _) = under(Plan::From(1), || put(&around.join("project"), &around.join("book"), &pages(NEW)));
    assert!(done.is_err());
    assert_eq!(all(&around.join("book")), before);
}

#[test]
fn pages_that_a_killed_run_left_go_with_the_next_one() {
    let (_folder, around) = shelf(OLD);
    let left = around.join(format!("{HALF_WRITTEN}dead"));
    fs::create_dir_all(left.join("new")).unwrap();
    fs::write(left.join("new/index.html"), "half").unwrap();
    put(&around.join("project"), &around.join("book"), &pages(NEW)).unwrap();
    assert!(!left.exists());
}

#[test]
fn where_folders_cannot_change_places_the_old_one_steps_aside() {
    let (_folder, around) = shelf(&[]);
    for (name, text) in [("new", "new"), ("book", "old")] {
        fs::create_dir(around.join(name)).unwrap();
        fs::write(around.join(name).join("index.html"), text).unwrap();
    }
    step_aside(&around.join("new"), &around.join("book"), &around.join("aside")).unwrap();
    assert_eq!(fs::read_to_string(around.join("book/index.html")).unwrap(), "new");
    assert!(!around.join("aside").exists());
    // what never was cannot take the place of what is there
    step_aside(&around.join("nothing"), &around.join("book"), &around.join("aside")).unwrap_err();
    assert_eq!(fs::read_to_string(around.join("book/index.html")).unwrap(), "new");
    assert!(!around.join("aside").exists());
}
