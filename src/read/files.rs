//! Opening the project's files: which there are, what is in them, and that they are the project's own.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use camino::Utf8Path;

use crate::model::place::Place;
use crate::problem::letters::{unseen, visible};
use crate::problem::{Code, Problem, Shelf, Sources};

use super::encoding::decode;
use super::limits;
use super::overlay::Overlay;
use super::sink::Sink;
use super::ways::{Real, Ways};

/// One file's path and text.
#[derive(Debug, Clone)]
pub struct File {
    /// Path relative to the project folder, with `/`.
    pub path: Arc<str>,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
}

impl File {
    /// A place in it.
    #[must_use]
    pub fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::new(Arc::clone(&self.path), span)
    }

    /// Its beginning, for what concerns all of it.
    #[must_use]
    pub fn start(&self) -> Place {
        self.place(0..0)
    }
}

/// A project folder. Nothing outside it is ever read: links are resolved before anything is opened.
#[derive(Debug)]
pub struct Folder {
    ways: Ways,
    overlay: Overlay,
    sources: Mutex<Sources>,
}

impl Folder {
    /// The folder at a path.
    ///
    /// # Errors
    /// A problem where there is none.
    pub fn open(path: &Utf8Path) -> Result<Self, Problem> {
        Self::open_under(path, Overlay::default())
    }

    /// The folder at a path, with texts over some of its files.
    ///
    /// # Errors
    /// A problem where there is none.
    pub fn open_under(path: &Utf8Path, overlay: Overlay) -> Result<Self, Problem> {
        let root = fs::canonicalize(path).ok().filter(|root| root.is_dir());
        root.map(|root| Self::at(root, overlay)).ok_or_else(|| {
            Problem::error(Code::MissingFile, "there is no such project folder")
                .help("run in a folder that holds `rules` and `data`, or name one with --project")
        })
    }

    fn at(root: PathBuf, overlay: Overlay) -> Self {
        Self { ways: Ways::from(root), overlay, sources: Mutex::default() }
    }

    /// Where a path leads, links and all: good for asking what is there, not for opening it.
    fn way(&self, path: &str) -> PathBuf {
        self.ways.root().join(path)
    }

    /// A folder within this one, as a project of its own.
    ///
    /// # Errors
    /// A problem where there is none, or it lies outside.
    pub fn within(&self, path: &str) -> Result<Self, Problem> {
        match self.ways.real(path).filter(|real| real.there.is_dir()) {
            Some(real) => Ok(Self::at(real.path, Overlay::default())),
            None if self.has(path) => Err(outside(path)),
            None => Err(Problem::error(Code::MissingFile, format!("there is no folder `{path}`"))
                .help("make it, with the `data` that the report is to be about")),
        }
    }

