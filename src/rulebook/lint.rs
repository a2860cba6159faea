//! The lint: everything that can be known of a rule before it runs.
//!
//! A check is followed as if it ran, with types in the place of values: each function is looked into at each call, with
//! the types that it is called with. What a rule may use of the language is a closed list, and all that stands outside of
//! it is refused by name, so that every rule that passes can be followed to its end, and ends.

mod calls;
mod facts;
mod operators;
mod statements;
mod types;
mod values;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::header::Header;
use super::nearest::list;
use super::reasons::{Piece, bad_braces, placeholders};
use super::script::Script;
use super::text::RuleText;
use super::vocabulary::{CHECK, LOCALITY, Verdict};
use crate::model::fact::{Dictionary, FactIx};
use crate::model::place::Place;
use crate::problem::{Code, Problem, Severity};
use types::{Flow, Type};

/// What the lint found out about a rule.
#[derive(Debug)]
pub(super) struct Findings {
    /// Every fact that the rule can read, in order of names.
    pub(super) reads: Vec<FactIx>,
}

/// Follows a rule and reports everything that is wrong with it.
pub(super) fn check(
    script: &Script,
    header: &Header,
    text: &RuleText,
    dictionary: &Dictionary,
    problems: &mut Vec<Problem>,
) -> Findings {
    let mut lint = Lint {
        script,
        header,
        text,
        dictionary,
        problems,
        reads: BTreeSet::new(),
        used: HashSet::new(),
        refusal: None,
        scope: Vec::new(),
        running: Vec::new(),
        known: HashMap::new(),
    };
    lint.functions();
    lint.reasons();
    // Facts are numbered in order of their names.
    Findings { reads: lint.reads.into_iter().collect() }
}

struct Lint<'l> {
    script: &'l Script,
    header: &'l Header,
    text: &'l RuleText,
    dictionary: &'l Dictionary,
    problems: &'l mut Vec<Problem>,
    reads: BTreeSet<FactIx>,
    /// Keys of reasons that a verdict names.
    used: HashSet<String>,
    /// The first key that `not_met` names, for examples in helps.
    refusal: Option<String>,
    /// Names that have values here, innermost last.
    scope: Vec<(String, Type)>,
    /// Functions that are being looked into, outermost first.
    running: Vec<usize>,
    /// What calls with these types were found to give.
    known: HashMap<(usize, Vec<Type>), Flow>,
}

impl<'l> Lint<'l> {
    /// Reports a problem once, however often its place is passed.
    fn report(&mut self, problem: Problem) {
        let seen = self
            .problems
            .iter()
            .any(|p| p.code == problem.code && p.place == problem.place && p.place.is_some());
        if !seen {
            self.problems.push(problem);
        }
    }

    fn error(
        &mut self,
        code: Code,
        at: rhai::Position,
        message: impl Into<String>,
        label: &str,
        help: impl Into<String>,
    ) {
        let place = self.text.place(at);
        self.report(Problem::error(code, message).at(place, label).help(help));
    }

    /// Something of the language that rules do without.
    fn forbid(&mut self, at: rhai::Position, message: impl Into<String>, help: impl Into<String>) {
        self.error(Code::ForbiddenConstruct, at, message, "", help);
    }

    /// All functions: `check` with what it calls, then those that nobody calls.
    fn functions(&mut self) {
        for (at, function) in self.script.functions.iter().enumerate() {
            self.name_of_function(at, &function.name);
        }
        match self.script.function(CHECK, 1) {
            Some(check) => {
                if &*self.script.functions[check].parameters[0] != LOCALITY {
                    let place = self.text.spot(self.script.functions[check].name_span(self.text));
                    let problem = Problem::error(
                        Code::MissingCheck,
                        format!("the parameter of `{CHECK}` must be `{LOCALITY}`"),
                    );
                    self.report(problem.at(place, "").help("write `fn check(locality) { ... }`"));
                }
                let flow = self.look_into(check, vec![Type::Locality]);
                self.must_decide(check, &flow);
            }
            None => {
                let named = self.script.functions.iter().find(|function| function.name == CHECK);
                let place = named.map_or_else(
                    || self.text.spot(self.text.text().len()..self.text.text().len()),
                    |function| self.text.spot(function.name_span(self.text)),
                );
                let message = match named {
                    Some(_) => format!("`{CHECK}` must have one parameter, `{LOCALITY}`"),
                    None => format!("the rule has no function `{CHECK}`"),
                };
                self.report(
                    Problem::error(Code::MissingCheck, message)
                        .at(place, "")
                        .help("write `fn check(locality) { ... }`; it is what the engine asks"),
                );
            }
        }
        // A function that nobody calls may still name facts that do not exist.
        let called: HashSet<usize> = self.known.keys().map(|(function, _)| *function).collect();
        for (at, function) in self.script.functions.iter().enumerate() {
            // Closures are functions too, of names that nobody can write; they are refused where they stand.
            if !called.contains(&at) && !function.name.contains('$') {
                let types = function.parameters.iter();
                let types =
                    types.map(|name| if &**name == LOCALITY { Type::Locality } else { Type::Unknown });
                self.look_into(at, types.collect());
            }
        }
    }

