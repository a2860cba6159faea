//! `[[table]]`: many observations at once, from a CSV file beside the document.

use std::collections::HashMap;

use crate::model::document::{Column, DocumentIx, Table};
use crate::model::fact::{Fact, FactIx};
use crate::model::place::Place;
use crate::problem::{Code, Problem};
use crate::read::files::{File, Folder};
use crate::read::form::{Form, Item};
use crate::read::grid::Grid;
use crate::read::values::{self, Filling};

use super::paper::{Paper, When};

const LOCALITY: &str = "locality";

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
    check_ending(&item, &name, sheet.as_ref())?;
    let file = folder.read(&path, paper.page.sink)?;
    let table = rows(&file, paper, when?)?;
    Some((start, table))
}

fn check_ending(item: &Item<'_>, name: &str, sheet: Option<&Item<'_>>) -> Option<()> {
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
            Some(())
        }
        Some("xlsx" | "xls") => {
            let problem = Problem::error(Code::UnreadableFile, "Excel workbooks cannot be named here").help(
                "save the sheet as \"CSV UTF-8 (comma delimited)\" beside the document, and name that file",
            );
            item.tell("", problem);
            None
        }
        _ => {
            item.tell("", Problem::error(Code::UnreadableFile, format!("`{name}` is not a .csv file")));
            None
        }
    }
}

fn rows(file: &File, paper: &Paper<'_>, when: When) -> Option<Table> {
    let sink = paper.page.sink;
    let grid = Grid::read(file, sink)?;
    let (locality, facts) = columns(&grid, file, paper)?;
    if grid.rows().is_empty() {
        sink.push(Problem::error(Code::EmptyList, "this table has no rows").at(file.start(), ""));
        return None;
    }
    let mut filling: Vec<Filling> = facts.iter().map(|(_, _, fact)| Filling::new(fact)).collect();
    let (mut localities, mut places): (Vec<_>, Vec<Place>) = (Vec::new(), Vec::new());
    for row in grid.rows() {
        let name = row.cell(locality);
        let found = if name.is_empty() {
            Err(Problem::error(Code::MissingKey, "this row names no locality"))
        } else {
            paper.locality(name, None, when.names)
        };
        let found = match found {
            Ok(ix) => Some(ix),
            Err(problem) => {
                let place =
                    if name.is_empty() { grid.row_place(row) } else { grid.cell_place(row, locality) };
                sink.push(problem.at(place, ""));
                None
            }
        };
        if let Some(ix) = found {
            localities.push(ix);
            places.push(grid.row_place(row));
        }
        for ((column, _, fact), filling) in facts.iter().zip(&mut filling) {
            let text = row.cell(*column);
            let value = (!text.is_empty()).then(|| values::from_text(text, fact)).and_then(|value| {
                value.map_err(|problem| sink.push(problem.at(grid.cell_place(row, *column), ""))).ok()
            });
            if found.is_some() {
                filling.push(value);
            }
        }
    }
    let columns = facts
        .iter()
        .zip(filling)
        .map(|((_, fact, _), filling)| {
            let (known, values) = filling.finish();
            Column { fact: *fact, known, values }
        })
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

/// Which column is the locality's, and which hold facts.
type Columns<'p> = (usize, Vec<(usize, FactIx, &'p Fact)>);

fn columns<'p>(grid: &Grid<'_>, file: &File, paper: &Paper<'p>) -> Option<Columns<'p>> {
    let sink = paper.page.sink;
    let (mut locality, mut facts, mut fine) = (None, Vec::new(), true);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (column, name) in grid.columns() {
        let mut tell = |problem: Problem| {
            fine = false;
            sink.push(problem.at(grid.header_place(column), ""));
        };
        if name.is_empty() {
            tell(
                Problem::error(Code::BadCsv, "this column has no name")
                    .help("name it after a fact, or take it away"),
            );
        } else if let Some(first) = seen.insert(name, column) {
            let problem = Problem::error(Code::BadCsv, format!("the column `{name}` is there twice"));
            tell(problem.related(grid.header_place(first), "first here"));
        } else if name == LOCALITY {
            locality = Some(column);
        } else if let Some(ix) = paper.known.dictionary.find(name) {
            facts.push((column, ix, paper.known.dictionary.get(ix)));
        } else {
            tell(paper.unknown_fact(name));
        }
    }
    if locality.is_none() {
        let problem = Problem::error(Code::MissingKey, "this table has no column `locality`")
            .help("one column is called `locality`, the others after facts");
        sink.push(problem.at(file.start(), ""));
    }
    if fine && facts.is_empty() {
        sink.push(Problem::error(Code::EmptyList, "this table has no column of a fact").at(file.start(), ""));
        return None;
    }
    if fine { Some((locality?, facts)) } else { None }
}
