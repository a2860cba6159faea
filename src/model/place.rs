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

/// Where each row of a table stands; all in one file, in eight bytes a row.
#[derive(Debug, Clone)]
pub struct Places {
    file: Arc<str>,
    spans: Vec<Range<u32>>,
}

impl Places {
    /// No rows yet, of this file.
    pub fn new(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), spans: Vec::new() }
    }

    /// Adds a row; no file is as long as what a span cannot tell.
    pub fn push(&mut self, span: &Range<usize>) {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.spans.push(narrow(span.start)..narrow(span.end));
    }

    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.spans.reserve_exact(rows);
    }

    /// Where a row stands; `None` past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Place> {
        let span = self.spans.get(row)?;
        let wide = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        Some(Place { file: Arc::clone(&self.file), span: wide(span.start)..wide(span.end) })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
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
