//! From the texts of rules to a rulebook: read, check, compile, and keep what has no error.

mod unimported;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use rhai::{AST, Engine};

use super::header::{self, Header};
use super::host::{Card, Slot};
use super::library::Library;
use super::link::{Linked, link};
use super::lint::{Findings, Ground};
use super::lower::lower;
use super::script::Script as Tree;
use super::stack::{roomy, roomy_each};
use super::stage::Scale;
use super::text::RuleText;
use super::{Outside, Rule, Rulebook, lint, sandbox, syntax};
use crate::model::document::{Binds, Deadline, Waiver};
use crate::model::fact::{Dictionary, FactIx, FactKind};
use crate::model::limits::Limits;
use crate::model::locality::{Level, LocalityIx};
use crate::model::place::Place;
use crate::model::requirement::Requirement;
use crate::problem::{Code, Problem, Severity};
use crate::project::{Project, Script};

/// Checks and compiles all rules.
pub(super) fn compile(scripts: &[Script], project: &Project) -> (Rulebook, Vec<Problem>) {
    compile_all(scripts, project)
        .unwrap_or_else(|message| (Rulebook::default(), vec![Problem::error(Code::RuleFailed, message)]))
}

fn compile_all(scripts: &[Script], project: &Project) -> Result<(Rulebook, Vec<Problem>), String> {
    let compiler = Compiler::new(project);
    let mut problems = Vec::new();
    let mut kept: Vec<(Requirement, Rule)> = Vec::new();
    let mut seen: BTreeMap<&str, &Script> = BTreeMap::new();

    let mut scripts: Vec<&Script> = scripts.iter().collect();
    scripts.sort_by(|a, b| (&a.id, &a.file).cmp(&(&b.id, &b.file)));
    // Reading, following and dropping a tree takes as much of the stack as the tree is deep.
    let compiled = roomy_each(&scripts, |script| {
        let mut found = Vec::new();
        let rule = compiler.script(script, &mut found);
        (rule, found)
    })?;
    for (script, (rule, mut found)) in scripts.into_iter().zip(compiled) {
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
    let unimported = match project.library.is_empty() {
        true => Vec::new(),
        false => roomy(|| compiler.unimported(&mut problems))?,
    };
    other_levels(project, kept.iter().map(|(requirement, _)| requirement), &mut problems);
    problems.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    // what is wrong with a file that several rules import is said once
    problems.dedup();
    let (requirements, rules) = kept.into_iter().unzip();
    Ok((
        Rulebook { requirements, rules, limits: project.limits, unimported, ..Rulebook::default() },
        problems,
    ))
}

/// Deadlines and waivers of a level that their requirement does not have: they reach nobody.
fn other_levels<'r>(
    project: &Project,
    requirements: impl Iterator<Item = &'r Requirement>,
    problems: &mut Vec<Problem>,
) {
    let levels: BTreeMap<&str, Level> = requirements.map(|r| (r.id.as_str(), r.level)).collect();
    for Deadline { requirement, binds, place, .. } in &project.deadlines {
        let Some(&level) = levels.get(requirement.as_str()) else { continue };
        match binds {
            Binds::Level(bound) if *bound != level => {
                let message = format!(
                    "the deadline binds the level `{bound}`, and `{requirement}` is a requirement of the level `{level}`"
                );
                problems.push(
                    Problem::warning(Code::DeadlineOfOtherLevel, message)
                        .at(place.clone(), "this deadline binds nobody")
                        .help(format!("write `binds = \"{level}\"`, or name another requirement")),
                );
            }
            Binds::Level(_) => {}
            Binds::Localities(named) => {
                problems.extend(strangers(project, "deadline", (requirement, level), named, place));
            }
        }
    }
    for Waiver { requirement, localities, place, .. } in &project.waivers {
        if let Some(&level) = levels.get(requirement.as_str()) {
            problems.extend(strangers(project, "waiver", (requirement, level), localities, place));
        }
    }
}

/// Those on a list who are not of the requirement's level: a name that no unit of that level has is looked for below it.
fn strangers(
    project: &Project,
    what: &str,
    (requirement, level): (&str, Level),
    named: &[LocalityIx],
    place: &Place,
) -> Option<Problem> {
    let mut strangers = named.iter().map(|at| project.registry.get(*at)).filter(|one| one.level != level);
    let first = strangers.next()?;
    let more = match strangers.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "the {what} names `{}`{more}, of the level `{}`, and `{requirement}` is a requirement of the level `{level}`",
        first.id, first.level
    );
    Some(
        Problem::warning(Code::DeadlineOfOtherLevel, message)
            .at(place.clone(), format!("this {what} does not reach them"))
            .help(format!("name localities of the level `{level}`, or another requirement")),
    )
}

