//! Pairs of small countries in which it is known beforehand what happened between two days. The split must name that
//! and nothing else, for every locality, and its parts must sum to the change of score and rank that the two reports
//! of the days themselves show. Nothing here reckons with the splitting's own arithmetic: reports and differences are
//! read as the program prints them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const FROM: &str = "2024-01-31";
const TO: &str = "2024-02-29";

/// A country of five provinces, of which two become one where that is wanted, with what its documents say.
struct Country {
    folder: TempDir,
}

/// One statement: id of the document, its day, the day on which it became known, and what it says.
type Paper = (&'static str, &'static str, &'static str, &'static str);

/// The figures of January: shares 0.2 to 1 of the count, and nobody is done but the last.
const BASE: &[Paper] = &[
    ("order", "2023-12-01", "2023-12-01", ""),
    (
        "january",
        "2024-01-15",
        "2024-01-16",
        "[[observation]]\nfact = \"x.done\"\nvalue = true\nlocalities = [\"an\"]\nothers = false\n\
         [[observation]]\nfact = \"x.count\"\nvalue = 8\nlocalities = [\"binh\"]\n\
         [[observation]]\nfact = \"x.count\"\nvalue = 6\nlocalities = [\"an\", \"chau\"]\n\
         [[observation]]\nfact = \"x.count\"\nvalue = 4\nlocalities = [\"dong\"]\n\
         [[observation]]\nfact = \"x.count\"\nvalue = 2\nlocalities = [\"gia\"]\n\
         [[observation]]\nfact = \"x.late\"\nvalue = true\nlocalities = [\"chau\", \"gia\"]\nothers = false\n",
    ),
];

fn rule(id: &str, weight: u32, cites: &str, check: &str) -> String {
    format!(
        "//! Whether it is {id}.\n\nconst REQUIREMENT = #{{\n    id: \"{id}\",\n    title: #{{ en: \"{id}\", vi: \"{id}\" }},\n    \
         level: \"province\",\n    weight: {weight},\n    cites: [\"{cites}\"],\n    reasons: #{{\n        yes: #{{ en: \"yes\", vi: \"có\" }},\n        \
         no: #{{ en: \"no\", vi: \"không\" }},\n    }},\n}};\n\nfn check(locality) {{\n{check}\n}}\n"
    )
}

const DONE: &str = "    if locality.x.done {\n        met(\"yes\");\n    }\n    not_met(\"no\");";
const COUNT: &str = "    progress(locality.x.count, 10, \"no\", \"yes\");";
const LATE: &str = "    if locality.x.late {\n        met(\"yes\");\n    }\n    not_met(\"no\");";

impl Country {
    fn new(papers: &[Paper], merged: &str, weight: u32, late: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let country = Self { folder };
        let until = if merged.is_empty() { "" } else { "2024-01-31" };
        let row = |id: &str, code: &str, from: &str, to: &str| {
            format!("{id},{code},province,vn,{id},{id},,,{from},{to}\n")
        };
        let mut registry = "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\n\
             vn,VN,national,,Việt Nam,Viet Nam,,,,\n"
            .to_owned();
        for (id, code) in [("an", "01"), ("binh", "02"), ("chau", "03")] {
            registry.push_str(&row(id, code, "", ""));
        }
        registry.push_str(&row("dong", "04", "", until));
        registry.push_str(&row("gia", "05", "", until));
        if !merged.is_empty() {
            registry.push_str(&row(merged, "04", "2024-02-01", ""));
            let succession = format!(
                "predecessor,successor,effective,share\ndong,{merged},2024-02-01,\ngia,{merged},2024-02-01,\n"
            );
            country.write("data/succession.csv", &succession);
        }
        country.write("data/localities.csv", &registry);
        country.write(
            "data/holidays.csv",
            "date,kind,name_vi,name_en,linked_date,confidence,source\n\
             2023-01-01,public_holiday,a,a,,high,x\n2024-01-01,public_holiday,a,a,,high,x\n\
             2025-01-01,public_holiday,a,a,,high,x\n",
        );
        country.write(
            "data/facts.toml",
            "[x.done]\ntype = \"bool\"\ntitle = { en = \"done\", vi = \"xong\" }\nmerge = \"all\"\n\
             [x.late]\ntype = \"bool\"\ntitle = { en = \"late\", vi = \"sau\" }\nmerge = \"all\"\n\
             [x.count]\ntype = \"int\"\ntitle = { en = \"count\", vi = \"số\" }\nmerge = \"min\"\n",
        );
        country.write("rules/x/done.rhai", &rule("done", weight, "order", DONE));
        country.write("rules/x/count.rhai", &rule("count", 1, "order", COUNT));
        if let Some(cites) = late {
            country.write("rules/x/late.rhai", &rule("late", 2, cites, LATE));
        }
        for (id, dated, published, says) in papers {
            let head = format!(
                "id = \"{id}\"\ntitle = {{ en = \"{id}\", vi = \"{id}\" }}\nkind = \"decision\"\nissuer = \"x\"\n\
                 dated = {dated}\npublished = {published}\nsource = \"x\"\nconfidence = \"high\"\n{says}"
            );
            country.write(&format!("data/documents/{id}.toml"), &head);
        }
        country
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, words: &[&str]) -> Value {
        run(self.folder.path(), words)
    }

