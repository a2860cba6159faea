//! `[[table]]`: many observations at once, from a CSV file or a workbook beside the document.

use std::collections::{BTreeMap, HashMap};

use crate::model::cells::Cells;
use crate::model::document::{DocumentIx, Reported, Table};
use crate::model::fact::{Fact, FactIx};
use crate::model::locality::{Level, LocalityIx};
use crate::model::place::Places;
use crate::problem::{Code, Problem};
use crate::read::doubt::doubt;
use crate::read::files::Folder;
use crate::read::form::{Form, Item};
use crate::read::grid::Grid;
use crate::read::leaf::Leaf;
use crate::read::sink::Sink;
use crate::read::tabular::{Headed, Tabular};
use crate::read::workbook::Workbook;

use super::observations;
use super::paper::{Paper, When};
use super::streamed;

/// The column of who a row is about.
pub const LOCALITY: &str = "locality";

/// A table with the place of its statement, for its order.
pub type Placed = (usize, Table);

/// Reads one table; the path of its file is noted as used.
pub fn table(
    mut form: Form<'_>,
    paper: &Paper<'_>,
    folder: &Folder,
    used: &mut Vec<String>,
) -> Option<Placed> {
    let start = form.start();
    let item = form.required("file");
    let sheet = form.optional("sheet");
    let when = paper.when(&mut form);
    form.finish();
    let item = item?;
    let name = item.filled_text()?;
    let path = match folder.beside(&paper.page.file.path, &name) {
        Ok(path) => path,
        Err(problem) => {
            item.tell("", problem);
            return None;
        }
    };
    used.push(path.clone());
    let sink = paper.page.sink;
    let table = match kind(&item, &name, sheet.as_ref())? {
        Kind::Csv => {
            let file = folder.read(&path, sink)?;
            if let Some(table) = when.and_then(|when| streamed::table(&file, paper, when)) {
                folder.lay_aside(&file);
                return Some((start, table));
            }
            rows(&Grid::read(&file, sink)?, paper, when?)?
        }
        Kind::Workbook => {
            let leaf = leaf(&item, sheet.as_ref(), &path, folder, sink)?;
            rows(&Headed::new(&leaf, sink)?, paper, when?)?
        }
    };
    Some((start, table))
}

/// Reads the sheet that a table names; what is wrong with the workbook is told where it is named.
fn leaf(item: &Item<'_>, sheet: Option<&Item<'_>>, path: &str, folder: &Folder, sink: &Sink) -> Option<Leaf> {
    let name = match sheet {
        Some(sheet) => Some(sheet.filled_text()?),
        None => None,
    };
    let bytes = folder.bytes(path, sink)?;
    let mut book = match Workbook::open(path, &bytes) {
        Ok(book) => book,
        Err(problem) => {
            item.tell("", problem);
            return None;
        }
    };
    match book.sheet(name.as_deref()) {
        Ok(leaf) => {
            folder.keep(&leaf.file);
            Some(leaf)
        }
        Err(problem) => {
            sheet.unwrap_or(item).tell("", problem);
            None
        }
    }
}

/// Forms that a table can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Workbook,
}

fn kind(item: &Item<'_>, name: &str, sheet: Option<&Item<'_>>) -> Option<Kind> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("csv") => {
            if let Some(sheet) = sheet {
                sheet.tell_key(
                    "",
                    Problem::error(Code::Contradiction, "a CSV file has no sheets").help("leave `sheet` out"),
                );
                return None;
            }
            Some(Kind::Csv)
        }
        Some("xlsx") => Some(Kind::Workbook),
        Some("xls" | "xlsm" | "xlsb" | "ods") => {
            let problem =
                Problem::error(Code::BadWorkbook, format!("`{name}` is not of a form that is read here"))
                    .help("open it and save it as .xlsx, or the sheet as \"CSV UTF-8 (comma delimited)\"");
            item.tell("", problem);
            None
        }
        _ => {
            let problem =
                Problem::error(Code::UnreadableFile, format!("`{name}` is not a .csv or .xlsx file"));
            item.tell("", problem);
            None
        }
    }
}

