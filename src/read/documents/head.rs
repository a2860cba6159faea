//! A document's head: who says it, and when.

use chrono::Datelike;

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::{Authority, Confidence, DatedAs, Document, DocumentKind};
use crate::model::place::Place;
use crate::problem::{Code, Problem};
use crate::read::form::{Form, Item};

/// The head as far as it could be read.
#[derive(Debug)]
pub struct Head {
    id: Option<(String, Place)>,
    title: Option<Bilingual>,
    kind: Option<DocumentKind>,
    issuer: Option<String>,
    authority: Option<Authority>,
    number: Option<String>,
    /// Day of its statements.
    pub dated: Option<Day>,
    /// How exactly that is known.
    pub dated_as: DatedAs,
    /// Day on which it became known.
    pub published: Option<Day>,
    /// Day on which its names are to be read.
    pub names_on: Option<Day>,
    source: Option<String>,
    source_sha256: Option<String>,
    confidence: Option<Confidence>,
}

/// Reads the keys of the head.
pub fn head(form: &mut Form<'_>) -> Head {
    let id = form.required("id").and_then(|item| id(&item));
    let title = form.required("title").and_then(|i| i.bilingual());
    let kind = form.required("kind").and_then(|i| i.word(DocumentKind::ALL, DocumentKind::word));
    let issuer = form.required("issuer").and_then(|i| i.filled_text());
    let authority = match form.optional("authority") {
        Some(item) => item.word(Authority::ALL, Authority::word),
        None => Some(Authority::National),
    };
    let number = form.optional("number").and_then(|i| i.text());
    let dated = form.required("dated").and_then(|i| i.day());
    let dated_as = form.optional("dated_as").and_then(|i| i.word(DatedAs::ALL, DatedAs::word));
    let published_item = form.optional("published");
    let published = published_item.as_ref().and_then(Item::day);
    let names_on = form.optional("names_on").and_then(|i| i.day());
    let source = form.required("source").and_then(|i| i.filled_text());
    let source_sha256 = form.optional("source_sha256").and_then(|item| sha256(&item));
    let confidence = form.required("confidence").and_then(|i| i.word(Confidence::ALL, Confidence::word));
    let head = Head {
        id,
        title,
        kind,
        issuer,
        authority,
        number,
        dated,
        dated_as: dated_as.unwrap_or(DatedAs::Day),
        published,
        names_on,
        source,
        source_sha256,
        confidence,
    };
    if let (Some(item), Some(published), Some(begun)) = (published_item, published, head.begun())
        && published < begun
    {
        item.tell(
            "",
            Problem::warning(
                Code::StatedAfterPublished,
                format!("published on {published}, before the day that its statements hold for"),
            )
            .help("check `dated` and `published`; what is dated later than the document's own day takes its own `dated`"),
        );
    }
    head
}

impl Head {
    /// The first day that the document's date can mean; `None` where nobody knows.
    fn begun(&self) -> Option<Day> {
        let dated = self.dated?;
        match self.dated_as {
            DatedAs::Day => Some(dated),
            DatedAs::Month => dated.date().with_day(1).and_then(Day::from_date),
            DatedAs::Year => Day::from_ymd(dated.year(), 1, 1),
            DatedAs::About => None,
        }
    }

    /// The document, where nothing that it needs is missing.
    pub fn document(self) -> Option<Document> {
        let (id, place) = self.id?;
        Some(Document {
            id,
            title: self.title?,
            kind: self.kind?,
            issuer: self.issuer?,
            authority: self.authority?,
            number: self.number,
            dated: self.dated?,
            dated_as: self.dated_as,
            published: self.published,
            source: self.source?,
            source_sha256: self.source_sha256,
            confidence: self.confidence?,
            place,
        })
    }
}

fn id(item: &Item<'_>) -> Option<(String, Place)> {
    let id = item.filled_text()?;
    if id.contains(|c: char| c.is_whitespace() || c.is_control()) {
        let problem = Problem::error(Code::WrongType, format!("`{id}` cannot be an id"))
            .help("an id is one word without spaces, such as `wg-2024-10-21`: rules cite it");
        item.tell("", problem);
        return None;
    }
    Some((id, item.place()))
}

fn sha256(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        item.tell("", Problem::error(Code::WrongType, "`source_sha256` is 64 digits from 0 to f"));
        return None;
    }
    Some(text.to_lowercase())
}
