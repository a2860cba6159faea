//! What is asked of the locality, and what is said of it: facts, the target, verdicts.

use rhai::{Expr, FnCallExpr, Position};

use super::{Bank, Kind, Lack, Lowered, Lowering, Made, Step, Stop, Typed, outside};
use crate::model::fact::FactKind;
use crate::program::{End, Figures};
use crate::rulebook::chain::{Chain, Step as Link};
use crate::rulebook::host::Slot;
use crate::rulebook::vocabulary::{Question, Verdict};

impl Slot {
    /// The type of its values.
    fn kind_of_value(&self) -> Option<Kind> {
        Some(match self.kind {
            FactKind::Bool => Kind::Bool,
            FactKind::Int => Kind::Int,
            FactKind::Decimal | FactKind::Percent => Kind::Decimal,
            FactKind::Date => Kind::Date,
            FactKind::Text => Kind::Text,
            FactKind::Stage => Kind::Stage(self.scale.clone()?),
        })
    }
}

impl Lowering<'_> {
    /// A chain of dots: `locality.topic.property` or a question to the locality, and what is calculated with that.
    pub(super) fn chain(&mut self, expression: &Expr) -> Lowered<Typed> {
        let chain = Chain::of(expression);
        let (mut value, links) = match self.operand(chain.root)? {
            Made::Value(value) => (value, &chain.steps[..]),
            Made::Locality => self.asked(&chain.steps, expression.position())?,
            Made::Nothing | Made::Mixed => return outside("a chain of another sort", expression.position()),
        };
        for link in links {
            // What stands in the parentheses behind a dot, the language makes before what stands in front of it.
            match link {
                Link::Method(call, at) if call.args.is_empty() => {
                    value = self.of_numbers(&call.name, value, &[], *at)?;
                }
                _ => return outside("a chain of another sort", link.at()),
            }
        }
        Ok(value)
    }

    /// What the first links of a chain ask of the locality, and the links behind them.
    fn asked<'c>(&mut self, links: &'c [Link<'c>], at: Position) -> Lowered<(Typed, &'c [Link<'c>])> {
        match links {
            [Link::Property(topic, _), Link::Property(property, at), behind @ ..] => {
                let wanted = self.card.slots.iter().position(|slot| slot.parts() == (*topic, *property));
                if let Some(slot) = wanted {
                    return Ok((self.fact(slot, *at)?, behind));
                }
            }
            [Link::Method(call, at), behind @ ..] => {
                let answer = match (Question::from_word(&call.name), &call.args[..]) {
                    (Some(Question::IsKnown), [fact]) => {
                        let slot = self.named(fact)?;
                        let site = self.site(slot, *at)?;
                        let to = self.register(Bank::Words);
                        self.push(Step::IsKnown { slot, site, to });
                        Typed { kind: Kind::Bool, at: to }
                    }
                    (Some(Question::KnownOr), [fact, default]) => self.known_or(fact, default, *at)?,
                    (Some(Question::Target), []) => self.target(*at)?,
                    _ => return outside("a chain of another sort", *at),
                };
                return Ok((answer, behind));
            }
            _ => {}
        }
        outside("a chain of another sort", at)
    }

    /// The type of a fact.
    fn kind(&self, slot: usize, at: Position) -> Lowered<Kind> {
        let kind = self.card.slots.get(slot).and_then(Slot::kind_of_value);
        kind.map_or_else(|| outside("a fact without a type", at), Ok)
    }

    /// Reads a fact; a row that lacks it ends here.
    fn fact(&mut self, slot: usize, at: Position) -> Lowered<Typed> {
        let kind = self.kind(slot, at)?;
        let to = self.register(kind.bank());
        // Whoever read it before has noted it, and cannot lack it.
        let (site, lack) = if self.certain.insert(slot) {
            (Some(self.site(slot, at)?), Lack::Ends(self.end(End::Missing { slot: Some(slot) }, at)))
        } else {
            (None, Lack::Never)
        };
        self.push(Step::Read { slot, bank: kind.bank(), to, site, lack });
        Ok(Typed { kind, at: to })
    }

    fn target(&mut self, at: Position) -> Lowered<Typed> {
        let (slot, bank) = (self.card.slots.len(), Bank::Exacts);
        let lack = Lack::Ends(self.end(End::Missing { slot: None }, at));
        let site = Some(self.site(slot, at)?);
        let to = self.register(bank);
        self.push(Step::Read { slot, bank, to, site, lack });
        Ok(Typed { kind: Kind::Decimal, at: to })
    }

    fn known_or(&mut self, fact: &Expr, default: &Expr, at: Position) -> Lowered<Typed> {
        let slot = self.named(fact)?;
        let kind = self.kind(slot, at)?;
        let mut default = self.beside(default, &kind)?;
        if let (Kind::Decimal, Kind::Int) = (&kind, &default.kind) {
            default = self.widened(default, at)?;
        }
        if !default.kind.fits(&kind) {
            return outside("a default of another type", at);
        }
        let to = self.copy(&default).at;
        let site = Some(self.site(slot, at)?);
        self.push(Step::Read { slot, bank: kind.bank(), to, site, lack: Lack::Keeps });
        Ok(Typed { kind, at: to })
    }

    /// The slot of a fact that is named in quotes.
    fn named(&self, fact: &Expr) -> Lowered<usize> {
        let found = match fact {
            Expr::StringConstant(name, _) => {
                self.card.slots.iter().position(|slot| slot.name == name.as_str())
            }
            _ => None,
        };
        found.map_or_else(|| outside("a fact that is not written out", fact.position()), Ok)
    }

    /// Ends the check for all rows that come here.
    pub(super) fn verdict(&mut self, verdict: Verdict, call: &FnCallExpr, at: Position) -> Lowered<Made> {
        let (end, figures) = match (verdict, &call.args[..]) {
            (Verdict::Met, [reason]) => (End::Met { reason: self.reason(reason)? }, Figures::None),
            (Verdict::NotMet, [reason]) => (End::NotMet { reason: self.reason(reason)? }, Figures::None),
            (Verdict::NotApplicable, [reason]) => {
                (End::NotApplicable { reason: self.reason(reason)? }, Figures::None)
            }
            (Verdict::Met, [reason, day]) => {
                let reason = self.reason(reason)?;
                match self.value(day)? {
                    Typed { kind: Kind::Date, at: day } => (End::MetOn { reason }, Figures::Day(day)),
                    _ => return outside("a verdict on a day that is none", at),
                }
            }
            (Verdict::Progress, [done, total, open, done_reason]) => {
                let (open, done_reason) = (self.reason(open)?, self.reason(done_reason)?);
                let (done, total) = (self.value(done)?, self.value(total)?);
                let (done, total) = self.alike(done, total, at)?;
                let figures = Figures::Share(done.kind.bank(), done.at, total.at);
                match done.kind {
                    Kind::Int => (End::Share { open, done: done_reason }, figures),
                    _ => (End::ExactShare { open, done: done_reason }, figures),
                }
            }
            _ => return outside("a verdict with values of another sort", at),
        };
        let end = self.end(end, at);
        self.push(Step::Verdict { end, figures });
        Err(Stop::Never)
    }

    /// The position of a reason that is written out.
    fn reason(&self, argument: &Expr) -> Lowered<usize> {
        let found = match argument {
            Expr::StringConstant(key, _) => self.card.reasons.iter().position(|known| known == key.as_str()),
            _ => None,
        };
        found.map_or_else(|| outside("a reason that is not written out", argument.position()), Ok)
    }
}
