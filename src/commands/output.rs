//! Handing out what was made: to standard output, or to files that are whole or not there.

use std::io::{BufWriter, ErrorKind, Write};

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{self, Batch, Place};
use super::streams::Stream;

use dondoc::render::{Format, RenderError};

/// Bytes that are handed on at a time.
const AT_ONCE: usize = 256 * 1024;

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
    match Stream::Output.write(bytes) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(error).context("cannot write to standard output"),
        Ok(()) => Ok(Reader::There),
    }
}

/// Writes a report to standard output as it is made; a reader that has gone away is no fault.
///
/// # Errors
/// Where standard output cannot be written, or the report not be made.
pub fn to_stdout_as_made(make: impl FnOnce(&mut dyn Write) -> Result<(), RenderError>) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(AT_ONCE, Stream::Output.writer());
    match make(&mut out).and_then(|()| Ok(out.flush()?)) {
        Err(error) if !error.is_unread() => Err(error).context("cannot write to standard output"),
        _ => Ok(()),
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

/// Writes one file: an interrupted or failed write leaves what was there before.
///
/// # Errors
/// Where the file cannot be written, or lies among the project's own input.
pub fn to_file(project: &Utf8Path, path: &Utf8Path, bytes: &[u8]) -> anyhow::Result<()> {
    to_files(project, Batch::default(), &[(path.to_owned(), bytes)])
}

/// Writes several files, all or none of them.
///
/// # Errors
/// Where one cannot be written, or lies among the project's own input.
pub fn to_files<B: AsRef<[u8]>>(
    project: &Utf8Path,
    mut batch: Batch,
    files: &[(Utf8PathBuf, B)],
) -> anyhow::Result<()> {
    let mut taken: Vec<Utf8PathBuf> = Vec::new();
    for (path, bytes) in files {
        let real = real(path)?;
        keep_out_of_input(project, path, &real)?;
        if taken.contains(&real) {
            bail!("{path} is written twice: two files cannot be one");
        }
        if path.is_dir() {
            bail!("{path} is a folder");
        }
        if is_device(&real) {
            // a pipe or a device takes bytes as they come; nothing can stand in its place
            std::fs::write(&real, bytes).with_context(|| format!("cannot write {path}"))?;
        } else {
            batch.add(&real, path, bytes.as_ref(), Place::Over)?;
            taken.push(real);
        }
    }
    batch.commit()
}

/// Refuses a place among the project's own input, before anything is made that would be written there.
///
/// # Errors
/// Where it lies there.
pub fn not_among_input(project: &Utf8Path, path: &Utf8Path) -> anyhow::Result<()> {
    real(path).map_or(Ok(()), |real| keep_out_of_input(project, path, &real))
}

/// Refuses to write over a file that the answer is made from.
///
/// # Errors
/// Where the two are one file.
pub fn not_over(path: &Utf8Path, input: &Utf8Path) -> anyhow::Result<()> {
    let same =
        path.canonicalize_utf8().is_ok_and(|path| input.canonicalize_utf8().is_ok_and(|at| at == path));
    if same {
        bail!("{path} is what this is made from: it is never overwritten");
    }
    Ok(())
}

/// Where a path leads, links followed; the file itself need not be there.
fn real(path: &Utf8Path) -> anyhow::Result<Utf8PathBuf> {
    if let Ok(real) = path.canonicalize_utf8() {
        return Ok(real);
    }
    let folder = disk::folder_of(path);
    let name = path.file_name().with_context(|| format!("{path} names no file"))?;
    let folder =
        folder.canonicalize_utf8().with_context(|| format!("cannot write to the folder {folder}"))?;
    Ok(folder.join(name))
}

fn keep_out_of_input(project: &Utf8Path, path: &Utf8Path, real: &Utf8Path) -> anyhow::Result<()> {
    for input in ["data", "rules"] {
        if project.join(input).canonicalize_utf8().is_ok_and(|input| real.starts_with(input)) {
            bail!(
                "{path} lies in the project's {input}/ folder: a report never overwrites what it is made from"
            );
        }
    }
    Ok(())
}

fn is_device(real: &Utf8Path) -> bool {
    std::fs::metadata(real).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Puts new texts in the place of files of the project, or where there are none yet, all at once or none.
///
/// # Errors
/// Where one cannot be written.
pub fn replace(files: &[(Utf8PathBuf, String)]) -> anyhow::Result<()> {
    let mut batch = Batch::default();
    for (path, text) in files {
        let real = real(path)?;
        batch.add(&real, path, text.as_bytes(), Place::Over)?;
    }
    batch.commit()
}
