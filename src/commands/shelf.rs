//! Where a handbook is put: a folder that is written whole or not at all.
//!
//! In: pages by their paths. Out: a folder that holds them and a list of them. Invariant: nothing is ever taken away
//! but what such a list says was put there before; where anything else lies in the folder, nothing is done.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::disk;

/// The list of the pages, by which a handbook is known again.
const LIST: &str = ".dondoc-handbook";

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
    let before = what_is_there(folder, &target)?;
    let staging = tempfile::Builder::new()
        .prefix(".dondoc-")
        .tempdir_in(&around)
        .map_err(disk::unnamed)
        .with_context(|| format!("cannot write to the folder {around}"))?;
    let new = Utf8PathBuf::from_path_buf(staging.path().join("new"))
        .map_err(|path| anyhow::anyhow!("{} is not UTF-8", path.display()))?;
    fill(&new, pages).with_context(|| format!("cannot write {folder}"))?;
    match before {
        Before::Nothing => fs::rename(&new, &target).with_context(|| format!("cannot write {folder}")),
        Before::Handbook => {
            // The old one steps aside first, and comes back if the new one cannot take its place.
            let old = staging.path().join("old");
            fs::rename(&target, &old).with_context(|| format!("cannot replace {folder}"))?;
            if let Err(error) = fs::rename(&new, &target) {
                fs::rename(&old, &target).with_context(|| format!("cannot put {folder} back"))?;
                return Err(error).with_context(|| format!("cannot write {folder}"));
            }
            Ok(())
        }
    }
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

fn fill(folder: &Utf8Path, pages: &[(String, String)]) -> std::io::Result<()> {
    fs::create_dir(folder)?;
    let mut list: Vec<&str> = Vec::new();
    for (path, text) in pages {
        let path_there = folder.join(path);
        if let Some(parent) = path_there.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path_there, text)?;
        list.push(path);
    }
    list.sort_unstable();
    fs::write(folder.join(LIST), format!("{}\n", list.join("\n")))
}
