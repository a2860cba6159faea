//! Statements: branches, names and their values, functions and the ways out of them.

use rhai::{ASTFlags, Expr, FlowControl, Position, Stmt};

use super::{
    Call, Lowered, Lowering, MOST_CALLS, MOST_NAMES, Made, Operator, Register, Step, Stop, Typed, outside,
};

impl Lowering<'_> {
    /// A block: names that it gives end with it.
    pub(super) fn block(&mut self, statements: &[Stmt]) -> Lowered<Made> {
        let depth = self.names.len();
        let made = self.statements(statements)?;
        self.names.truncate(depth);
        Ok(made)
    }

    fn statements(&mut self, statements: &[Stmt]) -> Lowered<Made> {
        statements.iter().try_fold(Made::Nothing, |_, statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Stmt) -> Lowered<Made> {
        self.count(statement.position())?;
        match statement {
            Stmt::Noop(_) => Ok(Made::Nothing),
            Stmt::Expr(expression) => match &**expression {
                Expr::Stmt(block) => self.block(block.statements()),
                other => self.made(other),
            },
            Stmt::FnCall(call, at) => self.call(call, *at),
            Stmt::Block(block) => self.block(block.statements()),
            Stmt::If(parts, _) => self.branches(parts),
            Stmt::Var(definition, ..) => {
                let (name, value) = (&definition.0, &definition.1);
                let value = self.value(value)?;
                let own = self.copy(&value);
                if self.names.len() >= MOST_NAMES {
                    return outside("more than 48 names", name.pos);
                }
                self.names.push((name.name.clone(), Made::Value(own)));
                Ok(Made::Nothing)
            }
            Stmt::Assignment(parts) => self.assignment(&parts.0, &parts.1.lhs, &parts.1.rhs),
            Stmt::Return(value, flags, at) if !flags.contains(ASTFlags::BREAK) => {
                self.leave(value.as_deref(), *at)
            }
            Stmt::Switch(parts, at) => self.switch(&parts.0, &parts.1, *at),
            Stmt::For(_, at) => outside("a loop", *at),
            other => outside("a statement of another sort", other.position()),
        }
    }

    fn branches(&mut self, parts: &FlowControl) -> Lowered<Made> {
        let on = self.condition(&parts.expr)?;
        self.either(
            on,
            |lowering| lowering.block(parts.body.statements()),
            |lowering| lowering.block(parts.branch.statements()),
        )
    }

    /// One thing or the other; a value where both give one.
    pub(super) fn either(
        &mut self,
        on: Register,
        yes: impl FnOnce(&mut Self) -> Lowered<Made>,
        no: impl FnOnce(&mut Self) -> Lowered<Made>,
    ) -> Lowered<Made> {
        let before = self.certain.clone();
        let (mut yes, one) = self.apart(yes)?;
        let after_yes = std::mem::replace(&mut self.certain, before);
        let (mut no, other) = self.apart(no)?;
        match (&one, &other) {
            (_, None) => self.certain = after_yes,
            (None, _) => {}
            _ => self.certain.retain(|slot| after_yes.contains(slot)),
        }
        let made = match (one, other) {
            (None, made) | (made, None) => made,
            (Some(Made::Value(a)), Some(Made::Value(b))) if a.kind.fits(&b.kind) => {
                let (bank, to) = (a.kind.bank(), self.register(a.kind.bank()));
                yes.push(Step::Copy { bank, to, from: a.at });
                no.push(Step::Copy { bank, to, from: b.at });
                Some(Made::Value(Typed { kind: a.kind, at: to }))
            }
            (Some(Made::Nothing), Some(Made::Nothing)) => Some(Made::Nothing),
            _ => Some(Made::Mixed),
        };
        self.push(Step::Branch { on, yes, no });
        made.ok_or(Stop::Never)
    }

    fn assignment(&mut self, how: &rhai::OpAssignment, target: &Expr, value: &Expr) -> Lowered<Made> {
        let at = how.position();
        let value = self.value(value)?;
        let Expr::Variable(name, ..) = target else {
            return outside("a value that is given to something else than a name", at);
        };
        let found = self.names.iter().rposition(|(known, _)| *known == name.1);
        let Some((index, Made::Value(old))) = found.and_then(|at| Some((at, self.names.get(at)?.1.clone())))
        else {
            return outside("a name that has no value", at);
        };
        if index < self.outer {
            return outside("a name that gets another value inside of a value", at);
        }
        let new = match how.get_op_assignment_info() {
            None => value,
            Some((.., operator, _)) => match Operator::of(operator) {
                Some(operator) => self.calculate(operator, old.clone(), value, at)?,
                None => return outside("an operator of another sort", at),
            },
        };
        if !new.kind.fits(&old.kind) {
            return outside("a name that holds now a whole number, now a decimal", at);
        }
        self.copy_to(&old, &new);
        Ok(Made::Nothing)
    }

    fn leave(&mut self, value: Option<&Expr>, at: Position) -> Lowered<Made> {
        let made = match value {
            Some(value) => self.made(value)?,
            None => Made::Nothing,
        };
        let returned = self.running.last_mut().and_then(|call| call.returned.take());
        let returned = match (returned, made) {
            (None, Made::Value(value)) => Made::Value(self.copy(&value)),
            (Some(Made::Value(first)), Made::Value(value)) if first.kind.fits(&value.kind) => {
                self.copy_to(&first, &value);
                Made::Value(first)
            }
            (None | Some(Made::Nothing), Made::Nothing) => Made::Nothing,
            _ => Made::Mixed,
        };
        let Some(call) = self.running.last_mut() else { return outside("a `return` of nothing", at) };
        call.returned = Some(returned);
        self.push(Step::Leave);
        Err(Stop::Never)
    }

    /// Writes a function out, called with these values.
    pub(super) fn body(&mut self, function: usize, arguments: Vec<Made>, at: Position) -> Lowered<Made> {
        let script = self.script;
        let Some(definition) = script.functions.get(function) else {
            return outside("a function that is not there", at);
        };
        if self.running.len() > MOST_CALLS || self.running.iter().any(|call| call.function == function) {
            return outside("functions that call each other too deep", at);
        }
        // A function sees its own parameters and nothing of whoever calls it.
        let names = definition.parameters.iter().cloned().zip(arguments).collect();
        let outside_names = std::mem::replace(&mut self.names, names);
        let outer = std::mem::replace(&mut self.outer, 0);
        let before = self.certain.clone();
        self.running.push(Call { function, returned: None });
        let (mut body, made) = self.apart(|lowering| lowering.statements(&definition.body))?;
        let returned = self.running.pop().and_then(|call| call.returned);
        self.names = outside_names;
        self.outer = outer;
        let Some(returned) = returned else {
            self.steps.append(&mut body);
            return made.ok_or(Stop::Never);
        };
        let made = match (returned, made) {
            (returned, None) => returned,
            (Made::Value(first), Some(Made::Value(last))) if first.kind.fits(&last.kind) => {
                body.push(Step::Copy { bank: first.kind.bank(), to: first.at, from: last.at });
                Made::Value(first)
            }
            (Made::Nothing, Some(Made::Nothing)) => Made::Nothing,
            _ => Made::Mixed,
        };
        self.certain = before;
        self.push(Step::Body(body));
        Ok(made)
    }
}
