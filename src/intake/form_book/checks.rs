//! What a spreadsheet checks while a cell is filled in: lists to choose from, ranges of numbers and days.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use crate::intake::{mark, phrases};
use crate::model::bilingual::Lang;
use crate::model::fact::{Fact, FactKind};
use crate::read::leaf;

/// Longest list that a cell itself can hold, in letters with the commas between.
const LIST_LETTERS: usize = 255;
/// Longest message that a spreadsheet shows.
const MESSAGE_LETTERS: usize = 250;

/// Whether a fact's stages do not fit into a cell's own list and stand on the hidden sheet.
pub fn is_long_list(fact: &Fact, lang: Lang) -> bool {
    let stages = phrases::stages(fact, lang);
    let letters: usize = stages.iter().map(|stage| stage.chars().count().saturating_add(1)).sum();
    fact.kind == FactKind::Stage && (letters > LIST_LETTERS || stages.iter().any(|stage| stage.contains(',')))
}

/// The check of a fact's cells; `list_column` is where the next long list stands on the hidden sheet.
pub fn check(fact: &Fact, list_column: &mut u16, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let check = DataValidation::new();
    let check = match fact.kind {
        FactKind::Bool => check.allow_list_strings(&[phrases::YES.say(lang), phrases::NO.say(lang)])?,
        FactKind::Stage if is_long_list(fact, lang) => {
            let letter = leaf::letters(u32::from(*list_column));
            *list_column = list_column.saturating_add(1);
            let range = format!("={}!${letter}$1:${letter}${}", mark::SHEET, fact.stages.len());
            check.allow_list_formula(Formula::new(range))
        }
        FactKind::Stage => check.allow_list_strings(&phrases::stages(fact, lang))?,
        FactKind::Int => check.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        // more than all of a plan is printed now and then: asked about, and not forbidden
        FactKind::Percent => check
            .allow_decimal_number(DataValidationRule::Between(0.0, 100.0))
            .set_error_style(DataValidationErrorStyle::Warning),
        FactKind::Decimal => check.allow_decimal_number(DataValidationRule::Between(-1e15, 1e15)),
        FactKind::Date => check.allow_date(DataValidationRule::Between(
            ExcelDateTime::from_ymd(2000, 1, 1)?,
            ExcelDateTime::from_ymd(2199, 12, 31)?,
        )),
        FactKind::Text => return Ok(None),
    };
    let how: String = phrases::how(fact, lang).chars().take(MESSAGE_LETTERS).collect();
    Ok(Some(
        check.set_error_title(phrases::CHECK.say(lang))?.set_error_message(&how)?.set_input_message(&how)?,
    ))
}
