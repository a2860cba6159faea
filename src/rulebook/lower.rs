//! From a rule's syntax tree to a program.
//!
//! In: the tree of a rule that passed the lint. Out: a program, which answers as the interpreter does, or the first
//! construct that lies [`Outside`] of what is compiled; such a rule is interpreted. Invariant: the type of every value
//! is known, for the lint has refused whatever mixes them; where it let something pass that is not known to the last
//! digit, the rule is left to the interpreter.
//!
//! Functions are written out where they are called, with the types of that call. What a program consists of is here;
//! [`statements`], [`values`] and [`switches`] follow the tree, [`facts`] what is asked and said of the locality.

mod facts;
mod statements;
mod switches;
mod values;

use std::collections::BTreeSet;
use std::sync::Arc;

use rhai::{ImmutableString, Position};

use crate::model::place::Place;
use crate::model::run;
use crate::program::{
    Bank, Constant, End, EndIx, Lack, Operator, Program, Register, SITES, Site, SiteIx, Step,
};
use crate::rulebook::host::Card;
use crate::rulebook::patterns::Marks;
use crate::rulebook::script::Script;
use crate::rulebook::stage::Scale;
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

/// What keeps a rule from being compiled: it is interpreted instead, with the same answers at a slower pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// The construct, for people.
    pub construct: &'static str,
    /// Where it stands, where known.
    pub at: Option<run::Position>,
}

impl Outside {
    /// Where it stands in a rule's text.
    pub(super) fn place(self, text: &RuleText) -> Place {
        let Some(run::Position { line, column }) = self.at else { return text.spot(0..0) };
        let number = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        text.place(Position::new(number(line), number(column)))
    }
}

/// Lowers the check of a rule that passed the lint; the text is the one that the tree was read from.
///
/// # Errors
/// The first construct that is not compiled.
pub(super) fn lower(script: &Script, card: &Card, text: &RuleText) -> Result<Program, Outside> {
    let mut lowering = Lowering {
        script,
        card,
        text,
        marks: None,
        steps: Vec::new(),
        constants: Vec::new(),
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
    match lowering.check() {
        Err(Stop::Outside(outside)) => return Err(outside),
        Ok(_) | Err(Stop::Never) => {}
    }
    let target = card.slots.len();
    let of_target = lowering.sites.iter().zip(0..).filter(|(site, _)| site.slot == target);
    Ok(Program {
        target_sites: of_target.fold(0, |sites, (_, bit)| sites | 1_u64 << bit),
        steps: lowering.steps,
        constants: lowering.constants,
        ends: lowering.ends,
        sites: lowering.sites,
        kinds: card.slots.iter().map(|slot| slot.kind).collect(),
        words: lowering.words,
        exacts: lowering.exacts,
    })
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Bool,
    Int,
    Decimal,
    Date,
    Text,
    Stage(Arc<Scale>),
}

impl Kind {
    /// Whether a value of one can stand where a value of the other stands.
    fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stage(a), Self::Stage(b)) => a.words == b.words,
            (a, b) => a == b,
        }
    }

    fn bank(&self) -> Bank {
        if *self == Self::Decimal { Bank::Exacts } else { Bank::Words }
    }
}

/// A value: its type, and the register that holds it.
#[derive(Debug, Clone)]
struct Typed {
    kind: Kind,
    at: Register,
}

/// What a statement, a block or a call gives.
#[derive(Debug, Clone)]
enum Made {
    Value(Typed),
    Locality,
    Nothing,
    /// One thing here and another there: nothing that could be used.
    Mixed,
}

/// Why nothing more is written.
enum Stop {
    /// It is not compiled.
    Outside(Outside),
    /// No row goes on behind this; it ends the innermost block that rows can go round.
    Never,
}

type Lowered<T> = Result<T, Stop>;

