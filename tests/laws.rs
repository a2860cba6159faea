//! Laws that hold of every project: on made-up ones, drawn at random, through the whole way from files to the report.
//!
//! What bounds and ranks are held to by brute force stands in `ranks.rs`, what names of files may not change in
//! `determinism.rs`.

use std::collections::BTreeMap;
use std::fs;

use camino::Utf8Path;
use dondoc::model::day::Day;
use dondoc::model::verdict::Status;
use dondoc::pipeline::{self, Question};
use dondoc::report::{Depth, Report};
use dondoc::resolve::Horizon;
use proptest::prelude::*;

/// What one document says: who (of six provinces), which fact (deployed, count), the value, the day of October.
type Said = (usize, bool, u32, u32);

const FACTS: &str = "[records.deployed]\ntype = \"bool\"\ntitle = { en = \"D\", vi = \"D\" }\nmerge = \"all\"\n\n\
    [records.count]\ntype = \"int\"\ntitle = { en = \"C\", vi = \"C\" }\nmerge = \"sum\"\n";
const HOLIDAYS: &str = "date,kind,name_vi,name_en,linked_date,confidence,source\n2024-09-02,public_holiday,a,a,,high,law\n\
    2025-01-01,public_holiday,b,b,,high,law\n";
/// p0 and p1 become m at the end of the year.
const LOCALITIES: &str = "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\nvn,VN,national,,Việt Nam,Viet Nam,,,,\n\
    p0,10,province,vn,Tỉnh Không,Tinh Khong,,,,2024-12-31\np1,11,province,vn,Tỉnh Một,Tinh Mot,,,,2024-12-31\n\
    p2,12,province,vn,Tỉnh Hai,Tinh Hai,,,,\np3,13,province,vn,Tỉnh Ba,Tinh Ba,,,,\np4,14,province,vn,Tỉnh Bốn,Tinh Bon,,,,\n\
    p5,15,province,vn,Tỉnh Năm,Tinh Nam,,,,\nm,16,province,vn,Tỉnh Mới,Tinh Moi,,,2025-01-01,\n";
const SUCCESSION: &str = "predecessor,successor,effective,share\np0,m,2025-01-01,\np1,m,2025-01-01,\n";

fn rule(id: &str, body: &str) -> String {
    format!(
        "//! A rule.\n\nconst REQUIREMENT = #{{\n    id: \"{id}\",\n    title: #{{ en: \"T\", vi: \"T\" }},\n    level: \"province\",\n    \
         cites: [\"base\"],\n    reasons: #{{ done: #{{ en: \"done\", vi: \"xong\" }}, open: #{{ en: \"open\", vi: \"chưa\" }} }},\n}};\n\n\
         fn check(locality) {{\n    {body}\n}}\n"
    )
}

fn head(id: &str, published: u32) -> String {
    format!(
        "id = \"{id}\"\ntitle = {{ en = \"T\", vi = \"T\" }}\nkind = \"report\"\nissuer = \"x\"\ndated = 2024-10-01\n\
         published = 2024-11-{published:02}\nsource = \"x\"\nconfidence = \"high\"\n"
    )
}

fn document(id: &str, published: u32, (who, deployed, value, day): Said) -> String {
    let (fact, value) = if deployed {
        ("records.deployed", (value % 2 == 0).to_string())
    } else {
        ("records.count", (value % 100).to_string())
    };
    format!(
        "{}\n[[observation]]\nfact = \"{fact}\"\nvalue = {value}\nlocalities = [\"p{who}\"]\ndated = 2024-10-{day:02}\n",
        head(id, published)
    )
}

