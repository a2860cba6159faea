//! Statements: what goes on behind them, and what is never reached.

use rhai::{ASTFlags, Expr, FlowControl, OpAssignment, Stmt};

use super::Lint;
use super::types::{Flow, Type};
use crate::problem::Code;
use crate::problem::hint::{Hint, nearest};
use crate::rulebook::chain::{Chain, Step};
use crate::rulebook::vocabulary::{FORBIDDEN, LOCALITY, Question, REQUIREMENT, Verdict};

/// What at the end of a body lets a way through, where it can be told, with few words about it.
pub(super) fn open_branch(body: &[Stmt]) -> Option<(rhai::Position, &'static str)> {
    const NOT_SO: &str = "nothing is decided when this is not so";
    match body.last()? {
        Stmt::If(parts, at) if parts.branch.is_empty() => Some((*at, NOT_SO)),
        Stmt::If(parts, at) => Some(open_branch(parts.branch.statements()).unwrap_or((*at, NOT_SO))),
        Stmt::Switch(_, at) => Some((*at, "some values have no arm, or an arm that does not decide")),
        Stmt::Block(block) => open_branch(block.statements()),
        Stmt::Expr(expression) => match &**expression {
            Expr::FnCall(call, at) if !call.is_operator_call() => {
                Some((*at, "this does not decide every case"))
            }
            _ => None,
        },
        _ => None,
    }
}

