//! Words, signs and numbers of other languages, Vietnamese and English among them.

use rhai::{LexError, ParseErrorType};

use super::Slip;
use crate::problem::{Code, Problem};

impl Slip<'_> {
    /// Words of other languages, and of English.
    pub(super) fn wrong_word(&self) -> Option<Problem> {
        if !matches!(
            self.kind,
            ParseErrorType::MissingToken(..)
                | ParseErrorType::Reserved(_)
                | ParseErrorType::BadInput(LexError::UnexpectedInput(_))
        ) {
            return None;
        }
        let previous = self.text.token_before(self.here);
        let before = previous.as_ref().map_or("", |token| self.text.slice(token));
        let instead = |offset: usize, wrong: &str, right: &str| {
            let message = format!("`{wrong}` is not a word of the language");
            self.at(offset, message, &format!("write `{right}`"))
        };
        let here = self.word();
        match here.to_lowercase().as_str() {
            "and" => {
                return Some(instead(self.here, here, "&&").help("a condition of two parts is `a && b`"));
            }
            "or" => {
                return Some(instead(self.here, here, "||").help("a choice of two conditions is `a || b`"));
            }
            "và" => {
                return Some(instead(self.here, here, "&&").help("a condition of two parts is `a && b`"));
            }
            "hoặc" => {
                return Some(instead(self.here, here, "||").help("a choice of two conditions is `a || b`"));
            }
            "không" => return Some(instead(self.here, here, "!").help("for `không a`, write `!a`")),
            "nếu" => return Some(instead(self.here, here, "if").help("write `if condition { ... }`")),
            "thì" => return Some(instead(self.here, here, "{").help("write `if condition { ... }`")),
            "đúng" => return Some(instead(self.here, here, "true").help("write `true` or `false`")),
            "sai" => return Some(instead(self.here, here, "false").help("write `true` or `false`")),
            "is" => return Some(instead(self.here, here, "==").help("to compare, write `a == b`")),
            ":" if matches!(self.kind, ParseErrorType::MissingToken(token, _) if token == "{") => {
                return Some(instead(self.here, ":", "{").help("write `if condition { ... }`"));
            }
            "then" => return Some(instead(self.here, here, "{").help("write `if condition { ... }`")),
            _ => {}
        }
        let start = previous.map_or(self.here, |token| token.start);
        let small = before.to_lowercase();
        if small != before && matches!(small.as_str(), "if" | "else" | "fn" | "const" | "let" | "import") {
            return Some(instead(start, before, &small).help("the words of the language are small"));
        }
        if let Some(problem) = self.foreign_sign(before) {
            return Some(problem);
        }
        match before.to_ascii_lowercase().as_str() {
            "not" => Some(
                instead(start, before, "!")
                    .help("for `not a`, write `!a`; for a longer condition `!(a && b)`"),
            ),
            "elif" | "elsif" | "elseif" => Some(
                instead(start, before, "else if").help("write `if a { ... } else if b { ... } else { ... }`"),
            ),
            "unless" => Some(instead(start, before, "if !").help("write `if !condition { ... }`")),
            "when" => Some(instead(start, before, "if").help("write `if condition { ... }`")),
            "function" | "def" | "func" => {
                Some(instead(start, before, "fn").help("a function is `fn name(locality) { ... }`"))
            }
            "var" => Some(instead(start, before, "let").help("a name for a value is `let name = value;`")),
            _ => None,
        }
    }

    /// Remarks, decimals and calls as other languages write them.
    fn foreign_sign(&self, before: &str) -> Option<Problem> {
        let here = self.word();
        let is_digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let is_name = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let wants = |sign: &str| matches!(self.kind, ParseErrorType::MissingToken(token, _) if token == sign);
        if matches!(here, "#" | "--") {
            let problem = self.at(self.here, format!("`{here}` does not begin a remark"), "write `//`");
            return Some(problem.help("a remark is written `// ...`, up to the end of its line"));
        }
        if here == "," && is_digits(before) && (wants("{") || wants(";")) {
            let problem = self.at(self.here, "a number has no comma", "write `.`");
            return Some(
                problem.help("decimals stand behind a point, and thousands stand together: 44.5, 1200"),
            );
        }
        if here == ">" && before == "<" {
            let start = self.text.token_before(self.here).map_or(self.here, |token| token.start);
            let both = Problem::error(Code::BadSyntax, "`<>` is not a word of the language");
            let place = self.text.spot(start..self.here.saturating_add(here.len()));
            return Some(both.at(place, "write `!=`").help("for what is not equal, write `a != b`"));
        }
        let wants_sign = matches!(self.kind, ParseErrorType::MissingToken(..));
        if wants_sign && is_digits(before) && is_name(here) && self.is_on_one_line() {
            let message = format!("behind a number stands no `{here}`");
            return Some(self.at(self.here, message, "").help(format!("write the number alone: {before}")));
        }
        if wants(";") && is_name(before) && here.starts_with('"') {
            let message = "what a function is given stands in parentheses";
            return Some(self.at(self.here, message, "").help(format!("write `{before}({here})`")));
        }
        if wants(";") && is_name(before) && is_name(here) {
            let offset = self.text.token_before(self.here).map_or(self.here, |token| token.start);
            let followed =
                self.text.slice(&(self.here.saturating_add(here.len())..self.text.text().len())).trim_start();
            if self.is_on_one_line() && followed.starts_with('=') && !followed.starts_with("==") {
                let problem =
                    self.at(offset, format!("`{before}` does not begin a value's name"), "write `let`");
                return Some(
                    problem.help(format!("a name for a value is `let {here} = value;`, whatever its type")),
                );
            }
        }
        None
    }

    /// Whether the token before stands on the same line.
    fn is_on_one_line(&self) -> bool {
        let before = self.text.token_before(self.here).map_or(self.here, |token| token.end);
        !self.text.slice(&(before..self.here)).contains('\n')
    }

    /// Numbers as people print them, where the parser looks for a name.
    pub(super) fn foreign_number(&self) -> Option<Problem> {
        if *self.kind != ParseErrorType::PropertyExpected {
            return None;
        }
        let is_figure = |c: char| c.is_ascii_digit() || c == '.';
        let start = self
            .text
            .text()
            .get(..self.here)?
            .rfind(|c| !is_figure(c))
            .map_or(0, |before| before.saturating_add(1));
        let rest = self.text.text().get(start..)?;
        let end = rest.find(|c| !is_figure(c)).unwrap_or(rest.len());
        let digits = rest.get(..end)?;
        if digits.starts_with(|c: char| c.is_ascii_digit()) && digits.matches('.').count() > 1 {
            let problem = Problem::error(Code::BadSyntax, "the thousands of a number are not parted")
                .at(self.text.spot(start..start.saturating_add(end)), "");
            return Some(problem.help(format!("write {}", digits.replace('.', ""))));
        }
        let here = self.word();
        let is_number =
            |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let comma = self.text.token_before(self.here)?;
        let number = self.text.token_before(comma.start).map_or("", |token| self.text.slice(&token));
        if is_number(here) && self.text.slice(&comma) == "," && is_number(number) && comma.end == self.here {
            let problem = self.at(comma.start, "a number has no comma", "write `.`");
            return Some(
                problem.help("decimals stand behind a point, and thousands stand together: 44.5, 1200"),
            );
        }
        None
    }
}