    /// Whether something lies at a path; a link that leads nowhere is something.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        let there = || self.way(path).symlink_metadata();
        // what may not be looked at may be there, and is not passed over as if it were not
        self.overlay.get(path).is_some()
            || there().map_or_else(|error| error.kind() == ErrorKind::PermissionDenied, |_| true)
    }

    /// Names of the files in a folder itself, in order; none where it cannot be listed.
    #[must_use]
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = self.ways.real(folder).and_then(|real| fs::read_dir(real.path).ok());
        let names = entries.into_iter().flatten().flatten().map(|entry| entry.file_name().into_string());
        let mut names: Vec<String> = names.flatten().filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }

    /// Whether the way to a path goes through a link.
    #[must_use]
    pub fn is_link(&self, path: &str) -> bool {
        let ways = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let mut ways = ways.filter_map(|at| path.get(..at));
        ways.any(|way| self.way(way).symlink_metadata().is_ok_and(|there| there.is_symlink()))
    }

    /// Every file below a folder, in order of paths; hidden ones are left out, as editors make them.
    #[must_use]
    pub fn list(&self, below: &str, sink: &Sink) -> Vec<String> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        if self.way(below).exists() {
            self.walk(below, 0, &mut seen, &mut found, sink);
        }
        let inside = |path: &&str| path.strip_prefix(below).is_some_and(|rest| rest.starts_with('/'));
        found.extend(self.overlay.paths().filter(inside).map(str::to_owned));
        found.sort();
        found.dedup();
        found
    }

    fn walk(
        &self,
        folder: &str,
        depth: usize,
        seen: &mut BTreeSet<PathBuf>,
        found: &mut Vec<String>,
        sink: &Sink,
    ) {
        let Some(Real { path: real, .. }) = self.ways.real(folder) else {
            sink.push(outside(folder));
            return;
        };
        // a link back to a folder around it would never end
        if !seen.insert(real.clone()) {
            return;
        }
        if depth > limits::DEPTH {
            sink.push(Problem::error(
                Code::TooLarge,
                format!("`{folder}` lies more than {} folders deep", limits::DEPTH),
            ));
            return;
        }
        let entries = match fs::read_dir(&real) {
            Ok(entries) => entries,
            Err(error) => {
                sink.push(unreadable(folder, &error));
                return;
            }
        };
        let mut names = Vec::new();
        for entry in entries.flatten() {
            match entry.file_name().into_string() {
                Ok(name) if name.starts_with('.') => {}
                Ok(name) if unseen(&name).is_some() || name.contains(['\n', '\r', '\t']) => {
                    let shown = visible(&name).replace(['\n', '\r', '\t'], "?");
                    let message = format!("`{folder}/{shown}` has a character in its name that is not seen");
                    sink.push(Problem::error(Code::UnreadableFile, message).help("rename it"));
                }
                Ok(name) => names.push((name, entry)),
                Err(name) => sink.push(
                    Problem::error(
                        Code::UnreadableFile,
                        format!("`{folder}/{}` has a name that is not UTF-8", name.to_string_lossy()),
                    )
                    .help("rename it"),
                ),
            }
        }
        names.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (name, entry) in names {
            let path = format!("{folder}/{name}");
            // the folder's own list says what a name is, but of a link not what is behind it
            let kind = entry.file_type().ok().filter(|kind| !kind.is_symlink());
            if kind.map_or_else(|| self.way(&path).is_dir(), |kind| kind.is_dir()) {
                if READ.iter().any(|ending| name.ends_with(ending)) {
                    let message = format!("`{path}` is a folder, and called like a file");
                    sink.push(Problem::error(Code::UnreadableFile, message).help("rename it"));
                }
                self.walk(&path, depth.saturating_add(1), seen, found, sink);
            } else if found.len() >= limits::FILES {
                sink.push(Problem::error(
                    Code::TooLarge,
                    format!("there are more than {} files below `{folder}`", limits::FILES),
                ));
                return;
            } else {
                found.push(path);
            }
        }
    }

    /// The path, relative to the project, of a file named beside another one, as a table is beside its document.
    ///
    /// # Errors
    /// A problem without a place where there is no such file or it lies outside.
    pub fn beside(&self, file: &str, name: &str) -> Result<String, Problem> {
        let base = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        if Path::new(name).is_absolute() || name.contains('\\') || name.contains('\0') {
            return Err(outside(name).help("name the file by its way from the document's folder, with `/`"));
        }
        // the way is walked on paper first, so that a file outside is refused whether it is there or not
        let mut way = PathBuf::new();
        for part in Path::new(base).join(name).components() {
            match part {
                std::path::Component::Normal(part) => way.push(part),
                std::path::Component::ParentDir if !way.pop() => return Err(outside(name)),
                _ => {}
            }
        }
        let way = way.to_string_lossy().replace('\\', "/");
        let path = format!("{base}/{name}");
        let path = path.trim_start_matches('/');
        if self.ways.real(path).is_some() {
            return Ok(way);
        }
        if self.way(path).exists() {
            return Err(outside(name));
        }
        Err(Problem::error(Code::MissingFile, format!("there is no file `{way}`"))
            .help("tables lie beside their document; upper and lower case count"))
    }

    /// Reads a file's bytes; what is wrong with it goes into the sink.
    #[must_use]
    pub fn bytes(&self, path: &str, sink: &Sink) -> Option<Vec<u8>> {
        if let Some(text) = self.overlay.get(path) {
            return Some(text.as_bytes().to_vec());
        }
        let Some(real) = self.ways.real(path) else {
            // a link that leads nowhere leads to no file, rather than out
            sink.push(match fs::metadata(self.way(path)) {
                Ok(_) => outside(path),
                Err(error) if error.kind() == ErrorKind::PermissionDenied => unreadable(path, &error),
                Err(_) => missing(path),
            });
            return None;
        };
        match bounded(&real) {
            Ok(Some(bytes)) => Some(bytes),
            Ok(None) => {
                sink.push(Problem::error(
                    Code::TooLarge,
                    format!("`{path}` is larger than {} MiB", limits::FILE_BYTES / (1024 * 1024)),
                ));
                None
            }
            Err(error) => {
                sink.push(unreadable(path, &error));
                None
            }
        }
    }

    /// Keeps a text among the sources, so that places in it can be shown.
    pub fn keep(&self, file: &File) {
        self.sources
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(Arc::clone(&file.path), Arc::clone(&file.text));
    }

    /// Lets go of the text of a file in which nothing is wrong: it is read again if a message speaks of it.
    pub fn lay_aside(&self, file: &File) {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        sources.lay_aside(Arc::clone(&file.path), &file.text);
    }

    /// Reads a file's text and keeps it among the sources; what is wrong with it goes into the sink.
    #[must_use]
    pub fn read(&self, path: &str, sink: &Sink) -> Option<File> {
        let bytes = self.bytes(path, sink)?;
        if bytes.len() > limits::TEXT_BYTES && !path.ends_with(".csv") {
            let most = limits::TEXT_BYTES / (1024 * 1024);
            let problem = Problem::error(Code::TooLarge, format!("`{path}` is larger than {most} MiB"));
            sink.push(problem.help("put figures into a table beside it"));
            return None;
        }
        let (text, wrong) = decode(bytes);
        let wrong = wrong.or_else(|| long_line(&text));
        let file = File { path: path.into(), text: text.into() };
        self.keep(&file);
        match wrong {
            None => Some(file),
            Some((at, problem)) => {
                sink.push(problem.at(file.place(at..at), ""));
                None
            }
        }
    }

    /// The texts of all that was read, with this folder to fetch others from again.
    #[must_use]
    pub fn into_sources(self) -> Sources {
        let Self { ways, overlay, sources } = self;
        let sources = sources.into_inner().unwrap_or_else(PoisonError::into_inner);
        sources.with_shelf(Arc::new(Self::at(ways.root().to_owned(), overlay)))
    }
}

