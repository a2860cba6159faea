//! The cases that were run: as text, as data, and as test results for whatever shows those.
//!
//! No time is in any of them: the same cases give the same bytes.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::text::trials as text;
use super::visible::{escaped_json, visible};
use super::{RenderError, Style};
use crate::model::bilingual::Lang;
use crate::model::words;
use crate::report::trials::{Outcome, ReportTrial, Trial, TrialFile, Trials};

words! {
    /// A form that the cases can be given.
    TrialFormat {
        /// For the screen.
        Text = "text",
        /// As one value.
        Json = "json",
        /// A suite a file, a test case a case.
        Junit = "junit",
    }
}

words! {
    /// How much of the text is shown.
    Detail {
        /// Only cases that failed.
        Failures = "failures",
        /// A line a file, and the counts.
        Files = "files",
        /// A line a case, too.
        Cases = "cases",
    }
}

/// The cases in a form. It is UTF-8 text that ends with a newline, or nothing.
///
/// # Errors
/// [`RenderError`], where a value has no form in the format.
pub fn render(
    trials: &Trials,
    format: TrialFormat,
    detail: Detail,
    lang: Lang,
    style: Style,
) -> Result<String, RenderError> {
    match format {
        TrialFormat::Text => Ok(text::render(trials, detail, lang, style)),
        TrialFormat::Json => {
            let mut json = escaped_json(&serde_json::to_string_pretty(trials)?);
            json.push('\n');
            Ok(json)
        }
        TrialFormat::Junit => junit(trials),
    }
}

fn junit(trials: &Trials) -> Result<String, RenderError> {
    let mut report = Report::new("dondoc test");
    for file in &trials.files {
        let mut suite = TestSuite::new(visible(&file.file));
        for trial in &file.cases {
            suite.add_test_case(junit_case(file, trial));
        }
        for report in &file.reports {
            suite.add_test_case(junit_report(file, report));
        }
        report.add_test_suite(suite);
    }
    let mut xml = report.to_string()?;
    if !xml.ends_with('\n') {
        xml.push('\n');
    }
    Ok(xml)
}

fn junit_case(file: &TrialFile, trial: &Trial) -> TestCase {
    let status = if trial.passed {
        TestCaseStatus::success()
    } else {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let came = trial.actual.as_ref().map_or_else(|| "nothing".to_owned(), outcome);
        let mut message = format!("expected {}, came {came}", outcome(&trial.expected));
        if let Some(fault) = &trial.fault {
            message.push_str(": ");
            message.push_str(fault);
        }
        status.set_message(visible(&message)).set_type(trial.expected.status.word());
        status.set_description(format!("{}:{}", visible(&file.file), trial.line));
        status
    };
    let mut case = TestCase::new(visible(&trial.name), status);
    case.set_classname(visible(&file.requirement));
    case
}

fn junit_report(file: &TrialFile, report: &ReportTrial) -> TestCase {
    let status = if report.passed {
        TestCaseStatus::success()
    } else {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let message = report.fault.clone().unwrap_or_else(|| "another report came out".to_owned());
        status.set_message(visible(&message)).set_type("report");
        let difference = report.difference.iter().flat_map(|text| text.lines()).map(visible);
        let difference: Vec<_> = difference.collect();
        let place = format!("{}:{}", visible(&file.file), report.line);
        status.set_description(format!("{place}\n{}", difference.join("\n")));
        status
    };
    let mut case = TestCase::new(visible(&report.name), status);
    case.set_classname(visible(&file.requirement));
    case
}

/// A status with its reason: `met-late (deployed)`.
fn outcome(outcome: &Outcome) -> String {
    match &outcome.reason {
        Some(reason) => format!("{} ({})", outcome.status.word(), visible(reason)),
        None => outcome.status.word().to_owned(),
    }
}
