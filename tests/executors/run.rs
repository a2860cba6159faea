//! The small projects of `tests/check/`, each laid out over their common ground.

use std::fs;
use std::path::Path;

use camino::Utf8PathBuf;

/// One of them.
pub struct Fixture {
    /// Where it is laid out, as long as it lives.
    pub folder: Utf8PathBuf,
    _kept: tempfile::TempDir,
}

/// Every small project, in order of names.
pub fn fixtures() -> Vec<Fixture> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    let mut folders: Vec<_> = fs::read_dir(&all).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir() && !folder.ends_with("ground"));
    folders.sort();
    assert!(folders.len() > 10, "the small projects were not found");
    let laid = |folder: &std::path::PathBuf| {
        let kept = tempfile::tempdir().unwrap();
        lay(&all.join("ground"), kept.path());
        lay(folder, kept.path());
        Fixture { folder: Utf8PathBuf::from_path_buf(kept.path().to_owned()).unwrap(), _kept: kept }
    };
    folders.iter().map(laid).collect()
}

/// The shipped project, laid out anew to be edited.
pub fn shipped() -> Fixture {
    let kept = tempfile::tempdir().unwrap();
    for part in ["rules", "data"] {
        let to = kept.path().join(part);
        fs::create_dir(&to).unwrap();
        lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &to);
    }
    Fixture { folder: Utf8PathBuf::from_path_buf(kept.path().to_owned()).unwrap(), _kept: kept }
}

fn lay(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            lay(&entry.path(), &target);
        } else if entry.path().extension().is_none_or(|ending| ending != "snap") {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
