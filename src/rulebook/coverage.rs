//! Coverage: which statements and branches of a rule were reached.
//!
//! The engine's own debugger would slow every run, so a rule that is measured is another text: the same statements,
//! with a probe in front of each and in each branch. No line is added, and nothing else is changed. A branch that is
//! not written (an `if` without `else`) gets its probe too.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rhai::Engine;

use super::text::RuleText;
use super::vocabulary::Verdict;
use super::{Outside, Rule, Rulebook, sandbox};
use crate::problem::{Code, Problem};
use crate::project::Script;

/// What a probe is called. The lint knows no such function, so no rule can call it.
const PROBE: &str = "__reached";

/// What was reached, shared by all that run the rules.
pub(super) type Hits = Arc<[AtomicBool]>;

/// Something in a rule that can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A statement that begins on this line.
    Statement(usize),
    /// What happens when the `if` on this line holds.
    Then(usize),
    /// What happens when the `if` on this line does not hold, written or not.
    Else(usize),
}

/// Rules with probes, and what they found.
#[derive(Debug)]
pub struct Probed {
    /// The same requirements; running them is measured.
    pub rulebook: Rulebook,
    /// One a requirement, in the same order: its points, with the number of the first one's probe.
    points: Vec<(usize, Vec<Point>)>,
    hits: Hits,
}

impl Probed {
    /// The points of a requirement, in order of the text, each with whether it was reached.
    pub fn points(&self, requirement: usize) -> impl Iterator<Item = (Point, bool)> + '_ {
        let (first, points) = self.points.get(requirement).map_or((0, &[][..]), |(at, all)| (*at, all));
        let reached = move |at: usize| self.hits.get(first + at).is_some_and(|h| h.load(Ordering::Relaxed));
        points.iter().enumerate().map(move |(at, point)| (*point, reached(at)))
    }
}

/// Puts probes into the rules of a rulebook.
///
/// # Errors
/// A problem where a rule does not compile with its probes.
pub(super) fn probed(rulebook: &Rulebook) -> Result<Probed, Problem> {
    let engine = sandbox::runner_within(&rulebook.limits);
    let mut count = 0;
    let mut points = Vec::new();
    let mut rules = Vec::new();
    for (requirement, rule) in rulebook.requirements.iter().zip(&rulebook.rules) {
        let text = RuleText::new(Arc::clone(&requirement.place.file), Arc::clone(&rule.text));
        let mut weaver = Weaver::new(text, count, rule.own);
        weaver.functions();
        let mut ast = engine.compile(weaver.woven()).map_err(|error| {
            Problem::error(Code::BadSyntax, format!("the coverage of this rule cannot be measured: {error}"))
                .at(requirement.place.clone(), "")
        })?;
        ast.set_source(&*requirement.place.file);
        // What is compiled has no probes.
        let compiled = Err(Outside { construct: "a rule whose coverage is measured", at: None });
        rules.push(Rule { ast, compiled, ..rule.again() });
        let found = weaver.points;
        points.push((count, found));
        count += points.last().map_or(0, |(_, found)| found.len());
    }
    let hits: Hits = (0..count).map(|_| AtomicBool::new(false)).collect();
    let rulebook = Rulebook {
        limits: rulebook.limits,
        requirements: rulebook.requirements.clone(),
        rules,
        kind: rulebook.kind,
        hits: Some(Arc::clone(&hits)),
        unimported: rulebook.unimported.clone(),
    };
    Ok(Probed { rulebook, points, hits })
}

/// Lets an engine report what is reached.
pub(super) fn register(engine: &mut Engine, hits: &Hits) {
    let hits = Arc::clone(hits);
    engine.register_fn(PROBE, move |at: i64| {
        if let Some(hit) = usize::try_from(at).ok().and_then(|at| hits.get(at)) {
            hit.store(true, Ordering::Relaxed);
        }
    });
}

/// The verdicts that a rule's text can end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// `met`.
    pub met: bool,
    /// `met` with a day.
    pub met_on: bool,
    /// `not_met`.
    pub not_met: bool,
    /// `progress`.
    pub progress: bool,
    /// `not_applicable`.
    pub not_applicable: bool,
}

