//! Every case that ships passes, judged by the engine that judges localities.

use camino::Utf8Path;
use dondoc::cases;
use dondoc::pipeline::testing::{Measuring, TestQuestion, test};
use dondoc::problem::{Colour, Severity, render};
use dondoc::read;
use dondoc::report::trials::CoverageRow;
use dondoc::rulebook::Rulebook;

#[test]
fn every_shipped_case_passes() {
    let reading = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR")));
    let (rulebook, of_rules) = Rulebook::compile(&reading.project.scripts, &reading.project);
    let errors = reading.problems.iter().chain(&of_rules).cloned();
    let errors: Vec<_> = errors.filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}", render(&errors, &reading.sources, Colour::Plain));

    let chosen = cases::all(&reading.cases, &rulebook);
    assert!(chosen.len() >= reading.project.scripts.len(), "every rule has cases");
    let mut failed = Vec::new();
    for tried in cases::run(&chosen, &reading.project, &rulebook) {
        let requirement = rulebook.requirement(tried.chosen.requirement);
        if !tried.passed(requirement) {
            let case = tried.chosen.case;
            let line = reading.sources.line_column(&case.place).map_or(0, |(line, _)| line);
            let came = tried.outcome.map(|v| {
                let missing: Vec<_> = v.missing(requirement).collect();
                (v.status, cases::reason_key(&v, requirement), missing, v.fault)
            });
            failed.push(format!(
                "{}:{line}: {}\n  expected {:?}\n  came {came:?}",
                tried.chosen.file.file, case.name, case.expect
            ));
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), chosen.len(), failed.join("\n"));
}

#[test]
fn the_shipped_cases_reach_every_line_branch_and_status() {
    let question = TestQuestion { measuring: Measuring::Coverage, ..TestQuestion::default() };
    let tested = test(Utf8Path::new(env!("CARGO_MANIFEST_DIR")), &question).expect("a sound project");
    let coverage = tested.trials.coverage.expect("it was measured");
    let whole = |row: &&CoverageRow| {
        row.missed_lines.is_empty() && row.missed_branches.is_empty() && row.missed_statuses.is_empty()
    };
    let missed: Vec<_> = coverage.rules.iter().filter(|row| !whole(row)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(!coverage.is_below(100) && coverage.total.branches.of > coverage.rules.len());
}

#[test]
fn probes_change_no_answer() {
    let reading = read::project(Utf8Path::new(env!("CARGO_MANIFEST_DIR")));
    let (rulebook, _) = Rulebook::compile(&reading.project.scripts, &reading.project);
    let probed = rulebook.probed().expect("rules that can be measured");
    let chosen = cases::all(&reading.cases, &rulebook);
    let answers = |rulebook: &Rulebook| -> Vec<_> {
        let tried = cases::run(&chosen, &reading.project, rulebook);
        tried
            .into_iter()
            .map(|t| t.outcome.map(|v| (v.status, v.reason, v.progress, v.evidence, v.fault)))
            .collect()
    };
    assert_eq!(answers(&rulebook), answers(&probed.rulebook));
}
