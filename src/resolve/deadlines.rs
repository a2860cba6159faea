//! Deadlines: whom a requirement binds on a day, and by when.
//!
//! In: the statements that bind a locality, or any unit that it came from. Out: a [`Duty`]. Of the national statements
//! the latest dated counts; inside one document a list beats a level; a repeal ends the day. A local statement may
//! tighten the national day or stand alone, never extend it. An assumption gives way to any real statement. A waiver
//! in force on the effective day moves it to the waiver's last day.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::Resolution;
use super::waivers::Excuse;
use crate::calendar::{PeriodError, last_day_in_time};
use crate::model::day::Day;
use crate::model::document::{Action, Authority, Binds, Deadline, Due, DueKind};
use crate::model::locality::LocalityIx;
use crate::model::requirement::{Reach, Requirement};
use crate::problem::{Code, Problem};

/// What a deadline statement gives as its day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueDay {
    /// The day as printed, or a period's end before rolling; `None` where no day is given.
    pub nominal: Option<Day>,
    /// The last day that is still in time, before any waiver.
    pub effective: Option<Day>,
    /// The days off that a period's end rolled over.
    pub rolled_over: Vec<Day>,
}

/// The deadline that counts for a locality on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Position in the project's deadlines.
    pub statement: usize,
    /// Its day.
    pub due: DueDay,
    /// The last day that is still in time, waivers counted; `None` where there is none.
    pub effective: Option<Day>,
    /// Waivers that moved the effective day, in order.
    pub moved_by: Vec<usize>,
    /// Whether the statement or a waiver that moved it is an assumption.
    pub assumed: bool,
}

/// What must be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// How much.
    pub value: Decimal,
    /// Position in the project's deadlines of the statement that says so.
    pub statement: usize,
    /// Whether that is an assumption.
    pub assumed: bool,
}

/// What a requirement asks of a locality on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duty {
    /// Whether it binds at all.
    pub bound: bool,
    /// The deadline that counts, if any.
    pub deadline: Option<InForce>,
    /// What must be reached, if a deadline says so.
    pub target: Option<Target>,
}

/// What became of a statement in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    InForce,
    /// A later or stronger statement took its place.
    Replaced,
    /// It is an assumption, and something real was said.
    GaveWay,
    /// It repeals what was before.
    Repeals,
    /// It is local and later than the national day.
    CannotExtend,
    /// It is national, and a local statement is earlier.
    Tightened,
    /// It names nobody: shown, binds nobody.
    Unnamed,
}

/// One statement of the chain that binds a locality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Position in the project's deadlines.
    pub statement: usize,
    /// Its day, where the calendar can tell.
    pub due: DueDay,
    /// What became of it.
    pub standing: Standing,
}

/// How closely a statement names a locality; the closer wins inside one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Level,
    Listed,
}

/// A statement that binds a locality.
#[derive(Debug, Clone, Copy)]
struct Binding {
    statement: usize,
    closeness: Closeness,
}

