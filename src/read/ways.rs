//! Where the paths of a project really lead.
//!
//! In: a path relative to the project folder. Out: what lies there, behind all links. Invariant: whatever is given lay
//! in the project when it was looked at; a link or a `..` that leads out leads nowhere.
//!
//! A link is looked for at every step of a way. The way to a folder is walked once while a project is read, and for each
//! file in it only the last step: two in five of all calls of the system were made to walk the same folders again.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Something that lies in the project.
#[derive(Debug)]
pub struct Real {
    /// Where, without links.
    pub path: PathBuf,
    /// What it is.
    pub there: Metadata,
}

/// The ways from a project folder down.
#[derive(Debug)]
pub struct Ways {
    root: PathBuf,
    /// Folders that were walked to.
    folders: Mutex<HashMap<String, Arc<Path>>>,
}

impl Ways {
    /// Ways from a folder whose own path has no link.
    pub fn from(root: PathBuf) -> Self {
        Self { root, folders: Mutex::default() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What really lies at a path, if that is in the project.
    pub fn real(&self, path: &str) -> Option<Real> {
        if !path.split('/').all(is_name) {
            return self.followed(&self.root.join(path));
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let path = self.folder(folder)?.join(name);
        let there = fs::symlink_metadata(&path).ok()?;
        if there.is_symlink() { self.followed(&path) } else { Some(Real { path, there }) }
    }

    /// The real path of a folder. What is no folder is not remembered, so that it is looked at again.
    fn folder(&self, path: &str) -> Option<Arc<Path>> {
        if path.is_empty() {
            return Some(self.root.as_path().into());
        }
        let known = self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if known.is_some() {
            return known;
        }
        let real: Arc<Path> = self.real(path).filter(|real| real.there.is_dir())?.path.into();
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.insert(path.to_owned(), Arc::clone(&real));
        Some(real)
    }

    /// What lies behind every link on a path, if that is in the project.
    fn followed(&self, path: &Path) -> Option<Real> {
        let path = fs::canonicalize(path).ok().filter(|real| real.starts_with(&self.root))?;
        let there = fs::symlink_metadata(&path).ok()?;
        Some(Real { path, there })
    }
}

/// Whether a step of a way is a name, and no turn, no root and nothing that one system alone takes for several steps.
fn is_name(step: &str) -> bool {
    let mut parts = Path::new(step).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Every way that two names can make, plain and with turns, leads where the system itself says, or nowhere where
    /// that is outside.
    #[test]
    fn ways_lead_where_the_system_says_or_nowhere() {
        let around = tempfile::tempdir().unwrap();
        let around = around.path().canonicalize().unwrap();
        let root = around.join("project");
        fs::create_dir_all(root.join("a/deep")).unwrap();
        fs::create_dir_all(around.join("outside/deep")).unwrap();
        // a folder that only begins with the project's name
        fs::create_dir_all(around.join("project-2")).unwrap();
        for file in
            ["project/f", "project/a/f", "project/a/deep/f", "outside/f", "outside/deep/f", "project-2/f"]
        {
            fs::write(around.join(file), file).unwrap();
        }
        for (at, to) in [
            ("inner", "a"),             // to a folder inside
            ("a/up", ".."),             // a loop
            ("a/out", "../../outside"), // out, from within
            ("out", "../outside"),      // out
            ("far", "/etc"),            // far out
            ("back", "../project/a"),   // out and in again
            ("beside", "../project-2"), // to a neighbour
            ("a/deep/back", "../../../outside/../project/a"),
            ("a/self", "self"),            // to itself
            ("gone", "nowhere"),           // to nothing
            ("a/file", "../../outside/f"), // a file out of it
            ("a/own", "deep/f"),           // a file in it
            ("chain", "inner/out"),        // a link to a link
            ("a/deep/chain", "../../back"),
        ] {
            symlink(to, root.join(at)).unwrap();
        }
        let names = [
            "a", "f", "deep", "inner", "up", "out", "far", "back", "beside", "self", "gone", "file", "own",
            "chain", "..", ".",
        ];
        let ways = Ways::from(root.clone());
        let mut led = 0;
        let mut try_way = |way: &str| {
            let system = fs::canonicalize(root.join(way)).ok().filter(|real| real.starts_with(&root));
            let found = ways.real(way).map(|real| real.path);
            assert_eq!(found, system, "{way}");
            led += usize::from(found.is_some());
            if let Some(real) = ways.real(way) {
                assert!(!real.there.is_symlink(), "{way}");
                assert_eq!(real.there.is_dir(), real.path.is_dir(), "{way}");
            }
        };
        for one in names {
            try_way(one);
            for two in names {
                try_way(&format!("{one}/{two}"));
                for three in names {
                    try_way(&format!("{one}/{two}/{three}"));
                }
            }
        }
        assert!(led > 100, "{led} ways lead somewhere");
    }

    #[test]
    fn what_becomes_a_link_later_is_seen() {
        let around = tempfile::tempdir().unwrap();
        let around = around.path().canonicalize().unwrap();
        let root = around.join("project");
        fs::create_dir_all(root.join("a")).unwrap();
        fs::write(root.join("a/f"), "ours").unwrap();
        fs::write(around.join("secret"), "theirs").unwrap();
        let ways = Ways::from(root.clone());
        assert!(ways.real("a/f").is_some());
        fs::remove_file(root.join("a/f")).unwrap();
        symlink(around.join("secret"), root.join("a/f")).unwrap();
        assert!(ways.real("a/f").is_none(), "each file is looked at anew");
    }
}
