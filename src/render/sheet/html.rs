//! A sheet as a page for a browser: its style inside, no script, nothing asked of any network.

use minijinja::value::Serde;
use minijinja::{Environment, context};
use serde::Serialize;

use super::{Binding, Bit, Block, PageId, Sheet, SheetFormat};
use crate::model::bilingual::Lang;
use crate::render::html::{hash, in_both_lights};
use crate::render::visible::visible;

const TEMPLATE: &str = include_str!("sheet.html");
const STYLE: [&str; 2] = [include_str!("../html/page.css"), include_str!("sheet.css")];

pub(super) fn render(sheet: &Sheet, lang: Lang, binding: Binding<'_>) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template("sheet.html", TEMPLATE)?;
    let style = STYLE.map(in_both_lights).concat();
    let to_index = binding.way(&PageId::Index, SheetFormat::Html);
    let mut html = environment.get_template("sheet.html")?.render(context! {
        lang => lang.word(),
        title => visible(&sheet.title),
        eyebrow => visible(&sheet.eyebrow),
        blocks => Serde(sheet.blocks.iter().map(|block| part(block, binding)).collect::<Vec<_>>()),
        to_index => to_index,
        style => style.as_str(),
        style_hash => hash(&style),
    })?;
    html.truncate(html.trim_end().len());
    html.push('\n');
    Ok(html)
}

/// A block as the template sees it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Part {
    Heading { text: String },
    Subheading { bits: Vec<Piece> },
    Prose { bits: Vec<Piece> },
    List { items: Vec<Vec<Piece>> },
    Table { heads: Vec<&'static str>, rows: Vec<Vec<Vec<Piece>>> },
    Example { text: String },
}

/// A piece of a line as the template sees it.
#[derive(Serialize)]
struct Piece {
    text: String,
    tag: &'static str,
    way: Option<String>,
}

fn part(block: &Block, binding: Binding<'_>) -> Part {
    let line = |bits: &Vec<Bit>| bits.iter().map(|bit| piece(bit, binding)).collect::<Vec<_>>();
    match block {
        Block::Heading(text) => Part::Heading { text: visible(text).into_owned() },
        Block::Subheading(bits) => Part::Subheading { bits: line(bits) },
        Block::Prose(bits) => Part::Prose { bits: line(bits) },
        Block::List(items) => Part::List { items: items.iter().map(line).collect() },
        Block::Table { heads, rows } => Part::Table {
            heads: heads.clone(),
            rows: rows.iter().map(|row| row.iter().map(line).collect()).collect(),
        },
        Block::Example { text, .. } => {
            let lines: Vec<_> = text.lines().map(visible).collect();
            Part::Example { text: lines.join("\n") }
        }
    }
}

fn piece(bit: &Bit, binding: Binding<'_>) -> Piece {
    let (text, tag, way) = match bit {
        Bit::Text(text) => (text, "", None),
        Bit::Strong(text) => (text, "strong", None),
        Bit::Code(text) => (text, "code", None),
        Bit::Link { text, to } => (text, "", binding.way(to, SheetFormat::Html)),
    };
    Piece { text: visible(text).into_owned(), tag, way }
}
