//! Functions: `check`, what it calls, and those that nobody calls.

use super::scope::{Scope, THIS};
use super::types::{Flow, Type};
use super::{Call, Lint, statements};
use crate::problem::hint::nearest;
use crate::problem::{Code, Problem};
use crate::rulebook::sandbox::MAX_CALLS;
use crate::rulebook::vocabulary::{CHECK, CONTAINS, LOCALITY, Question, Verdict};

/// Expressions that are looked at with the types of each call; beyond, calls are looked into without. A rule of a
/// hundred lines takes a few hundred.
const MANY_STEPS: usize = 100_000;

impl Lint<'_> {
    /// All functions: `check` with what it calls, then those that nobody calls.
    pub(super) fn functions(&mut self) {
        for at in 0..self.script.functions.len() {
            self.name_of_function(at);
        }
        let check = self.script.function(CHECK, 1).filter(|at| !self.script.definition(*at).private);
        match check {
            Some(check) => {
                let flow = self.look_into(check, None, vec![Type::Locality]);
                self.must_decide(check, &flow);
            }
            None => {
                self.missing_check();
                self.undecided = true;
            }
        }
        // A function that nobody calls reads nothing, but may still name facts that do not exist.
        self.live = false;
        for (at, function) in self.script.functions.iter().enumerate() {
            if self.looked_into.contains(&at) || function.is_closure() {
                continue;
            }
            if check.is_some() {
                let place = self.text.spot(function.name_span(self.text));
                let message = format!("nobody calls `{}`", function.name);
                let problem = Problem::warning(Code::UnusedFunction, message).at(place, "");
                self.report(problem.help("call it, or take it out"));
            }
            let types = function.parameters.iter();
            let types = types.map(|name| if &**name == LOCALITY { Type::Locality } else { Type::Unknown });
            self.look_into(at, Some(Type::Unknown), types.collect());
        }
        self.live = true;
    }

    fn name_of_function(&mut self, at: usize) {
        let function = self.script.definition(at);
        let name = function.name.as_str();
        if Verdict::from_word(name).is_some() || Question::from_word(name).is_some() || name == CONTAINS {
            let place = self.text.spot(function.name_span(self.text));
            let problem =
                Problem::error(Code::RedefinedFunction, format!("`{name}` is a word of the engine"));
            self.report(problem.at(place, "defined anew here").help("choose another name for this function"));
        }
    }

    fn missing_check(&mut self) {
        let named = self.script.functions.iter().find(|function| function.name == CHECK);
        let nearly = self.script.functions.iter().find(|function| nearest(&function.name, [CHECK]).is_some());
        let place = named.or(nearly).map_or_else(
            || self.text.spot(self.text.text().len()..self.text.text().len()),
            |function| self.text.spot(function.name_span(self.text)),
        );
        let message = match named {
            Some(function) if function.private => {
                format!("`{CHECK}` is private, so the engine cannot ask it")
            }
            Some(_) => format!("`{CHECK}` must have one parameter, the locality"),
            None => format!("the rule has no function `{CHECK}`"),
        };
        self.report(
            Problem::error(Code::MissingCheck, message)
                .at(place, "")
                .help("write `fn check(locality) { ... }`; it is what the engine asks"),
        );
    }

    /// Looks into a function that is called, on something or not, with values of these types.
    pub(super) fn look_into(&mut self, function: usize, this: Option<Type>, types: Vec<Type>) -> Flow {
        let mut call = Call { function, this, types, live: self.live };
        let again = self.running.iter().filter(|running| running.function == function).count();
        // What calls itself with ever other types, or what is called in too many ways, is looked into once and for all.
        if again > 2 || self.steps > MANY_STEPS {
            call.types.fill(Type::Unknown);
            call.this = call.this.map(|_| Type::Unknown);
        }
        if let Some(known) = self.known.get(&call) {
            return known.clone();
        }
        // Calls deeper than this never run, and those that run already are being looked into.
        if self.running.contains(&call) || self.running.len() > MAX_CALLS {
            return Flow::unsure();
        }
        self.looked_into.insert(function);
        let definition = self.script.definition(function);
        // A function sees its own parameters and nothing of whoever calls it.
        let outside = std::mem::take(&mut self.scope);
        if let Some(this) = &call.this {
            self.scope.push(THIS, this.clone());
        }
        for (name, ty) in definition.parameters.iter().zip(&call.types) {
            self.scope.push(name, ty.clone());
        }
        self.running.push(call);
        let flow = self.statements(&definition.body).called();
        let call = self.running.pop();
        self.scope = outside;
        if let Some(call) = call {
            self.known.insert(call, flow.clone());
        }
        flow
    }

    /// Whether the function that is being looked into is `check`.
    pub(super) fn in_check(&self) -> bool {
        self.running.last().is_some_and(|call| self.script.definition(call.function).name == CHECK)
    }

    /// A scope of its own for something that is looked at beside the way.
    pub(super) fn aside<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let scope: Scope = self.scope.clone();
        let result = look(self);
        self.scope = scope;
        result
    }

    /// Every way through `check` must end in a verdict.
    fn must_decide(&mut self, check: usize, flow: &Flow) {
        if !flow.goes_on || flow.unsure || self.closures_decide {
            return;
        }
        let function = self.script.definition(check);
        let place = self.text.place(function.end);
        let mut problem = Problem::error(Code::NoVerdict, "the check can end here without a verdict");
        problem = problem.at(place, "no verdict on the way here");
        if let Some((open, why)) = statements::open_branch(&function.body) {
            problem = problem.related(self.text.place(open), why);
        }
        let unused = self.header.reasons.keys().find(|key| !self.used.contains(*key));
        let key = unused.or(self.refusal.as_ref()).map_or("reason", String::as_str);
        let help =
            format!("say what holds otherwise before the last `}}`: for example `not_met(\"{key}\");`");
        self.report(problem.help(help));
    }
}
