//! Verdicts: what they are given, and which reasons they can name.

use rhai::{Expr, Position};

use super::Lint;
use super::statements::{anchor, start_of};
use super::types::{Flow, Type};
use crate::problem::Code;
use crate::problem::hint::{list, meant_or};
use crate::rulebook::vocabulary::Verdict;

impl Lint<'_> {
    /// A verdict with what it is given, the value that it is called on first where there is one.
    pub(super) fn verdict(
        &mut self,
        verdict: Verdict,
        on: Option<(&Expr, Type)>,
        arguments: &[Expr],
        at: Position,
    ) -> Flow {
        let name = verdict.word();
        let given = arguments.len().saturating_add(usize::from(on.is_some()));
        if !verdict.takes(given) {
            let message = match given {
                0 => format!("`{name}` needs a reason"),
                given => format!("`{name}` does not take {given} values"),
            };
            self.error(Code::UnknownFunction, at, message, "", format!("write {}", verdict.usage()));
            for argument in arguments {
                self.value(argument);
            }
            return Flow::ended();
        }
        let mut way = Flow::on(Type::Nothing);
        let mut values: Vec<(&Expr, Type)> = on.into_iter().collect();
        for argument in arguments {
            let flow = self.value(argument);
            values.push((argument, flow.value.clone()));
            way = way.then(flow);
        }
        for (position, (argument, ty)) in values.into_iter().enumerate() {
            if verdict.reasons().contains(&position) {
                self.reason_key(argument, &ty, verdict);
                continue;
            }
            let fits = match verdict {
                Verdict::Met => ty == Type::Date,
                _ => ty.is_number(),
            };
            if !fits && ty != Type::Unknown {
                let (wanted, help) = match verdict {
                    Verdict::Met => (
                        "a date",
                        "give it a date fact, such as `locality.topic.started`; without one, the engine finds the day",
                    ),
                    _ => ("a number", "`progress` counts how much is done of how much"),
                };
                let message =
                    format!("`{name}` needs {wanted} here, and this is {}", ty.name(self.dictionary));
                self.error(Code::TypeMismatch, anchor(argument), message, "", help);
            }
        }
        way.then(Flow::ended())
    }

    fn reason_key(&mut self, argument: &Expr, ty: &Type, verdict: Verdict) {
        let keys = match ty {
            Type::Text(Some(words)) => words,
            // A key that only a run can tell may be any of them.
            Type::Text(None) | Type::Unknown => {
                self.any_reason = true;
                return;
            }
            other => {
                let message = format!(
                    "`{}` needs the key of a reason here, and this is {}",
                    verdict.word(),
                    other.name(self.dictionary)
                );
                let help = format!("write {}", verdict.usage());
                self.error(Code::TypeMismatch, start_of(argument), message, "", help);
                return;
            }
        };
        for (key, at) in keys.iter() {
            // A name often begins empty, to be given its key further down.
            if key.is_empty() && keys.len() > 1 {
                continue;
            }
            self.used.insert(key.clone());
            if verdict == Verdict::NotMet && self.refusal.is_none() {
                self.refusal = Some(key.clone());
            }
            self.known_reason(key, *at);
        }
    }

    fn known_reason(&mut self, key: &str, at: Position) {
        // Where the table itself is wrong, a key that is not in it says nothing.
        if self.header.reasons.contains_key(key) || !self.header.reasons_whole {
            return;
        }
        let keys = || self.header.reasons.keys().map(String::as_str);
        let help = meant_or(key, keys(), || {
            if key.contains(' ') {
                format!("write the key of a reason, not its text; the keys are {}", list(keys(), "and"))
            } else {
                format!("the reasons are {}; add it to `reasons` in both languages", list(keys(), "and"))
            }
        });
        self.error(Code::UnknownReason, at, format!("there is no reason `{key}`"), "", help);
    }
}
