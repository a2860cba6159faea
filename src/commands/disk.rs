//! Putting files on the disk: each is whole or not there, and several are all there or none.
//!
//! In: whole texts and where they belong. Out: the same on the disk, synced. Invariant: whoever is killed, or meets a
//! full disk, leaves what was there before. Bytes are written to a file that has no name yet (or a hidden one, where
//! the system cannot do without), synced, and only then given the name, which is one step of the system.
//!
//! Every step passes through [`step`], so that the tests can let any of them fail.

use std::fs::{self, File};
use std::io::{self, Write};

use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};

#[cfg(test)]
pub mod faults;
#[cfg(test)]
mod tests;

/// How files begin that are not yet whole.
pub const HALF_WRITTEN: &str = ".dondoc-half-";

/// One thing that the system is asked for, and can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Making a folder.
    Folder,
    /// Making a file.
    Make,
    /// Writing bytes.
    Write,
    /// Giving a file its rights.
    Rights,
    /// Waiting until the bytes are safe.
    Sync,
    /// Giving a file its name.
    Name,
}

/// Goes one step. Only a test makes it fail.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "it fails in tests")]
pub fn step(_: Step) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub use faults::step;

/// Whether a file may take the place of one that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It replaces what is there.
    Over,
    /// Nothing that exists is ever touched.
    Free,
}

/// Files that are written, but have no names yet: dropped, they leave nothing.
#[derive(Debug, Default)]
pub struct Batch {
    staged: Vec<Staged>,
    /// Folders that were made for them, outermost first.
    folders: Vec<Utf8PathBuf>,
    done: bool,
}

#[derive(Debug)]
struct Staged {
    half: Half,
    target: Utf8PathBuf,
    shown: Utf8PathBuf,
    place: Place,
}

impl Batch {
    /// Makes a folder with all above it; they go again where the batch comes to nothing.
    ///
    /// # Errors
    /// Where one cannot be made.
    pub fn folder(&mut self, folder: &Utf8Path) -> anyhow::Result<()> {
        let missing: Vec<&Utf8Path> =
            folder.ancestors().take_while(|at| !at.as_str().is_empty() && !at.exists()).collect();
        for at in missing.into_iter().rev() {
            step(Step::Folder)
                .and_then(|()| fs::create_dir(at))
                .with_context(|| format!("cannot make the folder {at}"))?;
            self.folders.push(at.to_owned());
        }
        Ok(())
    }

    /// Writes the bytes of a file, so that only its name is missing; `shown` is what people call it.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn add(
        &mut self,
        target: &Utf8Path,
        shown: &Utf8Path,
        bytes: &[u8],
        place: Place,
    ) -> anyhow::Result<()> {
        let told = || format!("cannot write {shown}");
        let folder = folder_of(target);
        sweep(folder);
        let half =
            Half::make(folder).with_context(|| format!("cannot write to the folder {}", folder_of(shown)))?;
        write(half.file(), bytes).with_context(told)?;
        set_rights(half.file(), target).with_context(told)?;
        step(Step::Sync).and_then(|()| half.file().sync_all()).with_context(told)?;
        self.staged.push(Staged { half, target: target.to_owned(), shown: shown.to_owned(), place });
        Ok(())
    }

    /// Gives all files their names, in order; where one cannot have it, those before are taken back.
    ///
    /// # Errors
    /// Where one cannot be named; a file in the place of [`Place::Free`] is one of those.
    pub fn commit(mut self) -> anyhow::Result<()> {
        let several = self.staged.len() > 1;
        let mut back: Vec<(Utf8PathBuf, Option<Vec<u8>>)> = Vec::new();
        for Staged { half, target, shown, place } in std::mem::take(&mut self.staged) {
            let before = if several && place == Place::Over { fs::read(&target).ok() } else { None };
            if let Err(error) = step(Step::Name).and_then(|()| half.name(&target, place)) {
                for (target, before) in back.into_iter().rev() {
                    take_back(&target, before.as_deref());
                }
                return Err(error).with_context(|| format!("cannot write {shown}"));
            }
            back.push((target, before));
        }
        self.done = true;
        for (target, _) in &back {
            sync_folder(folder_of(target));
        }
        Ok(())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        if !self.done {
            for folder in self.folders.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
    }
}

/// Puts one file where it belongs.
///
/// # Errors
/// Where it cannot be written.
fn put(target: &Utf8Path, bytes: &[u8], place: Place) -> anyhow::Result<()> {
    let mut batch = Batch::default();
    batch.add(target, target, bytes, place)?;
    batch.commit()
}

/// The folder of a file; the current one for a bare name.
pub fn folder_of(target: &Utf8Path) -> &Utf8Path {
    match target.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    }
}

/// Writes bytes; a disk that fills up takes some of them.
fn write(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    if let Err(full) = step(Step::Write) {
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return Err(full);
    }
    file.write_all(bytes)
}

/// Writes a file into a folder that has its own name yet to come.
pub fn lay(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    step(Step::Make)?;
    let file = File::create_new(path)?;
    write(&file, bytes)?;
    step(Step::Sync)?;
    file.sync_all()
}

