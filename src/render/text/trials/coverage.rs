//! How much of each rule its cases reach, and what they never do.

use unicode_width::UnicodeWidthStr;

use super::{INDENT, pick};
use crate::model::bilingual::Lang;
use crate::render::text::page::{Page, Span, Tone};
use crate::render::visible::visible;
use crate::render::words;
use crate::report::trials::{Coverage, CoverageRow, Share, Shares};

/// Columns of a share.
const SHARE: usize = 15;

pub(super) fn coverage(page: &mut Page, coverage: &Coverage, lang: Lang) {
    let total = pick(lang, "all rules", "mọi quy tắc");
    let name = |row: &CoverageRow| visible(&row.file).into_owned();
    let widest = coverage.rules.iter().map(|row| name(row).width()).max().unwrap_or(0).max(total.width());
    let title = pick(lang, "COVERAGE", "ĐỘ PHỦ");
    let mut head = format!("{title}{}", " ".repeat(widest.saturating_sub(title.width())));
    let heads = [("LINES", "DÒNG"), ("BRANCHES", "NHÁNH"), ("STATUSES", "TÌNH TRẠNG")];
    for text in heads.map(|(en, vi)| pick(lang, en, vi)) {
        head.push_str(&" ".repeat(SHARE.saturating_sub(text.width())));
        head.push_str(text);
    }
    page.line(vec![Span::new(head, Tone::Faint)]);
    for row in &coverage.rules {
        let file = name(row);
        let space = widest.saturating_sub(file.width());
        let mut spans = vec![Span::new(file, Tone::Plain), Span::spaces(space)];
        spans.extend(shares(row.shares, lang));
        page.line(spans);
        if let Some(missed) = missed(row, lang) {
            let never = pick(lang, "never", "chưa chạm tới");
            page.prose(INDENT, &format!("{never}: {missed}"), Tone::Soon);
        }
    }
    let mut spans = vec![Span::new(total, Tone::Strong), Span::spaces(widest.saturating_sub(total.width()))];
    spans.extend(shares(coverage.total, lang));
    page.line(spans);
    page.blank();
}

fn shares(shares: Shares, lang: Lang) -> Vec<Span> {
    let point = pick(lang, ".", ",");
    let one = |share: Share| {
        let tenths = share.tenths();
        let text = format!("{}{point}{} % {:>3}/{}", tenths / 10, tenths % 10, share.reached, share.of);
        Span::new(format!("{text:>SHARE$}"), if tenths == 1000 { Tone::Plain } else { Tone::Soon })
    };
    vec![one(shares.lines), one(shares.branches), one(shares.statuses)]
}

/// What no case reaches.
fn missed(row: &CoverageRow, lang: Lang) -> Option<String> {
    let line = pick(lang, "line", "dòng");
    let lines = row.missed_lines.iter().map(|number| format!("{line} {number}"));
    let branches = row.missed_branches.iter().map(|branch| {
        let when = match (branch.when, lang) {
            (true, Lang::En) => "where it holds",
            (false, Lang::En) => "where it does not hold",
            (true, Lang::Vi) => "khi điều kiện đúng",
            (false, Lang::Vi) => "khi điều kiện sai",
        };
        format!("{line} {} {when}", branch.line)
    });
    let statuses = row.missed_statuses.iter().map(|status| match lang {
        Lang::En => format!("status {status}"),
        Lang::Vi => format!("tình trạng {status} ({})", words::status(*status, lang)),
    });
    let all: Vec<String> = lines.chain(branches).chain(statuses).collect();
    (!all.is_empty()).then(|| all.join(", "))
}
