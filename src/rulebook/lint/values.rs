//! Expressions: what type their values have.

use rhai::{Expr, FnCallExpr, Position};

use super::Lint;
use super::statements::{Standing, anchor};
use super::types::{Flow, Type};
use crate::problem::Code;
use crate::rulebook::vocabulary::LOCALITY;

/// One step behind a dot.
pub(super) enum Step<'e> {
    Property(&'e str, Position),
    Method(&'e FnCallExpr, Position),
    /// Anything else, such as an index.
    Other(Position),
}

/// A chain of dots: where it begins, and its steps.
pub(super) struct Chain<'e> {
    pub(super) root: &'e Expr,
    pub(super) steps: Vec<Step<'e>>,
    /// The first `?.`, if there is one.
    pub(super) elvis: Option<Position>,
}

impl<'e> Chain<'e> {
    /// The chain of a dotted expression. The language nests it to the right, or to the left behind parentheses.
    pub(super) fn of(expression: &'e Expr) -> Self {
        let mut chain = Self { root: expression, steps: Vec::new(), elvis: None };
        chain.root = chain.unroll(expression);
        chain
    }

    fn unroll(&mut self, expression: &'e Expr) -> &'e Expr {
        let Expr::Dot(parts, flags, at) = expression else { return expression };
        let root = self.unroll(&parts.lhs);
        if flags.contains(rhai::ASTFlags::NEGATED) && self.elvis.is_none() {
            self.elvis = Some(*at);
        }
        self.step(&parts.rhs);
        root
    }

    fn step(&mut self, expression: &'e Expr) {
        match expression {
            Expr::Property(names, at) => self.steps.push(Step::Property(names.2.as_str(), *at)),
            Expr::MethodCall(call, at) => self.steps.push(Step::Method(call, *at)),
            Expr::Dot(parts, flags, at) => {
                if flags.contains(rhai::ASTFlags::NEGATED) && self.elvis.is_none() {
                    self.elvis = Some(*at);
                }
                self.step(&parts.lhs);
                self.step(&parts.rhs);
            }
            Expr::Index(parts, _, at) => {
                self.step(&parts.lhs);
                self.steps.push(Step::Other(*at));
            }
            other => self.steps.push(Step::Other(other.start_position())),
        }
    }
}

impl Lint<'_> {
    /// The value of an expression, and whether the check can go on behind it.
    pub(super) fn value(&mut self, expression: &Expr) -> Flow {
        match expression {
            Expr::BoolConstant(..) => Flow::on(Type::Bool),
            Expr::IntegerConstant(..) => Flow::on(Type::Int),
            Expr::StringConstant(..) => Flow::on(Type::Text),
            Expr::DynamicConstant(constant, _) if constant.is_decimal() => Flow::on(Type::Decimal),
            Expr::Variable(name, _, at) => self.variable(name, *at),
            Expr::Stmt(block) => self.block(block.statements()),
            Expr::FnCall(call, at) => self.call(call, *at, Standing::Value),
            Expr::Dot(..) => {
                let chain = Chain::of(expression);
                Flow::on(self.chain(&chain))
            }
            Expr::And(sides, _) | Expr::Or(sides, _) => {
                let mut flow = Flow::on(Type::Bool);
                for side in sides.iter() {
                    let next = self.condition(side);
                    // What ends the check in a later side may never be reached.
                    flow = Flow { value: Type::Bool, unsure: flow.unsure || next.unsure, ..flow };
                }
                flow
            }
            other => self.refused_value(other),
        }
    }

    /// A value that something is done with: it must be one, and of one type.
    pub(super) fn usable(&mut self, expression: &Expr, ty: Type) -> Type {
        let (message, help) = match ty {
            Type::Nothing => {
                ("this gives no value".to_owned(), "a function gives the value of its last line")
            }
            Type::Locality => (
                "the locality is given another name".to_owned(),
                "read the fact itself: `let name = locality.topic.property;`",
            ),
            Type::Mixed => (
                "this is of one type on one way and of another on the other".to_owned(),
                "give both branches values of the same type",
            ),
            other => return other,
        };
        let code = if ty == Type::Locality { Code::ForbiddenConstruct } else { Code::TypeMismatch };
        self.error(code, anchor(expression), message, "", help);
        Type::Unknown
    }

    fn variable(
        &mut self,
        name: &(Option<std::num::NonZeroUsize>, rhai::ImmutableString, rhai::Namespace, u64),
        at: Position,
    ) -> Flow {
        if !name.2.is_empty() {
            let help = "everything that a rule uses stands in the rule";
            self.forbid(name.2.position(), "rules share nothing with each other, and have no modules", help);
            return Flow::refused();
        }
        match self.scope.iter().rfind(|(known, _)| *known == *name.1) {
            Some((_, ty)) => Flow::on(*ty),
            None => {
                self.unknown_variable(&name.1, at);
                Flow::on(Type::Unknown)
            }
        }
    }

    fn refused_value(&mut self, expression: &Expr) -> Flow {
        let at = expression.start_position();
        let (message, help) = match expression {
            Expr::CharConstant(..) => (
                "this text stands in single quotes",
                "texts stand in straight double quotes: \"issued\"".to_owned(),
            ),
            Expr::InterpolatedString(..) => (
                "texts are not put together in rules",
                "the engine fills the placeholders of a reason: `\"{topic.property} of ...\"`".to_owned(),
            ),
            Expr::Coalesce(..) => (
                "`??` does not notice a fact that is missing",
                "write `locality.known_or(\"topic.property\", value)`".to_owned(),
            ),
            Expr::Unit(_) => (
                "`()` is not used in rules: a fact that is missing is not an empty value",
                "ask `locality.is_known(\"topic.property\")`".to_owned(),
            ),
            Expr::Array(..) => {
                ("a list can stand behind `in` only", "write `value in [\"a\", \"b\"]`".to_owned())
            }
            Expr::Map(..) => ("tables are not used in checks", "use facts and names".to_owned()),
            Expr::Index(parts, _, _) => {
                let help = match &parts.lhs {
                    Expr::Variable(name, ..) if &*name.1 == LOCALITY => {
                        "a fact is read with dots: `locality.topic.property`".to_owned()
                    }
                    _ => "a fact is one value: `locality.topic.property`".to_owned(),
                };
                ("there is nothing here to be indexed", help)
            }
            Expr::ThisPtr(_) => ("`this` is not used in rules", "facts are read from `locality`".to_owned()),
            Expr::DynamicConstant(..) => (
                "functions are not values in rules",
                "write a function `fn name(locality) { ... }` and call it".to_owned(),
            ),
            _ => ("this is not used in rules", "compare it with a rule that works".to_owned()),
        };
        self.forbid(at, message, help);
        Flow::refused()
    }
}
