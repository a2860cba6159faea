//! Values of a head: texts in one language or both, and words of closed sets.

use rhai::Expr;

use super::{Reader, number};
use crate::model::bilingual::Bilingual;
use crate::model::place::Place;
use crate::problem::Code;
use crate::problem::hint::{list, meant_or};
use crate::problem::letters::unseen;

impl Reader<'_> {
    /// A text in both languages, with the places of both.
    pub(super) fn bilingual(
        &mut self,
        path: &str,
        key: &rhai::Ident,
        value: &Expr,
    ) -> Option<(Bilingual, [Place; 2])> {
        let Expr::Map(table, _) = value else {
            let help = format!("write `{}: #{{ en: \"...\", vi: \"...\" }}`", key.name);
            self.wrong_type(key, value, "a text in both languages", &help);
            return None;
        };
        let mut found: [Option<(&str, Place)>; 2] = [None, None];
        let mut whole = true;
        for (lang, text) in &table.0 {
            let slot = match lang.name.as_str() {
                "en" => 0,
                "vi" => 1,
                unknown => {
                    let message = format!("`{unknown}` is not a language of the report");
                    self.error(Code::UnknownKey, lang.pos, message, "", "the languages are `en` and `vi`");
                    whole = false;
                    continue;
                }
            };
            match self.string(lang, text) {
                Some(text_of) => {
                    if let Some(found) = found.get_mut(slot) {
                        *found = Some((text_of, self.text.place(text.start_position())));
                    }
                }
                None => whole = false,
            }
        }
        if let [Some((en, en_at)), Some((vi, vi_at))] = found {
            return Some((Bilingual::new(en, vi), [en_at, vi_at]));
        }
        if whole {
            let (lang, name) = if table.0.iter().any(|(lang, _)| lang.name == "en") {
                ("vi", "Vietnamese")
            } else {
                ("en", "English")
            };
            let help = format!("write `{lang}: \"...\"` beside the other");
            self.error(Code::MissingKey, key.pos, format!("`{path}` has no {name} text"), "", help);
        }
        None
    }

    /// One word of a closed set.
    pub(super) fn word<T>(
        &mut self,
        key: &rhai::Ident,
        value: &Expr,
        from_word: impl Fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'static str> + Clone,
    ) -> Option<T> {
        let written = self.string(key, value)?;
        let found = from_word(written);
        if found.is_none() {
            let message = format!("`{written}` is not a word for `{}`", key.name);
            let help = meant_or(written, words.clone(), || format!("write {}", list(words, "or")));
            self.error(Code::UnknownWord, value.start_position(), message, "", help);
        }
        found
    }

    /// A text that is written out and not empty.
    pub(super) fn string<'e>(&mut self, key: &rhai::Ident, value: &'e Expr) -> Option<&'e str> {
        match value {
            Expr::StringConstant(text, at) if text.trim().is_empty() => {
                self.error(
                    Code::BadMetadata,
                    *at,
                    format!("`{}` is empty", key.name),
                    "",
                    "write a text between the quotes",
                );
                None
            }
            Expr::StringConstant(text, at) => match unseen(text) {
                None => Some(text.as_str()),
                Some((_, c, name)) => {
                    let message = format!("there is {name} in this text (U+{:04X})", u32::from(c));
                    self.error(Code::UnseenCharacter, *at, message, "", "take it out");
                    None
                }
            },
            _ => {
                let example = match key.name.as_str() {
                    "level" => "province",
                    "binds" => "named",
                    _ => "...",
                };
                let help = format!("write `{}: \"{example}\"`", key.name);
                self.wrong_type(key, value, "a text", &help);
                None
            }
        }
    }

    /// The caret of a wrong type stands under the key, which says what is wanted.
    pub(super) fn wrong_type(&mut self, key: &rhai::Ident, value: &Expr, wanted: &str, help: &str) {
        let found = match value {
            Expr::BoolConstant(..) => "true or false",
            Expr::StringConstant(..) if wanted.ends_with("languages") => "one text only",
            Expr::StringConstant(..) => "a text",
            Expr::CharConstant(..) => "a text in single quotes",
            Expr::Array(..) => "a list",
            Expr::Map(..) => "a table",
            _ if number(value).is_some() => "a number",
            _ => "to be computed",
        };
        let message = if found == "to be computed" {
            format!(
                "`{}` must be {wanted} that is written out: the head of a rule is read, not run",
                key.name
            )
        } else {
            format!("`{}` must be {wanted}, and is {found}", key.name)
        };
        self.error(Code::WrongType, key.pos, message, "", help);
    }
}
