//! English names of units that have none of their own: made of the Vietnamese ones.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The sorts of lower units, and how English says them.
const SORTS: [(&str, &str); 8] = [
    ("Thành phố ", "City"),
    ("Thị xã ", "Town"),
    ("Thị trấn ", "Township"),
    ("Quận ", "District"),
    ("Huyện ", "District"),
    ("Phường ", "Ward"),
    ("Xã ", "Commune"),
    ("Đặc khu ", "Special Zone"),
];

/// A unit's name in English: in plain letters, its sort behind it, or before a mere number.
#[must_use]
pub fn in_english(name: &str) -> String {
    for (before, sort) in SORTS {
        if let Some(own) = name.strip_prefix(before) {
            let own = without_marks(own);
            let is_number = own.starts_with(|c: char| c.is_ascii_digit());
            return if is_number { format!("{sort} {own}") } else { format!("{own} {sort}") };
        }
    }
    without_marks(name)
}

/// The letters with marks that Vietnamese is written with.
const MARKED: [RangeInclusive<char>; 2] = ['\u{c0}'..='\u{1b0}', '\u{1ea0}'..='\u{1ef9}'];

/// Their plain letters, in the same order: a country has ten thousand names, and to take a letter apart takes long.
static PLAIN: LazyLock<[Vec<char>; 2]> = LazyLock::new(|| MARKED.map(|letters| letters.map(apart).collect()));

/// A Vietnamese name in plain letters.
fn without_marks(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii() {
            plain.push(c);
            continue;
        }
        let known = MARKED.iter().zip(&*PLAIN).find(|(letters, _)| letters.contains(&c));
        let known = known
            .and_then(|(letters, plain)| plain.get((c as usize).saturating_sub(*letters.start() as usize)));
        match known {
            Some(letter) => plain.push(*letter),
            None if is_combining_mark(c) => {}
            None => plain.push(apart(c)),
        }
    }
    plain
}

/// A letter without its marks.
fn apart(c: char) -> char {
    let mut letter = None;
    decompose_canonical(c, |part| {
        letter = letter.or(Some(part));
    });
    match letter.unwrap_or(c) {
        'đ' => 'd',
        'Đ' => 'D',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sort_stands_behind_a_name_and_before_a_number() {
        assert_eq!(in_english("Phường Phúc Xá"), "Phuc Xa Ward");
        assert_eq!(in_english("Huyện Đông Giang"), "Dong Giang District");
        assert_eq!(in_english("Thị trấn Vị Xuyên"), "Vi Xuyen Township");
        assert_eq!(in_english("Quận 1"), "District 1");
        assert_eq!(in_english("Phường 06"), "Ward 06");
        assert_eq!(in_english("Hà Nội"), "Ha Noi");
        assert_eq!(in_english("Xã Đắk Ơ"), "Dak O Commune");
        assert_eq!(in_english("Thị xã Ơ\u{309}"), "O Town");
    }
}
