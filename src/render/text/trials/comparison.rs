//! What a case expects beside what came: one line a thing, `≠` between what differs.
//!
//! In: the two outcomes. Out: two columns of one width each; or, where they do not fit the line, one above the other.

use unicode_width::UnicodeWidthStr;

use super::{HEAD, INDENT, entry, pick};
use crate::model::bilingual::Lang;
use crate::render::text::page::{Page, Span, Tone, wrap};
use crate::render::visible::visible;
use crate::render::words;
use crate::report::trials::{Outcome, Trial};

/// What stands between the columns.
const DIFFERS: &str = "  ≠  ";
/// Narrowest column that side by side is easier to read than one above the other.
const NARROWEST: usize = 16;

/// One thing that is compared.
struct Line {
    head: &'static str,
    expected: String,
    came: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Differs,
    /// It only tells more of the line above.
    Remark,
}

/// Both outcomes of a case that failed.
pub(super) fn comparison(page: &mut Page, trial: &Trial, lang: Lang) {
    let lines = lines(trial, lang);
    let heads = (pick(lang, "EXPECTED", "MONG ĐỢI"), pick(lang, "CAME", "THỰC TẾ"));
    let widest = |text: fn(&Line) -> &str| lines.iter().map(|line| text(line).width()).max().unwrap_or(0);
    let left = widest(|line| &line.expected).max(heads.0.width());
    let right = widest(|line| &line.came).max(heads.1.width());
    let room = page.width().saturating_sub(INDENT + HEAD + DIFFERS.width());
    if left + right <= room {
        side_by_side(page, &lines, heads, left, right);
    } else if room >= 2 * NARROWEST {
        // the narrower column keeps its width, the wider one is broken into what is left
        let left = left.min((room / 2).max(room.saturating_sub(right)));
        side_by_side(page, &lines, heads, left, room - left);
    } else {
        above_one_another(page, &lines, lang);
    }
}

fn lines(trial: &Trial, lang: Lang) -> Vec<Line> {
    let nothing = || pick(lang, "nothing", "không có").to_owned();
    let (expected, came) = (&trial.expected, trial.actual.as_ref());
    let compared = |head, expected: String, came: String| {
        let kind = if expected == came { Kind::Same } else { Kind::Differs };
        Line { head, expected, came, kind }
    };
    let mut lines = vec![compared(
        pick(lang, "status", "tình trạng"),
        status(expected, lang),
        came.map_or_else(nothing, |came| status(came, lang)),
    )];
    let key = |outcome: &Outcome| outcome.reason.as_deref().map(|key| visible(key).into_owned());
    let text = |outcome: &Outcome| outcome.text.as_ref().map(|text| visible(text.get(lang)).into_owned());
    let head = pick(lang, "reason", "lý do");
    match (key(expected), came.and_then(key)) {
        (Some(expected), came) => lines.push(compared(head, expected, came.unwrap_or_else(nothing))),
        // the case does not say which: what came helps to see why
        (None, Some(came)) => {
            lines.push(Line { head, expected: "–".to_owned(), came, kind: Kind::Remark });
        }
        (None, None) => {}
    }
    // a text helps where it says more than the key does
    let says_more = |outcome: &Outcome| text(outcome).is_some() && text(outcome) != key(outcome);
    if let Some(came) = came.filter(|came| key(came) != key(expected))
        && (says_more(expected) || says_more(came))
    {
        let [expected, came] = [expected, came].map(|outcome| text(outcome).unwrap_or_default());
        lines.push(Line { head: "", expected, came, kind: Kind::Remark });
    }
    lines
}

/// As it is written in a case, with the reader's own word where that is another.
fn status(outcome: &Outcome, lang: Lang) -> String {
    match lang {
        Lang::En => outcome.status.word().to_owned(),
        Lang::Vi => format!("{} · {}", outcome.status.word(), words::status(outcome.status, lang)),
    }
}