struct Compiler<'p> {
    project: &'p Project,
    reader: Engine,
    lenient: Engine,
    runner: Engine,
    library: Library,
    /// Files of `rules/lib/` that some rule imports, or one that it imports.
    imported: Mutex<BTreeSet<Arc<str>>>,
}

impl<'p> Compiler<'p> {
    fn new(project: &'p Project) -> Self {
        let limits = &project.limits;
        let runner = sandbox::runner_within(limits);
        let library = Library::of(&runner);
        let (reader, lenient) = (sandbox::reader(limits), sandbox::lenient_reader(limits));
        Self { project, reader, lenient, runner, library, imported: Mutex::default() }
    }

    /// The syntax tree of a rule, and the same as it runs where the strict engine reads it, too.
    ///
    /// Whatever that one reads every engine reads, and to the same tree: a sound rule is read once.
    fn tree(&self, text: &RuleText, problems: &mut Vec<Problem>) -> Option<(Tree, Option<AST>)> {
        if let Ok(Ok(ast)) = sandbox::guarded(|| self.runner.compile(text.text())) {
            return Some((Tree::new(&ast), Some(ast)));
        }
        let read = |engine: &Engine| sandbox::guarded(|| engine.compile(text.text()));
        let outcome = match read(&self.reader) {
            // A block that stands for a value is right, too; but only where nothing else is wrong.
            Ok(Err(error)) => read(&self.lenient).map(|again| again.map_err(|_| error)),
            other => other,
        };
        match outcome {
            Ok(Ok(ast)) => Some((Tree::new(&ast), None)),
            Ok(Err(error)) => {
                problems.push(syntax::problem(text, &error, &self.project.limits));
                None
            }
            Err(panic) => {
                problems.push(Problem::error(Code::BadSyntax, panic).at(text.spot(0..0), ""));
                None
            }
        }
    }

    /// One rule, with everything that is wrong with it. It may be given even if it has errors.
    fn script(&self, script: &Script, problems: &mut Vec<Problem>) -> Option<(Requirement, Rule)> {
        let most = usize::try_from(self.project.limits.bytes).unwrap_or(usize::MAX);
        if script.text.len() > most {
            let message = format!("the rule is longer than {most} bytes {}", Limits::setting("bytes"));
            let problem =
                Problem::error(Code::TooLarge, message).at(Place::new(Arc::clone(&script.file), 0..0), "");
            problems.push(problem.help("split it into several rules"));
            return None;
        }
        let linked = link(script, &self.project.library, most, problems);
        let parts = linked.text.parts().iter().map(|part| Arc::clone(&part.file));
        self.imported.lock().unwrap_or_else(PoisonError::into_inner).extend(parts);
        let mut found = Vec::new();
        let rule = self.linked(script, &linked, &mut found);
        problems
            .extend(found.into_iter().filter(|problem| is_of_rule(problem, script)).map(|p| linked.told(p)));
        rule.filter(|_| !problems.iter().any(|problem| problem.severity == Severity::Error))
    }

    fn linked(
        &self,
        script: &Script,
        linked: &Linked,
        problems: &mut Vec<Problem>,
    ) -> Option<(Requirement, Rule)> {
        let text = &linked.text;
        let (tree, strict) = self.tree(text, problems)?;
        let header = header::read(&tree, text, &script.id, self.project, problems);
        let ground = Ground { dictionary: &self.project.dictionary, library: &self.library };
        let findings = lint::check(&tree, &header, text, ground, problems);
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
        let card = card(&header, &findings, &tree, &self.project.dictionary);
        // A program keeps within the limits that there are by default, and counts nothing.
        let lowered =
            |tree: &Tree, text: &RuleText| match self.project.limits.are_no_narrower_than_by_default() {
                true => lower(tree, &card, text),
                false => Err(Outside { construct: "limits that are narrower than by default", at: None }),
            };
        let (written, mut ast, compiled) =
            match (with_words_of_stages(text, &findings.stage_subjects), strict) {
                (Cow::Borrowed(written), Some(ast)) => (Arc::from(written), ast, lowered(&tree, text)),
                (written, _) => {
                    let written = RuleText::new(Arc::clone(&script.file), written.into());
                    let ast = match sandbox::guarded(|| self.runner.compile(written.text())) {
                        Ok(Ok(ast)) => ast,
                        Ok(Err(error)) => {
                            problems.push(syntax::problem(text, &error, &self.project.limits));
                            return None;
                        }
                        Err(panic) => {
                            problems.push(Problem::error(Code::BadSyntax, panic).at(text.spot(0..0), ""));
                            return None;
                        }
                    };
                    // Of what runs, so that all positions are the same.
                    let compiled = lowered(&Tree::new(&ast), &written);
                    (Arc::from(written.text()), ast, compiled)
                }
            };
        ast.set_source(&*script.file);
        Some((
            requirement(script, &tree, header, findings.reads)?,
            Rule {
                ast,
                card: Arc::new(card),
                text: written,
                compiled,
                own: linked.own,
                parts: text.parts().to_vec(),
                spent: AtomicU64::new(0),
            },
        ))
    }
}

