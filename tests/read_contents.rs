//! What a sound project says, and that neither names nor order of files change it.

use std::fs;
use std::path::Path;

use camino::Utf8Path;
use dondoc::model::day::Day;
use dondoc::model::document::{Approx, Binds, Due, DueKind, Period, PeriodUnit};
use dondoc::model::fact::{FactIx, Merge};
use dondoc::model::locality::{Level, LocalityIx};
use dondoc::model::value::Value;
use dondoc::project::Project;
use dondoc::read::{self, Reading};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn copy(from: &Path, to: &Path, rename: &dyn Fn(&str) -> String) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            fs::create_dir_all(to.join(&name)).unwrap();
            copy(&entry.path(), &to.join(name), rename);
        } else {
            fs::copy(entry.path(), to.join(rename(&name))).unwrap();
        }
    }
}

fn sound(more: &[(&str, &str)], rename: &dyn Fn(&str) -> String) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/sound"), folder.path(), rename);
    for (path, text) in more {
        fs::write(folder.path().join(path), text).unwrap();
    }
    let reading = read::project(Utf8Path::from_path(folder.path()).unwrap());
    assert_eq!(reading.problems, []);
    reading
}

/// Every reported cell as (document, locality, fact, value, day, exact).
fn cells(project: &Project) -> Vec<String> {
    let mut cells = Vec::new();
    for table in &project.tables {
        assert_eq!(table.places.len(), table.localities.len());
        for column in &table.columns {
            let fact = project.dictionary.get(column.fact);
            assert_eq!(column.cells.len(), table.localities.len());
            for (row, locality) in table.localities.iter().enumerate() {
                if let Some(value) = column.cells.get(row) {
                    cells.push(format!(
                        "{} {} {} {} {} {}",
                        project.document(table.document).id,
                        project.registry.get(*locality).id,
                        fact.name,
                        fact.spell(&value),
                        table.dated,
                        if table.exact { "exact" } else { "about" },
                    ));
                }
            }
        }
    }
    cells
}

fn shown(name: &str, lines: &[String]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("read/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, lines.join("\n")));
}

#[test]
fn everything_written_is_in_the_project() {
    let Reading { project, cases, .. } = sound(&[], &|name| name.to_owned());
    let ix = |id: &str| -> LocalityIx { project.registry.find(id).unwrap() };
    let fact = |name: &str| -> FactIx { project.dictionary.find(name).unwrap() };
    shown("contents-sound", &cells(&project));
    assert_eq!(project.dictionary.get(fact("records.share")).merge, Merge::WeightedBy(fact("records.count")));
    assert_eq!(project.registry.successors(ix("bac-giang")), [ix("bac-ninh-2025")]);
    assert_eq!(project.registry.predecessors(ix("ha-noi")).len(), 2);

    let [level, list] = project.deadlines.as_slice() else { panic!("two deadlines") };
    assert_eq!(level.binds, Binds::Level(Level::Province));
    assert_eq!(level.due, Due::Date { day: day("2025-01-01"), kind: DueKind::Before });
    assert_eq!(level.target.unwrap().to_string(), "1000");
    assert_eq!(list.binds, Binds::Localities(vec![ix("dong-giang")]));
    let period = Period { count: 10, unit: PeriodUnit::WorkingDays };
    assert_eq!(list.due, Due::Period { period, from: day("2024-10-21") });

    assert_eq!(project.waivers[0].localities, [ix("quang-nam")]);
    assert_eq!(project.waivers[0].life.to, None);
    assert_eq!(project.totals[0].with_value, Some(Value::Bool(true)));
    assert_eq!(project.identities.len(), 1);
    assert!(project.tables.iter().any(|table| table.approx == Some(Approx::About)));
    assert_eq!(project.scoring.grades.len(), 2);
    assert_eq!(project.scripts[0].id, "records-online");

    let case = &cases[0].cases[0];
    assert_eq!(
        (cases[0].requirement.as_str(), case.name.as_str()),
        ("records-online", "deployed after the deadline")
    );
    assert_eq!(case.history[0].0, day("2025-01-31"));
    assert_eq!(case.due, Some((day("2024-12-31"), DueKind::OnOrBefore)));
    let share = case.facts.iter().find(|(f, _)| *f == fact("records.share")).map(|(_, value)| value.clone());
    assert_eq!(project.dictionary.get(fact("records.share")).spell(&share.unwrap()), "44.50");
}

#[test]
fn others_are_all_who_live_that_day_and_no_list_names() {
    let document = r#"
id = "b"
title = { en = "B", vi = "B" }
kind = "report"
issuer = "x"
dated = 2025-06-15
dated_as = "month"
names_on = 2025-07-01
source = "x"
confidence = "low"
[[observation]]
fact = "records.plan"
value = "issued"
localities = ["Bac Ninh"]
others = "none"
[[observation]]
fact = "records.plan"
value = "developing"
localities = ["Hà Giang"]
[[observation]]
fact = "records.plan"
value = "issued"
localities = ["Hà Giang"]
dated = 2025-06-01
"#;
    let reading = sound(&[("data/documents/b.toml", document)], &|name| name.to_owned());
    let said: Vec<String> =
        cells(&reading.project).into_iter().filter(|cell| cell.starts_with("b ")).collect();
    shown("contents-others", &said);
}

#[test]
fn names_of_files_change_nothing() {
    let plain = sound(&[], &|name| name.to_owned());
    // documents trade places in the order of names, their table keeps the name that it is given by
    let renamed = sound(&[], &|name| match name {
        "2024-10-21-meeting.toml" => "z.toml".to_owned(),
        "2024-10-31-returns.toml" => "a.toml".to_owned(),
        other => other.to_owned(),
    });
    assert_eq!(cells(&plain.project), cells(&renamed.project));
    let ids = |project: &Project| project.documents.iter().map(|d| d.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&plain.project), ids(&renamed.project));
}
