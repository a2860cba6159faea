//! History in one run: what was read, compiled and put in order for the day judged serves the earlier days too, and what
//! one day found serves the next where nothing changed.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Chosen, Question, find_after};
use crate::evaluate::Memory;
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
    let begun = AtomicUsize::new(0);
    let frame = |day: &Day, memory: &mut Memory| -> Result<Frame, Vec<Problem>> {
        listener.hear(Step::LookingBack, begun.fetch_add(1, Ordering::Relaxed), before.len());
        let resolution = findings.resolution.on(*day);
        Ok(Frame::of(&find_after(&resolution, findings.rulebook, chosen, question.level, Some(memory))?))
    };
    // A thread goes through days that follow one another, so that each can take over what the one before found.
    let length = before.len().div_ceil(rayon::current_num_threads()).max(1);
    let in_order = |days: &[Day]| -> Vec<Result<Frame, Vec<Problem>>> {
        let mut memory = Memory::default();
        days.iter().map(|day| frame(day, &mut memory)).collect()
    };
    // All days first: what is told of several broken ones must not hang on which thread was faster.
    let looked: Vec<Result<Frame, Vec<Problem>>> =
        before.par_chunks(length).flat_map_iter(in_order).collect();
    let mut frames = looked.into_iter().collect::<Result<Vec<Frame>, _>>()?;
    frames.push(Frame::of(findings));
    Ok(Some(trends(findings.resolution.project, &frames)))
}
