//! What each problem means: what it is, why it matters, and an example that has it beside one that has not.
//!
//! One page a code, in both languages; a test holds that none is missing and that each thing has one word in
//! Vietnamese. `dondoc explain CODE` shows them.

mod documents;
mod files;
mod handling;
mod registry;
mod rules;
mod script;
#[cfg(test)]
mod terms;

use super::Code;
use crate::model::bilingual::Lang;

/// The page of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What was found, in one sentence or two.
    pub what: Said,
    /// Why anybody should care.
    pub why: Said,
    /// An example that has the problem.
    pub bad: Said,
    /// The same without it.
    pub good: Said,
}

/// One text of a page in both languages; an example in which nobody speaks is the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    en: &'static str,
    vi: &'static str,
}

impl Said {
    /// The text in a language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Vi => self.vi,
        }
    }
}

/// Pages by their codes.
type Pages = &'static [(Code, Page)];

/// All pages, a book a family.
const BOOKS: [Pages; 6] =
    [files::PAGES, registry::PAGES, handling::PAGES, documents::PAGES, script::PAGES, rules::PAGES];

impl Code {
    /// The page of this code.
    #[must_use]
    pub fn page(self) -> Option<&'static Page> {
        BOOKS.into_iter().flatten().find(|(code, _)| *code == self).map(|(_, page)| page)
    }
}

/// Writes pages down: what and why in each language, then the two examples, each with its Vietnamese form behind a
/// stroke where it speaks to people.
macro_rules! pages {
    ($($code:ident:
        en $what_en:literal $why_en:literal
        vi $what_vi:literal $why_vi:literal
        not $bad:literal $(/ $bad_vi:literal)?
        but $good:literal $(/ $good_vi:literal)?;
    )+) => {
        pub(super) const PAGES: super::Pages = &[$((
            super::Code::$code,
            super::Page {
                what: super::said!($what_en $what_vi),
                why: super::said!($why_en $why_vi),
                bad: super::said!($bad $($bad_vi)?),
                good: super::said!($good $($good_vi)?),
            },
        )),+];
    };
}
use pages;

/// A text in both languages, or one for both.
macro_rules! said {
    ($both:literal) => {
        super::said!($both $both)
    };
    ($en:literal $vi:literal) => {
        super::Said { en: $en, vi: $vi }
    };
}
use said;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_whole_page_in_both_languages() {
        for code in Code::ALL {
            let page = code.page().unwrap_or_else(|| panic!("`{code}` has no page"));
            for lang in [Lang::En, Lang::Vi] {
                for text in [page.what, page.why, page.bad, page.good].map(|text| text.get(lang)) {
                    assert!(!text.trim().is_empty() && text.trim() == text, "a text of `{code}`: {text:?}");
                }
                assert_ne!(page.bad.get(lang), page.good.get(lang), "{code}");
            }
            assert_ne!(page.what.get(Lang::En), page.what.get(Lang::Vi), "{code}");
            assert_ne!(page.why.get(Lang::En), page.why.get(Lang::Vi), "{code}");
        }
        assert_eq!(BOOKS.concat().len(), Code::ALL.len(), "no code has two pages");
    }
}
