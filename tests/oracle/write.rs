//! Writes a made-up country down as a project folder.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::days::{YEARS, iso};
use crate::world::{Due, FACTS, Fact, Kind, Merge, Paper, RULES, Rule, STAGES, Said, World};

pub fn project(world: &World, folder: &Path) {
    let put = |path: &str, text: String| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("data/localities.csv", localities(world));
    put("data/succession.csv", succession(world));
    put("data/holidays.csv", holidays());
    put("data/facts.toml", FACTS.iter().map(fact).collect());
    put("rules/scoring.toml", SCORING.to_owned());
    for rule in &RULES {
        put(&format!("rules/all/{}.rhai", rule.id), script(rule));
    }
    for (at, paper) in world.papers.iter().enumerate() {
        put(&format!("data/documents/{at}.toml"), document(world, paper));
    }
}

const SCORING: &str = "\
due_soon = 10
[credits]
met = 1.0
met-late = 0.5
[grades]
excellent = 90
good = 80
fair = 70
average = 50
weak = 0
";

fn localities(world: &World) -> String {
    let mut text = "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\n".to_owned();
    text.push_str("vn,VN,national,,Việt Nam,Viet Nam,,,,\n");
    for (at, place) in world.places.iter().enumerate() {
        let day = |day: Option<i32>| day.map_or(String::new(), iso);
        let (id, from, to) = (&place.id, day(place.from), day(place.to));
        writeln!(text, "{id},{:02},province,vn,Tỉnh số {at},Province no {at},,,{from},{to}", at + 1).unwrap();
    }
    text
}

fn succession(world: &World) -> String {
    let mut text = "predecessor,successor,effective,share\n".to_owned();
    for place in &world.places {
        for (old, share) in &place.predecessors {
            let share = share.map_or(String::new(), |share| format!("0.{share:02}"));
            let day = iso(place.from.unwrap());
            writeln!(text, "{},{},{day},{share}", world.places[*old].id, place.id).unwrap();
        }
    }
    text
}

fn holidays() -> String {
    let mut text = "date,kind,name_vi,name_en,linked_date,confidence,source\n".to_owned();
    for year in YEARS {
        writeln!(text, "{year}-01-01,public_holiday,Tết Dương lịch,New Year's Day,,high,made up").unwrap();
    }
    text
}

fn fact(fact: &Fact) -> String {
    let kind = match fact.kind {
        Kind::Bool => "bool",
        Kind::Int => "int",
        Kind::Percent => "percent",
        Kind::Stage => "stage",
        Kind::Date => "date",
    };
    let merge = match fact.merge {
        Merge::All => "all".to_owned(),
        Merge::Any => "any".to_owned(),
        Merge::Sum => "sum".to_owned(),
        Merge::Min => "min".to_owned(),
        Merge::Max => "max".to_owned(),
        Merge::Mean => "mean".to_owned(),
        Merge::Latest => "latest".to_owned(),
        Merge::WeightedBy(other) => format!("weighted by {}", FACTS[other].name),
        Merge::Nothing => "none".to_owned(),
    };
    let stages = if fact.kind == Kind::Stage { format!("stages = {STAGES:?}\n") } else { String::new() };
    let name = fact.name;
    format!(
        "[{name}]\ntype = \"{kind}\"\n{stages}title = {{ en = \"{name}\", vi = \"{name}\" }}\nmerge = \"{merge}\"\n\n"
    )
}

fn script(rule: &Rule) -> String {
    let Rule { id, weight, named, check, .. } = rule;
    let binds = if *named { "named" } else { "level" };
    let reason = |key: &str| format!("{key}: #{{ en: \"{key}\", vi: \"{key}\" }}");
    let used = ["done", "open", "out"].into_iter().filter(|key| check.contains(&format!("\"{key}\"")));
    let reasons: Vec<String> = used.map(reason).collect();
    format!(
        "//! Made up.\nconst REQUIREMENT = #{{ id: \"{id}\", title: #{{ en: \"{id}\", vi: \"{id}\" }}, \
         level: \"province\", binds: \"{binds}\", weight: {weight}, cites: [\"basis\"], reasons: #{{ {} }} }};\n\
         fn check(locality) {{ {check} }}\n",
        reasons.join(", ")
    )
}

