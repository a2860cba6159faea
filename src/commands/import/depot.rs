//! Putting a new document into `data/documents/`: its table first, itself last, nothing that exists ever touched.
//!
//! The document is what makes a table count, so whoever is killed in between leaves a table that nobody reads. Its
//! name stands in the lock, and the next import takes it away.

use std::fs;
use std::io::{ErrorKind, Write};

use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};
use dondoc::intake::paper::{Head, Paper};
use dondoc::problem::{Code, Problem, Severity};
use dondoc::project::Project;
use dondoc::read;
use sha2::{Digest, Sha256};

const FOLDER: &str = "data/documents";
/// Hidden, so that the reader does not see it.
const LOCK: &str = ".dondoc-import.lock";
/// How files begin that are not yet whole.
const HALF_WRITTEN: &str = ".dondoc-half-";

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
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        let problem =
            Problem::error(Code::WrongType, format!("`{id}` cannot be the id of an imported document"));
        return Some(problem.help("take letters without marks, digits and `-`, such as `return-2025-05`"));
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
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {FOLDER}"))?;
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
    put(&folder, &table, paper.table.as_bytes())?;
    let stored = put(&folder, &document, paper.document.as_bytes());
    if stored.is_err() {
        let _ = fs::remove_file(&table);
    }
    stored?;
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

/// Writes a file that is whole or not there, and never over another one.
fn put(folder: &Utf8Path, path: &Utf8Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default();
    let told = || format!("cannot write {FOLDER}/{name}");
    let mut file = tempfile::Builder::new().prefix(HALF_WRITTEN).tempfile_in(folder).with_context(told)?;
    file.write_all(bytes).with_context(told)?;
    readable(file.as_file()).with_context(told)?;
    file.as_file().sync_all().with_context(told)?;
    file.persist_noclobber(path).with_context(told)?;
    // the name is safe only when its folder is
    #[cfg(unix)]
    fs::File::open(folder).and_then(|folder| folder.sync_all()).with_context(told)?;
    Ok(())
}

/// Gives a file the rights that any new file gets, and not only its writer.
#[cfg(unix)]
fn readable(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Held by one import at a time; it names the process, the table that is being written, and the table's SHA-256.
struct Lock {
    path: Utf8PathBuf,
}

impl Lock {
    fn take(folder: &Utf8Path, paper: &Paper) -> anyhow::Result<Result<Self, Problem>> {
        let path = folder.join(LOCK);
        if let Ok(left) = fs::read_to_string(&path) {
            if is_running(&left) {
                return Ok(Err(busy()));
            }
            recover(folder, &left)?;
            fs::remove_file(&path).context("cannot take an old lock away")?;
        }
        let text =
            format!("{}\n{}.csv\n{}\n", std::process::id(), paper.stem, sha256(paper.table.as_bytes()));
        let made = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        match made {
            Ok(mut file) => {
                let lock = Self { path };
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).context("cannot lock")?;
                Ok(Ok(lock))
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Err(busy())),
            Err(error) => Err(error).with_context(|| format!("cannot write to {FOLDER}")),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn busy() -> Problem {
    let problem = Problem::error(Code::Busy, "another import is writing into this project");
    problem.help(format!("wait for it; if there is none, take the file {FOLDER}/{LOCK} away"))
}

/// Whether the process that a lock names still runs; where nobody can tell, it may.
fn is_running(lock: &str) -> bool {
    let proc = Utf8Path::new("/proc");
    let Some(Ok(pid)) = lock.lines().next().map(str::parse::<u32>) else { return false };
    !proc.join("self").exists() || proc.join(pid.to_string()).exists()
}

/// Takes the table away that an import left which was killed before its document was there.
fn recover(folder: &Utf8Path, lock: &str) -> anyhow::Result<()> {
    let mut lines = lock.lines().skip(1);
    let (Some(name), Some(digest)) = (lines.next(), lines.next()) else { return Ok(()) };
    let Some(stem) = name.strip_suffix(".csv").filter(|stem| !stem.contains(['/', '\\'])) else {
        return Ok(());
    };
    // hidden files that were not yet given their names
    for entry in fs::read_dir(folder).context("cannot list the documents")?.flatten() {
        let half_written = entry.file_name().to_str().is_some_and(|name| name.starts_with(HALF_WRITTEN));
        if half_written {
            fs::remove_file(entry.path()).context("cannot take a half-written file away")?;
        }
    }
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
