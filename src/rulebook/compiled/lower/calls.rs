//! Calls: verdicts and the rule's own functions.

use rhai::{Expr, FnCallExpr, Position};

use super::{Kind, Lowered, Lowering, Made, Typed, outside};
use crate::rulebook::compiled::program::{End, Figures, Register, Step};
use crate::rulebook::vocabulary::{CONTAINS, Verdict};

impl Lowering<'_> {
    /// A call of any sort, operators among them.
    pub(super) fn call(&mut self, call: &FnCallExpr, at: Position) -> Lowered<Made> {
        let name = call.name.as_str();
        if let (CONTAINS, [Expr::Array(items, _), value]) = (name, &call.args[..]) {
            return Ok(self.membership(items, value, at)?.map_or(Made::Never, Made::Value));
        }
        if call.is_operator_call() {
            return Ok(self.operation(call, at)?.map_or(Made::Never, Made::Value));
        }
        if call.is_qualified() || call.capture_parent_scope {
            return Err(outside("a call of another sort", at));
        }
        if let Some(verdict) = Verdict::from_word(name) {
            return self.verdict(verdict, call, at);
        }
        let Some(function) = self.script.function(name, call.args.len()) else {
            return Err(outside("a function that is not there", at));
        };
        let mut arguments = Vec::with_capacity(call.args.len());
        for argument in &call.args {
            match self.operand(argument)? {
                Made::Value(value) => arguments.push(Made::Value(self.copy(&value, at)?)),
                Made::Locality => arguments.push(Made::Locality),
                Made::Never => return Ok(Made::Never),
                Made::Nothing | Made::Mixed => return Err(outside("a call with a value of no type", at)),
            }
        }
        self.body(function, arguments, at)
    }

    /// Ends the check for all rows that come here.
    fn verdict(&mut self, verdict: Verdict, call: &FnCallExpr, at: Position) -> Lowered<Made> {
        let (end, figures) = match (verdict, &call.args[..]) {
            (Verdict::Met, [reason]) => (End::Met { reason: self.reason(reason)? }, Figures::None),
            (Verdict::NotMet, [reason]) => (End::NotMet { reason: self.reason(reason)? }, Figures::None),
            (Verdict::NotApplicable, [reason]) => {
                (End::NotApplicable { reason: self.reason(reason)? }, Figures::None)
            }
            (Verdict::Met, [reason, day]) => {
                let reason = self.reason(reason)?;
                let Some(Typed { kind: Kind::Date, at: Register::Word(day) }) = self.value(day)? else {
                    return Err(outside("a verdict on a day that is none", at));
                };
                (End::MetOn { reason }, Figures::Day(day))
            }
            (Verdict::Progress, [done, total, open, done_reason]) => {
                let (open, done_reason) = (self.reason(open)?, self.reason(done_reason)?);
                let Some(done) = self.value(done)? else { return Ok(Made::Never) };
                let Some(total) = self.value(total)? else { return Ok(Made::Never) };
                self.share(done, total, (open, done_reason), at)?
            }
            _ => return Err(outside("a verdict with values of another sort", at)),
        };
        let end = self.end(end, at);
        self.push(Step::Verdict { end, figures }, at)?;
        Ok(Made::Never)
    }

    /// Progress, in whole numbers where both are.
    fn share(
        &mut self,
        done: Typed,
        total: Typed,
        (open, done_reason): (usize, usize),
        at: Position,
    ) -> Lowered<(End, Figures)> {
        if let (Kind::Int, Register::Word(done), Kind::Int, Register::Word(total)) =
            (&done.kind, done.at, &total.kind, total.at)
        {
            return Ok((End::Share { open, done: done_reason }, Figures::Words(done, total)));
        }
        let (done, total) = (self.widened(done, at)?, self.widened(total, at)?);
        Ok((End::ExactShare { open, done: done_reason }, Figures::Exact(done, total)))
    }

    /// The position of a reason that is written out.
    fn reason(&self, argument: &Expr) -> Lowered<usize> {
        let found = match argument {
            Expr::StringConstant(key, _) => self.card.reasons.iter().position(|known| known == key.as_str()),
            _ => None,
        };
        found.ok_or_else(|| outside("a reason that is not written out", argument.position()))
    }
}
