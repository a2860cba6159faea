//! How much rules may take: `rules/limits.toml`.

use crate::model::limits::Limits;
use crate::problem::{Code, Problem};

use super::files::File;
use super::form::{Form, Page, parse};
use super::sink::Sink;

/// Reads the file; what it leaves out is as by default.
pub fn limits(file: &File, sink: &Sink) -> Limits {
    let mut limits = Limits::default();
    let page = Page { file, sink };
    let Some(table) = parse(page) else { return limits };
    let mut form = Form::whole(page, "limits.toml", &table);
    for limit in Limits::all() {
        let Some(item) = form.optional(limit.key) else { continue };
        let Some(number) = item.int() else { continue };
        match u64::try_from(number).ok().filter(|number| limit.range.contains(number)) {
            Some(number) => *(limit.of)(&mut limits) = number,
            None => {
                let (least, most) = (limit.range.start(), limit.range.end());
                let message = format!("`{}` must lie between {least} and {most}, not {number}", limit.key);
                item.tell("", Problem::error(Code::BadNumber, message));
            }
        }
    }
    form.finish();
    limits
}
