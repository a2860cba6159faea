//! Statements: what goes on behind them, and what is never reached.

use rhai::{ASTFlags, Expr, FlowControl, Stmt};

use super::Lint;
use super::types::{Flow, Type};
use crate::problem::{Code, Problem};
use crate::rulebook::nearest::nearest;
use crate::rulebook::vocabulary::{CHECK, FORBIDDEN, LOCALITY, REQUIREMENT, Verdict};

/// What at the end of a body lets a way through, where it can be told, with few words about it.
pub(super) fn open_branch(body: &[Stmt]) -> Option<(rhai::Position, &'static str)> {
    const NOT_SO: &str = "nothing is decided when this is not so";
    match body.last()? {
        Stmt::If(parts, at) if parts.branch.is_empty() => Some((*at, NOT_SO)),
        Stmt::If(parts, at) => Some(open_branch(parts.branch.statements()).unwrap_or((*at, NOT_SO))),
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
    /// Looks into a function that is called with values of these types.
    pub(super) fn look_into(&mut self, function: usize, types: Vec<Type>) -> Flow {
        if let Some(known) = self.known.get(&(function, types.clone())) {
            return *known;
        }
        let definition = &self.script.functions[function];
        // A function sees its own parameters and nothing of whoever calls it.
        let outside = std::mem::take(&mut self.scope);
        for (name, ty) in definition.parameters.iter().zip(&types) {
            if *ty == Type::Locality && &**name != LOCALITY {
                let place = self.text.spot(definition.name_span(self.text));
                let message =
                    format!("the parameter `{name}` of `{}` receives the locality", definition.name);
                let help = format!("name it `{LOCALITY}`, so that everybody sees where facts are read");
                self.report(Problem::error(Code::ForbiddenConstruct, message).at(place, "").help(help));
            }
            self.scope.push((name.to_string(), *ty));
        }
        self.running.push(function);
        let flow = self.statements(&definition.body).called();
        self.running.pop();
        self.scope = outside;
        self.known.insert((function, types), flow);
        flow
    }

    /// Whether the function that is being looked into is `check`.
    fn in_check(&self) -> bool {
        self.running.last().is_some_and(|function| self.script.functions[*function].name == CHECK)
    }

    /// A block: names that it gives end with it.
    pub(super) fn block(&mut self, statements: &[Stmt]) -> Flow {
        let depth = self.scope.len();
        let flow = self.statements(statements);
        self.scope.truncate(depth);
        flow
    }

    fn statements(&mut self, statements: &[Stmt]) -> Flow {
        let mut flow = Flow::on(Type::Nothing);
        let mut warned = false;
        for statement in statements {
            if !flow.goes_on && !flow.unsure && !warned {
                warned = true;
                let place = self.text.place(start(statement));
                self.report(
                    Problem::warning(Code::UnreachableCode, "this is never reached")
                        .at(place, "the check has ended before")
                        .help(
                            "a verdict ends the check at once: take this out, or move it before the verdict",
                        ),
                );
            }
            let next = self.statement(statement);
            flow = flow.then(next);
        }
        flow
    }

    fn statement(&mut self, statement: &Stmt) -> Flow {
        match statement {
            Stmt::Noop(_) => Flow::on(Type::Nothing),
            Stmt::Expr(expression) => self.expression_statement(expression),
            Stmt::FnCall(call, at) => self.call(call, *at, Standing::Statement),
            Stmt::Block(block) => self.block(block.statements()),
            Stmt::If(parts, _) => self.branches(parts),
            Stmt::Var(definition, flags, at) => self.definition(definition, *flags, *at),
            Stmt::Assignment(parts) => self.assignment(parts.0.position(), &parts.1.lhs, &parts.1.rhs),
            Stmt::Return(value, flags, at) if !flags.contains(ASTFlags::BREAK) => {
                self.leave(value.as_deref(), *at)
            }
            other => self.refused(other),
        }
    }

    fn expression_statement(&mut self, expression: &Expr) -> Flow {
        match expression {
            Expr::FnCall(call, at) => self.call(call, *at, Standing::Statement),
            Expr::Stmt(block) => self.block(block.statements()),
            Expr::Variable(name, _, at) if Verdict::from_word(&name.1).is_some() => {
                let usage = Verdict::from_word(&name.1).map_or("", Verdict::usage);
                let message = format!("`{}` is not called: it has no parentheses", name.1);
                self.error(Code::UnknownVariable, *at, message, "", format!("write {usage}"));
                Flow::refused()
            }
            other => self.value(other),
        }
    }

    fn branches(&mut self, parts: &FlowControl) -> Flow {
        let condition = self.condition(&parts.expr);
        let yes = self.block(parts.body.statements());
        let no = self.block(parts.branch.statements());
        condition.then(yes.or(no))
    }

    /// A value that must be true or false.
    pub(super) fn condition(&mut self, expression: &Expr) -> Flow {
        let flow = self.value(expression);
        let help = match flow.value {
            Type::Bool | Type::Unknown => return flow,
            Type::Int | Type::Decimal => "compare it with a number, such as `... > 0`".to_owned(),
            Type::Stage(fact) => {
                let stages = &self.dictionary.get(fact).stages;
                let last = stages.last().map_or("stage", String::as_str);
                format!("compare it with a stage, such as `... == \"{last}\"`")
            }
            Type::Text => "compare it with a text, such as `... == \"...\"`".to_owned(),
            Type::Date => "compare it with another date fact".to_owned(),
            _ => "write something that is true or false".to_owned(),
        };
        let message =
            format!("a condition must be true or false, and this is {}", flow.value.name(self.dictionary));
        self.error(Code::TypeMismatch, anchor(expression), message, "", help);
        Flow { value: Type::Unknown, ..flow }
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
        if &*name.name == LOCALITY {
            let help = "`locality` always is the locality that is checked; choose another name";
            self.forbid(name.pos, "`locality` is given another value", help);
            return Flow::refused();
        }
        if value.is_unit() {
            let help = "write `let name = value;`; a value that depends on something: `let name = if a { 1 } else { 2 };`";
            self.forbid(name.pos, format!("`{}` has no value", name.name), help);
            self.scope.push((name.name.to_string(), Type::Unknown));
            return Flow::on(Type::Nothing);
        }
        let flow = self.value(value);
        let ty = self.usable(value, flow.value);
        self.scope.push((name.name.to_string(), ty));
        Flow { value: Type::Nothing, ..flow }
    }

    fn assignment(&mut self, at: rhai::Position, target: &Expr, value: &Expr) -> Flow {
        let flow = self.value(value);
        let new = self.usable(value, flow.value);
        let Expr::Variable(name, _, position) = target else {
            let help =
                "a rule reads facts; to compare, write `==`; to remember something, `let name = value;`";
            self.forbid(start_of(target), "only a name of the rule's own can be given a value", help);
            return flow;
        };
        let Some(slot) = self.scope.iter().rposition(|(known, _)| *known == *name.1) else {
            self.unknown_variable(&name.1, *position);
            return flow;
        };
        let old = self.scope[slot].1;
        if old == Type::Locality {
            let help = "`locality` always is the locality that is checked; choose another name";
            self.forbid(*position, "`locality` is given another value", help);
            return flow;
        }
        match old.or(new) {
            Type::Mixed => {
                let message = format!(
                    "`{}` is {}, and here it is given {}",
                    name.1,
                    old.name(self.dictionary),
                    new.name(self.dictionary)
                );
                self.error(Code::TypeMismatch, at, message, "", "use another name for the other thing");
            }
            ty => self.scope[slot].1 = ty,
        }
        Flow { value: Type::Nothing, ..flow }
    }

    fn leave(&mut self, value: Option<&Expr>, at: rhai::Position) -> Flow {
        let flow = match value {
            Some(Expr::FnCall(call, position)) => self.call(call, *position, Standing::Statement),
            Some(value) => self.value(value),
            None => Flow::on(Type::Nothing),
        };
        if !flow.goes_on {
            return flow;
        }
        if self.in_check() && !flow.unsure {
            let problem = Problem::error(Code::NoVerdict, "`return` leaves the check without a verdict");
            let place = self.text.place(at);
            self.report(
                problem.at(place, "").help("write the verdict instead, such as `not_met(\"reason\");`"),
            );
            return Flow { value: Type::Nothing, goes_on: false, returns: None, unsure: true };
        }
        Flow { value: Type::Nothing, goes_on: false, returns: Some(flow.value), unsure: flow.unsure }
    }

    /// Statements that rules do without, each with what to write instead.
    fn refused(&mut self, statement: &Stmt) -> Flow {
        let at = statement.position();
        let (message, help) = match statement {
            Stmt::Switch(..) => (
                "`switch` is not used in rules: a stage is not the text that names it, so it would match nothing",
                "write `if ... == \"a\" { ... } else if ... == \"b\" { ... }`",
            ),
            Stmt::While(..) | Stmt::Do(..) | Stmt::For(..) | Stmt::BreakLoop(..) => (
                "rules have no loops: a check must come to its end",
                "name the facts one by one; a sum is `locality.a.b + locality.c.d`",
            ),
            Stmt::TryCatch(..) => (
                "rules do not catch errors: a fact that is missing must stay visible",
                "ask `locality.is_known(\"topic.property\")` first",
            ),
            Stmt::Return(..) => {
                ("rules do not throw errors", "end the check with a verdict such as `not_met(\"reason\");`")
            }
            Stmt::Import(..) | Stmt::Export(..) => {
                ("rules share nothing with each other", "write what is needed into this rule")
            }
            _ => ("this is not used in rules", "compare it with a rule that works"),
        };
        self.forbid(at, message, help);
        Flow::refused()
    }

    pub(super) fn unknown_variable(&mut self, name: &str, at: rhai::Position) {
        let known: Vec<&str> = self.scope.iter().map(|(name, _)| name.as_str()).collect();
        let help = if let Some(verdict) = Verdict::from_word(name) {
            format!("`{name}` is a verdict, and stands on a line of its own: {}", verdict.usage())
        } else if let Some(near) = nearest(name, known.iter().copied()) {
            format!("did you mean `{near}`?")
        } else if self.script.functions.iter().any(|function| function.name == name) {
            format!("`{name}` is a function: call it with parentheses, `{name}(locality)`")
        } else if let Some((fact, _)) =
            self.dictionary.iter().map(|(_, f)| (f, f.name.as_str())).find(|(f, _)| f.topic() == name)
        {
            format!("facts are read from the locality: `{LOCALITY}.{}`", fact.name)
        } else if name == REQUIREMENT {
            "the head of a rule is for its readers and the engine; the check reads facts only".to_owned()
        } else if FORBIDDEN.contains(&name) {
            format!("`{name}` is not used in rules")
        } else {
            format!("give it a value first: `let {name} = ...;`; a text stands in quotes: `\"{name}\"`")
        };
        self.error(Code::UnknownVariable, at, format!("there is no `{name}` here"), "", help);
    }
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// On a line of its own, where it may end the check.
    Statement,
    /// Inside of a larger expression, where it must give a value.
    Value,
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
        Expr::Dot(parts, _, _) => anchor(&parts.rhs),
        Expr::Stmt(block) => block.statements().last().map_or(block.position(), start),
        other => other.position(),
    }
}
