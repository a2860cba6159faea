//! JSON of which every character is seen: what steers or hides is written as its number.
//!
//! In: a value, and a form to write it in. Out: its JSON, piece by piece, wherever it is to go; the data stay what they
//! are. Invariant: outside of strings JSON has newlines and spaces only, so that it is enough to look into strings.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::visible::{is_seen, is_surely_seen};

/// Writes a value over several lines.
///
/// # Errors
/// Where the value has no form as JSON, or the writer takes no more.
pub(super) fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Seen(PrettyFormatter::new())))
}

/// Writes a value on one line.
///
/// # Errors
/// As [`write_pretty`].
pub(super) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Seen(CompactFormatter)))
}

/// A form of JSON, but for the letters of its strings.
struct Seen<F>(F);

impl<F: Formatter> Formatter for Seen<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if is_surely_seen(fragment) {
            return out.write_all(fragment.as_bytes());
        }
        for c in fragment.chars() {
            if is_seen(c) {
                out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::render::visible::escaped_json;

    #[test]
    fn it_is_what_the_whole_text_would_be_escaped() {
        let texts = [
            "",
            "Thừa Thiên Huế – \"quoted\"\n",
            "a\u{202e}b\u{7f}c\u{e0041}\u{1b}",
            "\u{feff}x\u{a0}\u{85}",
        ];
        let every: String =
            ('\0'..='\u{2fff}').chain('\u{fe00}'..='\u{ffff}').chain('\u{e0000}'..='\u{e0100}').collect();
        let all = texts.iter().copied().chain([every.as_str()]);
        let value: BTreeMap<&str, Vec<(Option<&str>, i64)>> =
            all.map(|text| (text, vec![(Some(text), -3), (None, 4)])).chain([("none", Vec::new())]).collect();
        let (mut pretty, mut line) = (Vec::new(), Vec::new());
        write_pretty(&mut pretty, &value).unwrap();
        write_line(&mut line, &value).unwrap();
        assert_eq!(
            String::from_utf8(pretty).unwrap(),
            escaped_json(&serde_json::to_string_pretty(&value).unwrap())
        );
        assert_eq!(String::from_utf8(line).unwrap(), escaped_json(&serde_json::to_string(&value).unwrap()));
    }
}
