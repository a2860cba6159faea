//! History in one run: what was read, compiled and put in order for the day judged serves the earlier days too.

use super::{Chosen, Question, find};
use crate::model::day::Day;
use crate::problem::Problem;
use crate::progress::{Listener, Step};
use crate::report::assemble::Findings;
use crate::report::trends::{Frame, Trends, trends};

/// How things went on the earlier days and on the day of the findings; nothing where no earlier day was asked for.
///
/// # Errors
/// Problems that make a day or a status impossible to tell on any of the days.
pub(super) fn trends_of(
    findings: &Findings<'_>,
    chosen: &Chosen,
    question: &Question,
    listener: &dyn Listener,
) -> Result<Option<Trends>, Vec<Problem>> {
    if question.earlier.is_empty() {
        return Ok(None);
    }
    let before: Vec<Day> =
        question.earlier.iter().copied().filter(|day| *day < question.horizon.as_of).collect();
    let frame = |(at, day): (usize, &Day)| -> Result<Frame, Vec<Problem>> {
        listener.hear(Step::LookingBack, at, before.len());
        let resolution = findings.resolution.on(*day);
        Ok(Frame::of(&find(&resolution, findings.rulebook, chosen, question.level)?))
    };
    let mut frames = before.iter().enumerate().map(frame).collect::<Result<Vec<Frame>, _>>()?;
    frames.push(Frame::of(findings));
    Ok(Some(trends(findings.resolution.project, &frames)))
}
