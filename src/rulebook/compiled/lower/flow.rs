//! Statements that lead on: branches, names and their values, and ways out of a function.

use rhai::{Expr, FlowControl, Ident, Position};

use super::{Lowered, Lowering, MOST_NAMES, Made, Typed, outside, values};
use crate::rulebook::compiled::program::{Step, Word};

impl Lowering<'_> {
    pub(super) fn branches(&mut self, parts: &FlowControl, at: Position) -> Lowered<Made> {
        let Some(on) = self.condition(&parts.expr)? else { return Ok(Made::Never) };
        self.either(
            on,
            at,
            |lowering| lowering.block(parts.body.statements()),
            |lowering| lowering.block(parts.branch.statements()),
        )
    }

    /// One thing or the other; a value where both give one.
    pub(super) fn either(
        &mut self,
        on: Word,
        at: Position,
        yes: impl FnOnce(&mut Self) -> Lowered<Made>,
        no: impl FnOnce(&mut Self) -> Lowered<Made>,
    ) -> Lowered<Made> {
        let before = self.certain.clone();
        let (mut yes, one) = self.apart(yes)?;
        let after_yes = std::mem::replace(&mut self.certain, before);
        let (mut no, other) = self.apart(no)?;
        match (&one, &other) {
            (_, Made::Never) => self.certain = after_yes,
            (Made::Never, _) => {}
            _ => self.certain.retain(|slot| after_yes.contains(slot)),
        }
        let made = match (one, other) {
            (Made::Never, made) | (made, Made::Never) => made,
            (Made::Value(a), Made::Value(b)) if a.kind.fits(&b.kind) => {
                let to = self.register(&a.kind);
                yes.push(Step::Copy { to, from: a.at });
                no.push(Step::Copy { to, from: b.at });
                Made::Value(Typed { kind: a.kind, at: to })
            }
            (Made::Nothing, Made::Nothing) => Made::Nothing,
            _ => Made::Mixed,
        };
        self.push(Step::Branch { on, yes, no }, at)?;
        Ok(made)
    }

    pub(super) fn definition(&mut self, name: &Ident, value: &Expr) -> Lowered<Made> {
        let Some(value) = self.value(value)? else { return Ok(Made::Never) };
        let own = self.copy(&value, name.pos)?;
        if self.names.len() >= MOST_NAMES {
            return Err(outside("more than 48 names", name.pos));
        }
        self.names.push((name.name.clone(), Made::Value(own)));
        Ok(Made::Nothing)
    }

    pub(super) fn assignment(
        &mut self,
        how: &rhai::OpAssignment,
        target: &Expr,
        value: &Expr,
    ) -> Lowered<Made> {
        let at = how.position();
        let Some(value) = self.value(value)? else { return Ok(Made::Never) };
        let Expr::Variable(name, ..) = target else {
            return Err(outside("a value that is given to something else than a name", at));
        };
        let found = self.names.iter().rposition(|(known, _)| *known == name.1);
        let Some((index, Made::Value(old))) = found.and_then(|at| Some((at, self.names.get(at)?.1.clone())))
        else {
            return Err(outside("a name that has no value", at));
        };
        if index < self.outer {
            return Err(outside("a name that gets another value inside of a value", at));
        }
        let new = match how.get_op_assignment_info() {
            None => value,
            Some((.., operator, _)) => {
                let Some(operator) = values::operator(operator) else {
                    return Err(outside("an operator of another sort", at));
                };
                self.arithmetic(operator, old.clone(), value, at)?
            }
        };
        if !new.kind.fits(&old.kind) {
            return Err(outside("a name that holds now a whole number, now a decimal", at));
        }
        if new.at != old.at {
            self.push(Step::Copy { to: old.at, from: new.at }, at)?;
        }
        Ok(Made::Nothing)
    }

    pub(super) fn leave(&mut self, value: Option<&Expr>, at: Position) -> Lowered<Made> {
        let made = match value {
            Some(value) => self.made(value)?,
            None => Made::Nothing,
        };
        if matches!(made, Made::Never) {
            return Ok(Made::Never);
        }
        let returned = self.running.last_mut().and_then(|call| call.returned.take());
        let returned = match (returned, made) {
            (None, Made::Value(value)) => Made::Value(self.copy(&value, at)?),
            (Some(Made::Value(first)), Made::Value(value)) if first.kind.fits(&value.kind) => {
                self.push(Step::Copy { to: first.at, from: value.at }, at)?;
                Made::Value(first)
            }
            (None | Some(Made::Nothing), Made::Nothing) => Made::Nothing,
            _ => Made::Mixed,
        };
        let Some(call) = self.running.last_mut() else { return Err(outside("a `return` of nothing", at)) };
        call.returned = Some(returned);
        self.push(Step::Leave, at)?;
        Ok(Made::Never)
    }
}
