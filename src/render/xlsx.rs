//! `xlsx`: the report as a workbook to work with: filters, frozen heads, dates that are dates, pages that print.
//!
//! Each sheet is made as plain rows (see [`sheet`]) and laid out in one place (see [`layout`]). Texts are only ever
//! written as texts: nothing of the data becomes a formula or a link, whatever it begins with.

mod deadlines;
mod documents;
mod evidence;
mod forecasts;
mod heads;
mod history;
mod layout;
mod matrix;
mod nation;
mod palette;
mod parts;
mod ranking;
mod reasons;
mod sheet;
mod summary;
mod totals;

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::view::View;
use super::words::Label;
use palette::Palette;
use sheet::Sheet;

/// The report as the bytes of a workbook.
pub(super) fn render(view: &View<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the moment of writing would make every file another one
    let day = view.report.as_of.date();
    let (month, day_of_month) = (u8::try_from(day.month()), u8::try_from(day.day()));
    let created = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        month.unwrap_or(1),
        day_of_month.unwrap_or(1),
    )?;
    let title = view.say(Label::Compliance);
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let palette = Palette::new(view.lang);
    let mut names = Vec::new();
    for sheet in sheets(view) {
        layout::lay_out(book.add_worksheet(), &sheet, &palette, &mut names)?;
    }
    book.save_to_buffer()
}

fn sheets(view: &View<'_>) -> Vec<Sheet> {
    let mut sheets = vec![summary::sheet(view)];
    sheets.extend(ranking::sheet(view));
    sheets.extend(matrix::sheets(view));
    sheets.extend(nation::sheet(view));
    sheets.push(reasons::sheet(view));
    sheets.push(evidence::sheet(view));
    sheets.extend(parts::sheet(view));
    sheets.push(deadlines::sheet(view));
    sheets.extend(forecasts::sheet(view));
    sheets.extend(history::sheets(view));
    sheets.push(totals::sheet(view));
    sheets.push(documents::sheet(view));
    sheets
}
