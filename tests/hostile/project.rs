//! A small project with one text wherever it takes texts in.

use std::fs;

use tempfile::TempDir;

/// As a value of TOML.
fn toml(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// As a cell of CSV.
fn csv(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// As a text of the rules' language.
fn rhai(text: &str) -> String {
    let letter = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// The project, in a folder of its own.
pub fn with(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, content: String| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    let (t, c, r) = (toml(text), csv(text), rhai(text));
    // names are told apart by what stands before them
    let named = |before: &str| csv(&format!("{before} {text}"));
    let both = format!("{{ en = {t}, vi = {t} }}");
    write(
        "data/localities.csv",
        format!(
            "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\n\
             vn,VN,national,,Việt Nam,Viet Nam,,,,\n\
             ha-noi,01,province,vn,{c},{c},,{c},,\n\
             hue,46,province,vn,{},{},,{c},,2024-12-31\n\
             hue-2025,46,province,vn,{},{},,{c},2025-01-01,\n",
            named("H"),
            named("H"),
            named("I"),
            named("I"),
        ),
    );
    write(
        "data/succession.csv",
        "predecessor,successor,effective,share\nhue,hue-2025,2025-01-01,\n".to_owned(),
    );
    write(
        "data/holidays.csv",
        format!(
            "date,kind,name_vi,name_en,linked_date,confidence,source\n2024-09-02,public_holiday,{c},{c},,high,{c}\n\
             2025-01-01,public_holiday,{c},{c},,high,{c}\n2025-01-27,public_holiday,{c},{c},,high,{c}\n"
        ),
    );
    write(
        "data/facts.toml",
        format!(
            "[records.deployed]\ntype = \"bool\"\ntitle = {both}\nmerge = \"all\"\n\
             [records.note]\ntype = \"text\"\ntitle = {both}\nmerge = \"none\"\n\
             [records.count]\ntype = \"int\"\ntitle = {both}\nmerge = \"sum\"\n"
        ),
    );
    let head = |id: &str, dated: &str| {
        format!(
            "id = \"{id}\"\ntitle = {both}\nkind = \"meeting\"\nissuer = {t}\nnumber = {t}\ndated = {dated}\n\
             source = {t}\nconfidence = \"high\"\n"
        )
    };
    write(
        "data/documents/2024-10-21-wg.toml",
        format!(
            "{}\
             [[observation]]\nfact = \"records.deployed\"\nvalue = true\nlocalities = [\"ha-noi\"]\nnote = {t}\n\
             [[observation]]\nfact = \"records.deployed\"\nvalue = false\nlocalities = [\"hue\"]\nnote = {t}\n\
             [[observation]]\nfact = \"records.note\"\nvalue = {t}\nlocalities = [\"ha-noi\", \"hue\"]\n\
             [[deadline]]\nrequirement = \"records\"\nbinds = \"province\"\nperiod = \"60 days\"\nas_printed = {t}\n\
             note = {t}\n\
             [[waiver]]\nrequirement = \"notes\"\nlocalities = [\"ha-noi\"]\nfrom = 2024-11-01\nreason = {both}\n\
             [[total]]\nfact = \"records.deployed\"\nwhere = true\nlevel = \"province\"\nvalue = 7\n\
             [[identity]]\nsum = \"9.8\"\nof = [\"3.3\", \"6.5\"]\nnote = {t}\n",
            head("wg", "2024-10-21"),
        ),
    );
    write(
        "data/documents/2025-01-10-wg.toml",
        format!(
            "{}[[observation]]\nfact = \"records.note\"\nvalue = {t}\nlocalities = [\"ha-noi\"]\n",
            head("later", "2025-01-10"),
        ),
    );
    write(
        "rules/scoring.toml",
        "due_soon = 10\n[credits]\nmet = 1.0\nmet-late = 0.5\n\
         [grades]\nexcellent = 90\ngood = 80\nfair = 70\naverage = 50\nweak = 0\n"
            .to_owned(),
    );
    let said = text.replace(['{', '}'], "");
    let said = rhai(&said);
    // a comment is a line
    let prose: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    for (id, fact) in [("records", "locality.records.deployed"), ("notes", "locality.records.note == \"x\"")]
    {
        write(
            &format!("rules/justice/{id}.rhai"),
            format!(
                "//! {prose}\n//!\n//! {prose}\n\nconst REQUIREMENT = #{{\n    id: \"{id}\",\n    title: #{{ en: {r}, vi: {r} }},\n    \
                 level: \"province\",\n    responsible: {r},\n    cites: [\"wg\"],\n    reasons: #{{\n        \
                 done: #{{ en: {said}, vi: {said} }},\n        open: #{{ en: {said}, vi: {said} }},\n    }},\n}};\n\n\
                 fn check(locality) {{\n    // {prose}\n    if {fact} {{\n        met(\"done\");\n    }}\n    \
                 not_met(\"open\");\n}}\n"
            ),
        );
    }
    write(
        "rules/justice/records.cases.toml",
        format!(
            "[[case]]\nname = {t}\nfacts = {{ records.deployed = true }}\nas_of = 2024-11-01\n\
             expect = {{ status = \"overdue\", reason = \"done\" }}\n"
        ),
    );
    folder
}
