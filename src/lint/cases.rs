//! Rules without cases, and statuses that a rule can give and no case expects.

use std::collections::BTreeSet;

use super::Look;
use crate::cases::coverage::statuses;
use crate::model::case::Case;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::verdict::Status;
use crate::problem::hint::{did_you_mean, one_of};
use crate::problem::{Code, Problem};

/// A reason that a case expects, and the rule does not have.
fn unknown_reason(case: &Case, requirement: &Requirement) -> Option<Problem> {
    let expected = case.expect.reason.as_deref().filter(|key| !requirement.reasons.contains_key(*key))?;
    let known = || requirement.reasons.keys().map(String::as_str);
    let help = did_you_mean(expected, known())
        .unwrap_or_else(|| format!("its reasons are {}", one_of(known())).into());
    let message = format!("the case expects the reason `{expected}`, and `{}` has none", requirement.id);
    Some(Problem::warning(Code::UnknownReason, message).at(case.expect.place.clone(), "").help(help))
}

pub(super) fn lint(look: Look<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for (at, requirement) in look.rulebook.requirements().iter().enumerate() {
        let files = look.cases.iter().filter(|file| file.requirement == requirement.id);
        let cases: Vec<_> = files.flat_map(|file| &file.cases).collect();
        let Some(first) = cases.first() else {
            found.push(
                Problem::warning(Code::RuleWithoutCases, format!("`{}` has no cases", requirement.id))
                    .at(requirement.place.clone(), "")
                    .help(format!(
                        "write {}.cases.toml beside it: nobody can defend a rule that was never tried",
                        requirement.id
                    )),
            );
            continue;
        };
        found.extend(cases.iter().filter_map(|case| unknown_reason(case, requirement)));
        let expected: BTreeSet<Status> = cases.iter().map(|case| case.expect.status).collect();
        let can = statuses(RequirementIx::new(at), look.project, look.rulebook);
        found.extend(cases.iter().filter(|case| !can.contains(&case.expect.status)).map(|case| {
            let status = case.expect.status;
            let words: Vec<&str> = can.iter().map(|status| status.word()).collect();
            let message = format!("the case expects `{status}`, which `{}` never gives", requirement.id);
            Problem::warning(Code::BadCase, message)
                .at(case.expect.place.clone(), "")
                .help(format!("by the verdicts in it, the rule can give {}", one_of(words)))
        }));
        let never: Vec<&str> = can.iter().filter(|s| !expected.contains(s)).map(|s| s.word()).collect();
        if !never.is_empty() {
            let (words, all) = (never.join(", "), if never.len() == 1 { "it" } else { "each of them" });
            found.push(
                Problem::warning(
                    Code::StatusWithoutCase,
                    format!("no case of `{}` expects: {words}", requirement.id),
                )
                .at(first.place.clone(), "")
                .help(format!(
                    "the rule can give {all}; a case can carry `history`, `due` and `waived_from`"
                )),
            );
        }
    }
    found
}
