//! Rules: the only floor that knows the scripting language.
//!
//! In: the texts of the rules, the dictionary and the documents that they may cite. Out: a [`Rulebook`] of
//! requirements that can be asked about the values of one locality, or everything that is wrong with the rules.
//! Invariant: a rule sees the values that it is handed and nothing else; a verdict depends on them alone, and what a
//! rule does wrong costs its own verdicts only.

mod compile;
pub mod coverage;
mod doc;
mod header;
mod host;
mod library;
mod lint;
mod reasons;
pub mod reference;
mod sandbox;
mod script;
mod stage;
mod syntax;
mod text;
mod vocabulary;

use std::fmt;
use std::sync::Arc;

use rhai::{AST, CallFnOptions, Dynamic, Engine, EvalAltResult, Scope};
use rust_decimal::Decimal;

use crate::model::day::Day;
use crate::model::fact::Dictionary;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::model::value::Value;
use crate::problem::Problem;
use crate::project::{Project, Script};
use host::{Card, Locality, Names, Path, SharedDesk};
pub use reasons::{Piece, placeholders};
use sandbox::Steps;
use vocabulary::CHECK;

/// Line and column in a rule's text, both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A fact read while a rule ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Position in the requirement's `reads`.
    pub slot: usize,
    /// Where the rule read it, where known.
    pub at: Option<Position>,
}

/// What a rule answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Complete, for a reason, since a day where the rule says one. Reasons are positions in the requirement's table.
    Met { reason: usize, day: Option<Day> },
    /// Not complete.
    NotMet { reason: usize },
    /// So much of so much: complete where done >= total. `total` is above 0, `done` not below.
    Progress { done: Decimal, total: Decimal, open: usize, done_reason: usize },
    /// The requirement does not apply.
    NotApplicable { reason: usize },
    /// It needs something that is not reported: a fact (`Some(slot)`) or the target (`None`).
    Missing { slot: Option<usize> },
    /// It failed.
    Failed { message: String },
}

/// One run of one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What it answered.
    pub answer: Answer,
    /// Where it decided, where known.
    pub at: Option<Position>,
    /// Facts that it read and got, in order of first reading, each once.
    pub reads: Vec<Read>,
    /// Whether it read the target.
    pub read_target: bool,
}

/// Requirements with their compiled rules, in order of ids.
#[derive(Debug, Default)]
pub struct Rulebook {
    requirements: Vec<Requirement>,
    /// One a requirement, in the same order.
    rules: Vec<Rule>,
    /// Where probes report, if the rules have any.
    hits: Option<coverage::Hits>,
}

/// What of a rule is needed to run it.
struct Rule {
    ast: AST,
    card: Arc<Card>,
    /// The text that the tree was read from.
    text: Arc<str>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("card", &self.card).finish_non_exhaustive()
    }
}

impl Rulebook {
    /// Checks and compiles the rules. All problems are given, warnings too; a rule with an error is left out.
    ///
    /// Problems are in order of their places, whatever the order of the scripts.
    #[must_use]
    pub fn compile(scripts: &[Script], project: &Project) -> (Self, Vec<Problem>) {
        compile::compile(scripts, project)
    }

    /// The same rules with probes, so that running them tells what they reach.
    ///
    /// # Errors
    /// A problem where a rule does not compile with its probes.
    pub fn probed(&self) -> Result<coverage::Probed, Problem> {
        coverage::probed(self)
    }

    /// The requirements, in order of ids.
    #[must_use]
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// The requirement at an index of this rulebook.
    ///
    /// # Panics
    /// If the index is of another rulebook: indexes are only made by this one.
    #[must_use]
    pub fn requirement(&self, rule: RequirementIx) -> &Requirement {
        &self.requirements[rule.at()]
    }

    /// The index of a requirement's id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<RequirementIx> {
        self.requirements.binary_search_by(|r| r.id.as_str().cmp(id)).ok().map(RequirementIx::new)
    }

    /// Something that runs rules; make one a thread, and use it for many runs.
    ///
    /// The dictionary must be the one that the rulebook was compiled with.
    #[must_use]
    pub fn executor<'r>(&'r self, _dictionary: &'r Dictionary) -> Executor<'r> {
        let desk = SharedDesk::default();
        let names = Names::new(self.rules.iter().map(|rule| &*rule.card));
        let mut engine = sandbox::runner();
        host::register(&mut engine, &desk, &names);
        let steps = Steps::default();
        steps.bound(&mut engine);
        if let Some(hits) = &self.hits {
            coverage::register(&mut engine, hits);
        }
        let paths = self.rules.iter().map(|rule| names.paths(&rule.card)).collect();
        Executor { rulebook: self, engine, desk, steps, paths, scope: Scope::new() }
    }
}

/// Runs rules, on one thread.
pub struct Executor<'r> {
    rulebook: &'r Rulebook,
    engine: Engine,
    desk: SharedDesk,
    steps: Steps,
    /// Where each rule's facts stand in the numbering of this executor's engine; one a rule, in the same order.
    paths: Vec<Arc<[Path]>>,
    scope: Scope<'static>,
}

impl fmt::Debug for Executor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor").field("rulebook", &self.rulebook).finish_non_exhaustive()
    }
}

impl Executor<'_> {
    /// Runs one rule on the values of one locality: one a fact of the requirement's `reads`, in that order, and the
    /// deadline's target.
    ///
    /// Whatever the rule does, this returns: what goes wrong is the answer `Failed`, and the next run knows nothing of it.
    #[must_use]
    pub fn run(&mut self, rule: RequirementIx, values: &[Option<Value>], target: Option<Decimal>) -> Run {
        let (Some(compiled), Some(paths)) = (self.rulebook.rules.get(rule.at()), self.paths.get(rule.at()))
        else {
            return Run::failed("there is no such rule".to_owned(), None);
        };
        host::at(&self.desk).lay(&compiled.card, paths, values, target);
        self.steps.begin();
        let (engine, scope) = (&self.engine, &mut self.scope);
        let mut check = || {
            sandbox::guarded(|| {
                let options = CallFnOptions::new().eval_ast(false);
                engine.call_fn_with_options::<Dynamic>(options, scope, &compiled.ast, CHECK, (Locality,))
            })
        };
        let outcome = if compiled.card.deep { sandbox::roomy(check).and_then(|ran| ran) } else { check() };
        self.scope.clear();
        self.close(outcome)
    }

    /// Makes the record of a run out of how it came back and what lies on the desk.
    fn close(&self, outcome: Result<Result<Dynamic, Box<EvalAltResult>>, String>) -> Run {
        let (stop, reads, read_target) = host::at(&self.desk).clear();
        let run = match (outcome, stop) {
            // A verdict counts only if nothing broke: a panic behind it leaves nothing to trust.
            (Err(panic), _) => Run::failed(panic, None),
            (Ok(_), Some((answer, at))) => Run { answer, at, reads: Vec::new(), read_target: false },
            (Ok(Ok(_)), None) => Run::failed("the check ended without a verdict".to_owned(), None),
            (Ok(Err(error)), None) => {
                let (message, at) = sandbox::explain(&error);
                Run::failed(message, at)
            }
        };
        Run { reads, read_target, ..run }
    }
}

impl Run {
    fn failed(message: String, at: Option<Position>) -> Self {
        Self { answer: Answer::Failed { message }, at, reads: Vec::new(), read_target: false }
    }
}
