//! Chains of dots and brackets, as they are written: where one begins, and its steps.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use rhai::{ASTFlags, Expr, FnCallExpr, Position};

/// One step of a chain.
#[derive(Clone, Copy)]
pub(super) enum Step<'e> {
    Property(&'e str, Position),
    Method(&'e FnCallExpr, Position),
    Index(&'e Expr),
}

impl Step<'_> {
    pub(super) fn at(&self) -> Position {
        match self {
            Step::Property(_, at) | Step::Method(_, at) => *at,
            Step::Index(index) => index.start_position(),
        }
    }
}

/// A chain of dots and brackets.
pub(super) struct Chain<'e> {
    pub(super) root: &'e Expr,
    pub(super) steps: Vec<Step<'e>>,
}

impl<'e> Chain<'e> {
    /// The chain of an expression. The language nests it to the right, or to the left behind parentheses.
    pub(super) fn of(expression: &'e Expr) -> Self {
        let mut chain = Self { root: expression, steps: Vec::new() };
        chain.root = chain.unroll(expression);
        chain
    }

    fn unroll(&mut self, expression: &'e Expr) -> &'e Expr {
        let (Expr::Dot(parts, flags, _) | Expr::Index(parts, flags, _)) = expression else {
            return expression;
        };
        let root = self.unroll(&parts.lhs);
        self.follow(matches!(expression, Expr::Index(..)), &parts.rhs, *flags);
        root
    }

    /// What stands behind a dot, or inside of a bracket with all that comes behind it.
    fn follow(&mut self, in_bracket: bool, expression: &'e Expr, flags: ASTFlags) {
        match expression {
            Expr::Dot(parts, inner, _) | Expr::Index(parts, inner, _) if !flags.contains(ASTFlags::BREAK) => {
                self.step(in_bracket, &parts.lhs);
                self.follow(matches!(expression, Expr::Index(..)), &parts.rhs, *inner);
            }
            last => self.step(in_bracket, last),
        }
    }

    fn step(&mut self, in_bracket: bool, expression: &'e Expr) {
        self.steps.push(match expression {
            Expr::Property(names, at) if !in_bracket => Step::Property(names.2.as_str(), *at),
            Expr::MethodCall(call, at) if !in_bracket => Step::Method(call, *at),
            other => Step::Index(other),
        });
    }
}
