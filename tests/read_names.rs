//! Names of localities: who is meant, who is not, and the same by a plain folding with tables.

use dondoc::model::bilingual::Bilingual;
use dondoc::model::day::Day;
use dondoc::model::locality::{Level, Life, Locality, LocalityIx, Registry};
use dondoc::names::{NameFault, Names};
use dondoc::read::breadth::Breadth;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn locality(id: &str, code: &str, level: Level, vi: &str, en: &str) -> Locality {
    Locality {
        id: id.into(),
        code: code.into(),
        level,
        parent: None,
        name: Bilingual::new(en, vi),
        aliases: Vec::new(),
        region: "".into(),
        life: Life::default(),
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn registry() -> Registry {
    let ended = |mut l: Locality, to: &str| {
        l.life.to = Some(day(to));
        l
    };
    let begun = |mut l: Locality, from: &str| {
        l.life.from = Some(day(from));
        l
    };
    let alias = |mut l: Locality, alias: &str| {
        l.aliases.push(alias.into());
        l
    };
    use Level::{Commune, District, Province};
    let mut all = vec![
        ended(locality("bac-giang", "24", Province, "Bắc Giang", "Bac Giang"), "2025-06-30"),
        ended(locality("bac-ninh", "27", Province, "Bắc Ninh", "Bac Ninh"), "2025-06-30"),
        begun(locality("bac-ninh-2025", "24", Province, "Bắc Ninh", "Bac Ninh"), "2025-07-01"),
        alias(locality("ha-giang", "02", Province, "Hà Giang", "Ha Giang"), "Tỉnh Hà Giang"),
        locality("hau-giang", "93", Province, "Hậu Giang", "Hau Giang"),
        locality("thanh-hoa", "38", Province, "Thanh Hóa", "Thanh Hoa"),
        locality("vung-tau", "77", Province, "Bà Rịa - Vũng Tàu", "Ba Ria - Vung Tau"),
        locality("da-nang", "48", Province, "Đà Nẵng", "Da Nang"),
        alias(locality("hcm", "79", Province, "Hồ Chí Minh", "Ho Chi Minh City"), "TP.HCM"),
        locality("ha-giang-city", "024", District, "Thành phố Hà Giang", "Ha Giang City"),
        locality("long-an-commune", "10001", Commune, "Lòng Ân", "Long An"),
        locality("long-an", "80", Province, "Long An", "Long An"),
        locality("tinh-khe", "10002", Commune, "Tịnh Khê", "Tinh Khe"),
        locality("ward-1", "10003", Commune, "Phường 1", "Ward 1"),
        locality("dong-giang", "10004", Commune, "Đông Giang", "Dong Giang"),
        locality("dong-giang-2", "10005", Commune, "Động Giang", "Dong Giang"),
    ];
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Registry::new(all, Vec::new())
}

fn find(names: &Names<'_>, written: &str, level: Option<Level>, on: &str) -> String {
    match names.find(written, level, day(on)) {
        Ok(ix) => names.registry().get(ix).id.clone(),
        Err(NameFault::Ambiguous { .. }) => "ambiguous".into(),
        Err(NameFault::Unknown { .. }) => "unknown".into(),
    }
}

#[test]
fn documents_write_names_in_many_ways() {
    let registry = registry();
    let names = Names::new(&registry);
    for (written, id) in [
        ("Hà Giang", "ha-giang"),
        ("Tỉnh Hà Giang", "ha-giang"),
        ("tinh ha giang", "ha-giang"),
        ("Ha Giang Province", "ha-giang"),
        ("HẬU GIANG", "hau-giang"),
        ("Hạ Giang", "unknown"),
        ("Hâu Giang", "hau-giang"),
        ("Thanh Hoá", "thanh-hoa"),
        ("thanh  hoa", "thanh-hoa"),
        ("Bà Rịa–Vũng Tàu", "vung-tau"),
        ("ba ria vung tau", "vung-tau"),
        ("Ðà Nẵng", "da-nang"),
        ("TP Đà Nẵng", "da-nang"),
        ("tp. da nang", "da-nang"),
        ("Da Nang City", "da-nang"),
        ("Tỉnh Đà Nẵng", "da-nang"),
        ("TP HCM", "hcm"),
        ("TP. Hồ Chí Minh", "hcm"),
        ("Ho Chi Minh", "hcm"),
        ("Thành phố Hà Giang", "ha-giang-city"),
        ("Huyện Hà Giang", "unknown"),
        ("Long An", "long-an"),
        ("Lòng Ân", "long-an-commune"),
        ("Tịnh Khê", "tinh-khe"),
        ("Xã Tịnh Khê", "tinh-khe"),
        ("Phường 1", "ward-1"),
        ("1", "unknown"),
        ("02", "ha-giang"),
        ("2", "unknown"),
        ("ha-giang", "ha-giang"),
        ("Đông Giang", "dong-giang"),
        ("Động Giang", "dong-giang-2"),
        ("Dong Giang", "ambiguous"),
        ("", "unknown"),
        ("/", "unknown"),
        ("Hà Giang / Đà Nẵng", "unknown"),
    ] {
        assert_eq!(find(&names, written, None, "2024-10-21"), id, "{written}");
        let decomposed: String = written.nfd().collect();
        assert_eq!(find(&names, &decomposed, None, "2024-10-21"), id, "{written}, decomposed");
    }
    assert_eq!(find(&names, "24", None, "2025-06-30"), "bac-giang");
    assert_eq!(find(&names, "24", None, "2025-07-01"), "bac-ninh-2025");
    assert_eq!(find(&names, "Bac Ninh", None, "2025-07-01"), "bac-ninh-2025");
    assert_eq!(find(&names, "bac-ninh", None, "2025-07-01"), "unknown", "an id is never taken for a name");
    assert_eq!(find(&names, "Hà Giang", Some(Level::District), "2024-10-21"), "ha-giang-city");
    assert_eq!(find(&names, "Đà Nẵng", Some(Level::District), "2024-10-21"), "unknown");
}

#[test]
fn the_highest_level_that_has_the_name_is_meant_however_surely_a_lower_one_has_it() {
    use Level::{Commune, District, Province};
    let mut all = vec![
        locality("ha-tay", "28", Province, "Hà Tây", "Ha Tay"),
        locality("ha-tay-ward", "10001", Commune, "Hạ Tay", "Ha Tay Ward"),
        locality("ba-dinh", "001", District, "Quận Ba Đình", "Ba Dinh District"),
        locality("ba-dinh-ward", "10002", Commune, "Ba Đình", "Ba Dinh Ward"),
    ];
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let registry = Registry::new(all, Vec::new());
    let names = Names::new(&registry);
    for (written, id) in [
        ("Ha Tay", "ha-tay"),
        ("Hà Tay", "ha-tay"),
        ("Hạ Tay", "ha-tay-ward"),
        ("phường Ha Tay", "ha-tay-ward"),
        ("Ha Tay Ward", "ha-tay-ward"),
        ("Ba Đình", "ba-dinh"),
        ("Phường Ba Đình", "ba-dinh-ward"),
    ] {
        assert_eq!(find(&names, written, None, "2024-10-21"), id, "{written}");
    }
}

/// What was found, by ids.
fn told(names: &Names<'_>, written: &str, on: &str) -> Result<String, Vec<String>> {
    let id = |ix: &LocalityIx| names.registry().get(*ix).id.clone();
    match names.find(written, None, day(on)) {
        Ok(ix) => Ok(id(&ix)),
        Err(NameFault::Ambiguous { candidates }) => Err(candidates.iter().map(id).collect()),
        Err(NameFault::Unknown { .. }) => Err(Vec::new()),
    }
}

#[test]
fn whom_a_name_of_the_shipped_registry_means_does_not_depend_on_what_was_read_below() {
    let folder = camino::Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |breadth| dondoc::read::broadly(folder, breadth).project.registry;
    let (narrow, broad) = (read(Breadth::Spoken), read(Breadth::Whole));
    assert!(broad.len() > narrow.len() + 10_000);
    let (few, all) = (Names::new(&narrow), Names::new(&broad));
    let mut found = 0;
    for (_, province) in narrow.iter() {
        let own = province.aliases.iter().chain([&province.id, &province.code, &province.name.en]);
        let mut forms: Vec<String> = own.cloned().collect();
        for word in ["", "Tỉnh ", "TP ", "Thành phố ", "Thị xã ", "Huyện ", "Quận ", "Phường ", "Xã "]
        {
            forms.push(format!("{word}{}", province.name.vi));
            forms.push(format!("{word}{}", province.name.en).to_lowercase());
        }
        for (written, on) in forms.iter().flat_map(|form| [(form, "2024-10-21"), (form, "2025-07-01")]) {
            let meant = told(&few, written, on);
            if meant != Err(Vec::new()) {
                assert_eq!(told(&all, written, on), meant, "{written} on {on}");
                found += 1;
            }
        }
    }
    assert!(found > 1000, "{found}");
    for (written, few_say, all_say) in [
        ("Thành phố Bắc Ninh", Err(Vec::new()), Ok("bac-ninh-256".to_owned())),
        ("Thành phố Hải Phòng", Ok("hai-phong".to_owned()), Ok("hai-phong".to_owned())),
        ("Xã Quảng Ninh", Err(Vec::new()), Ok("quang-ninh-16465".to_owned())),
    ] {
        assert_eq!(told(&few, written, "2024-10-21"), few_say, "{written}");
        assert_eq!(told(&all, written, "2024-10-21"), all_say, "{written}");
    }
}

/// Vowels by base and quality mark, with their six tones: none, grave, acute, hook, tilde, dot.
const VOWELS: [(char, char, &str); 12] = [
    ('a', ' ', "aàáảãạ"),
    ('a', '˘', "ăằắẳẵặ"),
    ('a', '^', "âầấẩẫậ"),
    ('e', ' ', "eèéẻẽẹ"),
    ('e', '^', "êềếểễệ"),
    ('i', ' ', "iìíỉĩị"),
    ('o', ' ', "oòóỏõọ"),
    ('o', '^', "ôồốổỗộ"),
    ('o', '\'', "ơờớởỡợ"),
    ('u', ' ', "uùúủũụ"),
    ('u', '\'', "ưừứửữự"),
    ('y', ' ', "yỳýỷỹỵ"),
];

/// A syllable by the tables: letters with qualities, and the tone.
type Syllable = (Vec<(char, char)>, usize);

fn by_tables(name: &str) -> Vec<Syllable> {
    let text: String = name.nfc().collect::<String>().to_lowercase().replace(['-', '.'], " ");
    text.split_whitespace()
        .map(|word| {
            let (mut letters, mut tone) = (Vec::new(), 0);
            for c in word.chars() {
                let vowel = VOWELS.iter().find_map(|(base, quality, tones)| {
                    tones.chars().position(|t| t == c).map(|at| (*base, *quality, at))
                });
                match vowel {
                    Some((base, quality, at)) => {
                        letters.push((base, quality));
                        tone = tone.max(at);
                    }
                    None if c == 'đ' => letters.push(('d', '-')),
                    None => letters.push((c, ' ')),
                }
            }
            (letters, tone)
        })
        .collect()
}

fn omits(written: &[Syllable], full: &[Syllable]) -> bool {
    written.len() == full.len()
        && written.iter().zip(full).all(|((some, tone), (all, whole))| {
            (*tone == 0 || tone == whole)
                && some.len() == all.len()
                && some.iter().zip(all).all(|((a, q), (b, r))| a == b && (*q == ' ' || q == r))
        })
}

fn syllable() -> impl Strategy<Value = String> {
    let onset = prop::sample::select(vec!["", "b", "h", "đ", "d", "ng", "th", "l"]);
    let end = prop::sample::select(vec!["", "n", "ng", "nh"]);
    let vowel = (0..VOWELS.len(), 0..6usize).prop_map(|(v, t)| VOWELS[v].2.chars().nth(t).unwrap());
    (onset, prop::sample::select(vec!["", "o", "u"]), vowel, end)
        .prop_map(|(onset, glide, vowel, end)| format!("{onset}{glide}{vowel}{end}"))
}

/// How somebody may write a name: marks dropped here and there, the tone moved, other joints, case and form.
fn written(name: &str, dropped: &[bool], moved: bool, joint: &str, upper: bool, decomposed: bool) -> String {
    let syllables: Vec<String> = by_tables(name)
        .into_iter()
        .map(|(letters, tone)| {
            let vowels: Vec<usize> = letters
                .iter()
                .enumerate()
                .filter(|(_, (base, _))| "aeiouy".contains(*base))
                .map(|(at, _)| at)
                .collect();
            let bearer = if moved { vowels.first() } else { vowels.last() };
            letters
                .iter()
                .enumerate()
                .map(|(at, (base, quality))| {
                    let drop = dropped.get(at).copied().unwrap_or(false);
                    let quality = if drop { ' ' } else { *quality };
                    let tone = if Some(&at) == bearer && !drop { tone } else { 0 };
                    let row = VOWELS.iter().find(|(b, q, _)| b == base && *q == quality);
                    match row {
                        Some((_, _, tones)) => tones.chars().nth(tone).unwrap(),
                        None if *base == 'd' && quality == '-' => 'đ',
                        None => *base,
                    }
                })
                .collect()
        })
        .collect();
    let text = syllables.join(joint);
    let text = if upper { text.to_uppercase() } else { text };
    if decomposed { text.nfd().collect() } else { text }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn matching_is_what_the_tables_say(
        names in prop::collection::vec((syllable(), syllable()).prop_map(|(a, b)| format!("{a} {b}")), 1..30),
        which in any::<prop::sample::Index>(),
        dropped in prop::collection::vec(any::<bool>(), 6),
        (moved, upper, decomposed) in any::<(bool, bool, bool)>(),
        joint in prop::sample::select(vec![" ", "  ", "-", " – ", "\u{a0}"]),
    ) {
        let text = written(&names[which.index(names.len())], &dropped, moved, joint, upper, decomposed);
        let localities: Vec<Locality> = names
            .iter()
            .enumerate()
            .map(|(at, name)| locality(&format!("id{at:03}"), "", Level::Province, name, "x"))
            .collect();
        let registry = Registry::new(localities, Vec::new());
        let wanted = by_tables(&text.replace(['–', '\u{a0}'], " "));
        let fits = |test: &dyn Fn(&[Syllable]) -> bool| -> Vec<LocalityIx> {
            registry.iter().filter(|(_, l)| test(&by_tables(&l.name.vi))).map(|(ix, _)| ix).collect()
        };
        let exact = fits(&|full| wanted == full);
        let expected = if exact.is_empty() { fits(&|full| omits(&wanted, full)) } else { exact };
        let index = Names::new(&registry);
        match (index.find(&text, None, day("2024-10-21")), expected.as_slice()) {
            (Ok(found), [one]) => prop_assert_eq!(found, *one),
            (Err(NameFault::Ambiguous { candidates }), several) => {
                prop_assert!(several.len() > 1);
                prop_assert_eq!(candidates, several);
            }
            (Err(NameFault::Unknown { .. }), []) => {}
            (other, _) => prop_assert!(false, "{text}: {other:?}, by tables {expected:?}"),
        }
    }
    #[test]
    fn units_below_never_change_who_is_meant_above(
        names in prop::collection::vec((syllable(), 0..WORDS.len(), 0..Level::ALL.len()), 1..30),
        asked in (syllable(), 0..WORDS.len()),
        which in any::<prop::sample::Index>(),
        dropped in prop::collection::vec(any::<bool>(), 6),
    ) {
        let localities: Vec<Locality> = names
            .iter()
            .enumerate()
            .map(|(at, (name, word, level))| {
                locality(&format!("id{at:03}"), "", Level::ALL[*level], &format!("{}{name}", WORDS[*word]), "x")
            })
            .collect();
        let above: Vec<Locality> = localities.iter().filter(|l| l.level <= Level::Province).cloned().collect();
        let (narrow, broad) = (Registry::new(above, Vec::new()), Registry::new(localities, Vec::new()));
        let (few, all) = (Names::new(&narrow), Names::new(&broad));
        let own = written(&names[which.index(names.len())].0, &dropped, false, " ", false, false);
        for name in [&asked.0, &own] {
            let name = format!("{}{name}", WORDS[asked.1]);
            let meant = told(&few, &name, "2024-10-21");
            if meant != Err(Vec::new()) {
                prop_assert_eq!(told(&all, &name, "2024-10-21"), meant, "{}", name);
            }
        }
    }
}

/// Words for sorts, as they are written before a name.
const WORDS: [&str; 8] = ["", "Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã ", "Phường ", "Xã "];
