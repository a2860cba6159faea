//! Texts in the two languages of the report.

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// A language that a reader can choose.
    Lang {
        En = "en",
        Vi = "vi",
    }
}

/// One text in both languages. Neither is ever missing: the reader refuses a text that lacks one.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Vietnamese.
    pub vi: String,
}

impl Bilingual {
    /// A text from its two forms.
    pub fn new(en: impl Into<String>, vi: impl Into<String>) -> Self {
        Self { en: en.into(), vi: vi.into() }
    }

    /// The form for one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}