impl Shelf for Folder {
    fn fetch(&self, file: &str) -> Option<Arc<str>> {
        // long after the reading: ways that were walked then may lead elsewhere now
        let today = Self::at(self.ways.root().to_owned(), self.overlay.clone());
        let bytes = today.bytes(file, &Sink::default())?;
        Some(decode(bytes).0.into())
    }
}

/// The bytes of a file, `None` where there are too many. Pipes and devices, which may never end, are refused.
fn bounded(Real { path, there }: &Real) -> std::io::Result<Option<Vec<u8>>> {
    if !there.is_file() {
        return Err(std::io::Error::other("not a file"));
    }
    // one byte more, so that the end is seen without more room; a file may still have grown since
    let size = there.len().min(limits::FILE_BYTES).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    fs::File::open(path)?.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|len| len <= limits::FILE_BYTES);
    Ok(fits.then_some(bytes))
}

/// Endings of the files that a project is read from.
const READ: [&str; 4] = [".toml", ".csv", ".xlsx", ".rhai"];

/// The text of a file that lies outside the project.
///
/// # Errors
/// A problem without a place where it is not UTF-8.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<String, Problem> {
    match decode(bytes) {
        (text, None) => Ok(text),
        (_, Some((_, mut problem))) => {
            problem.message = format!("`{name}`: {}", problem.message);
            Err(problem)
        }
    }
}

/// A line that no person wrote, with where it begins.
fn long_line(text: &str) -> Option<(usize, Problem)> {
    // in so short a text no line can be longer
    if text.len() <= limits::LINE_BYTES {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > limits::LINE_BYTES {
            let message = format!("this line is longer than {} KiB", limits::LINE_BYTES / 1024);
            let problem = Problem::error(Code::TooLarge, message);
            return Some((start, problem.help("break it: a list may go on over several lines")));
        }
        start = start.saturating_add(line.len());
    }
    None
}

fn missing(path: &str) -> Problem {
    Problem::error(Code::MissingFile, format!("there is no file `{path}`"))
}

fn outside(path: &str) -> Problem {
    Problem::error(Code::OutsideProject, format!("`{path}` leads out of the project folder"))
        .help("copy the file into the project; nothing outside it is read")
}

/// Not the system's own words, which differ from one system to the next.
#[must_use]
pub fn unreadable(path: &str, error: &std::io::Error) -> Problem {
    let why = match error.kind() {
        ErrorKind::PermissionDenied => "it may not be read by this user",
        ErrorKind::NotFound => "it is gone",
        _ => "it is not a plain file, or reading it failed",
    };
    Problem::error(Code::UnreadableFile, format!("`{path}` cannot be read: {why}"))
}
