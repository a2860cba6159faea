//! What may be a segment of a fact's name, so that a rule can write `locality.topic.property`.

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

#[cfg(test)]
mod tests {
    use super::*;

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
