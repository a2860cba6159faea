//! Taking what came out for what is expected: the smallest change to the texts of cases.

use std::ops::Range;
use std::sync::Arc;

use super::{Tried, reason_key};
use crate::model::case::Expect;
use crate::model::requirement::Requirement;
use crate::model::verdict::Status;
use crate::problem::Sources;
use crate::rulebook::Rulebook;

/// What would have to be written for one case that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Path of the case's file relative to the project folder.
    pub file: Arc<str>,
    /// Name of the case.
    pub case: String,
    /// Line of what it expects, from 1.
    pub line: usize,
    /// What is written now.
    pub before: String,
    /// What would be written, or why nothing is.
    pub after: Result<String, Reluctance>,
    /// Bytes of the file's text that it takes the place of.
    pub span: Range<usize>,
}

/// Why an expectation is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reluctance {
    /// A failing rule is never what anybody wants.
    #[error("the rule fails here: an error is never taken for what is expected")]
    Error,
    /// It is spread over lines that hold other things too.
    #[error("it is not written as `expect = {{ ... }}` on one line: change it by hand")]
    Form,
}

/// What would have to be written into the cases that failed, in the order of the cases.
#[must_use]
pub fn changes(tried: &[Tried<'_>], rulebook: &Rulebook, sources: &Sources) -> Vec<Change> {
    let failed = tried.iter().filter(|one| !one.passed(rulebook.requirement(one.chosen.requirement)));
    failed.map(|one| change(one, rulebook.requirement(one.chosen.requirement), sources)).collect()
}

fn change(tried: &Tried<'_>, requirement: &Requirement, sources: &Sources) -> Change {
    let expect = &tried.chosen.case.expect;
    let text = sources.text(&expect.place.file).unwrap_or_default();
    let before = text.get(expect.place.span.clone()).unwrap_or_default();
    let inline = before.starts_with('{') && before.ends_with('}') && !before.contains('\n');
    let after = match &tried.outcome {
        Ok(verdict) if verdict.status != Status::Error && inline => {
            Ok(spell(expect, verdict.status, reason_key(verdict, requirement)))
        }
        Ok(verdict) if verdict.status != Status::Error => Err(Reluctance::Form),
        Ok(_) | Err(_) => Err(Reluctance::Error),
    };
    Change {
        file: Arc::clone(&expect.place.file),
        case: tried.chosen.case.name.clone(),
        line: sources.line_column(&expect.place).map_or(0, |(line, _)| line),
        before: before.to_owned(),
        after,
        span: expect.place.span.clone(),
    }
}

/// What came out, as a case says it; a reason only where the case names one. Words and keys need no escapes.
fn spell(expect: &Expect, status: Status, reason: Option<&str>) -> String {
    match reason.filter(|_| expect.reason.is_some()) {
        Some(reason) => format!("{{ status = \"{status}\", reason = \"{reason}\" }}"),
        None => format!("{{ status = \"{status}\" }}"),
    }
}

/// A file's text with changes made; every other byte stays. `None` where a change does not fit the text.
#[must_use]
pub fn rewrite(text: &str, changes: &[&Change]) -> Option<String> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| change.span.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for change in changes {
        let Ok(after) = &change.after else { continue };
        if text.get(change.span.clone())? != change.before {
            return None;
        }
        out.push_str(text.get(done..change.span.start)?);
        out.push_str(after);
        done = change.span.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_has_changed_is_left_alone() {
        let change = Change {
            file: "a".into(),
            case: String::new(),
            line: 1,
            before: "{ b }".to_owned(),
            after: Ok("{ c }".to_owned()),
            span: 2..7,
        };
        assert_eq!(rewrite("a { x } d", &[&change]), None);
        assert_eq!(rewrite("a { b", &[&change]), None);
        assert_eq!(rewrite("a { b } d", &[&change]).as_deref(), Some("a { c } d"));
    }
}
