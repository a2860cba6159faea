//! Documents: `data/documents/**/*.toml` and the tables beside them.
//!
//! Each file becomes a [`Draft`] on its own, so that they are read in parallel; putting the drafts in order of their
//! ids gives every document its index, whatever the files are called.

mod conflicts;
mod deadlines;
mod figures;
mod head;
mod observations;
mod paper;
mod roll;
mod streamed;
mod tables;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::document::{Deadline, Document, DocumentIx, Identity, Table, Total, Waiver};
use crate::model::fact::Dictionary;
use crate::names::Names;
use crate::problem::{Code, Problem};

use super::files::Folder;
use super::form::{Form, Page, parse};
use super::sink::Sink;

use paper::Paper;
pub use roll::Roll;

/// What documents speak of.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who there is.
    pub names: &'a Names<'a>,
    /// Who is called what, as far as tables have found it.
    pub roll: &'a Roll<'a>,
    /// What can be said.
    pub dictionary: &'a Dictionary,
    /// Ids of the requirements, in order.
    pub requirements: &'a [String],
}

/// One document with all that it says; indexes of documents in it are not yet set.
#[derive(Debug)]
pub struct Draft {
    document: Document,
    tables: Vec<Table>,
    deadlines: Vec<Deadline>,
    waivers: Vec<Waiver>,
    totals: Vec<Total>,
    identities: Vec<Identity>,
}

/// All documents, in order of ids, and all that they say, in order of (document, place in the document).
#[derive(Debug, Default)]
pub struct Documents {
    /// The heads.
    pub documents: Vec<Document>,
    /// Observations.
    pub tables: Vec<Table>,
    /// Deadlines.
    pub deadlines: Vec<Deadline>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Totals.
    pub totals: Vec<Total>,
    /// Arithmetic.
    pub identities: Vec<Identity>,
    /// Paths of the tables that documents name.
    pub used: Vec<String>,
}

/// Reads the documents at these paths.
pub fn documents(
    folder: &Folder,
    paths: &[String],
    known: Known<'_>,
    problems: &mut Vec<Problem>,
) -> Documents {
    let read: Vec<(Option<Draft>, Vec<String>, Vec<Problem>)> = paths
        .par_iter()
        .map(|path| {
            let (sink, mut used) = (Sink::default(), Vec::new());
            let draft = document(folder, path, known, &mut used, &sink);
            (draft, used, sink.into_problems())
        })
        .collect();
    let mut all = Documents::default();
    let mut drafts = Vec::new();
    for (draft, used, found) in read {
        problems.extend(found);
        drafts.extend(draft);
        all.used.extend(used);
    }
    drafts.sort_by(|a, b| (&a.document.id, &a.document.place).cmp(&(&b.document.id, &b.document.place)));
    tell_duplicates(&drafts, problems);
    for (at, draft) in drafts.into_iter().enumerate() {
        let ix = DocumentIx::new(at);
        all.documents.push(draft.document);
        all.tables.extend(draft.tables.into_iter().map(|table| Table { document: ix, ..table }));
        all.deadlines
            .extend(draft.deadlines.into_iter().map(|deadline| Deadline { document: ix, ..deadline }));
        all.waivers.extend(draft.waivers.into_iter().map(|waiver| Waiver { document: ix, ..waiver }));
        all.totals.extend(draft.totals.into_iter().map(|total| Total { document: ix, ..total }));
        all.identities
            .extend(draft.identities.into_iter().map(|identity| Identity { document: ix, ..identity }));
    }
    all
}

/// Reads one document; `None` where its head is not good enough to say whose statements these are.
fn document(
    folder: &Folder,
    path: &str,
    known: Known<'_>,
    used: &mut Vec<String>,
    sink: &Sink,
) -> Option<Draft> {
    let file = folder.read(path, sink)?;
    let page = Page { file: &file, sink };
    let table = parse(page)?;
    let mut form = Form::whole(page, "this document", &table);
    let head = head::head(&mut form);
    let paper = Paper::new(known, page, &head);
    let mut observations = Vec::new();
    for form in form.optional("observation").map(|i| i.forms("this observation")).unwrap_or_default() {
        observations.extend(observations::observation(form, &paper));
    }
    let mut tables = Vec::new();
    for form in form.optional("table").map(|i| i.forms("this table")).unwrap_or_default() {
        tables.extend(tables::table(form, &paper, folder, used));
    }
    let mut deadlines = Vec::new();
    for form in form.optional("deadline").map(|i| i.forms("this deadline")).unwrap_or_default() {
        deadlines.extend(deadlines::deadline(form, &paper));
    }
    let mut waivers = Vec::new();
    for form in form.optional("waiver").map(|i| i.forms("this waiver")).unwrap_or_default() {
        waivers.extend(deadlines::waiver(form, &paper));
    }
    let mut totals = Vec::new();
    for form in form.optional("total").map(|i| i.forms("this total")).unwrap_or_default() {
        totals.extend(figures::total(form, &paper));
    }
    let mut identities = Vec::new();
    for form in form.optional("identity").map(|i| i.forms("this identity")).unwrap_or_default() {
        identities.extend(figures::identity(form, &paper));
    }
    form.finish();
    let tables = conflicts::settle(observations, tables, &paper);
    conflicts::tell_deadlines(&deadlines, &paper);
    Some(Draft { document: head.document()?, tables, deadlines, waivers, totals, identities })
}

fn tell_duplicates(drafts: &[Draft], problems: &mut Vec<Problem>) {
    for pair in drafts.windows(2) {
        if let [first, second] = pair
            && first.document.id == second.document.id
        {
            let problem = Problem::error(
                Code::DuplicateDocument,
                format!("two documents have the id `{}`", second.document.id),
            )
            .help("if they are one document, keep one file; else give one of them another id");
            problems.push(
                problem
                    .at(second.document.place.clone(), "given again")
                    .related(first.document.place.clone(), "given here"),
            );
        }
    }
    let mut numbers: HashMap<(String, crate::model::day::Day), &Document> = HashMap::new();
    for Draft { document, .. } in drafts {
        let Some(number) = &document.number else { continue };
        if let Some(first) = numbers.insert((number.to_lowercase(), document.dated), document)
            && first.id != document.id
        {
            let problem = Problem::error(
                Code::DuplicateDocument,
                format!(
                    "`{}` and `{}` are both number {number} of {}",
                    first.id, document.id, document.dated
                ),
            )
            .help("a number is given once a day: put what both say into one document");
            problems.push(
                problem
                    .at(document.place.clone(), "")
                    .related(first.place.clone(), "the same number and date"),
            );
        }
    }
}
