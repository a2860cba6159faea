//! Facts: which of them a rule reads, and what it asks the locality.

use rhai::{Expr, FnCallExpr, Position};

use super::Lint;
use super::types::Type;
use super::values::{Chain, Step};
use crate::model::fact::FactIx;
use crate::problem::Code;
use crate::rulebook::nearest::{did_you_mean, list, nearest};
use crate::rulebook::vocabulary::{LOCALITY, Question, Verdict};

impl Lint<'_> {
    /// The type of a dotted expression: a fact, or a question to the locality.
    pub(super) fn chain(&mut self, chain: &Chain) -> Type {
        if let Some(at) = chain.elvis {
            let help =
                "write `.`; for a fact that may be missing, `locality.known_or(\"topic.property\", value)`";
            self.forbid(at, "`?.` does not notice a fact that is missing", help);
            return Type::Unknown;
        }
        if !self.starts_at_locality(chain) {
            return Type::Unknown;
        }
        match &chain.steps[..] {
            [Step::Property(topic, topic_at), Step::Property(property, at)] => {
                let name = format!("{topic}.{property}");
                match self.fact(&name) {
                    Some((_, ty)) => ty,
                    None => {
                        let topic_known = self.dictionary.iter().any(|(_, fact)| fact.topic() == *topic);
                        let (message, at) = if topic_known {
                            (format!("`{topic}` has no fact `{property}`"), *at)
                        } else {
                            (format!("there is no fact `{name}`"), *topic_at)
                        };
                        let help = self.meant_fact(&name);
                        self.error(Code::UnknownFact, at, message, "", help);
                        Type::Unknown
                    }
                }
            }
            [Step::Method(call, at)] => self.question(call, *at),
            [Step::Property(topic, at)] => {
                let help = match self.facts_of(topic) {
                    Some(known) => format!("a fact has two parts; `{topic}` has {known}"),
                    None => "a fact has two parts: `locality.topic.property`".to_owned(),
                };
                let message = format!("`{LOCALITY}.{topic}` is only half of a fact");
                self.error(Code::UnknownFact, *at, message, "", help);
                Type::Unknown
            }
            [Step::Property(topic, _), Step::Property(property, _), rest, ..] => {
                let at = match rest {
                    Step::Property(_, at) | Step::Method(_, at) | Step::Other(at) => *at,
                };
                let message = format!("`{LOCALITY}.{topic}.{property}` is a value, and has no parts");
                self.forbid(at, message, "a fact has exactly two parts: `locality.topic.property`");
                let _ = self.fact(&format!("{topic}.{property}"));
                Type::Unknown
            }
            [first, ..] => {
                let at = match first {
                    Step::Property(_, at) | Step::Method(_, at) | Step::Other(at) => *at,
                };
                self.forbid(
                    at,
                    "this cannot be read from the locality",
                    "a fact is read as `locality.topic.property`",
                );
                Type::Unknown
            }
            [] => Type::Unknown,
        }
    }

    /// Whether a chain begins with the locality; if not, says so.
    fn starts_at_locality(&mut self, chain: &Chain) -> bool {
        if let Expr::Variable(name, _, at) = chain.root {
            let known = self.scope.iter().rfind(|(known, _)| *known == *name.1).map(|(_, ty)| *ty);
            return match known {
                // Under another name it has been reported where it was given that name.
                Some(Type::Locality) => &*name.1 == LOCALITY,
                Some(Type::Unknown) => false,
                Some(_) => {
                    let message = format!("`{}` is a value, and has no parts", name.1);
                    self.forbid(*at, message, "only the locality has facts: `locality.topic.property`");
                    false
                }
                None => {
                    self.unknown_variable(&name.1, *at);
                    false
                }
            };
        }
        let at = chain.root.start_position();
        self.forbid(
            at,
            "this is a value, and has no parts",
            "only the locality has facts: `locality.topic.property`",
        );
        false
    }

    /// A fact by its full name, recorded as one that the rule can read.
    fn fact(&mut self, name: &str) -> Option<(FactIx, Type)> {
        let fact = self.dictionary.find(name)?;
        self.reads.insert(fact);
        Some((fact, Type::of_fact(fact, self.dictionary.get(fact).kind)))
    }

    /// What somebody who wrote this name of a fact most likely meant.
    pub(super) fn meant_fact(&self, name: &str) -> String {
        let (topic, property) = name.split_once('.').unwrap_or((name, ""));
        let names = || self.dictionary.iter().map(|(_, fact)| fact.name.as_str());
        let siblings = || self.dictionary.iter().filter(move |(_, fact)| fact.topic() == topic);
        if let Some(near) = nearest(property, siblings().map(|(_, fact)| fact.property())) {
            return format!("did you mean `{topic}.{near}`?");
        }
        if let Some(near) = nearest(name, names()) {
            return format!("did you mean `{near}`?");
        }
        if let Some(known) = self.facts_of(topic) {
            return format!("`{topic}` has {known}; a new fact is declared in `data/facts.toml`");
        }
        if let Some(near) = nearest(topic, self.dictionary.iter().map(|(_, fact)| fact.topic())) {
            let known = self.facts_of(near).unwrap_or_default();
            return format!("did you mean the topic `{near}`, which has {known}?");
        }
        "facts are declared in `data/facts.toml`".to_owned()
    }

    /// The properties of a topic as a list, if there is such a topic.
    fn facts_of(&self, topic: &str) -> Option<String> {
        let properties: Vec<&str> =
            self.dictionary.iter().filter(|(_, f)| f.topic() == topic).map(|(_, f)| f.property()).collect();
        (!properties.is_empty()).then(|| list(properties, "and"))
    }

    /// What the locality is asked.
    fn question(&mut self, call: &FnCallExpr, at: Position) -> Type {
        let name = call.name.as_str();
        let Some(question) = Question::from_word(name) else {
            let help = if let Some(verdict) = Verdict::from_word(name) {
                format!("a verdict stands on a line of its own: {}", verdict.usage())
            } else if self.script.functions.iter().any(|function| function.name == name) {
                format!("write `{name}({LOCALITY})`")
            } else {
                did_you_mean(name, Question::ALL.map(Question::word), || {
                    let words = list(Question::ALL.map(Question::word), "and");
                    format!("the locality answers {words}")
                })
            };
            self.error(Code::UnknownFunction, at, format!("the locality cannot be asked `{name}`"), "", help);
            return Type::Unknown;
        };
        if call.args.len() != question.count() {
            let message = match question.count() {
                0 => format!("`{name}` takes nothing between its parentheses"),
                1 => format!("`{name}` takes one fact"),
                _ => format!("`{name}` takes a fact and a value"),
            };
            self.error(Code::UnknownFunction, at, message, "", format!("write {}", question.usage()));
            return Type::Unknown;
        }
        match (question, &call.args[..]) {
            (Question::Target, _) => Type::Decimal,
            (Question::IsKnown, [fact, ..]) => {
                self.fact_literal(fact, question);
                Type::Bool
            }
            (Question::KnownOr, [fact, default]) => {
                let Some((fact, ty)) = self.fact_literal(fact, question) else {
                    self.value(default);
                    return Type::Unknown;
                };
                self.default_fits(fact, ty, default);
                ty
            }
            _ => Type::Unknown,
        }
    }

    /// The full name of the fact that an expression reads, if it does nothing else.
    pub(super) fn fact_name(&self, expression: &Expr) -> Option<String> {
        let Expr::Dot(..) = expression else { return None };
        let chain = Chain::of(expression);
        match (&chain.root, &chain.steps[..]) {
            (Expr::Variable(root, ..), [Step::Property(topic, _), Step::Property(property, _)])
                if &*root.1 == LOCALITY =>
            {
                let name = format!("{topic}.{property}");
                self.dictionary.find(&name).map(|_| name)
            }
            _ => None,
        }
    }

    /// A fact that is named in quotes.
    fn fact_literal(&mut self, argument: &Expr, question: Question) -> Option<(FactIx, Type)> {
        let Expr::StringConstant(name, at) = argument else {
            let help = match self.fact_name(argument) {
                Some(name) => format!("write `\"{name}\"`: the fact is named here, and not read"),
                None => format!("the name is written out, so that it can be checked: {}", question.usage()),
            };
            let at = super::statements::start_of(argument);
            self.forbid(at, "the name of a fact must stand here in quotes", help);
            return None;
        };
        let found = self.fact(name);
        if found.is_none() {
            let help = self.meant_fact(name);
            self.error(Code::UnknownFact, *at, format!("there is no fact `{name}`"), "", help);
        }
        found
    }

    /// Whether what stands in for a missing fact could be its value.
    fn default_fits(&mut self, fact: FactIx, ty: Type, default: &Expr) {
        if let (Type::Stage(_), Expr::StringConstant(word, at)) = (ty, default) {
            self.stage_word(fact, word, *at);
            return;
        }
        let flow = self.value(default);
        let given = self.usable(default, flow.value);
        let fits = given == ty || given == Type::Unknown || (ty == Type::Decimal && given == Type::Int);
        if !fits {
            let name = &self.dictionary.get(fact).name;
            let message = format!(
                "`{name}` is {}, and what stands in for it is {}",
                ty.name(self.dictionary),
                given.name(self.dictionary)
            );
            let help = "write a value that the fact itself could have";
            self.error(Code::TypeMismatch, super::statements::anchor(default), message, "", help);
        }
    }

    /// Whether a word is a stage of a fact; if not, says so.
    pub(super) fn stage_word(&mut self, fact: FactIx, word: &str, at: Position) {
        let fact = self.dictionary.get(fact);
        if fact.stage(word).is_none() {
            let help = did_you_mean(word, fact.stages.iter().map(String::as_str), || {
                format!("its stages are {}", list(fact.stages.iter().map(String::as_str), "and"))
            });
            let message = format!("`{word}` is not a stage of `{}`", fact.name);
            self.error(Code::UnknownStage, at, message, "", help);
        }
    }
}
