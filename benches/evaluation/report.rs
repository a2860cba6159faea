//! The job as a project in memory: what a report evaluates.

use std::sync::Arc;

use dondoc::evaluate::{Terms, Verdict, evaluate};
use dondoc::model::bilingual::Bilingual;
use dondoc::model::cells::Cells;
use dondoc::model::document::{Action, Binds, Column, Deadline, Due, DueKind, Reported, Table};
use dondoc::model::fact::FactKind;
use dondoc::model::locality::{Level, Life, Locality, LocalityIx, Registry};
use dondoc::model::place::{Place, Places};
use dondoc::model::requirement::RequirementIx;
use dondoc::model::value::Values;
use dondoc::project::Project;
use dondoc::resolve::columns::Holding;
use dondoc::resolve::{Horizon, Resolution};
use dondoc::rulebook::Rulebook;

use crate::job::{self, Job, RULES, dues};

pub struct Report {
    project: Project,
    rulebook: Rulebook,
    horizon: Horizon,
}

impl Report {
    /// One table says everything of everybody, and each requirement has one deadline for all.
    pub fn new(job: &Job) -> Self {
        let (rulebook, mut project) = job::rulebook();
        let locality = |row: usize| Locality {
            id: format!("l{row:06}"),
            code: format!("{row:06}"),
            level: Level::Province,
            parent: None,
            name: Bilingual { en: format!("L{row}"), vi: format!("L{row}") },
            aliases: Vec::new(),
            region: "".into(),
            life: Life::default(),
        };
        project.registry = Registry::new((0..job.rows).map(locality).collect(), Vec::new());
        let document = project.find_document("wg-2024-10-21").expect("a document that ships");
        let as_of = job.as_of[0];
        let place = || Place::new(Arc::from("data/documents/job.toml"), 0..0);
        let deadline = |((id, ..), due): (&(&str, &[&str], &str), _)| Deadline {
            document,
            requirement: (*id).to_owned(),
            binds: Binds::Level(Level::Province),
            due: Due::Date { day: due, kind: DueKind::OnOrBefore },
            action: Action::Set,
            target: None,
            as_printed: None,
            binds_unnamed: None,
            note: None,
            place: place(),
        };
        project.deadlines = RULES.iter().zip(dues()).map(deadline).collect();
        project.waivers.clear();
        project.tables = vec![Table {
            document,
            dated: as_of,
            exact: true,
            approx: None,
            note: None,
            localities: (0..job.rows).map(LocalityIx::new).collect(),
            places: Places::new("data/documents/job.csv"),
            columns: job::columns(job, &project.dictionary)
                .iter()
                .map(|column| reported(column, job.rows))
                .collect(),
        }];
        Self { project, rulebook, horizon: Horizon { as_of, known_by: None } }
    }

    pub fn resolution(&self) -> Resolution<'_> {
        Resolution::new(&self.project, self.horizon)
    }

    /// Every fact of everybody.
    pub fn columns(&self, resolution: &Resolution<'_>) -> Vec<Holding> {
        let all: Vec<LocalityIx> = (0..self.project.registry.len()).map(LocalityIx::new).collect();
        let facts = self.project.dictionary.iter();
        facts.map(|(fact, _)| resolution.holding(&all, fact, self.horizon.as_of)).collect()
    }

    pub fn evaluate(&self, resolution: &Resolution<'_>) -> Vec<Vec<Verdict>> {
        let all: Vec<RequirementIx> = (0..RULES.len()).map(RequirementIx::new).collect();
        let terms = Terms { due_soon: self.project.scoring.due_soon };
        evaluate(resolution, &self.rulebook, &all, terms).expect("every day can be told")
    }
}

/// A column as a table keeps it.
fn reported(column: &Column, rows: usize) -> Reported {
    let mut cells = Cells::new(kind(&column.values));
    for row in 0..rows {
        cells.push(column.get(row).as_ref());
    }
    Reported { fact: column.fact, cells: cells.filled() }
}

fn kind(values: &Values) -> FactKind {
    match values {
        Values::Bool(_) => FactKind::Bool,
        Values::Int(_) => FactKind::Int,
        Values::Decimal(_) => FactKind::Decimal,
        Values::Date(_) => FactKind::Date,
        Values::Stage(_) => FactKind::Stage,
        Values::Text(_) => FactKind::Text,
    }
}
