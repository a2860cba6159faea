//! Expressions: values, arithmetic, comparisons, logic, and calls of the rule's own functions.

use std::sync::Arc;

use rhai::{Expr, FnCallExpr, Position, Token};

use super::{Bank, Constant, Kind, Lowered, Lowering, Made, Register, Step, Typed, outside};
use crate::program::{Operator, Relation};
use crate::rulebook::stage::{Scale, Stage};
use crate::rulebook::vocabulary::{CONTAINS, Verdict};

impl Operator {
    /// The arithmetic behind an operator between two values; `None` for any other operator.
    pub(super) fn of(token: &Token) -> Option<Self> {
        Some(match token {
            Token::Plus => Self::Add,
            Token::Minus => Self::Subtract,
            Token::Multiply => Self::Multiply,
            Token::Divide => Self::Divide,
            Token::Modulo => Self::Modulo,
            _ => return None,
        })
    }

    /// The arithmetic behind a function of the language that is called with so many values.
    fn named(name: &str, values: usize) -> Option<Self> {
        match (name, values) {
            ("min", 2) => Some(Self::Least),
            ("max", 2) => Some(Self::Greatest),
            ("abs", 1) => Some(Self::Absolute),
            _ => None,
        }
    }
}

impl Relation {
    fn of(token: &Token) -> Option<Self> {
        Some(match token {
            Token::EqualsTo => Self::Equal,
            Token::NotEqualsTo => Self::Unequal,
            Token::LessThan => Self::Less,
            Token::LessThanEqualsTo => Self::LessOrEqual,
            Token::GreaterThan => Self::Greater,
            Token::GreaterThanEqualsTo => Self::GreaterOrEqual,
            _ => return None,
        })
    }
}

/// What the language calls the function that makes a decimal of a number.
const TO_DECIMAL: &str = "to_decimal";

/// How the sides of a logical expression are joined.
#[derive(Debug, Clone, Copy)]
pub(super) enum Logic {
    And,
    Or,
}

