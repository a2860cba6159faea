//! A rule's syntax tree in the order of its text: what stands at the top level, and the functions.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

use rhai::{AST, ASTNode, Expr, FnAccess, ImmutableString, Stmt};

use super::text::RuleText;

/// A function of a rule, or a closure, which the language gives a name that nobody can write.
#[derive(Debug)]
pub(super) struct Function {
    /// Name.
    pub(super) name: String,
    /// Names of its parameters; a closure's begin with the names that it takes from around it.
    pub(super) parameters: Vec<ImmutableString>,
    /// What it does.
    pub(super) body: Vec<Stmt>,
    /// The brace that opens its body.
    pub(super) start: rhai::Position,
    /// The brace that closes its body; nowhere for a closure without braces.
    pub(super) end: rhai::Position,
    /// Whether it is kept from being called from outside.
    pub(super) private: bool,
}

/// A rule that the language can read.
#[derive(Debug)]
pub(super) struct Script {
    /// What stands outside of functions.
    pub(super) top: Vec<Stmt>,
    /// The functions, in the order of the text.
    pub(super) functions: Vec<Function>,
    /// The `//!` lines without their marks.
    pub(super) doc: String,
}

impl Script {
    /// The parts of a syntax tree.
    pub(super) fn new(ast: &AST) -> Self {
        let mut functions: Vec<Function> = ast
            .shared_lib()
            .iter_script_fn_info()
            .map(|(_, access, _, _, definition)| Function {
                name: definition.name.to_string(),
                parameters: definition.params.iter().cloned().collect(),
                body: body(ast, &definition.name, definition.params.len()),
                start: definition.body.start_position(),
                end: definition.body.end_position(),
                private: access == FnAccess::Private,
            })
            .collect();
        functions.sort_by(|a, b| (a.start, &a.name).cmp(&(b.start, &b.name)));
        let doc = ast.doc().lines().map(|line| line.strip_prefix("//!").unwrap_or(line)).map(unmarked);
        Self {
            top: ast.statements().to_vec(),
            functions,
            doc: doc.collect::<Vec<_>>().join("\n").trim().to_owned(),
        }
    }

    /// A function by its number.
    #[expect(clippy::indexing_slicing, reason = "numbers come from going through these same functions")]
    pub(super) fn definition(&self, at: usize) -> &Function {
        &self.functions[at]
    }

    /// A function by its name and the number of its parameters.
    pub(super) fn function(&self, name: &str, parameters: usize) -> Option<usize> {
        self.functions.iter().position(|f| f.name == name && f.parameters.len() == parameters)
    }
}

impl Script {
    /// Whether running `check` may take more of the stack than a worker thread has: it is nested deeply, calls itself,
    /// or calls what is not known before it runs.
    pub(super) fn is_deep(&self) -> bool {
        const COMMON: usize = 64;
        let mut below: Vec<Option<usize>> = vec![None; self.functions.len()];
        let roots = 0..self.functions.len();
        roots.into_iter().any(|at| self.depth(at, &mut below, 0).is_none_or(|depth| depth > COMMON))
    }

    /// Levels of nesting from a function down to the end of all that it calls; `None` where there is no telling.
    fn depth(&self, at: usize, below: &mut [Option<usize>], calls: usize) -> Option<usize> {
        if let Some(known) = below.get(at).copied().flatten() {
            return Some(known);
        }
        // What is called so deeply calls itself, or may as well.
        if calls > self.functions.len() || self.definition(at).is_closure() {
            return None;
        }
        let mut nested = 0;
        let mut called: Vec<usize> = Vec::new();
        for statement in &self.definition(at).body {
            statement.walk(&mut Vec::new(), &mut |path| {
                nested = nested.max(path.len());
                if let Some(
                    ASTNode::Stmt(Stmt::FnCall(call, _))
                    | ASTNode::Expr(Expr::FnCall(call, _) | Expr::MethodCall(call, _)),
                ) = path.last()
                {
                    called.extend(self.function(&call.name, call.args.len()));
                }
                true
            });
        }
        called.sort_unstable();
        called.dedup();
        let mut deepest = 0_usize;
        for function in called {
            deepest = deepest.max(self.depth(function, below, calls.saturating_add(1))?);
        }
        // A call takes about as much as three levels.
        let depth = Some(deepest.saturating_add(nested).saturating_add(3));
        if let Some(below) = below.get_mut(at) {
            *below = depth;
        }
        depth
    }
}

/// The statements of one function. The language shows bodies to a walk only, so the tree is cut down to this one first.
fn body(ast: &AST, name: &str, parameters: usize) -> Vec<Stmt> {
    // `clone_functions_only_filtered` filters nothing: in 1.27 an empty module takes every function over.
    let mut alone = ast.clone_functions_only();
    alone.retain_functions(|_, _, known, count| known == name && count == parameters);
    let mut statements = Vec::new();
    alone.walk(&mut |path| {
        if let [ASTNode::Stmt(statement)] = path {
            statements.push((*statement).clone());
        }
        // What stands inside comes with the statement.
        true
    });
    statements
}

/// A comment line without the one space that follows its mark.
fn unmarked(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

impl Function {
    /// Whether it is a closure.
    pub(super) fn is_closure(&self) -> bool {
        self.name.contains('$')
    }

    /// Where its name stands.
    pub(super) fn name_span(&self, text: &RuleText) -> std::ops::Range<usize> {
        let brace = text.offset(self.start);
        let before = text.tokens().iter().take_while(|token| token.start < brace);
        let mut name = brace..brace;
        let mut previous = "";
        for token in before {
            let word = text.slice(token);
            if previous == "fn" && word == self.name {
                name = token.clone();
            }
            previous = word;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use rhai::Engine;

    use super::*;

    #[test]
    fn each_function_has_its_own_body() {
        let text =
            "fn check(l) { met(1); } fn f(a) { a + 1; a } fn f(a, b) { let c = a; let d = b; c } fn g() {}";
        let script = Script::new(&Engine::new_raw().compile(text).unwrap());
        let sizes: Vec<(&str, usize, usize)> =
            script.functions.iter().map(|f| (f.name.as_str(), f.parameters.len(), f.body.len())).collect();
        assert_eq!(sizes, [("check", 1, 1), ("f", 1, 2), ("f", 2, 3), ("g", 0, 0)]);
    }
}
