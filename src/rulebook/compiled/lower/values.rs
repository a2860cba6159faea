//! Expressions: values, arithmetic and comparisons.

use std::sync::Arc;

use rhai::{Expr, FnCallExpr, Position, Token};
use rust_decimal::Decimal;

use super::logic::Logic;
use super::{Kind, Lowered, Lowering, Made, Typed, outside};
use crate::rulebook::compiled::program::{Exact, Operator, Register, Relation, Step, Word};
use crate::rulebook::stage::{Scale, Stage};
use crate::rulebook::text::position;

/// The arithmetic behind an operator; `None` for any other operator.
pub(super) fn operator(token: &Token) -> Option<Operator> {
    Some(match token {
        Token::Plus => Operator::Add,
        Token::Minus => Operator::Subtract,
        Token::Multiply => Operator::Multiply,
        Token::Divide => Operator::Divide,
        Token::Modulo => Operator::Modulo,
        _ => return None,
    })
}

fn relation(token: &Token) -> Option<Relation> {
    Some(match token {
        Token::EqualsTo => Relation::Equal,
        Token::NotEqualsTo => Relation::Unequal,
        Token::LessThan => Relation::Less,
        Token::LessThanEqualsTo => Relation::LessOrEqual,
        Token::GreaterThan => Relation::Greater,
        Token::GreaterThanEqualsTo => Relation::GreaterOrEqual,
        _ => return None,
    })
}