    fn report(&self, as_of: &str, known_by: &str) -> Value {
        self.run(&["check", "--as-of", as_of, "--known-by", known_by, "--format", "json"])
    }
}

fn run(folder: &Path, words: &[&str]) -> Value {
    let done = Command::cargo_bin("dondoc").unwrap().current_dir(folder).args(words).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

/// Scores in ten thousandths and ranks, as a report prints them.
fn standings(report: &Value) -> BTreeMap<String, (i64, i64)> {
    let rows = report["localities"].as_array().unwrap().iter().filter(|row| row["level"] == "province");
    let standing = |row: &Value| (points(&row["score"]["low"]), row["rank"].as_i64().unwrap());
    rows.map(|row| (row["id"].as_str().unwrap().to_owned(), standing(row))).collect()
}

fn points(score: &Value) -> i64 {
    (score.as_f64().unwrap() * 10_000.0).round() as i64
}

/// What happened to one locality: by cause, in ten thousandths of a point.
type Moves = &'static [(&'static str, i64)];

struct Case {
    what: &'static str,
    old: Country,
    new: Country,
    known: (&'static str, &'static str),
    /// Of every locality whose score moved; any other must not have moved by itself.
    moves: &'static [(&'static str, Moves)],
    /// Causes that may move ranks.
    ranks: &'static [&'static str],
}

/// Holds a difference against what is known to have happened.
fn judge(case: &Case, mode: &str, diff: &Value, old: &Value, new: &Value) {
    let what = format!("{} ({mode})", case.what);
    let (old, new) = (standings(old), standings(new));
    let changes = diff["changes"].as_array().unwrap();
    let of_provinces = || changes.iter().filter(|change| change["level"] == "province");
    assert_eq!(
        of_provinces()
            .map(|change| change["id"].as_str().unwrap())
            .collect::<std::collections::BTreeSet<_>>(),
        new.keys().map(String::as_str).collect(),
        "{what}: every locality is told of"
    );
    for change in of_provinces() {
        let (id, was) = (change["id"].as_str().unwrap(), change["was"]["id"].as_str().unwrap());
        let parts = change["parts"].as_array().unwrap();
        let (before, after) = (old[was], new[id]);
        let score: i64 = parts.iter().map(|part| points(&part["score"])).sum();
        let rank: i64 = parts.iter().map(|part| part["rank"].as_i64().unwrap()).sum();
        // each part is rounded to four decimals so that the sum is that of the figures shown
        assert_eq!(score, after.0 - before.0, "{what}: the score of {id}");
        assert_eq!(rank, after.1 - before.1, "{what}: the rank of {id}");
        let key = if was == id { id.to_owned() } else { format!("{was}>{id}") };
        let wanted: BTreeMap<&str, i64> = case
            .moves
            .iter()
            .filter(|(one, _)| *one == key)
            .flat_map(|(_, moves)| moves.iter().copied())
            .collect();
        let found: BTreeMap<&str, i64> = parts
            .iter()
            .map(|part| (part["cause"].as_str().unwrap(), points(&part["score"])))
            .filter(|(_, points)| *points != 0)
            .collect();
        assert_eq!(found, wanted, "{what}: what moved {key}");
        for part in parts {
            let cause = part["cause"].as_str().unwrap();
            let moved = part["rank"].as_i64().unwrap();
            assert!(
                moved == 0 || case.ranks.contains(&cause),
                "{what}: {cause} moved the rank of {key} by {moved}"
            );
        }
    }
}

