//! Tables: columns as wide as their contents, a few of which share what the page leaves them.

use unicode_width::UnicodeWidthStr;

use super::page::{Page, Span, Tone, clip, wrap};

/// Columns between two columns.
const GAP: usize = 2;

/// Narrowest column that shares.
const NARROWEST: usize = 12;

/// How wide a column is, and where its text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Fit {
    /// As wide as its contents.
    Left,
    /// The same, numbers below one another.
    Right,
    /// What the page leaves, cut off where that is too little.
    Clip,
    /// What the page leaves, on several lines where that is too little.
    Wrap,
}

impl Fit {
    fn shares(self) -> bool {
        matches!(self, Fit::Clip | Fit::Wrap)
    }
}

/// A table being filled. A cell is a row of spans; a cell of a sharing column is one span.
pub(in crate::render) struct Table {
    margin: usize,
    heads: Vec<(String, Fit)>,
    rows: Vec<Vec<Vec<Span>>>,
}

impl Table {
    pub(in crate::render) fn new(margin: usize) -> Self {
        Self { margin, heads: Vec::new(), rows: Vec::new() }
    }

    pub(in crate::render) fn column(&mut self, head: &str, fit: Fit) {
        self.heads.push((head.to_uppercase(), fit));
    }

    /// A row with a cell a column.
    pub(in crate::render) fn row(&mut self, cells: Vec<Vec<Span>>) {
        self.rows.push(cells);
    }

    /// How many columns the page leaves to those that share.
    pub(in crate::render) fn left_to_share(&self, page: usize) -> usize {
        let widths = self.natural();
        let fixed: usize =
            self.heads.iter().zip(&widths).filter(|((_, fit), _)| !fit.shares()).map(|(_, w)| w).sum();
        page.saturating_sub(self.margin + fixed + GAP * self.heads.len().saturating_sub(1))
    }

    /// Widths of the columns if they had all the room.
    fn natural(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = self.heads.iter().map(|(head, _)| head.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.iter().map(|span| span.text.width()).sum());
            }
        }
        widths
    }

    /// Widths on a page: who needs less than an equal share leaves the rest to the others.
    fn widths(&self, page: usize) -> Vec<usize> {
        let mut widths = self.natural();
        let mut sharing: Vec<usize> = (0..widths.len()).filter(|i| self.heads[*i].1.shares()).collect();
        let mut left = self.left_to_share(page);
        sharing.sort_by_key(|i| widths[*i]);
        for (at, i) in sharing.iter().enumerate() {
            let equal = (left / (sharing.len() - at)).max(NARROWEST);
            widths[*i] = widths[*i].min(equal);
            left = left.saturating_sub(widths[*i]);
        }
        widths
    }

    /// Puts the table on a page.
    pub(in crate::render) fn onto(self, page: &mut Page) {
        let widths = self.widths(page.width());
        let heads = self.heads.iter().map(|(head, _)| vec![Span::new(head.as_str(), Tone::Strong)]).collect();
        for row in std::iter::once(heads).chain(self.rows) {
            let cells: Vec<Vec<Vec<Span>>> = row
                .into_iter()
                .zip(&widths)
                .zip(&self.heads)
                .map(|((cell, w), (_, fit))| lines(cell, *w, *fit))
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let mut line = vec![Span::spaces(self.margin)];
                for (column, (cell, width)) in cells.iter().zip(&widths).enumerate() {
                    if column > 0 {
                        line.push(Span::spaces(GAP));
                    }
                    let spans = cell.get(at).cloned().unwrap_or_default();
                    let used: usize = spans.iter().map(|span| span.text.width()).sum();
                    let space = Span::spaces(width.saturating_sub(used));
                    match self.heads[column].1 {
                        Fit::Right => line.extend(std::iter::once(space).chain(spans)),
                        Fit::Left | Fit::Clip | Fit::Wrap => line.extend(spans.into_iter().chain([space])),
                    }
                }
                page.line(line);
            }
        }
    }
}

/// The lines of one cell.
fn lines(cell: Vec<Span>, width: usize, fit: Fit) -> Vec<Vec<Span>> {
    match fit {
        Fit::Left | Fit::Right => vec![cell],
        Fit::Clip => {
            vec![cell.into_iter().map(|span| Span::new(clip(&span.text, width), span.tone)).collect()]
        }
        Fit::Wrap => {
            let tone = cell.first().map_or(Tone::Plain, |span| span.tone);
            let text: String = cell.into_iter().map(|span| span.text).collect();
            wrap(&text, width).into_iter().map(|line| vec![Span::new(line, tone)]).collect()
        }
    }
}