impl Lowering<'_> {
    /// A value; `None` where nothing goes on behind it.
    pub(super) fn value(&mut self, expression: &Expr) -> Lowered<Option<Typed>> {
        match self.operand(expression)? {
            Made::Value(value) => Ok(Some(value)),
            Made::Never => Ok(None),
            Made::Locality | Made::Nothing | Made::Mixed => Err(outside(
                "a value of no type, or now of one type and now of another",
                expression.position(),
            )),
        }
    }

    /// What an expression gives that stands inside of another one.
    pub(super) fn operand(&mut self, expression: &Expr) -> Lowered<Made> {
        let outer = std::mem::replace(&mut self.outer, self.names.len());
        let made = self.made(expression);
        self.outer = outer;
        made
    }

    /// What an expression gives.
    pub(super) fn made(&mut self, expression: &Expr) -> Lowered<Made> {
        self.count(expression.position())?;
        let value = match expression {
            Expr::BoolConstant(value, at) => self.constant(Kind::Bool, i64::from(*value), *at)?,
            Expr::IntegerConstant(value, at) => self.constant(Kind::Int, *value, *at)?,
            Expr::StringConstant(text, at) => self.text(Arc::from(text.as_str()), *at)?,
            Expr::DynamicConstant(constant, at) => {
                let Ok(value) = constant.as_decimal() else {
                    return Err(outside("a constant of another sort", *at));
                };
                self.number(value, *at)?
            }
            Expr::Variable(name, _, at) => {
                let found = self.names.iter().rfind(|(known, _)| *known == name.1);
                return match found {
                    Some((_, made)) => Ok(made.clone()),
                    None => Err(outside("a name that has no value", *at)),
                };
            }
            Expr::Stmt(block) => return self.block(block.statements()),
            Expr::FnCall(call, at) => return self.call(call, *at),
            Expr::Dot(..) => return Ok(self.chain(expression)?.map_or(Made::Never, Made::Value)),
            Expr::And(sides, at) => return self.logic(Logic::And, sides, *at),
            Expr::Or(sides, at) => return self.logic(Logic::Or, sides, *at),
            other => return Err(outside("an expression of another sort", other.position())),
        };
        Ok(Made::Value(value))
    }

    pub(super) fn text(&mut self, text: Arc<str>, at: Position) -> Lowered<Typed> {
        let to = self.word();
        self.push(Step::Text { to, text }, at)?;
        Ok(Typed { kind: Kind::Text, at: Register::Word(to) })
    }

    pub(super) fn number(&mut self, value: Decimal, at: Position) -> Lowered<Typed> {
        let to = self.exact();
        self.push(Step::Number { to, value }, at)?;
        Ok(Typed { kind: Kind::Decimal, at: Register::Exact(to) })
    }

    pub(super) fn constant(&mut self, kind: Kind, value: i64, at: Position) -> Lowered<Typed> {
        let to = self.word();
        self.push(Step::Constant { to, value }, at)?;
        Ok(Typed { kind, at: Register::Word(to) })
    }

    /// A stage that is written out.
    pub(super) fn stage(&mut self, scale: &Arc<Scale>, word: &str, at: Position) -> Lowered<Typed> {
        let stage = Stage::named(scale, word).map_err(|_| outside("a stage that is none", at))?;
        self.constant(Kind::Stage(Arc::clone(scale)), i64::from(stage.at), at)
    }

    /// A value that is true or false.
    pub(super) fn condition(&mut self, expression: &Expr) -> Lowered<Option<Word>> {
        match self.value(expression)? {
            None => Ok(None),
            Some(Typed { kind: Kind::Bool, at: Register::Word(word) }) => Ok(Some(word)),
            Some(_) => Err(outside("a condition that is neither true nor false", expression.position())),
        }
    }

    /// A number as a decimal.
    pub(super) fn widened(&mut self, number: Typed, at: Position) -> Lowered<Exact> {
        match (number.kind, number.at) {
            (Kind::Decimal, Register::Exact(exact)) => Ok(exact),
            (Kind::Int, Register::Word(from)) => {
                let to = self.exact();
                self.push(Step::Widen { to, from }, at)?;
                Ok(to)
            }
            _ => Err(outside("arithmetic without numbers", at)),
        }
    }

    /// An operator with its operands; `None` where nothing goes on behind it.
    pub(super) fn operation(&mut self, call: &FnCallExpr, at: Position) -> Lowered<Option<Typed>> {
        let Some(token) = &call.op_token else { return Err(outside("a call of another sort", at)) };
        match (token, &call.args[..]) {
            (Token::Bang, [operand]) => {
                let Some(from) = self.condition(operand)? else { return Ok(None) };
                let to = self.word();
                self.push(Step::Not { to, from }, at)?;
                Ok(Some(Typed { kind: Kind::Bool, at: Register::Word(to) }))
            }
            (Token::Minus | Token::UnaryMinus, [operand]) => {
                let Some(operand) = self.value(operand)? else { return Ok(None) };
                self.negative(&operand, at).map(Some)
            }
            (Token::Plus | Token::UnaryPlus, [operand]) => {
                let Some(operand) = self.value(operand)? else { return Ok(None) };
                match operand.kind {
                    Kind::Int | Kind::Decimal => Ok(Some(operand)),
                    // The language makes a stage its word, and leaves others as they are.
                    _ => Err(outside("a `+` before something that is no number", at)),
                }
            }
            (token, [left, right]) => {
                if let Some(relation) = relation(token) {
                    return self.comparison(relation, left, right, at);
                }
                let operator = operator(token).ok_or_else(|| outside("an operator of another sort", at))?;
                let Some(left) = self.value(left)? else { return Ok(None) };
                let Some(right) = self.value(right)? else { return Ok(None) };
                self.arithmetic(operator, left, right, at).map(Some)
            }
            _ => Err(outside("an operator of another sort", at)),
        }
    }

    fn negative(&mut self, operand: &Typed, at: Position) -> Lowered<Typed> {
        let to = self.register(&operand.kind);
        let step = match (&operand.kind, operand.at, to) {
            (Kind::Int, Register::Word(from), Register::Word(to)) => {
                Step::NegateWhole { to, from, at: position(at) }
            }
            (Kind::Decimal, Register::Exact(from), Register::Exact(to)) => Step::NegateDecimal { to, from },
            _ => return Err(outside("arithmetic without numbers", at)),
        };
        self.push(step, at)?;
        Ok(Typed { kind: operand.kind.clone(), at: to })
    }

    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        left: Typed,
        right: Typed,
        at: Position,
    ) -> Lowered<Typed> {
        if let (Kind::Int, Register::Word(left), Kind::Int, Register::Word(right)) =
            (&left.kind, left.at, &right.kind, right.at)
        {
            let to = self.word();
            self.push(Step::Whole { operator, to, left, right, at: position(at) }, at)?;
            return Ok(Typed { kind: Kind::Int, at: Register::Word(to) });
        }
        let (left, right) = (self.widened(left, at)?, self.widened(right, at)?);
        let to = self.exact();
        self.push(Step::Decimal { operator, to, left, right, at: position(at) }, at)?;
        Ok(Typed { kind: Kind::Decimal, at: Register::Exact(to) })
    }

    fn comparison(
        &mut self,
        relation: Relation,
        left: &Expr,
        right: &Expr,
        at: Position,
    ) -> Lowered<Option<Typed>> {
        // A stage is compared with its own words, which look like texts until the other side is known.
        let (first, second) = if let Expr::StringConstant(..) = left {
            let Some(second) = self.value(right)? else { return Ok(None) };
            (self.beside(left, &second.kind)?, Some(second))
        } else {
            let Some(first) = self.value(left)? else { return Ok(None) };
            let second = self.beside(right, &first.kind)?;
            (Some(first), second)
        };
        let (Some(first), Some(second)) = (first, second) else { return Ok(None) };
        self.compare(relation, first, second, at).map(Some)
    }

    /// A value that stands beside one of a type.
    pub(super) fn beside(&mut self, expression: &Expr, kind: &Kind) -> Lowered<Option<Typed>> {
        match (kind, expression) {
            (Kind::Stage(scale), Expr::StringConstant(word, at)) => self.stage(scale, word, *at).map(Some),
            _ => self.value(expression),
        }
    }

    pub(super) fn compare(
        &mut self,
        relation: Relation,
        left: Typed,
        right: Typed,
        at: Position,
    ) -> Lowered<Typed> {
        let kinds = (&left.kind, &right.kind);
        let equality = matches!(relation, Relation::Equal | Relation::Unequal);
        let fits = match kinds {
            (Kind::Bool, Kind::Bool) | (Kind::Text, Kind::Text) => equality,
            (Kind::Int | Kind::Decimal, Kind::Int | Kind::Decimal) => true,
            (a, b) => a.fits(b),
        };
        if !fits {
            return Err(outside("a comparison of different types", at));
        }
        let step = match (left.at, right.at) {
            (Register::Word(left), Register::Word(right)) => {
                Step::Compare { relation, to: self.word(), left, right }
            }
            _ => {
                let (left, right) = (self.widened(left, at)?, self.widened(right, at)?);
                Step::CompareDecimals { relation, to: self.word(), left, right }
            }
        };
        let (Step::Compare { to, .. } | Step::CompareDecimals { to, .. }) = step else {
            return Err(outside("a comparison of another sort", at));
        };
        self.push(step, at)?;
        Ok(Typed { kind: Kind::Bool, at: Register::Word(to) })
    }
}
