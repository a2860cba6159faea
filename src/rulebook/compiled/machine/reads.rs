//! Reading facts and the target: who has them, who ends for want of them, and where each was read.

use super::Run;
use crate::model::fact::FactKind;
use crate::rulebook::compiled::program::{Exact, Lack, Register, SiteIx};
use crate::rulebook::compiled::rows::{LOT, Rows};
use crate::rulebook::sandbox::MAX_TEXT;

impl Run<'_> {
    pub(super) fn known(&self, slot: usize, rows: &Rows) -> [bool; LOT] {
        let mut known = [false; LOT];
        self.source.known(slot, rows, &mut known);
        known
    }

    pub(super) fn fact(
        &mut self,
        slot: usize,
        to: Register,
        site: Option<SiteIx>,
        lack: Lack,
        rows: &mut Rows,
    ) {
        let mut reported = rows.clone();
        if lack != Lack::Never {
            let known = self.known(slot, rows);
            reported.keep(|row| known[row]);
            self.lack(lack, &reported, &known, rows);
        }
        self.note(site, &reported);
        match to {
            Register::Word(to) => {
                let to = &mut self.words[usize::from(to.0)];
                self.source.words(slot, &reported, self.texts, to);
            }
            Register::Exact(to) => {
                self.source.decimals(slot, &reported, &mut self.exacts[usize::from(to.0)]);
            }
        }
        if self.program.kinds.get(slot) == Some(&FactKind::Text) {
            let (source, outside) = (self.source, &mut self.lot.outside);
            rows.keep(|row| {
                let longer = source.is_longer(slot, row, MAX_TEXT);
                if longer {
                    outside.push(row);
                }
                !longer
            });
        }
    }

    /// What becomes of rows that lack something.
    fn lack(&mut self, lack: Lack, reported: &Rows, known: &[bool; LOT], rows: &mut Rows) {
        if let Lack::Ends(end) = lack {
            let ends = &mut self.lot.ends;
            rows.each(|row| {
                if !known[row] {
                    ends[row] = end;
                }
            });
            *rows = reported.clone();
        }
    }

    pub(super) fn target(&mut self, to: Exact, site: Option<SiteIx>, lack: Lack, rows: &mut Rows) {
        let (targets, from) = (self.targets, self.from);
        let to = &mut self.exacts[usize::from(to.0)];
        let mut known = [false; LOT];
        rows.each(|row| {
            if let Some(target) = targets.of(from + row) {
                known[row] = true;
                to[row] = target;
            }
        });
        let mut reported = rows.clone();
        reported.keep(|row| known[row]);
        self.lack(lack, &reported, &known, rows);
        self.note(site, &reported);
    }

    /// Notes that something was read at a place.
    fn note(&mut self, site: Option<SiteIx>, rows: &Rows) {
        if let Some(site) = site {
            let (read, bit) = (&mut self.lot.read, 1_u64 << site.0);
            rows.each(|row| read[row] |= bit);
        }
    }
}
