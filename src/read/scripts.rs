//! The rules' texts: `rules/<topic>/<requirement-id>.rhai`, not yet compiled.

use std::sync::Arc;

use crate::model::place::Place;
use crate::problem::{Code, Problem};
use crate::project::Script;

use super::files::Folder;
use super::{LIMITS, LINT, SCORING, cases, with_sink};

const ENDING: &str = ".rhai";
/// Functions that rules share; no requirements.
const SHARED: &str = "rules/lib/";

/// Reads every rule, in order of ids, and tells of files below `rules/` that nothing reads.
pub fn scripts(folder: &Folder, below_rules: &[String], problems: &mut Vec<Problem>) -> Vec<Script> {
    let mut scripts: Vec<Script> = Vec::new();
    for path in below_rules {
        if path.starts_with(SHARED) {
            continue;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(id) = name.strip_suffix(ENDING) {
            let file = with_sink(problems, |sink| folder.read(path, sink));
            scripts.extend(file.map(|file| Script { file: file.path, id: id.to_owned(), text: file.text }));
        } else if name.to_lowercase().ends_with(ENDING) {
            let problem = Problem::warning(Code::StrayFile, "nothing reads this file");
            let help = format!("rules end in {ENDING}, in small letters");
            problems.push(problem.at(Place::new(path.as_str(), 0..0), "").help(help));
        } else if path.to_lowercase().ends_with(".toml")
            && !path.ends_with(cases::ENDING)
            && path != SCORING
            && path != LINT
            && path != LIMITS
        {
            problems.push(
                Problem::warning(Code::StrayFile, "nothing reads this file")
                    .at(Place::new(path.as_str(), 0..0), "")
                    .help(format!("a rule's cases are called <requirement-id>{}", cases::ENDING)),
            );
        }
    }
    scripts.sort_by(|a, b| (&a.id, &a.file).cmp(&(&b.id, &b.file)));
    for pair in scripts.windows(2) {
        if let [first, second] = pair
            && first.id == second.id
        {
            let start = |script: &Script| Place::new(Arc::clone(&script.file), 0..0);
            let problem =
                Problem::error(Code::DuplicateRequirement, format!("two rules are called `{}`", second.id))
                    .help("a requirement's id is unique in the whole rulebook: rename one of the files");
            problems.push(problem.at(start(second), "").related(start(first), "the other one"));
        }
    }
    scripts.dedup_by(|a, b| a.id == b.id);
    scripts
}

/// Reads the texts that rules may import: the files of one folder, each by its name, and none through a link.
pub fn library(folder: &Folder, below_rules: &[String], problems: &mut Vec<Problem>) -> Vec<Script> {
    let mut texts = Vec::new();
    for path in below_rules {
        let Some(name) = path.strip_prefix(SHARED) else { continue };
        let Some(id) = name.strip_suffix(ENDING).filter(|id| !id.contains('/')) else {
            let problem = Problem::warning(Code::StrayFile, "nothing reads this file");
            let help = format!("what rules import lies in {SHARED} itself and is called <name>{ENDING}");
            problems.push(problem.at(Place::new(path.as_str(), 0..0), "").help(help));
            continue;
        };
        if folder.is_link(path) {
            let problem = Problem::error(Code::OutsideProject, format!("`{path}` is a link"));
            problems.push(problem.help("copy the file into the folder: rules import none through a link"));
            continue;
        }
        let file = with_sink(problems, |sink| folder.read(path, sink));
        texts.extend(file.map(|file| Script { file: file.path, id: id.to_owned(), text: file.text }));
    }
    texts
}
