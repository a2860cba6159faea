//! The heads by which columns are known: of our forms, of a mapping, or what offices call things.

use unicode_normalization::UnicodeNormalization;

use crate::model::bilingual::Lang;
use crate::model::fact::Dictionary;
use crate::model::locality::Level;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};
use crate::read::leaf::letters;

use super::layout::{Key, Role};
use super::phrases;

/// What people call the column of localities, whatever their level.
const LOCALITY_HEADS: &[&str] = &[
    "locality",
    "địa phương",
    "tên địa phương",
    "tên đơn vị",
    "đơn vị",
    "tên đơn vị hành chính",
    "đơn vị hành chính",
];

/// What people call columns of units of a level: the localities themselves where no lower column stands beside it, or
/// the units around them.
const LEVEL_HEADS: &[(Level, &[&str])] = &[
    (
        Level::Province,
        &[
            "province",
            "tỉnh, thành phố",
            "tỉnh/thành phố",
            "tỉnh, tp",
            "tỉnh/tp",
            "tỉnh",
            "tên tỉnh",
            "tỉnh, thành phố trực thuộc trung ương",
        ],
    ),
    (
        Level::District,
        &[
            "district",
            "quận, huyện",
            "quận/huyện",
            "huyện",
            "tên huyện",
            "huyện, quận",
            "quận, huyện, thị xã",
        ],
    ),
    (
        Level::Commune,
        &[
            "commune",
            "xã, phường",
            "xã/phường",
            "xã",
            "tên xã",
            "phường, xã",
            "xã, phường, thị trấn",
            "xã, phường, đặc khu",
        ],
    ),
];

/// What people call columns that hold no value of a fact: numbers of rows, remarks.
const ASIDE_HEADS: &[&str] =
    &["stt", "tt", "số tt", "no.", "no", "#", "ghi chú", "note", "notes", "remarks", "vùng", "region"];

/// The head under which a form names the units of a level around its localities.
#[must_use]
pub fn around(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::District, Lang::En) => "District",
        (Level::District, Lang::Vi) => "Quận, huyện",
        (_, Lang::En) => "Province",
        (_, Lang::Vi) => "Tỉnh, thành phố",
    }
}

/// Known heads, folded.
#[must_use]
pub fn known(key: Key<'_>, dictionary: &Dictionary) -> Vec<(String, Role)> {
    let both = |words: phrases::Words| Lang::ALL.iter().map(move |lang| folded(words.say(*lang)));
    let mut heads: Vec<(String, Role)> = Vec::new();
    match key {
        Key::Mark(mark) => {
            heads.extend(both(phrases::ID).map(|head| (head, Role::Id)));
            heads.extend(both(phrases::CODE).map(|head| (head, Role::Aside)));
            heads.extend(both(phrases::LOCALITY).map(|head| (head, Role::Locality)));
            for level in [Level::Province, Level::District] {
                let heads_of = Lang::ALL.iter().map(|lang| folded(around(level, *lang)));
                heads.extend(heads_of.map(|head| (head, Role::Unit(level))));
            }
            for (name, head) in &mark.columns {
                heads.extend(dictionary.find(name).map(|fact| (folded(head), Role::Fact(fact))));
            }
        }
        Key::Mapping(mapping) => {
            heads.push((folded(&mapping.locality), Role::Locality));
            let inner_first = [Level::District, Level::Province];
            let within = mapping.within.iter().rev().zip(inner_first.iter().rev());
            heads.extend(within.map(|(head, level)| (folded(head), Role::Unit(*level))));
            let roles = mapping
                .columns
                .iter()
                .map(|(head, fact)| (folded(head), fact.map_or(Role::Aside, Role::Fact)));
            heads.extend(roles);
        }
        Key::Titles => {
            heads.push(("id".to_owned(), Role::Id));
            heads.extend(both(phrases::ID).map(|head| (head, Role::Id)));
            heads.extend(both(phrases::CODE).map(|head| (head, Role::Aside)));
            heads.extend(ASIDE_HEADS.iter().map(|head| (folded(head), Role::Aside)));
            heads.extend(LOCALITY_HEADS.iter().map(|head| (folded(head), Role::Locality)));
            for (level, names) in LEVEL_HEADS {
                heads.extend(names.iter().map(|head| (folded(head), Role::Unit(*level))));
            }
            heads.extend(titles(dictionary));
        }
    }
    heads
}

/// Names and titles of facts; a title that several facts share names none of them.
fn titles(dictionary: &Dictionary) -> Vec<(String, Role)> {
    let mut titles: Vec<(String, Role)> = Vec::new();
    let mut names: Vec<(String, Role)> = Vec::new();
    for (fact, entry) in dictionary.iter() {
        for lang in Lang::ALL {
            let title = entry.title.get(*lang);
            let with_unit = format!("{title} ({})", phrases::unit(entry, *lang));
            titles.extend([title, &with_unit].map(|head| (folded(head), Role::Fact(fact))));
        }
        names.push((entry.name.clone(), Role::Fact(fact)));
    }
    let shared = |head: &str, role: Role| titles.iter().any(|(one, other)| one == head && *other != role);
    names.extend(titles.iter().filter(|(head, role)| !shared(head, *role)).cloned());
    names
}

/// What is wrong with a head that nobody knows.
#[must_use]
pub fn unknown(head: &str, column: u32, key: Key<'_>, dictionary: &Dictionary) -> Problem {
    let known: Vec<String> = match key {
        Key::Mark(mark) => mark.columns.iter().map(|(_, head)| head.clone()).collect(),
        Key::Mapping(_) => Vec::new(),
        Key::Titles => dictionary
            .iter()
            .flat_map(|(_, fact)| [fact.name.clone(), fact.title.vi.clone(), fact.title.en.clone()])
            .collect(),
    };
    let what = match key {
        Key::Mark(_) => "the form has no such column",
        Key::Mapping(_) | Key::Titles => "no fact is called so",
    };
    let problem =
        Problem::error(Code::UnknownFact, format!("column {} is headed `{head}`: {what}", letters(column)));
    let near = did_you_mean(head, known.iter().map(String::as_str).collect::<Vec<_>>());
    match near.filter(|help| help.starts_with("did")) {
        Some(help) => problem.help(help),
        None => problem.help(
            "give the column its head back, take it away, or name it in a mapping file: --mapping FILE.toml",
        ),
    }
}

/// A head without what retyping changes: capitals, spaces, the form of letters.
#[must_use]
pub fn folded(head: &str) -> String {
    let composed: String = head.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
