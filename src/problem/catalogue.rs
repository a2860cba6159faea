//! What each problem means: what it is, why it matters, and an example that has it beside one that has not.
//!
//! One page a code; a test holds that none is missing. `dondoc explain CODE` shows them.

mod data;
mod files;
mod rules;

use super::Code;

/// The page of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What was found, in one sentence or two.
    pub what: &'static str,
    /// Why anybody should care.
    pub why: &'static str,
    /// An example that has the problem.
    pub bad: &'static str,
    /// The same without it.
    pub good: &'static str,
}

/// Pages by their codes.
type Pages = &'static [(Code, Page)];

impl Code {
    /// The page of this code.
    #[must_use]
    pub fn page(self) -> Option<&'static Page> {
        let books: [Pages; 3] = [files::PAGES, data::PAGES, rules::PAGES];
        books.into_iter().flatten().find(|(code, _)| *code == self).map(|(_, page)| page)
    }
}

/// Writes pages down.
macro_rules! pages {
    ($($code:ident: $what:literal, $why:literal, $bad:literal, $good:literal;)+) => {
        pub(super) const PAGES: super::Pages = &[$((
            super::Code::$code,
            super::Page { what: $what, why: $why, bad: $bad, good: $good },
        )),+];
    };
}
use pages;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_whole_page() {
        for code in Code::ALL {
            let page = code.page().unwrap_or_else(|| panic!("`{code}` has no page"));
            for text in [page.what, page.why, page.bad, page.good] {
                assert!(!text.trim().is_empty() && text.trim() == text, "a text of `{code}`: {text:?}");
            }
            assert_ne!(page.bad, page.good, "{code}");
        }
        let pages = files::PAGES.len() + data::PAGES.len() + rules::PAGES.len();
        assert_eq!(pages, Code::ALL.len(), "no code has two pages");
    }
}
