//! Problems as data, as SARIF 2.1.0, and as annotations of a GitHub workflow. For the terminal they are rendered with
//! their lines and carets by the floor that knows problems.

mod sarif;

use super::RenderError;
use super::visible::escaped_json;
use crate::model::words;
use crate::problem::Severity;
use crate::report::lint::{Found, LintReport};

words! {
    /// A form that problems can be given.
    LintFormat {
        /// For the screen, with carets.
        Text = "text",
        /// As one value.
        Json = "json",
        /// Static Analysis Results Interchange Format, for whatever collects such results.
        Sarif = "sarif",
        /// Workflow commands: each problem is shown at its line.
        Github = "github",
    }
}

/// The problems as JSON.
///
/// # Errors
/// [`RenderError`], where a value has no JSON form.
pub fn json(report: &LintReport) -> Result<String, RenderError> {
    Ok(finished(&serde_json::to_string_pretty(report)?))
}

/// The problems as SARIF.
///
/// # Errors
/// [`RenderError`], where a value has no JSON form.
pub fn sarif(report: &LintReport) -> Result<String, RenderError> {
    Ok(finished(&serde_json::to_string_pretty(&sarif::log(report))?))
}

fn finished(json: &str) -> String {
    let mut json = escaped_json(json);
    json.push('\n');
    json
}

/// The problems as annotations, a line each.
#[must_use]
pub fn github(report: &LintReport) -> String {
    report.problems.iter().map(annotation).collect()
}

fn annotation(found: &Found) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(at) = &found.at {
        properties.push(format!("file={}", property(&at.file)));
        properties.push(format!("line={},endLine={}", at.line, at.end_line));
        // Columns are shown only inside of one line.
        if at.line == at.end_line {
            properties.push(format!("col={},endColumn={}", at.column, at.end_column));
        }
    }
    properties.push(format!("title={}", found.code));
    let message = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
