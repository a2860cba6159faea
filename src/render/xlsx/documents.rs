//! The documents that the report speaks of.

use super::super::explaining;
use super::super::view::View;
use super::super::visible::visible;
use super::heads;
use super::sheet::{Block, Cell, Paper, Sheet, Table};

pub(super) fn sheet(view: &View<'_>) -> Sheet {
    let lang = view.lang;
    let mut table = Table::new([
        (heads::TITLE.say(lang), 60),
        (heads::KIND.say(lang), 22),
        (heads::ISSUER.say(lang), 34),
        (heads::NUMBER.say(lang), 20),
        (heads::ISSUED.say(lang), 12),
        (heads::PUBLISHED.say(lang), 12),
        (heads::SOURCE.say(lang), 48),
        (heads::ID.say(lang), 40),
    ]);
    for (id, document) in &view.report.documents {
        table.rows.push(vec![
            Cell::text(view.text(&document.title)),
            Cell::text(explaining::kind(document.kind, lang)),
            Cell::text(visible(&document.issuer)),
            Cell::text(visible(document.number.as_deref().unwrap_or_default())),
            Cell::Date(document.dated),
            Cell::day(document.published),
            Cell::text(visible(&document.source)),
            Cell::text(visible(id)),
        ]);
    }
    Sheet {
        name: heads::DOCUMENTS.say(lang).to_owned(),
        title: heads::DOCUMENTS.say(lang).to_owned(),
        lines: vec![view.day_and_data().join(" · ")],
        blocks: vec![Block::Table(table)],
        frozen: 1,
        paper: Paper::Landscape,
    }
}
