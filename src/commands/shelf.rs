//! Where a handbook is put: a folder that is written whole or not at all.
//!
//! In: pages by their paths. Out: a folder that holds them and a list of them. Invariant: nothing is ever taken away
//! but what such a list says was put there before; where anything else lies in the folder, nothing is done. Whoever is
//! killed leaves the old folder or the new one.

use std::collections::BTreeSet;
use std::{fs, io};

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::disk::{self, HALF_WRITTEN, Step, step};

#[cfg(test)]
mod tests;

/// The list of the pages, by which a handbook is known again.
const LIST: &str = ".dondoc-handbook";
/// How the old folder is called while the new one takes its name, where that takes two steps.
const ASIDE: &str = ".dondoc-aside-";

/// Puts pages into a folder, in the place of an earlier handbook if one is there.
///
/// # Errors
/// Where the folder holds anything else, lies among the project's own input, or cannot be written.
pub fn put(project: &Utf8Path, folder: &Utf8Path, pages: &[(String, String)]) -> anyhow::Result<()> {
    let around = match folder.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    };
    let around =
        around.canonicalize_utf8().with_context(|| format!("cannot write to the folder {around}"))?;
    let Some(name) = folder.file_name() else { bail!("{folder} is no folder that could be written") };
    let target = around.join(name);
    if target.is_symlink() {
        bail!("{folder} is a link: name the folder itself");
    }
    refuse_input(project, folder, &target)?;
    let aside = around.join(format!("{ASIDE}{name}"));
    // a run was killed in between: what stood there before comes back, unless the new one came
    if aside.is_dir() {
        let through = target.exists();
        let done = if through { fs::remove_dir_all(&aside) } else { fs::rename(&aside, &target) };
        done.with_context(|| format!("cannot put {folder} back"))?;
    }
    let before = what_is_there(folder, &target)?;
    disk::sweep(&around);
    let staging = Staging::make(&around).with_context(|| format!("cannot write to the folder {around}"))?;
    let new = staging.path.join("new");
    fill(&new, pages).with_context(|| format!("cannot write {folder}"))?;
    let told = || format!("cannot write {folder}");
    match before {
        Before::Nothing => step(Step::Name).and_then(|()| fs::rename(&new, &target)).with_context(told)?,
        Before::Handbook => {
            step(Step::Name).and_then(|()| change(&new, &target, &aside)).with_context(told)?
        }
    }
    disk::sync_folder(&around);
    Ok(())
}

/// A hidden folder in which pages are written; dropped, or left by a killed run, it goes with all that is in it.
struct Staging {
    path: Utf8PathBuf,
    /// Goes before the lock does.
    _folder: tempfile::TempDir,
    /// Open, and locked, as long as somebody writes there.
    _held: Option<fs::File>,
}

impl Staging {
    fn make(around: &Utf8Path) -> anyhow::Result<Self> {
        step(Step::Folder)?;
        let folder =
            tempfile::Builder::new().prefix(HALF_WRITTEN).tempdir_in(around).map_err(disk::unnamed)?;
        let path = Utf8PathBuf::from_path_buf(folder.path().to_owned())
            .map_err(|path| anyhow::anyhow!("{} is not UTF-8", path.display()))?;
        let held = fs::File::open(&path).ok().filter(|held| held.try_lock().is_ok());
        Ok(Self { path, _folder: folder, _held: held })
    }
}

/// Puts a new folder in the place of one that is there, which ends up where the new one was, or beside.
fn change(new: &Utf8Path, target: &Utf8Path, aside: &Utf8Path) -> io::Result<()> {
    // in one step, where the system and its disk can
    #[cfg(target_os = "linux")]
    if rustix::fs::renameat_with(
        rustix::fs::CWD,
        new.as_str(),
        rustix::fs::CWD,
        target.as_str(),
        rustix::fs::RenameFlags::EXCHANGE,
    )
    .is_ok()
    {
        return Ok(());
    }
    step_aside(new, target, aside)
}

/// The same in two steps: the old one steps aside first, and comes back if the new one cannot take its place.
fn step_aside(new: &Utf8Path, target: &Utf8Path, aside: &Utf8Path) -> io::Result<()> {
    fs::rename(target, aside)?;
    if let Err(error) = fs::rename(new, target) {
        fs::rename(aside, target)?;
        return Err(error);
    }
    let _ = fs::remove_dir_all(aside);
    Ok(())
}

/// What lies where the handbook is to be.
enum Before {
    Nothing,
    /// A handbook and nothing else.
    Handbook,
}

fn refuse_input(project: &Utf8Path, folder: &Utf8Path, target: &Utf8Path) -> anyhow::Result<()> {
    let real = target.canonicalize_utf8().unwrap_or_else(|_| target.to_owned());
    for input in ["data", "rules"] {
        let Ok(input) = project.join(input).canonicalize_utf8() else { continue };
        if real.starts_with(&input) {
            bail!(
                "{folder} lies in the project's {input}: a handbook never stands among what it is made from",
                input = input.file_name().unwrap_or_default()
            );
        }
        if input.starts_with(&real) {
            bail!("{folder} is around the project: choose a folder of its own");
        }
    }
    Ok(())
}

fn what_is_there(folder: &Utf8Path, target: &Utf8Path) -> anyhow::Result<Before> {
    if !target.exists() {
        return Ok(Before::Nothing);
    }
    if !target.is_dir() {
        bail!("{folder} is a file");
    }
    let found = files(target, "").with_context(|| format!("cannot look into {folder}"))?;
    if found.is_empty() {
        return Ok(Before::Handbook);
    }
    let list = fs::read_to_string(target.join(LIST)).unwrap_or_default();
    let own: BTreeSet<&str> = list.lines().chain([LIST]).collect();
    match found.iter().find(|file| !own.contains(file.as_str())) {
        Some(stranger) => {
            bail!("{folder} holds {stranger}, which is no page of a handbook: choose a folder of its own")
        }
        None => Ok(Before::Handbook),
    }
}

/// Every file below a folder, by its path from there. A link counts as a file.
fn files(folder: &Utf8Path, below: &str) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in folder.read_dir_utf8()? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(entry.path(), &format!("{path}/"))?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn fill(folder: &Utf8Path, pages: &[(String, String)]) -> io::Result<()> {
    step(Step::Folder)?;
    fs::create_dir(folder)?;
    let mut list: Vec<&str> = Vec::new();
    for (path, text) in pages {
        let path_there = folder.join(path);
        if let Some(parent) = path_there.parent() {
            fs::create_dir_all(parent)?;
        }
        disk::lay(&path_there, text.as_bytes())?;
        list.push(path);
    }
    list.sort_unstable();
    disk::lay(&folder.join(LIST), format!("{}\n", list.join("\n")).as_bytes())
}
