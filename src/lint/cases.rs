//! Rules without cases, and statuses that a rule can give and no case expects.

use std::collections::BTreeSet;

use super::Look;
use crate::cases::coverage::statuses;
use crate::model::requirement::RequirementIx;
use crate::model::verdict::Status;
use crate::problem::{Code, Problem};

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
        let expected: BTreeSet<Status> = cases.iter().map(|case| case.expect.status).collect();
        let can = statuses(RequirementIx::new(at), look.project, look.rulebook);
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
