//! A rule's syntax tree in the order of its text: what stands at the top level, and the functions.

use rhai::{AST, ASTNode, ImmutableString, Stmt};

use super::text::RuleText;

/// A function of a rule.
#[derive(Debug)]
pub(super) struct Function {
    /// Name.
    pub(super) name: String,
    /// Names of its parameters.
    pub(super) parameters: Vec<ImmutableString>,
    /// What it does.
    pub(super) body: Vec<Stmt>,
    /// The brace that opens its body.
    pub(super) start: rhai::Position,
    /// The brace that closes its body.
    pub(super) end: rhai::Position,
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
            .map(|(_, _, _, _, definition)| Function {
                name: definition.name.to_string(),
                parameters: definition.params.iter().cloned().collect(),
                body: Vec::new(),
                start: definition.body.start_position(),
                end: definition.body.end_position(),
            })
            .collect();
        functions.sort_by_key(|function| function.start);

        // The language shows the bodies of functions to a walk only, after the top level and in no order.
        let mut statements: Vec<Stmt> = Vec::new();
        ast.walk(&mut |path| {
            if let [ASTNode::Stmt(statement)] = path {
                statements.push((*statement).clone());
            }
            true
        });
        let bodies = statements.split_off(ast.statements().len().min(statements.len()));
        for statement in bodies {
            let at = statement.position();
            // Closures have bodies too, inside of those that hold them: the innermost function has the statement.
            let home = functions.iter_mut().rev().find(|function| function.start <= at && at <= function.end);
            if let Some(function) = home {
                function.body.push(statement);
            }
        }
        let doc = ast.doc().lines().map(|line| line.strip_prefix("//!").unwrap_or(line)).map(unmarked);
        Self { top: statements, functions, doc: doc.collect::<Vec<_>>().join("\n").trim().to_owned() }
    }

    /// A function by its name and the number of its parameters.
    pub(super) fn function(&self, name: &str, parameters: usize) -> Option<usize> {
        self.functions.iter().position(|f| f.name == name && f.parameters.len() == parameters)
    }
}

/// A comment line without the one space that follows its mark.
fn unmarked(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

impl Function {
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
