//! Calls: the rule's own functions, those of the language, and names that do not exist.

use rhai::{Expr, FnCallExpr, Position};

use super::Lint;
use super::types::{Flow, Type};
use crate::problem::hint::{Hint, list, nearest};
use crate::problem::{Code, Problem};
use crate::rulebook::vocabulary::{CONTAINS, CURRY, FORBIDDEN, LOCALITY, Question, Verdict};

impl Lint<'_> {
    /// A call of any sort, operators among them.
    pub(super) fn call(&mut self, call: &FnCallExpr, at: Position) -> Flow {
        if call.is_operator_call() {
            return self.operator(call, at);
        }
        if call.is_qualified() || call.capture_parent_scope {
            let help =
                "call a function of this rule, `name(locality)`, or import a file of rules/lib/ at the top";
            self.forbid(at, "nothing of this name is imported", help);
            return Flow::unsure();
        }
        let name = call.name.as_str();
        if let (CURRY, [Expr::DynamicConstant(closure, _), taken @ ..]) = (name, &call.args[..]) {
            return self.closure(closure, taken);
        }
        if let (CONTAINS, [list, value]) = (name, &call.args[..]) {
            // Somebody who writes `contains(...)` calls a function; the language makes the same call of `in`.
            if self.text.slice(&self.text.token_at(self.text.offset(at))) != CONTAINS {
                return self.membership(list, value, at);
            }
        }
        if let Some(verdict) = Verdict::from_word(name) {
            return self.verdict(verdict, None, &call.args, at);
        }
        if let Some(function) = self.script.function(name, call.args.len()) {
            let (way, types) = self.arguments(&call.args);
            return if way.goes_on { way.then(self.look_into(function, None, types)) } else { way };
        }
        if let (Some(question), [asked, rest @ ..]) = (Question::from_word(name), &call.args[..])
            && rest.len() == question.count()
        {
            let way = self.value(asked);
            if matches!(way.value, Type::Locality | Type::Unknown) {
                let answer = self.question(question, rest, at);
                return way.then(answer);
            }
        }
        let (way, types) = self.arguments(&call.args);
        if FORBIDDEN.contains(&name) || !self.library.has(name, call.args.len()) {
            self.unknown_function(call, at);
            return way.then(Flow::unsure());
        }
        if let (Some(first), Some(ty)) = (call.args.first(), types.first()) {
            self.touch(first, 0, ty, name);
        }
        way.then(self.library_call(name, &types, at))
    }

    /// A call on a value.
    pub(super) fn method(&mut self, root: &Expr, on: Type, call: &FnCallExpr, at: Position) -> Flow {
        let name = call.name.as_str();
        if let Some(verdict) = Verdict::from_word(name) {
            if matches!(on, Type::Locality | Type::Topic(_)) {
                let message = format!("the locality cannot be asked `{name}`");
                let help = format!("a verdict stands alone: {}", verdict.usage());
                self.error(Code::UnknownFunction, at, message, "", help);
                return Flow::unsure();
            }
            return self.verdict(verdict, Some((root, on)), &call.args, at);
        }
        if let (Some(question), Type::Locality | Type::Unknown) = (Question::from_word(name), &on) {
            return self.question(question, &call.args, at);
        }
        let (way, mut types) = self.arguments(&call.args);
        if let Some(function) = self.script.function(name, call.args.len()) {
            return if way.goes_on { way.then(self.look_into(function, Some(on), types)) } else { way };
        }
        if matches!(on, Type::Locality | Type::Topic(_)) && name != "type_of" {
            self.unknown_question(name, at);
            return way.then(Flow::unsure());
        }
        if name == "call" && matches!(on, Type::Closure | Type::Unknown) {
            return way.then(Flow::unsure());
        }
        if FORBIDDEN.contains(&name) || !self.library.has(name, call.args.len().saturating_add(1)) {
            if on != Type::Unknown || !self.library.has_name(name) {
                self.unknown_function(call, at);
            }
            return way.then(Flow::unsure());
        }
        types.insert(0, on);
        way.then(self.library_call(name, &types, at))
    }

    fn arguments(&mut self, arguments: &[Expr]) -> (Flow, Vec<Type>) {
        let mut way = Flow::on(Type::Nothing);
        let mut types = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let flow = self.value(argument);
            types.push(flow.value.clone());
            way = way.then(flow);
        }
        (way, types)
    }

    /// What a function of the language gives, where that is plain.
    fn library_call(&mut self, name: &str, types: &[Type], at: Position) -> Flow {
        if let Some(Type::Locality | Type::Topic(_)) = types.first()
            && name != "type_of"
        {
            let help = "read the fact itself: `locality.topic.property`";
            self.error(Code::TypeMismatch, at, format!("`{name}` is given the locality"), "", help);
            return Flow::unsure();
        }
        let plain = !types.contains(&Type::Unknown);
        let number = |types: &[Type]| {
            let numbers = types.iter().all(Type::is_number);
            types.iter().cloned().reduce(Type::or).filter(|_| numbers).unwrap_or(Type::Unknown)
        };
        let value = match (name, types) {
            ("len" | "to_int" | "parse_int", _) => Type::Int,
            ("is_empty" | "contains" | "starts_with" | "ends_with" | "all" | "some" | "is_def_fn", _) => {
                Type::Bool
            }
            ("to_string" | "to_upper" | "to_lower" | "type_of" | "sub_string", _) => Type::TEXT,
            ("to_decimal" | "parse_decimal" | "parse_float", _) => Type::Decimal,
            ("abs" | "min" | "max" | "round" | "floor" | "ceiling", _) if plain => number(types),
            ("range", _) => Type::Range,
            _ => Type::Unknown,
        };
        // What a closure does in the hands of the language is not followed.
        let unsure = types.contains(&Type::Closure);
        Flow { unsure, ..Flow::on(value) }
    }

    fn unknown_function(&mut self, call: &FnCallExpr, at: Position) {
        let name = call.name.as_str();
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
                "Fn" => "write a closure, `|x| x + 1`, or call the function itself",
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
        if self.library.has_name(name) {
            let message = format!("`{name}` cannot be called with {} values", call.args.len());
            let help = "the functions of the language stand in its own book, https://rhai.rs/book";
            self.error(Code::UnknownFunction, at, message, "", help);
            return;
        }
        let own = self.script.functions.iter().filter(|function| !function.is_closure());
        let own = own.map(|function| function.name.as_str());
        let words = Verdict::ALL.map(Verdict::word);
        let help = if let Some(near) = nearest(name, words.into_iter().chain(own)) {
            Hint::meant(near)
        } else if let Some(near) = nearest(name, Question::ALL.map(Question::word)) {
            Hint::meant(format!("{LOCALITY}.{near}"))
        } else if let Some(near) = nearest(name, self.library.names()) {
            Hint::meant(near)
        } else {
            format!("the verdicts are {}", list(words, "and")).into()
        };
        self.error(Code::UnknownFunction, at, format!("there is no function `{name}`"), "", help);
    }
}
