//! The handbook's pages: what each says, in both languages; how a page looks is the business of [`super::sheet`].

mod code;
mod requirement;
mod words;

use super::sheet::{Binding, SheetFormat};
use super::{RenderError, Style};
use crate::model::bilingual::Lang;
use crate::problem::Code;
use crate::report::handbook::RequirementView;

/// The page of one requirement, alone.
///
/// # Errors
/// [`RenderError`], where the page has no form in the format.
pub fn requirement_page(
    view: &RequirementView,
    format: SheetFormat,
    lang: Lang,
    style: Style,
) -> Result<String, RenderError> {
    requirement::sheet(view, lang).render(format, lang, style, Binding::Alone)
}

/// The page of a problem's code, alone.
///
/// # Errors
/// [`RenderError`], where the page has no form in the format.
pub fn code_sheet(code: Code, format: SheetFormat, lang: Lang, style: Style) -> Result<String, RenderError> {
    code::sheet(code, lang).render(format, lang, style, Binding::Alone)
}
