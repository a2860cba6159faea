//! `switch`: its arms as conditions, tried in the order of the language.
//!
//! Of a pattern the language keeps only a mark by which it finds the arm. So it is asked for the marks of all literals
//! that stand in the rule's text; a mark that belongs to none of them leaves the rule to the interpreter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{Engine, Expr, OptimizationLevel, Position, RangeCase, Stmt, SwitchCasesCollection, Token};
use rust_decimal::Decimal;

use super::{Kind, Lowered, Lowering, Made, Register, Typed, outside};
use crate::rulebook::compiled::program::{Relation, Step, Word};
use crate::rulebook::text::RuleText;

/// A value that is written out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Bool(bool),
    Whole(i64),
    Decimal(Decimal),
    Text(Arc<str>),
}

/// What an arm is taken for.
enum Pattern<'l> {
    /// One of these.
    Literals(Vec<&'l Literal>),
    Range(&'l RangeCase),
}

/// The marks of all literals of a text.
pub(super) fn marks(text: &RuleText) -> BTreeMap<u64, Literal> {
    let mut literals: BTreeMap<String, Literal> = BTreeMap::new();
    literals.extend([true, false].map(|value| (value.to_string(), Literal::Bool(value))));
    for word in text.tokens().iter().map(|token| text.slice(token)) {
        if let Some(quoted) = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            if !quoted.contains('\\') {
                literals.insert(word.to_owned(), Literal::Text(Arc::from(quoted)));
            }
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            for written in [word.to_owned(), format!("-{word}")] {
                let digits = written.replace('_', "");
                let whole = digits.parse().ok().map(Literal::Whole);
                let number = whole.or_else(|| Decimal::from_str_exact(&digits).ok().map(Literal::Decimal));
                literals.extend(number.map(|number| (written, number)));
            }
        }
    }
    let arms: Vec<String> = literals.keys().map(|literal| format!("{literal} => 0")).collect();
    let mut engine = Engine::new_raw();
    engine.set_optimization_level(OptimizationLevel::None);
    let Ok(ast) = engine.compile(format!("switch 0 {{ {} }}", arms.join(", "))) else {
        return BTreeMap::new();
    };
    let literals: Vec<Literal> = literals.into_values().collect();
    let switches = ast.statements().iter().filter_map(|statement| match statement {
        Stmt::Switch(parts, _) => Some(&parts.1),
        _ => None,
    });
    switches
        .flat_map(|cases| cases.cases.iter())
        .filter_map(|(mark, list)| Some((*mark, literals.get(*list.blocks.first()?)?.clone())))
        .collect()
}