fn outside<T>(construct: &'static str, at: Position) -> Lowered<T> {
    Err(Stop::Outside(Outside { construct, at: position(at) }))
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
    marks: Option<Arc<Marks>>,
    /// The steps of the innermost block.
    steps: Vec<Step>,
    constants: Vec<(Register, Constant)>,
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
    ends: Vec<(End, Option<run::Position>)>,
    sites: Vec<Site>,
    running: Vec<Call>,
}

/// What a program consists of.
impl Lowering<'_> {
    fn push(&mut self, step: Step) {
        self.written += 1;
        self.steps.push(step);
    }

    fn count(&mut self, at: Position) -> Lowered<()> {
        self.written += 1;
        if self.written > MOST_STEPS { outside("a check of more than 2000 steps", at) } else { Ok(()) }
    }

    fn register(&mut self, bank: Bank) -> Register {
        let next = match bank {
            Bank::Words => &mut self.words,
            Bank::Exacts => &mut self.exacts,
        };
        *next += 1;
        Register(*next - 1)
    }

    fn constant(&mut self, kind: Kind, value: Constant) -> Typed {
        let bank = kind.bank();
        // Decimals that are equal may still be written with more digits or fewer.
        let same = |(_, known): &&(Register, Constant)| *known == value && bank == Bank::Words;
        let known = self.constants.iter().find(same);
        let at = match known {
            Some((at, _)) => *at,
            None => {
                let at = self.register(bank);
                self.constants.push((at, value));
                at
            }
        };
        Typed { kind, at }
    }

    fn site(&mut self, slot: usize, at: Position) -> Lowered<SiteIx> {
        if self.sites.len() >= SITES {
            return outside("a check that reads at more than 64 places", at);
        }
        let index = self.sites.len() as u8;
        let earlier = self.sites.iter().zip(0..).filter(|(site, _)| site.slot == slot);
        let same = earlier.fold(0, |same, (_, bit)| same | 1_u64 << bit);
        self.sites.push(Site { slot, at: position(at), same });
        Ok(SiteIx(index))
    }

    fn end(&mut self, end: End, at: Position) -> EndIx {
        let next = self.ends.len() as u16;
        self.ends.push((end, position(at)));
        EndIx(next)
    }

    fn copy_to(&mut self, to: &Typed, from: &Typed) {
        if to.at != from.at {
            self.push(Step::Copy { bank: to.kind.bank(), to: to.at, from: from.at });
        }
    }

    /// A copy that nothing else gives another value.
    fn copy(&mut self, value: &Typed) -> Typed {
        let own = Typed { kind: value.kind.clone(), at: self.register(value.kind.bank()) };
        self.copy_to(&own, value);
        own
    }

    /// Writes steps of their own, apart from those around them; what comes out, if any row goes on behind them.
    fn apart(
        &mut self,
        write: impl FnOnce(&mut Self) -> Lowered<Made>,
    ) -> Lowered<(Vec<Step>, Option<Made>)> {
        if self.depth >= MOST_BRANCHES {
            return outside("branches inside of branches more than 64 deep", Position::NONE);
        }
        let (names, outer) = (self.names.len(), self.outer);
        let around = std::mem::take(&mut self.steps);
        self.depth += 1;
        let made = match write(self) {
            Ok(made) => Some(made),
            Err(Stop::Never) => None,
            Err(outside) => return Err(outside),
        };
        self.depth -= 1;
        let steps = std::mem::replace(&mut self.steps, around);
        self.names.truncate(names);
        self.outer = outer;
        Ok((steps, made))
    }
}

impl Lowering<'_> {
    fn check(&mut self) -> Lowered<Made> {
        if self.card.slots.len() > SITES {
            return outside("a check that reads more than 64 facts", Position::NONE);
        }
        match self.script.functions.iter().position(|function| function.name == CHECK) {
            Some(check) => self.body(check, vec![Made::Locality], Position::NONE),
            None => outside("a rule without a check", Position::NONE),
        }
    }
}
