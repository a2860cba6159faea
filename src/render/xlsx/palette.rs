//! How cells look. Colour only repeats what words already say, and prints as greys that can be told apart.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::bilingual::Lang;
use crate::model::verdict::Status;

use super::sheet::Cell;

/// The letters of official papers, which every office has.
const FONT: &str = "Times New Roman";
const HEAD_FILL: u32 = 0x001F_3864;
const GRID: u32 = 0x00BF_BFBF;

/// Every format of the workbook, made once.
#[derive(Debug)]
pub(super) struct Palette {
    /// The first line of a sheet.
    pub title: Format,
    /// The lines below it.
    pub line: Format,
    /// The heading of a block.
    pub heading: Format,
    /// A sentence across the sheet.
    pub note: Format,
    /// The head of a column.
    pub head: Format,
    text: Format,
    mark: Format,
    integer: Format,
    decimal: Format,
    whole_percent: Format,
    percent: Format,
    share: Format,
    score: Format,
    date: Format,
    statuses: Vec<(Status, Format)>,
}

impl Palette {
    /// The formats for readers of a language.
    pub fn new(lang: Lang) -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(11);
        let boxed = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(GRID))
            .set_align(FormatAlign::Top);
        let number =
            |form: &str| boxed.clone().set_num_format(form).set_align(FormatAlign::Right).set_indent(1);
        let date = match lang {
            Lang::En => "d mmm yyyy",
            Lang::Vi => "dd/mm/yyyy",
        };
        Self {
            title: plain.clone().set_bold().set_font_size(14).set_font_color(Color::RGB(HEAD_FILL)),
            line: plain.clone().set_italic().set_font_color(Color::RGB(0x0059_5959)),
            heading: plain.clone().set_bold().set_font_size(12).set_font_color(Color::RGB(HEAD_FILL)),
            note: plain.clone().set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left),
            head: boxed
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(HEAD_FILL))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: boxed.clone().set_text_wrap().set_align(FormatAlign::Left),
            mark: boxed.clone().set_align(FormatAlign::Center),
            integer: number("#,##0"),
            decimal: number("#,##0.0###"),
            whole_percent: number("0%"),
            percent: number("0.0###%"),
            share: number("0.0%"),
            score: number("0.0"),
            date: boxed.clone().set_num_format(date).set_align(FormatAlign::Center),
            statuses: Status::ALL.iter().map(|status| (*status, coloured(*status, &boxed))).collect(),
        }
    }

    /// The format of a cell.
    pub fn of(&self, cell: &Cell) -> &Format {
        match cell {
            Cell::Blank | Cell::Text(_) => &self.text,
            Cell::Mark(_) => &self.mark,
            Cell::Number(number) if is_whole(*number) => &self.integer,
            Cell::Number(_) => &self.decimal,
            Cell::Percent(number) if is_whole(*number) => &self.whole_percent,
            Cell::Percent(_) => &self.percent,
            Cell::Share(_) => &self.share,
            Cell::Score(_) => &self.score,
            Cell::Date(_) => &self.date,
            Cell::Status(status, _) => {
                self.statuses.iter().find(|(one, _)| one == status).map_or(&self.text, |(_, format)| format)
            }
        }
    }
}

fn is_whole(number: Decimal) -> bool {
    number.fract().is_zero()
}

fn coloured(status: Status, boxed: &Format) -> Format {
    let (fill, letters) = match status {
        Status::Met => (0x00C6_EFCE, 0x0000_6100),
        Status::MetLate => (0x00E2_EFDA, 0x0037_5623),
        Status::InProgress => (0x00DD_EBF7, 0x001F_4E78),
        Status::DueSoon => (0x00FF_EB9C, 0x007F_6000),
        Status::Overdue => (0x00FF_C7CE, 0x009C_0006),
        Status::Unknown => (0x00ED_EDED, 0x0040_4040),
        Status::Waived | Status::NotApplicable => (0x00FF_FFFF, 0x007F_7F7F),
        Status::Error => (0x00C0_0000, 0x00FF_FFFF),
    };
    let format = boxed
        .clone()
        .set_background_color(Color::RGB(fill))
        .set_font_color(Color::RGB(letters))
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    match status {
        Status::Overdue | Status::Error => format.set_bold(),
        Status::Unknown | Status::Waived | Status::NotApplicable => format.set_italic(),
        Status::Met | Status::MetLate | Status::InProgress | Status::DueSoon => format,
    }
}