fn country(papers: &[Paper]) -> Country {
    Country::new(&[BASE, papers].concat(), "", 1, None)
}

const DONE_BY_BINH: Paper = (
    "february",
    "2024-02-15",
    "2024-02-16",
    "[[observation]]\nfact = \"x.done\"\nvalue = true\nlocalities = [\"binh\"]\n",
);
const DUE_IN_FEBRUARY: Paper = (
    "due",
    "2023-12-05",
    "2023-12-05",
    "[[deadline]]\nrequirement = \"count\"\nbinds = \"province\"\ndue = 2024-02-10\n",
);
const DUE_IN_JANUARY: Paper = (
    "due",
    "2023-12-05",
    "2023-12-05",
    "[[deadline]]\nrequirement = \"count\"\nbinds = \"province\"\ndue = 2024-01-10\n",
);
const LATER: Paper = (
    "later",
    "2024-02-10",
    "2024-02-10",
    "[[deadline]]\nrequirement = \"count\"\nbinds = [\"binh\", \"chau\"]\ndue = 2024-12-31\n",
);
const WAIVED: Paper = (
    "waived",
    "2024-02-10",
    "2024-02-10",
    "[[waiver]]\nrequirement = \"count\"\nlocalities = [\"gia\"]\nfrom = 2024-02-10\n\
     reason = { en = \"flood\", vi = \"lũ\" }\n",
);
/// Of a January day, and known in February only: Châu had counted 9 and not 6.
const CORRECTED: Paper = (
    "corrected",
    "2024-01-20",
    "2024-02-20",
    "[[observation]]\nfact = \"x.count\"\nvalue = 9\nlocalities = [\"chau\"]\n",
);
const NEW_ORDER: Paper = ("new-order", "2024-02-05", "2024-02-05", "");

