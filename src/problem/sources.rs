//! The texts of the files that were read, for showing places in them.
//!
//! In: each file's text. Out: the same when a message speaks of it. A large table without a slip is laid aside: its text
//! is let go of, and fetched again in the seldom case that somebody asks. Invariant: what is fetched is what was read,
//! or nothing: where a file has changed since, messages name it and show no line of it.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, OnceLock};

use foldhash::quality::FixedState;

use crate::model::place::Place;

/// Where texts that were laid aside can be fetched.
pub trait Shelf: Debug + Send + Sync {
    /// The text of a file as it is now; `None` where it cannot be read any more.
    fn fetch(&self, file: &str) -> Option<Arc<str>>;
}

/// The texts of the files that were read, by path relative to the project folder.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: BTreeMap<Arc<str>, Source>,
    shelf: Option<Arc<dyn Shelf>>,
}

#[derive(Debug, Clone)]
struct Source {
    text: Text,
    /// Where its lines end, once somebody asked for a line.
    line_ends: OnceLock<Vec<usize>>,
}

impl From<Text> for Source {
    fn from(text: Text) -> Self {
        Self { text, line_ends: OnceLock::new() }
    }
}

#[derive(Debug, Clone)]
enum Text {
    Kept(Arc<str>),
    Aside { mark: Mark, fetched: OnceLock<Option<Arc<str>>> },
}

/// By what a text is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    bytes: usize,
    hash: u64,
}

impl Mark {
    fn of(text: &str) -> Self {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(text.as_bytes());
        Self { bytes: text.len(), hash: hasher.finish() }
    }
}

impl Sources {
    /// Keeps a file's text.
    pub fn insert(&mut self, file: Arc<str>, text: Arc<str>) {
        self.texts.insert(file, Text::Kept(text).into());
    }

    /// Lets go of a file's text, and keeps by what it is known again.
    pub fn lay_aside(&mut self, file: Arc<str>, text: &str) {
        let aside = Text::Aside { mark: Mark::of(text), fetched: OnceLock::new() };
        self.texts.insert(file, aside.into());
    }

    /// With a place where texts that were laid aside are fetched again.
    #[must_use]
    pub fn with_shelf(self, shelf: Arc<dyn Shelf>) -> Self {
        Self { shelf: Some(shelf), ..self }
    }

    /// The paths of all files, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(|file| &**file)
    }

    /// The text of a file; one that was laid aside is fetched, if it is still the same.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        match &self.texts.get(file)?.text {
            Text::Kept(text) => Some(text),
            Text::Aside { mark, fetched } => {
                let fetch = || self.shelf.as_ref()?.fetch(file).filter(|text| Mark::of(text) == *mark);
                fetched.get_or_init(fetch).as_deref()
            }
        }
    }

    /// Whether a file had the same text there as here; one that is in neither had.
    #[must_use]
    pub fn has_same(&self, there: &Sources, file: &str) -> bool {
        let mark = |sources: &Sources| match &sources.texts.get(file)?.text {
            Text::Kept(text) => Some(Mark::of(text)),
            Text::Aside { mark, .. } => Some(*mark),
        };
        mark(self) == mark(there)
    }

    /// Line and column (both from 1, columns in characters) of a place's beginning.
    #[must_use]
    pub fn line_column(&self, place: &Place) -> Option<(usize, usize)> {
        let before = self.text(&place.file)?.get(..place.span.start)?;
        let lines = if before.len() < NEAR {
            before.bytes().filter(|byte| *byte == b'\n').count()
        } else {
            // a file has many problems or none, and to count its lines anew for each takes long
            let source = self.texts.get(&place.file)?;
            let ends = source.line_ends.get_or_init(|| ends(self.text(&place.file).unwrap_or_default()));
            ends.partition_point(|end| *end < place.span.start)
        };
        let line_start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let letters = before.get(line_start..)?.chars().count();
        Some((lines.saturating_add(1), letters.saturating_add(1)))
    }
}

/// Bytes in which lines are counted whenever somebody asks.
const NEAR: usize = 4096;

/// Where the lines of a text end.
fn ends(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Now(&'static str);

    impl Shelf for Now {
        fn fetch(&self, _: &str) -> Option<Arc<str>> {
            Some(self.0.into())
        }
    }

    fn aside(then: &str) -> Sources {
        let mut sources = Sources::default();
        sources.lay_aside("t.csv".into(), then);
        sources
    }

    #[test]
    fn what_was_laid_aside_comes_back_only_as_it_was() {
        let place = Place::new("t.csv", 4..5);
        let same = aside("a,b\n1,2\n").with_shelf(Arc::new(Now("a,b\n1,2\n")));
        assert_eq!((same.text("t.csv"), same.line_column(&place)), (Some("a,b\n1,2\n"), Some((2, 1))));
        let changed = aside("a,b\n1,2\n").with_shelf(Arc::new(Now("a,b\n1,3\n")));
        assert_eq!((changed.text("t.csv"), changed.line_column(&place)), (None, None));
        assert_eq!(aside("a,b\n").text("t.csv"), None);
    }

    #[test]
    fn lines_and_columns_are_counted_in_characters_from_one() {
        let mut sources = Sources::default();
        sources.insert("a.toml".into(), "đ\n\nệ = 1\n".into());
        let at = |start: usize| sources.line_column(&Place::new("a.toml", start..start));
        assert_eq!([0, 2, 3, 4, 7].map(at), [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)].map(Some));
        assert_eq!((at(12), at(13), at(1)), (Some((4, 1)), None, None));
        let long = "một dòng\n".repeat(NEAR);
        sources.insert("b.csv".into(), long.as_str().into());
        let at = |start: usize| sources.line_column(&Place::new("b.csv", start..start));
        let line = "một dòng\n".len();
        for lines in [0, 1, NEAR / line, NEAR / line + 1, NEAR - 1] {
            assert_eq!(at(lines * line + "một ".len()), Some((lines + 1, 5)));
        }
    }

    #[test]
    fn a_change_is_seen_whether_or_not_the_text_is_kept() {
        let mut kept = Sources::default();
        kept.insert("t.csv".into(), "a,b\n1,2\n".into());
        assert!(kept.has_same(&aside("a,b\n1,2\n"), "t.csv"));
        assert!(!kept.has_same(&aside("a,b\n1,3\n"), "t.csv"));
        assert!(!kept.has_same(&Sources::default(), "t.csv"));
        assert!(kept.has_same(&Sources::default(), "other.csv"));
    }
}
