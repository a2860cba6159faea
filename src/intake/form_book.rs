//! The form as a workbook: yellow cells to fill in, the rest locked; lists to choose from; a sheet that explains.

mod checks;
mod explanations;

use chrono::Datelike;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::fact::{Fact, FactKind};
use crate::project::Project;
use crate::rulebook::Rulebook;

use super::heads;
use super::mark::{self, Mark};
use super::phrases;
use super::template::{Template, around};

const FONT: &str = "Times New Roman";
const LINE_POINTS: f64 = 15.0;
const A4: u8 = 9;
/// Rows that go on a page, made a little smaller where they must.
const PAGE_ROWS: usize = 36;

/// The workbook of a form. The same form gives the same bytes.
///
/// # Errors
/// Where the form has more rows or columns than a workbook.
pub fn workbook(
    template: &Template,
    project: &Project,
    rulebook: &Rulebook,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mark = mark_of(template, project, lang);
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(phrases::TITLE.say(lang))
            .set_comment(mark::FORM)
            .set_creation_datetime(&excel_day(template.as_of)?),
    );
    data(book.add_worksheet(), template, project, &mark, &looks, lang)?;
    explanations::write(book.add_worksheet(), template, (project, rulebook), &mark, &looks, lang)?;
    hidden(book.add_worksheet(), template, project, &mark, lang)?;
    book.define_name(mark::DEFINED_NAME, &format!("={}!$B$1", mark::SHEET))?;
    book.save_to_buffer()
}

/// What the form's hidden sheet says. The heads of its columns are all different.
#[must_use]
pub fn mark_of(template: &Template, project: &Project, lang: Lang) -> Mark {
    let mut columns: Vec<(String, String)> = Vec::new();
    for asked in &template.columns {
        let fact = project.dictionary.get(asked.fact);
        let mut head = format!("{} ({})", fact.title.get(lang), phrases::unit(fact, lang));
        if columns.iter().any(|(_, other)| *other == head) {
            head = format!("{head} [{}]", fact.name);
        }
        columns.push((fact.name.clone(), head));
    }
    Mark { level: template.level, as_of: template.as_of, data: phrases::DATA.say(lang).to_owned(), columns }
}

fn data(
    page: &mut Worksheet,
    template: &Template,
    project: &Project,
    mark: &Mark,
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.set_name(&mark.data)?;
    let name_column = mark::NAME_COLUMN;
    page.write_string_with_format(0, mark::CODE_COLUMN, phrases::TITLE.say(lang), &looks.title)?;
    let day = match lang {
        Lang::En => template.as_of.date().format("%-d %b %Y").to_string(),
        Lang::Vi => template.as_of.date().format("%d/%m/%Y").to_string(),
    };
    let period = phrases::period(&day, template.level, lang);
    let line = format!("{period}. {}", phrases::HOW.say(lang));
    page.write_string_with_format(1, mark::CODE_COLUMN, &line, &looks.line)?;
    let mut heads = vec![
        ("id", phrases::ID.say(lang)),
        ("code", phrases::CODE.say(lang)),
        ("locality", phrases::LOCALITY.say(lang)),
    ];
    // the district stands beside the commune, the province beside the district
    heads.extend(template.around.iter().rev().map(|level| (level.word(), heads::around(*level, lang))));
    for (column, (name, head)) in (mark::ID_COLUMN..).zip(&heads) {
        page.write_string(mark::NAMES_ROW, column, *name)?;
        page.write_string_with_format(mark::HEADS_ROW, column, *head, &looks.head)?;
    }
    let first_fact = mark::ID_COLUMN + u16::try_from(heads.len()).unwrap_or(0);
    let mut tallest = 1;
    for (column, (name, head)) in (first_fact..).zip(&mark.columns) {
        page.write_string(mark::NAMES_ROW, column, name)?;
        page.write_string_with_format(mark::HEADS_ROW, column, head, &looks.head)?;
        let width = (head.width() / 4).clamp(16, 30);
        tallest = tallest.max(lines(head, width.saturating_sub(3)));
        page.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(20)))?;
    }
    page.set_row_height(
        mark::HEADS_ROW,
        LINE_POINTS * f64::from(u32::try_from(tallest.min(12)).unwrap_or(3)),
    )?;
    let mut last = mark::HEADS_ROW;
    let mut widest = 20;
    for (row, ix) in (mark::FIRST_ROW..).zip(&template.localities) {
        let locality = project.registry.get(*ix);
        let name = locality.name.get(lang);
        page.write_string(row, mark::ID_COLUMN, &locality.id)?;
        page.write_string_with_format(row, mark::CODE_COLUMN, &locality.code, &looks.locked)?;
        page.write_string_with_format(row, name_column, name, &looks.locked)?;
        for (column, level) in (name_column + 1..).zip(template.around.iter().rev()) {
            let units = around(&project.registry, *ix);
            let unit =
                units.into_iter().map(|unit| project.registry.get(unit)).find(|unit| unit.level == *level);
            let name = unit.map_or("", |unit| unit.name.get(lang));
            page.write_string_with_format(row, column, name, &looks.locked)?;
        }
        for (column, asked) in (first_fact..).zip(&template.columns) {
            page.write_blank(row, column, looks.input(project.dictionary.get(asked.fact)))?;
        }
        widest = widest.max(name.width());
        last = row;
    }
    let mut list_column = mark::FIRST_LIST_COLUMN;
    for (column, asked) in (first_fact..).zip(&template.columns) {
        let fact = project.dictionary.get(asked.fact);
        if let Some(check) = checks::check(fact, &mut list_column, lang)? {
            page.add_data_validation(mark::FIRST_ROW, column, last, column, &check)?;
        }
    }
    page.set_column_width(mark::CODE_COLUMN, 8)?;
    page.set_column_width(name_column, f64::from(u32::try_from(widest.min(40)).unwrap_or(20)) + 2.0)?;
    if first_fact > mark::FIRST_FACT_COLUMN {
        page.set_column_range_width(mark::FIRST_FACT_COLUMN, first_fact.saturating_sub(1), 22)?;
        // thousands of rows are looked through by province
        page.autofilter(mark::HEADS_ROW, mark::CODE_COLUMN, last, first_fact.saturating_sub(1))?;
    }
    page.set_column_hidden(mark::ID_COLUMN)?;
    page.set_row_hidden(mark::NAMES_ROW)?;
    page.set_freeze_panes(mark::FIRST_ROW, name_column + 1)?;
    page.set_repeat_rows(mark::HEADS_ROW, mark::HEADS_ROW)?;
    page.set_selection(mark::FIRST_ROW, first_fact, mark::FIRST_ROW, first_fact)?;
    page.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    // codes are texts: 01 is not 1, and no reader is to be warned of it
    page.ignore_error_range(
        mark::FIRST_ROW,
        mark::CODE_COLUMN,
        last,
        mark::CODE_COLUMN,
        IgnoreError::NumberStoredAsText,
    )?;
    page_setup(page);
    // a last page of one row is none that an office would send
    page.set_print_fit_to_pages(1, u16::try_from(template.localities.len().div_ceil(PAGE_ROWS)).unwrap_or(0));
    Ok(())
}

