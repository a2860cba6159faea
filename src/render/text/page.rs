//! A page of lines made of toned spans; nothing of it is a terminal's until it is finished.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::verdict::Status;
use crate::render::Paint;

/// What a span means; colour follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Tone {
    Plain,
    /// Heads and titles.
    Strong,
    /// What may be passed over.
    Faint,
    Good,
    /// Good, but late.
    Late,
    Bad,
    /// It needs attention.
    Soon,
    /// Nobody knows.
    Open,
}

impl Tone {
    /// How a status is toned.
    pub(in crate::render) fn of(status: Status) -> Self {
        match status {
            Status::Met => Tone::Good,
            Status::MetLate => Tone::Late,
            Status::Overdue | Status::Error => Tone::Bad,
            Status::DueSoon => Tone::Soon,
            Status::Unknown => Tone::Open,
            Status::InProgress => Tone::Plain,
            Status::Waived | Status::NotApplicable => Tone::Faint,
        }
    }

    fn style(self) -> anstyle::Style {
        let style = anstyle::Style::new();
        let colour = |colour: anstyle::AnsiColor| style.fg_color(Some(colour.into()));
        match self {
            Tone::Plain => style,
            Tone::Strong => style.bold(),
            Tone::Faint => style.dimmed(),
            Tone::Good => colour(anstyle::AnsiColor::Green),
            Tone::Late => colour(anstyle::AnsiColor::Cyan),
            Tone::Bad => colour(anstyle::AnsiColor::Red).bold(),
            Tone::Soon => colour(anstyle::AnsiColor::Yellow),
            Tone::Open => colour(anstyle::AnsiColor::Magenta),
        }
    }
}

/// Some text of one tone.
#[derive(Debug, Clone)]
pub(in crate::render) struct Span {
    pub(in crate::render) text: String,
    pub(in crate::render) tone: Tone,
}

impl Span {
    pub(in crate::render) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    pub(in crate::render) fn spaces(n: usize) -> Self {
        Self::new(" ".repeat(n), Tone::Plain)
    }
}

/// Lines of one width.
pub(in crate::render) struct Page {
    width: usize,
    lines: Vec<Vec<Span>>,
}

impl Page {
    pub(in crate::render) fn new(width: usize) -> Self {
        Self { width, lines: Vec::new() }
    }

    /// Columns that a line may take.
    pub(in crate::render) fn width(&self) -> usize {
        self.width
    }

    pub(in crate::render) fn line(&mut self, spans: Vec<Span>) {
        self.lines.push(spans);
    }

    pub(in crate::render) fn blank(&mut self) {
        self.line(Vec::new());
    }

    /// Running text behind a margin.
    pub(in crate::render) fn prose(&mut self, margin: usize, text: &str, tone: Tone) {
        for line in wrap(text, self.width.saturating_sub(margin)) {
            self.line(vec![Span::spaces(margin), Span::new(line, tone)]);
        }
    }

    /// Running text behind a `!`.
    pub(in crate::render) fn note(&mut self, text: &str, tone: Tone) {
        for (at, line) in wrap(text, self.width.saturating_sub(3)).into_iter().enumerate() {
            let mark = if at == 0 { Span::new(" ! ", tone) } else { Span::spaces(3) };
            self.line(vec![mark, Span::new(line, Tone::Plain)]);
        }
    }

    /// Items side by side, as many on a line as fit; none is broken.
    pub(in crate::render) fn items(&mut self, margin: usize, gap: &str, items: Vec<Span>) {
        let (mut line, mut used) = (vec![Span::spaces(margin)], margin);
        for item in items {
            let width = item.text.width();
            if used > margin && used + gap.width() + width > self.width {
                self.line(std::mem::replace(&mut line, vec![Span::spaces(margin)]));
                used = margin;
            }
            if used > margin {
                line.push(Span::new(gap, Tone::Plain));
                used += gap.width();
            }
            line.push(item);
            used += width;
        }
        self.line(line);
    }

    /// The page as text; no line ends in spaces.
    pub(in crate::render) fn finish(self, paint: Paint) -> String {
        let mut out = String::new();
        for mut line in self.lines {
            while let Some(last) = line.last_mut() {
                last.text.truncate(last.text.trim_end_matches(' ').len());
                if !last.text.is_empty() {
                    break;
                }
                line.pop();
            }
            for span in &line {
                let style = span.tone.style();
                match paint {
                    Paint::Colour if span.tone != Tone::Plain && !span.text.trim().is_empty() => {
                        out.push_str(&format!("{style}{}{style:#}", span.text));
                    }
                    Paint::Colour | Paint::Plain => out.push_str(&span.text),
                }
            }
            out.push('\n');
        }
        out
    }
}

/// The text on lines of at most so many columns, broken at spaces, and inside a word where it is longer than a line.
pub(in crate::render) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words(text) {
        let mut word = word.as_str();
        if used > 0 && used + 1 + word.width() > width {
            lines.push(String::new());
            used = 0;
        }
        while word.width() > width && used == 0 {
            let cut = fitting(word, width).max(word.chars().next().map_or(0, char::len_utf8));
            let (first, rest) = word.split_at(cut);
            if rest.is_empty() {
                break;
            }
            push(&mut lines, first);
            lines.push(String::new());
            word = rest;
        }
        if used > 0 {
            push(&mut lines, " ");
            used += 1;
        }
        push(&mut lines, word);
        used += word.width();
    }
    lines
}

/// The words of a text; a per cent sign stays with its number.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(number) if word.starts_with('%') => {
                number.push(' ');
                number.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// The text in at most so many columns, with an ellipsis where something is cut off.
pub(in crate::render) fn clip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let cut = fitting(text, width.saturating_sub(1));
    format!("{}…", text[..cut].trim_end())
}

/// Bytes of the longest beginning that takes at most so many columns. Marks stay with their letter.
fn fitting(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_marks_take_one_column_in_both_forms() {
        let combining = "Ba\u{300} Ri\u{323}a";
        assert_eq!(combining.width(), "Bà Rịa".width());
        assert_eq!(clip(combining, 5), "Ba\u{300} R…");
        assert_eq!(clip("Bà Rịa", 6), "Bà Rịa");
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_long_words() {
        assert_eq!(wrap("số hóa hộ tịch", 7), ["số hóa", "hộ tịch"]);
        assert_eq!(wrap("aa bbbbbbbbbb c", 4), ["aa", "bbbb", "bbbb", "bb c"]);
        assert_eq!(wrap("còn 37,5 % nữa", 8), ["còn", "37,5 %", "nữa"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("漢字漢", 1), ["漢", "字", "漢"]);
    }

    #[test]
    fn items_go_to_the_next_line_unbroken() {
        let mut page = Page::new(12);
        page.items(2, "   ", ["met 1", "late 2", "x"].map(|t| Span::new(t, Tone::Good)).to_vec());
        assert_eq!(page.finish(Paint::Plain), "  met 1\n  late 2   x\n");
    }
}
