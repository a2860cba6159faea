//! The texts of a page, each once, in both languages: the page shows one and switches to the other by number.

use indexmap::{IndexMap, IndexSet};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::super::view::View;
use super::shapes::{Shaped, shaped};
use crate::model::bilingual::{Bilingual, Lang};
use crate::report::Report;

/// A text of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Text {
    /// Its number in the page's table; none where both languages say the same, so that there is nothing to switch.
    pub(super) i: Option<usize>,
    /// What it says in the language that the page opens in.
    pub(super) s: String,
}

/// The table of texts.
pub(super) struct Texts<'a> {
    english: View<'a>,
    vietnamese: View<'a>,
    lang: Lang,
    all: IndexSet<(String, String)>,
}

impl<'a> Texts<'a> {
    /// An empty table for a page that opens in a language.
    pub(super) fn new(report: &'a Report, lang: Lang) -> Self {
        let (english, vietnamese) = (View::new(report, Lang::En), View::new(report, Lang::Vi));
        Self { english, vietnamese, lang, all: IndexSet::new() }
    }

    /// The report as the page's first reader sees it.
    pub(super) fn first_view(&self) -> &View<'a> {
        match self.lang {
            Lang::En => &self.english,
            Lang::Vi => &self.vietnamese,
        }
    }

    /// What is said to a reader of either language.
    pub(super) fn say(&mut self, of: impl Fn(&View<'a>) -> String) -> Text {
        let (en, vi) = (of(&self.english), of(&self.vietnamese));
        self.add(en, vi)
    }

    /// What is said of each of several things, to a reader of either language.
    pub(super) fn say_all(&mut self, of: impl Fn(&View<'a>) -> Vec<String>) -> Vec<Text> {
        let (en, vi) = (of(&self.english), of(&self.vietnamese));
        en.into_iter().zip(vi).map(|(en, vi)| self.add(en, vi)).collect()
    }

    /// The number of what is said to a reader of either language.
    pub(super) fn number(&mut self, of: impl Fn(&View<'a>) -> String) -> usize {
        let (en, vi) = (of(&self.english), of(&self.vietnamese));
        self.all.insert_full((en, vi)).0
    }

    /// The number of a text of the page's own words.
    pub(super) fn own(&mut self, en: &str, vi: &str) -> usize {
        self.all.insert_full((en.to_owned(), vi.to_owned())).0
    }

    /// A text of both languages.
    pub(super) fn add(&mut self, en: String, vi: String) -> Text {
        let s = match self.lang {
            Lang::En => en.clone(),
            Lang::Vi => vi.clone(),
        };
        if en == vi {
            return Text { i: None, s };
        }
        Text { i: Some(self.all.insert_full((en, vi)).0), s }
    }

    /// A text of the data.
    pub(super) fn data(&mut self, text: &Bilingual) -> Text {
        self.say(|view| view.text(text))
    }
}

/// A text as the script knows it.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'t> {
    /// In both languages the same.
    Same(&'t str),
    /// English and Vietnamese.
    Both([&'t str; 2]),
    /// The number of a shape, and the figures in its gaps.
    Shaped(usize, String),
}

impl Serialize for Texts<'_> {
    /// The shapes that several texts share, then a text a place.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shaped: Vec<Option<Shaped>> = self.all.iter().map(|(en, vi)| shaped(en, vi)).collect();
        let mut uses: IndexMap<&(String, String), usize> = IndexMap::new();
        for one in shaped.iter().flatten() {
            *uses.entry(&one.shape).or_default() += 1;
        }
        let shapes: IndexSet<(String, String)> =
            uses.into_iter().filter(|(_, n)| *n > 1).map(|(shape, _)| shape.clone()).collect();
        let mut all: Vec<Entry<'_>> = Vec::with_capacity(self.all.len());
        for ((en, vi), shaped) in self.all.iter().zip(shaped) {
            let at = shaped.as_ref().and_then(|one| shapes.get_index_of(&one.shape));
            all.push(match (at, shaped) {
                (Some(at), Some(one)) => Entry::Shaped(at, one.figures),
                _ if en == vi => Entry::Same(en),
                _ => Entry::Both([en, vi]),
            });
        }
        let mut table = serializer.serialize_struct("Texts", 2)?;
        table.serialize_field("shapes", &shapes)?;
        table.serialize_field("all", &all)?;
        table.end()
    }
}
