//! Rules that are not compiled.

use super::Look;
use crate::model::requirement::RequirementIx;
use crate::problem::{Code, Problem};

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let rules = (0..look.rulebook.requirements().len()).map(RequirementIx::new);
    let outside = rules.filter_map(|rule| look.rulebook.outside(rule));
    outside
        .map(|(outside, place)| {
            let message = format!("the rule is interpreted: {} is not compiled", outside.construct);
            Problem::note(Code::NotCompiled, message).at(place, "from here on").help(
                "its verdicts are the same, and take longer: felt with many thousands of localities only",
            )
        })
        .collect()
}