fn side_by_side(page: &mut Page, lines: &[Line], heads: (&str, &str), left: usize, right: usize) {
    let mut row = |head: (&str, Tone), expected: (&str, Tone), between: &str, came: (&str, Tone)| {
        let pad = |text: &str, width: usize| Span::spaces(width.saturating_sub(text.width()));
        page.line(vec![
            Span::spaces(INDENT),
            Span::new(head.0, head.1),
            pad(head.0, HEAD),
            Span::new(expected.0, expected.1),
            pad(expected.0, left),
            Span::new(between, Tone::Strong),
            Span::new(came.0, came.1),
        ]);
    };
    let faint = Tone::Faint;
    let gap = " ".repeat(DIFFERS.width());
    row(("", faint), (heads.0, faint), &gap, (heads.1, faint));
    for line in lines {
        let (good, bad) = tones(line.kind);
        let (expected, came) = (wrap(&line.expected, left), wrap(&line.came, right));
        for at in 0..expected.len().max(came.len()) {
            let part = |parts: &'_ [String]| parts.get(at).cloned().unwrap_or_default();
            let first = at == 0;
            let between = if first && line.kind == Kind::Differs { DIFFERS } else { &gap };
            let head = if first { line.head } else { "" };
            row((head, faint), (&part(&expected), good), between, (&part(&came), bad));
        }
    }
}

fn above_one_another(page: &mut Page, lines: &[Line], lang: Lang) {
    let (expected, came) = (pick(lang, "expected", "mong đợi"), pick(lang, "came", "thực tế"));
    let space = |head: &str| " ".repeat(1 + expected.width().saturating_sub(head.width()));
    for line in lines {
        let (good, bad) = tones(line.kind);
        if line.kind == Kind::Same {
            entry(page, line.head, &line.came, good);
            continue;
        }
        entry(page, line.head, &format!("{expected}{}{}", space(expected), line.expected), good);
        entry(page, "", &format!("{came}{}{}", space(came), line.came), bad);
    }
}

fn tones(kind: Kind) -> (Tone, Tone) {
    match kind {
        Kind::Same => (Tone::Plain, Tone::Plain),
        Kind::Differs => (Tone::Good, Tone::Bad),
        Kind::Remark => (Tone::Faint, Tone::Faint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bilingual::Bilingual;
    use crate::model::verdict::Status;
    use crate::render::Paint;

    fn shown(width: usize, lang: Lang) -> String {
        let outcome = |status, key: &str, en: &str, vi: &str| Outcome {
            status,
            reason: Some(key.to_owned()),
            text: Some(Bilingual::new(en, vi)),
        };
        let trial = Trial {
            name: "a case".to_owned(),
            line: 1,
            expect_line: 2,
            passed: false,
            expected: outcome(Status::Overdue, "absent", "not deployed", "chưa triển khai"),
            actual: Some(outcome(
                Status::MetLate,
                "deployed",
                "deployed in {records.units} of all the units",
                "đã triển khai tại {records.units} đơn vị trực thuộc",
            )),
            missing: Vec::new(),
            fault: None,
            trace: None,
        };
        let mut page = Page::new(width);
        comparison(&mut page, &trial, lang);
        page.finish(Paint::Plain)
    }

    #[test]
    fn both_stand_side_by_side_where_they_fit() {
        insta::assert_snapshot!(shown(80, Lang::En), @r"
                    EXPECTED         CAME
        status      overdue       ≠  met-late
        reason      absent        ≠  deployed
                    not deployed     deployed in {records.units} of all the units
        ");
        insta::assert_snapshot!(shown(100, Lang::Vi), @r"
                    MONG ĐỢI              THỰC TẾ
        tình trạng  overdue · quá hạn  ≠  met-late · đạt (muộn)
        lý do       absent             ≠  deployed
                    chưa triển khai       đã triển khai tại {records.units} đơn vị trực thuộc
        ");
    }

    #[test]
    fn what_is_too_long_is_broken_inside_its_column() {
        insta::assert_snapshot!(shown(64, Lang::En), @r"
                    EXPECTED         CAME
        status      overdue       ≠  met-late
        reason      absent        ≠  deployed
                    not deployed     deployed in {records.units} of
                                     all the units
        ");
    }

    #[test]
    fn on_a_narrow_screen_one_stands_above_the_other() {
        insta::assert_snapshot!(shown(40, Lang::Vi), @r"
        tình trạng  mong đợi overdue · quá hạn
                    thực tế  met-late · đạt (muộn)
        lý do       mong đợi absent
                    thực tế  deployed
                    mong đợi chưa triển khai
                    thực tế  đã triển khai tại {records.units} đơn vị trực thuộc
        ");
    }
}
