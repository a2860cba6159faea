//! What a reader of a folder takes for said, and what would be passed over in silence: each is told.

mod run;

use std::fs;
use std::path::Path;

use camino::Utf8Path;
use dondoc::problem::Problem;
use dondoc::read;
use run::lay;

/// What is told of the sound project with these files in it, as `code file:words of the message`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/sound"), folder.path());
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let reading = read::project(Utf8Path::from_path(folder.path()).unwrap());
    let line = |problem: &Problem| {
        let file = problem.place.as_ref().map_or("", |place| &*place.file);
        format!("{} {} {file}: {}", problem.severity, problem.code.word(), problem.message)
    };
    reading.problems.iter().map(line).collect()
}

/// A document of its own with these statements.
fn document(statements: &str) -> String {
    format!(
        "id = \"more\"\ntitle = {{ en = \"More\", vi = \"Thêm\" }}\nkind = \"report\"\nissuer = \"Office\"\n\
         dated = 2024-11-30\nsource = \"report\"\nconfidence = \"medium\"\n\n{statements}"
    )
}

fn facts() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/sound/data/facts.toml"))
        .unwrap()
}

const MORE: &str = "data/documents/more.toml";
const TABLE: &str = "data/documents/more.csv";

#[test]
fn a_fact_with_a_slip_is_told_once_and_its_mentions_are_not() {
    for (right, wrong, code) in [
        ("[records.deployed]", "[records.Deployed]", "bad-fact-name"),
        ("[records.deployed]", "[Records.deployed]", "bad-fact-name"),
        ("merge = \"all\"", "merge = \"together\"", "unknown-word"),
        ("title = { en = \"Records issued online\", vi = \"Cấp phiếu trực tuyến\" }\n", "", "missing-key"),
    ] {
        let text = facts();
        assert!(text.contains(right));
        let told = told(&[("data/facts.toml", &text.replacen(right, wrong, 1))]);
        assert_eq!(told.len(), 1, "{wrong}: {told:#?}");
        assert!(told[0].starts_with(&format!("error {code} data/facts.toml: ")), "{told:?}");
    }
}

#[test]
fn figures_of_tables_are_asked_about_as_those_of_documents_are_once_a_column() {
    let statement = document("[[table]]\nfile = \"more.csv\"\n");
    let table = "locality,records.count,records.share\nHà Nội,-3,0.445\nHà Giang,-4,0.5\nHậu Giang,5,44.5\n";
    let told = told(&[(MORE, &statement), (TABLE, table)]);
    assert_eq!(
        told,
        [
            "warning bad-value data/documents/more.csv: `records.count` is -3 here",
            "warning bad-value data/documents/more.csv: `records.share` is 0.445 per cent here",
        ]
    );
}

#[test]
fn a_statement_after_its_document_is_asked_about_where_nobody_says_when_that_was_published() {
    let statement = |head: &str, dated: &str| {
        let text = document(&format!(
            "[[observation]]\nfact = \"records.count\"\nvalue = 3\nlocalities = [\"Hà Giang\"]\ndated = {dated}\n"
        ));
        text.replacen("dated = 2024-11-30\n", &format!("dated = 2024-11-30\n{head}"), 1)
    };
    let of = |head: &str, dated: &str| told(&[(MORE, &statement(head, dated))]);
    assert_eq!(of("", "2024-11-29"), [""; 0]);
    assert_eq!(of("dated_as = \"about\"\n", "2024-12-01"), [""; 0]);
    assert_eq!(of("published = 2024-12-02\n", "2024-12-01"), [""; 0]);
    assert_eq!(
        of("", "2024-12-01"),
        [
            "warning stated-after-published data/documents/more.toml: this is dated 2024-12-01, after the day of its \
             document, 2024-11-30"
        ]
    );
}

const COMMUNES: &str = "id,code,level,parent,name_vi,valid_from,valid_to,confidence,source\n\
    ha-tay-23725,23725,commune,dong-giang,Xã Hà Tây,2008-08-01,,high,list\n\
    ba-23726,23726,commune,dong-giang,Xã Ba,,,high,list\n";

fn of_communes(statements: &str, table: &str) -> Vec<String> {
    let mut told =
        told(&[("data/communes-2024.csv", COMMUNES), (MORE, &document(statements)), (TABLE, table)]);
    told.retain(|line| line.contains("mixed-levels"));
    told
}

#[test]
fn a_bare_name_that_only_a_commune_has_is_told_unless_communes_are_meant() {
    let said = |localities: &str, more: &str| {
        let statement = format!(
            "[[observation]]\nfact = \"records.count\"\nvalue = 3\nlocalities = [{localities}]\n{more}\n\
             [[table]]\nfile = \"more.csv\"\n"
        );
        of_communes(&statement, "locality,records.count\nHà Giang,3\n")
    };
    let alone = "warning mixed-levels data/documents/more.toml: no province is called `Hà Tây` then, and this is said of \
                 the commune `ha-tay-23725`";
    assert_eq!(said("\"Hà Tây\"", ""), [alone]);
    for (localities, more) in [
        ("\"Hà Tây\"", "level = \"commune\""),
        ("\"xã Hà Tây\"", ""),
        ("\"Hà Tây / Quảng Nam\"", ""),
        ("\"ha-tay-23725\"", ""),
        ("\"23725\"", ""),
        ("\"Hà Tây\", \"Ba\"", ""),
        ("\"Hậu Giang\"", ""),
    ] {
        assert_eq!(said(localities, more), [""; 0], "{localities} {more}");
    }
}

#[test]
fn a_table_of_provinces_tells_a_bare_name_that_only_a_commune_has() {
    let of = |rows: &str| {
        of_communes("[[table]]\nfile = \"more.csv\"\n", &format!("locality,records.count\n{rows}"))
    };
    assert_eq!(
        of("Hà Giang,3\nHà Tây,4\nHậu Giang,5\n"),
        [
            "warning mixed-levels data/documents/more.csv: `ha-tay-23725` is of the level commune, and others of this table \
             are of the level province"
        ]
    );
    for rows in ["Hà Tây,4\nBa,5\n", "Hà Giang,3\nXã Hà Tây,4\nHậu Giang,5\n", "Hà Giang,3\nHà Tây,4\nBa,5\n"]
    {
        assert_eq!(of(rows), [""; 0], "{rows}");
    }
}

#[test]
fn a_text_that_says_nothing_and_a_scale_without_end_are_refused() {
    let empty = "[[observation]]\nfact = \"records.contact\"\nvalue = \" \"\nlocalities = [\"Hà Giang\"]\n";
    assert_eq!(
        told(&[(MORE, &document(empty))]),
        ["error bad-value data/documents/more.toml: `records.contact` is empty here"]
    );
    let stages: String = (0..100_000).map(|stage| format!("\"s{stage}\", ")).collect();
    let text = facts().replacen("\"none\", \"developing\"", &format!("{stages}\"none\", \"developing\""), 1);
    let told = told(&[("data/facts.toml", &text)]);
    assert!(told.iter().any(|line| line.contains("too-large data/facts.toml")), "{told:#?}");
}
