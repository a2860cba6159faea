//! The lint: everything that can be known of a rule before it runs.
//!
//! A check is followed as if it ran, with types in the place of values: each function is looked into at each call, with
//! the types that it is called with. What is certainly wrong is an error, what is suspicious a warning, and where types
//! cannot be followed nothing is said. One thing must always be known: which facts a rule can read.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod calls;
mod chains;
mod closures;
mod facts;
mod functions;
mod loops;
mod operators;
mod scope;
mod sense;
mod statements;
mod switches;
mod templates;
mod types;
mod values;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::header::Header;
use super::library::Library;
use super::script::Script;
use super::text::RuleText;
use crate::model::fact::{Dictionary, FactIx};
use crate::model::place::Place;
use crate::problem::hint::Hint;
use crate::problem::{Absent, Code, Problem, Severity};
use scope::Scope;
use types::{Flow, Type};

/// What the lint found out about a rule.
#[derive(Debug)]
pub(super) struct Findings {
    /// Every fact that the rule can read, in order of names.
    pub(super) reads: Vec<FactIx>,
    /// Topics that it names.
    pub(super) topics: BTreeSet<String>,
    /// Where the subjects of a `switch` begin that can be stages: bytes of the text.
    pub(super) stage_subjects: BTreeSet<usize>,
}

/// What a rule is checked against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'l> {
    /// The facts that there are.
    pub(super) dictionary: &'l Dictionary,
    /// The functions of the language.
    pub(super) library: &'l Library,
}

/// Follows a rule and reports everything that is wrong with it.
pub(super) fn check(
    script: &Script,
    header: &Header,
    text: &RuleText,
    ground: Ground<'_>,
    problems: &mut Vec<Problem>,
) -> Findings {
    let mut lint = Lint {
        script,
        header,
        text,
        dictionary: ground.dictionary,
        library: ground.library,
        problems,
        reported: HashSet::new(),
        reads: BTreeSet::new(),
        topics: BTreeSet::new(),
        loose: BTreeSet::new(),
        used: HashSet::new(),
        any_reason: false,
        refusal: None,
        scope: Scope::default(),
        live: true,
        running: Vec::new(),
        known: HashMap::new(),
        looked_into: HashSet::new(),
        steps: 0,
        closures_decide: false,
        undecided: false,
        shared: HashSet::new(),
        stage_subjects: BTreeSet::new(),
        places: BTreeMap::new(),
    };
    lint.functions();
    lint.loose_reads();
    lint.reasons();
    // Facts are numbered in order of their names.
    Findings {
        reads: lint.reads.into_iter().collect(),
        topics: lint.topics,
        stage_subjects: lint.stage_subjects,
    }
}

/// A call as it was looked into: which function, on what, with what, and whether it can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Call {
    function: usize,
    this: Option<Type>,
    types: Vec<Type>,
    live: bool,
}

struct Lint<'l> {
    script: &'l Script,
    header: &'l Header,
    text: &'l RuleText,
    dictionary: &'l Dictionary,
    library: &'l Library,
    problems: &'l mut Vec<Problem>,
    /// What has been said, and where: ways that are passed twice say it once.
    reported: HashSet<(Code, Severity, Place)>,
    reads: BTreeSet<FactIx>,
    /// Topics that are named anywhere behind a dot.
    topics: BTreeSet<String>,
    /// Properties that are read from something unknown, which may be a topic.
    loose: BTreeSet<String>,
    /// Keys of reasons that a verdict names.
    used: HashSet<String>,
    /// Whether some verdict may name any key.
    any_reason: bool,
    /// The first key that `not_met` names, for examples in helps.
    refusal: Option<String>,
    scope: Scope,
    /// Whether what is looked at can be reached: only then does it read anything.
    live: bool,
    /// Calls that are being looked into, outermost first.
    running: Vec<Call>,
    /// What calls were found to give.
    known: HashMap<Call, Flow>,
    /// Functions that something calls.
    looked_into: HashSet<usize>,
    /// Expressions looked at so far.
    steps: usize,
    /// Whether some closure can end the check.
    closures_decide: bool,
    /// Whether there is no check, so that nothing is read at all.
    undecided: bool,
    /// Names that a closure shares, so that they can change unseen.
    shared: HashSet<String>,
    stage_subjects: BTreeSet<usize>,
    /// Places of positions, which are looked up again and again.
    places: BTreeMap<rhai::Position, Place>,
}

impl<'l> Lint<'l> {
    /// Reports a problem once, however often its place is passed.
    fn report(&mut self, problem: Problem) {
        let fresh = match &problem.place {
            Some(place) => self.reported.insert((problem.code, problem.severity, place.clone())),
            None => true,
        };
        if fresh {
            self.problems.push(problem);
        }
    }

    /// The token at a position.
    fn place(&mut self, at: rhai::Position) -> Place {
        let text = self.text;
        self.places.entry(at).or_insert_with(|| text.place(at)).clone()
    }

    fn error(
        &mut self,
        code: Code,
        at: rhai::Position,
        message: impl Into<String>,
        label: &str,
        help: impl Into<Hint>,
    ) {
        let place = self.place(at);
        self.report(Problem::error(code, message).at(place, label).help(help));
    }

    fn warn(
        &mut self,
        code: Code,
        at: rhai::Position,
        message: impl Into<String>,
        label: &str,
        help: impl Into<Hint>,
    ) {
        let place = self.place(at);
        self.report(Problem::warning(code, message).at(place, label).help(help));
    }

    /// A fact that is read and not declared.
    fn no_fact(&mut self, fact: &str, at: rhai::Position, problem: Problem) {
        let help = self.meant_fact(fact);
        let place = self.place(at);
        self.report(problem.at(place, "").help(help).about(Absent::Fact(fact.to_owned())));
    }

    /// Something of the language that rules do without.
    fn forbid(&mut self, at: rhai::Position, message: impl Into<String>, help: impl Into<Hint>) {
        self.error(Code::ForbiddenConstruct, at, message, "", help);
    }
}
