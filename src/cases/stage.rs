//! The made-up project that a case plays in: one locality, and documents that say what the case says.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::bilingual::Bilingual;
use crate::model::case::{Case, Stated};
use crate::model::cells::Cells;
use crate::model::day::{Day, YEARS};
use crate::model::document::{
    Action, Authority, Binds, Confidence, DatedAs, Deadline, Document, DocumentIx, DocumentKind, Due,
    Reported, Table, Waiver,
};
use crate::model::locality::{Level, Life, Locality, LocalityIx, Registry};
use crate::model::place::Places;
use crate::model::requirement::Requirement;
use crate::project::Project;

/// A project with one locality of each level, and nothing said of any until a case is set.
#[derive(Debug)]
pub struct Stage {
    project: Project,
    localities: BTreeMap<Level, LocalityIx>,
}

impl Stage {
    /// An empty stage with the dictionary, the calendar and the scoring of a project.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let mut cast: Vec<Locality> = Level::ALL.iter().map(|level| stand_in(*level)).collect();
        cast.sort_by(|a, b| a.id.cmp(&b.id));
        let registry = Registry::new(cast, Vec::new());
        let localities = registry.iter().map(|(at, locality)| (locality.level, at)).collect();
        let project = Project {
            registry,
            dictionary: project.dictionary.clone(),
            calendar: project.calendar.clone(),
            scoring: project.scoring.clone(),
            documents: Vec::new(),
            tables: Vec::new(),
            deadlines: Vec::new(),
            waivers: Vec::new(),
            totals: Vec::new(),
            identities: Vec::new(),
            scripts: Vec::new(),
            library: Vec::new(),
            limits: crate::model::limits::Limits::default(),
        };
        Self { project, localities }
    }

    /// The project as it is set.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Clears the stage and says what a case says, of the locality that is given back.
    ///
    /// Deadline and waiver are said before anything else, so that every day of the case lies under them.
    pub fn set(&mut self, case: &Case, requirement: &Requirement) -> LocalityIx {
        let locality = self.localities.get(&requirement.level).copied().unwrap_or(LocalityIx(0));
        self.project.documents.clear();
        self.project.tables.clear();
        self.project.deadlines.clear();
        self.project.waivers.clear();
        let first = Day::from_ymd(*YEARS.start(), 1, 1).unwrap_or(case.as_of);
        if case.due.is_some() || case.target.is_some() {
            let document = self.say(case, first);
            self.project.deadlines.push(deadline(case, requirement, document, locality));
        }
        if let Some(life) = case.waiver {
            let document = self.say(case, first);
            self.project.waivers.push(Waiver {
                document,
                requirement: requirement.id.clone(),
                localities: vec![locality],
                life,
                reason: Bilingual::new("the case says so", "theo tình huống kiểm thử"),
                place: case.place.clone(),
            });
        }
        let last = std::iter::once((case.dated, &case.facts));
        for (dated, stated) in case.history.iter().map(|(dated, stated)| (*dated, stated)).chain(last) {
            let document = self.say(case, dated);
            self.project.tables.push(table(case, document, dated, stated, locality));
        }
        locality
    }

    /// One more document, whose id comes after those of all before.
    fn say(&mut self, case: &Case, dated: Day) -> DocumentIx {
        let at = self.project.documents.len();
        self.project.documents.push(Document {
            id: format!("case-{at:06}"),
            title: Bilingual::new("a case", "tình huống kiểm thử"),
            kind: DocumentKind::Report,
            issuer: String::new(),
            authority: Authority::National,
            number: None,
            dated,
            dated_as: DatedAs::Day,
            published: None,
            source: String::new(),
            source_sha256: None,
            confidence: Confidence::High,
            place: case.place.clone(),
        });
        DocumentIx::new(at)
    }
}

fn stand_in(level: Level) -> Locality {
    Locality {
        id: level.word().to_owned(),
        code: String::new(),
        level,
        parent: None,
        name: Bilingual::new("a locality", "một địa phương"),
        aliases: Vec::new(),
        region: "".into(),
        life: Life::default(),
    }
}

fn deadline(case: &Case, requirement: &Requirement, document: DocumentIx, locality: LocalityIx) -> Deadline {
    Deadline {
        document,
        requirement: requirement.id.clone(),
        binds: Binds::Localities(vec![locality]),
        due: case.due.map_or(Due::Open, |(day, kind)| Due::Date { day, kind }),
        action: Action::Set,
        target: case.target,
        as_printed: None,
        binds_unnamed: None,
        note: None,
        place: case.place.clone(),
    }
}

fn table(case: &Case, document: DocumentIx, dated: Day, stated: &Stated, locality: LocalityIx) -> Table {
    let columns =
        stated.iter().map(|(fact, value)| Reported { fact: *fact, cells: Cells::one(value) }).collect();
    let mut places = Places::new(Arc::clone(&case.place.file));
    places.push(&case.place.span);
    Table {
        document,
        dated,
        exact: true,
        approx: None,
        note: None,
        localities: vec![locality],
        places,
        columns,
    }
}