/// Undoes what was named: the only thing that may fail without a word, as the first failure is being told.
fn take_back(target: &Utf8Path, before: Option<&[u8]>) {
    match before {
        Some(bytes) => _ = put(target, bytes, Place::Over),
        None => _ = fs::remove_file(target),
    }
}

/// A name is safe only when its folder is; where the system cannot sync folders, the file is whole nevertheless.
pub fn sync_folder(folder: &Utf8Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Takes away what a killed run left unnamed. Whoever still writes holds the lock of its file.
pub fn sweep(folder: &Utf8Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let left = entry.file_name().to_str().is_some_and(|name| name.starts_with(HALF_WRITTEN));
        // a pipe of that name is none of ours, and opening it would not end
        let Some(kind) = entry.file_type().ok().filter(|kind| left && (kind.is_file() || kind.is_dir()))
        else {
            continue;
        };
        if File::open(entry.path()).is_ok_and(|it| it.try_lock().is_ok()) {
            let _ = match kind.is_dir() {
                true => fs::remove_dir_all(entry.path()),
                false => fs::remove_file(entry.path()),
            };
        }
    }
}

/// A file that is not yet called what it should be.
#[derive(Debug)]
enum Half {
    /// Without any name: the system forgets it with its last user, however that ends.
    #[cfg(target_os = "linux")]
    Nameless(File),
    /// With a hidden name.
    Hidden(tempfile::NamedTempFile),
}

impl Half {
    fn make(folder: &Utf8Path) -> io::Result<Self> {
        step(Step::Make)?;
        #[cfg(target_os = "linux")]
        if let Some(file) = nameless::make(folder) {
            let _ = file.try_lock();
            return Ok(Self::Nameless(file));
        }
        let file = tempfile::Builder::new().prefix(HALF_WRITTEN).tempfile_in(folder).map_err(unnamed)?;
        let _ = file.as_file().try_lock();
        Ok(Self::Hidden(file))
    }

    fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Nameless(file) => file,
            Self::Hidden(file) => file.as_file(),
        }
    }

    fn name(self, target: &Utf8Path, place: Place) -> io::Result<()> {
        match (self, place) {
            #[cfg(target_os = "linux")]
            (Self::Nameless(file), Place::Free) => nameless::name(&file, target),
            #[cfg(target_os = "linux")]
            (Self::Nameless(file), Place::Over) => {
                if !target.exists() && nameless::name(&file, target).is_ok() {
                    return Ok(());
                }
                // a name that is taken can only be taken over by another name
                let hidden = nameless::name_in(&file, folder_of(target))?;
                let named = fs::rename(&hidden, target);
                if named.is_err() {
                    let _ = fs::remove_file(&hidden);
                }
                named
            }
            (Self::Hidden(file), Place::Over) => file.persist(target).map(drop).map_err(|e| e.error),
            (Self::Hidden(file), Place::Free) => {
                file.persist_noclobber(target).map(drop).map_err(|e| e.error)
            }
        }
    }
}

/// What went wrong, without the hidden name that nobody chose; what hardly ever goes wrong keeps what it says.
pub(super) fn unnamed(error: io::Error) -> io::Error {
    use io::ErrorKind::{
        NotADirectory, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    match error.kind() {
        kind @ (NotADirectory | NotFound | PermissionDenied | QuotaExceeded | ReadOnlyFilesystem
        | StorageFull) => kind.into(),
        _ => error,
    }
}

/// Files without names, as Linux has them.
#[cfg(target_os = "linux")]
mod nameless {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;

    use camino::{Utf8Path, Utf8PathBuf};
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    use super::HALF_WRITTEN;

    /// A file in a folder; `None` where the file system has no such thing, or nobody could give it a name later.
    pub fn make(folder: &Utf8Path) -> Option<File> {
        let rights = Mode::from_raw_mode(0o666);
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file = File::from(open(folder.as_std_path(), flags, rights).ok()?);
        std::fs::metadata(way(&file)).is_ok().then_some(file)
    }

    fn way(file: &File) -> String {
        format!("/proc/self/fd/{}", file.as_raw_fd())
    }

    /// Gives it a name that nobody has.
    pub fn name(file: &File, target: &Utf8Path) -> io::Result<()> {
        linkat(CWD, way(file).as_str(), CWD, target.as_str(), AtFlags::SYMLINK_FOLLOW)
            .map_err(io::Error::from)
    }

    /// Gives it a hidden name that nobody has.
    pub fn name_in(file: &File, folder: &Utf8Path) -> io::Result<Utf8PathBuf> {
        let mut taken = None;
        for n in 0..1000 {
            let hidden = folder.join(format!("{HALF_WRITTEN}{}-{n}", std::process::id()));
            match name(file, &hidden) {
                Ok(()) => return Ok(hidden),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(taken.unwrap_or_else(|| io::Error::other("no name is free")))
    }
}

/// Gives the new file the rights of the one that it replaces, or those that any new file gets.
#[cfg(unix)]
fn set_rights(file: &File, target: &Utf8Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    step(Step::Rights)?;
    let rights = match fs::metadata(target) {
        Ok(there) => there.permissions(),
        Err(_) => fs::Permissions::from_mode(0o644),
    };
    file.set_permissions(rights)
}

#[cfg(not(unix))]
fn set_rights(_: &File, _: &Utf8Path) -> io::Result<()> {
    step(Step::Rights)
}