/// A project of these documents, by id, with the day of November on which each was published.
fn project(documents: &[(String, u32, Said)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("data/facts.toml", FACTS);
    write("data/holidays.csv", HOLIDAYS);
    write("data/localities.csv", LOCALITIES);
    write("data/succession.csv", SUCCESSION);
    let due = "\n[[deadline]]\nrequirement = \"a\"\nbinds = \"province\"\ndue = 2024-10-15\n";
    write(
        "data/documents/base.toml",
        &format!("{}{due}", head("base", 1).replace("2024-11-01", "2024-10-01")),
    );
    write("rules/x/a.rhai", &rule("a", "if locality.records.deployed { met(\"done\"); } not_met(\"open\");"));
    write("rules/x/b.rhai", &rule("b", "progress(locality.records.count, 50, \"open\", \"done\");"));
    for (id, published, said) in documents {
        write(&format!("data/documents/{id}.toml"), &document(id, *published, *said));
    }
    folder
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn report(folder: &tempfile::TempDir, as_of: &str, known_by: Option<&str>) -> Report {
    let question = Question {
        depth: Depth::Chains,
        ..Question::whole(Horizon { as_of: day(as_of), known_by: known_by.map(day) })
    };
    pipeline::check(Utf8Path::from_path(folder.path()).unwrap(), &question).unwrap().report
}

fn json(report: &Report) -> serde_json::Value {
    serde_json::to_value(report).unwrap()
}

/// Documents that do not contradict themselves: each says one thing, so any may follow any.
fn documents(most: usize) -> impl Strategy<Value = Vec<(String, u32, Said)>> {
    let said = (0..6usize, any::<bool>(), any::<u32>(), 2..30u32);
    prop::collection::vec((1..30u32, said), 0..most).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(n, (published, said))| (format!("d{n:02}"), published, said))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// What is published later than `--known-by` changes nothing.
    #[test]
    fn what_became_known_later_changes_nothing(all in documents(14), known_by in 1..30u32) {
        let known: Vec<_> = all.iter().filter(|(_, published, _)| *published <= known_by).cloned().collect();
        let known_by = format!("2024-11-{known_by:02}");
        let (with, without) = (project(&all), project(&known));
        let mut with = json(&report(&with, "2024-12-01", Some(&known_by)));
        let mut without = json(&report(&without, "2024-12-01", Some(&known_by)));
        // how many documents lie in the folder may be told; what is said of localities may not differ
        for report in [&mut with, &mut without] {
            report.as_object_mut().unwrap().remove("project");
        }
        prop_assert_eq!(with, without);
    }

    /// A verdict depends on its own locality alone.
    #[test]
    fn what_others_report_changes_no_verdict(all in documents(14), who in 0..6usize) {
        let own: Vec<_> = all.iter().filter(|(_, _, said)| said.0 == who).cloned().collect();
        let verdicts = |documents: &[(String, u32, Said)]| {
            let report = json(&report(&project(documents), "2024-12-01", None));
            let localities = report["localities"].as_array().unwrap().clone();
            localities.into_iter().find(|l| l["id"] == format!("p{who}")).unwrap()["verdicts"].clone()
        };
        prop_assert_eq!(verdicts(&all), verdicts(&own));
    }

    /// Counts are those of the verdicts, and every locality of the level is in one of them.
    #[test]
    fn counts_add_up(all in documents(14)) {
        let report = json(&report(&project(&all), "2024-12-01", None));
        let localities = report["localities"].as_array().unwrap();
        for requirement in report["requirements"].as_array().unwrap() {
            let mut counted: BTreeMap<&str, u64> = Status::ALL.iter().map(|status| (status.word(), 0)).collect();
            for locality in localities.iter().filter(|l| l["level"] == requirement["level"]) {
                let verdicts = locality["verdicts"].as_array().unwrap();
                let verdict = verdicts.iter().find(|v| v["requirement"] == requirement["id"]).unwrap();
                *counted.get_mut(verdict["status"].as_str().unwrap()).unwrap() += 1;
            }
            for (status, count) in counted {
                prop_assert_eq!(requirement["counts"][status].as_u64(), Some(count), "{}", status);
            }
        }
    }

    /// More is known, and no bound of a score widens.
    #[test]
    fn knowing_more_never_widens_a_score(all in documents(14), known_by in 1..29u32) {
        let folder = project(&all);
        // only what nobody had spoken of before is new: another value may turn a verdict round
        let spoken: Vec<_> = all.iter().filter(|(_, p, _)| *p <= known_by).map(|(_, _, s)| (s.0, s.1)).collect();
        prop_assume!(all.iter().filter(|(_, p, _)| *p > known_by).all(|(_, _, s)| !spoken.contains(&(s.0, s.1))));
        let bounds = |known_by: &str| -> BTreeMap<String, (f64, f64)> {
            let report = json(&report(&folder, "2024-12-01", Some(known_by)));
            let score = |l: &serde_json::Value| Some((l["score"]["low"].as_f64()?, l["score"]["high"].as_f64()?));
            let localities = report["localities"].as_array().unwrap();
            localities.iter().filter_map(|l| Some((l["id"].as_str()?.to_owned(), score(l)?))).collect()
        };
        let (before, after) = (bounds(&format!("2024-11-{known_by:02}")), bounds("2024-11-30"));
        // a requirement of which nobody had reported anything is left out until somebody does
        let facts: std::collections::BTreeSet<bool> = spoken.iter().map(|(_, fact)| *fact).collect();
        if facts.len() == 2 {
            for (id, (low, high)) in &before {
                let (low_now, high_now) = after[id];
                prop_assert!(low_now >= *low - 1e-9 && high_now <= *high + 1e-9, "{id}: {low}-{high} became {low_now}-{high_now}");
            }
        }
    }

    /// Merging and then summing is summing and then merging: the sum over the country stays what it was.
    #[test]
    fn a_merger_changes_no_sum(counts in prop::collection::vec(0..90u32, 6)) {
        let all: Vec<_> = counts.iter().enumerate().map(|(who, n)| (format!("d{who}"), 1, (who, false, *n, 10))).collect();
        let folder = project(&all);
        let sum = |as_of: &str| {
            let report = json(&report(&folder, as_of, None));
            let provinces = report["localities"].as_array().unwrap().iter().filter(|l| l["level"] == "province");
            let done = provinces.map(|l| {
                let verdicts = l["verdicts"].as_array().unwrap();
                let verdict = verdicts.iter().find(|v| v["requirement"] == "b").unwrap();
                verdict["progress"]["done"].to_string().trim_matches('"').parse::<f64>().unwrap()
            });
            done.collect::<Vec<f64>>()
        };
        let (before, after) = (sum("2024-12-31"), sum("2025-01-01"));
        prop_assert_eq!((before.len(), after.len()), (6, 5));
        prop_assert!((before.iter().sum::<f64>() - after.iter().sum::<f64>()).abs() < 1e-9);
    }
}
