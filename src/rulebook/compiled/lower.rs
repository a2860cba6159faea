//! From a syntax tree to a program.
//!
//! Functions are written out where they are called, with the types of that call. A value's type is known throughout, for
//! the lint has refused whatever mixes them; where it let something pass that is not known to the last digit, the rule
//! is left to the interpreter.

mod calls;
mod facts;
mod flow;
mod kinds;
mod logic;
mod switches;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{ASTFlags, Expr, ImmutableString, Stmt};

use kinds::{Kind, Made, Typed};
use switches::Literal;

use super::Outside;
use super::program::{End, EndIx, Exact, Program, Register, SITES, Site, SiteIx, Step, Word};
use crate::rulebook::host::Card;
use crate::rulebook::script::Script;
use crate::rulebook::text::{RuleText, position};
use crate::rulebook::vocabulary::CHECK;

/// Statements, expressions and steps that a program may have, functions written out. The interpreter's own bound is five
/// times as high, so that whatever is compiled would not have come near it.
const MOST_STEPS: usize = 2_000;
/// Functions inside functions inside `check`: fewer than the interpreter bears, for the same reason.
const MOST_CALLS: usize = 5;
/// Names that have values at one place: fewer than the interpreter bears, for the same reason.
const MOST_NAMES: usize = 48;

/// Branches inside of branches: what runs them is on the stack of a worker thread.
const MOST_BRANCHES: usize = 64;

/// Lowers the check of a rule that passed the lint; the text is the one that the tree was read from.
///
/// # Errors
/// The first construct that is not compiled.
pub(in crate::rulebook) fn lower(script: &Script, card: &Card, text: &RuleText) -> Result<Program, Outside> {
    let mut lowering = Lowering {
        script,
        card,
        text,
        marks: None,
        steps: Vec::new(),
        written: 0,
        depth: 0,
        names: Vec::new(),
        outer: 0,
        certain: BTreeSet::new(),
        words: 0,
        exacts: 0,
        ends: vec![(End::Apart, None)],
        sites: Vec::new(),
        running: Vec::new(),
    };
    if card.slots.len() > SITES {
        return Err(outside("a check that reads more than 64 facts", rhai::Position::NONE));
    }
    let Some(check) = script.functions.iter().position(|function| function.name == CHECK) else {
        return Err(outside("a rule without a check", rhai::Position::NONE));
    };
    let start = script.functions.get(check).map_or(rhai::Position::NONE, |function| function.start);
    lowering.body(check, vec![Made::Locality], start)?;
    let of_target = lowering.sites.iter().zip(0..).filter(|(site, _)| site.slot.is_none());
    Ok(Program {
        target_sites: of_target.fold(0, |sites, (_, bit)| sites | 1_u64 << bit),
        steps: lowering.steps,
        ends: lowering.ends,
        sites: lowering.sites,
        kinds: card.slots.iter().map(|slot| slot.kind).collect(),
        words: usize::from(lowering.words),
        exacts: usize::from(lowering.exacts),
    })
}

fn outside(construct: &'static str, at: rhai::Position) -> Outside {
    Outside { construct, at: position(at) }
}

/// A function that is being written out.
struct Call {
    function: usize,
    /// What `return` gives so far; `None` where no way leaves the function before its end.
    returned: Option<Made>,
}

struct Lowering<'l> {
    script: &'l Script,
    card: &'l Card,
    text: &'l RuleText,
    /// The marks of the text's literals, once a `switch` needs them.
    marks: Option<Arc<BTreeMap<u64, Literal>>>,
    /// The steps of the innermost block.
    steps: Vec<Step>,
    /// Statements, expressions and steps of all blocks.
    written: usize,
    /// Blocks that the innermost one lies in.
    depth: usize,
    /// Names that have values here, innermost last.
    names: Vec<(ImmutableString, Made)>,
    /// Names below this one lie outside of the value that is being made: giving them another value in the middle of it
    /// would make the order of operands tell.
    outer: usize,
    /// Facts that every row that comes here has read.
    certain: BTreeSet<usize>,
    words: u16,
    exacts: u16,
    ends: Vec<(End, Option<crate::rulebook::Position>)>,
    sites: Vec<Site>,
    running: Vec<Call>,
}

type Lowered<T> = Result<T, Outside>;