fn document(world: &World, paper: &Paper) -> String {
    let kind = if paper.assumption { "assumption" } else { "report" };
    let authority = if paper.local { "local" } else { "national" };
    let confidence = ["low", "medium", "high"][usize::from(paper.confidence)];
    let dated_as = if paper.exact { "day" } else { "about" };
    let mut text = format!(
        "id = \"{0}\"\ntitle = {{ en = \"{0}\", vi = \"{0}\" }}\nkind = \"{kind}\"\nissuer = \"Nobody\"\n\
         authority = \"{authority}\"\nconfidence = \"{confidence}\"\nsource = \"made up\"\ndated = {1}\ndated_as = \"{dated_as}\"\n",
        paper.id,
        iso(paper.dated)
    );
    if let Some(published) = paper.published {
        writeln!(text, "published = {}", iso(published)).unwrap();
    }
    let ids =
        |places: &[usize]| -> Vec<&str> { places.iter().map(|p| world.places[*p].id.as_str()).collect() };
    for seen in &paper.observations {
        let value = value(seen.fact, seen.value);
        writeln!(
            text,
            "[[observation]]\nfact = \"{}\"\nvalue = {value}\nlocalities = {:?}",
            FACTS[seen.fact].name,
            ids(&[seen.place])
        )
        .unwrap();
        if seen.dated != paper.dated {
            writeln!(text, "dated = {}", iso(seen.dated)).unwrap();
        }
        if seen.nearly {
            text.push_str("approx = \"nearly\"\n");
        }
    }
    for deadline in &paper.deadlines {
        let binds = match deadline.binds.as_slice() {
            [] => "\"province\"".to_owned(),
            listed => format!("{:?}", ids(listed)),
        };
        writeln!(text, "[[deadline]]\nrequirement = \"{}\"\nbinds = {binds}", RULES[deadline.rule].id)
            .unwrap();
        if deadline.repeals {
            text.push_str("action = \"repeal\"\n");
            continue;
        }
        text.push_str(&match deadline.due {
            Due::On(day) => format!("due = {}\n", iso(day)),
            Due::Before(day) => format!("due = {}\ndue_kind = \"before\"\n", iso(day)),
            Due::WithinMonth(day) => format!("due = {}\ndue_kind = \"within_month\"\n", iso(day)),
            Due::Days(n) => format!("period = \"{n} days\"\n"),
            Due::Months(n) => format!("period = \"{n} months\"\n"),
            Due::WorkingDays(n) => format!("period = \"{n} working days\"\n"),
            Due::Open => String::new(),
        });
    }
    for waiver in &paper.waivers {
        writeln!(
            text,
            "[[waiver]]\nrequirement = \"{}\"\nlocalities = {:?}\nfrom = {}\nreason = {{ en = \"x\", vi = \"x\" }}",
            RULES[waiver.rule].id,
            ids(&waiver.places),
            iso(waiver.from)
        )
        .unwrap();
        if let Some(until) = waiver.until {
            writeln!(text, "until = {}", iso(until)).unwrap();
        }
    }
    text
}

fn value(fact: usize, said: Said) -> String {
    match FACTS[fact].kind {
        Kind::Bool => (said == 1).to_string(),
        Kind::Int => said.to_string(),
        Kind::Percent => format!("{}.{:02}", said / 100, said % 100),
        Kind::Stage => format!("{:?}", STAGES[usize::try_from(said).unwrap()]),
        Kind::Date => iso(i32::try_from(said).unwrap()),
    }
}