    fn name_of_function(&mut self, at: usize, name: &str) {
        let taken = Verdict::from_word(name).is_some()
            || super::vocabulary::Question::from_word(name).is_some()
            || name == super::vocabulary::CONTAINS;
        if taken {
            let place = self.text.spot(self.script.functions[at].name_span(self.text));
            let problem =
                Problem::error(Code::RedefinedFunction, format!("`{name}` is a word of the engine"));
            self.report(problem.at(place, "defined anew here").help("choose another name for this function"));
        }
    }

    /// Every way through `check` must end in a verdict.
    fn must_decide(&mut self, check: usize, flow: &Flow) {
        if !flow.goes_on || flow.unsure {
            return;
        }
        let function = &self.script.functions[check];
        let place = self.text.place(function.end);
        let mut problem = Problem::error(Code::NoVerdict, "the check can end here without a verdict");
        problem = problem.at(place, "no verdict on the way here");
        if let Some((open, why)) = statements::open_branch(&function.body) {
            problem = problem.related(self.text.place(open), why);
        }
        let unused = self.header.reasons.keys().find(|key| !self.used.contains(*key));
        let key = unused.or(self.refusal.as_ref()).map_or("reason", String::as_str);
        let help =
            format!("say what holds otherwise before the last `}}`: for example `not_met(\"{key}\");`");
        self.report(problem.help(help));
    }

    /// Texts of reasons, and reasons that no verdict uses.
    fn reasons(&mut self) {
        // Behind an error a reason may only seem to be unused.
        let sure = !self.problems.iter().any(|problem| problem.severity == Severity::Error);
        for (key, reason) in &self.header.reasons {
            for (text, place) in [(&reason.text.en, &reason.texts[0]), (&reason.text.vi, &reason.texts[1])] {
                self.template(text, place);
            }
            if sure && !self.used.contains(key) {
                self.report(
                    Problem::warning(Code::UnusedReason, format!("no verdict uses the reason `{key}`"))
                        .at(reason.key.clone(), "")
                        .help("use it, or take it out"),
                );
            }
        }
    }

    fn template(&mut self, text: &str, place: &Place) {
        for (span, why) in bad_braces(text) {
            let part = text.get(span).unwrap_or("").to_owned();
            let place = self.inside(place, &part);
            let problem = Problem::error(Code::BadPlaceholder, why).at(place, "");
            self.report(problem.help("a placeholder is a fact in braces: `{topic.property}`"));
        }
        for piece in placeholders(text) {
            let Piece::Fact(name) = piece else { continue };
            if name.trim().is_empty() {
                continue;
            }
            let place = self.inside(place, &format!("{{{name}}}"));
            match self.dictionary.find(name) {
                Some(fact) if self.reads.contains(&fact) => {}
                Some(_) => {
                    let help = if self.reads.is_empty() {
                        format!("read it in the check first: `{LOCALITY}.{name};`")
                    } else {
                        let read: Vec<&str> =
                            self.reads.iter().map(|f| self.dictionary.get(*f).name.as_str()).collect();
                        format!(
                            "it reads {}; to show another, read it first: `{LOCALITY}.{name};`",
                            list(read, "and")
                        )
                    };
                    let message = format!("the rule does not read `{name}`, so a reason cannot show it");
                    self.report(Problem::error(Code::BadPlaceholder, message).at(place, "").help(help));
                }
                None => {
                    let help = self.meant_fact(name);
                    let message = format!("there is no fact `{name}`");
                    self.report(Problem::error(Code::BadPlaceholder, message).at(place, "").help(help));
                }
            }
        }
    }

    /// The first place of some words inside of a written text.
    fn inside(&self, place: &Place, words: &str) -> Place {
        match self.text.slice(&place.span).find(words) {
            Some(at) => self.text.spot(place.span.start + at..place.span.start + at + words.len()),
            None => place.clone(),
        }
    }
}
