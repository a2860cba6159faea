//! Letters to localities that are late or silent.

use camino::Utf8Path;

use super::{Chosen, Prepared, Question, Refusal, choose, find, prepare_for};
use crate::calendar::NoTable;
use crate::model::bilingual::Bilingual;
use crate::problem::{Code, Problem};
use crate::progress::{Listener, Step};
use crate::report::letters::{Letter, late_or_silent, letter};
use crate::resolve::Resolution;

/// The letters, and the localities asked about that have nothing to be reminded of.
#[derive(Debug, Default)]
pub struct Letters {
    /// In order of the localities' ids.
    pub letters: Vec<Letter>,
    /// Names of those that are neither late nor silent.
    pub nothing: Vec<Bilingual>,
}

/// Letters to the localities of a question, or where it names none to all that are late or silent.
///
/// # Errors
/// [`Refusal`], as of a check, and where the day of the reply lies in a year without a holiday table.
pub fn letters(
    folder: &Utf8Path,
    question: &Question,
    listener: &dyn Listener,
) -> Result<Letters, Box<Refusal>> {
    listener.hear(Step::Reading, 0, 1);
    let Prepared { project, rulebook, sources, .. } = prepare_for(folder, question)?;
    let refuse = |problems: Vec<Problem>| Box::new(Refusal { problems, sources: sources.clone() });
    listener.hear(Step::Judging, 0, 1);
    let chosen = choose(&project, &rulebook, question).map_err(refuse)?;
    let resolution = Resolution::new(&project, question.horizon);
    let findings = find(&resolution, &rulebook, &Chosen::default(), question.level).map_err(refuse)?;
    let mut localities = chosen.selection.localities;
    if question.localities.is_empty() {
        localities = late_or_silent(&findings);
    }
    localities.sort_unstable();
    localities.dedup();
    let mut found = Letters::default();
    let many = localities.len();
    for (at, locality) in localities.into_iter().enumerate() {
        listener.hear(Step::Writing, at, many);
        match letter(&findings, locality) {
            Ok(Some(letter)) => found.letters.push(letter),
            Ok(None) => found.nothing.push(project.registry.get(locality).name.clone()),
            Err(NoTable { year }) => {
                let message =
                    format!("the working day of the reply lies in {year}, which has no holiday table");
                let help = format!("add the days off of {year} to data/holidays.csv, with their source");
                return Err(refuse(vec![Problem::error(Code::NoHolidayTable, message).help(help)]));
            }
        }
    }
    Ok(found)
}
