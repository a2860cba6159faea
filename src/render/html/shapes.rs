//! Texts that differ only in their figures share one shape, so that a page of thousands of localities stays small.
//!
//! In: a text in both languages. Out: its shape (both texts with gaps) and its figures. Invariant: the figures are kept
//! as Vietnamese writes them, and only where the English ones follow from them exactly: 1.234,5 gives 1,234.5, and
//! 05/10/2024 gives 5 Oct 2024. Whatever is not like that has no shape and is written out.

/// A gap of a shape. No text has this character: what steers is shown as U+FFFD.
pub(super) const GAP: char = '\u{1}';
/// Between figures, which have none.
pub(super) const BETWEEN: char = '|';

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A text in both languages without its figures, and the figures.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shaped {
    pub(super) shape: (String, String),
    pub(super) figures: String,
}

/// The shape of a text, where it has figures and they follow from one another.
pub(super) fn shaped(en: &str, vi: &str) -> Option<Shaped> {
    if en.contains(GAP) || vi.contains(GAP) {
        return None;
    }
    let (english, english_figures) = apart(en, english_date);
    let (vietnamese, figures) = apart(vi, vietnamese_date);
    let follow = english_figures.len() == figures.len()
        && figures.iter().zip(&english_figures).all(|(vi, en)| in_english(vi) == *en);
    let between = BETWEEN.to_string();
    (follow && !figures.is_empty())
        .then(|| Shaped { shape: (english, vietnamese), figures: figures.join(&between) })
}

/// A text with gaps, and what stood in them.
fn apart(text: &str, date: fn(&str) -> Option<usize>) -> (String, Vec<&str>) {
    let (mut shape, mut figures, mut rest) = (String::new(), Vec::new(), text);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let length = date(from).unwrap_or_else(|| number(from));
        let (figure, after) = from.split_at(length);
        shape.push_str(before);
        shape.push(GAP);
        figures.push(figure);
        rest = after;
    }
    shape.push_str(rest);
    (shape, figures)
}

/// The length of a number that a text begins with: digits, with single marks between.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mark = |at: usize| matches!(bytes.get(at), Some(b'.' | b','));
    let mut end = 0;
    while digit(end) || (mark(end) && digit(end + 1)) {
        end += 1;
    }
    end
}

/// The length of a date such as 05/10/2024.
fn vietnamese_date(text: &str) -> Option<usize> {
    let bytes = text.as_bytes().get(..10)?;
    let fits = |(at, byte): (usize, &u8)| match at {
        2 | 5 => *byte == b'/',
        _ => byte.is_ascii_digit(),
    };
    bytes.iter().enumerate().all(fits).then_some(10)
}

/// The length of a date such as 5 Oct 2024.
fn english_date(text: &str) -> Option<usize> {
    let (day, rest) = text.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let year = rest.get(..4)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (day.len() <= 2 && digits(day) && MONTHS.contains(&month) && digits(year))
        .then(|| day.len() + 1 + month.len() + 1 + 4)
}

/// A figure as English writes it, of one that Vietnamese writes; the page's script does the same.
fn in_english(figure: &str) -> String {
    let date = vietnamese_date(figure).and_then(|_| {
        let (day, month, year) = (figure.get(..2)?, figure.get(3..5)?, figure.get(6..)?);
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{} {month} {year}", day.parse::<u8>().ok()?))
    });
    date.unwrap_or_else(|| {
        let turned = |c: char| match c {
            '.' => ',',
            ',' => '.',
            c => c,
        };
        figure.chars().map(turned).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(en: &str, vi: &str) -> Option<(String, String, String)> {
        let shaped = shaped(en, vi)?;
        let seen = |text: String| text.replace(GAP, "_");
        Some((seen(shaped.shape.0), seen(shaped.shape.1), shaped.figures))
    }

    #[test]
    fn figures_that_follow_from_one_another_are_taken_out() {
        assert_eq!(
            parts("512 / 1,200.5 = 42.7 % on 5 Oct 2024.", "512 / 1.200,5 = 42,7 % ngày 05/10/2024."),
            Some((
                "_ / _ = _ % on _.".to_owned(),
                "_ / _ = _ % ngày _.".to_owned(),
                "512|1.200,5|42,7|05/10/2024".to_owned()
            ))
        );
    }

    #[test]
    fn what_does_not_follow_is_left_as_it_is() {
        for (en, vi) in [
            ("no figures", "không có số"),
            ("07/CT-TTg of 2024", "07/CT-TTg"),
            ("vietnamadminunits 1.0.4", "vietnamadminunits 1.0.4"),
            ("3 of 4", "4 trên 3"),
            ("5 October 2024", "05/10/2024"),
            ("5 Oct 2024", "45/10/2024"),
            ("5 Oct 2024", "05/13/2024"),
            ("a\u{1}2", "a\u{1}2"),
        ] {
            assert_eq!(shaped(en, vi), None, "{en}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text in "[ 0-9.,/A-Oa-c|]{0,24}", other in "[ 0-9.,/A-Oa-c|]{0,24}") {
            for vi in [&text, &other] {
                if let Some(shaped) = shaped(&text, vi) {
                    let mut figures = shaped.figures.split(BETWEEN);
                    let mut filled = String::new();
                    for c in shaped.shape.1.chars() {
                        if c == GAP { filled.push_str(figures.next().unwrap()) } else { filled.push(c) }
                    }
                    proptest::prop_assert_eq!(&filled, vi);
                    proptest::prop_assert_eq!(figures.next(), None);
                }
            }
        }
    }
}
