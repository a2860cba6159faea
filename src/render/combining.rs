//! Sentences about values that no document says: of units that were merged, and of units that add up.

use super::{figures, sentences};
use crate::model::bilingual::Lang;
use crate::model::locality::Level;
use crate::report::Number;

/// What a value adds up from: so many units inside, of which some have not reported, and a share may.
pub(super) fn rolled_up(units: usize, missing: usize, allowed: Number, lang: Lang) -> String {
    let (all, lacking) = (figures::count(units, lang), figures::count(missing, lang));
    let allowed = sentences::per_cent(allowed, lang);
    match lang {
        Lang::En if missing == 0 => {
            format!("from {} inside, all reported", sentences::english(units, "unit", "units"))
        }
        Lang::En => {
            let units = sentences::english(units, "unit", "units");
            format!("from {units} inside, {lacking} not reported; {allowed} may be missing")
        }
        Lang::Vi if missing == 0 => format!("tổng hợp từ {all} đơn vị trực thuộc, đã có đủ số liệu"),
        Lang::Vi => {
            format!(
                "tổng hợp từ {all} đơn vị trực thuộc, {lacking} chưa có số liệu; cho phép thiếu {allowed}"
            )
        }
    }
}

/// What a value adds up from: so many units of a level, of which some have not reported.
pub(super) fn adds_up(units: usize, missing: usize, level: Level, lang: Lang) -> String {
    let all = sentences::localities(units, level, lang);
    let share = || figures::percent(missing, units, lang);
    match lang {
        Lang::En if missing == 0 => format!("rolled up from {all}, all reported"),
        Lang::En => {
            format!("rolled up from {all}, {} ({}) not reported", figures::count(missing, lang), share())
        }
        Lang::Vi if missing == 0 => format!("tổng hợp từ {all}, đã có đủ số liệu"),
        Lang::Vi => {
            format!("tổng hợp từ {all}, {} ({}) chưa có số liệu", figures::count(missing, lang), share())
        }
    }
}

/// What a value is combined from: so many units that were merged, of which some had not reported.
pub(super) fn merged(units: usize, missing: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let all = sentences::english(units, "unit", "units");
            match missing {
                0 => format!("combined from {all} before the merger"),
                _ => format!(
                    "combined from {all} before the merger, {} not reported",
                    figures::count(missing, lang)
                ),
            }
        }
        Lang::Vi => {
            let all = figures::count(units, lang);
            match missing {
                0 => format!("tổng hợp từ {all} đơn vị trước khi sáp nhập"),
                _ => format!(
                    "tổng hợp từ {all} đơn vị trước khi sáp nhập, {} chưa có số liệu",
                    figures::count(missing, lang)
                ),
            }
        }
    }
}

/// Whom one part of a value is from.
pub(super) fn from_unit(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("from {name}"),
        Lang::Vi => format!("từ {name}"),
    }
}

/// So many units are not shown.
pub(super) fn more_units(n: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("… and {} more", figures::count(n, lang)),
        Lang::Vi => format!("… và {} đơn vị khác", figures::count(n, lang)),
    }
}

/// Which localities a locality carries on from.
pub(super) fn carries_on(names: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("carries on from {names}"),
        Lang::Vi => format!("kế thừa từ {names}"),
    }
}
