//! The texts of a draft: a rule, its cases, an entry of the dictionary, each with the next step beside it.

use std::fmt::Write as _;

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::document::Document;
use crate::model::locality::Level;

/// Days from the document to the deadline in the cases: any will do, since no rule knows days.
const DAYS_GIVEN: u32 = 90;

/// Whether the writer named the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    ByWriter,
    AsStandIn,
}

/// What the texts are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'w> {
    pub(super) id: &'w str,
    pub(super) topic: &'w str,
    pub(super) property: &'w str,
    pub(super) level: Level,
    pub(super) document: &'w Document,
}

impl Words<'_> {
    /// The id as a title.
    fn title(&self) -> Bilingual {
        let spaced = self.id.replace('-', " ");
        let mut letters = spaced.chars();
        let en = match letters.next() {
            Some(first) => format!("{}{}", first.to_ascii_uppercase(), letters.as_str()),
            None => spaced.clone(),
        };
        let vi = format!("(chưa dịch) {en}");
        Bilingual::new(en, vi)
    }

    pub(super) fn rule(&self, named: Named) -> String {
        let title = self.title();
        let Self { id, topic, property, level, document } = self;
        let number =
            document.number.as_ref().map_or(String::new(), |number| format!(", {}", one_line(number)));
        let cited = format!("{}{number}, {}", one_line(&document.title.en), document.dated);
        let after_cites = match named {
            Named::ByWriter => String::new(),
            Named::AsStandIn => "    // NEXT: the document that asks for it.\n".to_owned(),
        };
        format!(
            r#"//! {en}.
//!
//! NEXT: say in a few sentences what is asked, of whom, and what completes it, as the document says it:
//! {cited}.
//!
//! Not decided here: by when, for whom and how much. Documents say that, in [[deadline]].

const REQUIREMENT = #{{
    // The id is also the name of this file and of its cases.
    id:      "{id}",
    // NEXT: the title as reports print it, in both languages.
    title:   #{{ en: "{en}", vi: "{vi}" }},
    // national, agency, province, district or commune
    level:   "{level}",
    // How much it counts in the score.
    weight:  1,
{after_cites}    cites:   ["{cites}"],
    reasons: #{{
        // Why somebody complies or does not. {{{topic}.{property}}} in a text would show that fact's value.
        complete: #{{ en: "completed", vi: "đã hoàn thành" }},
        open:     #{{ en: "not completed", vi: "chưa hoàn thành" }},
    }},
}};

fn check(locality) {{
    // The fact is declared in data/facts.toml. Where no document reports it, the answer is "unknown" by itself.
    if locality.{topic}.{property} {{
        met("complete");
    }}
    // Where a part can be done: progress(done, total, "open", "complete");
    not_met("open");
}}
"#,
            en = title.en,
            vi = title.vi,
            cites = document.id,
        )
    }

    pub(super) fn cases(&self) -> String {
        let start = self.document.dated;
        let due = start.plus_days(DAYS_GIVEN);
        let fact = format!("{}.{}", self.topic, self.property);
        let mut out = format!(
            "# What the rule must answer: `dondoc test {}` runs these. Change a case first, then the rule.\n\
             # `facts` are what is known last, `history` what was known before; `due` is a deadline of the case's own.\n",
            self.id
        );
        let mut case = |name: &str, facts: &str, more: &[(&str, String)], as_of: Day, expect: &str| {
            let mut keys = vec![("name", format!("\"{name}\"")), ("facts", facts.to_owned())];
            keys.extend_from_slice(more);
            keys.extend([("as_of", as_of.to_string()), ("expect", expect.to_owned())]);
            let width = keys.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
            out.push_str("\n[[case]]\n");
            for (key, value) in keys {
                let _ = writeln!(out, "{key:width$} = {value}");
            }
        };
        let (yes, no) = (format!("{{ {fact} = true }}"), format!("{{ {fact} = false }}"));
        let by = ("due", due.to_string());
        let reason =
            |status: &str, reason: &str| format!("{{ status = \"{status}\", reason = \"{reason}\" }}");
        let open = |status: &str| reason(status, "open");

        case("completed in time", &yes, std::slice::from_ref(&by), start, &reason("met", "complete"));
        let before = format!("[{{ dated = {}, facts = {no} }}]", due.plus_days(10));
        let late = [("history", before), ("dated", due.plus_days(20).to_string()), by.clone()];
        case("completed after the deadline", &yes, &late, due.plus_days(25), &reason("met-late", "complete"));
        case("not completed, no deadline", &no, &[], start, &open("in-progress"));
        case("not completed on the last day", &no, std::slice::from_ref(&by), due, &open("due-soon"));
        case("not completed the day after", &no, std::slice::from_ref(&by), due.next(), &open("overdue"));
        case("nothing reported", "{}", std::slice::from_ref(&by), start, "{ status = \"unknown\" }");
        let excused = [by.clone(), ("waived_from", due.to_string())];
        case("excused", &no, &excused, due.next(), "{ status = \"waived\" }");
        out
    }

    pub(super) fn dictionary_entry(&self) -> String {
        let title = self.title();
        let merge = match self.level {
            Level::National | Level::Agency => "none",
            Level::Province | Level::District | Level::Commune => "all",
        };
        format!(
            "# NEXT: what is reported of a locality. type: bool, int, decimal, percent, date, stage or text;\n\
             # merge: how a merged unit inherits it (all, any, sum, min, max, mean, latest, none).\n\
             [{}.{}]\n\
             type  = \"bool\"\n\
             title = {{ en = \"{}\", vi = \"{}\" }}\n\
             merge = \"{merge}\"\n",
            self.topic, self.property, title.en, title.vi
        )
    }
}

/// A text of a document as it may stand in a comment.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
