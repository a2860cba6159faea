//! Running rules: compiled where they can be, interpreted where not, or interpreted throughout.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use rhai::{CallFnOptions, Dynamic, Engine, EvalAltResult, Scope};
use rust_decimal::Decimal;

use super::host::{self, Locality, Names, Path, SharedDesk};
use super::sandbox::Steps;
use super::vocabulary::CHECK;
use super::{Answer, Look, Position, Rule, Rulebook, Run, coverage, overrun, sandbox, stack};
use crate::model::document::Column;
use crate::model::fact::FactIx;
use crate::model::requirement::RequirementIx;
use crate::model::value::{Value, Values};
use crate::model::words;
use crate::program::answers::Answers;
use crate::program::machine::Machine;
use crate::program::source::{Source, Targets};

words! {
    /// What runs the rules. Both give the same answers; the interpreter is the reference.
    ExecutorKind {
        /// Programs over columns; rules that cannot be compiled are interpreted.
        Compiled = "compiled",
        /// The scripting language's own interpreter.
        Interpreted = "interpreted",
    }
}

#[expect(clippy::derivable_impls, reason = "a closed set of words cannot name its own default")]
impl Default for ExecutorKind {
    fn default() -> Self {
        Self::Compiled
    }
}

/// Runs rules, on one thread.
pub struct Executor<'r> {
    rulebook: &'r Rulebook,
    kind: ExecutorKind,
    machine: Machine,
    /// Made when it is first needed.
    interpreter: Option<Interpreter<'r>>,
    /// How many times it ran a rule.
    ran: usize,
}

impl fmt::Debug for Executor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor")
            .field("rulebook", &self.rulebook)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl<'r> Executor<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        Self { rulebook, kind: rulebook.kind, machine: Machine::default(), interpreter: None, ran: 0 }
    }

    /// The same, run by this and not by what the rulebook names.
    #[must_use]
    pub fn by(self, kind: ExecutorKind) -> Self {
        Self { kind, ..self }
    }

    /// How many times a rule was run so far, for one locality each.
    #[must_use]
    pub fn ran(&self) -> usize {
        self.ran
    }

    /// Runs one rule on the values of one locality: one a fact of the requirement's `reads`, in that order, and the
    /// deadline's target.
    ///
    /// Whatever the rule does, this returns: what goes wrong is the answer `Failed`, and the next run knows nothing of it.
    #[must_use]
    pub fn run(&mut self, rule: RequirementIx, values: &[Option<Value>], target: Option<Decimal>) -> Run {
        let compiled = self.rulebook.rules.get(rule.at()).and_then(|rule| rule.compiled.as_ref().ok());
        if self.kind == ExecutorKind::Compiled && compiled.is_some_and(|program| program.takes(values)) {
            let facts = self.rulebook.requirements.get(rule.at()).map_or(&[][..], |known| &known.reads);
            let column = |(fact, value): (&FactIx, &Option<Value>)| {
                Some(Column { fact: *fact, known: vec![true], values: Values::from(value.clone()?) })
            };
            let columns: Vec<Option<Column>> = facts.iter().zip(values).map(column).collect();
            let columns: Vec<Option<&Column>> = columns.iter().map(Option::as_ref).collect();
            if let Some(run) = self.run_many(rule, &columns, 0..1, Targets::Same(target)).run(0) {
                return run;
            }
        }
        self.ran += 1;
        interpret(self.rulebook, &mut self.interpreter, rule, values, target)
    }

    /// Runs one rule as [`Executor::run`] does, and tells every place where it asked for something: the interpreter
    /// runs it, which goes from place to place.
    #[must_use]
    pub fn watch(
        &mut self,
        rule: RequirementIx,
        values: &[Option<Value>],
        target: Option<Decimal>,
    ) -> (Run, Vec<Look>) {
        self.ran += 1;
        let interpreter = self.interpreter.get_or_insert_with(|| Interpreter::new(self.rulebook));
        host::at(&interpreter.desk).watch();
        let run = interpreter.run(rule, values, target);
        let looks = host::at(&interpreter.desk).watched();
        (run, looks)
    }

    /// Runs one rule for some rows of columns: one column a fact of the requirement's `reads`, in that order, `None`
    /// where nobody reported it. Rows past the end of a column do not report its fact. The first answer is that of the
    /// range's first row; targets are numbered from there too.
    #[must_use]
    pub fn run_many(
        &mut self,
        rule: RequirementIx,
        columns: &[Option<&Column>],
        rows: Range<usize>,
        targets: Targets<'_>,
    ) -> Answers<'r> {
        self.ran += rows.len();
        let Self { rulebook, kind, machine, interpreter, .. } = self;
        let rulebook: &'r Rulebook = rulebook;
        let source = Source { columns, from: rows.start, targets, first: 0 };
        let mut interpret =
            |row| interpret(rulebook, interpreter, rule, &source.values(row), source.target(row));
        match (kind, rulebook.rules.get(rule.at()).and_then(|rule| rule.compiled.as_ref().ok())) {
            (ExecutorKind::Compiled, Some(program)) => {
                Answers::new(program, machine, rows.len(), source, interpret)
            }
            _ => Answers::told((0..rows.len()).map(&mut interpret).collect()),
        }
    }
}

