//! A letter's Markdown as a document of Word: A4, margins, letters and spaces as Decree 30/2020/NĐ-CP sets them.
//!
//! A table of one or two columns is layout and has no lines; a wider one has lines, and its columns are as wide as the
//! dashes below their heads. Nothing in it depends on the clock or on chance: the day in its properties is fixed, and
//! paragraphs are numbered in order.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Header, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph,
    Run, RunFonts, SpecialIndentType, Table, TableCell, TableLayoutType, TableRow, VAlignType, WidthType,
};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::LetterError;

/// Twentieths of a point in a millimetre, times 100.
const TWIPS_PER_100_MM: u32 = 5669;

/// A4.
const PAGE_MM: (u32, u32) = (210, 297);
/// Left 30 to 35 mm, right 15 to 20 mm, top and bottom 20 to 25 mm.
const LEFT_MM: u32 = 30;
const RIGHT_MM: u32 = 20;
const TOP_MM: u32 = 20;
const BOTTOM_MM: u32 = 20;

const FONT: &str = "Times New Roman";
/// Half points: running text of 14 points.
const TEXT: usize = 28;
/// Letterhead of 12 points: of 13 the national title would not stay on one line.
const HEAD: usize = 24;
/// Tables, and the small print of layout.
const SMALL: usize = 24;

/// A day for the properties, which say nothing of when a letter was made.
const PROPERTIES_DAY: &str = "2020-03-05T00:00:00Z";

/// The document of a letter.
///
/// # Errors
/// [`LetterError::Document`] where the parts cannot be packed.
pub(super) fn write(markdown: &str) -> Result<Vec<u8>, LetterError> {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    let margin = PageMargin::new()
        .left(signed(LEFT_MM))
        .right(signed(RIGHT_MM))
        .top(signed(TOP_MM))
        .bottom(signed(BOTTOM_MM))
        .header(signed(10))
        .footer(signed(10));
    let number = Paragraph::new().id("10000001").align(AlignmentType::Center).add_page_num(PageNum::new());
    let mut docx = Docx::new()
        .created_at(PROPERTIES_DAY)
        .updated_at(PROPERTIES_DAY)
        .page_size(twips(PAGE_MM.0), twips(PAGE_MM.1))
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(TEXT)
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new().add_paragraph(Paragraph::new().id("10000002")));
    let mut scribe = Scribe::default();
    for block in blocks(markdown) {
        docx = match block {
            Block::Paragraph(lines) => docx.add_paragraph(scribe.running(&lines)),
            Block::Item(lines) => docx.add_paragraph(scribe.item(&lines)),
            Block::Table(grid) => docx.add_table(scribe.table(&grid)).add_paragraph(scribe.gap()),
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| LetterError::Document(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn twips(mm: u32) -> u32 {
    mm * TWIPS_PER_100_MM / 100
}

fn signed(mm: u32) -> i32 {
    i32::try_from(twips(mm)).unwrap_or(0)
}

/// Some text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    bold: bool,
    italic: bool,
    underlined: bool,
}

/// Text with its line breaks.
type Lines = Vec<Vec<Piece>>;

#[derive(Debug)]
enum Block {
    Paragraph(Lines),
    Item(Lines),
    Table(Grid),
}

#[derive(Debug, Default)]
struct Grid {
    alignments: Vec<Alignment>,
    /// The head first.
    rows: Vec<Vec<Lines>>,
    /// Parts of the width.
    shares: Vec<usize>,
}

/// Takes Markdown apart into the blocks of a letter.
fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Open::default();
    let mut grid = Grid::default();
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter();
    for (event, span) in events {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                let shares = shares(markdown.get(span).unwrap_or_default(), alignments.len());
                grid = Grid { alignments, rows: Vec::new(), shares };
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => grid.rows.push(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                let lines = open.take();
                if let Some(row) = grid.rows.last_mut() {
                    row.push(lines);
                }
            }
            Event::End(TagEnd::Table) => blocks.push(Block::Table(std::mem::take(&mut grid))),
            Event::End(TagEnd::Paragraph) if !open.in_item => blocks.push(Block::Paragraph(open.take())),
            Event::End(TagEnd::Heading(_)) => {
                let mut lines = open.take();
                lines.iter_mut().flatten().for_each(|piece| piece.bold = true);
                blocks.push(Block::Paragraph(lines));
            }
            Event::Start(Tag::Item) => open.in_item = true,
            Event::End(TagEnd::Item) => {
                blocks.push(Block::Item(open.take()));
                open.in_item = false;
            }
            other => open.event(other),
        }
    }
    blocks
}

/// Parts of the width that the dashes below a table's head ask for.
fn shares(table: &str, columns: usize) -> Vec<usize> {
    let rule = table.lines().nth(1).unwrap_or_default().trim().trim_matches('|');
    let dashes: Vec<usize> = rule.split('|').map(|cell| cell.trim().len().max(1)).collect();
    if dashes.len() == columns { dashes } else { vec![1; columns] }
}

/// What is being read.
#[derive(Default)]
struct Open {
    lines: Lines,
    bold: usize,
    italic: usize,
    underlined: bool,
    in_item: bool,
}

