//! Loops over lists and ranges.

use std::collections::BTreeSet;

use rhai::{ASTNode, Expr, FlowControl, Ident, Stmt, StmtBlock};

use super::Lint;
use super::types::{Flow, Type};
use crate::problem::Code;
use crate::rulebook::chain::Chain;

impl Lint<'_> {
    /// `for item in list { ... }`. What the body gives other values to is not followed from round to round.
    pub(super) fn for_loop(&mut self, item: &Ident, counter: Option<&Ident>, parts: &FlowControl) -> Flow {
        let list = self.value(&parts.expr);
        let each = match &list.value {
            Type::List(items) => (**items).clone(),
            Type::Range => Type::Int,
            Type::Text(_) => Type::Character,
            Type::Unknown => Type::Unknown,
            other => {
                let message =
                    format!("`for` goes through a list, and this is {}", other.name(self.dictionary));
                let at = super::statements::anchor(&parts.expr);
                let help = "write `for item in [a, b] { ... }`, or a range: `for n in 1..=3 { ... }`";
                self.error(Code::TypeMismatch, at, message, "", help);
                Type::Unknown
            }
        };
        let changed = changed(&parts.body);
        self.forget(&changed);
        let depth = self.scope.depth();
        self.scope.push(&item.name, each);
        if let Some(counter) = counter {
            self.scope.push(&counter.name, Type::Int);
        }
        let body = self.block(parts.body.statements());
        self.scope.truncate(depth);
        self.forget(&changed);
        // A list may be empty, and a body that always ends may end by `break`.
        let round = Flow {
            value: Type::Unknown,
            goes_on: true,
            unsure: body.unsure || !body.goes_on,
            returns: body.returns,
        };
        list.then(round)
    }

    fn forget(&mut self, changed: &Changed) {
        for name in &changed.assigned {
            self.scope.set(name, Type::Unknown);
        }
        for name in &changed.touched {
            if matches!(self.scope.get(name), Some(Type::List(_) | Type::Table(_))) {
                self.scope.set(name, Type::Unknown);
            }
        }
    }
}

/// Names that a block may change the values of.
#[derive(Default)]
struct Changed {
    /// Given another value.
    assigned: BTreeSet<String>,
    /// Called on, or given to a function: a list or table may come back with other items.
    touched: BTreeSet<String>,
}

fn changed(block: &StmtBlock) -> Changed {
    let mut names = Changed::default();
    for statement in block.statements() {
        statement.walk(&mut Vec::new(), &mut |path| {
            match path.last() {
                Some(ASTNode::Stmt(Stmt::Assignment(parts))) => {
                    names.assigned.extend(variable(Chain::of(&parts.1.lhs).root));
                }
                Some(ASTNode::Stmt(Stmt::FnCall(call, _)) | ASTNode::Expr(Expr::FnCall(call, _))) => {
                    names.touched.extend(call.args.first().and_then(variable));
                }
                Some(ASTNode::Expr(chain @ (Expr::Dot(..) | Expr::Index(..)))) => {
                    names.touched.extend(variable(Chain::of(chain).root));
                }
                _ => {}
            }
            true
        });
    }
    names
}

fn variable(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Variable(name, ..) => Some(name.1.to_string()),
        _ => None,
    }
}
