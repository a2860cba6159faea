//! `switch`: its arms as conditions, tried in the order of the language.

use std::sync::Arc;

use rhai::{Expr, Position, SwitchCasesCollection, Token};

use super::values::Logic;
use super::{Constant, Kind, Lowered, Lowering, Made, Typed, outside};
use crate::program::Relation;
use crate::rulebook::patterns::{Arm, Literal, Marks, Pattern};

impl Lowering<'_> {
    pub(super) fn switch(
        &mut self,
        subject: &Expr,
        cases: &SwitchCasesCollection,
        at: Position,
    ) -> Lowered<Made> {
        // The `+` makes a stage its word, for the language; here a stage is a position throughout.
        let (subject, worded) = match subject {
            Expr::FnCall(call, _) if matches!(call.op_token, Some(Token::Plus | Token::UnaryPlus)) => {
                match &call.args[..] {
                    [operand] => (operand, true),
                    _ => (subject, false),
                }
            }
            _ => (subject, false),
        };
        let value = self.value(subject)?;
        match value.kind {
            Kind::Date => return outside("a `switch` about a day", at),
            Kind::Stage(_) if !worded => {
                return outside("a `switch` about a stage that has no name", at);
            }
            _ => {}
        }
        let text = self.text;
        let marks = Arc::clone(self.marks.get_or_insert_with(|| Arc::new(Marks::of(text))));
        let Some(arms) = marks.arms(cases) else { return outside("a pattern of another sort", at) };
        let rest = cases.def_case.and_then(|rest| cases.expressions.get(rest)).map(|rest| &rest.rhs);
        self.arms(&value, &arms, rest, at)
    }

    /// The first arm that is taken, or what stands for the rest.
    fn arms(&mut self, value: &Typed, arms: &[Arm<'_>], rest: Option<&Expr>, at: Position) -> Lowered<Made> {
        let Some((arm, later)) = arms.split_first() else {
            return rest.map_or(Ok(Made::Nothing), |rest| self.made(rest));
        };
        let mut on = self.fits(value, &arm.pattern, at)?;
        if !matches!(arm.guard, Expr::BoolConstant(true, _)) {
            on = self.copy(&on);
            self.side(Logic::And, on.at, arm.guard)?;
        }
        self.either(
            on.at,
            |lowering| lowering.made(arm.then),
            |lowering| lowering.arms(value, later, rest, at),
        )
    }

    /// Whether a value is what an arm is for.
    fn fits(&mut self, value: &Typed, pattern: &Pattern<'_>, at: Position) -> Lowered<Typed> {
        match pattern {
            Pattern::Literals(literals) => {
                let mut found = None;
                for literal in literals {
                    let Some(literal) = self.literal(&value.kind, literal, at)? else { continue };
                    let equal = self.compare(Relation::Equal, value.clone(), literal, at)?;
                    found = Some(match found {
                        Some(found) => self.any(&found, &equal),
                        None => equal,
                    });
                }
                Ok(found.unwrap_or_else(|| self.truth(false)))
            }
            Pattern::Range { .. } if !matches!(value.kind, Kind::Int | Kind::Decimal) => {
                Ok(self.truth(false))
            }
            Pattern::Range { first, last, included } => {
                let beyond = if *included { Relation::Greater } else { Relation::GreaterOrEqual };
                let (first, last) = (self.whole(*first), self.whole(*last));
                let before = self.compare(Relation::Less, value.clone(), first, at)?;
                let behind = self.compare(beyond, value.clone(), last, at)?;
                let apart = self.any(&before, &behind);
                Ok(self.not(apart.at))
            }
        }
    }

    /// A literal as a value of a type; `None` where no value of that type is ever it.
    fn literal(&mut self, kind: &Kind, literal: &Literal, at: Position) -> Lowered<Option<Typed>> {
        Ok(match (kind, literal) {
            (Kind::Bool, Literal::Bool(value)) => Some(self.truth(*value)),
            (Kind::Int, Literal::Whole(value)) => Some(self.whole(*value)),
            (Kind::Decimal, Literal::Decimal(value)) => {
                Some(self.constant(Kind::Decimal, Constant::Exact(*value)))
            }
            (Kind::Text, Literal::Text(text)) => {
                Some(self.constant(Kind::Text, Constant::Text(Arc::clone(text))))
            }
            (Kind::Stage(scale), Literal::Text(word))
                if scale.words.iter().any(|known| **known == **word) =>
            {
                Some(self.stage(scale, word, at)?)
            }
            _ => None,
        })
    }
}
