//! `html`: one page, complete in itself, to be looked at in a browser, from a disk or out of a letter.
//!
//! In: a report. Out: a page with its style, its script and its data inside, which asks nothing of any network; its own
//! content security policy lets only that one style and that one script work, each named by its hash. Invariants: what
//! the data say is text wherever it stands (the template engine escapes, the script makes text nodes only); the page
//! says everything but its details without the script; every text that is shown exists in both languages.

mod details;
mod forecasts;
mod level;
mod map;
mod page;
mod rows;
mod shapes;
mod texts;
mod tiles;
mod trends;
mod words;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, context};
use sha2::{Digest, Sha256};

use crate::model::bilingual::Lang;
use crate::report::Report;
use page::Page;

const TEMPLATE: &str = include_str!("html/page.html");
pub(super) const STYLE: [&str; 3] =
    [include_str!("html/page.css"), include_str!("html/trends.css"), include_str!("html/status.css")];
const SCRIPT: &str = concat!(
    "'use strict';(function(){\n",
    include_str!("html/language.js"),
    include_str!("html/rows.js"),
    include_str!("html/table.js"),
    include_str!("html/map.js"),
    include_str!("html/panel.js"),
    "})();\n"
);

/// The page.
pub(super) fn render(report: &Report, lang: Lang) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("page.html", TEMPLATE)?;
    let page = Page::new(report, lang);
    let style = STYLE.map(in_both_lights).concat();
    let mut html = environment.get_template("page.html")?.render(context! {
        page => Serde(page),
        style => style.as_str(),
        script => SCRIPT,
        style_hash => hash(&style),
        script_hash => hash(SCRIPT),
    })?;
    html.truncate(html.trim_end().len());
    html.push('\n');
    Ok(html)
}

/// A style sheet in which each block `DARK { ... }` stands twice: where the system is dark and nobody chose light, and
/// where dark was chosen.
pub(super) fn in_both_lights(sheet: &str) -> String {
    let Some((before, rest)) = sheet.split_once("DARK {") else { return sheet.to_owned() };
    let Some((block, after)) = rest.split_once('}') else { return sheet.to_owned() };
    format!(
        "{before}@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{{block}}} }}\n\
         @media screen {{ :root[data-theme=\"dark\"] {{{block}}} }}\n{after}"
    )
}

/// A hash as a content security policy names it.
pub(super) fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