fn interpret<'r>(
    rulebook: &'r Rulebook,
    interpreter: &mut Option<Interpreter<'r>>,
    rule: RequirementIx,
    values: &[Option<Value>],
    target: Option<Decimal>,
) -> Run {
    interpreter.get_or_insert_with(|| Interpreter::new(rulebook)).run(rule, values, target)
}

/// Runs rules with the language's own interpreter.
pub(super) struct Interpreter<'r> {
    rulebook: &'r Rulebook,
    pub(super) engine: Engine,
    desk: SharedDesk,
    /// Where each rule's facts stand in the numbering of this engine; one a rule, in the same order.
    paths: Vec<Arc<[Path]>>,
    steps: Steps,
    scope: Scope<'static>,
    /// Where the checks begin whose time is over: how far they came depends on the machine, and is told of none.
    slow: HashMap<RequirementIx, Option<Position>>,
}

impl<'r> Interpreter<'r> {
    pub(super) fn new(rulebook: &'r Rulebook) -> Self {
        let desk = SharedDesk::default();
        let names = Names::new(rulebook.rules.iter().map(|rule| &*rule.card));
        let mut engine = sandbox::runner_within(&rulebook.limits);
        host::register(&mut engine, &desk, &names);
        let steps = Steps::default();
        steps.bound(&mut engine, &rulebook.limits);
        if let Some(hits) = &rulebook.hits {
            coverage::register(&mut engine, hits);
        }
        let paths = rulebook.rules.iter().map(|rule| names.paths(&rule.card)).collect();
        Self { rulebook, engine, desk, paths, steps, scope: Scope::new(), slow: HashMap::new() }
    }

    pub(super) fn run(
        &mut self,
        rule: RequirementIx,
        values: &[Option<Value>],
        target: Option<Decimal>,
    ) -> Run {
        let (Some(compiled), Some(paths)) = (self.rulebook.rules.get(rule.at()), self.paths.get(rule.at()))
        else {
            return Run::failed("there is no such rule".to_owned(), None);
        };
        let limits = &self.rulebook.limits;
        let Some(left) = compiled.time_left(limits) else {
            let begins = self.slow.entry(rule).or_insert_with(|| overrun::begin(&compiled.ast));
            return Run::failed(sandbox::too_slow(limits), *begins);
        };
        host::at(&self.desk).lay(&compiled.card, paths, values, target);
        self.steps.begin(left);
        let (engine, scope) = (&self.engine, &mut self.scope);
        let mut check = || {
            sandbox::guarded(|| {
                let options = CallFnOptions::new().eval_ast(false);
                engine.call_fn_with_options::<Dynamic>(options, scope, &compiled.ast, CHECK, (Locality,))
            })
        };
        let outcome = if compiled.card.deep { stack::roomy(check).and_then(|ran| ran) } else { check() };
        self.scope.clear();
        if let Some(took) = self.steps.took() {
            compiled.spend(took);
        }
        let overran = matches!(&outcome, Ok(Err(error)) if overrun::is_nowhere(error));
        let mut run = self.close(outcome);
        if overran && run.at.is_none() && matches!(run.answer, Answer::Failed { .. }) {
            run.at = self.overran_at(compiled, paths, values, target);
        }
        match &run.answer {
            Answer::Failed { .. } if compiled.time_left(limits).is_none() => {
                Run { answer: Answer::Failed { message: sandbox::too_slow(limits) }, ..run }
            }
            Answer::Failed { message } => match compiled.elsewhere(run.at) {
                Some(place) => {
                    Run { answer: Answer::Failed { message: format!("{message} ({place})") }, ..run }
                }
                None => run,
            },
            _ => run,
        }
    }

    /// Where a check reaches the limit that has ended it, found out in the time that is left.
    fn overran_at(
        &self,
        rule: &Rule,
        paths: &Arc<[Path]>,
        values: &[Option<Value>],
        target: Option<Decimal>,
    ) -> Option<Position> {
        self.steps.begin(rule.time_left(&self.rulebook.limits)?);
        host::at(&self.desk).lay(&rule.card, paths, values, target);
        let place = || sandbox::guarded(|| overrun::place(&self.engine, &rule.ast)).ok().flatten();
        let at = if rule.card.deep { stack::roomy(place).ok().flatten() } else { place() };
        let _ = host::at(&self.desk).clear();
        if let Some(took) = self.steps.took() {
            rule.spend(took);
        }
        at
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
                let (message, at) = sandbox::explain_within(&error, &self.rulebook.limits);
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
