//! Operators: which types they go with. The language itself answers `false` where two types do not match, and says nothing.

use std::rc::Rc;

use rhai::{Expr, FnCallExpr, Position};

use super::Lint;
use super::statements::anchor;
use super::types::{Flow, Type};
use crate::problem::hint::list;
use crate::problem::{Code, Problem};
use crate::rulebook::vocabulary::CONTAINS;

impl Lint<'_> {
    /// An operator with its operands.
    pub(super) fn operator(&mut self, call: &FnCallExpr, at: Position) -> Flow {
        let name = call.name.as_str();
        match (name, &call.args[..]) {
            ("!", [operand]) => {
                let flow = self.condition(operand);
                flow.giving(Type::Bool)
            }
            ("-" | "+", [operand]) => {
                let flow = self.operand(operand);
                let ty = self.number(operand, &flow.value);
                flow.giving(ty)
            }
            ("==" | "!=" | "<" | "<=" | ">" | ">=", [left, right]) => {
                let (a, b) = (self.operand(left), self.operand(right));
                self.compared(name, (left, &a.value), (right, &b.value), at);
                a.then(b).giving(Type::Bool)
            }
            // `!in` asks by an operator what `in` asks by a call.
            (CONTAINS, [list, value]) => self.membership(list, value, at),
            (_, [left, right]) => {
                let (a, b) = (self.operand(left), self.operand(right));
                let operands = [(left, a.value.clone()), (right, b.value.clone())];
                let ty = self.computed(name, operands, at);
                a.then(b).giving(ty)
            }
            _ => Flow::on(Type::Unknown),
        }
    }

    fn number(&mut self, expression: &Expr, ty: &Type) -> Type {
        if ty.is_number() || *ty == Type::Unknown {
            return ty.clone();
        }
        let message = format!("a number is needed here, and this is {}", ty.name(self.dictionary));
        let help = match ty {
            Type::Text(_) => "a number stands without quotes; texts can only be put together, with `+`",
            Type::Date => "days are counted by the engine, from the deadlines that documents set",
            Type::Bool => "write `if ... { 1 } else { 0 }` to count it",
            _ => "only numbers are computed with",
        };
        self.error(Code::TypeMismatch, anchor(expression), message, "", help);
        Type::Unknown
    }

    /// What an operator makes of two values.
    pub(super) fn computed(
        &mut self,
        operator: &str,
        [(left, a), (right, b)]: [(&Expr, Type); 2],
        at: Position,
    ) -> Type {
        match (operator, &a, &b) {
            ("+", Type::Text(_) | Type::Character, Type::Text(_) | Type::Character) => return a.joined(&b),
            ("+", Type::Text(_), _) | ("+", _, Type::Text(_)) => return Type::TEXT,
            ("+", Type::List(x), Type::List(y)) => return Type::List((**x).clone().or((**y).clone()).into()),
            ("+", Type::List(_) | Type::Table(_), _)
            | ("-", Type::Text(_), Type::Text(_) | Type::Character) => {
                return Type::Unknown;
            }
            ("&" | "|" | "^", Type::Bool, Type::Bool) => {
                self.warn_of_bits(operator, at);
                return Type::Bool;
            }
            (_, Type::Unknown, _) | (_, _, Type::Unknown) => return Type::Unknown,
            _ => {}
        }
        let (x, y) = (self.number(left, &a), self.number(right, &b));
        if x == Type::Unknown || y == Type::Unknown {
            return Type::Unknown;
        }
        let zero = crate::rulebook::header::number(right).is_some_and(|number| number.is_zero());
        match operator {
            "/" | "%" if zero => {
                self.error(Code::TypeMismatch, at, "this divides by zero", "", "write another number");
            }
            "/" if x == Type::Int && y == Type::Int => {
                let place = self.place(at);
                self.report(
                    Problem::note(
                        Code::IntegerDivision,
                        "a whole number is divided by a whole number: what is left over is dropped",
                    )
                    .at(place, "7 / 2 is 3 here")
                    .help("for a share write `a * 1.0 / b`; to compare two shares, multiply: `a * 100 >= b * 95`"),
                );
            }
            ".." | "..=" | "<<" | ">>" | "&" | "|" | "^" => {
                for (side, ty) in [(left, &x), (right, &y)] {
                    if *ty == Type::Decimal {
                        let message = format!("`{operator}` needs whole numbers");
                        let help = "write whole numbers; for others, `a >= 1.5 && a <= 2.5`";
                        self.error(Code::TypeMismatch, anchor(side), message, "", help);
                    }
                }
                return if operator.starts_with("..") { Type::Range } else { Type::Int };
            }
            _ => {}
        }
        match (&x, &y) {
            (Type::Int, Type::Int) => Type::Int,
            (Type::Number, Type::Int | Type::Number) | (Type::Int, Type::Number) => Type::Number,
            _ => Type::Decimal,
        }
    }

    /// Two values and an operator between them that compares.
    fn compared(
        &mut self,
        operator: &str,
        (left, a): (&Expr, &Type),
        (right, b): (&Expr, &Type),
        at: Position,
    ) {
        if (*a == Type::Nothing) != (*b == Type::Nothing) {
            if *a != Type::Unknown && *b != Type::Unknown {
                let help = "ask `locality.is_known(\"topic.property\")`";
                let message = "a missing fact is not `()`: comparing tells nothing";
                self.error(Code::TypeMismatch, at, message, "", help);
            }
            return;
        }
        self.always_the_same(operator, (left, a), (right, b), at);
        if matches!(operator, "==" | "!=") {
            self.free_text((left, a), (right, b), at);
        }
        // A stage is compared with its own words, which look like texts.
        if let (Type::Stage(fact), Type::Text(words)) | (Type::Text(words), Type::Stage(fact)) = (a, b) {
            for (word, word_at) in words.iter().flat_map(|words| words.iter()) {
                self.stage_word(*fact, word, *word_at);
            }
            return;
        }
        let (left, right) = (self.described(left, a), self.described(right, b));
        self.comparable(operator, (a, &left), (b, &right), at);
    }

    /// An operand for people: its name, if it is a fact, and its type.
    fn described(&self, expression: &Expr, ty: &Type) -> String {
        let kind = ty.name(self.dictionary);
        match (self.fact_name(expression), ty) {
            (Some(name), Type::Stage(_)) => format!("`{name}`, a stage,"),
            (Some(name), _) => format!("`{name}`, {kind},"),
            (None, _) => kind,
        }
    }

    /// Whether two types can be compared by an operator; if not, says so.
    fn comparable(
        &mut self,
        operator: &str,
        (a, left): (&Type, &str),
        (b, right): (&Type, &str),
        at: Position,
    ) {
        let ordered = !matches!(operator, "==" | "!=" | "in");
        let fits = match (a, b) {
            (Type::Unknown, _) | (_, Type::Unknown) => true,
            (Type::Stage(x), Type::Stage(y)) => {
                self.dictionary.get(*x).stages == self.dictionary.get(*y).stages
            }
            (Type::Bool, Type::Bool) | (Type::Text(_), Type::Text(_)) => !ordered,
            (Type::Text(_) | Type::Character, Type::Text(_) | Type::Character) => true,
            (Type::List(_), Type::List(_)) | (Type::Table(_), Type::Table(_)) | (Type::Closure, _) => true,
            (a, b) => a == b || (a.is_number() && b.is_number()),
        };
        if fits {
            return;
        }
        let right = right.trim_end_matches(',');
        let (message, help) = match (a, b) {
            // The language has an order for these; nobody means it.
            (Type::Bool, Type::Bool) => {
                let message = format!("`{operator}` asks for more or less, and true or false have no order");
                return self.warn(Code::TypeMismatch, at, message, "", "write the fact itself, or `!` before it");
            }
            (Type::Text(_), Type::Text(_)) => {
                let message = format!("`{operator}` compares texts letter by letter, not by what they mean");
                let help = "compare texts with `==`; what has an order is a fact of type `stage`";
                return self.warn(Code::TypeMismatch, at, message, "", help);
            }
            (Type::Stage(_), Type::Stage(_)) => (
                format!("{left} cannot be compared with {right}"),
                "the two facts have different stages: compare each with its own words".to_owned(),
            ),
            (Type::Bool, other) | (other, Type::Bool) => (
                format!("{left} is compared with {right}"),
                match other {
                    Type::Text(_) => "`true` and `false` stand without quotes; or write the fact alone".to_owned(),
                    _ => "a fact that is true or false stands alone: `if locality.topic.property { ... }`".to_owned(),
                },
            ),
            (Type::Date, _) | (_, Type::Date) => (
                format!("{left} is compared with {right}"),
                "a date can be compared with another date fact only: days that matter stand in documents, as deadlines"
                    .to_owned(),
            ),
            (Type::Stage(fact), _) | (_, Type::Stage(fact)) => (
                format!("{left} is compared with {right}"),
                format!("its stages are {}, in quotes", list(self.dictionary.get(*fact).stages.iter().map(String::as_str), "and")),
            ),
            (a, Type::Text(_)) | (Type::Text(_), a) if a.is_number() => {
                (format!("{left} is compared with {right}"), "a number stands without quotes".to_owned())
            }
            _ => (format!("{left} is compared with {right}"), "compare things of the same type".to_owned()),
        };
        self.error(Code::TypeMismatch, at, message, "", help);
    }

    /// `value in list`.
    pub(super) fn membership(&mut self, list: &Expr, value: &Expr, at: Position) -> Flow {
        let within = self.value(list);
        let asked = self.operand(value);
        let way = asked.clone().then(within.clone()).giving(Type::Bool);
        if let (Expr::Array(items, _), Type::List(_)) = (list, &within.value) {
            for item in items.iter() {
                let other = self.aside(|lint| lint.value(item)).value;
                self.member((value, &asked.value), (item, &other));
            }
            return way;
        }
        match (&within.value, &asked.value) {
            (Type::List(items), ty) => {
                let items = Rc::clone(items);
                match (ty, &*items) {
                    (Type::Stage(fact), Type::Text(Some(words))) => {
                        for (word, at) in words.iter() {
                            self.stage_word(*fact, word, *at);
                        }
                    }
                    (ty, items) => {
                        let (left, right) = (self.described(value, ty), items.name(self.dictionary));
                        if !matches!((ty, items), (Type::Stage(_), Type::Text(None))) {
                            self.comparable("in", (ty, &left), (items, &right), at);
                        }
                    }
                }
            }
            (Type::Range, ty) => {
                self.number(value, &ty.clone());
            }
            (Type::Text(_), Type::Text(_) | Type::Character | Type::Unknown) => {}
            (Type::Table(_), Type::Text(_) | Type::Unknown) | (Type::Unknown, _) => {}
            (other, _) => {
                let message = format!(
                    "behind `in` stands a list or a range, and this is {}",
                    other.name(self.dictionary)
                );
                let help = "write `value in [\"a\", \"b\"]`, or `value in 1..=5`";
                self.error(Code::TypeMismatch, anchor(list), message, "", help);
            }
        }
        way
    }

    /// One item that a value may be equal to.
    fn member(&mut self, (value, ty): (&Expr, &Type), (item, other): (&Expr, &Type)) {
        if let (Type::Stage(fact), Type::Text(words)) = (ty, other) {
            for (word, at) in words.iter().flat_map(|words| words.iter()) {
                self.stage_word(*fact, word, *at);
            }
            return;
        }
        self.free_text((value, ty), (item, other), anchor(item));
        let (left, right) = (self.described(value, ty), self.described(item, other));
        self.comparable("in", (ty, &left), (other, &right), anchor(item));
    }
}
