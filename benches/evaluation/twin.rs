//! The same eight rules in Rust, by hand: what the executors are measured by.

use crate::job::{Cells, Job, dues};
use crate::{Found, Status, Verdicts, status};

/// A rule's answer: its reason, and how far, or since when.
#[derive(Clone, Copy)]
enum Said {
    Unknown,
    Met(u8),
    MetOn(u8, i64),
    NotMet(u8),
    Share(u8, u8, i64),
}

struct Row<'v> {
    row: usize,
    evidence: &'v mut Vec<u32>,
    rows: usize,
}

impl Row<'_> {
    /// A value that is not noted yet: evidence is in order of names.
    fn peek<T: Copy>(&self, cells: &Cells<T>) -> Option<T> {
        cells.known[self.row].then(|| cells.values[self.row])
    }

    /// Notes a value as read. `column` is the fact's place in the order of names.
    fn note(&mut self, column: usize) {
        self.evidence.push((column * self.rows + self.row) as u32);
    }

    /// A value, noted as read; `None` where it is not reported.
    fn read<T: Copy>(&mut self, cells: &Cells<T>, column: usize) -> Option<T> {
        let value = self.peek(cells)?;
        self.note(column);
        Some(value)
    }
}

fn ratio(done: i64, total: i64, target: i64) -> Said {
    if total <= 0 {
        return Said::Met(0);
    }
    let bp = done * 1_000_000 / (total * target);
    if bp >= 10_000 { Said::Met(1) } else { Said::Share(2, 1, bp) }
}

fn judicial(job: &Job, row: &mut Row<'_>) -> Said {
    match row.read(&job.deployed, 8) {
        None => Said::Unknown,
        Some(false) => Said::NotMet(2),
        Some(true) => match row.read(&job.deployed_on, 9) {
            Some(day) => Said::MetOn(0, day.number()),
            None => Said::Met(1),
        },
    }
}

fn plan(job: &Job, row: &mut Row<'_>) -> Said {
    let Some(stage) = row.peek(&job.stage) else { return Said::Unknown };
    if stage == 3 {
        let issued_on = row.read(&job.issued_on, 13);
        row.note(14);
        return match issued_on {
            Some(day) => Said::MetOn(0, day.number()),
            None => Said::Met(1),
        };
    }
    let bp = [0, 3_000, 7_000][usize::from(stage)];
    let difficulties = row.read(&job.difficulties, 12).unwrap_or(false);
    row.note(14);
    Said::Share(if difficulties { 2 } else { 3 }, 0, bp)
}

fn share(row: &mut Row<'_>, done: (&Cells<i64>, usize), total: (&Cells<i64>, usize), target: i64) -> Said {
    let Some(done) = row.read(done.0, done.1) else { return Said::Unknown };
    let Some(total) = row.read(total.0, total.1) else { return Said::Unknown };
    ratio(done, total, target)
}

fn land(job: &Job, row: &mut Row<'_>) -> Said {
    let said = share(row, (&job.districts_digitized, 10), (&job.districts_total, 11), 100);
    let Said::Share(open, done, bp) = said else { return said };
    let Some(day) = row.read(&job.day, 15) else { return Said::Unknown };
    let behind = day <= 739_981 && day > 739_252 && bp + 2_000 < (day - 739_252) * 10_000 / 729;
    Said::Share(if behind { 3 } else { open }, done, bp)
}

fn services(job: &Job, row: &mut Row<'_>) -> Said {
    let Some(online) = row.peek(&job.online) else { return Said::Unknown };
    let all = row.read(&job.services, 16);
    row.note(17);
    let Some(all) = all else { return Said::Unknown };
    let target = row.read(&job.target_pct, 18).unwrap_or(60);
    ratio(online, all, target)
}

fn cards(job: &Job, row: &mut Row<'_>) -> Said {
    let Some(issued) = row.read(&job.cards, 2) else { return Said::Unknown };
    let Some(wanted) = row.peek(&job.cards_target) else { return Said::Unknown };
    let said = ratio(issued, wanted, 100);
    let reached_on = match said {
        Said::Met(1) => row.read(&job.reached_on, 3),
        _ => None,
    };
    row.note(4);
    reached_on.map_or(said, |day| Said::MetOn(1, day.number()))
}

/// Judges some rows; one requirement after the other.
pub fn judge(job: &Job, rows: std::ops::Range<usize>, verdicts: &mut Verdicts) {
    let rules: [fn(&Job, &mut Row<'_>) -> Said; 8] = [
        judicial,
        plan,
        |job, row| share(row, (&job.civil_digitized, 5), (&job.civil_total, 7), 100),
        |job, row| share(row, (&job.civil_digitized, 5), (&job.civil_population, 6), 80),
        land,
        |job, row| share(row, (&job.matched, 0), (&job.records, 1), 95),
        services,
        cards,
    ];
    for (rule, due) in rules.into_iter().zip(dues()) {
        for row in rows.clone() {
            let said = rule(job, &mut Row { row, evidence: &mut verdicts.evidence, rows: job.rows });
            let as_of = job.as_of[row];
            let (word, reason, bp) = match said {
                Said::Unknown => (Status::Unknown, u8::MAX, 0),
                Said::Met(reason) => (Status::Met, reason, 10_000),
                Said::MetOn(reason, day) if day > due.number() => (Status::MetLate, reason, 10_000),
                Said::MetOn(reason, _) => (Status::Met, reason, 10_000),
                Said::NotMet(reason) => (status(as_of, due), reason, 0),
                Said::Share(_, done, bp) if bp >= 10_000 => (Status::Met, done, bp),
                Said::Share(open, _, bp) => (status(as_of, due), open, bp),
            };
            let end = verdicts.evidence.len() as u32;
            verdicts.found.push(Found { status: word, reason, bp: bp as u16, evidence_until: end });
        }
    }
}
