//! Calls: verdicts, the rule's own functions, and names that do not exist.

use rhai::{Expr, FnCallExpr, Position};

use super::Lint;
use super::statements::{Standing, anchor, start_of};
use super::types::{Flow, Type};
use crate::problem::{Code, Problem};
use crate::rulebook::nearest::{did_you_mean, list, nearest};
use crate::rulebook::vocabulary::{CONTAINS, FORBIDDEN, LOCALITY, Question, Verdict};

impl Lint<'_> {
    /// A call of any sort, operators among them.
    pub(super) fn call(&mut self, call: &FnCallExpr, at: Position, standing: Standing) -> Flow {
        if call.is_operator_call() {
            return self.operator(call, at);
        }
        if call.is_qualified() || call.capture_parent_scope {
            self.forbid(
                at,
                "rules share nothing with each other",
                "call a function of this rule: `name(locality)`",
            );
            return Flow::refused();
        }
        let name = call.name.as_str();
        // Somebody who writes `contains(...)` calls a function; the language makes the same call of `in`.
        let written = self.text.slice(&self.text.token_at(self.text.offset(at))) == CONTAINS;
        if let (CONTAINS, false, [list, value]) = (name, written, &call.args[..]) {
            return self.membership(list, value, at);
        }
        if let Some(verdict) = Verdict::from_word(name) {
            return self.verdict(verdict, call, at, standing);
        }
        match self.script.function(name, call.args.len()) {
            Some(function) => self.own_function(function, call, at),
            None => {
                self.unknown_function(call, at);
                Flow { value: Type::Unknown, ..Flow::refused() }
            }
        }
    }

    fn verdict(&mut self, verdict: Verdict, call: &FnCallExpr, at: Position, standing: Standing) -> Flow {
        let name = verdict.word();
        if standing == Standing::Value {
            let message = format!("`{name}` ends the check, so it cannot stand inside of something else");
            self.forbid(at, message, format!("put it on a line of its own: {}", verdict.usage()));
            return Flow::refused();
        }
        if !verdict.takes(call.args.len()) {
            let message = match call.args.len() {
                0 => format!("`{name}` needs a reason"),
                given => format!("`{name}` does not take {given} values"),
            };
            self.error(Code::UnknownFunction, at, message, "", format!("write {}", verdict.usage()));
            return Flow::ended();
        }
        for (position, argument) in call.args.iter().enumerate() {
            if verdict.reasons().contains(&position) {
                self.reason_key(argument, verdict);
                continue;
            }
            let flow = self.value(argument);
            let ty = self.usable(argument, flow.value);
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
        Flow::ended()
    }

    fn reason_key(&mut self, argument: &Expr, verdict: Verdict) {
        let Expr::StringConstant(key, at) = argument else {
            let help = match argument {
                Expr::Variable(name, ..) if self.header.reasons.contains_key(&*name.1) => {
                    self.used.insert(name.1.to_string());
                    format!("write `\"{}\"`", name.1)
                }
                _ => format!("the key is written out, so that it can be checked: {}", verdict.usage()),
            };
            self.forbid(start_of(argument), "the key of a reason must stand here in quotes", help);
            return;
        };
        self.used.insert(key.to_string());
        if verdict == Verdict::NotMet && self.refusal.is_none() {
            self.refusal = Some(key.to_string());
        }
        // Where the table itself is wrong, a key that is not in it says nothing.
        if self.header.reasons.contains_key(key.as_str()) || !self.header.reasons_whole {
            return;
        }
        let keys = || self.header.reasons.keys().map(String::as_str);
        let help = did_you_mean(key, keys(), || {
            if key.contains(' ') {
                format!("write the key of a reason, not its text; the keys are {}", list(keys(), "and"))
            } else {
                format!("the reasons are {}; add it to `reasons` in both languages", list(keys(), "and"))
            }
        });
        self.error(Code::UnknownReason, *at, format!("there is no reason `{key}`"), "", help);
    }

    fn own_function(&mut self, function: usize, call: &FnCallExpr, at: Position) -> Flow {
        let mut types = Vec::with_capacity(call.args.len());
        for argument in &call.args {
            let flow = self.value(argument);
            types.push(match flow.value {
                Type::Locality => Type::Locality,
                other => self.usable(argument, other),
            });
        }
        if self.running.contains(&function) {
            let message = format!("`{}` calls itself, so that it might never end", call.name);
            self.forbid(at, message, "write out what is to be done");
            return Flow::refused();
        }
        self.look_into(function, types)
    }

    fn unknown_function(&mut self, call: &FnCallExpr, at: Position) {
        let name = call.name.as_str();
        for argument in &call.args {
            self.value(argument);
        }
        if let Some(question) = Question::from_word(name) {
            let message = format!("`{name}` is asked of the locality");
            self.error(Code::UnknownFunction, at, message, "", format!("write {}", question.usage()));
            return;
        }
        if FORBIDDEN.contains(&name) {
            let help = match name {
                "print" | "debug" => {
                    "a rule says everything with its verdict; `dondoc explain` shows what it read"
                }
                "sleep" => "a rule does not wait; it knows no time",
                _ => "write out what is to be done",
            };
            self.forbid(at, format!("`{name}` is not used in rules"), help);
            return;
        }
        let own = self.script.functions.iter().find(|function| function.name == name);
        if let Some(own) = own {
            let message = format!(
                "`{name}` takes {} {}, and is given {}",
                own.parameters.len(),
                if own.parameters.len() == 1 { "value" } else { "values" },
                call.args.len()
            );
            let parameters: Vec<&str> = own.parameters.iter().map(|p| &**p).collect();
            let usage = format!("write `{name}({})`", parameters.join(", "));
            let place = self.text.spot(own.name_span(self.text));
            let problem = Problem::error(Code::UnknownFunction, message).at(self.text.place(at), "");
            self.report(problem.related(place, "defined here").help(usage));
            return;
        }
        let own = self.script.functions.iter().map(|function| function.name.as_str());
        let words = Verdict::ALL.map(Verdict::word);
        let help = if let Some(near) = nearest(name, words.into_iter().chain(own)) {
            format!("did you mean `{near}`?")
        } else if let Some(near) = nearest(name, Question::ALL.map(Question::word)) {
            format!("did you mean `{LOCALITY}.{near}`?")
        } else {
            format!("the verdicts are {}", list(words, "and"))
        };
        self.error(Code::UnknownFunction, at, format!("there is no function `{name}`"), "", help);
    }
}
