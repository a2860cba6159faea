//! The part of SARIF 2.1.0 that a lint needs.

use serde_json::{Value, json};

use crate::model::bilingual::Lang;
use crate::problem::{Code, Severity};
use crate::report::lint::{Found, LintReport, Spot};

/// A log of one run.
pub(super) fn log(report: &LintReport) -> Value {
    let mut codes: Vec<Code> = report.problems.iter().map(|found| found.code).collect();
    codes.sort_by_key(|code| code.word());
    codes.dedup();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dondoc",
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "PROJECT": { "description": { "text": "The project folder." } } },
            "results": report.problems.iter().map(|found| result(found, &codes)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code) -> Value {
    match code.page() {
        Some(page) => {
            let [what, why, bad, good] =
                [page.what, page.why, page.bad, page.good].map(|said| said.get(Lang::En));
            json!({
                "id": code.word(),
                "shortDescription": { "text": what },
                "fullDescription": { "text": why },
                "help": { "text": format!("{why}\n\nNot so:\n\n{bad}\n\nBut so:\n\n{good}") },
            })
        }
        None => json!({ "id": code.word() }),
    }
}

fn result(found: &Found, codes: &[Code]) -> Value {
    let message = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let mut result = json!({
        "ruleId": found.code.word(),
        "ruleIndex": codes.iter().position(|code| *code == found.code),
        "level": match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": { "text": message },
        "locations": found.at.iter().map(location).collect::<Vec<_>>(),
    });
    if !found.related.is_empty() {
        let related = found.related.iter().map(|related| {
            let mut location = location(&related.at);
            if !related.label.is_empty() {
                location["message"] = json!({ "text": related.label });
            }
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(at: &Spot) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&at.file), "uriBaseId": "PROJECT" },
        "region": {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
        },
    }})
}

/// A path as a relative reference: what is not plain is written as its bytes.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
