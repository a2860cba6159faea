//! What may be a segment of a fact's name, so that a rule can write `locality.topic.property`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::problem::{Code, Problem};

/// Words that the rules' language keeps for itself, whether it uses them today or not, in order.
const RESERVED: &[&str] = &[
    "as",
    "async",
    "await",
    "break",
    "call",
    "case",
    "catch",
    "const",
    "continue",
    "curry",
    "debug",
    "default",
    "do",
    "else",
    "eval",
    "exit",
    "export",
    "false",
    "fn",
    "for",
    "global",
    "go",
    "goto",
    "if",
    "import",
    "in",
    "is",
    "is_def_fn",
    "is_def_var",
    "is_shared",
    "let",
    "loop",
    "match",
    "module",
    "new",
    "nil",
    "null",
    "package",
    "print",
    "private",
    "protected",
    "public",
    "return",
    "shared",
    "spawn",
    "static",
    "super",
    "switch",
    "sync",
    "this",
    "thread",
    "throw",
    "true",
    "try",
    "type_of",
    "until",
    "use",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// Checks one segment.
///
/// # Errors
/// A problem without a place: a form other than `[a-z][a-z0-9_]*`, or a word that the rules' language reserves.
pub fn check(segment: &str) -> Result<(), Problem> {
    let formed = segment.starts_with(|c: char| c.is_ascii_lowercase())
        && segment.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !formed {
        return Err(Problem::error(
            Code::BadFactName,
            format!("`{segment}` cannot be part of a fact's name"),
        )
        .help("use small letters without marks, digits and `_`, a letter first"));
    }
    if RESERVED.binary_search(&segment).is_ok() {
        return Err(Problem::error(
            Code::BadFactName,
            format!("`{segment}` is a reserved word, which a rule cannot read"),
        )
        .help(format!("take another word, such as `{segment}_state`")));
    }
    Ok(())
}

/// What a segment was meant to be: small letters without marks, and `_` for all that joins them. A word that is in its
/// form and reserved stays as it is.
pub fn meant(segment: &str) -> String {
    let small = segment.trim().to_lowercase().replace('đ', "d");
    let plain = small.nfd().filter(|c| !is_combining_mark(*c));
    plain.map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_in_the_form_of_a_segment() {
        for (written, name) in
            [("Deployed", "deployed"), ("plan-stage", "plan_stage"), ("số_Điểm", "so_diem"), ("new", "new")]
        {
            assert_eq!(meant(written), name);
        }
    }

    #[test]
    fn reserved_words_are_in_order_for_the_search() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn segments_are_small_letters_digits_and_underscores() {
        for good in ["a", "plan_stage", "under_16", "internal"] {
            assert_eq!(check(good), Ok(()));
        }
        for bad in ["", "1a", "_a", "A", "a-b", "xã", "a.b", "new", "shared", "type_of"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
