//! Lays a sheet out: widths, frozen heads, filters, pages. The only place that writes cells.

use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::palette::Palette;
use super::sheet::{Block, Cell, Column, Paper, Sheet, Table};

/// The longest text that a cell can hold.
const LONGEST_TEXT: usize = 32_767;
/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;
/// The paper's number in the file format.
const A4: u8 = 9;
/// Room for the button of a filter, and for the edges of a cell, in letters.
const BUTTON: u16 = 3;
const EDGES: u16 = 2;
/// The height of a line of the notes' letters, in points.
const LINE_POINTS: f64 = 15.0;
/// The most lines that a row is made high for: a row may have 409 points, and must not fill the screen.
const MOST_LINES: u16 = 20;

/// Writes a sheet; its name is put among those taken.
pub(super) fn lay_out(
    page: &mut Worksheet,
    sheet: &Sheet,
    palette: &Palette,
    taken: &mut Vec<String>,
) -> Result<(), XlsxError> {
    page.set_name(free_name(&sheet.name, taken))?;
    let widths = widths(sheet);
    for (at, width) in (0..).zip(&widths) {
        page.set_column_width(at, f64::from(*width))?;
    }
    let mut row = 0;
    text(page, (row, 0), &sheet.title, &palette.title)?;
    for line in &sheet.lines {
        row += 1;
        text(page, (row, 0), line, &palette.line)?;
    }
    row += 2;
    let alone = matches!(sheet.blocks.as_slice(), [Block::Table(_)]);
    for block in &sheet.blocks {
        row = match block {
            Block::Table(table) => write_table(page, table, row, &widths, palette)?,
            Block::Notes { heading, notes } => write_notes(page, (heading, notes), row, &widths, palette)?,
        };
    }
    if let (true, Some(Block::Table(table))) = (alone, sheet.blocks.first()) {
        let head = u32::try_from(sheet.lines.len()).unwrap_or(0) + 2;
        let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
        let rows = u32::try_from(table.rows.len()).unwrap_or(0);
        page.autofilter(head, 0, head + rows.max(1), last)?;
        page.set_freeze_panes(head + 1, sheet.frozen)?;
        page.set_repeat_rows(head, head)?;
    }
    match sheet.paper {
        Paper::Landscape => page.set_landscape(),
        Paper::Portrait => page.set_portrait(),
    };
    page.set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        .set_footer("&L&A&R&P / &N")
        .set_screen_gridlines(false);
    Ok(())
}

/// A name that a sheet may have and no other sheet has.
fn free_name(wished: &str, taken: &mut Vec<String>) -> String {
    let safe: String = wished
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c })
        .collect();
    let safe = safe.trim().trim_matches('\'').trim();
    let base: String =
        if safe.is_empty() { "-".to_owned() } else { safe.chars().take(LONGEST_NAME).collect() };
    let mut name = base.clone();
    let mut number = 2;
    while taken.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
        let ending = format!(" ({number})");
        name = base.chars().take(LONGEST_NAME - ending.len()).chain(ending.chars()).collect();
        number += 1;
    }
    taken.push(name.clone());
    name
}

fn write_table(
    page: &mut Worksheet,
    table: &Table,
    start: u32,
    widths: &[u16],
    palette: &Palette,
) -> Result<u32, XlsxError> {
    let mut row = start;
    if !table.heading.is_empty() {
        text(page, (row, 0), &table.heading, &palette.heading)?;
        row += 1;
    }
    for (at, column) in (0..).zip(&table.columns) {
        text(page, (row, at), &column.head, &palette.head)?;
    }
    let heads = table.columns.iter().zip(widths);
    let tallest = heads.map(|(column, width)| lines(&column.head, width.saturating_sub(BUTTON))).max();
    page.set_row_height(row, height(tallest))?;
    for cells in &table.rows {
        row += 1;
        for (at, cell) in (0..).zip(cells) {
            write_cell(page, (row, at), cell, palette)?;
        }
        let tallest = cells.iter().zip(widths).map(|(cell, width)| match cell {
            Cell::Text(words) | Cell::Mark(words) => lines(words, *width),
            Cell::Status(_, words) => lines(words, *width),
            _ => 1,
        });
        page.set_row_height(row, height(tallest.max()))?;
    }
    // codes are texts: 01 is not 1, and no reader is to be warned of it
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
    page.ignore_error_range(start, 0, row, last, IgnoreError::NumberStoredAsText)?;
    Ok(row + 2)
}

/// The height of a row of so many lines, in points. Spreadsheets fit heights by themselves only when a cell is edited.
fn height(lines: Option<u16>) -> f64 {
    LINE_POINTS * f64::from(lines.unwrap_or(1).clamp(1, MOST_LINES))
}

/// Lines that a text takes in a column, broken between words as spreadsheets break it.
fn lines(words: &str, width: u16) -> u16 {
    // a width counts digits, and the letters of words are narrower
    let room = (width.saturating_mul(8) / 7).saturating_sub(1).max(1);
    let (mut lines, mut used) = (1u16, 0u16);
    for word in words.split_whitespace() {
        let long = letters(word);
        if used > 0 && used + 1 + long > room {
            lines = lines.saturating_add(1);
            used = 0;
        }
        used += long + u16::from(used > 0);
        // a word that is longer than the line is broken
        lines = lines.saturating_add(used.saturating_sub(1) / room);
        used = if used > room { used % room } else { used };
    }
    lines
}

