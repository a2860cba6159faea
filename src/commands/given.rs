//! Files that are named on the command line and lie outside the project: returns, mappings, receipts, saved reports.
//!
//! In: a path. Out: what lies there, or a problem. Invariant: pipes and devices, which may never end, are not opened, and
//! nothing larger than it can be is taken in.

use std::io::{ErrorKind, Read};

use camino::Utf8Path;
use dondoc::problem::{Code, Problem};
use dondoc::read::files;
use dondoc::read::returns::FILE_BYTES;

/// Largest report of which only the digest is taken. Eight requirements of ten thousand communes take two thirds of it.
const PRINTED_BYTES: u64 = 256 * 1024 * 1024;

/// Largest report that is compared with another: two of them take nine times as much memory. Eight requirements of
/// three thousand communes are as large; what is larger is compared by its days, from the project itself.
const REPORT_BYTES: u64 = 48 * 1024 * 1024;

/// The bytes of a file of a bearable size.
///
/// # Errors
/// Where there is none, it is larger, or it cannot be read.
pub fn bytes(path: &Utf8Path) -> Result<Vec<u8>, Problem> {
    bounded(path, FILE_BYTES)
}

/// The text of one.
///
/// # Errors
/// The same, and where it is not UTF-8 or holds what nobody sees.
pub fn text(path: &Utf8Path) -> Result<String, Problem> {
    utf8(path, bytes(path)?)
}

/// A report that was saved.
///
/// # Errors
/// The same.
pub fn report(path: &Utf8Path) -> Result<Vec<u8>, Problem> {
    bounded(path, PRINTED_BYTES)
}

/// The text of one.
///
/// # Errors
/// The same.
pub fn report_text(path: &Utf8Path) -> Result<String, Problem> {
    let bytes = bounded(path, REPORT_BYTES).map_err(|problem| match problem.code {
        Code::TooLarge => {
            problem.help("compare days instead, `--from DAY --to DAY`: that needs no saved reports")
        }
        _ => problem,
    })?;
    utf8(path, bytes)
}

fn utf8(path: &Utf8Path, bytes: Vec<u8>) -> Result<String, Problem> {
    files::text(name(path), bytes)
}

fn name(path: &Utf8Path) -> &str {
    path.file_name().unwrap_or(path.as_str())
}

fn bounded(path: &Utf8Path, most: u64) -> Result<Vec<u8>, Problem> {
    let name = name(path);
    let unreadable = |error| files::unreadable(name, &error);
    match std::fs::metadata(path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => {
            let message = format!("`{name}` cannot be read: it is not a plain file");
            return Err(Problem::error(Code::UnreadableFile, message));
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(unreadable(error)),
        Err(_) => return Err(Problem::error(Code::MissingFile, format!("there is no file `{name}`"))),
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|len| len <= most) {
        return Ok(bytes);
    }
    Err(Problem::error(Code::TooLarge, format!("`{name}` is larger than {} MiB", most / (1024 * 1024))))
}
