//! Texts of files as they stand in an editor, and not yet on the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts that stand in for files of the project while somebody edits them, by path relative to the project folder.
///
/// They are whole: nothing of the file below is read.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    texts: BTreeMap<String, Arc<str>>,
}

impl Overlay {
    /// Lays a text over a file.
    pub fn lay(&mut self, path: &str, text: Arc<str>) {
        self.texts.insert(path.to_owned(), text);
    }

    /// Takes the text off a file again.
    pub fn lift(&mut self, path: &str) {
        self.texts.remove(path);
    }

    /// The text over a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<str>> {
        self.texts.get(path)
    }

    /// The paths of all files that have one, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}