impl Resolution<'_> {
    /// What a requirement asks of a locality, by what was stated up to a day.
    ///
    /// # Errors
    /// A [`Problem`] where the day hangs on a year without a holiday table, or a period leaves the calendar.
    pub fn duty(&self, locality: LocalityIx, requirement: &Requirement, day: Day) -> Result<Duty, Problem> {
        let bindings = self.bindings(locality, requirement, day);
        let pool = self.without_beaten_assumptions(bindings);
        let national = self.latest(&pool, Authority::National)?;
        let local = self.latest(&pool, Authority::Local)?;
        let in_force = match (national, local) {
            (Some(national), Some(local)) => Some(earlier(national, local)),
            (national, local) => national.or(local),
        };
        let target = in_force.as_ref().and_then(|(statement, _)| self.target(*statement, &pool));
        let deadline = match in_force {
            Some((statement, due)) => Some(self.moved(locality, requirement, statement, due, day)?),
            None => None,
        };
        let bound = match requirement.reach {
            Reach::Level => self.project.registry.get(locality).level == requirement.level,
            Reach::Named => deadline.is_some(),
        };
        Ok(Duty { bound, deadline: deadline.filter(|_| bound), target: target.filter(|_| bound) })
    }

    /// Whether a requirement binds a locality, by what was stated up to a day; without asking the calendar.
    #[must_use]
    pub fn is_bound(&self, locality: LocalityIx, requirement: &Requirement, day: Day) -> bool {
        if requirement.reach == Reach::Level {
            return self.project.registry.get(locality).level == requirement.level;
        }
        let pool = self.without_beaten_assumptions(self.bindings(locality, requirement, day));
        [Authority::National, Authority::Local].into_iter().any(|authority| {
            self.strongest(&pool, authority)
                .first()
                .is_some_and(|b| self.deadline(b.statement).action == Action::Set)
        })
    }

    /// Whom a deadline or a waiver of a requirement names.
    #[must_use]
    pub fn listed(&self, requirement: &Requirement) -> BTreeSet<LocalityIx> {
        let all =
            |of: &HashMap<&str, Vec<usize>>| of.get(requirement.id.as_str()).cloned().unwrap_or_default();
        let bound = all(&self.deadlines_of).into_iter().map(|at| &self.deadline(at).binds);
        let lists = bound.filter_map(|binds| match binds {
            Binds::Level(_) => None,
            Binds::Localities(list) => Some(list),
        });
        let excused = all(&self.waivers_of).into_iter().map(|at| &self.waiver(at).localities);
        lists.chain(excused).flatten().copied().collect()
    }

    /// A deadline by its number.
    ///
    /// # Panics
    /// If the number is of another project.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "numbers come from going through these same deadlines")]
    pub fn deadline(&self, statement: usize) -> &Deadline {
        &self.project.deadlines[statement]
    }

    fn is_assumed(&self, statement: usize) -> bool {
        self.project.document(self.deadline(statement).document).is_assumption()
    }

    /// The statements up to a day that bind a locality or any unit that it came from.
    fn bindings(&self, locality: LocalityIx, requirement: &Requirement, day: Day) -> Vec<Binding> {
        let all = self.deadlines_of.get(requirement.id.as_str()).map_or(&[][..], Vec::as_slice);
        let stated = all.iter().filter(|at| {
            let deadline = self.deadline(**at);
            deadline.binds_unnamed.is_none() && self.project.document(deadline.document).dated <= day
        });
        let closeness = |at: &usize| self.closeness(locality, &self.deadline(*at).binds);
        stated.filter_map(|at| Some(Binding { statement: *at, closeness: closeness(at)? })).collect()
    }

    fn closeness(&self, locality: LocalityIx, binds: &Binds) -> Option<Closeness> {
        let own = match binds {
            Binds::Level(level) => {
                (self.project.registry.get(locality).level == *level).then_some(Closeness::Level)
            }
            Binds::Localities(list) => list.contains(&locality).then_some(Closeness::Listed),
        };
        let predecessors = self.project.registry.predecessors(locality);
        predecessors.iter().map(|p| self.closeness(p.locality, binds)).fold(own, Option::max)
    }

    fn without_beaten_assumptions(&self, bindings: Vec<Binding>) -> Vec<Binding> {
        if bindings.iter().any(|b| !self.is_assumed(b.statement)) {
            bindings.into_iter().filter(|b| !self.is_assumed(b.statement)).collect()
        } else {
            bindings
        }
    }

    /// The statements of one authority that share the highest rank: the latest dated document's, then the later
    /// published, then the smaller id's; inside it those that name the locality closest.
    fn strongest(&self, pool: &[Binding], authority: Authority) -> Vec<Binding> {
        let rank = |binding: &Binding| {
            let at = self.deadline(binding.statement).document;
            let document = self.project.document(at);
            (document.dated, document.known_from(), std::cmp::Reverse(at), binding.closeness)
        };
        let of_authority = |binding: &&Binding| {
            self.project.document(self.deadline(binding.statement).document).authority == authority
        };
        let best = pool.iter().filter(of_authority).map(rank).max();
        pool.iter().filter(of_authority).filter(|b| Some(rank(b)) == best).copied().collect()
    }

    /// The statement of one authority that counts, with its day: of equals the earliest. `None` where there is none
    /// or it repeals.
    fn latest(&self, pool: &[Binding], authority: Authority) -> Result<Option<(usize, DueDay)>, Problem> {
        let mut best: Option<(usize, DueDay)> = None;
        for binding in self.strongest(pool, authority) {
            if self.deadline(binding.statement).action == Action::Repeal {
                continue;
            }
            let next = (binding.statement, self.due_day(binding.statement)?);
            best = Some(match best {
                Some(best) => earlier(best, next),
                None => next,
            });
        }
        Ok(best)
    }

    /// The day that a statement gives.
    ///
    /// # Errors
    /// A [`Problem`] where a period's end hangs on a year without a holiday table, or leaves the calendar.
    pub fn due_day(&self, statement: usize) -> Result<DueDay, Problem> {
        let deadline = self.deadline(statement);
        match deadline.due {
            Due::Open => Ok(DueDay::default()),
            Due::Date { day, kind } => Ok(DueDay {
                nominal: Some(day),
                effective: Some(last_day_in_time(day, kind)),
                rolled_over: Vec::new(),
            }),
            Due::Period { period, from } => match self.project.calendar.period_end(from, period) {
                Ok(end) => Ok(DueDay {
                    nominal: Some(end.nominal),
                    effective: Some(end.effective),
                    rolled_over: end.rolled_over,
                }),
                Err(PeriodError::NoTable(missing)) => Err(Problem::error(
                    Code::NoHolidayTable,
                    format!("the end of this period lies in {}, which has no holiday table", missing.year),
                )
                .at(deadline.place.clone(), "counted from here")
                .help(format!(
                    "add the days off of {} to data/holidays.csv, with their source",
                    missing.year
                ))),
                Err(PeriodError::OutOfRange) => {
                    Err(Problem::error(Code::BadPeriod, "this period ends after the year 2199")
                        .at(deadline.place.clone(), "too long"))
                }
            },
        }
    }

    /// What must be reached: what the statement in force says, or else the latest of the others that says anything.
    fn target(&self, statement: usize, pool: &[Binding]) -> Option<Target> {
        let rank = |binding: &&Binding| {
            let at = self.deadline(binding.statement).document;
            let document = self.project.document(at);
            let counts = binding.statement == statement;
            (counts, document.dated, document.known_from(), std::cmp::Reverse(at), binding.closeness)
        };
        let says = pool.iter().filter(|b| self.deadline(b.statement).target.is_some()).max_by_key(rank)?;
        Some(Target {
            value: self.deadline(says.statement).target?,
            statement: says.statement,
            assumed: self.is_assumed(says.statement),
        })
    }

    /// The deadline with its effective day moved by the waivers that cover it.
    fn moved(
        &self,
        locality: LocalityIx,
        requirement: &Requirement,
        statement: usize,
        due: DueDay,
        stated_by: Day,
    ) -> Result<InForce, Problem> {
        let mut effective = due.effective;
        let mut moved_by = Vec::new();
        while let Some(day) = effective {
            let Some(Excuse { waivers, until }) = self.excuse(locality, requirement, day, stated_by) else {
                break;
            };
            if until.is_some_and(|until| until <= day) {
                break;
            }
            effective = until;
            moved_by.extend(waivers);
        }
        let assumed = self.is_assumed(statement) || self.excuse_is_assumed(&moved_by);
        Ok(InForce { statement, due, effective, moved_by, assumed })
    }

    /// Every statement up to a day that speaks of a locality's duty, earliest first, with what became of it.
    #[must_use]
    pub fn chain(&self, locality: LocalityIx, requirement: &Requirement, day: Day) -> Vec<Link> {
        let duty = self.duty(locality, requirement, day).unwrap_or_default();
        let bindings = self.bindings(locality, requirement, day);
        let pool = self.without_beaten_assumptions(bindings.clone());
        let counts = duty.deadline.as_ref().map(|d| d.statement);
        let of = |authority| self.latest(&pool, authority).ok().flatten().map(|(at, _)| at);
        let (national, local) = (of(Authority::National), of(Authority::Local));
        let standing = |at: usize| match at {
            _ if Some(at) == counts => Standing::InForce,
            _ if !pool.iter().any(|b| b.statement == at) => Standing::GaveWay,
            _ if self.deadline(at).action == Action::Repeal => Standing::Repeals,
            _ if Some(at) == local => Standing::CannotExtend,
            _ if Some(at) == national => Standing::Tightened,
            _ => Standing::Replaced,
        };
        let mut links: Vec<Link> = bindings
            .iter()
            .map(|b| Link {
                statement: b.statement,
                due: self.due_day(b.statement).unwrap_or_default(),
                standing: standing(b.statement),
            })
            .collect();
        links.extend(self.unnamed(requirement, day));
        links.sort_by_key(|link| {
            let at = self.deadline(link.statement).document;
            (self.project.document(at).dated, self.project.document(at).known_from(), at, link.statement)
        });
        links
    }

    fn unnamed(&self, requirement: &Requirement, day: Day) -> Vec<Link> {
        let all = self.deadlines_of.get(requirement.id.as_str()).map_or(&[][..], Vec::as_slice);
        let unnamed = all.iter().filter(|at| {
            let deadline = self.deadline(**at);
            deadline.binds_unnamed.is_some() && self.project.document(deadline.document).dated <= day
        });
        unnamed
            .map(|at| Link {
                statement: *at,
                due: self.due_day(*at).unwrap_or_default(),
                standing: Standing::Unnamed,
            })
            .collect()
    }

    /// How the day of a statement is printed, where it is a date.
    #[must_use]
    pub fn due_kind(&self, statement: usize) -> Option<DueKind> {
        match self.deadline(statement).due {
            Due::Date { kind, .. } => Some(kind),
            _ => None,
        }
    }
}

/// Of two statements with their days the one that is earlier; a day is earlier than none, and of equals the first.
fn earlier(first: (usize, DueDay), second: (usize, DueDay)) -> (usize, DueDay) {
    match (first.1.effective, second.1.effective) {
        (Some(a), Some(b)) if b < a => second,
        (None, Some(_)) => second,
        _ => first,
    }
}
