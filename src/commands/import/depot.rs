//! Putting a new document into `data/documents/`: its table first, itself last, nothing that exists ever touched.
//!
//! The document is what makes a table count, so whoever is killed in between leaves a table that nobody reads. Its
//! name stands in the lock, and the next import takes it away.

use std::fs::{self, File};
use std::io::{Read, Write};

use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};
use dondoc::intake::paper::{Head, Paper};
use dondoc::problem::{Code, Problem, Severity};
use dondoc::project::Project;
use dondoc::read;
use sha2::{Digest, Sha256};

use crate::commands::disk::{self, Batch, Place, Step, step};

const FOLDER: &str = "data/documents";
/// Hidden, so that the reader does not see it.
const LOCK: &str = ".dondoc-import.lock";

/// The problem of a file that was taken in before.
pub fn known_before(project: &Project, sha256: &str) -> Option<Problem> {
    let document = project.documents.iter().find(|d| d.source_sha256.as_deref() == Some(sha256))?;
    let problem = Problem::error(
        Code::AlreadyImported,
        format!("this very file was taken in before, as the document `{}`", document.id),
    );
    Some(
        problem.help(
            "nothing is to be done; a corrected file has other bytes and is taken in as another document",
        ),
    )
}

/// The problem of an id that a document cannot have.
pub fn bad_id(project: &Project, id: &str) -> Option<Problem> {
    let begins = id.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !begins || !id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        let problem =
            Problem::error(Code::WrongType, format!("`{id}` cannot be the id of an imported document"));
        return Some(problem.help(
            "take letters without marks, digits and `-`, a letter or digit first, such as `return-2025-05`",
        ));
    }
    project.find_document(id)?;
    let problem = Problem::error(Code::DuplicateDocument, format!("there is a document `{id}` already"));
    let free = (2..).map(|n| format!("{id}-{n}")).find(|free| project.find_document(free).is_none());
    Some(problem.help(format!("give this one another id: --document {}", free.unwrap_or_default())))
}

/// Writes the two files of a document.
///
/// # Errors
/// A fault of the disk; a problem where somebody else is at it, or the document is there already.
pub fn store(project: &Utf8Path, head: &Head, paper: &Paper) -> anyhow::Result<Result<(), Problem>> {
    let folder = project.join(FOLDER);
    let mut batch = Batch::default();
    batch.folder(&folder)?;
    let folder = folder.canonicalize_utf8().with_context(|| format!("cannot write to {FOLDER}"))?;
    let root = project.canonicalize_utf8().context("cannot find the project folder")?;
    anyhow::ensure!(folder.starts_with(&root), "{FOLDER} leads out of the project folder");
    let lock = match Lock::take(&folder, paper)? {
        Ok(lock) => lock,
        Err(problem) => return Ok(Err(problem)),
    };
    // what was true before the lock was taken need not be so now
    let now = read::project(project).project;
    if let Some(problem) = known_before(&now, &head.source_sha256).or_else(|| bad_id(&now, &head.id)) {
        return Ok(Err(problem));
    }
    let table = folder.join(format!("{}.csv", paper.stem));
    let document = folder.join(format!("{}.toml", paper.stem));
    for path in [&table, &document] {
        if path.exists() {
            let name = path.file_name().unwrap_or_default();
            let problem =
                Problem::error(Code::DuplicateDocument, format!("there is a file {FOLDER}/{name} already"));
            return Ok(Err(problem.help("give this document another id with --document")));
        }
    }
    for (path, text) in [(&table, &paper.table), (&document, &paper.document)] {
        let shown = Utf8Path::new(FOLDER).join(path.file_name().unwrap_or_default());
        batch.add(path, &shown, text.as_bytes(), Place::Free)?;
    }
    batch.commit()?;
    let again = read::project(project);
    let ours = |problem: &&Problem| {
        let file = problem.place.as_ref().map_or("", |place| &*place.file);
        problem.severity == Severity::Error && file.contains(paper.stem.as_str())
    };
    if let Some(problem) = again.problems.iter().find(ours).cloned() {
        fs::remove_file(&document).context("cannot take the document back")?;
        fs::remove_file(&table).context("cannot take the table back")?;
        return Ok(Err(Problem { place: None, label: String::new(), related: Vec::new(), ..problem }));
    }
    drop(lock);
    Ok(Ok(()))
}

/// Held by one import at a time. The system gives it free with its holder, however that ends; what is written in it
/// (the process, the table that is being written, the table's SHA-256) is for whoever comes after one that was killed.
struct Lock {
    path: Utf8PathBuf,
    /// Open as long as it is held.
    file: File,
}

impl Lock {
    fn take(folder: &Utf8Path, paper: &Paper) -> anyhow::Result<Result<Self, Problem>> {
        let path = folder.join(LOCK);
        let mut file = loop {
            let mut options = fs::OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            let opened = step(Step::Make).and_then(|()| options.open(&path));
            let mut file = opened.with_context(|| format!("cannot write to {FOLDER}"))?;
            if let Err(error) = file.try_lock() {
                match error {
                    fs::TryLockError::WouldBlock => return Ok(Err(busy(&mut file))),
                    fs::TryLockError::Error(error) => return Err(error).context("cannot lock"),
                }
            }
            // whoever held it until now has taken the file away: then this is no lock any more
            if is_at(&file, &path) {
                break file;
            }
        };
        let mut left = String::new();
        file.read_to_string(&mut left).context("cannot read an old lock")?;
        recover(folder, &left)?;
        let text =
            format!("{}\n{}.csv\n{}\n", std::process::id(), paper.stem, sha256(paper.table.as_bytes()));
        let lock = Self { path, file };
        lock.say(&text).with_context(|| format!("cannot write {FOLDER}/{LOCK}"))?;
        Ok(Ok(lock))
    }

    fn say(&self, text: &str) -> std::io::Result<()> {
        use std::io::{Seek, SeekFrom};
        let mut file = &self.file;
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        step(Step::Write)?;
        file.write_all(text.as_bytes())?;
        step(Step::Sync)?;
        file.sync_all()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether an open file is what lies at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Utf8Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().is_ok_and(|ours| fs::symlink_metadata(path).is_ok_and(|there| same(&ours, &there)))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Utf8Path) -> bool {
    path.exists()
}

fn busy(lock: &mut File) -> Problem {
    let mut text = String::new();
    let _ = lock.read_to_string(&mut text);
    let process = text.lines().next().and_then(|line| line.parse::<u32>().ok());
    let who = process.map_or_else(String::new, |process| format!(" (process {process})"));
    Problem::error(Code::Busy, format!("another import{who} is writing into this project"))
        .help("nothing was written: wait until it is through, and run this again")
}

/// Takes the table away that an import left which was killed before its document was there.
fn recover(folder: &Utf8Path, lock: &str) -> anyhow::Result<()> {
    disk::sweep(folder);
    let mut lines = lock.lines().skip(1);
    let (Some(name), Some(digest)) = (lines.next(), lines.next()) else { return Ok(()) };
    let Some(stem) = name.strip_suffix(".csv").filter(|stem| !stem.contains(['/', '\\'])) else {
        return Ok(());
    };
    let table = folder.join(name);
    if folder.join(format!("{stem}.toml")).exists() {
        return Ok(());
    }
    // only what that import wrote: somebody may have put another file there since
    match fs::read(&table) {
        Ok(bytes) if sha256(&bytes) == digest => {
            fs::remove_file(&table).with_context(|| format!("cannot take {FOLDER}/{name} away"))
        }
        _ => Ok(()),
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