/// Scores of January, of two requirements of equal weight: An 80, Bình 40, Châu 30, Đồng 20, Gia 10.
fn cases() -> Vec<Case> {
    let same = |what, papers: &[Paper], moves, ranks| Case {
        what,
        old: country(papers),
        new: country(papers),
        known: (FROM, TO),
        moves,
        ranks,
    };
    let merged = |papers: &[Paper]| Country::new(&[BASE, papers].concat(), "hoa", 1, None);
    vec![
        same("nothing happens", &[], &[], &[]),
        // Bình 40 → 90, past An
        same(
            "own progress, and others fall behind",
            &[DONE_BY_BINH],
            &[("binh", &[("own-progress", 500_000)])],
            &["own-progress", "others-progress"],
        ),
        // the shares are worth nothing from the day on: An 80 → 50
        same(
            "a deadline passes",
            &[DUE_IN_FEBRUARY],
            &[
                ("an", &[("deadlines", -300_000)]),
                ("binh", &[("deadlines", -400_000)]),
                ("chau", &[("deadlines", -300_000)]),
                ("dong", &[("deadlines", -200_000)]),
                ("gia", &[("deadlines", -100_000)]),
            ],
            &["deadlines"],
        ),
        same(
            "a deadline that had passed is moved for two",
            &[DUE_IN_JANUARY, LATER],
            &[("binh", &[("deadlines", 400_000)]), ("chau", &[("deadlines", 300_000)])],
            &["deadlines"],
        ),
        // one of two requirements is left out: 10 → 0
        same("one is waived", &[WAIVED], &[("gia", &[("deadlines", -100_000)])], &["deadlines"]),
        Case {
            what: "a third requirement comes into force",
            old: Country::new(&[BASE, &[NEW_ORDER]].concat(), "", 1, Some("new-order")),
            new: Country::new(&[BASE, &[NEW_ORDER]].concat(), "", 1, Some("new-order")),
            known: (FROM, TO),
            // it weighs as much as the two together
            moves: &[
                ("an", &[("rules-changed", -400_000)]),
                ("binh", &[("rules-changed", -200_000)]),
                ("chau", &[("rules-changed", 350_000)]),
                ("dong", &[("rules-changed", -100_000)]),
                ("gia", &[("rules-changed", 450_000)]),
            ],
            ranks: &["rules-changed"],
        },
        same(
            "what was known in February of January",
            &[CORRECTED],
            &[("chau", &[("data-corrected", 150_000)])],
            &["data-corrected"],
        ),
        Case {
            what: "two become one",
            old: merged(&[]),
            new: merged(&[]),
            known: (FROM, TO),
            // the least of both counts: 10
            moves: &[("dong>hoa", &[("units-merged", -100_000)])],
            ranks: &["units-merged"],
        },
        same(
            "a correction, a deadline that passes and progress at once",
            &[CORRECTED, DUE_IN_FEBRUARY, DONE_BY_BINH],
            &[
                ("an", &[("deadlines", -300_000)]),
                ("binh", &[("deadlines", -400_000), ("own-progress", 500_000)]),
                ("chau", &[("data-corrected", 150_000), ("deadlines", -450_000)]),
                ("dong", &[("deadlines", -200_000)]),
                ("gia", &[("deadlines", -100_000)]),
            ],
            &["data-corrected", "deadlines", "own-progress", "others-progress"],
        ),
        Case {
            what: "a merger and progress at once",
            old: merged(&[DONE_BY_BINH]),
            new: merged(&[DONE_BY_BINH]),
            known: (FROM, TO),
            moves: &[("dong>hoa", &[("units-merged", -100_000)]), ("binh", &[("own-progress", 500_000)])],
            ranks: &["units-merged", "own-progress", "others-progress"],
        },
    ]
}

#[test]
fn days_of_one_project_are_split_by_what_happened() {
    for case in cases() {
        let (from, to) = case.known;
        let words =
            ["--from", FROM, "--to", TO, "--from-known-by", from, "--to-known-by", to, "--format", "json"];
        let diff = case.new.run(&[&["diff"], &words[..]].concat());
        judge(&case, "days", &diff, &case.new.report(FROM, from), &case.new.report(TO, to));
    }
}

#[test]
fn saved_reports_are_split_by_what_happened() {
    for case in cases() {
        saved(&case);
    }
}

fn saved(case: &Case) {
    let (from, to) = case.known;
    let (old, new) = (case.old.report(FROM, from), case.new.report(TO, to));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.json"), old.to_string()).unwrap();
    fs::write(folder.path().join("new.json"), new.to_string()).unwrap();
    let diff = run(folder.path(), &["diff", "old.json", "new.json", "--format", "json"]);
    judge(case, "saved", &diff, &old, &new);
}

#[test]
fn a_weight_that_was_changed_between_two_reports_is_a_changed_rule() {
    saved(&Case {
        what: "a weight is changed",
        old: country(&[]),
        new: Country::new(BASE, "", 3, None),
        known: (FROM, TO),
        // three to one: An 80 → 90, Bình 40 → 20
        moves: &[
            ("an", &[("rules-changed", 100_000)]),
            ("binh", &[("rules-changed", -200_000)]),
            ("chau", &[("rules-changed", -150_000)]),
            ("dong", &[("rules-changed", -100_000)]),
            ("gia", &[("rules-changed", -50_000)]),
        ],
        ranks: &["rules-changed"],
    });
}
