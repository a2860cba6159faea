//! `junit`: the verdicts as test results, for whatever shows those: a suite a locality, a case a requirement.
//!
//! Met, late or not, passes. Overdue is a failure and a rule that failed is an error. All else is skipped with its
//! status and reason: neither what is not due yet nor what nobody reported may look like a pass.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::model::verdict::Status;
use crate::report::{LocalityRow, VerdictRow};

use super::RenderError;
use super::view::View;
use super::visible::visible;
use super::words;

/// The report as test results. No time is in it: the same report gives the same bytes.
pub(super) fn render(view: &View<'_>) -> Result<String, RenderError> {
    let mut report = Report::new(format!("dondoc {}", view.report.as_of));
    for locality in &view.report.localities {
        report.add_test_suite(suite(view, locality));
    }
    let mut xml = report.to_string()?;
    if !xml.ends_with('\n') {
        xml.push('\n');
    }
    Ok(xml)
}

fn suite(view: &View<'_>, locality: &LocalityRow) -> TestSuite {
    let mut suite = TestSuite::new(view.name(locality));
    for verdict in &locality.verdicts {
        suite.add_test_case(case(view, locality, verdict));
    }
    suite
}

fn case(view: &View<'_>, locality: &LocalityRow, verdict: &VerdictRow) -> TestCase {
    let message = message(view, verdict);
    let mut status = match verdict.status {
        Status::Met | Status::MetLate => TestCaseStatus::success(),
        Status::Overdue => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Status::Error => TestCaseStatus::non_success(NonSuccessKind::Error),
        Status::NotApplicable | Status::Waived | Status::InProgress | Status::DueSoon | Status::Unknown => {
            TestCaseStatus::skipped()
        }
    };
    let complete = verdict.status.is_complete();
    if !complete {
        status.set_message(message.clone()).set_type(verdict.status.word());
    }
    let mut case = TestCase::new(visible(&verdict.requirement), status);
    case.set_classname(visible(&locality.id));
    if complete {
        // A pass has no message of its own.
        case.set_system_out(message);
    }
    case
}

/// Title and reason; and the status, where it is not the result's type already or there is no reason.
fn message(view: &View<'_>, verdict: &VerdictRow) -> String {
    let (title, status) = (view.title(&verdict.requirement), words::status(verdict.status, view.lang));
    let because = view.because(verdict);
    if because.is_empty() {
        format!("{title}: {status}")
    } else if verdict.status.is_complete() {
        format!("{title}: {status}: {because}")
    } else {
        format!("{title}: {because}")
    }
}
