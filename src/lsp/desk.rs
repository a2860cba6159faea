//! What is known while somebody edits: the open texts, and the project as it was last read under them.

use std::sync::{Arc, OnceLock};

use camino::Utf8PathBuf;

use super::form::{self, Paper};
use super::rule::Rule;
use super::slot::{Kind, Slot};
use crate::model::day::Day;
use crate::model::fact::{Dictionary, Fact};
use crate::pipeline::linting::{Looked, look_under};
use crate::project::Script;
use crate::read::Overlay;
use crate::read::breadth::Breadth;
use crate::rulebook::reference::{Reference, reference};

/// Everything that answers are made from.
pub struct Desk {
    folder: Utf8PathBuf,
    /// The texts of files that are open.
    pub overlay: Overlay,
    /// The project under these texts, as it was when it was last read.
    pub project: Looked,
    /// The last dictionary that could be read: half a line in it must not take the facts away.
    dictionary: Dictionary,
    reference: OnceLock<Reference>,
}

impl Desk {
    /// Reads the project in a folder.
    #[must_use]
    pub fn new(folder: Utf8PathBuf, as_of: Day) -> Self {
        let project = look_under(&folder, Overlay::default(), as_of, Breadth::Spoken);
        let dictionary = project.project.dictionary.clone();
        Self { folder, overlay: Overlay::default(), project, dictionary, reference: OnceLock::new() }
    }

    /// Reads the project again under the open texts.
    pub fn read_again(&mut self, as_of: Day) {
        self.project = look_under(&self.folder, self.overlay.clone(), as_of, Breadth::Spoken);
        if !self.project.project.dictionary.is_empty() {
            self.dictionary = self.project.project.dictionary.clone();
        }
    }

    /// The facts that are known.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// A fact of a name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.dictionary.find(name).map(|at| self.dictionary.get(at))
    }

    /// A rule by its requirement's id.
    #[must_use]
    pub fn script(&self, id: &str) -> Option<&Script> {
        self.project.project.scripts.iter().find(|script| script.id == id)
    }

    /// The text of a file as it stands in the editor, or on the disk.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        self.overlay.get(path).cloned().or_else(|| self.project.sources.text(path).map(Arc::from))
    }

    /// What can be written in a rule. It is made when somebody asks for it first.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        self.reference.get_or_init(reference)
    }

    /// What belongs at a byte of a file.
    #[must_use]
    pub fn slot(&self, path: &str, text: &str, offset: usize) -> Option<Slot> {
        if path.ends_with(".rhai") {
            return Rule::new(text).slot(offset);
        }
        form::slot(Paper::of(path)?, text, offset)
    }

    /// The keys of the reasons that are meant in a file: its own, or those of the rule whose cases it holds.
    #[must_use]
    pub fn reasons(&self, path: &str, text: &str) -> Vec<(String, String)> {
        let rule: Arc<str> = if path.ends_with(".rhai") {
            Arc::from(text)
        } else {
            match self.rule_of_cases(path).and_then(|path| self.text(&path)) {
                Some(text) => text,
                None => return Vec::new(),
            }
        };
        let keys = Rule::new(&rule).reason_keys();
        keys.into_iter().map(|(key, span)| (key.to_owned(), line_from(&rule, span.start))).collect()
    }

    /// The rule of a file of cases, or the file of cases of a rule.
    #[must_use]
    pub fn rule_of_cases(&self, path: &str) -> Option<String> {
        let rule = format!("{}.rhai", path.strip_suffix(".cases.toml")?);
        self.text(&rule).map(|_| rule)
    }
}

/// The rest of the line from a byte on, trimmed: few words about what is declared there.
fn line_from(text: &str, at: usize) -> String {
    text.get(at..).unwrap_or_default().lines().next().unwrap_or("").trim().trim_end_matches(',').to_owned()
}

impl Kind {
    /// Whether the word at the place stands for something that is declared elsewhere.
    #[must_use]
    pub fn is_reason(&self) -> bool {
        matches!(self, Kind::Reason | Kind::ReasonKey | Kind::ExpectedReason)
    }
}
