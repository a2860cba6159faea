//! What the language cannot read, said in words that help.
//!
//! The parser stops at its first error and reports where it gave up, which is often a line after what is wrong. Each of
//! the slips that people make is recognised here by the tokens around that place.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod brackets;
mod foreign;

use rhai::{LexError, ParseError, ParseErrorType};

use super::sandbox::too_large;
use super::text::RuleText;
use crate::model::limits::Limits;
use crate::problem::{Code, Problem};

/// The problem behind a parser's error.
pub(super) fn problem(text: &RuleText, error: &ParseError, limits: &Limits) -> Problem {
    let slip = Slip { text, limits, here: text.offset(error.position()), kind: error.err_type() };
    slip.wrong_word()
        .or_else(|| slip.foreign_number())
        .or_else(|| slip.assignment())
        .or_else(|| slip.quotes())
        .or_else(|| slip.brackets())
        .or_else(|| slip.missing())
        .or_else(|| slip.reserved())
        .unwrap_or_else(|| slip.other())
}

/// A place where the parser gave up.
struct Slip<'t> {
    text: &'t RuleText,
    limits: &'t Limits,
    here: usize,
    kind: &'t ParseErrorType,
}

impl Slip<'_> {
    /// The token where the parser gave up.
    fn word(&self) -> &str {
        self.text.slice(&self.text.token_at(self.here))
    }

    fn at(&self, offset: usize, message: impl Into<String>, label: &str) -> Problem {
        let place = self.text.spot(self.text.token_at(offset));
        Problem::error(Code::BadSyntax, message).at(place, label)
    }

    /// A problem right behind the token before the one that the parser gave up at.
    fn behind_previous(&self, message: impl Into<String>, label: &str) -> Problem {
        let end = self.text.token_before(self.here).map_or(self.here, |token| token.end);
        Problem::error(Code::BadSyntax, message).at(self.text.spot(end..end), label)
    }

    /// `=` where `==` is meant.
    fn assignment(&self) -> Option<Problem> {
        let typo = matches!(self.kind, ParseErrorType::BadInput(LexError::ImproperSymbol(symbol, _)) if symbol == "=");
        let gave_up = self.word() == "=" && matches!(self.kind, ParseErrorType::MissingToken(..));
        if gave_up && matches!(self.kind, ParseErrorType::MissingToken(token, _) if token == ":") {
            let message = "between a key and its value stands a `:`";
            return Some(self.at(self.here, message, "write `:`").help("in a table, write `key: value`"));
        }
        if typo || gave_up {
            let message = "`=` gives a value to a name; it does not compare";
            return Some(self.at(self.here, message, "write `==`").help("to compare, write `a == b`"));
        }
        let strict = matches!(self.word(), "===" | "!==");
        strict.then(|| {
            let right = self.word().get(..2).unwrap_or_default();
            self.at(
                self.here,
                format!("`{}` is not a word of the language", self.word()),
                &format!("write `{right}`"),
            )
        })
    }

    /// Single, curly and open quotes.
    fn quotes(&self) -> Option<Problem> {
        const DOUBLE: &str = "texts stand in straight double quotes: \"issued\"";
        match self.kind {
            ParseErrorType::BadInput(LexError::MalformedChar(_)) => Some(
                self.at(self.here, "this text stands in single quotes", "write it in \"...\"").help(DOUBLE),
            ),
            ParseErrorType::BadInput(LexError::UnexpectedInput(found))
                if found.starts_with(['“', '”', '„', '‘', '’', '«', '»']) =>
            {
                let message = format!("`{found}` is a quotation mark of a word processor");
                Some(self.at(self.here, message, "write a straight `\"`").help(DOUBLE))
            }
            ParseErrorType::BadInput(LexError::UnterminatedString) => {
                // The parser may stop at either end of the text; the token that begins with the quote has both.
                let open = self.text.token_at(self.here);
                let open = if self.text.slice(&open).starts_with(['"', '`']) {
                    open.start
                } else {
                    self.text.token_before(self.here).map_or(self.here, |token| token.start)
                };
                let help =
                    "close it with `\"` on the same line; inside a text, write `\\\"` for a quotation mark";
                Some(self.at(open, "this text is never closed", "opened here").help(help))
            }
            _ => None,
        }
    }

    /// Whether the token before asks for a value.
    fn expects_value(&self) -> bool {
        let before = self.text.token_before(self.here).map_or("", |token| self.text.slice(&token));
        matches!(
            before,
            "==" | "!="
                | "<"
                | "<="
                | ">"
                | ">="
                | "&&"
                | "||"
                | "+"
                | "-"
                | "*"
                | "/"
                | "%"
                | "="
                | "!"
                | "in"
        )
    }

    /// Small signs that are missing, reported where they are missing.
    fn missing(&self) -> Option<Problem> {
        let ParseErrorType::MissingToken(token, _) = self.kind else { return None };
        let before = self.text.token_before(self.here).map_or("", |token| self.text.slice(&token));
        let problem = match token.as_str() {
            ";" => self
                .behind_previous("a `;` is missing", "missing here")
                .help("a line that does something ends with `;`"),
            "," => self
                .behind_previous("a `,` is missing", "missing here")
                .help("a comma stands between two items"),
            ":" => self
                .behind_previous("a `:` is missing", "missing here")
                .help("a key and its value are written `key: value`"),
            "{" if before == "else" => self
                .behind_previous("behind `else` stands a `{`, or another `if`", "missing here")
                .help("with a condition, write `else if condition { ... }`"),
            "{" => self
                .behind_previous("a `{` is missing", "missing here")
                .help("what is to be done stands in braces: `if condition { ... }`"),
            "}" => {
                // Inside of a table: the parser wants its end wherever it finds no comma.
                self.behind_previous("a `,` is missing", "missing here, or a `}`")
                    .help("the items of a table end with a comma: `key: value,`")
            }
            other => self.behind_previous(format!("a `{other}` is missing"), "missing here"),
        };
        Some(problem)
    }

    /// Words that the language keeps for itself.
    fn reserved(&self) -> Option<Problem> {
        let ParseErrorType::Reserved(word) = self.kind else { return None };
        let problem =
            self.at(self.here, format!("`{word}` is a word that the language keeps for itself"), "");
        Some(match word.as_str() {
            "null" | "nil" | "void" | "none" => {
                problem.help("for a fact that nobody reported, ask `locality.is_known(\"topic.property\")`")
            }
            "--" | "#" => problem.help("a remark is written `// ...`, up to the end of its line"),
            "private" => problem.help("take it out: every function belongs to its own rule anyway"),
            _ => problem.help("choose another name"),
        })
    }

    /// Everything else, in the parser's words where they are good enough.
    fn other(&self) -> Problem {
        if *self.kind == ParseErrorType::PropertyExpected {
            let problem = self.behind_previous("a name is missing", "missing here");
            return problem
                .help("a fact is read as `locality.topic.property`; a key is written `key: value`");
        }
        if *self.kind == ParseErrorType::WrongDocComment {
            // Comments are no tokens: their mark is underlined instead.
            let mark = self.here..self.here.saturating_add(3).min(self.text.text().len());
            return Problem::error(Code::BadSyntax, "`///` may only stand right before a function")
                .at(self.text.spot(mark), "")
                .help("write an ordinary comment with `//`");
        }
        let (message, help) = match self.kind {
            ParseErrorType::BadInput(LexError::UnexpectedInput(found)) if self.expects_value() => {
                let before = self.text.token_before(self.here).map_or("", |token| self.text.slice(&token));
                let help = match before {
                    "%" => "write a value there; for per cent, the number alone: 95",
                    _ => "write a value there",
                };
                (format!("something is missing between `{before}` and `{found}`"), help)
            }
            ParseErrorType::BadInput(LexError::UnexpectedInput(found))
                if found.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()) =>
            {
                (
                    format!("`{found}` cannot stand in a name"),
                    "names are made of a to z, digits and `_`; texts stand in \"...\"",
                )
            }
            ParseErrorType::BadInput(LexError::UnexpectedInput(found)) => {
                (
                    // What cannot be seen is named by its number.
                    format!("`{}` does not belong here", found.escape_debug()),
                    "compare the line with a rule that works",
                )
            }
            ParseErrorType::BadInput(LexError::StringTooLong(_)) => {
                (format!("this is {}", too_large("text", self.limits)), "shorten it")
            }
            ParseErrorType::BadInput(LexError::MalformedEscapeSequence(found)) => (
                format!("`{found}` is not an escape that the language knows"),
                "for a backslash write `\\\\`, for a quotation mark `\\\"`",
            ),
            ParseErrorType::BadInput(LexError::MalformedNumber(found)) => (
                format!("`{}` is not a number", found.chars().take(40).collect::<String>()),
                "write digits, with a point for decimals: 44.5",
            ),
            ParseErrorType::DuplicatedProperty(name) => {
                (format!("the key `{name}` stands here for the second time"), "take one of the two out")
            }
            ParseErrorType::MismatchedType(_, found) => {
                (format!("a condition is needed here, and this is {found}"), "compare it with something")
            }
            ParseErrorType::ExprTooDeep => (
                format!(
                    "this is nested more than {} deep, or as long in steps {}",
                    self.limits.depth,
                    Limits::setting("depth")
                ),
                "give parts of it names with `let`, or put them into a function of their own",
            ),
            ParseErrorType::TooManyFunctions => (
                format!(
                    "the rule has more than {} functions, with those that it imports {}",
                    self.limits.functions,
                    Limits::setting("functions")
                ),
                "split it into two rules",
            ),
            ParseErrorType::LiteralTooLarge(what, _) => {
                (format!("this is {}", too_large(what, self.limits)), "shorten it")
            }
            ParseErrorType::WrongFnDefinition => (
                "a function cannot stand inside of another one".to_owned(),
                "move it out, or look for a missing `}` above",
            ),
            ParseErrorType::FnDuplicatedDefinition(name, _) => {
                (format!("there are two functions `{name}`"), "rename one of the two")
            }
            ParseErrorType::FnMissingParams(name) => {
                (format!("the function `{name}` has no parentheses"), "write `fn name(locality) { ... }`")
            }
            ParseErrorType::FnMissingBody(name) => {
                (format!("the function `{name}` has no body"), "write `fn name(locality) { ... }`")
            }
            ParseErrorType::AssignmentToInvalidLHS(_) | ParseErrorType::AssignmentToConstant(_) => (
                "this cannot be given another value".to_owned(),
                "facts and constants stay as they are; to compare, write `==`",
            ),
            ParseErrorType::VariableExpected => {
                ("a name is missing here".to_owned(), "write `let name = value;`")
            }
            ParseErrorType::ExprExpected(_) => {
                ("a condition is missing here".to_owned(), "write `if condition { ... }`")
            }
            ParseErrorType::WrongSwitchIntegerCase => (
                "a single number stands behind a range".to_owned(),
                "in a `switch`, write single numbers before all ranges, or `7..=7`",
            ),
            ParseErrorType::WrongSwitchDefaultCase => (
                "an arm stands behind `_`, which takes all that is left".to_owned(),
                "in a `switch`, write `_ => ...` as the last arm",
            ),
            ParseErrorType::WrongSwitchCaseCondition => (
                "`_` takes all that is left, without a condition".to_owned(),
                "in a `switch`, write the condition into the arm: `_ => if a { ... } else { ... }`",
            ),
            ParseErrorType::LoopBreak => (
                "there is no loop here to be left".to_owned(),
                "end the check with a verdict such as `not_met(\"reason\");`",
            ),
            ParseErrorType::UnexpectedEOF => {
                ("the rule ends too early".to_owned(), "look for an open bracket above")
            }
            other => {
                (format!("the language cannot read this: {other}"), "compare the line with a rule that works")
            }
        };
        self.at(self.here, message, "").help(help)
    }
}
