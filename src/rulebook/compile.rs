//! From the texts of rules to a rulebook: read, check, compile, and keep what has no error.

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::Engine;

use super::compiled::lower::lower;
use super::header::{self, Header};
use super::host::{Card, Slot};
use super::script::Script as Tree;
use super::stage::Scale;
use super::text::RuleText;
use super::{Rule, Rulebook, lint, sandbox, syntax};
use crate::model::fact::{Dictionary, FactIx, FactKind};
use crate::model::place::Place;
use crate::model::requirement::Requirement;
use crate::problem::{Code, Problem, Severity};
use crate::project::{Project, Script};

/// Bytes of one rule. The longest rule that anybody should have to read is a hundredth of this.
const MAX_BYTES: usize = 256 * 1024;

/// Checks and compiles all rules.
pub(super) fn compile(scripts: &[Script], project: &Project) -> (Rulebook, Vec<Problem>) {
    let compiler = Compiler { project, reader: sandbox::reader(), runner: sandbox::runner() };
    let mut problems = Vec::new();
    let mut kept: Vec<(Requirement, Rule)> = Vec::new();
    let mut seen: BTreeMap<&str, &Script> = BTreeMap::new();

    let mut scripts: Vec<&Script> = scripts.iter().collect();
    scripts.sort_by(|a, b| (&a.id, &a.file).cmp(&(&b.id, &b.file)));
    for script in scripts {
        let mut found = Vec::new();
        let rule = compiler.script(script, &mut found);
        if let Some(first) = seen.get(script.id.as_str()) {
            found.push(
                Problem::error(Code::DuplicateRequirement, format!("there are two rules `{}`", script.id))
                    .at(Place::new(Arc::clone(&script.file), 0..0), "the second one")
                    .related(Place::new(Arc::clone(&first.file), 0..0), "the first one")
                    .help(
                        "the id is the file's name, and must be unique in all folders: rename one of the two",
                    ),
            );
        } else {
            seen.insert(&script.id, script);
        }
        let sound = !found.iter().any(|problem| problem.severity == Severity::Error);
        problems.append(&mut found);
        if let (true, Some(rule)) = (sound, rule) {
            kept.push(rule);
        }
    }
    problems.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    let (requirements, rules) = kept.into_iter().unzip();
    (Rulebook { requirements, rules }, problems)
}

struct Compiler<'p> {
    project: &'p Project,
    reader: Engine,
    runner: Engine,
}

impl Compiler<'_> {
    /// One rule, with everything that is wrong with it. It may be given even if it has errors.
    fn script(&self, script: &Script, problems: &mut Vec<Problem>) -> Option<(Requirement, Rule)> {
        if script.text.len() > MAX_BYTES {
            let message = format!("the rule is longer than {MAX_BYTES} bytes");
            let problem =
                Problem::error(Code::TooLarge, message).at(Place::new(Arc::clone(&script.file), 0..0), "");
            problems.push(problem.help("split it into several rules"));
            return None;
        }
        let text = RuleText::new(Arc::clone(&script.file), Arc::clone(&script.text));
        let tree = match self.reader.compile(&*script.text) {
            Ok(ast) => Tree::new(&ast),
            Err(error) => {
                problems.push(syntax::problem(&text, &error));
                return None;
            }
        };
        let header = header::read(&tree, &text, &script.id, self.project, problems);
        let findings = lint::check(&tree, &header, &text, &self.project.dictionary, problems);
        if tree.doc.is_empty() {
            let start = text.tokens().first().map_or(0, |token| token.start);
            problems.push(
                Problem::warning(Code::MissingText, "the rule does not say what it is about")
                    .at(text.spot(start..start), "")
                    .help(
                        "begin it with lines `//! ...`: what it asks, of whom, and what it does not decide",
                    ),
            );
        }
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return None;
        }
        // What runs is what the strict engine reads; the lint should have refused whatever it refuses.
        let mut ast = match self.runner.compile(&*script.text) {
            Ok(ast) => ast,
            Err(error) => {
                problems.push(syntax::problem(&text, &error));
                return None;
            }
        };
        ast.set_source(&*script.file);
        let card = card(&header, &findings.reads, &self.project.dictionary);
        let compiled = lower(&tree, &card);
        Some((
            requirement(script, &tree, header, findings.reads)?,
            Rule { ast, card: Arc::new(card), compiled },
        ))
    }
}

/// What runs of a rule need to know of it.
fn card(header: &Header, reads: &[FactIx], dictionary: &Dictionary) -> Card {
    let slot = |fact: &FactIx| {
        let fact = dictionary.get(*fact);
        let scale = (fact.kind == FactKind::Stage)
            .then(|| Arc::new(Scale { fact: fact.name.clone(), words: fact.stages.clone() }));
        Slot { name: fact.name.clone(), kind: fact.kind, scale }
    };
    Card { slots: reads.iter().map(slot).collect(), reasons: header.reasons.keys().cloned().collect() }
}

/// The requirement of a head without errors.
fn requirement(script: &Script, tree: &Tree, header: Header, reads: Vec<FactIx>) -> Option<Requirement> {
    Some(Requirement {
        id: script.id.clone(),
        title: header.title,
        level: header.level?,
        reach: header.reach,
        responsible: header.responsible,
        weight: header.weight,
        cites: header.cites,
        reasons: header.reasons.into_iter().map(|(key, reason)| (key, reason.text)).collect(),
        reads,
        text: tree.doc.clone(),
        place: header.place,
    })
}
