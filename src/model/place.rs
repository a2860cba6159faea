//! Places in the project's files.

use std::ops::Range;
use std::sync::Arc;

/// Where something stands in a file of the project: bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path relative to the project folder, with `/`.
    pub file: Arc<str>,
    /// Bytes from..to of the file's text.
    pub span: Range<usize>,
}

impl Place {
    /// A span of a file.
    pub fn new(file: impl Into<Arc<str>>, span: Range<usize>) -> Self {
        Self { file: file.into(), span }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.file, self.span.start, self.span.end).cmp(&(&other.file, other.span.start, other.span.end))
    }
}