fn write_notes(
    page: &mut Worksheet,
    (heading, notes): (&str, &[String]),
    start: u32,
    widths: &[u16],
    palette: &Palette,
) -> Result<u32, XlsxError> {
    text(page, (start, 0), heading, &palette.heading)?;
    let mut row = start;
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(0);
    let across: u16 = widths.iter().fold(0, |sum, width| sum.saturating_add(*width));
    for note in notes {
        row += 1;
        let note = bounded(note);
        if last > 0 {
            page.merge_range(row, 0, row, last, "", &palette.note)?;
        }
        text(page, (row, 0), &note, &palette.note)?;
        page.set_row_height(row, height(Some(lines(&note, across))))?;
    }
    Ok(row + 2)
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    palette: &Palette,
) -> Result<(), XlsxError> {
    let format = palette.of(cell);
    match cell {
        Cell::Blank => {
            page.write_blank(row, column, format)?;
        }
        Cell::Text(words) | Cell::Mark(words) => text(page, (row, column), words, format)?,
        Cell::Status(_, words) => text(page, (row, column), words, format)?,
        Cell::Number(number) | Cell::Score(number) => number_cell(page, (row, column), *number, format)?,
        Cell::Share(number) => {
            number_cell(page, (row, column), number.round_dp(1) / Decimal::ONE_HUNDRED, format)?;
        }
        Cell::Percent(number) => {
            number_cell(page, (row, column), *number / Decimal::ONE_HUNDRED, format)?;
        }
        Cell::Date(day) => {
            let date = day.date();
            let parts = (u16::try_from(date.year()), u8::try_from(date.month()), u8::try_from(date.day()));
            match parts {
                (Ok(year), Ok(month), Ok(day)) => {
                    page.write_date_with_format(
                        row,
                        column,
                        ExcelDateTime::from_ymd(year, month, day)?,
                        format,
                    )?;
                }
                _ => text(page, (row, column), &day.to_string(), format)?,
            }
        }
    }
    Ok(())
}

/// A number; as text where a spreadsheet's number would drop some of its digits.
fn number_cell(
    page: &mut Worksheet,
    at: (u32, u16),
    number: Decimal,
    format: &Format,
) -> Result<(), XlsxError> {
    let exact = number.to_f64().filter(|float| float.to_string().parse() == Ok(number.normalize()));
    match exact {
        Some(float) => page.write_number_with_format(at.0, at.1, float, format).map(|_| ()),
        None => text(page, at, &number.normalize().to_string(), format),
    }
}

fn text(page: &mut Worksheet, at: (u32, u16), words: &str, format: &Format) -> Result<(), XlsxError> {
    page.write_string_with_format(at.0, at.1, bounded(words), format).map(|_| ())
}

/// As much of a text as a cell can hold.
fn bounded(words: &str) -> String {
    if words.len() <= LONGEST_TEXT {
        return words.to_owned();
    }
    words.chars().take(LONGEST_TEXT / 2).chain(['…']).collect()
}

/// The widths of a sheet's columns, in letters: of the widest of all blocks in that place.
fn widths(sheet: &Sheet) -> Vec<u16> {
    let mut widths: Vec<u16> = Vec::new();
    for block in &sheet.blocks {
        let Block::Table(table) = block else { continue };
        for (at, column) in table.columns.iter().enumerate() {
            let cells = table.rows.iter().filter_map(|row| row.get(at));
            let width = column_width(column, cells);
            match widths.get_mut(at) {
                Some(before) => *before = width.max(*before),
                None => widths.push(width),
            }
        }
    }
    widths
}

fn column_width<'c>(column: &Column, cells: impl Iterator<Item = &'c Cell>) -> u16 {
    let widest_word = column.head.split_whitespace().map(letters).max().unwrap_or(0);
    // a head of several words is broken into lines rather than making its column wide
    let head = (letters(&column.head) / 3 + 1).min(column.widest).max(widest_word) + BUTTON;
    let body = cells.map(cell_width).max().unwrap_or(0).min(column.widest);
    head.max(body) + EDGES
}

fn cell_width(cell: &Cell) -> u16 {
    match cell {
        Cell::Blank => 0,
        Cell::Text(words) | Cell::Mark(words) => letters(words),
        Cell::Status(_, words) => letters(words),
        // with a mark for every three digits
        Cell::Number(number) => letters(&number.to_string()) * 4 / 3,
        Cell::Percent(number) => letters(&number.to_string()) + 2,
        Cell::Score(_) | Cell::Share(_) => 6,
        Cell::Date(_) => 11,
    }
}

fn letters(words: &str) -> u16 {
    u16::try_from(words.width()).unwrap_or(u16::MAX / 2).min(u16::MAX / 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_safe_and_unique() {
        let mut taken = Vec::new();
        assert_eq!(free_name("[a]:b*?/\\", &mut taken), "a  b");
        assert_eq!(free_name("A  B", &mut taken), "A  B (2)");
        assert_eq!(free_name("'", &mut taken), "-");
        assert_eq!(free_name(&"ệ".repeat(40), &mut taken).chars().count(), LONGEST_NAME);
        assert_eq!(free_name(&"ệ".repeat(40), &mut taken).chars().count(), LONGEST_NAME);
    }

    #[test]
    fn lines_are_counted_as_they_are_broken() {
        for (words, width, expected) in [
            ("", 10, 1),
            ("một hai", 8, 1),
            ("một hai", 6, 2),
            ("a b c d", 2, 4),
            ("nghiêng", 4, 3),
            ("x", 0, 1),
        ] {
            assert_eq!(lines(words, width), expected, "{words} in {width}");
        }
    }
}
