//! Rules: the only floor that knows the scripting language.
//!
//! In: the texts of the rules, the dictionary and the documents that they may cite. Out: a [`Rulebook`] of
//! requirements that can be asked about the values of one locality, or everything that is wrong with the rules.
//! Invariant: a rule sees the values that it is handed and nothing else; a verdict depends on them alone, and what a
//! rule does wrong costs its own verdicts only.

mod chain;
mod compile;
pub mod coverage;
mod doc;
mod executor;
mod header;
mod holdings;
mod host;
mod library;
mod link;
mod lint;
pub mod literals;
mod lower;
mod overrun;
mod patterns;
mod reasons;
pub mod reference;
mod sandbox;
mod script;
mod stack;
mod stage;
mod syntax;
mod text;
mod vocabulary;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rhai::AST;

use crate::model::fact::Dictionary;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::requirement::{Requirement, RequirementIx};
use crate::problem::Problem;
use crate::program::Program;
use crate::project::{Project, Script};
use host::Card;
use text::{Part, RuleText};

pub use crate::model::run::{Answer, Asked, Look, Position, Read, Run, Slots};
pub use crate::program::End;
pub use crate::program::answers::Answers;
pub use crate::program::source::Targets;
pub use executor::{Executor, ExecutorKind};
pub use header::KEYS as HEAD_KEYS;
pub use lower::Outside;
pub use reasons::{Piece, placeholders};
pub use text::tokens;

/// Requirements with their compiled rules, in order of ids.
#[derive(Debug, Default)]
pub struct Rulebook {
    requirements: Vec<Requirement>,
    /// One a requirement, in the same order.
    rules: Vec<Rule>,
    /// What runs them.
    kind: ExecutorKind,
    /// How much each may take.
    limits: Limits,
    /// The beginnings of the files of `rules/lib/` that none of them imports.
    unimported: Vec<Place>,
    /// Where probes report, if the rules have any.
    hits: Option<coverage::Hits>,
}

/// What of a rule is needed to run it.
struct Rule {
    ast: AST,
    card: Arc<Card>,
    /// The text that the tree was read from.
    text: Arc<str>,
    compiled: Result<Program, Outside>,
    /// Bytes of the text that are the rule's own, and the parts behind them.
    own: usize,
    parts: Vec<Part>,
    /// Nanoseconds that its long runs took so far.
    spent: AtomicU64,
}

impl Rule {
    /// The same rule that has not run yet.
    fn again(&self) -> Self {
        Self {
            ast: AST::empty(),
            card: Arc::clone(&self.card),
            text: Arc::clone(&self.text),
            compiled: Err(Outside { construct: "a rule that is still to be read", at: None }),
            own: self.own,
            parts: self.parts.clone(),
            spent: AtomicU64::new(0),
        }
    }

    /// The time that is left for its runs; `None` where it has taken all.
    fn time_left(&self, limits: &Limits) -> Option<Duration> {
        let spent = Duration::from_nanos(self.spent.load(Ordering::Relaxed));
        Duration::from_secs(limits.seconds).checked_sub(spent).filter(|left| !left.is_zero())
    }

    fn spend(&self, took: Duration) {
        self.spent.fetch_add(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX >> 1), Ordering::Relaxed);
    }

    /// The place of a position that lies in an imported file, for people.
    fn elsewhere(&self, at: Option<Position>) -> Option<String> {
        let (file, line) = self.imported(at?.line)?;
        Some(format!("{file}:{line}"))
    }

    /// The imported file that a line of the text comes from, and its number there.
    fn imported(&self, line: usize) -> Option<(&str, usize)> {
        let before: usize = self.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let part = self.parts.iter().rev().find(|part| part.start <= before)?;
        let line = 1 + self.text.get(part.start..before)?.matches('\n').count();
        Some((&part.file, line))
    }
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

    /// The beginnings of the files of `rules/lib/` that no rule imports, in order.
    #[must_use]
    pub fn unimported(&self) -> &[Place] {
        &self.unimported
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
        Executor::new(self)
    }

    /// The same rules, run by something else; unless told so they are compiled.
    #[must_use]
    pub fn run_by(self, kind: ExecutorKind) -> Self {
        Self { kind, ..self }
    }

    /// Where a line of the text that a rule runs by comes from, if from a file of the library: that, and its number
    /// there.
    #[must_use]
    pub fn imported(&self, rule: RequirementIx, line: usize) -> Option<(&str, usize)> {
        self.rules.get(rule.at())?.imported(line)
    }

    /// The text that a rule runs by, functions of the library that it uses behind its own.
    #[must_use]
    pub fn text(&self, rule: RequirementIx) -> Arc<str> {
        self.rules.get(rule.at()).map_or_else(|| Arc::from(""), |rule| Arc::clone(&rule.text))
    }

    /// Whether a rule has taken all the time that it may: then none of its answers is worth anything.
    #[must_use]
    pub fn is_too_slow(&self, rule: RequirementIx) -> bool {
        self.rules.get(rule.at()).is_some_and(|rule| rule.time_left(&self.limits).is_none())
    }

    /// What keeps a rule from being compiled, so that it is interpreted at a slower pace, and where it stands; `None`
    /// for a compiled rule.
    #[must_use]
    pub fn outside(&self, rule: RequirementIx) -> Option<(Outside, Place)> {
        let (requirement, compiled) = (self.requirements.get(rule.at())?, self.rules.get(rule.at())?);
        let outside = *compiled.compiled.as_ref().err()?;
        let file = Arc::clone(&requirement.place.file);
        Some((
            outside,
            outside.place(&RuleText::linked(file, Arc::clone(&compiled.text), compiled.parts.clone())),
        ))
    }
}
