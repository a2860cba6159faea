//! The sheet that explains: what is asked, in which unit, how to fill it in, what it is needed for, what a stage is called.

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::intake::mark::Mark;
use crate::intake::phrases;
use crate::intake::template::Template;
use crate::model::bilingual::Lang;
use crate::model::fact::FactKind;
use crate::project::Project;
use crate::rulebook::Rulebook;

use super::{LINE_POINTS, Looks, page_setup};

/// Fills in the sheet.
pub fn write(
    page: &mut Worksheet,
    template: &Template,
    (project, rulebook): (&Project, &Rulebook),
    mark: &Mark,
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.set_name(phrases::EXPLANATIONS.say(lang))?;
    page.write_string_with_format(0, 0, phrases::EXPLANATIONS.say(lang), &looks.title)?;
    page.write_string_with_format(1, 0, phrases::HOW.say(lang), &looks.line)?;
    let heads = [
        (phrases::FACT, 44_usize),
        (phrases::UNIT, 12),
        (phrases::FILL, 44),
        (phrases::NEEDED, 50),
        (phrases::MISSING, 14),
        (phrases::NAME, 34),
    ];
    for (column, (head, width)) in (0..).zip(heads) {
        page.write_string_with_format(3, column, head.say(lang), &looks.head)?;
        page.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(20)))?;
    }
    page.set_row_height(3, 2.0 * LINE_POINTS)?;
    for ((row, asked), (name, head)) in (4..).zip(&template.columns).zip(&mark.columns) {
        let fact = project.dictionary.get(asked.fact);
        let needed: Vec<&str> =
            asked.needed_by.iter().map(|at| rulebook.requirement(*at).title.get(lang)).collect();
        let missing = u32::try_from(asked.missing).unwrap_or(u32::MAX);
        let texts =
            [head.clone(), phrases::unit(fact, lang).to_owned(), phrases::how(fact, lang), needed.join("; ")];
        let mut lines = 1;
        for ((column, text), (_, width)) in (0..).zip(&texts).zip(heads) {
            page.write_string_with_format(row, column, text, &looks.text)?;
            lines = lines.max(text.width().div_ceil(width));
        }
        page.write_number_with_format(row, 4, missing, &looks.text)?;
        page.write_string_with_format(row, 5, name, &looks.text)?;
        page.set_row_height(row, LINE_POINTS * f64::from(u32::try_from(lines.min(12)).unwrap_or(1)))?;
    }
    let below = u32::try_from(template.columns.len()).unwrap_or(0).saturating_add(5);
    stages(page, below, template, (project, mark), looks, lang)?;
    page.set_freeze_panes(4, 0)?;
    page.set_repeat_rows(3, 3)?;
    page.protect();
    page_setup(page);
    Ok(())
}

/// The stages of what is asked, in order, from a row on.
fn stages(
    page: &mut Worksheet,
    mut row: u32,
    template: &Template,
    (project, mark): (&Project, &Mark),
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    let asked = template.columns.iter().map(|asked| project.dictionary.get(asked.fact));
    let staged: Vec<_> = asked.zip(&mark.columns).filter(|(fact, _)| fact.kind == FactKind::Stage).collect();
    if staged.is_empty() {
        return Ok(());
    }
    let other = match lang {
        Lang::En => Lang::Vi,
        Lang::Vi => Lang::En,
    };
    page.write_string_with_format(row, 0, phrases::STAGES.say(lang), &looks.title)?;
    row = row.saturating_add(1);
    let heads = [phrases::FACT, phrases::ORDER, phrases::STAGE, phrases::OTHERWISE];
    for (column, head) in (0..).zip(heads) {
        page.write_string_with_format(row, column, head.say(lang), &looks.head)?;
    }
    page.merge_range(row, 4, row, 5, phrases::WORD.say(lang), &looks.head)?;
    for (fact, (_, head)) in staged {
        let titles = phrases::stages(fact, lang);
        for ((order, word), title) in (0_u16..).zip(&fact.stages).zip(titles) {
            row = row.saturating_add(1);
            page.write_string_with_format(row, 0, head, &looks.text)?;
            page.write_number_with_format(row, 1, order.saturating_add(1), &looks.text)?;
            page.write_string_with_format(row, 2, title, &looks.text)?;
            page.write_string_with_format(row, 3, fact.stage_title(order).get(other), &looks.text)?;
            page.merge_range(row, 4, row, 5, word, &looks.text)?;
        }
    }
    Ok(())
}
