//! CSV read as a grid: a header of known columns, rows of cells, and a place for every cell.

mod form;

use std::borrow::Cow;
use std::ops::Range;

use csv::{ByteRecord, ReaderBuilder};

use crate::model::place::Place;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};

use super::files::File;
use super::limits;
use super::sink::Sink;
pub use form::is_well_formed;
use form::{cell_span, check_form};

/// A table of a CSV file: its header and its rows, as they are.
///
/// Cells lie one behind the other in one text, a character between them: that of the file itself where no cell is in
/// quotes. A table of ten thousand rows asks for room once or twice.
#[derive(Debug)]
pub struct Grid<'f> {
    file: &'f File,
    /// What all cells say.
    cells: Cow<'f, str>,
    /// Where each cell of each row begins in that text, and where one more of the row would.
    bounds: Vec<u32>,
    header: Row,
    rows: Vec<Row>,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// The first of its bounds,
    first: usize,
    /// and how many cells it has.
    width: usize,
    /// Bytes of the file, without the end of the line.
    span: Range<usize>,
}

impl<'f> Grid<'f> {
    /// Reads the grid of a file. What is wrong with its form is told; `None` where nothing can be made of it.
    pub fn read(file: &'f File, sink: &Sink) -> Option<Self> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
        let is_quoted = file.text.contains('"');
        let mut unquoted = String::new();
        let lines = file.text.bytes().filter(|byte| *byte == b'\n').count().min(limits::ROWS);
        let mut rows = Vec::with_capacity(lines.saturating_add(1));
        let mut bounds = Vec::new();
        let mut record = ByteRecord::new();
        loop {
            let start = offset(&reader);
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(_) => {
                    sink.push(
                        Problem::error(Code::BadCsv, "this file cannot be read as CSV").at(file.start(), ""),
                    );
                    return None;
                }
            }
            let span = trimmed(&file.text, start..offset(&reader));
            if rows.len() > limits::ROWS || record.len() > limits::COLUMNS {
                let problem = Problem::error(
                    Code::TooLarge,
                    format!("a table has at most {} rows and {} columns", limits::ROWS, limits::COLUMNS),
                );
                sink.push(problem.at(file.place(span), ""));
                return None;
            }
            let first = bounds.len();
            if rows.is_empty() {
                // other rows are as wide as the header, or they are told; no bound is without a byte of its own
                let room = lines.saturating_add(1).saturating_mul(record.len().saturating_add(1));
                bounds.reserve_exact(room.min(file.text.len().saturating_add(2)));
            }
            let mut begin = if is_quoted { unquoted.len() } else { span.start };
            for cell in &record {
                // no file is as large as four gigabytes
                bounds.push(u32::try_from(begin).ok()?);
                begin = begin.saturating_add(cell.len()).saturating_add(1);
                if is_quoted {
                    // the file is UTF-8, and cells are cut at ASCII characters
                    unquoted.push_str(std::str::from_utf8(cell).ok()?);
                    unquoted.push(',');
                }
            }
            bounds.push(u32::try_from(begin).ok()?);
            rows.push(Row { first, width: record.len(), span });
        }
        let cells = if is_quoted { Cow::Owned(unquoted) } else { Cow::Borrowed(&*file.text) };
        let mut well_formed = true;
        if is_quoted || file.text.contains('\0') {
            for row in &rows {
                well_formed &= check_form(file, row, sink);
            }
        }
        if rows.is_empty() {
            sink.push(
                Problem::error(Code::BadCsv, "this table is empty: it lacks even a header")
                    .at(file.start(), ""),
            );
            return None;
        }
        let header = rows.remove(0);
        let grid = Self { file, cells, bounds, header, rows };
        grid.with_even_rows(sink).filter(|_| well_formed)
    }

    /// The same, its rows as wide as the header; the others are told.
    fn with_even_rows(mut self, sink: &Sink) -> Option<Self> {
        let file = self.file;
        let width = self.header.width;
        if width == 1 && self.cell(&self.header, 0).contains([';', '\t']) {
            let problem =
                Problem::error(Code::BadCsv, "the columns of this table are not separated by commas")
                    .help("save it as CSV with commas; in Excel choose \"CSV UTF-8 (comma delimited)\"");
            sink.push(problem.at(file.place(self.header.span.clone()), ""));
            return None;
        }
        for row in self.rows.iter().filter(|row| row.width != width) {
            let problem = Problem::error(
                Code::BadCsv,
                format!("this row has {} cells, and the header has {width}", row.width),
            )
            .help("put a text that holds a comma in double quotes");
            sink.push(problem.at(file.place(row.span.clone()), ""));
        }
        self.rows.retain(|row| row.width == width);
        Some(self)
    }

    /// The text of a cell, trimmed; empty where the row has no such cell.
    #[must_use]
    pub fn cell(&self, row: &Row, column: usize) -> &str {
        let bound = |at: usize| {
            let bound = self.bounds.get(row.first.saturating_add(at)).copied();
            bound.and_then(|bound| usize::try_from(bound).ok())
        };
        let span = (column < row.width).then(|| bound(column).zip(bound(column.saturating_add(1)))).flatten();
        let cell = span.and_then(|(from, next)| self.cells.get(from..next.saturating_sub(1)));
        let cell = cell.unwrap_or_default();
        match cell.as_bytes() {
            [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => cell,
            _ => cell.trim(),
        }
    }

    /// Its file.
    #[must_use]
    pub fn file(&self) -> &File {
        self.file
    }

    /// The rows below the header.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The names of the columns with their positions.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.header.width).map(|column| (column, self.cell(&self.header, column)))
    }

    /// Where a row stands.
    #[must_use]
    pub fn row_place(&self, row: &Row) -> Place {
        self.file.place(row.span.clone())
    }

    /// Where a cell stands, found by reading its row again.
    #[must_use]
    pub fn cell_place(&self, row: &Row, column: usize) -> Place {
        self.file.place(cell_span(&self.file.text, &row.span, column))
    }

    /// Where a column's name stands.
    #[must_use]
    pub fn header_place(&self, column: usize) -> Place {
        self.cell_place(&self.header, column)
    }

    /// The positions of columns that must all be there, and nothing else; `None`, all told, where it is not so.
    pub fn exactly<const N: usize>(&self, names: [&'static str; N], sink: &Sink) -> Option<[usize; N]> {
        self.choose(names, [], sink).map(|(found, [])| found)
    }

    /// The positions of columns that must all be there, and of others that may; `None`, all told, where one is missing
    /// or there are more.
    pub fn choose<const N: usize, const M: usize>(
        &self,
        needed: [&'static str; N],
        optional: [&'static str; M],
        sink: &Sink,
    ) -> Option<([usize; N], [Option<usize>; M])> {
        let (mut found, mut also) = ([None; N], [None; M]);
        let mut fine = true;
        for (column, name) in self.columns() {
            let slot = needed.iter().position(|known| *known == name).and_then(|at| found.get_mut(at));
            let slot = slot
                .or_else(|| optional.iter().position(|known| *known == name).and_then(|at| also.get_mut(at)));
            match slot {
                Some(slot) if slot.is_none() => *slot = Some(column),
                Some(_) => {
                    fine = false;
                    let problem = Problem::error(Code::BadCsv, format!("the column `{name}` is there twice"));
                    sink.push(problem.at(self.header_place(column), ""));
                }
                None => {
                    fine = false;
                    let mut problem =
                        Problem::error(Code::UnknownKey, format!("this table has no column `{name}`"));
                    problem.help = did_you_mean(name, needed.into_iter().chain(optional));
                    sink.push(problem.at(self.header_place(column), "unknown column"));
                }
            }
        }
        let missing: Vec<&str> =
            needed.iter().zip(&found).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            let also = if M == 0 { String::new() } else { format!("; it may have {}", optional.join(",")) };
            let problem = Problem::error(
                Code::MissingKey,
                format!("this table lacks the column `{}`", missing.join("`, `")),
            )
            .help(format!("its header is `{}`, in any order{also}", needed.join(",")));
            sink.push(problem.at(self.file.place(self.header.span.clone()), ""));
            return None;
        }
        fine.then(|| (found.map(Option::unwrap_or_default), also))
    }
}

pub fn offset<R: std::io::Read>(reader: &csv::Reader<R>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// A record's bytes without the ends of lines around them.
pub fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let end = span.end.min(text.len());
    let record = text.get(span.start..end).unwrap_or_default();
    let start = end.saturating_sub(record.trim_start_matches(['\r', '\n']).len());
    start..start.max(span.start.saturating_add(record.trim_end_matches(['\r', '\n']).len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File { path: "t.csv".into(), text: text.into() }
    }

    #[test]
    fn places_fall_on_cells_whatever_the_line_ends_and_quotes() {
        let file = file("a,b\r\n\r\n\"x, \"\"y\"\"\",Đà Nẵng\r\n1,2");
        let sink = Sink::default();
        let grid = Grid::read(&file, &sink).unwrap();
        let shown: Vec<&str> = grid
            .rows()
            .iter()
            .flat_map(|row| [0, 1].map(|column| &file.text[grid.cell_place(row, column).span]))
            .collect();
        assert_eq!(shown, ["\"x, \"\"y\"\"\"", "Đà Nẵng", "1", "2"]);
        assert_eq!(grid.cell(&grid.rows()[0], 0), "x, \"y\"");
        assert!(sink.into_problems().is_empty());
    }

    #[test]
    fn cells_say_what_the_library_reads() {
        let letters = ["a", ",", "\n", "\r", "\"", " ệ"];
        for number in 0..letters.len().pow(5) {
            let letter = |at: u32| letters[number / letters.len().pow(at) % letters.len()];
            let file = file(&format!("x,y\n{}", (0..5).map(letter).collect::<String>()));
            let Some(grid) = Grid::read(&file, &Sink::default()) else { continue };
            let cells = |row: &Row| [0, 1].map(|column| grid.cell(row, column).to_owned());
            let cells: Vec<_> = grid.rows().iter().map(cells).collect();
            let rows = ReaderBuilder::new().flexible(true).from_reader(file.text.as_bytes()).into_records();
            let rows = rows.map(Result::unwrap).filter(|row| row.len() == 2);
            let rows: Vec<_> = rows.map(|row| [0, 1].map(|column| row[column].trim().to_owned())).collect();
            assert_eq!(cells, rows, "{:?}", file.text);
        }
    }

    #[test]
    fn what_the_library_lets_pass_is_told() {
        for text in ["a,b\n\"x,1\n2,3\n", "a,b\n\"x\"y,1\n", "a,b\nx\0,1\n", "a,b\n1\n", "", "a;b\n1;2\n"] {
            let (file, sink) = (file(text), Sink::default());
            let _ = Grid::read(&file, &sink);
            let problems = sink.into_problems();
            assert!(
                problems.iter().all(|p| p.code == Code::BadCsv) && !problems.is_empty(),
                "{text:?}: {problems:?}"
            );
        }
    }
}
