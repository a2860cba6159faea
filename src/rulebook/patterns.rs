//! The arms of a `switch`, as they were written.
//!
//! Of a pattern the language keeps only a mark by which it finds the arm. So it is asked for the marks of all literals
//! that stand in the rule's text; an arm with a mark that belongs to none of them cannot be told.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{Engine, Expr, OptimizationLevel, RangeCase, Stmt, SwitchCasesCollection};
use rust_decimal::Decimal;

use super::text::RuleText;

/// A value that is written out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Bool(bool),
    Whole(i64),
    Decimal(Decimal),
    Text(Arc<str>),
}

/// What an arm is taken for.
pub(super) enum Pattern<'p> {
    /// One of these.
    Literals(Vec<&'p Literal>),
    /// A number from one on, to another one: that one included, or not.
    Range { first: i64, last: i64, included: bool },
}

/// What is to be done for a pattern, if the guard holds.
pub(super) struct Arm<'p> {
    pub(super) pattern: Pattern<'p>,
    /// `true` where none was written.
    pub(super) guard: &'p Expr,
    pub(super) then: &'p Expr,
}

/// The marks of all literals of a text.
pub(super) struct Marks(BTreeMap<u64, Literal>);

impl Marks {
    /// Asks the language for the marks of a text's literals.
    pub(super) fn of(text: &RuleText) -> Self {
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
                    let number =
                        whole.or_else(|| Decimal::from_str_exact(&digits).ok().map(Literal::Decimal));
                    literals.extend(number.map(|number| (written, number)));
                }
            }
        }
        let arms: Vec<String> = literals.keys().map(|literal| format!("{literal} => 0")).collect();
        let mut engine = Engine::new_raw();
        engine.set_optimization_level(OptimizationLevel::None);
        let Ok(ast) = engine.compile(format!("switch 0 {{ {} }}", arms.join(", "))) else {
            return Self(BTreeMap::new());
        };
        let literals: Vec<Literal> = literals.into_values().collect();
        let switches = ast.statements().iter().filter_map(|statement| match statement {
            Stmt::Switch(parts, _) => Some(&parts.1),
            _ => None,
        });
        let marks = switches
            .flat_map(|cases| cases.cases.iter())
            .filter_map(|(mark, list)| Some((*mark, literals.get(*list.blocks.first()?)?.clone())));
        Self(marks.collect())
    }

    /// The arms of a `switch` but for the rest, in the order in which the language tries them: literals before ranges,
    /// wherever they stand. `None` where a pattern cannot be told.
    pub(super) fn arms<'p>(&'p self, cases: &'p SwitchCasesCollection) -> Option<Vec<Arm<'p>>> {
        let mut of_arm: BTreeMap<usize, Vec<&Literal>> = BTreeMap::new();
        // A range has a mark too, which no number has.
        let mut unknown = cases.ranges.iter().map(ends).collect::<BTreeSet<_>>().len();
        for (mark, list) in cases.cases.iter() {
            let Some(literal) = self.0.get(mark) else {
                unknown = unknown.checked_sub(1)?;
                continue;
            };
            for arm in &list.blocks {
                of_arm.entry(*arm).or_default().push(literal);
            }
        }
        let literals = of_arm.into_iter().map(|(arm, literals)| (Pattern::Literals(literals), arm));
        let ranges = cases.ranges.iter().map(|range| {
            let (first, last, included) = ends(range);
            (Pattern::Range { first, last, included }, range.index())
        });
        let arms = literals.chain(ranges).map(|(pattern, arm)| {
            let parts = cases.expressions.get(arm)?;
            Some(Arm { pattern, guard: &parts.lhs, then: &parts.rhs })
        });
        arms.collect()
    }
}

/// The ends of a range, and whether the last belongs to it.
fn ends(range: &RangeCase) -> (i64, i64, bool) {
    match range {
        RangeCase::ExclusiveInt(range, _) => (range.start, range.end, false),
        RangeCase::InclusiveInt(range, _) => (*range.start(), *range.end(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_literal_of_a_text_has_a_mark() {
        let switch = "switch x { 1 => 0, \"a\" | \"b\" => 1, -2 => 2, 1.50 => 3, true => 4 }";
        let marks = Marks::of(&RuleText::new(Arc::from("a.rhai"), Arc::from(switch)));
        let ast = Engine::new_raw().compile(format!("let x = 0; {switch}")).unwrap();
        let mut found = Vec::new();
        for statement in ast.statements() {
            if let Stmt::Switch(parts, _) = statement {
                found.extend(parts.1.cases.keys().map(|mark| format!("{:?}", marks.0.get(mark))));
            }
        }
        found.sort();
        let literals = ["Bool(true)", "Decimal(1.50)", "Text(\"a\")", "Text(\"b\")", "Whole(-2)", "Whole(1)"];
        assert_eq!(found, literals.map(|literal| format!("Some({literal})")));
    }
}
