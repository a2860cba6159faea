//! Reported totals against what the observations give.
//!
//! Computed on the total's own day from all known documents. A count agrees where nothing is unknown and it is equal;
//! it disagrees where more are found than reported, or where even every unknown one could not make it up; else it
//! cannot be known. A sum is told the same way, but that an unknown part may be any size.

use rust_decimal::Decimal;

use super::mentions::Mentions;
use super::verdicts::show;
use super::{Number, TotalRow};
use crate::model::document::{Approx, Total};
use crate::resolve::Resolution;
use crate::resolve::facts::Held;

/// The rows of every known total that is dated in time.
pub(super) fn rows(resolution: &Resolution<'_>, mentions: &mut Mentions) -> Vec<TotalRow> {
    let project = resolution.project;
    let in_time =
        project.totals.iter().filter(|t| resolution.knows(t.document) && t.dated <= resolution.horizon.as_of);
    in_time.map(|total| row(resolution, total, mentions)).collect()
}

fn row(resolution: &Resolution<'_>, total: &Total, mentions: &mut Mentions) -> TotalRow {
    let project = resolution.project;
    let localities = project.registry.living(total.level, total.dated);
    let held: Vec<Option<Held>> = localities.map(|l| resolution.held(l, total.fact, total.dated)).collect();
    let unknown = held.iter().filter(|h| h.is_none()).count();
    let found = match &total.with_value {
        Some(value) => Some(Decimal::from(held.iter().flatten().filter(|h| h.value == *value).count())),
        None => held.iter().flatten().try_fold(Decimal::ZERO, |sum, h| sum.checked_add(h.value.number()?)),
    };
    let most = found.filter(|_| total.with_value.is_some()).map(|found| found + Decimal::from(unknown));
    TotalRow {
        document: mentions.document(project, total.document),
        fact: Some(mentions.fact(project, total.fact)),
        reported: Number(total.reported),
        found: found.map(Number),
        unknown,
        agrees: found.and_then(|found| agrees(total, found, most, unknown)),
        with_value: total.with_value.as_ref().map(|value| show(project.dictionary.get(total.fact), value)),
        level: Some(total.level),
        dated: total.dated,
        approx: total.approx,
        identity: None,
        note: None,
    }
}

/// Whether what was found agrees with what was reported; `most` is what it could come to, where that is bounded.
fn agrees(total: &Total, found: Decimal, most: Option<Decimal>, unknown: usize) -> Option<bool> {
    let reported = total.reported;
    let too_many = found > reported && !matches!(total.approx, Some(Approx::Over | Approx::About));
    let too_few = match most {
        Some(most) => most < reported,
        None => unknown == 0 && found < reported,
    } && !matches!(total.approx, Some(Approx::Nearly | Approx::About));
    if too_many || too_few {
        return Some(false);
    }
    let certain = match total.approx {
        None => found == reported,
        Some(Approx::Over) => found >= reported,
        Some(Approx::Nearly) => found <= reported,
        Some(Approx::About) => found == reported,
    };
    (certain && unknown == 0).then_some(true)
}
