//! TOML read as a form: keys asked for one by one, each answer typed, each mistake told with its place.
//!
//! A [`Form`] is one table. Whoever reads it asks for the keys that the contract has, in any order, and then lets it
//! [`finish`](Form::finish), which tells of every key that nobody asked for. Nothing stops at the first mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::bilingual::Bilingual;
use crate::model::day::Day;
use crate::model::place::Place;
use crate::names::composed;
use crate::problem::hint::{Hint, nearest, one_of};
use crate::problem::{Absent, Code, Problem};

use super::cure;
use super::files::File;
use super::number;
pub use super::parse::parse;
use super::sink::Sink;

/// The file that a form is in, and where its problems go.
#[derive(Debug, Clone, Copy)]
pub struct Page<'t> {
    /// The file.
    pub file: &'t File,
    /// Its problems.
    pub sink: &'t Sink,
}

impl Page<'_> {
    /// Tells a problem with its place.
    pub fn tell(&self, span: Range<usize>, label: &str, problem: Problem) {
        self.sink.push(problem.at(self.file.place(span), label));
    }
}

/// One table, and which of its keys were asked for.
#[derive(Debug)]
pub struct Form<'t> {
    page: Page<'t>,
    /// What it is, for messages: "this observation".
    noun: &'static str,
    span: Range<usize>,
    table: &'t DeTable<'t>,
    asked: Vec<&'static str>,
}

impl<'t> Form<'t> {
    /// The whole of a file.
    #[must_use]
    pub fn whole(page: Page<'t>, noun: &'static str, table: &'t DeTable<'t>) -> Self {
        Self { page, noun, span: 0..0, table, asked: Vec::new() }
    }

    /// Where it stands: its header, or all of an inline table.
    #[must_use]
    pub fn place(&self) -> Place {
        self.page.file.place(self.span.clone())
    }

    /// Where it begins, for putting things in written order.
    #[must_use]
    pub fn start(&self) -> usize {
        self.span.start
    }

    /// Tells a problem of the whole form.
    pub fn tell(&self, problem: Problem) {
        self.page.tell(self.span.clone(), "", problem);
    }

    /// A key that may be left out.
    pub fn optional(&mut self, key: &'static str) -> Option<Item<'t>> {
        self.asked.push(key);
        let (spanned, value) = self.table.get_key_value(key)?;
        Some(Item { page: self.page, key, key_span: spanned.span(), value })
    }

    /// A key that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<Item<'t>> {
        let item = self.optional(key);
        if item.is_none() {
            self.tell(
                Problem::error(Code::MissingKey, format!("{} has no `{key}`", self.noun))
                    .help(format!("add `{key} = ...`"))
                    .about(Absent::Key { of: self.noun.to_owned(), key: key.to_owned() }),
            );
        }
        item
    }

    /// Every key with its value, in written order; then none of them is unknown.
    #[must_use]
    pub fn entries(self) -> Vec<Item<'t>> {
        let mut items: Vec<Item<'t>> = self
            .table
            .iter()
            .map(|(key, value)| Item { page: self.page, key: key.get_ref(), key_span: key.span(), value })
            .collect();
        items.sort_by_key(|item| item.key_span.start);
        items
    }

    /// Tells of every key that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.table.iter() {
            let written: &str = key.get_ref();
            if self.asked.contains(&written) {
                continue;
            }
            let free = self.asked.iter().copied().filter(|known| !self.table.contains_key(*known));
            let mut problem =
                Problem::error(Code::UnknownKey, format!("{} has no key `{written}`", self.noun));
            problem = match nearest(written, free) {
                Some(near) => problem
                    .help(Hint::meant(near))
                    .about(Absent::Key { of: self.noun.to_owned(), key: near.to_owned() }),
                None => problem.help(format!("its keys are `{}`", self.asked.join("`, `"))),
            };
            self.page.tell(key.span(), "unknown key", problem);
        }
    }
}

/// One value with its key.
#[derive(Debug, Clone)]
pub struct Item<'t> {
    page: Page<'t>,
    key: &'t str,
    key_span: Range<usize>,
    value: &'t Spanned<DeValue<'t>>,
}

