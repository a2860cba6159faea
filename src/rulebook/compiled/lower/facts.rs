//! What is asked of the locality.

use rhai::{Expr, FnCallExpr, Position};

use super::{Kind, Lowered, Lowering, Made, Typed, outside};
use crate::model::fact::FactKind;
use crate::rulebook::compiled::program::{End, Lack, Register, Step};
use crate::rulebook::host::Slot;
use crate::rulebook::vocabulary::Question;

/// What stands behind `locality`, in order.
enum Link<'e> {
    Name(&'e str, Position),
    Call(&'e FnCallExpr, Position),
}

/// The name that a chain of dots begins with, and its links; `None` for any other chain.
fn links(expression: &Expr) -> Option<(&str, Vec<Link<'_>>)> {
    fn collect<'e>(
        expression: &'e Expr,
        root: &mut Option<&'e str>,
        links: &mut Vec<Link<'e>>,
    ) -> Option<()> {
        match expression {
            Expr::Property(names, at) => links.push(Link::Name(names.2.as_str(), *at)),
            Expr::MethodCall(call, at) => links.push(Link::Call(call, *at)),
            Expr::Dot(parts, flags, _) if !flags.contains(rhai::ASTFlags::NEGATED) => {
                collect(&parts.lhs, root, links)?;
                collect(&parts.rhs, root, links)?;
            }
            Expr::Variable(name, ..) if root.is_none() => *root = Some(&*name.1),
            _ => return None,
        }
        Some(())
    }
    let (mut root, mut found) = (None, Vec::new());
    collect(expression, &mut root, &mut found)?;
    Some((root?, found))
}

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
    /// A chain of dots.
    pub(super) fn chain(&mut self, expression: &Expr) -> Lowered<Option<Typed>> {
        let strange = || outside("a chain of another sort", expression.position());
        let (root, links) = links(expression).ok_or_else(strange)?;
        let found = self.names.iter().rfind(|(known, _)| known.as_str() == root);
        if !matches!(found, Some((_, Made::Locality))) {
            return Err(strange());
        }
        match &links[..] {
            [Link::Name(topic, _), Link::Name(property, at)] => {
                let wanted = self.card.slots.iter().position(|slot| slot.parts() == (*topic, *property));
                let slot = wanted.ok_or_else(strange)?;
                self.fact(slot, *at).map(Some)
            }
            [Link::Call(call, at)] => match (Question::from_word(&call.name), &call.args[..]) {
                (Some(Question::IsKnown), [fact]) => {
                    let slot = self.named(fact)?;
                    let site = self.site(Some(slot), *at)?;
                    let to = self.word();
                    self.push(Step::IsKnown { slot, site, to }, *at)?;
                    Ok(Some(Typed { kind: Kind::Bool, at: Register::Word(to) }))
                }
                (Some(Question::KnownOr), [fact, default]) => self.known_or(fact, default, *at),
                (Some(Question::Target), []) => {
                    let end = self.end(End::Missing { slot: None }, *at);
                    let site = Some(self.site(None, *at)?);
                    let to = self.exact();
                    self.push(Step::Target { to, site, lack: Lack::Ends(end) }, *at)?;
                    Ok(Some(Typed { kind: Kind::Decimal, at: Register::Exact(to) }))
                }
                _ => Err(strange()),
            },
            _ => Err(strange()),
        }
    }

    /// Reads a fact; a row that lacks it ends here.
    fn fact(&mut self, slot: usize, at: Position) -> Lowered<Typed> {
        let kind = self.card.slots.get(slot).and_then(Slot::kind_of_value);
        let kind = kind.ok_or_else(|| outside("a fact without a type", at))?;
        let to = self.register(&kind);
        // Whoever read it before has noted it, and cannot lack it.
        let (site, lack) = if self.certain.insert(slot) {
            (Some(self.site(Some(slot), at)?), Lack::Ends(self.end(End::Missing { slot: Some(slot) }, at)))
        } else {
            (None, Lack::Never)
        };
        self.push(Step::Fact { slot, to, site, lack }, at)?;
        Ok(Typed { kind, at: to })
    }

    fn known_or(&mut self, fact: &Expr, default: &Expr, at: Position) -> Lowered<Option<Typed>> {
        let slot = self.named(fact)?;
        let kind = self.card.slots.get(slot).and_then(Slot::kind_of_value);
        let kind = kind.ok_or_else(|| outside("a fact without a type", at))?;
        let default = match (&kind, default) {
            (Kind::Stage(scale), Expr::StringConstant(word, _)) => Some(self.stage(scale, word, at)?),
            _ => self.value(default)?,
        };
        let Some(mut default) = default else { return Ok(None) };
        if let (Kind::Decimal, Kind::Int) = (&kind, &default.kind) {
            let to = self.widened(default, at)?;
            default = Typed { kind: Kind::Decimal, at: Register::Exact(to) };
        }
        if !default.kind.fits(&kind) {
            return Err(outside("a default of another type", at));
        }
        let own = self.copy(&default, at)?;
        let site = Some(self.site(Some(slot), at)?);
        self.push(Step::Fact { slot, to: own.at, site, lack: Lack::Keeps }, at)?;
        Ok(Some(Typed { kind, at: own.at }))
    }

    /// The slot of a fact that is named in quotes.
    fn named(&self, fact: &Expr) -> Lowered<usize> {
        let found = match fact {
            Expr::StringConstant(name, _) => {
                self.card.slots.iter().position(|slot| slot.name == name.as_str())
            }
            _ => None,
        };
        found.ok_or_else(|| outside("a fact that is not written out", fact.position()))
    }
}