impl Lowering<'_> {
    fn push(&mut self, step: Step, at: rhai::Position) -> Lowered<()> {
        self.count(at)?;
        self.steps.push(step);
        Ok(())
    }

    fn count(&mut self, at: rhai::Position) -> Lowered<()> {
        self.written += 1;
        if self.written > MOST_STEPS { Err(outside("a check of more than 2000 steps", at)) } else { Ok(()) }
    }

    fn word(&mut self) -> Word {
        self.words += 1;
        Word(self.words - 1)
    }

    fn exact(&mut self) -> Exact {
        self.exacts += 1;
        Exact(self.exacts - 1)
    }

    fn register(&mut self, kind: &Kind) -> Register {
        match kind {
            Kind::Decimal => Register::Exact(self.exact()),
            _ => Register::Word(self.word()),
        }
    }

    fn site(&mut self, slot: Option<usize>, at: rhai::Position) -> Lowered<SiteIx> {
        if self.sites.len() >= SITES {
            return Err(outside("a check that reads at more than 64 places", at));
        }
        let index = self.sites.len() as u8;
        let earlier = self.sites.iter().zip(0..).filter(|(site, _)| site.slot == slot);
        let same = earlier.fold(0, |same, (_, bit)| same | 1_u64 << bit);
        self.sites.push(Site { slot, at: position(at), same });
        Ok(SiteIx(index))
    }

    fn end(&mut self, end: End, at: rhai::Position) -> EndIx {
        let next = self.ends.len() as u16;
        self.ends.push((end, position(at)));
        EndIx(next)
    }

    /// Writes steps of their own, apart from those around them.
    fn apart<T>(&mut self, write: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<(Vec<Step>, T)> {
        if self.depth >= MOST_BRANCHES {
            return Err(outside("branches inside of branches more than 64 deep", rhai::Position::NONE));
        }
        self.depth += 1;
        let around = std::mem::take(&mut self.steps);
        let made = write(self);
        let steps = std::mem::replace(&mut self.steps, around);
        self.depth -= 1;
        Ok((steps, made?))
    }

    /// A copy that nothing else gives another value.
    fn copy(&mut self, value: &Typed, at: rhai::Position) -> Lowered<Typed> {
        let to = self.register(&value.kind);
        self.push(Step::Copy { to, from: value.at }, at)?;
        Ok(Typed { kind: value.kind.clone(), at: to })
    }

    /// A block: names that it gives end with it.
    fn block(&mut self, statements: &[Stmt]) -> Lowered<Made> {
        let depth = self.names.len();
        let made = self.statements(statements)?;
        self.names.truncate(depth);
        Ok(made)
    }

    fn statements(&mut self, statements: &[Stmt]) -> Lowered<Made> {
        let mut made = Made::Nothing;
        for statement in statements {
            made = self.statement(statement)?;
            if matches!(made, Made::Never) {
                break;
            }
        }
        Ok(made)
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
            Stmt::If(parts, at) => self.branches(parts, *at),
            Stmt::Var(definition, ..) => self.definition(&definition.0, &definition.1),
            Stmt::Assignment(parts) => self.assignment(&parts.0, &parts.1.lhs, &parts.1.rhs),
            Stmt::Return(value, flags, at) if !flags.contains(ASTFlags::BREAK) => {
                self.leave(value.as_deref(), *at)
            }
            Stmt::Switch(parts, at) => self.switch(&parts.0, &parts.1, *at),
            Stmt::For(_, at) => Err(outside("a loop", *at)),
            other => Err(outside("a statement of another sort", other.position())),
        }
    }

    /// Writes a function out, called with these values.
    fn body(&mut self, function: usize, arguments: Vec<Made>, at: rhai::Position) -> Lowered<Made> {
        let script = self.script;
        let Some(definition) = script.functions.get(function) else {
            return Err(outside("a function that is not there", at));
        };
        if self.running.len() > MOST_CALLS || self.running.iter().any(|call| call.function == function) {
            return Err(outside("functions that call each other too deep", at));
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
            return Ok(made);
        };
        let made = match (returned, made) {
            (returned, Made::Never) => returned,
            (Made::Value(first), Made::Value(last)) if first.kind.fits(&last.kind) => {
                body.push(Step::Copy { to: first.at, from: last.at });
                Made::Value(first)
            }
            (Made::Nothing, Made::Nothing) => Made::Nothing,
            _ => Made::Mixed,
        };
        self.certain = before;
        self.push(Step::Body(body), at)?;
        Ok(made)
    }
}
