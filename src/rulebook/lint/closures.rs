//! Closures: functions without a name, looked into where they are made.

use rhai::{Dynamic, Expr, FnPtr};

use super::Lint;
use super::types::{Flow, Type};

impl Lint<'_> {
    /// A closure, with the names that it takes from around it. Who calls it, and with what, is not followed.
    pub(super) fn closure(&mut self, constant: &Dynamic, taken: &[Expr]) -> Flow {
        let Some(closure) = constant.read_lock::<FnPtr>() else { return Flow::unsure() };
        let name = closure.fn_name().to_owned();
        drop(closure);
        let functions = &self.script.functions;
        let Some(function) =
            functions.iter().position(|f| f.name == name && f.parameters.len() >= taken.len())
        else {
            return Flow::unsure();
        };
        let mut types = vec![Type::Unknown; self.script.definition(function).parameters.len()];
        for (ty, taken) in types.iter_mut().zip(taken) {
            *ty = self.value(taken).value;
        }
        let flow = self.look_into(function, Some(Type::Unknown), types);
        self.closures_decide |= !flow.goes_on || flow.unsure || self.decides(function);
        Flow::on(Type::Closure)
    }

    /// Names that a closure shares with what stands around it: whoever calls it may change them.
    pub(super) fn share<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        for name in names {
            self.shared.insert(name.to_owned());
            if !matches!(self.scope.get(name), Some(Type::Locality | Type::Topic(_))) {
                self.scope.set(name, Type::Unknown);
            }
        }
    }

    /// Whether a verdict is written anywhere in a function.
    fn decides(&self, function: usize) -> bool {
        use crate::rulebook::vocabulary::Verdict;
        let mut found = false;
        for statement in &self.script.definition(function).body {
            statement.walk(&mut Vec::new(), &mut |path| {
                if let Some(
                    rhai::ASTNode::Expr(Expr::FnCall(call, _))
                    | rhai::ASTNode::Stmt(rhai::Stmt::FnCall(call, _)),
                ) = path.last()
                {
                    found |= Verdict::from_word(&call.name).is_some()
                        || self.script.functions.iter().any(|f| *f.name == *call.name);
                }
                !found
            });
        }
        found
    }
}
