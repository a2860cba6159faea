//! Expressions: what type their values have.

use std::collections::BTreeMap;
use std::rc::Rc;

use rhai::{Expr, FnPtr, Position, StmtBlock};

use super::Lint;
use super::scope::THIS;
use super::statements::{anchor, start_of};
use super::types::{Flow, Type};
use crate::problem::Code;
use crate::rulebook::chain::Chain;

impl Lint<'_> {
    /// The value of an expression, and whether the check can go on behind it.
    pub(super) fn value(&mut self, expression: &Expr) -> Flow {
        self.steps = self.steps.saturating_add(1);
        match expression {
            Expr::BoolConstant(..) => Flow::on(Type::Bool),
            Expr::IntegerConstant(..) => Flow::on(Type::Int),
            Expr::StringConstant(word, at) => Flow::on(Type::word(word, *at)),
            Expr::CharConstant(..) => Flow::on(Type::Character),
            Expr::Unit(_) => Flow::on(Type::Nothing),
            Expr::DynamicConstant(constant, _) if constant.is_decimal() => Flow::on(Type::Decimal),
            Expr::DynamicConstant(constant, _) if constant.is::<FnPtr>() => self.closure(constant, &[]),
            Expr::Variable(name, _, at) => self.variable(name, *at),
            Expr::ThisPtr(at) => self.this(*at),
            Expr::Stmt(block) => self.block_value(block),
            Expr::FnCall(call, at) => self.call(call, *at),
            Expr::Dot(..) | Expr::Index(..) => {
                let chain = Chain::of(expression);
                self.chain(&chain)
            }
            Expr::And(sides, _) | Expr::Or(sides, _) => self.sides(sides),
            Expr::Coalesce(sides, at) => self.coalesced(sides, *at),
            Expr::InterpolatedString(parts, _) => {
                let empty = Type::word("", expression.start_position());
                self.put_together(parts, empty, |so_far, part| so_far.joined(&part))
            }
            Expr::Array(items, _) => {
                let mut of: Option<Type> = None;
                let way = self.put_together(items, Type::Nothing, |_, item| {
                    of = Some(match of.take() {
                        Some(before) => before.or(item),
                        None => item,
                    });
                    Type::Nothing
                });
                way.giving(Type::List(Rc::new(of.unwrap_or(Type::Unknown))))
            }
            Expr::Map(items, _) => {
                let mut way = Flow::on(Type::Nothing);
                let mut table = BTreeMap::new();
                for (key, value) in &items.0 {
                    let flow = self.value(value);
                    table.insert(key.name.to_string(), flow.value.clone());
                    way = way.then(flow);
                }
                way.giving(Type::Table(Rc::new(table)))
            }
            _ => Flow::unsure(),
        }
    }

    /// Several values one after the other, made into one.
    fn put_together(
        &mut self,
        parts: &[Expr],
        first: Type,
        mut with: impl FnMut(Type, Type) -> Type,
    ) -> Flow {
        let mut way = Flow::on(Type::Nothing);
        let mut so_far = first;
        for part in parts {
            let flow = self.value(part);
            so_far = with(so_far, flow.value.clone());
            way = way.then(flow);
        }
        way.giving(so_far)
    }

    fn block_value(&mut self, block: &StmtBlock) -> Flow {
        self.block(block.statements())
    }

    /// `a && b`, `a || b`: what stands on the right is reached on some ways only.
    fn sides(&mut self, sides: &[Expr]) -> Flow {
        let Some((first, rest)) = sides.split_first() else { return Flow::on(Type::Bool) };
        let first = self.condition(first);
        if rest.is_empty() {
            return first;
        }
        let next = self.ways(&[true, false], |lint, goes| match goes {
            true => lint.sides(rest),
            false => Flow::on(Type::Bool),
        });
        next.map_or(first.clone(), |next| first.then(next))
    }

    /// `a ?? b`.
    fn coalesced(&mut self, sides: &[Expr], at: Position) -> Flow {
        let Some((first, rest)) = sides.split_first() else { return Flow::on(Type::Unknown) };
        let way = self.value(first);
        if rest.is_empty() {
            return way;
        }
        let ty = way.value.clone();
        if !matches!(ty, Type::Unknown | Type::Nothing) {
            let help = match self.fact_name(first) {
                Some(name) => {
                    format!("for a fact that may be missing, write `locality.known_or(\"{name}\", value)`")
                }
                None => "take it out".to_owned(),
            };
            let message =
                "what stands before `??` always has a value: a fact that nobody reported ends the check";
            self.warn(Code::UselessDefault, at, message, "", help);
        }
        let next = self.ways(&[true, false], |lint, goes| match goes {
            true => lint.coalesced(rest, at),
            false => Flow::on(Type::Unknown),
        });
        let value = match (&ty, &next) {
            (Type::Nothing, Some(next)) => next.value.clone(),
            _ => ty,
        };
        next.map_or(way.clone(), |next| way.then(next)).giving(value)
    }

    fn variable(
        &mut self,
        name: &(Option<std::num::NonZeroUsize>, rhai::ImmutableString, rhai::Namespace, u64),
        at: Position,
    ) -> Flow {
        if !name.2.is_empty() {
            let help = "everything that a rule uses stands in the rule";
            self.forbid(name.2.position(), "rules share nothing with each other, and have no modules", help);
            return Flow::unsure();
        }
        match self.scope.get(&name.1) {
            Some(ty) => Flow::on(ty.clone()),
            None => {
                self.unknown_variable(&name.1, at);
                Flow::on(Type::Unknown)
            }
        }
    }

    fn this(&mut self, at: Position) -> Flow {
        if let Some(ty) = self.scope.get(THIS) {
            return Flow::on(ty.clone());
        }
        let help = "give the function a parameter: `fn name(locality) { ... }`, called as `name(locality)`";
        self.forbid(at, "`this` is nothing where the function is not called on a value", help);
        Flow::on(Type::Unknown)
    }

    /// A value that something is done with.
    pub(super) fn operand(&mut self, expression: &Expr) -> Flow {
        let flow = self.value(expression);
        let (message, help) = match &flow.value {
            Type::Nothing if !expression.is_unit() => {
                ("this gives no value".to_owned(), "a function gives the value of its last line".to_owned())
            }
            Type::Locality => (
                "the locality itself is no value".to_owned(),
                "read a fact: `locality.topic.property`".to_owned(),
            ),
            Type::Topic(topics) => {
                let known = topics.first().and_then(|topic| self.facts_of(topic)).unwrap_or_default();
                (format!("this is {}", flow.value.name(self.dictionary)), format!("the topic has {known}"))
            }
            _ => return flow,
        };
        let at = if flow.value == Type::Nothing { start_of(expression) } else { anchor(expression) };
        self.error(Code::TypeMismatch, at, message, "", help);
        flow.giving(Type::Unknown)
    }
}
