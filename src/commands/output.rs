//! Handing out what was made: to standard output, or to a file that is whole or not there.

use std::io::{ErrorKind, Write};

use anyhow::{Context, bail};
use camino::Utf8Path;

use dondoc::render::Format;

/// Whether anybody is left who reads standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody may be.
    There,
    /// The other end is closed.
    Gone,
}

/// Writes to standard output; a reader that has gone away is no fault.
///
/// # Errors
/// Where standard output cannot be written.
pub fn to_stdout(bytes: &[u8]) -> anyhow::Result<()> {
    to_reader(bytes).map(|_| ())
}

/// Writes to standard output, and tells whether anybody reads it.
///
/// # Errors
/// Where standard output cannot be written.
pub fn to_reader(bytes: &[u8]) -> anyhow::Result<Reader> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(error).context("cannot write to standard output"),
        Ok(()) => Ok(Reader::There),
    }
}

/// The report's format that was asked for, or else the one that the file's ending stands for.
///
/// # Errors
/// A sentence for the user where the ending stands for none.
pub fn format(asked: Option<Format>, path: Option<&Utf8Path>) -> Result<Format, String> {
    let Some(path) = path else { return Ok(asked.unwrap_or(Format::Text)) };
    if let Some(format) = asked.or_else(|| Format::from_ending(path)) {
        return Ok(format);
    }
    match path.extension() {
        None => Ok(Format::Text),
        Some(ending) => {
            let words: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
            Err(format!(
                "dondoc: no report ends in .{ending}; name its form with --format: {}\n",
                words.join(", ")
            ))
        }
    }
}

/// Writes a file beside its place, then moves it there: an interrupted write leaves what was there before.
///
/// # Errors
/// Where the file cannot be written, or lies among the project's own input.
pub fn to_file(project: &Utf8Path, path: &Utf8Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    };
    let real = folder.canonicalize_utf8().with_context(|| format!("cannot write to the folder {folder}"))?;
    for input in ["data", "rules"] {
        if project.join(input).canonicalize_utf8().is_ok_and(|input| real.starts_with(input)) {
            bail!(
                "{path} lies in the project's {input}/ folder: a report never overwrites what it is made from"
            );
        }
    }
    if path.is_dir() {
        bail!("{path} is a folder");
    }
    beside_then_over(&real, path, bytes)
}

/// Puts a new text in the place of a file of the project, at once or not at all.
///
/// # Errors
/// Where the file cannot be written.
pub fn replace(path: &Utf8Path, bytes: &[u8]) -> anyhow::Result<()> {
    let real = path.canonicalize_utf8().with_context(|| format!("cannot write {path}"))?;
    let folder = real.parent().unwrap_or(Utf8Path::new("."));
    beside_then_over(folder, &real, bytes)
}

fn beside_then_over(folder: &Utf8Path, path: &Utf8Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = tempfile::Builder::new()
        .prefix(".dondoc-")
        .tempfile_in(folder)
        .with_context(|| format!("cannot write to the folder {folder}"))?;
    file.write_all(bytes).with_context(|| format!("cannot write {path}"))?;
    file.as_file().sync_all().with_context(|| format!("cannot write {path}"))?;
    set_permissions(file.as_file(), path)?;
    file.persist(path).with_context(|| format!("cannot write {path}"))?;
    Ok(())
}

/// Gives the new file the rights of the one that it replaces, or those that any new file gets.
#[cfg(unix)]
fn set_permissions(file: &std::fs::File, path: &Utf8Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let rights = match std::fs::metadata(path) {
        Ok(there) => there.permissions(),
        Err(_) => std::fs::Permissions::from_mode(0o644),
    };
    file.set_permissions(rights).with_context(|| format!("cannot set the rights of {path}"))
}

#[cfg(not(unix))]
fn set_permissions(_: &std::fs::File, _: &Utf8Path) -> anyhow::Result<()> {
    Ok(())
}
