//! Dots and brackets: from the locality to its facts, into lists and tables, and calls on values.

use std::collections::BTreeSet;
use std::rc::Rc;

use rhai::{Expr, Position};

use super::Lint;
use super::types::{Flow, Type};
use crate::problem::hint::meant_or;
use crate::problem::{Code, Problem};
use crate::rulebook::chain::{Chain, Step};
use crate::rulebook::vocabulary::{LOCALITY, Question};

impl Lint<'_> {
    /// The value at the end of a chain.
    pub(super) fn chain(&mut self, chain: &Chain) -> Flow {
        let mut way = self.value(chain.root);
        for (at, step) in chain.steps.iter().enumerate() {
            let from = way.value.clone();
            let next = match step {
                Step::Property(name, position) => {
                    Flow::on(self.property(&from, name, *position, chain.steps.get(at.saturating_add(1))))
                }
                Step::Method(call, position) => {
                    let next = self.method(chain.root, from.clone(), call, *position);
                    self.touch(chain.root, at, &from, &call.name);
                    next
                }
                Step::Index(index) => self.index(&from, index),
            };
            way = way.then(next);
        }
        way
    }

    /// What a property of a value is.
    fn property(&mut self, from: &Type, name: &str, at: Position, next: Option<&Step>) -> Type {
        if self.dictionary.iter().any(|(_, fact)| fact.topic() == name) {
            self.topics.insert(name.to_owned());
        }
        match from {
            Type::Locality => self.topic(name, at, next),
            Type::Topic(topics) => self.fact_of_topic(&Rc::clone(topics), name, at),
            Type::Table(table) => table.get(name).cloned().unwrap_or(Type::Unknown),
            Type::Unknown => {
                if self.live {
                    self.loose.insert(name.to_owned());
                }
                Type::Unknown
            }
            _ if self.library.has_property(name) => match name {
                "len" => Type::Int,
                "is_empty" => Type::Bool,
                _ => Type::Unknown,
            },
            other => {
                let message = format!("this is {}, and has no `{name}`", other.name(self.dictionary));
                let help = "only the locality has facts: `locality.topic.property`";
                self.error(Code::TypeMismatch, at, message, "", help);
                Type::Unknown
            }
        }
    }

    fn topic(&mut self, name: &str, at: Position, next: Option<&Step>) -> Type {
        if self.dictionary.iter().any(|(_, fact)| fact.topic() == name) {
            return Type::Topic(Rc::new(BTreeSet::from([name.to_owned()])));
        }
        let fact = match next {
            Some(Step::Property(property, _)) => format!("{name}.{property}"),
            _ => name.to_owned(),
        };
        let message = format!("there is no fact `{fact}`");
        if let Some(topic) = self.topic_in_halves(at) {
            let help = format!("write `{topic}`: a `-` takes one value from another");
            self.error(Code::UnknownFact, at, message, "", help);
            return Type::Unknown;
        }
        self.no_fact(&fact, at, Problem::error(Code::UnknownFact, message));
        Type::Unknown
    }

    fn fact_of_topic(&mut self, topics: &BTreeSet<String>, property: &str, at: Position) -> Type {
        let facts: Vec<Type> = topics
            .iter()
            .filter_map(|topic| self.fact(&format!("{topic}.{property}")))
            .map(|(_, ty)| ty)
            .collect();
        if facts.len() == topics.len() {
            return facts.into_iter().reduce(Type::or).unwrap_or(Type::Unknown);
        }
        let lacking =
            topics.iter().find(|topic| self.dictionary.find(&format!("{topic}.{property}")).is_none());
        let topic = lacking.map_or("", String::as_str);
        let message = format!("`{topic}` has no fact `{property}`");
        let kind = if facts.is_empty() { Problem::error } else { Problem::warning };
        self.no_fact(&format!("{topic}.{property}"), at, kind(Code::UnknownFact, message));
        Type::Unknown
    }

    fn index(&mut self, from: &Type, index: &Expr) -> Flow {
        let way = self.value(index);
        let value = match from {
            Type::List(items) if way.value != Type::Range => (**items).clone(),
            Type::Text(_) if way.value != Type::Range => Type::Character,
            Type::Text(_) => Type::TEXT,
            Type::Table(table) => match way.value.words() {
                Some(words) if words.len() == 1 => {
                    words.keys().next().and_then(|key| table.get(key)).cloned().unwrap_or(Type::Unknown)
                }
                _ => Type::Unknown,
            },
            Type::Locality | Type::Topic(_) => {
                let help = "a fact is read with dots: `locality.topic.property`";
                self.forbid(index.start_position(), "facts are not read with brackets", help);
                Type::Unknown
            }
            Type::Unknown | Type::List(_) | Type::Int => Type::Unknown,
            other => {
                let message = format!("this is {}, and has no items", other.name(self.dictionary));
                let help = "only lists, tables and texts have items";
                self.error(Code::TypeMismatch, index.start_position(), message, "", help);
                Type::Unknown
            }
        };
        way.giving(value)
    }

    /// A call that may change what it is called on makes unknown what it is.
    pub(super) fn touch(&mut self, root: &Expr, steps: usize, from: &Type, name: &str) {
        const ONLY_LOOK: [&str; 14] = [
            "len",
            "is_empty",
            "contains",
            "all",
            "some",
            "map",
            "filter",
            "reduce",
            "index_of",
            "find",
            "keys",
            "values",
            "to_string",
            "get",
        ];
        let changes = matches!(from, Type::List(_) | Type::Table(_)) && !ONLY_LOOK.contains(&name);
        if let (Expr::Variable(variable, ..), true) = (root, changes || (steps > 0 && self.is_made(root))) {
            self.scope.set(&variable.1, Type::Unknown);
        }
    }

    /// Whether a name holds a list or a table of the rule's own.
    fn is_made(&self, root: &Expr) -> bool {
        match root {
            Expr::Variable(variable, ..) => {
                matches!(self.scope.get(&variable.1), Some(Type::List(_) | Type::Table(_)))
            }
            _ => false,
        }
    }

    /// A question that the locality does not know.
    pub(super) fn unknown_question(&mut self, name: &str, at: Position) {
        let help = meant_or(name, Question::ALL.map(Question::word), || {
            if self.script.functions.iter().any(|function| function.name == name) {
                return format!("write `{name}({LOCALITY})`");
            }
            let words = crate::problem::hint::list(Question::ALL.map(Question::word), "and");
            format!("the locality answers {words}")
        });
        self.error(Code::UnknownFunction, at, format!("the locality cannot be asked `{name}`"), "", help);
    }
}
