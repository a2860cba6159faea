//! Words before or after a name that say what sort of unit it is: "tỉnh", "TP.", "Province".

use std::sync::OnceLock;

use crate::model::locality::Level;

use super::fold::Spelled;

/// What sort of unit such a word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Province,
    City,
    Urban,
    Rural,
    /// "District", which may be urban or rural.
    District,
    TownOfDistrictRank,
    TownOfCommuneRank,
    /// "Town", which may be either.
    Town,
    Ward,
    Commune,
    SpecialZone,
}

impl Sort {
    /// Whether a unit of this level can be called so.
    #[must_use]
    pub fn fits(self, level: Level) -> bool {
        match self {
            Sort::Province => level == Level::Province,
            Sort::City => matches!(level, Level::Province | Level::District),
            Sort::Urban | Sort::Rural | Sort::District | Sort::TownOfDistrictRank => level == Level::District,
            Sort::Town => matches!(level, Level::District | Level::Commune),
            Sort::TownOfCommuneRank | Sort::Ward | Sort::Commune | Sort::SpecialZone => {
                level == Level::Commune
            }
        }
    }

    /// Whether two such words can speak of one unit.
    #[must_use]
    pub fn agrees(self, other: Sort) -> bool {
        let broad = |broad, narrow| match broad {
            Sort::District => matches!(narrow, Sort::Urban | Sort::Rural),
            Sort::Town => matches!(narrow, Sort::TownOfDistrictRank | Sort::TownOfCommuneRank),
            _ => false,
        };
        self == other || broad(self, other) || broad(other, self)
    }
}

/// The words as they are written before a name.
const BEFORE: &[(&str, Sort)] = &[
    ("tỉnh", Sort::Province),
    ("t", Sort::Province),
    ("province of", Sort::Province),
    ("thành phố", Sort::City),
    ("tp", Sort::City),
    ("t p", Sort::City),
    ("city of", Sort::City),
    ("quận", Sort::Urban),
    ("huyện", Sort::Rural),
    ("thị xã", Sort::TownOfDistrictRank),
    ("tx", Sort::TownOfDistrictRank),
    ("thị trấn", Sort::TownOfCommuneRank),
    ("tt", Sort::TownOfCommuneRank),
    ("phường", Sort::Ward),
    ("xã", Sort::Commune),
    ("đặc khu", Sort::SpecialZone),
];

/// The words as they are written after a name.
const AFTER: &[(&str, Sort)] = &[
    ("province", Sort::Province),
    ("city", Sort::City),
    ("district", Sort::District),
    ("township", Sort::TownOfCommuneRank),
    ("town", Sort::Town),
    ("ward", Sort::Ward),
    ("commune", Sort::Commune),
    ("special zone", Sort::SpecialZone),
];

/// The words, folded once.
#[derive(Debug)]
pub struct Affixes {
    before: Vec<(Spelled, Sort)>,
    after: Vec<(Spelled, Sort)>,
}

impl Affixes {
    /// All words, folded when they are first asked for.
    #[must_use]
    pub fn all() -> &'static Self {
        static ALL: OnceLock<Affixes> = OnceLock::new();
        ALL.get_or_init(Self::new)
    }

    fn new() -> Self {
        let fold = |words: &[(&str, Sort)]| words.iter().map(|(w, s)| (Spelled::of(w), *s)).collect();
        Self { before: fold(BEFORE), after: fold(AFTER) }
    }

    /// The name without such a word, if it has one, and what the word says.
    #[must_use]
    pub fn core(&self, name: &Spelled) -> (Spelled, Option<Sort>) {
        match self.strip(name) {
            Some((core, sort)) => (core, Some(sort)),
            None => (name.clone(), None),
        }
    }

    /// The name without such a word, and what the word says; `None` where it has none or nothing would be left but a
    /// number (Quận 1 is a whole name).
    #[must_use]
    pub fn strip(&self, name: &Spelled) -> Option<(Spelled, Sort)> {
        let text = name.as_str();
        let begins = |word: &str| text.as_bytes().first() == word.as_bytes().first();
        let cut_before =
            self.before.iter().filter(|(word, _)| begins(word.as_str())).find_map(|(word, sort)| {
                // a mark may be left out of the word, too: "tinh", but Tịnh Khê is a name
                let words = word.as_str().split(' ').count();
                let end = text.match_indices(' ').nth(words.saturating_sub(1))?.0;
                let (head, rest) = (text.get(..end)?, text.get(end.saturating_add(1)..)?);
                Spelled::part(head).only_omits_marks_of(word).then(|| (Spelled::part(rest), *sort))
            });
        let cut_after = || {
            self.after.iter().find_map(|(word, sort)| {
                let rest = text.strip_suffix(word.as_str())?.strip_suffix(' ')?;
                Some((Spelled::part(rest), *sort))
            })
        };
        cut_before.or_else(cut_after).filter(|(rest, _)| rest.as_str().chars().any(char::is_alphabetic))
    }
}
