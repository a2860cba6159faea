//! Numbers and days as a reader of each language writes them.
//!
//! English: 21 Oct 2024, 1,953.5. Vietnamese: 21/10/2024, 1.953,5. Rounding is half away from zero.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::document::Approx;
use crate::report::{LocalityRow, Number, ProgressRow, Score, Shown, spelling};

/// A day.
pub(super) fn day(day: Day, lang: Lang) -> String {
    let form = match lang {
        Lang::En => "%-d %b %Y",
        Lang::Vi => "%d/%m/%Y",
    };
    day.date().format(form).to_string()
}

/// A count.
pub(super) fn count(count: usize, lang: Lang) -> String {
    grouped(&count.to_string(), lang)
}

/// A number with all its digits.
pub(super) fn number(number: Number, lang: Lang) -> String {
    grouped(&number.0.normalize().to_string(), lang)
}

/// A score, or its bounds where they differ, with one decimal.
pub(super) fn score(score: Score, lang: Lang) -> String {
    let (Number(low), Number(high)) = score.shown;
    if score.low == score.high { one_decimal(low, lang) } else { bounds((low, high), lang) }
}

/// Bounds of a score with one decimal, one figure where they come to the same.
pub(super) fn bounds((low, high): (Decimal, Decimal), lang: Lang) -> String {
    let (from, to) = (one_decimal(low, lang), one_decimal(high, lang));
    if low == high { from } else { format!("{from}–{to}") }
}

/// The ranks that a locality may hold, or a dash where it has none.
pub(super) fn rank(locality: &LocalityRow) -> String {
    match (locality.rank_best.or(locality.rank), locality.rank_worst.or(locality.rank)) {
        (Some(best), Some(worst)) if best != worst => format!("{best}–{worst}"),
        (Some(rank), _) | (None, Some(rank)) => rank.to_string(),
        (None, None) => "–".to_owned(),
    }
}

/// The part of a whole in per cent, with one decimal; nothing of nothing is 0.
pub(super) fn percent(part: usize, whole: usize, lang: Lang) -> String {
    let whole = Decimal::from(whole.max(1));
    format!("{} %", one_decimal(Decimal::from(part) * Decimal::ONE_HUNDRED / whole, lang))
}

/// The share done in per cent, with one decimal.
pub(super) fn share(progress: ProgressRow, lang: Lang) -> String {
    let share = progress.share.0.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
    format!("{} %", one_decimal(share, lang))
}

/// A reported figure with its hedge.
pub(super) fn hedged(figure: Number, approx: Option<Approx>, lang: Lang) -> String {
    spelling::hedged(figure.0, approx, lang)
}

/// The value of a fact.
pub(super) fn shown(value: &Shown, lang: Lang) -> String {
    match value {
        Shown::Bool(value) => yes_or_no(*value, lang).to_owned(),
        Shown::Number(value) => number(*value, lang),
        Shown::Date(value) => day(*value, lang),
        Shown::Stage(stage) => super::visible::visible(stage.title.get(lang)).into_owned(),
        Shown::Text(value) => super::visible::visible(value).into_owned(),
    }
}

/// A number with one decimal.
pub(super) fn tenths(number: Number, lang: Lang) -> String {
    one_decimal(number.0, lang)
}

/// A change with one decimal and its sign.
pub(super) fn moved(change: Decimal, lang: Lang) -> String {
    let text = one_decimal(change, lang);
    if change > Decimal::ZERO { format!("+{text}") } else { text.replace('-', "−") }
}

fn one_decimal(value: Decimal, lang: Lang) -> String {
    if let Some(tenths) = tenths_below_thousand(value) {
        let mark = if lang == Lang::Vi { ',' } else { '.' };
        return format!("{}{mark}{}", tenths / 10, tenths % 10);
    }
    let rounded = value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    grouped(&format!("{rounded:.1}"), lang)
}

/// A number in tenths, half away from zero, where it is neither negative nor has thousands.
fn tenths_below_thousand(value: Decimal) -> Option<i64> {
    let mantissa = i64::try_from(value.mantissa()).ok()?.checked_mul(10)?;
    let unit = 10_i64.checked_pow(value.scale())?;
    let tenths = mantissa / unit + i64::from(mantissa % unit * 2 >= unit);
    (0..10_000).contains(&tenths).then_some(tenths).filter(|_| mantissa >= 0)
}

/// The digits of a plain number with the marks of the language.
fn grouped(digits: &str, lang: Lang) -> String {
    let (thousands, decimals) = match lang {
        Lang::En => (',', '.'),
        Lang::Vi => ('.', ','),
    };
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push(decimals);
        out.push_str(rest);
    }
    out
}

/// Yes or no.
pub(super) fn yes_or_no(yes: bool, lang: Lang) -> &'static str {
    match (yes, lang) {
        (true, Lang::En) => "yes",
        (false, Lang::En) => "no",
        (true, Lang::Vi) => "có",
        (false, Lang::Vi) => "không",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(digits: &str) -> Decimal {
        digits.parse().unwrap()
    }

    #[test]
    fn marks_follow_the_language() {
        assert_eq!(count(1953, Lang::En), "1,953");
        assert_eq!(count(1953, Lang::Vi), "1.953");
        assert_eq!(count(999, Lang::Vi), "999");
        assert_eq!(number(Number(decimal("-1234567.50")), Lang::En), "-1,234,567.5");
        assert_eq!(number(Number(decimal("15.39")), Lang::Vi), "15,39");
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(one_decimal(decimal("66.6667"), Lang::En), "66.7");
        assert_eq!(one_decimal(decimal("0.25"), Lang::Vi), "0,3");
        assert_eq!(one_decimal(decimal("-0.25"), Lang::En), "-0.3");
        assert_eq!(percent(92, 756, Lang::En), "12.2 %");
        assert_eq!(percent(0, 0, Lang::En), "0.0 %");
    }

    #[test]
    fn days_follow_the_language() {
        let first = Day::from_ymd(2024, 10, 1).unwrap();
        assert_eq!(day(first, Lang::En), "1 Oct 2024");
        assert_eq!(day(first, Lang::Vi), "01/10/2024");
    }
}
