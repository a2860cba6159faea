//! What can be an id.
//!
//! In: a text. Out: whether a unit may be known by it for ever. Invariant: a file can be named after it on any system.

/// Most bytes of an id: a file's name has 255, and a day and an ending come behind it.
const MOST_OF_ID: usize = 100;

/// Letters and pages are named after ids, on whatever system: what cannot be a file's name there cannot be an id.
pub(super) fn is_id(key: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let unfit = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '/' | '|' | '\\' | ':' | '*' | '?' | '"' | '<' | '>')
    };
    let stem = key.split('.').next().unwrap_or(key);
    let is_port = || {
        let mut letters = stem.chars();
        let digit = letters.next_back();
        digit.is_some_and(|digit| digit.is_ascii_digit())
            && ["com", "lpt"].iter().any(|port| letters.as_str().eq_ignore_ascii_case(port))
    };
    key.len() <= MOST_OF_ID
        && !key.starts_with(['.', '-'])
        && !key.ends_with('.')
        && !key.contains(unfit)
        && !DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
        && !is_port()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_what_a_file_can_be_named_after() {
        for id in ["ha-noi", "VN", "đà-nẵng", "p01", "console", "a.b", "comb", &"a".repeat(100)] {
            assert!(is_id(id), "{id}");
        }
        for id in [
            "..",
            ".ssh",
            "-rf",
            "a/b",
            "a\\b",
            "a:b",
            "a b",
            "a.",
            "CON",
            "aux.txt",
            "Lpt1",
            &"a".repeat(101),
        ] {
            assert!(!is_id(id), "{id}");
        }
    }
}
