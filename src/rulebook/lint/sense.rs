//! Comparisons that the language takes, and that cannot mean what they seem to.

use rhai::{Expr, Position};
use rust_decimal::Decimal;

use super::Lint;
use super::types::Type;
use crate::model::fact::{FactIx, FactKind};
use crate::problem::Code;
use crate::rulebook::header::number;

impl Lint<'_> {
    /// Comparisons whose outcome is known before anything is reported.
    pub(super) fn always_the_same(
        &mut self,
        operator: &str,
        (left, a): (&Expr, &Type),
        (right, b): (&Expr, &Type),
        at: Position,
    ) {
        let outcome = match (self.fact_name(left), self.fact_name(right), number(left), number(right)) {
            (Some(one), Some(other), ..) if one == other => Some(matches!(operator, "==" | "<=" | ">=")),
            (_, _, Some(x), Some(y)) => Some(holds(operator, x, y)),
            (.., Some(fraction)) => {
                self.fraction((left, a), fraction, at);
                None
            }
            (.., Some(fraction), None) => {
                self.fraction((right, b), fraction, at);
                None
            }
            _ => match (a, b) {
                (Type::Stage(fact), Type::Text(_)) => self.end_of_scale(*fact, operator, b),
                (Type::Text(_), Type::Stage(fact)) => self.end_of_scale(*fact, turned(operator), a),
                _ => None,
            },
        };
        let Some(outcome) = outcome else { return };
        let (message, help) = match outcome {
            false => (
                "this never holds",
                "what stands behind it is never reached: look at the operator, `>` or `>=`",
            ),
            true => {
                ("this always holds", "it asks nothing: look at the operator, `>` or `>=`, or take it out")
            }
        };
        self.warn(Code::ConstantComparison, at, message, "", help);
    }

    /// Whether a stage is always, or never, beyond a word of its scale; `None` where that depends.
    fn end_of_scale(&self, fact: FactIx, operator: &str, words: &Type) -> Option<bool> {
        let stages = &self.dictionary.get(fact).stages;
        let words = words.words()?;
        let (word, _) = words.iter().next().filter(|_| words.len() == 1)?;
        let (first, last) = (stages.first()? == word, stages.last()? == word);
        match operator {
            ">" if last => Some(false),
            "<" if first => Some(false),
            ">=" if first => Some(true),
            "<=" if last => Some(true),
            _ => None,
        }
    }

    /// A percentage that is compared with a fraction: 0.95 where 95 is meant.
    fn fraction(&mut self, (side, ty): (&Expr, &Type), fraction: Decimal, at: Position) {
        if fraction <= Decimal::ZERO || fraction >= Decimal::ONE || !ty.is_number() {
            return;
        }
        let is_percent = |fact: FactIx| self.dictionary.get(fact).kind == FactKind::Percent;
        let percent = match self.fact_name(side).and_then(|name| self.dictionary.find(&name)) {
            Some(fact) => is_percent(fact),
            // A name may stand for any number; where the rule reads percentages, most likely for one of them.
            None => matches!(side, Expr::Variable(..)) && self.reads.iter().any(|fact| is_percent(*fact)),
        };
        if percent {
            let percents = fraction.saturating_mul(Decimal::ONE_HUNDRED).normalize();
            let message = format!("a percentage is compared with {fraction}");
            let help = format!("a percentage is written as it is printed, such as 44.5: write {percents}");
            self.warn(Code::FractionForPercent, at, message, "", help);
        }
    }

    /// A fact of free text that is compared with words, or with a stage.
    pub(super) fn free_text(&mut self, (left, a): (&Expr, &Type), (right, b): (&Expr, &Type), at: Position) {
        let (side, other) = match (a, b) {
            (Type::Text(None), Type::Text(Some(_)) | Type::Stage(_)) => (left, b),
            (Type::Text(Some(_)) | Type::Stage(_), Type::Text(None)) => (right, a),
            _ => return,
        };
        let Some(name) = self.fact_name(side) else { return };
        let with = if matches!(other, Type::Stage(_)) { "a stage" } else { "words" };
        let message = format!("`{name}` is a free text, and is compared with {with}");
        let help = format!(
            "any other spelling fails silently: declare `{name}` with `type = \"stage\"` and its `stages`"
        );
        self.warn(Code::TextForStage, at, message, "", help);
    }

    /// `&` where `&&` is meant.
    pub(super) fn warn_of_bits(&mut self, operator: &str, at: Position) {
        let right = match operator {
            "&" => "&&",
            "|" => "||",
            _ => "!=",
        };
        let message = format!("`{operator}` counts with bits, and reads what stands behind it in any case");
        self.warn(Code::TypeMismatch, at, message, "", format!("write `a {right} b`"));
    }
}

fn holds(operator: &str, x: Decimal, y: Decimal) -> bool {
    match operator {
        "==" => x == y,
        "!=" => x != y,
        "<" => x < y,
        "<=" => x <= y,
        ">" => x > y,
        _ => x >= y,
    }
}

/// The operator with its sides changed.
fn turned(operator: &str) -> &str {
    match operator {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        same => same,
    }
}
