//! Operators: which types they go with. The language itself answers `false` where two types do not match, and says nothing.

use rhai::{Expr, FnCallExpr, Position};

use super::Lint;
use super::statements::anchor;
use super::types::{Flow, Type};
use crate::problem::Code;
use crate::rulebook::nearest::list;

impl Lint<'_> {
    /// An operator with its operands.
    pub(super) fn operator(&mut self, call: &FnCallExpr, at: Position) -> Flow {
        let name = call.name.as_str();
        match (name, &call.args[..]) {
            ("!", [operand]) => {
                let flow = self.condition(operand);
                Flow { value: Type::Bool, ..flow }
            }
            ("-" | "+", [operand]) => {
                let ty = self.operand(operand);
                Flow::on(self.number(operand, ty))
            }
            ("==" | "!=" | "<" | "<=" | ">" | ">=", [left, right]) => {
                self.comparison(name, left, right, at);
                Flow::on(Type::Bool)
            }
            ("+" | "-" | "*" | "/" | "%", [left, right]) => Flow::on(self.arithmetic(left, right, name, at)),
            _ => {
                let help = match name {
                    "&" => "for \"and\" write `&&`".to_owned(),
                    "|" => "for \"or\" write `||`".to_owned(),
                    "**" => "write the product out: `a * a`".to_owned(),
                    ".." | "..=" => "write `a >= 1 && a <= 5`".to_owned(),
                    _ => "the operators are `== != < <= > >= && || ! + - * / %`".to_owned(),
                };
                self.forbid(at, format!("`{name}` is not used in rules"), help);
                Flow::refused()
            }
        }
    }

    fn operand(&mut self, expression: &Expr) -> Type {
        let flow = self.value(expression);
        self.usable(expression, flow.value)
    }

    fn number(&mut self, expression: &Expr, ty: Type) -> Type {
        if ty.is_number() || ty == Type::Unknown {
            return ty;
        }
        let message = format!("a number is needed here, and this is {}", ty.name(self.dictionary));
        let help = match ty {
            Type::Text => "texts are not put together; the engine fills the placeholders of a reason",
            Type::Date => "days are counted by the engine, from the deadlines that documents set",
            Type::Bool => "write `if ... { 1 } else { 0 }` to count it",
            _ => "only numbers are computed with",
        };
        self.error(Code::TypeMismatch, anchor(expression), message, "", help);
        Type::Unknown
    }

    fn arithmetic(&mut self, left: &Expr, right: &Expr, operator: &str, at: Position) -> Type {
        let (a, b) = (self.operand(left), self.operand(right));
        let (a, b) = (self.number(left, a), self.number(right, b));
        let zero = crate::rulebook::header::number(right).is_some_and(|number| number.is_zero());
        if matches!(operator, "/" | "%") && zero {
            self.error(Code::TypeMismatch, at, "this divides by zero", "", "write another number");
        }
        a.or(b)
    }

    fn comparison(&mut self, operator: &str, left: &Expr, right: &Expr, at: Position) {
        for (side, other) in [(left, right), (right, left)] {
            if side.is_unit() {
                if !other.is_unit() {
                    self.value(other);
                }
                let help = "ask `locality.is_known(\"topic.property\")`";
                self.error(
                    Code::TypeMismatch,
                    at,
                    "a missing fact is not `()`: comparing tells nothing",
                    "",
                    help,
                );
                return;
            }
        }
        // A stage is compared with its own words, which look like texts.
        match (stage_text(left), stage_text(right)) {
            (None, Some((word, word_at))) => {
                if let Type::Stage(fact) = self.peek(left) {
                    return self.stage_word(fact, word, word_at);
                }
            }
            (Some((word, word_at)), None) => {
                if let Type::Stage(fact) = self.peek(right) {
                    return self.stage_word(fact, word, word_at);
                }
            }
            _ => {}
        }
        let (a, b) = (self.operand(left), self.operand(right));
        let (left, right) = (self.described(left, a), self.described(right, b));
        self.comparable(operator, (a, &left), (b, &right), at);
    }

    /// An operand for people: its name, if it is a fact, and its type.
    fn described(&self, expression: &Expr, ty: Type) -> String {
        let kind = ty.name(self.dictionary);
        match (self.fact_name(expression), ty) {
            (Some(name), Type::Stage(_)) => format!("`{name}`, a stage,"),
            (Some(name), _) => format!("`{name}`, {kind},"),
            (None, _) => kind,
        }
    }

    /// The type of an operand, looked at for the first time.
    fn peek(&mut self, expression: &Expr) -> Type {
        let flow = self.value(expression);
        flow.value
    }

    /// Whether two types can be compared by an operator; if not, says so.
    fn comparable(
        &mut self,
        operator: &str,
        (a, left): (Type, &str),
        (b, right): (Type, &str),
        at: Position,
    ) {
        if a == Type::Unknown || b == Type::Unknown {
            return;
        }
        let ordered = !matches!(operator, "==" | "!=" | "in");
        let fits = match (a, b) {
            (Type::Stage(x), Type::Stage(y)) => {
                self.dictionary.get(x).stages == self.dictionary.get(y).stages
            }
            (Type::Bool, Type::Bool) | (Type::Text, Type::Text) => !ordered,
            (a, b) => a == b || (a.is_number() && b.is_number()),
        };
        if fits {
            return;
        }
        let right = right.trim_end_matches(',');
        let (message, help) = match (a, b) {
            (Type::Bool, Type::Bool) => (
                format!("`{operator}` asks for more or less, and true or false have no order"),
                "write the fact itself, or `!` before it".to_owned(),
            ),
            (Type::Text, Type::Text) => (
                format!("`{operator}` asks for more or less, and texts have no order"),
                "compare texts with `==`; what has an order is a fact of type `stage`".to_owned(),
            ),
            (Type::Stage(_), Type::Stage(_)) => (
                format!("{left} cannot be compared with {right}"),
                "the two facts have different stages: compare each with its own words".to_owned(),
            ),
            (Type::Stage(_), Type::Text) | (Type::Text, Type::Stage(_)) => (
                format!("{left} is compared with {right} that is not written out"),
                "write the stage itself, in quotes".to_owned(),
            ),
            (Type::Bool, other) | (other, Type::Bool) => (
                format!("{left} is compared with {right}"),
                match other {
                    Type::Text => "`true` and `false` stand without quotes; or write the fact alone".to_owned(),
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
                format!("its stages are {}, in quotes", list(self.dictionary.get(fact).stages.iter().map(String::as_str), "and")),
            ),
            (a, Type::Text) | (Type::Text, a) if a.is_number() => {
                (format!("{left} is compared with {right}"), "a number stands without quotes".to_owned())
            }
            _ => (format!("{left} is compared with {right}"), "compare things of the same type".to_owned()),
        };
        self.error(Code::TypeMismatch, at, message, "", help);
    }

    /// `value in [a, b]`.
    pub(super) fn membership(&mut self, list: &Expr, value: &Expr, at: Position) -> Flow {
        let ty = self.operand(value);
        let Expr::Array(items, _) = list else {
            let help = "write `value in [\"a\", \"b\"]`";
            self.forbid(at, "behind `in` stands a list that is written out", help);
            return Flow::on(Type::Bool);
        };
        for item in items.iter() {
            if let (Type::Stage(fact), Expr::StringConstant(word, at)) = (ty, item) {
                self.stage_word(fact, word, *at);
                continue;
            }
            let other = self.operand(item);
            let (left, right) = (self.described(value, ty), self.described(item, other));
            self.comparable("in", (ty, &left), (other, &right), anchor(item));
        }
        Flow::on(Type::Bool)
    }
}

/// A text that is written out.
fn stage_text(expression: &Expr) -> Option<(&str, Position)> {
    match expression {
        Expr::StringConstant(word, at) => Some((word.as_str(), *at)),
        _ => None,
    }
}
