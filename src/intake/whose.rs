//! Whose row it is: by its hidden id, by its name, by the names of the units around it.
//!
//! In: a row of a sheet. Out: one locality, or what is wrong. Invariant: a name that fits two is refused with both, and
//! all names of a sheet are of one level: a province among communes is a slip, and not a commune.

use crate::model::day::Day;
use crate::model::locality::{Level, LocalityIx, Registry};
use crate::names::{NameFault, Names};
use crate::problem::{Code, Problem};
use crate::read::leaf::{Cell, Leaf, Row, address};

use super::footing;
use super::layout::{Layout, Role};

/// Most namesakes that a message lists.
const LISTED: usize = 6;

/// Who the rows of a sheet are about.
pub struct Whose<'r> {
    leaf: &'r Leaf,
    layout: &'r Layout,
    names: Names<'r>,
    registry: &'r Registry,
    dated: Day,
    level: Option<Level>,
}

impl<'r> Whose<'r> {
    /// The names of a sheet on a day; of the level that the sheet is said to be of, or that most of its rows fit.
    #[must_use]
    pub fn new(leaf: &'r Leaf, layout: &'r Layout, registry: &'r Registry, dated: Day) -> Self {
        let names = Names::new(registry);
        let mut whose = Self { leaf, layout, names, registry, dated, level: layout.level };
        whose.level = layout.level.or_else(|| whose.most_fitting());
        whose
    }

    /// The level that the most rows fit, the highest of several.
    fn most_fitting(&self) -> Option<Level> {
        let below = self.leaf.rows().iter().filter(|row| row.number > self.layout.header);
        let texts = below.filter(|row| !footing::is_sum(row, self.layout)).filter_map(|row| self.name(row));
        let texts: Vec<String> = texts.map(|(_, text)| text).collect();
        let fits = |level: Level| {
            let called = |text: &&String| {
                !matches!(self.names.find(text, Some(level), self.dated), Err(NameFault::Unknown { .. }))
            };
            texts.iter().filter(called).count()
        };
        let counted = Level::ALL.iter().rev().map(|level| (fits(*level), *level));
        counted.filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, level)| level)
    }

    /// Whether a row names a locality.
    #[must_use]
    pub fn names_somebody(&self, row: &Row) -> bool {
        let is_called = |text: &str| {
            !matches!(self.names.find(text, self.level, self.dated), Err(NameFault::Unknown { .. }))
        };
        let id = self.id(row).is_some_and(|(_, id)| is_called(&id));
        id || self.name(row).is_some_and(|(_, name)| is_called(&name))
    }

    fn id(&self, row: &Row) -> Option<(u32, String)> {
        let column = self.layout.column(Role::Id)?;
        row.cell(column).map(|cell| (column, cell.shown()))
    }

    /// The name in a row with the units around it: `Tân Lập / Thái Nguyên`.
    fn name(&self, row: &Row) -> Option<(u32, String)> {
        let column = self.layout.column(Role::Locality)?;
        let mut name = row.cell(column)?.shown();
        for unit in self.layout.around() {
            if let Some(around) = self.around(row, unit) {
                name = format!("{name} / {}", around.shown());
            }
        }
        Some((column, name))
    }

    /// The unit that stands in a column of a row, or over several rows of which this is one.
    fn around(&self, row: &'r Row, column: u32) -> Option<&'r Cell> {
        row.cell(column).or_else(|| {
            let mut areas = self.leaf.areas.iter();
            let area =
                areas.find(|area| area.rows.contains(&row.number) && area.columns.contains(&column))?;
            let rows = self.leaf.rows();
            let at = rows.binary_search_by_key(area.rows.start(), |row| row.number).ok()?;
            rows.get(at)?.cell(*area.columns.start())
        })
    }

    /// Whose row it is: by the hidden id where there is one, which must agree with the name that people see.
    pub fn locality(&self, row: &Row, problems: &mut Vec<Problem>) -> Option<LocalityIx> {
        let (id, name) = (self.id(row), self.name(row));
        let by_id = id.map(|(column, text)| self.find(&text).map_err(|fault| (fault, column, text)));
        let by_name = name.map(|(column, text)| self.find(&text).map_err(|fault| (fault, column, text)));
        // a name that others bear as well is told apart by its id
        let by_name = match (&by_id, by_name) {
            (Some(Ok(id)), Some(Err((NameFault::Ambiguous { candidates }, ..))))
                if candidates.contains(id) =>
            {
                Some(Ok(*id))
            }
            (_, by_name) => by_name,
        };
        let mut found = |by: Option<Result<LocalityIx, (NameFault, u32, String)>>| match by {
            None => Ok(None),
            Some(Ok(locality)) => Ok(Some(locality)),
            Some(Err((fault, column, text))) => {
                let mut problem = self.problem(&fault, &text);
                problem.message = format!("cell {}: {}", address(row.number, column), problem.message);
                problems.push(problem.at(self.leaf.cell_place(row, column), ""));
                Err(())
            }
        };
        let (by_id, by_name) = (found(by_id), found(by_name));
        match (by_id.ok()?, by_name.ok()?) {
            (Some(by_id), Some(by_name)) if by_id != by_name => {
                let problem = Problem::error(
                    Code::Contradiction,
                    format!(
                        "row {}: the hidden id says {}, the name says {}",
                        u64::from(row.number).saturating_add(1),
                        self.registry.get(by_id).name.vi,
                        self.registry.get(by_name).name.vi
                    ),
                )
                .help("rows were sorted or pasted without their ids: copy the values into a fresh form");
                problems.push(problem.at(self.leaf.row_place(row), ""));
                None
            }
            (Some(one), _) | (None, Some(one)) => Some(one),
            (None, None) => {
                let number = u64::from(row.number).saturating_add(1);
                let message = format!("row {number} has values and names no locality");
                problems.push(Problem::error(Code::MissingKey, message).at(self.leaf.row_place(row), ""));
                None
            }
        }
    }

    fn find(&self, text: &str) -> Result<LocalityIx, NameFault> {
        self.names.find(text, self.level, self.dated)
    }

    /// What is wrong with a name; of namesakes, how a clerk would tell them apart.
    fn problem(&self, fault: &NameFault, text: &str) -> Problem {
        let problem = fault.problem(text, self.level, self.dated, &self.names);
        let NameFault::Ambiguous { candidates } = fault else { return problem };
        let mut ways: Vec<String> =
            candidates.iter().take(LISTED).map(|one| format!("`{}`", self.with_parents(*one))).collect();
        if candidates.len() > LISTED {
            ways.push(format!("and {} more", candidates.len().saturating_sub(LISTED)));
        }
        problem.help(format!(
            "add a column of the units that they lie in (Tỉnh, thành phố; Quận, huyện), or write one of {}",
            ways.join(", ")
        ))
    }

    fn with_parents(&self, locality: LocalityIx) -> String {
        let mut parts = vec![self.registry.get(locality).name.vi.as_str()];
        let mut at = self.registry.get(locality).parent;
        while let Some(unit) = at.map(|unit| self.registry.get(unit)) {
            if unit.level != Level::National {
                parts.push(&unit.name.vi);
            }
            at = unit.parent;
        }
        parts.join(" / ")
    }
}
