//! Figures at the ends of what a number can be, through every rendering: each is an answer or a refusal.

use std::fs;

use camino::Utf8Path;

use crate::{HARMLESS, Renderings, project};

const MOST: &str = "79228162514264337593543950335";
const LEAST: &str = "-79228162514264337593543950335";
const TINY: &str = "0.0000000000000000000000000001";

/// A document that says two figures in every way in which one can be said.
fn document(id: &str, day: &str, one: &str, other: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = {{ en = \"x\", vi = \"x\" }}\nkind = \"report\"\nissuer = \"x\"\ndated = {day}\n\
         source = \"x\"\nconfidence = \"high\"\n\
         [[observation]]\nfact = \"big.done\"\nvalue = {one}\nlocalities = [\"ha-noi\", \"hue\"]\n\
         [[observation]]\nfact = \"big.total\"\nvalue = {other}\nlocalities = [\"ha-noi\", \"hue\"]\n\
         [[total]]\nfact = \"big.done\"\nlevel = \"province\"\nvalue = {other}\n\
         [[identity]]\nsum = \"{one}\"\nof = [\"{other}\", \"{one}\"]\n\
         [[identity]]\nshare = \"{one}\"\npart = \"{other}\"\nwhole = \"{one}\"\n\
         [[deadline]]\nrequirement = \"bigs\"\nbinds = \"province\"\ndue = 2025-12-31\ntarget = {other}\n"
    )
}

#[test]
fn figures_at_the_ends_of_numbers_break_nothing() {
    let mut answered = 0;
    for (one, other) in
        [(MOST, LEAST), (MOST, MOST), (TINY, MOST), (MOST, TINY), (TINY, TINY), ("1e28", "-1e28")]
    {
        let ground = project::with(HARMLESS);
        let write = |path: &str, text: String| fs::write(ground.path().join(path), text).unwrap();
        let fact = |name: &str| {
            format!(
                "[big.{name}]\ntype = \"decimal\"\nmerge = \"sum\"\ntitle = {{ en = \"{name}\", vi = \"{name}\" }}\n"
            )
        };
        let facts = fs::read_to_string(ground.path().join("data/facts.toml")).unwrap();
        write("data/facts.toml", [facts, fact("done"), fact("total")].concat());
        for (n, day) in ["2024-10-22", "2024-11-05", "2024-11-20", "2024-12-03"].into_iter().enumerate() {
            let (one, other) = if n % 2 == 0 { (one, other) } else { (other, one) };
            write(&format!("data/documents/{day}-big.toml"), document(&format!("big{n}"), day, one, other));
        }
        let rule = fs::read_to_string(ground.path().join("rules/justice/records.rhai")).unwrap();
        let head = rule.split("fn check").next().unwrap().replace("\"records\"", "\"bigs\"");
        let body = "fn check(locality) {\n    if locality.big.done < locality.big.total { met(\"done\"); }\n    \
                    progress(locality.big.done, locality.target(), \"open\", \"done\");\n}\n";
        write("rules/justice/bigs.rhai", head + body);
        let made = Renderings::of(Utf8Path::from_path(ground.path()).unwrap());
        answered += usize::from(!made.refused);
        assert!(made.made.len() > 1);
    }
    assert!(answered > 3, "{answered}");
}
