//! `switch`: which of its arms can be taken.

use std::collections::BTreeSet;
use std::ops::Range;

use rhai::{Expr, Position, SwitchCasesCollection};

use super::Lint;
use super::types::{Flow, Type};
use crate::problem::hint::{list, meant_or};
use crate::problem::{Code, Problem};
use crate::rulebook::text::RuleText;

/// What an arm is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    Text(String),
    Whole,
    Decimal,
    Bool(bool),
    Range,
    /// `_`.
    Rest,
    Other,
}

/// The patterns of one arm, with their places, and whether a condition stands behind them.
#[derive(Debug, Default)]
struct Arm {
    patterns: Vec<(Pattern, Range<usize>)>,
    guarded: bool,
}

impl Lint<'_> {
    pub(super) fn switch(&mut self, subject: &Expr, cases: &SwitchCasesCollection, at: Position) -> Flow {
        let way = self.value(subject);
        let ty = way.value.clone();
        // The language keeps no patterns, only what it needs to find the arm: they are read from the text.
        let written = arms(self.text, self.text.offset(at));
        if let (Some(written), Type::Stage(_) | Type::Unknown) = (&written, &ty) {
            self.stage_subjects.insert(written.subject);
        }
        let arms = written.map(|written| written.arms).filter(|arms| arms.len() == cases.expressions.len());
        for (pattern, span) in arms.iter().flatten().flat_map(|arm| &arm.patterns) {
            self.pattern(&ty, pattern, span);
        }
        let complete = cases.def_case.is_some() || arms.is_some_and(|arms| self.takes_all(&ty, &arms));
        let mut ways: Vec<Option<usize>> = (0..cases.expressions.len()).map(Some).collect();
        if !complete {
            ways.push(None);
        }
        let taken = self.ways(&ways, |lint, arm| match arm.and_then(|arm| cases.expressions.get(arm)) {
            Some(arm) => {
                let guard = lint.condition(&arm.lhs);
                let body = lint.value(&arm.rhs);
                guard.then(body)
            }
            None => Flow::on(Type::Nothing),
        });
        match taken {
            Some(taken) => way.then(taken),
            None => way.giving(Type::Nothing),
        }
    }

    /// Whether a value of this type can ever be what an arm is for; if not, says so.
    fn pattern(&mut self, ty: &Type, pattern: &Pattern, span: &Range<usize>) {
        if let (Type::Stage(fact), Pattern::Text(word)) = (ty, pattern) {
            let fact = self.dictionary.get(*fact);
            if fact.stage(word).is_none() {
                let help = meant_or(word, fact.stages.iter().map(String::as_str), || {
                    format!("its stages are {}", list(fact.stages.iter().map(String::as_str), "and"))
                });
                let message = format!("`{word}` is not a stage of `{}`", fact.name);
                let place = self.text.spot(span.clone());
                self.report(Problem::error(Code::UnknownStage, message).at(place, "").help(help));
            }
            return;
        }
        let fits = match (ty, pattern) {
            (Type::Unknown, _) | (_, Pattern::Rest | Pattern::Other) => true,
            (Type::Text(_) | Type::Character, pattern) => matches!(pattern, Pattern::Text(_)),
            (Type::Int, pattern) => matches!(pattern, Pattern::Whole | Pattern::Range),
            (Type::Decimal, pattern) => matches!(pattern, Pattern::Decimal | Pattern::Range),
            (Type::Number, pattern) => !matches!(pattern, Pattern::Text(_) | Pattern::Bool(_)),
            (Type::Bool, pattern) => matches!(pattern, Pattern::Bool(_)),
            (Type::List(_) | Type::Table(_) | Type::Range | Type::Nothing, _) => true,
            _ => false,
        };
        if fits {
            return;
        }
        let help = match (ty, pattern) {
            (Type::Decimal, Pattern::Whole) => "write a range, such as `100..=100`, or an `if`",
            (Type::Date, _) => "dates are compared with dates: `if locality.a.b <= locality.a.c { ... }`",
            _ => "write a value of the same type",
        };
        let message = format!("what is asked about is {}, and is never this", ty.name(self.dictionary));
        let place = self.text.spot(span.clone());
        self.report(Problem::error(Code::TypeMismatch, message).at(place, "").help(help));
    }

    /// Whether the arms leave nothing out.
    fn takes_all(&self, ty: &Type, arms: &[Arm]) -> bool {
        let sure = arms.iter().filter(|arm| !arm.guarded).flat_map(|arm| &arm.patterns);
        let patterns: Vec<&Pattern> = sure.map(|(pattern, _)| pattern).collect();
        match ty {
            Type::Bool => [true, false].iter().all(|value| patterns.contains(&&Pattern::Bool(*value))),
            Type::Stage(fact) => {
                let words: BTreeSet<&str> = patterns
                    .iter()
                    .filter_map(|pattern| match pattern {
                        Pattern::Text(word) => Some(word.as_str()),
                        _ => None,
                    })
                    .collect();
                self.dictionary.get(*fact).stages.iter().all(|stage| words.contains(stage.as_str()))
            }
            _ => false,
        }
    }
}