/// How many lines a text takes in cells of so many letters.
fn lines(text: &str, width: usize) -> usize {
    text.width().checked_div(width).unwrap_or_default().saturating_add(1)
}

fn hidden(
    page: &mut Worksheet,
    template: &Template,
    project: &Project,
    mark: &Mark,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.set_name(mark::SHEET)?;
    for (row, key, value) in [
        (mark::FORM_ROW, "form", mark::FORM.to_owned()),
        (mark::LEVEL_ROW, "level", mark.level.to_string()),
        (mark::DAY_ROW, "as_of", mark.as_of.to_string()),
        (mark::DATA_ROW, "sheet", mark.data.clone()),
    ] {
        page.write_string(row, 0, key)?;
        page.write_string(row, 1, value)?;
    }
    for (row, (name, head)) in (mark::FIRST_FACT_ROW..).zip(&mark.columns) {
        page.write_string(row, 0, name)?;
        page.write_string(row, 1, head)?;
    }
    let mut column = mark::FIRST_LIST_COLUMN;
    for asked in &template.columns {
        let fact = project.dictionary.get(asked.fact);
        if checks::is_long_list(fact, lang) {
            for (row, stage) in (0..).zip(phrases::stages(fact, lang)) {
                page.write_string(row, column, stage)?;
            }
            column = column.saturating_add(1);
        }
    }
    page.set_very_hidden(true);
    page.protect();
    Ok(())
}

fn page_setup(page: &mut Worksheet) {
    page.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        .set_footer("&L&A&R&P / &N")
        .set_screen_gridlines(false);
}

fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let date = day.date();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or(1900), part(date.month()), part(date.day()))
}

/// How the form's cells look.
#[derive(Debug)]
struct Looks {
    title: Format,
    line: Format,
    head: Format,
    locked: Format,
    text: Format,
    input: Format,
    input_date: Format,
    input_int: Format,
    input_text: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(11);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
        let input = boxed.clone().set_background_color(Color::RGB(0x00FF_FBE6)).set_unlocked();
        Self {
            title: plain.clone().set_bold().set_font_size(14).set_font_color(Color::RGB(0x001F_3864)),
            line: plain.clone().set_italic().set_font_color(Color::RGB(0x0059_5959)),
            head: boxed
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x001F_3864))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            locked: boxed.clone().set_background_color(Color::RGB(0x00F2_F2F2)),
            text: boxed.set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left),
            input_date: input.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            input_int: input.clone().set_num_format("#,##0"),
            input_text: input.clone().set_num_format("@"),
            input,
        }
    }

    fn input(&self, fact: &Fact) -> &Format {
        match fact.kind {
            FactKind::Date => &self.input_date,
            FactKind::Int => &self.input_int,
            FactKind::Text => &self.input_text,
            FactKind::Bool | FactKind::Decimal | FactKind::Percent | FactKind::Stage => &self.input,
        }
    }
}