/// Whether a problem is one of this rule: what nobody calls of an imported file is for other rules.
fn is_of_rule(problem: &Problem, script: &Script) -> bool {
    let own = problem.place.as_ref().is_none_or(|place| place.file == script.file);
    own || problem.code != Code::UnusedFunction
}

/// The text of a rule with a `+` before the subject of each `switch` that can be about stages.
///
/// The language finds the arm by the value's hash, and a stage has none that a word could match: the `+` makes a stage
/// its word, and everything else what it is. It takes the place of the blank before, so that no position moves; only
/// where none stands there, what follows on the same line moves by one column.
fn with_words_of_stages<'t>(text: &'t RuleText, subjects: &BTreeSet<usize>) -> Cow<'t, str> {
    const OTHERWISE: [&str; 4] = ["if", "switch", "true", "false"];
    let mut written = Cow::Borrowed(text.text());
    // From the end, so that the places before stay where they are.
    for &subject in subjects.iter().rev() {
        let word = text.slice(&text.token_at(subject));
        let named = word.starts_with(|c: char| c.is_alphabetic() || c == '_') && !OTHERWISE.contains(&word);
        if !named && word != "(" {
            continue;
        }
        let blank = text.text().get(..subject).is_some_and(|before| before.ends_with([' ', '\t']));
        let from = if blank { subject - 1 } else { subject };
        written.to_mut().replace_range(from..subject, "+");
    }
    written
}

/// What runs of a rule need to know of it.
fn card(header: &Header, findings: &Findings, tree: &Tree, dictionary: &Dictionary) -> Card {
    let slot = |fact: &FactIx| {
        let fact = dictionary.get(*fact);
        let scale = (fact.kind == FactKind::Stage)
            .then(|| Arc::new(Scale { fact: fact.name.clone(), words: fact.stages.clone() }));
        Slot { name: fact.name.clone(), kind: fact.kind, scale }
    };
    Card {
        slots: findings.reads.iter().map(slot).collect(),
        reasons: header.reasons.keys().cloned().collect(),
        topics: findings.topics.iter().cloned().collect(),
        deep: tree.is_deep(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as each engine reads a text, where it does.
    fn trees(text: &str) -> [Option<String>; 3] {
        let limits = Limits::default();
        let engines =
            [sandbox::runner_within(&limits), sandbox::reader(&limits), sandbox::lenient_reader(&limits)];
        engines.map(|engine| engine.compile(text).ok().map(|ast| format!("{:?}", Tree::new(&ast))))
    }

    #[test]
    fn what_the_strict_engine_reads_every_engine_reads_to_the_same_tree() {
        let check = |body: &str| format!("fn check(l) {{ {body} }} fn twice(n) {{ n * 2 }}");
        let mut read = 0;
        let mut bodies: Vec<String> = Vec::new();
        for value in [
            "1",
            "-1.50",
            "l.a.b",
            "twice(3)",
            "\"x\" in \"xy\"",
            "[1, 2][0]",
            "#{ a: 1 }.a",
            "x",
            "(1)",
            "|n| n + 1",
            "if l.a.b { 1 } else { 2 }",
            "{ let y = 1; y }",
            "switch 3 { 1 | 2 => 4, 3..=5 if true => 5, _ => 6 }",
            "l.known_or(\"a.b\", 3)",
            "1 ?? 2",
            "!true && false || true",
            "",
            "eval(\"1\")",
            "l?.a",
            "`a${1}b`",
        ] {
            bodies.extend([
                format!("let x = 1; met({value});"),
                format!("if {value} == {value} {{ met(\"a\"); }} else if {value} {{ }}"),
                format!("const c = {value}; switch {value} {{ 1 => met(\"a\"), _ => {value} }}"),
                format!("for i in [{value}] {{ if i > {value} {{ continue; }} }} return {value};"),
                format!("let f = |a| {{ a + {value} }}; let x = {value}; x += {value};"),
                format!("if a > {{ {value} }}"),
                format!("while {value} {{ break; }}"),
            ]);
        }
        for body in bodies {
            let [strict, reader, lenient] = trees(&check(&body));
            let Some(strict) = strict else { continue };
            assert_eq!(lenient, Some(strict.clone()), "{body}");
            assert!(reader.is_none_or(|reader| reader == strict), "{body}");
            read += 1;
        }
        assert!(read > 40, "{read}");
    }
}
