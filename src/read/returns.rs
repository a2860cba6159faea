//! A file that a locality sent in, a workbook or CSV, as sheets of typed cells.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use crate::problem::{Code, Problem};

use super::files;
use super::leaf::{Cell, Leaf};
use super::limits;
use super::workbook::{Tab, Workbook};

/// Most bytes of a file that is taken in.
pub const FILE_BYTES: u64 = limits::FILE_BYTES;

/// What a file may hold.
pub enum Received<'b> {
    /// A workbook of several sheets.
    Workbook(Box<Workbook<'b>>),
    /// One sheet without a name.
    Csv(Leaf),
}

impl<'b> Received<'b> {
    /// Opens a file by its ending; `name` is its name alone, for messages.
    ///
    /// # Errors
    /// A problem without a place where it is neither a workbook nor CSV, or is damaged.
    pub fn open(name: &str, bytes: &'b [u8]) -> Result<Self, Problem> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        match ending.as_deref() {
            Some("xlsx") => Workbook::open(name, bytes).map(|book| Self::Workbook(Box::new(book))),
            Some("csv") => csv_leaf(name, bytes).map(Self::Csv),
            _ => Err(Problem::error(Code::UnreadableFile, format!("`{name}` is not a .xlsx or .csv file"))
                .help("open it and save it as .xlsx")),
        }
    }

    /// Its sheets; none of CSV.
    #[must_use]
    pub fn tabs(&self) -> Vec<Tab> {
        match self {
            Self::Workbook(book) => book.tabs(),
            Self::Csv(_) => Vec::new(),
        }
    }

    /// Reads a sheet: the named one, or the only one.
    ///
    /// # Errors
    /// A problem without a place where there is no such sheet, or it cannot be read.
    pub fn sheet(&mut self, name: Option<&str>) -> Result<Leaf, Problem> {
        match (self, name) {
            (Self::Workbook(book), name) => book.sheet(name),
            (Self::Csv(leaf), None) => Ok(leaf.clone()),
            (Self::Csv(leaf), Some(_)) => {
                let message = format!("`{}` is a CSV file, which has no sheets", leaf.file.path);
                Err(Problem::error(Code::Contradiction, message).help("leave `sheet` out"))
            }
        }
    }
}

/// CSV with commas, semicolons or tabs: where the decimal mark is a comma, spreadsheets part cells with semicolons.
fn csv_leaf(name: &str, bytes: &[u8]) -> Result<Leaf, Problem> {
    let text = files::text(name, bytes.to_vec())?;
    if let Some(line) = open_quote(&text) {
        let message = format!("`{name}`, line {line}: this quote is never closed");
        let problem = Problem::error(Code::BadCsv, message);
        return Err(problem.help("close it, or double it if it is part of the text"));
    }
    let delimiter = delimiter(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
    let (mut line, mut counted) = (0, 0);
    for record in reader.records() {
        let record =
            record.map_err(|_| Problem::error(Code::BadCsv, format!("`{name}` cannot be read as CSV")))?;
        // a record begins where the one before it ended, line ends and empty lines included
        let from = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or(counted);
        let rest = text.get(from..).unwrap_or_default();
        let begins = text.len().saturating_sub(rest.trim_start_matches(['\r', '\n']).len());
        line = newlines(text.get(counted..begins)).saturating_add(line);
        counted = begins;
        if line >= limits::SHEET_ROWS || record.len() > limits::COLUMNS {
            let (rows, columns) = (limits::SHEET_ROWS, limits::COLUMNS);
            return Err(Problem::error(
                Code::TooLarge,
                format!("`{name}` is too large: at most {rows} rows and {columns} columns"),
            ));
        }
        if record.iter().any(|text| text.len() > limits::CELL_BYTES) {
            let row = line.saturating_add(1);
            let message = format!("line {row} of `{name}` holds a cell of more than a page");
            return Err(Problem::error(Code::TooLarge, message)
                .help("a table has names and values; put longer texts elsewhere"));
        }
        let cells: BTreeMap<u32, Cell> = (0..)
            .zip(record.iter())
            .map(|(column, text)| (column, text.replace('\u{a0}', " ").trim().to_owned()))
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| (column, Cell::Text(text)))
            .collect();
        if !cells.is_empty() {
            rows.insert(line, cells);
        }
    }
    Ok(Leaf::new(name, "", rows, Vec::new(), Vec::new()))
}

/// The mark that parts the cells: the one that the most lines have equally often. In `Tỉnh, thành phố;Số phiếu` a comma
/// is part of a head.
fn delimiter(text: &str) -> u8 {
    const LOOKED_AT: usize = 200;
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let alike = |mark: u8| {
        let mut lines_by_count: BTreeMap<usize, usize> = BTreeMap::new();
        for line in lines() {
            let mut quoted = false;
            let outside = |byte: &u8| {
                quoted ^= *byte == b'"';
                !quoted && *byte == mark
            };
            let count = line.bytes().filter(outside).count();
            if count > 0 {
                let lines = lines_by_count.entry(count).or_default();
                *lines = lines.saturating_add(1);
            }
        }
        lines_by_count.into_iter().map(|(count, lines)| (lines, count)).max().unwrap_or_default()
    };
    // of two that the lines agree on, the comma is the decimal mark
    let marks = [b',', b';', b'\t'].into_iter();
    marks.filter(|mark| alike(*mark).0 > 0).max_by_key(|mark| alike(*mark)).unwrap_or(b',')
}

/// The line of a quote that nothing closes: a doubled one closes and opens again, so they come in pairs.
fn open_quote(text: &str) -> Option<usize> {
    let mut quotes = text.match_indices('"').map(|(at, _)| at);
    while let Some(open) = quotes.next() {
        if quotes.next().is_none() {
            let before = text.get(..open).unwrap_or_default();
            return Some(before.matches('\n').count().saturating_add(1));
        }
    }
    None
}

fn newlines(text: Option<&str>) -> u32 {
    u32::try_from(text.unwrap_or_default().matches('\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_between_cells_is_the_one_that_lines_agree_on() {
        for (text, mark) in [
            ("a,b\n1,2\n", b','),
            ("Tỉnh, thành phố;Xã, phường;Số\nHà Nội;Ba Đình;1,5\nHà Nội;Ngọc Hà;2\n", b';'),
            ("Tỉnh, thành phố\tSố\nHà Nội\t1,5\n", b'\t'),
            ("\"a;b\",c\n\"d;e\",2\n", b','),
            ("một cột\n", b','),
        ] {
            assert_eq!(delimiter(text), mark, "{text}");
        }
    }

    #[test]
    fn rows_of_csv_keep_their_lines_whatever_parts_the_cells() {
        for text in [
            "a;b\r\n\r\n\"x\ny\";1,5\r\nz;2\r\n",
            "a,b\n\n\"x\ny\",\"1,5\"\nz,2",
            "a\tb\n\n\"x\ny\"\t1,5\nz\t2\n",
            "a;b\n\n\"x\ny\";1,5\nz;2",
        ] {
            let mut received = Received::open("a.csv", text.as_bytes()).unwrap();
            let leaf = received.sheet(None).unwrap();
            let rows: Vec<(u32, Vec<String>)> = leaf
                .rows()
                .iter()
                .map(|row| (row.number, row.cells().map(|(_, cell)| cell.shown()).collect()))
                .collect();
            let row = |number: u32, cells: [&str; 2]| (number, cells.map(str::to_owned).to_vec());
            assert_eq!(rows, [row(0, ["a", "b"]), row(2, ["x\ny", "1,5"]), row(4, ["z", "2"])], "{text:?}");
        }
    }
}
