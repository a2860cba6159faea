//! Logic: what holds if both sides hold, or one; whether a value is one of a list.

use rhai::{Expr, Position};

use super::{Kind, Lowered, Lowering, Made, Typed, outside};
use crate::rulebook::compiled::program::{Register, Relation, Step, Word};

/// How the sides of a logical expression are joined.
#[derive(Debug, Clone, Copy)]
pub(super) enum Logic {
    And,
    Or,
}

impl Lowering<'_> {
    /// `value in [a, b]`. The language makes the whole list before the value, and compares then.
    pub(super) fn membership(
        &mut self,
        items: &[Expr],
        value: &Expr,
        at: Position,
    ) -> Lowered<Option<Typed>> {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            match item {
                // A word may be a stage: that is known when the value is.
                Expr::StringConstant(..) => list.push(None),
                item => match self.value(item)? {
                    Some(item) => list.push(Some(item)),
                    None => return Ok(None),
                },
            }
        }
        let Some(value) = self.value(value)? else { return Ok(None) };
        let mut found = self.constant(Kind::Bool, 0, at)?;
        for (item, made) in items.iter().zip(list) {
            let made = match made {
                Some(made) => made,
                None => match self.beside(item, &value.kind)? {
                    Some(made) => made,
                    None => return Ok(None),
                },
            };
            let equal = self.compare(Relation::Equal, made, value.clone(), at)?;
            found = self.any(found, equal, at)?;
        }
        Ok(Some(found))
    }

    /// Whether either holds, both of them known.
    pub(super) fn any(&mut self, left: Typed, right: Typed, at: Position) -> Lowered<Typed> {
        let (Register::Word(left), Register::Word(right)) = (left.at, right.at) else {
            return Err(outside("a comparison of another sort", at));
        };
        let to = self.word();
        self.push(Step::Or { to, left, right }, at)?;
        Ok(Typed { kind: Kind::Bool, at: Register::Word(to) })
    }

    /// `a && b` or `a || b`: a later side is looked at only where the earlier ones leave it open.
    pub(super) fn logic(&mut self, logic: Logic, sides: &[Expr], at: Position) -> Lowered<Made> {
        let Some((first, later)) = sides.split_first() else {
            return Err(outside("an expression of another sort", at));
        };
        let Some(first) = self.condition(first)? else { return Ok(Made::Never) };
        let on = self.word();
        self.push(Step::Copy { to: Register::Word(on), from: Register::Word(first) }, at)?;
        for side in later {
            self.side(logic, on, side, at)?;
        }
        Ok(Made::Value(Typed { kind: Kind::Bool, at: Register::Word(on) }))
    }

    /// Whether a condition holds and another one behind it.
    pub(super) fn guarded(&mut self, condition: Word, guard: &Expr, at: Position) -> Lowered<Word> {
        let on = self.word();
        self.push(Step::Copy { to: Register::Word(on), from: Register::Word(condition) }, at)?;
        self.side(Logic::And, on, guard, at)?;
        Ok(on)
    }

    /// A later side, which decides where the ones before it leave it open. What it reads not everybody has read.
    fn side(&mut self, logic: Logic, on: Word, side: &Expr, at: Position) -> Lowered<()> {
        let certain = self.certain.clone();
        let (mut steps, made) = self.apart(|lowering| lowering.condition(side))?;
        if let Some(side) = made {
            steps.push(Step::Copy { to: Register::Word(on), from: Register::Word(side) });
        }
        self.certain = certain;
        let (yes, no) = match logic {
            Logic::And => (steps, Vec::new()),
            Logic::Or => (Vec::new(), steps),
        };
        self.push(Step::Branch { on, yes, no }, at)
    }
}