impl Open {
    fn take(&mut self) -> Lines {
        std::mem::take(&mut self.lines)
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.lines.push(Vec::new()),
            Event::InlineHtml(tag) | Event::Html(tag) => match tag.trim() {
                "<br>" | "<br/>" => {
                    if self.lines.is_empty() {
                        self.lines.push(Vec::new());
                    }
                    self.lines.push(Vec::new());
                }
                "<u>" => self.underlined = true,
                "</u>" => self.underlined = false,
                _ => {}
            },
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        let piece = Piece { text: text.to_owned(), bold, italic, underlined: self.underlined };
        match self.lines.last_mut() {
            Some(line) => line.push(piece),
            None => self.lines.push(vec![piece]),
        }
    }
}

/// Writes paragraphs and numbers them.
#[derive(Default)]
struct Scribe {
    paragraphs: u32,
}

impl Scribe {
    fn paragraph(&mut self) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08x}", 0x2000_0000 + self.paragraphs))
    }

    /// Running text: both edges straight, the first line set in, 6 points between paragraphs.
    fn running(&mut self, lines: &Lines) -> Paragraph {
        let indent = Some(SpecialIndentType::FirstLine(signed(10)));
        let paragraph = self.paragraph().align(AlignmentType::Both).indent(None, indent, None, None);
        put(paragraph.line_spacing(spacing(120)), lines, TEXT)
    }

    fn item(&mut self, lines: &Lines) -> Paragraph {
        let dash = Piece { text: "- ".to_owned(), bold: false, italic: false, underlined: false };
        let mut lines = lines.clone();
        match lines.first_mut() {
            Some(first) => first.insert(0, dash),
            None => lines.push(vec![dash]),
        }
        self.running(&lines)
    }

    /// Between a table and what follows.
    fn gap(&mut self) -> Paragraph {
        put(self.paragraph().line_spacing(spacing(0)), &Vec::new(), 8)
    }

    fn table(&mut self, grid: &Grid) -> Table {
        let columns = grid.alignments.len().max(1);
        let width = twips(PAGE_MM.0 - LEFT_MM - RIGHT_MM) as usize;
        let all: usize = grid.shares.iter().sum();
        let layout = columns <= 2;
        let widths: Vec<usize> = match (layout, columns) {
            // The national title needs its line whole.
            (true, 2) => vec![width * 42 / 100, width * 58 / 100],
            (true, _) => vec![width],
            (false, _) => grid.shares.iter().map(|share| width * share / all.max(1)).collect(),
        };
        let rows = grid.rows.iter().enumerate().map(|(at, row)| {
            let cells = row.iter().enumerate().map(|(column, lines)| {
                let alignment = grid.alignments.get(column).copied().unwrap_or(Alignment::None);
                let width = widths.get(column).copied().unwrap_or(width);
                self.cell(lines, alignment, width, Place { layout, head: at == 0, columns })
            });
            TableRow::new(cells.collect()).cant_split()
        });
        let rows: Vec<TableRow> = rows.collect();
        let table = if layout { Table::without_borders(rows) } else { Table::new(rows) };
        table.layout(TableLayoutType::Fixed).set_grid(widths).width(width, WidthType::Dxa)
    }

    fn cell(&mut self, lines: &Lines, alignment: Alignment, width: usize, place: Place) -> TableCell {
        let mut cell = TableCell::new().width(width, WidthType::Dxa);
        if !place.layout {
            cell = cell.vertical_align(VAlignType::Center);
        }
        let size = match (place.layout, place.columns) {
            (true, 1) => TEXT,
            (true, _) if alignment == Alignment::Center => HEAD,
            _ => SMALL,
        };
        let align = match alignment {
            Alignment::Center => AlignmentType::Center,
            Alignment::Right => AlignmentType::Right,
            Alignment::Left | Alignment::None => AlignmentType::Left,
        };
        // One paragraph a line, so that each keeps its place whatever the width.
        for line in lines {
            let mut line = line.clone();
            line.iter_mut().for_each(|piece| piece.bold |= place.head && !place.layout);
            let after = if place.columns == 1 { 120 } else { 0 };
            let paragraph = self.paragraph().align(align).line_spacing(spacing(after));
            cell = cell.add_paragraph(put(paragraph, &vec![line], size));
        }
        if lines.is_empty() { cell.add_paragraph(put(self.paragraph(), &Vec::new(), size)) } else { cell }
    }
}

/// Where in a table a cell stands.
#[derive(Clone, Copy)]
struct Place {
    layout: bool,
    head: bool,
    columns: usize,
}

fn spacing(after: u32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Auto).line(250).before(0).after(after)
}

fn put(mut paragraph: Paragraph, lines: &Lines, size: usize) -> Paragraph {
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
        }
        for piece in line {
            let mut run = Run::new().add_text(piece.text.as_str()).size(size);
            run = if piece.bold { run.bold() } else { run };
            run = if piece.italic { run.italic() } else { run };
            run = if piece.underlined { run.underline("single") } else { run };
            paragraph = paragraph.add_run(run);
        }
    }
    if lines.is_empty() { paragraph.size(size) } else { paragraph }
}
