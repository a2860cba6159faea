//! The handbook's pages: what each says, in both languages; how a page looks is the business of [`super::sheet`].

mod code;
mod fact;
pub mod hover;
mod index;
mod language;
mod requirement;
mod words;

use super::sheet::{Binding, PageId, Sheet, SheetFormat};
use super::{RenderError, Style};
use crate::model::bilingual::Lang;
use crate::problem::Code;
use crate::report::handbook::{Handbook, Reference, RequirementView};

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

/// The reference of the script language as one page of Markdown.
///
/// # Errors
/// [`RenderError`], where the page has no form in the format.
pub fn reference_page(reference: &Reference) -> Result<String, RenderError> {
    language::reference(reference, Lang::En).render(
        SheetFormat::Markdown,
        Lang::En,
        Style::default(),
        Binding::Alone,
    )
}

/// All pages of a handbook, linked to one another: the path of each in the book, and its text.
///
/// # Errors
/// [`RenderError`], where a page has no form in the format.
pub fn book(
    handbook: &Handbook,
    format: SheetFormat,
    lang: Lang,
) -> Result<Vec<(String, String)>, RenderError> {
    let mut pages: Vec<(PageId, Sheet)> = vec![
        (PageId::Index, index::sheet(handbook, lang)),
        (PageId::Reference, language::reference(&handbook.reference, lang)),
    ];
    let requirements = handbook.requirements.iter();
    pages.extend(
        requirements.map(|view| (PageId::Requirement(view.id.clone()), requirement::sheet(view, lang))),
    );
    pages
        .extend(handbook.facts.iter().map(|view| (PageId::Fact(view.name.clone()), fact::sheet(view, lang))));
    let words = handbook.reference.words.iter();
    pages.extend(words.map(|word| (PageId::Word(word.slug()), language::word(word, lang))));
    let library = handbook.reference.library.iter();
    pages.extend(library.map(|one| (PageId::Word(one.slug()), language::builtin(one, lang))));
    pages.extend(
        Code::ALL.iter().map(|code| (PageId::Code(code.word().to_owned()), code::sheet(*code, lang))),
    );
    let render = |(page, sheet): (PageId, Sheet)| {
        let text = sheet.render(format, lang, Style::default(), Binding::Book { page: &page })?;
        Ok((format!("{}.{}", page.path(), format.ending()), text))
    };
    pages.into_iter().map(render).collect()
}