fn rows<T: Tabular>(grid: &T, paper: &Paper<'_>, when: When) -> Option<Table> {
    let sink = paper.page.sink;
    let (locality, facts) = columns(grid, paper)?;
    if grid.rows().is_empty() {
        sink.push(Problem::error(Code::EmptyList, "this table has no rows").at(grid.start(), ""));
        return None;
    }
    let mut filling: Vec<Cells> = facts.iter().map(|(_, _, fact)| Cells::new(fact.kind)).collect();
    let (mut localities, mut places) = (Vec::new(), Places::new(grid.start().file));
    // one cause for a column: somebody entered shares as fractions
    let mut doubts: BTreeMap<usize, (&T::Row, Problem, usize)> = BTreeMap::new();
    for row in grid.rows() {
        if sink.is_hopeless() {
            break;
        }
        let name = grid.name(row, locality);
        let found = if name.is_empty() {
            Err(Problem::error(Code::MissingKey, "this row names no locality"))
        } else {
            paper.locality(&name, None, when.names)
        };
        let found = match found {
            Ok(ix) => Some(ix),
            Err(problem) => {
                if name.is_empty() {
                    sink.push(problem.at(grid.row_place(row), ""));
                } else {
                    grid.tell(row, locality, problem, sink);
                }
                None
            }
        };
        if let Some(ix) = found {
            localities.push(ix);
            places.push(&grid.row_place(row).span);
        }
        for ((column, _, fact), filling) in facts.iter().zip(&mut filling) {
            let value = grid
                .value(row, *column, fact)
                .and_then(|value| value.map_err(|problem| grid.tell(row, *column, problem, sink)).ok());
            if let Some(doubt) = value.as_ref().and_then(|value| doubt(value, fact)) {
                let (_, _, cells) = doubts.entry(*column).or_insert((row, doubt, 0));
                *cells = cells.saturating_add(1);
            }
            if found.is_some() {
                filling.push(value.as_ref());
            }
        }
    }
    tell_lower(grid, locality, &localities, paper);
    for (column, (row, doubt, cells)) in doubts {
        let doubt = match (cells, doubt.help.clone()) {
            (2.., Some(help)) => doubt.help(help.and(&format!("; the column has {cells} such cells"))),
            _ => doubt,
        };
        grid.tell(row, column, doubt, sink);
    }
    let columns = facts
        .iter()
        .zip(filling)
        .map(|((_, fact, _), cells)| Reported { fact: *fact, cells: cells.filled() })
        .collect();
    Some(Table {
        document: DocumentIx(0),
        dated: when.day,
        exact: when.exact,
        approx: None,
        note: None,
        localities,
        places,
        columns,
    })
}

/// Tells who of a table of provinces is found below them by a bare name: it may be that of a province of old. A return of
/// communes has no provinces in it, and one that gives both says of which sort each is, or where it lies.
fn tell_lower<T: Tabular>(grid: &T, column: usize, localities: &[LocalityIx], paper: &Paper<'_>) {
    if localities.len() != grid.rows().len() || !is_of_provinces_and_lower(localities, paper) {
        return;
    }
    let names = paper.known.names;
    let level = |ix: LocalityIx| names.registry().get(ix).level;
    let named = grid.rows().iter().zip(localities);
    for (row, ix) in named.filter(|(_, ix)| level(**ix) > Level::Province) {
        let written = grid.name(row, column);
        if names.is_bare(&written) {
            let problem = observations::mixed(*ix, Level::Province, "table", paper).help(format!(
                "if the {} is meant, write its id; if a province of old is, name its successor",
                level(*ix)
            ));
            grid.tell(row, column, problem, paper.page.sink);
            return;
        }
    }
}

/// Whether a table is one of provinces, with fewer lower units among them.
pub fn is_of_provinces_and_lower(localities: &[LocalityIx], paper: &Paper<'_>) -> bool {
    let registry = paper.known.names.registry();
    let (mut provinces, mut lower) = (0_usize, 0_usize);
    for ix in localities {
        match registry.get(*ix).level {
            Level::National | Level::Agency => {}
            Level::Province => provinces = provinces.saturating_add(1),
            Level::District | Level::Commune => lower = lower.saturating_add(1),
        }
    }
    (1..=provinces).contains(&lower)
}

/// Which column is the locality's, and which hold facts.
type Columns<'p> = (usize, Vec<(usize, FactIx, &'p Fact)>);

fn columns<'p, T: Tabular>(grid: &T, paper: &Paper<'p>) -> Option<Columns<'p>> {
    let sink = paper.page.sink;
    let (mut locality, mut facts, mut fine) = (None, Vec::new(), true);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (column, name) in grid.columns() {
        let mut tell = |problem: Problem| {
            fine = false;
            sink.push(problem.at(grid.header_place(column), ""));
        };
        if name.is_empty() {
            tell(
                Problem::error(Code::BadCsv, format!("{} has no name", grid.letter(column)))
                    .help("name it after a fact, or take it away"),
            );
        } else if let Some(first) = seen.insert(name.to_string(), column) {
            let problem = Problem::error(Code::BadCsv, format!("the column `{name}` is there twice"));
            tell(problem.related(grid.header_place(first), "first here"));
        } else if name == LOCALITY {
            locality = Some(column);
        } else if let Some(ix) = paper.known.dictionary.find(&name) {
            facts.push((column, ix, paper.known.dictionary.get(ix)));
        } else {
            tell(paper.unknown_fact(&name));
        }
    }
    if locality.is_none() {
        let problem = Problem::error(Code::MissingKey, "this table has no column `locality`")
            .help("one column is called `locality`, the others after facts");
        sink.push(problem.at(grid.start(), ""));
    }
    if fine && facts.is_empty() {
        sink.push(Problem::error(Code::EmptyList, "this table has no column of a fact").at(grid.start(), ""));
        return None;
    }
    if fine { Some((locality?, facts)) } else { None }
}