impl Lint<'_> {
    /// A block: names that it gives end with it.
    pub(super) fn block(&mut self, statements: &[Stmt]) -> Flow {
        let depth = self.scope.depth();
        let flow = self.statements(statements);
        self.scope.truncate(depth);
        flow
    }

    pub(super) fn statements(&mut self, statements: &[Stmt]) -> Flow {
        let mut way = Flow::on(Type::Nothing);
        let live = self.live;
        for statement in statements {
            if !way.goes_on && !way.unsure && self.live {
                // What is never reached reads nothing, but may still be wrong.
                self.live = false;
                let at = start(statement);
                self.warn(
                    Code::UnreachableCode,
                    at,
                    "this is never reached",
                    "nothing goes on behind what stands before",
                    "a verdict ends the check at once: take this out, or move it before the verdict",
                );
            }
            let next = self.statement(statement);
            way = way.then(next);
        }
        self.live = live;
        way
    }

    fn statement(&mut self, statement: &Stmt) -> Flow {
        match statement {
            Stmt::Noop(_) => Flow::on(Type::Nothing),
            Stmt::Expr(expression) => self.expression_statement(expression),
            Stmt::FnCall(call, at) => self.call(call, *at),
            Stmt::Block(block) => self.block(block.statements()),
            Stmt::If(parts, _) => self.branches(parts),
            Stmt::Switch(parts, at) => self.switch(&parts.0, &parts.1, *at),
            Stmt::For(parts, _) => self.for_loop(&parts.0, parts.1.as_ref(), &parts.2),
            Stmt::BreakLoop(value, ..) => {
                let way = value.as_ref().map_or(Flow::on(Type::Nothing), |value| self.value(value));
                Flow { unsure: true, ..way.then(Flow::ended()) }
            }
            Stmt::Var(definition, flags, at) => self.definition(definition, *flags, *at),
            Stmt::Assignment(parts) => self.assignment(&parts.0, &parts.1.lhs, &parts.1.rhs),
            Stmt::Return(value, flags, at) if !flags.contains(ASTFlags::BREAK) => {
                self.leave(value.as_deref(), *at)
            }
            Stmt::Share(names) => {
                self.share(names.iter().map(|(name, _)| name.name.as_str()));
                Flow::on(Type::Nothing)
            }
            other => self.refused(other),
        }
    }

    fn expression_statement(&mut self, expression: &Expr) -> Flow {
        match expression {
            Expr::Variable(name, _, at)
                if Verdict::from_word(&name.1).is_some() && self.scope.get(&name.1).is_none() =>
            {
                let usage = Verdict::from_word(&name.1).map_or("", Verdict::usage);
                let message = format!("`{}` is not called: it has no parentheses", name.1);
                self.error(Code::UnknownVariable, *at, message, "", format!("write {usage}"));
                Flow::unsure()
            }
            other => self.value(other),
        }
    }

    fn branches(&mut self, parts: &FlowControl) -> Flow {
        let condition = self.condition(&parts.expr);
        let both = self.ways(&[&parts.body, &parts.branch], |lint, way| lint.block(way.statements()));
        both.map_or(condition.clone(), |both| condition.then(both))
    }

    /// A value that must be true or false.
    pub(super) fn condition(&mut self, expression: &Expr) -> Flow {
        let flow = self.value(expression);
        let help = match &flow.value {
            Type::Bool | Type::Unknown => return flow,
            ty if ty.is_number() => "compare it with a number, such as `... > 0`".to_owned(),
            Type::Stage(fact) => {
                let stages = &self.dictionary.get(*fact).stages;
                let last = stages.last().map_or("stage", String::as_str);
                format!("compare it with a stage, such as `... == \"{last}\"`")
            }
            Type::Text(_) => "compare it with a text, such as `... == \"...\"`".to_owned(),
            Type::Date => "compare it with another date fact".to_owned(),
            Type::Topic(topics) => match topics.first().and_then(|topic| self.facts_of(topic)) {
                Some(known) => format!("a fact has two parts; this topic has {known}"),
                None => "a fact has two parts: `locality.topic.property`".to_owned(),
            },
            _ => "write something that is true or false".to_owned(),
        };
        let message =
            format!("a condition must be true or false, and this is {}", flow.value.name(self.dictionary));
        self.error(Code::TypeMismatch, anchor(expression), message, "", help);
        flow.giving(Type::Unknown)
    }

    fn definition(
        &mut self,
        definition: &(rhai::Ident, Expr, Option<std::num::NonZeroUsize>),
        flags: ASTFlags,
        at: rhai::Position,
    ) -> Flow {
        let (name, value, _) = definition;
        if flags.contains(ASTFlags::EXPORTED) {
            self.forbid(at, "rules share nothing with each other", "take `export` out");
        }
        let flow = self.value(value);
        if &*name.name == LOCALITY && flow.value != Type::Locality {
            let help =
                "whoever reads the rule takes `locality` for the one that is checked; choose another name";
            self.warn(Code::RedefinedFunction, name.pos, "`locality` is given another value", "", help);
        }
        self.scope.push(&name.name, flow.value.clone());
        flow.giving(Type::Nothing)
    }

    fn assignment(&mut self, operator: &OpAssignment, target: &Expr, value: &Expr) -> Flow {
        let way = self.value(value);
        let at = operator.position();
        let Expr::Variable(name, _, position) = target else {
            let inside = self.part_of_a_table(target);
            return way.then(inside).giving(Type::Nothing);
        };
        let Some(old) = self.scope.get(&name.1).cloned() else {
            self.unknown_variable(&name.1, *position);
            return way;
        };
        let new = match operator.get_op_assignment_info() {
            None => way.value.clone(),
            Some((.., symbol)) => {
                let operands = [(target, old), (value, way.value.clone())];
                self.computed(symbol, operands, at)
            }
        };
        let new = if self.shared.contains(&*name.1) { Type::Unknown } else { new };
        self.scope.set(&name.1, new);
        way.giving(Type::Nothing)
    }

    /// A part of a list or table that is given another value; facts have none.
    fn part_of_a_table(&mut self, target: &Expr) -> Flow {
        let chain = Chain::of(target);
        let root = self.value(chain.root);
        if matches!(root.value, Type::Locality | Type::Topic(_)) {
            let help =
                "a rule reads facts; to compare, write `==`; to remember something, `let name = value;`";
            self.forbid(start_of(target), "only a name of the rule's own can be given a value", help);
            return root;
        }
        let mut way = root;
        for step in &chain.steps {
            if let Step::Index(index) = step {
                let next = self.value(index);
                way = way.then(next);
            }
        }
        if let Expr::Variable(name, ..) = chain.root {
            self.scope.set(&name.1, Type::Unknown);
        }
        way
    }

    fn leave(&mut self, value: Option<&Expr>, at: rhai::Position) -> Flow {
        let flow = value.map_or(Flow::on(Type::Nothing), |value| self.value(value));
        if !flow.goes_on {
            return flow;
        }
        if self.in_check() && !flow.unsure && !self.closures_decide {
            let help = "write the verdict instead, such as `not_met(\"reason\");`";
            self.error(Code::NoVerdict, at, "`return` leaves the check without a verdict", "", help);
            return Flow { unsure: true, ..Flow::ended() };
        }
        Flow { returns: Some(flow.value), unsure: flow.unsure, ..Flow::ended() }
    }

    /// Statements that rules do without, each with what to write instead.
    fn refused(&mut self, statement: &Stmt) -> Flow {
        let at = statement.position();
        let (message, help) = match statement {
            Stmt::While(..) | Stmt::Do(..) => (
                "rules loop over lists and ranges only: a check must come to its end",
                "write `for n in 1..=10 { ... }`, or `for item in [a, b] { ... }`",
            ),
            Stmt::TryCatch(..) => (
                "rules do not catch errors: a fact that is missing must stay visible",
                "ask `locality.is_known(\"topic.property\")` first",
            ),
            Stmt::Return(..) => {
                ("rules do not throw errors", "end the check with a verdict such as `not_met(\"reason\");`")
            }
            Stmt::Import(..) => (
                "an import stands at the top of a rule, and names a file of rules/lib/",
                "write `import \"name\" as name;` outside of all functions",
            ),
            Stmt::Export(..) => {
                ("every function of rules/lib/ can be imported, and nothing of a rule can", "take it out")
            }
            _ => ("this is not used in rules", "compare it with a rule that works"),
        };
        self.forbid(at, message, help);
        Flow::unsure()
    }

    pub(super) fn unknown_variable(&mut self, name: &str, at: rhai::Position) {
        if self.topic_in_halves(at).is_some() {
            // its first half is no fact, and that is told with the whole
            return;
        }
        let known: Vec<&str> = self.scope.names().collect();
        let help: Hint = if let Some(verdict) = Verdict::from_word(name) {
            format!("`{name}` is a verdict, and is called with a reason: {}", verdict.usage()).into()
        } else if let Some(near) = nearest(name, known) {
            Hint::meant(near)
        } else if self.script.functions.iter().any(|function| function.name == name) {
            format!("`{name}` is a function: call it with parentheses, `{name}(locality)`").into()
        } else if let Some(help) = self.topic_hint(name) {
            help.into()
        } else if name == REQUIREMENT {
            "the head of a rule is for its readers and the engine; the check reads facts only".into()
        } else if name == Question::Target.word() {
            Hint::meant("locality.target()")
        } else if let Some(truth) =
            ["true", "false"].into_iter().find(|truth| name.eq_ignore_ascii_case(truth))
        {
            Hint::meant(truth)
        } else if name == "reasons" {
            "a reason is given by its key, in quotes: `not_met(\"key\")`".into()
        } else if FORBIDDEN.contains(&name) {
            format!("`{name}` is not used in rules").into()
        } else {
            format!("give it a value first: `let {name} = ...;`; a text stands in quotes: `\"{name}\"`")
                .into()
        };
        self.error(Code::UnknownVariable, at, format!("there is no `{name}` here"), "", help);
    }
}

/// Where a statement begins in the text.
fn start(statement: &Stmt) -> rhai::Position {
    match statement {
        Stmt::Assignment(parts) => start_of(&parts.1.lhs),
        Stmt::Expr(expression) => start_of(expression),
        other => other.position(),
    }
}

/// Where an expression begins in the text.
pub(super) fn start_of(expression: &Expr) -> rhai::Position {
    match expression {
        Expr::FnCall(call, at) if call.is_operator_call() => match &call.args[..] {
            [left, _] => start_of(left),
            _ => *at,
        },
        other => other.start_position(),
    }
}

/// The token that stands for an expression where its type is spoken of: a fact's property, an operator, a name.
pub(super) fn anchor(expression: &Expr) -> rhai::Position {
    match expression {
        Expr::Dot(..) | Expr::Index(..) => {
            Chain::of(expression).steps.last().map_or(expression.position(), Step::at)
        }
        Expr::Stmt(block) => block.statements().last().map_or(block.position(), start),
        other => other.position(),
    }
}
