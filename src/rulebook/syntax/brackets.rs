//! Brackets without a partner, and the places where they most likely belong.

use rhai::{LexError, ParseErrorType};

use super::Slip;
use crate::problem::Problem;
use crate::rulebook::text::RuleText;

impl Slip<'_> {
    /// Brackets without a partner.
    pub(super) fn brackets(&self) -> Option<Problem> {
        if let Some(table) = self.table_without_hash() {
            let problem = self.at(table, "a table begins with `#{`", "write `#{`");
            return Some(
                problem.help("a table is `#{ key: value, ... }`; plain braces hold what is to be done"),
            );
        }
        match self.kind {
            ParseErrorType::MissingToken(token, _) if token == "}" && self.word() == ";" => {
                // The table ends before all of its inner ones have: the untidy one is most likely the culprit.
                let unclosed = Brackets::of(self.text, self.here);
                let open = unclosed.suspect.or(unclosed.open.last().copied())?;
                let problem = self.at(open, "this `#{` is never closed", "opened here");
                Some(problem.help("put a `}` where the inner table ends"))
            }
            ParseErrorType::MissingToken(token, _) if token == "}" && self.word().is_empty() => {
                let unclosed = Brackets::of(self.text, self.text.text().len());
                let open = unclosed.suspect.or(unclosed.open.last().copied())?;
                let problem = self.at(open, "this `{` is never closed", "opened here");
                Some(problem.help("put a `}` where the block ends"))
            }
            ParseErrorType::UnexpectedEOF => {
                let unclosed = Brackets::of(self.text, self.text.text().len());
                let open = unclosed.open.last().copied()?;
                let bracket = self.text.slice(&self.text.token_at(open)).to_owned();
                Some(self.at(open, format!("this `{bracket}` is never closed"), "opened here"))
            }
            ParseErrorType::MissingToken(token, _) if token == ")" || token == "]" || token == "," => {
                // `met("deployed";` is reported as a missing comma: what follows tells that it is not.
                let ends = matches!(self.word(), ";" | "{" | "}" | "");
                if token == "," && !ends {
                    return None;
                }
                let open = Brackets::of(self.text, self.here).open.last().copied()?;
                let closing = match self.text.slice(&self.text.token_at(open)) {
                    "(" => ")",
                    "[" => "]",
                    _ => return None,
                };
                let problem = self.behind_previous(format!("a `{closing}` is missing"), "missing here");
                let problem = problem.related(self.text.spot(self.text.token_at(open)), "opened here");
                Some(problem.help("every bracket that is opened is closed again, the inner one first"))
            }
            ParseErrorType::PropertyExpected if matches!(self.word(), ")" | "]") => {
                let found = self.word();
                let open = Brackets::of(self.text, self.here).open.last().copied()?;
                let bracket = self.text.slice(&self.text.token_at(open)).to_owned();
                let problem =
                    self.at(self.here, format!("`{found}` does not close `{bracket}`"), "write `}`");
                let problem = problem.related(self.text.spot(self.text.token_at(open)), "opened here");
                Some(problem.help("what a brace opens, a brace closes: `#{ ... }`"))
            }
            ParseErrorType::BadInput(LexError::UnexpectedInput(found))
                if matches!(found.as_str(), "}" | ")" | "]") =>
            {
                if self.expects_value() {
                    return None;
                }
                let problem = self.at(self.here, format!("this `{found}` closes nothing"), "one too many");
                let suspect = Brackets::of(self.text, self.here).suspect;
                Some(match suspect {
                    Some(open) => problem.related(
                        self.text.spot(self.text.token_at(open)),
                        "perhaps this one was closed too early",
                    ),
                    None => problem.help("take it out, or look for an opening bracket that is missing above"),
                })
            }
            _ => None,
        }
    }

    /// The plain brace that opens a table, where somebody forgot its `#`.
    fn table_without_hash(&self) -> Option<usize> {
        let before = self.text.token_before(self.here);
        let previous = before.as_ref().map_or("", |token| self.text.slice(token));
        if self.word() == "{" && matches!(previous, "=" | ":" | "," | "[" | "(") {
            return Some(self.here);
        }
        let open = Brackets::of(self.text, self.here).open.last().copied()?;
        let plain = self.text.slice(&self.text.token_at(open)) == "{";
        // A key stands first in a table, or behind a comma; anything else before a `:` is a condition.
        let key = self.text.token_before(before?.start).map_or("", |token| self.text.slice(&token));
        (self.word() == ":" && plain && matches!(key, "{" | ",")).then_some(open)
    }
}

/// The brackets of a text up to a byte.
struct Brackets {
    /// Those that are open there, outermost first.
    open: Vec<usize>,
    /// The first brace whose closing brace stands at another indent: most likely its own is missing.
    suspect: Option<usize>,
}

impl Brackets {
    fn of(text: &RuleText, end: usize) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let mut suspect = None;
        for token in text.tokens().iter().take_while(|token| token.start < end) {
            match text.slice(token) {
                "(" | "[" | "{" | "#{" => open.push(token.start),
                ")" | "]" => {
                    open.pop();
                }
                "}" => {
                    let Some(start) = open.pop() else { continue };
                    let tidy =
                        text.indent(start) == text.indent(token.start) || !text.is_first_on_line(token.start);
                    if !tidy && suspect.is_none() {
                        suspect = Some(start);
                    }
                }
                _ => {}
            }
        }
        Self { open, suspect }
    }
}
