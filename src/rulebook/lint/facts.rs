//! Facts: which of them a rule reads, and what it asks the locality.

use rhai::{Expr, Position};

use super::Lint;
use super::statements::{anchor, start_of};
use super::types::{Flow, Type};
use crate::model::fact::FactIx;
use crate::problem::hint::{Hint, list, meant_or, nearest};
use crate::problem::{Code, Problem};
use crate::rulebook::chain::{Chain, Step};
use crate::rulebook::vocabulary::{LOCALITY, Question};

impl Lint<'_> {
    /// A fact by its full name, recorded as one that the rule can read.
    pub(super) fn fact(&mut self, name: &str) -> Option<(FactIx, Type)> {
        let fact = self.dictionary.find(name)?;
        if self.live {
            self.reads.insert(fact);
        }
        Some((fact, Type::of_fact(fact, self.dictionary.get(fact).kind)))
    }

    /// Facts that may be read from something whose type could not be followed: it may be any topic that the rule names.
    pub(super) fn loose_reads(&mut self) {
        for (at, fact) in self.dictionary.iter() {
            if self.loose.contains(fact.property()) && self.topics.contains(fact.topic()) {
                self.reads.insert(at);
            }
        }
    }

    /// What somebody who wrote this name of a fact most likely meant.
    pub(super) fn meant_fact(&self, name: &str) -> Hint {
        let (topic, property) = name.split_once('.').unwrap_or((name, ""));
        if name == Question::Target.word() {
            return Hint::meant("locality.target()");
        }
        if matches!(name, "name" | "id" | "code" | "level" | "region" | "parent") {
            return "a rule asks what was done, and never whose it is: whom it binds is said by documents"
                .into();
        }
        if property.is_empty() {
            // the latter half alone, as only one fact has it
            let halves = self.dictionary.iter().filter(|(_, fact)| fact.property() == name);
            if let [(_, only)] = halves.collect::<Vec<_>>().as_slice() {
                return Hint::meant(only.name.as_str());
            }
        }
        let names = || self.dictionary.iter().map(|(_, fact)| fact.name.as_str());
        let siblings = || self.dictionary.iter().filter(move |(_, fact)| fact.topic() == topic);
        if let Some(near) = nearest(property, siblings().map(|(_, fact)| fact.property())) {
            return Hint::meant(format!("{topic}.{near}"));
        }
        if let Some(near) = nearest(name, names()) {
            return Hint::meant(near);
        }
        if let Some(known) = self.facts_of(topic) {
            return format!("`{topic}` has {known}; a new fact is declared in `data/facts.toml`").into();
        }
        if let Some(near) = nearest(topic, self.dictionary.iter().map(|(_, fact)| fact.topic())) {
            let known = self.facts_of(near).unwrap_or_default();
            return format!("did you mean the topic `{near}`, which has {known}?").into();
        }
        "facts are declared in `data/facts.toml`".into()
    }

    /// The topic that somebody wrote with `-` for `_` around a place: that takes one value from another.
    pub(super) fn topic_in_halves(&self, at: Position) -> Option<&str> {
        let (text, offset) = (self.text.text(), self.text.offset(at));
        let is_written = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let start =
            text.get(..offset)?.rfind(|c| !is_written(c)).map_or(0, |before| before.saturating_add(1));
        let whole = text.get(start..)?.split(|c| !is_written(c)).next()?;
        let topic = whole.contains('-').then(|| whole.replace('-', "_"))?;
        self.dictionary.iter().map(|(_, fact)| fact.topic()).find(|known| *known == topic)
    }

    /// The properties of a topic as a list, if there is such a topic.
    pub(super) fn facts_of(&self, topic: &str) -> Option<String> {
        let properties: Vec<&str> =
            self.dictionary.iter().filter(|(_, f)| f.topic() == topic).map(|(_, f)| f.property()).collect();
        (!properties.is_empty()).then(|| list(properties, "and"))
    }

    /// What the locality is asked.
    pub(super) fn question(&mut self, question: Question, arguments: &[Expr], at: Position) -> Flow {
        let name = question.word();
        if arguments.len() != question.count() {
            let message = match question.count() {
                0 => format!("`{name}` takes nothing between its parentheses"),
                1 => format!("`{name}` takes one fact"),
                _ => format!("`{name}` takes a fact and a value"),
            };
            self.error(Code::UnknownFunction, at, message, "", format!("write {}", question.usage()));
            return Flow::on(Type::Unknown);
        }
        match (question, arguments) {
            (Question::IsKnown, [fact, ..]) => {
                let (way, _) = self.named_facts(fact, question);
                way.giving(Type::Bool)
            }
            (Question::KnownOr, [fact, default]) => {
                let (way, facts) = self.named_facts(fact, question);
                let given = self.value(default);
                let mut types = facts.iter().map(|(_, ty)| ty.clone());
                let ty = types.next().map_or(Type::Unknown, |first| types.fold(first, Type::or));
                for (fact, ty) in &facts {
                    self.default_fits(*fact, ty, default, &given.value);
                }
                way.then(given).giving(ty)
            }
            // `target` is all that is left.
            _ => Flow::on(Type::Decimal),
        }
    }

    /// The full name of the fact that an expression reads, if it does nothing else.
    pub(super) fn fact_name(&self, expression: &Expr) -> Option<String> {
        let Expr::Dot(..) = expression else { return None };
        let chain = Chain::of(expression);
        let Expr::Variable(root, ..) = chain.root else { return None };
        let name = match (self.scope.get(&root.1)?, &chain.steps[..]) {
            (Type::Locality, [Step::Property(topic, _), Step::Property(property, _)]) => {
                format!("{topic}.{property}")
            }
            (Type::Topic(topics), [Step::Property(property, _)]) if topics.len() == 1 => {
                format!("{}.{property}", topics.first()?)
            }
            _ => return None,
        };
        self.dictionary.find(&name).map(|_| name)
    }

    /// The facts that an expression can name.
    fn named_facts(&mut self, argument: &Expr, question: Question) -> (Flow, Vec<(FactIx, Type)>) {
        let misread = self.fact_name(argument);
        let way = self.value(argument);
        let mut facts = Vec::new();
        match &way.value {
            Type::Text(Some(words)) => {
                for (name, at) in words.iter() {
                    match self.fact(name) {
                        Some(fact) => facts.push(fact),
                        None => {
                            let message = format!("there is no fact `{name}`");
                            self.no_fact(name, *at, Problem::error(Code::UnknownFact, message));
                        }
                    }
                }
            }
            _ if !way.goes_on => {}
            _ => {
                let help = match misread {
                    Some(name) => format!("write `\"{name}\"`: the fact is named here, and not read"),
                    None => {
                        format!("write the name out, so that it can be checked: {}", question.usage())
                    }
                };
                let message = "the name of a fact must stand here in quotes";
                self.forbid(start_of(argument), message, help);
            }
        }
        (way, facts)
    }

    /// Whether what stands in for a missing fact could be its value.
    fn default_fits(&mut self, fact: FactIx, ty: &Type, default: &Expr, given: &Type) {
        let stages = |fact: FactIx| &self.dictionary.get(fact).stages;
        let fits = match (ty, given) {
            (Type::Stage(_), Type::Text(words)) => {
                for (word, at) in words.iter().flat_map(|words| words.iter()) {
                    self.stage_word(fact, word, *at);
                }
                true
            }
            (Type::Stage(a), Type::Stage(b)) => stages(*a) == stages(*b),
            (_, Type::Unknown) | (Type::Text(_), Type::Text(_)) => true,
            (Type::Decimal, given) => given.is_number(),
            (ty, given) => ty == given,
        };
        if !fits {
            let name = &self.dictionary.get(fact).name;
            let message = format!(
                "`{name}` is {}, and what stands in for it is {}",
                ty.name(self.dictionary),
                given.name(self.dictionary)
            );
            let help = "write a value that the fact itself could have";
            // A whole number that may stand there is computed with just as well where another stands.
            match (ty, given) {
                (Type::Int, given) if given.is_number() => {
                    self.warn(Code::TypeMismatch, anchor(default), message, "", help);
                }
                _ => self.error(Code::TypeMismatch, anchor(default), message, "", help),
            }
        }
    }

    /// Whether a word is a stage of a fact; if not, says so.
    pub(super) fn stage_word(&mut self, fact: FactIx, word: &str, at: Position) {
        let fact = self.dictionary.get(fact);
        if fact.stage(word).is_none() {
            let help = meant_or(word, fact.stages.iter().map(String::as_str), || {
                format!("its stages are {}", list(fact.stages.iter().map(String::as_str), "and"))
            });
            let message = format!("`{word}` is not a stage of `{}`", fact.name);
            self.error(Code::UnknownStage, at, message, "", help);
        }
    }

    /// A name that only the dictionary knows as a topic.
    pub(super) fn topic_hint(&self, name: &str) -> Option<String> {
        let (_, fact) = self.dictionary.iter().find(|(_, fact)| fact.topic() == name)?;
        Some(format!("facts are read from the locality: `{LOCALITY}.{}`", fact.name))
    }
}