/// The ends of a range, and whether the last belongs to it.
fn written(range: &RangeCase) -> (i64, i64, bool) {
    match range {
        RangeCase::ExclusiveInt(range, _) => (range.start, range.end, false),
        RangeCase::InclusiveInt(range, _) => (*range.start(), *range.end(), true),
    }
}

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
        let Some(value) = self.value(subject)? else { return Ok(Made::Never) };
        match value.kind {
            Kind::Date => return Err(outside("a `switch` about a day", at)),
            Kind::Stage(_) if !worded => {
                return Err(outside("a `switch` about a stage that has no name", at));
            }
            _ => {}
        }
        let marks = Arc::clone(self.marks.get_or_insert_with(|| Arc::new(marks(self.text))));
        let mut of_arm: BTreeMap<usize, Vec<&Literal>> = BTreeMap::new();
        // A range has a mark too, which no number has.
        let mut unknown = cases.ranges.iter().map(written).collect::<BTreeSet<_>>().len();
        for (mark, list) in cases.cases.iter() {
            let Some(literal) = marks.get(mark) else {
                unknown = unknown.checked_sub(1).ok_or_else(|| outside("a pattern of another sort", at))?;
                continue;
            };
            for arm in &list.blocks {
                of_arm.entry(*arm).or_default().push(literal);
            }
        }
        // Literals come before ranges, whatever their order in the text.
        let literals = of_arm.into_iter().map(|(arm, literals)| (Pattern::Literals(literals), arm));
        let ranges = cases.ranges.iter().map(|range| (Pattern::Range(range), range.index()));
        let arms: Vec<(Pattern<'_>, usize)> = literals.chain(ranges).collect();
        self.arms(&value, &arms, cases, at)
    }

    /// The first arm that is taken, or what stands for the rest.
    fn arms(
        &mut self,
        value: &Typed,
        arms: &[(Pattern<'_>, usize)],
        cases: &SwitchCasesCollection,
        at: Position,
    ) -> Lowered<Made> {
        let Some(((pattern, arm), later)) = arms.split_first() else {
            let rest = cases.def_case.and_then(|rest| cases.expressions.get(rest));
            return rest.map_or(Ok(Made::Nothing), |rest| self.made(&rest.rhs));
        };
        let Some(arm) = cases.expressions.get(*arm) else {
            return Err(outside("a pattern of another sort", at));
        };
        let fits = self.fits(value, pattern, at)?;
        let on = match &arm.lhs {
            Expr::BoolConstant(true, _) => fits,
            guard => self.guarded(fits, guard, at)?,
        };
        self.either(
            on,
            at,
            |lowering| lowering.made(&arm.rhs),
            |lowering| lowering.arms(value, later, cases, at),
        )
    }

    /// Whether a value is what an arm is for.
    fn fits(&mut self, value: &Typed, pattern: &Pattern<'_>, at: Position) -> Lowered<Word> {
        match pattern {
            Pattern::Literals(literals) => {
                let mut found = None;
                for literal in literals {
                    let Some(literal) = self.literal(&value.kind, literal, at)? else { continue };
                    let equal = self.compare(Relation::Equal, value.clone(), literal, at)?;
                    found = Some(match found {
                        Some(found) => self.any(found, equal, at)?,
                        None => equal,
                    });
                }
                match found {
                    Some(found) => found.truth(at),
                    None => self.constant(Kind::Bool, 0, at)?.truth(at),
                }
            }
            Pattern::Range(_) if !matches!(value.kind, Kind::Int | Kind::Decimal) => {
                self.constant(Kind::Bool, 0, at)?.truth(at)
            }
            Pattern::Range(range) => {
                let (first, last, whole) = written(range);
                let beyond = if whole { Relation::Greater } else { Relation::GreaterOrEqual };
                let (first, last) =
                    (self.constant(Kind::Int, first, at)?, self.constant(Kind::Int, last, at)?);
                let before = self.compare(Relation::Less, value.clone(), first, at)?;
                let behind = self.compare(beyond, value.clone(), last, at)?;
                let from = self.any(before, behind, at)?.truth(at)?;
                let to = self.word();
                self.push(Step::Not { to, from }, at)?;
                Ok(to)
            }
        }
    }

    /// A literal as a value of a type; `None` where no value of that type is ever it.
    fn literal(&mut self, kind: &Kind, literal: &Literal, at: Position) -> Lowered<Option<Typed>> {
        Ok(match (kind, literal) {
            (Kind::Bool, Literal::Bool(value)) => Some(self.constant(Kind::Bool, i64::from(*value), at)?),
            (Kind::Int, Literal::Whole(value)) => Some(self.constant(Kind::Int, *value, at)?),
            (Kind::Decimal, Literal::Decimal(value)) => Some(self.number(*value, at)?),
            (Kind::Text, Literal::Text(text)) => Some(self.text(Arc::clone(text), at)?),
            (Kind::Stage(scale), Literal::Text(word))
                if scale.words.iter().any(|known| **known == **word) =>
            {
                Some(self.stage(scale, word, at)?)
            }
            _ => None,
        })
    }
}

impl Typed {
    /// The word of a value that is true or false.
    fn truth(self, at: Position) -> Lowered<Word> {
        match self.at {
            Register::Word(word) => Ok(word),
            Register::Exact(_) => Err(outside("a condition that is neither true nor false", at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_literal_of_a_text_has_a_mark() {
        let switch = "switch x { 1 => 0, \"a\" | \"b\" => 1, -2 => 2, 1.50 => 3, true => 4 }";
        let marks = marks(&RuleText::new(Arc::from("a.rhai"), Arc::from(switch)));
        let ast = Engine::new_raw().compile(format!("let x = 0; {switch}")).unwrap();
        let mut found = Vec::new();
        for statement in ast.statements() {
            if let Stmt::Switch(parts, _) = statement {
                found.extend(parts.1.cases.keys().map(|mark| format!("{:?}", marks.get(mark))));
            }
        }
        found.sort();
        let literals = ["Bool(true)", "Decimal(1.50)", "Text(\"a\")", "Text(\"b\")", "Whole(-2)", "Whole(1)"];
        assert_eq!(found, literals.map(|literal| format!("Some({literal})")));
    }
}