impl Lowering<'_> {
    pub(super) fn value(&mut self, expression: &Expr) -> Lowered<Typed> {
        match self.operand(expression)? {
            Made::Value(value) => Ok(value),
            Made::Locality | Made::Nothing | Made::Mixed => {
                outside("a value of no type, or now of one type and now of another", expression.position())
            }
        }
    }

    /// What an expression gives that stands inside of another one.
    pub(super) fn operand(&mut self, expression: &Expr) -> Lowered<Made> {
        let outer = std::mem::replace(&mut self.outer, self.names.len());
        let made = self.made(expression)?;
        self.outer = outer;
        Ok(made)
    }

    /// What an expression gives.
    pub(super) fn made(&mut self, expression: &Expr) -> Lowered<Made> {
        self.count(expression.position())?;
        let value = match expression {
            Expr::BoolConstant(value, _) => self.truth(*value),
            Expr::IntegerConstant(value, _) => self.whole(*value),
            Expr::StringConstant(text, _) => {
                self.constant(Kind::Text, Constant::Text(Arc::from(text.as_str())))
            }
            Expr::DynamicConstant(constant, at) => match constant.as_decimal() {
                Ok(value) => self.constant(Kind::Decimal, Constant::Exact(value)),
                Err(_) => return outside("a constant of another sort", *at),
            },
            Expr::Variable(name, _, at) => {
                return match self.names.iter().rfind(|(known, _)| *known == name.1) {
                    Some((_, made)) => Ok(made.clone()),
                    None => outside("a name that has no value", *at),
                };
            }
            Expr::Stmt(block) => return self.block(block.statements()),
            Expr::FnCall(call, at) => return self.call(call, *at),
            Expr::Dot(..) => self.chain(expression)?,
            Expr::And(sides, at) => self.logic(Logic::And, sides, *at)?,
            Expr::Or(sides, at) => self.logic(Logic::Or, sides, *at)?,
            other => return outside("an expression of another sort", other.position()),
        };
        Ok(Made::Value(value))
    }

    /// A call of any sort, operators among them.
    pub(super) fn call(&mut self, call: &FnCallExpr, at: Position) -> Lowered<Made> {
        let name = call.name.as_str();
        if let (CONTAINS, [Expr::Array(items, _), value]) = (name, &call.args[..]) {
            return self.membership(items, value, at).map(Made::Value);
        }
        if call.is_operator_call() {
            return self.operation(call, at).map(Made::Value);
        }
        if call.is_qualified() || call.capture_parent_scope {
            return outside("a call of another sort", at);
        }
        if let Some(verdict) = Verdict::from_word(name) {
            return self.verdict(verdict, call, at);
        }
        let Some(function) = self.script.function(name, call.args.len()) else {
            let Some((first, others)) = call.args.split_first() else {
                return outside("a function of the language", at);
            };
            let first = self.value(first)?;
            return self.of_numbers(name, first, others, at).map(Made::Value);
        };
        let mut arguments = Vec::with_capacity(call.args.len());
        for argument in &call.args {
            arguments.push(match self.operand(argument)? {
                Made::Value(value) => Made::Value(self.copy(&value)),
                Made::Locality => Made::Locality,
                Made::Nothing | Made::Mixed => return outside("a call with a value of no type", at),
            });
        }
        self.body(function, arguments, at)
    }

    /// A function of the language that calculates.
    pub(super) fn of_numbers(
        &mut self,
        name: &str,
        first: Typed,
        others: &[Expr],
        at: Position,
    ) -> Lowered<Typed> {
        // Whatever the rule itself calls so is something else.
        let own = self.script.functions.iter().any(|function| function.name == name);
        if name == TO_DECIMAL && others.is_empty() && !own {
            return self.widened(first, at);
        }
        let operator = Operator::named(name, 1 + others.len()).filter(|_| !own);
        match (operator, others) {
            (Some(operator), []) => self.calculate(operator, first.clone(), first, at),
            (Some(operator), [second]) => {
                let second = self.value(second)?;
                self.calculate(operator, first, second, at)
            }
            _ => outside("a function of the language", at),
        }
    }

    fn operation(&mut self, call: &FnCallExpr, at: Position) -> Lowered<Typed> {
        match (call.op_token.as_ref(), &call.args[..]) {
            (Some(Token::Bang), [operand]) => {
                let holds = self.condition(operand)?;
                Ok(self.not(holds))
            }
            (Some(Token::Minus | Token::UnaryMinus), [operand]) => {
                let operand = self.value(operand)?;
                self.calculate(Operator::Negate, operand.clone(), operand, at)
            }
            (Some(Token::Plus | Token::UnaryPlus), [operand]) => {
                let operand = self.value(operand)?;
                match operand.kind {
                    Kind::Int | Kind::Decimal => Ok(operand),
                    // The language makes a stage its word, and leaves others as they are.
                    _ => outside("a `+` before something that is no number", at),
                }
            }
            (Some(token), [left, right]) => {
                if let Some(relation) = Relation::of(token) {
                    return self.comparison(relation, left, right, at);
                }
                let Some(operator) = Operator::of(token) else {
                    return outside("an operator of another sort", at);
                };
                let (left, right) = (self.value(left)?, self.value(right)?);
                self.calculate(operator, left, right, at)
            }
            _ => outside("an operator of another sort", at),
        }
    }

    pub(super) fn truth(&mut self, value: bool) -> Typed {
        self.constant(Kind::Bool, Constant::Word(i64::from(value)))
    }

    pub(super) fn whole(&mut self, value: i64) -> Typed {
        self.constant(Kind::Int, Constant::Word(value))
    }

    /// A stage that is written out.
    pub(super) fn stage(&mut self, scale: &Arc<Scale>, word: &str, at: Position) -> Lowered<Typed> {
        match Stage::named(scale, word) {
            Ok(stage) => {
                Ok(self.constant(Kind::Stage(Arc::clone(scale)), Constant::Word(i64::from(stage.at))))
            }
            Err(_) => outside("a stage that is none", at),
        }
    }

    /// The register of a value that is true or false.
    pub(super) fn condition(&mut self, expression: &Expr) -> Lowered<Register> {
        match self.value(expression)? {
            Typed { kind: Kind::Bool, at } => Ok(at),
            _ => outside("a condition that is neither true nor false", expression.position()),
        }
    }

    /// A number as a decimal.
    pub(super) fn widened(&mut self, number: Typed, at: Position) -> Lowered<Typed> {
        match number.kind {
            Kind::Decimal => Ok(number),
            Kind::Int => {
                let to = self.register(Bank::Exacts);
                self.push(Step::Widen { to, from: number.at });
                Ok(Typed { kind: Kind::Decimal, at: to })
            }
            _ => outside("arithmetic without numbers", at),
        }
    }

    /// Two numbers as whole ones where both are, else as decimals.
    pub(super) fn alike(&mut self, left: Typed, right: Typed, at: Position) -> Lowered<(Typed, Typed)> {
        if left.kind == Kind::Int && right.kind == Kind::Int {
            return Ok((left, right));
        }
        Ok((self.widened(left, at)?, self.widened(right, at)?))
    }

    pub(super) fn calculate(
        &mut self,
        operator: Operator,
        left: Typed,
        right: Typed,
        at: Position,
    ) -> Lowered<Typed> {
        let (left, right) = self.alike(left, right, at)?;
        let (kind, bank) = (left.kind.clone(), left.kind.bank());
        let to = self.register(bank);
        self.push(Step::Calculate { operator, bank, to, left: left.at, right: right.at });
        Ok(Typed { kind, at: to })
    }

    fn comparison(&mut self, relation: Relation, left: &Expr, right: &Expr, at: Position) -> Lowered<Typed> {
        // A stage is compared with its own words, which look like texts until the other side is known.
        let (left, right) = if let Expr::StringConstant(..) = left {
            let right = self.value(right)?;
            (self.beside(left, &right.kind)?, right)
        } else {
            let left = self.value(left)?;
            let right = self.beside(right, &left.kind)?;
            (left, right)
        };
        self.compare(relation, left, right, at)
    }

    /// A value that stands beside one of a type.
    pub(super) fn beside(&mut self, expression: &Expr, kind: &Kind) -> Lowered<Typed> {
        match (kind, expression) {
            (Kind::Stage(scale), Expr::StringConstant(word, at)) => self.stage(scale, word, *at),
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
        let equality = matches!(relation, Relation::Equal | Relation::Unequal);
        let (left, right) = match (&left.kind, &right.kind) {
            (Kind::Int | Kind::Decimal, Kind::Int | Kind::Decimal) => self.alike(left, right, at)?,
            (Kind::Bool | Kind::Text, _) if !equality => {
                return outside("a comparison of different types", at);
            }
            (a, b) if a.fits(b) => (left, right),
            _ => return outside("a comparison of different types", at),
        };
        let (bank, to) = (left.kind.bank(), self.register(Bank::Words));
        self.push(Step::Compare { relation, bank, to, left: left.at, right: right.at });
        Ok(Typed { kind: Kind::Bool, at: to })
    }

    /// Whether something does not hold.
    pub(super) fn not(&mut self, holds: Register) -> Typed {
        let right = self.truth(false).at;
        let to = self.register(Bank::Words);
        self.push(Step::Compare { relation: Relation::Equal, bank: Bank::Words, to, left: holds, right });
        Typed { kind: Kind::Bool, at: to }
    }

    /// Whether either holds, both of them known.
    pub(super) fn any(&mut self, left: &Typed, right: &Typed) -> Typed {
        let to = self.register(Bank::Words);
        self.push(Step::Either { to, left: left.at, right: right.at });
        Typed { kind: Kind::Bool, at: to }
    }

    /// `value in [a, b]`. The language makes the whole list before the value, and compares then.
    fn membership(&mut self, items: &[Expr], value: &Expr, at: Position) -> Lowered<Typed> {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            // A word may be a stage: that is known when the value is.
            let later = matches!(item, Expr::StringConstant(..));
            list.push(if later { None } else { Some(self.value(item)?) });
        }
        let value = self.value(value)?;
        let mut found = self.truth(false);
        for (item, made) in items.iter().zip(list) {
            let made = match made {
                Some(made) => made,
                None => self.beside(item, &value.kind)?,
            };
            let equal = self.compare(Relation::Equal, made, value.clone(), at)?;
            found = self.any(&found, &equal);
        }
        Ok(found)
    }

    /// `a && b` or `a || b`: a later side is looked at only where the earlier ones leave it open.
    fn logic(&mut self, logic: Logic, sides: &[Expr], at: Position) -> Lowered<Typed> {
        let Some((first, later)) = sides.split_first() else {
            return outside("an expression of another sort", at);
        };
        let first = self.condition(first)?;
        let on = self.copy(&Typed { kind: Kind::Bool, at: first });
        for side in later {
            self.side(logic, on.at, side)?;
        }
        Ok(on)
    }

    /// A later side, which decides where the ones before it leave it open. What it reads not everybody has read.
    pub(super) fn side(&mut self, logic: Logic, on: Register, side: &Expr) -> Lowered<()> {
        let certain = self.certain.clone();
        let (steps, _) = self.apart(|lowering| {
            let from = lowering.condition(side)?;
            lowering.push(Step::Copy { bank: Bank::Words, to: on, from });
            Ok(Made::Nothing)
        })?;
        self.certain = certain;
        let (yes, no) = match logic {
            Logic::And => (steps, Vec::new()),
            Logic::Or => (Vec::new(), steps),
        };
        self.push(Step::Branch { on, yes, no });
        Ok(())
    }
}
