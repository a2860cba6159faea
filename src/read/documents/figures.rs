//! `[[total]]` and `[[identity]]`: figures that other figures should reproduce.

use rust_decimal::Decimal;

use crate::model::document::{Approx, Arithmetic, DocumentIx, Identity, Total};
use crate::model::fact::FactKind;
use crate::model::locality::Level;
use crate::problem::{Code, Problem};
use crate::read::form::{Form, Item};
use crate::read::values;

use super::paper::Paper;

/// Reads one total.
pub fn total(mut form: Form<'_>, paper: &Paper<'_>) -> Option<Total> {
    let place = form.place();
    let fact_item = form.required("fact");
    let fact = fact_item.as_ref().and_then(|item| paper.fact(item));
    let with_item = form.optional("where");
    let level = form.required("level").and_then(|i| i.word(Level::ALL, Level::word));
    let reported_item = form.required("value");
    let reported = reported_item.as_ref().and_then(Item::decimal);
    let approx = form.optional("approx").map(|i| i.word(Approx::ALL, Approx::word));
    let when = paper.when(&mut form);
    let checked = form.optional("checked").and_then(|i| i.filled_text());
    form.finish();
    let (ix, fact) = fact?;
    let with_value = match &with_item {
        Some(item) => Some(values::from_item(item, fact)?),
        None => None,
    };
    if with_value.is_none() && !matches!(fact.kind, FactKind::Int | FactKind::Decimal) {
        let problem = Problem::error(
            Code::BadValue,
            format!("`{}` is of type {} and has no sum", fact.name, fact.kind),
        )
        .help("say whose number this is: `where = ...` counts the localities with that value");
        fact_item?.tell("", problem);
        return None;
    }
    let reported = reported?;
    if with_value.is_some() && (reported < Decimal::ZERO || !reported.fract().is_zero()) {
        reported_item?.tell(
            "",
            Problem::error(Code::BadNumber, format!("a count of localities cannot be {reported}"))
                .help("write a whole number, such as 14"),
        );
        return None;
    }
    Some(Total {
        document: DocumentIx(0),
        fact: ix,
        with_value,
        level: level?,
        reported,
        approx: match approx {
            None => None,
            Some(word) => Some(word?),
        },
        dated: when?.day,
        checked,
        place,
    })
}

/// Reads one identity: a sum with its parts, or a share with its part and whole.
pub fn identity(mut form: Form<'_>, _paper: &Paper<'_>) -> Option<Identity> {
    let place = form.place();
    let [sum, of] = ["sum", "of"].map(|key| form.optional(key));
    let [share, part, whole] = ["share", "part", "whole"].map(|key| form.optional(key));
    let note = form.optional("note").and_then(|i| i.text());
    let checked = form.optional("checked").and_then(|i| i.filled_text());
    let is_sum = sum.is_some() || of.is_some();
    let is_share = share.is_some() || part.is_some() || whole.is_some();
    let arithmetic = match (is_sum, is_share, sum, of, (share, part, whole)) {
        (true, false, Some(sum), Some(of), _) => read_sum(&sum, &of),
        (false, true, _, _, (Some(share), Some(part), Some(whole))) => read_share(&share, &part, &whole),
        (true, true, ..) => {
            form.tell(
                Problem::error(Code::Contradiction, "this identity is both a sum and a share")
                    .help("write two: one with `sum` and `of`, one with `share`, `part` and `whole`"),
            );
            None
        }
        _ => {
            form.tell(
                Problem::error(Code::MissingKey, "this identity is neither a sum nor a share")
                    .help("write `sum` and `of`, or `share`, `part` and `whole`"),
            );
            None
        }
    };
    form.finish();
    Some(Identity { document: DocumentIx(0), arithmetic: arithmetic?, note, checked, place })
}

fn read_sum(sum: &Item<'_>, of: &Item<'_>) -> Option<Arithmetic> {
    let parts: Vec<Option<Decimal>> = of.list().unwrap_or_default().iter().map(Item::printed).collect();
    let (sum, of) = (sum.printed(), parts.into_iter().collect::<Option<Vec<_>>>());
    Some(Arithmetic::Sum { sum: sum?, of: of.filter(|of| !of.is_empty())? })
}

fn read_share(share: &Item<'_>, part: &Item<'_>, whole_item: &Item<'_>) -> Option<Arithmetic> {
    let (share, part, whole) = (share.printed(), part.printed(), whole_item.printed());
    let whole = whole?;
    if whole.is_zero() {
        whole_item.tell(
            "",
            Problem::error(Code::BadNumber, "nothing is a share of zero")
                .help("`whole` is what the share is taken of: look it up in the source"),
        );
        return None;
    }
    Some(Arithmetic::Share { share: share?, part: part?, whole })
}
