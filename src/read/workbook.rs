//! Excel workbooks, read cell by cell under caps: what they are refused for is told before anything is unpacked.
//!
//! In: the bytes of a file. Out: its sheets as [`Leaf`]s. Invariant: a file of a stranger never makes the reader take
//! more memory than the caps in [`limits`], whatever sizes the file claims.

mod cells;
mod guard;
mod parts;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xlsx, XlsxError};

use crate::problem::hint::{did_you_mean, one_of};
use crate::problem::letters::unseen;
use crate::problem::{Code, Problem};
use crate::quiet::quietly;

use super::leaf::{Area, Cell, Epoch, Leaf, address};
use super::limits;

/// A workbook that passed the guard.
pub struct Workbook<'b> {
    path: String,
    book: Xlsx<Cursor<&'b [u8]>>,
}

/// A sheet's name, and whether a reader of the workbook sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// Whether it is shown.
    pub shown: bool,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook; `path` is only for messages.
    ///
    /// # Errors
    /// A problem without a place: it is encrypted, damaged, too large, of another kind, or has macros.
    pub fn open(path: &str, bytes: &'b [u8]) -> Result<Self, Problem> {
        guard::check(path, bytes)?;
        // the library was seen to overflow on addresses that no spreadsheet writes
        let opened = quietly(|| Xlsx::new(Cursor::new(bytes)));
        match opened {
            Ok(Ok(book)) => Ok(Self { path: path.to_owned(), book }),
            Ok(Err(error)) => Err(refused(path, &error)),
            Err(_) => Err(guard::damaged(path)),
        }
    }

    /// Its worksheets, in order.
    #[must_use]
    pub fn tabs(&self) -> Vec<Tab> {
        let sheets = self.book.sheets_metadata().iter();
        let tab = |sheet: &calamine::Sheet| Tab {
            name: sheet.name.clone(),
            shown: sheet.visible == SheetVisible::Visible,
        };
        sheets.filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet).map(tab).collect()
    }

    /// Reads a sheet: the named one, or the only one that is shown.
    ///
    /// # Errors
    /// A problem without a place where there is no such sheet, or it is too large or damaged.
    pub fn sheet(&mut self, name: Option<&str>) -> Result<Leaf, Problem> {
        let name = self.choose(name)?;
        let read = quietly(|| self.read(&name));
        read.unwrap_or_else(|_| Err(guard::damaged(&self.path)))
    }

    fn choose(&self, name: Option<&str>) -> Result<String, Problem> {
        let tabs = self.tabs();
        let shown: Vec<&str> = tabs.iter().filter(|tab| tab.shown).map(|tab| tab.name.as_str()).collect();
        match (name, shown.as_slice()) {
            (Some(name), _) => {
                let mut called = tabs.iter().filter(|tab| tab.name == name);
                match (called.next(), called.next()) {
                    (Some(tab), None) => return Ok(tab.name.clone()),
                    // no spreadsheet lets two sheets be called alike
                    (Some(_), Some(_)) => return Err(guard::damaged(&self.path)),
                    (None, _) => {}
                }
                let problem =
                    Problem::error(Code::MissingFile, format!("`{}` has no sheet `{name}`", self.path));
                let names: Vec<&str> = tabs.iter().map(|tab| tab.name.as_str()).collect();
                Err(match did_you_mean(name, names) {
                    Some(help) => problem.help(help),
                    None => problem,
                })
            }
            (None, [only]) => Ok((*only).to_owned()),
            (None, several) => Err(Problem::error(
                Code::MissingKey,
                format!("which sheet of `{}`? It has {}", self.path, several.len()),
            )
            .help(format!("name one with `sheet`: {}", one_of(several.iter().take(8).copied())))),
        }
    }

    fn read(&mut self, name: &str) -> Result<Leaf, Problem> {
        let path = self.path.clone();
        let refuse = |error: &XlsxError| refused(&path, error);
        let formulas = self.formulas(name)?;
        let mut reader = self.book.worksheet_cells_reader(name).map_err(|e| refuse(&e))?;
        let percent: Vec<bool> = reader.styles().iter().map(cells::is_percent).collect();
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        let mut count = 0;
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|e| refuse(&e))? {
            let (row, column) = cell.get_position();
            let is_percent = percent.get(style).copied().unwrap_or(false);
            let Some(cell) = cells::cell(cell.get_value(), is_percent) else { continue };
            if let Cell::Text(text) = &cell
                && text.len() > limits::CELL_BYTES
            {
                let message = format!("cell {} of `{path}` holds more than a page", address(row, column));
                return Err(Problem::error(Code::TooLarge, message)
                    .help("a table has names and values; put longer texts elsewhere"));
            }
            if let Cell::Text(text) = &cell
                && let Some((_, c, what)) = unseen(text)
            {
                let message = format!(
                    "cell {} of `{path}`: there is {what} (U+{:04X})",
                    address(row, column),
                    u32::from(c)
                );
                return Err(Problem::error(Code::UnseenCharacter, message)
                    .help("clear the cell, and type its text anew rather than paste it"));
            }
            count = usize::saturating_add(count, 1);
            if count > limits::CELLS || row >= limits::SHEET_ROWS || column >= limits::SHEET_COLUMNS {
                return Err(too_large(&path, name));
            }
            if rows.entry(row).or_default().insert(column, cell).is_some() {
                return Err(guard::damaged(&path));
            }
        }
        drop(reader);
        let merged = self.book.merge_cells_by_sheet_name(name).map_err(|e| refuse(&e))?;
        if merged.len() > limits::MERGED {
            let message =
                format!("the sheet `{name}` of `{path}` has more than {} merged areas", limits::MERGED);
            return Err(Problem::error(Code::TooLarge, message)
                .help("unmerge them, and fill in every cell by itself"));
        }
        let areas =
            merged.into_iter().map(|d| Area { rows: d.start.0..=d.end.0, columns: d.start.1..=d.end.1 });
        let mut leaf = Leaf::new(&path, name, rows, areas.collect(), formulas);
        if self.book.has_1904_epoch() {
            leaf.epoch = Epoch::Of1904;
        }
        Ok(leaf)
    }

    /// The addresses (row, column) of formulas.
    fn formulas(&mut self, name: &str) -> Result<Vec<(u32, u32)>, Problem> {
        let path = self.path.clone();
        let mut reader = self.book.worksheet_cells_reader(name).map_err(|e| refused(&path, &e))?;
        let mut found = Vec::new();
        let mut cells = 0;
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|e| refused(&path, &e))? {
            cells = usize::saturating_add(cells, 1);
            if cells > limits::CELLS {
                return Err(too_large(&path, name));
            }
            if record.formula.is_some() {
                found.push(record.pos);
            }
        }
        Ok(found)
    }
}

fn too_large(path: &str, name: &str) -> Problem {
    Problem::error(
        Code::TooLarge,
        format!(
            "the sheet `{name}` of `{path}` is too large: at most {} rows, {} columns and {} filled cells",
            limits::SHEET_ROWS,
            limits::SHEET_COLUMNS,
            limits::CELLS
        ),
    )
    .help("take away what does not belong to the table; a single stray cell far out is enough")
}

/// Not the library's own words, which may change with any release; but what it found where a reader can use it.
fn refused(path: &str, error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => guard::encrypted(path),
        XlsxError::CellError(word) => Problem::error(
            Code::BadCell,
            format!("a cell of `{path}` holds the error `{}`", word.chars().take(20).collect::<String>()),
        )
        .help("mend its formula, or clear the cell"),
        _ => guard::damaged(path),
    }
}