/// A `switch` as it is written.
struct Written {
    /// Where its subject begins.
    subject: usize,
    arms: Vec<Arm>,
}

/// The arms of the `switch` that stands at a byte, as far as tokens tell them.
fn arms(text: &RuleText, switch: usize) -> Option<Written> {
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.start < switch).saturating_add(1);
    let subject = tokens.get(first)?.start;
    let mut depth = 0_usize;
    let mut open = first;
    // The brace that opens the arms is the first one that is not inside of anything.
    loop {
        match text.slice(tokens.get(open)?) {
            "{" if depth == 0 => break,
            "(" | "[" | "{" | "#{" => depth = depth.saturating_add(1),
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        open = open.saturating_add(1);
    }
    let mut at = open.saturating_add(1);
    let mut arms = Vec::new();
    while text.slice(tokens.get(at)?) != "}" {
        let mut arm = Arm::default();
        at = patterns(text, at, &mut arm)?;
        at = behind_body(text, at)?;
        arms.push(arm);
    }
    Some(Written { subject, arms })
}

/// Reads patterns up to their `=>`, and gives the token behind it.
fn patterns(text: &RuleText, mut at: usize, arm: &mut Arm) -> Option<usize> {
    let tokens = text.tokens();
    let mut depth = 0_usize;
    let mut start = at;
    loop {
        let word = text.slice(tokens.get(at)?);
        match word {
            "(" | "[" | "{" | "#{" => depth = depth.saturating_add(1),
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            "|" | "if" | "=>" if depth == 0 => {
                if !arm.guarded {
                    arm.patterns.extend(pattern(text, tokens.get(start..at)?));
                }
                start = at.saturating_add(1);
                arm.guarded |= word == "if";
                if word == "=>" {
                    return Some(at.saturating_add(1));
                }
            }
            _ => {}
        }
        at = at.saturating_add(1);
    }
}

/// What one pattern of these tokens is for, and its place.
fn pattern(text: &RuleText, tokens: &[Range<usize>]) -> Option<(Pattern, Range<usize>)> {
    let span = tokens.first()?.start..tokens.last()?.end;
    let first = text.slice(tokens.first()?);
    let pattern = match tokens {
        _ if tokens.iter().any(|token| matches!(text.slice(token), ".." | "..=")) => Pattern::Range,
        [_] | [_, _] if text.slice(tokens.last()?).starts_with(|c: char| c.is_ascii_digit()) => {
            if text.slice(tokens.last()?).contains('.') { Pattern::Decimal } else { Pattern::Whole }
        }
        [_] if first == "_" => Pattern::Rest,
        [_] if matches!(first, "true" | "false") => Pattern::Bool(first == "true"),
        [_] if first.starts_with('"') && !first.contains('\\') => {
            Pattern::Text(first.trim_matches('"').to_owned())
        }
        _ => Pattern::Other,
    };
    Some((pattern, span))
}

/// The token behind the body of an arm, and behind its comma.
fn behind_body(text: &RuleText, start: usize) -> Option<usize> {
    let tokens = text.tokens();
    // These need no comma behind their last brace.
    let ends_itself = matches!(text.slice(tokens.get(start)?), "{" | "if" | "switch" | "for");
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        match text.slice(tokens.get(at)?) {
            "(" | "[" | "{" | "#{" => depth = depth.saturating_add(1),
            "}" if depth == 0 => return Some(at),
            ")" | "]" => depth = depth.checked_sub(1)?,
            "}" => {
                depth = depth.checked_sub(1)?;
                let next = text.slice(tokens.get(at.saturating_add(1))?);
                if depth == 0 && ends_itself && !matches!(next, "else" | ",") {
                    return Some(at.saturating_add(1));
                }
            }
            "," if depth == 0 => return Some(at.saturating_add(1)),
            _ => {}
        }
        at = at.saturating_add(1);
    }
}