impl<'t> Item<'t> {
    /// The key; of a list's member the list's key.
    #[must_use]
    pub fn key(&self) -> &'t str {
        self.key
    }

    /// The value as parsed.
    #[must_use]
    pub fn value(&self) -> &'t DeValue<'t> {
        self.value.get_ref()
    }

    /// Where the value stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.page.file.place(self.value.span())
    }

    /// Tells a problem of the value.
    pub fn tell(&self, label: &str, problem: Problem) {
        self.page.tell(self.value.span(), label, problem);
    }

    /// Tells a problem of the key.
    pub fn tell_key(&self, label: &str, problem: Problem) {
        self.page.tell(self.key_span.clone(), label, problem);
    }

    /// Tells that the value is of another type.
    pub fn wrong_type<T>(&self, wanted: &str) -> Option<T> {
        let message = format!("`{}` wants {wanted}, not {}", self.key, self.describe());
        let mut problem = Problem::error(Code::WrongType, message);
        problem.help = cure::of_type(self.key, wanted, self.value()).map(Hint::from);
        self.tell("", problem);
        None
    }

    /// What the value is, for messages.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self.value() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(d) if d.date.is_some() && d.time.is_none() => "a day",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// A text, composed; `None` where it is blank.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self.value() {
            DeValue::String(text) => {
                Some(text.trim()).filter(|text| !text.is_empty()).map(|text| composed(text).into_owned())
            }
            _ => self.wrong_type("a text in quotes"),
        }
    }

    /// A text that must say something.
    #[must_use]
    pub fn filled_text(&self) -> Option<String> {
        let text = self.text();
        if text.is_none() && matches!(self.value(), DeValue::String(_)) {
            self.tell(
                "",
                Problem::error(Code::MissingKey, format!("`{}` is empty", self.key)).help("fill it in"),
            );
        }
        text
    }

    /// A day.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        const WANTED: &str = "a day such as 2024-10-21, without quotes and without a time";
        let DeValue::Datetime(when) = self.value() else { return self.wrong_type(WANTED) };
        let (Some(date), None, None) = (when.date, when.time, when.offset) else {
            return self.wrong_type(WANTED);
        };
        let day = Day::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day));
        if day.is_none() {
            let problem =
                Problem::error(Code::BadDay, format!("`{}` has a day out of the calendar", self.key))
                    .help("days are of the years 1900 to 2199");
            self.tell("", problem);
        }
        day
    }

    /// A whole number.
    #[must_use]
    pub fn int(&self) -> Option<i64> {
        let DeValue::Integer(written) = self.value() else { return self.wrong_type("a whole number") };
        let number = i64::from_str_radix(written.as_str(), written.radix()).ok();
        if number.is_none() {
            self.tell("", Problem::error(Code::BadNumber, format!("`{}` is too large a number", self.key)));
        }
        number
    }

    /// A whole number that is not negative and not larger than a bound.
    #[must_use]
    pub fn count(&self, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let number = self.int()?;
        let count = u32::try_from(number).ok().filter(|n| range.contains(n));
        if count.is_none() {
            let problem = Problem::error(
                Code::BadNumber,
                format!("`{}` must lie between {} and {}", self.key, range.start(), range.end()),
            );
            self.tell("", problem);
        }
        count
    }

    /// A number, exactly as its digits say.
    #[must_use]
    pub fn decimal(&self) -> Option<rust_decimal::Decimal> {
        let read = match self.value() {
            DeValue::Integer(written) if written.radix() == 10 => number::decimal(written.as_str()),
            DeValue::Float(written) => number::decimal(written.as_str()),
            _ => return self.wrong_type("a number"),
        };
        match read {
            Ok(number) => Some(number),
            Err(problem) => {
                self.tell("", problem);
                None
            }
        }
    }

    /// A number or the printed digits of one in quotes.
    #[must_use]
    pub fn printed(&self) -> Option<rust_decimal::Decimal> {
        let DeValue::String(digits) = self.value() else { return self.decimal() };
        match number::decimal(digits.trim()) {
            Ok(number) => Some(number),
            Err(problem) => {
                self.tell("", problem);
                None
            }
        }
    }

    /// One word of a closed set.
    #[must_use]
    pub fn word<W: Copy>(&self, all: &'static [W], spell: fn(W) -> &'static str) -> Option<W> {
        let words = all.iter().map(|word| spell(*word));
        let DeValue::String(text) = self.value() else {
            return self.wrong_type(&format!("one of the words {}", one_of(words)));
        };
        let found = all.iter().copied().find(|word| spell(*word) == text.trim());
        if found.is_none() {
            let mut problem =
                Problem::error(Code::UnknownWord, format!("`{}` cannot be `{}`", self.key, text.trim()));
            problem.help = Some(match nearest(text, words.clone()) {
                Some(near) => Hint::meant(near).and(&format!(" Known are {}", one_of(words))),
                None => format!("known are {}", one_of(words)).into(),
            });
            self.tell("", problem);
        }
        found
    }

    /// The members of a list, which must have some.
    #[must_use]
    pub fn list(&self) -> Option<Vec<Item<'t>>> {
        let DeValue::Array(array) = self.value() else { return self.wrong_type("a list in [ ]") };
        if array.is_empty() {
            self.tell(
                "",
                Problem::error(Code::EmptyList, format!("`{}` is an empty list", self.key)).help("fill it"),
            );
            return None;
        }
        Some(array.iter().map(|value| self.member(value)).collect())
    }

    /// The members of a list, which may be empty.
    #[must_use]
    pub fn any_list(&self) -> Option<Vec<Item<'t>>> {
        let DeValue::Array(array) = self.value() else { return self.wrong_type("a list in [ ]") };
        Some(array.iter().map(|value| self.member(value)).collect())
    }

    fn member(&self, value: &'t Spanned<DeValue<'t>>) -> Item<'t> {
        Item { page: self.page, key: self.key, key_span: self.key_span.clone(), value }
    }

    /// A table within.
    #[must_use]
    pub fn form(&self, noun: &'static str) -> Option<Form<'t>> {
        match self.value() {
            DeValue::Table(table) => {
                Some(Form { page: self.page, noun, span: self.value.span(), table, asked: Vec::new() })
            }
            _ => self.wrong_type("a table of keys"),
        }
    }

    /// The tables of a `[[list]]`.
    #[must_use]
    pub fn forms(&self, noun: &'static str) -> Vec<Form<'t>> {
        let Some(items) = self.list() else { return Vec::new() };
        items.iter().filter_map(|item| item.form(noun)).collect()
    }

    /// A text in both languages.
    #[must_use]
    pub fn bilingual(&self) -> Option<Bilingual> {
        let DeValue::Table(_) = self.value() else {
            return self.wrong_type("both languages: { en = \"...\", vi = \"...\" }");
        };
        let mut form = self.form("this text")?;
        let en = form.required("en").and_then(|item| item.filled_text());
        let vi = form.required("vi").and_then(|item| item.filled_text());
        form.finish();
        Some(Bilingual::new(en?, vi?))
    }
}