impl Verdicts {
    /// The verdicts of a rule.
    #[must_use]
    pub fn of(script: &Script) -> Self {
        let text = RuleText::new(Arc::clone(&script.file), Arc::clone(&script.text));
        let mut found = Self::default();
        let tokens = text.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let called = tokens.get(at + 1).is_some_and(|next| text.slice(next) == "(");
            match Verdict::from_word(text.slice(token)).filter(|_| called) {
                Some(Verdict::Met) if has_second_value(&text, at + 1) => found.met_on = true,
                Some(Verdict::Met) => found.met = true,
                Some(Verdict::NotMet) => found.not_met = true,
                Some(Verdict::Progress) => found.progress = true,
                Some(Verdict::NotApplicable) => found.not_applicable = true,
                None => {}
            }
        }
        found
    }
}

/// Whether a comma stands directly inside of the parentheses that open at a token.
fn has_second_value(text: &RuleText, open: usize) -> bool {
    let mut depth = 0_usize;
    for token in text.tokens().iter().skip(open) {
        match text.slice(token) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "," if depth == 1 => return true,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    false
}

/// Walks through a rule's tokens and notes where probes belong.
struct Weaver {
    text: RuleText,
    /// Bytes of the text that are the rule's own: what it imports is not measured.
    own: usize,
    at: usize,
    first: usize,
    points: Vec<Point>,
    /// Bytes of the text, and what goes in there; of one byte in this order.
    woven: Vec<(usize, String)>,
}

impl Weaver {
    fn new(text: RuleText, first: usize, own: usize) -> Self {
        Self { text, own, at: 0, first, points: Vec::new(), woven: Vec::new() }
    }

    fn token(&self) -> Option<&str> {
        self.text.tokens().get(self.at).map(|token| self.text.slice(token))
    }

    fn is(&self, word: &str) -> bool {
        self.token() == Some(word)
    }

    /// First byte of the token that is looked at.
    fn start(&self) -> usize {
        self.text.tokens().get(self.at).map_or(self.text.text().len(), |token| token.start)
    }

    /// The byte behind the token before the one that is looked at.
    fn end_before(&self) -> usize {
        let before = self.at.checked_sub(1).and_then(|at| self.text.tokens().get(at));
        before.map_or(0, |token| token.end)
    }

    fn line(&self) -> usize {
        let start = self.start();
        1 + self.text.text().bytes().take(start).filter(|b| *b == b'\n').count()
    }

    fn probe(&mut self, byte: usize, point: Point, before: &str, after: &str) {
        let mut words = String::from(before);
        let _ = write!(words, "{PROBE}({});", self.first + self.points.len());
        words.push_str(after);
        self.woven.push((byte, words));
        self.points.push(point);
    }

    fn functions(&mut self) {
        while let Some(word) = self.token().filter(|_| self.start() < self.own) {
            if word == "fn" {
                while !self.is("{") && self.token().is_some() {
                    self.at += 1;
                }
                self.block(None);
            } else {
                self.at += 1;
            }
        }
    }

    /// A block in braces; its opening one is looked at.
    fn block(&mut self, branch: Option<Point>) {
        self.at += 1;
        if let Some(point) = branch {
            self.probe(self.end_before(), point, " ", "");
        }
        while let Some(word) = self.token() {
            match word {
                "}" => {
                    self.at += 1;
                    return;
                }
                ";" => self.at += 1,
                _ => self.statement(),
            }
        }
    }

    fn statement(&mut self) {
        self.probe(self.start(), Point::Statement(self.line()), "", " ");
        match self.token() {
            Some("if") => self.branches(),
            Some("switch") => self.arms(),
            Some("for") => {
                self.until(&["{"]);
                self.block(None);
            }
            Some("{") => self.block(None),
            _ => self.until(&[";", "}"]),
        }
    }

    /// A `switch` with its arms; patterns and their conditions are left as they are.
    fn arms(&mut self) {
        self.at += 1;
        self.until(&["{"]);
        self.at += 1;
        while let Some(word) = self.token() {
            match word {
                "}" => {
                    self.at += 1;
                    return;
                }
                "," => self.at += 1,
                _ => {
                    while !self.is("=>") && self.token().is_some() {
                        self.at += 1;
                    }
                    self.at += 1;
                    self.arm();
                }
            }
        }
    }

    /// What an arm does.
    fn arm(&mut self) {
        match self.token() {
            Some("{") => self.block(None),
            Some("if") => self.branches(),
            Some("switch") => self.arms(),
            _ => {
                self.probe(self.start(), Point::Statement(self.line()), "{ ", " ");
                self.until(&[",", "}"]);
                self.woven.push((self.end_before(), " }".to_owned()));
            }
        }
    }

    /// Everything up to one of these tokens, which is then looked at.
    fn until(&mut self, ends: &[&str]) {
        while let Some(word) = self.token() {
            match word {
                _ if ends.contains(&word) => return,
                "if" => self.branches(),
                "switch" => self.arms(),
                "{" => self.block(None),
                "(" => self.group(")"),
                "[" => self.group("]"),
                "#{" => self.group("}"),
                _ => self.at += 1,
            }
        }
    }

    fn group(&mut self, close: &str) {
        self.at += 1;
        self.until(&[close]);
        self.at += 1;
    }

    /// An `if` with all that belongs to it.
    fn branches(&mut self) {
        let line = self.line();
        self.at += 1;
        self.until(&["{"]);
        self.block(Some(Point::Then(line)));
        if !self.is("else") {
            self.probe(self.end_before(), Point::Else(line), " else { ", " }");
            return;
        }
        self.at += 1;
        if self.is("if") {
            self.probe(self.start(), Point::Else(line), "{ ", " ");
            self.branches();
            self.woven.push((self.end_before(), " }".to_owned()));
        } else {
            self.block(Some(Point::Else(line)));
        }
    }

    /// The text with its probes.
    fn woven(&mut self) -> String {
        self.woven.sort_by_key(|(byte, _)| *byte);
        let text = self.text.text();
        let mut out = String::with_capacity(text.len() * 2);
        let mut done = 0;
        for (byte, words) in &self.woven {
            out.push_str(text.get(done..*byte).unwrap_or_default());
            out.push_str(words);
            done = *byte;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weave(text: &str) -> (String, Vec<Point>) {
        let mut weaver = Weaver::new(RuleText::new("a.rhai".into(), text.into()), 0, text.len());
        weaver.functions();
        (weaver.woven().replace(PROBE, "#"), weaver.points)
    }

    #[test]
    fn each_statement_and_each_branch_has_a_probe() {
        let (woven, points) = weave("fn f(l) {\n  if l.a.b { met(\"x\"); }\n  not_met(\"y\");\n}");
        assert_eq!(
            woven,
            "fn f(l) {\n  #(0); if l.a.b { #(1); #(2); met(\"x\"); } else { #(3); }\n  #(4); not_met(\"y\");\n}"
        );
        assert_eq!(
            points,
            [Point::Statement(2), Point::Then(2), Point::Statement(2), Point::Else(2), Point::Statement(3)]
        );
    }

    #[test]
    fn a_chain_of_conditions_is_taken_apart() {
        let (woven, _) = weave("fn f(l) { if a { x } else if b { y } else { z } }");
        assert_eq!(
            woven,
            "fn f(l) { #(0); if a { #(1); #(2); x } else { #(3); if b { #(4); #(5); y } else { #(6); #(7); z } } }"
        );
    }

    #[test]
    fn arms_and_loops_have_probes() {
        let (woven, _) = weave(
            "fn f(l) { switch l.a { 1 | 2 if b => x, 3 => { y } 4 => if c { z } _ => (w) } for n in [1] { v } u }",
        );
        assert_eq!(
            woven,
            "fn f(l) { #(0); switch l.a { 1 | 2 if b => { #(1); x }, 3 => { #(2); y } 4 => if c { #(3); #(4); z } else { #(5); } _ => { #(6); (w) } } #(7); for n in [1] { #(8); v } #(9); u }"
        );
    }

    #[test]
    fn a_condition_inside_of_a_value_has_probes_and_tables_have_none() {
        let (woven, points) =
            weave("const R = #{ a: 1 }; fn f(l) { let x = if a { 1 } else { 2 }; g([x], #{ k: (1) }) }");
        assert_eq!(
            woven,
            "const R = #{ a: 1 }; fn f(l) { #(0); let x = if a { #(1); #(2); 1 } else { #(3); #(4); 2 }; #(5); g([x], #{ k: (1) }) }"
        );
        assert_eq!(points.len(), 6);
    }
}
